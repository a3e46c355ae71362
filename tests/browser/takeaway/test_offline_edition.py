"""The offline edition as a reader has it: a file opened without any network, which draws, counts, finds and prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from geodata import Edition, Filter, load, select
from geodata.common.language import DEFAULT, current, use
from geodata.model.events import QuoteEvidence
from geodata.model.times import Clock, EventTime
from geodata.presentation import accounting, marked_text, wording
from geodata.presentation.citations import speakers_of
from geodata.single_file import page as single_file
from geodata.views import place_list
from geodata.views.filters import NOWHERE
from geodata.views.marks import map_view
from geodata.views.search import search
from tests import second_article as second
from tests.browser.conftest import Watching, violations
from tests.single_file.test_single_file import EDITION, hostile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page

    from geodata.model.articles import Article
    from geodata.views.selection import Selection

FIRST, LAST = EDITION.bounds
SENTENCES = EDITION.sentences.items()
EDGE_PX = 26
REST_MS = 400  # more than the timeline waits before it says where it rests
PAYLOADS = [
    "<img src=x onerror=window.__pwned=1>",
    "</script><script>window.__pwned=1</script>",
    "{{ 7 * 7 }} ${window.__pwned=1} `x`",
    "<svg onload=window.__pwned=1>{words}",
]
# The text a reader sees in an element and in the roots of its own that lie in it.
SEEN = """(element) => {
    const inside = (node) => node.shadowRoot ? [...node.shadowRoot.children] : [];
    const texts = (node) => [node.innerText || "", ...inside(node).flatMap(texts)];
    return [element, ...element.querySelectorAll("*")].filter((node) => node.shadowRoot || node === element)
        .flatMap(texts).join("\\n");
}"""


@dataclass
class Reader(Watching):
    """A reader's window with the file in it, what it asked for, and what went wrong."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def seen(self, selector: str) -> str:
        text: str = self.page.locator(selector).evaluate(SEEN)
        return text

    def mark(self, place: str) -> str:
        return f'#map_div button[data-place="{place}"]'

    def _note_message(self, message: ConsoleMessage) -> None:
        self.errors.append(f"{message.type}: {message.text}")

    def violations(self) -> list[str]:
        """Return what axe calls serious or critical, where the list holds some claims of each kind and not all."""
        self.page.locator("#search").fill("Ponomarev")
        self.page.evaluate(AXE_SCRIPT)
        return violations(self.page)


