"""The map of reported places: the one module that imports folium and the one that calls ``st_folium``.

The map itself never changes, so its frame is never rebuilt and keeps its zoom; what is shown travels in one small
script that hands ``static/source/map`` a JSON value. Only gazetteer names, ids, numbers and the caption of a saved
picture enter that value, never the text of an article, and no character that Jinja, HTML or JavaScript could read as
more than text.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import folium
import streamlit as st
import streamlit.components.v1 as components
from folium.template import Template
from streamlit.components.v1.custom_component import CustomComponent
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

from geodata.edition.loading import Edition
from geodata.gazetteer.world import GROUND, WORLD_REGIONS
from geodata.presentation import wording
from geodata.presentation.map_values import BORDER_PLACE, values
from geodata.views.filters import Filter
from geodata.views.marks import MapView

FILES: Final = Path(__file__).parents[3] / "static" / "map"
"""What is served with the map, and nothing else."""
SCRIPT: Final = "layer.js"
OWN_STYLE: Final = "map.css"
HEIGHT_PX: Final = 620
# Any letter that could open a template, a tag, an entity, a string or a comment somewhere on the way to the browser,
# and the underscore, which streamlit-folium takes for the start of a changing id.
ESCAPED: Final = "<>&'`${}%#/_\u2028\u2029"

_leaflet = components.declare_component("leaflet", path=leaflet.BASE_DIR)
_layer = components.declare_component("layer", path=str(FILES))
components.declare_component("ground", path=str(GROUND))
components.declare_component("regions", path=str(WORLD_REGIONS))


def show(  # noqa: PLR0913 - each argument is one property of the map
    view: MapView,
    *,
    selected: str | None,
    on_select: Callable[[str], None],
    key: str = "map",
    caption: str = "",
    file_name: str = "as-reported",
) -> None:
    """Draw ``view`` with the ``selected`` place marked; a chosen place of the view is given to ``on_select``.

    A picture that the reader saves carries the lines of ``caption``, as plain text, and is called ``file_name``.
    """

    def on_message(value: Mapping[str, object]) -> None:
        place = chosen_place(value, view)
        if place is not None:
            on_select(place)

    draw(payload(view, selected, caption, file_name), key, on_message)


def draw(payload: str, key: str, on_message: Callable[[Mapping[str, object]], None]) -> None:
    """Draw a ``payload`` on the map of the world; what the browser says of it is given to ``on_message`` as it comes.

    Anybody may have sent it.
    """

    def said() -> None:
        value = st.session_state.get(key)
        if isinstance(value, Mapping):
            on_message(value)

    st_folium(
        base_map(),
        render=False,  # the map is rendered anyway, and with its whole figure a second time
        key=key,
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=MarksLayer(payload),
        on_change=said,
    )


def caption(wanted: Filter, edition: Edition) -> str:
    """Return what a saved picture says below the map: the filter, and as of when and in which edition."""
    return f"{wording.filter_sentence(wanted, edition)}\n{wording.dated(edition)}"


def places(view: MapView) -> frozenset[str]:
    """Return the ids of every place the view draws."""
    border = {BORDER_PLACE} if view.border else set()
    return frozenset({mark.place for mark in view.marks} | {shade.place for shade in view.shades} | border)


def chosen_place(value: object, view: MapView) -> str | None:
    """Return the place id in a value sent by the browser, or None unless the view draws that place."""
    place = value.get("place") if isinstance(value, Mapping) else None
    return place if isinstance(place, str) and place in places(view) else None


def base_map() -> folium.Map:
    """Return a new map that is the same for every view: no tiles, no data, links to our own files only."""
    return BaseMap(location=[30, 20], zoom_start=2, tiles=None, zoom_control=False)


def payload(
    view: MapView,
    selected: str | None,
    caption: str = "",
    file_name: str = "as-reported",
    coded: Mapping[str, object] | None = None,
) -> str:
    """Return a JavaScript string literal that holds the view as JSON and no character another language could act on."""
    value = values(view, selected, caption, file_name, coded)
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    literal = json.dumps(text, ensure_ascii=False)
    return "".join(rf"\u{ord(letter):04x}" if letter in ESCAPED else letter for letter in literal)


@cache
def _version() -> str:
    """Return a short hash of our own files, so that a browser never mixes two versions of them."""
    digest = hashlib.sha256()
    for folder in (FILES, GROUND, WORLD_REGIONS):
        for path in sorted(folder.glob("*.*")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _link(component: CustomComponent, name: str) -> str:
    """Return a link from the frame of st_folium to a file of one of our two components."""
    return f"../{component.name}/{name}"


class BaseMap(folium.Map):
    """A folium map that loads Leaflet and our layer from this server instead of five content networks."""

    default_js: list[tuple[str, str]] = [  # noqa: RUF012 - folium declares it like this
        ("leaflet", _link(_leaflet, "leaflet.js")),
        (SCRIPT, _link(_layer, f"{SCRIPT}?v={_version()}")),
    ]
    default_css: list[tuple[str, str]] = [  # noqa: RUF012 - the same
        ("leaflet", _link(_leaflet, "leaflet.css")),
        (OWN_STYLE, _link(_layer, f"{OWN_STYLE}?v={_version()}")),
    ]


class MarksLayer(folium.FeatureGroup):
    """An empty feature group whose script hands the view to ``static/source/map``."""

    _template = Template("""
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.featureGroup();
            window.asReported.apply({{ this.payload }});
        {% endmacro %}
    """)

    def __init__(self, payload: str) -> None:
        super().__init__(name="places", control=False)
        self.payload = payload
