"""A save conflict: both versions side by side, both kept, and the editor chooses which goes on."""

from collections.abc import Sequence
from typing import cast

import streamlit as st

from geodata.common.language import _
from geodata.desk.errors import Conflict
from geodata.desk.store.draft_records import Content, read_content
from pages.components.desk import desk_words, session
from pages.components.desk.session import ConflictingSave, Workspace


def show(workspace: Workspace) -> None:
    """Draw the unresolved save conflict of the draft, if any."""
    rejected = session.current().conflicting
    if rejected is None or rejected.draft != workspace.draft.id:
        return
    with st.container(border=True, key="desk-conflict"):
        st.text(
            _("Somebody else saved this meanwhile. Nothing was overwritten, and both texts are kept in the record.")
        )
        for conflict in rejected.conflicts:
            _pair(conflict, rejected, workspace)
        with st.container(horizontal=True):
            st.button(_("Go on with mine"), key="desk mine", on_click=session.command(session.save_over, rejected))
            st.button(_("Go on with theirs"), key="desk theirs", on_click=session.command(session.discard_conflicting))


def _pair(conflict: Conflict, rejected: ConflictingSave, workspace: Workspace) -> None:
    mine, theirs = _content(conflict.kind, conflict.mine), _content(conflict.kind, conflict.theirs)
    if conflict.kind == "suggestion":
        # Compare the claims that the two editors derived from the suggestion.
        mine = next((content for content in rejected.contents if type(content).__name__ == "DraftClaim"), mine)
        named = str((conflict.theirs or {}).get("claim", ""))
        theirs = workspace.draft.claims[named].content if named in workspace.draft.claims else theirs
    left, right = st.columns(2)
    with left:
        st.text(_("Mine, not used yet:"))
        _terms(desk_words.content(mine, workspace), desk_words.content(theirs, workspace))
    with right:
        at = desk_words.moment(conflict.at) if conflict.at else ""
        st.text(_("Theirs, saved {moment}:").format(moment=at))
        _terms(desk_words.content(theirs, workspace), desk_words.content(mine, workspace))


def _terms(terms: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> None:
    """Draw the terms that differ between two records, and always the first, which identifies the record."""
    differing = [term for number, term in enumerate(terms) if number == 0 or term not in others]
    st.text("\n".join(f"{name}: {words or '–'}" for name, words in differing))


def _content(kind: str, fields: object) -> Content | None:
    return None if fields is None else cast("Content", read_content(kind, fields))
