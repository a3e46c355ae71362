"""Which column of a table is what, by its name and by what is in it: a name alone is not believed against the cells."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from geodata.datasets.casting import coordinates, event_dates
from geodata.datasets.casting.cells import NOTHING
from geodata.datasets.casting.regions import names_a_region
from geodata.datasets.reading.column_names import (
    CLERICAL,
    DATE_WORDS,
    DAY_FIRST,
    END_WORDS,
    LAT_WORDS,
    LON_WORDS,
    NAMES,
    PRECISION_WORDS,
    RUNNING,
    STRONG_DATES,
    TIME_WORDS,
    WEAK_REGIONS,
)
from geodata.datasets.reading.columns import COLUMNS, ColumnMapping, rung_of

Cells = Sequence[str]

_NUMBER: Final = re.compile(r"[+-]?\d{1,12}([.,]\d{0,20})?", re.ASCII)
_YEAR: Final = re.compile(r"[12]\d{3}(\.0)?", re.ASCII)
_WHOLE_NUMBER: Final = re.compile(r"\d{1,9}(\.0)?", re.ASCII)
_MOST_METRES: Final = 5_000
_HALF: Final = 0.5
_MOST: Final = 0.8


def guess(header: Sequence[str], sample: Sequence[Sequence[str]]) -> ColumnMapping:
    """Return the likeliest mapping of a table with these column names and first rows."""
    return _Guess(header, sample).mapping()


def is_running(name: str) -> bool:
    """Tell whether a column of this name may number rows within a day or a sheet, and so be no id."""
    return plain(name) in RUNNING


def is_day_first(name: str) -> bool:
    """Tell whether the name of a column of dates is in a language whose writers put the day before the month."""
    return bool(DAY_FIRST & set(plain(name).split()))


def passed_over(header: Sequence[str], mapping: ColumnMapping) -> list[str]:
    """Return the columns whose names suggest a field that has no column, as their cells are none of it."""
    taken = set(mapping.named)
    empty = [field for field in COLUMNS if field in NAMES and not mapping.columns_of(field)]
    skipped = {"position"} | ({"year", "month", "day"} if mapping.first else {"first"} if mapping.year else set())
    wanted = {name for field in empty if field not in skipped for name in _listed(field)}
    return [name for name in header if name not in taken and plain(name) in wanted]


def candidates(header: Sequence[str], sample: Sequence[Sequence[str]], mapping: ColumnMapping) -> dict[str, list[str]]:
    """Return, for a date or a place that has no column, the columns that look like one, by the field of the mapping."""
    guesser = _Guess(header, sample)
    free = [name for name in header if name not in mapping.named]
    found: dict[str, list[str]] = {}
    if not (mapping.first or mapping.year):
        found["first"] = [name for name in free if guesser.share(name, event_dates.is_date) >= _MOST]
    if not (mapping.lat or mapping.position):
        found["position"] = [name for name in free if guesser.share(name, _is_position) >= _MOST]
        found["lat"] = [name for name in free if guesser.share(name, _is_fraction) >= _MOST]
    return {field: names for field, names in found.items() if names}


@cache
def plain(name: str) -> str:
    """Return the words of a column's name in small letters: without diacritics, brackets and camel case."""
    words = re.sub(r"(?<=[a-zа-яіїєґ])(?=[A-ZА-ЯІЇЄҐ])", " ", name)
    words = re.sub(r"[(\[{][^)\]}]*[)\]}]", " ", words) if re.match(r"\s*[^\s(\[{]", words) else words
    letters = []
    for letter in unicodedata.normalize("NFC", words.casefold()):
        base = unicodedata.normalize("NFKD", letter)[0]
        letters.append(base if base.isascii() and base.isalpha() else letter)
    found = " ".join(re.sub(r"[\W_]+", " ", "".join(letters)).split())
    return found or name.strip()


@cache
def _listed(field: str) -> tuple[str, ...]:
    return tuple(NAMES[field].split("|"))


