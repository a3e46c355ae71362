"""Formats: how an event set is recognised by its columns, and which of them are what under the names of a file."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, field_validator

from geodata.datasets.reading.columns import COLUMNS, LAT, LON, ColumnMapping
from geodata.model.times import Clock

_FEWEST_TYPICAL: Final = 2
_SHAPEFILE_LETTERS: Final = 10
_DAY: Final = re.compile(r"\s*\d{1,4}[-./]?\d{1,2}[-./]?\d{1,4}", re.ASCII)
_PLAIN_DAY: Final = re.compile(r"\d{8}", re.ASCII)
_NUMBER: Final = re.compile(r"\s*([+-]?\d{1,3}([.,]\d*)?)?\s*", re.ASCII)
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#@\\]+([/?#][^\s]*)?", re.ASCII | re.IGNORECASE)


class Credit(BaseModel):
    """Who coded a set, under which terms, and how it asks to be cited."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    coded_by: str = Field(min_length=1, max_length=120)
    licence: str = Field(default="", max_length=400)
    licence_url: str = Field(default="", max_length=400)
    how_to_cite: str = Field(default="", max_length=2_000)
    url: str = Field(default="", max_length=400)

    @field_validator("url", "licence_url")
    @classmethod
    def _is_web_address(cls, address: str) -> str:
        address = address.strip()
        if address and not _WEB_ADDRESS.fullmatch(address):
            message = "is no web address: begin it with https:// or http://"
            raise ValueError(message)
        return address


@dataclass(frozen=True)
class Format:
    """A known event set, told by its columns in any carrier, whatever else was left out of them or added.

    A file is of it that has all columns of ``core`` and some of ``typical``. ``aliases`` are other names that its files
    give a column. ``nameless`` are the columns, in order, of files without a header. ``clock`` says what its dates are:
    of the event, or of the report. ``vicinity_km`` is the radius that its code for a vicinity stands for, if it says
    one.
    """

    id: str
    name: str
    columns: ColumnMapping
    credit: Credit
    core: tuple[str, ...]
    typical: tuple[str, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    nameless: tuple[tuple[str, ...], ...] = ()
    clock: Clock = Clock.HAPPENED
    vicinity_km: int | None = None


def recognise(header: Sequence[str], formats: Collection[Format]) -> Format | None:
    """Return the format that a file with these columns is of, whatever their case and order, or None."""
    given = {*_by_key(header, formats)}

    def count(known: Format, names: Sequence[str]) -> int:
        others = [(_key(name), _key(alias)) for alias, name in known.aliases.items()]
        spellings = ({_key(name), *(alias for other, alias in others if other == _key(name))} for name in names)
        return sum(not given.isdisjoint(spelling) for spelling in spellings)

    fits = [known for known in formats if count(known, known.core) == len(known.core)]
    ranked = sorted(fits, key=lambda known: count(known, known.typical), reverse=True)
    return next((known for known in ranked if count(known, known.typical) >= _FEWEST_TYPICAL), None)


def nameless_header(first: Sequence[str], formats: Iterable[Format]) -> tuple[str, ...]:
    """Return the column names of a file of a known set without a header, by its first record, or nothing."""
    return next(
        (header for known in formats for header in known.nameless if _is_record(first, header, known)),
        (),
    )


def _is_record(cells: Sequence[str], header: Sequence[str], known: Format) -> bool:
    """Tell whether the cells are a record of these columns: numbers, a day and a code where a header has names."""
    if len(cells) != len(header):
        return False
    cell, named = dict(zip(header, map(str.strip, cells), strict=True)), present(known, header)
    code, day = cell[named.precision], cell[named.first]
    is_day = _DAY.match(day) if code in (named.rungs or {}) else _PLAIN_DAY.fullmatch(day)
    return (
        bool(is_day)
        and cell[named.id].isdecimal()
        and all(_NUMBER.fullmatch(cell[at]) for at in (named.lat, named.lon))
    )


def present(known: Format, header: Sequence[str]) -> ColumnMapping:
    """Return the columns of a known set by their names in ``header``, without those that are not there."""
    names = _by_key(header, [known])
    names = {_key(name): names[_key(alias)] for alias, name in known.aliases.items() if _key(alias) in names} | names
    columns = known.columns

    def found(wanted: Sequence[str]) -> tuple[str, ...]:
        return tuple(names[_key(name)] for name in wanted if _key(name) in names)

    changes: dict[str, object] = {}
    for part in COLUMNS:
        names_found = found(columns.columns_of(part))
        changes[part] = next(iter(names_found), "") if isinstance(getattr(columns, part), str) else names_found
    if not (changes["lat"] and changes["lon"]):
        changes |= {"lat": LAT, "lon": LON} if LAT in header else {"lat": "", "lon": ""}
    flags = {names[_key(flag)]: words for flag, words in columns.flags.items() if _key(flag) in names}
    codes = found(columns.codes or ())
    return columns.model_copy(update=changes | {"flags": flags, "codes": codes, "numbers": found(columns.numbers)})


def _by_key(header: Sequence[str], formats: Iterable[Format]) -> dict[str, str]:
    """Return the columns by what names are compared by; a Shapefile has but ten letters of each."""
    names = {_key(name): name for name in reversed(header)}
    cut = {name.casefold(): name for name in header if len(name) == _SHAPEFILE_LETTERS}
    for known in formats:
        for name in (*known.core, *known.typical, *known.columns.used):
            if len(name) > _SHAPEFILE_LETTERS and name[:_SHAPEFILE_LETTERS].casefold() in cut:
                names.setdefault(_key(name), cut[name[:_SHAPEFILE_LETTERS].casefold()])
    return names


def _key(name: str) -> str:
    """Return what names of columns are compared by."""
    return re.sub(r"[\W_]+", "", name.casefold())
