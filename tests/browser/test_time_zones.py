"""The same days for every reader, from the first to the last time zone of the earth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import DEFAULT, address

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Screen

OFFSET = "() => new Date().getTimezoneOffset()"
PAGES = {
    address("claims"): ".st-key-claims article",
    address("articles", event="baza-alleged-incursion"): ".st-key-beside article",
    address("about"): "table",
}

ZONES = {"Pacific/Pago_Pago": 660, "UTC": 0, "Pacific/Kiritimati": -840}


def test_the_dates_do_not_depend_on_the_readers_time_zone(open_page: OpenPage) -> None:
    (first, *others) = [open_page(timezone=zone) for zone in ZONES]
    assert [screen.page.evaluate(OFFSET) for screen in (first, *others)] == list(ZONES.values())
    for screen in (first, *others):
        screen.expect_map(DEFAULT)
    expect_the_same(first, others)
    for screen in (first, *others):
        move(screen, "Last day", "ArrowLeft", ["2024-03-01", "2024-03-30"])
        move(screen, "First day", "ArrowRight", ["2024-03-02", "2024-03-30"])
    expect_the_same(first, others)
    for path, drawn in PAGES.items():
        for screen in (first, *others):
            screen.visit(path)
            expect(screen.page.locator(drawn).first).to_be_visible()
        expect_the_same(first, others)


def move(screen: Screen, end: str, key: str, dates: list[str]) -> None:
    screen.page.get_by_role("slider", name=end).press(key)
    screen.expect_asked("dates", *dates)
    screen.expect_account(screen.wanted)


def expect_the_same(first: Screen, others: list[Screen]) -> None:
    for screen in others:
        screen.eventually(screen.everything, first.everything())
