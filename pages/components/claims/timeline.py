"""The timeline: the histogram is the slider. While a handle moves, the browser counts; at rest, the page follows.

The window is one value of the session, ``dates``, set by a plain callback, beside its ``clock``. A running number tells
the browser which of its windows an answer belongs to, so that a late one never moves a handle back.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final, Self

import streamlit as st

from geodata.common.language import _
from geodata.edition.derived import once
from geodata.edition.loading import Edition
from geodata.model.times import Clock
from geodata.presentation import instrument, wording
from geodata.views.filters import Filter, Window
from geodata.views.scene import accepted
from pages.components.shell import browser

_KEY: Final = "instrument"
_NUMBER: Final = "window number"
_SESSION: Final = "timeline session"
_MOST: Final = 2**53
component = browser.component("instrument/timeline")
"""The timeline in the browser, of claims and of data sets."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Moved:
    """What the browser says at rest: the window, its clock, and the running number of this move."""

    clock: Clock
    dates: Window
    number: int

    @classmethod
    def of(cls, value: object, bounds: Window) -> Self | None:
        """Return the move in what a browser sent, or None if it is none or leaves ``bounds``: anybody may send it."""
        match value:
            case {"clock": str(clock), "start": str(start), "end": str(end), "n": int(number)}:
                try:
                    found = cls(Clock(clock), (date.fromisoformat(start), date.fromisoformat(end)), int(number))
                except ValueError:
                    return None
                first, last = found.dates
                return found if bounds[0] <= first <= last <= bounds[1] and 0 <= number < _MOST else None
        return None


def show(edition: Edition, wanted: Filter) -> None:
    """Draw the timeline of the claims that ``wanted`` lets pass, and note below it that it needs the browser's help."""
    with st.container(key="timeline"):
        component(data=drawing(edition, wanted), key=_KEY, on_window_change=partial(_heard, edition.bounds))
    with st.container(key="untimed"):
        st.text(_("The timeline could not be drawn. The page shows the dates that its address asks for."))


def drawing(edition: Edition, wanted: Filter) -> Json:
    """Return what the browser draws the timeline from: scene and words as one JSON text, and the filter."""
    first = edition.bounds[0]
    return {
        "fixed": _fixed_text(edition),
        "accepted": accepted(edition, wanted),
        "chosen": wanted.phrases(lambda facet, value: wording.facet_value(facet, value, edition)),
        "clock": wanted.clock,
        "window": [(day - first).days for day in (wanted.start, wanted.end)],
        "n": st.session_state.get(_NUMBER, 0),
        "session": st.session_state.setdefault(_SESSION, secrets.token_hex(4)),
    }


def _heard(bounds: Window) -> None:
    """Take over the window that the browser rests at; what is no window changes nothing."""
    said = st.session_state.get(_KEY)
    moved = Moved.of(said.get("window") if isinstance(said, Mapping) else None, bounds)
    if moved:
        state = st.session_state
        state["clock"], state["dates"], state[_NUMBER] = moved.clock, moved.dates, moved.number


@once
def _fixed_text(edition: Edition) -> str:
    # Streamlit examines each value of a mapping at every run, and one text only once.
    return json.dumps(instrument.fixed(edition))
