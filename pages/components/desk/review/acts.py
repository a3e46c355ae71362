"""The acts of a review: each is one revision of everything it touches, and goes on where that makes sense."""

from collections.abc import Sequence
from typing import Any, cast, get_args

from geodata.common.language import _
from geodata.desk.publishing import corrections
from geodata.desk.review import reviewing
from geodata.desk.review.claim_spans import Part, carried_only, selected
from geodata.desk.review.completion import lacks
from geodata.desk.review.proposals import propose
from geodata.desk.review.reviewing import State
from geodata.desk.store import drafts
from geodata.desk.store.drafts import new_id
from geodata.desk.store.records import Content, DraftClaim, DraftSentence
from geodata.desk.suggestions import ClaimSuggestion
from geodata.model.quotes import Quote
from pages.components.desk import session
from pages.components.desk.review import claim as desk_claim
from pages.components.desk.review.claim import Work
from pages.components.desk.session import Room


def next_open(states: Sequence[State], after: int) -> int | None:
    """Return the number of the next sentence that is not closed, from ``after`` round to it, or None."""
    order = [*range(after + 1, len(states)), *range(after + 1)]
    return next((number for number in order if not states[number].is_closed), None)


def go_to(number: int) -> None:
    """Open the sentence with this number."""
    session.hand().sentence = number
    session.choose("sentence", str(number + 1))
    session.choose("claim", None)


def move(by: int) -> None:
    """Open the sentence so many further on than the one that is open, which may not be drawn yet."""
    last = len(session.table().draft.article.content.sentences) - 1
    go_to(min(max(session.hand().sentence + by, 0), last))


def accept(work: Work) -> None:
    """Close the sentence with the claims it makes, and go to the next one that is open."""
    work, room = desk_claim.fresh(work), session.table()
    own = reviewing.claims_at(room.draft, work.number)
    over = reviewing.claims_over(room.draft, work.number)
    contents: list[Content] = []
    if not over and not work.is_stored:
        contents = desk_claim.contents_of(room, work, {})
        own = over = (cast("DraftClaim", contents[0]),)
    if lacking := [words for claim in own for words in lacks(claim)]:
        session.say(_("Not accepted yet: the claim lacks {what}.").format(what=", ".join(lacking)))
        return
    also = [number for number in range(len(room.draft.article.content.sentences)) if _is_covered(room, number, over)]
    sentence = room.draft.sentences.get(work.number)
    records = reviewing.decided(room.draft, work.number, over, "quoted", [n for n in also if n != work.number])
    if session.save([*contents, *records], [sentence.content] if sentence else []):
        _go_on(work.number)


def set_aside(number: int, outcome: str, reason: str) -> None:
    """Close the sentence without a claim, for a reason."""
    room = session.table()
    records = reviewing.decided(room.draft, number, (), outcome)
    if session.save([DraftSentence.model_validate({"number": number, "outcome": outcome, "reason": reason}), *records]):
        _go_on(number)


def split(work: Work) -> None:
    """Add a claim like this one, of the next kind that the sentence points to, for the editor to change."""
    work, room = desk_claim.fresh(work), session.table()
    if not work.is_stored and reviewing.claims_over(room.draft, work.number):
        session.save(desk_claim.contents_of(room, work, {}))
        return
    found = (suggestion for _record, suggestion in reviewing.suggested(room.draft, work.number))
    also = [kind for told in found if isinstance(told, ClaimSuggestion) for kind in told.also]
    kind = also[0] if also else work.claim.event_type
    copy = work.claim.model_copy(update={"id": new_id("-".join(work.claim.id.split("-")[:-1]) or "claim")})
    added = Work(work.number, copy, is_stored=False, speakers=work.speakers, places=work.places)
    contents: list[Content] = [] if work.is_stored else desk_claim.contents_of(room, work, {})
    contents += [
        content for content in desk_claim.contents_of(room, added, {"event_type": kind}) if content not in contents
    ]
    if session.save(contents):
        session.choose("claim", copy.id)


