"""The map stays where the reader put it, whatever the controls do, and every place on it opens its claims."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

import pytest
from playwright.sync_api import expect

from geodata.views.filters import NOWHERE
from geodata.views.marks import map_view
from geodata.views.selection import select
from tests.browser.conftest import ALL_DATES, DEFAULT, EDITION, MAP, address, at, words_of

if TYPE_CHECKING:
    from datetime import date

    from geodata.views.filters import Filter
    from tests.browser.conftest import OpenPage, Screen

ARTICLE_DAY = EDITION.newest.day
# Leaflet takes no drag while it zooms for a quarter of a second, and a drag may throw the map a little further:
# it is at rest when it was drawn twenty times in the same place.
AT_REST = """() => new Promise((resolve) => {
    let [last, times] = ["", 0];
    const look = () => {
        const now = JSON.stringify(window.asReported.state());
        times = now === last ? times + 1 : 0;
        last = now;
        if (times < 20) requestAnimationFrame(look);
        else resolve();
    };
    look();
})"""
# Every position the slider ever shows, however short, as it is read out.
NOTE_POSITIONS = """(slider) => {
    window.noting?.disconnect();
    window.positions = [slider.getAttribute("aria-valuetext")];
    const note = () => {
        const shown = slider.getAttribute("aria-valuetext");
        if (shown && shown !== window.positions.at(-1)) window.positions.push(shown);
    };
    window.noting = new MutationObserver(note);
    window.noting.observe(slider, { attributes: true, attributeFilter: ["aria-valuetext"] });
}"""
VIEW = map_view(select(EDITION, ALL_DATES).shown, EDITION)


def zoom_and_pan(screen: Screen) -> None:
    """As a reader does: a click on the map's own button, then a drag with the mouse."""
    first = screen.map_state()
    screen.map.get_by_role("button", name="Zoom in").click()
    screen.eventually(lambda: screen.map_state()["zoom"], first["zoom"] + 1)
    screen.map_frame.evaluate(AT_REST)
    box = screen.page.locator(MAP).bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + 40)
    screen.page.mouse.move(*middle)
    screen.page.mouse.down()
    screen.page.mouse.move(middle[0] - 90, middle[1] + 60, steps=8)
    screen.page.mouse.up()
    screen.eventually(lambda: screen.map_state()["center"] != first["center"], expected=True)
    screen.map_frame.evaluate(AT_REST)


@dataclass(frozen=True)
class MovedMap:
    """A map that the reader has zoomed and dragged, and that must not move again by itself."""

    screen: Screen
    zoom: float
    center: list[float]

    @classmethod
    def on(cls, screen: Screen) -> Self:
        screen.expect_map(screen.wanted)
        zoom_and_pan(screen)
        # A document drawn anew would not have this sign.
        screen.map_frame.evaluate("() => { window.sameDocument = true; }")
        state = screen.map_state()
        return cls(screen, state["zoom"], state["center"])

    def expect_unmoved(self, after: str) -> None:
        """Waits for what the address asks for, and finds it drawn in the same document and view."""
        self.screen.expect_account(self.screen.wanted)
        self.screen.expect_map(self.screen.wanted)
        state = self.screen.map_state()
        assert self.screen.map_frame.evaluate("() => window.sameDocument"), after
        assert (state["zoom"], state["center"]) == (self.zoom, self.center), after

    def expect_window(self, start: date, end: date) -> None:
        self.screen.eventually(lambda: (self.screen.wanted.start, self.screen.wanted.end), (start, end))


