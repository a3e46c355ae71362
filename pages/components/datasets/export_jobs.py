"""Exports of a data set: the events that pass, written in a child process and served from disk.

Ten million events take minutes; meanwhile the reader may go on, and the file stays what it was when it was asked for.
"""

import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from geodata.common.errors import DataFileError
from geodata.common.language import _, marked
from geodata.datasets.criteria import Criteria
from geodata.datasets.exports import FORMATS, EventExport, EventFormat, write
from geodata.datasets.sources import Source
from geodata.edition.loading import Edition
from geodata.presentation import wording
from geodata.views.selection import Outcome
from pages.components.datasets import cache
from pages.components.datasets.dataset_filter import counted
from pages.components.shell import browser, downloads, jobs
from pages.components.shell.jobs import Job
from pages.components.takeaway import sharing

_MAKING: Final = "export in the making"
_BYTES_PER_ROW: Final = 700
"""A generous estimate of bytes per row, to refuse in advance an export that would fill the disk."""
_MOST_SECONDS: Final = 1_800
_shared: Final[dict[tuple[str, ...], Job[str]]] = {}
"""Running and available exports of all sessions, by request."""
_LOCK: Final = threading.Lock()
_fetch = browser.component("page/fetch")


@dataclass(frozen=True)
class _Making:
    """An export of this session: its job, file name, and cache key of set and criteria."""

    job: Job[str]
    name: str
    what: str


def show(source: Source, criteria: Criteria, ledger: Mapping[Outcome, int], edition: Edition, sentence: str) -> None:
    """Draw the export buttons, and the requested file."""
    rows = ledger[Outcome.SHOWN] + ledger[Outcome.UNLOCATED] + ledger[Outcome.UNDATED]
    with st.container(horizontal=True, vertical_alignment="center", key="take"):
        with st.popover(_("Take away"), icon=":material/download:", disabled=not rows):
            st.text(_("Coded events: {count}. {sentence}").format(count=counted(rows), sentence=sentence))
            for form in FORMATS:
                st.button(
                    _(form.name),
                    key=f"set take {form.extension}",
                    on_click=_ask,
                    args=(form, source, criteria, sentence, rows),
                    width="stretch",
                )
            st.caption(
                _(
                    "Each file says who coded the events and under which licence. Only what is coded to a place has "
                    "a position; areas have none. In the CSV, a cell that a spreadsheet could run as a formula "
                    "begins with an apostrophe; remove it to get the text."
                )
            )
        sharing.copy_link(edition)
    with st.container(key="set-making"):
        _made(source, criteria, rows)


def _ask(form: EventFormat, source: Source, criteria: Criteria, sentence: str, rows: int) -> None:
    """Request an export, shared by all sessions that request the same; an earlier request of this session is dropped.

    A session thus has at most one file in the queue.
    """
    before: _Making | None = st.session_state.get(_MAKING)
    what = _what(source, criteria)
    with _LOCK:
        for key, other in list(_shared.items()):
            if other.is_done and not (other.result and downloads.is_offered(other.result)):
                del _shared[key]
        asked = (what, source.dataset.imported.isoformat(), source.dataset.file_sha256, form.extension, sentence)
        job = _shared.get(asked)
        if job is None or not job.join():
            job = _shared[asked] = _begin(form, source, criteria, sentence, rows)
    if before and before.job is not job:
        before.job.cancel()
    name = f"{source.dataset.id}-{datetime.now(UTC):%Y-%m-%d}.{form.extension}"
    st.session_state[_MAKING] = _Making(job, name, what)


def _begin(form: EventFormat, source: Source, criteria: Criteria, sentence: str, rows: int) -> Job[str]:
    """Start an export; it is cancelled when no session waits for it, or after a timeout."""
    now = datetime.now(UTC)
    export = EventExport(
        source.dataset.id, criteria, sentence, f"{now:%Y-%m-%dT%H:%M:%SZ}", os.environ.get("AS_REPORTED_ENGINE", "")
    )
    name = f"{source.dataset.id}-{now:%Y-%m-%d}.{form.extension}"

    def work(job: Job[str]) -> str:
        target, begun = downloads.place(), time.monotonic()

        def is_cancelled() -> bool:
            if time.monotonic() - begun > _MOST_SECONDS:
                raise DataFileError(marked("the file takes too long to write: choose fewer days or filters"))
            if downloads.is_too_large(target.with_suffix(".part")):
                raise DataFileError(marked("the file grows too large to keep: choose fewer days or filters"))
            return job.is_cancelled()

        if rows * _BYTES_PER_ROW > downloads.room():
            raise DataFileError(
                marked("the server has no room for a file of so many events: choose fewer days or filters")
            )
        write(export, form, target, rows=rows, on_progress=job.progress, is_cancelled=is_cancelled)
        return downloads.offer(downloads.Download(target, name, form.media_type))

    return Job(work, awaited=True)


def _made(source: Source, criteria: Criteria, rows: int) -> None:
    """Draw the progress, or the link while the file matches the criteria; the browser downloads it once by itself."""
    making: _Making | None = st.session_state.get(_MAKING)
    if making is None:
        return
    if not making.job.is_done:
        jobs.watch(making.job, _("Writing {count} events …").format(count=counted(rows)))
    elif making.job.problem:
        st.text(_("The file could not be made: {problem}.").format(problem=wording.error_sentence(making.job.problem)))
    elif making.job.result and making.what == _what(source, criteria) and downloads.is_offered(making.job.result):
        size = max(1, round(downloads.size(making.job.result) / 1_000_000))
        label = _("{name}, {size} MB").format(name=making.name, size=counted(size))
        _fetch(data={"href": making.job.result, "label": label}, key="fetch", height="content")


def _what(source: Source, criteria: Criteria) -> str:
    return f"{source.dataset.id} {cache.question(criteria)}"
