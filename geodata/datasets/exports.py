"""Exports of coded events: written row by row into a file, whatever their number; never a pin for an area.

Every format holds the same columns: those of ``schema.EVENT`` without the map's own positions, days as dates, and the
set's numbers by their names in the file given. ``lon``
and ``lat`` are WGS84 degrees of what may be a pin; ``coded_lon`` and ``coded_lat`` are what was coded, for all.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from pyarrow import csv, parquet

from geodata.common.bounded import Bounds, Progress
from geodata.common.bounded import run as run_bounded
from geodata.common.data_folder import datasets_folder
from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.criteria import Criteria
from geodata.datasets.engines.queries import LISTED
from geodata.datasets.schema import EVENT, LADDER, NUMBER, DataSet, with_numbers
from geodata.datasets.sources import Source
from geodata.views.selection import Outcome

NOTE: Final = (
    "Coded events, not quoted claims; none verified by us. Boundaries imply no position on sovereignty or control."
)
EXPORTED: Final = (*LISTED, Outcome.UNDATED)
"""The outcomes of the events that an export holds: what passes on the days chosen, and what passes without a date."""
_EPOCH: Final = 719_163
"""The ordinal of 1 January 1970."""
_PIN: Final = max(number for number, precision in enumerate(LADDER) if precision.is_pin)
_DROPPED: Final = frozenset({"mx", "my", "drawn", "area", "lon", "lat", "first_day", "last_day", "precision"})
# As in geodata.exports.tables.neutral: what a spreadsheet may take for a formula, and our own mark.
_FORMULA: Final = r"^(?:[\t\r\n']|[\s\x0b\x1c-\x1f\x{85}\p{Z}]*[=+\-@＝＋－＠])"


@dataclass(frozen=True)
class EventFormat:
    """A file format: its name for a reader (a message), the file's extension and its media type."""

    name: str
    extension: str
    media_type: str


FORMATS: Final = (
    EventFormat(marked("CSV for spreadsheets"), "csv", "text/csv"),
    EventFormat(marked("GeoJSON"), "geojson", "application/geo+json"),
    EventFormat(marked("GeoParquet"), "parquet", "application/vnd.apache.parquet"),
)


@dataclass(frozen=True)
class EventExport:
    """What is taken away: the events of a set that pass ``criteria``, the sentence that says so, and when, in UTC.

    ``engine`` is the URL of the engine that holds the set, "" for a snapshot in ``folder``, "" for the usual one.
    """

    dataset: str
    criteria: Criteria
    sentence: str
    exported: str
    engine: str = ""
    folder: str = ""


