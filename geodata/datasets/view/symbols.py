"""Symbols for the map: positions with numbers of coded events; nothing coarser than vicinity is a pin."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.datasets.view.counts import Counts, Cumulative
from geodata.datasets.view.grid import PlaneBounds
from geodata.model.places import Precision


@dataclass(frozen=True)
class Symbols:
    """One symbol per cell with an event, as parallel arrays.

    ``west`` and ``north`` are the cell's corner and ``size`` its width, as in ``grid``; a cell of size 1 is one place.
    ``mx`` and ``my`` are the mean position of the events counted. ``vague`` says how many of ``count`` are known to a
    vicinity only, which is drawn as a circle. ``window`` holds the ordinals of the days counted, None for all time.
    """

    west: NDArray[np.int32]
    north: NDArray[np.int32]
    size: int
    mx: NDArray[np.float64]
    my: NDArray[np.float64]
    count: Counts
    vague: Counts
    window: tuple[int, int] | None = None

    def bounds(self, number: int) -> PlaneBounds:
        """Return the cell of a symbol, to open its list with."""
        west, north = int(self.west[number]), int(self.north[number])
        return PlaneBounds(west, north, west + self.size - 1, north + self.size - 1)


@dataclass(frozen=True)
class Area:
    """A district or region that events are coded to, by the id of its polygon."""

    level: Precision
    id: str


@dataclass(frozen=True)
class Areas:
    """The number of events per area; ``areas`` and ``count`` are parallel, ``window`` as in Symbols."""

    areas: tuple[Area, ...]
    count: Counts
    window: tuple[int, int] | None = None


@dataclass(frozen=True)
class SymbolMatrix:
    """The symbols of a viewport for every window: a slider step reads two rows of sums and touches no event.

    ``sums`` has a key per cell and four measures: count, vague, and the sums of ``mx`` and of ``my``; ``undated`` are
    those of the events without a date, which no window counts.
    """

    west: NDArray[np.int32]
    north: NDArray[np.int32]
    size: int
    sums: Cumulative
    undated: Counts

    @property
    def all_time(self) -> Symbols:
        """Return the symbols of all events, those without a date too."""
        return self._symbols(self.sums.whole + self.undated, None)

    def within(self, start: int, end: int) -> Symbols:
        """Return the symbols of the events that overlap the days from ``start`` to ``end``, given as ordinals.

        Where ``sums.binned_days`` is above 1, the window is widened to whole bins; ``Symbols.window`` says so.
        """
        return self._symbols(self.sums.within(start, end), self.sums.window(start, end))

    def _symbols(self, sums: Counts, window: tuple[int, int] | None) -> Symbols:
        filled = sums[:, 0] > 0
        west, north, (count, vague, x, y) = self.west[filled], self.north[filled], sums[filled].T
        return Symbols(west, north, self.size, x / count, y / count, count, vague, window)


@dataclass(frozen=True)
class AreaMatrix:
    """The areas for every window, like SymbolMatrix; ``sums`` and ``undated`` have a key per area and one measure."""

    areas: tuple[Area, ...]
    sums: Cumulative
    undated: Counts

    @property
    def all_time(self) -> Areas:
        """Return the areas of all events, those without a date too."""
        return Areas(self.areas, (self.sums.whole + self.undated)[:, 0])

    def only(self, numbers: Sequence[int]) -> "AreaMatrix":
        """Return the areas with these indexes only."""
        kept = np.sort(np.asarray(numbers, np.int64))
        areas = tuple(self.areas[number] for number in kept)
        return AreaMatrix(areas, self.sums.of_keys(kept), self.undated[kept])

    def within(self, start: int, end: int) -> Areas:
        """Return the areas with events that overlap the days from ``start`` to ``end``, given as ordinals."""
        count = self.sums.within(start, end)[:, 0]
        filled = np.flatnonzero(count)
        return Areas(tuple(self.areas[number] for number in filled), count[filled], self.sums.window(start, end))
