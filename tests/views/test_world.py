"""An article about the whole world: twelve cities as marks, two regions as polygons, and an account that adds up."""

from pathlib import Path

import pytest

from geodata import Clock, Edition, Filter, load, select
from geodata.exports import shapes
from geodata.views.marks import map_view
from geodata.views.scene import scene
from geodata.views.selection import Outcome
from tests.twelve_cities import CITIES, REGIONS, data_of_the_world


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return load(data_of_the_world(tmp_path_factory.mktemp("world") / "data"))


def everything(edition: Edition) -> Filter:
    return Filter(clock=Clock.REPORTED, start=edition.bounds[0], end=edition.bounds[1])


def test_twelve_cities_are_twelve_marks_where_they_are(edition: Edition) -> None:
    marks = map_view(select(edition, everything(edition)).shown, edition).marks
    assert {(mark.place, mark.lon, mark.lat) for mark in marks} == set(CITIES.values())
    assert sorted(mark.number for mark in marks) == list(range(1, 13))


def test_regions_elsewhere_are_polygons_and_no_pins(edition: Edition) -> None:
    view = map_view(edition.events, edition)
    assert {(shade.place, shade.outline) for shade in view.shades} == set(REGIONS.values())
    for event in edition.events:
        drawn = shapes.geometry(event, edition)
        assert drawn is not None
        assert (drawn.geom_type == "Point") is event.place.precision.is_pin


def test_every_claim_about_the_world_is_shown_and_the_account_adds_up(edition: Edition) -> None:
    selection = select(edition, everything(edition))
    assert selection.ledger[Outcome.SHOWN].total == len(edition.events) == len(CITIES) + len(REGIONS)
    assert sum(tally.total for tally in selection.ledger.values()) == len(edition.events)


def test_the_scene_says_which_outline_an_area_is_drawn_as(edition: Edition) -> None:
    areas = {place.id: place.outline for place in scene(edition).places if place.number is None}
    assert areas == dict(REGIONS.values())


def test_an_edition_about_one_end_of_the_world_loads_without_the_border(tmp_path: Path) -> None:
    edition = load(data_of_the_world(tmp_path / "data", ["Suva"]))
    assert [mark.name for mark in map_view(edition.events, edition).marks] == ["Suva"]
