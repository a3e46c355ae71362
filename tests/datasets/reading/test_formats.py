"""Each known set is told by its header, and its codes come out on the rung that its codebook allows."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from geodata.datasets.importing import steps
from geodata.datasets.reading.known_sets import FORMATS
from geodata.datasets.reading.recognition import nameless_header
from geodata.datasets.reading.recognition import recognise as recognised
from geodata.model.places import Precision
from geodata.model.times import Clock
from tests.datasets.importing.imports import SAMPLE, accounted, kept, staged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geodata.datasets.reading.recognition import Format

UCDP = {
    "id": "1", "type_of_violence": "1", "where_prec": "1", "date_prec": "1", "dyad_name": "A - B",
    "date_start": "2024-03-12", "date_end": "2024-03-12", "latitude": "50.6", "longitude": "36.6", "country": "Russia",
    "adm_1": "Belgorod oblast", "adm_2": "", "where_coordinates": "Belgorod town", "source_article": "a paper",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "RUS1", "event_date": "12 March 2024", "time_precision": "1", "event_type": "Battles",
    "sub_event_type": "Armed clash", "latitude": "50.6", "longitude": "36.6", "geo_precision": "1",
    "country": "Russia", "admin1": "Belgorod", "admin2": "Belgorodskiy", "location": "Belgorod",
    "notes": "what happened", "source": "a paper",
}  # fmt: skip
VIINA = {
    "viina_version": "bert", "event_id": "1", "event_id_1pd": "9", "date": "20240312", "time": "00:00",
    "asciiname": "Kharkiv", "ADM1_NAME": "Kharkiv", "ADM1_CODE": "2600", "ADM2_NAME": "", "longitude": "36.25",
    "latitude": "50.0", "GEO_PRECISION": "ADM3", "GEO_API": "Yandex", "source": "unian", "url": "https://example.org",
    "text": "Обстріл", "lang": "ua",
}  # fmt: skip
VIINA_1PD = {
    "viina_version": "bert", "event_id_1pd": "9", "date": "20240312", "n_reports": "2", "event_ids": "1, 2",
    "sources": "unian", "asciiname": "Kharkiv", "ADM1_NAME": "Kharkiv", "ADM2_NAME": "", "longitude": "36.25",
    "latitude": "50.0", "GEO_PRECISION": "ADM3", "t_mil_b": "1", "t_artillery_b": "1", "t_uav_b": "1", "t_raid_b": "0",
}  # fmt: skip


def recognise(header: Sequence[str]) -> Format | None:
    return recognised(header, FORMATS.values())


def table(*rows: Mapping[str, str]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


GDELT = {
    "GlobalEventID": "1", "Day": "20240312", "EventRootCode": "19", "Actor1Name": "UKRAINE", "Actor2Name": "RUSSIA",
    "ActionGeo_Lat": "50.6", "ActionGeo_Long": "36.6", "ActionGeo_CountryCode": "RS", "ActionGeo_ADM1Code": "RS09",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Belgorod, Belgorodskaya Oblast', Russia",
}  # fmt: skip


def gdelt(cells: Mapping[str, str], columns: int = 61) -> str:
    header = nameless_header(["1", "20240312", *[""] * (columns - 2)], FORMATS.values())
    return "\t".join(cells.get(name, "") for name in header) + "\n"


def only(tmp_path: Path, content: str) -> dict[str, Any]:
    (event,), rejections = kept(staged(tmp_path, content))
    assert rejections == []
    return event


def days(event: Mapping[str, Any]) -> tuple[str, str]:
    first, last = (date.fromordinal(event[name]) for name in ("first_day", "last_day"))
    return str(first), str(last)


@pytest.mark.parametrize(
    ("row", "name"), [(UCDP, "ucdp-ged"), (ACLED, "acled"), (VIINA, "viina"), (VIINA_1PD, "viina-1pd")]
)
def test_a_set_is_told_by_its_columns_whatever_their_case_and_order(row: Mapping[str, str], name: str) -> None:
    for header in (list(row), [column.upper() for column in sorted(row)]):
        found = recognise(header)
        assert found
        assert found.id == name
        core = [column.casefold() for column in found.core]
        assert recognise([column for column in header if column.casefold() != core[0]]) is None
        assert recognise(found.core) is None
        for column in {*header} - {*core}:
            without = recognise([name for name in header if name != column])
            assert without is None or without.id in {name, "viina"}, column


@pytest.mark.parametrize("columns", [57, 58, 61])
def test_gdelt_is_told_by_its_first_record(columns: int, tmp_path: Path) -> None:
    event = only(tmp_path, gdelt(GDELT, columns))
    assert (event["id"], event["row"], event["kind"], event["title"]) == ("1", 1, "fight", "UKRAINE, RUSSIA")
    assert (event["precision"], event["region"], event["district"]) == ("settlement", "RU-BEL", "RU-BEL.20")
    assert days(event) == ("2024-03-12", "2024-03-12")


def test_a_tab_separated_table_is_not_taken_for_gdelt() -> None:
    assert nameless_header(["1", "2024-03-12", *[""] * 59], FORMATS.values()) == ()
    assert nameless_header(["1", "20240312", *[""] * 50], FORMATS.values()) == ()


RUNGS: Sequence[tuple[Mapping[str, str], str, Mapping[str, str]]] = [
    (UCDP, "where_prec", {"1": "settlement", "2": "vicinity", "4": "region", "6": "country", "7": "none", "": "none"}),
    (ACLED, "geo_precision", {"1": "settlement", "2": "district", "3": "region"}),
    (VIINA, "GEO_PRECISION", {"STREET": "settlement", "ADM3": "settlement", "ADM1": "region"}),
]


@pytest.mark.parametrize(("row", "column", "rungs"), RUNGS)
def test_a_code_is_put_on_its_rung_and_kept_raw(
    row: Mapping[str, str], column: str, rungs: Mapping[str, str], tmp_path: Path
) -> None:
    key = next(name for name in ("id", "event_id", "event_id_cnty") if name in row)
    rows = [{**row, column: code, key: str(number)} for number, code in enumerate(rungs)]
    events, rejections = kept(staged(tmp_path, table(*rows, {**row, column: "99", key: "99"})))
    assert [event["precision"] for event in events] == list(rungs.values())
    assert [event["codes"].get(column, "") for event in events] == list(rungs)
    assert [(bad.column, bad.value) for bad in rejections] == [(column, "99")]
    assert {event["region"] for event in events if event["precision"] in {"country", "none"}} <= {""}


@pytest.mark.parametrize(
    ("kind", "code", "rung", "region"),
    [("1", "RS", "country", ""), ("2", "USTX", "region", ""), ("5", "RS09", "region", "RU-BEL"), ("0", "", "none", "")],
)
def test_a_gdelt_match_of_an_area_is_no_place(kind: str, code: str, rung: str, region: str, tmp_path: Path) -> None:
    texas = {"ActionGeo_Lat": "31", "ActionGeo_Long": "-97", "ActionGeo_CountryCode": "US"} if code == "USTX" else {}
    cells = GDELT | texas | {"ActionGeo_Type": kind, "ActionGeo_ADM1Code": code}
    event = only(tmp_path, gdelt(cells))
    assert (event["precision"], event["region"]) == (rung, region)


UCDP_SPANS = [
    ("1", "2024-03-12", "2024-03-12", ("2024-03-12", "2024-03-12")),
    ("2", "2024-03-10", "2024-03-12", ("2024-03-10", "2024-03-12")),
    ("2", "2024-03-12", "2024-03-12", ("2024-03-07", "2024-03-17")),
    ("3", "2024-03-12", "2024-03-12", ("2024-03-06", "2024-03-18")),
    ("4", "2024-02-12", "2024-02-12", ("2024-02-01", "2024-02-29")),
    ("4", "2024-02-10", "2024-02-20", ("2024-02-10", "2024-02-20")),
    ("5", "2024-03-12", "2024-03-12", ("2024-01-01", "2024-12-31")),
    ("5", "2024-03-12", "2024-06-01", ("2024-03-12", "2024-06-01")),
]
ACLED_SPANS = [
    ("1", "2024-03-12", ("2024-03-12", "2024-03-12")),
    ("2", "12 March 2024", ("2024-03-09", "2024-03-15")),
    ("3", "15-March-2024", ("2024-03-01", "2024-03-31")),
]
SPANS = [
    *(
        (UCDP | {"date_prec": code, "date_start": start, "date_end": end}, span)
        for code, start, end, span in UCDP_SPANS
    ),
    *((ACLED | {"time_precision": code, "event_date": day}, span) for code, day, span in ACLED_SPANS),
]


@pytest.mark.parametrize(("row", "span"), SPANS)
def test_a_date_is_widened_to_what_its_code_says_is_known(
    row: Mapping[str, str], span: tuple[str, str], tmp_path: Path
) -> None:
    assert days(only(tmp_path, table(row))) == span


def test_ucdp_code_5_is_a_region_or_a_country(
    tmp_path: Path,
) -> None:
    rows = [{**UCDP, "where_prec": "5"}, {**UCDP, "where_prec": "5", "adm_1": "", "id": "2"}]
    events, _ = kept(staged(tmp_path, table(*rows)))
    assert [(event["precision"], event["region"]) for event in events] == [("region", "RU-BEL"), ("country", "")]
    assert [event["note"] for event in events] == ["", "the row states no region"]


def test_acled_is_read_with_its_words(tmp_path: Path) -> None:
    event = only(tmp_path, table(ACLED))
    assert (event["title"], event["kind"], event["source"]) == ("what happened", "Battles", "a paper")
    assert event["place"] == "Belgorod, Belgorodskiy"
    assert (event["region"], event["district"], event["precision"]) == ("RU-BEL", "RU-BEL.20", "settlement")
    assert event["codes"]["sub_event_type"] == "Armed clash"


def test_viina_is_read_with_its_kinds_and_its_dates_are_those_of_the_report(tmp_path: Path) -> None:
    event = only(tmp_path, table(VIINA))
    assert (event["title"], event["source"], event["region"]) == ("Обстріл", "unian, https://example.org", "UA-63")
    event = only(tmp_path, table(VIINA_1PD))
    assert (event["kind"], event["title"], event["place"]) == ("unmanned aerial vehicle, artillery", "", "Kharkiv")
    assert {known.clock for known in FORMATS.values() if known.id.startswith("viina")} == {Clock.REPORTED}


def expected_rungs() -> Counter[str]:
    """The rungs worked out from the file itself: code 5 is a region where one is stated, a country where none is."""
    names = {"1": "settlement", "2": "vicinity", "3": "district", "4": "region", "6": "country", "7": "none"}
    with gzip.open(SAMPLE, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fuzzy = {True: "region", False: "country"}
    return Counter(names.get(row["where_prec"]) or fuzzy[bool(row["adm_1"])] for row in rows)


def test_the_real_ucdp_sample_is_accounted_for_row_by_row(tmp_path: Path) -> None:
    report = steps.stage(SAMPLE, "UCDP", tmp_path / "store", bounds=None)
    assert accounted(report) == (1_000, 1_000, 0)
    assert (report.dataset.format, report.mapping) == ("ucdp-ged", None)
    assert "Sundberg" in report.dataset.how_to_cite
    assert report.dataset.licence == "CC BY 4.0"
    expected = {"settlement": 475, "vicinity": 232, "district": 140, "region": 129, "country": 23, "none": 1}
    assert expected_rungs() == expected
    assert {rung: count for rung, count in report.precisions.items() if count} == expected
    events, _ = kept(report)
    assert Counter(event["precision"] for event in events) == expected
    with gzip.open(SAMPLE, "rt", encoding="utf-8", newline="") as file:
        for event, row in zip(events, csv.DictReader(file), strict=True):
            assert event["id"] == row["id"]
            assert event["codes"]["where_prec"] == row["where_prec"]
            assert days(event) == (row["date_start"], row["date_end"])
            assert (event["lat"], event["lon"]) == (float(row["latitude"]), float(row["longitude"]))
            assert (event["title"], event["country"]) == (row["dyad_name"], row["country"])


def test_every_rung_of_every_set_is_one_of_the_ladder_and_none_is_a_point() -> None:
    rungs = [rung for known in FORMATS.values() for rung in (known.columns.rungs or {}).values()]
    assert set(rungs) <= set(Precision) - {Precision.POINT}
    for known in FORMATS.values():
        assert known.columns.lat
        assert known.credit.how_to_cite
        assert known.credit.url.startswith("https://")
