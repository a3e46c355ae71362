"""Dates of event sets: the days that a cell spans, as fine as it says and no finer."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from geodata.common.errors import TimeError
from geodata.datasets.reading.formats import Widening
from geodata.model.times import EventTime

Order = Literal["iso", "dmy", "mdy"]
Days = NDArray[np.int32]

_LONGEST: Final = 40
_EPOCH: Final = date(1970, 1, 1).toordinal()
_ISO: Final = re.compile(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})([T ]\d{1,2}:\d{2}.*)?", re.ASCII)
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_NAMED: Final = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})", re.ASCII)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def days(text: str, order: Order) -> tuple[int, int]:
    """Return the first and last day that ``text`` means, as ordinals; raise ValueError if it means none.

    Understood are days in ISO 8601 with or without dashes and time, EDTF months, years and closed intervals, dotted
    days (12.03.2024), and days with the month's English name. ``order`` says what 03/04/2024 is; "iso": nothing.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise ValueError(text[:_LONGEST])
    parts = _numbers(text, order)
    if parts:
        day = date(*parts).toordinal()
        return day, day
    try:
        time = EventTime.parse(text)
    except TimeError as error:
        raise ValueError(text) from error
    if time.first is None or time.last is None:
        raise ValueError(text)
    return time.first.toordinal(), time.last.toordinal()


def order_of(sample: list[str]) -> Order:
    """Return how the days with slashes in ``sample`` must be read, "iso" if there are none or they do not tell."""
    found = [match for text in sample if (match := _SLASHED.fullmatch(text.strip()))]
    most_months = len(_MONTHS)
    if any(int(match[1]) > most_months for match in found):
        return "dmy"
    return "mdy" if any(int(match[2]) > most_months for match in found) else "iso"


def is_unclear(text: str) -> bool:
    """Tell whether ``text`` is a day of which only the order of day and month is missing."""
    return bool(_SLASHED.fullmatch(text.strip()))


def widen(first: Days, last: Days, codes: NDArray[np.object_], spans: Mapping[str, Widening]) -> None:
    """Widen in place the spans that are shorter than their date code allows; ordinals, 0 where there is no date."""
    for code, (shortest, to) in spans.items():
        rows = np.flatnonzero((codes == code) & (first > 0) & (last - first + 1 < shortest))
        if isinstance(to, int):
            first[rows] = np.maximum(first[rows] - to, date.min.toordinal())
            last[rows] = np.minimum(last[rows] + to, date.max.toordinal())
            continue
        unit = "M8[M]" if to == "month" else "M8[Y]"
        begin = (first[rows] - _EPOCH).astype("M8[D]").astype(unit)
        end = (last[rows] - _EPOCH).astype("M8[D]").astype(unit) + 1
        first[rows] = begin.astype("M8[D]").astype(np.int64) + _EPOCH
        last[rows] = end.astype("M8[D]").astype(np.int64) + _EPOCH - 1


def year(days: Days) -> NDArray[np.int64]:
    """Return the year of each day, given as an ordinal."""
    years: NDArray[np.int64] = (days - _EPOCH).astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970
    return years


def _numbers(text: str, order: Order) -> tuple[int, int, int] | None:
    """Return year, month and day of a single day, None if ``text`` has no such form."""
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DOTTED.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _NAMED.fullmatch(text):
        return int(match[3]), _MONTHS.index(match[2][:3].lower()) + 1, int(match[1])
    if order != "iso" and (match := _SLASHED.fullmatch(text)):
        month, day = (match[2], match[1]) if order == "dmy" else (match[1], match[2])
        return int(match[3]), int(month), int(day)
    return None
