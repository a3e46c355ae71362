from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from geodata.common.bounded import Bounds, Cancelled, run
from geodata.common.errors import DataFileError, QuoteError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(condition: object, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def test_the_child_returns_what_it_makes_of_the_argument_and_tells_how_far_it_is() -> None:
    heard: list[float] = []
    assert run("tests.tasks:doubled", 21, on_progress=heard.append) == 42
    assert heard == [0.5]


def test_what_a_parser_prints_is_not_taken_for_the_answer() -> None:
    assert run("tests.tasks:talkative", "this") == "this"


def test_an_error_of_ours_keeps_its_kind_and_its_sentence() -> None:
    with pytest.raises(QuoteError, match=r"^the quote is not there: correct it$"):
        run("tests.tasks:refused", "the quote is not there: correct it")


def test_a_child_that_takes_too_much_memory_is_refused_in_one_sentence() -> None:
    assert run("tests.tasks:greedy", 1_000_000) == 1_000_000
    with pytest.raises(DataFileError, match="too much memory"):
        run("tests.tasks:greedy", 2_000_000_000)


def test_a_child_on_a_big_machine_keeps_its_memory_for_the_file() -> None:
    # os.getenv, as a task: the argument, and the callable for progress as what to return if it is not set.
    assert run("os:getenv", "OPENBLAS_NUM_THREADS") == "1"


def test_a_child_that_computes_for_too_long_is_ended() -> None:
    with pytest.raises(DataFileError, match="too much computing time"):
        run("tests.tasks:endless", None, bounds=Bounds(cpu_seconds=1))


def test_a_child_that_waits_for_too_long_is_ended() -> None:
    with pytest.raises(DataFileError, match="takes too long"):
        run("tests.tasks:asleep", "", bounds=Bounds(wall_seconds=1))


@pytest.mark.parametrize("task", ["crashing", "broken", "unspeakable", "missing"])
def test_a_child_that_fails_is_told_in_one_sentence(task: str) -> None:
    with pytest.raises(DataFileError, match="reading it failed"):
        run(f"tests.tasks:{task}", None)


def test_who_cancels_ends_the_child(tmp_path: Path) -> None:
    trace = tmp_path / "pid"

    def started() -> bool:
        return trace.exists() and bool(trace.read_text())

    with pytest.raises(Cancelled, match="nothing was kept"):
        run("tests.tasks:asleep", str(trace), is_cancelled=started)
    assert not is_running(int(trace.read_text()))


def test_a_page_that_ends_while_it_draws_the_progress_ends_the_child() -> None:
    def gone(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        run("tests.tasks:endless", None, on_progress=gone)


def test_a_child_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    trace = tmp_path / "pid"
    program = (
        "from geodata.common.bounded import Bounds, run\n"
        f"run('tests.tasks:asleep', {str(trace)!r}, bounds=Bounds(wall_seconds=2))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    assert wait_for(lambda: trace.exists() and trace.read_text())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert wait_for(lambda: not is_running(int(trace.read_text())))
