"""The timeline of a data set: histogram, slider, and steps by the window's length."""

from datetime import date, timedelta

import streamlit as st
from babel.dates import format_date
from streamlit.delta_generator import DeltaGenerator

from geodata.common.language import _, current, plural, written_out
from geodata.datasets.reading.known_sets import FORMATS
from geodata.datasets.schema import DataSet
from geodata.datasets.view.counts import DayCounts
from geodata.model.times import Clock
from geodata.views.filters import Window
from pages.components.shell import browser

SPAN = "set span"
_FORMATS = {"en": "D MMM YYYY"}
_MOST_BARS = 240
_MANY_MONTHS_DAYS = 3 * 366
_MANY_DAYS = 62
_days = browser.component("days")


def show(counts: DayCounts, limits: Window, buttons: DeltaGenerator, dataset: DataSet) -> None:
    """Draw the histogram of ``counts``, the slider over ``limits``, and step buttons into ``buttons``."""
    window: Window = st.session_state[SPAN]
    with buttons:
        _step(_("Earlier"), ":material/skip_previous:", moved(window, -1, limits))
        _step(_("Later"), ":material/skip_next:", moved(window, 1, limits))
        st.button(_("All dates"), on_click=_move, args=(limits,), disabled=window == limits, key="set all dates")
    with st.container(key="timeline"):
        _days(data=_drawing(counts, window, limits), key="days")
        happened = clock(dataset) is Clock.HAPPENED
        label = _("Coded as happened between") if happened else _("Coded as reported between")
        st.slider(label, *limits, value=limits, format=_FORMATS.get(current(), "DD.MM.YYYY"), key=SPAN)


def clock(dataset: DataSet) -> Clock:
    """Return the label of the coded date: of the event, or of the report if the format says so."""
    known = FORMATS.get(dataset.format)
    return known.clock if known else Clock.HAPPENED


def moved(window: Window, by: int, limits: Window) -> Window | None:
    """Return ``window`` moved by its own length, ``by`` 1 later or -1 earlier, within ``limits``; None at their end."""
    start, end = window
    length = (end - start).days + 1
    room = (limits[1] - end).days if by > 0 else (start - limits[0]).days
    days = timedelta(days=by * min(length, room))
    return (start + days, end + days) if room else None


def _step(label: str, icon: str, window: Window | None) -> None:
    st.button(
        label,
        icon=icon,
        key=f"set {icon}",
        on_click=_move,
        args=(window,),
        disabled=window is None,
        help=_("Move the dates by as many days as are chosen"),
    )


def _move(window: Window) -> None:
    st.session_state[SPAN] = window


def _drawing(counts: DayCounts, window: Window, limits: Window) -> dict[str, object]:
    first, last = limits
    bars = counts.histogram(first.toordinal(), last.toordinal(), _MOST_BARS)
    return {
        "first": first.isoformat(),
        "length": (last - first).days + 1,
        "width": bars.days_per_bar,
        "dated": bars.dated.tolist(),
        "spanning": bars.spanning.tolist(),
        "window": [(window[0] - first).days, (window[1] - first).days],
        "ticks": _ticks(first, last),
        "lang": current(),
        "words": {
            "head": _per_bar(bars.days_per_bar),
            "dated": _("given for one day"),
            "spanning": _("given for a longer span"),
            "description": _description(counts, bars.days_per_bar),
        },
    }


def _per_bar(days: int) -> str:
    return (
        _("Coded events per day:")
        if days == 1
        else plural("Coded events per {count} day:", "Coded events per {count} days:", days)
    )


def _description(counts: DayCounts, days: int) -> str:
    if counts.bounds is None:
        return _("Coded events per day: none passes that has a date.")
    first, last = map(date.fromordinal, counts.bounds)
    words = _("{head} from {first} to {last}.")
    return words.format(head=_per_bar(days), first=written_out(first), last=written_out(last))


def _ticks(first: date, last: date) -> list[tuple[int, str]]:
    """Return [days after the first, label] of the years, months or days to name below the bars."""
    length = (last - first).days + 1
    if length > _MANY_MONTHS_DAYS:
        starts = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
        return [((day - first).days, str(day.year)) for day in starts if day >= first]
    days = [first + timedelta(days=offset) for offset in range(length)]
    if length > _MANY_DAYS:
        return [((day - first).days, format_date(day, "LLL y", locale=current())) for day in days if day.day == 1]
    return [((day - first).days, format_date(day, "d MMM", locale=current())) for day in days]
