"""Exports on a running server: they end with who asked, the same one is made once, and none outlives the server."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TIMEOUT_MS
from tests.datasets.held import hold
from tests.desk.servers import running
from tests.pages.shell.test_jobs import eventually

if TYPE_CHECKING:
    import subprocess

    from tests.browser.conftest import OpenPage, Screen

# Enough that an export is seen while it is written; it is stopped then, so that it takes longer than a session may be
# without its connection.
ROWS = 60_000


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    hold(folder / "datasets", rows=ROWS)
    return folder


def exporting(server: subprocess.Popen[bytes]) -> list[int]:
    """The processes of the server that write an export."""
    found = []
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            of_server = f"\nPPid:\t{server.pid}\n" in (status.parent / "status").read_text()
            if of_server and b"datasets.exports:make" in status.read_bytes():
                found.append(int(status.parent.name))
        except OSError:
            continue
    return found


def left(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]


def ask(screen: Screen) -> None:
    expect(screen.page.locator(".st-key-timeline .account")).to_contain_text("rows given", timeout=TIMEOUT_MS)
    screen.button("Take away").click()
    screen.button("GeoJSON").click()
    expect(screen.button("Cancel")).to_be_visible(timeout=TIMEOUT_MS)


def test_an_export_ends_with_who_asked_is_made_once_and_does_not_outlive_the_server(
    open_page: OpenPage, data: Path, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    with running(data, tmp_path / "output.txt", {"TMPDIR": str(made)}) as (url, server):
        gone = open_page("/datasets?set=generated", server=url)
        ask(gone)
        assert eventually(lambda: len(exporting(server)) == 1)
        os.kill(exporting(server)[0], signal.SIGSTOP)
        gone.page.close()
        closed = time.monotonic()
        assert eventually(lambda: not exporting(server))
        seconds_until_gone = 1 + time.monotonic() - closed
        assert eventually(lambda: left(made) == []), left(made)

        readers = [open_page("/datasets?set=generated", server=url) for _ in range(2)]
        for reader in readers:
            ask(reader)
        assert eventually(lambda: len(exporting(server)) == 1)
        (child,) = exporting(server)
        assert eventually(lambda: left(made) != [])
        os.kill(child, signal.SIGSTOP)
        readers[0].page.close()
        # By now the server has taken leave of the one who is gone, as it did of the first.
        readers[1].page.wait_for_timeout(seconds_until_gone * 1000)
        assert exporting(server) == [child]
        server.terminate()
        server.wait(20)
        assert list(made.glob("as-reported-*")) == []
        assert eventually(lambda: not Path(f"/proc/{child}").exists())
