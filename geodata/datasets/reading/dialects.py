"""Dialects: how a delimited file is written, told from its first megabyte."""

import csv
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Final, Literal

from geodata.common.errors import DataFileError
from geodata.datasets.reading.columns import Delimiter
from geodata.datasets.reading.files import HEAD_BYTES, Input
from geodata.datasets.reading.formats import nameless_header

_DELIMITERS: Final[tuple[Delimiter, ...]] = (",", ";", "\t", "|")
QUOTING: Final[dict[bool, Literal[0, 3]]] = {True: csv.QUOTE_MINIMAL, False: csv.QUOTE_NONE}
_MOST_COLUMNS: Final = 1_000
_SAMPLE: Final = 50


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
    if delimiter:
        return _named(source.name, text, delimiter)
    if nameless := nameless_header(next(iter(_records(text, "\t", quoted=False)), [])):
        return Dialect("\t", quoted=False, header=nameless, start=0)
    best, most = _DELIMITERS[0], 0.0
    for candidate in _DELIMITERS:
        records = _records(text, candidate, quoted=True)
        width = len(records[0]) if records else 0
        alike = width * sum(len(record) == width for record in records) / max(1, len(records))
        if width > 1 and alike > most:
            best, most = candidate, alike
    return _named(source.name, text, best)


def sample(source: Input, dialect: Dialect) -> list[list[str]]:
    """Return the first records below the header, as far as the first megabyte has them whole."""
    text = _text(source).encode()[dialect.start :].decode()
    return [record for record in _records(text, dialect.delimiter, quoted=dialect.quoted) if record]


def _named(name: str, text: str, delimiter: Delimiter) -> Dialect:
    lines = list(StringIO(text, newline=""))
    blank = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    reader = csv.reader(lines[blank:], delimiter=delimiter)
    try:
        header = next(reader, [])
    except csv.Error as error:
        raise DataFileError(f"the first line of {name} is no header: give each column a name") from error
    if len(header) > _MOST_COLUMNS:
        raise DataFileError(
            f"{name} has {len(header):,} columns, of which at most {_MOST_COLUMNS:,} are read: leave some out"
        )
    if len(header) == 1 or not header:
        raise DataFileError(
            f"{name} is no table: separate its columns with commas, semicolons, tabs or |, and name them"
        )
    start = sum(len(line.encode()) for line in lines[: blank + reader.line_num])
    return Dialect(delimiter, quoted=True, header=_distinct(header), start=start)


def _distinct(header: list[str]) -> tuple[str, ...]:
    """Return the names with a number where there is none, or where one is there already."""
    names: dict[str, None] = {}
    for number, cell in enumerate(header, start=1):
        name = cell.strip() or f"column {number}"
        names[name if name not in names else f"{name} ({number})"] = None
    return tuple(names)


def _text(source: Input) -> str:
    """Return the first megabyte up to its last whole line; raise DataFileError if it is not UTF-8 text in lines."""
    head = source.head
    if len(head) == HEAD_BYTES:
        if b"\n" not in head:
            what = "its lines end with CR alone: save it with LF" if b"\r" in head else "its first line is far too long"
            raise DataFileError(f"{source.name} cannot be read, as {what}")
        head = head[: head.rfind(b"\n") + 1]
    lines = head.splitlines()
    if b"\r" in head and b"\n" not in head and len(lines) > 1:
        raise DataFileError(f"{source.name} cannot be read, as its lines end with CR alone: save it with LF")
    foreign = [line for line in lines if not line.isascii()]
    wrong = sum(not _is_utf8(line) for line in foreign)
    if wrong * 2 > len(foreign) or (lines and not _is_utf8(lines[0])):
        raise DataFileError(f"{source.name} is not UTF-8{_perhaps(foreign)}: save it as UTF-8")
    return head.decode("utf-8", "replace")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _perhaps(lines: list[bytes]) -> str:
    """Return a word on the encoding where Windows-1251 would make it Russian or Ukrainian text."""
    letters = b"".join(lines).decode("cp1251", "replace")
    cyrillic = sum("а" <= letter <= "я" or letter in "іїєґё" for letter in letters)
    foreign = sum(not letter.isascii() for letter in letters)
    return " but probably Windows-1251" if foreign and cyrillic * 3 > foreign * 2 else ""


def _records(text: str, delimiter: Delimiter, *, quoted: bool) -> list[list[str]]:
    """Return the first records; what comes after one that cannot be read is left out."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=QUOTING[quoted])
    records: list[list[str]] = []
    with suppress(csv.Error):
        records.extend(islice(reader, _SAMPLE))
    return records
