"""The outlines of the world's regions are whole, and leave out the regions that OpenStreetMap draws finer."""

import json
from itertools import accumulate

import pytest
from shapely import Point

from geodata.edition.loading import DATA
from geodata.gazetteer.world import GROUND, WORLD_REGIONS, outline, region_files, world_outline, world_regions
from geodata.model.outlines import outlines
from geodata.model.places import load_polygons


def test_every_region_has_an_id_of_its_own_and_a_valid_outline() -> None:
    written = [region for content in region_files() for region in content["regions"]]
    assert len(world_regions()) == len(written) > 4_000
    assert all(region.outline.is_valid and region.outline.area > 0 for region in world_regions().values())


def test_a_known_town_lies_in_its_region() -> None:
    towns = {"SYR-idlib": (36.63, 35.93), "FRA-gironde": (-0.58, 44.84), "UKR-l-viv": (24.03, 49.84)}
    for region, town in towns.items():
        assert world_regions()[region].outline.contains(Point(town)), region


def test_the_label_of_a_region_lies_inside_it() -> None:
    written = [region for content in region_files() for region in content["regions"]]
    # A rounding may put a label beside an island smaller than a kilometre.
    distances = [world_regions()[found["id"]].outline.distance(Point(found["label"])) for found in written]
    assert max(distances) < 0.01


def test_no_region_lies_where_openstreetmap_draws_a_finer_one() -> None:
    regions = [region.outline for region in world_regions().values() if region.country in {"RUS", "UKR"}]
    for place, finer in load_polygons(DATA / "boundaries").items():
        assert max(region.intersection(finer).area for region in regions) < 0.3 * finer.area, place


@pytest.mark.parametrize("kind", ["countries", "regions"])
def test_no_outline_runs_around_the_world_where_it_meets_the_antimeridian(kind: str) -> None:
    countries = json.loads((GROUND / "world.json").read_text(encoding="utf-8"))
    for content in [countries] if kind == "countries" else region_files():
        for area in content[kind]:
            for outer, *_ in area["polygons"]:
                lons = list(accumulate(outer[::2]))
                assert max(lons) - min(lons) < 180 * content["units"], area["id"]


def test_every_outline_of_a_division_is_held_and_a_joined_one_lies_where_its_parts_do() -> None:
    areas = {area["id"] for content in region_files() for area in (*content["regions"], *content["divisions"])}
    assert len(outlines()) > 3_000
    assert set(outlines().values()) <= areas
    england = world_outline("GBR-GB.ENG")
    assert england
    assert england.contains(world_regions()["GBR-kent"].outline.representative_point())
    assert not england.intersects(world_regions()["GBR-highland"].outline)
    assert world_outline("GBR-nowhere") is world_outline("XXX-nowhere") is None


def test_the_land_of_a_country_is_whole() -> None:
    content = json.loads((GROUND / "world.json").read_text(encoding="utf-8"))
    land = {country["id"]: outline(country["polygons"], content["units"]) for country in content["countries"]}
    inside = {"RUS": [(88, 69), (60, 66), (112, 67)], "USA": [(-150, 65)], "CAN": [(-100, 65)]}
    assert [
        (country, at) for country, spots in inside.items() for at in spots if not land[country].contains(Point(at))
    ] == []


def test_a_region_lies_in_the_file_that_its_id_names() -> None:
    for path in WORLD_REGIONS.glob("*.json"):
        regions = json.loads(path.read_text(encoding="utf-8"))["regions"]
        assert {region["id"].partition("-")[0] for region in regions} == {path.stem}
