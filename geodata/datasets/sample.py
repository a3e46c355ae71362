"""The sample: 1,000 events of UCDP GED 23.1 that ship with the product, so that a new installation has a data set."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from geodata.common.errors import AsReportedError

FILE: Final = Path(__file__).parents[1] / "data" / "samples" / "ucdp_ged_sample.csv.gz"
NAME: Final = "UCDP GED 23.1 (sample)"
OFFERED: Final = ".sample"
"""The file in the folder of the data sets that says that the sample was imported once, or was not called for."""


def offer(folder: Path) -> bool:
    """Import the sample into a folder that never held a data set, and tell whether that was done.

    It is a set like any other: an editor withdraws it, and it does not come back. A folder that cannot be written has
    none, and a failed import is tried again at the next start.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder / OFFERED) as mark:
            if mark.read():
                return False
            is_new = not any(folder.glob("*.json"))
            if is_new:
                # Only here: the libraries that read any file are not needed to serve.
                from geodata.datasets.importing import steps  # noqa: PLC0415

                steps.accept(steps.stage(FILE, NAME, folder))
            mark.write("offered\n")
            return is_new
    except (OSError, AsReportedError):
        return False


@contextmanager
def _alone(path: Path) -> Iterator[IO[str]]:
    """Open a file that other processes wait for."""
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        yield file
