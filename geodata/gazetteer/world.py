"""The first-level regions of the world outside the border regions, coarse: enough to shade an area, never to place one.

Natural Earth's admin-1 outlines, simplified to about 0.05 degrees (5 km), EPSG:4326. The border regions are left out:
OpenStreetMap's outlines in ``geodata/data/boundaries`` are finer. One file a country, which a browser reads too.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from shapely import MultiPolygon, Polygon, make_valid
from shapely.geometry.base import BaseGeometry

GROUND: Final = Path(__file__).parents[1] / "data" / "ground"
"""The base map: the border regions in detail, the world's land and the names of its towns."""
WORLD_REGIONS: Final = Path(__file__).parents[1] / "data" / "regions"


@dataclass(frozen=True)
class Region:
    """A region: ``country`` is an ISO 3166-1 alpha-3 code, ``name`` Natural Earth's, ``outline`` in lon/lat."""

    id: str
    country: str
    name: str
    outline: BaseGeometry


@cache
def world_regions() -> Mapping[str, Region]:
    """Return the regions by id, as in "SYR-idlib"."""
    return MappingProxyType({region.id: region for content in region_files() for region in _regions_in(content)})


def regions_of(country: str) -> list[Region]:
    """Return the regions of one country by its code, without the work of all others'."""
    path = WORLD_REGIONS / f"{country}.json"
    return _regions_in(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else []


def _regions_in(content: Mapping[str, Any]) -> list[Region]:
    return [
        Region(found["id"], found["country"], found["name"], outline(found["polygons"], content["units"]))
        for found in content["regions"]
    ]


@cache
def world_outline(outline_id: str) -> BaseGeometry | None:
    """Return a region's outline, or several regions' joined as one division: "SDN-khartoum", "GBR-GB.ENG"."""
    path = WORLD_REGIONS / f"{outline_id.partition('-')[0]}.json"
    content = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"regions": [], "divisions": []}
    areas = (*content["regions"], *content["divisions"])
    return next((outline(area["polygons"], content["units"]) for area in areas if area["id"] == outline_id), None)


def world_region_names() -> tuple[str, ...]:
    """Return the regions' names alone, without the work of their outlines."""
    return tuple(str(found["name"]) for content in region_files() for found in content["regions"])


@cache
def region_files() -> tuple[Mapping[str, Any], ...]:
    """Return the content of each country's file, in the order of their names."""
    return tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(WORLD_REGIONS.glob("*.json")))


def outline(polygons: Sequence[Sequence[Sequence[int]]], units: int) -> BaseGeometry:
    """Return polygons of flat rings, in ``units`` per degree, as one valid shape in lon/lat."""
    parts = [[_ring(flat, units) for flat in polygon] for polygon in polygons]
    # Rounding can make the corners of a small island touch.
    whole = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in parts])
    return make_valid(whole, method="structure", keep_collapsed=False)


def _ring(flat: Sequence[int], units: int) -> list[tuple[float, float]]:
    """Return the (lon, lat) pairs in degrees of one flat list: the first pair, then differences."""
    lon = lat = 0
    ring = []
    for east, north in zip(flat[::2], flat[1::2], strict=True):
        lon, lat = lon + east, lat + north
        ring.append((lon / units, lat / units))
    return ring
