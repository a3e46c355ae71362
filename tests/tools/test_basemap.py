"""The base map's file is what the data say: reproducible, in place, and whole."""

import gzip
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.ops import unary_union

from tools import basemap

Json = dict[str, Any]


@pytest.fixture(scope="module")
def built() -> Json:
    return basemap.build()


def areas(built: Json) -> list[Json]:
    return [*built["layers"]["admin1"], *built["layers"]["admin2"]]


def polygon(area: Json, units: int = basemap.UNITS_PER_DEGREE) -> MultiPolygon:
    """Return the polygon that the browser decodes, in degrees."""
    shells = [[basemap.points(ring, units) for ring in rings] for rings in area["polygons"]]
    return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in shells])


def flat_lists(value: object) -> Iterator[list[int]]:
    """Yield every flat list of whole numbers in a layer, however deep."""
    if isinstance(value, list) and value and all(isinstance(number, int) for number in value):
        yield value
    elif isinstance(value, (list, dict)):
        for member in value.values() if isinstance(value, dict) else value:
            yield from flat_lists(member)


@pytest.fixture(scope="module")
def light() -> Json:
    return basemap.build_light()


def test_the_files_are_what_the_data_give_byte_for_byte(built: Json, light: Json) -> None:
    assert (basemap.GROUND / "basemap.json").read_bytes() == basemap.text(built).encode()
    assert (basemap.GROUND / "light.json").read_bytes() == basemap.text(light).encode()


def test_the_light_file_has_every_area_town_and_stretch_of_the_whole_one(built: Json, light: Json) -> None:
    whole = {area["id"]: area for area in areas(built)}
    assert {area["id"] for area in areas(light)} == {*whole}
    assert all(area["label"] == whole[area["id"]]["label"] for area in areas(light))
    assert light["layers"]["towns"] == built["layers"]["towns"]
    assert {*light["layers"]["stretches"]} == {*built["layers"]["stretches"]}


def test_no_outline_of_the_light_file_is_two_pixels_off_where_it_is_shown(built: Json, light: Json) -> None:
    two_pixels = 2 * 360 / 256 / 2**8
    whole = {area["id"]: polygon(area) for area in areas(built)}
    for area in areas(light):
        thinned = polygon(area, basemap.LIGHT_UNITS_PER_DEGREE)
        assert thinned.boundary.hausdorff_distance(whole[area["id"]].boundary) < two_pixels


def test_areas_of_the_light_file_share_their_lines(light: Json) -> None:
    regions = [polygon(area, basemap.LIGHT_UNITS_PER_DEGREE).buffer(0) for area in light["layers"]["admin1"]]
    overlap = sum(region.area for region in regions) - unary_union(regions).area
    assert overlap < 1e-4 * unary_union(regions).area


def test_building_twice_gives_the_same_text(built: Json) -> None:
    assert basemap.text(basemap.build()) == basemap.text(built)


def test_the_files_stay_small_enough_to_fetch_at_once() -> None:
    assert (basemap.GROUND / "basemap.json").stat().st_size < 700_000
    assert len(gzip.compress((basemap.GROUND / "light.json").read_bytes())) < 70_000


def test_every_layer_has_something_to_draw(built: Json) -> None:
    layers = {"countries", "admin1", "admin2", "border", "stretches", "frontiers", "rivers", "lakes", "towns"}
    assert {name for name, members in built["layers"].items() if members} == layers


def test_every_source_is_credited(built: Json) -> None:
    credits_line = " ".join(built["credits"])
    assert all(name in credits_line for name in ("© OpenStreetMap contributors", "GeoNames", "Made with Natural Earth"))


def test_every_area_has_an_id_of_its_own_and_both_names(built: Json) -> None:
    assert max(Counter(area["id"] for area in areas(built)).values()) == 1
    assert all(area["name_en"].isascii() and area["name"] and not area["name"].isascii() for area in areas(built))


def test_the_article_s_regions_and_their_districts_are_there(built: Json) -> None:
    ids = {area["id"] for area in areas(built)}
    assert {"RU-BEL", "RU-KRS", "UA-59", "UA-63", "RU-BEL.01", "RU-BEL.07", "RU-KRS.03", "UA-59.01"} <= ids


def test_every_label_point_lies_inside_its_area(built: Json) -> None:
    outside = [area["id"] for area in areas(built) if not polygon(area).contains(Point(area["label"]))]
    assert outside == []


def test_every_coordinate_is_in_this_part_of_the_world_lon_first(built: Json) -> None:
    lines = {name: layer for name, layer in built["layers"].items() if name not in {"towns", "stretches"}}
    drawn = [pair for layer in lines.values() for flat in flat_lists(layer) for pair in basemap.points(flat)]
    every = drawn + [(town[0], town[1]) for town in built["layers"]["towns"]]
    assert all(22 <= lon <= 60 and 40 <= lat <= 60 for lon, lat in every)


def test_neighbours_share_their_vertices_so_no_sliver_opens_between_districts(built: Json) -> None:
    for region in ("RU-BEL", "RU-KRS"):
        whole = next(polygon(area) for area in built["layers"]["admin1"] if area["id"] == region)
        parts = [polygon(area).buffer(0) for area in built["layers"]["admin2"] if area["id"].startswith(f"{region}.")]
        gap = whole.buffer(0).symmetric_difference(unary_union(parts)).area
        assert gap < 0.0001 * whole.area


def test_the_border_runs_between_the_two_countries(built: Json) -> None:
    border = LineString(basemap.points(built["layers"]["border"][0]))
    by_country: dict[str, list[Polygon]] = {"RU": [], "UA": []}
    for area in built["layers"]["admin1"]:
        by_country[area["country"]].append(polygon(area).buffer(0))
    assert all(border.within(unary_union(shapes).boundary.buffer(0.0005)) for shapes in by_country.values())


def test_the_stretches_of_the_border_cover_it_once_from_each_side(built: Json) -> None:
    points = basemap.points(built["layers"]["border"][0])
    ends = built["layers"]["stretches"]
    for country in ("RU", "UA"):
        runs = sorted(run for region, run in ends.items() if region.startswith(country))
        assert (runs[0][0], runs[-1][1]) == (0, len(points) - 1)
        assert [run[1] for run in runs[:-1]] == [run[0] for run in runs[1:]]
    regions = {area["id"]: area for area in built["layers"]["admin1"]}
    for region, (first, last) in ends.items():
        outline = unary_union([LineString(basemap.points(flats[0])) for flats in regions[region]["polygons"]])
        assert LineString(points[first : last + 1]).within(outline.buffer(0.0005)), region


def test_no_state_border_ends_in_open_land(built: Json) -> None:
    border = LineString(basemap.points(built["layers"]["border"][0]))
    frontiers = unary_union([LineString(basemap.points(flat)) for flat in built["layers"]["frontiers"]])
    assert all(frontiers.distance(Point(end)) < 0.1 for end in (border.coords[0], border.coords[-1]))


def test_towns_come_largest_first_in_latin_and_cyrillic(built: Json) -> None:
    towns = built["layers"]["towns"]
    assert towns[0][2:4] == ["Kharkiv", "Харків"]
    assert all(town[2].isascii() and not town[3].isascii() and 6 <= town[4] <= 11 for town in towns)
    assert ["Tyotkino", "Тёткино"] in [town[2:4] for town in towns]


def test_a_list_of_differences_gives_back_its_points() -> None:
    assert basemap.points([360000, 510000, 10, -5]) == [(36.0, 51.0), (36.001, 50.9995)]
