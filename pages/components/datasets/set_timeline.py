"""The timeline of a data set: the claims' component, which counts from the set's scenes while a handle moves."""

import json
import secrets
from collections.abc import Mapping, MutableMapping
from functools import partial
from typing import Any, Final, cast

import streamlit as st

from geodata.common.language import _, current, months
from geodata.datasets.criteria import Criteria
from geodata.datasets.reading.known_sets import FORMATS
from geodata.datasets.schema import DataSet
from geodata.datasets.sources import Source
from geodata.datasets.view.grid import Grid
from geodata.edition.loading import Edition
from geodata.model.times import Clock
from geodata.presentation import instrument
from geodata.views.filters import Window
from geodata.views.selection import Outcome
from pages.components.claims import timeline
from pages.components.datasets import dataset_account, scenes
from pages.components.datasets.dataset_filter import SPAN
from pages.components.datasets.dataset_map import MOST_AREAS

SLOT: Final = "\0"
"""Stands for the dates in a sentence that the browser completes."""
_KEY: Final = "set instrument"
_NUMBER: Final = "set window number"
_SESSION: Final = "set timeline session"

Json = dict[str, Any]


def clock(dataset: DataSet) -> Clock:
    """Return the label of the coded date: of the event, or of the report if the format says so."""
    known = FORMATS.get(dataset.format)
    return known.clock if known else Clock.HAPPENED


def show(drawn: Json, limits: Window, at: Clock) -> None:
    """Draw the timeline over ``limits`` on the clock ``at``."""
    with st.container(key="timeline"):
        timeline.component(data=drawn, key=_KEY, on_window_change=partial(_heard, limits, at))
    with st.container(key="untimed"):
        st.text(_("The timeline could not be drawn. The page shows the dates that its address asks for."))


def drawing(  # noqa: PLR0913 - each argument is one property of the timeline
    source: Source,
    criteria: Criteria,
    limits: Window,
    grid: Grid | None,
    *,
    ledger: Mapping[Outcome, int],
    beside: Json,
    sentence: tuple[str, str],
) -> Json:
    """Return what the browser draws the timeline from: addresses of scenes, the window, and our words.

    ``beside`` is the scene of the claims on the same map.
    """
    first, last = limits
    window: Window = st.session_state[SPAN]
    return {
        "first": first.isoformat(),
        "firstDay": first.toordinal(),
        "length": (last - first).days + 1,
        "month": None,
        "clock": clock(source.dataset),
        "window": [(day - first).days for day in window],
        "n": st.session_state.get(_NUMBER, 0),
        "session": st.session_state.setdefault(_SESSION, secrets.token_hex(4)),
        "scenes": {
            "days": scenes.address_of_days(source, criteria),
            "view": scenes.address_of_view(source, criteria, grid) if grid else None,
        },
        "ledger": {outcome.value: count for outcome, count in ledger.items()},
        "rejected": source.dataset.rejected,
        "mostAreas": MOST_AREAS,
        "fixed": json.dumps({"beside": beside, "words": _words(source.dataset, sentence)}),
    }


def beside(edition: Edition, carried: Clock, limits: Window) -> Json:
    """Return the scene of the claims quoted from the articles, on the reader's clock, for the same map."""
    fixed = instrument.fixed(edition)
    names = ("places", "quoted", "reported", "happened", "at", "along", "vicinity", "disputed", "labels", "words")
    kept = {name: fixed[name] for name in names}
    shift = (limits[0] - edition.bounds[0]).days
    return kept | {"accepted": fixed["quoted"], "clock": carried, "shift": shift}


def split(sentence: str) -> tuple[str, str]:
    """Return what stands before and after the ``SLOT`` of a sentence."""
    before, _slot, after = sentence.partition(SLOT)
    return before, after


def take(state: MutableMapping[str, Any], said: object, limits: Window, at: Clock) -> None:
    """Put into ``state`` the window that a browser rests at; what is no window changes nothing."""
    moved = timeline.Moved.of(said.get("window") if isinstance(said, Mapping) else None, limits)
    if moved and moved.clock is at:
        state[SPAN], state[_NUMBER] = moved.dates, moved.number


def _heard(limits: Window, at: Clock) -> None:
    take(cast("MutableMapping[str, Any]", st.session_state), st.session_state.get(_KEY), limits, at)


def _words(dataset: DataSet, sentence: tuple[str, str]) -> Json:
    happened = clock(dataset) is Clock.HAPPENED
    return {
        **instrument.controls(),
        "lang": current(),
        "months": months("MMMM"),
        "shortMonths": months("MMM"),
        "loneMonths": months("LLL"),
        "clocks": {clock(dataset): _("Coded as happened between") if happened else _("Coded as reported between")},
        "earlierHelp": _("Move the dates by as many days as are chosen"),
        "laterHelp": _("Move the dates by as many days as are chosen"),
        "playHelp": _("Add one stretch of days after another"),
        "gap": _("Days without an event: {days}"),
        "key": {
            "head": _("Coded events per day:"),
            "dated": _("given for one day"),
            "spanning": _("given for a longer span"),
        },
        "given": _("given for one day"),
        "spanning": _("given for a longer span"),
        "described": _("{head} from {first} to {last}."),
        "undescribed": _("Coded events per day: none passes that has a date."),
        "allDays": _("all dates"),
        "sentence": sentence,
        "account": dataset_account.template(),
        "bins": _("The map counts whole bins of {count} days, and may reach a little beyond the dates."),
        "unloaded": _("The map follows when the dates are let go: what it counts from could not be loaded."),
        "dated": "",
    }
