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
from geodata.desk.suggestions import RuleSuggester, language_of
from geodata.model.times import EventTime
from tests.desk.suggestions.gazetteer_sample import gazetteer

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


# Who speaks


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a common noun, a longer name, a generic speaker
        (CASES["a common noun taken for a surname"]["text"], "The army"),
        (CASES["a longer name taken for the known one in it"]["text"], "Ilya Ponomarev’s wife"),
        ("The son of Ilya Ponomarev said that shells fell.", "The son of Ilya Ponomarev"),
        ("Kursk governor Roman Starovoit's office said shells fell.", "Kursk governor Roman Starovoit's office"),
        (CASES["one generic speaker for all articles"]["text"], "Residents"),
        # titles with a full stop
        (CASES["speaker cut at a title's full stop"]["text"], "Dr. Amal Idris"),
        ("“We ran,” said Lt. Col. John Smith on Monday.", "Lt. Col. John Smith"),
        ("“They shot at us,” said Sgt. Maj. Ivan Koval.", "Sgt. Maj. Ivan Koval"),
        ("Prof. A. B. Rahman told reporters that two shells fell.", "Prof. A. B. Rahman"),
        # hyphens
        (
            CASES["speaker cut at a hyphen"]["text"],
            "The Russian-installed head of the Donetsk region, Ivan Petrenko",
        ),
        ("The Kyiv-based analyst Olena Hrytsak said that drones hit it.", "The Kyiv-based analyst Olena Hrytsak"),
        ("U.S.-backed forces said they had captured the town.", "U.S.-backed forces"),
        ("Hospital director Jean-Pierre Mbuyi said shells fell.", "Hospital director Jean-Pierre Mbuyi"),
        # appositions
        (CASES["an apposition before the verb swallows the clause"]["text"], "the mayor, Ivan Petrenko"),
        (
            "Two people were killed, the head of the council, Oleksandr Tkach, said on Telegram.",
            "the head of the council, Oleksandr Tkach",
        ),
        ("Ten houses burned, the region's governor, Pavel Orlov, reported.", "the region's governor, Pavel Orlov"),
        ("A missile struck the port, Oleh Kiper, the governor, said.", "Oleh Kiper"),
        # a name after the comma
        (CASES["a name after the comma is lost, and denied"]["text"], "the school board's deputy head, Martin Ellery"),
        ("“It was loud,” said the chief doctor, Ruth Kamau, who saw it.", "the chief doctor, Ruth Kamau"),
        ("“We go,” said the army's spokesman, Ibrahim Ali.", "the army's spokesman, Ibrahim Ali"),
        ("“We go,” said Mary Dung, a farmer.", "Mary Dung"),
        # a full stop before the closing mark
        (CASES["full stop before the closing mark"]["text"], "Helen Marsh"),
        ("“The bridge is gone.” Helen Marsh said.", "Helen Marsh"),
        ("“We heard two blasts.” said a resident of Goma.", "a resident of Goma"),
        ("“Nobody came.” according to Ivan Petrov.", "Ivan Petrov"),
        # neither confirmed nor denied
        (CASES["neither confirmed nor denied"]["text"], "Kyiv"),
        ("The ministry neither confirmed nor denied that a drone hit it.", "The ministry"),
        ("Israel has not confirmed or denied the strike.", "Israel"),
        # verbs of saying
        (CASES["a verb of saying not known"]["text"], "Gen. Omar Hassan"),
        ("President Petro pledged to “end the blockade”.", "President Petro"),
        ("Gov. Ann Cole lamented that shells had hit the school.", "Gov. Ann Cole"),
        ("Hezbollah boasted that its rockets struck Haifa.", "Hezbollah"),
        # a source after a colon
        (CASES["headline with its source after a colon"]["text"], "officials"),
        ("Two killed in Goma shelling: hospital", "hospital"),
        ("Dozens killed in camp attack – UN", "UN"),
        ("Police: Man left bomb at market", "Police"),
        ("Drone hits depot in Kursk, Governor Says", "Governor"),
        # clauses joined and cut
        ("The ministry called them bandits and said that they fled.", "The ministry"),
        ("Residents who fled the town said that shells fell.", "Residents"),
        ("The residents' cars burned, and the drivers' union said so.", "the drivers' union"),
    ],
)
def test_the_speaker_is_whoever_the_sentence_names(text: str, speaker: str) -> None:
    assert speakers(suggested(text, ("RU-KRS", "RU-BEL"))) == [[speaker]]


