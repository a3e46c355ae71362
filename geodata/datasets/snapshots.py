"""Snapshots: imported data sets, one immutable file each, with a manifest of its checksum.

A folder holds ``<id>.json``, the manifest that is replaced whole and at once, and the snapshot that it names. Whatever
moment an import dies at, the manifest in place names a whole snapshot; what no manifest names is swept by the next one.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import time
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from geodata.common.durable import sync_folder
from geodata.common.errors import AsReportedError
from geodata.common.language import marked
from geodata.datasets.engines.duckdb import DuckDB
from geodata.datasets.schema import SNAPSHOT_FORMAT, DataSet

STAGED: Final = ".staged"
SNAPSHOT: Final = "snapshot.duckdb"
MANIFEST: Final = "manifest.json"
LOCK: Final = "lock"
_ABANDONED_SECONDS: Final = 24 * 60 * 60


class SnapshotError(AsReportedError):
    """A snapshot cannot be read or written, or is not what its import made."""


class Manifest(BaseModel):
    """Checksum of a snapshot file, and the description of its data set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    snapshot: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[0-9a-f]+\.duckdb$")]
    bytes: int
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    dataset: DataSet


@dataclass(frozen=True)
class Available:
    """The data sets of a folder, and the error of each unusable one."""

    datasets: tuple[DataSet, ...]
    problems: tuple[AsReportedError, ...]


def available(folder: Path) -> Available:
    """Return the data sets in ``folder`` by name, and the errors of the others.

    A snapshot must be there with all its bytes; what they are is checked when it is opened.
    """
    datasets, problems = list[DataSet](), list[AsReportedError]()
    for path in sorted(folder.glob("*.json")):
        try:
            manifest = _manifest(path)
            _check_size(folder, manifest)
            datasets.append(manifest.dataset)
        except SnapshotError as error:
            problems.append(error)
    return Available(tuple(sorted(datasets, key=lambda dataset: dataset.name.casefold())), tuple(problems))


def open_snapshot(dataset: str, folder: Path) -> tuple[DuckDB, DataSet]:
    """Return the engine over a set's snapshot, and the set; raise SnapshotError if it is missing or damaged.

    Its bytes are read once per process, to be compared with what its import wrote.
    """
    manifest = _manifest(_manifest_path(dataset, folder))
    status = _check_size(folder, manifest)
    path = folder / manifest.snapshot
    if _sha256_once(path, status.st_ino, status.st_mtime_ns, status.st_size) != manifest.sha256:
        raise _damaged(manifest)
    return DuckDB(path), manifest.dataset


def open_staged(staged: Path) -> tuple[DuckDB, DataSet]:
    """Return the engine over a staged import, and the description of its data set."""
    return DuckDB(staged / SNAPSHOT), _manifest(staged / MANIFEST).dataset


def accept(staged: Path) -> DataSet:
    """Publish a staged import, replacing any earlier data set with its id.

    When this returns the set survives a power cut. Who has the earlier snapshot open keeps it until it is closed.
    """
    folder = staged.parent.parent
    try:
        manifest = Manifest.model_validate_json((staged / MANIFEST).read_bytes())
        with locked(folder):
            (staged / SNAPSHOT).replace(folder / manifest.snapshot)
            sync_folder(folder)
            (staged / MANIFEST).replace(folder / f"{manifest.dataset.id}.json")
            sync_folder(folder)
            discard(staged)
            _sweep_snapshots(folder)
    except (OSError, ValidationError) as error:
        raise SnapshotError(
            marked("the staged data set is gone or cannot be kept ({reason}): import it again"), reason=error
        ) from error
    return manifest.dataset


def discard(staged: Path) -> None:
    """Discard a staged import; the data sets are unchanged."""
    shutil.rmtree(staged, ignore_errors=True)


def withdraw(dataset: str, folder: Path) -> None:
    """Delete the data set with this id; raise SnapshotError if there is none."""
    path = _manifest_path(dataset, folder)
    try:
        with locked(folder):
            path.unlink()
            sync_folder(folder)
            _sweep_snapshots(folder)
    except OSError as error:
        raise SnapshotError(
            marked('"{dataset}" cannot be withdrawn ({reason}): see to the folder {folder}'),
            dataset=dataset,
            reason=error.strerror,
            folder=folder,
        ) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock the folder against changes by other processes; the system releases the lock if this one dies."""
    with (folder / f".{LOCK}").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sweep(folder: Path) -> None:
    """Remove the remains of killed imports, and staged imports older than a day; the folder must be ``locked``."""
    for staged in (folder / STAGED).glob("*"):
        finished = staged / MANIFEST
        if _is_old(finished) if finished.exists() else not _is_locked(staged / LOCK):
            discard(staged)
    _sweep_snapshots(folder)


def _is_old(path: Path) -> bool:
    try:
        return time() - path.stat().st_mtime > _ABANDONED_SECONDS
    except OSError:
        return False


def _is_locked(path: Path) -> bool:
    """Tell whether a live process holds the lock file ``path``."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _sha256_once(path: Path, _inode: int, _modified: int, _size: int) -> str:
    try:
        return sha256(path)
    except OSError as error:
        raise SnapshotError(
            marked("the snapshot {file} cannot be read ({reason}): see to its disk"),
            file=path.name,
            reason=error.strerror,
        ) from error


def _manifest_path(dataset: str, folder: Path) -> Path:
    path = folder / f"{dataset}.json"
    if path not in folder.glob("*.json"):
        raise SnapshotError(marked('there is no data set "{dataset}": choose another, or import it'), dataset=dataset)
    return path


def _manifest(path: Path) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise SnapshotError(
            marked('the manifest {file} of the data set "{dataset}" is damaged: import it again'),
            file=path.name,
            dataset=path.stem,
        ) from error
    if manifest.dataset.snapshot_format > SNAPSHOT_FORMAT:
        raise SnapshotError(
            marked('"{dataset}" was imported by a newer version of this product: update it, or import the set again'),
            dataset=path.stem,
        )
    return manifest


def _check_size(folder: Path, manifest: Manifest) -> os.stat_result:
    name, dataset = manifest.snapshot, manifest.dataset.id
    try:
        status = (folder / name).stat()
    except OSError as error:
        raise SnapshotError(
            marked('the snapshot {file} of "{dataset}" is missing: import the data set again'),
            file=name,
            dataset=dataset,
        ) from error
    if status.st_size != manifest.bytes:
        raise _damaged(manifest)
    return status


def _damaged(manifest: Manifest) -> SnapshotError:
    name, dataset = manifest.snapshot, manifest.dataset.id
    return SnapshotError(
        marked('the snapshot {file} of "{dataset}" is damaged: import the data set again'), file=name, dataset=dataset
    )


def _sweep_snapshots(folder: Path) -> None:
    """Remove snapshots without a manifest, where possible; none while a manifest is unreadable."""
    with suppress(SnapshotError, OSError):
        named = {_manifest(path).snapshot for path in folder.glob("*.json")}
        for path in folder.glob("*.duckdb"):
            if path.name not in named:
                path.unlink(missing_ok=True)
