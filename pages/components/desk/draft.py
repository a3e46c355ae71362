"""The open article in five steps: metadata, review, publication, relations, history."""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from geodata.common.language import _, marked
from geodata.desk.review import reviewing
from pages.components.desk import article_form, desk_words, history, publish, relation_forms, session
from pages.components.desk.review import claim, commands, sentences
from pages.components.desk.review import conflict as desk_conflict
from pages.components.desk.session import Workspace
from pages.components.shell import address

_STEPS: Final = {
    "article": marked("Article"),
    "review": marked("Review"),
    "publish": marked("Publish"),
    "relations": marked("Relations"),
    "record": marked("Record"),
}
_SHOWN: Final[Mapping[str, Callable[[Workspace], None]]] = {
    "article": article_form.show,
    "review": sentences.show,
    "relations": relation_forms.show,
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


def save_inputs() -> None:
    """Save the input in the forms of the last run, before any queued command."""
    claim.save_form()
    sentences.queue_inputs()


def show() -> None:
    """Draw the current step."""
    step = _head(session.workspace())
    # Both placeholders always stand: an element more or less would remount what follows and lose its scroll position.
    notice, conflict = st.empty(), st.empty()
    with notice.container():
        session.show_message()
    with conflict.container():
        desk_conflict.show(session.workspace())
    session.current().work = None
    _SHOWN[step](session.workspace())


def _head(workspace: Workspace) -> str:
    states = reviewing.states(workspace.draft)
    with st.container(key="desk-title"):
        st.text(workspace.draft.article.content.article.title)
    with st.container(horizontal=True, vertical_alignment="center", key="desk-steps"):
        words = _("All articles")
        st.button(words, key="desk back", icon=":material/arrow_back:", on_click=session.command(_leave))
        step = _step()
        words = _("Undo")
        on_click = session.command(commands.undo)
        st.button(words, key="desk undo", icon=":material/undo:", shortcut="Alt+Z", on_click=on_click)
        with st.popover(_("Keys"), icon=":material/keyboard:"):
            for keys, words in _KEYS:
                meaning = _(words)
                st.text(f"{keys}: {meaning}")
        done = sum(state.is_closed for state in states)
        count = _("{done} of {all} sentences done").format(done=done, all=len(states))
        st.text(f"{count} · {desk_words.claims(len(workspace.draft.claims))}")
    return step


def _step() -> str:
    url_step = address.chosen("step") or "review"
    url_step = url_step if url_step in _STEPS else "review"
    values = session.current().form.values
    if values.get("desk step") != url_step:
        st.session_state["desk step"] = values["desk step"] = url_step
    step = st.segmented_control(
        _("Step"),
        list(_STEPS),
        format_func=lambda name: _(_STEPS[name]),
        key="desk step",
        required=True,
        label_visibility="collapsed",
    )
    step = str(step)
    if step != url_step:
        values["desk step"] = step
        address.choose("step", step)
    return step


def _leave() -> None:
    for name in ("draft", "step", "sentence", "claim"):
        session.choose(name, None)