class _Guess:
    """One table while its columns are told: each is taken once."""

    def __init__(self, header: Sequence[str], sample: Sequence[Sequence[str]]) -> None:
        self._free = dict.fromkeys(header)
        self._cells = {
            name: [cell for row in sample if at < len(row) and (cell := row[at].strip()) and cell not in NOTHING]
            for at, name in enumerate(header)
        }
        self._found: dict[str, str] = {}

    def mapping(self) -> ColumnMapping:
        """Return what each column is."""
        self._take_coordinates()
        self._take_dates()
        for field in ("id", "title", "kind", "place", "source", "country", "district"):
            self._take(field, self._ranked(field), _CHECKS.get(field))
        self._take("region", [name for name in self._ranked("region") if self._names_regions(name)])
        self._take_precision()
        return ColumnMapping.model_validate(self._found)

    def share(self, name: str, check: Callable[[str], object]) -> float:
        """Return which part of the cells given passes the check, 0 where none is given."""
        cells = self._cells[name]
        return sum(bool(check(cell)) for cell in cells) / len(cells) if cells else 0.0

    def _ranked(self, field: str) -> list[str]:
        """Return the free columns with a name that the field is known by, likeliest first."""
        wanted = _listed(field)
        ranked = sorted(
            (wanted.index(plain(name)), at, name) for at, name in enumerate(self._free) if plain(name) in wanted
        )
        return [name for *_, name in ranked]

    def _take(self, field: str, names: Sequence[str], check: Callable[[str], object] | None = None) -> str:
        """Take the first of these columns of which half of the cells pass the check; a column without cells passes."""
        for name in names:
            if check is None or not self._cells[name] or self.share(name, check) >= _HALF:
                return self._is(field, name)
        return ""

    def _is(self, field: str, name: str) -> str:
        self._found[field] = name
        self._free.pop(name, None)
        return name

    def _with_words(self, words: frozenset[str], without: frozenset[str] = frozenset()) -> list[str]:
        """Return the free columns that have one of these words in their name, fewest other words first."""
        named = [(len(plain(name).split()), at, name) for at, name in enumerate(self._free)]
        return [
            name
            for *_, name in sorted(named)
            if words & set(plain(name).split()) and not without & set(plain(name).split())
        ]

    def _take_coordinates(self) -> None:
        lats = dict.fromkeys([*self._ranked("lat"), *self._with_words(LAT_WORDS, LON_WORDS)])
        lons = dict.fromkeys([*self._ranked("lon"), *self._with_words(LON_WORDS, LAT_WORDS)])
        for lat in (name for name in lats if self._is_degrees(name, "NS")):
            rest = _without(lat, LAT_WORDS)
            mates = sorted(lons, key=lambda name: _without(name, LON_WORDS) != rest)
            lon = next((name for name in mates if name != lat and self._is_degrees(name, "EW")), "")
            if lon:
                self._is("lat", lat)
                self._is("lon", lon)
                return
        named = self._ranked("position")
        others = [name for name in self._free if name not in named and self.share(name, coordinates.is_shape) >= _MOST]
        for name in (*named, *others):
            if self.share(name, _is_position) >= _HALF:
                self._is("position", name)
                return

    def _names_regions(self, name: str) -> bool:
        """Tell whether a column is one of regions: by its name, or by any cell where that may mean else."""
        return plain(name) not in WEAK_REGIONS or self.share(name, names_a_region) > 0

    def _is_degrees(self, name: str, letters: str) -> bool:
        cells = self._cells[name]
        return not cells or any(
            _NUMBER.fullmatch(cell) or coordinates.degrees(cell, letters) is not None for cell in cells
        )

    def _take_dates(self) -> None:
        ranked = self._ranked("first")
        loose = self._with_words(DATE_WORDS, END_WORDS)
        own = [name for name in dict.fromkeys((*ranked, *loose)) if not CLERICAL & set(plain(name).split())]
        clerical = [name for name in dict.fromkeys((*ranked, *loose)) if name not in own]
        strong = [name for name in own if plain(name) in STRONG_DATES]
        (
            self._take("first", own, _is_date)
            or self._take_parts(with_month=True)
            or self._take("first", clerical, _is_date)
            or self._take("first", strong)
            or self._take_parts(with_month=False)
        )
        first = self._found.get("first", "")
        for name in self._ranked("last") or self._with_words(DATE_WORDS & END_WORDS):
            if self.share(name, _is_date) >= _HALF and self._is_after(name, first):
                self._is("last", name)
                return

    def _is_after(self, name: str, first: str) -> bool:
        """Tell whether the days of a column mostly are not before those of the first column."""
        pairs = (
            list(zip(map(_ordinal, self._cells[first]), map(_ordinal, self._cells[name]), strict=False))
            if first
            else []
        )
        told = [(start, end) for start, end in pairs if start and end]
        return sum(end >= start for start, end in told) * 2 >= len(told)

    def _take_parts(self, *, with_month: bool) -> str:
        if with_month and not self._ranked("month"):
            return ""
        year = self._take("year", self._ranked("year"), _YEAR.fullmatch)
        if year:
            for field in ("month", "day"):
                self._take(field, self._ranked(field), _WHOLE_NUMBER.fullmatch)
        return year

    def _take_precision(self) -> None:
        words = self._with_words(PRECISION_WORDS, TIME_WORDS)
        for name in dict.fromkeys(
            (*(each for each in words if each in self._ranked("precision")), *words, *self._ranked("precision"))
        ):
            cells = self._cells[name]
            is_understood = all(rung_of(cell) for cell in cells)
            if is_understood or (name in words and not _is_in_metres(cells)):
                self._is("precision", name)
                return


def _without(name: str, words: frozenset[str]) -> list[str]:
    return [word for word in plain(name).split() if word not in words]


def _is_in_metres(cells: Cells) -> bool:
    """Tell whether all cells are numbers that measure, and of a few kilometres at most, rather than codes."""
    if not cells or not all(_NUMBER.fullmatch(cell) for cell in cells):
        return False
    numbers = [float(cell.replace(",", ".")) for cell in cells]
    return max(numbers) <= _MOST_METRES and any(number % 1 or number > _MOST_CODE for number in numbers)


_MOST_CODE: Final = 20
"""No set has so many codes for precision: a larger number is one of metres."""


def _is_date(cell: str) -> bool:
    return _ordinal(cell) > 0


def _ordinal(cell: str) -> int:
    for order in (None, "dmy", "mdy"):
        try:
            return event_dates.days(cell, order)[0]
        except ValueError:
            continue
    return 0


def _is_position(cell: str) -> bool:
    return coordinates.position(cell) is not None


def _is_fraction(cell: str) -> bool:
    return "." in cell and coordinates.degrees(cell) is not None


def _is_words(cell: str) -> bool:
    return any(letter.isalpha() for letter in cell) and not coordinates.is_shape(cell)


_CHECKS: Final[Mapping[str, Callable[[str], object]]] = MappingProxyType(
    {"place": _is_words, "title": _is_words, "kind": bool, "country": bool}
)
