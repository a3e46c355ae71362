"""Steps: how a window of days moves along the days that have claims."""

from collections.abc import Sequence
from datetime import date

Window = tuple[date, date]


def later(window: Window, days: Sequence[date]) -> Window | None:
    """Return the window one step later, or None at the end.

    A window of one day moves to the next of ``days``; a wider one grows to it. ``days`` are the
    days that have claims, in order.
    """
    start, end = window
    following = next((day for day in days if day > end), None)
    if following is None:
        return None
    return (following, following) if start == end else (start, following)


def earlier(window: Window, days: Sequence[date]) -> Window | None:
    """Return the window one step earlier, or None at the beginning; the reverse of ``later``.

    A wider window stays wider than one day, because one of one day would move instead of growing.
    """
    start, end = window
    previous = next((day for day in reversed(days) if day < end), None)
    if previous is None or (start != end and previous <= start):
        return None
    return (previous, previous) if start == end else (start, previous)


def rewound(window: Window, days: Sequence[date]) -> Window:
    """Return where playing starts: ``window`` itself, or its first days if it cannot go later.

    A wider window goes back as far as its first day with claims after its start, and so grows again.
    """
    if later(window, days) or window[0] == window[1]:
        return window
    first = next((day for day in days if day > window[0]), window[1])
    return (window[0], first)
