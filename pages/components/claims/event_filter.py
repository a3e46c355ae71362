"""The filter: the source key, the facets and what is set of them, and the timeline; kept in the URL."""

from collections import Counter
from collections.abc import Mapping
from operator import itemgetter

import streamlit as st

from geodata.common.language import DEFAULT, _, current, marked
from geodata.common.markdown import literal
from geodata.edition.derived import once
from geodata.edition.loading import Edition
from geodata.model.times import Clock
from geodata.presentation import wording
from geodata.views.filters import FACETS, Filter, Vocabulary, vocabulary
from geodata.views.selection import first_filter
from pages.components.claims import place_panel, timeline
from pages.components.shell import address

_ALL = "all"
_SIGNS = {_ALL: "", "quote": "■", "citation": "□"}
"""Solid is quoted, hollow is cited: as in the marks of the map and the bars of the timeline."""
_LABELS = {
    "type": marked("Kind of claim"),
    "speaker": marked("According to (speaker)"),
    "status": marked("Status in the source"),
    "at": marked("Place"),
    "source": marked("Published by"),
}


def read(edition: Edition) -> Filter:
    """Return the filter that the controls are set to, which may be drawn later on the page."""
    # A page without these controls lets their states go, and the address brings them back.
    if "evidence" not in st.session_state:
        _adopt(_asked(edition))
    address.heal("clock", Clock.REPORTED, list(Clock))
    address.heal("evidence", _ALL, wording.kinds(edition))
    address.keep("clock", "dates", "evidence", *_LABELS)
    return _wanted()


def show(edition: Edition, chosen: Filter) -> None:
    """Draw the controls, which are set to ``chosen``: the key of the sources, the facets, what is set, the timeline."""
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        _evidence(edition)
        _facets(edition, active=sum(name in chosen.chosen for name in _LABELS))
    _chips(edition, chosen)
    timeline.show(edition, chosen)


def carried(edition: Edition) -> Filter:
    """Return the filter the URL carries, for a page that has no controls of its own."""
    return _asked(edition)


def query(wanted: Filter, edition: Edition) -> dict[str, list[str]]:
    """Return filter, selected place and language as URL parameters, leaving out what is as by default."""
    place, language = place_panel.chosen(edition), current()
    return (
        wanted.query(first_filter(edition))
        | ({"place": [place]} if place else {})
        | ({"lang": [language]} if language != DEFAULT else {})
    )


def _asked(edition: Edition) -> Filter:
    return Filter.from_query(address.read(), first_filter(edition), _known(edition), edition.bounds)


@once
def _known(edition: Edition) -> Vocabulary:
    return vocabulary(edition.events)


@once
def _names(edition: Edition) -> Mapping[str, Mapping[str, str]]:
    """Return for each facet the names of its values by the values, in the order of the names, each with its claims.

    They are counted in the whole edition: a name that changed with the dates would lose what was chosen under it.
    """
    counts = {
        facet.name: Counter(value for event in edition.events for value in facet.values(event)) for facet in FACETS
    }
    names = {
        facet: {value: wording.facet_value(facet, value, edition) for value in _known(edition)[facet]}
        for facet in _LABELS
    }
    return {
        facet: {value: f"{name} ({counts[facet][value]})" for value, name in sorted(named.items(), key=itemgetter(1))}
        for facet, named in names.items()
    }


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


def _evidence(edition: Edition) -> None:
    """Draw the key of the sources, with the signs they have on the map and in the timeline; it filters by them, too."""
    names = wording.kinds(edition)
    st.segmented_control(
        _("Source"),
        list(names),
        format_func=lambda kind: f"{_SIGNS[kind]} {names[kind]}".strip(),
        key="evidence",
        required=True,
        label_visibility="collapsed",
    )


def _facets(edition: Edition, active: int) -> None:
    of_one = _(
        "This article: claims bound to its exact words. Other outlets: reports we summarise and cite, without their "
        "text."
    )
    of_several = _(
        "The articles: claims bound to their exact words. Other outlets: reports we summarise and cite, without their "
        "text."
    )
    with st.popover(
        f"{_('Filters')} · {active}" if active else _("Filters"),
        icon=":material/filter_list:",
        # Also where the page is too narrow for the number.
        type="primary" if active else "secondary",
    ):
        for name, names in _names(edition).items():
            st.multiselect(
                _(_LABELS[name]),
                list(names),
                format_func=names.__getitem__,
                key=name,
                placeholder=_("All"),
                select_all=False,
            )
        st.caption(of_several if edition.has_several_articles else of_one)
        st.button(_("Clear all"), on_click=address.clear)


def _chips(edition: Edition, chosen: Filter) -> None:
    """Draw a button for each value that is set, which removes it."""
    with st.container(horizontal=True, key="chips"):
        for facet, value in [(name, value) for name in _LABELS for value in sorted(chosen.chosen.get(name, ()))]:
            st.button(
                literal(wording.facet_value(facet, value, edition)),
                key=f"remove {facet} {value}",
                icon=":material/close:",
                help=_("Remove this filter"),
                on_click=_remove,
                args=(facet, value),
            )


def _remove(facet: str, value: str) -> None:
    st.session_state[facet] = [kept for kept in st.session_state[facet] if kept != value]
