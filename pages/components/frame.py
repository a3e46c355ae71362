"""The frame around every page: title, menu, style, and the line that dates the edition."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.edition import Edition
from geodata.times import written_out
from pages.components import address

_STYLE = Path(__file__).parents[2] / "static" / "page.css"
_SUBTITLE = (
    "What was reported about the Belgorod and Kursk border regions: who said it, and in which words. "
    "Nothing here is verified."
)
_PAGES = {"dashboard.py": "Map", "pages/articles.py": "Article", "pages/claims.py": "Claims", "pages/about.py": "About"}


def header(title: str = "As Reported") -> DeltaGenerator:
    """Set up the page, draw its head and return the place of its menu."""
    st.set_page_config(page_title="As Reported" if title == "As Reported" else f"{title} · As Reported", layout="wide")
    st.html(_STYLE)
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.title(title, anchor=False)
        menu = st.container(horizontal=True, key="menu")
    st.text(_SUBTITLE)
    return menu


def menu(place: DeltaGenerator, query: address.Query) -> None:
    """Draw the links to the other pages into ``place``; each hands ``query`` on, so that filters hold."""
    with place:
        for page, label in _PAGES.items():
            st.page_link(page, label=label, query_params={name: list(values) for name, values in query.items()})


def footer(edition: Edition) -> None:
    """Draw the line that says as of when, and which edition."""
    published = edition.article.published_utc
    with st.container(key="foot"):
        st.caption(
            f"As reported, as of {written_out(published)}, {published:%H:%M} UTC · edition {edition.number} · "
            "the dates on this page do not depend on your time zone · "
            "boundaries imply no position on sovereignty or control"
        )
