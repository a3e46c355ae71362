"""A known set gives the same events however a program saved it, with any one column left out that is not its core."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from geodata.common.errors import DataFileError
from geodata.datasets.importing import steps
from geodata.datasets.reading.known_sets import FORMATS
from tests.datasets.importing.imports import kept
from tests.datasets.reading.test_formats import ACLED, GDELT, UCDP, VIINA, VIINA_1PD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Row = dict[str, str]

GTD = {
    "eventid": "1", "iyear": "2024", "imonth": "3", "iday": "13", "approxdate": "", "country_txt": "Russia",
    "provstate": "Belgorod", "city": "Belgorod", "latitude": "50.6", "longitude": "36.6", "specificity": "1",
    "summary": "what", "attacktype1_txt": "Bombing", "gname": "Unknown",
}  # fmt: skip
SETS: dict[str, tuple[Mapping[str, str], Sequence[str]]] = {
    "ucdp-ged": (UCDP, ("1", "2", "4")),
    "acled": (ACLED, ("1", "2", "3")),
    "viina": (VIINA, ("ADM3", "ADM3", "ADM1")),
    "viina-1pd": (VIINA_1PD, ("ADM3", "ADM3", "ADM1")),
    "gdelt": (GDELT | {"QuadClass": "4", "GoldsteinScale": "-10", "IsRootEvent": "1"}, ("4", "4", "5")),
    "gtd": (GTD, ("1", "1", "4")),
}
"""A row of each set, and three codes of its precision: the last of a region."""

DAYS: dict[str, Callable[[date], str]] = {
    "ISO 8601": date.isoformat,
    "with a time": lambda day: f"{day.isoformat()} 00:00:00.000",
    "dotted": lambda day: f"{day:%d.%m.%Y}",
    "the month first": lambda day: f"{day.month}/{day.day}/{day.year}",
    "the month first with a time": lambda day: f"{day.month}/{day.day}/{day.year} 0:00",
    "the day first": lambda day: f"{day:%d/%m/%Y}",
    "the month's name": lambda day: f"{day.day} {('', 'January', 'February', 'March')[day.month]} {day.year}",
    "a short name": lambda day: f"{day.day}-Mar-{day:%y}",
    "Excel's number": lambda day: str(day.toordinal() - date(1899, 12, 30).toordinal()),
}


def rows(name: str) -> list[Row]:
    """Three rows of a set with ids of their own, on 13, 14 and 15 March 2024."""
    row, codes = SETS[name]
    columns = FORMATS[name].columns
    made = []
    for number, code in enumerate(codes):
        own = {columns.id: f"{row[columns.id]}{number}", columns.precision: code}
        day = f"2024-03-{13 + number}"
        dates = {column: day for field in ("first", "last") for column in columns.columns_of(field)}
        made.append({**row, **own, **dates, **({"iday": str(13 + number)} if columns.day else {})})
    return made


def written(table: list[Row], delimiter: str) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, table[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(table)
    return file.getvalue().encode()


def as_features(table: list[Row], lat: str, lon: str) -> bytes:
    features = []
    for row in table:
        properties = {name: cell for name, cell in row.items() if name not in {lat, lon}}
        position = [float(row[name].replace(",", ".")) for name in (lon, lat)]
        geometry = {"type": "Point", "coordinates": position}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def zipped(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a/table.csv", content)
    return file.getvalue()


CARRIERS: dict[str, Callable[[bytes], bytes]] = {
    "CSV": lambda content: content,
    "UTF-16": lambda content: content.decode().encode("utf-16"),
    "gz": gzip.compress,
    "title rows": lambda content: b"Downloaded on 1 May\n\n" + content,
    "two byte order marks": lambda content: b"\xef\xbb\xbf" * 2 + content,
}


def told(content: bytes) -> tuple[str, str, list[dict[str, Any]]]:
    """Format, coder, and what must not change of the events."""
    fields = ("id", "first_day", "last_day", "lon", "lat", "precision", "region")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        path.write_bytes(content)
        report = steps.stage(path, "", Path(folder) / "store", bounds=None)
        events, rejections = kept(report)
    assert rejections == []
    held = [{field: event[field] for field in fields} for event in events]
    return report.dataset.format, report.dataset.how_to_cite, held


@cache
def untouched(name: str) -> tuple[str, str, list[dict[str, Any]]]:
    """The set as it was saved first."""
    return told(written(rows(name), ","))


def core(name: str) -> set[str]:
    """The columns that a set is known by: its id, dates, coordinates and precision, and those of the year's parts."""
    columns = FORMATS[name].columns
    fields = ("id", "first", "last", "lat", "lon", "precision", "year", "month", "day")
    return {*FORMATS[name].core, *(column for field in fields for column in columns.columns_of(field))}


@pytest.mark.parametrize("name", SETS)
@settings(deadline=None, max_examples=8)
@given(data=some.data())
def test_a_known_set_gives_the_same_events_however_it_was_saved(name: str, data: some.DataObject) -> None:
    columns, table = FORMATS[name].columns, rows(name)
    assert untouched(name)[0] == name
    form = DAYS[data.draw(some.sampled_from(sorted(DAYS)), "date form")]
    decimal = data.draw(some.sampled_from(".,"), "decimal mark")
    missing = data.draw(some.sampled_from(["", *sorted(set(table[0]) - core(name))]), "missing column")
    for row in table:
        for column in (*columns.columns_of("first"), *columns.columns_of("last")):
            row[column] = form(date.fromisoformat(row[column]))
        for column in (columns.lat, columns.lon):
            row[column] = row[column].replace(".", decimal)
        row.pop(missing, None)
    carrier = data.draw(some.sampled_from([*sorted(CARRIERS), "GeoJSON", "zip"]), "carrier")
    content = written(table, data.draw(some.sampled_from(",;\t|"), "delimiter"))
    if carrier == "GeoJSON":
        content = as_features(table, columns.lat, columns.lon)
    else:
        content = content if carrier == "zip" else CARRIERS[carrier](content)
    assert told(content) == untouched(name)


# An archive is opened before anybody asks what set it is, and takes two children of each test.
@pytest.mark.parametrize(
    "name", ["acled", *(pytest.param(name, marks=pytest.mark.long) for name in SETS if name != "acled")]
)
def test_a_known_set_is_the_same_in_a_zip(name: str) -> None:
    assert told(zipped(written(rows(name), ";"))) == untouched(name)


@pytest.mark.parametrize("name", SETS)
def test_no_row_coded_to_a_region_is_a_pin_whatever_column_is_left_out(name: str) -> None:
    table = rows(name)
    for missing in table[0]:
        if missing == FORMATS[name].columns.precision:
            continue
        content = written([{column: cell for column, cell in row.items() if column != missing} for row in table], ",")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file.csv"
            path.write_bytes(content)
            try:
                report = steps.stage(path, "", Path(folder) / "store", bounds=None)
            except DataFileError:
                continue
            events, _ = kept(report) if report.dataset.accepted else ([], [])
        rungs = {event["precision"] for event in events if event["row"] == len(table)}
        assert not rungs & {"point", "settlement", "vicinity"}, missing
