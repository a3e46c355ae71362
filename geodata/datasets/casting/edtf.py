"""EDTF (ISO 8601-2) as event sets write it: the days that an expression may mean at most, or why they are not told."""

import calendar
import re
from datetime import date
from typing import Final

from geodata.common.language import marked

NO_DATE: Final = marked(
    "is not a date this product reads: write it like 2024-03-12, 2024-03, 2024 or 2024-03-12/2024-03-14"
)
NO_SUCH_DATE: Final = marked("is no date that exists")
OPEN_ENDED: Final = marked("has no first or no last day: write both, as in 2024-03-12/2024-03-14")
SEASON: Final = marked("is a season, which has other months elsewhere: write its months, as in 2024-03/2024-05")
ENDS_FIRST: Final = marked("ends before it begins")

_DATE: Final = re.compile(r"(\d{1,3}X{1,3}|\d{4})(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?", re.ASCII)
_QUALIFIERS: Final = str.maketrans("", "", "~?%")
_MONTHS: Final = {
    **{33 + number: (1 + 3 * number, 3 + 3 * number) for number in range(4)},  # quarters
    **{37 + number: (1 + 4 * number, 4 + 4 * number) for number in range(3)},  # of four months each
    **{40 + number: (1 + 6 * number, 6 + 6 * number) for number in range(2)},  # halves
}
"""The first and last month of what EDTF writes in place of a month, by its number."""
_SEASONS: Final = range(21, 33)
_DECEMBER: Final = 12

Span = tuple[date, date]


class DateError(ValueError):
    """A cell is no date that can be taken over; ``reason`` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def days(text: str) -> tuple[int, int]:
    """Return the first and last day that ``text`` may mean, as ordinals; raise DateError if it does not bound them.

    Understood are dates, also with X for digits that are not known, quarters and halves of years, intervals, and sets
    of which one or all are meant. What is marked as approximate or uncertain spans the days that it names.
    """
    plain = text.translate(_QUALIFIERS)
    brackets = plain[:1] + plain[-1:]
    if brackets in {"[]", "{}"}:
        spans = [_interval(part, "..") for part in plain[1:-1].split(",")]
    else:
        spans = [_interval(plain, "/")]
    first, last = min(first for first, _last in spans), max(last for _first, last in spans)
    return first.toordinal(), last.toordinal()


def _interval(text: str, mark: str) -> Span:
    start, between, end = (part.strip() for part in text.partition(mark))
    if not between:
        return _date(start)
    if {start, end} & {"", ".."}:
        for part in {start, end} - {"", ".."}:
            _date(part)
        raise DateError(OPEN_ENDED if {start, end} - {"", ".."} else NO_DATE)
    (first, _), (_, last) = _date(start), _date(end)
    if first > last:
        raise DateError(ENDS_FIRST)
    return first, last


def _date(text: str) -> Span:
    match = _DATE.fullmatch(text)
    if not match or len(match[1]) != len("2024"):
        raise DateError(NO_DATE)
    years = [int(match[1].replace("X", digit)) for digit in "09"]
    month, day = match[2] or "XX", match[3] or "XX"
    if month.isdecimal() and int(month) in _SEASONS:
        raise DateError(SEASON)
    months = (1, _DECEMBER) if month == "XX" else _MONTHS.get(int(month), (int(month), int(month)))
    try:
        first = date(years[0], months[0], 1 if day == "XX" else int(day))
        longest = calendar.monthrange(years[1], months[1])[1]
        return first, date(years[1], months[1], longest if day == "XX" else int(day))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise DateError(NO_SUCH_DATE) from error
