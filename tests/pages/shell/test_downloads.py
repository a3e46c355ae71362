"""Files made for readers are bounded by number, bytes and time, and do not outlive the process that made them."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pages.components.shell import downloads
from pages.components.shell.downloads import Download
from tests.conftest import ROOT, running
from tests.pages.shell.test_jobs import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator

MAKE = """
import sys
from pages.components.shell import downloads
downloads.start()
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


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    downloads.stop()
    yield tmp_path
    downloads.stop()


def offered(content: bytes) -> str:
    path = downloads.place()
    path.write_bytes(content)
    return downloads.offer(Download(path, "rows.csv", "text/csv"))


def files(folder: Path) -> int:
    return sum(path.is_file() and path.stat().st_size > 0 for path in folder.rglob("*"))


def test_only_the_newest_files_are_kept(folder: Path) -> None:
    addresses = [offered(b"rows") for _ in range(downloads.KEPT_FILES + 3)]
    assert [downloads.is_offered(address) for address in addresses] == [False] * 3 + [True] * downloads.KEPT_FILES
    assert files(folder) == downloads.KEPT_FILES


def test_files_that_are_too_large_together_go_oldest_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "KEPT_BYTES", 10)
    addresses = [offered(content) for content in (b"four", b"four", b"four")]
    assert [downloads.is_offered(address) for address in addresses] == [False, True, True]
    newest = offered(b"larger than all together")
    assert [downloads.is_offered(address) for address in [*addresses, newest]] == [False, False, False, True]
    assert files(folder) == 1


def test_a_file_goes_when_its_time_is_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "KEPT_SECONDS", 0.3)
    address = offered(b"rows")
    assert downloads.is_offered(address)
    assert eventually(lambda: not downloads.is_offered(address))
    assert files(folder) == 0


def test_at_the_end_every_file_goes(folder: Path) -> None:
    address = offered(b"rows")
    downloads.stop()
    assert not downloads.is_offered(address)
    assert list(folder.iterdir()) == []


def test_a_server_that_starts_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    with maker(tmp_path) as (process, left):
        process.kill()
        process.wait()
    assert left.exists()
    with running(ROOT, tmp_path / "output.txt", TMPDIR=str(tmp_path)):
        assert not left.parent.exists()
