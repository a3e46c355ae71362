"""Reviewing: the suggestions of a sentence, its state, and the decisions about it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from geodata.desk.review.completion import lacks
from geodata.desk.store.draft_records import DraftClaim, DraftSuggestion
from geodata.desk.store.drafts import Draft
from geodata.desk.suggestions import (
    ClaimSuggestion,
    HedgeSuggestion,
    PlaceSuggestion,
    SentenceSuggestion,
    SpeechSuggestion,
    Suggestion,
    Suggestions,
    TimeSuggestion,
)
from geodata.model.quotes import Quote

_MODELS: Final[dict[str, type[Suggestion]]] = {
    "sentence": SentenceSuggestion,
    "claim": ClaimSuggestion,
    "place": PlaceSuggestion,
    "speech": SpeechSuggestion,
    "hedge": HedgeSuggestion,
    "time": TimeSuggestion,
}
_MARKS: Final = frozenset(" \n\t\xa0\"'“”„«»‘’.,;:!?…—–-()")


class State(StrEnum):
    """What became of a sentence on the desk."""

    OPEN = "open"
    IN_WORK = "in work"
    CLAIMS = "claims"
    COVERED = "covered"
    NO_EVENT = "no event claim"
    FURNITURE = "page furniture"
    WITHDRAWN = "withdrawn"

    @property
    def is_closed(self) -> bool:
        """Tell whether the editor is done with the sentence."""
        return self not in {State.OPEN, State.IN_WORK}


def recorded(found: Suggestions) -> tuple[DraftSuggestion, ...]:
    """Return what a suggester found as records of a draft, none of them decided."""
    kinds: dict[str, Sequence[Suggestion]] = {
        "sentence": found.sentences,
        "claim": found.claims,
        "place": found.places,
        "speech": found.speech,
        "hedge": found.hedges,
        "time": found.times,
    }
    return tuple(
        DraftSuggestion(
            id=f"{what}-{number}",
            suggester=suggestion.suggester,
            what=what,
            span=suggestion.span,
            content=suggestion.model_dump(mode="json"),
        )
        for what, suggestions in kinds.items()
        for number, suggestion in enumerate(suggestions, start=1)
    )


def suggestion_of(record: DraftSuggestion) -> Suggestion:
    """Return the suggestion that a record keeps."""
    return _MODELS[record.what].model_validate(record.content)


def suggested(draft: Draft, number: int) -> Iterator[tuple[DraftSuggestion, Suggestion]]:
    """Yield the suggestions that any character of the sentence with this number belongs to."""
    start, end = draft.article.content.sentences[number]
    for entry in draft.suggestions.values():
        record = entry.content
        if record.what in _MODELS and record.span.start < end and start < record.span.end:
            yield record, suggestion_of(record)


def sentences_of(draft: Draft, span: Quote) -> tuple[int, ...]:
    """Return the numbers of the sentences that any character of ``span`` lies in."""
    sentences = draft.article.content.sentences
    first = bisect_right(sentences, span.start, key=lambda bounds: bounds[1])
    last = bisect_left(sentences, span.end, key=lambda bounds: bounds[0])
    return tuple(range(first, last))


def claims_at(draft: Draft, number: int) -> tuple[DraftClaim, ...]:
    """Return the claims whose first words stand in the sentence."""
    claims = (entry.content for entry in draft.claims.values())
    return tuple(claim for claim in claims if claim.quotes and sentences_of(draft, claim.quotes[0])[:1] == (number,))


def claims_over(draft: Draft, number: int) -> tuple[DraftClaim, ...]:
    """Return the claims that quote any character of the sentence, its attribution included."""
    claims = (entry.content for entry in draft.claims.values())
    return tuple(
        claim
        for claim in claims
        if any(number in sentences_of(draft, span) for span in (*claim.quotes, *claim.attribution))
    )


def is_covered(draft: Draft, number: int, claims: Sequence[DraftClaim]) -> bool:
    """Tell whether ``claims`` quote all of the sentence but its punctuation."""
    start, end = draft.article.content.sentences[number]
    spans = [span for claim in claims for span in (*claim.quotes, *claim.attribution)]
    return all(
        draft.text[position] in _MARKS or any(span.start <= position < span.end for span in spans)
        for position in range(start, end)
    )


def state(draft: Draft, number: int) -> State:
    """Return what became of the sentence so far."""
    if number in draft.sentences:
        return State(draft.sentences[number].content.outcome)
    own, over = claims_at(draft, number), claims_over(draft, number)
    if not over:
        return State.OPEN
    undecided = any(
        number in sentences_of(draft, entry.content.span)
        for entry in draft.suggestions.values()
        if entry.content.what == "sentence" and entry.content.decision is None
    )
    if undecided or any(lacks(claim) for claim in own):
        return State.IN_WORK if own else State.OPEN
    return State.CLAIMS if own else State.COVERED


def states(draft: Draft) -> tuple[State, ...]:
    """Return the state of each sentence in order."""
    return tuple(state(draft, number) for number in range(len(draft.article.content.sentences)))


def decided(
    draft: Draft, number: int, claims: Sequence[DraftClaim], outcome: str, also: Sequence[int] = ()
) -> tuple[DraftSuggestion, ...]:
    """Return the undecided suggestions of a sentence with the decision that closing it is.

    The sentence becomes ``outcome``, with ``claims`` as those that quote it; ``also`` are further sentences closed by
    the same act. A suggestion that reaches into an open sentence stays undecided unless a claim takes it.
    """
    found = states(draft)
    closed = {number, *also, *(index for index, known in enumerate(found) if known.is_closed)}
    records: list[DraftSuggestion] = []
    for index in (number, *also):
        for record, suggestion in suggested(draft, index):
            if record.decision is not None or record.id in {known.id for known in records}:
                continue
            taken = [(_decision(suggestion, claim), claim.id) for claim in claims]
            best = min((pair for pair in taken if pair[0] != "rejected"), default=None)
            if isinstance(suggestion, SentenceSuggestion):
                best = ("accepted" if suggestion.outcome == outcome else "edited", claims[0].id if claims else "")
            if best is None and not closed.issuperset(sentences_of(draft, record.span)):
                continue
            decision, claim_id = best or ("rejected", "")
            records.append(record.model_copy(update={"decision": decision, "claim": claim_id}))
    return tuple(records)


def _decision(suggestion: Suggestion, claim: DraftClaim) -> str:
    """Return whether the claim takes the suggestion as it is ("accepted"), otherwise ("edited") or not ("rejected")."""
    same = taken = False
    match suggestion:
        case ClaimSuggestion():
            taken = any(_overlap(suggestion.span, quote) for quote in claim.quotes)
            same = (suggestion.event_type, suggestion.status) == (claim.event_type, claim.status)
        case SpeechSuggestion():
            taken = any(_overlap(part, quote) for part in suggestion.parts for quote in claim.quotes)
            credited = [link.written.exact for link in suggestion.chain]
            same = suggestion.speech == claim.speech and credited == [link.as_written for link in claim.chain]
        case PlaceSuggestion():
            place, first = claim.place, suggestion.choices[0]
            taken = bool(place and place.written and _overlap(suggestion.span, place.written))
            ids = tuple(found.id for found in first.places)
            same = place is not None and (ids, first.precision) == (place.places, place.precision)
        case HedgeSuggestion():
            same = taken = _is_among(suggestion.span, claim.hedges)
        case TimeSuggestion():
            same = taken = _is_among(suggestion.span, claim.time_words)
    return ("accepted" if same else "edited") if taken else "rejected"


def _overlap(one: Quote, other: Quote) -> bool:
    return one.start < other.end and other.start < one.end


def _is_among(span: Quote, spans: Sequence[Quote]) -> bool:
    return any((span.start, span.end) == (known.start, known.end) for known in spans)
