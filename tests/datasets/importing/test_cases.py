"""Files as people have them: each gives the events that a reader of it would, or a sentence that is true.

The files in ``cases`` are made up after public bug reports; only column names and formats follow public files.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geodata.datasets.casting import edtf, event_dates
from geodata.datasets.importing import steps
from tests.datasets.importing.imports import accounted, kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.datasets.importing.import_report import Report

CASES = Path(__file__).parent / "cases"
MARCH = "2024-03-01 2024-03-31"
EDTF = [
    *(MARCH, MARCH, "2024-01-01 2024-12-31", "2020-01-01 2029-12-31", "2024-03-12 2024-03-14"),
    *("2024-03-12 2024-03-13", "2024-01-12 2024-12-12", "2024-01-01 2025-12-31"),
]
BELGOROD = (50.5977, 36.5858)
PINS = {"point", "settlement", "vicinity"}


def report(name: str, folder: Path, **options: Any) -> Report:  # noqa: ANN401 - as importing.stage takes them
    (path,) = CASES.glob(f"{name}*")
    return steps.stage(path, "", folder / "store", bounds=None, **options)


def events(name: str, folder: Path, **options: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the same
    return kept(report(name, folder, **options))[0]


def days(found: Sequence[dict[str, Any]]) -> list[str]:
    """The days of each event in ISO 8601, "" for none, one where both are the same."""
    spans = [
        [date.fromordinal(event[day]).isoformat() for day in ("first_day", "last_day") if event[day]] for event in found
    ]
    return [" ".join(dict.fromkeys(span)) for span in spans]


def places(found: Sequence[dict[str, Any]]) -> list[tuple[float | None, float | None]]:
    return [(event["lat"] and round(event["lat"], 4), event["lon"] and round(event["lon"], 4)) for event in found]


def said(found: Report) -> str:
    return "\n".join(notice.words for notice in found.notices)


@pytest.mark.parametrize(
    ("name", "coder"),
    [
        ("02a", "ACLED"),
        ("02b", "ACLED"),
        ("03a", "ACLED"),
        ("03b", "ACLED"),
        ("07-", "ACLED"),
        ("07b", "ACLED"),
        ("20c", "ACLED"),
    ],
)
def test_a_known_set_is_known_however_a_program_saved_it(name: str, coder: str, tmp_path: Path) -> None:
    found = report(name, tmp_path)
    assert accounted(found) == (3, 3, 0)
    assert found.dataset.coded_by == coder
    assert "not an open licence" in found.dataset.licence
    held, _ = kept(found)
    assert [event["id"] for event in held] == ["RUS99001", "RUS99002", "RUS99003"]
    assert [event["precision"] for event in held] == ["settlement", "district", "region"]
    assert days(held) == ["2024-03-12", "2024-03-13", "2024-03-14"]
    assert places(held)[0] == BELGOROD


def test_day_month_order_changes_nothing_else(tmp_path: Path) -> None:
    found = report("02d", tmp_path)
    assert accounted(found) == (3, 0, 3)
    assert "whether day or month comes first: 3" in said(found)
    mapping = steps.preview(CASES / "02d-ucdp-excel-datetime.csv", bounds=None).mapping
    held = events("02d", tmp_path, mapping=mapping.model_copy(update={"dates": "mdy"}))
    assert days(held) == ["2024-03-12"] * 3
    assert [event["codes"]["where_prec"] for event in held] == ["1", "2", "4"]
    assert [event["precision"] for event in held] == ["settlement", "vicinity", "region"]


OPEN_ENDED = "has no first or no last day: write both, as in 2024-03-12/2024-03-14"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20XX", "2000-01-01 2099-12-31"),
        ("2024-XX", "2024-01-01 2024-12-31"),
        ("2024-02-XX", "2024-02-01 2024-02-29"),
        ("2024-33", "2024-01-01 2024-03-31"),
        ("2024-41", "2024-07-01 2024-12-31"),
        ("2024-03-12?/2024-03-14~", "2024-03-12 2024-03-14"),
        ("{2024-03-12..2024-03-14}", "2024-03-12 2024-03-14"),
        ("[2024-03-12, 2024-04]", "2024-03-12 2024-04-30"),
        ("2024-03-12/", OPEN_ENDED),
        ("/2024-03-12", OPEN_ENDED),
        ("[..2024-03-12]", OPEN_ENDED),
        ("2024-24", "is a season, which has other months elsewhere: write its months, as in 2024-03/2024-05"),
        ("2024-03-14/2024-03-12", "ends before it begins"),
        ("2023-02-XX/2023-02-30", "is no date that exists"),
        ("2024-99", "is no date that exists"),
    ],
)
def test_an_edtf_expression_spans_the_days_it_may_mean_or_is_refused_truly(text: str, expected: str) -> None:
    try:
        found = " ".join(date.fromordinal(day).isoformat() for day in event_dates.days(text, None))
    except edtf.DateError as error:
        found = error.reason
    assert found == expected


def test_a_row_two_thousand_years_off_is_named(tmp_path: Path) -> None:
    found = report("01", tmp_path)
    assert accounted(found) == (2, 2, 0)
    assert "some 2,000 years before the others: 1, the first of them is row 2" in said(found)


def test_an_unread_precision_value_allows_no_pin(tmp_path: Path) -> None:
    found = report("03d", tmp_path)
    assert "these of its values mean: admin 1" in said(found)
    assert "does not say how precise" not in said(found)
    held, _ = kept(found)
    assert [event["precision"] for event in held] == ["none", "none", "region"]
    assert [event["codes"]["precision"] for event in held] == ["exact", "admin 1", "Oblast"]


def test_a_value_given_a_meaning_lets_the_others_have_theirs(tmp_path: Path) -> None:
    mapping = steps.preview(CASES / "03d-precision-column-with-one-unknown-word.csv", bounds=None).mapping
    assert mapping.unread == ("admin 1",)
    meant = {**(mapping.rungs or {}), "admin 1": "region"}
    chosen = type(mapping).model_validate(mapping.model_dump() | {"rungs": meant, "unread": ()})
    held = events("03d", tmp_path, mapping=chosen)
    assert [event["precision"] for event in held] == ["point", "region", "region"]


def numbered(values: Sequence[str], header: str = "geo_precision") -> str:
    rows = [f"{number},2024-03-12,50.6,36.58,{value}" for number, value in enumerate(values, 1)]
    return "\n".join([f"id,date,lat,lon,{header}", *rows]) + "\n"


@pytest.mark.parametrize(
    "header",
    [
        "geo_precision",
        "where_prec",
        "GEO_PRECISION",
        "Precision level",
        "locationAccuracy",
        "точность места",
        "Genauigkeit",
    ],
)
@pytest.mark.parametrize("values", ["123", ["1", "2", "exact"], ["high", "low", "low"]])
def test_codes_under_the_name_of_a_precision_are_no_pins_whatever_they_are(
    header: str, values: Sequence[str], tmp_path: Path
) -> None:
    path = tmp_path / "coded.csv"
    path.write_text(numbered(values, header))
    found = steps.stage(path, "", tmp_path / "store", bounds=None)
    assert f"The column {header} says how precise" in said(found)
    held, _ = kept(found)
    assert len(held) == 3
    assert not PINS & {event["precision"] for event in held}


def test_a_code_beyond_the_first_thousand_rows_counts_too(tmp_path: Path) -> None:
    path = tmp_path / "coded.csv"
    path.write_text(numbered(["exact"] * 3_000 + ["adm1", "7"]))
    held, _ = kept(steps.stage(path, "", tmp_path / "store", bounds=None))
    assert {event["precision"] for event in held} == {"none", "region"}


def test_date_precision_is_no_place_precision(tmp_path: Path) -> None:
    for header, values in (("time_precision", "123"), ("_gps_precision", ["4.8", "12.5", "30"])):
        path = tmp_path / "coded.csv"
        path.write_text(numbered(values, header))
        held, _ = kept(steps.stage(path, header, tmp_path / "store", bounds=None))
        assert {event["precision"] for event in held} == {"vicinity"}


# Every other case: the days of its events, their places where these matter, and how many rows are rejected

EACH: dict[str, tuple[list[str], Sequence[tuple[float | None, float | None]] | None, int]] = {
    "04a": (["2024-03-12", "2024-03-13"], None, 0),
    "04c": (["2024-03-12", MARCH], None, 0),
    "04d": (["2024-03-12 2024-03-13"], None, 0),
    "05a": (["2024-03-12"] * 2, None, 0),
    "05c": (["2024-03-12"], None, 0),
    "05d": (["2024-03-12", "2024-03-13"], None, 0),
    "05f": (["2024-03-12", "2024-03-12", "2024-03-13"], None, 0),
    "06": ([""] * 60 + ["2024-03-12"], None, 0),
    "08a": (["2024-03-12", "2024-03-13", "2024-03-14"], [BELGOROD, (50.4107, 36.9017), (None, None)], 0),
    "09a": (["2024-03-12"] * 3, None, 0),
    "09b": (["2024-03-12"] * 2, None, 0),
    "10": (["2024-03-12"], None, 0),
    "11": (["2024-03-12"] * 5 + ["2024-05-12", "2024-06-12"], None, 2),
    "12a": (["2024-03-13", "2024-03-14", "2024-03-15"], None, 0),
    "12b": (["2024-03-13"] * 3, None, 0),
    "12d": (["2024-04-03"] * 60 + ["2024-04-25"], None, 0),
    "12e": (["2024-03-12", "2024-03-13", "2024-03-13"], None, 0),
    "12h": (["2024-03-12"] * 10, None, 0),
    "13": (["2024-03-12"], [(4.61, -74.08)], 0),
    "14": (["2024-03-12"] * 2, [(50.6, 36.58), (50.41, 36.9)], 0),
    "16a": (["2024-03-12"], None, 0),
    "16b": (["2024-03-12"], None, 0),
    "17a": (["2024-03-12"] * 2, None, 0),
    "18a": (["2024-03-12"] * 6, [(50.5978, 36.5858)] * 2 + [(50.6, 36.58)] * 4, 0),
    "18c": (["2024-03-12", "2024-03-13"], [(50.6, 36.58), (50.41, 36.9)], 0),
    "19a": (["2024-03-12"], [(50.6, 36.58)], 0),
    "19c": (["2024-03-12"], [(50.6, 36.58)], 0),
    "19e": (["2024-03-12"], [(50.4107, 36.9017)], 0),
    "20a": (["2024-03-12"] * 3, [(50.6, 36.58)] * 3, 0),
    "21": (["2024-03-12"] * 2, None, 0),
    "22": (EDTF, None, 3),
    "23": (["2024-03-12"] * 2, None, 0),
    "25": (["2024-03-12"], None, 0),
    "27": (["2023-01-01 2024-12-31", "1914-01-01 1918-12-31", "1101-01-01 1130-12-31"], None, 0),
}


@pytest.mark.parametrize("name", EACH)
def test_a_file_as_people_have_it_is_read_as_it_is_meant(name: str, tmp_path: Path) -> None:
    expected_days, expected_places, rejected = EACH[name]
    held, rejections = kept(report(name, tmp_path))
    assert days(held) == expected_days
    assert len(rejections) == rejected
    if expected_places:
        assert places(held) == expected_places


def test_every_case_is_tested() -> None:
    names = {path.name.split("-")[0] for path in CASES.iterdir()}
    tested = {*EACH, "01", "02a", "02b", "02d", "03a", "03b", "03d", "07", "07b", "20c"}
    assert names == tested


RUNGS = {
    "04c": ["settlement", "region"],
    "05a": ["vicinity", "vicinity"],
    "08a": ["settlement", "region", "region"],
    "09a": ["settlement", "vicinity", "region"],
    "09b": ["settlement", "region"],
    "14": ["vicinity", "vicinity"],
}


@pytest.mark.parametrize("name", RUNGS)
def test_a_case_has_the_precision_that_its_codes_say(name: str, tmp_path: Path) -> None:
    assert [event["precision"] for event in events(name, tmp_path)] == RUNGS[name]


SAID = {
    "05a": "is not what their names suggest: state.",
    "05f": "номер repeats its numbers",
    "10": "was read as windows-1252",
    "21": "Rows that say Yemen and lie elsewhere, but there with their coordinates exchanged: 2 of 2.",
    "23": "no column in use: 1.",
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_odd_about_a_case_is_said(name: str, tmp_path: Path) -> None:
    assert SAID[name] in said(report(name, tmp_path))


def test_the_text_of_a_case_in_latin_letters_is_as_it_was(tmp_path: Path) -> None:
    assert events("10", tmp_path)[0]["title"] == "Fuégo café"
    assert events("25", tmp_path)[0]["id"] == "1"


# Others of the same kinds


def table(*rows: str) -> str:
    return "\n".join(rows) + "\n"


ONE: dict[str, tuple[str, str, tuple[float | None, float | None]]] = {
    "an editor's camel case": (
        table("recordId,eventDate,geoLat,geoLng", "a,12 March 2024,50.6,36.58"),
        "2024-03-12",
        (50.6, 36.58),
    ),
    "units in brackets": (
        table("ID,Date (local),Latitude (°),Longitude (°)", "a,2024-03-12,50.6,36.58"),
        "2024-03-12",
        (50.6, 36.58),
    ),
    "Kobo": (
        table("today,_gps_latitude,_gps_longitude,_gps_precision,_id", "2024-03-12,50.6,36.58,4.9,7"),
        "2024-03-12",
        (50.6, 36.58),
    ),
    "German": (
        table("Nr;Datum;Breite;Länge;Beschreibung", "1;12.03.2024;50,6;36,58;etwas"),
        "2024-03-12",
        (50.6, 36.58),
    ),
    "Ukrainian": (
        table("Назва;Дата події;Широта;Довгота", "щось;12 березня 2024 р.;50,6;36,58"),
        "2024-03-12",
        (50.6, 36.58),
    ),
    "Arabic": (table("الحدث,التاريخ,خط العرض,خط الطول", "شيء,12/03/2024,50.6,36.58"), "2024-03-12", (50.6, 36.58)),
    "French with a slash": (
        table("date;latitude;longitude", "13/03/2024 14:30;50,6;36,58"),
        "2024-03-13",
        (50.6, 36.58),
    ),
    "two digits of a year": (table("date,lat,lon", "3/13/24,50.6,36.58"), "2024-03-13", (50.6, 36.58)),
    "a weekday": (table("date,lat,lon", '"Tuesday, March 12, 2024",50.6,36.58'), "2024-03-12", (50.6, 36.58)),
    "milliseconds": (table("timestamp,lat,lon", "1710201600000,50.6,36.58"), "2024-03-12", (50.6, 36.58)),
    "seconds": (table("date,lat,lon", "1710201600,50.6,36.58"), "2024-03-12", (50.6, 36.58)),
    "a month and a year": (table("date,lat,lon", "березень 2024,50.6,36.58"), MARCH, (50.6, 36.58)),
    "a week": (table("date,lat,lon", "2024-W11,50.6,36.58"), "2024-03-11 2024-03-17", (50.6, 36.58)),
    "columns of year and month": (table("Year,Month,lat,lon", "2024,3,50.6,36.58"), MARCH, (50.6, 36.58)),
    "both coordinates in one cell": (table("date,location", '2024-03-12,"50.6, 36.58"'), "2024-03-12", (50.6, 36.58)),
    "a pair with decimal commas": (table("date\tgps", "2024-03-12\t50,6; 36,58"), "2024-03-12", (50.6, 36.58)),
    "longitude first by its name": (table("date,lonlat", '2024-03-12,"36.58, 50.6"'), "2024-03-12", (50.6, 36.58)),
    "GeoJSON in a cell": (
        table("date|geom", '2024-03-12|{"type":"Point","coordinates":[36.58,50.6]}'),
        "2024-03-12",
        (50.6, 36.58),
    ),
    "EWKT": (table("date,the_geom", "2024-03-12,SRID=4326;POINT(36.58 50.6)"), "2024-03-12", (50.6, 36.58)),
    "a MultiPoint of one": (table("date,wkt", "2024-03-12,MULTIPOINT ((36.58 50.6))"), "2024-03-12", (50.6, 36.58)),
    "Unicode's minus": (table("date,lat,lon", "2024-03-12,−4.61,−74.08"), "2024-03-12", (-4.61, -74.08)),
    "letters of the south and west": (
        table("date,lat,lon", "2024-03-12,4°36'36\"S,W74.08"),
        "2024-03-12",
        (-4.61, -74.08),
    ),
    "Cyrillic letters": (table("date,lat,lon", "2024-03-12,50°36′ с. ш.,36°34′48″ в. д."), "2024-03-12", (50.6, 36.58)),
    "remarks above": (
        table("# exported by a program", "# 2024", "id,date,lat,lon", "1,2024-03-12,50.6,36.58"),
        "2024-03-12",
        (50.6, 36.58),
    ),
    "two title rows": (
        table("Report;;;", "for March;;;", "id;date;lat;lon", "1;2024-03-12;50.6;36.58"),
        "2024-03-12",
        (50.6, 36.58),
    ),
    "sep= with a comma": (table("sep=,", "id,date,lat,lon", "1,2024-03-12,50.6,36.58"), "2024-03-12", (50.6, 36.58)),
    "a row without its last cells": (
        table("id,date,lat,lon,note,more", "1,2024-03-12,50.6,36.58"),
        "2024-03-12",
        (50.6, 36.58),
    ),
    "words for nothing": (table("id,date,lat,lon", "1,null,N/A,-"), "", (None, None)),
    "an end that is an hour": (
        table("date,start,end,lat,lon", "2024-03-12,09:00,14:30,50.6,36.58"),
        "2024-03-12",
        (50.6, 36.58),
    ),
    "a list in JSON": (
        '[{"id": 1, "date": "2024-03-12", "location": {"lat": 50.6, "lng": 36.58}}]',
        "2024-03-12",
        (50.6, 36.58),
    ),
    "one feature": (
        (
            '{"type": "Feature", "properties": {"date": "2024-03-12"},'
            '"geometry": {"type": "MultiPoint", "coordinates": [[36.58, 50.6]]}}'
        ),
        "2024-03-12",
        (50.6, 36.58),
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_another_way_to_write_one_event_gives_the_same_event(name: str, tmp_path: Path) -> None:
    content, day, place = ONE[name]
    path = tmp_path / "file.csv"
    path.write_text(content)
    held, rejections = kept(steps.stage(path, "", tmp_path / "store", bounds=None))
    assert rejections == []
    assert (days(held), places(held)) == ([day], [place])


def test_objects_line_by_line_are_rows(tmp_path: Path) -> None:
    path = tmp_path / "file.ndjson"
    path.write_text(table('{"date": "2024-03-12", "lat": 50.6, "lon": 36.58}', '{"date": "2024-03-13", "lat": 50.6}'))
    held, rejections = kept(steps.stage(path, "", tmp_path / "store", bounds=None))
    assert days(held) == ["2024-03-12"]
    assert [bad.reason for bad in rejections] == ["is missing, while the other coordinate is given"]


def test_if_no_column_was_taken_the_message_names_those_that_look_like_one(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(table("id,moment,lat,lon", "1,2024-03-12,50.6,36.58"))
    found = steps.stage(path, "", tmp_path / "store", bounds=None)
    assert "These look like one: moment." in said(found)
    assert "--column first=moment" in said(found)


def test_a_continent_is_no_region_and_a_region_elsewhere_is_one(tmp_path: Path) -> None:
    for cell, region in (("Europe", ""), ("Texas", "region"), ("Belgorod", "region")):
        path = tmp_path / f"{cell}.csv"
        path.write_text(table("id,date,lat,lon,region", f"1,2024-03-12,50.6,36.58,{cell}"))
        found = steps.stage(path, "", tmp_path / "store", bounds=None)
        assert found.mapping
        assert found.mapping.region == region


def test_a_gtd_row_is_no_pin_where_its_specificity_says_so(tmp_path: Path) -> None:
    header = "eventid,iyear,imonth,iday,country_txt,provstate,city,latitude,longitude,specificity"
    path = tmp_path / "gtd.csv"
    path.write_text(table(header, *(f"{n},2024,3,12,Russia,Belgorod,x,50.6,36.58,{n}" for n in range(1, 6))))
    held, _ = kept(steps.stage(path, "", tmp_path / "store", bounds=None))
    assert [event["precision"] for event in held] == ["settlement", "district", "district", "region", "none"]
