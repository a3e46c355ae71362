"""Imports that are killed, each in a process of its own: ``python -m tests.datasets.killed <at what> <folder>``."""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path

from geodata.datasets.criteria import Criteria
from geodata.datasets.importing.staging import stage
from geodata.datasets.snapshots import MANIFEST, accept, available
from geodata.datasets.sources import Source
from tests.datasets.generator import batches, description

ROWS = 3_000


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_half_way(rows: int) -> None:
    if rows >= ROWS // 2:
        die()


def staged(folder: Path, rows: int) -> Path:
    return stage(batches(rows), [], lambda: description(rows), folder)


def while_rows_are_read(folder: Path) -> None:
    stage(batches(ROWS, batch_rows=500), [], lambda: description(ROWS), folder, die_half_way)


def while_the_manifest_is_written(folder: Path) -> None:
    sys.addaudithook(lambda event, arguments: die() if event == "open" and MANIFEST in str(arguments[0]) else None)
    staged(folder, ROWS)


def accept_and_die(place: Path, at: int) -> None:
    names, calls = {"open", "os.rename", "os.remove", "os.rmdir"}, count(1)
    sys.addaudithook(lambda event, _: die() if event in names and next(calls) == at else None)
    accept(place)
    os._exit(0)


def at_each_call_of_accepting(folder: Path) -> None:
    """Accept larger and larger sets, killed at the first call to the file system, then at the second, and so on.

    Prints after each how many rows the set served has, until one is not killed any more.
    """
    for at in count(1):
        place = staged(folder, ROWS + at)
        if not os.fork():
            accept_and_die(place, at)
        _, status = os.wait()
        source = Source.in_folder("generated", folder)
        print(sum(source.ledger(Criteria()).values()), len(available(folder).problems))  # noqa: T201 - read by the test
        source.close()
        if not os.WIFSIGNALED(status):
            return


if __name__ == "__main__":
    {
        "rows": while_rows_are_read,
        "manifest": while_the_manifest_is_written,
        "accepting": at_each_call_of_accepting,
    }[sys.argv[1]](Path(sys.argv[2]))
