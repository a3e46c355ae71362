"""Jobs: work of some length beside the page, which the reader may go on using; with a bar and a way to cancel."""

import threading
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

import streamlit as st

from geodata.bounded import Cancelled
from geodata.errors import AsReportedError
from geodata.language import _

Result = TypeVar("Result")

_LOOK_SECONDS: Final = 0.5
# Each job has a child process of its own; more of them at once would slow down every reader's page.
_AT_ONCE: Final = threading.BoundedSemaphore(2)


class Job(Generic[Result]):
    """One piece of work in a thread of its own, and how far it is."""

    def __init__(self, work: Callable[["Job[Any]"], Result]) -> None:
        self.fraction = 0.0
        self.result: Result | None = None
        self.problem = ""
        self._cancelled = False
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    @property
    def is_done(self) -> bool:
        """Tell whether there is a result or a problem, or the job was cancelled."""
        return not self._thread.is_alive()

    def is_cancelled(self) -> bool:
        """Tell whether somebody asked for it to stop."""
        return self._cancelled

    def progress(self, fraction: float) -> None:
        """Say how much is done, from 0 to 1."""
        self.fraction = min(max(fraction, 0.0), 1.0)

    def cancel(self) -> None:
        """Ask for it to stop."""
        self._cancelled = True

    def _run(self, work: Callable[["Job[Any]"], Result]) -> None:
        try:
            with _AT_ONCE:
                if not self._cancelled:
                    self.result = work(self)
        except Cancelled:
            self._cancelled = True
        except AsReportedError as error:
            self.problem = str(error)


def watch(job: Job[Any], words: str) -> None:
    """Draw a bar with ``words`` and a button to cancel; the page runs again when the job is done."""
    # Between its own rounds the fragment is drawn with the page.
    st.fragment(run_every=_LOOK_SECONDS)(_look)(job, words)


def _look(job: Job[Any], words: str) -> None:
    if job.is_done:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(job.fraction, words)
        st.button(_("Cancel"), on_click=job.cancel, key=f"cancel {id(job)}")
