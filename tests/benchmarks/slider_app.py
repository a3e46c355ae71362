"""The pages that a data set's page is measured against: a slider and a text, or a map or chart drawn the usual way.

The URL says which, and over which days: ``?arm=marker&events=1000&first=2019-01-01&last=2024-12-31``. Each draws the
events that overlap the slider's window and are coded to a position, and says how many. Leaflet comes from this server,
and no tiles are drawn.
"""

from datetime import date
from pathlib import Path
from typing import Final

import folium
import numpy as np
import pandas as pd
import pyarrow as pa
import pydeck  # type: ignore[import-untyped]
import streamlit as st
from folium.plugins import MarkerCluster
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

from tests.benchmarks.arms import pins

_dollar = st.components.v1.declare_component("dollar", path=str(Path(__file__).parent))
_leaflet = st.components.v1.declare_component("leaflet", path=leaflet.BASE_DIR)
CENTRE: Final = (50.0, 32.0)
ZOOM: Final = 5


class Map(folium.Map):
    """A folium map that loads from this server what it loads from five content networks otherwise."""

    default_js: list[tuple[str, str]] = [  # noqa: RUF012 - folium declares it like this
        ("leaflet", f"../{_leaflet.name}/leaflet.js"),
        ("dollar", f"../{_dollar.name}/dollar.js"),
    ]
    default_css: list[tuple[str, str]] = [("leaflet", f"../{_leaflet.name}/leaflet.css")]  # noqa: RUF012 - the same


def cluster() -> MarkerCluster:
    """Return folium's MarkerCluster, loaded from this server."""
    from xstatic.pkg import leaflet_markercluster  # noqa: PLC0415 - only this arm needs the package

    served = st.components.v1.declare_component("cluster", path=leaflet_markercluster.BASE_DIR)
    made = MarkerCluster()  # type: ignore[no-untyped-call]
    made.default_js = [("cluster", f"../{served.name}/leaflet.markercluster.js")]
    made.default_css = [(name, f"../{served.name}/{name}.css") for name in ("MarkerCluster", "MarkerCluster.Default")]
    return made


@st.cache_resource(show_spinner=False)
def located(events: int) -> pd.DataFrame:
    """Return the events coded to a position: their columns lon, lat, first_day, last_day and title."""
    found: pd.DataFrame = pa.Table.from_batches(pins(events)).to_pandas()
    return found


def draw_markers(shown: pd.DataFrame, *, clustered: bool) -> None:
    """Draw a new map with a marker and its popup for each event."""
    drawn = Map(location=CENTRE, zoom_start=ZOOM, tiles=None, maxZoom=13)
    parent = cluster().add_to(drawn) if clustered else drawn
    for lon, lat, title in zip(shown["lon"], shown["lat"], shown["title"], strict=True):
        folium.Marker(location=[lat, lon], popup=title).add_to(parent)
    st_folium(drawn, key="map", height=620, use_container_width=True, returned_objects=[])


def draw_chart(shown: pd.DataFrame) -> None:
    """Draw a pydeck chart with a dot for each event, without a base map."""
    dots = pydeck.Layer(
        "ScatterplotLayer",
        shown[["lon", "lat"]],
        get_position="[lon, lat]",
        get_radius=2_000,
        radius_min_pixels=2,
        get_fill_color=[0, 105, 164],
    )
    view = pydeck.ViewState(latitude=CENTRE[0], longitude=CENTRE[1], zoom=ZOOM - 1)
    st.pydeck_chart(pydeck.Deck([dots], initial_view_state=view, map_provider=None, map_style=None), height=620)


def main() -> None:
    """Draw the slider, what the arm asked for draws, and a line that says what is shown."""
    asked = st.query_params
    arm = asked.get("arm", "floor")
    first, last = date.fromisoformat(asked["first"]), date.fromisoformat(asked["last"])
    start, end = st.slider("Days", first, last, (first, last))
    if arm == "floor":
        st.text(f"to {end}")
        return
    events = located(int(asked["events"]))
    within = (events["first_day"] <= np.int32(end.toordinal())) & (events["last_day"] >= np.int32(start.toordinal()))
    shown = events[within]
    if arm == "pydeck":
        draw_chart(shown)
    else:
        draw_markers(shown, clustered=arm == "cluster")
    st.text(f"{len(shown)} events to {end}")


if __name__ == "__main__":
    main()
