"""The list of events: those of one symbol or area, all that pass, or those not on the map."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import pyarrow as pa
import streamlit as st

from geodata.common.direction import mark_all, mark_overrides
from geodata.common.language import _, marked, written_out
from geodata.common.language import current as language
from geodata.datasets import notes
from geodata.datasets.coded_events import CodedEvent
from geodata.datasets.criteria import Criteria
from geodata.datasets.schema import DataSet
from geodata.datasets.sources import Source
from geodata.datasets.view import extents
from geodata.datasets.view.grid import PlaneBounds
from geodata.datasets.view.symbols import Area
from geodata.presentation import wording
from geodata.views.selection import Outcome
from pages.components.datasets import cache, dataset_map
from pages.components.datasets.dataset_filter import counted
from pages.components.shell import address, browser

ROWS: Final = 20
REJECTED: Final = "rejected"
_SMALL: Final = 5_000
_MOST_REJECTIONS: Final = 1_000
_MOST_KINDS: Final = 12
_PARTS: Final[Mapping[str, tuple[str, tuple[Outcome, ...]]]] = {
    "all": (marked("All that pass"), (Outcome.SHOWN, Outcome.UNLOCATED)),
    "unlocated": (marked("Without a place"), (Outcome.UNLOCATED,)),
    "undated": (marked("Without a date"), (Outcome.UNDATED,)),
    "outside": (marked("Outside the dates"), (Outcome.OUTSIDE,)),
    REJECTED: (marked("Rejected at import"), ()),
}
_NUMBERS: Final = re.compile(r"\d{1,10}(?:\.\d{1,10}){2}", re.ASCII)
_cards = browser.component("page/coded")


@dataclass(frozen=True)
class Open:
    """The open list: one outcome, of one symbol or area if ``where`` is set; ``asked`` is its URL parameter."""

    asked: str
    part: str
    where: PlaneBounds | Area | None = None

    @property
    def mark(self) -> object:
        """Return the map's selection: [west, north, size], the id of an area, or None."""
        if isinstance(self.where, PlaneBounds):
            return [self.where.west, self.where.north, self.where.east - self.where.west + 1]
        return self.where.id if self.where else None


def opened(dataset: DataSet) -> Open | None:
    """Return the list that the reader or the URL chose; a small set is listed by default."""
    asked = address.chosen("open") or ""
    kind, _dot, rest = asked.partition(".")
    if asked in _PARTS:
        return Open(asked, asked)
    if kind == "cell" and (cell := dataset_map.symbol(_numbers(rest))):
        return Open(asked, "all", cell)
    if kind == "area" and (area := dataset_map.area(rest.split(".", 1))):
        return Open(asked, "all", area)
    return Open("", "all") if dataset.accepted <= _SMALL else None


def show(source: Source, criteria: Criteria, ledger: Mapping[Outcome, int], current: Open | None) -> None:
    """Draw the selector of lists, and one page of the open list."""
    dataset = source.dataset
    _choices(dataset, ledger, current)
    if current is None:
        st.text(
            _(
                "Choose a number, a square or a dotted area on the map to read its events here, or one of the lists "
                "above."
            )
        )
        _kinds(source)
        return
    st.text(_title(current))
    if current.part == REJECTED:
        _rejections(source)
        return
    # Page numbers of another list or filter are invalid here.
    asked = (dataset.id, current.asked, repr(criteria))
    if st.session_state.get("set list") != asked:
        st.session_state.update({"set list": asked, "set pages": [None]})
    pages: list[tuple[int | None, int] | None] = st.session_state["set pages"]
    page = source.page(criteria, _PARTS[current.part][1], current.where, after=pages[-1], rows=ROWS)
    if not page.events:
        st.text(_("No event here passes the dates, filters and words chosen."))
        return
    show_cards(page.events, dataset)
    with st.container(horizontal=True, vertical_alignment="center", key="set-pages"):
        st.button(
            _("Back"),
            on_click=_back,
            args=(pages,),
            disabled=len(pages) == 1,
            key="set back",
            icon=":material/chevron_left:",
        )
        st.button(
            _("Next {count}").format(count=ROWS),
            on_click=partial(pages.append, page.after),
            disabled=page.after is None,
            key="set next",
            icon=":material/chevron_right:",
        )
        first = (len(pages) - 1) * ROWS + 1
        st.text(_("{first} to {last}, by day").format(first=first, last=first + len(page.events) - 1))


def show_cards(events: Sequence[CodedEvent], dataset: DataSet) -> None:
    """Draw one card per event; the set's words are rendered as plain text."""
    words = {
        "coded": mark_overrides(_("coded by {coder}, not quoted").format(coder=dataset.coded_by)),
        "more": _("As coded: codes, source, record"),
        "codes": _("Raw codes"),
        "untitled": _("no title coded"),
    }
    _cards(data={"cards": [card(event) for event in events], "words": words}, key="coded cards")


