"""Labels that several forms of the desk share."""

from datetime import datetime
from typing import Final

from geodata.common.language import _, marked, plural, written_out
from geodata.desk.review.claim_spans import Part
from geodata.desk.review.completion import claim_of
from geodata.desk.review.reviewing import State
from geodata.desk.store.draft_records import Content, DraftClaim, DraftCorrection, DraftRelation, DraftSentence
from geodata.model.events import Event, QuoteEvidence, Speaker
from geodata.model.places import Place
from geodata.presentation import wording
from pages.components.desk import gazetteer
from pages.components.desk.session import Workspace

_STATES: Final = {
    State.OPEN: marked("open"),
    State.IN_WORK: marked("in work"),
    State.CLAIMS: marked("makes a claim"),
    State.COVERED: marked("part of another sentence’s claim"),
    State.NO_EVENT: marked("reports no event"),
    State.FURNITURE: marked("not part of the story"),
    State.WITHDRAWN: marked("its claim was withdrawn"),
}
SIGNS: Final = {
    State.OPEN: "○",
    State.IN_WORK: "◐",
    State.CLAIMS: "●",
    State.COVERED: "◦",
    State.NO_EVENT: "–",
    State.FURNITURE: "▫",
    State.WITHDRAWN: "✕",
}
_PARTS: Final[dict[Part, str]] = {
    "quote": marked("Words"),
    "attribution": marked("Who says it"),
    "hedge": marked("Hedges"),
    "time": marked("Time words"),
    "place": marked("Place words"),
}


def state(value: State) -> str:
    """Return the label of a sentence's review state."""
    return _(_STATES[value])


def part(value: Part) -> str:
    """Return the label of a span's part in its claim."""
    return _(_PARTS[value])


def place(place: Place, workspace: Workspace) -> str:
    """Return a place with the region it lies in, which tells it from others of its name."""
    region = workspace.places.get(place.region) or gazetteer.region_of(place.id, workspace.edition)
    return f"{place.name}, {region.name}" if region and region.id != place.id else place.name


def claims(count: int) -> str:
    """Return a claim count in words."""
    return plural("{count} claim", "{count} claims", count)


def moment(at: datetime) -> str:
    """Return a moment in UTC, to the second."""
    return f"{written_out(at)}, {at:%H:%M:%S} UTC"


def changes(before: Event, after: DraftClaim, workspace: Workspace) -> str:
    """Return what differs between a published claim and a draft of it, a line for each field, "" if nothing does."""
    if not isinstance(before.evidence, QuoteEvidence):
        return ""
    old = dict(_claim(claim_of(before, before.evidence), workspace))
    new = dict(_claim(after, workspace))
    lines = (f"{name}: {old[name] or '–'} → {words or '–'}" for name, words in new.items() if old[name] != words)
    return "\n".join(lines)


def content(record: Content | None, workspace: Workspace) -> list[tuple[str, str]]:
    """Return a record's fields as labels and plain words, for comparing two versions."""
    terms: list[tuple[str, str]] = [(_("Record"), type(record).__name__)]
    match record:
        case None:
            terms = [(_("State"), _("taken away"))]
        case DraftClaim():
            terms = _claim(record, workspace)
        case DraftSentence():
            terms = [(_("Outcome"), state(State(record.outcome))), (_("Reason"), record.reason)]
        case DraftRelation():
            terms = [(_("Relation"), f"{record.kind}: {' / '.join(record.events)}"), (_("What about"), record.about)]
        case DraftCorrection():
            terms = [(_("Reason"), record.text)]
        case Speaker() | Place():
            terms = [(_("Name"), record.name)]
    return terms


def _claim(claim: DraftClaim, workspace: Workspace) -> list[tuple[str, str]]:
    speakers = [key for link in claim.chain for key in link.speakers]
    names = [workspace.speakers[key].name if key in workspace.speakers else key for key in speakers]
    ids = claim.place.places if claim.place else ()
    where = [place(workspace.places[key], workspace) if key in workspace.places else key for key in ids]
    return [
        (_("Label"), claim.label),
        (_("Words"), " … ".join(quote.exact for quote in claim.quotes)),
        (_("Who says it"), " > ".join(names)),
        (_("Credited as"), " > ".join(link.as_written for link in claim.chain)),
        (_("Quoted or paraphrased"), wording.speech(claim.speech) if claim.speech else ""),
        (_("Kind of claim"), wording.event_type(claim.event_type) if claim.event_type else ""),
        (_("The article treats it as"), wording.status(claim.status) if claim.status else ""),
        (_("Place"), ", ".join(where) or (wording.precision(claim.place.precision) if claim.place else "")),
        (_("Placed as"), wording.precision(claim.place.precision) if claim.place else ""),
        (_("How it was placed"), claim.place.note if claim.place else ""),
        (_("Happened"), claim.happened),
        (_("Time words"), ", ".join(words.exact for words in claim.time_words)),
        (_("Hedges"), ", ".join(hedge.exact for hedge in claim.hedges)),
        (_("Note"), claim.note),
    ]
