"""A draft's revision history: who saved what when, including versions that lost a conflict."""

import json
from collections.abc import Sequence

import streamlit as st

from geodata.common.language import _, plural
from geodata.desk.store.revisions import Revision
from pages.components.desk import desk_words
from pages.components.desk.session import Workspace

_MOST = 200
_LONGEST = 40


def show(workspace: Workspace) -> None:
    """Draw the draft's revisions, newest first, and the texts of the selected one."""
    acts: dict[int, list[Revision]] = {}
    for revision in workspace.store.history(workspace.draft.id):
        acts.setdefault(revision.act, []).append(revision)
    newest = sorted(acts, reverse=True)[:_MOST]
    st.caption(_("Select a row to read what it changed."))
    chosen = st.dataframe(
        [_row(acts[act]) for act in newest],
        key="desk history",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
    )
    for row in chosen.selection.rows:
        _texts(acts[newest[row]])


def _row(revisions: Sequence[Revision]) -> dict[str, str]:
    first = revisions[0]
    records = plural("{count} record", "{count} records", len(revisions))
    return {
        _("When"): desk_words.moment(first.moment),
        _("Who"): first.who,
        _("What"): f"{_action(first.action)}: {records}",
        _("Records"): ", ".join(dict.fromkeys(map(_record, revisions))),
        _("Why"): first.why,
    }


def _record(revision: Revision) -> str:
    """Return what a revision is about: its kind, and the words by which an editor knows it."""
    kinds = {
        "article": _("article"),
        "claim": _("claim"),
        "relation": _("relation"),
        "sentence": _("sentence"),
        "suggestion": _("suggestion"),
        "correction": _("correction"),
        "report": _("report"),
        "place": _("place"),
        "speaker": _("speaker"),
    }
    kind = kinds.get(revision.kind, revision.kind)
    content = json.loads(revision.after or revision.before or "{}")
    number = str(int(revision.key) + 1) if revision.kind == "sentence" else ""
    article = content.get("article")
    title = article.get("title") if isinstance(article, dict) else ""
    exact = content.get("span", {}).get("exact", "")[:_LONGEST]
    named = number or title or content.get("label") or content.get("name") or content.get("text") or exact
    return f"{kind} {named}" if number or not named else f"{kind} “{named}”"


def _action(action: str) -> str:
    words = {
        "begin": _("article taken in"),
        "save": _("saved"),
        "undo": _("taken back"),
        "conflict": _("met another editor’s text, kept and not used"),
        "publish": _("published"),
    }
    return words.get(action, action)


def _texts(revisions: Sequence[Revision]) -> None:
    for revision in revisions:
        st.text(_record(revision))
        before, after = st.columns(2)
        before.caption(_("Before"))
        before.code(revision.before or _("nothing"), language=None, wrap_lines=True)
        after.caption(_("After"))
        after.code(revision.after or _("taken away"), language=None, wrap_lines=True)
