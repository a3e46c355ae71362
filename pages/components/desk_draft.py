"""One article on the desk, in steps: what is known about it, review, relations, publication, and the record."""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from geodata.common.language import _, marked
from geodata.desk.review import reviewing
from pages.components import (
    address,
    desk_about,
    desk_acts,
    desk_claim,
    desk_conflict,
    desk_history,
    desk_publish,
    desk_relations,
    desk_review,
    desk_room,
    desk_wording,
)
from pages.components.desk_room import Room

_STEPS: Final = {
    "article": marked("Article"),
    "review": marked("Review"),
    "relations": marked("Relations"),
    "publish": marked("Publish"),
    "record": marked("Record"),
}
_SHOWN: Final[Mapping[str, Callable[[Room], None]]] = {
    "article": desk_about.show,
    "review": desk_review.show,
    "relations": desk_relations.show,
    "publish": desk_publish.show,
    "record": desk_history.show,
}
_KEYS: Final = (
    ("Ctrl+Enter", marked("accept and go on; store; publish: the button that goes on")),
    ("Alt+↑, Alt+↓", marked("the sentence before, the sentence after")),
    ("Alt+T, Alt+C", marked("to the text, to the claim")),
    ("Alt+S", marked("another claim of this sentence")),
    ("Alt+Z", marked("undo the last act")),
    ("Shift+←, Shift+→", marked("select words in the text, once the cursor is in it; with Ctrl, word by word")),
    ("Q, W, H, T, P", marked("in the text: what is selected are the claim’s words, who says it, a hedge, time, place")),
    ("N", marked("in the text: make a new claim of what is selected")),
    ("Enter", marked("in the text: go to the sentence that the cursor is in")),
)


def catch_up() -> None:
    """Save what was typed and chosen in the draft drawn last, before anything else is done."""
    desk_claim.adopt()
    desk_review.catch_up()


def show() -> None:
    """Draw the step that the editor is at."""
    step = _head(desk_room.table())
    # Both have a place also when there is nothing to say: what follows would else be drawn anew and lose its scroll.
    told, conflict = st.empty(), st.empty()
    if said := desk_room.said():
        with told.container(key="desk-said"):
            st.text(said)
    with conflict.container():
        desk_conflict.show(desk_room.table())
    desk_room.hand().work = None
    _SHOWN[step](desk_room.table())


def _head(room: Room) -> str:
    states = reviewing.states(room.draft)
    with st.container(key="desk-title"):
        st.text(room.draft.article.content.article.title)
    with st.container(horizontal=True, vertical_alignment="center", key="desk-steps"):
        words = _("All articles")
        st.button(words, key="desk back", icon=":material/arrow_back:", on_click=desk_room.act(_leave))
        step = _step()
        words = _("Undo")
        on_click = desk_room.act(desk_acts.undo)
        st.button(words, key="desk undo", icon=":material/undo:", shortcut="Alt+Z", on_click=on_click)
        with st.popover(_("Keys"), icon=":material/keyboard:"):
            for keys, words in _KEYS:
                meaning = _(words)
                st.text(f"{keys}: {meaning}")
        done = sum(state.is_closed for state in states)
        count = _("{done} of {all} sentences done").format(done=done, all=len(states))
        st.text(f"{count} · {desk_wording.claims(len(room.draft.claims))}")
    return step


def _step() -> str:
    asked = address.chosen("step") or "review"
    asked = asked if asked in _STEPS else "review"
    seated = desk_room.hand().seated
    if seated.get("desk step") != asked:
        st.session_state["desk step"] = seated["desk step"] = asked
    step = st.segmented_control(
        _("Step"),
        list(_STEPS),
        format_func=lambda name: _(_STEPS[name]),
        key="desk step",
        required=True,
        label_visibility="collapsed",
    )
    step = str(step)
    if step != asked:
        seated["desk step"] = step
        address.choose("step", step)
    return step


def _leave() -> None:
    for name in ("draft", "step", "sentence", "claim"):
        desk_room.choose(name, None)