def test_the_map_stays_put_while_the_dates_move(open_page: OpenPage) -> None:
    screen = open_page(address(wanted=DEFAULT.model_copy(update={"end": ARTICLE_DAY + timedelta(days=4)})))
    screen.map_state()
    drawn_map = MovedMap.on(screen)
    marks = screen.map_state()["marks"]

    for _ in range(4):
        screen.page.get_by_role("slider", name="Last day").press("ArrowLeft")
    drawn_map.expect_window(DEFAULT.start, ARTICLE_DAY)
    drawn_map.expect_unmoved("the slider's right end, by keyboard")
    assert screen.map_state()["marks"] != marks

    for _ in range(2):
        screen.page.get_by_role("slider", name="First day").press("ArrowRight")
    start = DEFAULT.start + timedelta(days=2)
    drawn_map.expect_window(start, ARTICLE_DAY)
    drawn_map.expect_unmoved("the slider's left end, by keyboard")

    screen.button("Later").click()
    drawn_map.expect_window(start, ARTICLE_DAY + timedelta(days=1))
    drawn_map.expect_unmoved("Later")
    screen.button("Earlier").click()
    drawn_map.expect_window(start, ARTICLE_DAY)
    drawn_map.expect_unmoved("Earlier")

    screen.button("Play").click()
    expect(screen.page.get_by_role("slider", name="Last day")).not_to_have_attribute(
        "aria-valuetext", f"{ARTICLE_DAY.day} {ARTICLE_DAY:%B %Y}"
    )
    screen.button("Pause").click()
    expect(screen.button("Play")).to_be_visible()
    end = screen.page.get_by_role("slider", name="Last day").get_attribute("aria-valuetext")
    screen.eventually(lambda: f"{screen.wanted.end.day} {screen.wanted.end:%B %Y}", end)
    drawn_map.expect_unmoved("Play and Pause")

    screen.button("All dates").click()
    drawn_map.expect_window(*EDITION.bounds)
    drawn_map.expect_unmoved("All dates")


def test_the_map_stays_put_while_clock_filters_and_places_change(open_page: OpenPage) -> None:
    screen = open_page()
    drawn_map = MovedMap.on(screen)

    screen.page.get_by_role("radio", name="Happened").click()
    screen.expect_asked("clock", "happened")
    drawn_map.expect_unmoved("the clock")

    screen.page.get_by_role("radio", name="This article").click()
    screen.expect_asked("evidence", "quote")
    drawn_map.expect_unmoved("the kind of evidence")

    screen.choose_speaker("Ilya Ponomarev")
    screen.expect_asked("speaker", "ponomarev")
    drawn_map.expect_unmoved("a filter")

    screen.choose_place("Lozovaya Rudka")
    screen.expect_selected("lozovaya-rudka")
    drawn_map.expect_unmoved("a place from the list")

    screen.mark("RU-BEL").click()
    screen.expect_selected("RU-BEL")
    drawn_map.expect_unmoved("a place on the map")


@pytest.mark.parametrize(
    "ways",
    [
        [("click", "Enter", "Space")],
        pytest.param([("click",), ("Enter", "Space")], marks=pytest.mark.long),
    ],
    ids=["one way each", "every way"],
)
def test_every_marker_chip_and_the_border_show_their_claims_in_their_exact_words(
    open_page: OpenPage, ways: list[tuple[str, ...]]
) -> None:
    screen = open_page(address(wanted=ALL_DATES))
    screen.expect_map(ALL_DATES)
    for mark in VIEW.marks:
        assert screen.mark(mark.place).locator(".number").text_content() == str(mark.number)
    # The place that is open at first comes last, so that each step changes the panel.
    places = ["border", *(shade.place for shade in VIEW.shades), *(mark.place for mark in reversed(VIEW.marks))]
    for keys in ways:
        for place, how in zip(places, itertools.cycle(keys), strict=False):
            press(screen, place, how)
            expect_open(screen, place, ALL_DATES)


def press(screen: Screen, place: str, how: str) -> None:
    if how == "click":
        screen.mark(place).click()
    else:
        screen.mark(place).press(how)


def expect_open(screen: Screen, place: str, wanted: Filter) -> None:
    screen.expect_cards("panel", at(place, wanted))
    screen.expect_asked("place", place)
    expect(screen.mark(place)).to_have_attribute("aria-pressed", "true")
    expect(screen.map.locator('button[aria-pressed="true"]')).to_have_count(1)
    # A place is told the same way wherever it is named: by its number on the map and in the list.
    number = next((mark.number for mark in VIEW.marks if mark.place == place), None)
    if number:
        expect(screen.panel.get_by_role("combobox", name="Place")).to_have_value(f"{number} · {name(place)}")


def name(place: str) -> str:
    found = EDITION.places[place]
    return f"{found.name}, {EDITION.places[found.region].name}"


