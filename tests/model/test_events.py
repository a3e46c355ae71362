"""An event is one reported claim with its evidence; and the curated claims, tested like code."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from geodata import Clock, Event, load
from geodata.model.events import CitationEvidence, EventType, QuoteEvidence, Relation, Speaker, Status
from geodata.model.places import Precision
from geodata.model.quotes import Quote

Record = dict[str, Any]
EDITION = load()
TEXT = EDITION.newest.text
QUOTED = [event for event in EDITION.events if event.is_quoted]
CITED = [event for event in EDITION.events if not event.is_quoted]
RECORD: Record = {
    "id": "residents-gunfire",
    "label": "Residents on gunfire",
    "event_type": "sighting",
    "status": "testimony",
    "chain": [{"speakers": ["kursk-residents"], "as_written": "residents"}],
    "evidence": {
        "kind": "quote",
        "article": "essanews",
        "speech": "paraphrase",
        "quotes": [{"exact": "gunfire", "start": 0, "end": 7}],
    },
    "place": {"places": ["tyotkino"], "precision": "vicinity"},
    "reported": "2024-03-12",
    "happened": "../2024-03-12",
}
CITATION = {"kind": "citation", "summary": "S.", "hedge": "", "outlet": "O", "title": "", "language": "en"}


def evidence(event: Event) -> QuoteEvidence:
    assert isinstance(event.evidence, QuoteEvidence)
    return event.evidence


def quoted(event_id: str) -> str:
    event = EDITION.event(event_id)
    assert event is not None
    return " … ".join(quote.exact for quote in evidence(event).quotes).replace("\xa0", " ")


def spans(event: Event) -> list[Quote]:
    """Return every span of an event: quotes, attribution, hedges, words of time and the mention of the place."""
    found = evidence(event)
    written = [event.place.written] if event.place.written else []
    return [*found.quotes, *found.attribution, *found.hedges, *found.time_words, *written]


# The model


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "Residents gunfire"}, "id"),
        ({"id": "residents_gunfire"}, "id"),
        ({"id": ""}, "id"),
        ({"id": "a" * 81}, "id"),
        ({"label": ""}, "label"),
        ({"event_type": "fact"}, "event_type"),
        ({"status": "confirmed"}, "status"),
        ({"status": "verified"}, "status"),
        ({"chain": []}, "chain"),
        ({"chain": [{"speakers": [], "as_written": "x"}]}, "chain.0.speakers"),
        ({"chain": [{"speakers": ["a"], "as_written": ""}]}, "chain.0.as_written"),
        ({"chain": [{"speakers": ["a"]}]}, "chain.0.as_written"),
        ({"evidence": None}, "evidence"),
        ({"evidence": {}}, "evidence"),
        ({"evidence": RECORD["evidence"] | {"quotes": []}}, "evidence.quote.quotes"),
        ({"evidence": RECORD["evidence"] | {"kind": "hearsay"}}, "evidence"),
        ({"evidence": RECORD["evidence"] | {"speech": "summary"}}, "evidence.quote.speech"),
        ({"evidence": CITATION}, "evidence.citation.url"),
        ({"evidence": CITATION | {"url": "ftp://example.org/x"}}, "evidence.citation.url"),
        ({"place": None}, "place"),
        ({"place": {"places": ["tyotkino"]}}, "place.precision"),
        ({"reported": None}, "reported"),
        ({"reported": "2024-03-12T08:28:00-04:00"}, "reported"),
        ({"happened": "2024-03-12T08:28"}, "happened"),
        ({"happened": "this morning"}, "happened"),
        ({"verdict": "true"}, "verdict"),
        ({"lon": 34.3}, "lon"),
        ({"hour": 8}, "hour"),
    ],
)
def test_a_claim_without_its_evidence_speaker_place_or_time_is_not_made(changes: Record, field: str) -> None:
    Event.model_validate(RECORD)
    with pytest.raises(ValidationError) as caught:
        Event.model_validate(RECORD | changes)
    assert field in {".".join(str(part) for part in error["loc"]) for error in caught.value.errors()}


@pytest.mark.parametrize("name", [name for name in RECORD if name != "note"])
def test_no_part_of_a_claim_may_be_left_out(name: str) -> None:
    with pytest.raises(ValidationError, match=f"{name}\n  Field required"):
        Event.model_validate({key: value for key, value in RECORD.items() if key != name})


def test_a_claim_has_two_clocks_and_may_say_nothing_about_when() -> None:
    event = Event.model_validate(RECORD)
    assert event.time(Clock.REPORTED) == event.reported
    assert event.time(Clock.HAPPENED) == event.happened
    assert Event.model_validate(RECORD | {"happened": None}).time(Clock.HAPPENED) is None


def test_all_who_are_credited_in_the_chain_are_its_speakers() -> None:
    chain = [{"speakers": ["a", "b"], "as_written": "A and B"}, {"speakers": ["c"], "as_written": "C"}]
    assert Event.model_validate(RECORD | {"chain": chain}).speakers == {"a", "b", "c"}


def test_a_quoted_and_a_cited_claim_are_told_apart() -> None:
    cited = Event.model_validate(RECORD | {"evidence": CITATION | {"url": "https://example.org/"}})
    assert (cited.is_quoted, cited.evidence.source) == (False, "O")
    made = Event.model_validate(RECORD)
    assert (made.is_quoted, made.evidence.source) == (True, "essanews")


def test_a_claim_cannot_be_altered() -> None:
    event = Event.model_validate(RECORD)
    with pytest.raises(ValidationError, match="frozen"):
        event.label = "Residents heard gunfire"  # type: ignore[misc]


@pytest.mark.parametrize(
    "changes", [{"kind": "confirms"}, {"events": ["a"]}, {"events": ["a", "b", "c"]}, {"about": ""}, {"events": "ab"}]
)
def test_a_relation_is_of_two_claims_and_says_about_what(changes: Record) -> None:
    record: Record = {"kind": "disagrees", "events": ["a", "b"], "about": "number"}
    Relation.model_validate(record)
    with pytest.raises(ValidationError):
        Relation.model_validate(record | changes)


def test_a_speaker_has_an_id_and_a_name() -> None:
    with pytest.raises(ValidationError):
        Speaker(id="Ponomarev", name="Ilya Ponomarev")
    with pytest.raises(ValidationError):
        Speaker(id="ponomarev", name="")


# The claims of the article


def test_the_article_makes_fourteen_to_eighteen_claims() -> None:
    assert 14 <= len(QUOTED) <= 18
    assert [event.id for event in EDITION.events[: len(QUOTED)]] == [event.id for event in QUOTED]


@pytest.mark.parametrize("event", QUOTED, ids=lambda event: event.id)
def test_every_span_is_the_text_between_its_offsets_code_point_for_code_point(event: Event) -> None:
    assert evidence(event).article == EDITION.newest.id
    assert evidence(event).quotes
    assert [TEXT[span.start : span.end] for span in spans(event)] == [span.exact for span in spans(event)]


@pytest.mark.parametrize("event", QUOTED, ids=lambda event: event.id)
def test_every_claim_says_who_makes_it_in_words_of_the_article(event: Event) -> None:
    own_voice = "the article's own voice"
    for link in event.chain:
        assert link.as_written in TEXT or link.as_written.startswith(own_voice)
        assert link.as_written.startswith(own_voice) == (link.speakers == ("essanews",))
    assert event.chain[0].speakers != event.chain[-1].speakers or len(event.chain) == 1


@pytest.mark.parametrize("event", QUOTED, ids=lambda event: event.id)
def test_every_claim_was_reported_that_day_and_happened_not_after_it_with_no_hour(event: Event) -> None:
    assert event.reported.edtf == "2024-03-12"
    assert event.happened is not None
    assert event.happened.edtf == "../2024-03-12"
    assert (event.happened.first, event.happened.last) == (None, date(2024, 3, 12))


@pytest.mark.parametrize("event", QUOTED, ids=lambda event: event.id)
def test_every_hedge_and_word_of_time_lies_in_the_quote_or_its_attribution(event: Event) -> None:
    found = evidence(event)
    carried = [*found.quotes, *found.attribution]
    inner = [*found.hedges, *found.time_words, *filter(None, [event.place.written])]
    assert all(any(quote.start <= span.start and span.end <= quote.end for quote in carried) for span in inner)


@pytest.mark.parametrize("event", QUOTED, ids=lambda event: event.id)
def test_every_claim_names_its_place_in_words_of_the_article_or_says_why_it_has_none(event: Event) -> None:
    if event.place.precision is Precision.NONE:
        assert (event.place.places, event.place.written) == ((), None)
        assert event.place.note
    else:
        assert event.place.places
        assert event.place.written is not None


@pytest.mark.parametrize("event", QUOTED, ids=lambda event: event.id)
def test_words_of_a_speaker_are_called_direct_exactly_if_they_stand_in_quotation_marks(event: Event) -> None:
    start = evidence(event).quotes[0].start
    paragraph = TEXT.rfind("\n", 0, start) + 1
    inside = TEXT.count('"', paragraph, start) % 2 == 1
    own_voice = event.chain[-1].speakers == ("essanews",)
    with_speech = 'asserting, "' in evidence(event).quotes[0].exact
    assert (evidence(event).speech == "direct") == (inside or own_voice or with_speech)


def test_at_least_four_quotes_have_a_non_breaking_space_and_keep_it() -> None:
    quotes = [quote for event in QUOTED for quote in evidence(event).quotes if "\xa0" in quote.exact]
    assert len(quotes) >= 4
    assert all("\xa0" in TEXT[quote.start : quote.end] for quote in quotes)


def test_the_headline_is_quoted_once_though_it_is_printed_three_times() -> None:
    headline = "Volunteer Militias Enter Russia, Battle Unfolds in Border Regions"
    printed = [match.start() for match in re.finditer(headline, TEXT.replace("\xa0", " "))]
    assert len(printed) == 3
    quotes = [quote for event in QUOTED for quote in evidence(event).quotes if quote.start in printed]
    assert [quote.exact.replace("\xa0", " ") for quote in quotes] == [headline]


def test_tetkino_and_tyotkino_are_one_place_near_it_and_in_it() -> None:
    found = {event.place.words: event.place for event in QUOTED if "tyotkino" in event.place.places}
    assert {words: (place.places, place.precision) for words, place in found.items()} == {
        "the Tetkino vicinity": (("tyotkino",), Precision.VICINITY),
        "Tyotkino in the Kursk region": (("tyotkino",), Precision.SETTLEMENT),
    }
    related = {frozenset(relation.events) for relation in EDITION.relations if relation.kind == "same_place"}
    assert frozenset({"residents-gunfire-tetkino", "ponomarev-gunfire-tyotkino"}) in related


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("the Belgorod and Kursk regions", {"RU-BEL", "RU-KRS"}),
        ("the Kursk and Belgorod regions", {"RU-BEL", "RU-KRS"}),
        ("these border areas of Russia", {"RU-BEL", "RU-KRS"}),
        ("The Lozova Rudka border crossing", {"lozovaya-rudka"}),
        ("the Russian Federation", {"RU"}),
        ("the border", {"border"}),
    ],
)
def test_the_same_words_mean_the_same_place_and_regions_are_not_their_cities(words: str, places: set[str]) -> None:
    found = [set(event.place.places) for event in QUOTED if event.place.words == words]
    assert found
    assert all(meant == places for meant in found)


def test_a_crossing_that_is_no_gazetteer_s_is_placed_no_finer_than_the_vicinity_of_the_hamlet() -> None:
    event = EDITION.event("ponomarev-lozova-rudka-control")
    assert event is not None
    assert (event.place.places, event.place.precision) == (("lozovaya-rudka",), Precision.VICINITY)
    assert event.place.note


@pytest.mark.parametrize(
    ("one", "words", "other", "other_words"),
    [
        ("wargonzo-attempted-crossing", "have attempted to cross", "ponomarev-crossed-border", "have crossed"),
        ("wargonzo-attempted-crossing", "attempted", "groups-declare-entry", "declared their entry"),
        ("baza-alleged-incursion", '"Ukrainian DRG" forces', "groups-declare-entry", '"Freedom of Russia" Legion'),
        ("baza-alleged-incursion", '"Ukrainian DRG" forces', "ponomarev-entry-paraphrase", "volunteer forces"),
        (
            "ponomarev-entry-paraphrase",
            'the RDK and the "Siberian Battalion"',
            "ponomarev-crossed-border",
            "The Freedom of Russia Legion and the Siberian Battalion",
        ),
        ("ponomarev-lozova-rudka-control", "entirely under the control", "report-conflict-ongoing", "still ongoing"),
        ("essanews-headline", "Battle Unfolds", "battle-reportedly-underway", "reportedly"),
    ],
)
def test_what_the_article_contradicts_itself_on_is_told(one: str, words: str, other: str, other_words: str) -> None:
    assert words in quoted(one)
    assert other_words in quoted(other)
    assert other in {pair.other(one) for pair in EDITION.disputes(one)}
    assert one in {pair.other(other) for pair in EDITION.disputes(other)}


def test_a_crossing_in_the_article_is_a_hamlet_elsewhere() -> None:
    assert "border crossing" in quoted("ponomarev-lozova-rudka-control")
    claim, other = "ponomarev-lozova-rudka-control", "lenta-20230608-lozovaya-rudka"
    (about,) = [pair.about for pair in EDITION.disputes(claim) if pair.other(claim) == other]
    assert "border crossing" in about
    assert "hamlet" in about


def test_what_is_alleged_reported_or_attempted_keeps_its_hedge() -> None:
    hedged = re.compile(r"\b(alleged|reportedly|attempted|unidentified|unfamiliar|asserting)\b")
    for event in QUOTED:
        for quote in evidence(event).quotes:
            words = {match.group() for match in hedged.finditer(quote.exact)}
            marked = " ".join(span.exact for span in evidence(event).hedges)
            assert all(word in marked for word in words), event.id


def test_what_cannot_be_told_from_the_text_is_said_to_be_unclear() -> None:
    unclear = {speaker for event in QUOTED for link in event.chain if link.ambiguity for speaker in link.speakers}
    assert {"videos", "military-source", "the-report", "volunteers", "legion-fighter"} <= unclear


# Every sentence


def test_every_sentence_of_the_article_is_one_sentence_and_nothing_between_them_is_left_out() -> None:
    ends = [0]
    for sentence in EDITION.sentences[EDITION.newest.id]:
        words = TEXT[sentence.start : sentence.end]
        assert not TEXT[ends[-1] : sentence.start].strip()
        assert "\n" not in words
        assert not re.search(r"[.!?][\"”]?\s+\"?[A-Z]", words), words
        assert words == words.strip()
        ends.append(sentence.end)
    assert not TEXT[ends[-1] :].strip()


def test_every_sentence_is_quoted_by_a_claim_or_says_why_not() -> None:
    covered = {position for event in QUOTED for span in spans(event) for position in range(span.start, span.end)}
    for sentence in EDITION.sentences[EDITION.newest.id]:
        is_quoted = bool(covered.intersection(range(sentence.start, sentence.end)))
        assert is_quoted == (not sentence.reason), TEXT[sentence.start : sentence.end]


def test_whatever_an_article_s_sentence_asserts_is_inside_some_quote_but_for_a_few_words() -> None:
    covered = {position for event in QUOTED for span in spans(event) for position in range(span.start, span.end)}
    left = re.sub(
        r"[\W_]+",
        " ",
        "".join(
            char if position not in covered else " "
            for sentence in EDITION.sentences[EDITION.newest.id]
            if not sentence.reason
            for position, char in list(enumerate(TEXT))[sentence.start : sentence.end]
        ),
    ).split()
    assert left == ["Additionally"]


# All claims


def test_no_two_claims_have_ids_alike() -> None:
    # The map's component leaves out every underscore with what follows it, so that ids which differ there are one.
    ids = [re.sub(r"_[a-z0-9]+|[^a-z0-9]", "", event.id) for event in EDITION.events]
    assert max(Counter(ids).values()) == 1
    assert not any("_" in event.id for event in EDITION.events)


def test_no_pin_is_coarser_than_a_vicinity_and_every_pin_is_one_settlement() -> None:
    for event in EDITION.events:
        levels = [EDITION.places[place].level for place in event.place.places]
        assert event.place.precision.is_pin == (levels == ["settlement"]), event.id


def test_every_claim_has_both_clocks_or_says_nothing_about_when_and_no_hour() -> None:
    for event in EDITION.events:
        times = [time for clock in Clock if (time := event.time(clock))]
        assert event.reported in times
        assert not any(re.search(r"[T: ]", time.edtf) for time in times), event.id


def test_no_claim_happened_only_after_it_was_reported() -> None:
    for event in EDITION.events:
        assert event.reported.last is not None
        assert event.happened is None or event.happened.first is None or event.happened.first <= event.reported.last


def test_every_status_of_claim_is_in_use() -> None:
    assert {event.status for event in EDITION.events} == set(Status)


def test_every_speaker_and_place_is_in_use() -> None:
    above = {speaker.belongs_to for speaker in EDITION.speakers.values() if speaker.belongs_to}
    assert {speaker for event in EDITION.events for speaker in event.speakers} | above == EDITION.speakers.keys()
    assert {place for event in EDITION.events for place in event.place.places} == EDITION.places.keys()


def test_a_denial_is_called_a_denial_of_its_speaker_and_never_the_truth() -> None:
    denied = [event for event in EDITION.events if event.status is Status.DENIED_BY_PARTY]
    assert len(denied) >= 5
    assert all(event.event_type is EventType.DENIAL for event in denied)


def test_only_what_is_denied_is_a_denial_and_an_attack_beaten_off_is_a_clash_that_is_claimed() -> None:
    denials = [event for event in CITED if event.event_type is EventType.DENIAL]
    assert [event.id for event in denials] == [
        "ngeu-20230523-borisovsky-denial",
        "rtarabic-20240312-fsb-100-killed",
        "ria-20240312-gladkov-no-enemy",
        "trt-20240312-starovoit-no-breakthrough",
        "rappler-20240315-gladkov-fight-outside",
        "ki-20240316-rdk-disputes-mod",
        "uawire-20240317-bloggers-gorkovsky",
        "tass-20240809-sudzha-ours",
    ]
    beaten_off = re.compile(
        r"repel|thwarted|foiled|beaten back|retreated|none successful|had failed|been halted|driven back"
    )
    others = [event for event in CITED if beaten_off.search(summary(event)) and event not in denials]
    clashes = [event for event in others if event.event_type is EventType.ARMED_CLASH]
    assert len(clashes) == len(others) >= 14
    own_voice = {"dp-20240312-tyotkino-one-injured"}
    assert {event.id for event in clashes if event.status is not Status.CLAIMED_BY_PARTY} == own_voice


def test_residents_who_heard_gunfire_are_witnesses_of_a_clash() -> None:
    heard = [event for event in EDITION.events if event.status is Status.TESTIMONY]
    assert {event.id for event in heard} == {"residents-gunfire-tetkino", "rubryka-20240312-residents-gunfire"}
    assert {event.event_type for event in heard} == {EventType.ARMED_CLASH}


def test_a_hedge_is_a_word_of_doubt_or_distance() -> None:
    plain = re.compile(
        r"\b(said|say|stated|remarked|declared|wrote|told|aspire|bit by bit|up to|over|at least|almost)\b",
        re.IGNORECASE,
    )
    marked = {event.id: [span.exact for span in evidence(event).hedges] for event in QUOTED}
    marked |= {event.id: [event.evidence.hedge] for event in CITED if isinstance(event.evidence, CitationEvidence)}
    found = {event_id for event_id, hedges in marked.items() if any(map(plain.search, hedges))}
    assert found == {"ngeu-20240312-tyotkino-in-belgorod"}, 'its hedge is "what it said were"'


def test_where_a_report_is_hedged_with_claimed_our_summary_claims() -> None:
    claimed = re.compile(r"claim|твърдят", re.IGNORECASE)
    hedged = [
        event
        for event in CITED
        if isinstance(event.evidence, CitationEvidence) and claimed.search(event.evidence.hedge)
    ]
    assert len(hedged) >= 8
    assert [event.id for event in hedged if "claimed" not in summary(event)] == []


def summary(event: Event) -> str:
    assert isinstance(event.evidence, CitationEvidence)
    return event.evidence.summary


def test_our_own_labels_and_summaries_do_not_judge() -> None:
    verdicts = re.compile(
        r"\b(terrorists?|heroes|fake|lies?|lied|liberators|orcs|nazis?|proven|debunked)\b", re.IGNORECASE
    )
    texts = [event.label for event in EDITION.events]
    texts += [event.evidence.summary for event in CITED if isinstance(event.evidence, CitationEvidence)]
    assert [text for text in texts if verdicts.search(text)] == []
