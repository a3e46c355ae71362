"""Servers of this checkout on a data folder of the tests: the public one, and desks."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.conftest import ROOT, free_port, stop, wait_until_healthy, without_sample

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

PUBLIC: Mapping[str, str] = {}
DESK = {"AS_REPORTED_DESK": "1"}


@contextmanager
def running(
    data: Path, output: Path, environment: Mapping[str, str], *, port: int | None = None, options: Sequence[str] = ()
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yields the base URL of a server on the loopback address, and its process; it is stopped afterwards."""
    without_sample(data)
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
        wait_until_healthy(url, process, output)
        yield url, process
    except BaseException:
        sys.stdout.write(output.read_text(errors="replace"))
        raise
    finally:
        stop(process)
