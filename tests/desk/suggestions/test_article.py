"""On the article of the first edition the suggester offers what an editor found there, and none of its traps."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from geodata import load
from geodata.desk.suggestions import MatchKind, PlaceSuggestion, RuleSuggester, SpeechSuggestion, Suggestions
from geodata.model.events import EventType, QuoteEvidence
from geodata.model.places import Precision
from tests.desk.suggestions.gazetteer_sample import gazetteer

if TYPE_CHECKING:
    from geodata.model.events import Event

EDITION = load()
TEXT = EDITION.newest.text
QUOTED = {event.id: event for event in EDITION.events if isinstance(event.evidence, QuoteEvidence)}
DIRECT = {
    "wargonzo-attempted-crossing": ("the report", "the Wargonzo project"),
    "ponomarev-crossed-border": ("Ponomarev",),
    "legion-come-to-free-you": ("the legion",),
    "legion-fighter-aims": ("a\xa0Legion fighter",),
}
"""The four direct quotations by the event that begins each, with who is credited for it in the text's words."""


@cache
def found() -> Suggestions:
    suggester = RuleSuggester(gazetteer())
    return suggester.suggest(TEXT, suggester.focus(TEXT), EDITION.newest.day)


def places(words: str) -> list[PlaceSuggestion]:
    return [place for place in found().places if words in place.span.exact]


def direct() -> list[SpeechSuggestion]:
    return [said for said in found().speech if said.speech == "direct"]


def quotes(event: Event) -> list[tuple[int, int]]:
    assert isinstance(event.evidence, QuoteEvidence)
    return [(quote.start, quote.end) for quote in event.evidence.quotes]


def test_the_article_is_about_the_two_regions() -> None:
    assert set(found().focus) == {"RU-BEL", "RU-KRS"}


def test_the_sentences_are_those_that_an_editor_accounted_for() -> None:
    cut = [(sentence.span.start, sentence.span.end) for sentence in found().sentences]
    assert cut == [(sentence.start, sentence.end) for sentence in EDITION.sentences[EDITION.newest.id]]


@pytest.mark.parametrize(
    ("spelling", "precision"), [("Tetkino", Precision.VICINITY), ("Tyotkino", Precision.SETTLEMENT)]
)
def test_both_spellings_of_tetkino_are_one_place_each_as_precise_as_it_is_written(
    spelling: str, precision: Precision
) -> None:
    [place] = places(spelling)
    assert place.preselected is not None
    assert [one.id for one in place.preselected.places] == ["tyotkino"]
    assert place.preselected.precision is precision
    assert place.choices[1].precision is Precision.REGION


@pytest.mark.parametrize("words", ["the Belgorod and Kursk regions", "the Kursk and Belgorod regions"])
def test_both_regions_are_regions_and_not_their_cities(words: str) -> None:
    mentioned = places(words)
    assert len(mentioned) == TEXT.count(words) == 2
    for place in mentioned:
        assert place.preselected is not None
        assert {one.id for one in place.preselected.places} == {"RU-BEL", "RU-KRS"}
        assert place.preselected.precision is Precision.REGION
        assert sorted(name.exact for name in place.names) == ["Belgorod", "Kursk"]


def test_lozova_rudka_is_resolved_as_the_vicinity_of_the_hamlet() -> None:
    [place] = places("Lozova Rudka")
    assert place.preselected is not None
    assert [one.id for one in place.preselected.places] == ["lozovaya-rudka"]
    assert place.preselected.precision is Precision.VICINITY
    assert place.preselected.match is MatchKind.VARIANT
    assert place.span.exact.startswith("The Lozova Rudka border crossing")


