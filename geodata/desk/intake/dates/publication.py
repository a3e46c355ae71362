"""Publication dates: which of the times that a document prints and tells programs is that of its publication."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta, timezone
from typing import Any, Final, NamedTuple

from geodata.desk.intake.bylines import read_byline
from geodata.desk.intake.dates.printed import Label, PrintedTime, read_times

_DAY: Final = timedelta(days=1)
_QUARTER_MINUTES: Final = 15
_WIDEST_MINUTES: Final = 14 * 60


class Printed(NamedTuple):
    """A time that a document prints; ``is_placed`` tells that it stands where a time of publication does."""

    time: PrintedTime
    is_placed: bool


def times_in(line: str, near: date | None = None) -> tuple[PrintedTime, ...]:
    """Return the times of a line of times, which may begin or end with a byline: "By Ann Lee | 12 March 2024"."""
    times = read_times(line, near)
    if times or "y" not in line.lower():
        return times
    ends = [place for place, letter in enumerate(line) if letter in " |"]
    for end in ends:
        for names, rest in ((line[:end], line[end:]), (line[end:], line[:end])):
            if read_byline(names.strip(" ,|•·–—-\t")) and (times := read_times(rest.strip(" ,|•·–—-\t"), near)):
                return times
    return ()


def publication(
    printed: Sequence[Printed], stated: PrintedTime | None, changed: PrintedTime | None
) -> tuple[PrintedTime, bool] | None:
    """Return the time of publication and whether it is sure.

    ``stated`` and ``changed`` are what a page tells programs about its publication and its last change. What is printed
    counts for more, unless it may be the time of something else.
    """
    named = [line.time for line in printed if line.time.label is Label.PUBLISHED]
    placed = [line.time for line in printed if line.time.label is Label.NONE and line.is_placed]
    others = [line.time for line in printed if line.time.label is Label.NONE and not line.is_placed]
    if stated:
        said = _as_printed(stated, named, placed, others)
        if said or not placed or (changed and changed.day == placed[0].day):
            return said or stated, True
        return placed[0], False
    if named:
        return named[0], True
    if not placed:
        return None
    # One that gives an hour is no heading; days without one that come again and again are those of a chronicle.
    is_sure = placed[0].local is not None or len({time.day for time in (*placed, *others)}) == 1
    return placed[0], is_sure


def update(printed: Sequence[Printed], stated: PrintedTime | None) -> PrintedTime | None:
    """Return when the document says that it was changed last."""
    named = [line.time for line in printed if line.time.label is Label.UPDATED]
    if stated:
        return _as_printed(stated, named, (), ()) or stated
    return named[0] if named else None


def found(time: PrintedTime, where: str) -> dict[str, Any]:
    """Return the time as the field of an intake, as JSON."""
    moment = time.moment.isoformat() if time.moment else None
    shown = time.printed if time.is_shown else ""
    return {"value": time.printed, "where": where, "day": time.day.isoformat(), "moment": moment, "printed": shown}


def _as_printed(
    stated: PrintedTime, named: Sequence[PrintedTime], placed: Sequence[PrintedTime], others: Sequence[PrintedTime]
) -> PrintedTime | None:
    """Return the printed line that says what is stated, or contradicts it by name; None if there is none."""
    lines = (*named, *placed, *others)
    same = next((time for line in lines if (time := _same_minute(line, stated))), None)
    if same:
        return same
    close = [line for line in (*named, *placed) if abs(line.day - stated.day) <= _DAY]
    # Mastheads print the day that the page was saved on, which may be the next one.
    close += [line for line in others if line.local is None and line.day == stated.day]
    if close and (close[0] in named or not named):
        # The hour that programs are told belongs to the printed day only if the days are the same.
        keeps = close[0].local is None and close[0].day == stated.day
        return close[0]._replace(moment=stated.moment) if keeps else close[0]
    return named[0] if named else None


def _same_minute(line: PrintedTime, stated: PrintedTime) -> PrintedTime | None:
    """Return the printed ``line`` with its zone if it is the minute of ``stated``, in whatever zone that is."""
    if not stated.moment or not line.local:
        return None
    if line.moment:
        return line if abs(line.moment - stated.moment) < timedelta(minutes=1) else None
    # An hour printed without a zone beside the same moment in UTC leaves one zone only.
    ahead = line.local - stated.moment.astimezone(UTC).replace(tzinfo=None, second=0, microsecond=0)
    minutes = round((ahead - timedelta(seconds=line.local.second)) / timedelta(minutes=1))
    if minutes % _QUARTER_MINUTES or abs(minutes) > _WIDEST_MINUTES:
        return None
    return line._replace(moment=line.local.replace(tzinfo=timezone(timedelta(minutes=minutes))))
