"""Review: left the text with the current sentence lit, right what is suggested for it, to accept, edit or reject."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geodata.common.language import _, marked
from geodata.desk.review import reviewing
from geodata.desk.review.completion import lacks
from geodata.desk.review.proposals import Proposal, english, propose
from geodata.desk.review.reviewing import State
from geodata.desk.store.drafts import new_id
from geodata.desk.store.records import DraftClaim
from geodata.desk.suggestions.measured import MEASURED
from pages.components.desk import desk_words, session
from pages.components.desk.review import acts, place, spans
from pages.components.desk.review import claim as desk_claim
from pages.components.desk.review import text as desk_text
from pages.components.desk.review.claim import Work
from pages.components.desk.session import Room
from pages.components.shell import address

_OUTCOMES: Final = {
    "quoted": marked("A claim"),
    "no event claim": marked("No event claim"),
    "page furniture": marked("Page furniture"),
}
_REASONS: Final = {
    "no event claim": (
        "Background; it reports no event.",
        "It repeats what is claimed elsewhere in the article.",
        "A subheading; the text below it makes the claim.",
    ),
    "page furniture": (
        "The headline; the text below it makes the claim.",
        "The author's name, kept with the article.",
        "Date and time of publication, kept with the article.",
        "Credit line, kept with the article.",
        "Invitation to other coverage.",
    ),
}
"""What is stored, and so in English; another reason can be typed."""


def show(room: Room) -> None:
    """Draw the text and the sentence in work."""
    states = reviewing.states(room.draft)
    number = session.hand().sentence = _current(states)
    work = _work(room, number)
    text, card = st.columns([1, 1], gap="medium")
    own, over = reviewing.claims_at(room.draft, number), reviewing.claims_over(room.draft, number)
    with text:
        desk_text.show(room, states, desk_text.Lit(number, _lit(room, work, own, over)))
        _suggesters(room)
    with card, st.container(key="desk-card"):
        _head(states, number)
        if over:
            _claimed(room, work, own, over)
        else:
            _undecided(room, work)
    session.hand().work = work


def _claim_key(number: int) -> str:
    return f"claim of {session.table().draft.id} {number}"


def catch_up() -> None:
    """Do what was asked for in the text, among the spans and in the choice of places, since they were drawn."""
    held = session.hand()
    work = held.work
    if not isinstance(work, Work):
        return
    room = session.table()
    outcome = st.session_state.get(_outcome_key(room, work.number), "")
    held.outcome = outcome, st.session_state.get(_reason_key(room, work.number, outcome), "")
    key = _claim_key(work.number)
    if st.session_state.get(key) not in {None, held.seated.get(key)}:
        session.choose("claim", st.session_state[key])
    for asked in session.sent(spans.key(work.claim)):
        acts.change_spans(work, asked)
    for asked in session.sent(place.key(work.claim)):
        now = desk_claim.fresh(work)
        if found := place.chosen(session.table(), now.claim, asked.get("id")):
            desk_claim.save(session.table(), now, {"place": found[0]}, places=found[1])
    for asked in session.sent(desk_text.KEY):
        number = asked.get("number")
        if asked.get("what") == "take":
            acts.take(work, asked)
        elif isinstance(number, int) and 0 <= number < len(session.table().draft.article.content.sentences):
            acts.go_to(number)


def _suggesters(room: Room) -> None:
    """Say who made the suggestions, and how good they are."""
    names = sorted({entry.content.suggester for entry in room.draft.suggestions.values()})
    if names:
        words = _("Suggestions by {names}. {measured}")
        st.caption(words.format(names=", ".join(names), measured=MEASURED.words))


def _lit(room: Room, work: Work, own: Sequence[DraftClaim], over: Sequence[DraftClaim]) -> DraftClaim:
    """Return the claim whose spans are lit: none for a sentence that was set aside."""
    if over and not own:
        return over[0]
    return DraftClaim(id="none") if work.number in room.draft.sentences else work.claim


def _current(states: Sequence[State]) -> int:
    asked = address.chosen("sentence") or ""
    number = int(asked) - 1 if asked.isdecimal() and len(asked) < 6 else -1  # noqa: PLR2004 - no text has more sentences
    return number if 0 <= number < len(states) else acts.next_open(states, -1) or 0


def _work(room: Room, number: int) -> Work:
    """Return the claim in work: the one chosen of those the sentence makes, or what is proposed for it."""
    own = reviewing.claims_at(room.draft, number)
    if own:
        claim = next((claim for claim in own if claim.id == address.chosen("claim")), own[0])
        return Work(number, claim, is_stored=True)
    proposal = _proposal(room, number)
    return Work(number, proposal.claim, is_stored=False, speakers=proposal.speakers, places=proposal.places)


def _proposal(room: Room, number: int) -> Proposal:
    key = f"proposed {room.draft.id} {number}"
    claim_id = st.session_state.get(key)
    if claim_id is None or room.store.history(kind="claim", key=claim_id):
        # An id that was used, and then taken back, is never used again.
        first = propose(room.draft, number, "proposal", room.speakers, room.places).claim
        speakers = first.chain[-1].speakers[:1] if first.chain else ("claim",)
        kind = (first.event_type.value if first.event_type else "claim").replace("_", "-")
        claim_id = st.session_state[key] = new_id(f"{speakers[0]}-{kind}")
    return propose(room.draft, number, claim_id, room.speakers, room.places)


def _head(states: Sequence[State], number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="desk-head"):
        where = _("Sentence {number} of {count}: {state}")
        shown = where.format(number=number + 1, count=len(states), state=desk_words.state(states[number]))
        st.text(f"{desk_words.SIGNS[states[number]]} {shown}")
        for words, icon, by, key in (
            (_("Previous"), ":material/arrow_upward:", -1, "Alt+Up"),
            (_("Next"), ":material/arrow_downward:", 1, "Alt+Down"),
        ):
            on_click = session.act(acts.move, by)
            st.button(words, icon=icon, shortcut=key, key=f"desk {key}", on_click=on_click)


def _undecided(room: Room, work: Work) -> None:
    """Draw what a sentence without a claim may become."""
    proposal = _proposal(room, work.number)
    stored = room.draft.sentences.get(work.number)
    key = _outcome_key(room, work.number)
    session.seat(key, stored.content.outcome if stored else proposal.outcome)
    outcome = st.segmented_control(
        _("This sentence is"),
        list(_OUTCOMES),
        format_func=lambda name: _(_OUTCOMES[name]),
        required=True,
        key=key,
        label_visibility="collapsed",
    )
    if proposal.reason and outcome == proposal.outcome:
        st.text(_("Suggested: {reason}").format(reason=proposal.reason.words))
    if outcome == "quoted":
        _form(room, work)
        _buttons(room, work)
        return
    options = _reasons(room, work.number, str(outcome))
    key = _reason_key(room, work.number, str(outcome))
    st.selectbox(_("Because"), options, key=key, accept_new_options=True)
    words = _("Keep so and go on") if stored and stored.content.outcome == outcome else _("Accept and go on")
    st.button(words, key="desk accept", shortcut="Ctrl+Enter", on_click=session.act(_close, work))


def _reasons(room: Room, number: int, outcome: str) -> list[str]:
    """Return reasons for an outcome, the one that is stored or suggested first."""
    stored, proposal = room.draft.sentences.get(number), _proposal(room, number)
    kept = stored.content.reason if stored and stored.content.outcome == outcome else ""
    suggested = english(proposal.reason) if proposal.reason and proposal.outcome == outcome else ""
    return list(dict.fromkeys(filter(None, [kept, suggested, *_REASONS[outcome]])))


def _outcome_key(room: Room, number: int) -> str:
    return f"outcome {room.draft.id} {number}"


def _reason_key(room: Room, number: int, outcome: str) -> str:
    return f"reason {room.draft.id} {number} {outcome}"


def _close(work: Work) -> None:
    """Close the sentence as its outcome is chosen now, which may not be as it was drawn."""
    room = session.table()
    outcome, reason = session.hand().outcome
    is_claimed = reviewing.claims_over(room.draft, work.number)
    if is_claimed or outcome not in _REASONS:
        acts.accept(work)
    else:
        acts.set_aside(work.number, outcome, reason or _reasons(room, work.number, outcome)[0])


def _claimed(room: Room, work: Work, own: Sequence[DraftClaim], over: Sequence[DraftClaim]) -> None:
    """Draw the claims that a sentence makes, or say which from another sentence quote it."""
    if not own:
        for claim in over:
            st.text(_("Part of the claim “{label}”").format(label=claim.label))
        _buttons(room, work)
        return
    if len(own) > 1:
        key = _claim_key(work.number)
        st.session_state[key] = session.hand().seated[key] = work.claim.id
        st.segmented_control(
            _("Claims of this sentence"),
            [claim.id for claim in own],
            format_func=lambda claim: str(1 + [one.id for one in own].index(claim)),
            required=True,
            key=key,
        )
    _form(room, work)
    _buttons(room, work)


def _form(room: Room, work: Work) -> None:
    spans.show(room, work.claim)
    desk_claim.show(room, work)


def _buttons(room: Room, work: Work) -> None:
    over = reviewing.claims_over(room.draft, work.number)
    is_its_own = work.is_stored or not over
    if is_its_own and (lacking := lacks(work.claim)):
        st.text(_("Lacks {what}.").format(what=", ".join(lacking)))
    is_closed = reviewing.state(room.draft, work.number).is_closed
    with st.container(horizontal=True, key="desk-buttons"):
        words = _("Go on") if is_closed else _("Accept and go on") if is_its_own else _("Nothing to add: go on")
        st.button(words, key="desk accept", shortcut="Ctrl+Enter", on_click=session.act(_close, work))
        words = _("Another claim of this sentence")
        st.button(words, key="desk another", shortcut="Alt+S", on_click=session.act(acts.split, work))
        if work.is_stored and work.claim.id in room.published:
            _withdrawal(work)
        elif work.is_stored:
            words = _("Take this claim away")
            st.button(words, key="desk away", on_click=session.act(acts.take_away, work))


def _withdrawal(work: Work) -> None:
    with st.popover(
        _("Withdraw this claim …"), help=_("It is published: readers will see that and why it was withdrawn")
    ):
        reason = st.text_input(_("Why, in the words that readers will see"), key=f"{work.claim.id} withdrawn")
        on_click = session.act(acts.withdraw, work, reason)
        st.button(_("Withdraw it"), key="desk withdraw", on_click=on_click, disabled=not reason)
