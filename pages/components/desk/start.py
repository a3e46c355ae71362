"""The editors' desk: the list of articles, or the open one."""

from contextlib import suppress
from typing import Final

import streamlit as st

from geodata.common.errors import AsReportedError
from geodata.common.language import _
from geodata.desk.publishing import readiness
from geodata.desk.publishing.report_corrections import REPORTS
from geodata.desk.store import drafts
from geodata.desk.store.log import Store
from geodata.edition.loading import Edition
from geodata.presentation import wording
from pages.components.desk import article_list, correction, gazetteer, report_forms, session
from pages.components.desk import draft as desk_draft
from pages.components.desk.session import Workspace
from pages.components.shell import address, browser

_keys = browser.component("desk/keys")
_KEYS: Final = {
    "Ctrl+Enter": ["desk-accept", "desk-begin", "desk-read", "desk-publish", "desk-about"],
    "Alt+Up": ["desk-Alt-Up"],
    "Alt+Down": ["desk-Alt-Down"],
    "Alt+S": ["desk-another"],
    "Alt+Z": ["desk-undo"],
}
"""Shortcuts, each with the buttons (class of their key) of which it presses the first enabled one."""
_FOCUS_TARGETS: Final = {"Alt+T": ".desk-text-body", "Alt+C": ".st-key-desk-card"}
"""Shortcuts, each with the selector of the element that it focuses."""
_URL_PARAMETERS: Final = ("draft", "step", "sentence", "claim", "taken", *correction.PARAMETERS)


def show(edition: Edition, who: str) -> address.Query:
    """Draw the desk for the editor ``who`` and return its URL parameters."""
    st.html(browser.SOURCE / "desk/desk.css")
    _keys(data={"keys": _KEYS, "places": _FOCUS_TARGETS}, key="desk keys", height=1)
    state = session.open_session()
    store = session.store()
    with suppress(AsReportedError):
        # Where it cannot be built, the form that needs it says why.
        gazetteer.prepare()
    if state.workspace:
        desk_draft.save_inputs()
    session.run_commands()
    draft_id = address.chosen("draft")
    if any(map(address.chosen, correction.PARAMETERS)):
        _back_button()
        correction.show(store, edition, who)
        draft_id = None
    elif not draft_id:
        state.workspace = None
        draft_id = article_list.show(store, edition, who)
        if draft_id:
            address.choose("draft", draft_id)
    if draft_id == REPORTS:
        _back_button()
        report_forms.show(store, edition, who)
    elif draft_id:
        _show_draft(store, draft_id, edition, who)
    session.finish_run()
    return {name: [value] for name in _URL_PARAMETERS if (value := address.chosen(name))}


def _show_draft(store: Store, draft_id: str, edition: Edition, who: str) -> None:
    try:
        draft = drafts.read(store, draft_id)
        published = readiness.published_claims(store, draft_id)
    except AsReportedError as error:
        st.text(_("Not opened: {error}.").format(error=wording.error_sentence(error)))
        _back_button()
        return
    session.current().workspace = Workspace(store, draft, edition, who, published)
    desk_draft.show()


def _back_button() -> None:
    on_click = session.command(_leave)
    st.button(_("All articles"), key="desk back", icon=":material/arrow_back:", on_click=on_click)


def _leave() -> None:
    for name in ("draft", *correction.PARAMETERS):
        session.choose(name, None)
