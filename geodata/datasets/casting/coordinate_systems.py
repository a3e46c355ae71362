"""Coordinate reference systems: what coordinates are stated in, by name or in full, and the same points in WGS84."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pyproj
from numpy.typing import NDArray
from pyproj.exceptions import ProjError

from geodata.common.errors import DataFileError
from geodata.common.language import marked

OUTSIDE: Final = marked("lies beyond what its coordinate system describes")
WGS84: Final = "EPSG:4326"
Floats = NDArray[np.float64]
_NAME: Final = re.compile(r"(?:urn:(?:x-)?ogc:def:crs:)?(EPSG|OGC|ESRI)(?::[\w.]*)?:(\w{1,12})", re.IGNORECASE)
_COMMON: Final = frozenset({"", "CRS84", "WGS84", "WGS 84"})
_DIGITS: Final = re.compile(r"\d{4,6}")
_NOT_KNOWN: Final = marked(
    "the coordinate system {crs} is not known: name it as in EPSG:3857, or convert the coordinates to WGS84"
)
_LONGEST: Final = 20_000
_SHOWN: Final = 60


def system(stated: str) -> str:
    """Return the name of the system that a name or a definition in WKT or PROJJSON states, or what defines it.

    WGS84 is "EPSG:4326", whatever the order of its axes. Raises DataFileError if it is not known.
    """
    text = stated.strip()
    if text.upper() in _COMMON:
        return WGS84
    try:
        found = _read(text)
        if found.equals(WGS84, ignore_axis_order=True) or found.name in {"WGS 84", "GCS_WGS_1984", "WGS 84 (CRS84)"}:
            return WGS84
        authority = found.to_authority()
    except (ProjError, ValueError, TypeError) as error:
        raise DataFileError(_NOT_KNOWN, crs=text[:_SHOWN]) from error
    if not (found.is_geographic or found.is_projected):
        raise DataFileError(_NOT_KNOWN, crs=text[:_SHOWN])
    return ":".join(authority) if authority else text


def of_geojson(member: object) -> str:
    """Return what the member "crs" of a GeoJSON file of 2008 states."""
    properties = member.get("properties") if isinstance(member, Mapping) else None
    if isinstance(properties, Mapping):
        name = properties.get("name") or properties.get("code")
        if name:
            return f"EPSG:{name}" if _DIGITS.fullmatch(str(name)) else str(name)
    return json.dumps(member, default=str)


def to_wgs84(name: str, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return longitudes and latitudes of points given in a system, x or longitude first; NaN for none, or outside."""
    if name == WGS84:
        return x, y
    lon, lat = _transformer(name).transform(x, y, errcheck=False)
    outside = ~(np.isfinite(lon) & np.isfinite(lat))
    return np.where(outside, np.nan, lon), np.where(outside, np.nan, lat)


def _read(text: str) -> pyproj.CRS:
    """Return what a text states; never a PROJ string, which may name files."""
    if len(text) > _LONGEST:
        raise ValueError(text[:_SHOWN])
    if match := _NAME.fullmatch(text):
        return pyproj.CRS.from_authority(match[1].upper(), match[2])
    if _DIGITS.fullmatch(text):
        return pyproj.CRS.from_epsg(int(text))
    if text[:1] == "{":
        definition: dict[str, Any] = json.loads(text)
        return pyproj.CRS.from_json_dict(definition)
    return pyproj.CRS.from_wkt(text)


@lru_cache(maxsize=8)
def _transformer(name: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(_read(name), WGS84, always_xy=True)
