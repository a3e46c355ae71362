"""Scenes of a data set: what a browser counts every window's account, bars and map from, at addresses of their content.

An address names the set, its version, criteria and viewport, so that any process of the service answers it and any
cache keeps it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote, urlencode

from pydantic import ValidationError

from geodata.datasets.criteria import FACETS, Criteria
from geodata.datasets.sources import Source
from geodata.datasets.view import extents
from geodata.datasets.view.counts import DayCounts
from geodata.datasets.view.grid import MOST_CELLS, WORLD, Grid, PlaneBounds
from geodata.datasets.view.packing import packed_days, packed_view
from geodata.datasets.view.symbols import AreaMatrix, SymbolMatrix
from pages.components.datasets import cache
from pages.components.datasets.scene_route import FORMAT

_DAYS: Final = "days"
_GRID: Final = re.compile(r"\d{1,10}(?:\.\d{1,10}){4}", re.ASCII)
"""West, north, east, south and size of a view's grid."""


def day_counts(source: Source, criteria: Criteria) -> DayCounts:
    """Return account and bars of every window."""
    everything = criteria.all_time
    return cache.kept(source, ("days", cache.question(everything)), lambda: source.day_counts(everything))


def matrix(source: Source, criteria: Criteria, grid: Grid) -> SymbolMatrix:
    """Return the symbols of every window."""
    everything = criteria.all_time
    asked = ("symbols", cache.question(everything), grid)
    return cache.kept(source, asked, lambda: source.matrix(everything, grid))


def area_matrix(source: Source, criteria: Criteria) -> AreaMatrix:
    """Return the areas of every window."""
    everything = criteria.all_time
    return cache.kept(source, ("areas", cache.question(everything)), lambda: source.area_matrix(everything))


def address_of_days(source: Source, criteria: Criteria) -> str:
    """Return the relative address of the scene that account and bars are counted from."""
    return _address(source, criteria, _DAYS)


def address_of_view(source: Source, criteria: Criteria, grid: Grid) -> str:
    """Return the relative address of the scene that the map is counted from."""
    edges = (grid.bounds.west, grid.bounds.north, grid.bounds.east, grid.bounds.south, grid.size)
    return _address(source, criteria, ".".join(map(str, edges)))


def content(dataset: str, version: str, part: str, query: Mapping[str, Sequence[str]]) -> bytes | None:
    """Return the scene at an address, compressed; None for one that is not, or not any more, of this service."""
    known = {described.id: described for described in cache.available_sets().datasets}.get(dataset)
    criteria, grid = _criteria(query), _grid(part)
    if known is None or cache.version(known) != version or criteria is None or (grid is None and part != _DAYS):
        return None
    source = cache.source(known)
    if grid is None:
        asked: object = ("packed days", cache.question(criteria))
        return cache.kept(source, asked, lambda: packed_days(day_counts(source, criteria)))

    def pack() -> bytes:
        areas = area_matrix(source, criteria)
        return packed_view(matrix(source, criteria, grid), areas.only(extents.in_view(areas.areas, grid.limits)))

    return cache.kept(source, ("packed view", cache.question(criteria), grid), pack)


def _address(source: Source, criteria: Criteria, part: str) -> str:
    chosen = [(name, value) for name, field in FACETS.items() for value in sorted(getattr(criteria, field))]
    words = [("words", criteria.words)] if criteria.words else []
    query = urlencode([*chosen, *words])
    place = f"scenes/{FORMAT}/{quote(source.dataset.id, safe='')}/{cache.version(source.dataset)}/{part}"
    return f"{place}?{query}" if query else place


def _criteria(query: Mapping[str, Sequence[str]]) -> Criteria | None:
    fields: dict[str, object] = {field: frozenset(query.get(name, ())) for name, field in FACETS.items()}
    try:
        return Criteria.model_validate(fields | {"words": next(iter(query.get("words", ())), "")})
    except ValidationError:
        return None


def _grid(part: str) -> Grid | None:
    """Return the grid of an address, or None unless it is one that a viewport can have."""
    if not _GRID.fullmatch(part):
        return None
    west, north, east, south, size = numbers = [int(number) for number in part.split(".")]
    is_whole = size > 0 and size & (size - 1) == 0 and not west % size and not north % size
    is_whole = is_whole and not (east + 1) % size and not (south + 1) % size
    if not is_whole or not (west < east and north < south) or max(numbers) >= 2 * WORLD:
        return None
    grid = Grid(PlaneBounds(west, north, east, south), size)
    return grid if grid.cells <= MOST_CELLS else None
