"""Sentences and claims, hedges, times, notices and relations: what is offered for each, and why."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from geodata import load
from geodata.desk.suggestions import RuleSuggester, Suggester, Suggestions, propose_relations
from geodata.desk.suggestions.word_lists import load_words
from geodata.edition.coverage import Sentence, check_sentences
from geodata.model.events import Event, EventType, Status
from geodata.model.places import PlaceMention, Precision
from tests.desk.second_article import ARTICLE, CLAIMS, NOT_A_QUOTATION, TEXT, UNKNOWN_PLACE
from tests.desk.suggestions.gazetteer_sample import gazetteer, places

TUESDAY = date(2024, 3, 12)
EDITION = load()
ATTEMPT = EDITION.event("wargonzo-attempted-crossing")
CROSSED = EDITION.event("ponomarev-crossed-border")
GUNFIRE = EDITION.event("ponomarev-gunfire-tyotkino")
RESIDENTS = EDITION.event("residents-gunfire-tetkino")
CONTROL = EDITION.event("ponomarev-lozova-rudka-control")


@cache
def suggester() -> Suggester:
    return RuleSuggester(gazetteer())


def suggested(text: str, published: date | None = TUESDAY) -> Suggestions:
    return suggester().suggest(text, ("RU-BEL", "RU-KRS"), published)


def cut(text: str) -> list[str]:
    return [sentence.span.exact for sentence in suggested(text).sentences]


# Sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["It was shelled.", "Nobody was hurt."],
        ["Mr. Orlov spoke at 8 a.m. on Jan. 5 in the U.S. capital.", "He left."],
        ["It was shelled…", "Was anybody hurt?", "No!", "“It was quiet.”", "He left."],
        ["At 3.5 km from St. Petersburg, J. Smith stopped.", "It was 5 p.m."],
    ],
)
def test_a_line_is_cut_into_its_sentences(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_a_line_without_a_full_stop_is_a_sentence_of_its_own() -> None:
    assert cut("Shells fall\nOn two villages\n\nIt was shelled.") == [
        "Shells fall",
        "On two villages",
        "It was shelled.",
    ]


def test_lines_that_are_only_wrapped_are_read_on() -> None:
    text = "Shells fell on the village of\n  Kozinka in the Belgorod\n  region. Nobody was hurt."
    assert cut(text) == ["Shells fell on the village of\n  Kozinka in the Belgorod\n  region.", "Nobody was hurt."]


def test_the_sentences_account_for_every_character_that_shows() -> None:
    sentences = [
        Sentence(start=one.span.start, end=one.span.end, outcome="no event claim", reason="-")
        for one in suggested(ARTICLE.text).sentences
    ]
    check_sentences(sentences, [], ARTICLE)


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("Source: Border Dispatch", "page furniture"),
        ("By Iryna Malko, Border Dispatch", "page furniture"),
        ("8:28 AM EDT, March 12, 2024", "page furniture"),
        ("Read also: what is known", "page furniture"),
        ("Shells fell on Kozinka on 12 March.", "quoted"),
        ("The weather was mild.", "no event claim"),
    ],
)
def test_a_sentence_starts_from_what_it_looks_like(line: str, outcome: str) -> None:
    [sentence] = suggested(line).sentences
    assert sentence.outcome == outcome
    assert sentence.reason.words


def test_a_headline_printed_again_is_page_furniture() -> None:
    text = "Shells fall on Kozinka\n\nShells fall on\xa0Kozinka\n\nShells fell."
    assert [sentence.outcome for sentence in suggested(text).sentences] == ["quoted", "page furniture", "quoted"]


# Claims


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("Troops crossed into the region.", EventType.INCURSION, "crossed"),
        ("Gunfire broke out.", EventType.ARMED_CLASH, "Gunfire"),
        ("Mortar fire hit the village.", EventType.SHELLING, "Mortar"),
        ("A drone hit a depot.", EventType.AIR_OR_DRONE_ATTACK, "drone"),
        ("The village is under the control of the unit.", EventType.TERRITORIAL_CONTROL, "under the control"),
        ("Footage shows the depot.", EventType.SIGHTING, "Footage"),
        ("Families were evacuated.", EventType.EVACUATION, "evacuated"),
        ("The ministry denied it.", EventType.DENIAL, "denied"),
        ("The army repelled them.", EventType.ARMED_CLASH, "repelled"),
        ("The ministry said the attempt was thwarted.", EventType.ARMED_CLASH, "thwarted"),
        ("People heard gunfire.", EventType.ARMED_CLASH, "gunfire"),
        ("The unit released a statement.", EventType.STATEMENT, "statement"),
    ],
)
def test_a_sentence_that_tells_of_an_event_makes_a_claim(text: str, kind: EventType, trigger: str) -> None:
    [claim] = suggested(text).claims
    assert (claim.event_type, claim.trigger.exact, claim.span.exact) == (kind, trigger, text)
    assert claim.reason.words == f'"{trigger}" tells of an event.'


def test_further_events_in_a_sentence_are_told_for_an_editor_who_splits_it() -> None:
    [claim] = suggested("Troops crossed into the region, and a drone hit a depot.").claims
    assert claim.also == (EventType.AIR_OR_DRONE_ATTACK,)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Legion said that troops crossed the border.", Status.CLAIMED_BY_PARTY),
        ("The ministry said it denied any incursion.", Status.DENIED_BY_PARTY),
        ("The governor said it in a statement.", Status.SAID_BY_PARTY),
        ("Residents have reported hearing gunfire.", Status.TESTIMONY),
        ("Videos show tanks near the border.", Status.FROM_FOOTAGE),
        ("The Telegram channel said that troops crossed the border.", Status.REPORTED_BY_MEDIA),
        ("Troops crossed the border.", Status.REPORTED_BY_MEDIA),
    ],
)
def test_a_claim_has_the_status_that_its_speakers_give_it(text: str, status: Status) -> None:
    assert suggested(text).claims[0].status is status


def test_direct_speech_that_tells_of_no_event_is_a_statement() -> None:
    [claim] = suggested('"We want to live without fear here," the fighter said.').claims
    assert claim.event_type is EventType.STATEMENT
    assert claim.span.exact == "We want to live without fear here"


# A second article, which the rules were not made with


def test_the_second_article_s_claims_speakers_and_places_are_suggested() -> None:
    focus = suggester().focus(TEXT)
    found = suggester().suggest(TEXT, focus, ARTICLE.day)
    for truth in CLAIMS:
        at = TEXT.index(truth.words)
        claim = next(claim for claim in found.claims if claim.span.start <= at < claim.span.end)
        placed = [
            (choice.precision.value, tuple(place.id for place in choice.places))
            for one in found.places
            if claim.span.start <= one.span.start < claim.span.end and (choice := one.preselected)
        ]
        # The farm building is placed by the sentence before it; that is for the editor to see.
        if truth.place and "farm" not in truth.words:
            assert (truth.precision, (truth.place,)) in placed, truth
    [unknown] = [place for place in found.places if UNKNOWN_PLACE in place.span.exact]
    assert unknown.preselected is None
    assert all(NOT_A_QUOTATION not in part.exact for s in found.speech if s.speech == "direct" for part in s.parts)


# Hedges


@pytest.mark.parametrize(
    ("text", "hedge", "kind"),
    [
        ("It was reportedly shelled.", "reportedly", "doubt"),
        ("It could not be verified.", "could not be verified", "doubt"),
        ("A so-called unit came.", "so-called", "doubt"),
        ("They attempted to cross.", "attempted", "attempt"),
        ("According to him, it was shelled.", "According to", "attribution"),
        ("He claims it was shelled.", "claims", "attribution"),
    ],
)
def test_a_word_that_keeps_a_claim_at_a_distance_is_found(text: str, hedge: str, kind: str) -> None:
    assert [(found.span.exact, found.kind) for found in suggested(text).hedges] == [(hedge, kind)]


@pytest.mark.parametrize(
    "text", ["He remarked that it was quiet.", "We aspire to it, bit by bit.", "They declared it.", "He stated that."]
)
def test_a_plain_verb_of_saying_or_an_intention_is_no_hedge(text: str) -> None:
    assert suggested(text).hedges == ()


# Times


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("12 March 2024", "2024-03-12"),
        ("March 12, 2024", "2024-03-12"),
        ("March 12th", "2024-03-12"),
        ("5 March", "2024-03-05"),
        ("20 December", "2023-12-20"),
        ("February 2023", "2023-02"),
        ("2024-03-10", "2024-03-10"),
        ("Tuesday", "2024-03-12"),
        ("Wednesday", "2024-03-06"),
        ("yesterday", "2024-03-11"),
        ("last night", "2024-03-11"),
        ("today", "2024-03-12"),
        ("currently", "../2024-03-12"),
        ("last week", ""),
        ("31 February 2024", ""),
    ],
)
def test_a_time_is_offered_as_it_counts_from_publication(words: str, edtf: str) -> None:
    found = suggested(f"It was shelled on {words} again.").times
    assert [(time.span.exact, time.edtf) for time in found] == [(words, edtf)]


def test_without_a_day_of_publication_only_whole_dates_are_told() -> None:
    found = suggested("Shelled on Tuesday, yesterday, 5 March, now and 6 March 2024.", None).times
    assert [time.edtf for time in found] == ["", "", "", "", "2024-03-06"]


@pytest.mark.parametrize("text", ["They may march on.", "He sat down in may.", "Room 12 of 15", "Y17E999999999"])
def test_what_is_no_time_is_not_offered_as_one(text: str) -> None:
    assert suggested(text).times == ()


def test_the_first_days_of_the_calendar_are_no_trouble() -> None:
    assert [time.edtf for time in suggested("It was yesterday, on Sunday.", date(1, 1, 1)).times] == ["", ""]


# Notices


def test_characters_that_turn_the_text_around_are_shown() -> None:
    [notice] = suggested("It was \u202edekcatta\u202c today.").notices
    assert notice.reason.words.startswith("Hidden characters here change the direction of the text")
    assert "right-to-left override" in notice.reason.words
    assert notice.span.exact == "\u202edekcatta\u202c"


def test_hidden_characters_and_mixed_alphabets_are_shown() -> None:
    hidden, mixed = suggested("Kur\u200bsk was shelled.\n\nВеlgorod was shelled.").notices
    assert hidden.reason.words == "Hidden characters stand here: zero width space."
    assert "Веlgorod" in mixed.reason.words


@pytest.mark.parametrize("text", ["Kursk was shelled.", "Курск обстреляли.", "Zürich, Łódź, 北京, שלום, العربية"])
def test_text_in_any_one_alphabet_to_a_word_needs_no_notice(text: str) -> None:
    assert suggested(text).notices == ()


# Relations


def relations(*events: Event | None) -> list[tuple[str, str]]:
    given = [event for event in events if event]
    assert len(given) == len(events)
    return [(found.relation.kind, found.relation.about) for found in propose_relations(given, places(), "rules")]


def test_two_spellings_of_one_place_are_proposed_as_one() -> None:
    about = "Tyotkino in the Kursk region and the Tetkino vicinity are one place"
    assert relations(RESIDENTS, GUNFIRE) == [("same_place", about)]


def test_an_attempt_and_a_deed_are_proposed_as_disagreeing() -> None:
    assert relations(ATTEMPT, CROSSED) == [("disagrees", "outcome: attempted, or done")]


def test_control_and_fighting_at_one_place_are_proposed_as_disagreeing() -> None:
    assert CONTROL
    assert GUNFIRE
    fighting = CONTROL.model_copy(update={"id": "other", "event_type": EventType.ARMED_CLASH})
    assert ("disagrees", "outcome: control, or fighting") in relations(CONTROL, fighting)


def test_a_denial_is_proposed_as_disagreeing_with_what_it_denies() -> None:
    assert CROSSED
    denial = CROSSED.model_copy(update={"id": "denial", "event_type": EventType.DENIAL})
    assert relations(CROSSED, denial) == [("disagrees", "whether it happened")]


def test_claims_about_different_places_are_not_related() -> None:
    assert relations(GUNFIRE, CONTROL) == []


def test_claims_about_one_region_share_no_place_that_says_much() -> None:
    assert CROSSED
    assert relations(CROSSED, CROSSED.model_copy(update={"id": "other"})) == []


def test_a_claim_without_a_place_has_no_relations() -> None:
    assert CROSSED
    nowhere = CROSSED.model_copy(update={"id": "n", "place": PlaceMention(places=(), precision=Precision.NONE)})
    assert relations(CROSSED, nowhere, nowhere.model_copy(update={"id": "m", "event_type": EventType.DENIAL})) == []


# Word lists


def test_each_event_type_has_words_and_no_word_two_event_types() -> None:
    lists = load_words("en")
    assert set(lists.event_types) == set(EventType)
    words = [word for listed in lists.event_types.values() for word in listed]
    assert len(words) == len(set(words))
