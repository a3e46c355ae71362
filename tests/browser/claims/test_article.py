"""The article in the browser: byte for byte, every mark a way to its claim, and from the map to the words and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from geodata.model.events import QuoteEvidence
from geodata.presentation import marked_text
from geodata.views.filters import NOWHERE
from tests.browser.conftest import DEFAULT, EDITION, QUOTED, Screen, address, at

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from geodata.model.events import Event
    from geodata.model.quotes import Quote
    from tests.browser.conftest import OpenPage

TEXT = "".join(str(run["text"]) for run in marked_text.runs(EDITION.newest, EDITION))
FOCUSED = """() => {
    let element = document.activeElement;
    while (element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
    const card = element.closest("article");
    return {
        tag: element.tagName,
        place: element.dataset.place || "",
        card: card ? card.dataset.id : "",
        name: element.getAttribute("aria-label") || element.textContent,
    };
}"""


def article(screen: Screen) -> Locator:
    return screen.page.locator(".st-key-article .text")


def mark_of(screen: Screen, event: Event) -> Locator:
    """The one stop for the keyboard that opens an event."""
    return article(screen).get_by_role("button", name=f"“{event.label}”")


def first_place(event: Event) -> str:
    return next(iter(EDITION.drawn_at(event)), NOWHERE)


def expect_opened(screen: Screen, event: Event) -> None:
    screen.expect_cards("beside", [event])
    screen.expect_asked("event", event.id)


def test_the_article_is_shown_as_stored_to_the_last_byte(open_page: OpenPage) -> None:
    screen = open_page("/articles")
    screen.eventually(lambda: article(screen).text_content(), TEXT)
    assert article(screen).get_attribute("lang") == EDITION.newest.language
    # Opening a claim draws the article again.
    mark_of(screen, QUOTED[-1]).click()
    expect_opened(screen, QUOTED[-1])
    assert article(screen).text_content() == TEXT


def marked(event: Event) -> list[Quote]:
    evidence = event.evidence
    assert isinstance(evidence, QuoteEvidence)
    return [*evidence.quotes, *evidence.attribution]


def test_every_mark_opens_its_claim_by_mouse_and_keyboard(open_page: OpenPage) -> None:
    screen = open_page("/articles")
    for index, event in enumerate(QUOTED):
        mark = mark_of(screen, event)
        expect(mark).to_have_count(1)
        mark.click()
        expect_words_in_view(screen, event)
        following = QUOTED[(index + 1) % len(QUOTED)]
        mark_of(screen, following).press(["Enter", "Space"][index % 2])
        expect_opened(screen, following)
        expect(article(screen).locator("mark.chosen").first).to_be_in_viewport()


def test_a_click_anywhere_in_a_mark_opens_a_claim_that_is_quoted_there(open_page: OpenPage) -> None:
    screen = open_page("/articles")
    marks = article(screen).locator("mark")
    expect(marks.first).to_be_visible()
    for index in range(0, marks.count(), 4):
        words = marks.nth(index).text_content() or ""
        marks.nth(index).click()
        expect_one_of(
            screen, {event.id for event in QUOTED if words in "".join(quote.exact for quote in marked(event))}
        )


def expect_one_of(screen: Screen, events: set[str]) -> None:
    screen.eventually(lambda: [event in events for event in screen.cards("beside")], [True])


def test_a_mark_opens_its_claim_within_sight_on_a_phone(open_page: OpenPage) -> None:
    screen = open_page("/articles", width=390, height=844)
    for event in (QUOTED[0], QUOTED[9], QUOTED[-1]):
        mark_of(screen, event).click()
        expect_opened(screen, event)
        quote = screen.page.locator(".st-key-beside blockquote").first
        expect(quote).to_be_in_viewport()
        expect_on_top(screen, quote)


def expect_on_top(screen: Screen, quote: Locator) -> None:
    """Waits until the first line of a quote lies in the window and nothing lies over it."""
    is_on_top = """(quote) => {
        const { left, top } = quote.getClientRects()[0];
        const found = quote.getRootNode().elementFromPoint(left + 8, top + 8);
        return top >= 0 && top + 8 < window.innerHeight && quote.contains(found);
    }"""
    screen.eventually(lambda: quote.evaluate(is_on_top), expected=True)


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)], ids=["one a place", "every"])
def test_every_claim_of_the_article_leads_from_the_map_to_its_words_and_back(
    open_page: OpenPage,
    every: bool,  # noqa: FBT001 - pytest passes it
) -> None:
    screen = open_page()
    screen.expect_map(DEFAULT)
    links: dict[str, str] = {}
    for place in sorted({first_place(event) for event in QUOTED}):
        open_place(screen, place)
        screen.expect_cards("panel", at(place, DEFAULT))
        for event in [event for event in QUOTED if first_place(event) == place]:
            links[event.id] = link_to_article(screen, event).get_attribute("href") or ""
    # In a second window the map, which is slow to draw, stays open in the first.
    reader = open_page("/articles")
    assert all(parse_qs(urlsplit(link).query)["event"] == [event] for event, link in links.items())
    for event in QUOTED if every else {first_place(event): event for event in QUOTED}.values():
        reader.page.goto(urljoin(reader.page.url, links[event.id]))
        expect_words_in_view(reader, event)
        back = reader.page.locator(".st-key-beside").get_by_role("link", name="Show on the map")
        assert parse_qs(urlsplit(back.get_attribute("href") or "").query) == {"place": [first_place(event)]}


def test_a_click_leads_from_a_place_to_the_words_and_back(open_page: OpenPage) -> None:
    screen = open_page()
    for place in ("tyotkino", NOWHERE):
        event = [event for event in QUOTED if first_place(event) == place][-1]
        screen.expect_map(DEFAULT)
        open_place(screen, place)
        screen.expect_cards("panel", at(place, DEFAULT))
        link_to_article(screen, event).click()
        expect_words_in_view(screen, event)
        screen.page.locator(".st-key-beside").get_by_role("link", name="Show on the map").click()
        screen.expect_asked("place", place)
        screen.expect_cards("panel", at(place, DEFAULT))


def link_to_article(screen: Screen, event: Event) -> Locator:
    card = screen.page.locator(f'.st-key-panel article[data-id="{event.id}"]')
    return card.get_by_role("link", name="Read in the article")


def expect_words_in_view(screen: Screen, event: Event) -> None:
    expect_opened(screen, event)
    chosen = article(screen).locator("mark.chosen")
    expect(chosen.first).to_be_in_viewport()
    ordered = sorted(marked(event), key=lambda quote: quote.start)
    assert "".join(chosen.all_text_contents()) == "".join(quote.exact for quote in ordered)


def open_place(screen: Screen, place: str) -> None:
    if place == NOWHERE:
        screen.panel.get_by_role("button", name="No single place").click()
    else:
        screen.mark(place).click()


def test_the_way_back_in_the_browser_leads_from_the_article_to_the_same_place(open_page: OpenPage) -> None:
    screen = open_page(address(place="lozovaya-rudka"))
    screen.panel.get_by_role("link", name="Read in the article").first.click()
    expect(screen.page.locator(".st-key-beside article")).to_be_visible()
    screen.page.go_back()
    screen.expect_cards("panel", at("lozovaya-rudka", DEFAULT))


def test_the_keyboard_alone_leads_from_the_map_to_the_words_and_back(open_page: OpenPage) -> None:
    screen = open_page()
    for event in [
        next(event for event in QUOTED if first_place(event) == place) for place in ("RU-BEL", "lozovaya-rudka")
    ]:
        place = first_place(event)
        screen.expect_map(DEFAULT)
        tab_to(screen, Focus(place=place))
        screen.page.keyboard.press("Enter")
        screen.expect_cards("panel", at(place, DEFAULT))
        tab_to(screen, Focus(card=event.id, name="Read in the article"))
        screen.page.keyboard.press("Enter")
        expect_opened(screen, event)
        tab_to(screen, Focus(card=event.id, name="Show on the map"))
        screen.page.keyboard.press("Enter")
        screen.expect_asked("place", place)
        screen.expect_cards("panel", at(place, DEFAULT))


def test_the_keyboard_opens_marks_of_the_article_one_after_the_other(open_page: OpenPage) -> None:
    screen = open_page("/articles")
    expect(article(screen)).to_be_visible()
    for event in QUOTED[:4]:
        tab_to(screen, Focus(name=f"“{event.label}”"))
        screen.page.keyboard.press("Enter")
        expect_opened(screen, event)
        # The article is drawn anew, but the reader goes on from where he is.
        assert f"“{event.label}”" in focus(screen).name


@dataclass(frozen=True)
class Focus:
    """What the keyboard is on: a place of the map, or something named in a claim's card."""

    place: str = ""
    card: str = ""
    name: str = ""

    def fits(self, wanted: Focus) -> bool:
        return (self.place, self.card) == (wanted.place, wanted.card) and wanted.name in self.name


def focus(screen: Screen) -> Focus:
    found = screen.page.evaluate(FOCUSED)
    if found["tag"] == "IFRAME":
        found = screen.map_frame.evaluate(FOCUSED)
    return Focus(found["place"], found["card"], found["name"])


def tab_to(screen: Screen, wanted: Focus) -> None:
    seen = []
    for _ in range(120):
        screen.page.keyboard.press("Tab")
        seen.append(focus(screen))
        if seen[-1].fits(wanted):
            return
    pytest.fail(f"The Tab key does not come to {wanted}, only to {seen}")
