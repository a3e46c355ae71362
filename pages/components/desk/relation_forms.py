"""Relations between claims: proposed where two share a place or disagree, stored only if the editor keeps them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, cast

import streamlit as st

from geodata.common.language import _, marked
from geodata.desk.publishing import preview
from geodata.desk.store.draft_records import DraftRelation, DraftSuggestion
from geodata.desk.store.drafts import new_id
from geodata.desk.suggestions import RelationSuggestion, propose_relations
from geodata.model.events import Event, Relation
from geodata.presentation import claim_rows
from pages.components.desk import session
from pages.components.desk.session import Workspace

_MOST: Final = 10
_SUGGESTER: Final = "rules on relations"
_KINDS: Final = {
    "same_place": marked("the same place"),
    "disagrees": marked("a disagreement about"),
    "may_be_same": marked("what may be the same"),
}
Kind = Literal["same_place", "disagrees", "may_be_same"]


def show(workspace: Workspace) -> None:
    """Draw the stored relations, the proposals, and a form for another relation."""
    events = {event.id: event for event in _events(workspace)}
    kept = [entry.content for entry in workspace.draft.relations.values()]
    st.subheader(_("Kept"), anchor=False)
    if not kept:
        st.text(_("No relation of this article’s claims is kept yet. None is needed to publish."))
    for relation in kept:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(_("Remove"), key=f"away {relation.id}", on_click=session.command(_take_away, relation))
            labels = " / ".join(events[event].label if event in events else event for event in relation.events)
            kind = _(_KINDS[relation.kind])
            st.text(f"{kind}: {relation.about}. {labels}")
    _proposed(workspace, events)
    _by_hand(workspace, events)


def _events(workspace: Workspace) -> Iterator[Event]:
    """Yield the draft's finished claims, and those of the edition's other articles and reports."""
    yield from preview.finished(workspace.draft)
    yield from (event for event in workspace.edition.events if event.evidence.source != workspace.draft.id)


def _proposed(workspace: Workspace, events: Mapping[str, Event]) -> None:
    decided = {frozenset(cast("list[str]", record.content["events"])) for record in _dismissed(workspace)}
    decided |= {frozenset(entry.content.events) for entry in workspace.draft.relations.values()}
    decided |= {frozenset(relation.events) for relation in workspace.edition.relations}
    proposals = propose_relations(tuple(events.values()), workspace.places, _SUGGESTER)
    open_ones = [
        proposal
        for proposal in proposals
        if set(proposal.relation.events) & workspace.draft.claims.keys()
        and frozenset(proposal.relation.events) not in decided
    ]
    open_ones.sort(key=lambda proposal: _rank(proposal.relation, workspace))
    st.subheader(_("Proposed: {count}").format(count=len(open_ones)), anchor=False)
    for proposal in open_ones[:_MOST]:
        _proposal(proposal, events)
    if len(open_ones) > _MOST:
        st.text(_("The others follow as these are decided."))


def _proposal(proposal: RelationSuggestion, events: Mapping[str, Event]) -> None:
    relation = proposal.relation
    key = "-".join((relation.kind, *relation.events))
    with st.container(border=True, key=f"relation {key}"):
        st.text(_("Suggested: {reason}").format(reason=proposal.reason.words))
        for column, event in zip(st.columns(2), relation.events, strict=True):
            column.text(f"{events[event].label}\n“{claim_rows.words(events[event])}”")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            about = st.text_input(_(_KINDS[relation.kind]).capitalize(), value=relation.about, key=f"about {key}")
            summary = st.text_input(_("What each says of it, in a sentence"), relation.summary, key=f"summary {key}")
            arguments: tuple[Any, ...] = (relation.kind, relation.events, about, summary)
            st.button(_("Keep"), key=f"keep {key}", on_click=session.command(_keep, *arguments), disabled=not about)
            st.button(_("Dismiss"), key=f"dismiss {key}", on_click=session.command(_dismiss, proposal))


def _rank(relation: Relation, workspace: Workspace) -> tuple[bool, bool]:
    """Return a sort key: relations between the draft's own claims first, then disagreements."""
    return not set(relation.events) <= workspace.draft.claims.keys(), relation.kind == "same_place"


def _by_hand(workspace: Workspace, events: Mapping[str, Event]) -> None:
    own = [claim for claim in workspace.draft.claims if claim in events]
    if not own:
        return
    with st.expander(_("Relate two claims by hand")):

        def name(event: str) -> str:
            return events[event].label

        one = st.selectbox(_("This claim"), own, key="relate one", format_func=name, index=None)
        others = [event for event in events if event != one]
        other = st.selectbox(_("and this"), others, key="relate other", format_func=name, index=None)
        kind = st.selectbox(
            _("are related by"), list(_KINDS), format_func=lambda name: _(_KINDS[name]), key="relate kind"
        )
        about = st.text_input(_("What about"), key="relate about")
        summary = st.text_input(_("What each says of it, in a sentence"), key="relate summary")
        ready = bool(one and other and about)
        arguments = (kind, (one, other), about, summary)
        st.button(_("Relate them"), key="relate", on_click=session.command(_keep, *arguments), disabled=not ready)


def _keep(kind: Kind, events: tuple[str, str], about: str, summary: str) -> None:
    relation = DraftRelation(id=new_id("relation"), kind=kind, events=events, about=about, summary=summary)
    session.save([relation])


def _take_away(relation: DraftRelation) -> None:
    session.save([], [relation])


def _dismiss(proposal: RelationSuggestion) -> None:
    """Store the proposal as rejected."""
    workspace = session.workspace()
    claims = workspace.draft.claims
    claim = next(claims[event].content for event in proposal.relation.events if event in claims)
    record = DraftSuggestion(
        id=new_id("relation"),
        suggester=proposal.suggester,
        what="relation",
        span=claim.quotes[0],
        content=proposal.relation.model_dump(mode="json"),
        decision="rejected",
    )
    session.save([record])


def _dismissed(workspace: Workspace) -> Iterator[DraftSuggestion]:
    records = (entry.content for entry in workspace.draft.suggestions.values())
    return (record for record in records if record.what == "relation")
