"""Regions: the areas held as polygons, which of them a point falls in, and which one a name or a code means."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.common.data_files import read_json
from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.casting.area_names import FIPS, keys, keys_of
from geodata.edition.loading import DATA
from geodata.gazetteer.world import world_region_names, world_regions

NO_AREA: Final = -1
UNKNOWN: Final = -2
"""An area is stated, and it is none of those held."""
_ACCURACY_DEGREES: Final = 0.001
"""The outlines are simplified at 60 m: a point so near to the area that is stated may as well be in it."""
_WHOLE_COUNTRY: Final = "WOR-"
_ALSO: Final = {"RU-BEL": ("Bilhorod", "Білгород"), "RU-ORL": ("Orel", "Орел", "Орёл"), "RU-VOR": ("Voronizh",)}

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]


@dataclass(frozen=True)
class Outlines:
    """The areas of one level: polygons in EPSG:4326, side by side with ids, names and what names are compared by."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    parents: tuple[str, ...]
    polygons: NDArray[np.object_]
    keys: tuple[frozenset[str], ...]

    @classmethod
    def read(cls, name: str, id_column: str) -> "Outlines":
        """Return the areas of a boundary file."""
        features = read_json(DATA / "boundaries" / name)["features"]
        try:
            fields = [feature["properties"] for feature in features]
            ids = tuple(str(field[id_column]) for field in fields)
            spellings = [[field[f"name_{tongue}"] or "" for tongue in ("en", "ru", "uk")] for field in fields]
            return cls(
                ids=ids,
                names=tuple(str(field["name_en"]) for field in fields),
                parents=tuple(str(field["adm1_iso"]) for field in fields),
                polygons=shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features]),
                keys=tuple(keys_of([*names, *_ALSO.get(area, ())]) for area, names in zip(ids, spellings, strict=True)),
            )
        except (KeyError, TypeError, shapely.errors.GEOSException) as error:
            raise DataFileError(
                marked("the boundary file {file} is damaged: put the last good one back"), file=name
            ) from error

    def join(self, lon: Floats, lat: Floats) -> Indices:
        """Return for each point the index of the area it falls in, or -1; asks each distinct point once."""
        found = np.full(lon.size, NO_AREA, np.int32)
        west, south, east, north = shapely.total_bounds(self.polygons)
        with np.errstate(invalid="ignore"):
            near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        if near.size:
            distinct, back = np.unique(lon[near] + 1j * lat[near], return_inverse=True)
            points = shapely.points(distinct.real, distinct.imag)
            tree = shapely.STRtree(points)  # type: ignore[arg-type]  # an array of them
            area, point = tree.query(self.polygons, predicate="intersects")
            inside = np.full(distinct.size, NO_AREA, np.int32)
            inside[point[::-1]] = area[::-1]  # on a shared line, the first area
            found[near] = inside[back]
        return found

    def is_near(self, area: int, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
        """Tell which points are as good as in the area, for all that the outline's accuracy says."""
        outline = self.polygons[area]
        west, south, east, north = outline.bounds
        outside = np.maximum.reduce([west - lon, lon - east, south - lat, lat - north])
        near: NDArray[np.bool_] = outside <= _ACCURACY_DEGREES
        if near.any():
            shapely.prepare(outline)
            near[near] = shapely.dwithin(outline, shapely.points(lon[near], lat[near]), _ACCURACY_DEGREES)
        return near


@cache
def regions() -> Outlines:
    """Return the regions held."""
    return Outlines.read("osm_admin1_web.geojson", "adm1_iso")


@cache
def districts() -> Outlines:
    """Return the districts held, of four of the regions."""
    return Outlines.read("osm_admin2_web_core4.geojson", "adm2_id")


def region_around(shape: BaseGeometry) -> int:
    """Return the index of the region held that ``shape`` lies in as a whole, or -1."""
    return next((number for number, outline in enumerate(regions().polygons) if outline.covers(shape)), NO_AREA)


def elsewhere(lon: Floats, lat: Floats, names: Sequence[str]) -> list[str]:
    """Return for each point the id of the region of the world that it lies in and that ``names`` has for it, or "".

    These outlines are coarse, so that a point alone says nothing: only for rows that are coded to a region or less.
    """
    known, tree = _far_regions()
    found = [""] * len(names)
    point, area = tree.query(shapely.points(lon, lat))
    within = shapely.intersects_xy(tree.geometries[area], lon[point], lat[point])
    for at, number in zip(point[within].tolist(), area[within].tolist(), strict=True):
        region, named = known[number]
        if named & _keys(names[at]):
            found[at] = region
    return found


@cache
def _far_regions() -> tuple[list[tuple[str, frozenset[str]]], shapely.STRtree]:
    """Return ids and names of the world's regions, and their outlines in the same order."""
    found = [region for region in world_regions().values() if not region.id.startswith(_WHOLE_COUNTRY)]
    outlines = [region.outline for region in found]
    shapely.prepare(outlines)
    return [(region.id, keys(region.name)) for region in found], shapely.STRtree(outlines)


_keys = lru_cache(maxsize=1 << 16)(keys)


@lru_cache(maxsize=1 << 16)
def find_region(name: str) -> int:
    """Return the index of the region that ``name`` or its code means, -1 if it names none, -2 if none that is held."""
    code = name.strip().upper()
    if not code or (len(code) in {2, 4} and code.isalnum() and code[2:] in {"", "00"}):  # as GDELT codes a country
        return NO_AREA
    if code in FIPS or code in regions().ids:
        return regions().ids.index(FIPS.get(code, code))
    wanted = keys(name)
    return next((number for number, known in enumerate(regions().keys) if known & wanted), UNKNOWN)


def is_region(area: str) -> bool:
    """Tell whether ``area`` is the id of a region, held as a fine outline or anywhere in the world."""
    return area in regions().ids or area in world_regions()


def is_district(area: str) -> bool:
    """Tell whether ``area`` is the id of a district held."""
    return area in districts().ids


def names_a_region(name: str) -> bool:
    """Tell whether a text is the name or the code of a region held, or the name of one elsewhere in the world."""
    return find_region(name) >= 0 or bool(_keys(name) & _far_names())


@cache
def _far_names() -> frozenset[str]:
    return keys_of(world_region_names())


@lru_cache(maxsize=1 << 16)
def find_districts(name: str, region: str) -> tuple[int, ...]:
    """Return the indices of the districts of a region that ``name`` may mean."""
    wanted, held = keys(name), districts()
    return tuple(n for n, parent in enumerate(held.parents) if parent == region and held.keys[n] & wanted)
