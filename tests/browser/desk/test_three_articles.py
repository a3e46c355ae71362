"""Articles on Sudan, on the Donbas and in Ukrainian, each from paste to the published claims, its clicks counted."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.edition import published
from geodata.model.events import QuoteEvidence
from tests.browser.conftest import TIMEOUT_MS
from tests.browser.desk.test_editor import Hands, card
from tests.desk.servers import DESK, PUBLIC, running
from tests.desk.three_articles import ARTICLES, build_gazetteer

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.edition.loading import Edition
    from tests.browser.conftest import OpenPage
    from tests.desk.three_articles import Newspaper, Step

MOST_PER_CLAIM = 4
DONE = "Every sentence is accounted for: it can be published."


@pytest.mark.long
def test_three_articles_go_from_paste_to_the_published_claims(open_page: OpenPage, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    shutil.move(build_gazetteer(tmp_path / "gazetteer.sqlite"), data / "gazetteer.sqlite")
    with (
        running(data, tmp_path / "desk.txt", DESK) as (desk, _),
        running(data, tmp_path / "public.txt", PUBLIC) as (public, _),
    ):
        hands = Hands(open_page("/editor", server=desk))
        for article in ARTICLES:
            hands.screen.visit("/editor")
            take_in(hands, article)
            review(hands, article)
            publish(hands)
            check(published.load(published.newest(data)), article)
        reader = open_page("/claims?dates=2024-02-01&dates=2024-05-31", server=public)
        for article in ARTICLES:
            for truth in article.claims:
                expect(reader.page.locator("article").filter(has_text=truth.words).first).to_be_visible()


def take_in(hands: Hands, article: Newspaper) -> None:
    page = hands.page
    hands.fill("The article’s text", article.text)
    hands.click(page.get_by_role("button", name="Read it"))
    expect(page.get_by_label("Publisher *", exact=True)).to_be_visible(timeout=TIMEOUT_MS)
    hands.screen.settle()
    hands.fill("Publisher *", article.publisher)
    hands.fill("Address *", article.url)
    hands.fill("Language (code) *", article.language)
    hands.click(page.get_by_role("button", name="Store the article and begin"))
    expect(page.locator(".desk-sentence.current")).to_be_visible(timeout=TIMEOUT_MS)
    hands.screen.settle()


def review(hands: Hands, article: Newspaper) -> None:
    """Accepts each sentence, after what the text does not decide was decided."""
    page = hands.page
    current = page.locator(".desk-sentence.current")
    while not page.get_by_text(DONE).is_visible():
        words = current.inner_text()
        before = hands.count
        for step in next((steps for start, steps in article.steps.items() if words.strip().startswith(start)), ()):
            take(hands, step)
        expect(page.locator(".st-key-desk-accept button")).to_be_enabled()
        hands.press("Control+Enter")
        assert hands.count - before <= MOST_PER_CLAIM
        expect(current.filter(has_not_text=words).or_(page.get_by_text(DONE))).to_be_visible(timeout=TIMEOUT_MS)
        hands.screen.settle()


def take(hands: Hands, step: Step) -> None:
    """Takes one step of the review; words and the Enter that ends them are one."""
    if step.field == "This sentence is":
        hands.click(card(hands.screen).get_by_text(step.choice, exact=True))
        expect(hands.page.get_by_label("Because")).to_be_visible()
    elif step.field == "Look up another place":
        hands.fill(step.field, step.choice)
        hands.page.keyboard.press("Enter")
    elif step.field == "Place":
        hands.click(card(hands.screen).get_by_role("button", name=step.choice))
        expect(card(hands.screen).get_by_role("button", name=step.choice, pressed=True)).to_be_visible()
    else:
        hands.choose(step.field, step.choice)
    hands.screen.settle()


def publish(hands: Hands) -> None:
    page = hands.page
    hands.click(page.get_by_text("Publish", exact=True))
    button = page.get_by_role("button", name="Publish edition")
    expect(button).to_be_enabled()
    hands.click(button)
    expect(page.get_by_text("is published; readers see it now.")).to_be_visible(timeout=TIMEOUT_MS)
    expect(page.get_by_role("link", name="See it")).to_be_visible()


def check(edition: Edition, article: Newspaper) -> None:
    """The published claims are those of the text, each with its speaker, its place and its status."""
    (source,) = [known for known in edition.articles.values() if known.text == article.text]
    events = [event for event in edition.events if event.evidence.source == source.id]
    assert len(events) == len(article.claims)
    for truth in article.claims:
        (event,) = [event for event in events if truth.words in _words(event.evidence)]
        origin = event.chain[-1]
        names = " ".join(edition.speakers[speaker].name for speaker in origin.speakers)
        assert truth.speaker.casefold() in f"{names} {origin.as_written}".casefold()
        assert [edition.places[place].name for place in event.place.places] == ([truth.place] if truth.place else [])
        assert (event.event_type, event.status, event.place.precision) == truth[1:3] + truth[5:]
        assert event.happened
        assert event.happened.edtf == f"../{source.day.isoformat()}"


def _words(evidence: object) -> str:
    assert isinstance(evidence, QuoteEvidence)
    return " ".join(quote.exact for quote in evidence.quotes)