def take_away(work: Work) -> None:
    """Take the claim away, and with it what relates it to others."""
    work, room = desk_claim.fresh(work), session.table()
    named = [entry.content for entry in room.draft.relations.values() if work.claim.id in entry.content.events]
    if session.save([], [work.claim, *named]):
        session.choose("claim", None)


def withdraw(work: Work, reason: str) -> None:
    """Take a published claim away, with the reason that readers see."""
    room = session.table()
    if session.done(lambda: corrections.withdraw(room.store, room.draft, work.claim.id, reason, room.who)):
        session.choose("claim", None)


def undo() -> None:
    """Take back the editor's last act on the draft, and go to the sentence that it had closed, if it had."""
    room = session.table()
    undone: list[int | None] = []
    if not session.done(lambda: undone.append(drafts.undo(room.store, room.draft.id, room.who))):
        return
    session.say(_("Taken back.") if undone[0] else _("There is nothing to take back."))
    before, after = reviewing.states(room.draft), reviewing.states(session.table().draft)
    pairs = enumerate(zip(before, after, strict=True))
    opened = next((n for n, (old, new) in pairs if old.is_closed and not new.is_closed), None)
    if opened is not None:
        go_to(opened)


def change_spans(work: Work, asked: dict[str, Any]) -> None:
    """Do what the list of spans asks for."""
    work, room = desk_claim.fresh(work), session.table()
    if asked.get("what") == "join":
        desk_claim.join(room, work)
        return
    part, start, end = _part(asked), asked.get("start"), asked.get("end")
    if part is None or not isinstance(start, int) or not isinstance(end, int):
        return
    if asked.get("what") == "remove":
        desk_claim.drop(room, work, part, start, end)
    elif span := _span(room, asked):
        desk_claim.take(room, work, part, span)


def take(work: Work, words: dict[str, Any]) -> None:
    """Give the selected words to the claim in work, or make a new claim of them."""
    work, room = desk_claim.fresh(work), session.table()
    span = _span(room, words)
    if span is None:
        return
    if part := _part(words):
        desk_claim.take(room, work, part, span)
    elif words.get("part") == "claim":
        _make(room, span)


def _make(room: Room, span: Quote) -> None:
    """Make a claim of ``span``, with what is suggested for its sentence."""
    number = reviewing.sentences_of(room.draft, span)[0]
    claim_id = new_id("claim")
    proposal = propose(room.draft, number, claim_id, room.speakers, room.places)
    work = Work(number, proposal.claim, is_stored=False, speakers=proposal.speakers, places=proposal.places)
    claim = carried_only(proposal.claim.model_copy(update={"quotes": (span,), "attribution": ()}))
    fields = {name: getattr(claim, name) for name in ("quotes", "attribution", "hedges", "time_words", "place")}
    if desk_claim.save(room, work, fields):
        go_to(number)
        session.choose("claim", claim_id)


def _is_covered(room: Room, number: int, claims: Sequence[DraftClaim]) -> bool:
    quoted = any(number in reviewing.sentences_of(room.draft, quote) for claim in claims for quote in claim.quotes)
    return quoted and number not in room.draft.sentences and reviewing.is_covered(room.draft, number, claims)


def _go_on(number: int) -> None:
    found = next_open(reviewing.states(session.table().draft), number)
    if found is None:
        session.say(_("Every sentence is accounted for. Look at the relations, then publish."))
    else:
        go_to(found)


def _part(words: dict[str, Any]) -> Part | None:
    return next((part for part in get_args(Part) if part == words.get("part")), None)


def _span(room: Room, words: dict[str, Any]) -> Quote | None:
    """Return the span the browser sent, cut anew from the stored text; if the words differ, say so and return None."""
    start, end, exact = words.get("start"), words.get("end"), words.get("exact")
    found: list[Quote] = []
    if isinstance(start, int) and isinstance(end, int) and isinstance(exact, str):
        session.done(lambda: found.append(selected(room.text, start, end, exact)))
    return found[0] if found else None
