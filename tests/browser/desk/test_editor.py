"""The desk in a browser: a second article from paste to the published map, and nothing lost on the way."""

from __future__ import annotations

import hashlib
import re
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.desk.store import drafts
from geodata.desk.store.draft_records import DraftClaim, DraftSuggestion
from geodata.desk.store.log import Store
from geodata.desk.suggestions import Choice, HedgeSuggestion, MatchKind, PlaceSuggestion, Reason
from geodata.edition.loading import DATA, load
from geodata.model.events import EventType, Link, QuoteEvidence, Speaker, Status
from geodata.model.places import PlaceMention, Precision
from geodata.model.spans import quote_at
from tests.browser.conftest import TIMEOUT_MS
from tests.desk.second_article import ARTICLE, CLAIMS, TEXT, URL, begin, build_gazetteer
from tests.desk.servers import DESK, PUBLIC, running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Locator

    from geodata.edition.loading import Edition
    from geodata.model.events import Event
    from tests.browser.conftest import OpenPage, Screen

MOST_INTERACTIONS = 40
WHO = "the editor at this machine"
# What would run if any of it ever reached a page as anything but text.
PAYLOADS = (
    "{{ 7*7 }}",
    "{% for x in [1] %}{{ x }}{% endfor %}",
    "${window.__pwned=1}",
    "`window.__pwned=1`",
    "<script>window.__pwned=1</script>",
    "</script><script>window.__pwned=1</script>",
    "<img src=x onerror=window.__pwned=1>",
    "![x](http://pwned.example/x.png)",
    "[x](javascript:window.__pwned=1)",
    "$\\alpha$ :red[x] :material/home:",
)
STEERED = "The unit \u202edetrats\u202c crossed the border near K\u043ezinka."


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_gazetteer(tmp_path_factory.mktemp("gazetteer") / "gazetteer.sqlite")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, gazetteer: Path) -> Path:
    """The data folder that desk and public server share."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copyfile(gazetteer, folder / gazetteer.name)
    return folder


@pytest.fixture(scope="module")
def public(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(data, tmp_path_factory.mktemp("public") / "output.txt", PUBLIC) as (url, _):
        yield url


@pytest.fixture(scope="module")
def desk(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(data, tmp_path_factory.mktemp("desk") / "output.txt", DESK) as (url, _):
        yield url


class Hands:
    """An editor's hands on the desk: every click, key and field filled counts as one interaction."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.page = screen.page
        self.count = 0

    def click(self, target: Locator) -> None:
        self.count += 1
        target.click()

    def fill(self, label: str, words: str) -> None:
        self.count += 1
        self.page.get_by_label(label, exact=True).fill(words)

    def press(self, keys: str) -> None:
        self.count += 1
        self.page.keyboard.press(keys)

    def choose(self, label: str, option: str) -> None:
        """Opens a list and takes one of its entries: two clicks."""
        box, entry = self.page.get_by_role("combobox", name=re.compile(label)).first, self.page.get_by_role("option")
        self.click(box)
        with suppress(AssertionError):
            expect(entry.first).to_be_visible(timeout=2_000)
        if not entry.count():
            # What is opened while the page is drawn anew is closed again.
            box.click()
        self.click(self.page.get_by_role("option", name=option, exact=True))
        self.screen.settle()
        # The card is drawn anew, and what stands below it may move under the next click.
        expect(self.page.get_by_role("option")).to_have_count(0)
        self.screen.settle()

    def select(self, words: str) -> None:
        """Drags over words of the text, as with a mouse."""
        self.count += 1
        select(self.screen, words)

    def accept(self, words: str) -> None:
        """Accepts what is shown, and waits for the sentence that is next."""
        self.press("Control+Enter")
        expect_sentence(self.screen, words)


def select(screen: Screen, words: str) -> None:
    """Selects ``words`` in the text on the desk."""
    body = screen.page.locator(".desk-text-body")
    expect(body).to_contain_text(words)
    body.evaluate(
        """(body, words) => {
            const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
            const at = body.textContent.indexOf(words);
            const range = document.createRange();
            let seen = 0;
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const end = seen + node.data.length;
                if (seen <= at && at < end) range.setStart(node, at - seen);
                if (seen < at + words.length && at + words.length <= end) range.setEnd(node, at + words.length - seen);
                seen = end;
            }
            body.focus();
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }""",
        words,
    )


