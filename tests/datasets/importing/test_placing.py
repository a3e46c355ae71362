"""Where a row states one area and its coordinates lie in another, its precision is lowered, and it says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.common.language import _, use
from geodata.datasets import notes
from geodata.datasets.casting.area_names import country, keys
from geodata.datasets.casting.cells import Stated
from geodata.datasets.casting.regions import (
    NO_AREA,
    UNKNOWN,
    districts,
    find_districts,
    find_region,
    region_around,
    regions,
)
from geodata.datasets.importing.placing import Coded, place
from geodata.datasets.schema import LADDER
from geodata.model.places import Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

BELGOROD = (36.6, 50.6)
GRAYVORON = (35.67, 50.48)
KURSK = (36.19, 51.73)
KHARKIV = (36.23, 50.0)
BRYANSK = (34.37, 53.25)
PARIS = (2.35, 48.86)
IDLIB = (36.63, 35.93)
NOWHERE = (float("nan"), float("nan"))


class At(NamedTuple):
    rung: Precision
    region: str
    district: str
    note: str


def stated(names: Sequence[str | None]) -> Stated | None:
    if None in names:
        return None
    values = sorted({name or "" for name in names})
    return Stated(np.array([values.index(name or "") for name in names], np.int32), values)


def at(
    point: tuple[float, float],
    rung: str,
    region: str | None = None,
    district: str | None = None,
    land: str | None = None,
) -> At:
    """Where one row is put."""
    coded = Coded(
        lon=np.array([point[0]]),
        lat=np.array([point[1]]),
        rung=np.array([LADDER.index(Precision(rung))], np.int8),
        region=stated([region]),
        district=stated([district]),
        country=stated([land]),
    )
    found = place(coded)
    return At(LADDER[found.rung[0]], found.region[0], found.district[0], found.note[0])


def test_a_place_has_the_region_and_the_district_that_it_lies_in() -> None:
    assert at(GRAYVORON, "settlement") == (Precision.SETTLEMENT, "RU-BEL", "RU-BEL.07", "")
    assert at(BRYANSK, "point") == (Precision.POINT, "RU-BRY", "", "")
    assert at(PARIS, "vicinity") == (Precision.VICINITY, "", "", "")


@pytest.mark.parametrize(
    "name",
    [
        "Belgorod oblast",
        "Belgorodskaya Oblast'",
        "Белгородская область",
        "Бєлгородська область",
        "Belgorod",
        "RS09",
        "RU-BEL",
    ],
)
def test_a_region_that_agrees_by_any_of_its_names_changes_nothing(name: str) -> None:
    assert at(GRAYVORON, "settlement", name) == (Precision.SETTLEMENT, "RU-BEL", "RU-BEL.07", "")
    assert at(BELGOROD, "region", name) == (Precision.REGION, "RU-BEL", "", "")


def test_a_place_outside_the_region_it_states_is_known_to_that_region_only() -> None:
    note = 'the row states "Kursk oblast", and its coordinates lie in Belgorod Oblast'
    assert at(BELGOROD, "settlement", "Kursk oblast") == (Precision.REGION, "RU-KRS", "", note)
    assert at(PARIS, "point", "Kursk").rung is Precision.REGION
    assert at(PARIS, "point", "Kursk").note.endswith("lie in none of the areas held")


NOWHERE_HELD = "вне территорий, границы которых здесь есть"


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("the row states no region", "строка не указывает область"),
        (notes.clash("a {area}", "B, c"), "строка указывает «a {area}», а её координаты лежат здесь: B, c"),
        (
            notes.clash("a", ""),
            "строка указывает «a», а её координаты лежат здесь: вне территорий, границы которых здесь есть",
        ),
        ("Shebekino", "Shebekino"),
        ("", ""),
    ],
)
def test_a_note_is_worded_in_the_readers_language(note: str, words: str) -> None:
    use("ru")
    try:
        assert notes.worded(note, _) == words
    finally:
        use("en")


def test_a_region_whose_middle_lies_in_another_is_known_to_its_country_only() -> None:
    assert at(BELGOROD, "region", "Kursk oblast")[:3] == (Precision.COUNTRY, "", "")


def test_a_region_that_is_not_held_and_coordinates_in_one_that_is_do_not_agree() -> None:
    assert at(KHARKIV, "settlement", "Donetsk oblast")[:3] == (Precision.REGION, "", "")
    assert at(PARIS, "settlement", "Île-de-France") == (Precision.SETTLEMENT, "", "", "")


def test_a_region_coded_without_its_name_is_none_where_others_are_named() -> None:
    assert at(BELGOROD, "region", "") == (Precision.COUNTRY, "", "", "the row states no region")
    assert at(BELGOROD, "region") == (Precision.REGION, "RU-BEL", "", "")


def test_a_point_on_the_line_is_as_good_as_in_the_region_it_states() -> None:
    line = shapely.intersection(*(regions().polygons[find_region(name)] for name in ("Belgorod", "Kursk")))
    x, y = line.representative_point().coords[0] if line.geom_type == "Point" else shapely.get_coordinates(line)[50]
    for name, area in (("Belgorod", "RU-BEL"), ("Kursk", "RU-KRS")):
        assert at((x, y), "settlement", name)[:2] == (Precision.SETTLEMENT, area)


def test_the_country_is_held_against_the_coordinates_too() -> None:
    assert at(BELGOROD, "settlement", land="Russia (Soviet Union)")[:2] == (Precision.SETTLEMENT, "RU-BEL")
    found = at(BELGOROD, "settlement", land="Ukraine")
    assert found[:3] == (Precision.COUNTRY, "", "")
    assert found.note == 'the row states "Ukraine", and its coordinates lie in Belgorod Oblast'
    assert at(BELGOROD, "settlement", land="Elsewhere").rung is Precision.SETTLEMENT


def test_a_country_coded_at_its_middle_belongs_to_no_region() -> None:
    assert at(KHARKIV, "country", land="Ukraine") == (Precision.COUNTRY, "", "", "")
    assert at(KHARKIV, "none", "Kharkiv") == (Precision.NONE, "", "", "")


def test_a_district_is_its_outline_where_that_is_held_and_keeps_its_region_where_not() -> None:
    assert at(GRAYVORON, "district", "Belgorod", "Grayvoronskiy rayon") == (
        Precision.DISTRICT,
        "RU-BEL",
        "RU-BEL.07",
        "",
    )
    assert at(BRYANSK, "district", "Bryansk", "Bryanskiy") == (Precision.DISTRICT, "RU-BRY", "", "")
    assert at(KHARKIV, "district", "Kharkiv", "Balakliia raion") == (Precision.DISTRICT, "UA-63", "", "")
    assert at(BELGOROD, "district", "Belgorod", "") == (Precision.REGION, "RU-BEL", "", "the row states no district")


def test_an_area_far_away_is_the_region_that_it_states_if_its_middle_lies_there() -> None:
    assert at(IDLIB, "region", "Idlib governorate") == (Precision.REGION, "SYR-idlib", "", "")
    assert at(IDLIB, "district", "Idlib governorate", "Ariha district") == (Precision.DISTRICT, "SYR-idlib", "", "")
    assert at(IDLIB, "region", "Aleppo governorate") == (Precision.REGION, "", "", "")
    assert at(IDLIB, "region", "Syria") == (Precision.REGION, "", "", "")
    assert at(IDLIB, "settlement", "Idlib governorate") == (Precision.SETTLEMENT, "", "", "")
    assert at(NOWHERE, "region", "Idlib governorate") == (Precision.REGION, "", "", "")


def test_a_place_outside_the_district_it_states_is_known_to_that_district_only() -> None:
    found = at(GRAYVORON, "settlement", "Belgorod", "Shebekinskiy")
    assert found[:3] == (Precision.DISTRICT, "RU-BEL", "RU-BEL.18")
    assert found.note == 'the row states "Shebekinskiy", and its coordinates lie in Grayvoronsky District'
    assert at(GRAYVORON, "district", "Belgorod", "Shebekinskiy")[:3] == (Precision.REGION, "RU-BEL", "")


def test_a_district_of_another_time_leaves_a_place_where_it_is() -> None:
    assert at(KHARKIV, "settlement", "Kharkiv", "Balakliia raion") == (Precision.SETTLEMENT, "UA-63", "UA-63.02", "")


def test_without_coordinates_there_is_no_place_but_what_is_stated() -> None:
    assert at(NOWHERE, "settlement", "Kursk") == (Precision.REGION, "RU-KRS", "", "no coordinates are given")
    assert at(NOWHERE, "settlement", "", land="Russia").rung is Precision.COUNTRY
    assert at(NOWHERE, "point") == (Precision.NONE, "", "", "no coordinates are given")
    assert at(NOWHERE, "district", "Belgorod", "Grayvoronsky")[:3] == (Precision.DISTRICT, "RU-BEL", "RU-BEL.07")


NAMES = st.sampled_from([None, "", "Belgorod", "Kursk", "Харьковская область", "Donetsk", "x"])
DISTRICTS = st.sampled_from([None, "", "Grayvoronsky", "Belgorod", "Sumy Raion", "x"])
LANDS = st.sampled_from([None, "", "Russia", "Ukraine", "France"])
POINTS = st.one_of(
    st.sampled_from([BELGOROD, GRAYVORON, KURSK, KHARKIV, BRYANSK, PARIS, NOWHERE]),
    st.tuples(st.floats(30, 43), st.floats(48, 54)),
)


@given(point=POINTS, rung=st.sampled_from(LADDER), region=NAMES, district=DISTRICTS, land=LANDS)
@settings(deadline=None, max_examples=300)
def test_no_row_is_ever_put_on_a_finer_rung_and_none_is_lowered_without_a_word(
    point: tuple[float, float], rung: Precision, region: str | None, district: str | None, land: str | None
) -> None:
    found = at(point, rung, region, district, land)
    assert LADDER.index(found.rung) >= LADDER.index(rung)
    assert bool(found.note) == (found.rung is not rung)
    assert not (found.rung in {Precision.COUNTRY, Precision.NONE} and found.region)
    assert not (LADDER.index(found.rung) > LADDER.index(Precision.DISTRICT) and found.district)
    assert not found.district or found.district.startswith(found.region)
    assert not (found.rung.is_pin and point is NOWHERE)


def test_rows_are_placed_one_by_one_as_they_are_together() -> None:
    cases = [
        (BELGOROD, "settlement", "Kursk", "", "Russia"),
        (GRAYVORON, "district", "Belgorod", "Grayvoronsky", "Russia"),
        (PARIS, "region", "x", "", "France"),
        (KHARKIV, "point", "Kharkiv", "Sumy Raion", "Russia"),
        (BELGOROD, "settlement", "Belgorod", "Belgorod", "Russia"),
    ]
    points, rungs, names, areas, lands = zip(*cases, strict=True)
    coded = Coded(
        lon=np.array([x for x, _ in points]),
        lat=np.array([y for _, y in points]),
        rung=np.array([LADDER.index(Precision(rung)) for rung in rungs], np.int8),
        region=stated(names),
        district=stated(areas),
        country=stated(lands),
    )
    found = place(coded)
    together = zip([LADDER[rung] for rung in found.rung], found.region, found.district, found.note, strict=True)
    assert list(together) == [at(*case) for case in cases]


@given(points=st.lists(POINTS, min_size=1, max_size=30))
@settings(deadline=None, max_examples=50)
def test_each_point_is_joined_to_an_area_it_touches_or_to_none(points: list[tuple[float, float]]) -> None:
    for outlines in (regions(), districts()):
        joined = outlines.join(np.array([x for x, _ in points]), np.array([y for _, y in points]))
        for (x, y), area in zip(points, joined, strict=True):
            touched = np.flatnonzero(shapely.intersects_xy(outlines.polygons, x, y)).tolist()
            assert area in touched or (touched == [] and area == NO_AREA)


def test_every_area_held_is_found_by_each_of_its_names() -> None:
    for number, name in enumerate(regions().names):
        assert find_region(name) == number
    for number, (name, parent) in enumerate(zip(districts().names, districts().parents, strict=True)):
        assert number in find_districts(name, parent)
    assert (find_region(""), find_region("UP"), find_region("UP00"), find_region("Texas")) == (
        NO_AREA,
        NO_AREA,
        NO_AREA,
        UNKNOWN,
    )


def test_a_shape_is_in_a_region_only_as_a_whole() -> None:
    inside = shapely.Point(GRAYVORON).buffer(0.01)
    assert regions().ids[region_around(inside)] == "RU-BEL"
    assert region_around(shapely.Point(GRAYVORON).buffer(1)) == NO_AREA


def test_names_are_compared_across_scripts_and_spellings() -> None:
    assert keys("Kupiansk Raion") & keys("Куп’янський район")
    assert keys("Yakovlevskiy") & keys("Яковлевский район")
    assert not keys("Kursk Oblast") & keys("Belgorod Oblast")
    assert [country(name) for name in ("Украина", "Росія", "UKR", "RS", "France", "")] == [
        "UA",
        "RU",
        "UA",
        "RU",
        "",
        "",
    ]
