"""An article about the whole world: all of it is in the first view, and what is out of sight one press away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TIMEOUT_MS
from tests.conftest import ROOT, running
from tests.publishing import publish
from tests.twelve_cities import CITIES, REGIONS, data_of_the_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import OpenPage

# How many marks and chips the frame shows whole.
IN_SIGHT = """() => {
    const inside = (box) => box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    const whole = (selector) => [...document.querySelectorAll(selector)].map((node) => node.getBoundingClientRect())
        .filter((box) => box.width && inside(box)).length;
    return [whole(".mark .symbol .body"), whole(".chip")];
}"""
# Whether a shaded area lies around the town at lat and lon, once the map is there.
AROUND = """([lat, lon]) => {
    const { map } = window.asReported.now;
    map.setView([lat, lon], 8, { animate: false });
    const origin = map.getContainer().getBoundingClientRect();
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    return [...document.querySelectorAll("path.shade")].map((path) => path.getBoundingClientRect()).some((box) =>
        box.width > 20 && box.left < x + origin.left && x + origin.left < box.right
        && box.top < y + origin.top && y + origin.top < box.bottom);
}"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a dashboard whose edition is about the whole world."""
    folder = tmp_path_factory.mktemp("world")
    (folder / "own" / "editions").mkdir(parents=True)
    publish(folder / "own" / "editions", data_of_the_world(folder / "data"), 3)
    with running(ROOT, folder / "output.txt", AS_REPORTED_DATA=str(folder / "own")) as url:
        yield url


@pytest.mark.parametrize("width", [1440, 320])
def test_the_first_view_shows_twelve_cities_and_two_regions_around_the_world(
    open_page: OpenPage, world: str, width: int
) -> None:
    screen = open_page(server=world, width=width)
    state = screen.map_state()
    assert set(state["marks"]) == {place for place, *_at in CITIES.values()}
    assert set(state["shades"]) == {place for place, _outline in REGIONS.values()}
    assert screen.map_frame.evaluate(IN_SIGHT) == [len(CITIES), len(REGIONS)]
    outside = screen.map.locator(".outside")
    expect(outside).to_be_hidden()
    screen.map_frame.evaluate("() => window.asReported.now.map.setView([-40, -120], 4, { animate: false })")
    expect(outside).to_have_text(f"Outside this view: {len(CITIES) + len(REGIONS)}")
    outside.click(timeout=TIMEOUT_MS)
    expect(outside).to_be_hidden()
    assert screen.map_frame.evaluate(IN_SIGHT)[0] == len(CITIES)
    for town in ("Gaza", "Khartoum"):
        _id, lon, lat = CITIES[town]
        assert screen.map_frame.evaluate(AROUND, [lat, lon])
    assert not screen.map_frame.evaluate(AROUND, [CITIES["Lagos"][2], CITIES["Lagos"][1]])
    assert not screen.errors
