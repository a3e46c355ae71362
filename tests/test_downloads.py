"""Files made for readers do not outlive the process that made them by more than the next process's first one."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

MAKE = """
import sys
from pages.components import downloads
path = downloads.place()
path.write_bytes(b"rows")
print(path, flush=True)
sys.stdin.read()
"""


@contextmanager
def maker(temporary: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process that has made a file, and the file."""
    command = [sys.executable, "-c", MAKE]
    with subprocess.Popen(
        command, cwd=ROOT, env={"TMPDIR": str(temporary)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def test_what_a_killed_server_left_is_removed_and_what_a_living_one_made_is_not(tmp_path: Path) -> None:
    with maker(tmp_path) as (_, kept):
        with maker(tmp_path) as (process, left):
            process.kill()
            process.wait()
        assert (kept.exists(), left.exists()) == (True, True)
        with maker(tmp_path) as (_, new):
            assert (kept.exists(), new.exists(), left.exists()) == (True, True, False)
            assert not left.parent.exists()
