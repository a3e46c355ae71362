"""The grid for counting in a viewport: cells of the Web Mercator plane, bounded in number.

Positions are those of ``schema.EVENT``: EPSG:3857 scaled to integers from 0 to ``WORLD``, ``mx`` from the west and
``my`` from the north.
"""

from dataclasses import dataclass
from math import pi
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

WORLD: Final = 1 << 30
MOST_CELLS: Final = 300
CELL_PIXELS: Final = 40
"""Minimum width of a cell on screen, so that symbols seldom overlap."""
_TILE_PIXELS: Final = 256
_PARTS: Final = 64
_FARTHEST_LAT: Final = 85.0511287798066
"""Where the square Web Mercator map ends, in degrees (EPSG:4326)."""


def to_mercator(lon: ArrayLike, lat: ArrayLike) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return ``mx`` and ``my`` of EPSG:4326 degrees; latitudes beyond the map's edge are clipped to it."""
    x = (np.asarray(lon, float) + 180) / 360
    sine = np.sin(np.radians(np.clip(np.asarray(lat, float), -_FARTHEST_LAT, _FARTHEST_LAT)))
    y = 0.5 - np.arctanh(sine) / (2 * pi)
    return tuple(np.clip(np.floor(part * WORLD), 0, WORLD).astype(np.int32) for part in (x, y))  # type: ignore[return-value]


def to_lon_lat(mx: ArrayLike, my: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the EPSG:4326 degrees of positions on the plane, which may be fractional."""
    lon = np.asarray(mx, float) * (360 / WORLD) - 180
    lat = np.degrees(np.arcsin(np.tanh((0.5 - np.asarray(my, float) / WORLD) * 2 * pi)))
    return lon, lat


@dataclass(frozen=True)
class PlaneBounds:
    """A rectangle of the plane; all four edges are included."""

    west: int
    north: int
    east: int
    south: int

    @classmethod
    def of(cls, west: float, south: float, east: float, north: float) -> "PlaneBounds":
        """Return the rectangle between two corners in EPSG:4326 degrees, clipped to the map."""
        (left, right), (bottom, top) = to_mercator(np.clip([west, east], -180, 180), [south, north])
        return cls(int(left), int(top), int(right), int(bottom))

    def contains(self, mx: NDArray[Any], my: NDArray[Any]) -> NDArray[np.bool_]:
        """Tell for each position whether it lies inside."""
        return (self.west <= mx) & (mx <= self.east) & (self.north <= my) & (my <= self.south)


EVERYWHERE: Final = PlaneBounds(0, 0, WORLD, WORLD)


@dataclass(frozen=True)
class Grid:
    """Square cells, ``size`` wide (a power of two), that cover ``bounds``; its edges are edges of cells."""

    bounds: PlaneBounds
    size: int

    @classmethod
    def over(cls, view: PlaneBounds, zoom: float, most: int = MOST_CELLS) -> "Grid":
        """Return the finest grid over ``view`` of at most ``most`` cells, each ``CELL_PIXELS`` or wider at ``zoom``.

        ``zoom`` is that of web maps: the world is 256 * 2**zoom pixels wide.
        """
        least = CELL_PIXELS * WORLD / (_TILE_PIXELS * 2**zoom)
        size = 1
        while size < least or cls._covering(view, size).cells > most:
            size *= 2
        return cls._covering(view, size)

    @classmethod
    def _covering(cls, view: PlaneBounds, size: int) -> "Grid":
        west, north = view.west - view.west % size, view.north - view.north % size
        east, south = (edge - edge % size + size - 1 for edge in (view.east, view.south))
        return cls(PlaneBounds(west, north, east, south), size)

    @property
    def unit(self) -> int:
        """Return the width of a 64th of a cell, in which positions are summed for every window: about a pixel."""
        return max(1, self.size // _PARTS)

    @property
    def limits(self) -> tuple[float, float, float, float]:
        """Return the rectangle's west, south, east and north in EPSG:4326 degrees."""
        lons, lats = to_lon_lat([self.bounds.west, self.bounds.east + 1], [self.bounds.south + 1, self.bounds.north])
        return float(lons[0]), float(lats[0]), float(lons[1]), float(lats[1])

    @property
    def cells(self) -> int:
        """Return the number of cells, empty ones included."""
        across = (self.bounds.east + 1 - self.bounds.west) // self.size
        return across * ((self.bounds.south + 1 - self.bounds.north) // self.size)

    @property
    def places(self) -> "Grid":
        """Return the same rectangle in cells of one position each: one symbol per place."""
        return Grid(self.bounds, 1)
