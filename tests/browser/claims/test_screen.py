"""The main screen: headline, map, timeline and the first words of a quote in one view, on a desktop and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEFAULT, EDITION, at

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Screen

DESKTOPS = [(1440, 900), (1280, 720), (1024, 640)]
PHONES = [(390, 844), (360, 640)]
HIGHEST_PX = {"desktop": 170, "phone": 240}
# Where the parts begin and end, in pixels of the window, those in open shadow roots included.
PARTS = """() => {
    const roots = [document, ...[...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    const box = (selector) => {
        const { left, top, right, bottom, width } =
            roots.map((root) => root.querySelector(selector)).find(Boolean).getBoundingClientRect();
        return { left, top, right, bottom, width };
    };
    const main = document.querySelector("[data-testid=stMain]");
    return {
        head: box(".st-key-head"), headline: box("h1"), map: box("iframe[title^=streamlit_folium]"),
        track: box(".track"), shown: box(".shown"), panel: box(".st-key-panel"), quote: box("blockquote"),
        scrolls: [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth],
    };
}"""


def parts(screen: Screen, width: int, height: int) -> dict[str, Any]:
    """Where everything stands in a window of this size, once nothing moves any more."""
    screen.page.set_viewport_size({"width": width, "height": height})
    seen: list[object] = []

    def still() -> bool:
        seen.append(screen.page.evaluate(PARTS))
        return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

    screen.eventually(still, expected=True)
    found: dict[str, Any] = screen.page.evaluate(PARTS)
    return found


# Where there is room in the smallest windows of each kind, there is in the larger ones, which one language stands for.
@pytest.mark.parametrize(("language", "sizes"), [("en", slice(None)), ("uk", slice(-1, None)), ("ru", slice(-1, None))])
def test_headline_map_timeline_and_quote_stand_in_one_view(open_page: OpenPage, language: str, sizes: slice) -> None:
    screen = open_page(f"/?lang={language}")
    expect(screen.page.locator("h1")).to_have_text(EDITION.newest.title)
    expect(screen.panel.locator("blockquote").first).to_be_visible()
    screen.map_state()
    for kind, windows in (("desktop", DESKTOPS), ("phone", PHONES)):
        for width, height in windows[sizes]:
            found = parts(screen, width, height)
            where = (width, height)
            assert found["map"]["top"] <= HIGHEST_PX[kind], where
            assert found["headline"]["bottom"] <= found["map"]["top"], where
            # One below the other, as in the document: map, timeline, and the panel beside or below them.
            assert found["map"]["bottom"] <= found["track"]["top"] + 1, where
            assert found["track"]["bottom"] <= found["shown"]["top"] <= height, where
            first_words = found["quote"]["top"] + 28
            assert first_words <= height, where
            assert max(found["scrolls"]) <= 0, where
            if kind == "desktop":
                assert found["head"]["bottom"] - found["head"]["top"] <= 48, where
                assert found["panel"]["left"] >= found["map"]["right"], where
                assert found["panel"]["bottom"] <= height, where
            else:
                assert found["panel"]["top"] >= found["shown"]["bottom"] - 1, where


def test_the_quote_is_the_largest_text_of_the_panel(open_page: OpenPage) -> None:
    screen = open_page()
    sizes = screen.panel.locator("blockquote, .summary-text, .manner, .speaker, dd, input").evaluate_all(
        "(nodes) => nodes.map((node) => [node.tagName, parseFloat(getComputedStyle(node).fontSize)])"
    )
    largest = max(size for _name, size in sizes)
    assert {name for name, size in sizes if size == largest} == {"BLOCKQUOTE"}


def test_a_mark_raises_the_sheet_of_a_phone_and_its_handle_has_three_heights(open_page: OpenPage) -> None:
    screen = open_page(width=390, height=844)
    screen.map_state()
    handle = screen.panel.locator(".handle")
    height = "(panel) => Math.round(panel.getBoundingClientRect().height / innerHeight * 100)"
    expect(handle).to_have_attribute("aria-expanded", "false")
    screen.mark("belgorod").click()
    screen.expect_cards("panel", at("belgorod", DEFAULT))
    screen.eventually(lambda: screen.panel.evaluate(height), 45)
    expect(handle).to_have_attribute("aria-expanded", "true")
    handle.click()
    screen.eventually(lambda: screen.panel.evaluate(height), 90)
    handle.click()
    screen.eventually(lambda: screen.panel.evaluate(height) < 20, expected=True)
    handle.focus()
    screen.page.keyboard.press("Enter")
    screen.eventually(lambda: screen.panel.evaluate(height), 45)
    assert screen.accessibility_violations() == []


def test_the_line_of_the_account_opens_the_whole_sum(open_page: OpenPage) -> None:
    screen = open_page()
    line = screen.page.locator(".st-key-timeline .shown")
    expect(line).to_have_text("71 of 98 claims are on the map")
    behind = screen.page.locator(".st-key-timeline .account")
    expect(behind).to_be_hidden()
    line.click()
    expect(behind).to_be_in_viewport(ratio=1)
    screen.expect_account(DEFAULT)
