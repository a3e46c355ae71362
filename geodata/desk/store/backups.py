"""Backups: one file each with the whole store and all editions, its hash beside it, ordered by revision.

A backup is a ZIP file of ``backup.json``, the store as a SQLite file, and each file of the editions once, under its
SHA-256. What an older program wrote is the SQLite file alone.
"""

import hashlib
import re
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Engine

from geodata.common.durable import clear, sync_file, sync_folder, write_file
from geodata.common.errors import Message
from geodata.common.language import marked
from geodata.desk.errors import StoreError
from geodata.desk.store.database import copy_rows, failing_plainly, make_file, sqlite_engine
from geodata.desk.store.integrity import check_file, digest_in, head_of
from geodata.desk.store.revisions import NO_DIGEST
from geodata.edition import edition_folder, published

FOLDER: Final = "backups"
FORMAT: Final = 2
_ABOUT: Final = "backup.json"
_STORE: Final = "desk.sqlite"
_WORK: Final = ".new-"
_NAME: Final = re.compile(r"desk-(\d{8})T[\d.]+Z-revision-(\d{1,9})(?:-edition-(\d{1,9}))?.*", re.ASCII)
# In days: every backup of the day is kept, then one a day for a week, one a week for five, one a month.
_DAILY, _WEEKLY = 7, 35


