"""The store: an append-only log of revisions in SQLite or PostgreSQL; what ``save`` returned for is durable."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, func, insert, select, true, update

from geodata.common.data_folder import data_folder
from geodata.common.errors import RecordError
from geodata.common.language import marked
from geodata.desk.errors import Conflict, ConflictError, DamageError, StoreError
from geodata.desk.store import backups
from geodata.desk.store.database import (
    HEAD,
    REVISION,
    create_tables,
    make_file,
    postgresql_engine,
    reading,
    sqlite_engine,
    upgrade,
    writing,
)
from geodata.desk.store.integrity import check_header, check_store, digest_at
from geodata.desk.store.revisions import Json, Record, Revision, canonical, latest, now

FILE = "desk.sqlite"
ADDRESS = "AS_REPORTED_DESK_STORE"
"""The environment variable that names a PostgreSQL database to keep the store in instead of a file."""


@dataclass(frozen=True)
class Save:
    """One record to write (None deletes it), and the version it was edited from, 0 for a new one."""

    record: Record
    began_from: int
    content: Json


class Store:
    """The store of the desk: every method is one transaction, and safe to call from any thread.

    ``folder`` is where its file, its backups and the editions lie, also when PostgreSQL holds the store itself.
    """

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.engine = engine

    @classmethod
    def open(cls, folder: Path | None = None, address: str | None = None) -> Self:
        """Return the store in ``folder`` or at a PostgreSQL ``address``, made if there is none, and checked whole.

        Without arguments: ``data_folder()``, and the address in the environment variable AS_REPORTED_DESK_STORE. Raises
        StoreError if it is damaged, foreign or out of reach, naming the newest good backup.
        """
        folder = folder or data_folder()
        address = address or os.environ.get(ADDRESS)
        engine = postgresql_engine(address) if address else _file_engine(folder)
        try:
            if address:
                create_tables(engine)
            check_store(engine)
            _refuse_another_desk(engine, folder)
            upgrade(engine, partial(backups.write, engine, folder))
        except DamageError as error:
            engine.dispose()
            raise _damaged(folder, error) from error
        except StoreError:
            engine.dispose()
            raise
        return cls(folder, engine)

    def close(self) -> None:
        """Close all connections; the store's file is then whole by itself."""
        self.engine.dispose()

    def save(
        self, saves: Sequence[Save], who: str, why: str = "", *, action: str = "save", undoes: int | None = None
    ) -> int:
        """Save all or none of ``saves`` as one act and return its number once they are on the disk.

        Raises ConflictError if a record has another version by now; what was to be saved is then kept as a revision
        without a version. Raises StoreError if the store does not take it; then nothing of it is saved.
        """
        if not saves or len({save.record for save in saves}) < len(saves):
            raise RecordError(marked("an act saves one or more records, each of them once: leave out the repetition"))
        shared = {"who": _plain(who), "why": _plain(why), "undoes": undoes, "at": now()}
        with writing(self.engine) as connection:
            number, digest = _locked_head(connection)
            found = [_latest(connection, save.record) for save in saves]
            conflicts = [_conflict(save, last) for save, last in zip(saves, found, strict=True) if _differs(save, last)]
            shared |= {"action": "conflict" if conflicts else action, "act": number + 1}
            added = []
            for save, last in zip(saves, found, strict=True):
                revision = _revision(save, last, shared, number + 1, digest)
                number, digest = revision.number, revision.digest
                added.append(vars(revision))
            connection.execute(insert(REVISION), added)
            connection.execute(update(HEAD).values(number=number, digest=digest))
        if conflicts:
            raise ConflictError(conflicts)
        return number + 1 - len(saves)

    def undo(self, act: int, who: str, why: str = "") -> int:
        """Restore what was before ``act`` by a new act and return its number; an undo can be undone as well.

        Raises ConflictError if one of its records is not as the act left it.
        """
        taken = [revision for revision in self._where(REVISION.c.act == act) if revision.action in {"save", "undo"}]
        if not taken:
            raise RecordError(marked("there is no act {act} that can be taken back: choose another"), act=act)
        saves = []
        for revision in taken:
            last = latest(self.history(*revision.record))[revision.record]
            as_left = revision if revision.after != last.after else last
            saves.append(Save(revision.record, as_left.version or 0, revision.replaced))
        return self.save(saves, who, why, action="undo", undoes=act)

    def history(
        self, draft: str | None = None, kind: str | None = None, key: str | None = None
    ) -> tuple[Revision, ...]:
        """Return every revision of the records meant, conflicts included, the first one first."""
        return self._where(*_meant(draft, kind, key))

    def current(
        self, draft: str | None = None, kind: str | None = None, key: str | None = None
    ) -> Mapping[Record, Revision]:
        """Return the last accepted revision of each record meant that is there now."""
        accepted = select(func.max(REVISION.c.number)).where(REVISION.c.version.is_not(None), *_meant(draft, kind, key))
        last = accepted.group_by(REVISION.c.draft, REVISION.c.kind, REVISION.c.key)
        found = self._where(REVISION.c.number.in_(last), REVISION.c.after.is_not(None))
        return {revision.record: revision for revision in found}

    def check(self) -> tuple[int, str]:
        """Return the number and the digest of the last revision; raise StoreError if the store is not whole."""
        return check_store(self.engine)

    def _where(self, *wanted: ColumnElement[bool]) -> tuple[Revision, ...]:
        with reading(self.engine) as connection:
            rows = connection.execute(select(REVISION).where(true(), *wanted).order_by(REVISION.c.number))
            return tuple(Revision(**row._mapping) for row in rows)  # noqa: SLF001 - SQLAlchemy's public name