@pytest.mark.parametrize(
    "text",
    [
        CASES["according to something that is no speaker"]["text"],
        "According to satellite images two depots burned near Kursk.",
        "The toll rose to 12 killed, according to official figures.",
        "According to early estimates, 40 people were killed.",
        "Fighting in Khartoum: what we know",
        "Source: tsn-ua",
    ],
)
def test_data_and_labels_do_not_speak(text: str) -> None:
    found = suggested(text, ("RU-KRS",))
    assert speakers(found) == []
    assert all(claim["speakers"] == [OWN_VOICE] for claim in found["claims"])


def test_who_a_pronoun_means_is_nobody_s_claim() -> None:
    found = suggested("Anna Petrova fled. She said that shells fell on the market.", ())
    assert found["claims"][-1]["speakers"] == []
    assert found["speeches"][-1]["unsure"]


def test_a_named_speaker_has_no_note_that_nobody_is_named() -> None:
    assert case("a name after the comma is lost, and denied")["speeches"][0]["unsure"] == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (CASES["single straight quotation marks"]["text"], ["We will not leave the town", "Nobody has slept."]),
        ("The mayor said: 'It's the third attack this week.'", ["It's the third attack this week."]),
        (CASES["comma outside the mark"]["text"], ["A drone hit us"]),
        ("“We saw smoke”, said the farmer.", ["We saw smoke"]),
        ("»We saw two drones over the port«, said Anna Weber.", ["We saw two drones over the port"]),
        ("”We saw two drones over the port”, said Anna Berg.", ["We saw two drones over the port"]),
        ("‚We saw two drones over the port‘, said Anna Klein.", ["We saw two drones over the port"]),
        ("— We heard two blasts, — said the mayor. — Nobody was hurt.", ["We heard two blasts", "Nobody was hurt."]),
        ("The residents' cars burned in the drivers' yard.", []),
        ("It was the '90s, and rock 'n' roll was loud.", []),
    ],
)
def test_what_is_said_stands_between_marks_of_any_kind(text: str, parts: Sequence[str]) -> None:
    direct = [said for said in suggested(text, ())["speeches"] if said["speech"] == "direct"]
    assert [part["exact"] for said in direct for part in said["parts"]] == list(parts)
    assert all(said["speakers"] for said in direct)


# What is said


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (CASES["type by the first trigger"]["text"], "territorial_control", "claimed_by_party"),
        ("After shelling the town for a week, troops captured it.", "territorial_control", "reported_by_media"),
        ("Police arrested four men after the bombing.", "arrest", "reported_by_media"),
        ("The ministry issued a statement saying a missile hit a ship.", "air_or_drone_attack", "claimed_by_party"),
        (CASES["a success against an attack is no denial"]["text"], "armed_clash", "reported_by_media"),
        ("Troops thwarted an incursion, the governor said.", "armed_clash", "claimed_by_party"),
        ("The army said it had repulsed two assaults.", "armed_clash", "claimed_by_party"),
        ("The raid was beaten off, officials said.", "armed_clash", "claimed_by_party"),
        ("The ministry denied that anyone had crossed the border.", "denial", "denied_by_party"),
        (CASES["neither confirmed nor denied"]["text"], "statement", "said_by_party"),
        ("Israel has not confirmed or denied the strike.", "statement", "said_by_party"),
        ("Moscow declined to confirm or deny the shelling.", "statement", "said_by_party"),
        (CASES["weapons and acts that no list holds"]["text"], "explosion", "reported_by_media"),
        ("A car bomb went off outside a bank.", "explosion", "reported_by_media"),
        ("Eleven children were abducted, their teacher said.", "abduction", "testimony"),
        ("Thousands marched through the capital.", "protest", "reported_by_media"),
        ("An earthquake shook the coast, the agency's director, Li Wei, said.", "disaster", "claimed_by_party"),
        ("A train derailed near the port.", "accident", "reported_by_media"),
        ("More than 3,000 families fled the town.", "displacement", "reported_by_media"),
        ("Trucks with humanitarian aid reached the camp.", "aid", "reported_by_media"),
        ("Gunmen burned their houses, residents said.", "attack_on_civilians", "testimony"),
        ("A missile fell on the port, Reuters reported.", "air_or_drone_attack", "reported_by_media"),
        ("A missile fell on the port, the state news agency reported.", "air_or_drone_attack", "reported_by_media"),
    ],
)
def test_the_main_verb_says_the_type_and_the_speaker_the_status(text: str, kind: str, status: str) -> None:
    [claim] = suggested(text, ("RU-KRS",))["claims"]
    assert (claim["event_type"], claim["status"]) == (kind, status)


