"""The caches, and the one place where a failed load is told to the reader."""

import atexit
import gc
from collections.abc import Callable
from typing import Final, TypeVar
from weakref import ref

import streamlit as st

from geodata.common.data_folder import data_folder
from geodata.common.errors import AsReportedError
from geodata.common.language import _, current
from geodata.edition import published
from geodata.edition.loading import Edition

Value = TypeVar("Value")
_loaded: Final[list[published.EditionSource]] = []
"""The edition that needs no checking any more, and so no word of it at every step of a slider."""


# One entry: an edition that is no longer the newest is dropped.
@st.cache_resource(show_spinner=False, max_entries=1)
def _load(source: published.EditionSource) -> Edition:
    found = published.load(source)
    settle()
    return found


def once(make: Callable[[Edition], Value]) -> Callable[[Edition], Value]:
    """Return ``make`` as a function that works once for an edition in each language, and keeps no older edition."""
    made: dict[str, tuple[ref[Edition], Value]] = {}

    def kept(edition: Edition) -> Value:
        found = made.get(current())
        if not found or found[0]() is not edition:
            found = made[current()] = (ref(edition), make(edition))
        return found[1]

    return kept


def edition() -> Edition:
    """Return the newest published edition, verified, or say calmly why there is none and end the page.

    Each run of a page asks which edition is the newest, so that a publication appears without a restart.
    """
    try:
        source = published.newest(data_folder())
        if source in _loaded:
            return _load(source)
        with st.spinner(_("Checking every quote against its stored article …")):
            found = _load(source)
        _loaded[:] = [source]
    except AsReportedError as error:
        st.subheader(_("This edition cannot be shown"))
        words = _("A check of its data failed, so nothing of it is shown. What was found: {error}.")
        st.text(words.format(error=error))
        st.stop()
    return found


# What is still frozen when the process ends cannot be freed in order, and extensions complain of it.
atexit.register(gc.unfreeze)


def settle() -> None:
    """Take what is loaded by now out of the garbage collector's rounds, and let go of what was and is used no more."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
