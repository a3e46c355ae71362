"""Bad files get an account of every record, or one sentence; what is good in them is kept."""

from __future__ import annotations

import gzip
import json
import math
import os
import re
import resource
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from geodata import load
from geodata.common import bounded
from geodata.common.errors import AsReportedError, DataFileError
from geodata.common.language import use
from geodata.datasets import snapshots
from geodata.datasets.importing import steps
from geodata.datasets.reading import json_stream
from geodata.datasets.reading.files import opened
from geodata.exports.contents import Export
from geodata.exports.geojson import geojson
from geodata.presentation.wording import error_sentence
from tests.datasets.importing.imports import accounted, kept, staged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADER = "id,lat,lon,date,title"
GOOD = "1,50.5,36.6,2024-03-12,first"
NOT_CLOSED = "has a quotation mark that is not closed, or stands within a cell"
RAGGED = "has not as many cells as the header"
NO_DEGREES = "is no number of degrees"
NO_DATE = "is not a date this product reads: write it like 2024-03-12, 2024-03, 2024 or 2024-03-12/2024-03-14"


def table(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows]) + "\n"


ONE_BAD_ROW = {
    "a ragged row": ("2,50", ("", RAGGED)),
    "a row with a cell too many": ("2,50,36,2024-03-12,x,y", ("", RAGGED)),
    "a quote that nobody closes": ('2,50,36,2024-03-12,"x', ("", NOT_CLOSED)),
    "a quote within a quoted cell": ('2,50,36,2024-03-12,"x"y', ("", NOT_CLOSED)),
    "longitude 361": ("2,50,361,2024-03-12,x", ("lon", "is not between -180 and 180 degrees")),
    "latitude 91": ("2,91,36,2024-03-12,x", ("lat", "is not between -90 and 90 degrees")),
    "NaN": ("2,NaN,36,2024-03-12,x", ("lat", "is missing, while the other coordinate is given")),
    "Inf": ("2,50,-inf,2024-03-12,x", ("lon", NO_DEGREES)),
    "words": ("2,north,36,2024-03-12,x", ("lat", NO_DEGREES)),
    "a number of 200,000 digits": (f"2,{'9' * 200_000},36,2024-03-12,x", ("lat", "is too long")),
    "a number of 100,000 digits": (f"2,{'9' * 100_000},36,2024-03-12,x", ("lat", NO_DEGREES)),
    "degrees, and minutes beyond 60": ("2,50°72'30,36,2024-03-12,x", ("lat", NO_DEGREES)),
    "a latitude that is a longitude": ("2,50E,36,2024-03-12,x", ("lat", NO_DEGREES)),
    "latitude alone": ("2,50,,2024-03-12,x", ("lon", "is missing, while the other coordinate is given")),
    "an id for the second time": ("1,50,36,2024-03-12,x", ("id", "is the id of an earlier event")),
    "no id": (" ,50,36,2024-03-12,x", ("id", "is empty, and every event needs an id")),
    "30 February": ("2,50,36,2024-02-30,x", ("date", "is no date that exists")),
    "a month 13": ("2,50,36,20241301,x", ("date", "is no date that exists")),
    "a word for a date": ("2,50,36,yesterday,x", ("date", NO_DATE)),
    "a date that may be two": ("2,50,36,03/04/2024,x", ("date", "may be day and month, or month and day: say which")),
    "a NUL character": ("2,50,36,2024-03-12,x\0y", ("title", "holds a NUL character")),
}


@pytest.mark.parametrize("name", ONE_BAD_ROW)
def test_a_bad_row_is_rejected_by_column_and_reason_and_the_others_are_kept(name: str, tmp_path: Path) -> None:
    row, (column, reason) = ONE_BAD_ROW[name]
    report = staged(tmp_path, table(GOOD, row, "3,51,36,2024-03-13,third"))
    assert accounted(report) == (3, 2, 1)
    events, rejections = kept(report)
    assert [event["id"] for event in events] == ["1", "3"]
    assert [event["row"] for event in events] == [1, 3]
    assert [(bad.row, bad.column, bad.reason) for bad in rejections] == [(2, column, reason)]
    assert report.first_rejections == tuple(rejections)
    assert [(why.column, why.reason, why.count) for why in report.reasons] == [(column, reason, 1)]


