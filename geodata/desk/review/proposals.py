"""Proposals: the suggestions of one sentence combined into a draft claim to edit, accept or reject."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from geodata.desk.review.claim_spans import carried_only, is_carried
from geodata.desk.review.crediting import core_name, credited
from geodata.desk.review.reviewing import sentences_of, suggested
from geodata.desk.store.draft_records import DraftClaim
from geodata.desk.store.drafts import Draft
from geodata.desk.suggestions import (
    Choice,
    ClaimSuggestion,
    HedgeSuggestion,
    PlaceSuggestion,
    Reason,
    SentenceSuggestion,
    SpeakerSuggestion,
    SpeechSuggestion,
    Suggestion,
    TimeSuggestion,
)
from geodata.desk.suggestions.models import Outcome
from geodata.model.events import EventType, Link, Speaker, Status
from geodata.model.places import Place, PlaceMention, Precision
from geodata.model.quotes import Quote
from geodata.model.spans import quote_at

OWN_VOICE: Final = "the article's own voice"
_NAMED: Final[Mapping[EventType, str]] = {
    EventType.INCURSION: "{speaker} on an incursion{place}",
    EventType.ARMED_CLASH: "{speaker} on fighting{place}",
    EventType.SHELLING: "{speaker} on shelling{place}",
    EventType.AIR_OR_DRONE_ATTACK: "{speaker} on an air or drone attack{place}",
    EventType.EXPLOSION: "{speaker} on an explosion{place}",
    EventType.ATTACK_ON_CIVILIANS: "{speaker} on an attack on civilians{place}",
    EventType.ABDUCTION: "{speaker} on an abduction{place}",
    EventType.ARREST: "{speaker} on an arrest{place}",
    EventType.PROTEST: "{speaker} on a protest{place}",
    EventType.DISASTER: "{speaker} on a disaster{place}",
    EventType.ACCIDENT: "{speaker} on an accident{place}",
    EventType.DISPLACEMENT: "{speaker} on people displaced{place}",
    EventType.AID: "{speaker} on aid{place}",
    EventType.TERRITORIAL_CONTROL: "{speaker} on control of territory{place}",
    EventType.SIGHTING: "{speaker} on a sighting{place}",
    EventType.EVACUATION: "{speaker} on an evacuation{place}",
    EventType.DENIAL: "Denial by {speaker}{place}",
    EventType.STATEMENT: "Statement by {speaker}{place}",
}
_FINEST_FIRST: Final = list(Precision)
_Kind = TypeVar("_Kind", bound=Suggestion)


@dataclass(frozen=True)
class Proposal:
    """What is suggested for a sentence: its outcome and why, and, for a claim, all of it that is known.

    ``speakers`` and ``places`` are those of the claim that are not known yet and are stored with it.
    """

    outcome: Outcome
    reason: Reason | None
    claim: DraftClaim
    speakers: tuple[Speaker, ...] = ()
    places: tuple[Place, ...] = ()


def propose(
    draft: Draft, number: int, claim_id: str, speakers: Mapping[str, Speaker], places: Mapping[str, Place]
) -> Proposal:
    """Return the proposal for a sentence; ``speakers`` and ``places`` are those known to the edition and the draft."""
    found = [suggestion for _, suggestion in suggested(draft, number)]
    hedges = _hedges_after(draft, number)
    checked = (_trimmed(draft.text, *draft.article.content.sentences[number + 1]),) if hedges else ()
    sentence = next(iter(_of(SentenceSuggestion, found)), None)
    claim, new_speakers = _worded(draft, number, claim_id, found, speakers)
    told = next((kind for kind in _of(ClaimSuggestion, found)), None)
    claim = claim.model_copy(
        update={
            "event_type": told.event_type if told else EventType.STATEMENT if _of(SpeechSuggestion, found) else None,
            "status": told.status if told else None if _of(SpeechSuggestion, found) else Status.REPORTED_BY_MEDIA,
            "quotes": (*claim.quotes, *checked),
            "hedges": tuple(_anew(hedge.span, draft.text) for hedge in _of(HedgeSuggestion, [*found, *hedges])),
            "time_words": tuple(_anew(time.span, draft.text) for time in _of(TimeSuggestion, found)),
            "happened": f"../{draft.article.content.article.day.isoformat()}",
        }
    )
    if sentence and sentence.unread:
        # Nothing is known of it, so nothing is proposed that one could accept without reading.
        claim = claim.model_copy(update={"chain": (), "status": None, "speech": None})
    claim = carried_only(claim)
    mention, choice = _placed(claim, _of(PlaceSuggestion, found), draft.text)
    claim = claim.model_copy(update={"place": mention})
    named = {**speakers, **{speaker.id: speaker for speaker in new_speakers}}
    claim = claim.model_copy(update={"label": label(claim, named, {**places, **_by_id(choice)})})
    return Proposal(
        outcome=sentence.outcome if sentence else "quoted",
        reason=told.reason if told else sentence.reason if sentence else None,
        claim=claim,
        speakers=new_speakers,
        places=tuple(place for place in _by_id(choice).values() if place.id not in places),
    )


def _hedges_after(draft: Draft, number: int) -> list[Suggestion]:
    """Return the hedges of the next sentence if it only says that what this one claims could not be checked."""
    if number + 1 >= len(draft.article.content.sentences) or not _of(
        ClaimSuggestion, [s for _, s in suggested(draft, number)]
    ):
        return []
    found = [suggestion for _, suggestion in suggested(draft, number + 1)]
    return [hedge for hedge in _of(HedgeSuggestion, found) if hedge.of_claim_before]


def english(reason: Reason) -> str:
    """Return the reason as the record keeps it, in English like all that is stored."""
    return reason.message.format(**dict(reason.values))


def placed(suggestion: PlaceSuggestion, choice: Choice, text: str) -> PlaceMention:
    """Return the mention that taking this choice for a place suggested in the stored ``text`` makes."""
    return PlaceMention(
        places=tuple(place.id for place in choice.places),
        precision=choice.precision,
        written=_anew(suggestion.span, text),
        note=english(choice.reason),
    )


def label(claim: DraftClaim, speakers: Mapping[str, Speaker], places: Mapping[str, Place]) -> str:
    """Return a neutral label that names the speaker first: a proposal, in English like all labels."""
    if not claim.event_type or not claim.chain:
        return ""
    names = [core_name(speakers[speaker].name) for speaker in claim.chain[-1].speakers if speaker in speakers]
    where = [places[place].name for place in (claim.place.places if claim.place else ()) if place in places]
    written = _NAMED[claim.event_type].format(
        speaker=" and ".join(names), place=f", {' and '.join(where)}" if where else ""
    )
    return written[:1].upper() + written[1:]


def own_speakers(draft: Draft) -> frozenset[str]:
    """Return the ids of the speakers that the draft was the first to name, or credits already."""
    chains = (entry.content.chain for entry in draft.claims.values())
    return frozenset(draft.speakers) | {speaker for chain in chains for link in chain for speaker in link.speakers}


def offered(draft: Draft, claim: DraftClaim) -> tuple[PlaceSuggestion, ...]:
    """Return the suggested places in the words of the claim, in the order of the text."""
    found = [
        suggestion
        for number in range(len(draft.article.content.sentences))
        if any(number in sentences_of(draft, quote) for quote in (*claim.quotes, *claim.attribution))
        for suggestion in _of(PlaceSuggestion, [other for _, other in suggested(draft, number)])
    ]
    inside = {suggestion.span.start: suggestion for suggestion in found if is_carried(suggestion.span, claim)}
    return tuple(inside[start] for start in sorted(inside))


def times_offered(draft: Draft, claim: DraftClaim) -> tuple[TimeSuggestion, ...]:
    """Return the suggested times in the words of the claim."""
    numbers = {number for quote in (*claim.quotes, *claim.attribution) for number in sentences_of(draft, quote)}
    found = [
        time for number in sorted(numbers) for time in _of(TimeSuggestion, [s for _, s in suggested(draft, number)])
    ]
    return tuple(time for time in found if is_carried(time.span, claim))


def _worded(
    draft: Draft, number: int, claim_id: str, found: Sequence[Suggestion], speakers: Mapping[str, Speaker]
) -> tuple[DraftClaim, tuple[Speaker, ...]]:
    """Return a claim with the words of the sentence and who says them, and the speakers that are new."""
    sentence = _trimmed(draft.text, *draft.article.content.sentences[number])
    speech = _speech(found, sentence)
    if speech is None:
        publisher = credited(draft.article.content.article.publisher, speakers, own_speakers(draft))
        chain = (Link(speakers=(publisher.id,), as_written=OWN_VOICE),)
        claim = DraftClaim(id=claim_id, speech="direct", quotes=(sentence,), chain=chain)
        return claim, _new([publisher], speakers)
    quotes = _quotes(draft, number, speech)
    attribution = speech.attribution
    if attribution and any(quote.start < attribution.end and attribution.start < quote.end for quote in quotes):
        attribution = None
    known, links = dict(speakers), []
    # In doubt nobody: who a pronoun means, or whose words stand without a name beside them, is the editor's to say.
    sure = () if any(link.guessed for link in speech.chain) else speech.chain
    for link in sure:
        speaker = credited(link.written.exact, known, {*own_speakers(draft), *known.keys() - speakers.keys()})
        known[speaker.id] = speaker
        known[speaker.id] = speaker
        links.append(_link(link, speaker))
    claim = DraftClaim(
        id=claim_id,
        speech=speech.speech,
        quotes=quotes,
        attribution=(_anew(attribution, draft.text),) if attribution else (),
        chain=tuple(links),
    )
    return claim, _new(known.values(), speakers)


def _speech(found: Iterable[Suggestion], sentence: Quote) -> SpeechSuggestion | None:
    """Return whose words the sentence holds: direct speech before a paraphrase, and the more of it first."""
    speeches = [
        (speech.speech == "direct", covered, speech)
        for speech in _of(SpeechSuggestion, found)
        if (covered := sum(_shared(part, sentence) for part in speech.parts))
    ]
    return max(speeches, key=lambda entry: entry[:2])[2] if speeches else None


def _quotes(draft: Draft, number: int, speech: SpeechSuggestion) -> tuple[Quote, ...]:
    """Return the words said in this sentence, and in those after it that make no claim of their own."""
    start, end = draft.article.content.sentences[number]
    if speech.speech == "direct":
        for following in range(number + 1, len(draft.article.content.sentences)):
            bounds = draft.article.content.sentences[following]
            said = any(part.start < bounds[1] and bounds[0] < part.end for part in speech.parts)
            if not said or _of(ClaimSuggestion, [other for _, other in suggested(draft, following)]):
                break
            end = bounds[1]
    pieces = [(max(part.start, start), min(part.end, end)) for part in speech.parts]
    return tuple(_trimmed(draft.text, low, high) for low, high in pieces if draft.text[low:high].strip())


def _placed(
    claim: DraftClaim, suggestions: Iterable[PlaceSuggestion], text: str
) -> tuple[PlaceMention | None, Choice | None]:
    """Return the preselected place, none while any named place is ambiguous."""
    named = [place for place in suggestions if any(_within(place.span, quote) for quote in claim.quotes)]
    if not named:
        return PlaceMention(places=(), precision=Precision.NONE), None
    chosen = [(place, place.preselected) for place in named]
    if any(choice is None for _, choice in chosen):
        return None, None
    known = [(place, choice) for place, choice in chosen if choice]
    finest = min(_FINEST_FIRST.index(choice.precision) for _, choice in known)
    best = [(place, choice) for place, choice in known if _FINEST_FIRST.index(choice.precision) == finest]
    if len({tuple(place.id for place in choice.places) for _, choice in best}) > 1:
        return None, None
    place, choice = best[0]
    return placed(place, choice, text), choice


def _link(link: SpeakerSuggestion, speaker: Speaker) -> Link:
    ambiguity = english(link.ambiguity) if link.ambiguity else ""
    return Link(speakers=(speaker.id,), as_written=link.written.exact, ambiguity=ambiguity)


def _new(speakers: Iterable[Speaker], known: Mapping[str, Speaker]) -> tuple[Speaker, ...]:
    return tuple(speaker for speaker in speakers if speaker.id not in known)


def _by_id(choice: Choice | None) -> dict[str, Place]:
    return {place.id: place for place in choice.places} if choice else {}


def _of(kind: type[_Kind], found: Iterable[Suggestion]) -> list[_Kind]:
    return [suggestion for suggestion in found if isinstance(suggestion, kind)]


def _anew(span: Quote, text: str) -> Quote:
    """Return the quote with enough context to be located exactly once."""
    return quote_at(text, span.start, span.end)


def _shared(one: Quote, other: Quote) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _within(span: Quote, quote: Quote) -> bool:
    return quote.start <= span.start and span.end <= quote.end


def _trimmed(text: str, start: int, end: int) -> Quote:
    """Return the words between ``start`` and ``end`` without the white space around them."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return quote_at(text, start, start + len(words.strip()))
