"""The correction of a published claim, begun on its public card: what is changed, the reason, and one button."""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from geodata.common.errors import AsReportedError, joined
from geodata.common.language import _
from geodata.desk.errors import IncompleteError
from geodata.desk.publishing import acts, correcting, preview, report_corrections
from geodata.desk.publishing.report_corrections import REPORTS
from geodata.desk.store import drafts
from geodata.desk.store.draft_records import DraftCorrection
from geodata.desk.store.log import Store
from geodata.edition.loading import Edition
from geodata.model.events import Event
from geodata.presentation import wording
from pages.components.claims import card_list
from pages.components.desk import desk_words, report_forms, session
from pages.components.desk.review import sentences
from pages.components.desk.session import Workspace
from pages.components.shell import address

PARAMETERS = ("correct", "withdraw")
"""URL parameters, each with the id of the claim that is corrected or withdrawn."""


class _Subject(NamedTuple):
    """The claim as published, and whether it is to be withdrawn."""

    event: Event
    withdrawn: bool


def show(store: Store, edition: Edition, who: str) -> None:
    """Draw the correction that the address asks for."""
    claim_id = address.chosen("withdraw") or address.chosen("correct") or ""
    event = edition.event(claim_id)
    if event is None:
        st.text(_("Edition {number} has no such claim: it may be withdrawn.").format(number=edition.number))
        return
    session.current().work = None
    subject = _Subject(event, bool(address.chosen("withdraw")))
    st.subheader(_("Withdraw a claim") if subject.withdrawn else _("Correct a claim"), anchor=False)
    session.show_message()
    if event.is_quoted:
        _quoted(subject, store, edition, who)
    else:
        _cited(subject, store, edition, who)


def _quoted(subject: _Subject, store: Store, edition: Edition, who: str) -> None:
    article = subject.event.evidence.source
    try:
        correcting.reopen(store, article, who)
        draft = drafts.read(store, article)
    except AsReportedError as error:
        st.text(_("Not opened: {error}.").format(error=wording.error_sentence(error)))
        return
    opened = Workspace(store, draft, edition, who, frozenset(edition.events_by_id))
    session.current().workspace = opened
    if subject.withdrawn:
        card_list.show([subject.event], edition, card_list.PREVIEW, key="as published")
    elif subject.event.id not in draft.claims:
        st.text(
            _(
                "This claim was taken away in its article’s draft: open the article and undo that, or withdraw the "
                "claim."
            )
        )
        return
    else:
        sentences.show_claim(opened, subject.event.id)
        opened = session.workspace()
        _changes(subject, opened)
    _publish(subject, store, article, who, None)


def _changes(subject: _Subject, opened: Workspace) -> None:
    """Draw what readers will see, and what differs from what they see now."""
    previewed = preview.edition(opened.edition, opened.draft)
    event = previewed.event(subject.event.id)
    if event is None:
        return
    st.subheader(_("As readers will see it"), anchor=False)
    card_list.show([event], previewed, card_list.PREVIEW, key="as corrected")
    changed = desk_words.changes(subject.event, opened.draft.claims[event.id].content, opened)
    st.text(changed or _("Nothing is changed yet."))


def _cited(subject: _Subject, store: Store, edition: Edition, who: str) -> None:
    claim_id = subject.event.id
    if subject.withdrawn:
        card_list.show([subject.event], edition, card_list.PREVIEW, key="as published")
        _publish(subject, store, REPORTS, who, None)
        return
    row = report_corrections.due_rows(store).get(claim_id) or report_corrections.published_row(store, claim_id)
    _publish(subject, store, REPORTS, who, report_forms.cells(claim_id, row, edition))


def _publish(subject: _Subject, store: Store, draft_id: str, who: str, cells: Mapping[str, str] | None) -> None:
    """Draw the reason and the button; on request publish this correction alone, then lead to what readers see."""
    with st.form("desk correction", border=False):
        reason = st.text_input(_("Why, in the words that readers will see"), key=f"{subject.event.id} why").strip()
        words = _("Withdraw and publish") if subject.withdrawn else _("Correct and publish")
        st.form_submit_button(words, key="desk publish", on_click=session.command(session.request, "correction"))
    if not session.is_requested("correction"):
        return
    session.finish_request("correction")
    if not reason:
        st.text(_("Not published: say why, readers see it with the day."))
        return
    correction = DraftCorrection(claim=subject.event.id, text=reason, withdrawn=subject.withdrawn)
    with st.spinner(_("Writing the edition and checking every quote in it …")):
        try:
            number = acts.publish_correction(store, draft_id, correction, who, cells)
        except IncompleteError as error:
            st.text(
                _("Not published: {error}.").format(
                    error=wording.error_sentence(joined(error.missing)).removesuffix(".")
                )
            )
            return
        except AsReportedError as error:
            st.text(
                _("Not published, and the edition before it stays as it is: {error}.").format(
                    error=wording.error_sentence(error)
                )
            )
            return
    session.notify(
        _("Edition {number} is published; readers see it now.").format(number=number),
        ("pages/claims.py", {"event": subject.event.id}),
    )
    for name in PARAMETERS:
        address.choose(name, None)
    st.rerun()
