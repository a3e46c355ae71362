"""Publication: open tasks, reasons for corrections, and the next edition."""

import streamlit as st

from geodata.common.errors import AsReportedError, joined
from geodata.common.language import _, plural
from geodata.desk.errors import IncompleteError
from geodata.desk.publishing import acts, correcting, preview, readiness
from geodata.desk.review import completion, reviewing
from geodata.desk.store.log import Store
from geodata.edition import published
from geodata.presentation import wording
from pages.components.claims import card_list
from pages.components.desk import desk_words, session
from pages.components.desk.review import commands
from pages.components.desk.session import Workspace


def show(workspace: Workspace) -> None:
    """Draw the open tasks of the draft, and publish it on request."""
    _reasons(workspace)
    workspace = session.workspace()
    lacking = readiness.missing(workspace.store, workspace.draft)
    if lacking:
        st.text(plural("{count} thing is missing:", "{count} things are missing:", len(lacking)))
        st.text("\n".join(f"– {wording.error_sentence(one)}" for one in lacking))
        if (number := commands.next_open(reviewing.states(workspace.draft), -1)) is not None:
            st.button(_("Go to the first open sentence"), key="desk first", on_click=session.command(_review, number))
    else:
        st.text(_("Every sentence is accounted for and every suggestion decided."))
    _preview(workspace)
    number = acts.next_number(workspace.store)
    st.text(_("Readers see edition {number} now.").format(number=workspace.edition.number))
    claims = plural("{count} claim", "{count} claims", len(workspace.draft.claims))
    st.text(
        _("This would become edition {number}, with {claims} of this article.").format(number=number, claims=claims)
    )
    st.button(
        _("Publish edition {number}").format(number=number),
        key="desk publish",
        shortcut="Ctrl+Enter",
        disabled=bool(lacking),
        on_click=session.command(session.request, "publish"),
    )
    if session.is_requested("publish"):
        draft = workspace.draft.id
        publish(workspace.store, draft, workspace.who, ("pages/articles.py", {"article": draft}))


def _preview(workspace: Workspace) -> None:
    """Draw what changes for readers, and the claims that are new or changed as they will see them."""
    before = readiness.claims_of(published.current(workspace.store.folder), workspace.draft.id)
    previewed = preview.edition(workspace.edition, workspace.draft)
    own = [event for event in previewed.events if event.evidence.source == workspace.draft.id]
    differing = [event for event in own if event != before.get(event.id)]
    gone = before.keys() - workspace.draft.claims.keys()
    st.subheader(_("What changes for readers"), anchor=False)
    added = sum(event.id not in before for event in differing)
    st.text(
        _("{added} added, {changed} changed, {withdrawn} withdrawn, {same} as before.").format(
            added=desk_words.claims(added),
            changed=len(differing) - added,
            withdrawn=len(gone),
            same=len(own) - len(differing),
        )
    )
    for event in differing:
        if event.id in before:
            changes = desk_words.changes(before[event.id], workspace.draft.claims[event.id].content, workspace)
            st.text(f"{before[event.id].label}\n{changes}")
    if differing:
        with st.expander(_("As readers will see it")):
            card_list.show(differing, previewed, card_list.PREVIEW, key="preview", opened=False)


def _review(number: int) -> None:
    session.choose("step", "review")
    commands.go_to(number)


def changed(workspace: Workspace) -> dict[str, bool]:
    """Return the ids of published claims that the draft changes, each with whether it withdraws the claim."""
    article = workspace.draft.article.content.article
    before = readiness.claims_of(published.current(workspace.store.folder), workspace.draft.id)
    withdrawals = {claim_id: True for claim_id in before if claim_id not in workspace.draft.claims}
    for claim_id in before.keys() & workspace.draft.claims.keys():
        claim = workspace.draft.claims[claim_id].content
        if completion.lacks(claim) or completion.event(claim, article) != before[claim_id]:
            withdrawals[claim_id] = False
    return dict(sorted(withdrawals.items()))


def publish(store: Store, draft: str, who: str, page: session.PageLink) -> None:
    """Publish, report the outcome with a link to the ``page`` that shows it, and rerun on the new edition."""
    link = None
    with st.spinner(_("Writing the edition and checking every quote in it …")):
        try:
            number = acts.publish(store, draft, who)
            said = _("Edition {number} is published; readers see it now.").format(number=number)
            link = page
        except IncompleteError as error:
            said = _("Not published: {error}.").format(
                error=wording.error_sentence(joined(error.missing)).removesuffix(".")
            )
        except AsReportedError as error:
            said = _("Not published, and the edition before it stays as it is: {error}.").format(
                error=wording.error_sentence(error)
            )
        session.finish_request("publish")
    session.notify(said, link)
    st.rerun()


def _reasons(workspace: Workspace) -> None:
    """Draw a reason field for each published claim that the draft changes or withdraws."""
    due = readiness.due_corrections(workspace.draft)
    differing = changed(workspace)
    if differing:
        st.subheader(_("Corrections"), anchor=False)
        st.text(_("Readers see these with the day, and a withdrawn claim’s address says that it was withdrawn."))
    published_claims = readiness.claims_of(published.current(workspace.store.folder), workspace.draft.id)
    names = {claim_id: f"“{event.label}”" for claim_id, event in published_claims.items()}
    for claim_id, withdrawn in differing.items():
        entry = due.get(claim_id)
        given = entry.content.text if entry and entry.content.withdrawn == withdrawn else ""
        words = _("{claim} is withdrawn, because") if withdrawn else _("{claim} is changed, because")
        key = f"reason for {claim_id}"
        session.set_field(key, given)
        typed = st.text_input(words.format(claim=names[claim_id]), key=key).strip()
        if typed and typed != given:
            change = correcting.give_reason(workspace.draft, claim_id, typed, withdrawn=withdrawn)
            session.save([change.content])
    for claim_id in sorted(due.keys() - differing.keys()):
        words = _("A reason is given for {claim}, which is as published.")
        st.text(words.format(claim=names.get(claim_id, claim_id)))
        on_click = session.command(_retract, claim_id)
        st.button(_("Take the reason away"), key=f"no reason for {claim_id}", on_click=on_click)


def _retract(claim_id: str) -> None:
    workspace = session.workspace()
    session.save([], [workspace.draft.corrections[claim_id].content])
