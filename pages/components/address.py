"""The URL as the state: what the address asks for is what the widgets show, and the other way round."""

import streamlit as st

from geodata.filters import Filter, Vocabulary
from geodata.steps import Window

_WRITTEN = "address written"
_PLACE = "place"


def read(default: Filter, known: Vocabulary, bounds: Window) -> tuple[Filter, str | None] | None:
    """Return the filter and place the URL asks for, or None if it is what this session wrote last."""
    query = _query()
    if st.session_state.get(_WRITTEN) == query:
        return None
    place = next((place for place in query.get(_PLACE, ()) if place in known["at"]), None)
    return Filter.from_query(query, default, known, bounds), place


def write(wanted: Filter, place: str | None, default: Filter) -> None:
    """Put the filter and the selected place into the URL, leaving out what is as by default."""
    query = wanted.query(default) | ({_PLACE: [place]} if place else {})
    if query != _query():
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query


def clear() -> None:
    """Empty the URL, so that the next run falls back to the defaults."""
    st.query_params.clear()
    st.session_state.pop(_WRITTEN, None)


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}
