"""Every width a reader may have, light and dark: nothing runs off the page, and nobody is shut out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEFAULT, MAP, NOBODY, address

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Screen

# Each with what has to be on it before it is looked at.
PAGES = {
    "map": (address(), ".st-key-panel article"),
    "map, nothing passes": (address(wanted=NOBODY), ".st-key-panel button"),
    "article": (address("articles", event="legion-fighter-aims"), ".st-key-sentences table"),
    "claims": (address("claims", q="Tyotkino"), ".st-key-claims article"),
    "table": (address("claims", view="table"), '[data-testid="stDataFrame"] canvas'),
    "disagreements": (address("claims", view="disagreements"), ".st-key-pairs article"),
    "about": (address("about"), ".st-key-sources table"),
}
LOOKS = [(1280, "light"), (390, "dark")]
# How light the page is: from black, 0, to white.
PAPER = """() => getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor
    .match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)"""
# How far anything that scrolls sideways, the page's own scroller included, could be pushed.
SIDEWAYS = """() => [document.documentElement, document.body, ...document.querySelectorAll('[data-testid="stMain"]')]
    .map(element => element.scrollWidth - element.clientWidth)"""


def visit(screen: Screen, path: str, drawn: str) -> None:
    screen.visit(path)
    expect(screen.page.locator(drawn).first).to_be_visible()
    expect(screen.page.get_by_text("As reported, as of")).to_be_attached()
    if screen.page.locator(MAP).count():
        screen.map_state()


def test_a_phone_shows_the_map_and_the_start_of_its_claims_together(open_page: OpenPage) -> None:
    screen = open_page(width=390, height=844)
    screen.expect_map(DEFAULT)
    frame = screen.page.locator(MAP)
    claims = screen.panel.locator("article").first
    expect(frame).to_be_in_viewport(ratio=0.99)
    expect(claims).to_be_in_viewport()
    expect(screen.panel.get_by_role("combobox", name="Place")).to_be_in_viewport(ratio=1)


def test_no_page_scrolls_sideways_and_axe_finds_nothing_serious(open_page: OpenPage) -> None:
    screen = open_page(*PAGES["map"][:1])
    found: dict[str, list[str]] = {}
    for number, (name, (path, drawn)) in enumerate(PAGES.items()):
        if number:
            visit(screen, path, drawn)
        for width, theme in [*LOOKS, (320, "dark")]:
            show(screen, width, theme, drawn)
            if (width, theme) in LOOKS:
                found[f"{name}, {theme}"] = screen.accessibility_violations()
    assert not any(found.values()), found


def show(screen: Screen, width: int, theme: str, drawn: str) -> None:
    """Shows the page that is open in another width and theme, where all that is on it must find room."""
    screen.page.set_viewport_size({"width": width, "height": 900})
    screen.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    screen.eventually(lambda: screen.page.evaluate(PAPER) < 3 * 128, theme == "dark")
    if screen.page.locator(MAP).count():
        screen.eventually(lambda: screen.map_state()["theme"], theme)
    expect(screen.page.locator(drawn).first).to_be_visible()
    screen.settle()
    screen.eventually(lambda: max(screen.page.evaluate(SIDEWAYS)) <= 0, expected=True)


def test_axe_finds_nothing_serious_in_the_open_filters(open_page: OpenPage) -> None:
    screen = open_page(address("claims", NOBODY))
    screen.page.get_by_role("button", name="Filters").click()
    for theme in ("light", "dark"):
        show(screen, 1280, theme, '[data-testid="stPopoverBody"]')
        expect(screen.page.get_by_role("combobox", name="Status in the source")).to_be_visible()
        assert screen.accessibility_violations() == []


def test_page_and_map_follow_the_readers_theme_while_it_changes(open_page: OpenPage) -> None:
    screen = open_page()
    sums: list[int] = []
    for theme in ("light", "dark"):
        screen.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        screen.eventually(lambda: screen.map_state()["theme"], theme)
        paper = screen.page.locator('[data-testid="stApp"]').evaluate("app => getComputedStyle(app).backgroundColor")
        sums.append(sum(int(part) for part in paper.strip("rgb()").split(",")))
    assert sums[0] > 3 * 200
    assert sums[1] < 3 * 50


@pytest.mark.parametrize("calm", [True, False], ids=["reduced motion", "motion"])
def test_scrolling_and_zooming_are_smooth_only_for_those_who_want_it(
    open_page: OpenPage,
    calm: bool,  # noqa: FBT001 - the same
) -> None:
    screen = open_page("/articles", reduced_motion=calm)
    marks = screen.page.locator(".st-key-article mark")
    expect(marks.first).to_be_visible()
    screen.page.evaluate(
        """() => {
            window.scrolls = [];
            const scroll = Element.prototype.scrollIntoView;
            Element.prototype.scrollIntoView = function (how) {
                window.scrolls.push(how.behavior);
                return scroll.call(this, how);
            };
        }"""
    )
    marks.last.click()
    expect(screen.page.locator(".st-key-beside article")).to_be_visible()
    screen.eventually(lambda: screen.page.evaluate("() => window.scrolls"), ["auto" if calm else "smooth"])
    screen.visit("/")
    screen.map_state()
    # Leaflet's own sign that it was allowed to fade.
    expect(screen.map.locator(".leaflet-fade-anim")).to_have_count(0 if calm else 1)
