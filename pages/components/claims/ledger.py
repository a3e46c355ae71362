"""The account below the timeline."""

import streamlit as st

from geodata.edition.loading import Edition
from geodata.presentation import accounting, wording
from geodata.views.selection import Outcome, Selection


def show(selection: Selection, edition: Edition) -> None:
    """Draw the filter in words and the number of claims by outcome.

    Where the timeline runs, it says the same while its handles move, and this is not seen.
    """
    shown, total = selection.ledger[Outcome.SHOWN].total, len(edition.events)
    with st.container(key="ledger"):
        st.text(accounting.shown_of_all(shown).format(total=total))
        st.markdown(accounting.account(selection.ledger, edition))
        st.text(wording.filter_sentence(selection.filter, edition))
