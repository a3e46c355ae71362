"""Records of delimited text, read in blocks: at once while a block is well-formed, and with care where it is not.

A block is well-formed if every quotation mark opens or closes a cell or stands doubled in a quoted one (RFC 4180).
Arrow reads such a block fast; from any other it would take all that follows a mark that nobody closed for one cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
from numpy.typing import NDArray

from geodata.datasets.reading import careful
from geodata.datasets.reading.dialects import Dialect
from geodata.datasets.reading.files import Input
from geodata.datasets.schema import Rejection

_BLOCK_BYTES: Final = 4 << 20
_QUOTE: Final = ord('"')
NOT_AN_AREA: Final = -9


@dataclass(frozen=True)
class Chunk:
    """Some records: their cells as text, their numbers in the file from 1, and those that have no cells to show.

    ``areas`` is for records that have a shape in place of coordinates: the index of the region that it lies in, or -1
    for none held, and ``NOT_AN_AREA`` for all others. None stands for a file without shapes.
    """

    table: pa.Table
    rows: NDArray[np.int64]
    rejections: Sequence[Rejection]
    areas: NDArray[np.int32] | None = None


def chunks(source: Input, dialect: Dialect, columns: Sequence[str]) -> Iterator[Chunk]:
    """Yield all records of the file below its header, in order, with the cells of ``columns``."""
    blocks = _Blocks(dialect, columns)
    source.read(dialect.start)
    rest = b""
    while True:
        block = source.read(_BLOCK_BYTES)
        data = rest + block
        if not data:
            return
        chunk, used = blocks.parse(data, is_last=not block)
        yield chunk
        rest = data[used:]


class _Blocks:
    """The blocks of one file, one after the other; ``count`` is how many records there were."""

    def __init__(self, dialect: Dialect, columns: Sequence[str]) -> None:
        self._dialect = dialect
        self._columns = tuple(columns)
        self._separates = np.zeros(256, np.bool_)
        self._separates[[ord(dialect.delimiter), ord("\n"), ord("\r"), _QUOTE]] = True
        self._count = 0
        self._is_endless = False

    def parse(self, data: bytes, *, is_last: bool) -> tuple[Chunk, int]:
        """Return the records of ``data`` and how many bytes they are; the rest may go on in the next block."""
        if self._is_endless or (not is_last and b"\n" not in data and len(data) > careful.LONGEST_RECORD):
            return self._skipped(data)
        end = len(data) if is_last else self._end(data)
        table = self._at_once(data[:end]) if end and self._is_well_formed(data[:end]) else None
        if table is not None:
            rows = np.arange(self._count + 1, self._count + 1 + table.num_rows)
            self._count += table.num_rows
            return Chunk(table, rows, ()), end
        found = careful.read(data, self._dialect, self._columns, self._count, is_last=is_last)
        self._count = found.count
        cells = zip(*found.cells, strict=True) if found.cells else [()] * len(self._columns)
        table = pa.table([pa.array(column, pa.string()) for column in cells], names=self._columns)
        return Chunk(table, np.array(found.rows, np.int64), found.rejections), found.used

    def _skipped(self, data: bytes) -> tuple[Chunk, int]:
        """Return the rejection of a line that does not end, and its bytes so far."""
        rejections = []
        if not self._is_endless:
            self._count += 1
            value = careful.clipped(data[: careful.LONGEST_VALUE].decode("utf-8", "replace"))
            rejections.append(Rejection(row=self._count, column="", value=value, reason=careful.TOO_LONG))
        end = data.find(b"\n") + 1
        self._is_endless = not end
        nothing = pa.table([pa.array([], pa.string())] * len(self._columns), names=self._columns)
        return Chunk(nothing, np.empty(0, np.int64), rejections), end or len(data)

    def _end(self, data: bytes) -> int:
        """Return where the last record ends that is whole if the block is well-formed, 0 if none is."""
        end = data.rfind(b"\n") + 1
        marks = data.count(b'"', 0, end) if self._dialect.quoted else 0
        while marks % 2:  # that line ends within a quoted cell
            before = data.rfind(b"\n", 0, data.rfind(b'"', 0, end)) + 1
            marks -= data.count(b'"', before, end)
            end = before
        return end

    def _is_well_formed(self, data: bytes) -> bool:
        if b"\0" in data:
            return False
        characters = np.frombuffer(data, np.uint8)
        marks = np.flatnonzero(characters == _QUOTE) if self._dialect.quoted else np.empty(0, np.int64)
        opening, closing = marks[::2], marks[1::2]
        if opening.size != closing.size:
            return False
        before = self._separates[characters[opening - 1]] | (opening == 0)
        after = self._separates[characters[np.minimum(closing + 1, len(data) - 1)]] | (closing == len(data) - 1)
        return bool(before.all() and after.all())

    def _at_once(self, data: bytes) -> pa.Table | None:
        """Return the records of a well-formed block, or None if not each has a cell for each column, in UTF-8."""
        ragged = []

        def skip(row: object) -> str:
            ragged.append(row)
            return "skip"

        dialect = self._dialect
        try:
            table = arrow_csv.read_csv(
                pa.BufferReader(data),
                arrow_csv.ReadOptions(column_names=dialect.header, block_size=len(data), use_threads=False),
                arrow_csv.ParseOptions(
                    delimiter=dialect.delimiter,
                    quote_char='"' if dialect.quoted else False,
                    newlines_in_values=dialect.quoted,
                    invalid_row_handler=skip,
                ),
                arrow_csv.ConvertOptions(
                    include_columns=self._columns,
                    column_types=dict.fromkeys(self._columns, pa.string()),
                    strings_can_be_null=False,
                ),
            )
        except pa.ArrowInvalid:
            return None
        return None if ragged else table
