"""Place mentions: which words name a place, how precisely, and what is left to the editor."""

from __future__ import annotations

from functools import cache

import pytest

from geodata.desk.suggestions import MatchKind, PlaceSuggestion, RuleSuggester
from geodata.model.places import Precision
from tests.desk.suggestions.gazetteer_sample import gazetteer

HERE = ("RU-BEL", "RU-KRS")
NOWHERE = ()


@cache
def suggester() -> RuleSuggester:
    return RuleSuggester(gazetteer())


def mentions(text: str, focus: tuple[str, ...] = HERE) -> list[PlaceSuggestion]:
    found = suggester().suggest(text, focus, None).places
    for place in found:
        assert text[place.span.start : place.span.end] == place.span.exact
    return list(found)


def placed(text: str, focus: tuple[str, ...] = HERE) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (words, precision, ids) of each mention that is preselected."""
    chosen = [(place.span.exact, place.preselected) for place in mentions(text, focus)]
    return [(words, choice.precision.value, tuple(p.id for p in choice.places)) for words, choice in chosen if choice]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunfire was heard in Tetkino.", ("Tetkino", "settlement", ("tyotkino",))),
        ("Gunfire was heard near Tetkino.", ("Tetkino", "vicinity", ("tyotkino",))),
        ("Gunfire was heard close to Tetkino.", ("Tetkino", "vicinity", ("tyotkino",))),
        ("Gunfire was heard on the outskirts of Tetkino.", ("the outskirts of Tetkino", "vicinity", ("tyotkino",))),
        ("Gunfire was heard in the Tetkino area.", ("the Tetkino area", "vicinity", ("tyotkino",))),
        ("They held the Tetkino border crossing.", ("the Tetkino border crossing", "vicinity", ("tyotkino",))),
        ("They entered the village of Tetkino.", ("the village of Tetkino", "settlement", ("tyotkino",))),
        ("They entered Tetkino village.", ("Tetkino village", "settlement", ("tyotkino",))),
        ("Shelling hit the Kursk region.", ("the Kursk region", "region", ("RU-KRS",))),
        ("Shelling hit Kursk Oblast.", ("Kursk Oblast", "region", ("RU-KRS",))),
        ("Shelling hit Kursk.", ("Kursk", "settlement", ("geonames-538560",))),
        ("Shelling hit the Grayvoron district.", ("the Grayvoron district", "district", ("RU-BEL.07",))),
        ("Shelling hit Grayvoronsky District.", ("Grayvoronsky District", "district", ("RU-BEL.07",))),
        ("Shelling hit the Donetsk region.", ("the Donetsk region", "region", ("UA.05",))),
        ("Troops crossed into Russia.", ("Russia", "country", ("RU",))),
        ("Troops entered Russian territory.", ("Russian territory", "country", ("RU",))),
        ("Troops crossed the border.", ("the border", "border", ("border",))),
        ("Troops crossed the Russian-Ukrainian border.", ("the Russian-Ukrainian border", "border", ("border",))),
    ],
)
def test_a_mention_is_as_precise_as_its_words(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert placed(text) == [expected]


@pytest.mark.parametrize(
    ("text", "words", "regions"),
    [
        ("It hit the Belgorod and Kursk regions.", "the Belgorod and Kursk regions", ("RU-BEL", "RU-KRS")),
        ("It hit Belgorod and Kursk Oblasts.", "Belgorod and Kursk Oblasts", ("RU-BEL", "RU-KRS")),
        (
            "It hit the Belgorod, Kursk and Kharkiv regions.",
            "the Belgorod, Kursk and Kharkiv regions",
            ("RU-BEL", "RU-KRS", "UA-63"),
        ),
        ("It hit the Belgorod or Kursk region.", "the Belgorod or Kursk region", ("RU-BEL", "RU-KRS")),
    ],
)
def test_several_names_under_one_type_word_are_so_many_regions(text: str, words: str, regions: tuple[str, ...]) -> None:
    assert placed(text) == [(words, "region", regions)]


def test_what_a_place_is_said_to_lie_in_belongs_to_its_mention() -> None:
    [place] = mentions("Shots were fired in Tetkino in the Kursk region on Tuesday.")
    assert place.span.exact == "Tetkino in the Kursk region"
    assert place.area is not None
    assert place.area.span.exact == "the Kursk region"
    assert [one.id for one in place.choices[0].places] == ["tyotkino"]


def test_the_area_named_after_a_place_says_which_of_the_name_is_meant() -> None:
    assert placed("A storm hit Paris, Texas, on Friday.", NOWHERE) == [
        ("Paris, Texas", "settlement", ("geonames-4717560",))
    ]
    assert placed("A storm hit Paris, France, on Friday.", NOWHERE) == [
        ("Paris, France", "settlement", ("geonames-2988507",))
    ]
    assert placed("LONDON, Ky. (AP) - Two people were hurt in London.", NOWHERE)[0] == (
        "LONDON, Ky.",
        "settlement",
        ("geonames-4298960",),
    )


def test_the_focus_regions_say_which_of_the_name_is_meant() -> None:
    assert placed("A storm hit Paris.", ("US.TX",))[0][2] == ("geonames-4717560",)
    assert placed("A storm hit Paris.", NOWHERE)[0][2] == ("geonames-2988507",)


def test_the_places_of_the_same_name_are_alternatives() -> None:
    [place] = mentions("A storm hit Paris.", NOWHERE)
    assert [tuple(one.id for one in choice.places) for choice in place.choices] == [
        ("geonames-2988507",),
        ("geonames-4717560",),
        ("FR.11",),
        (),
    ]
    assert place.choices[2].precision is Precision.REGION


def test_a_small_place_is_only_looked_for_inside_the_focus_regions() -> None:
    assert placed("Gunfire was heard in Tetkino.") != []
    assert placed("Gunfire was heard in Tetkino.", ("UA-63",)) == []


def test_a_spelling_that_no_gazetteer_has_is_a_variant_only_inside_the_focus_regions() -> None:
    [place] = mentions("Gunfire was heard in Kozynka.")
    assert (place.match, [one.id for one in place.choices[0].places]) == (MatchKind.VARIANT, ["kozinka"])
    [unknown] = mentions("Gunfire was heard in Kozynka.", NOWHERE)
    assert unknown.match is MatchKind.UNRESOLVED


def test_a_name_one_letter_away_is_fuzzy_and_never_preselected() -> None:
    [place] = mentions("Gunfire was heard in Kozenka.")
    assert place.match is MatchKind.FUZZY
    assert [one.id for one in place.choices[0].places] == ["kozinka"]
    assert place.preselected is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Drones were seen over Verkhni Lomki.", "Verkhni Lomki"),
        ("They came to the village of Verkhni Lomki.", "Verkhni Lomki"),
        ("The Verkhni Lomki border crossing was shelled.", "Verkhni Lomki"),
        ("He was taken to Saint Nikolai Hospital.", "Saint Nikolai Hospital"),
    ],
)
def test_an_unknown_name_where_a_place_stands_is_shown_whole_and_unresolved(text: str, name: str) -> None:
    [place] = mentions(text)
    assert [one.exact for one in place.names] == [name]
    assert place.match is MatchKind.UNRESOLVED
    assert place.preselected is None
    assert place.choices[0].precision is Precision.NONE
    assert [one.id for choice in place.choices for one in choice.places] == ["RU-BEL", "RU-KRS"]


@pytest.mark.parametrize(
    "text",
    [
        "The Telegram channel Baza wrote about it.",
        "Freedom is what they want, and freedom they shall have.",
        'The "Freedom of Russia" Legion wrote about it.',
        "The Freedom of Russia Legion wrote about it.",
        "The Kursk Regional Council met.",
        "Governor Paris Smith spoke.",
        "President Houston spoke. Houston said little.",
        "The London Times wrote about it.",
        "Readers of the newspaper Kursk knew about it.",
        "The talks with governor Kursk went on.",
        "Residents of the country voted in November.",
        "They spoke English in Parliament.",
        "Border guards fired.",
        "He watched White House officials.",
        "The US-Mexico border was closed.",
        "He wrote to Vladimir Putin and to Mr Belgorod.",
    ],
)
def test_names_of_people_organisations_and_other_things_are_no_places(text: str) -> None:
    assert mentions(text) == []


def test_a_word_that_the_text_also_writes_small_is_no_place() -> None:
    here = ("US.CA",)
    assert placed("They want Freedom now.", here) == [("Freedom", "settlement", ("geonames-5350678",))]
    assert placed("They want Freedom now, and freedom tomorrow.", here) == []


def test_a_headline_s_capitals_make_no_places() -> None:
    text = "Shells Fall In London Freedom Battle Over Baza\n\nShells fell on Kursk."
    assert [place.span.exact for place in mentions(text)] == ["Kursk"]


def test_a_name_in_non_breaking_spaces_keeps_them() -> None:
    [place] = mentions("It hit the\xa0Novaya\xa0Tavolzhanka\xa0village.")
    assert place.span.exact == "the\xa0Novaya\xa0Tavolzhanka\xa0village"
    assert [one.id for one in place.choices[0].places] == ["novaya-tavolzhanka"]


@pytest.mark.parametrize("name", ["Веlgorod", "Belg\u200borod"])
def test_a_name_that_only_looks_like_a_place_is_shown_as_such_and_never_preselected(name: str) -> None:
    [place] = mentions(f"Shells fell on {name} at night, in {name}.")[:1]
    assert place.mixed
    assert place.preselected is None
    assert place.match is MatchKind.FUZZY
    assert "only looks like Belgorod" in place.choices[0].reason.words


def test_every_mention_can_be_left_without_a_place() -> None:
    text = "Shells hit Kursk, Tetkino in the Kursk region, the border, Verkhni Lomki district and Russian territory."
    found = mentions(text)
    assert len(found) == 5
    assert all(any(choice.precision is Precision.NONE for choice in place.choices) for place in found)
    assert all(place.suggester == suggester().name and place.reason.words for place in found)


def test_the_article_s_regions_are_guessed_from_its_sure_names() -> None:
    focus = suggester().focus
    assert focus("Shelling hit the Kursk region. The governor of the Kursk region spoke.") == ("RU-KRS",)
    assert focus("A storm hit Dallas and Houston. The storm left Paris.") == ("US.TX",)
    assert focus("Nothing happened.") == ()


def test_without_the_world_the_edition_s_places_are_found() -> None:
    from geodata.gazetteer.lookup import Gazetteer  # noqa: PLC0415
    from tests.desk.suggestions.gazetteer_sample import places  # noqa: PLC0415

    alone = RuleSuggester(Gazetteer(places())).suggest("Gunfire was heard in Tetkino.", HERE, None)
    assert [one.id for one in alone.places[0].choices[0].places] == ["tyotkino"]


@pytest.mark.parametrize(
    ("text", "focus", "expected"),
    [
        ("A storm hit Los Angeles County.", NOWHERE, ("Los Angeles County", "district", ("US.CA.06037",))),
        ("Two people died in Laurel County.", ("US.KY",), ("Laurel County", "district", ("US.KY.21125",))),
    ],
)
def test_a_county_is_a_district(text: str, focus: tuple[str, ...], expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert placed(text, focus)[0] == expected


def test_a_county_whose_name_is_that_of_others_is_not_preselected() -> None:
    (county,) = mentions("A storm hit Monroe County.", NOWHERE)
    assert county.preselected is None
    assert county.choices[0].places[0].name == "Monroe County"


def test_what_stands_in_an_enumeration_with_a_place_is_one() -> None:
    written = [words for words, _, _ in placed("The study compares Louisville, Lexington and Houston.", NOWHERE)]
    assert written == ["Louisville", "Lexington", "Houston"]


def test_a_county_needs_no_polygon() -> None:
    (county,) = mentions("A storm hit Los Angeles County.", NOWHERE)
    (place,) = county.choices[0].places
    assert place.is_elsewhere
    assert not place.is_on_map
