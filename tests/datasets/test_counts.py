"""Counts for every window: what started by its end less what ended before its start, as if counted one by one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.datasets.view.counts import Cumulative, DayCounts, Groups, days_per_bin, numbered
from geodata.views.selection import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

LAWS = settings(deadline=None, max_examples=150)
FIRST = date(2024, 1, 1).toordinal()
KEYS = 4
Event = tuple[int, int, int]
"""A key, and the days after the first that an event starts and ends on."""
EVENTS = st.lists(
    st.tuples(st.integers(0, KEYS - 1), st.integers(0, 60), st.integers(0, 40)).map(
        lambda e: (e[0], e[1], e[1] + e[2])
    ),
    max_size=60,
)
WINDOWS = st.tuples(st.integers(-10, 120), st.integers(-10, 120)).map(sorted)


def cumulative(events: list[Event], binned_days: int = 1, keys: int = KEYS) -> Cumulative:
    key, first, last = (np.array(column, np.int64) for column in (list(zip(*events, strict=True)) or [(), (), ()]))
    measures = (np.ones(len(events), np.int64), key * 10)
    started, ended = (Groups(key, (FIRST + day).astype(np.int32), measures) for day in (first, last))
    return Cumulative.of(started, ended, keys, binned_days)


def one_by_one(events: list[Event], start: int, end: int) -> list[int]:
    return [
        sum(key == wanted and first <= end and last >= start for key, first, last in events) for wanted in range(KEYS)
    ]


@LAWS
@given(EVENTS, WINDOWS)
def test_a_window_counts_the_events_that_overlap_it(events: list[Event], window: list[int]) -> None:
    start, end = window
    sums = cumulative(events).within(FIRST + start, FIRST + end)
    assert sums[:, 0].tolist() == one_by_one(events, start, end)
    assert sums[:, 1].tolist() == [key * 10 * count for key, count in enumerate(one_by_one(events, start, end))]


@LAWS
@given(EVENTS, WINDOWS, st.integers(1, 30))
def test_bins_count_exactly_the_window_that_they_say(events: list[Event], window: list[int], width: int) -> None:
    sums = cumulative(events, width)
    start, end = sums.window(FIRST + window[0], FIRST + window[1])
    assert start <= FIRST + window[0] <= FIRST + window[1] <= end
    assert start > FIRST + window[0] - width
    assert end < FIRST + window[1] + width
    assert sums.within(FIRST + window[0], FIRST + window[1])[:, 0].tolist() == one_by_one(
        events, start - FIRST, end - FIRST
    )
    assert sums.within(start, end).tolist() == sums.within(FIRST + window[0], FIRST + window[1]).tolist()


@LAWS
@given(EVENTS)
def test_days_are_not_binned_without_saying_so(events: list[Event]) -> None:
    assert cumulative(events).window(FIRST + 3, FIRST + 5) == (FIRST + 3, FIRST + 5)


@LAWS
@given(st.lists(st.integers(-(2**62), 2**62)))
def test_values_are_numbered_in_their_order(values: list[int]) -> None:
    distinct, number = numbered(np.array(values, np.int64))
    assert distinct.tolist() == sorted(set(values))
    assert distinct[number].tolist() == values


@pytest.mark.parametrize(("days", "values", "most", "expected"), [(100, 10, 10**6, 1), (4_000, 1_200, 64_000_000, 2)])
def test_bins_are_as_narrow_as_the_memory_allows(days: int, values: int, most: int, expected: int) -> None:
    each = np.arange(FIRST, FIRST + days, dtype=np.int32)
    width = days_per_bin(each, each, values, most)
    assert width == expected
    bins = len({day // width for day in each.tolist()}) + 1
    assert 2 * bins * values * 8 <= most


def test_one_event_of_long_ago_does_not_widen_the_bins() -> None:
    days = np.array([1, *range(FIRST, FIRST + 1_000)], np.int32)
    assert days_per_bin(days, days, 1_200, 64_000_000) == 1


def account(events: list[Event], filtered: int = 0, undated: int = 0) -> DayCounts:
    one_day = [event for event in events if event[1] == event[2]]
    spans = counted(events, lambda key: (key % 2 == 0, key % 2 == 1))
    dated = counted(one_day, lambda _key: (True,))
    return DayCounts(len(events) + filtered + undated, filtered, (undated, 0), spans, dated)


def counted(events: list[Event], measures: Callable[[int], tuple[bool, ...]]) -> Cumulative:
    """Sums with one key for all events, which count in each of the measures or not."""
    columns = np.array([measures(key) for key, _, _ in events], np.int64).reshape(len(events), len(measures(0)))
    days = (np.array([FIRST + event[end] for event in events], np.int32) for end in (1, 2))
    started, ended = (Groups(0, day, tuple(columns.T)) for day in days)
    return Cumulative.of(started, ended, 1)


@LAWS
@given(EVENTS, WINDOWS, st.integers(0, 5), st.integers(0, 5))
def test_the_outcomes_of_every_window_add_up_to_what_was_given(
    events: list[Event], window: list[int], filtered: int, undated: int
) -> None:
    counts = account(events, filtered, undated)
    ledger = counts.ledger((FIRST + window[0], FIRST + window[1]))
    assert list(ledger) == list(Outcome)
    assert sum(ledger.values()) == counts.given
    overlapping = one_by_one([(key % 2, first, last) for key, first, last in events], *window)
    assert [ledger[Outcome.SHOWN], ledger[Outcome.UNLOCATED]] == overlapping[:2]
    all_time = counts.ledger(None)
    assert (all_time[Outcome.OUTSIDE], all_time[Outcome.UNDATED], sum(all_time.values())) == (0, 0, counts.given)


@LAWS
@given(EVENTS, st.integers(1, 200), st.integers(1, 50))
def test_a_bar_counts_what_a_window_of_its_days_would_hold(events: list[Event], days: int, most: int) -> None:
    bars = account(events).histogram(FIRST, FIRST + days - 1, most)
    assert bars.days.size <= most
    assert bars.days[0] == FIRST
    assert bars.days[-1] + bars.days_per_bar >= FIRST + days
    for number, start in enumerate((bars.days - FIRST).tolist()):
        end = min(start + bars.days_per_bar, days) - 1
        overlapping = [(first, last) for _, first, last in events if first <= end and last >= start]
        one_day = sum(first == last for first, last in overlapping)
        assert (bars.dated[number], bars.spanning[number]) == (one_day, len(overlapping) - one_day)


def test_an_empty_set_has_no_bounds_and_an_empty_account() -> None:
    counts = account([])
    assert counts.bounds is None
    assert sum(counts.ledger((FIRST, FIRST)).values()) == 0
