"""Published editions: immutable folders of hashed files, of which one small file names the current one.

``editions/<number>/`` in the data folder holds what an editor may change, as in ``geodata/data``, and ``manifest.json``
with the format's number and the SHA-256 of every file. ``editions/current`` is one line: an edition's number and the
SHA-256 of its manifest, or the word "shipped". It is replaced whole, so that a reader finds either the older edition or
the newer one, never half of each. Whatever else lies there is not ours: it is never opened, and ``foreign`` names it.
"""

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from geodata.common.data_files import read_json, read_model
from geodata.common.durable import sync_folder, write_file, write_new
from geodata.common.errors import AsReportedError, DataFileError, Message
from geodata.common.language import marked
from geodata.edition import loading
from geodata.edition.loading import DATA, Edition

FORMAT: Final = 3
"""Format 1 stated no number, and had no "current" while the shipped edition was the current one. Format 2 kept no
numbers of places, had no sentences whose claim was withdrawn and no imprint, and did not say when an article was
updated."""
CURRENT: Final = "current"
MANIFEST: Final = "manifest.json"
RESTORE: Final = "python -m geodata.desk restore --edition"
_NEWER: Final = marked("is of format {stated}, and this program reads formats up to {read}")
_DAMAGED: Final = marked("is damaged ({file})")
_NUMBER: Final = r"[1-9]\d{0,8}"
_LINE: Final = re.compile(rf"(?:shipped|({_NUMBER}) ([0-9a-f]{{64}}))\n", re.ASCII)
_STAGED: Final = re.compile(rf"\.new-({_NUMBER})-[0-9a-f]{{8}}", re.ASCII)
_LINE_STAGED: Final = re.compile(rf"\.current-({_NUMBER})-[0-9a-f]{{8}}", re.ASCII)
_SHIPPED: Final = (
    "edition.json",
    "articles/*.txt",
    "articles/*.json",
    "reports/*.csv",
    "translations/*.json",
    "places.json",
    "speakers.json",
)


class EditionManifest(BaseModel):
    """The files of an edition, by their path in its folder with "/", each with its SHA-256 in hex."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: int = Field(default=1, ge=1, le=FORMAT)
    number: int = Field(ge=1)
    files: dict[str, str]


class EditionSource(NamedTuple):
    """Where an edition is read from; equal sources are the same edition, byte for byte.

    ``digest`` is the SHA-256 of its manifest in hex, "" for the edition that came with the program.
    """

    number: int
    path: Path
    digest: str


def folder(data: Path) -> Path:
    """Return the folder of the editions published from the data folder; it need not exist."""
    return data / "editions"


def shipped() -> EditionSource:
    """Return the edition that came with the program."""
    return EditionSource(int(read_json(DATA / "edition.json")["number"]), DATA, "")


def named(data: Path) -> EditionSource | None:
    """Return the edition that ``current`` names, whole or not, the shipped one if none was published, or None."""
    try:
        line = _LINE.fullmatch((folder(data) / CURRENT).read_bytes().decode(errors="replace"))
    except FileNotFoundError:
        return None if numbers(data) else shipped()
    except OSError:
        return None
    if line and line[1]:
        return EditionSource(int(line[1]), folder(data) / line[1], line[2])
    return shipped() if line else None


def newest(data: Path) -> EditionSource:
    """Return the edition that ``current`` names, whole or not; raise DataFileError with the remedy if it names none."""
    found = named(data)
    if found is None:
        raise DataFileError(
            marked('the file "{file}" of the published editions is damaged: {remedy}'),
            file=CURRENT,
            remedy=_remedy(folder(data)),
        )
    return found


def current(data: Path) -> EditionSource:
    """Return the current edition, every file of it as it was published; raise DataFileError with the remedy if not."""
    found = newest(data)
    if fault := _fault(found):
        raise _refusal(found, fault)
    return found


def load(source: EditionSource) -> Edition:
    """Return the edition in ``source``, every file of a published one checked against its manifest.

    Raises AsReportedError; for a published one, with the edition to put back, which is whole and loads.
    """
    if not source.digest:
        return loading.load(source.path)
    found = _loaded(source)
    if isinstance(found, Message):
        raise _refusal(source, found)
    return found


def whole(data: Path, number: int) -> EditionSource:
    """Return edition ``number`` if it is as its manifest says and loads; raise DataFileError if not."""
    found, came = _own(data, number), shipped()
    reason = _loaded(found)
    if isinstance(reason, Message) and number == came.number:
        # What is published here under the number of an edition that ships later is no longer whole.
        return came
    if isinstance(reason, Message):
        raise DataFileError(marked("edition {number} {reason}: choose another one"), number=number, reason=reason)
    return found


def numbered(data: Path, number: int) -> EditionSource | None:
    """Return edition ``number``, published or shipped, whole or not; None if there is none."""
    if number in numbers(data):
        return _own(data, number)
    return came if (came := shipped()).number == number else None


def numbers(data: Path) -> tuple[int, ...]:
    """Return the numbers under which anything lies in the folder of the editions, whole or not, the newest first."""
    names = (path.name for path in _entries(folder(data)))
    return tuple(sorted((int(name) for name in names if re.fullmatch(_NUMBER, name, re.ASCII)), reverse=True))


def highest(data: Path) -> int:
    """Return the highest number that the folder of the editions shows to have been given."""
    found = named(data)
    return max(shipped().number, found.number if found else 0, *numbers(data))


def kept(data: Path) -> tuple[EditionSource, ...]:
    """Return the published editions of which every file is as its manifest says, the newest first."""
    return tuple(source for number in numbers(data) if not _fault(source := _own(data, number)))


def states(data: Path) -> Iterator[tuple[int, str]]:
    """Yield each published edition's number and what is wrong with it, "" if it is whole and loads, newest first."""
    for number in numbers(data):
        found = _loaded(_own(data, number))
        yield number, found if isinstance(found, str) else ""


