"""The review step: the text with the open sentence highlighted, and its suggestions to accept, edit or reject."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geodata.common.language import _, marked
from geodata.desk.review import reviewing
from geodata.desk.review.completion import next_step
from geodata.desk.review.plain_sentence import plain_sentence
from geodata.desk.review.proposals import Proposal, english, propose
from geodata.desk.review.reviewing import State
from geodata.desk.store.draft_records import DraftClaim
from geodata.desk.store.drafts import new_id
from geodata.desk.suggestions.measured import measured_words
from geodata.presentation import wording
from pages.components.desk import desk_words, session
from pages.components.desk.review import claim as desk_claim
from pages.components.desk.review import commands, place, span_list
from pages.components.desk.review import text as desk_text
from pages.components.desk.review.claim import Work
from pages.components.desk.session import Workspace
from pages.components.shell import address

_OUTCOMES: Final = {
    "quoted": marked("A claim"),
    "no event claim": marked("Reports no event"),
    "page furniture": marked("Not part of the story"),
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
"""Stored values, therefore in English; the editor can type another reason."""


def show(workspace: Workspace) -> None:
    """Draw the text and the form of the open sentence."""
    states = reviewing.states(workspace.draft)
    number = session.current().sentence = _current(states)
    work = _work(workspace, number)
    text, card = st.columns([1, 1], gap="medium")
    own, over = reviewing.claims_at(workspace.draft, number), reviewing.claims_over(workspace.draft, number)
    with text:
        desk_text.show(workspace, states, desk_text.Highlight(number, _highlighted(workspace, work, own, over)))
        _suggesters(workspace)
    with card, st.container(key="desk-card"):
        _head(states, number)
        if over:
            _claimed(workspace, work, own, over)
        else:
            _undecided(workspace, work)
    session.current().work = work


def show_claim(workspace: Workspace, claim_id: str) -> None:
    """Draw the text and the form of one claim, as where it is corrected."""
    draft = workspace.draft
    claim = draft.claims[claim_id].content
    number = next((number for quote in claim.quotes for number in reviewing.sentences_of(draft, quote)), 0)
    text, card = st.columns([1, 1], gap="medium")
    work = Work(number, claim, is_stored=True)
    with text:
        desk_text.show(workspace, reviewing.states(draft), desk_text.Highlight(number, claim))
    with card, st.container(key="desk-card"):
        _form(workspace, work)
    session.current().work = work


def _claim_key(number: int) -> str:
    return f"claim of {session.workspace().draft.id} {number}"


def queue_inputs() -> None:
    """Apply the events of the text, the span list and the place candidates since the last run."""
    state = session.current()
    work = state.work
    if not isinstance(work, Work):
        return
    workspace = session.workspace()
    outcome = st.session_state.get(_outcome_key(workspace, work.number), "")
    state.form.outcome = outcome, st.session_state.get(_reason_key(workspace, work.number, outcome), "")
    key = _claim_key(work.number)
    if st.session_state.get(key) not in {None, state.form.values.get(key)}:
        session.choose("claim", st.session_state[key])
    for event in session.component_events(span_list.key(work.claim)):
        commands.change_spans(work, event)
    for event in session.component_events(place.key(work.claim)):
        latest = desk_claim.latest(work)
        if candidate := place.chosen(session.workspace(), latest.claim, event.get("id")):
            mention, places = candidate
            desk_claim.save(session.workspace(), latest, {"place": mention}, places=places)
    for event in session.component_events(desk_text.KEY):
        number = event.get("number")
        if event.get("what") == "take":
            commands.add_selection(work, event)
        elif isinstance(number, int) and 0 <= number < len(session.workspace().draft.article.content.sentences):
            commands.go_to(number)


def _suggesters(workspace: Workspace) -> None:
    """Show which suggesters ran, and their measured accuracy."""
    language = workspace.draft.article.content.article.language
    names = sorted({entry.content.suggester for entry in workspace.draft.suggestions.values()})
    if names:
        words = _("Suggestions by {names}. {measured}")
        st.caption(words.format(names=", ".join(names), measured=measured_words(language)))


def _highlighted(workspace: Workspace, work: Work, own: Sequence[DraftClaim], over: Sequence[DraftClaim]) -> DraftClaim:
    """Return the claim whose spans are lit: none for a sentence that was set aside."""
    if over and not own:
        return over[0]
    return DraftClaim(id="none") if work.number in workspace.draft.sentences else work.claim


def _current(states: Sequence[State]) -> int:
    printed = address.chosen("sentence") or ""
    number = int(printed) - 1 if printed.isdecimal() and len(printed) < 6 else -1  # noqa: PLR2004 - no text has more sentences
    return number if 0 <= number < len(states) else commands.next_open(states, -1) or 0


def _work(workspace: Workspace, number: int) -> Work:
    """Return the open claim: the chosen one of the sentence's claims, or its proposal."""
    own = reviewing.claims_at(workspace.draft, number)
    if own:
        claim = next((claim for claim in own if claim.id == address.chosen("claim")), own[0])
        return Work(number, claim, is_stored=True)
    proposal = _proposal(workspace, number)
    return Work(number, proposal.claim, is_stored=False, speakers=proposal.speakers, places=proposal.places)