def test_a_rejection_shows_the_value_shortened_and_storable(tmp_path: Path) -> None:
    report = staged(tmp_path, table(GOOD, "0,50,36,2024,a", f"2,{'x' * 5_000},36,2024,b", "3,5\0,36,2024,c"))
    assert [len(bad.value) for bad in report.first_rejections] == [200, 2]
    assert report.first_rejections[1].value == "5␀"


def test_text_that_is_not_utf8_costs_its_row_only(tmp_path: Path) -> None:
    good = "".join(f"{number},50,36,2024-03-12,Шебекино {number}\n" for number in range(10))
    report = staged(tmp_path, f"{HEADER}\n{good}".encode() + b"x,50,36,2024-03-12,caf\xe9\n")
    assert accounted(report) == (11, 10, 1)
    assert (report.first_rejections[0].column, report.first_rejections[0].reason) == ("title", "is not UTF-8 text")


def test_a_quote_that_nobody_closes_far_from_the_end_costs_one_row(tmp_path: Path) -> None:
    rows = [f"{number},50,36,2024-03-12,x" for number in range(20_000)]
    rows[5] = '5,50,36,2024-03-12,"x'
    rows[9_999] = '9999,50,36,2024-03-12,"two\nlines, quoted"'
    report = staged(tmp_path, table(*rows))
    assert accounted(report) == (20_000, 19_999, 1)
    events, (bad,) = kept(report)
    assert (bad.row, bad.reason) == (6, NOT_CLOSED)
    assert next(event for event in events if event["id"] == "9999")["title"] == "two\nlines, quoted"


def test_inches_are_no_quotes(tmp_path: Path) -> None:
    report = staged(tmp_path, table('1,50,36,2024-03-12,12"', '2,50,36,2024-03-12,"a ""b"" c"', '3,50,36,2024,a "b" c'))
    assert [event["title"] for event in kept(report)[0]] == ['12"', 'a "b" c', 'a "b" c']


def test_a_line_without_end_costs_one_row(tmp_path: Path) -> None:
    report = staged(tmp_path, table(GOOD, "2,50,36,2024-03-12," + "x" * 9_000_000, "3,51,36,2024-03-13,third"))
    assert accounted(report) == (3, 2, 1)
    assert report.first_rejections[0].reason == "is too long"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_blank_lines_and_a_byte_order_mark_make_no_difference(
    end: str, mark: str, tmp_path: Path, *, last: bool
) -> None:
    content = mark + end.join([HEADER, GOOD, "", "2,50,36,2024-03-12,zwei", ""]) + ("x" if last else "")
    report = staged(tmp_path, content)
    assert accounted(report) == ((3, 2, 1) if last else (2, 2, 0))
    events, _ = kept(report)
    assert [(event["row"], event["title"]) for event in events] == [(1, "first"), (2, "zwei")]


def test_semicolons_and_decimal_commas_are_recognised_and_shown(tmp_path: Path) -> None:
    report = staged(tmp_path, "id;lat;lon;Datum;name\n1;50,5;36,6;12.03.2024;a, b\n")
    assert report.mapping
    assert (report.mapping.delimiter, report.mapping.decimal) == (";", ",")
    ((event,), _) = kept(report)
    assert (event["lat"], event["lon"], event["title"]) == (50.5, 36.6, "a, b")


def test_exchanged_coordinates_are_said_of_the_file_and_never_put_right(tmp_path: Path) -> None:
    rows = [f"{number},36.{number},50.{number},2024-03-12,x" for number in range(10, 30)]
    report = staged(tmp_path, table(*rows))
    assert accounted(report) == (20, 20, 0)
    assert any("exchanged: 20 of 20" in notice.words for notice in report.notices)
    assert {round(event["lat"]) for event in kept(report)[0]} == {36}
    straight = staged(tmp_path, table(GOOD))
    assert not any("exchanged" in notice.words for notice in straight.notices)


