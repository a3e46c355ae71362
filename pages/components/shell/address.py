"""The URL as the state: what the address asks for is what the page shows, and the other way round."""

from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from geodata.edition.loading import Edition
from geodata.views.filters import Filter

_WRITTEN = "address written"
_CHOSEN = "address chosen"
_SEEDED = "address seeded"
_BEFORE = "choices when the address was written"
_PAGE = "page asked for"
_DRAWN = "page drawn"

Query = Mapping[str, Sequence[str]]


def read() -> Query:
    """Return the URL's query parameters, each with all its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def arrive(page: str) -> bool:
    """Tell, once per arrival on ``page``, that this session did not write the URL: a link, a bookmark, the way back.

    The single choices that no widget holds (place, event, view) are then taken from it.
    """
    st.session_state[_PAGE] = page
    query = read()
    if st.session_state.get(_WRITTEN) == query or _is_changed_by_reader():
        return False
    st.session_state[_WRITTEN] = query
    st.session_state[_CHOSEN] = {name: values[0] for name, values in query.items()}
    for name in st.session_state.pop(_SEEDED, ()):
        st.session_state.pop(name, None)
    return True


def seed(name: str, default: str, known: Collection[str] | None = None) -> str:
    """Give the widget with the key ``name`` its first value from the URL, and return the key.

    A value that is not in ``known``, if given, falls back to ``default``.
    """
    if name not in st.session_state:
        value = chosen(name)
        st.session_state[name] = default if value is None else value
    if known is not None:
        heal(name, default, known)
    keep(name)
    return name


def heal(name: str, default: str, known: Collection[str]) -> None:
    """Set the widget ``name`` to ``default`` if its state is none of ``known``.

    A browser can be made to send an empty or unknown choice also where the page requires one; it would stop the page.
    """
    if st.session_state[name] not in known:
        st.session_state[name] = default


def keep(*names: str) -> None:
    """Keep the state of the widgets with these keys from page to page, until another URL arrives."""
    st.session_state[_SEEDED] = {*st.session_state.get(_SEEDED, ()), *names}
    if st.session_state.get(_DRAWN) == st.session_state[_PAGE]:
        # A state that is set sends the widget back to it, past what the reader has done since.
        return
    for name in names:
        # A widget on another page is another widget, and takes over only a state that was set in this run.
        st.session_state[name] = st.session_state[name]


def chosen(name: str) -> str | None:
    """Return what the reader, or the URL, chose for ``name``; anybody may have written it."""
    choices: Mapping[str, str | None] = st.session_state.get(_CHOSEN, {})
    return choices.get(name)


def choose(name: str, value: str | None) -> None:
    """Set the reader's choice for ``name``, or with None forget it."""
    st.session_state[_CHOSEN] = {**st.session_state.get(_CHOSEN, {}), name: value}


def write(query: Query) -> None:
    """Put ``query`` into the URL, in place of what is there."""
    if query != read():
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query
    st.session_state[_DRAWN] = st.session_state[_PAGE]
    st.session_state[_BEFORE] = _choices()


def absolute(query: Query) -> str:
    """Return the whole address of this page with ``query`` in place of what is there."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode(query, doseq=True), ""))


def lasting(query: Query, wanted: Filter, edition: Edition) -> dict[str, Sequence[str]]:
    """Return ``query`` with edition and dates, which it leaves out while they are the newest and those by default."""
    dates = [wanted.start.isoformat(), wanted.end.isoformat()]
    return {**query, "dates": dates, "edition": [str(edition.number)]}


def clear() -> None:
    """Empty the URL of all but the language, so that the next run falls back to the defaults."""
    st.query_params.from_dict({name: values for name, values in read().items() if name == "lang"})
    for name in (_WRITTEN, _BEFORE):
        st.session_state.pop(name, None)


def _is_changed_by_reader() -> bool:
    """Tell whether a choice was made since the URL was written: the browser may then still send an older URL."""
    before = st.session_state.get(_BEFORE, {})
    return any(before[name] != value for name, value in _choices().items() if name in before)


def _choices() -> dict[str, object]:
    names = (_CHOSEN, *st.session_state.get(_SEEDED, ()))
    return {name: st.session_state[name] for name in names if name in st.session_state}
