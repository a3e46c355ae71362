"""Large sets of coded events beside the article: the same slider, account, list and map, and never taken for quotes."""

import streamlit as st

from geodata.common.errors import AsReportedError
from geodata.common.language import _
from geodata.presentation import wording
from geodata.views.marks import map_view
from geodata.views.selection import Outcome
from pages.components import frame
from pages.components.claims import event_filter
from pages.components.datasets import (
    cache,
    claims_beside,
    dataset_account,
    dataset_filter,
    dataset_list,
    dataset_map,
    export_jobs,
    import_form,
    set_timeline,
)
from pages.components.shell import current_edition, role

head = frame.header("datasets")
edition = current_edition.edition()
frame.notices(edition)
claims_beside.follow(edition)
carried = event_filter.carried(edition)
query = event_filter.query(carried, edition)
editor = role.editor()
shelf = cache.available_sets()
for problem in shelf.problems:
    st.text(_("A data set cannot be shown: {problem}.").format(problem=wording.error_sentence(problem)))
if editor:
    import_form.show(shelf.datasets)
if shelf.datasets:
    controls = st.container(horizontal=True, vertical_alignment="bottom", key="set-controls")
    with controls:
        dataset = dataset_filter.choose(shelf.datasets)
        dataset_account.describe(dataset)
    try:
        source = cache.source(dataset)
        criteria = dataset_filter.show(source, edition, controls)
        ledger = dataset_filter.ledger(source, criteria)
        sentence = dataset_filter.sentence(dataset, criteria)
        current = dataset_list.opened(dataset)
        drawn = dataset_map.look(source, criteria, ledger[Outcome.SHOWN])
        claims = claims_beside.within(criteria, carried, edition)
        map_column, panel_column = st.columns([3, 2], gap="medium")
        with map_column:
            mark = current.mark if current else None
            dataset_map.show(drawn, source, map_view(claims, edition), edition, chosen=mark, sentence=sentence)
            limits = dataset_filter.limits_of(source, edition)
            if limits:
                timeline = set_timeline.drawing(
                    source,
                    criteria,
                    limits,
                    dataset_map.seen(dataset),
                    ledger=ledger,
                    beside=set_timeline.beside(edition, carried.clock, limits),
                    sentence=set_timeline.split(dataset_filter.sentence(dataset, criteria, set_timeline.SLOT)),
                )
                set_timeline.show(timeline, limits, set_timeline.clock(dataset))
            dataset_account.show(ledger, dataset, sentence)
            notes = (claims_beside.sentence(claims, edition), dataset_map.note(drawn, criteria))
            st.caption(" ".join(filter(None, notes)))
        with panel_column, st.container(key="panel"):
            dataset_list.show(source, criteria, ledger, current)
        export_jobs.show(source, criteria, ledger, edition, sentence)
        query |= dataset_filter.query(dataset, criteria, source, edition)
        query |= {"open": [current.asked]} if current and current.asked else {}
    except AsReportedError as error:
        query |= {"set": [dataset.id]}
        st.text(_("This data set cannot be shown: {problem}.").format(problem=wording.error_sentence(error)))
elif not shelf.problems:
    dataset_account.show_nothing(editor)
frame.footer(edition, head.menu, query)
