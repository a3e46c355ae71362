"""The controls around the map: filters by keyboard, the toolbar's row, the panel's place, and the way past the menu."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Screen

# The ends of the row of the source key and the filters, and whether the groups of the timeline's controls stand beside
# each other and within it.
ROW = """() => {
    const roots = [...document.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot?.querySelector(".controls"));
    const groups = roots.filter(Boolean).flatMap((controls) => [...controls.children]);
    const boxes = groups.map((group) => group.getBoundingClientRect());
    const [top, bottom] = [Math.max(...boxes.map(({ top }) => top)), Math.min(...boxes.map(({ bottom }) => bottom))];
    const row = document.querySelector(".st-key-controls");
    const buttons = [...row.querySelectorAll("button")].map((button) => button.getBoundingClientRect());
    const shown = buttons;
    return {
        bottoms: [...new Set(shown.map(({ bottom }) => Math.round(bottom)))],
        buttons: shown.length,
        over: Math.max(...shown.map(({ right }) => right)) - row.getBoundingClientRect().right,
        groups: groups.length,
        beside: top < bottom && Math.max(...boxes.map(({ right }) => right)) <= row.getBoundingClientRect().right + 1,
    };
}"""
WIDTHS = [768, 800, 834, 930, 1024, 1030, 1280, 1438, 1440]
# Where the row folds something away, and the ends: each costs a map that is drawn anew.
FEW_WIDTHS = [768, 930, 1440]


def test_enter_in_a_filter_takes_the_name_typed(open_page: OpenPage) -> None:
    # Two names contain it, and for two or more Streamlit offers all of them first.
    screen = open_page()
    screen.page.get_by_role("button", name="Filters").click()
    speakers = screen.page.get_by_role("combobox", name="According to (speaker)")
    speakers.fill("Freedom of Russia Legion")
    expect(screen.page.get_by_role("option")).to_have_count(2)
    speakers.press("Enter")
    screen.expect_asked("speaker", "legion")


def row(screen: Screen) -> dict[str, Any]:
    """How the controls stand once the timeline has folded what does not fit, which takes a moment."""
    found = screen.page.evaluate(ROW)
    return {
        "rows": len(found["bottoms"]),
        "over": found["over"] > 0,
        "buttons": found["buttons"],
        "groups": found["groups"] >= 3,
        "beside": bool(found["beside"]),
    }


@pytest.mark.parametrize(
    ("language", "widths"),
    [
        *((language, FEW_WIDTHS) for language in ("en", "uk", "ru")),
        *(pytest.param(language, WIDTHS, marks=pytest.mark.long) for language in ("en", "uk", "ru")),
    ],
    ids=["en", "uk", "ru", "en at all", "uk at all", "ru at all"],
)
def test_the_controls_stand_in_one_row_at_every_width(open_page: OpenPage, language: str, widths: list[int]) -> None:
    screen = open_page(f"/?lang={language}", width=widths[0])
    for asked in ("", "&speaker=ponomarev&speaker=tass&dates=2024-01-01&dates=2024-03-31"):
        if asked:
            screen.visit(f"/?lang={language}{asked}")
        expect(screen.panel.locator("article").first).to_be_visible()
        for width in widths:
            screen.page.set_viewport_size({"width": width, "height": 900})
            screen.eventually(
                lambda: row(screen), {"rows": 1, "over": False, "buttons": 4, "groups": True, "beside": True}
            )


@pytest.mark.parametrize("how", ["mark", "tray"])
def test_a_chosen_place_puts_the_panel_at_its_top(open_page: OpenPage, how: str) -> None:
    screen = open_page()
    screen.map_state()
    expect(screen.panel.locator("article").first).to_be_visible()
    screen.panel.evaluate("(panel) => { panel.scrollTop = 600; }")
    assert screen.panel.evaluate("(panel) => panel.scrollTop") == 600
    if how == "mark":
        screen.mark("RU-BEL").click()
    else:
        screen.panel.get_by_role("button", name="The border").evaluate("(button) => button.click()")
    screen.page.wait_for_url(re.compile("place="))
    screen.settle()
    screen.eventually(lambda: screen.panel.evaluate("(panel) => panel.scrollTop"), 0)
    screen.panel.evaluate("(panel) => { panel.scrollTop = 300; }")
    screen.page.get_by_role("slider", name="Last day", exact=True).press("ArrowLeft")
    screen.page.wait_for_url(re.compile("dates="))
    screen.settle()
    assert screen.panel.evaluate("(panel) => panel.scrollTop") == 300


@pytest.mark.parametrize(("language", "words"), [("en", "Skip to the content"), ("ru", "Перейти к содержанию")])
def test_the_skip_link_skips_the_menu(open_page: OpenPage, language: str, words: str) -> None:
    screen = open_page(f"/?lang={language}")
    link = screen.page.get_by_role("link", name=words)
    expect(link).to_have_count(1)
    screen.page.keyboard.press("Tab")
    expect(link).to_be_focused()
    screen.page.keyboard.press("Enter")
    screen.page.keyboard.press("Tab")
    passed = """() => {
        const head = document.querySelector(".st-key-head").getBoundingClientRect().bottom;
        const [content, now] = [document.querySelector(".st-key-screen"), document.activeElement];
        return content.contains(now) && now.getBoundingClientRect().top >= head;
    }"""
    assert screen.page.evaluate(passed)
