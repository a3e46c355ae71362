"""Single sentences as a newsroom writes them, each with what is right: what the desk would start from."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from geodata import load
from geodata.desk.review.crediting import credited
from geodata.desk.review.suggesting import printed
from geodata.desk.suggestions import RuleSuggester
from tests.desk.gazetteer_sample import gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence

SPEAKERS: Final = load().speakers
CASES: Final[dict[str, dict[str, Any]]] = {
    case["kind"]: case for case in json.loads((Path(__file__).parent / "sentences.json").read_text(encoding="utf-8"))
}
OWN_VOICE: Final = "the article's own voice"


@cache
def suggested(text: str, focus: tuple[str, ...] = (), published: date = date(2024, 3, 12), language: str = "en") -> Any:  # noqa: ANN401 - JSON values
    """What the command prints for a text."""
    suggester = RuleSuggester(gazetteer(), language)
    return printed(text, suggester.suggest(text, focus, published), gazetteer(), published)


def case(kind: str) -> Any:  # noqa: ANN401 - JSON values
    """What is printed for a case of the file."""
    found = CASES[kind]
    return suggested(found["text"], tuple(found["focus"]), date.fromisoformat(found["published"]))


def placed(found: Any) -> list[tuple[str, ...]]:  # noqa: ANN401 - JSON values
    """The ids of the places that are preselected."""
    return [tuple(one["id"] for one in p["preselected"]["places"]) for p in found["places"] if p["preselected"]]


def speakers(found: Any) -> list[list[str]]:  # noqa: ANN401 - JSON values
    return [said["speakers"] for said in found["speeches"]]


def claims(found: Any) -> list[tuple[str, str, list[str]]]:  # noqa: ANN401 - JSON values
    return [(claim["event_type"], claim["status"], claim["speakers"]) for claim in found["claims"]]


# Nothing is preselected that only looks right


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("A rocket of Hamas hit a house near Hamas.", ()),
        ("The Canadian government closed its embassy in Kursk.", ("US.TX",)),
        ("Shells hit Bielgorod.", ()),
        ("Shelling was reported in Soudja.", ("UA-63",)),
    ],
)
def test_a_place_under_another_name_is_not_preselected_outside_the_focus(text: str, focus: tuple[str, ...]) -> None:
    assert set(placed(suggested(text, focus))) <= {("geonames-538560",)}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (CASES["village, region with a comma"]["text"], "tyotkino", "Tyotkino, Kursk region"),
        ("Shells hit Sudzha, Kursk Oblast, at night.", "sudzha", "Sudzha, Kursk Oblast"),
        ("Drones struck Kozinka, Belgorod region.", "kozinka", "Kozinka, Belgorod region"),
        ("Two people died in Kozinka (Belgorod region).", "kozinka", "Kozinka (Belgorod region"),
    ],
)
def test_a_region_after_a_comma_only_narrows_the_village(text: str, place: str, words: str) -> None:
    found = suggested(text, ("RU-KRS", "RU-BEL"))
    assert placed(found) == [(place,)]
    assert words in found["places"][0]["exact"]


@pytest.mark.parametrize(
    "text",
    [
        CASES["a possessive after a comma"]["text"],
        "Fighting went on near Donetsk, Russia said.",
        "Shells hit Donetsk, Russia’s defence ministry reported.",
        "Troops advanced in Donetsk, Russia's president told reporters.",
    ],
)
def test_a_country_that_speaks_does_not_say_where_the_place_is(text: str) -> None:
    assert placed(suggested(text, ("UA.05",))) == [("geonames-709717",)]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("The army", set()),
        ("Residents", set()),
        ("the Ministry", set()),
        ("The General Staff", set()),
        ("Ilya Ponomarev’s wife", set()),
        ("Ponomarev", {"ponomarev"}),
        ("Legion", set()),
        ("residents of the Kursk region", set()),
    ],
)
def test_a_speaker_is_somebody_known_only_by_the_whole_name(name: str, known: set[str]) -> None:
    assert credited(name, SPEAKERS, ()).id not in SPEAKERS
    own = credited(name, SPEAKERS, SPEAKERS.keys()).id
    assert own not in SPEAKERS or own in known or name.startswith("residents of")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CASES["a quotation joined to the speaker before it"]["text"], [["The ministry"]]),
        ("“We hold it,” Yusov said. The governor wrote on Telegram “nobody entered it today.”", [["The governor"]]),
        ("“We hold it,” Yusov said. Gladkov promised only that “the village will be cleared.”", [["Gladkov"]]),
        ("“We hold it,” Yusov said.\n\n“Nobody has slept in this town since Monday.”", [[]]),
    ],
)
def test_a_quotation_is_not_put_into_the_mouth_of_the_speaker_before(text: str, expected: Sequence[list[str]]) -> None:
    assert speakers(suggested(text, ("RU-BEL",)))[1:] == list(expected)
