"""The address is the view: it can be sent to somebody else, and it goes along from page to page."""

from __future__ import annotations

import re
from difflib import ndiff
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.views.selection import Tally
from tests.browser.conftest import DEFAULT, EDITION, address, passing
from tests.days import histogram

if TYPE_CHECKING:
    from geodata.views.filters import Filter
    from tests.browser.conftest import OpenPage, Screen


def choose_on_the_map(screen: Screen) -> None:
    screen.page.get_by_role("radio", name="Happened").click()
    screen.expect_asked("clock", "happened")
    screen.button("All dates").click()
    screen.eventually(lambda: "dates" in screen.query, expected=True)
    screen.choose_speaker("Freedom of Russia Legion")
    screen.expect_asked("speaker", "legion")
    screen.mark("kozinka").click()
    screen.expect_asked("place", "kozinka")


def choose_a_row_among_the_claims(screen: Screen) -> None:
    screen.page.get_by_role("radio", name="Other outlets").click()
    screen.expect_asked("evidence", "citation")
    screen.page.get_by_role("textbox", name="Search").fill("Tyotkino tank")
    screen.page.keyboard.press("Enter")
    screen.expect_asked("q", "Tyotkino tank")
    screen.page.get_by_role("radio", name="Table").click()
    screen.expect_asked("view", "table")
    screen.select_row(0)
    screen.eventually(lambda: "event" in screen.query, expected=True)


def choose_in_the_article(screen: Screen) -> None:
    screen.page.locator(".st-key-article mark.direct").last.click()
    screen.eventually(lambda: "event" in screen.query, expected=True)


CHOICES = {"": choose_on_the_map, "claims": choose_a_row_among_the_claims, "articles": choose_in_the_article}


@pytest.mark.parametrize("page", CHOICES, ids=["map", "claims", "articles"])
def test_an_address_shows_somebody_else_exactly_the_same_page(open_page: OpenPage, page: str) -> None:
    one = open_page(address(page))
    CHOICES[page](one)
    one.settle()
    if page == "map":
        # A list of filters that is still open is no part of what is shared. The view is, as what is shown has changed.
        one.page.keyboard.press("Escape")
        one.page.wait_for_url(re.compile("#map="))
    other = open_page(one.page.url.removeprefix(one.server))
    assert other.query == one.query
    # Both may still draw: whatever is last must be the same.
    other.eventually(lambda: differing(one.everything(), other.everything()), [])


def differing(one: str, other: str) -> list[str]:
    return [line for line in ndiff(one.splitlines(), other.splitlines()) if line[:1] in "-+"]


def test_filters_and_counts_are_the_same_on_every_page(open_page: OpenPage) -> None:
    screen = open_page()
    screen.page.get_by_role("radio", name="Other outlets").click()
    screen.expect_asked("evidence", "citation")
    screen.choose_speaker("Freedom of Russia Legion")
    screen.expect_asked("speaker", "legion")
    wanted, query = screen.wanted, screen.query
    assert 0 < len(passing(wanted)) < len(passing(DEFAULT))
    screen.expect_account(wanted)
    screen.expect_map(wanted)
    expect_timeline(screen, wanted)

    screen.menu("Claims").click()
    expect_controls_of_one_outlet_and_one_filter(screen)
    screen.expect_account(wanted)
    screen.expect_cards("claims", passing(wanted))
    expect_timeline(screen, wanted)
    screen.page.get_by_role("radio", name="Table").click()
    rows = screen.page.locator('[data-testid="stDataFrame"] table[role="grid"]')
    # The head is a row too.
    expect(rows).to_have_attribute("aria-rowcount", str(len(passing(wanted)) + 1))
    screen.page.get_by_role("radio", name="List").click()
    screen.expect_cards("claims", passing(wanted))

    screen.menu("Article").click()
    count = sum(event.is_quoted for event in passing(wanted))
    expect(screen.page.locator(".st-key-hint")).to_contain_text(f"claims, {count} pass")
    assert screen.query == query

    screen.menu("About").click()
    expect(screen.page.get_by_role("heading", name="The precision ladder")).to_be_visible()
    screen.eventually(lambda: screen.query, query)

    screen.menu("Map").click()
    screen.expect_account(wanted)
    screen.expect_map(wanted)
    screen.eventually(lambda: screen.query, query)


def expect_controls_of_one_outlet_and_one_filter(screen: Screen) -> None:
    expect(screen.page).to_have_title(re.compile("Claims"))
    expect(screen.page.get_by_role("radio", name="Other outlets")).to_be_checked()
    expect(screen.page.get_by_role("button", name="Filters · 1")).to_be_visible()


def test_a_link_of_a_card_brings_the_filters_to_the_controls_of_the_other_page(open_page: OpenPage) -> None:
    screen = open_page()
    screen.page.get_by_role("radio", name="Other outlets").click()
    screen.choose_speaker("Freedom of Russia Legion")
    screen.expect_asked("speaker", "legion")
    screen.panel.get_by_role("link", name="Open in the list of claims").first.click()
    expect_controls_of_one_outlet_and_one_filter(screen)


def expect_timeline(screen: Screen, wanted: Filter) -> None:
    """The bars' own words, day by day, are the claims of a filter."""
    accepted = [event for event in EDITION.events if wanted.accepts(event)]
    days = [day for day in histogram(accepted, wanted.clock, *EDITION.month) if day.dated.total]
    of_one_day = [event for event in passing(wanted) if (time := event.time(wanted.clock)) and time.is_one_day]
    assert sum((day.dated for day in days), Tally()) == Tally.of(of_one_day)

    def drawn() -> list[tuple[int, ...]]:
        words = screen.page.locator(".st-key-timeline g title").all_text_contents()
        counts = [re.search(r": (\d+) claims? of the article and (\d+) reports?", text) for text in words]
        assert all(counts), words
        return [(int(found[1]), int(found[2])) for found in counts if found and (found[1], found[2]) != ("0", "0")]

    screen.eventually(drawn, [(day.dated.quotes, day.dated.citations) for day in days])


@pytest.mark.parametrize("page", ["", "claims", "articles", "about"])
def test_a_first_visit_may_begin_on_any_page(open_page: OpenPage, page: str) -> None:
    screen = open_page(address(page))
    expect(screen.page.get_by_text("As reported, as of")).to_be_visible()
    expect(screen.page).to_have_title(re.compile("As Reported"))
    assert screen.query == {}
