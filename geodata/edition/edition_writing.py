"""A new edition put in place of the current one: made beside it, sealed, then named; or put back from a backup."""

import json
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from geodata.common.durable import sync_folder, write_file, write_new
from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.edition.edition_folder import (
    CURRENT,
    FORMAT,
    MANIFEST,
    STAGED,
    EditionSource,
    digest_of,
    entries,
    fault,
    folder,
    is_inside,
    leftover,
    sha256,
    sync,
)
from geodata.edition.published import numbers


def stage(data: Path, number: int) -> Path:
    """Return a new, empty folder in which edition ``number`` is made."""
    path = folder(data) / f".new-{number}-{secrets.token_hex(4)}"
    path.mkdir(parents=True)
    return path


def seal(staging: Path, number: int) -> str:
    """Write the manifest of a new edition's files, see all of it onto the disk, and return the manifest's SHA-256."""
    made = (path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file())
    hashes = {name: digest_of(staging / name) for name in made}
    manifest = {"format": FORMAT, "number": number, "files": hashes}
    content = (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode()
    write_new(staging / MANIFEST, content)
    sync(staging)
    return sha256(content)


def put_in_place(data: Path, source: EditionSource) -> None:
    """Make ``source``, which is sealed, the current edition: first its name, then the line that names it.

    Raises DataFileError if it is not there as it was sealed.
    """
    editions = folder(data)
    if source.digest:
        if not numbers(data) and not (editions / CURRENT).exists():
            # From the rename on, an edition without "current" would be taken for damage.
            _name(editions, source.number, "shipped\n")
        _unstage(editions, source)
        if found := fault(source):
            raise DataFileError(marked("edition {number} {fault}"), number=source.number, fault=found)
    _name(editions, source.number, f"{source.number} {source.digest}\n" if source.digest else "shipped\n")


def put_back(data: Path, number: int, content: Mapping[str, bytes]) -> Path | None:
    """Put a published edition's files back under its number, byte for byte, not as the current one.

    Returns where what lay there instead is now, None if it was nothing. Raises DataFileError if they are not whole.
    """
    staging = stage(data, number)
    try:
        for name, written in content.items():
            if not is_inside(name):
                raise DataFileError(
                    marked('the file "{name}" of edition {number} would lie outside it: choose another backup'),
                    name=name,
                    number=number,
                )
            write_new(staging / name, written)
        sync(staging)
        if found := fault(EditionSource(number, staging, digest_of(staging / MANIFEST))):
            raise DataFileError(marked("edition {number} {fault}: choose another backup"), number=number, fault=found)
        path, aside = folder(data) / str(number), None
        if path.exists():
            aside = path.rename(data / f"edition-{number}-replaced-{secrets.token_hex(4)}")
        staging.rename(path)
        sync_folder(path.parent)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return aside


def clear(data: Path, number: int) -> None:
    """Take away what publications that were cut short left behind, up to ``number``; those can never be finished."""
    for path in entries(folder(data)):
        left = leftover(path)
        if left and int(left[1]) <= number:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()


def _name(editions: Path, number: int, line: str) -> None:
    write_file(editions / CURRENT, line.encode(), editions / f".current-{number}-{secrets.token_hex(4)}")


def _unstage(editions: Path, source: EditionSource) -> None:
    for path in entries(editions):
        if source.path.exists():
            # A publication that was refused when it was recorded, and repeated, has left two alike.
            return
        staged = STAGED.fullmatch(path.name)
        if staged and int(staged[1]) == source.number and digest_of(path / MANIFEST) == source.digest:
            # Another process may have been faster; whether the edition is in its place is looked at next.
            with suppress(FileNotFoundError):
                path.rename(source.path)
                sync_folder(editions)
