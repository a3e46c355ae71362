"""The claims shown, as a list, a table, and pairs that disagree: the same as on the map."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from geodata.common.language import _, marked
from geodata.edition.loading import Edition
from geodata.edition.translations import own_words
from geodata.model.events import Event, QuoteEvidence, Relation
from geodata.presentation import wording
from geodata.presentation.citations import speakers_of
from geodata.views.filters import NOWHERE
from pages.components.claims import card_list
from pages.components.shell import address

_ORDERS: Mapping[str, Callable[[Event, Edition], tuple[object, ...]]] = {
    "article": lambda _event, _edition: (),
    "newest": lambda event, _edition: (-(event.reported.last or date.max).toordinal(),),
    "oldest": lambda event, _edition: ((event.reported.first or date.min).toordinal(),),
    "speaker": lambda event, edition: (speakers_of(event, edition),),
    "place": lambda event, edition: (_places(event, edition),),
}
_ORDER_WORDS = {
    "newest": marked("newest report first"),
    "oldest": marked("oldest report first"),
    "speaker": marked("by speaker"),
    "place": marked("by place"),
}


def ordered(events: Sequence[Event], order: str, edition: Edition) -> tuple[Event, ...]:
    """Return ``events`` in one of the orders offered; what is equal in it keeps its order."""
    return tuple(sorted(events, key=lambda event: _ORDERS[order](event, edition)))


def rows(events: Sequence[Event], edition: Edition) -> list[dict[str, str]]:
    """Return one row of plain strings per event, in order."""
    return [
        {
            _("Evidence"): _("Exact quote") if event.is_quoted else _("Cited report"),
            _("Speaker"): speakers_of(event, edition),
            _("Words or summary"): words(event) if event.is_quoted else own_words(event, "summary", edition).marked,
            _("Kind of claim"): wording.event_type(event.event_type),
            _("Status in the source"): wording.status(event.status),
            _("Place"): _places(event, edition),
            _("Reported"): event.reported.edtf,
            _("Happened"): event.happened.edtf if event.happened else "",
            _("Published by"): wording.facet_value("source", event.evidence.source, edition),
            _("Disagrees with"): str(len(edition.disputes(event.id)) or ""),
        }
        for event in events
    ]


def words(event: Event) -> str:
    """Return the exact words of a claim, or our summary of a cited one as it was written."""
    if isinstance(event.evidence, QuoteEvidence):
        return event.evidence.words
    return event.evidence.summary


def disagreements(events: Sequence[Event], edition: Edition) -> tuple[Relation, ...]:
    """Return the pairs that disagree of which at least one claim is in ``events``, those with exact quotes first."""
    passing = {event.id for event in events}
    quoted = {event.id for event in edition.events if event.is_quoted}
    pairs = [pair for pair in edition.relations if pair.kind == "disagrees" and passing.intersection(pair.events)]
    return tuple(sorted(pairs, key=lambda pair: -len(quoted.intersection(pair.events))))


def inside(pairs: Sequence[Relation], edition: Edition) -> int:
    """Return how many of ``pairs`` are between two claims with exact quotes."""
    return sum(all((event := edition.event(name)) and event.is_quoted for name in pair.events) for pair in pairs)


def show_list(events: Sequence[Event], edition: Edition, setting: card_list.CardContext) -> None:
    """Draw a choice of order and one card per claim."""
    first = _("the articles first") if edition.has_several_articles else _("the article first")
    names = {"article": first, **{name: _(words) for name, words in _ORDER_WORDS.items()}}
    order = st.selectbox(_("Order"), list(_ORDERS), format_func=names.__getitem__, key="order", width=260)
    card_list.show(ordered(events, order, edition), edition, setting, key="claims", opened=False)


def show_table(events: Sequence[Event], edition: Edition) -> None:
    """Draw the claims as a sortable table; the row that is selected is opened above it."""

    def open_row() -> None:
        selected = st.session_state["table"].selection.rows
        address.choose("event", events[selected[0]].id if selected else None)

    st.caption(_("Select a row to open its claim. Column heads sort."))
    st.dataframe(
        rows(events, edition),
        key="table",
        on_select=open_row,
        selection_mode="single-row",
        hide_index=True,
        height=520,
    )


def show_disagreements(events: Sequence[Event], edition: Edition, setting: card_list.CardContext) -> None:
    """Draw the pairs that disagree, both claims side by side; nobody is scored or said to be right."""
    pairs = disagreements(events, edition)
    of_one = _(
        "Pairs of claims that disagree: {count}, of which inside the article: {inside}. At least one claim of each "
        "pair passes the dates and filters. Both are shown as reported, without a verdict."
    )
    of_several = _(
        "Pairs of claims that disagree: {count}, of which inside the articles: {inside}. At least one claim of each "
        "pair passes the dates and filters. Both are shown as reported, without a verdict."
    )
    account = of_several if edition.has_several_articles else of_one
    st.text(account.format(count=len(pairs), inside=inside(pairs, edition)))
    card_list.show_pairs(pairs, edition, setting, key="pairs")


def _places(event: Event, edition: Edition) -> str:
    return _(" and ").join(wording.place_name(place, edition) for place in event.place.places or (NOWHERE,))