def test_lozova_rudka_is_shown_whole_and_unresolved_where_no_gazetteer_knows_it() -> None:
    renamed = TEXT.replace("Lozova Rudka", "Xuvoqa Rezka")
    suggester = RuleSuggester(gazetteer())
    result = suggester.suggest(renamed, suggester.focus(renamed), None)
    [place] = [one for one in result.places if "Xuvoqa" in one.span.exact]
    assert [name.exact for name in place.names] == ["Xuvoqa Rezka"]
    assert place.match is MatchKind.UNRESOLVED
    assert place.preselected is None
    assert Precision.REGION in {choice.precision for choice in place.choices}


def test_all_four_direct_quotations_are_found_with_their_speakers_and_nothing_else_is_one() -> None:
    assert len(direct()) == len(DIRECT)
    for said, (event, speakers) in zip(direct(), DIRECT.items(), strict=True):
        assert tuple(link.written.exact for link in said.chain) == speakers
        start, end = quotes(QUOTED[event])[0]
        assert any(start <= part.start <= end and part.end >= end - 1 for part in said.parts), event


def test_a_direct_quotation_is_the_very_words_between_the_marks() -> None:
    for said in direct():
        [part] = said.parts
        assert TEXT[part.start - 1] == '"'
        assert TEXT[part.end : part.end + 2].startswith(('"', ',"'))
        assert '"' not in part.exact


@pytest.mark.parametrize(
    "trap",
    [
        "military source",
        "Freedom of Russia",
        "RDK",
        "Siberian Battalion",
        "Ukrainian DRG",
        "joint operation",
        "to the elections",
    ],
)
def test_a_name_or_a_few_words_in_quotation_marks_are_no_quotation(trap: str) -> None:
    assert f'"{trap}' in TEXT.replace("\xa0", " ")
    for said in direct():
        assert all(part.exact.rstrip(",") != trap for part in said.parts)


def test_names_that_gazetteers_know_as_towns_are_no_places_here() -> None:
    assert gazetteer().named("Baza")
    assert gazetteer().named("Freedom")
    named = {name.exact for place in found().places for name in place.names}
    assert named.isdisjoint({"Baza", "Freedom", "Putin", "RDK", "Wargonzo", "Ponomarev", "Legion", "Anadolu"})


def test_russia_in_the_name_of_the_legion_is_no_place() -> None:
    marks = [at for at in range(len(TEXT)) if TEXT.startswith("Freedom of Russia", at)]
    assert len(marks) == 4
    assert not any(at <= place.span.start < at + 17 for at in marks for place in found().places)


def test_who_is_quoted_by_whom_is_a_chain() -> None:
    [said] = [said for said in found().speech if said.chain and "Baza" in said.chain[0].written.exact]
    assert [link.written.exact for link in said.chain] == [
        "The Russian Telegram channel Baza",
        'a\xa0"military source,"',
    ]
    assert said.speech == "paraphrase"
    assert said.chain[1].ambiguity is not None


def test_nearly_every_claim_of_the_edition_is_suggested_with_its_type() -> None:
    suggested = [
        event.id
        for event in QUOTED.values()
        if any(
            claim.event_type is event.event_type and claim.span.start < end and start < claim.span.end
            for claim in found().claims
            for start, end in quotes(event)
        )
    ]
    # The one left out shares its sentence with another claim, and is among the further types of that.
    assert set(QUOTED) - set(suggested) == {"battle-reportedly-underway"}
    [shared] = [claim for claim in found().claims if "have declared their entry" in claim.span.exact]
    assert shared.also == (EventType.ARMED_CLASH,)


def test_the_hedges_that_an_editor_marked_as_doubt_are_found() -> None:
    doubts = {hedge.span.exact for hedge in found().hedges if hedge.kind == "doubt"}
    assert doubts == {"reportedly", "alleged", "unidentified", "unfamiliar"}


def test_no_time_is_filled_in_but_each_is_offered() -> None:
    offered = {time.span.exact: time.edtf for time in found().times}
    assert offered["Presently"] == offered["now"] == "../2024-03-12"
    assert offered["Following these developments"] == ""
    assert offered["March 12, 2024"] == "2024-03-12"
