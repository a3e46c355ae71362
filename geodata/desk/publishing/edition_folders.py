"""Edition folders: whole editions under their numbers, and the one line that says which of them is current."""

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.common.data_files import read_json
from geodata.common.durable import sync_folder, write_file, write_new
from geodata.common.errors import AsReportedError
from geodata.desk.errors import DamageError
from geodata.edition.loading import DATA, load

EDITIONS: Final = "editions"
CURRENT: Final = "current"
MANIFEST: Final = "manifest.json"
STAGING: Final = ".new-"
LINE: Final = ".current-"


@dataclass(frozen=True)
class Folder:
    """An edition's number, where its files are, and the sha256 of their manifest, "" if they came with the program."""

    number: int
    path: Path
    digest: str


def shipped() -> Folder:
    """Return the edition that came with the program."""
    return Folder(int(read_json(DATA / "edition.json")["number"]), DATA, "")


def current(folder: Path) -> Folder:
    """Return the edition published from the data folder, or the shipped one if none is.

    Raises DamageError, naming the newest edition that is whole, if one byte of it is not what was published.
    """
    try:
        return whole(folder, *_current_line(folder))
    except DamageError as error:
        found = next((number for number in numbers(folder) if _is_whole(folder, number)), shipped().number)
        message = (
            f"the published edition is damaged, {error}: put back the newest whole one "
            f'with "python -m geodata.desk restore --edition {found}"'
        )
        raise DamageError(message) from error


def named(folder: Path) -> tuple[int, str] | None:
    """Return the number and the digest that the line "current" names, the shipped edition's without it, or None."""
    try:
        return _current_line(folder)
    except DamageError:
        return None


def whole(folder: Path, number: int, digest: str = "") -> Folder:
    """Return edition ``number`` if every file is as published, also by the manifest's ``digest`` if that is given.

    Raises DamageError naming the first file that is not.
    """
    path = folder / EDITIONS / str(number)
    if number == shipped().number and not digest and not path.exists():
        return shipped()
    return Folder(number, path, _check_files(path, number, digest))


def numbers(folder: Path) -> tuple[int, ...]:
    """Return the numbers of all editions published in the data folder, whole or not, the newest first."""
    names = (path.name for path in (folder / EDITIONS).glob("*"))
    return tuple(sorted((int(name) for name in names if name.isdecimal()), reverse=True))


def seal(staging: Path, number: int) -> str:
    """Write the manifest of a new edition's files, see all of it onto the disk, and return the manifest's sha256."""
    files = {name: _sha256(staging / name) for name in _names(staging)}
    content = (json.dumps({"number": number, "files": files}, indent=1, sort_keys=True) + "\n").encode()
    write_new(staging / MANIFEST, content)
    for path in [staging, *(path for path in staging.rglob("*") if path.is_dir()), *staging.parents[:2]]:
        sync_folder(path)
    return hashlib.sha256(content).hexdigest()


def put_in_place(folder: Path, number: int, digest: str) -> None:
    """Make edition ``number``, which is sealed, the current one: first its name, then the line that names it.

    Raises DamageError if it is not there as it was sealed.
    """
    editions = folder / EDITIONS
    if not digest:
        (editions / CURRENT).unlink(missing_ok=True)
        return
    for staging in editions.glob(f"{STAGING}{number}-*"):
        # Another process may have been faster; whether the edition is in its place is looked at next.
        with suppress(FileNotFoundError):
            if _sha256(staging / MANIFEST) == digest:
                staging.rename(editions / str(number))
                sync_folder(editions)
    whole(folder, number, digest)
    line = editions / f"{LINE}{number}-{secrets.token_hex(4)}"
    write_file(editions / CURRENT, f"{number} {digest}\n".encode(), line)


def clear(folder: Path, number: int) -> None:
    """Take away what publications that were cut short left behind, up to ``number``; those can never be finished."""
    editions = folder / EDITIONS
    for path in (*editions.glob(f"{STAGING}*"), *editions.glob(f"{LINE}*")):
        if int(path.name.split("-")[1]) > number:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _current_line(folder: Path) -> tuple[int, str]:
    line = folder / EDITIONS / CURRENT
    if not line.exists():
        return shipped().number, ""
    try:
        number, digest = line.read_text(encoding="ascii").split()
        return int(number), digest
    except (OSError, ValueError) as error:
        message = f'the line "{CURRENT}" does not name an edition'
        raise DamageError(message) from error


def _check_files(path: Path, number: int, digest: str) -> str:
    try:
        content = (path / MANIFEST).read_bytes()
        manifest = json.loads(content)
        files = dict(manifest["files"])
        found = {name: _sha256(path / name) for name in _names(path) if name != MANIFEST}
    except (OSError, ValueError, TypeError, KeyError) as error:
        message = f"{MANIFEST} or another file of edition {number} is missing or cannot be read"
        raise DamageError(message) from error
    own = hashlib.sha256(content).hexdigest()
    changed = [name for name in sorted(files.keys() | found.keys()) if files.get(name) != found.get(name)]
    if manifest["number"] != number or digest not in {"", own}:
        changed.insert(0, MANIFEST)
    if changed:
        message = f"{changed[0]} of edition {number} is not what was published"
        raise DamageError(message)
    return own


def _is_whole(folder: Path, number: int) -> bool:
    try:
        load(whole(folder, number).path)
    except AsReportedError:
        return False
    return True


def _names(path: Path) -> Iterator[str]:
    return (file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file())


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
