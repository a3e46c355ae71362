"""The gazetteer finds a place under every spelling of its name, and is written whole or not at all."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.common.data_files import read_rows
from geodata.common.errors import DataFileError
from geodata.edition.loading import DATA
from geodata.gazetteer.building import build
from geodata.gazetteer.lookup import Gazetteer, has_polygon, is_built, world_file
from geodata.gazetteer.spellings import alphabets, is_mixed, plain_key, plain_letters, romanised, variant_key
from tests.desk.suggestions.gazetteer_sample import cities, gazetteer, places, world

if TYPE_CHECKING:
    from pathlib import Path

HERE = ("RU-BEL", "RU-KRS")


def ids(words: str) -> list[str]:
    return [found.entry.place.id for found in gazetteer().named(words)]


# Spellings


@pytest.mark.parametrize("name", ["Tetkino", "Tyotkino", "Tëtkino", "Tjotkino", "Tiotkino", "Тёткино", "ТЁТКИНО"])
def test_every_usual_spelling_of_a_name_has_one_key(name: str) -> None:
    assert variant_key(name) == "tetkino"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lozova Rudka", "Лозовая Рудка"),
        ("Nova Tavolzhanka", "Novaya Tavolzhanka"),
        ("Graivoron", "Грайворон"),
        ("Krasne", "Krasnoye"),
        ("Kharkiv", "Harkiv"),
        ("Shchigry", "Щигры"),
        ("Velyka Pysarivka", "Велика Писарівка"),
    ],
)
def test_transliterations_of_one_name_share_a_key(one: str, other: str) -> None:
    assert variant_key(one) == variant_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Kursk", "Korsk"), ("Belgorod", "Bilhorod"), ("Sudzha", "Suzha"), ("Borisovka", "Borisovskoye")]
)
def test_names_of_different_places_do_not_share_a_key(one: str, other: str) -> None:
    assert variant_key(one) != variant_key(other)


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_what_is_spelled_the_same_has_the_same_key(one: str, other: str) -> None:
    assert plain_key(one) != plain_key(other) or variant_key(one) == variant_key(other)


def test_a_name_is_romanised_with_its_capitals() -> None:
    assert romanised("Щигры и Тёткино") == "Shchigry i Tyotkino"


@pytest.mark.parametrize("name", ["Веlgorod", "Kurs\u200bk", "\u202eKursk"])
def test_a_name_of_mixed_alphabets_or_with_hidden_characters_is_known_as_such(name: str) -> None:
    assert is_mixed(name)
    assert plain_letters(name) in {"Belgorod", "Kursk"}


def test_a_soft_hyphen_hides_nothing_and_is_read_through() -> None:
    assert not is_mixed("Bel\u00adgorod")
    assert plain_key("Bel\u00adgorod") == plain_key("Belgorod")


@pytest.mark.parametrize("name", ["Belgorod", "Белгород", "Zürich", "Łódź", "北京", "A-1"])
def test_a_name_in_one_alphabet_is_not_mixed(name: str) -> None:
    assert not is_mixed(name)
    assert len(alphabets(name)) <= 1


def test_a_latin_letter_in_a_cyrillic_name_is_read_as_cyrillic() -> None:
    assert plain_letters("Кypск") == "Курск"


# Looking up


@pytest.mark.parametrize("name", ["Tetkino", "Tyotkino", "Тёткино", "Тьоткіно", "T'otkino", "TETKINO"])
def test_a_place_of_the_edition_stands_for_the_same_place_of_the_world(name: str) -> None:
    assert ids(name) == ["tyotkino"]


def test_a_name_of_several_places_finds_them_all() -> None:
    assert ids("Paris") == ["FR.11", "geonames-2988507", "geonames-4717560"]


def test_the_name_of_a_region_is_told_from_the_name_of_its_city() -> None:
    found = {one.entry.place.id: one.spelling for one in gazetteer().named("Kursk")}
    assert found["RU-KRS"] == "also"
    assert found["geonames-538560"] == "name"


def test_how_a_name_is_spelled_is_told() -> None:
    spellings = {name: gazetteer().named(name)[0].spelling for name in ("Tyotkino", "Tetkino", "Tiotkino")}
    assert spellings == {"Tyotkino": "name", "Tetkino": "also", "Tiotkino": "also"}
    assert gazetteer().named("Kozynka")[0].spelling == "variant"


@pytest.mark.parametrize(("written", "area"), [("Ky.", "US.KY"), ("KY", "US.KY"), ("US", "US"), ("U.S.", "US")])
def test_an_abbreviation_is_found_as_it_is_written(written: str, area: str) -> None:
    assert area in ids(written)
    assert area not in ids(written.lower())


@pytest.mark.parametrize("words", ["", " ", "…", "\u202e", "Qzqzqzqz", "a" * 10_000, "' OR 1=1 --", "%"])
def test_what_is_no_name_finds_nothing(words: str) -> None:
    assert ids(words) == []
    assert gazetteer().similar(words, HERE) == ()


def test_a_name_one_letter_away_is_similar_only_inside_the_regions_asked_for() -> None:
    assert {found.entry.place.id for found in gazetteer().similar("Kozenka", HERE)} == {"kozinka"}
    assert gazetteer().similar("Kozenka", ("UA-63",)) == ()
    assert gazetteer().similar("Grayvoron", HERE) == ()


def test_a_settlement_knows_the_region_and_the_district_that_its_point_lies_in() -> None:
    entry = gazetteer().entry("geonames-560995")
    assert entry is not None
    assert (entry.place.region, entry.place.district, entry.country) == ("RU-KRS", "RU-KRS.03", "RU")
    assert entry.place.name_ru == "Глушково"


def test_a_settlement_elsewhere_has_a_region_without_an_outline() -> None:
    entry = gazetteer().entry("geonames-4684888")
    assert entry is not None
    assert (entry.region, entry.place.region) == ("US.TX", "")
    assert not has_polygon(entry.region)
    region = gazetteer().entry("US.TX")
    assert region is not None
    assert (region.place.name, region.place.level) == ("Texas", "region")


def test_a_village_with_a_post_office_is_known_by_its_romanised_name() -> None:
    [found] = gazetteer().named("Otreshkovo")
    assert (found.entry.place.name_ru, found.entry.place.district) == ("Отрешково", "RU-KRS.11")


def test_no_village_stands_beside_the_same_settlement() -> None:
    with closing(sqlite3.connect(world())) as database:
        rows = database.execute("SELECT district, name FROM place WHERE level = 'settlement' AND district != ''")
        keys = [(district, variant_key(name)) for district, name in rows]
    assert ("RU-KRS.03", "tetkino") in keys
    assert keys.count(("RU-KRS.03", "tetkino")) == 1


def test_a_search_offers_what_begins_so_with_the_editions_own_places_first() -> None:
    assert next(place.id for place in gazetteer().search("Tet")) == "tyotkino"
    assert [place.id for place in gazetteer().search("Kurs", limit=2)] == ["RU-KRS", "geonames-538560"]
    assert gazetteer().search("") == ()


def test_without_the_world_the_places_of_the_edition_are_found() -> None:
    alone = Gazetteer(places())
    assert [found.entry.place.id for found in alone.named("Тёткино")] == ["tyotkino"]
    assert [found.entry.place.id for found in alone.named("Kursk")] == ["RU-KRS"]
    assert alone.named("Paris") == ()
    assert {found.entry.place.id for found in alone.similar("Kozenka", HERE)} == {"kozinka"}


# Building


def test_the_gazetteer_is_built_in_steps_from_nothing_to_all(tmp_path: Path) -> None:
    parts: list[float] = []
    path = tmp_path / "new folder" / "gazetteer.sqlite"
    assert not is_built(path)
    build(path, parts.append, cities())
    assert is_built(path)
    assert parts == sorted(parts)
    assert parts[-1] == 1
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_gazetteer_built_anew_takes_the_place_of_the_old_one_at_once(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    build(path, cities=cities())
    old, inode = Gazetteer({}, path), path.stat().st_ino
    build(path, cities=cities()[:1])
    assert path.stat().st_ino != inode
    assert old.named("Dallas")
    assert not Gazetteer({}, path).named("Dallas")


def test_a_build_that_fails_leaves_the_last_gazetteer_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    build(path, cities=cities())
    before = path.read_bytes()

    def stop(part: float) -> None:
        if part > 0.1:
            message = "the disk is full"
            raise OSError(message)

    with pytest.raises(DataFileError, match="cannot be written"):
        build(path, stop, cities())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFileError, match="cannot be written"):
        build(tmp_path / "file" / "gazetteer.sqlite", cities=cities())


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(200), b"no database"])
def test_a_file_that_is_no_gazetteer_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(content)
    assert not is_built(path)
    with pytest.raises(DataFileError, match="build it again"):
        Gazetteer(places(), path)


def test_a_gazetteer_that_is_damaged_inside_is_refused_when_it_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    content = bytearray(world().read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(DataFileError, match="build it again"):
        Gazetteer({}, path).named("Kursk")


def test_the_gazetteer_is_kept_where_people_s_own_data_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))
    assert world_file() == tmp_path / "gazetteer.sqlite"


# Data


def test_each_area_has_a_country_and_no_name_twice_in_it() -> None:
    names = [
        (row["country"], name)
        for row in read_rows(DATA / "gazetteer" / "areas.csv", ("name", "also", "country", "town"))
        for name in (row["name"], *filter(None, row["also"].split("|")))
    ]
    assert len(names) > 300
    # Areas that no level holds are the regions that share their name.
    shared = {name for _, name in names if names.count((_, name)) > 1}
    assert shared == {"Darfur", "Kordofan", "Kivu", "Donbas", "Donbass"}
    assert all(len(country) == 2 and country.isupper() for country, _ in names)


def test_every_file_of_the_data_is_in_the_list_of_sources() -> None:
    listed = re.findall(r"`([^`]+)`", (DATA / "SOURCES.md").read_text(encoding="utf-8"))
    for path in DATA.rglob("*"):
        relative = path.relative_to(DATA).as_posix()
        folder = relative.partition("/")[0]
        if path.is_file() and path.name not in {"SOURCES.md", "edition.json", "README.md"}:
            assert any(
                fnmatch(relative, name) or name.startswith((f"{folder}/*", relative)) or name == f"{folder}/"
                for name in listed
            ), relative