def foreign(data: Path) -> tuple[str, ...]:
    """Return what lies among the editions and is none of ours, by its path in their folder."""
    editions = folder(data)
    ours = {CURRENT, *map(str, numbers(data))}
    found = [path.name for path in _entries(editions) if path.name not in ours and not _leftover(path)]
    for number in numbers(data):
        path = editions / str(number)
        with suppress(DataFileError):
            listed = {MANIFEST, *read_model(path / MANIFEST, EditionManifest).files}
            files = (file.relative_to(path).as_posix() for file in path.rglob("*") if not file.is_dir())
            found += [f"{number}/{name}" for name in files if name not in listed]
    return tuple(sorted(name if name.isprintable() else ascii(name) for name in found))


def files(source: EditionSource) -> Mapping[str, bytes]:
    """Return the content of each file of a whole edition by its path in its folder, the manifest left out."""
    if source.digest:
        paths = [source.path / name for name in read_model(source.path / MANIFEST, EditionManifest).files]
    else:
        paths = [path for name in (*_SHIPPED, "SOURCES.md") for path in source.path.glob(name)]
    return {path.relative_to(source.path).as_posix(): path.read_bytes() for path in paths}


def contents(source: EditionSource) -> Mapping[str, bytes]:
    """Return the content of each file of a whole published edition by its path in its folder, and of its manifest."""
    return {MANIFEST: (source.path / MANIFEST).read_bytes(), **files(source)}


def put_back(data: Path, number: int, content: Mapping[str, bytes]) -> Path | None:
    """Put a published edition's files back under its number, byte for byte, not as the current one.

    Returns where what lay there instead is now, None if it was nothing. Raises DataFileError if they are not whole.
    """
    staging = stage(data, number)
    try:
        for name, written in content.items():
            if not _is_inside(name):
                raise DataFileError(
                    marked('the file "{name}" of edition {number} would lie outside it: choose another backup'),
                    name=name,
                    number=number,
                )
            write_new(staging / name, written)
        _sync(staging)
        if fault := _fault(EditionSource(number, staging, _digest(staging / MANIFEST))):
            raise DataFileError(marked("edition {number} {fault}: choose another backup"), number=number, fault=fault)
        path, aside = folder(data) / str(number), None
        if path.exists():
            aside = path.rename(data / f"edition-{number}-replaced-{secrets.token_hex(4)}")
        staging.rename(path)
        sync_folder(path.parent)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return aside


def stage(data: Path, number: int) -> Path:
    """Return a new, empty folder in which edition ``number`` is made."""
    path = folder(data) / f".new-{number}-{secrets.token_hex(4)}"
    path.mkdir(parents=True)
    return path


