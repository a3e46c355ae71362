"""Packed scenes: the sums of every window as bytes that a browser counts with while a handle moves.

A packed scene is a line of JSON and columns of unsigned integers (or doubles), compressed with gzip. Sums are given by
key and bin of days, each bin as its distance from the one before. ``static/source/instrument/set-scene.js`` reads it.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geodata.datasets.view.counts import Counts, Cumulative, DayCounts, Running
from geodata.datasets.view.grid import EVERYWHERE, Grid
from geodata.datasets.view.symbols import AreaMatrix, SymbolMatrix

MOST_BYTES: Final = 400_000
"""Limit on a packed scene, compressed; beyond it days are counted in wider bins."""
_TYPES: Final = (np.uint8, np.uint16, np.uint32)

Column = tuple[str, NDArray[Any]]
Json = dict[str, Any]
AsColumns = Callable[[Running], Iterator[Column]]


def packed_days(counts: DayCounts) -> bytes:
    """Return what account and bars of every window are counted from."""
    header = {"given": counts.given, "filtered": counts.filtered, "undated": counts.undated}
    return _fitted(header, {"days": (counts.sums, _plain)})


def packed_view(symbols: SymbolMatrix, areas: AreaMatrix) -> bytes:
    """Return what the symbols and areas of a viewport are counted from, in every window."""
    unit = Grid(EVERYWHERE, symbols.size).unit

    def within_cells(key: Counts, values: Counts) -> Counts:
        """Return the measures with positions counted in units from the corner of their cell."""
        count, vague, x, y = values.T
        east, south = (
            (total - count * corner[key]) // unit for total, corner in ((x, symbols.west), (y, symbols.north))
        )
        return np.stack([count, vague, east, south], axis=1)

    header = {
        "size": symbols.size,
        "unit": unit,
        "west": symbols.west.tolist(),
        "north": symbols.north.tolist(),
        "areas": [[area.level.value, area.id] for area in areas.areas],
        "undated": {
            "cells": _listed(within_cells(np.arange(symbols.west.size), symbols.undated)),
            "areas": _listed(areas.undated),
        },
    }

    def in_cells(run: Running) -> Iterator[Column]:
        for number, values in enumerate(within_cells(run.codes >> 32, run.values).T):
            yield f"m{number}", values

    width = max(symbols.sums.binned_days, areas.sums.binned_days)
    even = {"cells": (_widened(symbols.sums, width), in_cells), "areas": (_widened(areas.sums, width), _plain)}
    return _fitted(header, even)


def _listed(undated: Counts) -> list[list[int]]:
    """Return key and measures of the keys that have an event without a date."""
    return [[key, *undated[key].tolist()] for key in np.flatnonzero(undated[:, 0]).tolist()]


def _widened(sums: Cumulative, width: int) -> Cumulative:
    return sums if sums.binned_days == width else sums.binned(width // sums.binned_days)


def _plain(run: Running) -> Iterator[Column]:
    yield from ((f"m{number}", values) for number, values in enumerate(run.values.T))


def _fitted(header: Json, parts: Mapping[str, tuple[Cumulative, AsColumns]]) -> bytes:
    """Return the scene in bins as narrow as its limit allows."""
    content = _packed(header, parts)
    while len(content) > MOST_BYTES:
        parts = {name: (sums.binned(2), columns) for name, (sums, columns) in parts.items()}
        content = _packed(header, parts)
    return content


def _packed(header: Json, parts: Mapping[str, tuple[Cumulative, AsColumns]]) -> bytes:
    columns: list[Column] = []
    described: Json = {}
    for part, (sums, as_columns) in parts.items():
        runs = {"inside": sums.inside, "started": sums.started, "ended": sums.ended}
        described[part] = {"keys": sums.inside.keys, "binned": sums.binned_days}
        for name, run in runs.items():
            found = (*_places(run), *as_columns(run))
            columns += [(f"{part} {name} {column}", values) for column, values in found]
    typed = [(name, _narrowed(values)) for name, values in columns]
    listed = [[name, values.dtype.str[1:], values.size] for name, values in typed]
    line = json.dumps(header | {"parts": described, "columns": listed}, separators=(",", ":"))
    body = b"".join(values.tobytes() for _name, values in typed)
    return gzip.compress(line.encode() + b"\n" + body, compresslevel=6, mtime=0)


def _places(run: Running) -> Iterator[Column]:
    """Yield the number of bins of each key, and each bin's distance from the one before it of the same key."""
    key, bins = run.codes >> 32, run.bins
    yield "sizes", np.bincount(key, minlength=run.keys)
    before = np.concatenate([[0], bins[:-1]])
    is_first = np.concatenate([[True], key[1:] != key[:-1]])[: bins.size]
    yield "gaps", bins - np.where(is_first, 0, before[: bins.size])


def _narrowed(values: Counts) -> NDArray[Any]:
    """Return the values in the narrowest type that holds them all."""
    most = int(values.max(initial=0))
    fits = next((kind for kind in _TYPES if most <= np.iinfo(kind).max), np.float64)
    return values.astype(np.dtype(fits).newbyteorder("<"))
