"""The frame around every page: title, style, and the line that dates the edition."""

from pathlib import Path

import streamlit as st

from geodata.edition import Edition
from geodata.times import written_out

_STYLE = Path(__file__).parents[2] / "static" / "page.css"
_SUBTITLE = (
    "What was reported about the Belgorod and Kursk border regions: who said it, and in which words. "
    "Nothing here is verified."
)


def header() -> None:
    """Set up the page and draw its head."""
    st.set_page_config(page_title="As Reported", layout="wide")
    st.html(_STYLE)
    with st.container(key="head"):
        st.title("As Reported", anchor=False)
        st.text(_SUBTITLE)


def footer(edition: Edition) -> None:
    """Draw the line that says as of when, and which edition."""
    published = edition.article.published_utc
    with st.container(key="foot"):
        st.caption(
            f"As reported, as of {written_out(published)}, {published:%H:%M} UTC · edition {edition.number} · "
            "the dates on this page do not depend on your time zone · "
            "boundaries imply no position on sovereignty or control"
        )
