"""Counts for any window of days from two sums: what had started by its end, less what had ended before its start.

An event overlaps the days from a to b if its first day is not after b and its last not before a. So the events of a
window are those that started by b, less those that ended before a, and two cumulative sums answer for every window.
Days are proleptic Gregorian ordinals (``date.toordinal``) throughout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodata.views.selection import Outcome

MOST_BYTES: Final = 64_000_000
"""Memory limit of the cumulative sums of one slider; beyond it days are counted in wider bins."""
_COUNT_BYTES: Final = 8

Days = NDArray[np.int32]
Counts = NDArray[np.int64]


def days_per_bin(first_days: Days, last_days: Days, values: int, most_bytes: int) -> int:
    """Return how many days to count as one so that ``values`` sums for every such bin fit into ``most_bytes``.

    ``first_days`` and ``last_days`` are the distinct days that events start and end on.
    """
    width = 1
    while (
        values * _COUNT_BYTES * sum(np.unique(days // width).size + 1 for days in (first_days, last_days)) > most_bytes
    ):
        width *= 2
    return width


def numbered(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Return the distinct values in order, and for each of ``values`` the number of its own among them."""
    # Arrow hashes where numpy sorts: three to eight times faster.
    encoded = pa.array(values).dictionary_encode()
    distinct = encoded.dictionary.to_numpy()
    order = np.argsort(distinct)
    number = np.empty(order.size, np.int64)
    number[order] = np.arange(order.size)
    return distinct[order], number[encoded.indices.to_numpy()]


@dataclass(frozen=True)
class Groups:
    """The measures of groups of events that share a key and a day, side by side; or with one key for all."""

    key: NDArray[np.integer[Any]] | int
    day: Days
    measures: tuple[Counts, ...]

    def running(self, keys: int, binned_days: int) -> tuple[Days, Counts]:
        """Return the distinct days, or first days of bins, and the sums up to each, by key and measure."""
        days, day = numbered(self.day // binned_days * binned_days)
        sums = np.zeros((days.size + 1, keys, len(self.measures)), np.int64)
        place = (day + 1) * keys + self.key
        flat = sums.reshape(-1, len(self.measures))
        for number, measure in enumerate(self.measures):
            np.add.at(flat[:, number], place, measure)
        np.cumsum(sums, axis=0, out=sums)
        return days, sums


@dataclass(frozen=True)
class Cumulative:
    """Sums by key that had started, and that had ended, by each day something starts or ends.

    ``started[i]`` sums the events of the first ``i`` of ``first_days``, ``ended[i]`` those of the first ``i`` of
    ``last_days``; both have the axes day, key and measure. With ``binned_days`` above 1, days stand for bins of so many
    days, which begin at its multiples: sums are right for windows of whole bins, and ``window`` gives the one counted.
    """

    first_days: Days
    last_days: Days
    started: Counts
    ended: Counts
    binned_days: int

    @classmethod
    def of(cls, started: "Groups", ended: "Groups", keys: int, binned_days: int = 1) -> "Cumulative":
        """Return the sums over groups of events, keyed from 0 to ``keys`` - 1, by the days they start and end on."""
        first_days, starts = started.running(keys, binned_days)
        last_days, ends = ended.running(keys, binned_days)
        return cls(first_days, last_days, starts, ends, binned_days)

    def window(self, start: int, end: int) -> tuple[int, int]:
        """Return the window that is counted for ``start`` to ``end``: the same, or widened to whole bins."""
        width = self.binned_days
        return start // width * width, end // width * width + width - 1

    def within(self, start: int, end: int) -> Counts:
        """Return the sums over the events that overlap ``window(start, end)``, by key and measure."""
        start, end = self.window(start, end)
        ended = np.searchsorted(self.last_days, start, side="left")
        sums: Counts = self.started[np.searchsorted(self.first_days, end, side="right")] - self.ended[ended]
        return sums

    def across(self, starts: Days, ends: Days) -> Counts:
        """Return the sums of all keys and measures for each of the windows from ``starts`` to ``ends``."""
        begun = np.searchsorted(self.first_days, ends, side="right")
        gone = np.searchsorted(self.last_days, starts, side="left")
        sums: Counts = self.started.sum(axis=(1, 2))[begun] - self.ended.sum(axis=(1, 2))[gone]
        return sums


@dataclass(frozen=True)
class Histogram:
    """Bars under the slider, ``days_per_bar`` days each: how many events a window of just those days would hold.

    ``dated`` are given for one day, ``spanning`` for a longer span that reaches into the bar.
    """

    days: Days
    days_per_bar: int
    dated: Counts
    spanning: Counts


@dataclass(frozen=True)
class DayCounts:
    """Ledger and histogram of the same criteria for every window, without a query.

    ``spans`` has one key and two measures, the events that the map draws and those that it cannot; ``undated`` has the
    same two of the events without a date. ``dated`` has one of each, for the events that are given for one day only.
    """

    given: int
    filtered: int
    undated: tuple[int, int]
    spans: Cumulative
    dated: Cumulative

    @property
    def bounds(self) -> tuple[int, int] | None:
        """Return the first and last day of any event that passes, or None if none has a date."""
        if not self.spans.first_days.size:
            return None
        return int(self.spans.first_days[0]), int(self.spans.last_days[-1])

    def ledger(self, days: tuple[int, int] | None) -> Mapping[Outcome, int]:
        """Return the number of events by outcome in the window ``days``, or in all time; they add up to ``given``.

        All time includes the events without a date; in a window they are counted apart.
        """
        everything = int(self.spans.started[-1].sum())
        shown, unlocated = (self.spans.within(*days) if days else self.spans.started[-1])[0].tolist()
        if days is None:
            drawn, nowhere = self.undated
            return dict.fromkeys(Outcome, 0) | {
                Outcome.FILTERED: self.filtered,
                Outcome.UNLOCATED: unlocated + nowhere,
                Outcome.SHOWN: shown + drawn,
            }
        return {
            Outcome.FILTERED: self.filtered,
            Outcome.UNDATED: sum(self.undated),
            Outcome.OUTSIDE: everything - shown - unlocated,
            Outcome.UNLOCATED: unlocated,
            Outcome.SHOWN: shown,
        }

    def histogram(self, first: int, last: int, most_bars: int = 400) -> Histogram:
        """Return bars from ``first`` to ``last``, both included, as narrow as ``most_bars`` allows."""
        width = -(-(last - first + 1) // most_bars)
        starts = np.arange(first, last + 1, width, dtype=np.int32)
        ends = np.minimum(starts + (width - 1), last)
        every = self.spans.across(starts, ends)
        dated = self.dated.across(starts, ends)
        return Histogram(starts, width, dated, every - dated)
