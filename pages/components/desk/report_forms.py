"""Reports by other outlets: corrected or withdrawn with a public reason, and published together."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import streamlit as st

from geodata.common.language import _, marked, plural
from geodata.desk.publishing import report_corrections
from geodata.desk.publishing.report_corrections import REPORTS
from geodata.desk.store.log import Store
from geodata.edition.loading import Edition
from geodata.model.events import Event, EventType, Status
from geodata.model.places import Precision
from geodata.presentation import claim_rows, wording
from pages.components.desk import publish, session

_LONG: Final = ("summary", "note", "place_note")
_LABELS: Final = {
    "summary": marked("Our summary"),
    "note": marked("Note on the claim"),
    "place_note": marked("How it was placed"),
    "event_type": marked("Kind of claim"),
    "status": marked("The article treats it as"),
    "event_date_edtf": marked("Happened (EDTF)"),
    "reported_date": marked("Reported (YYYY-MM-DD)"),
    "place_as_written": marked("Place as written"),
    "places": marked("Places"),
    "along": marked("Along these regions"),
    "precision": marked("Placed as"),
    "speakers": marked("Who says it"),
    "speakers_as_written": marked("Credited as"),
    "hedge": marked("Hedge"),
    "source_outlet": marked("Published by"),
    "source_title": marked("Title"),
    "source_url": marked("Address"),
    "source_language": marked("Language (code)"),
}
"""Labels of the reports file's columns; an unknown column keeps its own name."""
_CODES: Final[Mapping[str, tuple[type[StrEnum], Callable[[Any], str]]]] = {
    "event_type": (EventType, wording.event_type),
    "status": (Status, wording.status),
    "precision": (Precision, wording.precision),
}


def show(store: Store, edition: Edition, who: str) -> None:
    """Draw the pending corrections, the button that publishes them, and the form of the selected report."""
    session.show_message()
    st.subheader(_("Other outlets’ reports"), anchor=False)
    due, rows = report_corrections.due(store), report_corrections.due_rows(store)
    for claim_id, entry in due.items():
        words = _("{claim} is withdrawn: {reason}") if rows[claim_id] is None else _("{claim} is changed: {reason}")
        event = edition.event(claim_id)
        st.text(words.format(claim=_line(event) if event else claim_id, reason=entry.content.text))
    words = plural("Publish {count} correction", "Publish {count} corrections", len(due))
    st.button(words, key="desk publish", disabled=not due, on_click=session.command(session.request, "publish"))
    if session.is_requested("publish"):
        publish.publish(store, REPORTS, who, ("pages/claims.py", {}))
    cited = {event.id: event for event in edition.events if not event.is_quoted}
    chosen = st.selectbox(
        _("Report"),
        list(cited),
        format_func=lambda claim: _line(cited[claim]),
        index=None,
        key="desk report",
        placeholder=_("choose one, or type words of it"),
    )
    if chosen:
        row = rows.get(chosen) or report_corrections.published_row(store, chosen)
        with st.container(key="desk-report"):
            _form(store, edition, (chosen, row), who)


def _line(event: Event) -> str:
    return f"{event.evidence.source}, {event.reported.words}: {claim_rows.words(event)}"


def _form(store: Store, edition: Edition, report: tuple[str, Mapping[str, str]], who: str) -> None:
    """Draw a field for each cell of a report, and one for the public reason of its correction."""
    claim_id, row = report
    ordered = cells(claim_id, row, edition)
    reason = st.text_input(_("Why, in the words that readers will see"), key=f"{claim_id} reason")
    with st.container(horizontal=True):
        changed = (store, claim_id, ordered, reason, who)
        withdrawn = (store, claim_id, None, reason, who)
        on_click = session.command(_correct, *changed)
        st.button(_("Change it"), key="change report", on_click=on_click, disabled=not reason)
        on_click = session.command(_correct, *withdrawn)
        st.button(_("Withdraw it"), key="withdraw report", on_click=on_click, disabled=not reason)


def cells(claim_id: str, row: Mapping[str, str], edition: Edition) -> dict[str, str]:
    """Draw a field for each cell of a report, and return the cells as typed."""
    typed = {"claim_id": claim_id}
    names = [name for name in row if name != "claim_id"]
    for name in filter(_LONG.__contains__, names):
        typed[name] = _cell(claim_id, name, row)
    columns = st.columns(3)
    for number, name in enumerate(name for name in names if name not in _LONG):
        with columns[number % 3]:
            typed[name] = _field(claim_id, name, row[name], edition)
    return {name: typed[name] for name in row}


def _field(claim_id: str, name: str, value: str, edition: Edition) -> str:
    """Draw the field of one short cell: words for what the file has as codes and ids."""
    label, key = _label(name), f"{claim_id} {name}"
    if name in _CODES:
        kind, words = _CODES[name]
        codes = [code.value for code in kind]
        index = codes.index(value) if value in codes else None
        return st.selectbox(label, codes, index, lambda code: words(kind(code)), key=key) or value
    if name in {"places", "along"}:
        chosen = [place for place in value.split("|") if place in edition.places]
        names = {place: held.name for place, held in edition.places.items()}
        return "|".join(_several(label, names, chosen, key))
    if name == "speakers":
        names = {speaker: held.name for speaker, held in edition.speakers.items()}
        links = value.split(" > ")
        return " > ".join(
            " + ".join(_several(label, names, link.split(" + "), f"{key} {number}"))
            for number, link in enumerate(links, start=1)
        )
    return st.text_input(label, value=value, key=key)


def _several(label: str, names: Mapping[str, str], chosen: Sequence[str], key: str) -> list[str]:
    default = [one for one in chosen if one in names]
    return st.multiselect(label, list(names), default, names.__getitem__, key=key, select_all=False)


def _label(name: str) -> str:
    return _(_LABELS[name]) if name in _LABELS else name


def _cell(claim_id: str, name: str, row: Mapping[str, str]) -> str:
    return st.text_input(_label(name), value=row[name], key=f"{claim_id} {name}")


def _correct(store: Store, claim_id: str, typed: Mapping[str, str] | None, reason: str, who: str) -> None:
    if session.attempt(lambda: report_corrections.correct_report(store, claim_id, typed, reason, who)):
        session.notify(_("Saved. Readers see it when the corrections are published."))
