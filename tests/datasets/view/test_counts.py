"""Counts for every window: what started by its end less what ended before its start, as if counted one by one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.datasets.view.counts import Cumulative, DayCounts, Groups, days_per_bin, numbered
from geodata.views.selection import Outcome

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
    start, end = ((FIRST + day).astype(np.int32) for day in (first, last))
    return Cumulative.of(Groups(key, start, end, measures), keys, binned_days)


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


@LAWS
@given(EVENTS, WINDOWS, st.integers(1, 6))
def test_wider_bins_of_sums_are_those_of_the_events(events: list[Event], window: list[int], width: int) -> None:
    start, end = (FIRST + day for day in window)
    narrow, wide = cumulative(events, 2).binned(width), cumulative(events, 2 * width)
    assert narrow.window(start, end) == wide.window(start, end)
    assert narrow.within(start, end).tolist() == wide.within(start, end).tolist()
    assert narrow.whole.tolist() == wide.whole.tolist()


@pytest.mark.parametrize(
    ("keys", "events", "expected"), [(10, 10**6, 1), (300, 10**3, 1), (300, 10**7, 16), (10**7, 10**8, 4_096)]
)
def test_bins_are_as_narrow_as_the_memory_allows(keys: int, events: int, expected: int) -> None:
    width = days_per_bin((FIRST, FIRST + 4_095), keys, events, 10**5)
    assert width == expected


def account(events: list[Event], filtered: int = 0, undated: int = 0) -> DayCounts:
    key, first, last = (np.array(column, np.int64) for column in (list(zip(*events, strict=True)) or [(), (), ()]))
    measures = (1 - key % 2, key % 2, (first == last).astype(np.int64))
    start, end = ((FIRST + day).astype(np.int32) for day in (first, last))
    sums = Cumulative.of(Groups(0, start, end, measures), 1)
    bounds = (FIRST + int(first.min()), FIRST + int(last.max())) if events else None
    return DayCounts(len(events) + filtered + undated, filtered, (undated, 0), sums, bounds)


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


def test_an_empty_set_has_no_bounds_and_an_empty_account() -> None:
    counts = account([])
    assert counts.bounds is None
    assert sum(counts.ledger((FIRST, FIRST)).values()) == 0
