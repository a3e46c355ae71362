"""Exports of coded events: every event that passes and no other, read back by other programs, and harmless."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import duckdb
import geopandas
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as some
from pyarrow import parquet
from pydantic_core import from_json

from geodata.common.errors import AsReportedError
from geodata.datasets.criteria import Criteria
from geodata.datasets.exports import FORMATS, EventExport, EventFormat, make, neutral, write
from geodata.datasets.schema import EVENT
from geodata.exports import tables
from geodata.model.places import Precision
from geodata.views.selection import Outcome
from tests.datasets.conftest import imported
from tests.datasets.generator import batches

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.datasets.coded_events import CodedEvent
    from geodata.datasets.sources import Source

WISH = Criteria(kinds=frozenset({"Shelling", "Looting"}))
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "＝1",
    "\u00a0=1",
    "'quoted",
    "<b>",
    'say "so"',
    "line\nbreak",
    "a\r\nb\rc",
    "]]> <![CDATA[",
    "</script><script>",
    "line\u2028end \u202e\ufeff",
    "bell\x07",
    "plain",
]
EACH = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.extension)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))
    rows = pa.Table.from_batches(batches(600)).to_pylist()
    for row, title in zip(rows, HOSTILE * 60, strict=False):
        row["title"] = title
    return imported([pa.RecordBatch.from_pylist(rows, schema=EVENT)], [], tmp_path / "datasets")


def passing(source: Source) -> list[CodedEvent]:
    return sorted(source.page(WISH, rows=1_000).events, key=lambda event: event.row)


def export(source: Source, wish: Criteria = WISH) -> EventExport:
    return EventExport(source.dataset.id, wish, "what was chosen", "2026-11-22T13:00:00Z")


def written(source: Source, form: EventFormat, folder: Path, wish: Criteria = WISH) -> Path:
    target = folder / "file"
    argument = {
        "export": {**vars(export(source, wish)), "criteria": wish.model_dump(mode="json")},
        "extension": form.extension,
        "target": str(target),
        "rows": 1,
    }
    make(argument, lambda _: None)
    return target


def records(path: Path, form: EventFormat) -> list[dict[str, Any]]:
    """The rows of a file, in the order of the set's own, read by a program that did not write it."""
    match form.extension:
        case "csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = [{name: tables.plain(cell) for name, cell in row.items()} for row in csv.DictReader(file)]
        case "geojson":
            rows = [feature["properties"] for feature in from_json(path.read_bytes())["features"]]
        case _:
            with duckdb.connect() as connection:
                found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
                names = [column[0] for column in found.description or ()]
                rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return sorted(rows, key=lambda row: int(row["row"]))


@EACH
def test_a_file_holds_every_event_that_passes_word_for_word(source: Source, form: EventFormat, tmp_path: Path) -> None:
    rows = records(written(source, form, tmp_path), form)
    events = passing(source)
    assert [int(row["row"]) for row in rows] == [event.row for event in events]
    for row, event in zip(rows, events, strict=True):
        assert [row[name] for name in ("title", "kind", "place", "source", "note")] == [
            event.title, event.kind, event.place, event.source, event.note,
        ]  # fmt: skip
        assert row["precision"] == event.precision.value
        assert str(row["first_day"] or "") == str(event.first_day or "")
        assert json.loads(row["codes"]) == dict(event.codes)


@EACH
def test_every_row_says_that_it_is_coded_and_under_which_licence(
    source: Source, form: EventFormat, tmp_path: Path
) -> None:
    for row in records(written(source, form, tmp_path), form):
        assert row["coded_by"] == f"coded by {source.dataset.coded_by}, not quoted"
        assert row["licence"] == source.dataset.licence


@EACH
def test_what_is_coarser_than_a_vicinity_has_no_position(source: Source, form: EventFormat, tmp_path: Path) -> None:
    path = written(source, form, tmp_path)
    if form.extension == "csv":
        placed = {int(row["row"]) for row in records(path, form) if row["lon"]}
    else:
        read: Callable[..., geopandas.GeoDataFrame] = (
            geopandas.read_parquet if form.extension == "parquet" else geopandas.read_file
        )
        frame = read(path)
        assert str(frame.crs).replace("EPSG:4326", "OGC:CRS84") == "OGC:CRS84"
        placed = set(frame[frame.geometry.notna()]["row"])
    finest = {Precision.POINT, Precision.SETTLEMENT, Precision.VICINITY}
    assert placed == {event.row for event in passing(source) if event.precision in finest and event.lon is not None}


def test_a_cell_that_a_spreadsheet_could_run_opens_as_text(source: Source, tmp_path: Path) -> None:
    with written(source, FORMATS[0], tmp_path).open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    numbers = {str(value) for event in passing(source) for value in (event.lon, event.lat)}
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝＋－＠") and cell not in numbers] == []


@given(some.lists(some.text(some.characters(exclude_categories=["Cs"]))))
def test_a_text_is_made_harmless_as_in_the_articles_own_exports(texts: list[str]) -> None:
    assert neutral(pa.array(texts, pa.string())).to_pylist() == [tables.neutral(text) for text in texts]


@EACH
def test_nothing_that_passes_makes_a_whole_file_without_events(
    source: Source, form: EventFormat, tmp_path: Path
) -> None:
    nothing = Criteria(words="nobodyeverwrotethis")
    assert records(written(source, form, tmp_path, nothing), form) == []


@pytest.mark.parametrize("form", FORMATS[1:], ids=lambda form: form.extension)
def test_a_file_says_what_it_is_and_how_to_cite_the_set(source: Source, form: EventFormat, tmp_path: Path) -> None:
    path = written(source, form, tmp_path)
    if form.extension == "geojson":
        about = json.loads(path.read_bytes())["as_reported"]
    else:
        about = json.loads(parquet.read_schema(path).metadata[b"as_reported"])
    assert about["shown"] == "what was chosen"
    assert about["data_set"]["how_to_cite"] == source.dataset.how_to_cite


def test_a_file_is_written_in_a_child_process_that_tells_how_far_it_is(source: Source, tmp_path: Path) -> None:
    target = tmp_path / "file.csv"
    rows = sum(source.ledger(WISH)[outcome] for outcome in (Outcome.SHOWN, Outcome.UNLOCATED))
    told: list[float] = []
    assert write(export(source), FORMATS[0], target, rows=rows, on_progress=told.append) == rows
    assert len(records(target, FORMATS[0])) == rows
    assert told[-1] == 1.0


def test_a_cancelled_or_failed_export_leaves_no_file(source: Source, tmp_path: Path) -> None:
    class GoneElsewhereError(Exception):
        """What Streamlit raises in a script whose reader has moved on."""

    def leave() -> bool:
        raise GoneElsewhereError

    with pytest.raises(GoneElsewhereError):
        write(export(source), FORMATS[0], tmp_path / "a.csv", rows=1, is_cancelled=leave)
    (snapshot,) = (tmp_path / "datasets").glob("*.duckdb")
    snapshot.unlink()
    with pytest.raises(AsReportedError, match="is missing"):
        write(export(source), FORMATS[0], tmp_path / "b.csv", rows=1)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []
