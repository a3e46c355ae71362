"""Steps move a window along the days that have claims, and back the same way."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import Clock, load
from geodata.views.selection import histogram
from geodata.views.steps import Window, earlier, later, rewound

FIRST = date(2024, 3, 1)
CALENDAR = [FIRST + timedelta(days=offset) for offset in range(31)]
ALL = settings(deadline=None, max_examples=60)
DAYS = st.lists(st.sampled_from(CALENDAR), unique=True).map(sorted)
WINDOWS = st.lists(st.sampled_from(CALENDAR), min_size=2, max_size=2).map(sorted).map(lambda pair: (pair[0], pair[1]))


def march(*days: int) -> tuple[date, ...]:
    return tuple(date(2024, 3, day) for day in days)


def at(start: int, end: int) -> Window:
    return date(2024, 3, start), date(2024, 3, end)


def played(window: Window, days: Sequence[date]) -> list[Window]:
    """Return the windows that playing shows, from where it starts to where it ends."""
    seen = [rewound(window, days)]
    while (following := later(seen[-1], days)) is not None:
        assert len(seen) <= len(days), "playing does not end"
        seen.append(following)
    return seen


@pytest.mark.parametrize(
    ("window", "following"),
    [
        (at(5, 5), at(12, 12)),
        (at(12, 12), at(13, 13)),
        (at(1, 1), at(5, 5)),
        (at(13, 13), None),
        (at(20, 20), None),
        (at(1, 4), at(1, 5)),
        (at(1, 5), at(1, 12)),
        (at(5, 12), at(5, 13)),
        (at(1, 13), None),
        (at(1, 31), None),
    ],
)
def test_one_day_moves_to_the_next_with_claims_and_a_wider_window_grows_to_it(
    window: Window, following: Window | None
) -> None:
    assert later(window, march(5, 12, 13)) == following


@pytest.mark.parametrize(
    ("window", "previous"),
    [
        (at(13, 13), at(12, 12)),
        (at(20, 20), at(13, 13)),
        (at(5, 5), None),
        (at(1, 1), None),
        (at(1, 13), at(1, 12)),
        (at(1, 31), at(1, 13)),
        (at(1, 5), None),
        (at(6, 12), None),
        (at(5, 12), None),  # one day alone would move instead of growing back
    ],
)
def test_one_day_moves_to_the_day_before_with_claims_and_a_wider_window_shrinks_to_it(
    window: Window, previous: Window | None
) -> None:
    assert earlier(window, march(5, 12, 13)) == previous


@ALL
@given(WINDOWS, DAYS)
def test_a_step_later_and_one_earlier_lead_back(window: Window, days: list[date]) -> None:
    following = later(window, days)
    if following is not None and window[1] in days:
        assert earlier(following, days) == window


@ALL
@given(WINDOWS, DAYS)
def test_a_step_earlier_and_one_later_lead_back(window: Window, days: list[date]) -> None:
    previous = earlier(window, days)
    if previous is not None and window[1] in days:
        assert later(previous, days) == window


@ALL
@given(WINDOWS, DAYS)
def test_a_step_stops_on_a_day_with_claims_and_keeps_the_kind_of_window(window: Window, days: list[date]) -> None:
    for step, direction in ((later, 1), (earlier, -1)):
        moved = step(window, days)
        if moved is not None:
            assert moved[1] in days
            assert (moved[1] - window[1]).days * direction > 0
            assert (moved[0] == moved[1]) == (window[0] == window[1])
            assert moved[0] in {window[0], moved[1]}
            between = range(min(window[1], moved[1]).toordinal() + 1, max(window[1], moved[1]).toordinal())
            assert not {day.toordinal() for day in days} & set(between)


@ALL
@given(WINDOWS, DAYS)
def test_there_is_no_step_exactly_if_no_day_with_claims_is_left(window: Window, days: list[date]) -> None:
    start, end = window
    assert (later(window, days) is None) == (not [day for day in days if day > end])
    before = [day for day in days if day < end and (start == end or day > start)]
    assert (earlier(window, days) is None) == (not before)


@ALL
@given(WINDOWS, DAYS)
def test_playing_ends_and_shows_every_day_with_claims_from_where_it_starts(window: Window, days: list[date]) -> None:
    seen = played(window, days)
    assert later(seen[-1], days) is None
    assert [window[1] for window in seen[1:]] == [day for day in days if day > seen[0][1]]


@ALL
@given(WINDOWS, DAYS)
def test_playing_a_wide_window_keeps_its_start_and_ends_no_sooner_than_it(window: Window, days: list[date]) -> None:
    start, end = window
    seen = played(window, days)
    if start != end and [day for day in days if start < day <= end]:
        assert {shown[0] for shown in seen} == {start}
        assert seen[-1][1] >= max(day for day in days if day <= end)
        assert all(shown[0] < shown[1] for shown in seen)


def test_playing_the_month_adds_one_day_with_claims_after_another() -> None:
    assert played(at(1, 31), march(5, 12, 13)) == [at(1, 5), at(1, 12), at(1, 13)]
    assert played(at(5, 13), march(5, 12, 13)) == [at(5, 12), at(5, 13)]
    assert played(at(12, 12), march(5, 12, 13)) == [at(12, 12), at(13, 13)]


def test_playing_goes_on_from_a_window_that_can_go_later() -> None:
    assert rewound(at(1, 5), march(5, 12)) == at(1, 5)


@ALL
@given(WINDOWS)
def test_without_days_there_is_nowhere_to_go(window: Window) -> None:
    assert later(window, ()) is None
    assert earlier(window, ()) is None
    assert played(window, ()) == [window]


def test_playing_all_dates_of_the_edition_grows_day_by_day_to_the_last() -> None:
    edition = load()
    for clock in Clock:
        days = [day.day for day in histogram(edition.events, clock, *edition.bounds) if day.dated.total]
        seen = played(edition.bounds, days)
        assert {shown[0] for shown in seen} == {edition.bounds[0]}
        assert seen[-1] == edition.bounds
        assert len(seen) == len(days) - 1
