"""The caches, and the one place where a failed load is told to the reader."""

import streamlit as st

from geodata.edition import Edition, load
from geodata.errors import AsReportedError
from geodata.language import _


@st.cache_resource(show_spinner=False)
def _load() -> Edition:
    return load()


def edition() -> Edition:
    """Return the verified edition, or say calmly why there is none and end the page."""
    try:
        with st.spinner(_("Checking every quote against the stored article …")):
            return _load()
    except AsReportedError as error:
        st.subheader(_("This edition cannot be shown"))
        found = _("A check of its data failed, so nothing of it is shown. What was found: {error}.")
        st.text(found.format(error=error))
        st.stop()
