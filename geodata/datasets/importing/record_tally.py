"""What is said of a file as a whole once its records have been looked at: counts, years, countries."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.datasets.casting import countries, event_dates
from geodata.datasets.casting.cells import Stated
from geodata.datasets.casting.regions import Floats
from geodata.datasets.importing.placing import Placed
from geodata.datasets.schema import LADDER
from geodata.model.places import Precision

_MOST_DEGREES: Final = 1_000
_HERE: Final = (30.0, 47.8, 43.0, 54.1)
"""West, south, east and north of the areas held, in EPSG:4326, to tell coordinates that were exchanged."""


@dataclass
class RecordTally:
    """What is said of a file as a whole: the rungs of the events accepted, and how many rows look odd in some way."""

    precisions: Counter[Precision] = field(default_factory=Counter)
    lowered: int = 0
    unread: int = 0
    elsewhere: int = 0
    countries: set[str] = field(default_factory=set)
    cells_left_out: int = 0
    undated: int = 0
    located: int = 0
    at_zero: int = 0
    exchanged: int = 0
    projected: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    """For each column of numbers, how many events have none in it."""
    years: dict[int, tuple[int, int]] = field(default_factory=dict)
    """For each year that events begin in, their number and the first row."""

    def count_positions(self, lon: Floats, lat: Floats) -> None:
        """Count the positions of records, NaN for none, that lie at zero, are exchanged or in metres."""
        west, south, east, north = _HERE
        is_here = (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)
        is_there = (west <= lat) & (lat <= east) & (south <= lon) & (lon <= north)
        self.located += int((~np.isnan(lon) & ~np.isnan(lat)).sum())
        self.at_zero += int(((lon == 0) & (lat == 0)).sum())
        self.exchanged += int((is_there & ~is_here).sum())
        self.projected += int(((np.abs(lon) > _MOST_DEGREES) | (np.abs(lat) > _MOST_DEGREES)).sum())

    def count_placed(self, placed: Placed) -> None:
        """Count the events accepted by rung, and those whose precision was lowered."""
        rungs, counts = np.unique(placed.rung, return_counts=True)
        self.precisions.update({LADDER[rung]: count for rung, count in zip(rungs, counts.tolist(), strict=True)})
        self.lowered += int((placed.note != "").sum())

    def count_exchanged(self, country: Stated, lon: Floats, lat: Floats) -> None:
        """Count the events that lie in the ``country`` they state only with latitude and longitude exchanged."""
        for code, name in enumerate(country.values):
            box = countries.box(name)
            if box:
                rows = (country.codes == code) & ~np.isnan(lon)
                exchanged = rows & ~countries.is_in(box, lon, lat) & countries.is_in(box, lat, lon)
                if exchanged.any():
                    self.elsewhere += int(exchanged.sum())
                    self.countries.add(name.strip())

    def count_years(self, rows: NDArray[np.int64], first: event_dates.Days) -> None:
        """Count the first days of events, 0 for none, by their year, and keep the first row of each."""
        is_dated = first != 0
        self.undated += int((~is_dated).sum())
        years, at, counts = np.unique(event_dates.year(first[is_dated]), return_index=True, return_counts=True)
        for year, row, count in zip(years.tolist(), rows[is_dated][at].tolist(), counts.tolist(), strict=True):
            before, earliest = self.years.get(year, (0, row))
            self.years[year] = (before + count, earliest)
