"""The small map of a picture: land, water, regions and towns around a shape, drawn without a browser."""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import Final

import shapely
from PIL import Image, ImageDraw, ImageFont
from shapely.geometry import Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

from geodata.common.data_files import read_json, read_text
from geodata.edition.loading import DATA
from geodata.gazetteer.world import world_regions
from geodata.presentation import font_files

CREDIT: Final = "© OpenStreetMap contributors · GeoNames · Natural Earth"
PAPER: Final = (251, 250, 246)
INK: Final = (21, 19, 16)
Pixels = tuple[float, float]

_SEA: Final = (214, 226, 232)
_LAND: Final = (240, 236, 226)
_LINE: Final = (178, 170, 154)
_BORDER: Final = (110, 103, 92)
_MARK: Final = (0, 105, 164)
_TOWN: Final = (70, 66, 58)
_SCALE: Final = 2
"""Drawn so much larger, and made smaller at the end: Pillow's lines have steps."""
_OWN_LIMITS: Final = (29.5, 48.5, 42.5, 54.0)
"""Where the border regions' own ground reaches: west, south, east and north in EPSG:4326."""
_LEAST_DEGREES: Final = 3.0
"""The least height of the map in degrees of latitude: a village is shown in a country that one knows."""
_COARSE: Final = 0.1
"""Degrees by which Natural Earth's boundary may be off."""
_TOWNS: Final = 6
_FOOT: Final = 60
"""Pixels at the bottom that are left to the credit."""


@dataclass(frozen=True)
class Ground:
    """What lies under a shape, in EPSG:4326: land and lakes as areas, then lines from the faintest to the strongest."""

    land: Sequence[BaseGeometry]
    lakes: Sequence[BaseGeometry] = ()
    rivers: Sequence[BaseGeometry] = ()
    regions: Sequence[BaseGeometry] = ()
    borders: Sequence[BaseGeometry] = ()
    towns: Sequence[tuple[Point, str]] = ()


class Projection:
    """An equirectangular view, true to scale at its middle, from EPSG:4326 (lon, lat) to pixels of an image."""

    def __init__(self, around: BaseGeometry, size: tuple[int, int]) -> None:
        west, south, east, north = around.bounds
        self._size, (width, height) = size, size
        self._lon, self._lat = (west + east) / 2, (south + north) / 2
        self._narrow = max(0.1, math.cos(math.radians(self._lat)))
        tall = max(_LEAST_DEGREES, (north - south) * 1.3, (east - west) * 1.3 * self._narrow * height / width)
        self._scale = height / tall
        wide = width / self._scale / self._narrow
        self.limits = box(self._lon - wide / 2, self._lat - tall / 2, self._lon + wide / 2, self._lat + tall / 2)

    def pixels(self, corners: BaseGeometry) -> list[Pixels]:
        """Return the corners of a point, a line or a ring as (x, y)."""
        width, height = self._size
        across, scale = self._scale * self._narrow, self._scale
        found = shapely.get_coordinates(corners) - (self._lon, self._lat)
        return [(width / 2 + east * across, height / 2 - north * scale) for east, north in found.tolist()]


def draw(around: BaseGeometry, size: tuple[int, int], *, is_vicinity: bool = False) -> Image.Image:
    """Return a map of ``size`` pixels with ``around`` on it: a point as a pin, or in a circle, an area, or a line."""
    large = (size[0] * _SCALE, size[1] * _SCALE)
    view = Projection(around, large)
    ground = _ground(view.limits)
    image = Image.new("RGB", large, _SEA)
    canvas = ImageDraw.Draw(image, "RGBA")
    for land in ground.land:
        _area(canvas, land, view, _LAND)
    for lake in ground.lakes:
        _area(canvas, lake, view, _SEA)
    _lines(canvas, ground.rivers, view, _SEA, 3)
    _lines(canvas, ground.regions, view, _LINE, 2)
    _lines(canvas, ground.borders, view, _BORDER, 4)
    _mark(canvas, around, view, is_vicinity=is_vicinity)
    _towns(canvas, ground, around, view, large)
    return image.resize(size, Image.Resampling.LANCZOS)


