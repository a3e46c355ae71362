"""One article on the desk, in steps: what is known about it, review, relations, publication, and the record."""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from geodata.common.language import _, marked
from geodata.desk.review import reviewing
from pages.components.desk import about, desk_words, history, publish, relations, session
from pages.components.desk.review import acts, claim, sentences
from pages.components.desk.review import conflict as desk_conflict
from pages.components.desk.session import Room
from pages.components.shell import address

_STEPS: Final = {
    "article": marked("Article"),
    "review": marked("Review"),
    "relations": marked("Relations"),
    "publish": marked("Publish"),
    "record": marked("Record"),
}
_SHOWN: Final[Mapping[str, Callable[[Room], None]]] = {
    "article": about.show,
    "review": sentences.show,
    "relations": relations.show,
    "publish": publish.show,
    "record": history.show,
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
    claim.adopt()
    sentences.catch_up()


def show() -> None:
    """Draw the step that the editor is at."""
    step = _head(session.table())
    # Both have a place also when there is nothing to say: what follows would else be drawn anew and lose its scroll.
    told, conflict = st.empty(), st.empty()
    if said := session.said():
        with told.container(key="desk-said"):
            st.text(said)
    with conflict.container():
        desk_conflict.show(session.table())
    session.hand().work = None
    _SHOWN[step](session.table())


def _head(room: Room) -> str:
    states = reviewing.states(room.draft)
    with st.container(key="desk-title"):
        st.text(room.draft.article.content.article.title)
    with st.container(horizontal=True, vertical_alignment="center", key="desk-steps"):
        words = _("All articles")
        st.button(words, key="desk back", icon=":material/arrow_back:", on_click=session.act(_leave))
        step = _step()
        words = _("Undo")
        on_click = session.act(acts.undo)
        st.button(words, key="desk undo", icon=":material/undo:", shortcut="Alt+Z", on_click=on_click)
        with st.popover(_("Keys"), icon=":material/keyboard:"):
            for keys, words in _KEYS:
                meaning = _(words)
                st.text(f"{keys}: {meaning}")
        done = sum(state.is_closed for state in states)
        count = _("{done} of {all} sentences done").format(done=done, all=len(states))
        st.text(f"{count} · {desk_words.claims(len(room.draft.claims))}")
    return step


def _step() -> str:
    asked = address.chosen("step") or "review"
    asked = asked if asked in _STEPS else "review"
    seated = session.hand().seated
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
        session.choose(name, None)
