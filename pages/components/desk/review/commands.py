"""The commands of a review: each saves all it changes as one revision, then opens the next sentence if that is done."""

from collections.abc import Sequence
from typing import Any, cast, get_args

from geodata.common.errors import joined
from geodata.common.language import _
from geodata.desk.publishing import correcting
from geodata.desk.review import reviewing
from geodata.desk.review.claim_spans import Part, carried_only, selected
from geodata.desk.review.completion import lacks
from geodata.desk.review.proposals import propose
from geodata.desk.review.reviewing import State
from geodata.desk.store import drafts
from geodata.desk.store.draft_records import Content, DraftClaim, DraftSentence
from geodata.desk.store.drafts import new_id
from geodata.desk.suggestions import ClaimSuggestion
from geodata.model.quotes import Quote
from geodata.presentation import wording
from pages.components.desk import session
from pages.components.desk.review import claim as desk_claim
from pages.components.desk.review.claim import Work
from pages.components.desk.session import Workspace


def next_open(states: Sequence[State], after: int) -> int | None:
    """Return the index of the next open sentence after ``after``, wrapping around, or None."""
    order = [*range(after + 1, len(states)), *range(after + 1)]
    return next((number for number in order if not states[number].is_closed), None)


def go_to(number: int) -> None:
    """Open the sentence with this number."""
    session.current().sentence = number
    session.choose("sentence", str(number + 1))
    session.choose("claim", None)


def move(by: int) -> None:
    """Open the sentence at this offset from the open one."""
    last = len(session.workspace().draft.article.content.sentences) - 1
    go_to(min(max(session.current().sentence + by, 0), last))


def accept(work: Work) -> None:
    """Close the sentence with its claims, and open the next open one."""
    work, workspace = desk_claim.latest(work), session.workspace()
    own = reviewing.claims_at(workspace.draft, work.number)
    over = reviewing.claims_over(workspace.draft, work.number)
    contents: list[Content] = []
    if not over and not work.is_stored:
        contents = desk_claim.contents_of(workspace, work, {})
        own = over = (cast("DraftClaim", contents[0]),)
    if lacking := [words for claim in own for words in lacks(claim)]:
        session.notify(
            _("Not accepted yet: the claim lacks {what}.").format(what=wording.error_sentence(joined(lacking, ", ")))
        )
        return
    also = [
        number
        for number in range(len(workspace.draft.article.content.sentences))
        if _is_covered(workspace, number, over)
    ]
    sentence = workspace.draft.sentences.get(work.number)
    records = reviewing.decided(workspace.draft, work.number, over, "quoted", [n for n in also if n != work.number])
    if session.save([*contents, *records], [sentence.content] if sentence else []):
        _go_on(work.number)


def set_aside(number: int, outcome: str, reason: str) -> None:
    """Close the sentence without a claim, with a reason."""
    workspace = session.workspace()
    records = reviewing.decided(workspace.draft, number, (), outcome)
    if session.save([DraftSentence.model_validate({"number": number, "outcome": outcome, "reason": reason}), *records]):
        _go_on(number)


def split(work: Work) -> None:
    """Add a copy of the claim, of the next event type suggested for the sentence."""
    work, workspace = desk_claim.latest(work), session.workspace()
    if not work.is_stored and reviewing.claims_over(workspace.draft, work.number):
        session.save(desk_claim.contents_of(workspace, work, {}))
        return
    suggestions = (suggestion for _record, suggestion in reviewing.suggested(workspace.draft, work.number))
    also = [kind for claim in suggestions if isinstance(claim, ClaimSuggestion) for kind in claim.also]
    kind = also[0] if also else work.claim.event_type
    copy = work.claim.model_copy(update={"id": new_id("-".join(work.claim.id.split("-")[:-1]) or "claim")})
    added = Work(work.number, copy, is_stored=False, speakers=work.speakers, places=work.places)
    contents: list[Content] = [] if work.is_stored else desk_claim.contents_of(workspace, work, {})
    contents += [
        content for content in desk_claim.contents_of(workspace, added, {"event_type": kind}) if content not in contents
    ]
    if session.save(contents):
        session.choose("claim", copy.id)


