from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import pytest
from streamlit.testing.v1 import AppTest

from geodata.datasets import sample
from geodata.views.selection import Outcome, Tally

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
STOP_SECONDS = 10
_COUNT = r"(\d+)(?: \((\d+) \+ (\d+)\))?"
_ACCOUNT = re.compile(
    r"(\d+) on the map \((\d+) of the article \+ (\d+) by other outlets\)"
    rf" \+ {_COUNT} without a place on the map, listed only \+ {_COUNT} outside the dates"
    rf" \+ {_COUNT} filtered out \+ {_COUNT} without a date = (\d+) claims in all \((\d+) \+ (\d+)\)\."
)


_DATABASES = frozenset({"postgresql", "cluster", "chdb", "spark"})


Result = TypeVar("Result")
SECOND_TRY = "second try"
"""The property of a report of a browser test that failed at first."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the browser tests that only passed when they were run again."""
    passed = [report for report in terminalreporter.getreports("passed") if report.when == "call"]
    for name in (value for report in passed for key, value in report.user_properties if key == SECOND_TRY):
        terminalreporter.write_line(f"PASSED AT THE SECOND TRY {name}", yellow=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that need a browser or a database server, so that the fast ones can be run alone."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")
        fixtures = set(getattr(item, "fixturenames", ()))
        parameters = {
            value
            for value in getattr(item, "callspec", item).__dict__.get("params", {}).values()
            if isinstance(value, str)
        }
        if _DATABASES & (fixtures | parameters):
            item.add_marker("database")


class Account(NamedTuple):
    """The numbers in the line that accounts for every claim."""

    ledger: dict[Outcome, Tally]
    in_all: Tally


def read_account(line: str) -> Account:
    """Reads the account as a reader does: every number as printed, each sum checked against its parts."""
    found = _ACCOUNT.fullmatch(line.replace("**", ""))
    assert found, line
    numbers = [int(number or 0) for number in found.groups()]
    triples = [numbers[at : at + 3] for at in range(0, len(numbers), 3)]
    assert all(total == quotes + citations for total, quotes, citations in triples), line
    *parts, in_all = (Tally(quotes=quotes, citations=citations) for _, quotes, citations in triples)
    order = [Outcome.SHOWN, Outcome.UNLOCATED, Outcome.OUTSIDE, Outcome.FILTERED, Outcome.UNDATED]
    assert sum(parts, Tally()) == in_all, line
    return Account(dict(zip(order, parts, strict=True)), in_all)


class ServerFor(Protocol):
    def __call__(self, root: Path = ROOT, data_folder: Path | None = None) -> str: ...


def awaited(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """What a coroutine returns, run in a thread of its own: in this one the browser's loop may be running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(copy_context().run, asyncio.run, coroutine).result()


def without_sample(data: Path) -> None:
    """Keeps the sample data set out of a data folder, so that a test finds the sets that it put there."""
    (data / "datasets").mkdir(parents=True, exist_ok=True)
    (data / "datasets" / sample.OFFERED).write_text("offered\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Put the main module back that AppTest replaces: a process started later would run the page's script first."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session", autouse=True)
def nothing_published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps what the person who runs the tests has published or imported out of them."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("nothing-published")
        without_sample(folder)
        patch.setenv("AS_REPORTED_DATA", str(folder))
        yield


@pytest.fixture
def app() -> AppTest:
    """The dashboard before its first run; the edition may be loaded already, which never changes."""
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=20)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of this checkout's dashboard, as its own process on the loopback address."""
    with running(ROOT, tmp_path_factory.mktemp("server") / "output.txt") as url:
        yield url


@pytest.fixture
def server_for(tmp_path: Path) -> Iterator[ServerFor]:
    """Starts a further server, on a copy of the checkout or with a data folder, and stops it after the test."""
    with ExitStack() as servers:

        def start(root: Path = ROOT, data_folder: Path | None = None) -> str:
            chosen = {"AS_REPORTED_DATA": str(data_folder)} if data_folder else {}
            return servers.enter_context(running(root, tmp_path / f"output-{root.name}.txt", **chosen))

        yield start


@contextmanager
def running(root: Path, output: Path, *, script: str = "dashboard.py", **environment: str) -> Iterator[str]:
    """The base URL of a dashboard of its own, or of another script, with more in its environment."""
    if "AS_REPORTED_DATA" in environment:
        without_sample(Path(environment["AS_REPORTED_DATA"]))
    port = free_port()
    url = f"http://127.0.0.1:{port}/{environment.get('STREAMLIT_SERVER_BASE_URL_PATH', '')}".rstrip("/")
    options = ["--server.address=127.0.0.1", f"--server.port={port}"]
    command = [sys.executable, "-m", "streamlit", "run", script, *options]
    with output.open("wb") as sink:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_healthy(url, process, output)
        yield url
        if process.poll() is not None:
            pytest.fail(f"The server ended with code {process.returncode} during the tests:\n{output.read_text()}")
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a server, by force if it does not end when asked to."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until_healthy(url: str, process: subprocess.Popen[bytes], output: Path) -> None:
    """Waits until the server answers; fails with what it wrote if it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"The server ended with code {process.returncode} at its start:\n{output.read_text()}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"The server was not ready after {START_SECONDS} seconds:\n{output.read_text()}")


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
