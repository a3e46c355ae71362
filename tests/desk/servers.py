"""Servers of this checkout on a data folder of the tests: the public one, and desks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 10
PUBLIC: Mapping[str, str] = {}
DESK = {"AS_REPORTED_DESK": "1"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    data: Path, output: Path, environment: Mapping[str, str], *, port: int | None = None, options: Sequence[str] = ()
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yields the base URL of a server on the loopback address, and its process; it is stopped afterwards."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AS_REPORTED")}
    own = {"AS_REPORTED_DATA": str(data), **environment}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address=127.0.0.1"]
    command += [f"--server.port={port}", *options]
    with output.open("ab") as sink:
        process = subprocess.Popen(
            command, cwd=ROOT, env=inherited | own, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT
        )
    try:
        _wait(url, process, output)
        yield url, process
    except BaseException:
        sys.stdout.write(output.read_text(errors="replace"))
        raise
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(url: str, process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    message = f"The server was not ready:\n{output.read_text(errors='replace')}"
    raise RuntimeError(message)