class OpenFile(Protocol):
    def __call__(
        self, edition: Edition = EDITION, hash_: str = "", *, width: int = 1280, dark: bool = False
    ) -> Reader: ...


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window without any network: each test opens its file there anew, and loaded scripts stay compiled."""
    page = browser.new_context(offline=True).new_page()
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def usual() -> bytes:
    """The file of the edition in English."""
    return single_file.build(EDITION)


@pytest.fixture
def open_file(window: Page, usual: bytes, tmp_path: Path) -> Iterator[OpenFile]:
    """Opens the built file from the disk in a browser that has no network, and waits until the map is drawn."""
    reader = Reader(window)

    def open_file(edition: Edition = EDITION, hash_: str = "", *, width: int = 1280, dark: bool = False) -> Reader:
        path = tmp_path / "edition.html"
        path.write_bytes(usual if edition is EDITION and current() == DEFAULT else single_file.build(edition))
        window.set_viewport_size({"width": width, "height": 900})
        window.emulate_media(media="null", color_scheme="dark" if dark else "light")
        reader.watch()
        window.goto(path.as_uri() + hash_)
        window.wait_for_function("() => window.asReported.state().ready")
        return reader

    yield open_file
    use(DEFAULT)
    reader.unwatch()
    window.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    window.mouse.move(0, 0)
    window.goto("about:blank")


def wanted(clock: Clock, start: date, end: date, evidence: str = "", speaker: str = "") -> Filter:
    chosen = {"evidence": evidence, "speaker": speaker}
    facets = {name: frozenset({value}) for name, value in chosen.items() if value}
    return Filter(clock=clock, start=start, end=end, chosen=facets)


def account(selection: Selection) -> str:
    return accounting.account(selection.ledger, EDITION).replace("**", "")


# What it draws, and what it asks for


def test_it_draws_map_and_article_whole_without_any_request_and_without_an_error(open_file: OpenFile) -> None:
    reader = open_file()
    expect_head(reader.page)
    expect_article(reader.page)
    state = reader.page.evaluate("() => window.asReported.state()")
    shown = select(EDITION, wanted(Clock.REPORTED, *EDITION.month)).shown
    view = map_view(shown, EDITION)
    assert state["marks"] == [mark.place for mark in view.marks]
    assert set(state["shades"]) == {shade.place for shade in view.shades} | {"border"}
    assert reader.page.locator("#map_div path.near").count() == 1
    assert reader.page.locator("#map_div path.country").count() > 200
    assert reader.page.locator("#map_div .mark:visible").count() == len(view.marks)
    assert reader.page.locator("#map_div").get_by_text("Tyotkino", exact=True).is_visible()
    zoom = reader.page.evaluate("() => window.asReported.state().zoom")
    reader.page.mouse.move(400, 650)
    reader.page.mouse.wheel(0, 300)
    reader.page.wait_for_function("() => window.scrollY > 200")
    assert reader.page.evaluate("() => window.asReported.state().zoom") == zoom
    reader.page.mouse.wheel(0, 20_000)
    reader.page.wait_for_timeout(500)
    assert len(reader.requests) == 1
    assert reader.errors == []


def expect_head(page: Page) -> None:
    """The head says what the file is, and as of when."""
    assert page.title() == "As Reported · As reported, as of 12 March 2024, 12:28 UTC · edition 2"
    assert page.locator("header").inner_text().split("\n")[0] == "As Reported"
    assert "as of 12 March 2024, 12:28 UTC · edition 2" in page.locator("header").inner_text()


def test_every_claim_and_every_quote_is_shown_in_the_list(open_file: OpenFile) -> None:
    reader = open_file()
    reader.page.locator("#unfold").click()
    assert reader.page.locator("#list article:visible").count() == len(EDITION.events)
    seen = reader.seen("#list")
    for event in EDITION.events:
        evidence = event.evidence
        if isinstance(evidence, QuoteEvidence):
            assert all(quote.exact in seen for quote in (*evidence.quotes, *evidence.attribution)), event.id
        else:
            assert evidence.summary in seen, event.id
            assert evidence.outlet in seen, event.id
        assert speakers_of(event, EDITION) in seen, event.id


def shown_text(edition: Edition, article: Article | None = None) -> str:
    """What may be shown of an article, by default of the newest."""
    return "".join(str(run["text"]) for run in marked_text.runs(article or edition.newest, edition))


def expect_article(page: Page) -> None:
    """The article is shown whole, with every quote marked."""
    assert page.locator("#text .text").evaluate("(node) => node.textContent") == shown_text(EDITION)
    quoted = [event for event in EDITION.events if event.is_quoted]
    assert page.locator("#text mark[tabindex]").count() == len(quoted)


def test_each_of_two_articles_is_whole_and_opens_its_own_claims(open_file: OpenFile, tmp_path: Path) -> None:
    reader = open_file(load(second.data_of_two(tmp_path / "data")))
    page = reader.page
    texts = page.locator("#articles .text").evaluate_all("(nodes) => nodes.map((node) => node.textContent)")
    two = load(second.data_of_two(tmp_path / "again"))
    assert texts == [shown_text(two, article) for article in two.articles.values()]
    assert page.locator("#contents").get_by_text("Articles", exact=True).is_visible()
    chosen = {"": second.EVENTS[0], "-2": EDITION.events[0].id}
    for part, event in chosen.items():
        (other,) = chosen.keys() - {part}
        page.locator(f"#text{part} mark[tabindex]").first.click()
        page.locator(f'#chosen{part} article[data-id="{event}"]').wait_for()
        assert page.locator(f"#chosen{other} article").count() == 0
        assert page.locator(f"#choose{other}").is_visible()
        assert page.locator(f"#choose{part}").is_hidden()
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert len(set(ids)) == len(ids)
    assert reader.violations() == []
    assert reader.errors == []


# What it counts


CONTROLLED = [
    (Clock.REPORTED, 0, 30, "", ""),
    (Clock.REPORTED, 11, 11, "quote", ""),
    (Clock.REPORTED, 12, 14, "citation", ""),
    (Clock.HAPPENED, 0, 30, "", ""),
    (Clock.HAPPENED, 5, 9, "", "ponomarev"),
    (Clock.HAPPENED, 30, 30, "quote", ""),
]


def test_the_account_on_screen_is_that_of_the_dashboard(open_file: OpenFile) -> None:
    page = open_file().page
    first = EDITION.month[0]
    for clock, start, end, evidence, speaker in CONTROLLED:
        page.locator(f'input[name="clock"][value="{clock}"]').check()
        page.locator(f'input[name="evidence"][value="{evidence}"]').check()
        page.locator("#speaker").select_option(speaker)
        filter_ = wanted(clock, first + timedelta(days=start), first + timedelta(days=end), evidence, speaker)
        type_days(page, filter_)
        selection = select(EDITION, filter_)
        expect(page.locator("#timeline .account")).to_have_text(account(selection))
        expect(page.locator("#timeline .sentence")).to_have_text(wording.filter_sentence(filter_, EDITION))
        view = map_view(selection.shown, EDITION)
        expect(page.locator("#map_div .mark")).to_have_count(len(view.marks))
        expect(page.locator("#map_div .chip")).to_have_count(len(view.shades) + bool(view.border))


def type_days(page: Page, filter_: Filter) -> None:
    """Types both days; the first goes to the beginning before, so that the last can go anywhere."""
    for name, day in (("First day", FIRST), ("Last day", filter_.end), ("First day", filter_.start)):
        field = page.get_by_role("textbox", name=name)
        field.fill(day.isoformat())
        field.press("Enter")


def test_map_and_account_follow_a_handle_that_is_still_held_and_the_panel_when_it_rests(open_file: OpenFile) -> None:
    reader = open_file()
    page = reader.page
    day = EDITION.newest.day
    held = select(EDITION, wanted(Clock.REPORTED, EDITION.month[0], day))
    cards = reader.page.locator("#cards article").count()
    grip, track = page.locator(".handle.end").bounding_box(), page.locator(".track").bounding_box()
    assert grip
    assert track
    y, pixels = grip["y"] + grip["height"] / 2, (track["width"] - 2 * EDGE_PX) / 31
    page.mouse.move(grip["x"] + 4, y)
    page.mouse.down()
    page.mouse.move(grip["x"] + 4 - pixels * (EDITION.month[1] - day).days, y, steps=8)
    expect(page.locator("#timeline .account")).to_have_text(account(held))
    expect(page.locator("#map_div .mark")).to_have_count(len(map_view(held.shown, EDITION).marks))
    assert page.locator("#cards article").count() == cards
    page.mouse.up()
    first = place_list.places(EDITION)[0]
    expect(page.locator("#cards article")).to_have_count(len(place_list.claims_at(first, held)))
    assert reader.errors == []


# What a reader does with it


def test_a_click_on_a_marker_or_the_tray_opens_its_quotes_beside_the_map(open_file: OpenFile) -> None:
    reader = open_file()
    reader.page.locator(reader.mark(other_place())).click()
    assert_panel(reader, other_place())
    # What is on no map has a button of its own.
    reader.page.locator(f'#tray button[value="{NOWHERE}"]').click()
    assert_panel(reader, NOWHERE)


def other_place() -> str:
    """Return the second numbered place, which is not open at first."""
    return place_list.places(EDITION)[1]


def assert_panel(reader: Reader, place: str) -> None:
    selection = select(EDITION, wanted(Clock.REPORTED, *EDITION.month))
    claims = place_list.claims_at(place, selection)
    cards = reader.page.locator("#cards article")
    assert [card.get_attribute("data-id") for card in cards.all()] == [event.id for event in claims]
    seen = reader.seen("#panel")
    for event in claims:
        if isinstance(event.evidence, QuoteEvidence):
            assert all(quote.exact in seen for quote in event.evidence.quotes)
        else:
            assert event.evidence.summary in seen


def test_on_a_narrow_screen_the_claims_of_a_chosen_place_come_into_view(open_file: OpenFile) -> None:
    page = open_file(width=390).page
    page.locator('#map_div button[data-place="RU-BEL"]').click()
    for part in ("#map_div .chip.selected", "#place", "#cards blockquote >> nth=0"):
        box = page.locator(part).bounding_box()
        assert box
        assert 0 <= box["y"] < 900, part


def test_full_screen_is_the_map_not_the_page(open_file: OpenFile) -> None:
    page = open_file().page
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("() => document.fullscreenElement?.id === 'map_div'")


def test_the_keyboard_opens_a_place_and_keeps_its_focus(open_file: OpenFile) -> None:
    reader = open_file()
    places = (other_place(), "RU-BEL", "border")
    for key, place in [(key, place) for key in ("Enter", "Space") for place in places]:
        mark = reader.page.locator(reader.mark(place))
        mark.focus()
        reader.page.keyboard.press(key)
        assert_panel(reader, place)
        assert reader.page.evaluate("() => document.activeElement.dataset.place") == place
        assert mark.get_attribute("aria-pressed") == "true"


def test_the_keyboard_moves_both_ends_of_the_dates_and_never_past_each_other(open_file: OpenFile) -> None:
    page = open_file().page
    start, end = (page.get_by_role("slider", name=name, exact=True) for name in ("First day", "Last day"))
    for _ in range(3):
        start.press("ArrowRight")
    expect(start).to_have_attribute("aria-valuetext", "4 March 2024")
    end.press("Home")
    expect(end).to_have_attribute("aria-valuetext", "4 March 2024")
    expect(page.locator("#timeline .sentence")).to_have_text("Claims reported on 4 March 2024.")


def test_all_dates_can_be_shown_and_everything_again(open_file: OpenFile) -> None:
    page = open_file().page
    everything = account(select(EDITION, wanted(Clock.REPORTED, FIRST, LAST)))
    page.get_by_role("button", name="All dates").click()
    expect(page.locator("#timeline .account")).to_have_text(everything)
    page.locator('input[name="evidence"][value="quote"]').check()
    page.get_by_role("button", name="Only March 2024").click()
    expect(page.locator("#timeline .sentence")).to_contain_text("between 1 March 2024")
    page.wait_for_timeout(REST_MS)
    page.locator("#everything").click()
    expect(page.locator("#timeline .account")).to_have_text(everything)
    assert page.locator('input[name="evidence"][value=""]').is_checked()


def dated(*happened: str, claims: int | None = None) -> Edition:
    """The edition with so many of its claims, all reported on one day, and the first of them happened on these."""
    day = EventTime.parse(EDITION.newest.day.isoformat())
    events = [event.model_copy(update={"reported": day, "happened": None}) for event in EDITION.events[:claims]]
    for number, edtf in enumerate(happened):
        events[number] = events[number].model_copy(update={"happened": EventTime.parse(edtf)})
    lost = {"outcome": "no event claim", "reason": "Not read yet."}
    without = {article: tuple(sentence.model_copy(update=lost) for sentence in found) for article, found in SENTENCES}
    return replace(EDITION, events=tuple(events), relations=(), sentences=EDITION.sentences if events else without)


@pytest.mark.parametrize(
    "edition",
    [dated(), dated("0001-01-01", "9999-12-31", "../1512-11-30", "0025-03"), dated(claims=0)],
    ids=["one day", "ten thousand years", "no claim"],
)
def test_the_timeline_works_on_one_day_on_none_and_over_ten_thousand_years(
    open_file: OpenFile, edition: Edition
) -> None:
    reader = open_file(edition)
    page = reader.page
    first, last = edition.bounds
    for clock in (Clock.HAPPENED, Clock.REPORTED):
        page.locator(f'input[name="clock"][value="{clock}"]').check()
        page.get_by_role("button", name="All dates").or_(page.get_by_role("button", name="Only March 2024")).click()
        for start, end in ((first, last), (last, last), (first, first)):
            for name, day in (("First day", first), ("Last day", end), ("First day", start)):
                field = page.get_by_role("textbox", name=name)
                field.fill(day.isoformat())
                field.press("Enter")
            selection = select(edition, wanted(clock, start, end))
            said = accounting.account(selection.ledger, edition).replace("**", "")
            expect(page.locator("#timeline .account")).to_have_text(said)
            expect(page.locator("#map_div .mark")).to_have_count(len(map_view(selection.shown, edition).marks))
        page.get_by_role("slider", name="Last day", exact=True).press("End")
        written = wording.filter_sentence(wanted(clock, first, last), edition)
        expect(page.locator("#timeline .sentence")).to_have_text(written)
        for handle in ("start", "end"):
            box = page.locator(f".handle.{handle}").bounding_box()
            assert box
            assert 0 <= box["x"] <= 1280
    assert reader.errors == []


def test_the_search_finds_what_the_dashboard_finds(open_file: OpenFile) -> None:
    page = open_file().page
    for words in ("Tyotkino", "теткино", "ТЁТКИНО", "ponomarev Gunfire", "reportedly", "Ћелија", "  "):
        page.locator("#search").fill(words)
        found = search(EDITION.events, words, EDITION)
        shown = page.locator("#list article:visible")
        assert [card.get_attribute("data-id") for card in shown.all()] == [event.id for event in found]
        assert page.locator("#found").inner_text() == f"Listed: {len(found)} of {len(EDITION.events)} claims."


def test_the_list_can_be_held_to_the_filter(open_file: OpenFile) -> None:
    page = open_file().page
    page.locator("#passing").check()
    selection = select(EDITION, wanted(Clock.REPORTED, *EDITION.month))
    passing = {event.id for event in (*selection.shown, *selection.unlocated)}
    shown = page.locator("#list article:visible")
    assert {card.get_attribute("data-id") for card in shown.all()} == passing


def test_a_link_to_a_claim_opens_it_in_the_list(open_file: OpenFile) -> None:
    event = EDITION.events[40]
    page = open_file(hash_=f"#event={event.id}").page
    card = page.locator(f'#list article[data-id="{event.id}"]')
    assert card.locator("details").get_attribute("open") is not None
    assert page.evaluate("(id) => document.getElementById('list').shadowRoot.activeElement.dataset.id === id", event.id)
    box = card.bounding_box()
    assert box
    assert 0 <= box["y"] < 900


def test_a_marked_passage_opens_its_claim_beside_the_article(open_file: OpenFile) -> None:
    page = open_file().page
    page.locator("#text mark[tabindex]").nth(3).focus()
    page.keyboard.press("Enter")
    page.locator("#chosen article").wait_for()
    words = page.locator("#text mark.chosen").all_inner_texts()
    quotes = page.locator("#chosen blockquote").all_inner_texts()
    assert "".join(quotes) in "".join(words) or "".join(words) in "".join(quotes)
    assert page.evaluate("() => document.getElementById('text').shadowRoot.activeElement.className").endswith("chosen")


def test_disagreeing_claims_lead_to_each_other_and_links_stay_in_the_file(open_file: OpenFile) -> None:
    reader = open_file()
    button = reader.page.locator("#cards .disputes button").first
    button.click()
    reader.page.wait_for_function("() => location.hash.startsWith('#event=')")
    links = reader.page.locator("#list .inside a").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    assert all(re.fullmatch(r"#(place|words|event)=[A-Za-z0-9.-]+", link) for link in links)
    assert len(reader.requests) == 1


def test_a_claim_can_be_cited(open_file: OpenFile) -> None:
    page = open_file().page
    page.locator("#cards").get_by_role("button", name="Cite").first.click()
    text = page.locator("#citation").inner_text()
    first = place_list.claims_at(
        place_list.places(EDITION)[0], select(EDITION, wanted(Clock.REPORTED, *EDITION.month))
    )[0]
    assert first.id in text
    assert str(EDITION.newest.url) in text
    page.keyboard.press("Escape")
    assert not page.locator("#citation").is_visible()


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_a_picture_of_the_map_can_be_saved(open_file: OpenFile, kind: str) -> None:
    reader = open_file()
    reader.page.get_by_role("button", name="Save picture").click()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name=kind).click()
    assert download.value.suggested_filename == f"as-reported-edition-{EDITION.number}.{kind.lower()}"
    assert reader.errors == []


# How it prints


def test_it_prints_everything_unfolded_on_white_and_is_as_before_afterwards(open_file: OpenFile) -> None:
    reader = open_file(dark=True)
    page = reader.page
    page.locator("#search").fill("Tyotkino")
    before = page.locator("#list details[open]").count()
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#list article:visible").count() == len(EDITION.events)
    assert page.locator("details:not([open]):not(.legend)").count() == 0
    assert all(event.reported.words in reader.seen("#list") for event in EDITION.events)
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("() => document.documentElement.dataset.theme") == "light"
    page.emulate_media(media="screen")
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#list details[open]").count() == before
    assert page.locator("#list article:visible").count() < len(EDITION.events)
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"


# Whoever wrote its words, whoever reads it


def test_words_that_look_like_code_run_nowhere_and_are_shown_as_they_are(open_file: OpenFile) -> None:
    text = " ".join(PAYLOADS)
    reader = open_file(hostile(text))
    page = reader.page
    page.locator("#unfold").click()
    page.locator("#cards button", has_text=re.compile("Cite")).first.click()
    assert text in page.locator("#citation").inner_text()
    page.keyboard.press("Escape")
    page.locator("#text mark[tabindex]").first.click()
    for part in ("#list", "#cards", "#text", "#chosen", "#pairs", "#about", "#summary", "#article"):
        assert text in reader.seen(part), part
    assert text in (page.locator("#map_div .mark").first.get_attribute("title") or "")
    assert text in page.locator("#speaker option").nth(1).inner_text()
    assert page.evaluate("() => window.__pwned") is None
    assert len(reader.requests) == 1
    assert reader.errors == []


# Wide and light, it looks at the file of two articles.
def test_axe_finds_nothing_serious_on_a_narrow_dark_page(open_file: OpenFile) -> None:
    reader = open_file(width=390, dark=True)
    reader.page.locator("#text mark[tabindex]").first.click()
    assert reader.violations() == []


@pytest.mark.parametrize("first", [1280, 320])
def test_nothing_lies_beside_the_page(open_file: OpenFile, first: int) -> None:
    page = open_file(width=first).page
    page.locator("#unfold").click()
    page.locator("#text mark[tabindex]").first.click()
    for width in (first, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        # The timeline follows its width in the frame after.
        page.wait_for_function("(width) => document.documentElement.scrollWidth <= width", arg=width)
