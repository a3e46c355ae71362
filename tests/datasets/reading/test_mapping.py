"""The columns of any table are guessed by name and content, and may be corrected."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geodata.common.data_files import make
from geodata.common.errors import DataFileError
from geodata.datasets.casting.event_dates import days, order_of
from geodata.datasets.reading.columns import ColumnMapping, checked
from geodata.datasets.reading.guessing import guess
from geodata.datasets.reading.known_sets import FORMATS
from geodata.datasets.reading.recognition import Credit, present
from geodata.model.places import Precision
from tests.datasets.importing.imports import accounted, kept, staged

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "Event_ID,Latitude,Longitude,Start date,End date,Headline,Type,Town,Oblast,URL,Level,Deaths\n"
ROW = "e1,50.5,36.6,2024-03-12,2024-03-13,What,shelling,Belgorod,Belgorod,https://example.org,village,3\n"


def test_columns_are_guessed_by_their_names() -> None:
    mapping = guess(TABLE.strip().split(","), [ROW.strip().split(",")])
    assert mapping == ColumnMapping(
        id="Event_ID", lat="Latitude", lon="Longitude", first="Start date", last="End date", title=("Headline",),
        kind="Type", place=("Town",), region="Oblast", source=("URL",), precision="Level",
    )  # fmt: skip


def test_names_in_russian_and_ukrainian_are_guessed_too() -> None:
    mapping = guess(
        ["Широта", "Довгота", "Дата", "Назва", "Область", "Район"], [["50,5", "36,6", "12.03.2024", "x", "y", "z"]]
    )
    assert (mapping.lat, mapping.lon, mapping.first, mapping.title) == ("Широта", "Довгота", "Дата", ("Назва",))
    assert (mapping.region, mapping.district) == ("Область", "Район")


def test_a_name_is_not_believed_against_the_cells() -> None:
    mapping = guess(["y", "x", "lat", "lon", "accuracy"], [["yes", "no", "50", "36", "12.5"]])
    assert (mapping.lat, mapping.lon, mapping.precision) == ("lat", "lon", "")


@pytest.mark.parametrize(
    ("sample", "order"),
    [(["13/04/2024", "01/02/2024"], "dmy"), (["04/13/2024"], "mdy"), (["03/04/2024"], "iso"), (["2024-03-04"], "iso")],
)
def test_the_order_of_day_and_month_is_told_by_a_day_above_twelve(sample: list[str], order: str) -> None:
    assert order_of(sample) == order


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-03-12", "2024-03-12", "2024-03-12"),
        ("20240312", "2024-03-12", "2024-03-12"),
        ("2024-03-12T23:59:00+02:00", "2024-03-12", "2024-03-12"),
        ("2024-03-12 00:00:00.000", "2024-03-12", "2024-03-12"),
        ("12.03.2024", "2024-03-12", "2024-03-12"),
        ("12 March 2024", "2024-03-12", "2024-03-12"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-03-12/2024-03-15", "2024-03-12", "2024-03-15"),
    ],
)
def test_a_date_spans_the_days_it_says_and_no_fewer(text: str, first: str, last: str) -> None:
    span = tuple(str(date.fromordinal(day)) for day in days(f" {text} ", "iso"))
    assert span == (first, last)


@pytest.mark.parametrize(
    "text", ["..", "../2024-03-12", "2024-13", "0", "12.13.2024", "31 June 2024", "03/04/2024", "1" * 99, "9" * 9]
)
def test_what_is_no_date_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        days(text, "iso")


def test_slashes_are_read_as_chosen() -> None:
    assert date.fromordinal(days("03/04/2024", "dmy")[0]) == date(2024, 4, 3)
    assert date.fromordinal(days("03/04/2024", "mdy")[0]) == date(2024, 3, 4)


def test_a_table_is_read_as_guessed_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    report = staged(tmp_path, TABLE + ROW)
    assert report.dataset.format == "csv"
    ((event,), _) = kept(report)
    assert (event["id"], event["title"], event["kind"], event["place"]) == ("e1", "What", "shelling", "Belgorod")
    assert (event["precision"], event["region"], event["source"]) == ("settlement", "RU-BEL", "https://example.org")
    assert event["codes"] == {"Type": "shelling", "Level": "village", "Deaths": "3"}


def test_places_without_precision_are_vicinities(tmp_path: Path) -> None:
    content = "lat,lon\n50.5,36.6\n"
    report = staged(tmp_path, content)
    assert any("taken for a vicinity" in notice.words for notice in report.notices)
    assert [event["precision"] for event in kept(report)[0]] == ["vicinity"]
    chosen = ColumnMapping(lat="lat", lon="lon", rung=Precision.POINT)
    report = staged(tmp_path, content, mapping=chosen)
    assert not any("vicinity" in notice.words for notice in report.notices)
    assert report.mapping
    assert (report.mapping.rung, report.mapping.id) == (Precision.POINT, "")
    assert [(event["precision"], event["id"]) for event in kept(report)[0]] == [("point", "1")]


def test_a_mapping_is_corrected(tmp_path: Path) -> None:
    content = "a;b;c;d\n36,6;50,5;03/04/2024;1\n"
    chosen = ColumnMapping(
        lat="b",
        lon="a",
        first="c",
        precision="d",
        rungs={"1": Precision.POINT},
        dates="mdy",
        decimal=",",
        delimiter=";",
    )
    ((event,), _) = kept(staged(tmp_path, content, mapping=chosen))
    assert (event["lat"], event["lon"], event["precision"]) == (50.5, 36.6, "point")
    assert date.fromordinal(event["first_day"]) == date(2024, 3, 4)


def test_a_corrected_known_set_keeps_its_coder(tmp_path: Path) -> None:
    header = "id,where_prec,date_prec,type_of_violence,date_start,date_end,latitude,longitude"
    content = f"{header}\n1,4,1,1,2024-03-12,2024-03-12,50.6,36.6\n"
    assert staged(tmp_path, content).dataset.format == "ucdp-ged"
    known = present(FORMATS["ucdp-ged"], header.split(","))
    report = staged(tmp_path, content, mapping=known.model_copy(update={"dates": "dmy"}))
    assert (report.dataset.format, report.dataset.coded_by) == ("ucdp-ged", "Uppsala Conflict Data Program")
    assert kept(report)[0][0]["precision"] == "region"
    report = staged(tmp_path, content, as_table=True)
    assert (report.dataset.format, report.dataset.coded_by) == ("csv", "A set")
    assert report.mapping
    assert (report.mapping.precision, report.mapping.unread) == ("where_prec", ("4",))


def test_a_set_that_is_not_known_has_the_credit_that_it_is_given(tmp_path: Path) -> None:
    credit = Credit(coded_by="Somebody", licence="CC0", how_to_cite="Cite this")
    dataset = staged(tmp_path, TABLE + ROW, credit=credit).dataset
    assert (dataset.coded_by, dataset.licence, dataset.how_to_cite) == ("Somebody", "CC0", "Cite this")


@pytest.mark.parametrize("field", ["url", "licence_url"])
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//evil", "https://", "https://a@b", "x"]
)
def test_an_address_that_is_not_of_the_web_is_refused(field: str, address: str) -> None:
    with pytest.raises(DataFileError, match="no web address"):
        make(Credit, {"coded_by": "x", field: address}, "the options")


def test_web_addresses_are_taken_as_they_are() -> None:
    for address in ("", "https://ucdp.uu.se/downloads/?y=1#z", "HTTP://example.org"):
        assert Credit(coded_by="x", url=address).url == address


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        (ColumnMapping(lat="nope", lon="lon"), 'has no column "nope" for "lat"'),
        (ColumnMapping(lat="lat"), "no column says where"),
        (ColumnMapping(lat="lat", region="lon"), "only one of latitude and longitude"),
        (ColumnMapping(), "no column says where"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(mapping: ColumnMapping, sentence: str) -> None:
    with pytest.raises(DataFileError, match=sentence):
        checked(mapping, ["lat", "lon"])


def test_columns_without_a_name_or_with_the_same_get_one_each(tmp_path: Path) -> None:
    report = staged(tmp_path, "lat,lon,,note,note\n50,36,a,b,c\n")
    ((event,), _) = kept(report)
    assert event["codes"] == {"column 3": "a", "note": "b", "note (5)": "c"}


def test_the_properties_of_geojson_are_its_columns(tmp_path: Path) -> None:
    ring = [[36.5, 50.5], [36.6, 50.5], [36.6, 50.6], [36.5, 50.5]]
    features: list[dict[str, object]] = [
        {
            "id": 7,
            "geometry": {"type": "Point", "coordinates": [36.6, 50.6, 100]},
            "properties": {"name": "a", "n": 1.25},
        },
        {"geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {"name": "b", "list": [1]}},
        {"geometry": None, "properties": {"name": "c"}},
    ]
    collection = {"type": "FeatureCollection", "features": [{"type": "Feature", **feature} for feature in features]}
    content = json.dumps(collection).replace("1.25", "1.250")
    mapping = ColumnMapping(lat="geometry lat", lon="geometry lon", title=("name",), rung=Precision.SETTLEMENT)
    report = staged(tmp_path, content, "file.geojson", mapping=mapping)
    assert accounted(report) == (3, 3, 0)
    place, outline, unplaced = kept(report)[0]
    assert (place["precision"], place["lon"], place["lat"], place["region"]) == ("settlement", 36.6, 50.6, "RU-BEL")
    assert place["codes"] == {"feature id": "7", "n": "1.250"}
    assert (outline["precision"], outline["lon"], outline["region"]) == ("region", None, "RU-BEL")
    assert outline["note"] == "the file gives an area, not a place"
    assert (unplaced["precision"], unplaced["region"]) == ("none", "")
