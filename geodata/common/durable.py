"""Durable files: what is named after these calls is on the disk, whole."""

import os
import shutil
import time
from pathlib import Path
from typing import Final

_STALE_SECONDS: Final = 3600


def sync_file(path: Path) -> None:
    """Return once the content of the file is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return once the names in the folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, content: bytes) -> None:
    """Make the file with ``content``, in folders made as needed, and return once it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_file(path: Path, content: bytes, new: Path) -> None:
    """Make or replace the file with ``content``, by way of the file ``new``: a reader finds the old one or the new."""
    try:
        write_new(new, content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    sync_folder(path.parent)


def clear(folder: Path, names: str) -> None:
    """Take away the folders called like ``names`` that nobody has touched for an hour: their makers were killed."""
    for path in folder.glob(names):
        if path.stat().st_mtime < time.time() - _STALE_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