def expect_sentence(screen: Screen, words: str) -> None:
    """Waits until the sentence with these words is the one in work, and the page is drawn."""
    expect(screen.page.locator(".desk-sentence.current")).to_have_text([re.compile(re.escape(words))])
    screen.settle()


def card(screen: Screen) -> Locator:
    return screen.page.locator(".st-key-desk-card")


def label_field(screen: Screen) -> Locator:
    """The claim's label, which stands among what few claims need."""
    field = card(screen).get_by_label("Label", exact=True)
    if not field.is_visible():
        card(screen).get_by_text("More", exact=True).click()
    return field


def spans(screen: Screen) -> str:
    return card(screen).locator("dl.desk-spans").inner_text()


def edition_in(data: Path, number: int) -> Edition:
    return load(data / "editions" / str(number), DATA / "boundaries")


def words_of(event: Event) -> str:
    assert isinstance(event.evidence, QuoteEvidence)
    return " ".join(quote.exact for quote in event.evidence.quotes)


def begun(data: Path, gazetteer: Path, name: str, text: str = TEXT, title: str = ARTICLE.title) -> str:
    """The id of another article that was taken in, with nothing decided."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = ARTICLE.model_copy(update={"id": name, "title": title, "text": text, "sha256": digest})
    begin(data, gazetteer, WHO, article)
    return name


def test_a_second_article_goes_from_paste_to_the_published_map(
    open_page: OpenPage, data: Path, desk: str, public: str
) -> None:
    reader = open_page("/", server=public)
    expect(reader.page.get_by_text("edition 2", exact=False)).to_be_visible()
    screen = open_page("/editor", server=desk)
    hands = Hands(screen)
    take_in(hands)
    review(hands)
    hands.click(screen.page.get_by_text("Publish", exact=True))
    publish = screen.page.get_by_role("button", name=re.compile("Publish edition 3"))
    expect(publish).to_be_enabled()
    hands.click(publish)
    expect(screen.page.get_by_text("Edition 3 is published; readers see it now.")).to_be_visible()
    expect(screen.page.get_by_text("Readers see edition 3 now.")).to_be_visible()
    expect(screen.page.get_by_text(re.compile("edition 2 now|Publish edition 3"))).to_have_count(0)
    assert hands.count < MOST_INTERACTIONS
    check_truth(edition_in(data, 3))
    # The reader's page is still open in the same server; the next click brings the new edition.
    reader.page.get_by_role("radio", name="Happened").click()
    expect(reader.page.get_by_text("edition 3", exact=False)).to_be_visible()
    reader.visit("/?place=kozinka")
    expect(reader.panel.get_by_text("A farm building was hit and its roof caught fire")).to_be_visible()
    reader.expect_selected("kozinka")
    reader.assert_no_foreign_requests()
    screen.assert_no_foreign_requests()


def test_a_claim_is_withdrawn_from_its_public_card_in_three_acts(open_page: OpenPage, desk: str, public: str) -> None:
    reader = open_page("/claims?event=further-footage", server=public)
    expect(reader.page.locator(".st-key-chosen").get_by_role("link", name="Read in the article")).to_be_visible()
    expect(reader.page.get_by_role("link", name="Withdraw")).to_have_count(0)
    screen = open_page("/claims?event=further-footage", server=desk)
    hands = Hands(screen)
    hands.click(screen.page.locator(".st-key-chosen").get_by_role("link", name="Withdraw"))
    # Enter hands in the form only once its button is there too.
    expect(screen.page.get_by_role("button", name="Withdraw and publish")).to_be_visible(timeout=TIMEOUT_MS)
    screen.settle()
    hands.fill("Why, in the words that readers will see", "The footage was of another year.")
    hands.press("Enter")
    expect(screen.page.get_by_text("is published; readers see it now.")).to_be_visible(timeout=TIMEOUT_MS)
    assert hands.count == 3
    screen.page.get_by_role("link", name="See it").click()
    expect(screen.page.get_by_text("The footage was of another year.")).to_be_visible()
    reader.visit("/claims?event=further-footage")
    expect(reader.page.get_by_text("The footage was of another year.")).to_be_visible()
    expect(reader.page.locator('article[data-id="further-footage"]')).to_have_count(0)


def take_in(hands: Hands) -> None:
    page = hands.page
    hands.fill("The article’s text", TEXT)
    hands.click(page.get_by_role("button", name=re.compile("^Read it")))
    expect(page.get_by_label("Publisher *", exact=True)).to_be_visible(timeout=TIMEOUT_MS)
    hands.screen.settle()
    expect(page.get_by_label("The article’s text")).to_have_count(0)
    hands.fill("Publisher *", "Border Dispatch")
    hands.fill("Address *", URL)
    hands.fill("Language (code) *", "en")
    hands.click(page.get_by_role("button", name=re.compile("^Store the article and begin")))
    expect_sentence(hands.screen, "Shells Fall Near Kozinka")


def review(hands: Hands) -> None:
    page = hands.page
    hands.click(page.get_by_text("Not part of the story", exact=True))
    expect(page.get_by_label("Because")).to_have_value("The headline; the text below it makes the claim.")
    hands.accept("By Iryna Malko")
    hands.accept("2:40 PM EET")
    hands.accept("At least two shells")
    hands.choose("The article treats it as", "said by a party")
    hands.accept("A farm building")
    hands.choose("The article treats it as", "said by a party")
    hands.click(card(hands.screen).get_by_role("button", name=re.compile("Kozinka, Belgorod Oblast")))
    hands.click(card(hands.screen).get_by_text("the vicinity of a settlement", exact=True).last)
    hands.accept("Sever, a unit")
    hands.accept("The regional border directorate")
    hands.accept("Residents of Tetkino")
    hands.select("Residents of Tetkino")
    hands.press("w")
    expect(card(hands.screen).get_by_label("Credited as").first).to_have_value("Residents of Tetkino")
    hands.screen.settle()
    hands.choose("The article treats it as", "testimony of residents")
    hands.choose("Quoted or paraphrased", "the article's paraphrase")
    hands.accept("The Telegram channel Granitsa 31")
    # Whoever wrote it knows where this is; no gazetteer does, so nothing is preselected.
    expect(page.get_by_role("button", name="Choose a place")).to_be_disabled()
    hands.click(card(hands.screen).get_by_role("button", name=re.compile("No place")))
    expect(page.get_by_role("button", name="Choose a place")).to_have_count(0)
    hands.accept("The two regions have seen")
    hands.click(page.get_by_text("Reports no event", exact=True))
    hands.accept("Neither account")
    hands.accept("Source: Border Dispatch")
    hands.accept("Read also")
    hands.press("Control+Enter")
    expect(page.get_by_text("Every sentence is accounted for")).to_be_visible()


def check_truth(edition: Edition) -> None:
    """The published claims are those that the article makes, each by its speaker, at its place, with its status."""
    (article,) = [article for article in edition.articles.values() if article.text == TEXT]
    events = [event for event in edition.events if event.evidence.source == article.id]
    assert len(events) == len(CLAIMS)
    for truth in CLAIMS:
        (event,) = [event for event in events if truth.words in words_of(event)]
        origin = event.chain[-1]
        names = " ".join(edition.speakers[speaker].name for speaker in origin.speakers)
        assert truth.speaker.casefold() in f"{names} {origin.as_written}".casefold()
        assert event.place.places == ((truth.place,) if truth.place else ())
        assert event.place.precision == truth.precision
        assert event.status == truth.status
        assert event.happened
        assert event.happened.edtf == "../2024-03-15"


def test_the_review_is_done_by_keyboard_alone_and_undone(
    open_page: OpenPage, data: Path, desk: str, gazetteer: Path
) -> None:
    # Characters that a browser counts as two before the words that are selected.
    text = f"\U0001f6f0 \U0001d516atellite notes\n\n{TEXT}"
    draft = begun(data, gazetteer, "by-keyboard", text)
    screen = open_page(f"/editor?draft={draft}&sentence=6", server=desk)
    page = screen.page
    expect_sentence(screen, "A farm building")
    page.keyboard.press("Alt+ArrowUp")
    expect_sentence(screen, "At least two shells")
    assert "regional spokesman" in spans(screen)
    # Into the text, to the words by word, and one letter says what they are.
    page.locator(".desk-text-body").focus()
    select(screen, "At")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Control+Shift+ArrowRight")
    assert "At least two" in page.evaluate("document.getSelection().toString()")
    page.keyboard.press("h")
    expect(card(screen).locator("ul.hedge")).to_contain_text("At least two")
    assert page.evaluate("document.activeElement.className") == "desk-text-body"
    page.keyboard.type("zzz zzz")
    assert page.locator(".desk-text-body").text_content() == text
    screen.settle()
    page.keyboard.press("Alt+Z")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    expect(card(screen).locator("ul.hedge")).not_to_contain_text("At least two")
    # What is typed is saved when the key to go on is pressed in the middle of it.
    label = label_field(screen)
    label.fill("Orlov on two shells")
    page.keyboard.press("Control+Enter")
    expect_sentence(screen, "A farm building")
    store = Store.open(data)
    assert "Orlov on two shells" in [claim.content.label for claim in drafts.read(store, draft).claims.values()]
    store.close()


@pytest.mark.parametrize(
    "paces_ms", [(0, 100, 300, 700), pytest.param(range(0, 2001, 100), marks=pytest.mark.long)], ids=["some", "all"]
)
def test_moving_between_sentences_changes_nothing_at_any_pace(
    open_page: OpenPage, data: Path, desk: str, gazetteer: Path, paces_ms: Sequence[int]
) -> None:
    draft = begun(data, gazetteer, f"to-and-fro-{len(paces_ms)}")
    screen = open_page(f"/editor?draft={draft}&sentence=6", server=desk)
    page = screen.page
    expect_sentence(screen, "Sever, a unit")
    page.keyboard.press("Control+Enter")
    expect_sentence(screen, "The regional border directorate")
    page.keyboard.press("Alt+ArrowUp")
    expect_sentence(screen, "Sever, a unit")
    before, filled = claims_in(data, draft), field_values(screen)
    assert filled["Credited as"] == "Sever"
    for delay_ms in paces_ms:
        page.keyboard.press("Alt+ArrowUp")
        page.wait_for_timeout(delay_ms)
        page.keyboard.press("Alt+ArrowDown")
        expect_sentence(screen, "Sever, a unit")
        screen.eventually(lambda: field_values(screen), filled)
    assert claims_in(data, draft) == before


def claims_in(data: Path, draft: str) -> list[DraftClaim]:
    store = Store.open(data)
    claims = [entry.content for entry in drafts.read(store, draft).claims.values()]
    store.close()
    return claims


def field_values(screen: Screen) -> dict[str, str]:
    """What the card's fields show, by their names."""
    read: dict[str, str] = card(screen).evaluate(
        """card => Object.fromEntries([...card.querySelectorAll("input[aria-label]")].map(
            field => [field.getAttribute("aria-label"), field.value || field.parentElement.innerText]))"""
    )
    return read