def seal(staging: Path, number: int) -> str:
    """Write the manifest of a new edition's files, see all of it onto the disk, and return the manifest's SHA-256."""
    made = (path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file())
    hashes = {name: _digest(staging / name) for name in made}
    manifest = {"format": FORMAT, "number": number, "files": hashes}
    content = (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode()
    write_new(staging / MANIFEST, content)
    _sync(staging)
    return _sha256(content)


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
        if fault := _fault(source):
            raise DataFileError(marked("edition {number} {fault}"), number=source.number, fault=fault)
    _name(editions, source.number, f"{source.number} {source.digest}\n" if source.digest else "shipped\n")


def clear(data: Path, number: int) -> None:
    """Take away what publications that were cut short left behind, up to ``number``; those can never be finished."""
    for path in _entries(folder(data)):
        left = _leftover(path)
        if left and int(left[1]) <= number:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()


def _name(editions: Path, number: int, line: str) -> None:
    write_file(editions / CURRENT, line.encode(), editions / f".current-{number}-{secrets.token_hex(4)}")


def _sync(staging: Path) -> None:
    for path in [staging, *(path for path in staging.rglob("*") if path.is_dir()), *staging.parents[:2]]:
        sync_folder(path)


def _own(data: Path, number: int) -> EditionSource:
    """Return what lies under a number, by its own manifest whatever that may be."""
    path = folder(data) / str(number)
    return EditionSource(number, path, _digest(path / MANIFEST))


def _unstage(editions: Path, source: EditionSource) -> None:
    for path in _entries(editions):
        if source.path.exists():
            # A publication that was refused when it was recorded, and repeated, has left two alike.
            return
        staged = _STAGED.fullmatch(path.name)
        if staged and int(staged[1]) == source.number and _digest(path / MANIFEST) == source.digest:
            # Another process may have been faster; whether the edition is in its place is looked at next.
            with suppress(FileNotFoundError):
                path.rename(source.path)
                sync_folder(editions)


def _fault(source: EditionSource) -> Message | None:
    """Return what is wrong with the edition's files, None if all are as they were published."""
    if source.path == DATA:
        return None
    manifest = _manifest(source)
    if isinstance(manifest, Message):
        return manifest
    changed = (name for name, digest in manifest.files.items() if not _is_as(source.path, name, digest))
    first = min(changed, default="")
    return Message(_DAMAGED, file=first) if first else None


def _manifest(source: EditionSource) -> EditionManifest | Message:
    """Return the edition's manifest, or what is wrong with it."""
    path = source.path / MANIFEST
    try:
        manifest = read_model(path, EditionManifest)
    except DataFileError:
        stated = _stated_format(path)
        return Message(_NEWER, stated=stated, read=FORMAT) if stated > FORMAT else Message(_DAMAGED, file=MANIFEST)
    if _digest(path) != source.digest:
        return Message(marked("is damaged ({file} or {other})"), file=MANIFEST, other=CURRENT)
    return manifest if manifest.number == source.number else Message(_DAMAGED, file=MANIFEST)


def _stated_format(path: Path) -> int:
    try:
        stated = read_json(path)["format"]
    except (DataFileError, TypeError, KeyError):
        return 0
    return stated if type(stated) is int else 0


def _is_as(path: Path, name: str, digest: str) -> bool:
    return _is_inside(name) and _digest(path / name) == digest


def _is_inside(name: str) -> bool:
    plain = PurePosixPath(name)
    return not plain.is_absolute() and ".." not in plain.parts


def _loaded(source: EditionSource) -> Edition | Message:
    """Return the edition, or what is wrong with it."""
    if fault := _fault(source):
        return fault
    try:
        found = loading.load(source.path)
    except AsReportedError as error:
        return Message(marked("does not load ({error})"), error=error)
    return found if found.number == source.number else Message(_DAMAGED, file="edition.json")


def _refusal(source: EditionSource, fault: Message) -> DataFileError:
    remedy = _remedy(source.path.parent, source.number)
    if fault.text == _NEWER:
        return DataFileError(
            marked("edition {number} {fault}: start a newer one, or {remedy}"),
            number=source.number,
            fault=fault,
            remedy=remedy,
        )
    return DataFileError(marked("edition {number} {fault}: {remedy}"), number=source.number, fault=fault, remedy=remedy)


def _remedy(editions: Path, damaged: int | None = None) -> Message:
    """Return the command that puts an edition back which is whole and loads: the one meant, or the newest one older.

    Where none in the folder is, it is the edition that is shipped.
    """
    kept = [number for number in numbers(editions.parent) if damaged is None or number < damaged]
    if damaged is None:
        # What still names its manifest's hash is the edition meant, which need not be the newest.
        kept.sort(key=lambda number: not _is_meant(editions, number))
    good = next((number for number in kept if _is_good(editions.parent, number)), shipped().number)
    return Message(marked('put edition {number} back with "{command} {number}"'), number=good, command=RESTORE)


def _is_meant(editions: Path, number: int) -> bool:
    digest = _digest(editions / str(number) / MANIFEST)
    try:
        return bool(digest) and digest.encode() in (editions / CURRENT).read_bytes()
    except OSError:
        return False


def _is_good(data: Path, number: int) -> bool:
    try:
        whole(data, number)
    except DataFileError:
        return False
    return True


def _leftover(path: Path) -> re.Match[str] | None:
    return _STAGED.fullmatch(path.name) or _LINE_STAGED.fullmatch(path.name)


def _entries(path: Path) -> list[Path]:
    try:
        return list(path.iterdir())
    except OSError:
        return []


def _digest(path: Path) -> str:
    try:
        return _sha256(path.read_bytes())
    except OSError:
        return ""


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
