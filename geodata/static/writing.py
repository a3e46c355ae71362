"""Folders of plain files that are replaced in one step: readers find the former one or the new one, whole."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from geodata.common.durable import sync_folder
from geodata.common.errors import AsReportedError
from geodata.common.language import marked

_MADE: Final = ".as-reported"
"""A file that says that a folder was written by us, and may go when it is replaced."""


class TargetTakenError(AsReportedError):
    """There is something else where the static edition should be."""


def write_folder(target: Path, files: Iterable[tuple[str, Callable[[], bytes]]]) -> int:
    """Write ``files``, each by its path, aside, and let the link ``target`` lead to them; return how many there are.

    Waits for whoever writes beside it. Raises TargetTakenError if ``target`` is something else, and OSError; in both
    cases what was there is as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = os.open(target.parent, os.O_RDONLY)
    try:
        # Two at once would take each other's unfinished folder for what a killed run left.
        fcntl.flock(beside, fcntl.LOCK_EX)
        return _write_alone(target, files)
    finally:
        os.close(beside)


def _write_alone(target: Path, files: Iterable[tuple[str, Callable[[], bytes]]]) -> int:
    if target.exists() and not (target.is_symlink() and (target / _MADE).exists()):
        raise TargetTakenError(
            marked("{name} is there already and is not a static edition: choose another name"), name=target.name
        )
    _clear(target)
    new = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    count = 0
    try:
        new.chmod(0o755)
        for path, make in files:
            file = new / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(make())
            count += 1
        (new / _MADE).write_bytes(b"")
        os.sync()
        link = new.with_name(f"{new.name}.link")
        link.symlink_to(new.name)
        link.replace(target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    sync_folder(target.parent)
    _clear(target)
    return count


def _clear(target: Path) -> None:
    """Take away the folders and links of ours that ``target`` does not lead to: replaced ones, and of killed runs."""
    used = target.readlink().name if target.is_symlink() else ""
    for path in target.parent.glob(f".{target.name}.*"):
        if path.is_symlink():
            path.unlink()
        elif path.name != used:
            shutil.rmtree(path, ignore_errors=True)
