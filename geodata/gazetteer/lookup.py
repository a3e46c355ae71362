"""Gazetteer: which places a name may mean, in the edition first and then in the whole world."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from geodata.common.data_folder import data_folder
from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.gazetteer.building import APPLICATION_ID, VERSION, bare_name
from geodata.gazetteer.spellings import plain_key, variant_key
from geodata.model.outlines import ELSEWHERE
from geodata.model.places import Place

_GEONAMES: Final = re.compile(r"GeoNames (\d+)")
_SHORTEST_FUZZY: Final = 6
_LONGEST_CODE: Final = 4
_NAMES: Final = "SELECT place.*, name.name AS found FROM name JOIN place ON number = place WHERE "
_BY_KEY: Final = _NAMES + "key = ?"
_BY_START: Final = _NAMES + "key >= ? AND key < ? ORDER BY population DESC, id LIMIT ?"
_INSIDE: Final = "SELECT DISTINCT key FROM name JOIN place ON number = place WHERE region = ?"
_BY_ID: Final = "SELECT * FROM place WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place and what tells it from others of its name.

    ``region`` is the id of the region it lies in (its own, for a region): of a polygon held, else GeoNames' first-level
    division like "CA.01". ``lon`` and ``lat`` are WGS84 degrees, for a region elsewhere the middle of its places, and
    None for a country or district. ``population`` is 0 where it is not known.
    """

    place: Place
    country: str
    region: str
    population: int
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry under one of its names; ``spelling`` tells its own name from further ones and from mere variants."""

    entry: Entry
    name: str
    spelling: Literal["name", "also", "variant"]


class Gazetteer:
    """The places of an edition and, where built, of the world; an edition's place stands for the world's same one."""

    def __init__(self, places: Mapping[str, Place], world: Path | None = None) -> None:
        """Open the gazetteer; raise DataFileError when ``world`` is given and ``build`` has not written it."""
        self._world = _opened(world) if world else None
        self._numbers = {number: place.id for place in places.values() for number in _GEONAMES.findall(place.source)}
        self._edition = {place.id: self._edition_entry(place) for place in places.values()}
        self._by_key: dict[str, dict[tuple[str, str], Entry]] = defaultdict(dict)
        for entry in self._edition.values():
            for name in _names(entry.place):
                self._by_key[variant_key(name)][entry.place.id, name] = entry
        self._found = lru_cache(maxsize=100_000)(self._look_up)
        self._deletions = lru_cache(maxsize=16)(self._index_deletions)

    def entry(self, place_id: str) -> Entry | None:
        """Return the place with this id, or None."""
        if place_id in self._edition:
            return self._edition[place_id]
        return next((self._world_entry(row) for row in self._rows(_BY_ID, place_id)), None)

    def named(self, words: str) -> tuple[NamedEntry, ...]:
        """Return every place that ``words`` may name, in any spelling, ordered by id.

        Abbreviations and codes ("Ky.", "US") are found only as they are written.
        """
        return self._found(words)

    def similar(self, words: str, regions: Sequence[str]) -> tuple[NamedEntry, ...]:
        """Return the places inside ``regions`` with a name that is one letter away from ``words``, ordered by id."""
        key = variant_key(words)
        if len(key) < _SHORTEST_FUZZY:
            return ()
        index = self._deletions(tuple(regions))
        near = {other for part in _shortened(key) for other in index.get(part, ()) if _one_apart(key, other)}
        inside = [found for other in near for found in self._under(other) if found.entry.region in regions]
        return tuple(sorted(inside, key=lambda found: (found.entry.place.id, found.name)))

    def search(self, words: str, limit: int = 20) -> tuple[Place, ...]:
        """Return places with a name that begins with ``words``, those of the edition first, then the largest.

        Where no name does, it is asked for without its kind: "Gezira State" finds what the gazetteer calls Gezira.
        """
        return self._beginning(variant_key(words), limit) or self._beginning(variant_key(bare_name(words)), limit)

    def _beginning(self, key: str, limit: int) -> tuple[Place, ...]:
        if not key:
            return ()
        own = [entry for name in sorted(self._by_key) if name.startswith(key) for entry in self._by_key[name].values()]
        rows = self._rows(_BY_START, key, key + "\U0010ffff", 5 * limit)
        found = {entry.place.id: entry.place for entry in (*own, *map(self._world_entry, rows))}
        return tuple(found.values())[:limit]

    def _look_up(self, words: str) -> tuple[NamedEntry, ...]:
        plain = plain_key(words)
        ranked = {"name": 0, "also": 1, "variant": 2}
        best: dict[str, NamedEntry] = {}
        for found in self._under(variant_key(words)):
            if _is_code(found.name) and words != found.name:
                continue
            spelled = plain_key(found.name) == plain
            own = spelled and plain in {plain_key(name) for name in _own_names(found.entry.place)}
            spelling: Literal["name", "also", "variant"] = "name" if own else "also" if spelled else "variant"
            known = best.get(found.entry.place.id)
            if not known or ranked[spelling] < ranked[known.spelling]:
                best[found.entry.place.id] = NamedEntry(found.entry, found.name, spelling)
        return tuple(best[place] for place in sorted(best))

    def _under(self, key: str) -> Iterator[NamedEntry]:
        if not key:
            return
        for (_place, name), entry in sorted(self._by_key.get(key, {}).items()):
            yield NamedEntry(entry, name, "variant")
        for row in self._rows(_BY_KEY, key):
            yield NamedEntry(self._world_entry(row), row["found"], "variant")

    def _index_deletions(self, regions: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
        """Return the keys of all names inside ``regions`` by each of their forms with at most one letter left out."""
        keys = {key for key, entries in self._by_key.items() if any(e.region in regions for e in entries.values())}
        keys.update(row["key"] for region in regions for row in self._rows(_INSIDE, region))
        index: dict[str, list[str]] = defaultdict(list)
        for key in sorted(key for key in keys if len(key) >= _SHORTEST_FUZZY):
            for part in _shortened(key):
                index[part].append(key)
        return index

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        if self._world is None:
            return []
        try:
            return self._world.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise DataFileError(marked("the gazetteer of the world is damaged: build it again")) from error

    def _world_entry(self, row: sqlite3.Row) -> Entry:
        """Return the edition's place for the same place of the world, so that one place has one id."""
        number = _GEONAMES.fullmatch(row["source"])
        same = self._numbers.get(number[1], row["id"]) if number else row["id"]
        return self._edition.get(same) or _entry(row)

    def _edition_entry(self, place: Place) -> Entry:
        area = place.region or (place.id.partition(".")[0] if place.level in {"region", "district"} else "")
        number = _GEONAMES.fullmatch(place.source)
        rows = self._rows(_BY_ID, f"geonames-{number[1]}") if number else self._rows(_BY_ID, place.id)
        country = area[:2] or (place.id if place.level == "country" else "")
        population = rows[0]["population"] if rows else 0
        return Entry(place, country, area, population, place.lon, place.lat)