@pytest.mark.parametrize("pause_ms", [0, 150, 400])
def test_a_double_click_selects_a_word_in_a_sentence_that_is_not_current(
    open_page: OpenPage, data: Path, desk: str, gazetteer: Path, pause_ms: int
) -> None:
    draft = begun(data, gazetteer, f"double-click-{pause_ms}")
    screen = open_page(f"/editor?draft={draft}&sentence=4", server=desk)
    expect_sentence(screen, "At least two shells")
    box = screen.page.locator('[data-sentence="6"]').evaluate(
        """sentence => {
            const range = document.createRange();
            const node = [...sentence.childNodes].map(child => child.firstChild || child)
                .find(text => text.data.includes("directorate"));
            const at = node.data.indexOf("directorate");
            range.setStart(node, at);
            range.setEnd(node, at + 11);
            const { x, y, width, height } = range.getBoundingClientRect();
            return [x + width / 2, y + height / 2];
        }"""
    )
    screen.page.mouse.click(*box)
    screen.page.wait_for_timeout(pause_ms)
    screen.page.mouse.click(*box, click_count=2)
    # Longer than a single click waits before it opens a sentence, and the page needs to be drawn.
    screen.page.wait_for_timeout(600)
    screen.settle()
    assert screen.page.evaluate("document.getSelection().toString()") == "directorate"
    expect(screen.page.locator('.desk-text-bar button[data-part="hedge"]')).to_be_enabled()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_work_at_the_desk(
    open_page: OpenPage, data: Path, desk: str, gazetteer: Path, *, dark: bool
) -> None:
    draft = begun(data, gazetteer, f"for-everybody-{dark}".lower())
    screen = open_page("/editor", server=desk, dark=dark)
    expect(screen.page.get_by_label("The article’s text")).to_be_visible()
    assert screen.accessibility_violations() == []
    screen.visit(f"/editor?draft={draft}&sentence=9")
    expect_sentence(screen, "The Telegram channel")
    assert screen.accessibility_violations() == []


