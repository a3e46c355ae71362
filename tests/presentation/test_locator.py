"""The small map at the desk: the chosen place among the outlines around it."""

import pytest
from shapely import Polygon

from geodata.gazetteer.lookup import Entry
from geodata.model.places import Place
from geodata.presentation.locator import Locator, locator

EL_FASHER = Entry(
    Place(id="geonames-379555", level="settlement", name="El Fasher", lon=25.349, lat=13.628, source="GeoNames 379555"),
    "SD",
    "SD.55",
    252609,
    25.349,
    13.628,
)
NORTH_DARFUR = Entry(
    Place(id="SD.55", level="region", name="North Darfur", source="GeoNames"), "SD", "SD.55", 0, 25.3, 14.2
)
BELGOROD = Entry(
    Place(id="RU-BEL", level="region", name="Belgorod Oblast", source="OSM"), "RU", "RU-BEL", 0, None, None
)
BORDER = Entry(Place(id="border", level="border", name="The border", source="OSM"), "", "", 0, None, None)


def drawn(*entries: Entry) -> Locator:
    found = locator(entries)
    assert found
    return found


def test_a_settlement_is_a_dot_in_the_middle_among_the_regions_around_it() -> None:
    found = drawn(EL_FASHER)
    west, south, east, north = found.box
    assert found.points == [(25.349, 13.628)]
    assert ((west + east) / 2, (south + north) / 2) == pytest.approx(found.points[0])
    assert found.regions
    assert found.areas == []


def test_of_a_place_near_the_border_both_sides_are_drawn() -> None:
    west = min(lon for ring in drawn(BELGOROD).regions for lon, _lat in ring)
    south = min(lat for ring in drawn(BELGOROD).regions for _lon, lat in ring)
    own = [position for ring in drawn(BELGOROD).areas for position in ring]
    assert west < min(lon for lon, _lat in own)
    assert south < min(lat for _lon, lat in own)


@pytest.mark.parametrize("entry", [NORTH_DARFUR, BELGOROD], ids=["by its middle", "by its own outline"])
def test_a_region_is_shaded_and_no_dot_stands_for_it(entry: Entry) -> None:
    found = drawn(entry)
    assert found.points == []
    assert sum(Polygon(ring).area for ring in found.areas) > 1
    west, south, east, north = found.box
    assert all(west <= lon <= east and south <= lat <= north for ring in found.areas for lon, lat in ring)


def test_what_has_neither_position_nor_outline_has_no_map() -> None:
    assert locator([BORDER]) is None
    assert locator([]) is None
