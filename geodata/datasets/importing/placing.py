"""Placing: each coded event is put where its row and its coordinates agree; disagreement lowers its precision."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.datasets import notes
from geodata.datasets.casting.area_names import country
from geodata.datasets.casting.cells import Stated
from geodata.datasets.casting.regions import (
    NO_AREA,
    UNKNOWN,
    Floats,
    Indices,
    Outlines,
    districts,
    elsewhere,
    find_districts,
    find_region,
    regions,
)
from geodata.datasets.schema import LADDER
from geodata.model.places import Precision

Rungs = NDArray[np.int8]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]

_DISTRICT, _REGION, _BORDER, _COUNTRY, _NONE = range(LADDER.index(Precision.DISTRICT), len(LADDER))
_LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class Coded:
    """Where rows say that they lie: EPSG:4326 degrees (NaN for none), rungs of the ladder, and the areas stated.

    An area is None where the file has no column for it. ``around`` is the index of the region that a shape of the file
    lies in as a whole, for rows with a shape in place of coordinates. Arrays run side by side.
    """

    lon: Floats
    lat: Floats
    rung: Rungs
    region: Stated | None = None
    district: Stated | None = None
    country: Stated | None = None
    around: Indices | None = None


@dataclass(frozen=True)
class Placed:
    """What is made of it: never a finer rung, ids of areas ("" for none), and why a rung was lowered ("" if not).

    Places have the region and the district that they lie in, where these are held as fine outlines. Rows that are
    coded to an area have those that they state, if their coordinates lie there; the region may be any of the world.
    """

    rung: Rungs
    region: Texts
    district: Texts
    note: Texts


def place(coded: Coded) -> Placed:
    """Return where the rows are put, from what they state and from the polygons that their coordinates fall in."""
    work = _Work(coded)
    work.check_coordinates()
    work.check_region()
    work.check_country()
    work.check_district()
    work.look_elsewhere()
    return work.placed()


class _Work:
    """The rows while they are placed: rungs only ever rise in number, and the first reason for it stays."""

    def __init__(self, coded: Coded) -> None:
        self.coded = coded
        self.rung = coded.rung.astype(np.int8)
        self.note = np.full(self.rung.size, "", np.object_)
        self.located = np.isfinite(coded.lon) & np.isfinite(coded.lat)
        self.inside = regions().join(coded.lon, coded.lat)
        if coded.around is not None:
            self.inside = np.where(self.located, self.inside, coded.around).astype(np.int32)
        self.region = np.full(self.rung.size, NO_AREA, np.int32)
        self.district = self.region.copy()
        self.far = np.full(self.rung.size, "", np.object_)

    def check_coordinates(self) -> None:
        """Lower what would be a pin and has no coordinates to the area that is stated."""
        size, bare = self.rung.size, ~self.located & (self.rung < _DISTRICT)
        in_region, in_country = (~_is_empty(stated, size) for stated in (self.coded.region, self.coded.country))
        note = notes.NO_COORDINATES
        self._lower(bare & in_region, _REGION, note)
        self._lower(bare & ~in_region & in_country, _COUNTRY, note)
        self._lower(bare & ~in_region & ~in_country, _NONE, note)

    def check_region(self) -> None:
        """Find the region of each row, and lower the rows whose statement and coordinates do not agree on it."""
        stated = self.coded.region
        if stated is None:
            self.region[:] = self.inside
            return
        means = stated.each(find_region)
        _forgive(self.inside, means, regions(), self.coded)
        agree = (means < 0) | (self.inside == means) | ~(self.located | (self.inside >= 0))
        agree &= (means != UNKNOWN) | (self.inside == NO_AREA)
        self.region[:] = np.where(means == NO_AREA, self.inside, np.where(means >= 0, means, NO_AREA))
        conflict = ~agree
        clash = _Clash(stated, self.inside, regions())
        self._lower(conflict & (self.rung == _REGION), _COUNTRY, clash)
        self._lower(conflict, _REGION, clash)
        self._lower((self.rung == _REGION) & stated.is_empty, _COUNTRY, notes.NO_REGION)

    def check_country(self) -> None:
        """Lower the rows whose country is not that of the region their coordinates lie in."""
        stated = self.coded.country
        if stated is None:
            return
        codes = ("", "RU", "UA")
        means = stated.each(lambda name: codes.index(country(name)))
        lands = np.array([*(codes.index(area[:2]) for area in regions().ids), 0], np.int32)
        conflict = (means > 0) & (self.inside >= 0) & (lands[self.inside] != means)
        for area, land in enumerate(lands[:-1]):
            rows = np.flatnonzero(conflict & (means == land))
            conflict[rows] = ~regions().is_near(area, self.coded.lon[rows], self.coded.lat[rows])
        self._lower(conflict, _COUNTRY, _Clash(stated, self.inside, regions()))

    def check_district(self) -> None:
        """Find the district of each row in its region, and lower the rows whose statement it is not, or not held."""
        held, region = districts(), self.region
        inside = held.join(self.coded.lon, self.coded.lat)
        parents = np.array([*(regions().ids.index(parent) for parent in held.parents), UNKNOWN], np.int32)
        inside[parents[inside] != region] = NO_AREA
        self.district[:] = inside
        stated = self.coded.district
        if stated is not None:
            self._check_stated_district(stated, inside)
            self._lower((self.rung == _DISTRICT) & stated.is_empty, _REGION, notes.NO_DISTRICT)

    def look_elsewhere(self) -> None:
        """Find the region of the rows that are coded to an area far from those held."""
        stated = self.coded.region
        if stated is None:
            return
        coarse = (self.rung >= _DISTRICT) & (self.rung <= _BORDER)
        rows = np.flatnonzero(coarse & (self.region == NO_AREA) & self.located & ~stated.is_empty)
        if rows.size:
            names = [stated.values[code] for code in stated.codes[rows]]
            self.far[rows] = elsewhere(self.coded.lon[rows], self.coded.lat[rows], names)

    def _check_stated_district(self, stated: Stated, inside: Indices) -> None:
        rows = np.flatnonzero((self.region >= 0) & ~stated.is_empty & (self.rung <= _DISTRICT))
        pairs, back = np.unique(
            stated.codes[rows].astype(np.int64) * len(regions().ids) + self.region[rows], return_inverse=True
        )
        conflict = np.zeros(self.rung.size, np.bool_)
        for number, pair in enumerate(pairs):
            code, region = divmod(int(pair), len(regions().ids))
            meant, here = find_districts(stated.values[code], regions().ids[region]), rows[back == number]
            if meant:
                self._match(here, meant, conflict)
            else:  # a district of another time or spelling: a pin stays, an area is not the one that is stated
                coarse = here[self.rung[here] == _DISTRICT]
                self.district[coarse] = NO_AREA
        clash = _Clash(stated, inside, districts())
        self._lower(conflict & (self.rung == _DISTRICT), _REGION, clash)
        self._lower(conflict, _DISTRICT, clash)

    def _match(self, rows: Indices, meant: tuple[int, ...], conflict: Flags) -> None:
        """Give the rows the district they state, and say which of them have coordinates elsewhere."""
        lon, lat = self.coded.lon[rows], self.coded.lat[rows]
        fits = np.isin(self.district[rows], meant)
        for area in meant:
            near = ~fits & self.located[rows] & districts().is_near(area, lon, lat)
            self.district[rows[near]], fits[near] = area, True
        elsewhere = rows[~fits & self.located[rows]]
        conflict[elsewhere] = True
        self.district[rows[~fits]] = meant[0] if len(meant) == 1 else NO_AREA

    def placed(self) -> Placed:
        """Return the result: an area belongs to no row that is coarser than it."""
        self.region[self.rung > _REGION] = NO_AREA
        self.district[self.rung > _DISTRICT] = NO_AREA
        of = (np.array([*outlines.ids, ""], np.object_) for outlines in (regions(), districts()))
        region, district = (ids[index] for ids, index in zip(of, (self.region, self.district), strict=True))
        return Placed(self.rung, np.where(self.region >= 0, region, self.far), district, self.note)

    def _lower(self, rows: Flags, rung: int, why: "str | _Clash") -> None:
        index = np.flatnonzero(rows & (self.rung < rung))
        if index.size:
            self.rung[index] = rung
            note = why if isinstance(why, str) else why.sentences(index)
            self.note[index] = np.where(self.note[index] == "", note, self.note[index])


@dataclass(frozen=True)
class _Clash:
    """What rows state, and the areas of ``outlines`` that their coordinates lie in, by index."""

    stated: Stated
    areas: Indices
    outlines: Outlines

    def sentences(self, rows: NDArray[np.intp]) -> Texts:
        """Return for each of ``rows`` in words what does not agree."""
        pairs = np.stack([self.stated.codes[rows], self.areas[rows]], axis=1)
        distinct, back = np.unique(pairs, axis=0, return_inverse=True)
        return np.array([self._sentence(code, area) for code, area in distinct.tolist()], np.object_)[back]

    def _sentence(self, code: int, area: int) -> str:
        return notes.clash(self.stated.values[code][:_LONGEST_NAME], self.outlines.names[area] if area >= 0 else "")


def _is_empty(stated: Stated | None, size: int) -> Flags:
    return np.ones(size, np.bool_) if stated is None else stated.is_empty


def _forgive(inside: Indices, means: Indices, outlines: Outlines, coded: Coded) -> None:
    """Put the points that are as good as in the area they state into it."""
    apart = np.flatnonzero((means >= 0) & (inside != means) & np.isfinite(coded.lon))
    for area in np.unique(means[apart]).tolist():
        rows = apart[means[apart] == area]
        near = rows[outlines.is_near(area, coded.lon[rows], coded.lat[rows])]
        inside[near] = area
