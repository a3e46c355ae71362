"""The list of claims: one place under all its names, a table whose rows open, disagreements side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from playwright.sync_api import expect

from geodata.model.events import CitationEvidence
from geodata.views.search import search
from tests.browser.conftest import ALL_DATES, DEFAULT, EDITION, QUOTED, address, passing, words_of

if TYPE_CHECKING:
    from geodata.model.events import Event
    from tests.browser.conftest import OpenPage, Screen

SPELLINGS = ["тёткино", "Тетькино", "Tetkino", "Tyotkino"]
HOUR = re.compile(r"\d[:.h]\d\d|\b\d{1,2}\s?[AaPp]\.?[Mm]\b|o'clock|\d\s?(UTC|EDT|MSK)|T\d\d")


def search_for(screen: Screen, words: str) -> None:
    screen.page.get_by_role("textbox", name="Search").fill(words)
    screen.page.keyboard.press("Enter")
    screen.expect_asked("q", words)


def test_every_spelling_of_tyotkino_finds_the_same_claims(open_page: OpenPage) -> None:
    there = {event.id for event in passing(DEFAULT) if "tyotkino" in event.place.places}
    screen = open_page("/claims")
    assert there
    for words in SPELLINGS:
        search_for(screen, words)
        screen.expect_cards("claims", search(passing(DEFAULT), words, EDITION))
        # Besides, whatever else says the very word.
        assert there <= set(screen.cards("claims")), words


def test_a_search_keeps_to_the_words_and_says_how_many_it_found(open_page: OpenPage) -> None:
    screen = open_page(address("claims", q="Lozova Rudka"))
    found = search(passing(DEFAULT), "Lozova Rudka", EDITION)
    screen.expect_cards("claims", found)
    sentence = f"Of the {len(passing(DEFAULT))} claims that pass, {len(found)} contain “Lozova Rudka”."
    expect(screen.page.get_by_text(sentence)).to_be_visible()


def test_a_row_of_the_table_opens_its_claim(open_page: OpenPage) -> None:
    screen = open_page(address("claims", view="table"))
    for row in (0, 3):
        screen.select_row(row)
        event = passing(DEFAULT)[row]
        screen.expect_cards("chosen", [event])
        screen.expect_asked("event", event.id)
    screen.button("Close").click()
    expect(screen.page.locator(".st-key-chosen")).to_have_count(0)
    screen.eventually(lambda: "event" in screen.query, expected=False)


def test_the_disagreements_stand_side_by_side_with_both_citations(open_page: OpenPage) -> None:
    relations = [relation for relation in EDITION.relations if relation.kind == "disagrees"]
    quoted = {event.id for event in QUOTED}
    inside = [relation for relation in relations if quoted.issuperset(relation.events)]
    assert len(inside) >= 5
    assert len(relations) >= 40

    screen = open_page(address("claims", ALL_DATES, view="disagreements"))
    pairs = screen.page.locator(".st-key-pairs section")
    expect(pairs).to_have_count(len(relations))
    drawn = pairs.evaluate_all(
        """pairs => pairs.map(pair => [...pair.querySelectorAll("article")].map(card => [
            card.dataset.id,
            card.querySelector(".citation").textContent,
            card.querySelector(".citation a[href^=http]").textContent,
        ]))"""
    )
    assert sorted(tuple(card[0] for card in pair) for pair in drawn) == sorted(
        relation.events for relation in relations
    )
    sentences = screen.page.locator(".st-key-pairs section > .sentence").all_inner_texts()
    assert sorted(sentences) == sorted(relation.summary for relation in relations if relation.summary)
    outlets = {event.id: outlet(event) for event in EDITION.events}
    for name, citation, link in (card for pair in drawn for card in pair):
        assert outlets[name] in citation, name
        assert link, name
    expect(screen.page.get_by_text(f"inside the article: {len(inside)}")).to_be_visible()


def outlet(event: Event) -> str:
    evidence = event.evidence
    return evidence.outlet if isinstance(evidence, CitationEvidence) else EDITION.newest.publisher


def test_a_disagreement_leads_to_the_other_claim(open_page: OpenPage) -> None:
    one, other = next(relation.events for relation in EDITION.relations if relation.summary)
    screen = open_page(address("claims", ALL_DATES, event=one))
    screen.expect_cards("chosen", [event for event in EDITION.events if event.id == one])
    links = screen.page.locator(".st-key-chosen .disputes button")
    pairs = EDITION.disputes(one)
    names = [pair.other(one) for pair in pairs]
    sentences = screen.page.locator(".st-key-chosen .disputes .sentence").all_inner_texts()
    assert sentences == [pair.summary for pair in pairs if pair.summary]
    links.nth(names.index(other)).click()
    screen.expect_cards("chosen", [event for event in EDITION.events if event.id == other])


def test_no_event_is_given_an_hour(open_page: OpenPage) -> None:
    screen = open_page(address("claims", ALL_DATES))
    screen.expect_cards("claims", passing(ALL_DATES))
    times = screen.page.locator(".st-key-claims article").evaluate_all(
        """cards => cards.map(card => [card.dataset.id, Object.fromEntries([...card.querySelectorAll("dt")].map(
            term => [term.textContent, term.nextElementSibling.textContent]))])"""
    )
    assert len(times) == len(passing(ALL_DATES))
    quoted = {event.id for event in QUOTED}
    for name, facts in times:
        assert not HOUR.search(facts["Happened"]), name
        # The article alone is printed with the hour at which it came out.
        assert bool(HOUR.search(facts["Reported"])) == (name in quoted), name
    assert not HOUR.search("\n".join(screen.page.locator(".st-key-timeline title").all_text_contents()))


def test_a_quote_links_to_its_words_at_the_source_without_handing_over_the_window(open_page: OpenPage) -> None:
    screen = open_page(address("claims", DEFAULT.model_copy(update={"chosen": {"evidence": frozenset({"quote"})}})))
    screen.expect_cards("claims", QUOTED)
    links = screen.page.locator(".st-key-claims article").evaluate_all(
        """cards => cards.map(card => {
            const link = card.querySelector(".citation a");
            return [card.dataset.id, link.href, link.rel, link.target];
        })"""
    )
    words = {event.id: words_of(event)[0] for event in QUOTED}
    for name, href, rel, target in links:
        page, marker, fragment = href.partition("#:~:text=")
        assert page == str(EDITION.newest.url), name
        assert marker, name
        ends = [unquote(part) for part in fragment.split(",") if not (part.startswith("-") or part.endswith("-"))]
        assert words[name].startswith(ends[0]), name
        assert words[name].endswith(ends[-1]), name
        assert "noopener" in rel.split(), name
        assert target == "_blank", name