@pytest.mark.parametrize("text", [CASES["a heading is no denial"]["text"], "No denial from Kyiv", "Without any denial"])
def test_a_denial_that_is_itself_denied_is_none(text: str) -> None:
    assert suggested(text, ())["claims"] == []


@pytest.mark.parametrize(
    "text",
    [
        CASES["furniture by one word of a list"]["text"],
        *CASES["furniture by a month and a number"]["text"].split("\n\n"),
        "Sources: drones hit Kursk oil depot",
        "By Sunday Troops Hold Captured Village",
        "Video: missile hits a bridge in Kursk",
        "Advertisement hoarding hit by shell in Kursk",
    ],
)
def test_no_word_alone_makes_a_line_furniture(text: str) -> None:
    [sentence] = suggested(text, ("RU-KRS", "RU-BEL"))["sentences"]
    assert sentence["outcome"] == "quoted"


@pytest.mark.parametrize(
    "text",
    [
        "By Iryna Malko and Ann Lee",
        "Updated 12 March 2024 at 8:28 a.m. EDT",
        "Photo: Getty Images",
        "Follow us on X",
        "Advertisement",
    ],
)
def test_a_line_of_the_frame_is_known_by_its_form(text: str) -> None:
    [sentence] = suggested(text, ())["sentences"]
    assert sentence["outcome"] == "page furniture"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (CASES["sentences cut at abbreviations"]["text"], 2),
        ("Maj. Gen. Ivan Orlov met Adm. Petr Lee in St. Louis at 9 a.m. Friday. He left.", 2),
        ("The U.S. Army said No. 5 Brigade moved on Sept. 3. It was quiet.", 2),
        ("He works for Acme Inc. The plant burned. Prof. A. B. Rahman saw it.", 3),
    ],
)
def test_a_sentence_does_not_end_at_an_abbreviation(text: str, count: int) -> None:
    assert len(suggested(text, ())["sentences"]) == count


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        (CASES["the commonest hedge is missed"]["text"], "could not be independently verified"),
        (
            "The army said it had captured the town. Reuters could not independently verify the report.",
            "could not independently verify",
        ),
        (
            "Shells fell on the port. It was not immediately possible to verify the claim.",
            "not immediately possible to verify",
        ),
        ("Rebels captured the mine. There was no independent confirmation.", "no independent confirmation"),
    ],
)
def test_what_could_not_be_verified_is_a_hedge_of_the_claim_before_it(text: str, hedge: str) -> None:
    found = suggested(text, ())
    [claim] = found["claims"]
    assert hedge in " | ".join(one["exact"] for one in claim["hedges"])
    assert [sentence["outcome"] for sentence in found["sentences"]] == ["quoted", "quoted"]


def test_speech_that_goes_on_belongs_to_the_claim_it_began_with() -> None:
    found = suggested("“The roof is gone,” said Dr. Amal Idris. “We moved eleven mothers in the dark.”", ())
    assert [sentence["outcome"] for sentence in found["sentences"]] == ["quoted", "quoted"]


# When


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # what is to come stays to come
        (CASES["a date in the future"]["text"], ["2024-03-15"]),
        ("Talks will resume on Friday.", ["2024-03-15"]),
        ("On 20 March voters will choose.", ["2024-03-20"]),
        ("Talks are to resume on Thursday.", ["2024-03-14"]),
        ("The truce expires on 1 February.", ["2025-02-01"]),
        ("The minister will speak tomorrow.", ["2024-03-13"]),
        ("He was killed on March 15.", ["2023-03-15"]),
        # counted days
        (CASES["counted days"]["text"], ["2024-03-09"]),
        ("A missile fell 48 hours ago.", ["2024-03-10"]),
        ("It burned two weeks ago.", ["2024-02-27~"]),
        ("It began four months ago.", ["2023-11"]),
        # ordinals
        (CASES["an ordinal day"]["text"], ["2024-03-12"]),
        ("It fell on the 5th.", ["2024-03-05"]),
        ("It fell on the 20th, and the 5th Brigade left.", ["2024-02-20"]),
        ("It fell on 3rd March 2024.", ["2024-03-03"]),
        # nights and days joined
        (CASES["a night across two days"]["text"], ["2024-03-11/2024-03-12"]),
        ("Drones came on the night of 10–11 March.", ["2024-03-10/2024-03-11"]),
        ("Shells fell in the night of 9 to 10 March 2024.", ["2024-03-09/2024-03-10"]),
        ("Shells fell on Dec. 23-24.", ["2023-12-23/2023-12-24"]),
        ("Shells fell on March 3 and 4.", ["2024-03-03/2024-03-04"]),
        ("Shells fell from March 5 to March 7.", ["2024-03-05/2024-03-07"]),
        ("The score was 11-12.", []),
        # parts of months and years
        ("In early March shells fell.", ["2024-03-01/2024-03-10"]),
        ("Shells fell in mid-February.", ["2024-02-11/2024-02-20"]),
        ("Shells fell at the end of January.", ["2024-01-21/2024-01-31"]),
        ("It ended in late 2023.", ["2023-09/2023-12"]),
        ("It ended in May.", ["2023-05"]),
        ("They may march on.", []),
        ("Shells fell last Tuesday.", ["2024-03-05"]),
    ],
)
def test_a_day_is_counted_as_the_sentence_means_it(text: str, edtf: Sequence[str]) -> None:
    found = suggested(text, ())["times"]
    assert [time["edtf"] for time in found] == list(edtf)
    assert all(EventTime.parse(time["edtf"]) for time in found)