class Backup(BaseModel):
    """What a backup holds: the store up to ``revision`` with its ``digest``, and editions by their manifest's SHA-256.

    ``first`` is the digest of revision 1, which tells one desk from another; ``given`` the highest edition's number.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = Field(default=FORMAT, ge=1, le=FORMAT)
    revision: int = Field(ge=0)
    digest: str
    first: str
    given: int = 0
    editions: dict[int, str] = Field(default_factory=dict)

    def holds(self, other: "Backup") -> bool:
        """Tell whether this backup holds every edition of the other."""
        return other.editions.items() <= self.editions.items()


def every(folder: Path) -> tuple[Path, ...]:
    """Return all backups in ``folder`` or its folder of backups, good or not, the highest revision first."""
    inside = folder / FOLDER
    found = (inside if inside.is_dir() else folder).glob("desk-*-revision-*")
    kept = (path for path in found if path.suffix in {".zip", ".sqlite"})
    return tuple(sorted(kept, key=lambda path: (revision(path), path.name), reverse=True))


def read(backup: Path) -> Backup:
    """Return what a backup holds, as it says itself; raise StoreError if it cannot be read."""
    try:
        if backup.suffix == ".zip":
            with ZipFile(backup) as archive:
                return Backup.model_validate_json(archive.read(_ABOUT))
        number, digest = head_of(backup)
        return Backup(format=1, revision=number, digest=digest, first=digest_in(backup, 1))
    except (OSError, KeyError, BadZipFile, NotImplementedError, ValidationError) as error:
        raise StoreError(marked("it or its hash cannot be read")) from error


def revision(backup: Path) -> int:
    """Return the revision that a backup ends at; for an unreadable one, what its name says."""
    try:
        return read(backup).revision
    except StoreError:
        named = _NAME.fullmatch(backup.name)
        return int(named[2]) if named else 0


def given(folder: Path) -> int:
    """Return the highest number of an edition that any backup in ``folder`` speaks of, be it damaged."""
    numbers = (int(named[3] or 0) for path in every(folder) if (named := _NAME.fullmatch(path.name)))
    return max(numbers, default=0)


def newest_good(folder: Path, first: str = "") -> Path | None:
    """Return the backup with the highest revision that is exactly what was written, None if there is none.

    Of several desks' it is that of the one whose first revision has the digest ``first``; raises StoreError if no
    backup is of that one, and they are of more than one.
    """
    good: dict[str, Path] = {}
    for backup in every(folder):
        with suppress(StoreError):
            desk = read(backup).first
            if desk not in good and not damage(backup):
                good[desk] = backup
    if len(good) > 1 and "" in good:
        del good[""]
    if first not in good and len(good) > 1:
        names = " and ".join(sorted(path.name for path in good.values()))
        raise StoreError(
            marked("the backups are of more than one desk, {names}: name the one to put back"), names=names
        )
    return good.get(first) or next(iter(good.values()), None)


def damage(backup: Path) -> Message | None:
    """Return the fault of a backup as a message, None if it is intact."""
    try:
        recorded = _hash_beside(backup).read_text(encoding="ascii").split()[0]
        if _sha256(backup) != recorded:
            return Message(marked("its bytes are not those that were written"))
        held = read(backup)
        with store_of(backup) as store:
            if check_file(store) != (held.revision, held.digest):
                return Message(marked("its store does not end where it says"))
    except (OSError, UnicodeDecodeError, IndexError):
        return Message(marked("it or its hash cannot be read"))
    except StoreError as error:
        return error.message
    return None


@contextmanager
def store_of(backup: Path) -> Iterator[Path]:
    """Yield the store of a backup as a SQLite file."""
    if backup.suffix != ".zip":
        yield backup
        return
    with tempfile.TemporaryDirectory(prefix="as-reported-backup-") as work, ZipFile(backup) as archive:
        yield Path(archive.extract(_STORE, work))


def edition(backup: Path, number: int) -> Mapping[str, bytes]:
    """Return the files of an edition in the backup by their path, its manifest among them; none if it is not there."""
    digest = read(backup).editions.get(number)
    if digest is None:
        return {}
    with ZipFile(backup) as archive:
        manifest = archive.read(digest)
        files = edition_folder.EditionManifest.model_validate_json(manifest).files
        return {edition_folder.MANIFEST: manifest, **{name: archive.read(held) for name, held in files.items()}}


def write(engine: Engine, folder: Path) -> Path:
    """Return a new, checked backup of the store and the editions in ``folder``, whichever engine the store is on.

    Raises StoreError if it cannot be written; then there is no part of one.
    """
    kept = folder / FOLDER
    with failing_plainly():
        kept.mkdir(parents=True, exist_ok=True)
        clear(kept, f"{_WORK}*")
        with tempfile.TemporaryDirectory(prefix=_WORK, dir=kept) as work:
            store, new = Path(work) / _STORE, Path(work) / "backup.zip"
            _copy(engine, store)
            held = _pack(new, store, folder)
            sync_file(new)
            backup = kept / f"desk-{_stamp()}-revision-{held.revision}-edition-{held.given}.zip"
            if backup.exists():
                backup = backup.with_stem(f"{backup.stem}-{secrets.token_hex(4)}")
            line = f"{_sha256(new)}  {backup.name}\n"
            write_file(_hash_beside(backup), line.encode(), Path(work) / "hash")
            new.replace(backup)
            sync_folder(kept)
            sync_folder(folder)
    with suppress(StoreError, OSError):
        thin(folder, datetime.now(UTC).date())
    return backup


def thin(folder: Path, today: date) -> None:
    """Delete old backups that a later intact one of the same day, week or month supersedes."""
    kept: dict[tuple[object, ...], list[Path]] = {}
    for backup in every(folder):
        bucket = _bucket(backup, today)
        if not bucket:
            continue
        if any(_supersedes(other, backup) for other in kept.get(bucket, ())):
            backup.unlink()
            _hash_beside(backup).unlink(missing_ok=True)
        else:
            kept.setdefault(bucket, []).append(backup)


def _bucket(backup: Path, today: date) -> tuple[object, ...]:
    """Return the day, week or month of which one backup is kept, nothing if it is always kept (dated in the future)."""
    named = _NAME.fullmatch(backup.name)
    try:
        day = datetime.strptime(named[1], "%Y%m%d").replace(tzinfo=UTC).date() if named else today
    except ValueError:
        return ()
    age = (today - day).days
    if age < 1:
        return ()
    if age < _DAILY:
        return (day,)
    return day.isocalendar()[:2] if age < _WEEKLY else (day.year, day.month, "month")


def _supersedes(later: Path, earlier: Path) -> bool:
    try:
        more, less = read(later), read(earlier)
        if not more.holds(less) or damage(later):
            return False
        with store_of(later) as store:
            return less.digest == (digest_in(store, less.revision) or NO_DIGEST)
    except StoreError:
        return False


def _pack(new: Path, store: Path, folder: Path) -> Backup:
    """Write the backup of the copied store and the folder's editions into the file ``new``."""
    number, digest = check_file(store)
    editions = {source.number: source.digest for source in published.kept(folder)}
    with ZipFile(new, "x", ZIP_DEFLATED) as archive:
        with store.open("rb") as file, archive.open(_entry(_STORE), "w", force_zip64=True) as target:
            shutil.copyfileobj(file, target)
        packed = {_STORE}
        for source in published.kept(folder):
            _add(archive, packed, published.contents(source))
        for path in every(folder):
            # What the folder has lost, an earlier backup may hold.
            with suppress(StoreError):
                for lost, manifest in read(path).editions.items():
                    if lost not in editions and read(path).first in {"", digest_in(store, 1)}:
                        _add(archive, packed, edition(path, lost))
                        editions[lost] = manifest
        highest = max(published.highest(folder), given(folder), *editions, 0)
        about = Backup(revision=number, digest=digest, first=digest_in(store, 1), given=highest, editions=editions)
        archive.writestr(_entry(_ABOUT), about.model_dump_json())
    return about


def _add(archive: ZipFile, packed: set[str], contents: Mapping[str, bytes]) -> None:
    for content in contents.values():
        name = hashlib.sha256(content).hexdigest()
        if name not in packed:
            archive.writestr(_entry(name), content)
            packed.add(name)


def _entry(name: str) -> ZipInfo:
    # Without a time: a clock before 1980 is refused by the format.
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _copy(engine: Engine, new: Path) -> None:
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(new)) as target, closing(engine.raw_connection()) as source:
            source.driver_connection.backup(target)  # type: ignore[union-attr] # a connection in use has its driver's
        return
    make_file(new)
    target_engine = sqlite_engine(new)
    try:
        copy_rows(engine, target_engine)
    finally:
        target_engine.dispose()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hash_beside(backup: Path) -> Path:
    return backup.with_name(f"{backup.name}.sha256")


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"