def test_projected_coordinates_are_rejected_with_a_notice(tmp_path: Path) -> None:
    report = staged(tmp_path, table("1,6543210,4123456,2024-03-12,x"))
    assert accounted(report) == (1, 0, 1)
    assert any("projection: 1." in notice.words for notice in report.notices)
    with pytest.raises(DataFileError, match="no row of the file could be taken over"):
        steps.accept(report)
    steps.discard(report)


def feature(coordinates: object, kind: str = "Point", **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def collection(*features: object, **members: object) -> str:
    return json.dumps({"type": "FeatureCollection", **members, "features": features})


def deep(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


BOW_TIE = [[[36, 50], [37, 51], [37, 50], [36, 51], [36, 50]]]
BAD_FEATURES = {
    "a self-crossing polygon": (feature(BOW_TIE, "Polygon"), "has an outline that crosses itself or is not closed"),
    "a polygon off the world": (
        feature([[[179, 0], [190, 0], [190, 1], [179, 0]]], "Polygon"),
        "has an outline beyond 180 degrees of longitude or 90 of latitude",
    ),
    "a position of one number": (feature([36]), "has coordinates that are no positions"),
    "a position in words": (feature(["36", "50"]), "has coordinates that are no positions"),
    "coordinates 100 deep": (feature(deep(100), "Polygon"), "has coordinates that are no positions"),
    "NaN": (feature([float("nan"), 50]), "is missing, while the other coordinate is given"),
    "a number of 200,000 digits": (feature([7777, 50]), "is too long"),
    "longitude 361": (feature([361, 50]), "is not between -180 and 180 degrees"),
    "a bare geometry": (
        {"type": "Point", "coordinates": [36, 50]},
        "is not a GeoJSON feature with a geometry and properties",
    ),
    "nothing": (None, "is not a GeoJSON feature with a geometry and properties"),
    "half a character": (feature([36, 50], name="\ud800"), "is not UTF-8 text"),
}


@pytest.mark.parametrize("name", BAD_FEATURES)
def test_a_bad_feature_is_rejected_and_the_others_are_kept(name: str, tmp_path: Path) -> None:
    bad, reason = BAD_FEATURES[name]
    content = collection(feature([36.6, 50.5], name="a"), bad, feature([36, 51], name="c")).replace(
        "7777", "9" * 200_000
    )
    report = staged(tmp_path, content, "file.geojson")
    assert accounted(report) == (3, 2, 1)
    events, rejections = kept(report)
    assert [(event["row"], event["title"]) for event in events] == [(1, "a"), (3, "c")]
    assert [(bad.row, bad.reason) for bad in rejections] == [(2, reason)]


def test_a_name_given_twice_is_rejected(tmp_path: Path) -> None:
    content = collection(feature([36, 50], a=1), feature([36, 50], a=2)).replace('"a": 2', '"a": 2, "a": 3')
    report = staged(tmp_path, content, "file.geojson")
    assert [(bad.row, bad.reason) for bad in report.first_rejections] == [(2, "gives a name twice")]


def test_geojson_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    whole = collection(*(feature([36, 50], name=str(number)) for number in range(3)))
    report = staged(tmp_path, whole[:-40], "file.geojson")
    assert accounted(report) == (3, 2, 1)
    assert report.first_rejections[0].reason == "breaks off here, and nothing after it could be read"


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_outline_over_the_limit_costs_its_own_row_wherever_it_stands(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "_LONGEST_VALUE", 10_000)
    features: list[object] = [feature([36, 50], name='["\\}'), feature([36, 50], name="b")]
    ring = [[36 + number / 1_000_000, 50.123456789012] for number in range(1_000)]
    features.insert(at, feature([ring], "Polygon", name="long"))
    report = staged(tmp_path, collection(*features), "file.geojson")
    assert accounted(report) == (3, 2, 1)
    assert [(bad.row, bad.reason) for bad in report.first_rejections] == [(at + 1, "is too long")]


def test_a_first_outline_larger_than_the_head_of_the_file_is_read(tmp_path: Path) -> None:
    around = [36.5 + 0.1 * math.cos(n / 30_000 * math.pi) for n in range(60_001)]
    ring = [[lon, 50.6 + 0.1 * math.sin(n / 30_000 * math.pi)] for n, lon in enumerate(around)]
    ring[-1] = ring[0]
    report = staged(tmp_path, collection(feature([ring], "Polygon", name="large")), "file.geojson")
    assert [event["precision"] for event in kept(report)[0]] == ["region"]


def zipped() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("file.csv", table(GOOD))
    return file.getvalue()


REFUSED = {
    "an empty file": (b"", "is empty"),
    "an unknown packing": (b"BZh91AY" + bytes(50), "is packed with bzip2"),
    "a file packed twice": (gzip.compress(gzip.compress(table(GOOD).encode())), "is packed twice"),
    "a bomb": (gzip.compress(table(GOOD).encode() + b"0" * 20_000_000), "unpacks to more than 200 times its size"),
    "a bomb behind much that is not one": (
        gzip.compress(table(GOOD).encode() + os.urandom(200_000).hex().encode() + b"0" * 40_000_000),
        "unpacks to more than 200 times its size",
    ),
    "a million empty parts": (
        gzip.compress(table(GOOD).encode()) + gzip.compress(b"") * 1_000_000,
        "is packed in many empty parts",
    ),
    "a packed file whose name does not end": (b"\x1f\x8b\x08\x08" + bytes(6) + b"x" * 30_000_000, "is empty"),
    "a VRT": (b"<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>", "is XML or HTML"),
    "noise": (bytes(range(128, 256)) * 100, "is not UTF-8"),
    "200,000 columns": (",".join(f"c{number}" for number in range(200_000)).encode(), "has 200,000 columns"),
    "500,000 columns": (",".join(f"c{number}" for number in range(500_000)).encode(), "its first line is far too long"),
    "one column": (b"a\n1\n2\n", "is no table"),
    "no rows": (f"{HEADER}\n\n".encode(), "has columns, but no rows"),
    "no place": (b"a,b\n1,2\n", "no column says where the events are"),
    "old line ends": (table(GOOD).replace("\n", "\r").encode(), "its lines end with CR alone"),
    "JSON": (b'{"type": "Topology", "objects": {}}', "no GeoJSON FeatureCollection"),
    "a list": (b'[{"lat": 1}]', "no column says where"),
    "JSON 100,000 deep": (b'{"features": ' + b"[" * 100_000, "nested deeper than any GeoJSON"),
    "a coordinate system of nobody": (
        collection(feature([36, 50]), crs={"type": "name", "properties": {"name": "EPSG::99999"}}).encode(),
        r"the coordinate system EPSG::99999 is not known",
    ),
    "a link in place of a coordinate system": (
        collection(feature([36, 50]), crs={"type": "link", "properties": {"href": "http://localhost/x"}}).encode(),
        r"the coordinate system .* is not known",
    ),
    "our own export": (collection(feature([36, 50]), as_reported={"edition": 1}).encode(), "As Reported's own export"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_none_is_refused_in_one_sentence_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    content, sentence = REFUSED[name]
    with pytest.raises(DataFileError, match=sentence) as refusal:
        staged(tmp_path, content)
    assert str(refusal.value).startswith(("file.csv ", "no column", "the coordinate system "))
    assert "\n" not in str(refusal.value)
    assert nothing_staged(tmp_path / "store")
    use("ru")
    assert not re.search(r"\b(?:the|is|has|cannot)\b", error_sentence(refusal.value))
    use("en")


CHARSETS = ("utf-16", "utf-16-le", "utf-16-be", "windows-1251", "windows-1252", "utf-8-sig")


@pytest.mark.parametrize("charset", CHARSETS)
def test_text_in_another_character_set_is_read_and_that_is_said(charset: str, tmp_path: Path) -> None:
    title = "Fuégo à l’école" if charset == "windows-1252" else "Шебекино, Грайворон"
    content = table(GOOD, f'2,50,36,2024-03-12,"{title}"').encode(charset)
    for packed in (content, gzip.compress(content)):
        report = staged(tmp_path, packed)
        assert [event["title"] for event in kept(report)[0]] == ["first", title]
        assert any("is not UTF-8" in notice.words for notice in report.notices) == (charset != "utf-8-sig")


def nothing_staged(store: Path) -> bool:
    return not [path for path in store.glob("**/*") if path.is_file() and path.name != ".lock"]


def test_our_own_export_of_claims_is_sent_to_its_own_import(tmp_path: Path) -> None:
    edition = load()
    export = Export(edition.events, edition, "everything")
    with pytest.raises(DataFileError, match="import it with the articles"):
        staged(tmp_path, geojson(export), "claims.geojson")


def test_the_crs_that_geojson_has_is_accepted_by_its_names(tmp_path: Path) -> None:
    for name in ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"):
        crs = {"type": "name", "properties": {"name": name}}
        assert accounted(staged(tmp_path, collection(feature([36, 50]), crs=crs))) == (1, 1, 0)


def test_a_packed_file_that_ends_early_keeps_what_came_before_and_says_so(tmp_path: Path) -> None:
    packed = gzip.compress(
        os.urandom(0) + table(*(f"{n},50,36,2024-03-12,{os.urandom(9).hex()}" for n in range(9_000))).encode()
    )
    report = staged(tmp_path, packed[: len(packed) // 2])
    assert report.dataset.accepted > 3_000
    assert any("damaged or ends too early" in notice.words for notice in report.notices)


def growing(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"9,50,36,2024-03-12,late\n")


@pytest.mark.parametrize("happens", [growing, lambda path: path.unlink(), lambda path: path.write_text("x")])
def test_a_file_that_changes_or_vanishes_while_it_is_read_is_refused(
    happens: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "file.csv"
    path.write_text(table(GOOD))
    done: list[bool] = []

    def meanwhile(_: float) -> None:
        if not done:
            happens(path)
            done.append(True)

    with pytest.raises(DataFileError, match=r"changed while it was read|cannot be read"):
        steps.stage(path, "A set", tmp_path / "store", bounds=None, on_progress=meanwhile)
    assert nothing_staged(tmp_path / "store")


def test_a_disk_that_fills_ends_the_import_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(table(*(f"{number},50,36,2024-03-12,{number * 7919}" for number in range(50_000))))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, before[1]))
    try:
        with pytest.raises(AsReportedError, match="make room") as refusal:
            steps.stage(path, "A set", tmp_path / "store", bounds=None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "\n" not in str(refusal.value)
    assert nothing_staged(tmp_path / "store")


@pytest.mark.parametrize("what", ["folder", "pipe", "nothing"])
def test_what_is_no_file_is_refused(what: str, tmp_path: Path) -> None:
    path = tmp_path / "it"
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    with pytest.raises(DataFileError, match=r"^it (is no file|cannot be read)"), opened(path, "it"):
        pass


def test_an_upload_is_read_in_a_child_within_its_bounds(tmp_path: Path) -> None:
    content = table(*(f"{number},50.5,36.6,2024-03-12,x" for number in range(1_000)), "x,y,z")
    heard: list[float] = []
    report = staged(tmp_path, content, bounds=steps.UPLOAD, on_progress=heard.append)
    assert accounted(report) == (1_001, 1_000, 1)
    assert heard == sorted(heard)
    assert len(kept(report)[0]) == 1_000


def test_an_upload_that_takes_too_long_is_ended_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="too much computing time"):
        staged(tmp_path, table(*([GOOD] * 200_000)), bounds=bounded.Bounds(cpu_seconds=1))
    assert nothing_staged(tmp_path / "store")


def test_a_cancelled_import_leaves_nothing(tmp_path: Path) -> None:
    for bounds in (None, steps.UPLOAD):
        with pytest.raises(bounded.Cancelled, match="nothing was kept"):
            staged(tmp_path, table(GOOD), bounds=bounds, is_cancelled=lambda: True)
        assert nothing_staged(tmp_path / "store")
    assert snapshots.available(tmp_path / "store").datasets == ()
