"""Published editions: immutable folders of hashed files, of which one small file names the current one.

``editions/<number>/`` in the data folder holds what an editor may change, as in ``geodata/data``, and ``manifest.json``
with the format's number and the SHA-256 of every file. ``editions/current`` is one line: an edition's number and the
SHA-256 of its manifest, or the word "shipped". It is replaced whole, so that a reader finds either the older edition or
the newer one, never half of each. Whatever else lies there is not ours: it is never opened, and ``foreign`` names it.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from geodata.common.data_files import read_json, read_model
from geodata.common.errors import AsReportedError, DataFileError, Message
from geodata.common.language import marked
from geodata.edition import loading
from geodata.edition.edition_folder import (
    CURRENT,
    MANIFEST,
    NEWER,
    NUMBER,
    EditionManifest,
    EditionSource,
    damaged,
    digest_of,
    entries,
    fault,
    folder,
    leftover,
)
from geodata.edition.loading import DATA, Edition

RESTORE: Final = "python -m geodata.desk restore --edition"
_LINE: Final = re.compile(rf"(?:shipped|({NUMBER}) ([0-9a-f]{{64}}))\n", re.ASCII)
_SHIPPED: Final = (
    "edition.json",
    "articles/*.txt",
    "articles/*.json",
    "reports/*.csv",
    "translations/*.json",
    "places.json",
    "speakers.json",
)


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
    if reason := fault(found):
        raise _refusal(found, reason)
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
    names = (path.name for path in entries(folder(data)))
    return tuple(sorted((int(name) for name in names if re.fullmatch(NUMBER, name, re.ASCII)), reverse=True))


def highest(data: Path) -> int:
    """Return the highest number that the folder of the editions shows to have been given."""
    found = named(data)
    return max(shipped().number, found.number if found else 0, *numbers(data))


def kept(data: Path) -> tuple[EditionSource, ...]:
    """Return the published editions of which every file is as its manifest says, the newest first."""
    return tuple(source for number in numbers(data) if not fault(source := _own(data, number)))


def states(data: Path) -> Iterator[tuple[int, str]]:
    """Yield each published edition's number and what is wrong with it, "" if it is whole and loads, newest first."""
    for number in numbers(data):
        found = _loaded(_own(data, number))
        yield number, found if isinstance(found, str) else ""


def foreign(data: Path) -> tuple[str, ...]:
    """Return what lies among the editions and is none of ours, by its path in their folder."""
    editions = folder(data)
    ours = {CURRENT, *map(str, numbers(data))}
    found = [path.name for path in entries(editions) if path.name not in ours and not leftover(path)]
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


def _own(data: Path, number: int) -> EditionSource:
    """Return what lies under a number, by its own manifest whatever that may be."""
    path = folder(data) / str(number)
    return EditionSource(number, path, digest_of(path / MANIFEST))


def _loaded(source: EditionSource) -> Edition | Message:
    """Return the edition, or what is wrong with it."""
    if reason := fault(source):
        return reason
    try:
        found = loading.load(source.path)
    except AsReportedError as error:
        return Message(marked("does not load ({error})"), error=error)
    return found if found.number == source.number else damaged("edition.json")


def _refusal(source: EditionSource, reason: Message) -> DataFileError:
    remedy = _remedy(source.path.parent, source.number)
    if reason.text == NEWER:
        return DataFileError(
            marked("edition {number} {fault}: start a newer one, or {remedy}"),
            number=source.number,
            fault=reason,
            remedy=remedy,
        )
    return DataFileError(
        marked("edition {number} {fault}: {remedy}"), number=source.number, fault=reason, remedy=remedy
    )


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
    digest = digest_of(editions / str(number) / MANIFEST)
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
