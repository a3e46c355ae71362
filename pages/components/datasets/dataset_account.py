"""A data set's provenance, and its rows by outcome: shown, listed, outside, filtered, undated or rejected."""

from collections.abc import Mapping

import streamlit as st

from geodata.common.direction import mark_overrides
from geodata.common.language import _, written_out
from geodata.datasets.schema import DataSet
from geodata.views.selection import Outcome
from pages.components.datasets.dataset_filter import counted


def show(ledger: Mapping[Outcome, int], dataset: DataSet, sentence: str) -> None:
    """Draw the number of rows by outcome, and the filter in words."""
    with st.container(key="ledger"):
        st.markdown(account(ledger, dataset))
        st.text(sentence)


def account(ledger: Mapping[Outcome, int], dataset: DataSet) -> str:
    """Return the number of rows by outcome and their sum, the rows of the file, as Markdown without the set's words."""
    numbers = {outcome.value: counted(ledger[outcome]) for outcome in Outcome}
    given = counted(sum(ledger.values()) + dataset.rejected)
    return template().format(**numbers, rejected=counted(dataset.rejected), given=given)


def template() -> str:
    """Return the account with the outcomes' names in braces where their numbers stand."""
    words = {
        Outcome.SHOWN: _("**{count} on the map**"),
        Outcome.UNLOCATED: _("{count} without a place on the map, listed only"),
        Outcome.OUTSIDE: _("{count} outside the dates"),
        Outcome.FILTERED: _("{count} filtered out"),
        Outcome.UNDATED: _("{count} without a date"),
    }
    parts = [text.format(count=f"{{{outcome.value}}}") for outcome, text in words.items()]
    parts.append(_("{count} rejected at import").format(count="{rejected}"))
    return f"{' + '.join(parts)} = {_('**{count} rows given**').format(count='{given}')}."


def describe(dataset: DataSet) -> None:
    """Draw a popover with the set's provenance, licence and citation."""
    with st.popover(_("About this data set"), icon=":material/menu_book:"):
        _about(dataset)


def numbers(dataset: DataSet) -> list[str]:
    """Return a line for each column that is kept as numbers, with the events that have none in it."""
    words = _("Number kept: {name}, not known for {unknown} of {count} events")
    return [
        mark_overrides(words.format(name=each.name, unknown=counted(each.unknown), count=counted(dataset.accepted)))
        for each in dataset.numbers
    ]


def _about(dataset: DataSet) -> None:
    words = _("{name}. Coded by {coder}. Imported on {day} from the file {file}.").format(
        name=dataset.name, coder=dataset.coded_by, day=written_out(dataset.imported), file=dataset.file_name
    )
    st.text(mark_overrides(words))
    for line in numbers(dataset):
        st.text(line)
    if dataset.is_of_an_older_form:
        st.text(_("It was imported by an earlier version, which kept no numbers: import its file again to have them."))
    st.caption(_("How to cite"))
    st.code(mark_overrides(dataset.how_to_cite) or _("not stated"), language=None, wrap_lines=True)
    st.caption(_("Licence"))
    st.text(mark_overrides(dataset.licence) or _("not stated"))
    st.caption(_("Addresses, as given"))
    addresses = mark_overrides("\n".join(filter(None, [dataset.url, dataset.licence_url])))
    st.code(addresses or _("none given"), language=None, wrap_lines=True)
    st.caption(_("The file’s SHA-256"))
    st.code(dataset.file_sha256, language=None, wrap_lines=True)


def show_nothing(editor: str | None) -> None:
    """Draw the empty state: no data set is imported yet, and how to import one."""
    st.text(_("There is no data set here yet. Sets of coded events, such as UCDP’s, will lie beside the article."))
    if editor:
        st.text(_("Add one with the form above, or with a command on this machine:"))
    else:
        st.text(_("Whoever runs this copy adds one at the editors’ desk, or with a command on the server:"))
    st.code("python -m geodata.datasets import events.csv", language="bash")
