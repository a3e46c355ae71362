"""The base map of the browser: compact JSON made from the boundary and base-map data, whole and light.

Coordinates are WGS84 lon/lat (EPSG:4326). In a file a line or ring is one flat list of whole numbers in the units per
degree that the file states (11 m, light 111 m): the first lon and lat, then the differences from vertex to vertex. Each
vertex is rounded on its own before the differences are taken, so a vertex shared by two polygons stays shared.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from shapely import Point, box, line_merge, unary_union
from shapely.algorithms.polylabel import polylabel
from shapely.geometry import LinearRing, LineString, MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from geodata.common.data_files import read_json, read_rows
from geodata.model.border import stretch

DATA: Final = Path(__file__).parents[1] / "geodata" / "data"
GROUND: Final = DATA / "ground"
UNITS_PER_DEGREE: Final = 10_000
LIGHT_UNITS_PER_DEGREE: Final = 1_000
LIGHT_TOLERANCE_DEG: Final = 0.003
"""About a pixel at zoom 8, which shows all of the shipped edition."""
CREDITS: Final = (
    "© OpenStreetMap contributors (ODbL): admin1, admin2, border, frontiers",
    "GeoNames (CC BY 4.0): towns",
    "Made with Natural Earth (public domain): land, rivers, lakes, frontiers",
)
LAND_BOX: Final = box(24, 44, 48, 58)
# Natural Earth and OpenStreetMap put the same frontier up to about 4 km apart.
FRONTIER_TOLERANCE_DEG: Final = 0.06
MIN_FRONTIER_DEG: Final = 0.15
RIVER_TOLERANCE_DEG: Final = 0.0005
MIN_POPULATION_BY_ZOOM: Final = ((200_000, 6), (60_000, 7), (16_000, 8), (6_000, 9), (2_500, 10))
ZOOM_OF_VILLAGES: Final = 11
BORDER_BELT_DEG: Final = 0.35
# A triangle, closed: four vertices of two numbers.
RING_NUMBERS: Final = 8
LEAST_RING: Final = 3

Json = dict[str, Any]
Known = tuple[BaseGeometry, Json]
"""The shape of an area, and what else is known of it."""
Part = TypeVar("Part", bound=BaseGeometry)


def build() -> Json:
    """Return the base map: units per degree, credits and nine layers, ready for ``json.dumps``."""
    return _built(_areas("admin1_web"), _areas("admin2_web_core4"), _border(), UNITS_PER_DEGREE, RIVER_TOLERANCE_DEG)


def build_light() -> Json:
    """Return the base map with the vertices that show from afar: of a line that areas share, the same for each."""
    regions, districts, border = _areas("admin1_web"), _areas("admin2_web_core4"), _border()
    lines = unary_union([border, *(area.boundary for area, _known in (*regions, *districts))])
    arcs = [arc.simplify(LIGHT_TOLERANCE_DEG) for arc in _parts(line_merge(lines), LineString)]
    kept = {vertex for arc in arcs for vertex in arc.coords}

    def thin(line: LineString | LinearRing) -> list[tuple[float, ...]]:
        return [vertex for vertex in line.coords if vertex in kept]

    def thin_area(area: BaseGeometry) -> BaseGeometry:
        rings = [[thin(ring) for ring in (part.exterior, *part.interiors)] for part in _parts(area, Polygon)]
        whole = [[ring for ring in part if len(ring) > LEAST_RING] for part in rings if len(part[0]) > LEAST_RING]
        return MultiPolygon([Polygon(shell, holes) for shell, *holes in whole])

    return _built(
        [(thin_area(area), known) for area, known in regions],
        [(thin_area(area), known) for area, known in districts],
        LineString(thin(border)),
        LIGHT_UNITS_PER_DEGREE,
        LIGHT_TOLERANCE_DEG,
    )


def _built(regions: Sequence[Known], districts: Sequence[Known], border: LineString, units: int, river: float) -> Json:
    return {
        "units": units,
        "credits": list(CREDITS),
        "layers": {
            "countries": _polygons(_context_land(), units),
            "admin1": [known | {"polygons": _polygons(area, units)} for area, known in regions],
            "admin2": [known | {"polygons": _polygons(area, units)} for area, known in districts],
            "border": [flat(border.coords, units)],
            "stretches": _stretches(regions, border, units),
            "frontiers": [flat(line.coords, units) for line in _frontiers(regions, border)],
            "rivers": _rivers(units, river),
            "lakes": [polygon for lake in _lakes() for polygon in _polygons(lake, units)],
            "towns": _towns(border),
        },
    }


def text(base_map: Json) -> str:
    """Return the one JSON text of a base map: no spaces, Cyrillic as it is, a final newline."""
    return json.dumps(base_map, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def points(flat: Sequence[int], units: int = UNITS_PER_DEGREE) -> list[tuple[float, float]]:
    """Return the (lon, lat) pairs in degrees that one flat list of differences stands for."""
    lon = lat = 0
    found = []
    for east, north in zip(flat[::2], flat[1::2], strict=True):
        lon, lat = lon + east, lat + north
        found.append((lon / units, lat / units))
    return found


def _features(path: str) -> list[Json]:
    return list(read_json(DATA / path)["features"])


def _geometries(path: str) -> list[BaseGeometry]:
    return [shape(feature["geometry"]) for feature in _features(path)]


def flat(coordinates: Iterable[Sequence[float]], units: int = UNITS_PER_DEGREE) -> list[int]:
    """Return a line or ring as whole numbers in ``units`` per degree: the first lon and lat, then differences."""
    whole = [(round(c[0] * units), round(c[1] * units)) for c in coordinates]
    numbers = list(whole[0])
    for (lon, lat), (next_lon, next_lat) in pairwise(whole):
        if (lon, lat) != (next_lon, next_lat):
            numbers += [next_lon - lon, next_lat - lat]
    return numbers


def _polygons(geometry: BaseGeometry, units: int) -> list[list[list[int]]]:
    """Return polygons as lists of rings, outer ring first; rings that round to nothing are left out."""
    rings = [[flat(r.coords, units) for r in (p.exterior, *p.interiors)] for p in _parts(geometry, Polygon)]
    return [
        [ring for ring in polygon if len(ring) >= RING_NUMBERS] for polygon in rings if len(polygon[0]) >= RING_NUMBERS
    ]


def _parts(geometry: BaseGeometry, kind: type[Part]) -> list[Part]:
    if isinstance(geometry, kind):
        return [geometry] if not geometry.is_empty else []
    return [part for member in getattr(geometry, "geoms", ()) for part in _parts(member, kind)]


def _areas(name: str) -> list[Known]:
    features = _features(f"boundaries/osm_{name}.geojson")
    return [(shape(feature["geometry"]), _known(feature)) for feature in features]


def _border() -> LineString:
    (border,) = _geometries("boundaries/osm_border_ru_ua_web.geojson")
    return cast("LineString", border)


def _known(feature: Mapping[str, Any]) -> Json:
    properties = feature["properties"]
    russian = properties["country"] == "RU"
    return {
        "id": properties.get("adm2_id") or properties["adm1_iso"],
        "name_en": properties["name_en"],
        "name": properties["name_ru"] if russian else properties["name_uk"] or properties["name_ru"],
        "country": properties["country"],
        "label": _label_point(shape(feature["geometry"])),
    }


def _label_point(geometry: BaseGeometry) -> list[float]:
    """Return [lon, lat] of the point deepest inside the largest part, in degrees."""
    largest = max(_parts(geometry, Polygon), key=lambda part: part.area)
    deepest = polylabel(largest, tolerance=0.005)
    return [round(deepest.x, 4), round(deepest.y, 4)]


def _context_land() -> BaseGeometry:
    """Return the land around the regions as one shape: no country is told from another by a tint."""
    countries = _geometries("basemap/ne_countries_10m_context.geojson")
    return unary_union([country.buffer(0) for country in countries]).intersection(LAND_BOX).simplify(0.01)


def _stretches(regions: Sequence[Known], border: LineString, units: int) -> dict[str, list[int]]:
    """Return by region the first and the last vertex of the drawn border line that lie along it."""
    ends = {known["id"]: stretch(border, area) for area, known in regions}
    # Vertices that round to the same one are drawn once.
    drawn = [len(flat(border.coords[: number + 1], units)) // 2 - 1 for number in range(len(border.coords))]
    return {region: [drawn[number] for number in found] for region, found in ends.items() if found}


def _frontiers(regions: Sequence[Known], border: BaseGeometry) -> list[LineString]:
    """Return the state borders other than the stretch in ``border``, so that none seems to end in open land."""
    outline = unary_union([area for area, _known in regions]).boundary
    coarse = unary_union(_geometries("basemap/ne_boundary_lines_land.geojson"))
    tolerance = FRONTIER_TOLERANCE_DEG
    precise = outline.intersection(coarse.buffer(tolerance)).difference(border.buffer(1e-6))
    beyond = coarse.difference(unary_union([outline, border]).buffer(tolerance))
    lines = [line for found in (precise, beyond) for line in _parts(line_merge(found), LineString)]
    return [line for line in lines if line.length >= MIN_FRONTIER_DEG]


def _rivers(units: int, tolerance: float) -> list[Json]:
    """Return rivers by importance (Natural Earth's scale rank, 4 the largest) with their flat lines."""
    found = []
    for path in ("basemap/ne_rivers.geojson", "basemap/ne_rivers_europe.geojson"):
        for feature in _features(path):
            lines = _parts(shape(feature["geometry"]), LineString)
            rank = int(feature["properties"]["scalerank"])
            found.append({"rank": rank, "lines": [flat(line.simplify(tolerance).coords, units) for line in lines]})
    return found


def _lakes() -> list[BaseGeometry]:
    return _geometries("basemap/ne_lakes.geojson") + _geometries("basemap/ne_lakes_europe.geojson")


def _towns(border: BaseGeometry) -> list[list[float | str]]:
    """Return [lon, lat, Latin name, Cyrillic name, minimum zoom] by population, largest first."""
    rows = sorted(read_rows(DATA / "basemap" / "towns.csv"), key=lambda r: (-int(r["population"]), int(r["geonameid"])))
    return [_town(row, border) for row in rows]


def _town(row: Mapping[str, str], border: BaseGeometry) -> list[float | str]:
    lon, lat = round(float(row["lon"]), 4), round(float(row["lat"]), 4)
    near = border.distance(Point(lon, lat)) < BORDER_BELT_DEG
    return [lon, lat, row["name"], row["name_cyrillic"], _min_zoom(int(row["population"]), near_border=near)]


def _min_zoom(population: int, *, near_border: bool) -> int:
    """Return the zoom from which a town is named: one step sooner near the border, where the reports are."""
    zoom = next((z for least, z in MIN_POPULATION_BY_ZOOM if population >= least), ZOOM_OF_VILLAGES)
    return max(6, zoom - 1) if near_border else zoom


def main() -> None:
    """Write ``geodata/data/ground/basemap.json`` and ``light.json``."""
    GROUND.mkdir(exist_ok=True)
    for name, base_map in {"basemap": build(), "light": build_light()}.items():
        (GROUND / f"{name}.json").write_text(text(base_map), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
