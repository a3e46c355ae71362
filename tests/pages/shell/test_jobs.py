"""Jobs run two at a time in their order, and end when they are cancelled or nobody waits for them any more."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from geodata.common.bounded import Cancelled
from pages.components.shell import jobs
from pages.components.shell.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 20


def eventually(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SECONDS
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.01)
    return is_so()


class Sessions:
    """Who asks, and who is connected."""

    def __init__(self) -> None:
        self.asking = "one"
        self.connected = {"one", "two", "three"}


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sessions]:
    found = Sessions()
    monkeypatch.setattr(jobs, "_session", lambda: found.asking)
    monkeypatch.setattr(jobs, "_is_connected", lambda session: session in found.connected)
    monkeypatch.setattr(jobs, "_GRACE_SECONDS", 0.1)
    yield found
    jobs.end_all(SECONDS)


def until_cancelled(job: Job[str]) -> str:
    while not job.is_cancelled():
        time.sleep(0.01)
    message = "given up"
    raise Cancelled(message)


def test_a_job_ends_with_its_session(sessions: Sessions) -> None:
    job = Job(until_cancelled, awaited=True)
    assert not job.is_cancelled()
    sessions.connected.clear()
    assert eventually(lambda: job.is_done)
    assert job.is_cancelled()


def test_a_session_that_comes_back_in_time_finds_its_job(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_GRACE_SECONDS", SECONDS)
    job = Job(until_cancelled, awaited=True)
    sessions.connected.clear()
    assert not job.is_cancelled()
    sessions.connected.add("one")
    assert not job.is_cancelled()


def test_a_job_goes_on_as_long_as_one_of_its_sessions_waits(sessions: Sessions) -> None:
    job = Job(until_cancelled, awaited=True)
    sessions.asking = "two"
    assert job.join()
    job.cancel()
    assert not job.is_cancelled()
    assert job.join()
    sessions.connected.remove("one")
    time.sleep(0.3)
    assert not job.is_cancelled()
    job.cancel()
    assert eventually(lambda: job.is_done)
    assert not job.join()


def test_a_job_that_nobody_has_to_wait_for_outlives_its_session(sessions: Sessions) -> None:
    go = threading.Event()

    def work(job: Job[bool]) -> bool:
        go.wait(SECONDS)
        return job.is_cancelled()

    job = Job(work)
    sessions.connected.clear()
    time.sleep(0.2)
    go.set()
    assert eventually(lambda: job.is_done)
    assert job.result is False


def test_jobs_run_two_at_a_time_and_in_their_order(sessions: Sessions) -> None:
    assert sessions.asking
    begun: list[int] = []
    gates = [threading.Event() for _ in range(5)]

    def work(number: int) -> Callable[[Job[int]], int]:
        def run(_job: Job[int]) -> int:
            begun.append(number)
            gates[number].wait(SECONDS)
            return number

        return run

    queued = [Job(work(number)) for number in range(5)]
    for number, gate in enumerate(gates):
        expected = list(range(min(number + 2, 5)))
        assert eventually(lambda expected=expected: sorted(begun) == expected)  # type: ignore[misc]
        gate.set()
    assert eventually(lambda: all(job.is_done for job in queued))
    assert [job.result for job in queued] == list(range(5))


def test_a_job_that_is_cancelled_leaves_the_queue_before_its_turn(sessions: Sessions) -> None:
    running = [Job(until_cancelled, awaited=True) for _ in range(2)]
    waiting = Job(until_cancelled, awaited=True)
    waiting.cancel()
    assert eventually(lambda: waiting.is_done)
    assert not any(job.is_done for job in running)
    sessions.connected.clear()
    assert eventually(lambda: all(job.is_done for job in running))
