"""The URL as page state: its query parameters set the page, and the page writes its state back."""

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
    """Tell, once per arrival on ``page``, whether the URL is new: followed from a link, a bookmark or the history.

    Choices without a widget (place, event, view) are then read from it.
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
    """Initialise the widget with the key ``name`` from the URL, and return the key.

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
    """Reset the widget ``name`` to ``default`` if its value is not in ``known``.

    A crafted request can send an empty or unknown choice where the page requires one; it would stop the page.
    """
    if st.session_state[name] not in known:
        st.session_state[name] = default


def keep(*names: str) -> None:
    """Persist the widgets with these keys across pages, until a new URL arrives."""
    st.session_state[_SEEDED] = {*st.session_state.get(_SEEDED, ()), *names}
    if st.session_state.get(_DRAWN) == st.session_state[_PAGE]:
        # Setting the state would overwrite what the reader has changed since.
        return
    for name in names:
        # On another page it is a new widget, which only takes over state that is set in this run.
        st.session_state[name] = st.session_state[name]


def chosen(name: str) -> str | None:
    """Return the choice of the reader or the URL for ``name``; untrusted."""
    choices: Mapping[str, str | None] = st.session_state.get(_CHOSEN, {})
    return choices.get(name)


def choose(name: str, value: str | None) -> None:
    """Set the reader's choice for ``name``, or delete it with None."""
    st.session_state[_CHOSEN] = {**st.session_state.get(_CHOSEN, {}), name: value}


def write(query: Query) -> None:
    """Replace the URL's query parameters by ``query``."""
    if query != read():
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query
    st.session_state[_DRAWN] = st.session_state[_PAGE]
    st.session_state[_BEFORE] = _choices()


def base_path() -> str:
    """Return the path of the site's root on its host, with a slash at both ends."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}/" if base else "/"


def absolute(query: Query) -> str:
    """Return the absolute address of this page with the query parameters ``query``."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode(query, doseq=True), ""))


def lasting(query: Query, shown: Filter, edition: Edition) -> dict[str, Sequence[str]]:
    """Return ``query`` with explicit edition and dates, which it omits while they are the defaults."""
    dates = [shown.start.isoformat(), shown.end.isoformat()]
    return {**query, "dates": dates, "edition": [str(edition.number)]}


def clear() -> None:
    """Remove all parameters but the language from the URL, so that the next run uses the defaults."""
    st.query_params.from_dict({name: values for name, values in read().items() if name == "lang"})
    for name in (_WRITTEN, _BEFORE):
        st.session_state.pop(name, None)


def _is_changed_by_reader() -> bool:
    """Tell whether a choice is newer than the URL: the browser may then still send the older URL."""
    before = st.session_state.get(_BEFORE, {})
    return any(before[name] != value for name, value in _choices().items() if name in before)


def _choices() -> dict[str, object]:
    names = (_CHOSEN, *st.session_state.get(_SEEDED, ()))
    return {name: st.session_state[name] for name in names if name in st.session_state}
