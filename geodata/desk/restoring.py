"""Restoring store and editions, or one edition, from backups; what is replaced is kept beside it."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select

from geodata.common.durable import clear, sync_file, sync_folder
from geodata.common.language import marked
from geodata.desk.errors import StoreError
from geodata.desk.publishing import acts
from geodata.desk.store import backups
from geodata.desk.store.database import (
    REVISION,
    copy_rows,
    create_tables,
    failing_plainly,
    postgresql_engine,
    reading,
    sqlite_engine,
)
from geodata.desk.store.integrity import digest_in, head_of
from geodata.desk.store.log import ADDRESS, FILE, Store
from geodata.edition import edition_writing, published

_WORK: Final = ".restoring-"


def restore(folder: Path, place: Path, who: str) -> Iterator[str]:
    """Put store and editions back into ``folder`` from ``place``, and yield in words what was done.

    ``place`` is a backup, or a folder of backups, of which the good one with the highest revision is taken. Raises
    AsReportedError if there is none, if the desk is open, or if the folder does not take it.
    """
    backup = place if place.is_file() else _chosen(folder, place)
    if damage := backups.damage(backup):
        raise StoreError(
            marked("the backup {backup} is damaged, {damage}: choose another"), backup=backup.name, damage=damage
        )
    address = os.environ.get(ADDRESS)
    store, held = folder / FILE, backups.read(backup)
    if address:
        _refuse_unless_empty(address)
    else:
        _refuse_if_open(store)
    former = _revision(store) if store.exists() and not address else 0
    with failing_plainly():
        for number in sorted(held.editions):
            yield from _edition(folder, backup, number)
    if address:
        restore_database(backup, address)
    elif aside := restore_file(backup, store):
        yield f"The store that was there is now {aside}."
    yield f"Restored: {backup.name}."
    yield f"It ends at revision {held.revision}."
    for other in backups.every(backup.parent):
        if backups.revision(other) > held.revision:
            state = backups.damage(other) or "good"
            yield f"Newer, and not put back: {other.name}, revision {backups.revision(other)}: {state}."
    if former > held.revision:
        yield f"Newer, and not put back: the store that was there, revision {former}."
    given = max(held.given, backups.given(backup.parent), backups.given(folder))
    with closing(Store.open(folder)) as opened:
        if held.format == 1:
            # An older program wrote it right before a publication, whose number is given as well.
            given = max(given, 1 + max(acts.recorded(opened), default=published.shipped().number))
        number = acts.adopt(opened, who, given)
    edition_writing.clear(folder, published.highest(folder))
    yield f"Edition {number} is what readers see."


def edition(folder: Path, number: int) -> Iterator[str]:
    """Put one edition back from the backups if it is not whole in ``folder``, and yield in words what was done."""
    if number in {source.number for source in published.kept(folder)}:
        return
    for backup in backups.every(folder):
        with suppress(StoreError):
            if number in backups.read(backup).editions and not backups.damage(backup):
                yield from _edition(folder, backup, number)
                return


def restore_file(backup: Path, store: Path) -> Path | None:
    """Put the backup in place of the store's file, and return where the replaced file now is, None if there was none.

    Raises StoreError if the desk is running or the folder does not take it; then the store is as it was.
    """
    with failing_plainly():
        store.parent.mkdir(parents=True, exist_ok=True)
        _refuse_if_open(store)
        clear(store.parent, f"{_WORK}*")
        with tempfile.TemporaryDirectory(prefix=_WORK, dir=store.parent) as work:
            with backups.store_of(backup) as held:
                new = Path(shutil.copyfile(held, Path(work) / store.name))
            new.chmod(0o600)
            sync_file(new)
            aside = _set_aside(store) if store.exists() else None
            new.replace(store)
            sync_folder(store.parent)
    return aside


def restore_database(backup: Path, address: str) -> None:
    """Fill an empty PostgreSQL database from the backup; raise StoreError, changing nothing, if it is not empty."""
    with backups.store_of(backup) as held:
        source, target = sqlite_engine(held, frozen=True), postgresql_engine(address)
        try:
            create_tables(target)
            copy_rows(source, target)
        finally:
            source.dispose()
            target.dispose()


def _chosen(folder: Path, place: Path) -> Path:
    first = ""
    with suppress(StoreError):
        first = digest_in(folder / FILE, 1) if (folder / FILE).exists() else ""
    found = backups.newest_good(place, first)
    if found is None:
        raise StoreError(marked("there is no good backup in {place}: name one from elsewhere"), place=place)
    return found


def _edition(folder: Path, backup: Path, number: int) -> Iterator[str]:
    there = {source.number: source.digest for source in published.kept(folder)}
    if there.get(number) == backups.read(backup).editions[number]:
        return
    aside = edition_writing.put_back(folder, number, backups.edition(backup, number))
    if aside:
        yield f"Edition {number} that was there is now {aside}."
    yield f"Edition {number} is put back from {backup.name}."


def _revision(store: Path) -> int:
    try:
        return head_of(store)[0]
    except StoreError:
        return 0


def _refuse_unless_empty(address: str) -> None:
    engine = postgresql_engine(address)
    try:
        create_tables(engine)
        with reading(engine) as connection:
            if connection.execute(select(REVISION.c.number).limit(1)).first():
                raise StoreError(
                    marked(
                        "a backup is put back into an empty database only: make one, and name it as the desk's store"
                    )
                )
    finally:
        engine.dispose()


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
                raise StoreError(marked("the desk is open: close it everywhere, then restore")) from error


def _set_aside(store: Path) -> Path:
    aside = store.with_name(f"desk-replaced-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.sqlite")
    log = store.with_name(f"{store.name}-wal")
    if log.exists():
        log.replace(aside.with_name(f"{aside.name}-wal"))
    store.with_name(f"{store.name}-shm").unlink(missing_ok=True)
    aside.hardlink_to(store)
    return aside
