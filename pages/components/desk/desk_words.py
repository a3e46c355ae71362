"""The words that several parts of the desk use."""

from datetime import datetime
from typing import Final

from geodata.common.language import _, marked, plural, written_out
from geodata.desk.review.claim_spans import Part
from geodata.desk.review.reviewing import State
from geodata.desk.store.records import Content, DraftClaim, DraftCorrection, DraftRelation, DraftSentence
from geodata.model.events import Speaker
from geodata.model.places import Place
from geodata.presentation import wording
from pages.components.desk.session import Room

_STATES: Final = {
    State.OPEN: marked("open"),
    State.IN_WORK: marked("in work"),
    State.CLAIMS: marked("makes a claim"),
    State.COVERED: marked("part of another sentence’s claim"),
    State.NO_EVENT: marked("no event claim"),
    State.FURNITURE: marked("page furniture"),
}
SIGNS: Final = {
    State.OPEN: "○",
    State.IN_WORK: "◐",
    State.CLAIMS: "●",
    State.COVERED: "◦",
    State.NO_EVENT: "–",
    State.FURNITURE: "▫",
}
_PARTS: Final[dict[Part, str]] = {
    "quote": marked("Words"),
    "attribution": marked("Who says it"),
    "hedge": marked("Hedges"),
    "time": marked("Time words"),
    "place": marked("Place words"),
}


def state(value: State) -> str:
    """Return what became of a sentence."""
    return _(_STATES[value])


def part(value: Part) -> str:
    """Return what a span is to its claim."""
    return _(_PARTS[value])


def place(found: Place, room: Room) -> str:
    """Return a place with the region it lies in."""
    region = room.places.get(found.region)
    return f"{found.name}, {region.name}" if region else found.name


def claims(count: int) -> str:
    """Return a number of claims."""
    return plural("{count} claim", "{count} claims", count)


def moment(at: datetime) -> str:
    """Return a moment in UTC, to the second."""
    return f"{written_out(at)}, {at:%H:%M:%S} UTC"


def content(found: Content | None, room: Room) -> list[tuple[str, str]]:
    """Return what a record says, as terms and plain words, for comparing two of them."""
    terms: list[tuple[str, str]] = [(_("Record"), type(found).__name__)]
    match found:
        case None:
            terms = [(_("State"), _("taken away"))]
        case DraftClaim():
            terms = _claim(found, room)
        case DraftSentence():
            terms = [(_("Outcome"), state(State(found.outcome))), (_("Reason"), found.reason)]
        case DraftRelation():
            terms = [(_("Relation"), f"{found.kind}: {' / '.join(found.events)}"), (_("What about"), found.about)]
        case DraftCorrection():
            terms = [(_("Reason"), found.text)]
        case Speaker() | Place():
            terms = [(_("Name"), found.name)]
    return terms


def _claim(claim: DraftClaim, room: Room) -> list[tuple[str, str]]:
    names = [room.speakers[key].name if key in room.speakers else key for link in claim.chain for key in link.speakers]
    ids = claim.place.places if claim.place else ()
    where = [place(room.places[key], room) if key in room.places else key for key in ids]
    return [
        (_("Label"), claim.label),
        (_("Words"), " … ".join(quote.exact for quote in claim.quotes)),
        (_("Who says it"), " > ".join(names)),
        (_("Kind of claim"), wording.event_type(claim.event_type) if claim.event_type else ""),
        (_("Status in the source"), wording.status(claim.status) if claim.status else ""),
        (_("Place"), ", ".join(where) or (wording.precision(claim.place.precision) if claim.place else "")),
        (_("Happened"), claim.happened),
        (_("Hedges"), ", ".join(hedge.exact for hedge in claim.hedges)),
        (_("Note"), claim.note),
    ]
