"""Who has the wheel and the fingers over the map: the page where it can scroll, else the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MAP

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Screen

TALL, LOW = 900, 480  # px: on the first the page has nothing to scroll
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
NOTHING_TO_SCROLL = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    return main.scrollHeight <= main.clientHeight + 1;
}"""
HINT = ".hint"


def middle(screen: Screen) -> tuple[float, float]:
    """A point of the map with no mark and no control on it."""
    box = screen.page.locator(MAP).bounding_box()
    assert box
    return box["x"] + box["width"] * 0.5, box["y"] + min(box["height"], 300) * 0.3


def drawn(screen: Screen) -> dict[str, Any]:
    state = screen.map_state()
    return {"zoom": state["zoom"], "center": state["center"]}


def at_rest(screen: Screen) -> None:
    """Waits until the map has been the same for ten frames."""
    screen.map_frame.evaluate(
        """() => new Promise((resolve) => {
            let [last, times] = ["", 0];
            const look = () => {
                const now = JSON.stringify(asReported.state());
                times = now === last ? times + 1 : 0;
                last = now;
                if (times < 10) requestAnimationFrame(look);
                else resolve();
            };
            look();
        })"""
    )


def test_the_wheel_scrolls_a_page_that_can_scroll_and_says_once_how_to_zoom(open_page: OpenPage) -> None:
    screen = open_page(height=LOW)
    before = drawn(screen)
    screen.page.mouse.move(*middle(screen))
    screen.page.mouse.wheel(0, 60)
    screen.page.wait_for_function(f"({SCROLLED})() > 0")
    hint = screen.map.locator(HINT)
    expect(hint).to_have_text("Ctrl and the wheel zoom the map")
    expect(hint).to_have_count(0)
    at = screen.page.evaluate(SCROLLED)
    screen.page.mouse.wheel(0, -60)
    screen.page.wait_for_function(f"({SCROLLED})() < {at}")
    expect(hint).to_have_count(0)
    assert drawn(screen) == before


def test_ctrl_and_the_wheel_zoom_the_map_and_not_the_page(open_page: OpenPage) -> None:
    screen = open_page(height=LOW)
    before = drawn(screen)
    screen.page.mouse.move(*middle(screen))
    screen.page.keyboard.down("Control")
    screen.page.mouse.wheel(0, -300)
    screen.page.keyboard.up("Control")
    screen.eventually(lambda: drawn(screen)["zoom"] > before["zoom"], expected=True)
    assert screen.page.evaluate(SCROLLED) == 0


def test_the_wheel_zooms_the_map_where_the_page_cannot_scroll(open_page: OpenPage) -> None:
    screen = open_page(height=TALL)
    before = drawn(screen)
    screen.page.wait_for_function(NOTHING_TO_SCROLL)
    screen.page.mouse.move(*middle(screen))
    screen.page.mouse.wheel(0, -300)
    screen.eventually(lambda: drawn(screen)["zoom"] > before["zoom"], expected=True)


def test_the_wheel_zooms_the_map_in_full_screen(open_page: OpenPage) -> None:
    screen = open_page(height=LOW)
    screen.map.get_by_role("button", name="Full screen").click()
    screen.map_frame.wait_for_function("() => document.fullscreenElement")
    at_rest(screen)
    before = drawn(screen)
    screen.page.mouse.move(600, 300)
    screen.page.mouse.wheel(0, -300)
    screen.eventually(lambda: drawn(screen)["zoom"] > before["zoom"], expected=True)


class Fingers:
    """Touches as a screen sends them, each step after the page has drawn the one before."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._session = screen.page.context.new_cdp_session(screen.page)

    def _send(self, kind: str, points: list[tuple[float, float]]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
        self._screen.page.evaluate("() => new Promise((resolve) => { requestAnimationFrame(resolve); })")

    def drag(self, starts: list[tuple[float, float]], by: tuple[float, float]) -> None:
        for step in range(9):
            points = [(x + by[0] * step / 8, y + by[1] * step / 8) for x, y in starts]
            self._send("touchMove" if step else "touchStart", points)
        self._send("touchEnd", [])


@pytest.fixture
def phone(open_page: OpenPage) -> Screen:
    screen = open_page(width=390, height=LOW, touch=True)
    screen.map_state()
    return screen


def test_one_finger_scrolls_the_page_and_says_once_that_two_move_the_map(phone: Screen) -> None:
    before = drawn(phone)
    x, y = middle(phone)
    Fingers(phone).drag([(x, y)], (0, -140))
    phone.page.wait_for_function(f"({SCROLLED})() > 20")
    expect(phone.map.locator(HINT)).to_have_text("Two fingers move the map")
    assert drawn(phone) == before


def test_two_fingers_move_the_map_and_not_the_page(phone: Screen) -> None:
    before = drawn(phone)
    x, y = middle(phone)
    Fingers(phone).drag([(x - 40, y), (x + 40, y)], (70, 60))
    phone.eventually(lambda: drawn(phone)["center"] != before["center"], expected=True)
    assert phone.page.evaluate(SCROLLED) == 0


def test_one_finger_moves_the_map_where_the_page_cannot_scroll(open_page: OpenPage) -> None:
    screen = open_page(width=1280, height=TALL, touch=True)
    screen.page.wait_for_function(NOTHING_TO_SCROLL)
    before = drawn(screen)
    x, y = middle(screen)
    Fingers(screen).drag([(x, y)], (90, 60))
    screen.eventually(lambda: drawn(screen)["center"] != before["center"], expected=True)


def test_another_size_of_the_window_keeps_the_centre_of_the_map_to_the_digit(open_page: OpenPage) -> None:
    screen = open_page(height=700)
    first = screen.page.viewport_size
    assert first
    fitted = drawn(screen)["zoom"]
    screen.page.mouse.move(*middle(screen))
    screen.page.keyboard.down("Control")
    screen.page.mouse.wheel(0, -300)
    screen.page.keyboard.up("Control")
    screen.eventually(lambda: drawn(screen)["zoom"] > fitted, expected=True)
    at_rest(screen)
    before = drawn(screen)
    for width, height in [(1181, 701), (1180, 700), (1183, 699), (first["width"], first["height"])]:
        size = screen.map_frame.evaluate("`${innerWidth} ${innerHeight}`")
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.map_frame.wait_for_function(f"() => `${{innerWidth}} ${{innerHeight}}` !== '{size}'")
        at_rest(screen)
        assert drawn(screen) == before