def write(  # noqa: PLR0913 - what, how, where, and who watches
    export: EventExport,
    form: EventFormat,
    target: Path,
    *,
    rows: int,
    on_progress: Progress = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Return how many events were written to ``target``, in a child process; ``rows`` are expected.

    Both callables end the child if they raise. Raises an AsReportedError when the set or the disk fails, and
    bounded.Cancelled; then there is no file.
    """
    draft = target.with_suffix(".part")
    fields = asdict(export) | {"criteria": export.criteria.model_dump(mode="json")}
    argument = {"export": fields, "extension": form.extension, "target": str(draft), "rows": rows}
    bounds = Bounds(memory_bytes=None, cpu_seconds=None, wall_seconds=None)
    try:
        written = run_bounded(
            f"{__name__}:make", argument, bounds=bounds, on_progress=on_progress, is_cancelled=is_cancelled
        )
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
    return int(written)


def make(argument: dict[str, Any], progress: Progress) -> int:
    """Write an export as ``write`` tells its child, and return how many events it holds."""
    export = EventExport(**argument["export"] | {"criteria": Criteria.model_validate(argument["export"]["criteria"])})
    source = (
        Source.at(export.engine, export.dataset)
        if export.engine
        else Source.in_folder(export.dataset, Path(export.folder) if export.folder else datasets_folder())
    )
    written, columns = 0, with_numbers(EVENT, len(source.dataset.numbers))
    try:
        with _WRITERS[argument["extension"]](Path(argument["target"]), about(export, source.dataset)) as writer:
            writer.write(table(pa.RecordBatch.from_pylist([], schema=columns), source.dataset, export))
            for batch in source.stream(export.criteria, EXPORTED):
                writer.write(table(batch, source.dataset, export))
                written += batch.num_rows
                progress(written / max(argument["rows"], 1))
    except OSError as error:
        raise DataFileError(
            marked("the file could not be written ({reason}): make room on the server"), reason=error.strerror
        ) from error
    finally:
        source.close()
    return written


def about(export: EventExport, dataset: DataSet) -> dict[str, Any]:
    """Return what a file says of itself: what it holds, who coded it, under which terms, how to cite it, and when."""
    return {
        "product": "As Reported",
        "exported": export.exported,
        "shown": export.sentence,
        "note": NOTE,
        "coded": f"coded by {dataset.coded_by}, not quoted",
        "data_set": dataset.model_dump(mode="json"),
    }


def table(events: pa.RecordBatch, dataset: DataSet, export: EventExport) -> pa.RecordBatch:
    """Return the columns of every export for a batch of ``schema.EVENT`` with the set's numbers."""
    precision = events.column("precision")
    pinned = pc.less_equal(precision, _PIN)
    columns: dict[str, pa.Array] = {"row": events.column("row"), "id": events.column("id")}
    columns |= {day: _date(events.column(day)) for day in ("first_day", "last_day")}
    for name in ("lon", "lat"):
        columns[name] = pc.if_else(pinned, events.column(name), pa.scalar(None, pa.float64()))
    columns |= {f"coded_{name}": events.column(name) for name in ("lon", "lat")}
    columns["precision"] = pa.array([rung.value for rung in LADDER]).take(precision)
    columns |= {name: events.column(name) for name in EVENT.names if name not in _DROPPED | columns.keys()}
    numbers = (number.name for number in dataset.numbers)
    columns |= {f"{NUMBER}{name}": events.column(f"{NUMBER}{index}") for index, name in enumerate(numbers)}
    same = {
        "data_set": dataset.name,
        "coded_by": f"coded by {dataset.coded_by}, not quoted",
        "licence": dataset.licence,
        "exported": export.exported,
    }
    columns |= {name: pa.repeat(text, events.num_rows) for name, text in same.items()}
    return pa.record_batch(columns)


def neutral(texts: pa.Array) -> pa.Array:
    """Return texts with an apostrophe before each that a spreadsheet might run, or that begins with one itself."""
    return pc.if_else(pc.match_substring_regex(texts, _FORMULA), pc.binary_join_element_wise("'", texts, ""), texts)


class _Writer(Protocol):
    def __init__(self, target: Path, about: Mapping[str, Any]) -> None: ...
    def write(self, events: pa.RecordBatch) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class _Csv:
    """RFC 4180 in UTF-8 with BOM; every text quoted, and none that a spreadsheet runs."""

    def __init__(self, target: Path, _about: Mapping[str, Any]) -> None:
        self._file = target.open("wb")
        self._file.write(b"\xef\xbb\xbf")
        self._writer: csv.CSVWriter | None = None

    def write(self, events: pa.RecordBatch) -> None:
        """Add some events."""
        safe = [
            neutral(column) if pa.types.is_string(column.type) else column.cast(pa.string())
            for column in events.columns
        ]
        batch = pa.record_batch(safe, names=events.schema.names)
        if self._writer is None:
            self._writer = csv.CSVWriter(
                self._file, batch.schema, write_options=csv.WriteOptions(quoting_style="all_valid")
            )
        self._writer.write(batch)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._writer is not None:
            self._writer.close()
        self._file.close()


class _GeoJson:
    """RFC 7946, one feature per line; what is no pin has no geometry."""

    def __init__(self, target: Path, about: Mapping[str, Any]) -> None:
        self._file = target.open("w", encoding="utf-8", newline="\n")
        self._file.write(f'{{"type":"FeatureCollection","as_reported":{_json(about)},"features":[')
        self._first = True

    def write(self, events: pa.RecordBatch) -> None:
        """Add some events."""
        for line in features(events.to_pylist()):
            self._file.write("\n" if self._first else ",\n")
            self._first = False
            self._file.write(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._file.write("\n]}\n")
        self._file.close()


class _GeoParquet:
    """GeoParquet 1.1 in OGC:CRS84, points as WKB; the metadata key "as_reported" says what the file is."""

    def __init__(self, target: Path, about: Mapping[str, Any]) -> None:
        self._target, self._about = target, about
        self._writer: parquet.ParquetWriter | None = None

    def write(self, events: pa.RecordBatch) -> None:
        """Add some events."""
        lon, lat = (events.column(name).to_numpy(zero_copy_only=False) for name in ("lon", "lat"))
        absent = np.isnan(lon) | np.isnan(lat)
        points = np.where(absent, None, shapely.to_wkb(shapely.points(np.nan_to_num(lon), np.nan_to_num(lat))))
        batch = events.append_column("geometry", pa.array(points, pa.binary()))
        self._open(batch.schema).write_batch(batch)

    def _open(self, schema: pa.Schema) -> parquet.ParquetWriter:
        if self._writer is None:
            column = {"encoding": "WKB", "geometry_types": ["Point"]}
            geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
            metadata = {"geo": json.dumps(geo), "as_reported": _json(self._about)}
            self._writer = parquet.ParquetWriter(self._target, schema.with_metadata(metadata), compression="zstd")
        return self._writer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._writer is not None:
            self._writer.close()


_WRITERS: Final[Mapping[str, type[_Writer]]] = {"csv": _Csv, "geojson": _GeoJson, "parquet": _GeoParquet}


def features(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a GeoJSON feature as JSON for each record of ``table``."""
    for record in records:
        lon, lat = record.pop("lon"), record.pop("lat")
        days = {day: record[day] and record[day].isoformat() for day in ("first_day", "last_day")}
        geometry = None if lon is None or lat is None else {"type": "Point", "coordinates": [lon, lat]}
        yield _json({"type": "Feature", "id": record["row"], "geometry": geometry, "properties": record | days})


def _date(ordinals: pa.Array) -> pa.Array:
    return pc.subtract(ordinals, pa.scalar(_EPOCH, pa.int32())).cast(pa.date32())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
