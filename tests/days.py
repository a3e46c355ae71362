"""What a bar of the timeline holds, counted the plain way: a reference for the browser's counting."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from geodata.views.selection import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geodata.model.events import Event
    from geodata.model.times import Clock


class Day(NamedTuple):
    """The claims dated to one day, and those given only for a longer or open span that includes it."""

    day: date
    dated: Tally
    spanning: Tally


def histogram(events: Sequence[Event], clock: Clock, first: date, last: date) -> list[Day]:
    """A Day for each day from ``first`` to ``last`` that any claim may be of."""
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    found = [_day(events, clock, day) for day in days]
    return [day for day in found if (day.dated + day.spanning).total]


def _day(events: Sequence[Event], clock: Clock, day: date) -> Day:
    here = [event for event in events if (time := event.time(clock)) and time.overlaps(day, day)]
    dated = [event for event in here if (time := event.time(clock)) and time.is_one_day]
    return Day(day, Tally.of(dated), Tally.of([event for event in here if event not in dated]))
