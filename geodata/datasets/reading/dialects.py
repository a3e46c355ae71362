"""Dialects: how a delimited file is written, told from its first megabytes."""

import csv
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Final, Literal

from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.casting import coordinates, event_dates
from geodata.datasets.reading.columns import DELIMITERS, Delimiter
from geodata.datasets.reading.files import HEAD_BYTES, Input
from geodata.datasets.reading.known_sets import FORMATS
from geodata.datasets.reading.recognition import nameless_header

QUOTING: Final[dict[bool, Literal[0, 3]]] = {True: csv.QUOTE_MINIMAL, False: csv.QUOTE_NONE}
_ENDS_WITH_CR: Final = marked("{file} cannot be read, as its lines end with CR alone: save it with LF")
_LONG_LINE: Final = marked("{file} cannot be read, as its first line is far too long: divide it into lines")
_MOST_COLUMNS: Final = 1_000
_SAMPLE: Final = 200
_PREAMBLE: Final = 20
"""So many rows of titles and remarks may stand above the header."""
_FULL: Final = 0.6
"""The part of the usual number of cells that a header has at least; a title has fewer."""


@dataclass(frozen=True)
class Dialect:
    """How a file is written: its columns, by names that are each there once, and at which byte its records start."""

    delimiter: Delimiter
    quoted: bool
    header: tuple[str, ...]
    start: int


def dialect_of(source: Input, delimiter: Delimiter | None = None) -> Dialect:
    """Return how the file is written, guessing what is not given; raise DataFileError if it holds no table."""
    text = _text(source)
    for candidate in (delimiter,) if delimiter else DELIMITERS.values():
        for quoted in (True, False):
            first = next(iter(_records(text, candidate, quoted=quoted)), [])
            if nameless := nameless_header(first, FORMATS.values()):
                return Dialect(candidate, quoted=candidate != "\t", header=nameless, start=0)
    declared, below = _declared(text)
    return _named(source.name, text, delimiter or declared or _likeliest(text[below:]), below)


def sample(source: Input, dialect: Dialect) -> list[list[str]]:
    """Return the first records below the header, as far as the first megabytes have them whole."""
    text = _text(source).encode()[dialect.start :].decode()
    return [record for record in _records(text, dialect.delimiter, quoted=dialect.quoted) if record]


def _declared(text: str) -> tuple[Delimiter | None, int]:
    """Return the delimiter that a first line such as "sep=;" names, and where the text below that line begins."""
    line, _end, _rest = text.partition("\n")
    name, _equals, mark = line.strip().strip('"').partition("=")
    if name.casefold() != "sep":
        return None, 0
    found = next((delimiter for delimiter in DELIMITERS.values() if mark.strip(" ") == delimiter), None)
    return found, len(line) + 1


def _likeliest(text: str) -> Delimiter:
    """Return the delimiter that divides most rows into the same number of cells, the more the better."""
    best, most = next(iter(DELIMITERS.values())), 0.0
    for candidate in DELIMITERS.values():
        records = [record for record in _records(text, candidate, quoted=True) if record]
        ((width, alike),) = Counter(map(len, records)).most_common(1) or [(0, 0)]
        score = width * alike / max(1, len(records))
        if records and abs(len(records[_header_at(records)]) - width) > 1:
            score /= 2
        if width > 1 and score > most:
            best, most = candidate, score
    return best


def _named(name: str, text: str, delimiter: Delimiter, below: int) -> Dialect:
    """Return the dialect of a table whose columns are named by the first row that is a header."""
    lines = list(StringIO(text[below:], newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    records, ends = [], []
    try:
        for record in islice(reader, _SAMPLE):
            records.append(record)
            ends.append(reader.line_num)
    except csv.Error as error:
        if not records:
            raise DataFileError(
                marked("the first line of {file} is no header: give each column a name"), file=name
            ) from error
    at = _header_at(records)
    header, rows = (records[at] if records else []), records[at + 1 :]
    if len(header) > _MOST_COLUMNS:
        raise DataFileError(
            marked("{file} has {count} columns, of which at most {most} are read: leave some out"),
            file=name,
            count=f"{len(header):,}",
            most=f"{_MOST_COLUMNS:,}",
        )
    if len(header) <= 1:
        raise DataFileError(
            marked("{file} is no table: separate its columns with commas, semicolons, tabs or |, and name them"),
            file=name,
        )
    if rows and all(len(row) == len(header) + 1 and not row[-1].strip() for row in rows if row):
        header = [*header, ""]  # each row ends with a delimiter
    start = len(text[:below].encode()) + sum(len(line.encode()) for line in lines[: ends[at]])
    return Dialect(delimiter, quoted=True, header=_distinct(header), start=start)


def _header_at(records: Sequence[Sequence[str]]) -> int:
    """Return which record names the columns: the first, but for titles and remarks above one that does."""
    first = next((number for number, record in enumerate(records) if record), 0)
    filled = [sum(bool(cell.strip()) for cell in record) for record in records]
    usual = sorted(filled[first:])[len(filled[first:]) // 2] if records else 0
    if not records or filled[first] >= usual * _FULL:
        return first
    for number, record in enumerate(records[first : first + _PREAMBLE], start=first):
        if filled[number] >= max(2, usual * _FULL):
            return number if not any(map(_is_value, record)) else first
    return first


def _is_value(cell: str) -> bool:
    """Tell whether a cell holds a number or a date, as no name of a column does."""
    return coordinates.degrees(cell) is not None or event_dates.is_date(cell)


def _distinct(header: list[str]) -> tuple[str, ...]:
    """Return the names with a number where there is none, or where one is there already."""
    names: dict[str, None] = {}
    for number, cell in enumerate(header, start=1):
        name = cell.strip().strip("\ufeff") or f"column {number}"
        names[name if name not in names else f"{name} ({number})"] = None
    return tuple(names)


def _text(source: Input) -> str:
    """Return the first megabytes up to their last whole line; raise DataFileError if they are no text in lines."""
    head = source.head
    if len(head) >= HEAD_BYTES:
        if b"\n" not in head:
            raise DataFileError(_ENDS_WITH_CR if b"\r" in head else _LONG_LINE, file=source.name)
        head = head[: head.rfind(b"\n") + 1]
    if b"\r" in head and b"\n" not in head and len(head.splitlines()) > 1:
        raise DataFileError(_ENDS_WITH_CR, file=source.name)
    return head.decode("utf-8", "replace")


def _records(text: str, delimiter: Delimiter, *, quoted: bool) -> list[list[str]]:
    """Return the first records; what comes after one that cannot be read is left out."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=QUOTING[quoted])
    records: list[list[str]] = []
    with suppress(csv.Error):
        records.extend(islice(reader, _SAMPLE))
    return records
