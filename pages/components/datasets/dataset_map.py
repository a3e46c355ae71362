"""The map of a data set: counts, single events and shaded areas in the viewport.

The browser says which part of the world it shows; it gets the symbols of that part. A step of the slider reads sums
that are kept for the view, and touches no event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import streamlit as st

from geodata.common.language import _, current
from geodata.datasets.criteria import Criteria
from geodata.datasets.schema import DataSet
from geodata.datasets.sources import Source
from geodata.datasets.view import extents
from geodata.datasets.view.grid import EVERYWHERE, WORLD, Grid, PlaneBounds, to_lon_lat
from geodata.datasets.view.symbols import Area, Areas, Symbols
from geodata.edition.loading import Edition
from geodata.model.places import Precision
from geodata.views.marks import MapView
from pages.components.claims import event_map
from pages.components.datasets import cache, scenes
from pages.components.shell import address

ARTICLE_PLACE: Final = "article place"
"""Session state key: the article's place that the reader selected on this map."""
MOST_AREAS: Final = 120
_VIEW: Final = "world view"
_HEARD: Final = "world choice heard"
_SQUARE: Final = 1 << 24
_ZOOMS: Final = (0, 14)
_LON_EDGE: Final = 180.0
_LAT_EDGE: Final = 85.05
_WORLD_LIMITS: Final = (-170.0, -56.0, 180.0, 72.0)

Limits = tuple[float, float, float, float]


@dataclass(frozen=True)
class View:
    """The viewport: west, south, east and north in EPSG:4326 degrees, and the zoom."""

    limits: Limits
    zoom: float

    @classmethod
    def of(cls, value: object) -> Self | None:
        """Return the viewport in a browser's message, or None if it is invalid."""
        if not isinstance(value, list) or len(value) != len(cls.example()) or not all(map(_is_number, value)):
            return None
        west, south, east, north, zoom = map(float, value)
        lies = -_LON_EDGE <= west < east <= _LON_EDGE and -_LAT_EDGE <= south < north <= _LAT_EDGE
        return cls((west, south, east, north), zoom) if lies and _ZOOMS[0] <= zoom <= _ZOOMS[1] else None

    @staticmethod
    def example() -> list[float]:
        """Return west, south, east, north and zoom."""
        return [*_WORLD_LIMITS, 2.0]

    @property
    def grid(self) -> Grid:
        """Return the grid for counting in this viewport."""
        return Grid.over(PlaneBounds.of(*self.limits), self.zoom)


@dataclass(frozen=True)
class Drawn:
    """The map's symbols and areas, the number of areas in view left out, and of events that are not in view."""

    symbols: Symbols | None
    areas: Areas
    areas_left: int
    outside: int = 0


def look(source: Source, criteria: Criteria, shown: int) -> Drawn:
    """Return symbols and areas in the viewport, of as many events as are ``shown`` all over the world.

    There are no symbols before the browser has reported its viewport.
    """
    view, days = _view(source.dataset), criteria.days
    matrix = scenes.area_matrix(source, criteria)
    areas, left, events = _in_view(matrix.within(*days) if days else matrix.all_time, view)
    if view is None:
        return Drawn(None, areas, left)
    cells = scenes.matrix(source, criteria, view.grid)
    symbols = cells.within(*days) if days else cells.all_time
    return Drawn(symbols, areas, left, max(0, shown - events - int(symbols.count.sum())))


def show(  # noqa: PLR0913 - each argument is one property of the map
    drawn: Drawn, source: Source, claims: MapView, edition: Edition, *, chosen: object, sentence: str
) -> None:
    """Draw the map with the article's ``claims``; the next run opens a selection."""
    dataset = source.dataset

    def on_message(value: Mapping[str, object]) -> None:
        _hear(value, claims)

    caption, file_name = _caption(sentence, edition), f"as-reported-{dataset.id}"
    payload = event_map.payload(claims, None, caption, file_name, coded(drawn, source, chosen))
    event_map.draw(payload, "world map", on_message)


def seen(dataset: DataSet) -> Grid | None:
    """Return the grid of the viewport that the browser last reported for this set, if any."""
    view = _view(dataset)
    return view.grid if view else None


def note(drawn: Drawn, criteria: Criteria) -> str:
    """Return the map's notes: what it leaves out, and where its counts are binned."""
    notes = []
    if drawn.areas_left:
        left = _("Of the areas in view, the {count} with most events are shaded; {left} more appear as you zoom in.")
        notes.append(left.format(count=MOST_AREAS, left=drawn.areas_left))
    windows = {layer.window for layer in (drawn.symbols, drawn.areas) if layer is not None}
    if criteria.days and windows - {criteria.days}:
        notes.append(_("The counts on the map are for whole bins of days, and may reach a little beyond the dates."))
    return " ".join(notes)


def coded(drawn: Drawn, source: Source, chosen: object) -> dict[str, object]:
    """Return the map's payload: numbers, ids and our words, without the set's own texts."""
    dataset = source.dataset
    return {
        "set": dataset.id,
        "first": cache.kept(source, "first view", lambda: first_view(source)),
        "chosen": chosen,
        "lang": current(),
        **columns(drawn.symbols),
        "outside": drawn.outside,
        "areas": [
            [area.level.value, area.id, count]
            for area, count in zip(drawn.areas.areas, drawn.areas.count.tolist(), strict=True)
        ],
        "words": _words(dataset),
    }


