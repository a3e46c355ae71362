"""Who says what: direct quotations with their speakers, paraphrases, and what is neither."""

from __future__ import annotations

from functools import cache

import pytest

from geodata.desk.suggestions import RuleSuggester, SpeechSuggestion
from tests.desk.suggestions.gazetteer_sample import gazetteer


@cache
def suggester() -> RuleSuggester:
    return RuleSuggester(gazetteer())


def speech(text: str) -> list[SpeechSuggestion]:
    found = list(suggester().suggest(text, (), None).speech)
    for said in found:
        for span in (said.span, *said.parts, *(link.written for link in said.chain)):
            assert text[span.start : span.end] == span.exact
    return found


def direct(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return (parts, speakers) of each direct quotation."""
    return [
        (tuple(part.exact for part in said.parts), tuple(link.written.exact for link in said.chain))
        for said in speech(text)
        if said.speech == "direct"
    ]


def paraphrases(text: str) -> list[tuple[str, ...]]:
    return [tuple(link.written.exact for link in said.chain) for said in speech(text) if said.speech == "paraphrase"]


@pytest.mark.parametrize(
    ("text", "parts", "speaker"),
    [
        (
            '"The village was shelled at night," Anna Petrova said.',
            ["The village was shelled at night"],
            "Anna Petrova",
        ),
        (
            '"The village was shelled at night," said Anna Petrova.',
            ["The village was shelled at night"],
            "Anna Petrova",
        ),
        (
            "“The village was shelled at night,” said Anna Petrova.",
            ["The village was shelled at night"],
            "Anna Petrova",
        ),
        ("«The village was shelled at night», said Anna Petrova.", None, None),
        ("‘We didn’t see the residents’ car,’ said Anna Petrova.", None, None),
        (
            'Anna Petrova said: "The village was shelled at night."',
            ["The village was shelled at night."],
            "Anna Petrova",
        ),
        (
            'Anna Petrova, a teacher, told reporters, "The village was shelled at night."',
            ["The village was shelled at night."],
            "Anna Petrova",
        ),
        (
            '"The village was shelled at night," Anna Petrova, a teacher, said.',
            ["The village was shelled at night"],
            "Anna Petrova",
        ),
        (
            '"The village," Anna Petrova said, "was shelled at night."',
            ["The village", "was shelled at night."],
            "Anna Petrova",
        ),
        (
            '"The village was shelled," Anna Petrova said. "Nobody was hurt there."',
            ["The village was shelled", "Nobody was hurt there."],
            "Anna Petrova",
        ),
        (
            '"Who shelled the village at night?" asked Anna Petrova.',
            ["Who shelled the village at night?"],
            "Anna Petrova",
        ),
        (
            'Anna Petrova called it "a crime against all who live here" and said so again.',
            None,
            None,
        ),
        ('"No," Anna Petrova said.', ["No"], "Anna Petrova"),
    ],
)
def test_direct_speech_is_found_with_its_speaker(text: str, parts: list[str] | None, speaker: str | None) -> None:
    if parts is None:
        assert all(who == (speaker,) for _, who in direct(text) if speaker)
    else:
        assert direct(text) == [(tuple(parts), (speaker,))]


def test_a_quotation_over_several_paragraphs_is_one() -> None:
    text = '"The village was shelled," Anna Petrova said. "It went on for hours.\n\n"Nobody was hurt."'
    assert direct(text) == [
        (("The village was shelled", "It went on for hours.", "Nobody was hurt."), ("Anna Petrova",))
    ]


def test_a_quotation_with_nobody_beside_it_is_the_last_speaker_s_and_says_so() -> None:
    text = '"The village was shelled," Anna Petrova said.\n\n"It went on for many hours."'
    first, second = speech(text)
    assert first.chain[0].ambiguity is None
    assert second.chain[0].written == first.chain[0].written
    assert second.chain[0].ambiguity is not None
    assert second.cue is None


def test_a_pronoun_is_kept_as_written_beside_whom_it_may_mean() -> None:
    text = 'Anna Petrova said the village was shelled. "It went on for many hours," she added.'
    said = speech(text)[-1]
    assert said.chain[0].written.exact == "she"
    assert said.chain[0].antecedent is not None
    assert said.chain[0].antecedent.exact == "Anna Petrova"
    assert said.chain[0].ambiguity is not None
    assert said.chain[0].ambiguity.words.startswith('Who "she" is')


def test_a_quotation_that_is_never_closed_is_shown_as_uncertain() -> None:
    [said] = speech('"The village was shelled all night long.')
    assert said.reason.words.startswith("The quotation mark is never closed")


def test_whom_the_words_are_from_by_way_of_whom_is_a_chain() -> None:
    text = '"The village was shelled, according to the Granitsa channel," the report stated.'
    assert direct(text)[0][1] == ("the report", "the Granitsa channel")
    assert paraphrases('Granitsa, citing a "security source," wrote that drones had been seen.') == [
        ("Granitsa", 'a "security source,"')
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The governor said that the village was shelled.", ("The governor",)),
        ("Residents of Kozinka have reported hearing gunfire.", ("Residents of Kozinka",)),
        ("Additionally, residents have reported hearing gunfire.", ("residents",)),
        ("The village was shelled, officials said.", ("officials",)),
        ("The village was shelled, said Governor Pavel Orlov.", ("Governor Pavel Orlov",)),
        ("Two people were hurt, according to the governor.", ("the governor",)),
        ("According to the governor, two people were hurt.", ("the governor",)),
        ("Pavel Orlov, the governor, said that two people were hurt.", ("Pavel Orlov",)),
        (
            "Families fled, according to the International Organization for Migration.",
            ("the International Organization for Migration",),
        ),
        ("The Legion, the Corps and the Battalion declared their entry.", ("The Legion, the Corps and the Battalion",)),
    ],
)
def test_a_paraphrase_is_found_with_whoever_is_retold(text: str, speakers: tuple[str, ...]) -> None:
    assert paraphrases(text) == [speakers]


@pytest.mark.parametrize(
    "text",
    [
        "The village was shelled at night.",
        "Residents were told to leave.",
        "They will vote according to their preference.",
        "The United States sent aid.",
        "Drone strike reported in Kramatorsk, Donetsk region",
        "Explosions reported near the village",
        "",
    ],
)
def test_what_nobody_is_credited_with_is_no_speech(text: str) -> None:
    assert speech(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'A "military source" was seen near the village.',
        'The "Siberian Battalion" fought near the village.',
        'Groups known as the "Freedom of Russia" Legion, "RDK," and the "Siberian Battalion" fought.',
        'It was a "joint operation" of volunteer forces.',
        'They mean to head "to the elections" in the country.',
        'It was called "the battle of the three small villages" in the press.',
        "He is 5'10\" tall and 6'2\" wide.",
        "The residents’ cars and the Smiths’ house burned.",
        'He said "so" and "so".',
    ],
)
def test_names_and_a_few_words_in_quotation_marks_are_no_quotation(text: str) -> None:
    assert direct(text) == []


def test_somebody_without_a_name_is_marked_as_such() -> None:
    [said] = speech('"The village was shelled at night," a fighter said.')
    assert said.chain[0].ambiguity is not None
    assert "does not name" in said.chain[0].ambiguity.words


def test_every_speech_says_why_and_by_whom_it_is_suggested() -> None:
    [said] = speech('"The village was shelled at night," said Anna Petrova.')
    assert said.reason.words == 'In quotation marks, with "said" beside it.'
    assert said.suggester == suggester().name
    assert said.attribution is not None
    assert said.attribution.exact == "said Anna Petrova"
