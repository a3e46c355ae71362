"""Background jobs with progress and cancellation, at most two at a time, first come first served."""

import threading
import time
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geodata.common.bounded import Cancelled
from geodata.common.errors import AsReportedError
from geodata.common.language import _, marked

Result = TypeVar("Result")

_LOOK_SECONDS: Final = 0.5
_TURN_SECONDS: Final = 0.2
_GRACE_SECONDS: Final = 5.0
"""Grace period for a lost connection, as when a network changes, before a session's jobs are cancelled."""
# Each job runs a child process; more of them at once would slow down every reader's page.
_AT_ONCE: Final = 2
_queue: Final[list["Job[Any]"]] = []
"""Unfinished jobs, first in first out; the first ``_AT_ONCE`` of them run."""
_changed: Final = threading.Condition()


class Job(Generic[Result]):
    """A background job in its own thread, with its progress.

    An ``awaited`` job is cancelled once no session that waits for it is connected; another runs to its end.
    """

    def __init__(self, work: Callable[["Job[Any]"], Result], *, awaited: bool = False) -> None:
        self.fraction = 0.0
        self.result: Result | None = None
        self.problem: AsReportedError | None = None
        self._cancelled = False
        self._awaited_by: dict[str, float] | None = {_session(): time.monotonic()} if awaited else None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        with _changed:
            _queue.append(self)
        self._thread.start()

    @property
    def is_done(self) -> bool:
        """Tell whether the job has succeeded, failed or been cancelled."""
        return not self._thread.is_alive()

    def is_cancelled(self) -> bool:
        """Tell whether the job shall stop: on request, or because no session waits for it."""
        with self._lock:
            if self._awaited_by is not None and not self.is_done:
                now = time.monotonic()
                self._awaited_by.update(dict.fromkeys(filter(_is_connected, self._awaited_by), now))
                self._cancelled |= all(now - seen > _GRACE_SECONDS for seen in self._awaited_by.values())
            return self._cancelled

    def progress(self, fraction: float) -> None:
        """Set the progress, from 0 to 1."""
        self.fraction = min(max(fraction, 0.0), 1.0)

    def join(self) -> bool:
        """Add this session to those waiting; tell whether the job is running or has a result."""
        with self._lock:
            if self._awaited_by is not None:
                self._awaited_by[_session()] = time.monotonic()
            return not self._cancelled and self.problem is None

    def cancel(self) -> None:
        """Stop waiting for the job; it is cancelled if no other session waits for it."""
        with self._lock:
            if self._awaited_by is not None:
                self._awaited_by.pop(_session(), None)
            self._cancelled |= not self._awaited_by

    def end(self, seconds: float) -> None:
        """Cancel the job for all sessions, and wait up to ``seconds`` for its thread."""
        with self._lock:
            self._cancelled = True
        self._thread.join(seconds)

    def _run(self, work: Callable[["Job[Any]"], Result]) -> None:
        try:
            self._await_turn()
            self.result = work(self)
        except Cancelled:
            self._cancelled = True
        except AsReportedError as error:
            self.problem = error
        finally:
            with _changed:
                _queue.remove(self)
                _changed.notify_all()

    def _await_turn(self) -> None:
        while True:
            if self.is_cancelled():
                raise Cancelled(marked("the work was cancelled before it began"))
            with _changed:
                if self in _queue[:_AT_ONCE]:
                    return
                _changed.wait(_TURN_SECONDS)


def end_all(seconds: float) -> None:
    """Cancel every job, for the server's shutdown."""
    for job in _queue:
        job.end(seconds)


def watch(job: Job[Any], words: str, *, can_cancel: bool = True) -> None:
    """Draw a progress bar labelled ``words`` and a cancel button; the page reruns when the job is done."""
    # Between its own reruns the fragment is drawn with the page.
    st.fragment(run_every=_LOOK_SECONDS)(_look)(job, words, can_cancel=can_cancel)


def _look(job: Job[Any], words: str, *, can_cancel: bool) -> None:
    if job.is_done:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(job.fraction, words)
        if not can_cancel:
            return
        st.button(_("Cancel"), on_click=job.cancel, key=f"cancel {id(job)}")


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _is_connected(session: str) -> bool:
    return not runtime.exists() or runtime.get_instance().is_active_session(session)
