"""The controls around the map: filters by keyboard, the toolbar's row, the panel's place, and the way past the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage


def test_enter_in_a_filter_takes_the_name_typed(open_page: OpenPage) -> None:
    # Two names contain it, and for two or more Streamlit offers all of them first.
    screen = open_page()
    screen.page.get_by_role("button", name="Filters").click()
    speakers = screen.page.get_by_role("combobox", name="According to (speaker)")
    speakers.fill("Freedom of Russia Legion")
    expect(screen.page.get_by_role("option")).to_have_count(2)
    speakers.press("Enter")
    screen.expect_asked("speaker", "legion")