# Where


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        (CASES["a river taken for a city"]["text"], ("UA.05",)),
        ("Boats sank on the Dnipro overnight.", ("UA.05",)),
        ("Troops crossed the Dnipro and dug in.", ("UA.05",)),
        (CASES["an adjective use of a city's name"]["text"], ("UA-63",)),
        ("The Kharkiv offensive failed.", ("UA-63",)),
        ("Fighting went on along the Donetsk axis.", ("UA.05",)),
        ("Dnipro river was shelled.", ("UA.05",)),
        (CASES["the speaker's country as the place"]["text"], ("UA.05",)),
        ("Russia's Defense Ministry said it had shot down drones.", ()),
        ("Israel's military said it struck a depot.", ()),
        ("Belgorod governor Pavel Orlov said that shells fell.", ("RU-BEL",)),
        ("The Kharkiv mayor said that shells fell.", ("UA-63",)),
        ("The London Police Federation and Kursk Regional Council met.", ("RU-KRS",)),
    ],
)
def test_rivers_fronts_offices_and_speakers_countries_are_not_where_it_happened(
    text: str, focus: tuple[str, ...]
) -> None:
    assert placed(suggested(text, focus)) == []


@pytest.mark.parametrize(
    ("text", "focus", "places"),
    [
        (CASES["a longer name cut to the part that is known"]["text"], ("PS.GZ",), ("PS.GZ",)),
        (CASES["regions elsewhere under their common names"]["text"], (), ("SD.55",)),
        ("Fighting spread through North Kivu.", (), ("CD.11",)),
        ("Fighting spread through Nord-Kivu.", (), ("CD.11",)),
        ("Gunmen raided a village in Plateau state.", (), ("NG.49",)),
        ("Shells fell on villages in the Donbas.", (), ("UA-09", "UA.05")),
        (CASES["district names in small letters"]["text"], ("RU-KRS",), ("RU-KRS.23",)),
        ("Shells hit the Glushkovsky district.", ("RU-KRS",), ("RU-KRS.03",)),
        ("Shells hit Sudzha district.", ("RU-KRS",), ("RU-KRS.23",)),
        ("Shells hit the Grayvoron district.", ("RU-BEL",), ("RU-BEL.07",)),
        (CASES["a soft hyphen in a name"]["text"], ("RU-KRS",), ("sudzha",)),
        ("Drones hit Bel\u00adgo\u00adrod.", ("RU-BEL",), ("belgorod",)),
    ],
)
def test_areas_are_known_under_the_names_that_news_write(
    text: str, focus: tuple[str, ...], places: tuple[str, ...]
) -> None:
    found = suggested(text, focus)
    assert placed(found) == [places]
    assert found["notices"] == []


def test_two_villages_of_one_name_are_a_decision() -> None:
    found = case("an old name beats the exact one")
    assert placed(found) == []
    first, second = found["places"][0]["alternatives"][:2]
    assert {place["places"][0]["name"] for place in (first, second)} == {"Oleksandrivka"}
    assert "Several places" in found["places"][0]["doubt"]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Shells hit the village of Glushkovo.", "A small place outside"),
        ("Police in Lublin, Texas, arrested a man.", "holds no such place"),
        ("Drones struck Soudja.", ""),
    ],
)
def test_what_is_unsure_says_why(text: str, doubt: str) -> None:
    found = suggested(text, ())
    assert placed(found) in ([], [("US.TX",)])
    assert all(doubt in place["doubt"] for place in found["places"][:1])