def _ground(limits: BaseGeometry) -> Ground:
    """Return the border regions' own ground where it reaches, else the world's first-level regions."""
    if box(*_OWN_LIMITS).contains(limits.centroid):
        return _own_ground()
    found = [region.outline for region in world_regions().values() if region.outline.intersects(limits)]
    # What was made valid may hold lines and points beside its areas, and has no boundary as a whole.
    areas = [part for outline in found for part in _parts(outline) if isinstance(part, Polygon)]
    return Ground(land=areas, regions=[area.exterior for area in areas])


@cache
def _own_ground() -> Ground:
    boundaries, base = DATA / "boundaries", DATA / "basemap"

    def read(path: str) -> list[BaseGeometry]:
        shapes = [shape(feature["geometry"]) for feature in read_json(path_of[path])["features"]]
        return list(shapely.simplify(shapes, 0.002))

    path_of = {path.stem: path for folder in (boundaries, base) for path in folder.glob("*.geojson")}
    border = read("osm_border_ru_ua_web")
    # Natural Earth's line is up to some kilometres off, so it is drawn only where no finer one reaches.
    near = shapely.buffer(border[0], _COARSE)
    rows = csv.DictReader(StringIO(read_text(base / "towns.csv")))
    towns = sorted(rows, key=lambda row: -int(row["population"] or 0))
    return Ground(
        land=read("ne_countries_10m_context"),
        lakes=read("ne_lakes"),
        rivers=read("ne_rivers"),
        regions=[outline.boundary for outline in read("osm_admin1_web")],
        borders=[*shapely.difference(read("ne_boundary_lines_land"), near), *border],
        towns=[(Point(float(town["lon"]), float(town["lat"])), town["name"]) for town in towns],
    )


def _area(canvas: ImageDraw.ImageDraw, area: BaseGeometry, view: Projection, fill: tuple[int, ...]) -> None:
    for part in _parts(shapely.intersection(area, view.limits)):
        if isinstance(part, Polygon):
            canvas.polygon(view.pixels(part.exterior), fill=fill)


def _lines(
    canvas: ImageDraw.ImageDraw, lines: Sequence[BaseGeometry], view: Projection, colour: tuple[int, ...], width: int
) -> None:
    for line in lines:
        for part in _parts(shapely.intersection(line, view.limits)):
            if part.geom_type in {"LineString", "LinearRing"}:
                canvas.line(view.pixels(part), fill=colour, width=width, joint="curve")


def _mark(canvas: ImageDraw.ImageDraw, around: BaseGeometry, view: Projection, *, is_vicinity: bool) -> None:
    for part in _parts(around):
        if part.geom_type == "Polygon":
            _area(canvas, part, view, (*_MARK, 70))
            _lines(canvas, [part.boundary], view, _MARK, 5)
        elif part.geom_type != "Point":
            _lines(canvas, [part], view, _MARK, 11)
        else:
            middle = view.pixels(part)[0]
            if is_vicinity:
                canvas.circle(middle, 64, fill=(*_MARK, 40), outline=_MARK, width=3)
            else:
                canvas.circle(middle, 19, fill=PAPER)
                canvas.circle(middle, 15, fill=_MARK)


def _towns(
    canvas: ImageDraw.ImageDraw, ground: Ground, around: BaseGeometry, view: Projection, size: tuple[int, int]
) -> None:
    """Name the largest towns in view that leave room for each other and for pins."""
    font = ImageFont.truetype(str(font_files.PICTURES), 15 * _SCALE)
    points = [view.pixels(part)[0] for part in _parts(around) if part.geom_type == "Point"]
    taken = [box(x - 70, y - 70, x + 70, y + 70) for x, y in points]
    named = len(taken)
    for town, name in ground.towns:
        x, y = view.pixels(town)[0]
        label = box(x - 8, y - 22, x + 16 + font.getlength(name), y + 22)
        inside = box(0, 0, size[0], size[1] - _FOOT).contains(label)
        if not inside or any(label.intersects(other) for other in taken):
            continue
        canvas.circle((x, y), 5, fill=_TOWN)
        canvas.text((x + 12, y - 19), name, font=font, fill=_TOWN, stroke_width=4, stroke_fill=(*_LAND, 235))
        taken.append(label)
        if len(taken) - named == _TOWNS:
            return


def _parts(found: BaseGeometry) -> Iterator[BaseGeometry]:
    """Yield the points, lines and polygons of a geometry, each for itself."""
    if hasattr(found, "geoms"):
        for part in found.geoms:
            yield from _parts(part)
    elif not found.is_empty:
        yield found
