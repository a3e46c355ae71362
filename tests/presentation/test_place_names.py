"""A place has its name in the reader's language, and what kind of area it is is said once."""

from collections.abc import Iterator

import pytest

import geodata
from geodata.common.language import use
from geodata.presentation import wording

EDITION = geodata.load()


@pytest.fixture(autouse=True)
def in_english_again() -> Iterator[None]:
    yield
    use("en")


@pytest.mark.parametrize(
    ("language", "region", "district", "town"),
    [
        ("en", "Kursk Oblast · region", "Grayvoronsky District, Belgorod Oblast", "1 · Tyotkino, Kursk Oblast"),
        (
            "uk",
            "Курська область",
            "Grayvoronsky District, Бєлгородська область",
            "1 · Тьоткіно, Курська область",
        ),
        ("ru", "Курская область", "Грайворонский район, Белгородская область", "1 · Тёткино, Курская область"),
    ],
)
def test_a_place_is_titled_in_the_readers_language(language: str, region: str, district: str, town: str) -> None:
    use(language)
    titles = [wording.place_title(place, EDITION) for place in ("RU-KRS", "RU-BEL.07", "tyotkino")]
    assert titles == [region, district, town]


def test_the_names_that_are_not_shown_are_the_other_spellings() -> None:
    use("ru")
    place = EDITION.places["tyotkino"]
    others = wording.also_written(place)
    assert "Tyotkino" in others
    assert "Тьоткіно" in others
    assert "Тёткино" not in others