def _proposal(workspace: Workspace, number: int) -> Proposal:
    key = f"proposed {workspace.draft.id} {number}"
    claim_id = st.session_state.get(key)
    if claim_id is None or workspace.store.history(kind="claim", key=claim_id):
        # The id of an undone claim is never used again.
        first = propose(workspace.draft, number, "proposal", workspace.speakers, workspace.places).claim
        speakers = first.chain[-1].speakers[:1] if first.chain else ("claim",)
        kind = (first.event_type.value if first.event_type else "claim").replace("_", "-")
        claim_id = st.session_state[key] = new_id(f"{speakers[0]}-{kind}")
    return propose(workspace.draft, number, claim_id, workspace.speakers, workspace.places)


def _head(states: Sequence[State], number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="desk-head"):
        where = _("Sentence {number} of {count}: {state}")
        shown = where.format(number=number + 1, count=len(states), state=desk_words.state(states[number]))
        st.text(f"{desk_words.SIGNS[states[number]]} {shown}")
        for words, icon, by, key in (
            (_("Previous"), ":material/arrow_upward:", -1, "Alt+Up"),
            (_("Next"), ":material/arrow_downward:", 1, "Alt+Down"),
        ):
            on_click = session.command(commands.move, by)
            st.button(words, icon=icon, shortcut=key, key=f"desk {key}", on_click=on_click)


def _undecided(workspace: Workspace, work: Work) -> None:
    """Draw the choice of outcome for a sentence without a claim."""
    stored = workspace.draft.sentences.get(work.number)
    if stored and stored.content.outcome == "withdrawn":
        # Settled: what was suggested for it is what was withdrawn.
        st.text(_("Its claim was withdrawn: {reason}").format(reason=stored.content.reason))
        on_click = session.command(commands.move, 1)
        st.button(_("Go on"), key="desk accept", shortcut="Ctrl+Enter", on_click=on_click)
        return
    proposal = _proposal(workspace, work.number)
    key = _outcome_key(workspace, work.number)
    session.set_field(key, stored.content.outcome if stored else proposal.outcome)
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
        _form(workspace, work)
        _buttons(workspace, work)
        return
    options = _reasons(workspace, work.number, str(outcome))
    key = _reason_key(workspace, work.number, str(outcome))
    st.selectbox(_("Because"), options, key=key, accept_new_options=True)
    words = _("Keep so and go on") if stored and stored.content.outcome == outcome else _("Accept and go on")
    st.button(words, key="desk accept", shortcut="Ctrl+Enter", on_click=session.command(_close, work))


def _reasons(workspace: Workspace, number: int, outcome: str) -> list[str]:
    """Return the reasons offered for an outcome, the stored or suggested one first."""
    stored, proposal = workspace.draft.sentences.get(number), _proposal(workspace, number)
    kept = stored.content.reason if stored and stored.content.outcome == outcome else ""
    suggested = english(proposal.reason) if proposal.reason and proposal.outcome == outcome else ""
    return list(dict.fromkeys(filter(None, [kept, suggested, *_REASONS[outcome]])))


