"""The account below the timeline: what is shown, and why the numbers add up."""

from collections.abc import Callable

import streamlit as st

from geodata.selection import Outcome, Selection, Tally

_WORDS = {
    Outcome.SHOWN: "on the map",
    Outcome.UNLOCATED: "listed without a place",
    Outcome.OUTSIDE: "outside the dates",
    Outcome.FILTERED: "filtered out",
    Outcome.UNDATED: "without a date",
}


def show(selection: Selection, name_of: Callable[[str, str], str]) -> None:
    """Say in words what is shown and account for every claim of the edition."""
    with st.container(key="ledger"):
        st.text(sentence(selection))
        st.text(selection.filter.sentence(name_of))


def sentence(selection: Selection) -> str:
    """Return the account: the outcomes' numbers, each split by evidence, and their sum."""
    ledger = selection.ledger
    parts = [f"{_count(ledger[outcome])} {words}" for outcome, words in _WORDS.items()]
    total = sum(ledger.values(), Tally())
    return (
        f"{' + '.join(parts)} = {_count(total)} claims in all. "
        "In brackets: the article's own claims + other outlets' reports."
    )


def _count(tally: Tally) -> str:
    return f"{tally.total} ({tally.quotes} + {tally.citations})" if tally.total else "0"
