"""The app under measure: a slider over made-up events, drawn in our way or in the usual way.

The URL says which: ``?arm=ours&events=100``. Both arms load Leaflet from this server and draw no tiles.
"""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import streamlit as st

from geodata.edition import Edition, load
from geodata.events import CitationEvidence, Event, EventType, Link, Status
from geodata.filters import Filter
from geodata.marks import map_view
from geodata.places import Mention, Place, Precision
from geodata.selection import select
from geodata.times import Clock, EventTime

TOWNS = Path(__file__).parents[2] / "geodata" / "data" / "basemap" / "towns.csv"
FIRST = date(2024, 3, 1)
DAYS = 30
STEP = 3


@st.cache_resource
def made_up(count: int) -> Edition:
    """Return an edition of ``count`` events spread evenly over the days and by chance over the towns."""
    chance = random.Random(count)  # noqa: S311 - a seeded spread, not a secret
    with TOWNS.open(encoding="utf-8", newline="") as file:
        towns = [
            Place(
                id=f"town-{number}",
                level="settlement",
                name=row["name"],
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                source="GeoNames",
            )
            for number, row in enumerate(csv.DictReader(file))
        ]
    places = {town.id: town for town in towns}
    events = tuple(_event(number, number * DAYS // count, chance.choice(towns)) for number in range(count))
    return Edition(**{**vars(load()), "events": events, "places": places, "relations": ()})


def _event(number: int, offset: int, town: Place) -> Event:
    day = EventTime.parse((FIRST + timedelta(days=offset)).isoformat())
    return Event(
        id=f"event-{number}",
        label=f"Event {number}",
        event_type=EventType.ARMED_CLASH,
        status=Status.REPORTED_BY_MEDIA,
        chain=(Link(speakers=("somebody",), as_written="somebody"),),
        evidence=CitationEvidence(
            summary=f"Somebody said that event {number} happened in {town.name}.",
            hedge="",
            outlet="Nobody",
            title="",
            url="https://example.org/",
            language="en",
        ),
        place=Mention(places=(town.id,), precision=Precision.SETTLEMENT),
        reported=day,
        happened=day,
    )


def draw_ours(shown: tuple[Event, ...], edition: Edition) -> None:
    """Draw ``shown`` as the product does: a constant map and one small script."""
    from pages.components import event_map  # noqa: PLC0415 - a component is declared while a page runs

    event_map.show(map_view(shown, edition), selected=None)


def draw_usual(shown: tuple[Event, ...], edition: Edition) -> None:
    """Draw ``shown`` the usual way: a new map with one marker and popup for each event."""
    import folium  # noqa: PLC0415 - as above
    from streamlit_folium import st_folium  # noqa: PLC0415

    from pages.components import event_map  # noqa: PLC0415

    dollar = st.components.v1.declare_component("dollar", path=str(Path(__file__).parent))

    usual = folium.Map(location=[51.1, 36.0], zoom_start=7, tiles=None, max_zoom=13)
    usual.default_js = [*event_map.base_map().default_js[:1], ("dollar", f"../{dollar.name}/dollar.js")]
    usual.default_css = event_map.base_map().default_css[:1]
    for event in shown:
        point = edition.places[event.place.places[0]].point
        if point:
            marker = folium.Marker(location=[point.y, point.x], popup=folium.Popup(event.label), icon=folium.DivIcon())
            marker.add_to(usual)
    st_folium(usual, key="map", height=620, use_container_width=True, returned_objects=[])


def main() -> None:
    """Draw the slider, the map of the arm asked for, and a line that says what is shown."""
    edition = made_up(int(st.query_params.get("events", "10")))
    last = st.slider("Last day", STEP, DAYS, DAYS, step=STEP, key="last")
    wanted = Filter(clock=Clock.REPORTED, start=FIRST, end=FIRST + timedelta(days=last - 1))
    shown = select(edition, wanted).shown
    draw = draw_ours if st.query_params.get("arm") == "ours" else draw_usual
    draw(shown, edition)
    st.text(f"{len(shown)} events at {len({event.place.places[0] for event in shown})} places")


if __name__ == "__main__":
    main()
