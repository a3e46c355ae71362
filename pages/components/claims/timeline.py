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

from geodata.common.language import _, current, month, months, plural, plural_forms
from geodata.edition.derived import once
from geodata.edition.loading import Edition
from geodata.model.times import Clock
from geodata.presentation import wording
from geodata.views.filters import SENTENCES, Filter, Window
from geodata.views.scene import Scene, accepted, scene
from pages.components.claims import ledger
from pages.components.shell import browser

_KEY: Final = "instrument"
_NUMBER: Final = "window number"
_SESSION: Final = "timeline session"
_MOST: Final = 2**53
_SLOT: Final = "\0"
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


def fixed(edition: Edition) -> Json:
    """Return what of the drawing is the same for every filter, in the language spoken."""
    shown = scene(edition)
    first = shown.first
    return {
        **shown.model_dump(mode="json"),
        "month": [(day - first).days for day in edition.month],
        "labels": _labels(shown),
        "words": words(edition),
    }


@once
def _fixed_text(edition: Edition) -> str:
    # Streamlit examines each value of a mapping at every run, and one text only once.
    return json.dumps(fixed(edition))


def _labels(shown: Scene) -> list[tuple[str, str]]:
    """Return what the map calls each place, before and after the browser's words for what stands there."""
    labels = (wording.map_label(place.name, place.level, place.number, _SLOT) for place in shown.places)
    return [(before, after) for before, _slot, after in (label.rpartition(_SLOT) for label in labels)]


def words(edition: Edition) -> Json:
    """Return the words of account, sentence, bars and controls, as templates for the browser's numbers and days."""
    return {
        "lang": current(),
        "months": months("MMMM"),
        "shortMonths": months("MMM"),
        "loneMonths": months("LLL"),
        **_account(edition),
        **_bars(edition),
        **controls(),
        "onlyMonth": _("Only {month}").format(month=month(edition.month[0])),
    }


def _account(edition: Edition) -> Json:
    several = edition.has_several_articles
    return {
        "shown": plural_forms(ledger.shown_of_all),
        "onTheMap": ledger.on_the_map(edition),
        "outcomes": {outcome: _(text) for outcome, text in ledger.WORDS.items()},
        "inAll": ledger.in_all(),
        "sentences": {clock: [_(SENTENCES[clock, is_one]) for is_one in (True, False)] for clock in Clock},
        "tally": _("{quotes} and {citations}"),
        "disputed": _("disputed"),
        "noClaims": _("no claims"),
        "quoted": plural_forms(lambda count: wording.quoted(count, several_articles=several)),
        "cited": plural_forms(wording.cited),
        "dated": wording.dated(edition),
    }


def _bars(edition: Edition) -> Json:
    return {
        "clocks": {clock: wording.clock(clock) for clock in Clock},
        "described": _("Claims per day, clock: {clock}. From {first} to {last}; most on {day}: {tally}."),
        "undescribed": _("Claims per day: none are dated to a day."),
        "spanning": plural_forms(
            lambda count: plural(
                "{count} more is given only for a longer span that includes this day",
                "{count} more are given only for a longer span that includes this day",
                count,
            )
        ),
        "key": {
            "head": _("Claims per day:"),
            "quotes": _("the articles") if edition.has_several_articles else _("this article"),
            "citations": _("other outlets"),
            "spanning": _("only a longer span given"),
        },
        "gap": _("Days without a claim: {days}"),
    }


def controls() -> Json:
    """Return the words of the controls, which are those of any timeline."""
    return {
        "start": _("First day"),
        "end": _("Last day"),
        "span": _("Both days together"),
        "fromTo": _("{first} to {last}"),
        "clock": _("Dates by clock"),
        "clockHelp": _(
            "Reported: the day a source came out. Happened: what the source says about when; often only "
            "“not after” a day, and such a claim may belong to any earlier day."
        ),
        "earlier": _("Earlier"),
        "earlierHelp": _("The day before that has claims"),
        "later": _("Later"),
        "laterHelp": _("The next day that has claims"),
        "play": _("Play"),
        "pause": _("Pause"),
        "playHelp": _("Add one day that has claims after another"),
        "more": _("More"),
        "way": _("How to play"),
        "growing": _("the span grows"),
        "rolling": _("the span moves on"),
        "pace": _("Pace"),
        "paces": [_("slow"), _("medium"), _("fast")],
        "allDates": _("All dates"),
        "closer": _("Zoom to the dates chosen"),
        "wider": _("Show the whole time"),
    }
