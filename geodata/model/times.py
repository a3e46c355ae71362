"""Event times as EDTF: what a source says about when, never finer than it says."""

import calendar
import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict

from geodata.common.errors import TimeError
from geodata.common.language import _, marked, month, written_out

_DATE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?(?P<approximate>[~?%]?)", re.ASCII)
_LONGEST = len("2024-03-12~/2024-03-12~")


class Clock(StrEnum):
    """Which time a window is laid over: when a claim was published, or when its event took place."""

    REPORTED = "reported"
    HAPPENED = "happened"


class EventTime(BaseModel):
    """A span of whole days, both ends included, as an EDTF level 0 or 1 string gives it.

    ``first`` is None for an open start (``../2024-03-12``), ``last`` for an open end. Days are
    calendar days as the source prints them; there is no hour and no time zone in them.
    ``approximate`` is true where EDTF says so (``~``, ``?`` or ``%``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    edtf: str
    first: date | None
    last: date | None
    approximate: bool

    @classmethod
    def parse(cls, edtf: str) -> Self:
        """Return the days that ``edtf`` spans; raise TimeError for anything else than a date or interval."""
        start, slash, end = edtf.partition("/") if len(edtf) <= _LONGEST else ("", "", "")
        if edtf == "../..":
            raise _unreadable(edtf)
        first = None if slash and start == ".." else _days(start, edtf)[0]
        last = None if slash and end == ".." else _days(end if slash else start, edtf)[1]
        if first and last and first > last:
            raise TimeError(marked('the time "{edtf}" ends before it begins: exchange its two dates'), edtf=edtf)
        return cls(edtf=edtf, first=first, last=last, approximate=any(mark in edtf for mark in "~?%"))

    def overlaps(self, start: date, end: date) -> bool:
        """Tell whether any day of the window ``start`` to ``end``, both included, may be meant."""
        return (self.first is None or self.first <= end) and (self.last is None or self.last >= start)

    @property
    def is_one_day(self) -> bool:
        """Tell whether the source dates this to a single day."""
        return self.first is not None and self.first == self.last

    @property
    def words(self) -> str:
        """Return the time in plain words, with the month written out and nothing finer than the source says."""
        start, slash, end = self.edtf.partition("/")
        if not slash or start == end:
            return _named(start) if self.is_one_day else _("{span}, day not stated").format(span=_named(start))
        if start == "..":
            return _("not after {day}").format(day=_named(end))
        if end == "..":
            return _("not before {day}").format(day=_named(start))
        return _("{first} to {last}").format(first=_named(start), last=_named(end))


def _read_edtf(value: object) -> object:
    if isinstance(value, EventTime):
        return value
    if not isinstance(value, str):
        message = "a time is written as an EDTF string like 2024-03-12"
        raise ValueError(message)  # noqa: TRY004 - pydantic turns only ValueError into a message that names the field
    try:
        return EventTime.parse(value)
    except TimeError as error:
        raise ValueError(str(error)) from error


Edtf = Annotated[EventTime, BeforeValidator(_read_edtf)]
"""An EventTime field that a data file gives as an EDTF string."""


def _named(part: str) -> str:
    """Return one date of an EDTF string as "12 March 2024", "March 2024" or "2024", as fine as it is written."""
    written = part.rstrip("~?%")
    first = _days(written, part)[0]
    name = (str(first.year), month(first), written_out(first))[written.count("-")]
    return name if written == part else _("about {day}").format(day=name)


def _days(part: str, edtf: str) -> tuple[date, date]:
    match = _DATE.fullmatch(part)
    if not match:
        raise _unreadable(edtf)
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    try:
        first = date(year, month if match["month"] else 1, day if match["day"] else 1)
        last_month = month or 12
        return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError) as error:
        raise TimeError(marked('the time "{edtf}" names a day that does not exist: correct it'), edtf=edtf) from error


def _unreadable(edtf: str) -> TimeError:
    return TimeError(
        marked('the time "{edtf}" is not a date this product reads: write it like 2024-03-12, 2024-03, ../2024-03-12'),
        edtf=edtf[:40],
    )
