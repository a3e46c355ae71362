"""Validation: records into coded events, a block at a time; what cannot be one is rejected, with the first reason."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodata.common.language import marked
from geodata.datasets import notes
from geodata.datasets.casting import cells, event_dates
from geodata.datasets.casting.coordinate_systems import OUTSIDE, WGS84, to_wgs84
from geodata.datasets.casting.edtf import NO_SUCH_DATE, DateError
from geodata.datasets.casting.regions import Floats, is_district, is_region
from geodata.datasets.importing.placing import Coded, Placed, Rungs, place
from geodata.datasets.importing.record_block import RecordBlock, SeenIds
from geodata.datasets.importing.record_tally import RecordTally
from geodata.datasets.reading import guessing
from geodata.datasets.reading.careful import TOO_LONG
from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.records import NOT_AN_AREA, Chunk
from geodata.datasets.schema import EVENT, LADDER, NUMBER, Rejection, with_numbers
from geodata.datasets.view.grid import to_mercator
from geodata.model.places import Precision

NO_DEGREES: Final = marked("is no number of degrees")
NO_POSITION: Final = marked("is no position in longitude and latitude")
ONE_ONLY: Final = marked("is missing, while the other coordinate is given")
LAT_OUTSIDE: Final = marked("is not between -90 and 90 degrees")
LON_OUTSIDE: Final = marked("is not between -180 and 180 degrees")
NO_ID: Final = marked("is empty, and every event needs an id")
REPEATED: Final = marked("is the id of an earlier event")
NO_START: Final = marked("is missing, while the last day is given")
BACKWARDS: Final = marked("is before the first day")
NO_RUNG: Final = marked("is no precision that this set knows, or that was given a meaning")

_LONGEST_TEXT: Final = 100_000
_CACHED_DATES: Final = 100_000
_REGION: Final = LADDER.index(Precision.REGION)
_NONE: Final = LADDER.index(Precision.NONE)
_FIRST_AREA: Final = LADDER.index(Precision.DISTRICT)


class Validator:
    """The checks of one file, whose ids are remembered from block to block."""

    def __init__(self, mapping: ColumnMapping, crs: str = WGS84) -> None:
        """Begin with no record; ``crs`` is what the coordinates in the cells are in."""
        self.tally = RecordTally()
        self._crs = crs
        self._columns = mapping
        self._codes = mapping.codes or ()
        self._ids = SeenIds()
        self._dates: dict[str, tuple[int, int, str]] = {}

    def events(self, chunk: Chunk) -> tuple[pa.RecordBatch, Sequence[Rejection]]:
        """Return the records that are events, as ``schema.EVENT`` with numbers, and those that are none, in order."""
        block = RecordBlock(replace(chunk, table=self._cleaned(chunk.table)))
        self._check_length(block)
        lon, lat = self._position(block)
        first, last = self._days(block)
        rung = self._rung(block)
        self._check_ids(block)
        good = np.flatnonzero(block.fault < 0)
        kept = Chunk(block.table.take(good), chunk.rows[good], (), None if chunk.areas is None else chunk.areas[good])
        placed = self._placed(kept, lon[good], lat[good], rung[good])
        if self._columns.raw_codes:
            placed = self._as_exported(kept, lon[good], rung[good])
        placed.note[block.is_unread[good] & (placed.note == "")] = notes.UNREAD
        self.tally.unread += int(block.is_unread[good].sum())
        batch = self._batch(kept, placed, (lon[good], lat[good]), (first[good], last[good]))
        rejections = sorted([*chunk.rejections, *block.rejections()], key=lambda rejection: rejection.row)
        return batch, rejections

    def _cleaned(self, table: pa.Table) -> pa.Table:
        """Return the cells without words for nothing, and without those too long in columns that are kept raw."""
        columns = {name: cells.emptied(table[name]) for name in table.column_names}
        for name in set(self._codes).difference(self._columns.named):
            length = cells.length(columns[name])
            if length.size and length.max() > _LONGEST_TEXT:
                self.tally.cells_left_out += int((length > _LONGEST_TEXT).sum())
                columns[name] = pc.if_else(pa.array(length > _LONGEST_TEXT), "", columns[name])
        return pa.table(columns) if columns else table

    def _check_length(self, block: RecordBlock) -> None:
        for name in self._columns.named:
            length = cells.length(block.cells(name))
            if length.size and length.max() > _LONGEST_TEXT:
                block.reject(length > _LONGEST_TEXT, name, TOO_LONG)

    def _position(self, block: RecordBlock) -> tuple[Floats, Floats]:
        names = self._columns
        nowhere = np.full(block.size, np.nan)
        if not (names.lat or names.position):
            return nowhere, nowhere
        if names.lat:
            decimal = names.decimal or "."
            lat, bad_lat = cells.degrees(block.cells(names.lat), decimal, "NS")
            lon, bad_lon = cells.degrees(block.cells(names.lon), decimal, "EW")
            block.reject(bad_lat, names.lat, NO_DEGREES)
            block.reject(bad_lon, names.lon, NO_DEGREES)
        else:
            lon_first = guessing.plain(names.position).startswith(("lon", "lng", "x"))
            lon, lat, bad = cells.positions(block.cells(names.position), lon_first=lon_first)
            block.reject(bad, names.position, NO_POSITION)
        if self._crs != WGS84:
            given = ~np.isnan(lon) & ~np.isnan(lat)
            lon, lat = to_wgs84(self._crs, lon, lat)
            block.reject(given & np.isnan(lon), names.lon or names.position, OUTSIDE)
        self.tally.count_positions(lon, lat)
        in_lat, in_lon = names.lat or names.position, names.lon or names.position
        block.reject(np.isnan(lat) & ~np.isnan(lon), in_lat, ONE_ONLY)
        block.reject(np.isnan(lon) & ~np.isnan(lat), in_lon, ONE_ONLY)
        block.reject(np.abs(lat) > 90, in_lat, LAT_OUTSIDE)  # noqa: PLR2004 - degrees
        block.reject(np.abs(lon) > 180, in_lon, LON_OUTSIDE)  # noqa: PLR2004 - degrees
        return lon, lat

    def _days(self, block: RecordBlock) -> tuple[event_dates.Days, event_dates.Days]:
        """Return first and last day as ordinals, 0 for none."""
        names = self._columns
        first, until = self._of_parts(block) if names.year and not names.first else self._parsed(block, names.first)
        last = until
        if names.last:
            _, end = self._parsed(block, names.last)
            block.reject((first == 0) & (end > 0), names.first or names.last, NO_START)
            block.reject((end > 0) & (end < first), names.last, BACKWARDS)
            last = np.where(end > 0, end, until).astype(np.int32)
        if names.date_code:
            event_dates.widen(first, last, cells.mapped(block.cells(names.date_code), _code, np.object_), names.spans)
        return first, last

    def _of_parts(self, block: RecordBlock) -> tuple[event_dates.Days, event_dates.Days]:
        """Return first and last day of dates in columns of year, month and day."""
        names = self._columns
        first, last = np.zeros(block.size, np.int32), np.zeros(block.size, np.int32)
        bad = np.zeros(block.size, np.bool_)
        empty = pa.array([""] * block.size, pa.string())
        parts = zip(
            *(
                block.cells(name).to_pylist() if name else empty.to_pylist()
                for name in (names.year, names.month, names.day)
            ),
            strict=True,
        )
        for row, (year, month, day) in enumerate(parts):
            if year.strip():
                try:
                    first[row], last[row] = event_dates.of_parts(year, month, day)
                except (ValueError, OverflowError):
                    bad[row] = True
        block.reject(bad, names.day or names.month or names.year, NO_SUCH_DATE)
        return first, last

    def _parsed(self, block: RecordBlock, name: str) -> tuple[event_dates.Days, event_dates.Days]:
        if not name:
            return np.zeros(block.size, np.int32), np.zeros(block.size, np.int32)
        stated = cells.stated(block.cells(name))
        found = [self._span(value) for value in stated.values]
        for reason in {why for *_, why in found if why}:
            block.reject(np.array([why == reason for *_, why in found], np.bool_)[stated.codes], name, reason)
        first, last = (np.array([span[at] for span in found], np.int32)[stated.codes] for at in (0, 1))
        return first, last

    def _span(self, value: str) -> tuple[int, int, str]:
        """Return first and last day of a cell, and what is wrong with it."""
        span = self._dates.get(value)
        if span is None:
            try:
                span = (*event_dates.days(value, self._columns.dates), "") if value.strip() else (0, 0, "")
            except DateError as error:
                span = (0, 0, error.reason)
            if len(self._dates) < _CACHED_DATES:
                self._dates[value] = span
        return span

    def _rung(self, block: RecordBlock) -> Rungs:
        names = self._columns
        if not names.precision:
            return np.full(block.size, LADDER.index(names.rung), np.int8)
        indices = {"": _NONE} | {_code(code): LADDER.index(rung) for code, rung in (names.rungs or {}).items()}
        rung: Rungs = cells.mapped(block.cells(names.precision), lambda cell: indices.get(_code(cell), -1), np.int8)
        if names.unread:
            # Coordinates may be those of a whole region's middle, so none is drawn before the values have a meaning.
            block.is_unread = (rung < 0) | (rung < _FIRST_AREA)
            return np.where(block.is_unread, _NONE, rung).astype(np.int8)
        block.reject(rung < 0, names.precision, NO_RUNG)
        return rung

    def _check_ids(self, block: RecordBlock) -> None:
        name = self._columns.id
        if name:
            ids = np.array(block.cells(name).to_pylist(), np.object_)
            block.reject(np.array([not value.strip() for value in ids], np.bool_), name, NO_ID)
            good = np.flatnonzero(block.fault < 0)
            repeated = np.zeros(block.size, np.bool_)
            repeated[good] = self._ids.repeated(ids[good])
            block.reject(repeated, name, REPEATED)

    def _placed(self, chunk: Chunk, lon: Floats, lat: Floats, rung: Rungs) -> Placed:
        names, table = self._columns, chunk.table
        columns = (names.region, names.district, names.country)
        region, district, country = (cells.stated(table[name]) if name else None for name in columns)
        if chunk.areas is None:
            return place(Coded(lon, lat, rung, region, district, country))
        is_area = chunk.areas != NOT_AN_AREA
        around = np.where(is_area, chunk.areas, -1).astype(np.int32)
        coarse = np.where(is_area, np.maximum(rung, _REGION), rung).astype(np.int8)
        placed = place(Coded(lon, lat, coarse, region, district, country, around))
        placed.note[is_area & (placed.note == "") & (rung < _REGION)] = notes.AREA_ONLY
        return placed

    def _as_exported(self, chunk: Chunk, lon: Floats, rung: Rungs) -> Placed:
        """Return what was placed before our own export was written; only areas that are held are believed."""
        names, table = self._columns, chunk.table
        nowhere = np.isnan(lon) & (rung < _FIRST_AREA)
        region, district, note = (
            np.array(table[name].to_pylist() if name else [""] * chunk.rows.size, np.object_)
            for name in (names.region, names.district, names.note)
        )
        return Placed(
            np.where(nowhere, _NONE, rung).astype(np.int8),
            np.where([is_region(area) for area in region], region, ""),
            np.where([is_district(area) for area in district], district, ""),
            note,
        )

    def _batch(
        self, chunk: Chunk, placed: Placed, position: tuple[Any, Any], days: tuple[event_dates.Days, event_dates.Days]
    ) -> pa.RecordBatch:
        lon, lat = position
        nowhere, undated = np.isnan(lon), days[0] == 0
        mx, my = to_mercator(np.where(nowhere, 0, lon), np.where(nowhere, 0, lat))
        self.tally.count_placed(placed)
        self.tally.count_years(chunk.rows, days[0])
        if self._columns.country:
            self.tally.count_exchanged(cells.stated(chunk.table[self._columns.country]), lon, lat)
        numbers = {
            "row": pa.array(chunk.rows, pa.int64()),
            "first_day": pa.array(days[0], pa.int32(), mask=undated),
            "last_day": pa.array(days[1], pa.int32(), mask=undated),
            "mx": pa.array(mx, pa.int32(), mask=nowhere),
            "my": pa.array(my, pa.int32(), mask=nowhere),
            "lon": pa.array(lon, pa.float64(), mask=nowhere),
            "lat": pa.array(lat, pa.float64(), mask=nowhere),
            "precision": pa.array(placed.rung, pa.int8()),
        }
        found = {name: pa.array(getattr(placed, name), pa.string()) for name in ("region", "district", "note")}
        columns = numbers | found | self._texts(chunk) | self._numbers(chunk.table)
        schema = with_numbers(EVENT, len(self._columns.numbers))
        return pa.RecordBatch.from_arrays([_whole(columns[name]) for name in schema.names], schema=schema)

    def _numbers(self, table: pa.Table) -> dict[str, pa.Array]:
        found = {}
        for index, name in enumerate(self._columns.numbers):
            values, _wrong = cells.numbers(table[name], self._columns.decimal or ".")
            unknown = np.isnan(values)
            self.tally.unknown[name] += int(unknown.sum())
            found[f"{NUMBER}{index}"] = pa.array(values, pa.float64(), mask=unknown)
        return found

    def _texts(self, chunk: Chunk) -> dict[str, Any]:
        names, table = self._columns, chunk.table
        empty = pa.array([""] * chunk.rows.size, pa.string())
        kind = cells.renamed(table[names.kind], names.kinds) if names.kind else empty
        if names.flags:
            kind = cells.flagged([table[name] for name in names.flags], list(names.flags.values()))
        codes = cells.json_objects(table[names.raw_codes]) if names.raw_codes else cells.as_json(table, self._codes)
        texts = {
            field: cells.joined([table[name] for name in used]) if used else empty
            for field, used in (("title", names.title), ("place", names.place), ("source", names.source))
        }
        return texts | {
            "id": table[names.id] if names.id else pa.array(map(str, chunk.rows.tolist()), pa.string()),
            "country": table[names.country] if names.country else empty,
            "kind": kind,
            "codes": codes,
        }


def _code(cell: str) -> str:
    """Return a code as its codebook has it, also if a program wrote it as a number with a fraction."""
    return cell.strip().removesuffix(".0")


def _whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