def test_words_that_are_not_those_of_the_stored_text_are_refused(
    open_page: OpenPage, data: Path, desk: str, gazetteer: Path
) -> None:
    draft = begun(data, gazetteer, "tampered")
    screen = open_page(f"/editor?draft={draft}&sentence=4", server=desk)
    expect_sentence(screen, "At least two shells")
    node = """() => { const mark = document.querySelector(".desk-sentence.current mark");
        mark.firstChild.data = mark.firstChild.data.replace("two", "ten"); }"""
    screen.page.evaluate(node)
    select(screen, "ten shells")
    screen.page.keyboard.press("q")
    expect(screen.page.get_by_text("the words selected are not those of the stored text")).to_be_visible()
    store = Store.open(data)
    assert drafts.read(store, draft).claims == {}
    store.close()


def test_two_desks_see_both_texts_and_both_are_kept(
    open_page: OpenPage, data: Path, desk: str, gazetteer: Path, tmp_path: Path
) -> None:
    draft = begun(data, gazetteer, "two-desks")
    with running(data, tmp_path / "output.txt", DESK) as (other_desk, _):
        one, other = (open_page(f"/editor?draft={draft}&sentence=6", server=server) for server in (desk, other_desk))
        for screen in (one, other):
            expect_sentence(screen, "Sever, a unit")
        one.page.keyboard.press("Control+Enter")
        expect_sentence(one, "The regional border directorate")
        for screen in (one, other):
            screen.visit(f"/editor?draft={draft}&sentence=6")
        for screen, words in ((one, "First text"), (other, "Second text")):
            field = label_field(screen)
            field.fill(words)
            field.press("Enter")
            screen.settle()
        expect(other.page.get_by_text("Somebody else saved this meanwhile.")).to_be_visible()
        conflict = other.page.locator(".st-key-desk-conflict")
        expect(conflict).to_contain_text("First text")
        expect(conflict).to_contain_text("Second text")
        other.button("Go on with theirs").click()
        expect(card(other).get_by_label("Label", exact=True)).to_have_value("First text")
    store = Store.open(data)
    texts = [revision.content["label"] for revision in store.history(draft, "claim") if revision.content]
    assert texts[-2:] == ["First text", "Second text"]
    assert [entry.content.label for entry in drafts.read(store, draft).claims.values()] == ["First text"]
    store.close()


