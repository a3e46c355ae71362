"""Our own components of the page, all declared in one way: each is a bundle and, if it has one, a style."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

STATIC: Final = Path(__file__).parents[3] / "static"
SOURCE: Final = STATIC / "source"


def component(name: str, *, isolate_styles: bool = True) -> "ComponentRenderer":
    """Return the component built from ``static/source/<name>.js``, with the style beside it if there is one."""
    style = SOURCE / f"{name}.css"
    return st.components.v2.component(
        re.sub(r"\W", "_", name),
        js=(STATIC / "bundles" / f"{name}.js").read_text(encoding="utf-8"),
        css=style.read_text(encoding="utf-8") if style.is_file() else None,
        isolate_styles=isolate_styles,
    )