# Languages


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Безпилотник падна в покрайнините на града, каза кметът.", "bg", "Bulgarian"),
        ("Un dron cayó en las afueras de la ciudad, dijo el alcalde.", "es", "Spanish"),
        ("Ein Geschoss traf das Dorf, sagte der Bürgermeister.", "de", "German"),
        ("Raketa spadla na vesnici.", "tlh", "Klingon"),
    ],
)
def test_for_another_language_one_sentence_says_that_nothing_is_suggested(text: str, language: str, name: str) -> None:
    found = suggested(text, (), language=language)
    [sentence] = found["sentences"]
    assert f"no rules for this language ({name})" in sentence["reason"]
    assert sentence["outcome"] != "no event claim"
    assert (found["claims"], found["places"], found["speeches"]) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (CASES["Ukrainian text"]["text"], "uk"),
        ("Беспилотник упал на окраине Белгорода.", "ru"),
        ("A drone fell on the outskirts of the town, the mayor said.", "en"),
        ("無人機が町の郊外に落ちたと市長が述べた。", "und"),
        ("Un dron cayó en las afueras de la ciudad y mató a dos personas, dijo el alcalde. " * 4, "und"),
    ],
)
def test_the_language_of_a_text_that_states_none_shows_in_its_letters_and_words(text: str, language: str) -> None:
    assert language_of(text) == language


# The same kinds in other words


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("At 3 a.m. Gladkov said shells hit Shebekino.", "Gladkov"),
        ("On Monday officials said a drone hit Kursk.", "officials"),
        ("In Kursk officials said a drone hit a depot.", "officials"),
        ("After the attack the governor said two people died.", "the governor"),
        ("Israeli strike kills 12 in Rafah, medics say", "medics"),
        ("The army declined to comment on the attack on El Fasher.", "The army"),
        ("Officials rejected reports that the town had fallen.", "Officials"),
        ("According to police reports a bomb exploded in Kabul.", "police reports"),
        ("Media reports say a drone hit Kursk.", "Media reports"),
    ],
)
def test_who_speaks_behind_a_time_a_place_or_in_the_present_is_found_whole(text: str, speaker: str) -> None:
    assert speakers(suggested(text, ("RU-KRS", "RU-BEL"))) == [[speaker]]


@pytest.mark.parametrize(
    "text",
    [
        "According to initial reports a missile struck Odesa.",
        "According to some accounts the town was shelled.",
        "Unconfirmed reports say that Kursk was shelled.",
        "The alleged attack on Kursk killed two.",
        "The ministry's reported strike on Kursk killed two.",
        "The claimed capture of Kursk was a rumour.",
        "Denial of reports",
    ],
)
def test_hearsay_and_what_is_no_verb_put_words_in_nobodys_mouth(text: str) -> None:
    found = suggested(text, ("RU-KRS",))
    assert speakers(found) == []
    assert all(claim["speakers"] == [OWN_VOICE] for claim in found["claims"])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The Moscow-appointed governor of Kherson, Vladimir Saldo, said a missile hit Kursk.", ["geonames-538560"]),
        ("The leader of Chechnya said that Kursk was calm.", ["geonames-538560"]),
        ("Fighting continues in the Kursk direction.", []),
        ("The Donbas battalion attacked a post.", []),
        ("Near the border with Kursk a drone fell.", ["border"]),
        ("It fell in mid-January 2023.", []),
    ],
)
def test_offices_units_directions_and_a_border_with_a_region_are_no_pins(text: str, places: list[str]) -> None:
    found = suggested(text, ("RU-KRS",))
    assert [place for (place,) in placed(found)] == places
    assert not any(place["exact"].startswith("mid-") for place in found["places"])


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The parade takes place on March 20.", "2024-03-20"),
        ("The parade took place on March 20.", "2023-03-20"),
        ("Voters in Kursk go to the polls on Sunday.", "2024-03-17"),
        ("A missile fell in 2022.", "2022"),
    ],
)
def test_a_day_to_come_is_not_taken_for_one_that_was(text: str, edtf: str) -> None:
    assert [time["edtf"] for time in suggested(text, ("RU-KRS",))["times"]] == [edtf]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Border guards stopped a sabotage group near Sudzha.", "incursion"),
        ("The town of Sudzha came under fire.", "shelling"),
        ("The army said the town had fallen.", "territorial_control"),
        ("A bus fell into a ravine near Lima, killing 20.", "accident"),
        ("A convoy of aid reached El Fasher.", "aid"),
    ],
)
def test_more_of_what_newsrooms_meet_is_an_event_of_its_type(text: str, kind: str) -> None:
    assert [claim["event_type"] for claim in suggested(text, ("RU-KRS",))["claims"]] == [kind]