def delete(work: Work) -> None:
    """Delete the claim and its relations."""
    work, workspace = desk_claim.latest(work), session.workspace()
    named = [entry.content for entry in workspace.draft.relations.values() if work.claim.id in entry.content.events]
    if session.save([], [work.claim, *named]):
        session.choose("claim", None)


def withdraw(work: Work, reason: str) -> None:
    """Withdraw a published claim, with a public reason."""
    workspace = session.workspace()
    if session.attempt(
        lambda: correcting.withdraw(workspace.store, workspace.draft, work.claim.id, reason, workspace.who)
    ):
        session.choose("claim", None)


def undo() -> None:
    """Undo the editor's last revision of the draft, and open the sentence that it had closed, if any."""
    workspace = session.workspace()
    undone: list[int | None] = []
    if not session.attempt(lambda: undone.append(drafts.undo(workspace.store, workspace.draft.id, workspace.who))):
        return
    session.notify(_("Taken back.") if undone[0] else _("There is nothing to take back."))
    before, after = reviewing.states(workspace.draft), reviewing.states(session.workspace().draft)
    pairs = enumerate(zip(before, after, strict=True))
    opened = next((n for n, (old, new) in pairs if old.is_closed and not new.is_closed), None)
    if opened is not None:
        go_to(opened)


def change_spans(work: Work, event: dict[str, Any]) -> None:
    """Add, remove or join spans as an event of the span list says."""
    work, workspace = desk_claim.latest(work), session.workspace()
    if event.get("what") == "join":
        desk_claim.join_quotes(workspace, work)
        return
    part, start, end = _part(event), event.get("start"), event.get("end")
    if part is None or not isinstance(start, int) or not isinstance(end, int):
        return
    if event.get("what") == "remove":
        desk_claim.remove_span(workspace, work, part, start, end)
    elif span := _span(workspace, event):
        desk_claim.add_span(workspace, work, part, span)


def add_selection(work: Work, words: dict[str, Any]) -> None:
    """Add the selected words to the open claim, or begin a new claim with them."""
    work, workspace = desk_claim.latest(work), session.workspace()
    span = _span(workspace, words)
    if span is None:
        return
    if part := _part(words):
        desk_claim.add_span(workspace, work, part, span)
    elif words.get("part") == "claim":
        _make(workspace, span)


def _make(workspace: Workspace, span: Quote) -> None:
    """Begin a claim that quotes ``span``, prefilled with its sentence's suggestions."""
    number = reviewing.sentences_of(workspace.draft, span)[0]
    claim_id = new_id("claim")
    proposal = propose(workspace.draft, number, claim_id, workspace.speakers, workspace.places)
    work = Work(number, proposal.claim, is_stored=False, speakers=proposal.speakers, places=proposal.places)
    claim = carried_only(proposal.claim.model_copy(update={"quotes": (span,), "attribution": ()}))
    fields = {name: getattr(claim, name) for name in ("quotes", "attribution", "hedges", "time_words", "place")}
    if desk_claim.save(workspace, work, fields):
        go_to(number)
        session.choose("claim", claim_id)


def _is_covered(workspace: Workspace, number: int, claims: Sequence[DraftClaim]) -> bool:
    quoted = any(number in reviewing.sentences_of(workspace.draft, quote) for claim in claims for quote in claim.quotes)
    return quoted and number not in workspace.draft.sentences and reviewing.is_covered(workspace.draft, number, claims)


def _go_on(number: int) -> None:
    following = next_open(reviewing.states(session.workspace().draft), number)
    if following is None:
        session.notify(_("Every sentence is accounted for: it can be published."))
    else:
        go_to(following)


def _part(words: dict[str, Any]) -> Part | None:
    return next((part for part in get_args(Part) if part == words.get("part")), None)


def _span(workspace: Workspace, words: dict[str, Any]) -> Quote | None:
    """Return the browser's span, cut anew from the stored text; report words that differ and return None."""
    start, end, exact = words.get("start"), words.get("end"), words.get("exact")
    spans: list[Quote] = []
    if isinstance(start, int) and isinstance(end, int) and isinstance(exact, str):
        session.attempt(lambda: spans.append(selected(workspace.text, start, end, exact)))
    return spans[0] if spans else None
