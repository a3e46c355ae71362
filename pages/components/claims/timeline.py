"""The timeline: claims per day, the slider below them, and steps along the days that have claims."""

import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import streamlit as st
from babel.dates import format_date
from streamlit.delta_generator import DeltaGenerator

from geodata.common.language import _, current, month, plural, written_out
from geodata.edition.loading import Edition
from geodata.model.events import Event
from geodata.model.times import Clock
from geodata.presentation import wording
from geodata.views.selection import Day, histogram
from geodata.views.steps import Window, earlier, later, rewound

_PLAYING = "playing"
_STEPPED = "stepped at"
_DUE = "step due"
_WIDE = "all dates"
_PACE = timedelta(seconds=1.5)
_MANY_DAYS = 62
_FORMATS = {"en": "D MMM YYYY"}
_STATIC = Path(__file__).parents[3] / "static"
_histogram = st.components.v2.component(
    "claims_per_day",
    js=(_STATIC / "histogram.js").read_text(encoding="utf-8"),
    css=(_STATIC / "histogram.css").read_text(encoding="utf-8"),
)


def show(events: Sequence[Event], edition: Edition, buttons: DeltaGenerator) -> None:
    """Draw the timeline of ``events``, which pass every other filter, and its steps into ``buttons``.

    Reads the session's ``clock`` and sets its ``dates``. The slider runs over the newest article's
    month, or over all days there are when the reader asks for them.
    """
    clock = Clock(st.session_state["clock"])
    bounds = _bounds(edition)
    days = histogram(events, clock, *bounds)
    stops = [day.day for day in days if day.dated.total]
    if st.session_state.pop(_DUE, False):
        _advance(stops)
    window: Window = st.session_state["dates"]
    with buttons:
        _transport(window, stops)
        _zoom(edition)
    with st.container(key="timeline"):
        _histogram(data=_drawing(days, window, clock, edition), key="histogram")
        label = _("Reported between") if clock is Clock.REPORTED else _("Happened between")
        st.slider(label, *bounds, value=bounds, format=_FORMATS.get(current(), "DD.MM.YYYY"), key="dates")
    # The container is there also while nothing plays: an element more or less on the page would remount the map.
    with st.container(key="clockwork"):
        if st.session_state.get(_PLAYING):
            _tick()


def _transport(window: Window, stops: Sequence[date]) -> None:
    playing = bool(st.session_state.get(_PLAYING))
    st.button(
        _("Earlier"),
        icon=":material/skip_previous:",
        on_click=_move,
        args=(earlier(window, stops),),
        disabled=earlier(window, stops) is None,
        help=_("The day before that has claims"),
    )
    st.button(
        _("Pause") if playing else _("Play"),
        icon=":material/pause:" if playing else ":material/play_arrow:",
        key="play",
        on_click=_toggle,
        args=(window, stops),
        disabled=not stops,
        help=_("Add one day that has claims after another"),
    )
    st.button(
        _("Later"),
        icon=":material/skip_next:",
        on_click=_move,
        args=(later(window, stops),),
        disabled=later(window, stops) is None,
        help=_("The next day that has claims"),
    )


def _bounds(edition: Edition) -> Window:
    start, end = st.session_state["dates"]
    fits = edition.month[0] <= start and end <= edition.month[1]
    return edition.month if fits and not st.session_state.get(_WIDE) else edition.bounds


def _zoom(edition: Edition) -> None:
    wide = _bounds(edition) != edition.month
    name = month(edition.month[0])
    of_one = _("The slider runs over {month}, the month of the article, or over all days with claims")
    of_newest = _("The slider runs over {month}, the month of the newest article, or over all days with claims")
    st.button(
        _("Only {month}").format(month=name) if wide else _("All dates"),
        key="zoom",
        on_click=_set_zoom,
        args=(not wide, edition),
        help=(of_newest if edition.has_several_articles else of_one).format(month=name),
    )


def _set_zoom(wide: bool, edition: Edition) -> None:  # noqa: FBT001 - Streamlit passes it by position
    st.session_state[_WIDE] = wide
    _move(edition.bounds if wide else edition.month)


def _move(window: Window | None) -> None:
    if window:
        st.session_state["dates"] = window


def _toggle(window: Window, stops: Sequence[date]) -> None:
    st.session_state[_PLAYING] = not st.session_state.get(_PLAYING)
    st.session_state[_STEPPED] = time.monotonic()
    if st.session_state[_PLAYING]:
        _move(rewound(window, stops))


@st.fragment(run_every=_PACE)
def _tick() -> None:
    # The fragment also runs with the page itself; only its own timer makes a step due.
    if time.monotonic() - st.session_state[_STEPPED] >= 0.8 * _PACE.total_seconds():
        st.session_state[_DUE] = True
        st.rerun()


def _advance(stops: Sequence[date]) -> None:
    following = later(st.session_state["dates"], stops)
    st.session_state[_STEPPED] = time.monotonic()
    st.session_state[_PLAYING] = following is not None and later(following, stops) is not None
    _move(following)


def _drawing(days: Sequence[Day], window: Window, clock: Clock, edition: Edition) -> dict[str, object]:
    first, last = _bounds(edition)
    return {
        "length": (last - first).days + 1,
        "window": [(window[0] - first).days, (window[1] - first).days],
        "description": _description(days, clock, edition),
        "key": {
            "head": _("Claims per day:"),
            "quotes": _("the articles") if edition.has_several_articles else _("this article"),
            "citations": _("other outlets"),
            "spanning": _("only a longer span given"),
        },
        "ticks": _ticks(first, last),
        "days": [
            {
                "offset": (day.day - first).days,
                "label": _label(day, edition),
                "quotes": day.dated.quotes,
                "citations": day.dated.citations,
                "spanning": day.spanning.total,
            }
            for day in days
        ],
    }


def _label(day: Day, edition: Edition) -> str:
    label = f"{written_out(day.day)}: {wording.tally(day.dated, edition)}"
    if not day.spanning.total:
        return label
    spanning = plural(
        "{count} more is given only for a longer span that includes this day",
        "{count} more are given only for a longer span that includes this day",
        day.spanning.total,
    )
    return f"{label}; {spanning}"


def _description(days: Sequence[Day], clock: Clock, edition: Edition) -> str:
    dated = [day for day in days if day.dated.total]
    if not dated:
        return _("Claims per day: none are dated to a day.")
    most = max(dated, key=lambda day: day.dated.total)
    sentence = _("Claims per day, clock: {clock}. From {first} to {last}; most on {day}: {tally}.")
    return sentence.format(
        clock=wording.clock(clock),
        first=written_out(dated[0].day),
        last=written_out(dated[-1].day),
        day=written_out(most.day),
        tally=wording.tally(most.dated, edition),
    )


def _ticks(first: date, last: date) -> list[dict[str, object]]:
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    if len(days) > _MANY_DAYS:
        named = [(day, format_date(day, "LLL y", locale=current())) for day in days if day.day == 1]
    else:
        named = [(day, format_date(day, "d MMM", locale=current())) for day in days]
    return [{"offset": (day - first).days, "label": label} for day, label in named]
