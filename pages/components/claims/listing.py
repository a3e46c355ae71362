"""The claims shown, as a list, a table, and pairs that disagree: the same as on the map."""

from collections.abc import Sequence

import streamlit as st

from geodata.common.language import _
from geodata.edition.loading import Edition
from geodata.model.events import Event
from geodata.presentation.claim_rows import order_names, ordered, rows
from geodata.views.disagreements import disagreements, inside
from pages.components.claims import card_list
from pages.components.shell import address


def show_list(events: Sequence[Event], edition: Edition, setting: card_list.CardContext) -> None:
    """Draw a choice of order and one card per claim."""
    names = order_names(edition)
    order = st.selectbox(_("Order"), list(names), format_func=names.__getitem__, key="order", width=260)
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
