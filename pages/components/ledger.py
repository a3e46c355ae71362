"""The account below the timeline: what is shown, and why the numbers add up."""

from collections.abc import Mapping

import streamlit as st

from geodata.edition import Edition
from geodata.selection import Outcome, Selection, Tally
from pages.components import wording

_WORDS = {
    Outcome.UNLOCATED: "without a place, listed only",
    Outcome.OUTSIDE: "outside the dates",
    Outcome.FILTERED: "filtered out",
    Outcome.UNDATED: "without a date",
}


def show(selection: Selection, edition: Edition) -> None:
    """Say in words what is shown and account for every claim of the edition."""
    with st.container(key="ledger"):
        st.markdown(account(selection.ledger))
        st.text(wording.filter_sentence(selection.filter, edition))


def account(ledger: Mapping[Outcome, Tally]) -> str:
    """Return the outcomes' numbers, each split by evidence, and their sum, as Markdown of numbers and our words."""
    shown, total = ledger[Outcome.SHOWN], sum(ledger.values(), Tally())
    rest = [f"{_count(ledger[outcome])} {words}" for outcome, words in _WORDS.items()]
    first = f"**{shown.total} on the map** ({shown.quotes} of the article + {shown.citations} by other outlets)"
    return f"{' + '.join([first, *rest])} = **{total.total} claims in all** ({total.quotes} + {total.citations})."


def _count(tally: Tally) -> str:
    return f"{tally.total} ({tally.quotes} + {tally.citations})" if tally.total else "0"