def _outcome_key(workspace: Workspace, number: int) -> str:
    return f"outcome {workspace.draft.id} {number}"


def _reason_key(workspace: Workspace, number: int, outcome: str) -> str:
    return f"reason {workspace.draft.id} {number} {outcome}"


def _close(work: Work) -> None:
    """Close the sentence with the outcome selected now, which may differ from the one rendered."""
    workspace = session.workspace()
    outcome, reason = session.current().form.outcome
    is_claimed = reviewing.claims_over(workspace.draft, work.number)
    if is_claimed or outcome not in _REASONS:
        commands.accept(work)
    else:
        commands.set_aside(work.number, outcome, reason or _reasons(workspace, work.number, outcome)[0])


def _claimed(workspace: Workspace, work: Work, own: Sequence[DraftClaim], over: Sequence[DraftClaim]) -> None:
    """Draw the sentence's claims, or name the claims of other sentences that quote it."""
    if not own:
        for claim in over:
            st.text(_("Part of the claim “{label}”").format(label=claim.label))
        _buttons(workspace, work)
        return
    if len(own) > 1:
        key = _claim_key(work.number)
        st.session_state[key] = session.current().form.values[key] = work.claim.id
        st.segmented_control(
            _("Claims of this sentence"),
            [claim.id for claim in own],
            format_func=lambda claim: str(1 + [one.id for one in own].index(claim)),
            required=True,
            key=key,
        )
    _form(workspace, work)
    _buttons(workspace, work)


def _form(workspace: Workspace, work: Work) -> None:
    with st.container(key="desk-plain"):
        speakers = {**{speaker.id: speaker for speaker in work.speakers}, **workspace.speakers}
        places = {**{place.id: place for place in work.places}, **workspace.places}
        st.text(plain_sentence(work.claim, speakers, places))
    desk_claim.show(workspace, work)
    span_list.show(workspace, work.claim)
    desk_claim.show_more(work)


def _buttons(workspace: Workspace, work: Work) -> None:
    over = reviewing.claims_over(workspace.draft, work.number)
    is_its_own = work.is_stored or not over
    step = _next_step(workspace, work) if is_its_own else ""
    is_closed = reviewing.state(workspace.draft, work.number).is_closed
    with st.container(horizontal=True, key="desk-buttons"):
        words = _("Go on") if is_closed else _("Accept and go on") if is_its_own else _("Nothing to add: go on")
        on_click = session.command(_close, work)
        st.button(step or words, key="desk accept", shortcut="Ctrl+Enter", on_click=on_click, disabled=bool(step))
        words = _("Another claim of this sentence")
        st.button(words, key="desk another", shortcut="Alt+S", on_click=session.command(commands.split, work))
        if work.is_stored and work.claim.id in workspace.published:
            _withdrawal(work)
        elif work.is_stored:
            words = _("Take this claim away")
            st.button(words, key="desk away", on_click=session.command(commands.delete, work))


def _next_step(workspace: Workspace, work: Work) -> str:
    """Return what is left to do: in the open claim first, then in the sentence's others, each by its number."""
    own = reviewing.claims_at(workspace.draft, work.number)
    others = ((number, next_step(claim)) for number, claim in enumerate(own, start=1) if claim.id != work.claim.id)
    if step := next_step(work.claim):
        return wording.error_sentence(step)
    words = _("Claim {number}: {step}")
    left = (words.format(number=number, step=wording.error_sentence(step)) for number, step in others if step)
    return next(left, "")


def _withdrawal(work: Work) -> None:
    with st.popover(
        _("Withdraw this claim …"), help=_("It is published: readers will see that and why it was withdrawn")
    ):
        reason = st.text_input(_("Why, in the words that readers will see"), key=f"{work.claim.id} withdrawn")
        on_click = session.command(commands.withdraw, work, reason)
        st.button(_("Withdraw it"), key="desk withdraw", on_click=on_click, disabled=not reason)
