"""The same days for every reader, from the first to the last time zone of the earth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import DEFAULT, address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import OpenPage, Screen

OFFSET = "() => new Date().getTimezoneOffset()"
PAGES = {
    address("claims"): ".st-key-claims article",
    address("articles", event="baza-alleged-incursion"): ".st-key-beside article",
    address("about"): "table",
}

FIRST = "Pacific/Pago_Pago"
ZONES = {FIRST: 660, "Pacific/Kiritimati": -840}


def test_the_dates_do_not_depend_on_the_readers_time_zone(open_page: OpenPage) -> None:
    screen = open_page("/about")
    seen: list[str] = []
    for zone, offset in ZONES.items():
        screen.move_to(zone)
        for number, _ in enumerate(steps(screen)):
            assert screen.page.evaluate(OFFSET) == offset
            if zone == FIRST:
                seen.append(screen.everything())
            screen.eventually(screen.everything, seen[number])


def steps(screen: Screen) -> Iterator[None]:
    """Goes through the pages, and stops wherever there is something to compare."""
    screen.visit("/")
    screen.expect_map(DEFAULT)
    yield
    move(screen, "Last day", "ArrowLeft", ["2024-03-01", "2024-03-30"])
    move(screen, "First day", "ArrowRight", ["2024-03-02", "2024-03-30"])
    screen.expect_map(screen.wanted)
    yield
    for path, drawn in PAGES.items():
        screen.visit(path)
        expect(screen.page.locator(drawn).first).to_be_visible()
        yield


def move(screen: Screen, end: str, key: str, dates: list[str]) -> None:
    screen.page.get_by_role("slider", name=end).press(key)
    screen.expect_asked("dates", *dates)
    screen.expect_account(screen.wanted)
