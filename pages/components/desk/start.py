"""The editors' desk: the articles there are, and the one that is open."""

from pathlib import Path
from typing import Final

import streamlit as st

from geodata.common.errors import AsReportedError
from geodata.common.language import _
from geodata.desk.publishing.report_corrections import REPORTS
from geodata.desk.review import readiness
from geodata.desk.store import drafts
from geodata.desk.store.log import Store
from geodata.edition.loading import Edition
from pages.components.desk import draft as desk_draft
from pages.components.desk import drafts as desk_drafts
from pages.components.desk import reports, session
from pages.components.desk.session import Room
from pages.components.shell import address

_STATIC: Final = Path(__file__).parents[3] / "static"
_keys = st.components.v2.component("desk_keys", js=(_STATIC / "desk-keys.js").read_text(encoding="utf-8"))
_KEYS: Final = {
    "Ctrl+Enter": ["desk-accept", "desk-begin", "desk-read", "desk-publish", "desk-about"],
    "Alt+Up": ["desk-Alt-Up"],
    "Alt+Down": ["desk-Alt-Down"],
    "Alt+S": ["desk-another"],
    "Alt+Z": ["desk-undo"],
}
"""Keys, and the buttons of which the first that is there and enabled is pressed, by the class of their key."""
_PLACES: Final = {"Alt+T": ".desk-text-body", "Alt+C": ".st-key-desk-card"}
"""Keys, and the places that they lead to."""
_NAMES: Final = ("draft", "step", "sentence", "claim", "taken")


def show(edition: Edition, who: str) -> address.Query:
    """Draw the desk for the editor ``who``, and return what of it belongs in the URL."""
    st.html(_STATIC / "desk.css")
    _keys(data={"keys": _KEYS, "places": _PLACES}, key="desk keys", height=1)
    held = session.sit_down()
    store = session.store()
    if held.room:
        desk_draft.catch_up()
    session.do_acts()
    draft_id = address.chosen("draft")
    if not draft_id:
        held.room = None
        draft_id = desk_drafts.show(store, edition, who)
        if draft_id:
            address.choose("draft", draft_id)
    if draft_id == REPORTS:
        _way_back()
        reports.show(store, edition, who)
    elif draft_id:
        _show_draft(store, draft_id, edition, who)
    session.drawn()
    return {name: [value] for name in _NAMES if (value := address.chosen(name))}


def _show_draft(store: Store, draft_id: str, edition: Edition, who: str) -> None:
    try:
        draft = drafts.read(store, draft_id)
        published = readiness.published_claims(store, draft_id)
    except AsReportedError as error:
        st.text(_("Not opened: {error}.").format(error=error))
        _way_back()
        return
    session.hand().room = Room(store, draft, edition, who, published)
    desk_draft.show()


def _way_back() -> None:
    on_click = session.act(session.choose, "draft", None)
    st.button(_("All articles"), key="desk back", icon=":material/arrow_back:", on_click=on_click)
