"""Cells as text made into columns of numbers, names and codes, a whole column at once; rows run side by side."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geodata.datasets.casting import coordinates
from geodata.datasets.casting.regions import Indices

_NUMBER: Final = r"^[+-]?(\d{1,12}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,2})?$"


NOTHING: Final = frozenset(
    [
        "NA",
        "N/A",
        "n/a",
        "#N/A",
        "<NA>",
        "NaN",
        "nan",
        "NAN",
        "null",
        "NULL",
        "Null",
        "None",
        "nil",
        "\\N",
        "-",
        "--",
        "–",
        "—",
        "0000-00-00",
        "0000-00-00 00:00:00",
    ]
)
"""What programs and people write into a cell that is empty."""
_WORDS: Final = pa.array(sorted(NOTHING))


class Stated(NamedTuple):
    """A column of names with few distinct values: ``values[codes]`` are its cells, "" where nothing is stated."""

    codes: Indices
    values: Sequence[str]

    def each(self, made: Callable[[str], int]) -> Indices:
        """Return what ``made`` makes of each cell."""
        return np.array([made(value) for value in self.values], np.int32)[self.codes]

    @property
    def is_empty(self) -> NDArray[np.bool_]:
        """Tell which cells state nothing."""
        return np.array([not value.strip() for value in self.values], np.bool_)[self.codes]


def emptied(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the cells with those empty that say so in a word or a sign."""
    return pc.if_else(pc.is_in(cells, value_set=_WORDS), "", cells)


def degrees(cells: pa.ChunkedArray, decimal: str, letters: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return degrees, NaN where a cell is empty, and which cells are no number of degrees in any form.

    ``letters`` are those of the directions, as in ``coordinates.degrees``.
    """
    found, wrong = numbers(cells, decimal)
    rows = np.flatnonzero(wrong)
    if rows.size:
        told = mapped(
            pa.chunked_array([cells.take(pa.array(rows))]), lambda cell: coordinates.degrees(cell, letters), np.object_
        )
        values = np.array([np.nan if value is None else value for value in told], np.float64)
        found = found.copy()
        found[rows], wrong[rows] = values, np.isnan(values)
    return found, wrong


def positions(
    cells: pa.ChunkedArray, *, lon_first: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return longitudes and latitudes of cells with both, NaN where one is empty, and which cells are no position."""

    def read(cell: str) -> tuple[float, float, bool]:
        found = coordinates.position(cell, lon_first=lon_first) if cell.strip() else (np.nan, np.nan)
        return (*found, False) if found else (np.nan, np.nan, True)

    column = stated(cells)
    found = [read(value) for value in column.values]
    lon, lat = (np.array([each[at] for each in found], np.float64)[column.codes] for at in (0, 1))
    return lon, lat, np.array([wrong for *_, wrong in found], np.bool_)[column.codes]


def numbers(cells: pa.ChunkedArray, decimal: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the numbers, NaN where a cell is empty, and which cells hold anything else than one finite number."""
    plain = pc.utf8_trim_whitespace(cells)
    if decimal == ",":
        plain = pc.replace_substring(plain, ",", ".", max_replacements=1)
    is_empty = pc.equal(plain, "")
    is_number = pc.match_substring_regex(plain, _NUMBER)
    found = pc.cast(pc.if_else(is_number, plain, None), pa.float64())
    wrong = pc.invert(pc.or_(is_number, is_empty))
    return found.fill_null(np.nan).to_numpy(), np.array(wrong.to_numpy())


def stated(cells: pa.ChunkedArray) -> Stated:
    """Return a column with few distinct values by these values."""
    encoded = _encoded(cells)
    return Stated(encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary.to_pylist())


def mapped(cells: pa.ChunkedArray, made: Callable[[str], Any], dtype: Any) -> NDArray[Any]:  # noqa: ANN401 - as in numpy
    """Return what ``made`` makes of each cell, asked once for each distinct value."""
    column = stated(cells)
    found = np.empty(len(column.values), dtype)
    found[:] = [made(value) for value in column.values]
    return found[column.codes]


def joined(columns: Sequence[pa.ChunkedArray]) -> pa.ChunkedArray:
    """Return the texts of several columns in one, each once, without the empty ones."""
    if len(columns) == 1:
        return columns[0]
    parts = []
    for number, column in enumerate(columns):
        left_out = pc.equal(column, "")
        for earlier in columns[:number]:
            left_out = pc.or_(left_out, pc.equal(column, earlier))
        parts.append(pc.if_else(left_out, "", pc.binary_join_element_wise(", ", column, "")))
    return _together(parts, ", ")


def flagged(columns: Sequence[pa.ChunkedArray], words: Sequence[str]) -> pa.ChunkedArray:
    """Return for each row the words of the columns that hold 1."""
    parts = [pc.if_else(pc.equal(column, "1"), f", {word}", "") for column, word in zip(columns, words, strict=True)]
    return _together(parts, ", ")


def as_json(table: pa.Table, names: Sequence[str]) -> pa.Array:
    """Return for each row one JSON object of its cells in the columns ``names``, without the empty ones."""
    if not names:
        return pa.array(["{}"] * table.num_rows, pa.string())
    parts = []
    for name in names:
        encoded, key = _encoded(table[name]), json.dumps(name)
        members = [f",{key}:{json.dumps(value)}" if value else "" for value in encoded.dictionary.to_pylist()]
        parts.append(pa.array(members, pa.string()).take(encoded.indices))
    return pc.binary_join_element_wise("{", _together(parts, ","), "}", "")


def json_objects(cells: pa.ChunkedArray) -> pa.Array:
    """Return cells that hold JSON objects of texts as they are, and any other as an object that holds it."""

    def whole(cell: str) -> str:
        try:
            value = json.loads(cell or "{}")
        except (ValueError, RecursionError):
            value = cell
        codes = value if isinstance(value, dict) else {"codes": cell}
        return json.dumps({str(name): str(part) for name, part in codes.items()})

    encoded = _encoded(cells)
    return pa.array(map(whole, encoded.dictionary.to_pylist()), pa.string()).take(encoded.indices)


def _together(parts: Sequence[pa.Array], mark: str) -> pa.Array:
    """Return texts that each begin with ``mark``, or are empty, one after the other without the first mark."""
    # Arrow could leave out nulls itself, but leaves out the rows in which all are null.
    return pc.utf8_slice_codeunits(pc.binary_join_element_wise(*parts, ""), start=len(mark))


def renamed(cells: pa.ChunkedArray, names: Mapping[str, str]) -> pa.Array:
    """Return the cells with the codes that have a name by it."""
    encoded = _encoded(cells)
    values = [names.get(value.strip(), value) for value in encoded.dictionary.to_pylist()]
    return pa.array(values, pa.string()).take(encoded.indices)


def length(cells: pa.ChunkedArray) -> NDArray[np.int32]:
    """Return the length of each cell in bytes."""
    lengths: NDArray[np.int32] = pc.binary_length(cells).to_numpy()
    return lengths


def _encoded(cells: pa.ChunkedArray) -> pa.DictionaryArray:
    return pc.dictionary_encode(cells.combine_chunks())
