"""Careful reading: the records of a block that is not well-formed, each kept or rejected on its own.

A record that is not closed, or comes out with too many or too few cells over several lines, costs its first line only:
reading goes on with the next.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.common.language import marked
from geodata.datasets.reading.dialects import QUOTING, Dialect
from geodata.datasets.schema import Rejection

LONGEST_RECORD: Final = 1 << 20
LONGEST_VALUE: Final = 200
_MOST_LINES: Final = 1_000
csv.field_size_limit(LONGEST_RECORD)

RAGGED: Final = marked("has not as many cells as the header")
NOT_CLOSED: Final = marked("has a quotation mark that is not closed, or stands within a cell")
NOT_UTF8: Final = marked("is not UTF-8 text")
HOLDS_NUL: Final = marked("holds a NUL character")
TOO_LONG: Final = marked("is too long")
BROKEN: Final = marked("has a line break in a cell that is not quoted")

_WHOLE: Final = ""
"""The column named when a record as a whole is at fault."""


@dataclass(frozen=True)
class Careful:
    """The records of a block: cells and numbers of the good ones, the others, and how many bytes they all are."""

    cells: list[list[str]]
    rows: list[int]
    rejections: list[Rejection]
    used: int
    count: int


def read(data: bytes, dialect: Dialect, columns: Sequence[str], count: int, *, is_last: bool) -> Careful:
    """Return the records of ``data``, numbered after ``count``, with the cells of ``columns``.

    Unless ``is_last``, a record that may go on after ``data`` is left for the next block.
    """
    end = len(data) if is_last else data.rfind(b"\n") + 1
    lines = data[:end].split(b"\n")
    if not lines[-1]:
        del lines[-1]
    found = Careful([], [], [], 0, count)
    at, used, indices = 0, 0, [dialect.header.index(name) for name in columns]
    while at < len(lines):
        record = _record(lines, at, dialect)
        if record.is_open and not is_last:
            break
        if record.cells or record.fault:
            count += 1
            fault = record.fault or _fault(record.cells, indices, dialect)
            if fault:
                column, value, reason = fault
                text = clipped(value if column else lines[at].decode("utf-8", "replace"))
                found.rejections.append(Rejection(row=count, column=column, value=text, reason=reason))
            else:
                found.rows.append(count)
                found.cells.append([record.cells[index] for index in indices])
        used += sum(map(len, lines[at : record.end])) + record.end - at
        at = record.end
    return Careful(found.cells, found.rows, found.rejections, min(used, len(data)), count)


def clipped(value: str) -> str:
    """Return ``value`` as a rejection shows it: short, and storable anywhere."""
    return value[:LONGEST_VALUE].encode("utf-8", "replace").decode().replace("\0", "␀")


@dataclass(frozen=True)
class _Record:
    """One record of lines: its cells, the number of the line after it, and what is wrong with it as a whole.

    ``is_open`` says that lines to come might close it.
    """

    cells: list[str]
    end: int
    fault: tuple[str, str, str] | None = None
    is_open: bool = False


def _record(lines: list[bytes], at: int, dialect: Dialect) -> _Record:
    feed = _Feed(lines, at)
    try:
        cells = next(csv.reader(feed, delimiter=dialect.delimiter, quoting=QUOTING[dialect.quoted], strict=True))
    except StopIteration:
        return _Record([], feed.at)
    except csv.Error as error:
        is_open = "unexpected end" in str(error) and feed.is_out_of_lines
        reason = TOO_LONG if "field limit" in str(error) else BROKEN if "new-line" in str(error) else NOT_CLOSED
        return _Record([], at + 1, (_WHOLE, "", reason), is_open=is_open)
    width = len(dialect.header)
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        del cells[width:]
    elif width > len(cells) >= (width + 1) // 2 and feed.at == at + 1:
        cells += [""] * (width - len(cells))  # a spreadsheet leaves the last cells away if they are empty
    if cells and len(cells) != width:
        reason = RAGGED if feed.at == at + 1 else NOT_CLOSED
        return _Record([], at + 1, (_WHOLE, "", reason))
    return _Record(cells, feed.at)


class _Feed:
    """Lines for the CSV reader, so few that a mark that nobody closes costs little; ``at`` is the next one."""

    def __init__(self, lines: list[bytes], at: int) -> None:
        self._lines = lines
        self._end = min(len(lines), at + _MOST_LINES)
        self._left = LONGEST_RECORD
        self._start = at
        self.at = at

    @property
    def is_out_of_lines(self) -> bool:
        """Tell whether there were no more lines, rather than too many."""
        return self.at == len(self._lines) and self.at < self._start + _MOST_LINES and self._left > 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= self._end or self._left <= 0:
            raise StopIteration
        line = self._lines[self.at]
        self.at += 1
        self._left -= len(line)
        return line.decode("utf-8", "surrogateescape") + "\n"


def _fault(cells: list[str], indices: Sequence[int], dialect: Dialect) -> tuple[str, str, str] | None:
    """Return column, value and reason of the first cell that is no text."""
    for index in indices:
        if "\0" in cells[index]:
            return dialect.header[index], cells[index], HOLDS_NUL
        if not cells[index].isascii() and any("\ud800" <= mark <= "\udfff" for mark in cells[index]):
            return dialect.header[index], cells[index], NOT_UTF8
    return None
