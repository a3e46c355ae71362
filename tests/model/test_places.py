"""Places are never drawn finer than the source is, and lie where the gazetteer says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from geodata.common.errors import AsReportedError, DataFileError, PlaceError
from geodata.edition.loading import DATA
from geodata.model.places import Place, PlaceMention, Precision, load_places, load_polygons

Record = dict[str, Any]
BOUNDARIES = DATA / "boundaries"
SETTLEMENT = {"id": "a", "level": "settlement", "name": "A", "lon": 36.0, "lat": 50.0, "source": "GeoNames 1"}
REGION = {"id": "RU-BEL", "level": "region", "name": "Belgorod Oblast", "source": "OpenStreetMap"}


def gazetteer() -> list[Record]:
    content: list[Record] = json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    return content


def altered(tmp_path: Path, change: Callable[[dict[str, Record]], object]) -> Path:
    """Return a copy of the gazetteer with its records, taken by their ids, changed."""
    records = gazetteer()
    change({record["id"]: record for record in records})
    path = tmp_path / "places.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def test_only_a_point_a_settlement_and_a_vicinity_may_be_a_pin() -> None:
    assert {precision.value for precision in Precision if precision.is_pin} == {"point", "settlement", "vicinity"}


def test_everything_but_a_country_and_no_place_is_drawn() -> None:
    assert {precision.value for precision in Precision if not precision.is_drawn} == {"country", "none"}


def test_whatever_is_a_pin_is_drawn_and_the_ladder_goes_from_fine_to_coarse() -> None:
    ladder = list(Precision)
    assert [precision.is_pin for precision in ladder] == sorted((p.is_pin for p in ladder), reverse=True)
    assert [precision.is_drawn for precision in ladder] == sorted((p.is_drawn for p in ladder), reverse=True)
    assert all(precision.is_drawn for precision in ladder if precision.is_pin)


@pytest.mark.parametrize(
    ("base", "changes", "reason"),
    [
        (SETTLEMENT, {"lon": None}, "a settlement has lon and lat, and nothing else has"),
        (SETTLEMENT, {"lat": None}, "a settlement has lon and lat, and nothing else has"),
        (SETTLEMENT, {"level": "region"}, "a settlement has lon and lat, and nothing else has"),
        (SETTLEMENT, {"level": "district"}, "a settlement has lon and lat, and nothing else has"),
        (SETTLEMENT, {"level": "vicinity"}, "Input should be 'settlement'"),
        (SETTLEMENT, {"lon": 180.1}, "less than or equal to 180"),
        (SETTLEMENT, {"lat": -90.1}, "greater than or equal to -90"),
        (SETTLEMENT, {"lat": float("nan")}, "lat"),
        (SETTLEMENT, {"lat": "north"}, "valid number"),
        (SETTLEMENT, {"source": ""}, "at least 1 character"),
        (SETTLEMENT, {"name": ""}, "at least 1 character"),
        (SETTLEMENT, {"id": "a_1"}, "match pattern"),
        (SETTLEMENT, {"id": "a b"}, "match pattern"),
        (SETTLEMENT, {"id": ""}, "match pattern"),
        (SETTLEMENT, {"longitude": 36.0}, "Extra inputs"),
        (SETTLEMENT, {"id": "border"}, 'the border has the id "border"'),
        (REGION, {"lon": 36.0, "lat": 50.0}, "a settlement has lon and lat, and nothing else has"),
        (REGION, {"level": "border"}, 'the border has the id "border"'),
        (REGION, {"level": "settlement"}, "a settlement has lon and lat, and nothing else has"),
    ],
)
def test_a_place_that_cannot_be_right_is_not_made(base: Record, changes: Record, reason: str) -> None:
    Place.model_validate(base)
    with pytest.raises(ValidationError, match=reason):
        Place.model_validate(base | changes)


def test_the_point_of_a_settlement_is_lon_first_and_an_area_has_none() -> None:
    point = Place.model_validate(SETTLEMENT).point
    assert point is not None
    assert (point.x, point.y) == (36.0, 50.0)
    assert Place.model_validate(REGION).point is None


def test_a_mention_gives_the_words_of_the_source() -> None:
    span = {"exact": "Tetkino", "start": 0, "end": 7}
    assert PlaceMention.model_validate({"places": ["a"], "precision": "vicinity", "written": span}).words == "Tetkino"
    assert PlaceMention.model_validate({"places": ["a"], "precision": "vicinity", "as_written": "at A"}).words == "at A"
    assert PlaceMention.model_validate({"places": [], "precision": "none"}).words == ""


@pytest.mark.parametrize(
    "changes", [{"precision": "exact"}, {"precision": None}, {"places": "a"}, {"places": ["a", "a"]}, {"lon": 3}]
)
def test_a_mention_that_cannot_be_right_is_not_made(changes: Record) -> None:
    with pytest.raises(ValidationError):
        PlaceMention.model_validate({"places": ["a"], "precision": "settlement"} | changes)


def test_tetkino_and_tyotkino_are_one_place() -> None:
    names = {"Tetkino", "Tyotkino", "Тёткино"}
    found = [record for record in gazetteer() if names & {record["name"], record["name_ru"], *record.get("also", ())}]
    assert [record["id"] for record in found] == ["tyotkino"]
    assert names <= {found[0]["name"], found[0]["name_ru"], *found[0]["also"]}
    assert found[0]["source"] == "GeoNames 483166"


def test_no_name_stands_for_two_places() -> None:
    names = [
        name
        for record in gazetteer()
        for name in {record["name"], record.get("name_ru", ""), record.get("name_uk", ""), *record.get("also", ())}
        if name
    ]
    assert sorted(names) == sorted(set(names))


def test_every_settlement_says_where_its_coordinates_are_from_and_lies_in_a_region_and_a_district() -> None:
    places = load_places(DATA / "places.json", BOUNDARIES)
    settlements = [place for place in places.values() if place.level == "settlement"]
    assert len(settlements) >= 8
    assert all(place.source and place.region and place.district.startswith(place.region) for place in settlements)


def test_settlements_lie_near_the_border_of_the_two_countries_and_not_at_lat_lon() -> None:
    points = [(record["lon"], record["lat"]) for record in gazetteer() if "lon" in record]
    assert all(34 <= lon <= 37 and 50 <= lat <= 52 for lon, lat in points)


def test_the_gazetteer_loads_with_its_polygons() -> None:
    places = load_places(DATA / "places.json", BOUNDARIES)
    polygons = load_polygons(BOUNDARIES)
    assert list(places) == [record["id"] for record in gazetteer()]
    assert {place.id for place in places.values() if place.level in {"region", "district"}} <= polygons.keys()
    assert all(polygon.is_valid for polygon in polygons.values())


def test_every_place_but_a_country_is_on_the_map_wherever_it_lies() -> None:
    places = load_places(DATA / "places.json", BOUNDARIES).values()
    assert all(place.is_on_map is (place.level != "country") for place in places)


@pytest.mark.parametrize(("lon", "lat"), [(179.99, -16.5), (-180, 64.7), (15.6, 78.2), (-68.3, -54.8), (166.7, -77.8)])
def test_a_town_is_on_the_map_up_to_the_ends_of_the_world(lon: float, lat: float) -> None:
    assert Place(id="town", level="settlement", name="Town", lon=lon, lat=lat, source="GeoNames").is_on_map


def test_a_pole_is_not_on_a_map_in_web_mercator() -> None:
    assert not Place(id="pole", level="settlement", name="Pole", lon=0, lat=-90, source="GeoNames").is_on_map


@pytest.mark.parametrize(
    ("division", "outline"),
    [
        ("PS.GZ", "PSX-gaza-strip"),
        ("PS.WE", "PSX-west-bank"),
        ("SD.29", "SDN-khartoum"),
        ("SD.39", "SDN-gedarif"),
        ("SS.02", "SDS-east-equatoria"),
        ("UA.05", "UKR-donets-k"),
        ("GB.ENG", "GBR-GB.ENG"),
        ("US.KY", "USA-kentucky"),
        ("SD.50", ""),  # South Kordofan, whose outline is older than West Kordofan's
    ],
)
def test_a_region_elsewhere_is_drawn_as_its_outline_and_never_as_that_of_more(
    tmp_path: Path, division: str, outline: str
) -> None:
    region = {"id": division, "level": "region", "name": "A region", "source": "GeoNames"}
    path = tmp_path / "places.json"
    path.write_text(json.dumps([region]), encoding="utf-8")
    (place,) = load_places(path, BOUNDARIES).values()
    assert place.outline == outline
    assert place.is_on_map is bool(outline)


def at(lon: float, lat: float) -> Callable[[dict[str, Record]], object]:
    return lambda records: records["tyotkino"].update(lon=lon, lat=lat)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (at(36.58, 50.60), ["tyotkino", "RU-KRS"]),  # in Belgorod
        (at(51.28128, 34.29382), ["tyotkino", "RU-KRS"]),  # lat and lon exchanged
        (at(36.19, 51.73), ["tyotkino", "RU-KRS.03"]),  # Kursk: the right region, another district
        (lambda records: records["tyotkino"].update(region="RU-BEL"), ["tyotkino", "RU-BEL"]),
        (lambda records: records["tyotkino"].update(district="RU-KRS.04"), ["tyotkino", "RU-KRS.04"]),
        (lambda records: records["tyotkino"].update(region="RU-XXX"), ["tyotkino", "RU-XXX", "no polygon"]),
        (lambda records: records["RU-KRS"].update(id="RU-XXX"), ["RU-XXX", "without a polygon"]),
        (lambda records: records["RU-BEL.07"].update(id="RU-BEL.99"), ["RU-BEL.99", "without a polygon"]),
        (lambda records: records["sudzha"].update(id="tyotkino"), ["tyotkino", "used twice"]),
    ],
)
def test_a_gazetteer_that_contradicts_the_map_is_refused(
    change: Callable[[dict[str, Record]], object], words: list[str], tmp_path: Path
) -> None:
    with pytest.raises(PlaceError) as caught:
        load_places(altered(tmp_path, change), BOUNDARIES)
    assert isinstance(caught.value, AsReportedError)
    assert all(word in str(caught.value) for word in words)


@pytest.mark.parametrize("content", ["{}", '"places"', "null", "[3]", '["tyotkino"]', "[{}]"])
def test_a_gazetteer_of_another_shape_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "places.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"places\.json"):
        load_places(path, BOUNDARIES)


def features(properties: Record | None = None, geometry: Record | None = None) -> str:
    """Return a GeoJSON file of one feature, or of none if it is given no properties."""
    one = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [one] if properties else []})


@pytest.mark.parametrize("name", ["osm_admin1_web.geojson", "osm_admin2_web_core4.geojson"])
@pytest.mark.parametrize(
    "content",
    [
        None,
        "",
        "{",
        "[]",
        features(),
        features({"name": "A"}),
        features({"adm1_iso": "RU-KRS", "adm2_id": "RU-KRS.03"}),
        features({"adm1_iso": "RU-KRS", "adm2_id": "RU-KRS.03"}, {"type": "Point", "coordinates": [34, 51]}),
    ],
)
def test_a_missing_or_damaged_boundary_file_is_refused_by_name(name: str, content: str | None, tmp_path: Path) -> None:
    for path in BOUNDARIES.glob("osm_admin*.geojson"):
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=f"the boundary file {name} is missing or damaged"):
        load_polygons(tmp_path)
