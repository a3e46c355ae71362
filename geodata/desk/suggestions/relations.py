"""Relations that claims may have: the same place, or a point on which they disagree. An editor decides."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from geodata.common.language import marked
from geodata.desk.suggestions.models import Reason, RelationSuggestion
from geodata.desk.suggestions.word_lists import load_words
from geodata.gazetteer.spellings import plain_key
from geodata.model.events import Event, EventType, QuoteEvidence, Relation, Status
from geodata.model.places import Place

_SAME: Final = marked("Both are placed at {place}.")
_DENIED: Final = marked("One denies what the other claims.")
_TRIED: Final = marked("One says that it was tried, the other that it was done.")
_HELD: Final = marked("One says that the place is held, the other that there is fighting.")
_CLAIMED: Final = frozenset({EventType.INCURSION, EventType.TERRITORIAL_CONTROL, EventType.ARMED_CLASH})
_FIGHTING: Final = frozenset({EventType.ARMED_CLASH, EventType.SHELLING})
_BORDER: Final = "border"


def propose_relations(
    events: Sequence[Event], places: Mapping[str, Place], suggester: str, language: str = "en"
) -> tuple[RelationSuggestion, ...]:
    """Return the relations that ``events`` may have with each other, in the order of the pairs; none is recorded.

    ``places`` are those that the events refer to. Only a settlement or its vicinity makes two claims of one place.
    """
    attempts = frozenset(load_words(language).hedges["attempt"])
    return tuple(
        RelationSuggestion(relation=relation, reason=reason, suggester=suggester)
        for one, other in combinations(events, 2)
        for relation, reason in (*_same_place(one, other, places), *_disagreement(one, other, attempts))
    )


def _same_place(one: Event, other: Event, places: Mapping[str, Place]) -> Iterator[tuple[Relation, Reason]]:
    """Yield the relation of two claims that name one place differently; by one name the map shows both anyway."""
    shared = sorted(set(one.place.places) & set(other.place.places))
    if shared and one.place.precision.is_pin and other.place.precision.is_pin:
        place = places[shared[0]]
        written = sorted({event.place.words for event in (one, other)} - {""})
        if len(written) > 1 and _differ(written, place):
            about = f"{' and '.join(written)} are one place"
            relation = Relation(kind="same_place", events=(one.id, other.id), about=about)
            yield relation, Reason.of(_SAME, place=place.name)


def _differ(written: Sequence[str], place: Place) -> bool:
    """Tell whether two mentions of a place name it by different names, whatever stands around the names."""
    names = {place.name, place.name_ru, place.name_uk, *place.also} - {""}
    held = [{name for name in names if plain_key(name) in plain_key(words)} for words in written]
    if all(held):
        return not held[0] & held[1]
    short, long = sorted(map(plain_key, written), key=len)
    return short not in long


def _disagreement(one: Event, other: Event, attempts: frozenset[str]) -> Iterator[tuple[Relation, Reason]]:
    if not _overlap(one, other):
        return
    kinds = {one.event_type, other.event_type}
    about, message = "", ""
    if len({_denies(one), _denies(other)}) > 1 and kinds & _CLAIMED:
        about, message = "whether it happened", _DENIED
    elif kinds == {EventType.INCURSION} and len({_tried(one, attempts), _tried(other, attempts)}) > 1:
        about, message = "outcome: attempted, or done", _TRIED
    elif EventType.TERRITORIAL_CONTROL in kinds and kinds & _FIGHTING:
        about, message = "outcome: control, or fighting", _HELD
    if message:
        yield Relation(kind="disagrees", events=(one.id, other.id), about=about), Reason.of(message)


def _overlap(one: Event, other: Event) -> bool:
    """Tell whether two claims may be about one area; the border runs along every region beside it."""
    areas = set(one.place.places), set(other.place.places)
    return bool(areas[0] & areas[1]) or (any(_BORDER in area for area in areas) and all(areas))


def _denies(event: Event) -> bool:
    return event.event_type is EventType.DENIAL or event.status is Status.DENIED_BY_PARTY


def _tried(event: Event, attempts: frozenset[str]) -> bool:
    evidence = event.evidence
    hedges = [span.exact for span in evidence.hedges] if isinstance(evidence, QuoteEvidence) else [evidence.hedge]
    return any(hedge.lower() in attempts for hedge in hedges)
