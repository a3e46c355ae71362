"""Geometry of claims: a point for a settlement or its vicinity, the outline for whatever is coarser, or none."""

from collections.abc import Mapping
from functools import cache

from shapely import line_merge, orient_polygons, unary_union
from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

from geodata.common.data_files import read_json
from geodata.common.errors import PlaceError
from geodata.common.language import marked
from geodata.edition.loading import DATA, Edition
from geodata.gazetteer.world import world_outline
from geodata.model.border import stretch
from geodata.model.events import Event
from geodata.model.places import Place, load_polygons


def geometry(event: Event, edition: Edition) -> BaseGeometry | None:
    """Return where ``event`` is placed, in EPSG:4326 (lon, lat), or None for no place or one without an outline held.

    Two regions named together are one polygon without the line between them; the border is the line along the regions
    that the source names, or the whole line. Outer rings run counter-clockwise (RFC 7946). Raises PlaceError rather
    than give a point to anything coarser than the vicinity of a settlement.
    """
    if not event.place.precision.is_drawn:
        return None
    if not event.place.precision.is_pin:
        if event.place.along and event.place.places == ("border",):
            return _along(event.place.along)
        places = [edition.places[place] for place in event.place.places]
        is_unknown = any(place.is_elsewhere and not place.outline for place in places)
        return None if is_unknown else _outline(tuple(place.outline or place.id for place in places))
    points = [edition.places[place].point for place in event.place.places]
    if len(points) != 1 or points[0] is None:
        raise PlaceError(
            marked('the claim "{event}" is placed as "{precision}" but not at one settlement: correct it'),
            event=event.id,
            precision=event.place.precision,
        )
    return points[0]


def place_geometry(place: Place) -> BaseGeometry | None:
    """Return a settlement as its point, an area or the border as its outline, else None; in EPSG:4326 (lon, lat)."""
    return place.point or (_outline((place.outline,)) if place.outline else None)


@cache
def _along(regions: tuple[str, ...]) -> BaseGeometry:
    """Return the state border along ``regions`` as one line or several; the whole line if it touches none of them."""
    border = _outlines()["border"]
    ends = [stretch(border, _outlines()[region]) for region in regions]
    lines = [LineString(border.coords[first : last + 1]) for first, last in filter(None, ends)]
    return line_merge(unary_union(lines)) if lines else border


@cache
def _outline(areas: tuple[str, ...]) -> BaseGeometry:
    known = _outlines()
    found = []
    for area in areas:
        outline = known.get(area) or world_outline(area)
        if outline is None:
            raise PlaceError(
                marked('the place "{place}" has no outline: correct its id or add its boundary'), place=area
            )
        found.append(outline)
    if not found:
        raise PlaceError(marked("an area or line without a place cannot be drawn: name its place"))
    return orient_polygons(found[0] if len(found) == 1 else unary_union(found))


@cache
def _outlines() -> Mapping[str, BaseGeometry]:
    folder = DATA / "boundaries"
    border = read_json(folder / "osm_border_ru_ua_web.geojson")["features"][0]["geometry"]
    return load_polygons(folder) | {"border": shape(border)}
