"""Integrity checks of the store: header, hash chain and content; the first fault found is raised."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, select

from geodata.common.language import marked
from geodata.desk.errors import DamageError
from geodata.desk.store.database import APPLICATION_ID, HEAD, REVISION, reading, schema, sqlite_engine
from geodata.desk.store.revisions import Revision, check_chain

_MAGIC: Final = b"SQLite format 3\0"
_APPLICATION_ID_AT: Final = 68
_HEADER: Final = 100


def check_header(path: Path) -> None:
    """Raise DamageError unless the file has a store's header; checked before SQLite, which may write, opens it."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise DamageError(marked("it cannot be read ({strerror})"), strerror=error.strerror) from error
    if not header:
        raise DamageError(marked("it is empty, 0 bytes"))
    if not header.startswith(_MAGIC) or len(header) < _HEADER:
        raise DamageError(marked("it is no SQLite file"))
    if header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4] != APPLICATION_ID.to_bytes(4):
        raise DamageError(marked("it is a SQLite file of another program"))


def check_store(engine: Engine) -> tuple[int, str]:
    """Return the number and the digest of the last revision; raise DamageError naming the first thing that is wrong."""
    with reading(engine) as connection:
        if engine.dialect.name == "sqlite":
            _check_pages(connection)
        if not inspect(connection).has_table(HEAD.name):
            raise DamageError(marked("its tables are missing"))
        head = connection.execute(select(HEAD)).one_or_none()
        if head is None:
            raise DamageError(marked("its last revision is not named"))
        if head.schema_version > schema():
            raise DamageError(
                marked("it is of version {stated}, and this program reads versions up to {read}"),
                stated=head.schema_version,
                read=schema(),
            )
        number = head.number or 0
        check_chain(revisions(connection), number, head.digest)
        return number, head.digest


def head_of(path: Path) -> tuple[int, str]:
    """Return the number and the digest of the last revision that a store's file names; its revisions are not checked.

    Raises StoreError if it cannot be read.
    """
    check_header(path)
    engine = sqlite_engine(path, frozen=True)
    try:
        with reading(engine) as connection:
            found = connection.execute(select(HEAD.c.number, HEAD.c.digest)).one_or_none()
    finally:
        engine.dispose()
    return (found.number or 0, found.digest) if found else (0, "")


def digest_at(engine: Engine, number: int) -> str:
    """Return the digest of a revision, "" if there is none."""
    with reading(engine) as connection:
        return connection.execute(select(REVISION.c.digest).where(REVISION.c.number == number)).scalar() or ""


def digest_in(path: Path, number: int) -> str:
    """Return the digest of a revision in a store's file that nobody has open, "" if there is none."""
    engine = sqlite_engine(path, frozen=True)
    try:
        return digest_at(engine, number)
    finally:
        engine.dispose()


def check_file(path: Path) -> tuple[int, str]:
    """Return the number and the digest of the last revision in a store's file that nobody has open, as a backup is."""
    check_header(path)
    engine = sqlite_engine(path, frozen=True)
    try:
        return check_store(engine)
    finally:
        engine.dispose()


def revisions(connection: Connection) -> Iterator[Revision]:
    """Yield all revisions in their order."""
    for row in connection.execute(select(REVISION).order_by(REVISION.c.number)):
        yield Revision(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping


def _check_pages(connection: Connection) -> None:
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    if found != "ok":
        raise DamageError(marked("its pages are damaged ({reason})"), reason=" ".join(str(found).split()))