def has_polygon(region: str) -> bool:
    """Tell by its id whether the product holds a region's outline ("RU-KRS"), or only knows of it ("CA.01")."""
    return bool(region) and not ELSEWHERE.fullmatch(region)


def world_file() -> Path:
    """Return where the gazetteer of the world is kept; ``geodata.gazetteer.building.build`` writes it once."""
    return data_folder() / "gazetteer.sqlite"


def is_built(path: Path) -> bool:
    """Tell whether ``path`` holds a gazetteer of the present version."""
    try:
        _opened(path).close()
    except DataFileError:
        return False
    return True


def _opened(path: Path) -> sqlite3.Connection:
    unusable = DataFileError(
        marked("the gazetteer {file} is missing, damaged or of another version: build it again"), file=path.name
    )
    if not path.is_file():
        raise unusable
    try:
        # Several sessions read it at once; SQLite itself keeps the calls apart.
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        database.row_factory = sqlite3.Row
        pragmas = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    except sqlite3.Error as error:
        raise unusable from error
    if pragmas != [APPLICATION_ID, VERSION]:
        database.close()
        raise unusable
    return database


def _entry(row: Mapping[str, Any] | sqlite3.Row) -> Entry:
    is_settlement = row["level"] == "settlement"
    place = Place(
        id=row["id"],
        level=row["level"],
        name=row["name"],
        name_ru=row["name_ru"],
        name_uk=row["name_uk"],
        lon=row["lon"] if is_settlement else None,
        lat=row["lat"] if is_settlement else None,
        region=row["region"] if has_polygon(row["region"]) and row["level"] != "region" else "",
        district=row["district"] if is_settlement else "",
        source=row["source"],
        note=row["note"],
    )
    return Entry(place, row["country"], row["region"], row["population"], row["lon"], row["lat"])


def _names(place: Place) -> set[str]:
    names = {place.name, place.name_ru, place.name_uk, *place.also}
    return (names | {bare_name(place.name)} if place.level in {"region", "district"} else names) - {""}


def _own_names(place: Place) -> tuple[str, ...]:
    """Return the name of a place in each alphabet that it is kept in."""
    return tuple(filter(None, (place.name, place.name_ru, place.name_uk)))


def _is_code(name: str) -> bool:
    return name.endswith(".") or (name.isupper() and len(name) <= _LONGEST_CODE)


def _shortened(key: str) -> set[str]:
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}


def _one_apart(one: str, other: str) -> bool:
    """Tell whether two different keys become one by adding, leaving out, changing or exchanging one letter or two."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])