def columns(symbols: Symbols | None) -> dict[str, object]:
    """Return symbols as short columns: ``grid`` is west, north, size, unit; ``x`` and ``y`` count units from there."""
    if symbols is None or not symbols.count.size:
        return {"grid": [0, 0, 1, 1], "x": [], "y": [], "count": [], "vague": []}
    unit = Grid(EVERYWHERE, symbols.size).unit
    west, north = int(symbols.west.min()), int(symbols.north.min())
    return {
        "grid": [west, north, symbols.size, unit],
        "x": ((symbols.mx - west) // unit).astype(int).tolist(),
        "y": ((symbols.my - north) // unit).astype(int).tolist(),
        "count": symbols.count.tolist(),
        "vague": symbols.vague.tolist(),
    }


def first_view(source: Source) -> Limits:
    """Return the extent of the set's events, rounded to about six degrees, or the world if it has none."""
    squares = source.cells(Criteria(), Grid(EVERYWHERE, _SQUARE))
    boxes = [
        extents.extents()[area.id].limits for area in source.areas(Criteria()).areas if area.id in extents.extents()
    ]
    if squares.count.size:
        lon, lat = to_lon_lat(
            np.array([squares.west.min(), squares.west.max() + _SQUARE]),
            np.array([squares.north.max() + _SQUARE, squares.north.min()]),
        )
        boxes.append((float(lon[0]), float(lat[0]), float(lon[1]), float(lat[1])))
    if not boxes:
        return _WORLD_LIMITS
    west, south, east, north = zip(*boxes, strict=True)
    return (
        max(min(west), _WORLD_LIMITS[0]), max(min(south), _WORLD_LIMITS[1]),
        min(max(east), _WORLD_LIMITS[2]), min(max(north), _WORLD_LIMITS[3]),
    )  # fmt: skip


def symbol(value: object) -> PlaneBounds | None:
    """Return the cell of a browser's or URL's [west, north, size], or None if it is invalid."""
    if not isinstance(value, list) or len(value) != len(("west", "north", "size")):
        return None
    if not all(isinstance(number, int) and 0 <= number <= WORLD for number in value):
        return None
    west, north, size = value
    is_cell = size > 0 and size & (size - 1) == 0 and not west % size and not north % size
    return PlaneBounds(west, north, west + size - 1, north + size - 1) if is_cell else None


def area(value: object) -> Area | None:
    """Return the area of a browser's or URL's [level, id], or None if it is unknown."""
    match value:
        case [("district" | "region") as level, str(area_id)] if area_id in extents.extents():
            return Area(Precision(level), area_id)
    return None


def _hear(value: Mapping[str, object], claims: MapView) -> None:
    """Store the viewport of a browser's message, and apply its selection unless already handled."""
    view = View.of(value.get("view"))
    if view:
        st.session_state[_VIEW] = (value.get("set"), view)
    choice, number = value.get("choice"), value.get("n")
    if not isinstance(choice, Mapping) or number == st.session_state.get(_HEARD):
        return
    st.session_state[_HEARD] = number
    if cell := symbol(choice.get("cell")):
        address.choose("open", f"cell.{cell.west}.{cell.north}.{cell.east - cell.west + 1}")
    elif chosen := area(choice.get("area")):
        address.choose("open", f"area.{chosen.level.value}.{chosen.id}")
    elif place := event_map.chosen_place(choice, claims):
        st.session_state[ARTICLE_PLACE] = place


def _view(dataset: DataSet) -> View | None:
    """Return the viewport that the browser last reported for this set."""
    dataset_id, view = st.session_state.get(_VIEW, (None, None))
    return view if dataset_id == dataset.id else None


def _in_view(areas: Areas, view: View | None) -> tuple[Areas, int, int]:
    """Return the areas in view with most events, the number of the others, and the events of all of them."""
    limits = view.grid.limits if view else _WORLD_LIMITS
    seen = extents.in_view(areas.areas, limits)
    ranked = sorted(seen, key=lambda number: (-areas.count[number], areas.areas[number].id))[:MOST_AREAS]
    kept = Areas(tuple(areas.areas[number] for number in ranked), areas.count[ranked], areas.window)
    return kept, len(seen) - len(ranked), int(areas.count[seen].sum())


def _caption(sentence: str, edition: Edition) -> str:
    article = _("Numbered places are the claims of the article, edition {number}.").format(number=edition.number)
    return f"{sentence}\n{article}"


def _words(dataset: DataSet) -> dict[str, str]:
    by = _("coded by {coder}").format(coder=dataset.coded_by)
    not_quoted = _("coded by {coder}, not quoted").format(coder=dataset.coded_by)
    return {
        "by": by,
        "region": _("region"),
        "cell": _("Events in this part of the map: {count}; {coded}").format(count="{count}", coded=not_quoted),
        "place": _("Events at this place: {count}; {coded}").format(count="{count}", coded=not_quoted),
        "area": _("events in the area as a whole: {count}; {coded}").format(count="{count}", coded=not_quoted),
        "legendCell": _("Events in this part of the map, {coded}").format(coded=not_quoted),
        "legendOne": _("One event, {coded}").format(coded=not_quoted),
        "legendArea": _("Area as a whole, {coded}").format(coded=not_quoted),
        "article": _("The article’s claims"),
        "outside": _("Events outside this view: {count}").format(count="{count}"),
        "articleLabel": _("The article’s claims lie close together here. Zoom in to see them."),
    }


def _is_number(value: Any) -> bool:  # noqa: ANN401 - a browser may send anything
    return isinstance(value, int | float) and not isinstance(value, bool)
