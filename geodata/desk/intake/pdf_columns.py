"""Columns of a PDF's page: read one after the other, and words divided at the ends of lines joined again."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

_CELL: Final = re.compile(r"\S+(?: {1,2}\S+)*")
_ALIGNED: Final = 3
_FEWEST_ROWS: Final = 3
_PROSE: Final = 14
_ALIGNED_SHARE: Final = 0.6
_SENTENCE_ENDS: Final = (".", "!", "?", "”", "»", '"')
_DIVIDED: Final = re.compile(
    r"(?<![^\W\d_])(?P<left>[^\W\d_]++(?:['’][^\W\d_]++)?)(?P<mark>[-\u2010\u00ad])[ ]?\n"
    r"(?P<right>[^\W\d_]++)(?P<after>[^\s\w]*+)[ ]?"
)
_COMPOUND: Final = re.compile(r"\w++(?:-\w++)*+")
# Hyphens that belong to the word: before these, or after them.
_FIRST: Final = frozenset(
    ("well", "ill", "self", "ex", "anti", "pro", "non", "co", "vice", "cross", "long", "short", "high", "low",
     "north", "south", "east", "west", "mid", "half", "all", "so", "then", "one", "two", "three", "four", "five",
     "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
     "ninety", "war", "counter")
)  # fmt: skip
_LAST: Final = frozenset(
    ("backed", "led", "held", "controlled", "installed", "made", "based", "speaking", "occupied", "old", "year",
     "term", "range", "scale", "profile", "known", "wing", "style", "area", "born", "run", "owned", "related",
     "armed", "looking", "hand", "time", "level", "day", "night", "hour", "mile", "ton", "east", "west", "in",
     "off", "up", "out")
)  # fmt: skip


class Ordered(NamedTuple):
    """A page's text with its columns one after the other, or None where it has none or they cannot be told."""

    text: str | None
    is_doubtful: bool


class _Cell(NamedTuple):
    start: int
    text: str


class _Row(NamedTuple):
    number: int
    cells: tuple[_Cell, ...]


def in_columns(layout: str) -> Ordered:
    """Return a page's text column by column if it is set in columns; ``layout`` keeps each word where it stands."""
    rows = [
        _Row(number, tuple(_Cell(found.start(), found.group()) for found in _CELL.finditer(line)))
        for number, line in enumerate(layout.split("\n"))
    ]
    rows = [row for row in rows if row.cells]
    split = [row for row in rows if len(row.cells) > 1]
    if len(split) < _FEWEST_ROWS or not _is_prose([cell for row in split for cell in row.cells]):
        return Ordered(None, is_doubtful=False)
    starts = _starts(split)
    if not starts:
        return Ordered(None, is_doubtful=True)
    return Ordered("\n".join(_read(rows, starts)), is_doubtful=False)


def joined(text: str) -> tuple[str, list[str]]:
    """Return ``text`` with words divided at the ends of lines in one piece, and those words.

    A hyphen stays where the word has one elsewhere in the text, before a capital letter, and in usual compounds.
    """
    words: list[str] = []
    # Each word once, so that a long text is searched only once.
    known = frozenset(_COMPOUND.findall(text.casefold()))

    def join(found: re.Match[str]) -> str:
        left, right = found["left"], found["right"]
        keeps = found["mark"] != "\u00ad" and _keeps_hyphen(left, right, known)
        word = f"{left}-{right}" if keeps else f"{left}{right}"
        words.append(word)
        return f"{word}{found['after']}\n"

    return _DIVIDED.sub(join, text), words


def _keeps_hyphen(left: str, right: str, known: frozenset[str]) -> bool:
    if right[0].isupper():
        return True
    whole, compound = f"{left}{right}".casefold(), f"{left}-{right}".casefold()
    for word, keeps in ((whole, False), (compound, True)):
        if word in known:
            return keeps
    return left.casefold() in _FIRST or right.casefold() in _LAST


def _is_prose(cells: Sequence[_Cell]) -> bool:
    return median(len(cell.text) for cell in cells) >= _PROSE


def _starts(split: Sequence[_Row]) -> list[int]:
    """Return where the columns after the first begin; nothing if the rows do not agree."""
    found: list[int] = []
    later = sorted(cell.start for row in split for cell in row.cells[1:])
    while later:
        near = {start: sum(abs(other - start) <= _ALIGNED for other in later) for start in set(later)}
        best = max(near, key=lambda start: (near[start], -start))
        if near[best] < max(_FEWEST_ROWS, _ALIGNED_SHARE * len(split) * bool(not found)):
            break
        found.append(best)
        later = [start for start in later if abs(start - best) > _ALIGNED]
    is_told = len(later) <= (1 - _ALIGNED_SHARE) * len(split)
    return sorted(found) if is_told else []


def _read(rows: Sequence[_Row], starts: Sequence[int]) -> Iterator[str]:
    """Yield the lines column by column, between the rows that go over all of them."""
    gaps = [second.number - first.number for first, second in pairwise(rows)]
    usual = median(gaps) if gaps else 1
    columns: list[list[_Row]] = [[] for _ in range(len(starts) + 1)]
    last = None
    for row in rows:
        is_far = last is not None and row.number - last > usual + 1
        if len(row.cells) == 1 and (_goes_over(row.cells[0], starts) or (is_far and row.cells[0].start < starts[0])):
            yield from _flushed(columns, usual)
            yield from ("", row.cells[0].text) if is_far else (row.cells[0].text,)
        else:
            for cell in row.cells:
                column = sum(cell.start >= start - _ALIGNED for start in starts)
                columns[column].append(_Row(row.number, (cell,)))
        last = row.number
    yield from _flushed(columns, usual)


def _goes_over(cell: _Cell, starts: Sequence[int]) -> bool:
    return cell.start < starts[0] - _ALIGNED and cell.start + len(cell.text) >= starts[0] - 1


def _flushed(columns: list[list[_Row]], usual: float) -> Iterator[str]:
    """Yield the lines gathered so far and empty the columns; a sentence may go on from one to the next."""
    before = ""
    for column in columns:
        last = None
        for row in column:
            gap = row.number - last if last is not None else usual + 1
            if gap > usual + 1 or (gap > usual and (not before or before.endswith(_SENTENCE_ENDS))):
                yield ""
            before, last = row.cells[0].text, row.number
            yield before
        column.clear()
