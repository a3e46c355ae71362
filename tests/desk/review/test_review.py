"""Proposals, states, decisions and spans: what the desk makes of suggestions, on hand-made ones."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.common.errors import QuoteError
from geodata.desk.review import reviewing
from geodata.desk.review.claim_spans import added, carried_only, is_carried, joined, parts, selected, without
from geodata.desk.review.crediting import credited, new_speaker
from geodata.desk.review.proposals import OWN_VOICE, propose
from geodata.desk.review.reviewing import State
from geodata.desk.store import drafts
from geodata.desk.store.draft_records import DraftClaim, DraftSentence, StoredArticle
from geodata.desk.suggestions import (
    Choice,
    ClaimSuggestion,
    HedgeSuggestion,
    MatchKind,
    PlaceSuggestion,
    Reason,
    SentenceSuggestion,
    SpeakerSuggestion,
    SpeechSuggestion,
    Suggestions,
)
from geodata.model.events import EventType, Link, Speaker, Status
from geodata.model.places import Place, PlaceMention, Precision
from geodata.model.spans import quote_at
from tests.desk.second_article import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.desk.store.log import Store
    from geodata.model.quotes import Quote

TEXT = (
    "Orlov said that shells fell on Kozinka. “It is quiet now. Nobody was hurt in Old Kozinka,” he said. "
    "It rained. The border near Kozinka is closed, reportedly."
)
ENDS = [TEXT.index(words) + len(words) for words in ("Kozinka.", "quiet now.", "he said.", "rained.", "reportedly.")]
SENTENCES = tuple(
    (start + (len(TEXT[start:]) - len(TEXT[start:].lstrip())), end)
    for start, end in zip([0, *ENDS[:-1]], ENDS, strict=True)
)
WHY = Reason.of("because")
KOZINKA = Place(
    id="kozinka", level="settlement", name="Kozinka", lon=35.6, lat=50.4, region="RU-BEL", source="GeoNames 543229"
)
OTHER = Place(id="other", level="settlement", name="Kozinka", lon=36.6, lat=50.1, region="RU-BEL", source="GeoNames 1")
BELGOROD = Place(id="RU-BEL", level="region", name="Belgorod Oblast", source="OSM")
PLACES = {place.id: place for place in (KOZINKA, BELGOROD)}
NO_PLACE = Choice(places=(), precision=Precision.NONE, match=MatchKind.UNRESOLVED, reason=WHY)


def span(words: str, after: int = 0) -> Quote:
    start = TEXT.index(words, after)
    return quote_at(TEXT, start, start + len(words))


def base(words: str, after: int = 0) -> dict[str, Any]:
    return {"span": span(words, after), "reason": WHY, "suggester": "by hand"}


def place(words: str, *choices: Choice, after: int = 0) -> PlaceSuggestion:
    return PlaceSuggestion(**base(words, after), names=(span(words, after),), choices=(*choices, NO_PLACE))


def settlement(found: Place, match: MatchKind) -> Choice:
    return Choice(places=(found,), precision=Precision.SETTLEMENT, match=match, reason=WHY)


def found(places: Sequence[PlaceSuggestion] = (), speech: Sequence[SpeechSuggestion] = ()) -> Suggestions:
    outcomes = ["quoted", "quoted", "quoted", "no event claim", "quoted"]
    return Suggestions(
        suggester="by hand",
        focus=(),
        sentences=tuple(
            SentenceSuggestion(span=quote_at(TEXT, *bounds), reason=WHY, suggester="by hand", outcome=outcome)
            for bounds, outcome in zip(SENTENCES, outcomes, strict=True)
        ),
        claims=(
            ClaimSuggestion(
                **base(TEXT[slice(*SENTENCES[0])]),
                event_type=EventType.SHELLING,
                trigger=span("shells"),
                also=(),
                status=Status.CLAIMED_BY_PARTY,
            ),
        ),
        places=tuple(places),
        speech=tuple(speech),
        hedges=(HedgeSuggestion(**base("reportedly"), kind="doubt"),),
        times=(),
        notices=(),
    )


SAID = SpeechSuggestion(
    **base("Orlov said that shells fell on Kozinka."),
    speech="paraphrase",
    parts=(span("Orlov said that shells fell on Kozinka."),),
    chain=(SpeakerSuggestion(written=span("Orlov")),),
    cue=span("said"),
    attribution=span("Orlov said"),
)
QUOTED = SpeechSuggestion(
    **base("“It is quiet now. Nobody was hurt in Old Kozinka,” he said"),
    speech="direct",
    parts=(span("It is quiet now. Nobody was hurt in Old Kozinka"),),
    chain=(SpeakerSuggestion(written=span("he said"), antecedent=span("Orlov"), guessed=True, ambiguity=WHY),),
    cue=None,
    attribution=span("he said"),
)


@pytest.fixture
def draft(file_store: Store) -> drafts.Draft:
    return begun(file_store, found(speech=[SAID, QUOTED]))


def begun(store: Store, suggestions: Suggestions) -> drafts.Draft:
    article = ARTICLE.model_copy(update={"text": TEXT, "sha256": hashlib.sha256(TEXT.encode()).hexdigest()})
    stored = StoredArticle(article=article, sentences=SENTENCES)
    changes = [drafts.Change(record) for record in reviewing.recorded(suggestions)]
    return drafts.begin(store, stored, changes, "editor")


def save(store: Store, draft: drafts.Draft, *contents: Any) -> drafts.Draft:  # noqa: ANN401 - any record of a draft
    changes = [drafts.Change(content, _version(draft, content)) for content in contents]
    drafts.save(store, draft.id, changes, "editor")
    return drafts.read(store, draft.id)


def _version(draft: drafts.Draft, content: Any) -> int:  # noqa: ANN401 - the same
    entry = draft.suggestions.get(getattr(content, "id", ""))
    return entry.version if entry else 0


# --- proposals ------------------------------------------------------------------------------------------------------


def test_a_proposal_has_the_words_their_speaker_and_what_the_trigger_tells(draft: drafts.Draft) -> None:
    proposal = propose(draft, 0, "c", {}, PLACES)
    assert proposal.outcome == "quoted"
    assert [quote.exact for quote in proposal.claim.quotes] == ["Orlov said that shells fell on Kozinka."]
    assert (proposal.claim.event_type, proposal.claim.status) == (EventType.SHELLING, Status.CLAIMED_BY_PARTY)
    assert [link.as_written for link in proposal.claim.chain] == ["Orlov"]
    assert [speaker.name for speaker in proposal.speakers] == ["Orlov"]
    assert proposal.claim.attribution == ()
    assert proposal.claim.happened == "../2024-03-15"
    assert proposal.claim.label.startswith("Orlov on shelling")


def test_direct_speech_continues_over_sentences_without_claim(draft: drafts.Draft) -> None:
    claim = propose(draft, 1, "c", {}, PLACES).claim
    assert [quote.exact for quote in claim.quotes] == ["It is quiet now. Nobody was hurt in Old Kozinka"]
    assert claim.speech == "direct"
    assert [quote.exact for quote in claim.attribution] == ["he said"]


def test_who_a_pronoun_means_is_left_to_the_editor(draft: drafts.Draft) -> None:
    known = {"orlov": Speaker(id="orlov", name="Orlov")}
    proposal = propose(draft, 1, "c", known, PLACES)
    assert proposal.claim.chain == ()
    assert proposal.speakers == ()


def test_words_that_nobody_is_named_for_are_the_articles_own_with_the_hedge(draft: drafts.Draft) -> None:
    proposal = propose(draft, 4, "c", {}, PLACES)
    assert [link.as_written for link in proposal.claim.chain] == [OWN_VOICE]
    assert [speaker.name for speaker in proposal.speakers] == [ARTICLE.publisher]
    assert [hedge.exact for hedge in proposal.claim.hedges] == ["reportedly"]
    assert proposal.claim.status is Status.REPORTED_BY_MEDIA


@pytest.mark.parametrize("match", [MatchKind.EXACT, MatchKind.VARIANT])
def test_a_place_surely_known_is_where_the_proposal_starts(file_store: Store, match: MatchKind) -> None:
    suggestions = found([place("Kozinka", settlement(KOZINKA, match))], [SAID])
    mention = propose(begun(file_store, suggestions), 0, "c", {}, PLACES).claim.place
    assert mention
    assert mention.places == ("kozinka",)
    assert mention.written == span("Kozinka")


UNSURE = {
    "a similar name": [place("Kozinka", settlement(KOZINKA, MatchKind.FUZZY))],
    "an unknown name": [place("Kozinka")],
    "a sure and an unknown one": [place("Kozinka", settlement(KOZINKA, MatchKind.EXACT)), place("Orlov")],
    "two sure ones": [
        place("Kozinka", settlement(KOZINKA, MatchKind.EXACT)),
        place("Orlov", settlement(OTHER, MatchKind.EXACT)),
    ],
}


@pytest.mark.parametrize("places", UNSURE.values(), ids=UNSURE)
def test_a_place_that_is_not_surely_known_is_never_preselected(
    file_store: Store, places: list[PlaceSuggestion]
) -> None:
    claim = propose(begun(file_store, found(places, [SAID])), 0, "c", {}, PLACES).claim
    assert claim.place is None


def test_the_finer_of_two_places_is_where_the_proposal_starts(file_store: Store) -> None:
    region = Choice(places=(BELGOROD,), precision=Precision.REGION, match=MatchKind.EXACT, reason=WHY)
    suggestions = found([place("Orlov", region), place("Kozinka", settlement(KOZINKA, MatchKind.EXACT))], [SAID])
    mention = propose(begun(file_store, suggestions), 0, "c", {}, PLACES).claim.place
    assert mention
    assert mention.places == ("kozinka",)


def test_words_that_name_no_place_start_from_no_place(draft: drafts.Draft) -> None:
    assert propose(draft, 3, "c", {}, PLACES).claim.place == PlaceMention(places=(), precision=Precision.NONE)


def test_a_place_nobody_knew_comes_with_the_proposal(file_store: Store) -> None:
    suggestions = found([place("Kozinka", settlement(OTHER, MatchKind.EXACT))], [SAID])
    assert propose(begun(file_store, suggestions), 0, "c", {}, PLACES).places == (OTHER,)


# --- states and decisions -------------------------------------------------------------------------------------------


def test_a_sentence_is_open_then_in_work_then_closed(file_store: Store, draft: drafts.Draft) -> None:
    assert reviewing.states(draft) == (State.OPEN,) * 5
    claim = propose(draft, 0, "orlov-shelling-1", {}, PLACES).claim
    draft = save(file_store, draft, claim)
    assert reviewing.state(draft, 0) is State.IN_WORK
    draft = save(file_store, draft, *reviewing.decided(draft, 0, [claim], "quoted"))
    assert reviewing.state(draft, 0) is State.CLAIMS
    draft = save(file_store, draft, DraftSentence(number=3, outcome="no event claim", reason="Weather."))
    assert reviewing.state(draft, 3) is State.NO_EVENT


def test_a_claim_over_two_sentences_covers_both(file_store: Store, draft: drafts.Draft) -> None:
    orlov = {"status": Status.SAID_BY_PARTY, "label": "Orlov", "chain": (Link(speakers=("orlov",), as_written="he"),)}
    claim = propose(draft, 1, "orlov-statement-1", {}, PLACES).claim.model_copy(update=orlov)
    draft = save(file_store, draft, claim)
    assert reviewing.is_covered(draft, 2, [claim])
    draft = save(file_store, draft, *reviewing.decided(draft, 1, [claim], "quoted", [2]))
    assert reviewing.states(draft)[1:3] == (State.CLAIMS, State.COVERED)


def test_closing_a_sentence_decides_every_suggestion_that_belongs_to_it_alone(draft: drafts.Draft) -> None:
    claim = propose(draft, 0, "c", {}, PLACES).claim
    taken = {record.what: record.decision for record in reviewing.decided(draft, 0, [claim], "quoted")}
    assert taken == {"sentence": "accepted", "claim": "accepted", "speech": "accepted"}
    changed = claim.model_copy(update={"status": Status.TESTIMONY})
    edited = {record.what: record.decision for record in reviewing.decided(draft, 0, [changed], "quoted")}
    assert edited == {"sentence": "accepted", "claim": "edited", "speech": "accepted"}
    refused = {record.what: record.decision for record in reviewing.decided(draft, 0, [], "no event claim")}
    assert refused == {"sentence": "edited", "claim": "rejected", "speech": "rejected"}


def test_speech_that_runs_into_an_open_sentence_stays_undecided(draft: drafts.Draft) -> None:
    assert {record.what for record in reviewing.decided(draft, 1, [], "no event claim")} == {"sentence"}
    assert "speech" in {record.what for record in reviewing.decided(draft, 1, [], "no event claim", [2])}


@given(position=st.integers(0, len(TEXT) - 1), length=st.integers(1, 60))
@settings(deadline=None)
def test_the_sentences_of_a_span_are_those_that_share_a_character_with_it(position: int, length: int) -> None:
    quote = quote_at(TEXT, position, min(position + length, len(TEXT)))
    stored = StoredArticle(article=ARTICLE, sentences=SENTENCES)
    draft = drafts.Draft(drafts.DraftEntry(stored, 1, "", None), *({},) * 7)  # type: ignore[arg-type] # only its sentences
    expected = [n for n, (start, end) in enumerate(SENTENCES) if quote.start < end and start < quote.end]
    assert list(reviewing.sentences_of(draft, quote)) == expected


# --- spans ----------------------------------------------------------------------------------------------------------

CLAIM = DraftClaim(
    id="c",
    quotes=(span("Orlov said that shells fell on Kozinka."),),
    attribution=(span("he said"),),
    hedges=(span("said"),),
    place=PlaceMention(places=("kozinka",), precision=Precision.SETTLEMENT, written=span("Kozinka")),
)


@given(start=st.integers(-3, len(TEXT) + 3), end=st.integers(-3, len(TEXT) + 3))
@settings(deadline=None)
def test_words_are_taken_only_as_they_stand_in_the_stored_text(start: int, end: int) -> None:
    if not 0 <= start < end <= len(TEXT):
        with pytest.raises(QuoteError):
            selected(TEXT, start, end, TEXT[max(start, 0) : max(end, 0)])
        return
    exact = TEXT[start:end]
    assert selected(TEXT, start, end, exact).exact == exact
    with pytest.raises(QuoteError, match="not those of the stored text"):
        selected(TEXT, start, end, f"{exact}x")


def test_a_selection_inside_a_quote_narrows_it_and_one_around_it_widens_it() -> None:
    narrow = added(CLAIM, "quote", span("shells fell on Kozinka"))
    assert [quote.exact for quote in narrow.quotes] == ["shells fell on Kozinka"]
    wide = added(narrow, "quote", span("Orlov said that shells fell on Kozinka."))
    assert wide.quotes == CLAIM.quotes


def test_what_no_longer_lies_in_the_claims_words_goes_with_them() -> None:
    narrow = added(CLAIM, "quote", span("shells fell"))
    assert narrow.hedges == ()
    assert narrow.place
    assert narrow.place.written is None
    assert narrow.place.places == ("kozinka",)


def test_a_hedge_outside_the_claims_words_is_refused() -> None:
    with pytest.raises(QuoteError, match="outside the words of the claim"):
        added(CLAIM, "hedge", span("reportedly"))


def test_quotes_are_joined_from_the_first_word_to_the_last() -> None:
    two = added(CLAIM, "quote", span("It is quiet now"))
    (whole,) = joined(two, TEXT).quotes
    assert whole.exact == TEXT[: TEXT.index("It is quiet now") + len("It is quiet now")]


@given(
    starts=st.lists(st.tuples(st.sampled_from(["quote", "attribution"]), st.integers(0, 150), st.integers(1, 40))),
)
@settings(deadline=None)
def test_spans_of_one_kind_never_overlap_and_every_inner_span_is_carried(starts: list[tuple[Any, int, int]]) -> None:
    claim = CLAIM
    for part, start, length in starts:
        claim = added(claim, part, quote_at(TEXT, start, min(start + length, len(TEXT))))
    for spans in (claim.quotes, claim.attribution):
        assert all(one.end <= other.start for one, other in pairwise(spans))
    assert carried_only(claim) == claim
    assert all(is_carried(inner, claim) for part, inner in parts(claim) if part not in {"quote", "attribution"})


def test_a_span_that_is_taken_away_is_gone_alone() -> None:
    hedge = CLAIM.hedges[0]
    assert without(CLAIM, "hedge", hedge.start, hedge.end) == CLAIM.model_copy(update={"hedges": ()})


# --- speakers -------------------------------------------------------------------------------------------------------

KNOWN = {
    speaker.id: speaker
    for speaker in (
        Speaker(id="gladkov", name="Vyacheslav Gladkov, governor of Belgorod Oblast"),
        Speaker(id="legion", name="Freedom of Russia Legion"),
        Speaker(id="rdk", name="Russian Volunteer Corps (RDK)"),
    )
}


@pytest.mark.parametrize(
    ("written", "speaker"),
    [
        ("Vyacheslav Gladkov", "gladkov"),
        ("the governor, Vyacheslav Gladkov", "gladkov"),
        ("Belgorod Governor Vyacheslav Gladkov", "gladkov"),
        ("Vyacheslav Gladkov, the governor", "gladkov"),
        ("Gladkov", "gladkov"),
        ("the Freedom of Russia Legion", "legion"),
        ("Russian Volunteer Corps", "rdk"),
    ],
)
def test_a_speaker_that_is_surely_known_is_credited(written: str, speaker: str) -> None:
    assert credited(written, KNOWN, KNOWN).id == speaker


@pytest.mark.parametrize(
    "written",
    [
        *("a Legion fighter", "the corps", "governor", "Gladkova", "legion of honour", "The Legion"),
        *("Vyacheslav Gladkov’s wife", "Vyacheslav Gladkov's deputy", "The Freedom of Russia Legion's commander"),
    ],
)
def test_a_speaker_that_may_be_another_is_a_new_one(written: str) -> None:
    assert credited(written, KNOWN, KNOWN).id not in KNOWN


@pytest.mark.parametrize("written", ["Gladkov", "Residents", "the army"])
def test_a_surname_means_a_speaker_of_the_same_article(written: str) -> None:
    known = {**KNOWN, "residents": Speaker(id="residents", name="Residents"), "army": Speaker(id="army", name="army")}
    assert credited(written, known, ()).id not in known
    assert credited(written, known, known).id in known


def test_a_new_speaker_has_the_office_after_the_name_and_a_free_id() -> None:
    speaker = new_speaker("regional spokesman Pavel Orlov", {"pavel-orlov"})
    assert speaker.name == "Pavel Orlov, regional spokesman"
    assert speaker.id == "pavel-orlov-2"


@given(name=st.text(max_size=80))
@settings(deadline=None)
def test_whatever_is_typed_makes_a_speaker_with_a_slug_and_a_name(name: str) -> None:
    speaker = new_speaker(name, {"somebody"})
    assert speaker.name
    assert speaker.id not in {"", "somebody"}
