"""A print of the map page is the map, its legend, and every claim shown with its citation, under the map's numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from geodata.presentation import accounting, wording
from geodata.presentation.citations import cite
from geodata.views.filters import NOWHERE
from geodata.views.marks import map_view
from geodata.views.selection import select
from tests.browser.conftest import ALL_DATES, DEFAULT, EDITION, address, passing, words_of

if TYPE_CHECKING:
    from geodata.views.filters import Filter
    from tests.browser.conftest import OpenPage, Screen

PONOMAREV = DEFAULT.model_copy(update={"chosen": {"speaker": frozenset({"ponomarev"})}})
SECTIONS = """(sheet) => [...sheet.querySelectorAll("section")].map((section) => ({
    number: section.querySelector(".number")?.textContent || "",
    head: section.querySelector("h2").textContent,
    claims: [...section.querySelectorAll("article")].map((claim) => ({
        id: claim.dataset.id,
        words: [...claim.querySelectorAll("blockquote, .summary")].map((words) => words.textContent),
        text: claim.textContent,
    })),
}))"""


def begin_printing(screen: Screen) -> None:
    """As the browser does; what it draws for the printer is then on screen."""
    screen.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    screen.page.emulate_media(media="print")


def end_printing(screen: Screen) -> None:
    screen.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    screen.page.emulate_media(media="screen")


@pytest.mark.parametrize("wanted", [ALL_DATES, PONOMAREV], ids=["all dates", "Ponomarev"])
def test_every_claim_shown_is_printed_once_in_its_exact_words_with_its_citation(
    open_page: OpenPage, wanted: Filter
) -> None:
    screen = open_page(address(wanted=wanted))
    screen.expect_map(wanted)
    begin_printing(screen)
    expect_every_claim_once(screen, wanted)
    text = screen.page.locator(".st-key-print .sheet").inner_text()
    days = {"dates": [wanted.start.isoformat(), wanted.end.isoformat()]}
    query = urlencode(wanted.query(DEFAULT) | days | {"edition": ["2"]}, doseq=True)
    for said in (
        wording.subtitle(EDITION),
        wording.filter_sentence(wanted, EDITION),
        accounting.account(select(EDITION, wanted).ledger, EDITION).replace("**", ""),
        wording.dated(EDITION),
        f"{screen.server}/?{query}",
    ):
        assert said in text


def expect_every_claim_once(screen: Screen, wanted: Filter) -> None:
    sheet = screen.page.locator(".st-key-print .sheet")
    expect(sheet).to_be_visible()
    printed = [claim for section in sheet.evaluate(SECTIONS) for claim in section["claims"]]
    assert sorted(claim["id"] for claim in printed) == sorted(event.id for event in passing(wanted))
    for claim in printed:
        event = EDITION.event(claim["id"])
        assert event
        assert claim["words"] == words_of(event)
        assert cite(event, EDITION).url.partition("#")[0] in claim["text"]
        assert f"edition 2, claim {event.id}." in claim["text"]
        assert event.place.words in claim["text"]


def test_the_numbers_of_the_list_are_those_of_the_map_and_its_pdf_has_all_pages(open_page: OpenPage) -> None:
    screen = open_page()
    screen.expect_map(DEFAULT)
    expect_a_pdf(screen)
    on_the_map = {
        mark.get_attribute("data-place"): mark.locator(".number").text_content()
        for mark in screen.map.locator("button.mark").all()
    }
    begin_printing(screen)
    expect_every_claim_once(screen, DEFAULT)
    sections = screen.page.locator(".st-key-print .sheet").evaluate(SECTIONS)
    numbers = EDITION.place_numbers
    listed = {}
    for section in sections:
        (places,) = {places_of(claim["id"]) for claim in section["claims"]}
        assert section["number"] == str(numbers.get(places[0], ""))
        assert all(wording.place_name(place, EDITION) in section["head"] for place in places)
        if section["number"]:
            listed[places[0]] = section["number"]
    assert listed == on_the_map
    heads = [int(section["number"]) for section in sections if section["number"]]
    assert heads == sorted(heads)
    assert sections[-1]["head"] == "No single place"


def expect_a_pdf(screen: Screen) -> None:
    note = (
        "() => window.addEventListener('beforeprint', () => { window.sheet = document.documentElement.dataset.sheet; })"
    )
    screen.page.evaluate(note)
    content = screen.page.pdf(format="A4")
    assert screen.page.evaluate("() => window.sheet") == "drawn"
    # The map on the first page, and then some six claims on each.
    assert 10 <= len(re.findall(rb"/Type\s*/Page\b", content)) <= 20


def places_of(event_id: str) -> tuple[str, ...]:
    event = EDITION.event(event_id)
    assert event
    return event.place.places if event.place.precision.is_drawn else (NOWHERE,)


def test_the_map_is_drawn_with_its_legend_in_the_light_theme_whatever_the_screen_has(open_page: OpenPage) -> None:
    screen = open_page(dark=True)
    screen.expect_map(DEFAULT)
    begin_printing(screen)
    picture = screen.page.locator(".st-key-print figure svg")
    words = picture.locator("text").all_text_contents()
    view = map_view(select(EDITION, DEFAULT).shown, EDITION)
    assert {str(mark.number) for mark in view.marks} <= set(words)
    assert {"Fighting, shelling", "Several kinds", "disputed", "Kursk Oblast"} <= set(words)
    assert any("sovereignty" in text for text in words)
    assert any("OpenStreetMap" in text for text in words)
    assert picture.locator("rect").first.get_attribute("fill") == "#fbfaf6"
    ink = screen.page.locator(".st-key-print blockquote").first
    assert ink.evaluate("(words) => getComputedStyle(words).color") == "rgb(21, 19, 16)"
    assert screen.map_state()["theme"] == "dark"
    assert screen.map_frame.evaluate("() => document.documentElement.dataset.theme") == "dark"


def test_nothing_but_the_sheet_is_printed_and_the_page_is_as_before_afterwards(open_page: OpenPage) -> None:
    screen = open_page()
    screen.expect_map(DEFAULT)
    expect(screen.page.locator(".sheet")).to_have_count(0)
    begin_printing(screen)
    unseen = ("head", "controls", "ledger", "panel", "share-place")
    for part in (*(f".st-key-{name}" for name in unseen), "iframe"):
        expect(screen.page.locator(part).first).to_be_hidden()
    expect(screen.page.locator("button:visible, input:visible, [role=button]:visible")).to_have_count(0)
    end_printing(screen)
    expect(screen.page.locator(".sheet")).to_have_count(0)
    for part in (".st-key-head", ".st-key-controls", ".st-key-panel", "iframe"):
        expect(screen.page.locator(part).first).to_be_visible()
    screen.assert_no_errors()


def test_the_sheet_follows_the_filter_and_the_language(open_page: OpenPage) -> None:
    screen = open_page()
    screen.expect_map(DEFAULT)
    screen.page.get_by_role("radio", name="This article").click()
    screen.expect_asked("evidence", "quote")
    screen.expect_map(screen.wanted)
    screen.page.get_by_role("radio", name="УКР").click()
    screen.expect_asked("lang", "uk")
    expect(screen.page.locator(".st-key-timeline")).to_contain_text("на карті")
    screen.settle()
    begin_printing(screen)
    printed = screen.page.locator(".st-key-print article")
    expect(printed).to_have_count(len(passing(screen.wanted)))
    expect(printed.first).to_contain_text("Точна цитата")