def _file_engine(folder: Path) -> Engine:
    path = folder / FILE
    if not path.exists():
        if backups.every(folder):
            raise _damaged(folder, DamageError(marked("it is gone, though it has backups")))
        make_file(path)
    try:
        check_header(path)
    except DamageError as error:
        raise _damaged(folder, error) from error
    return sqlite_engine(path)


def _refuse_another_desk(engine: Engine, folder: Path) -> None:
    """Raise DamageError if there are backups, and none of them is of this store."""
    desks = set()
    for backup in backups.every(folder):
        with suppress(StoreError):
            desks.add(backups.read(backup).first)
    first = digest_at(engine, 1)
    if desks - {""} and first not in desks - {""}:
        raise DamageError(
            marked("it is of another desk than its backups") if first else marked("it is empty, though it has backups")
        )


def _damaged(folder: Path, error: DamageError) -> StoreError:
    try:
        good = backups.newest_good(folder)
    except StoreError as several:
        return DamageError(marked("the desk's store is damaged, {error}: {several}"), error=error, several=several)
    if good:
        return DamageError(
            marked(
                "the desk's store is damaged, {error}: "
                'put back its newest good backup, {backup}, with "python -m geodata.desk restore"'
            ),
            error=error,
            backup=good.name,
        )
    return DamageError(
        marked(
            "the desk's store is damaged, {error}: "
            "there is no good backup of it, so move it and its backups elsewhere to begin anew"
        ),
        error=error,
    )


def _meant(draft: str | None, kind: str | None, key: str | None) -> list[ColumnElement[bool]]:
    wanted = ((REVISION.c.draft, draft), (REVISION.c.kind, kind), (REVISION.c.key, key))
    return [column == value for column, value in wanted if value is not None]


def _locked_head(connection: Connection) -> tuple[int, str]:
    """Return where the chain ends, locked on PostgreSQL; on SQLite the transaction is the only one that writes."""
    head = connection.execute(select(HEAD).with_for_update()).one()
    return head.number or 0, head.digest


def _latest(connection: Connection, record: Record) -> Revision | None:
    of_record = [REVISION.c[name] == value for name, value in record._asdict().items()]
    accepted = select(REVISION).where(REVISION.c.version.is_not(None), *of_record)
    row = connection.execute(accepted.order_by(REVISION.c.version.desc()).limit(1)).one_or_none()
    return Revision(**row._mapping) if row else None  # noqa: SLF001 - SQLAlchemy's public name


def _revision(save: Save, last: Revision | None, shared: Mapping[str, Any], number: int, previous: str) -> Revision:
    revision = Revision(
        **save.record._asdict(),
        **shared,
        number=number,
        version=None if shared["action"] == "conflict" else save.began_from + 1,
        before=last.after if last else None,
        after=None if save.content is None else canonical(save.content),
        previous=previous,
    )
    return revision.sealed()


def _differs(save: Save, last: Revision | None) -> bool:
    return save.began_from != (last.version if last else 0)


def _conflict(save: Save, last: Revision | None) -> Conflict:
    return Conflict(
        *save.record,
        mine=save.content,
        theirs=last.content if last else None,
        version=(last.version or 0) if last else 0,
        who=last.who if last else "",
        at=last.moment if last else None,
    )


def _plain(words: str) -> str:
    """Return a line of plain text; control characters, which PostgreSQL refuses in part, are refused in both."""
    if not words.isprintable():
        raise RecordError(
            marked("a name or a reason is one line of plain text: take line breaks and control characters out")
        )
    return words
