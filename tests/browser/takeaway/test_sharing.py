"""A view is taken away by its link and by its citation, which lead back to exactly this view in a later edition too."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from geodata.presentation import wording
from geodata.presentation.citations import cite_view
from tests.browser.conftest import DEFAULT, EDITION, address

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import OpenPage, Screen

NARROW = DEFAULT.model_copy(update={"chosen": {"speaker": frozenset({"ponomarev"})}})


def share(screen: Screen) -> None:
    """Opens the one place where all ways to share are, if it is not open."""
    if not screen.page.locator(".st-key-take").is_visible():
        screen.page.get_by_role("button", name="Share").click()
    expect(screen.page.locator(".st-key-take")).to_be_visible()


def copied(screen: Screen) -> str:
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=screen.server)
    share(screen)
    screen.button("Copy link to this view").click()
    expect(screen.button("Link copied")).to_be_visible()
    text: str = screen.page.evaluate("() => navigator.clipboard.readText()")
    return text


def test_a_copied_link_names_the_edition_and_the_dates_although_they_are_the_usual_ones(open_page: OpenPage) -> None:
    screen = open_page(address(wanted=NARROW, place="tyotkino") + "#map=9.00/51.0000/35.5000")
    screen.expect_map(NARROW)
    link = copied(screen)
    assert parse_qs(urlsplit(link).query) == {
        "speaker": ["ponomarev"],
        "place": ["tyotkino"],
        "edition": [str(EDITION.number)],
        "dates": [DEFAULT.start.isoformat(), DEFAULT.end.isoformat()],
    }
    assert urlsplit(link).fragment == "map=9.00/51.0000/35.5000"
    other = open_page(link.removeprefix(screen.server))
    other.expect_map(NARROW)
    assert other.query == screen.query


def test_without_permission_the_address_is_shown_once_to_be_copied_by_hand(open_page: OpenPage) -> None:
    screen = open_page()
    screen.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    share(screen)
    for _ in range(2):
        screen.button("Copy link to this view").click()
    field = screen.page.get_by_role("textbox", name="Copy link to this view")
    expect(field).to_have_count(1)
    assert "edition=2" in field.input_value()


@pytest.mark.parametrize("page", ["", "claims"])
def test_a_view_is_cited_with_address_edition_and_day_in_four_forms_and_stays(open_page: OpenPage, page: str) -> None:
    # The reader's own day is another than that of the citation for most of the time.
    screen = open_page(address(page, NARROW), timezone="Pacific/Kiritimati")
    if not page:
        screen.expect_map(NARROW)
        screen.map_frame.evaluate("() => { window.sameDocument = true; }")
    link = copied(screen)
    share(screen)
    screen.button("Cite this view").click()
    dialog = screen.page.get_by_test_id("stDialog")
    today = datetime.now(UTC).date()
    expected = cite_view(wording.filter_sentence(NARROW, EDITION), link, EDITION, today)
    forms = [expected.text, expected.bibtex, expected.ris, expected.csl]
    screen.eventually(lambda: code(dialog), [form.removesuffix("\n") for form in forms])
    assert json.loads(code(dialog)[3])[0]["accessed"] == {"date-parts": [[today.year, today.month, today.day]]}
    # The way to share lies open behind the dialog, and closes first.
    for _layer in range(2):
        screen.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    if not page:
        screen.expect_map(NARROW)
        assert screen.map_frame.evaluate("() => window.sameDocument")


def code(dialog: Locator) -> list[str]:
    return [text.removesuffix("\n") for text in dialog.locator("code").all_text_contents()]


def test_a_view_of_a_search_is_cited_with_the_words_sought(open_page: OpenPage) -> None:
    screen = open_page(address("claims", q="Tyotkino"))
    share(screen)
    screen.button("Cite this view").click()
    dialog = screen.page.get_by_test_id("stDialog")
    expect(dialog.locator("code").first).to_contain_text("31 March 2024. Only those that contain “Tyotkino”.”")
