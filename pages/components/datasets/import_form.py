"""Import of data sets, for editors: upload, report, accept or decline; withdrawal of a set.

Nothing of it is drawn for a reader. An upload is read in bounded child processes, and nothing is served before its
report is accepted.
"""

import csv
from collections.abc import Sequence
from contextlib import closing
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import streamlit as st

from geodata.common.data_folder import datasets_folder
from geodata.common.errors import AsReportedError
from geodata.common.language import _, written_out
from geodata.datasets.importing import steps
from geodata.datasets.importing.import_report import Report
from geodata.datasets.schema import DataSet, Rejection
from geodata.datasets.sources import Source
from geodata.exports.tables import neutral
from geodata.presentation import wording
from pages.components.datasets import columns_form, dataset_account, dataset_filter
from pages.components.datasets.columns_form import Order
from pages.components.datasets.dataset_filter import counted
from pages.components.shell import jobs
from pages.components.shell.jobs import Job

_JOB: Final = "import job"
_MESSAGE: Final = "import message"


def show(datasets: Sequence[DataSet]) -> None:
    """Draw the import from upload to acceptance, and the withdrawal of a set."""
    with st.expander(_("Editors’ desk: import or withdraw a data set"), expanded=not datasets, key="set-desk"):
        message = st.session_state.pop(_MESSAGE, "")
        if message:
            st.text(message)
        job: Job[Report] | None = st.session_state.get(_JOB)
        if job and not job.is_done:
            jobs.watch(job, _("Reading the file …"))
        elif job and job.result and job.result.staged.is_dir():
            _decide(job.result)
        else:
            _upload(job)
        _withdrawal(datasets)


def _upload(before: Job[Report] | None) -> None:
    """Draw the upload and the detected settings; start the import on confirmation."""
    given = st.file_uploader(
        _("A file of coded events: UCDP GED, ACLED, VIINA, GDELT 2.0, GeoJSON or any CSV, also packed as .gz"),
        key="import file",
    )
    if before and before.is_cancelled():
        st.text(_("The import was cancelled, and nothing was kept."))
    if before and before.problem:
        st.text(_("This file cannot be imported: {problem}.").format(problem=wording.error_sentence(before.problem)))
    if given is None:
        return
    try:
        order = columns_form.show(given.getbuffer(), given.name, given.file_id)
    except AsReportedError as error:
        st.text(_("This file cannot be imported: {problem}.").format(problem=wording.error_sentence(error)))
        return
    if order is not None:
        st.session_state[_JOB] = _begin(given.getvalue(), given.name, order)
        st.rerun()


def _begin(content: bytes, file_name: str, order: Order) -> Job[Report]:
    def work(job: Job[Report]) -> Report:
        # The uploaded name is untrusted; the file on disk gets ours.
        with TemporaryDirectory(prefix="as-reported-upload-") as folder:
            path = Path(folder) / "upload"
            path.write_bytes(content)
            return steps.stage(
                path,
                order.name,
                datasets_folder(),
                mapping=order.mapping,
                credit=order.credit,
                file_name=file_name,
                on_progress=job.progress,
                is_cancelled=job.is_cancelled,
            )

    return Job(work)


def _decide(report: Report) -> None:
    """Draw the report of an import, with the buttons to accept or decline it."""
    dataset = report.dataset
    account = _("{name}: {given} rows given = {accepted} to be taken over + {rejected} rejected. Nothing is kept yet.")
    numbers = {name: counted(getattr(dataset, name)) for name in ("given", "accepted", "rejected")}
    st.text(account.format(name=dataset.name, **numbers))
    for notice in report.notices:
        st.text(notice.words)
    for line in dataset_account.numbers(dataset):
        st.text(line)
    if report.repeats:
        st.text(_("The very same file was imported before, as {name}.").format(name=report.repeats))
    placed = [(wording.precision(rung), counted(count)) for rung, count in report.precisions.items() if count]
    st.caption(_("How precisely the rows are placed"))
    st.table([{_("Placed as"): rung, _("rows"): count} for rung, count in placed])
    if dataset.rejected:
        _rejected(report)
    with st.container(horizontal=True):
        st.button(_("Accept"), key="import accept", on_click=_accept, args=(report,), disabled=not dataset.accepted)
        st.button(_("Decline"), key="import decline", on_click=_decline, args=(report,))


def _rejected(report: Report) -> None:
    st.caption(_("Why rows are rejected"))
    st.dataframe(
        [
            {_("Column"): reason.column, _("Reason"): _(reason.reason), _("rows"): reason.count}
            for reason in report.reasons
        ],
        hide_index=True,
    )
    st.caption(_("The first rows rejected"))
    st.dataframe([_row(rejection) for rejection in report.first_rejections], hide_index=True, height=240)
    st.download_button(
        _("All rows rejected, as CSV"),
        data=lambda: rejections_csv(report),
        file_name=f"{report.dataset.id}-rejected.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def rejections_csv(report: Report) -> bytes:
    """Return every rejection of a staged import as CSV for spreadsheets."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(["record", "column", "value", "reason"])
    with closing(Source.of_staged(report.staged)) as staged:
        for rejection in staged.rejections():
            texts = (rejection.column, rejection.value, rejection.reason)
            writer.writerow([rejection.row, *map(neutral, texts)])
    return buffer.getvalue().encode("utf-8-sig")


def _row(rejection: Rejection) -> dict[str, object]:
    return {
        _("Record"): rejection.row,
        _("Column"): rejection.column,
        _("Value"): rejection.value,
        _("Reason"): _(rejection.reason),
    }


def _accept(report: Report) -> None:
    try:
        dataset = steps.accept(report)
        st.session_state["set"] = dataset.id
        dataset_filter.forget()
        words = _("{name} is served from now on: {count} events.")
        st.session_state[_MESSAGE] = words.format(name=dataset.name, count=counted(dataset.accepted))
    except AsReportedError as error:
        st.session_state[_MESSAGE] = wording.error_sentence(error)
    _forget()


def _decline(report: Report) -> None:
    steps.discard(report)
    st.session_state[_MESSAGE] = _("The import was declined, and nothing was kept.")
    _forget()


def _forget() -> None:
    st.session_state.pop(_JOB, None)


def _withdrawal(datasets: Sequence[DataSet]) -> None:
    if not datasets:
        return
    names = {dataset.id: dataset for dataset in datasets}
    with st.popover(_("Withdraw a data set"), icon=":material/delete:"):
        chosen = st.selectbox(
            _("Data set to withdraw"),
            list(names),
            format_func=lambda name: f"{names[name].name} · {written_out(names[name].imported)}",
            key="import withdraw",
        )
        st.text(_("It is removed as a whole, for all readers. The file it came from can be imported again."))
        st.button(_("Withdraw it"), key="import withdraw now", on_click=_withdraw, args=(names[chosen],))


def _withdraw(dataset: DataSet) -> None:
    try:
        steps.withdraw(dataset.id, datasets_folder())
        st.session_state[_MESSAGE] = _("{name} was withdrawn.").format(name=dataset.name)
        for key in ("set", "import withdraw"):
            st.session_state.pop(key, None)
        dataset_filter.forget()
    except AsReportedError as error:
        st.session_state[_MESSAGE] = wording.error_sentence(error)
