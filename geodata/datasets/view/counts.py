"""Counts for any window of days from two sums: what had started by its end, less what had ended before its start.

An event overlaps the days from a to b if its first day is not after b and its last not before a. So the events of a
window are those that started by b, less those that ended before a, and two cumulative sums answer for every window.
Days are proleptic Gregorian ordinals (``date.toordinal``) throughout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodata.views.selection import Outcome

MOST_ENTRIES: Final = 1_500_000
"""Limit on the sums of one view; beyond it days are counted in wider bins."""
_KEY_BITS: Final = 32

Days = NDArray[np.int32]
Counts = NDArray[np.int64]


def days_per_bin(bounds: tuple[int, int], keys: int, events: int, most: int) -> int:
    """Return how many days to count as one so that ``events`` with so many keys make at most ``most`` sums."""
    width = 1
    while min(events, keys * ((bounds[1] - bounds[0]) // width + 1)) > most and width <= bounds[1] - bounds[0]:
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
    """The measures of groups of events that share a key, a first and a last day, side by side; or one key for all."""

    key: NDArray[np.integer[Any]] | int
    first_day: Days
    last_day: Days
    measures: tuple[Counts, ...]

    def only(self, held: NDArray[np.bool_]) -> "Groups":
        """Return some of the groups."""
        key = self.key if isinstance(self.key, int) else self.key[held]
        return Groups(key, self.first_day[held], self.last_day[held], tuple(part[held] for part in self.measures))


@dataclass(frozen=True)
class Running:
    """Sums by key and bin of days, in that order: ``codes`` are ``key << 32 | bin`` of the pairs that have any."""

    keys: int
    codes: NDArray[np.int64]
    values: Counts

    @classmethod
    def of(cls, codes: NDArray[np.int64], values: Counts, keys: int) -> "Running":
        """Return the sums of ``values``, which may have several rows of one pair."""
        distinct, number = numbered(codes)
        sums = np.zeros((distinct.size, values.shape[1]), np.int64)
        np.add.at(sums, number, values)
        return cls(keys, distinct, sums)

    @cached_property
    def totals(self) -> Counts:
        """Return the running sums, which begin with zeros."""
        return np.concatenate([np.zeros((1, self.values.shape[1]), np.int64), np.cumsum(self.values, axis=0)])

    @property
    def bins(self) -> NDArray[np.int64]:
        """Return the bin of each pair."""
        return self.codes & ((1 << _KEY_BITS) - 1)

    def before(self, day_bin: int) -> Counts:
        """Return the sums over the bins before this one, by key and measure."""
        begin = np.arange(self.keys, dtype=np.int64) << _KEY_BITS
        until = np.searchsorted(self.codes, begin | max(0, day_bin))
        sums: Counts = self.totals[until] - self.totals[np.searchsorted(self.codes, begin)]
        return sums

    def of_keys(self, keys: NDArray[np.int64]) -> "Running":
        """Return the sums of these keys only, in order, numbered anew."""
        key = self.codes >> _KEY_BITS
        held = np.isin(key, keys)
        number = np.searchsorted(keys, key[held]).astype(np.int64)
        return Running(keys.size, number << _KEY_BITS | self.bins[held], self.values[held])

    def binned(self, width: int) -> "Running":
        """Return the same sums in bins ``width`` times as wide."""
        keys = self.codes - self.bins
        return Running.of(keys | self.bins // width, self.values, self.keys)


@dataclass(frozen=True)
class Cumulative:
    """Sums by key for every window of days, where ``binned_days`` days from a multiple of them on are one bin.

    ``inside`` sums the events that begin and end in the same bin; ``started`` and ``ended`` the longer ones, by the
    bins that they begin and end in. Sums are right for windows of whole bins; ``window`` gives the one counted.
    """

    inside: Running
    started: Running
    ended: Running
    binned_days: int

    @classmethod
    def of(cls, groups: Groups, keys: int, binned_days: int = 1) -> "Cumulative":
        """Return the sums over groups of events, keyed from 0 to ``keys`` - 1."""
        key = np.broadcast_to(np.asarray(groups.key, np.int64), groups.first_day.shape) << _KEY_BITS
        first, last = (key | day.astype(np.int64) // binned_days for day in (groups.first_day, groups.last_day))
        values = np.stack(groups.measures, axis=1).astype(np.int64)
        short = first == last

        def run(codes: NDArray[np.int64], part: NDArray[np.bool_]) -> Running:
            return Running.of(codes[part], values[part], keys)

        return cls(run(first, short), run(first, ~short), run(last, ~short), binned_days)

    def window(self, start: int, end: int) -> tuple[int, int]:
        """Return the window that is counted for ``start`` to ``end``: the same, or widened to whole bins."""
        width = self.binned_days
        return start // width * width, end // width * width + width - 1

    def within(self, start: int, end: int) -> Counts:
        """Return the sums over the events that overlap ``window(start, end)``, by key and measure."""
        first, after = start // self.binned_days, end // self.binned_days + 1
        short = self.inside.before(after) - self.inside.before(first)
        return short + self.started.before(after) - self.ended.before(first)

    @property
    def whole(self) -> Counts:
        """Return the sums of all time, by key and measure."""
        after = 1 << (_KEY_BITS - 1)
        return self.inside.before(after) + self.started.before(after)

    def of_keys(self, keys: NDArray[np.int64]) -> "Cumulative":
        """Return the sums of these keys only, in order, numbered anew."""
        inside, started, ended = (run.of_keys(keys) for run in (self.inside, self.started, self.ended))
        return Cumulative(inside, started, ended, self.binned_days)

    def binned(self, width: int) -> "Cumulative":
        """Return the same sums in bins ``width`` times as wide."""
        inside, started, ended = (run.binned(width) for run in (self.inside, self.started, self.ended))
        return Cumulative(inside, started, ended, self.binned_days * width)


@dataclass(frozen=True)
class DayCounts:
    """Ledger and bars of the same criteria for every window, without a query.

    ``sums`` has one key and three measures: the events that the map draws, those that it cannot, and, of both, those
    given for one day only. ``undated`` has the first two of the events without a date. ``bounds`` are the first and the
    last day of any event that passes, or None if none has a date.
    """

    given: int
    filtered: int
    undated: tuple[int, int]
    sums: Cumulative
    bounds: tuple[int, int] | None

    def ledger(self, days: tuple[int, int] | None) -> Mapping[Outcome, int]:
        """Return the number of events by outcome in the window ``days``, or in all time; they add up to ``given``.

        All time includes the events without a date; in a window they are counted apart.
        """
        everything = int(self.sums.whole[0, :2].sum())
        shown, unlocated, _one_day = (self.sums.within(*days) if days else self.sums.whole)[0].tolist()
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
