"""The survey: what only all cells of a column say, found out before the first record is read into an event."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pyarrow as pa
import pyarrow.compute as pc

from geodata.datasets.casting import event_dates
from geodata.datasets.casting.cells import emptied
from geodata.datasets.casting.event_dates import Order
from geodata.datasets.reading import guessing
from geodata.datasets.reading.columns import ColumnMapping, rung_of
from geodata.datasets.reading.files import Input
from geodata.datasets.reading.opening import Table
from geodata.model.places import Precision

_MOST_UNREAD: Final = 30
_DECIMAL_COMMA: Final = r"^\s*[+-]?\d{1,3},\d+\s*$"


@dataclass
class _Seen:
    """What was seen of the columns in question."""

    orders: set[Order] = field(default_factory=set)
    commas: int = 0
    rungs: dict[str, Precision] = field(default_factory=dict)
    unread: dict[str, None] = field(default_factory=dict)
    ids: set[int] = field(default_factory=set)
    repeats: int = 0
    rows: int = 0


def completed(mapping: ColumnMapping, table: Table, source: Input) -> ColumnMapping:
    """Return the mapping with what it leaves open decided by all cells: date order, decimal mark, precision, id.

    The file is read for it once more, unless the mapping or the first rows leave nothing open.
    """
    wanted = _open(mapping, table)
    if not wanted:
        return mapping.model_copy(update={"dates": mapping.dates or "iso", "decimal": mapping.decimal or "."})
    seen = _Seen()
    with source.again() as again:
        for chunk in table.chunks(again, mapping, wanted):
            _look(seen, chunk.table, mapping)
    return _decided(mapping, seen, is_guessed=not table.known)


def _open(mapping: ColumnMapping, table: Table) -> tuple[str, ...]:
    """Return the columns that have to be looked at as a whole."""
    cells = {name: [row[at] for row in table.sample if at < len(row)] for at, name in enumerate(table.header)}

    def all_plain(names: Sequence[str], plain: str) -> bool:
        return all(
            not cell.strip() or bool(pc.match_substring_regex(pa.array([cell.strip()]), plain)[0].as_py())
            for name in names
            for cell in cells.get(name, ())
        )

    days, degrees = (mapping.columns_of(a) + mapping.columns_of(b) for a, b in (("first", "last"), ("lat", "lon")))
    wanted: tuple[str, ...] = ()
    if mapping.dates is None and not (table.known and all_plain(days, r"^\d{4}-?\d{2}-?\d{2}")):
        wanted += days
    if mapping.decimal is None and not (table.known and all_plain(degrees, r"^-?[0-9.]+$")):
        wanted += degrees
    if mapping.precision and mapping.rungs is None:
        wanted += (mapping.precision,)
    if mapping.id and guessing.is_running(mapping.id):
        wanted += (mapping.id,)
    return tuple(dict.fromkeys(wanted))


def _look(seen: _Seen, table: pa.Table, mapping: ColumnMapping) -> None:
    columns = {name: emptied(table[name]) for name in table.column_names}
    seen.rows += table.num_rows
    for name in (*mapping.columns_of("first"), *mapping.columns_of("last")):
        if name in columns:
            order = event_dates.order_of(_distinct(columns[name]))
            seen.orders |= {order} - {"iso"}
    for name in (mapping.lat, mapping.lon):
        if name in columns:
            seen.commas += int(pc.sum(pc.match_substring_regex(columns[name], _DECIMAL_COMMA)).as_py() or 0)
    if mapping.precision in columns:
        for value in _distinct(columns[mapping.precision]):
            rung = rung_of(value)
            if rung:
                seen.rungs[value.strip()] = rung
            elif len(seen.unread) < _MOST_UNREAD:
                seen.unread[value.strip()[:60]] = None
    if mapping.id in columns and guessing.is_running(mapping.id):
        ids = columns[mapping.id].to_pylist()
        hashes = {hash(value) for value in ids}
        seen.repeats += len(ids) - len(hashes - seen.ids)
        seen.ids |= hashes


def _decided(mapping: ColumnMapping, seen: _Seen, *, is_guessed: bool) -> ColumnMapping:
    decimal: Literal[".", ","] = "," if seen.commas else "."
    changes: dict[str, Any] = {
        "dates": mapping.dates or _order(mapping, seen),
        "decimal": mapping.decimal or decimal,
    }
    if mapping.precision and mapping.rungs is None:
        changes |= {"rungs": seen.rungs, "unread": tuple(seen.unread)}
    if seen.repeats and is_guessed:
        changes["id"] = ""
    return mapping.model_copy(update=changes)


def _order(mapping: ColumnMapping, seen: _Seen) -> Order:
    """Return the order of day and month that the column tells, or else the language that it is written in."""
    if seen.orders:
        return next(iter(seen.orders)) if len(seen.orders) == 1 else "iso"
    # Nobody who writes a decimal comma writes the month first.
    return "dmy" if seen.commas or guessing.is_day_first(mapping.first) else "iso"


def _distinct(cells: pa.ChunkedArray) -> list[str]:
    values: list[str] = pc.unique(cells).to_pylist()
    return values
