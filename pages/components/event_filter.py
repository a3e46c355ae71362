"""The filter: timeline, kinds of evidence and facets, kept in the URL."""

from collections.abc import Sequence

import streamlit as st

from geodata.edition import Edition
from geodata.events import Event
from geodata.filters import FACETS, Filter, Vocabulary, vocabulary
from geodata.selection import Tally
from geodata.times import Clock
from pages.components import address, place_panel, timeline, wording

_ALL = "all"
_LABELS = {
    "type": "Kind of claim",
    "speaker": "According to (speaker)",
    "status": "Status in the source",
    "at": "Place",
    "source": "Published by",
}


def show(edition: Edition) -> Filter:
    """Draw the controls and return the filter they ask for, with the URL brought in line."""
    if address.arrive() or "dates" not in st.session_state:
        _adopt(_asked(edition))
    before = _wanted()
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        _clock()
        _evidence(edition.events)
        _facets(vocabulary(edition.events), edition, active=sum(name in before.chosen for name in _LABELS))
        buttons = st.container(horizontal=True, key="transport")
    accepted = [event for event in edition.events if before.accepts(event)]
    timeline.show(accepted, edition, buttons)
    return _wanted()


def carried(edition: Edition) -> Filter:
    """Return the filter the URL carries, for a page that has no controls of its own."""
    address.arrive()
    return _asked(edition)


def query(wanted: Filter, edition: Edition) -> dict[str, list[str]]:
    """Return the filter and the selected place as URL parameters, leaving out what is as by default."""
    place = place_panel.chosen(edition)
    return wanted.query(_default(edition)) | ({"place": [place]} if place else {})


def _asked(edition: Edition) -> Filter:
    return Filter.from_query(address.read(), _default(edition), vocabulary(edition.events), edition.bounds)


def _default(edition: Edition) -> Filter:
    start, end = edition.month
    return Filter(clock=Clock.REPORTED, start=start, end=end)


def _adopt(wanted: Filter) -> None:
    state = st.session_state
    state["clock"], state["dates"] = wanted.clock, (wanted.start, wanted.end)
    for name in _LABELS:
        state[name] = sorted(wanted.chosen.get(name, ()))
    kinds = wanted.chosen.get("evidence", frozenset())
    state["evidence"] = next(iter(kinds)) if len(kinds) == 1 else _ALL


def _wanted() -> Filter:
    state = st.session_state
    chosen = {name: frozenset(state[name]) for name in _LABELS if state[name]}
    if state["evidence"] != _ALL:
        chosen["evidence"] = frozenset({state["evidence"]})
    start, end = state["dates"]
    return Filter(clock=Clock(state["clock"]), start=start, end=end, chosen=chosen)


def _clock() -> None:
    st.segmented_control(
        "Dates by clock",
        list(Clock),
        format_func=lambda clock: wording.CLOCKS[clock],
        key="clock",
        required=True,
        help="Reported: the day a source came out. Happened: what the source says about when; often only "
        "“not after” a day, and such a claim may belong to any earlier day.",
    )


def _evidence(events: Sequence[Event]) -> None:
    count = Tally.of(events)
    names = {
        _ALL: f"All {count.total}",
        "quote": f"This article {count.quotes}",
        "citation": f"Other outlets {count.citations}",
    }
    st.segmented_control(
        "Evidence",
        list(names),
        format_func=lambda kind: names[kind],
        key="evidence",
        required=True,
        help="This article: claims bound to its exact words. Other outlets: reports we summarise and cite, without "
        "their text.",
    )


def _facets(known: Vocabulary, edition: Edition, active: int) -> None:
    with st.popover(f"Filters ({active} in use)" if active else "Filters", icon=":material/filter_list:"):
        for name in (facet.name for facet in FACETS if facet.name in _LABELS):
            names = {value: wording.facet_value(name, value, edition) for value in known[name]}
            st.multiselect(
                _LABELS[name],
                sorted(names, key=names.__getitem__),
                format_func=names.__getitem__,
                key=name,
                placeholder="All",
            )
        st.button("Clear all", on_click=address.clear)
