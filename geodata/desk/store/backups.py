"""Backups: whole copies of the store, each a store's file of its own with its hash beside it."""

import hashlib
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, insert, select, update

from geodata.common.durable import clear, sync_file, sync_folder, write_file
from geodata.desk.errors import StoreError
from geodata.desk.store.database import (
    HEAD,
    REVISION,
    create_tables,
    failing_plainly,
    make_file,
    postgresql_engine,
    reading,
    sqlite_engine,
    writing,
)
from geodata.desk.store.integrity import check_file

FOLDER: Final = "backups"
_WORK: Final = ".new-"


def every(folder: Path) -> tuple[Path, ...]:
    """Return all backups in ``folder``, good or not, the newest first."""
    return tuple(sorted((folder / FOLDER).glob("desk-*.sqlite"), reverse=True))


def newest_good(folder: Path) -> Path | None:
    """Return the newest backup that is exactly what was written, None if there is none."""
    return next((backup for backup in every(folder) if not damage(backup)), None)


def damage(backup: Path) -> str:
    """Return in words what is wrong with a backup, nothing if it is whole."""
    try:
        recorded = _hash_beside(backup).read_text(encoding="ascii").split()[0]
        if hashlib.sha256(backup.read_bytes()).hexdigest() != recorded:
            return "its bytes are not those that were written"
        check_file(backup)
    except (OSError, UnicodeDecodeError, IndexError):
        return "it or its hash cannot be read"
    except StoreError as error:
        return str(error)
    return ""


def write(engine: Engine, folder: Path) -> Path:
    """Return a new, checked backup of the store in ``folder``; a SQLite file, whichever engine the store is on.

    Raises StoreError if it cannot be written; then there is no part of one.
    """
    with failing_plainly():
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        clear(folder / FOLDER, f"{_WORK}*")
        with tempfile.TemporaryDirectory(prefix=_WORK, dir=folder / FOLDER) as work:
            new = Path(work) / "desk.sqlite"
            _copy(engine, new)
            number, _ = check_file(new)
            backup = folder / FOLDER / f"desk-{_stamp()}-revision-{number}.sqlite"
            sync_file(new)
            digest = hashlib.sha256(new.read_bytes()).hexdigest()
            write_file(_hash_beside(backup), f"{digest}  {backup.name}\n".encode(), Path(work) / "hash")
            new.replace(backup)
            sync_folder(backup.parent)
            sync_folder(folder)
    return backup


def restore_file(backup: Path, store: Path) -> Path | None:
    """Put the backup in place of the store's file, and return where the replaced file now is, None if there was none.

    Raises StoreError if the desk is running or the folder does not take it; then the store is as it was.
    """
    with failing_plainly():
        _refuse_if_open(store)
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=store.parent) as work:
            new = Path(shutil.copyfile(backup, Path(work) / store.name))
            new.chmod(0o600)
            sync_file(new)
            aside = _set_aside(store) if store.exists() else None
            new.replace(store)
            sync_folder(store.parent)
    return aside


def restore_database(backup: Path, address: str) -> None:
    """Fill an empty PostgreSQL database from the backup; raise StoreError, changing nothing, if it is not empty."""
    source, target = sqlite_engine(backup, frozen=True), postgresql_engine(address)
    try:
        create_tables(target)
        _copy_rows(source, target)
    finally:
        source.dispose()
        target.dispose()


def _copy(engine: Engine, new: Path) -> None:
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(new)) as target, closing(engine.raw_connection()) as source:
            source.driver_connection.backup(target)  # type: ignore[union-attr] # a connection in use has its driver's
        return
    make_file(new)
    target_engine = sqlite_engine(new)
    try:
        _copy_rows(engine, target_engine)
    finally:
        target_engine.dispose()


def _copy_rows(source: Engine, target: Engine) -> None:
    with reading(source) as old, writing(target) as new:
        if new.execute(select(REVISION.c.number).limit(1)).first():
            message = "a backup is put back into an empty database only: make one, and name it as the desk's store"
            raise StoreError(message)
        head = old.execute(select(HEAD)).one()
        for rows in old.execute(select(REVISION).order_by(REVISION.c.number)).mappings().partitions(1000):
            new.execute(insert(REVISION), [dict(row) for row in rows])
        new.execute(update(HEAD).values(number=head.number, digest=head.digest))


def _refuse_if_open(store: Path) -> None:
    """Raise StoreError if another process has the store open: it would go on writing into the replaced file."""
    if not store.exists():
        return
    with closing(sqlite3.connect(store, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                message = "the desk is open: close it everywhere, then restore"
                raise StoreError(message) from error


def _set_aside(store: Path) -> Path:
    aside = store.with_name(f"desk-replaced-{_stamp()}.sqlite")
    log = store.with_name(f"{store.name}-wal")
    if log.exists():
        log.replace(aside.with_name(f"{aside.name}-wal"))
    store.with_name(f"{store.name}-shm").unlink(missing_ok=True)
    aside.hardlink_to(store)
    return aside


def _hash_beside(backup: Path) -> Path:
    return backup.with_name(f"{backup.name}.sha256")


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"