def test_a_click_into_an_area_opens_it(open_page: OpenPage) -> None:
    screen = open_page()
    screen.expect_map(DEFAULT)
    box = screen.mark("RU-KRS").bounding_box()
    assert box
    # Beside its chip, where nothing else lies on the area.
    screen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] - 25)
    screen.expect_selected("RU-KRS")
    screen.expect_cards("panel", at("RU-KRS", DEFAULT))


def test_the_tray_opens_what_is_not_a_point(open_page: OpenPage) -> None:
    screen = open_page()
    for button, place in [("No single place", NOWHERE), ("The border", "border")]:
        screen.panel.get_by_role("button", name=button).click()
        screen.expect_cards("panel", at(place, DEFAULT))


def test_the_list_of_places_opens_what_is_chosen(open_page: OpenPage) -> None:
    screen = open_page(address(wanted=ALL_DATES))
    screen.expect_map(ALL_DATES)
    # Without a browser every place is chosen, in tests/pages/test_pages.py.
    for mark in VIEW.marks[:0:-4]:
        screen.choose_place(name(mark.place))
        screen.expect_cards("panel", at(mark.place, ALL_DATES))
        screen.expect_selected(mark.place)


def test_the_quotes_keep_their_non_breaking_spaces(open_page: OpenPage) -> None:
    with_them = [event for event in at("border", DEFAULT) if "\u00a0" in "".join(words_of(event))]
    assert with_them
    screen = open_page(address(place="border"))
    screen.expect_cards("panel", at("border", DEFAULT))
    for event in with_them:
        assert all(words in EDITION.newest.text for words in screen.cards("panel")[event.id])


def test_a_held_arrow_key_moves_the_slider_as_far_as_it_was_held_and_never_a_step_back(open_page: OpenPage) -> None:
    """Presses faster than the server answers once made the slider jump back."""
    screen = open_page()
    right = screen.page.get_by_role("slider", name="Last day")
    right.focus()
    presses = 15
    for key, end in [("ArrowLeft", DEFAULT.end - timedelta(days=presses)), ("ArrowRight", DEFAULT.end)] * 2:
        right.evaluate(NOTE_POSITIONS)
        for _ in range(presses):
            screen.page.keyboard.press(key)
            screen.page.wait_for_timeout(33)
        screen.eventually(lambda: screen.wanted.end, end)
        screen.expect_map(DEFAULT.model_copy(update={"end": end}))
        expect(right).to_have_attribute("aria-valuetext", f"{end.day} {end:%B %Y}")
        days = [
            datetime.strptime(day, "%d %B %Y").replace(tzinfo=UTC) for day in screen.page.evaluate("() => positions")
        ]
        assert len(days) > 1
        assert days == sorted(days, reverse=key == "ArrowLeft")


def test_the_way_back_undoes_one_choice_after_the_other(open_page: OpenPage) -> None:
    screen = open_page()
    screen.button("Earlier").click()
    screen.eventually(lambda: sorted(screen.query), ["dates"])
    screen.panel.get_by_role("button", name="The border").click()
    screen.expect_cards("panel", at("border", screen.wanted))
    screen.expect_asked("place", "border")
    screen.page.go_back()
    screen.expect_asked("place")
    screen.expect_cards("panel", at(VIEW.marks[0].place, screen.wanted))
    screen.page.go_back()
    screen.eventually(lambda: screen.query, {})
    expect(screen.page.get_by_role("slider", name="Last day")).to_have_attribute("aria-valuetext", "31 March 2024")


def test_a_long_name_on_the_map_is_cut_and_whole_in_its_title(open_page: OpenPage) -> None:
    screen = open_page()
    screen.map_state()
    long = "Very Long Name of a Settlement " * 8
    screen.map_frame.evaluate(
        """(long) => {
            const view = structuredClone(window.asReported.now.view);
            for (const item of [...view.marks, ...view.shades]) {
                Object.assign(item, { name: long, label: `${long}: 1` });
            }
            window.asReported.follow(view);
        }""",
        long,
    )
    cut = screen.map.locator(".name.place .latin, .chip-name")
    expect(cut.first).to_have_text(re.compile("^Very Long.*…$"))
    widths = cut.evaluate_all("(names) => names.map((name) => name.getBoundingClientRect().width)")
    assert max(widths) <= 245
    assert screen.map.locator(".chip").first.get_attribute("title") == f"{long}: 1"
