"""Extents: name and bounding box of every area that the map can shade, so that only those in view are sent."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from types import MappingProxyType

from geodata.datasets.view.symbols import Area
from geodata.gazetteer.world import GROUND, region_files


@dataclass(frozen=True)
class Extent:
    """An area's name, and its bounding box in EPSG:4326 degrees: west, south, east, north."""

    name: str
    limits: tuple[float, float, float, float]

    def meets(self, view: tuple[float, float, float, float]) -> bool:
        """Tell whether the bounding box overlaps ``view``, in the same order."""
        (west, south, east, north), (left, low, right, high) = self.limits, view
        return west <= right and east >= left and south <= high and north >= low


@cache
def extents() -> Mapping[str, Extent]:
    """Return the extents of the border regions and their districts, and of the first-level regions of the world."""
    base = json.loads((GROUND / "basemap.json").read_bytes())
    near = [*base["layers"]["admin1"], *base["layers"]["admin2"]]
    extents_by_id = {area["id"]: Extent(area["name_en"], _limits(area["polygons"], base["units"])) for area in near}
    extents_by_id |= {
        area["id"]: Extent(area["name"], _limits(area["polygons"], content["units"]))
        for content in region_files()
        for area in content["regions"]
    }
    return MappingProxyType(extents_by_id)


def name(area: str) -> str:
    """Return the name of an area, or its id if the area is unknown."""
    known = extents().get(area)
    return known.name if known else area


def in_view(areas: Iterable[Area], view: tuple[float, float, float, float]) -> list[int]:
    """Return the indexes of those ``areas`` that overlap ``view``: west, south, east, north in degrees."""
    known = extents()
    return [number for number, area in enumerate(areas) if area.id in known and known[area.id].meets(view)]


def _limits(polygons: list[list[list[int]]], units: int) -> tuple[float, float, float, float]:
    lons, lats = zip(
        *((list(accumulate(flat[::2])), list(accumulate(flat[1::2]))) for flat, *_ in polygons), strict=True
    )
    west, east = min(map(min, lons)), max(map(max, lons))
    south, north = min(map(min, lats)), max(map(max, lats))
    return west / units, south / units, east / units, north / units
