"""Ukrainian and Russian: what is claimed, by whom, where and when, with names in their cases."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from geodata.desk.review.suggesting import printed
from geodata.desk.suggestions import RuleSuggester
from tests.benchmarks.newsroom import claims_right, newsroom
from tests.desk.suggestions.gazetteer_sample import gazetteer

DAY = date(2024, 3, 15)
FOCUS = ("RU-BEL", "RU-KRS", "UA-63", "UA-59")


class Said(NamedTuple):
    """What one sentence says, as far as the rules should see it; places by id."""

    event_type: str
    status: str
    speakers: tuple[str, ...]
    places: tuple[str, ...]


OWN_VOICE = "the article's own voice"
CLAIMS: dict[str, tuple[str, str, Said]] = {
    "a verb behind a comma": (
        "uk",
        "Російські війська обстріляли Харків, поранено двох людей, повідомив мер Ігор Терехов.",
        Said("shelling", "claimed_by_party", ("мер Ігор Терехов",), ("geonames-706483",)),
    ),
    "an office that is named as a place": (
        "uk",
        "У Сумській області внаслідок обстрілу загинула жінка, заявили в обласній військовій адміністрації.",
        Said("shelling", "claimed_by_party", ("в обласній військовій адміністрації",), ("UA-59",)),
    ),
    "by the words of somebody": (
        "uk",
        "За словами губернатора Гладкова, над Бєлгородом збито три дрони.",
        Said("air_or_drone_attack", "claimed_by_party", ("губернатора Гладкова",), ("belgorod",)),
    ),
    "residents of a place in the genitive": (
        "uk",
        "Мешканці Вовчанська розповіли, що чули вибухи.",
        Said("explosion", "testimony", ("Мешканці Вовчанська",), ("geonames-689304",)),
    ),
    "a dialogue dash": (
        "uk",
        "«Ми чули три вибухи», – сказала мешканка міста Олена Коваль.",
        Said("explosion", "testimony", ("мешканка міста Олена Коваль",), ()),
    ),
    "a denial": (
        "uk",
        "Генеральний штаб ЗСУ спростував, що диверсійна група перетнула кордон.",
        Said("denial", "denied_by_party", ("Генеральний штаб ЗСУ",), ("border",)),
    ),
    "nobody but the article": (
        "uk",
        "У Харкові пролунали вибухи.",
        Said("explosion", "reported_by_media", (OWN_VOICE,), ("geonames-706483",)),
    ),
    "a verb behind a comma, in Russian": (
        "ru",
        "Украинские войска обстреляли Шебекино, сообщил губернатор Вячеслав Гладков.",
        Said("shelling", "claimed_by_party", ("губернатор Вячеслав Гладков",), ("geonames-495112",)),
    ),
    "an office that is named as a place, in Russian": (
        "ru",
        "В Тёткино повреждён дом, рассказали в администрации района.",
        Said("shelling", "claimed_by_party", ("в администрации района",), ("tyotkino",)),
    ),
    "a region by its adjective, in Russian": (
        "ru",
        "Минобороны России заявило, что над Курской областью сбиты десять беспилотников.",
        Said("air_or_drone_attack", "claimed_by_party", ("Минобороны России",), ("RU-KRS",)),
    ),
    "direct speech, in Russian": (
        "ru",
        "«Мы слышали три взрыва подряд», – рассказала жительница села Анна Петрова.",
        Said("explosion", "testimony", ("жительница села Анна Петрова",), ()),
    ),
    "a protest, in Russian": (
        "ru",
        "В Судже прошёл митинг.",
        Said("protest", "reported_by_media", (OWN_VOICE,), ("sudzha",)),
    ),
}


def suggested(text: str, language: str) -> dict[str, Any]:
    found = RuleSuggester(gazetteer(), language).suggest(text, FOCUS, DAY)
    return printed(text, found, gazetteer(), DAY)


@pytest.mark.parametrize(("language", "text", "said"), CLAIMS.values(), ids=CLAIMS)
def test_a_claim_is_suggested_with_type_status_speaker_and_place(language: str, text: str, said: Said) -> None:
    (claim,) = suggested(text, language)["claims"]
    places = tuple(place["id"] for place in claim["places"])
    assert Said(claim["event_type"], claim["status"], tuple(claim["speakers"]), places) == said


@pytest.mark.parametrize(
    ("language", "text"),
    [("uk", "Погода була теплою."), ("ru", "Погода была тёплой."), ("uk", "Читайте також: що відомо")],
)
def test_what_tells_of_no_event_makes_no_claim(language: str, text: str) -> None:
    found = suggested(text, language)
    assert found["claims"] == []
    assert found["sentences"][0]["outcome"] in {"no event claim", "page furniture"}


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("uk", "Це сталося 7 лютого 2024 року.", "2024-02-07"),
        ("uk", "Вибух стався у вівторок.", "2024-03-12"),
        ("ru", "Это произошло 7 февраля 2024 года.", "2024-02-07"),
        ("ru", "Взрыв произошёл во вторник.", "2024-03-12"),
        ("ru", "Взрыв произошёл два дня назад.", "2024-03-13"),
    ],
)
def test_days_are_read_in_small_letters_and_in_their_cases(language: str, text: str, edtf: str) -> None:
    assert [time["edtf"] for time in suggested(text, language)["times"]] == [edtf]


@pytest.mark.parametrize(
    ("language", "text", "hedge"),
    [
        ("uk", "Харків обстріляли. Цю інформацію неможливо перевірити незалежно.", "неможливо перевірити"),
        ("ru", "Белгород обстреляли. Эту информацию невозможно проверить независимо.", "невозможно проверить"),
    ],
)
def test_what_could_not_be_checked_hedges_the_claim_it_stands_by(language: str, text: str, hedge: str) -> None:
    (claim,) = suggested(text, language)["claims"]
    assert [found["exact"] for found in claim["hedges"]] == [hedge]


def test_in_doubt_nobody_is_credited_in_a_headline() -> None:
    (claim,) = suggested("Обстрел Белгорода: есть пострадавшие", "ru")["claims"]
    assert claim["speakers"] == [OWN_VOICE]


def test_three_of_four_claims_of_the_ukrainian_texts_have_type_status_and_speaker_right_together() -> None:
    """Their truth was written down before there were any rules for the language."""
    counts = claims_right(
        [text for text in newsroom() if text["language"] == "uk"], RuleSuggester(gazetteer(), "uk"), gazetteer()
    )
    assert counts["claims"] == 10
    assert 4 * counts["type, status and speaker"] >= 3 * counts["claims"]