def test_a_reload_and_a_killed_desk_lose_nothing(open_page: OpenPage, tmp_path: Path, gazetteer: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(gazetteer, data / gazetteer.name)
    draft = begun(data, gazetteer, "interrupted")
    with running(data, tmp_path / "output.txt", DESK) as (url, process):
        screen = open_page(f"/editor?draft={draft}&sentence=4", server=url)
        expect_sentence(screen, "At least two shells")
        field = label_field(screen)
        field.fill("Half done")
        field.press("Tab")
        expect(screen.page.locator(".st-key-desk-steps")).to_contain_text("1 claim")
        screen.page.reload()
        expect_sentence(screen, "At least two shells")
        expect(card(screen).get_by_label("Label", exact=True)).to_have_value("Half done")
        select(screen, "landed")
        screen.page.keyboard.press("h")
        expect(card(screen).locator("ul.hedge")).to_contain_text("landed")
        process.kill()
        process.wait()
    with running(data, tmp_path / "output.txt", DESK) as (url, _):
        screen = open_page(f"/editor?draft={draft}&sentence=4", server=url)
        expect_sentence(screen, "At least two shells")
        expect(card(screen).get_by_label("Label", exact=True)).to_have_value("Half done")
        expect(card(screen).locator("ul.hedge")).to_contain_text("landed")


def test_what_an_article_says_runs_nowhere(
    open_page: OpenPage, data: Path, desk: str, public: str, gazetteer: Path
) -> None:
    pairs = [f"{one} {other}" for one, other in zip(PAYLOADS[::2], PAYLOADS[1::2], strict=True)]
    sentences = [f"Pavel {pair} Orlov said that shells fell on Kozinka {pair}." for pair in pairs]
    text = "\n\n".join([f"Title {PAYLOADS[4]}", *sentences, STEERED])
    draft = begun(data, gazetteer, "hostile", text, title=" ".join(PAYLOADS))
    make_hostile(data, draft)
    screen = open_page(f"/editor?draft={draft}", server=desk)
    for number in range(len(sentences) + 2):
        sentence = screen.page.locator(f'.desk-sentence[data-sentence="{number}"]')
        expect(sentence).to_have_class(re.compile("current"))
        screen.settle()
        expect_nothing_ran(screen)
        screen.page.keyboard.press("Control+Enter")
        expect(sentence).to_have_class(re.compile("closed"))
    for step in ("relations", "record", "article", "publish"):
        screen.visit(f"/editor?draft={draft}&step={step}")
        expect_nothing_ran(screen)
    expect(screen.page.locator(".st-key-desk-title")).to_contain_text(PAYLOADS[0])
    publish = screen.page.get_by_role("button", name=re.compile("Publish edition"))
    expect(publish).to_be_enabled()
    publish.click()
    expect(screen.page.get_by_text("is published; readers see it now.")).to_be_visible()
    reader = open_page("/?place=kozinka", server=public)
    expect(reader.panel.get_by_text(PAYLOADS[0]).first).to_be_visible()
    expect_nothing_ran(reader)
    for path in (f"/articles?article={draft}", "/claims", "/claims?view=table", "/about"):
        reader.visit(path)
        expect_nothing_ran(reader)
    reader.visit(f"/articles?article={draft}")
    for payload in PAYLOADS:
        expect(reader.page.locator(".text")).to_contain_text(payload)


def make_hostile(data: Path, draft_id: str) -> None:
    """Adds a claim of the first sentence all of whose words are hostile, and a place suggested in them."""
    store = Store.open(data)
    draft = drafts.read(store, draft_id)
    title, words = quote_at(draft.text, *draft.article.content.sentences[0]), " ".join(PAYLOADS)
    script = quote_at(draft.text, draft.text.index(PAYLOADS[4]), draft.text.index(PAYLOADS[4]) + len(PAYLOADS[4]))
    speaker = Speaker(id="hostile", name=words)
    claim = DraftClaim(
        id="hostile-1",
        label=words,
        event_type=EventType.STATEMENT,
        status=Status.SAID_BY_PARTY,
        chain=(Link(speakers=("hostile",), as_written=words, ambiguity=words),),
        speech="direct",
        quotes=(title,),
        hedges=(script,),
        place=PlaceMention(places=(), precision=Precision.NONE, written=script, note=words),
        note=words,
    )
    why = Reason.of("{words}", words=PAYLOADS[6])
    nowhere = Choice(places=(), precision=Precision.NONE, match=MatchKind.UNRESOLVED, reason=why)
    place = PlaceSuggestion(span=script, reason=why, suggester="x", names=(script,), choices=(nowhere,))
    hedge = HedgeSuggestion(span=title, reason=why, suggester="x", kind="doubt")
    suggestions = [
        DraftSuggestion(
            id=f"hostile-{what}", suggester="x", what=what, span=found.span, content=found.model_dump(mode="json")
        )
        for what, found in (("place", place), ("hedge", hedge))
    ]
    changes = [drafts.Change(speaker), drafts.Change(claim), *map(drafts.Change, suggestions)]
    drafts.save(store, draft_id, changes, WHO)
    store.close()


def expect_nothing_ran(screen: Screen) -> None:
    assert screen.page.evaluate("() => window.__pwned === undefined")
    assert all(frame.evaluate("() => window.__pwned === undefined") for frame in screen.page.frames)
    screen.assert_no_foreign_requests()
