"""The cache of the edition; a failed load is reported here."""

import atexit
import gc
from typing import Final

import streamlit as st

from geodata.common.data_folder import data_folder
from geodata.common.errors import AsReportedError
from geodata.common.language import _
from geodata.edition import edition_folder, published
from geodata.edition.loading import Edition
from geodata.presentation import wording

_verified: Final[list[edition_folder.EditionSource]] = []
"""Editions already verified in this process; their load shows no spinner."""


# One entry: a superseded edition is dropped.
@st.cache_resource(show_spinner=False, max_entries=1)
def load(source: edition_folder.EditionSource) -> Edition:
    """Return the newest edition, verified, from ``source``; raise AsReportedError if it fails."""
    edition = published.load(source)
    freeze_garbage_collector()
    return edition


def newest() -> Edition:
    """Return the newest published edition, verified; raise AsReportedError if it fails verification."""
    return load(published.newest(data_folder()))


def shown() -> Edition | None:
    """Return the newest published edition, or None where ``edition`` will say why it cannot be shown."""
    try:
        return newest()
    except AsReportedError:
        return None


def edition() -> Edition:
    """Return the newest published edition, verified; if it fails verification, show why and stop the page.

    Every run looks up the newest edition, so that a publication appears without a restart.
    """
    try:
        source = published.newest(data_folder())
        if source in _verified:
            return load(source)
        with st.spinner(_("Checking every quote against its stored article …")):
            loaded = load(source)
        _verified[:] = [source]
    except AsReportedError as error:
        st.subheader(_("This edition cannot be shown"))
        words = _("A check of its data failed, so nothing of it is shown. What was found: {error}.")
        st.text(words.format(error=wording.error_sentence(error)))
        st.stop()
    return loaded


# Objects still frozen at exit are not freed in order, and extension modules report leaks.
atexit.register(gc.unfreeze)


def freeze_garbage_collector() -> None:
    """Freeze all loaded objects, the edition included, so that full collections skip them; free earlier frozen ones."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
