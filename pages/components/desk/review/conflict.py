"""Two editors saved the same record: both texts side by side, both kept, and the editor says which goes on."""

from collections.abc import Sequence
from typing import cast

import streamlit as st

from geodata.common.language import _
from geodata.desk.errors import Conflict
from geodata.desk.store.records import Content, read_content
from pages.components.desk import desk_words, session
from pages.components.desk.session import Lost, Room


def show(room: Room) -> None:
    """Draw the act that met another editor's, if there is one and it is not settled yet."""
    lost = session.hand().lost
    if lost is None or lost.draft != room.draft.id:
        return
    with st.container(border=True, key="desk-conflict"):
        st.text(
            _("Somebody else saved this meanwhile. Nothing was overwritten, and both texts are kept in the record.")
        )
        for conflict in lost.conflicts:
            _pair(conflict, lost, room)
        with st.container(horizontal=True):
            st.button(_("Go on with mine"), key="desk mine", on_click=session.act(session.save_mine, lost))
            st.button(_("Go on with theirs"), key="desk theirs", on_click=session.act(session.leave_mine))


def _pair(conflict: Conflict, lost: Lost, room: Room) -> None:
    mine, theirs = _content(conflict.kind, conflict.mine), _content(conflict.kind, conflict.theirs)
    if conflict.kind == "suggestion":
        # What differs is what each of them made of the suggestion.
        mine = next((content for content in lost.contents if type(content).__name__ == "DraftClaim"), mine)
        named = str((conflict.theirs or {}).get("claim", ""))
        theirs = room.draft.claims[named].content if named in room.draft.claims else theirs
    left, right = st.columns(2)
    with left:
        st.text(_("Mine, not used yet:"))
        _terms(desk_words.content(mine, room), desk_words.content(theirs, room))
    with right:
        at = desk_words.moment(conflict.at) if conflict.at else ""
        st.text(_("Theirs, saved {moment}:").format(moment=at))
        _terms(desk_words.content(theirs, room), desk_words.content(mine, room))


def _terms(terms: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> None:
    """Draw what differs between two records, and the first term of each, so that it is clear what they are."""
    differing = [term for number, term in enumerate(terms) if number == 0 or term not in others]
    st.text("\n".join(f"{name}: {words or '–'}" for name, words in differing))


def _content(kind: str, fields: object) -> Content | None:
    return None if fields is None else cast("Content", read_content(kind, fields))