def card(event: CodedEvent) -> dict[str, object]:
    """Return the texts of the card of ``event`` as plain strings."""
    shown: dict[str, object] = {
        "id": event.row,
        "kind": event.kind,
        "title": event.title,
        "when": when(event),
        "where": _where(event),
        "note": notes.worded(event.note, _),
        "source": event.source,
        "sourceTerm": _("Source, as coded"),
        "facts": [[term, text] for term, text in _facts(event) if text],
        "codes": [[str(name), str(value)] for name, value in event.codes.items()],
    }
    return mark_all(shown)


def when(event: CodedEvent) -> str:
    """Return the dates of an event in words."""
    if event.first_day is None or event.last_day is None:
        return _("without a date")
    if event.first_day == event.last_day:
        return written_out(event.first_day)
    return _("some time from {first} to {last}").format(
        first=written_out(event.first_day), last=written_out(event.last_day)
    )


def _where(event: CodedEvent) -> str:
    areas = ", ".join(extents.name(area) for area in (event.district, event.region) if area)
    named = " · ".join(filter(None, [event.place, areas, event.country]))
    placed = _("placed as: {precision}").format(precision=wording.precision(event.precision))
    return f"{named or _('no place named')}; {placed}"


def _facts(event: CodedEvent) -> list[tuple[str, str]]:
    position = ""
    if event.lon is not None and event.lat is not None:
        position = _("longitude {lon}, latitude {lat}").format(lon=event.lon, lat=event.lat)
        if not event.precision.is_pin:
            position = _("{position}; they stand for the whole area and are not drawn").format(position=position)
    return [
        (_("Coordinates, as coded"), position),
        (_("Id, as coded"), event.id),
        (_("Record of the file"), str(event.row)),
    ]


def _kinds(source: Source) -> None:
    def ask() -> pa.Table:
        kinds = source.facet(Criteria(), "kind", _MOST_KINDS)
        names = [mark_overrides(kind) or _("none given") for kind in kinds]
        return pa.table({_("Kind, as coded"): names, _("Events"): [counted(count) for count in kinds.values()]})

    st.caption(_("Kinds in the whole data set, as coded"))
    grouped = {_("Events"): st.column_config.TextColumn(alignment="right")}
    st.dataframe(cache.kept(source, ("kinds", language()), ask), hide_index=True, column_config=grouped)


def _choices(dataset: DataSet, ledger: Mapping[Outcome, int], current: Open | None) -> None:
    counts = {
        "all": ledger[Outcome.SHOWN] + ledger[Outcome.UNLOCATED],
        "unlocated": ledger[Outcome.UNLOCATED],
        "undated": ledger[Outcome.UNDATED],
        "outside": ledger[Outcome.OUTSIDE],
        REJECTED: dataset.rejected,
    }
    with st.container(horizontal=True, key="set-lists"):
        for part, (label, _outcomes) in _PARTS.items():
            is_open = current is not None and current.where is None and current.part == part
            st.button(
                f"{_(label)} · {counted(counts[part])}",
                key=f"set list {part}",
                type="primary" if is_open else "secondary",
                disabled=not counts[part],
                on_click=address.choose,
                args=("open", part),
            )


def _title(current: Open) -> str:
    match current.where:
        case PlaneBounds():
            one = current.where.east == current.where.west
            return (
                _("Events at the place chosen on the map, by day")
                if one
                else _("Events in the part of the map chosen, by day")
            )
        case Area():
            words = _("{name}, {level}: events coded to the area as a whole, by day")
            return words.format(name=extents.name(current.where.id), level=wording.level(current.where.level.value))
    return {
        "all": _("All that pass the dates, filters and words, by day"),
        "unlocated": _("Within the dates, but coded to no place that can be drawn"),
        "undated": _("Without a date: shown while all dates are chosen, and in every file taken away"),
        "outside": _("Outside the dates chosen"),
        REJECTED: _("Records of the file that the import did not take over, each with its reason"),
    }[current.part]


def _rejections(source: Source) -> None:
    rows = []
    for rejection in source.rejections():
        rows.append(
            {
                _("Record"): rejection.row,
                _("Column"): mark_overrides(rejection.column),
                _("Value"): mark_overrides(rejection.value),
                _("Reason"): _(rejection.reason),
            }
        )
        if len(rows) == _MOST_REJECTIONS:
            break
    st.dataframe(rows, hide_index=True, height=420)
    if len(rows) == _MOST_REJECTIONS:
        st.caption(_("The first {count} are listed.").format(count=counted(_MOST_REJECTIONS)))


def _back(pages: list[tuple[int | None, int] | None]) -> None:
    del pages[-1]


def _numbers(text: str) -> list[int] | None:
    return [int(part) for part in text.split(".")] if _NUMBERS.fullmatch(text) else None
