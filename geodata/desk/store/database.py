"""The database of the store: its two tables, and an engine for SQLite or PostgreSQL that keeps every promise made."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    QueuePool,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    func,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from geodata.common.durable import sync_folder
from geodata.common.language import marked
from geodata.desk.errors import DamageError, StoreError
from geodata.desk.store.revisions import NO_DIGEST

APPLICATION_ID: Final = int.from_bytes(b"AsRd")
"""What tells our SQLite files from those of other programs; also kept in ``HEAD``."""


def _no_change_of_tables(_connection: Connection) -> None:
    """Change nothing: records of version 2 may say what those of version 1 cannot (updated, withdrawn)."""


UPGRADES: Final[list[Callable[[Connection], None]]] = [_no_change_of_tables]
"""What makes a store of version 1 one of version 2, of 2 one of 3, and so on."""
BUSY_SECONDS: Final = 30
_METADATA: Final = MetaData()

REVISION: Final = Table(
    "desk_revision",
    _METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("act", Integer, ForeignKey("desk_revision.number"), nullable=False),
    Column("draft", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("version", Integer),
    Column("action", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("undoes", Integer, ForeignKey("desk_revision.number")),
    Column("previous", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    UniqueConstraint("draft", "kind", "key", "version"),
    Index("desk_revision_act", "act"),
    sqlite_strict=True,
)
"""Every revision there ever was; see ``geodata.desk.store.revisions.Revision``."""

HEAD: Final = Table(
    "desk_head",
    _METADATA,
    Column("application", Integer, CheckConstraint(f"application = {APPLICATION_ID}"), primary_key=True),
    Column("schema_version", Integer, nullable=False),
    Column("number", Integer, ForeignKey("desk_revision.number")),
    Column("digest", Text, nullable=False),
    sqlite_strict=True,
)
"""One row: where the chain of revisions ends. Who writes holds its lock, so that the chain never forks."""

_REFUSAL: Final = "revisions are kept as they are"
_RAISE: Final = f"SELECT RAISE(ABORT, '{_REFUSAL}')"
_ANY: Final = "UPDATE OR DELETE OR TRUNCATE"
_KEEPING: Final = (
    ("sqlite", f"CREATE TRIGGER desk_unchanged BEFORE UPDATE ON desk_revision BEGIN {_RAISE}; END"),
    ("sqlite", f"CREATE TRIGGER desk_kept BEFORE DELETE ON desk_revision BEGIN {_RAISE}; END"),
    ("postgresql", f"CREATE FUNCTION desk_no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''{_REFUSAL}''; END'"),
    ("postgresql", f"CREATE TRIGGER desk_kept BEFORE {_ANY} ON desk_revision EXECUTE FUNCTION desk_no()"),
)
for _dialect, _statement in _KEEPING:
    event.listen(REVISION, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]


def schema() -> int:
    """Return the version of the tables above."""
    return 1 + len(UPGRADES)


def upgrade(engine: Engine, before: Callable[[], object]) -> None:
    """Bring an older store to the tables above after ``before``, which backs it up; all of it happens, or nothing."""
    with reading(engine) as connection:
        version = connection.execute(select(HEAD.c.schema_version)).scalar_one()
    if version >= schema():
        return
    before()
    with writing(engine) as connection:
        # Another process may have been faster.
        version = connection.execute(select(HEAD.c.schema_version).with_for_update()).scalar_one()
        for step in UPGRADES[version - 1 :]:
            step(connection)
        connection.execute(update(HEAD).values(schema_version=schema()))


def sqlite_engine(path: Path, *, frozen: bool = False) -> Engine:
    """Return an engine on an existing SQLite file; ``frozen`` opens it immutable, without journal or lock files."""
    mode = "immutable=1" if frozen else "mode=rw"
    address = f"{path.absolute().as_uri()}?{mode}"
    engine = create_engine(
        "sqlite+pysqlite://",
        poolclass=QueuePool,
        creator=lambda: sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False),
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


_EXAMPLE: Final = "postgresql+psycopg://name@host/database"


def postgresql_engine(address: str) -> Engine:
    """Return an engine on a PostgreSQL database; raise StoreError if the address is of anything else."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(
            marked("the address of the desk's store cannot be read: write it like {example}"), example=_EXAMPLE
        ) from error
    if url.drivername != "postgresql+psycopg":
        raise StoreError(
            marked(
                'the desk keeps its store in a file or in PostgreSQL, not in "{driver}": '
                "write its address like {example}"
            ),
            driver=url.drivername,
            example=_EXAMPLE,
        )
    return create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions are begun by _begin alone; Python's module would begin them too late, and never for reading.
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection with one consistent read snapshot; database errors are raised as StoreError."""
    with failing_plainly(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection with an exclusive write transaction: committed durably at the end, or rolled back."""
    with failing_plainly(), engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            yield connection
        if engine.dialect.name == "sqlite":
            # Moved into the file at once, so that no saved text depends on the log beside it alone. What has been
            # committed stays so if this fails.
            with suppress(sqlite3.Error):
                driver = connection.connection.driver_connection
                assert driver is not None  # noqa: S101 - narrows the type: a connection in use has its driver's
                driver.execute("PRAGMA wal_checkpoint(PASSIVE)")


def make_file(path: Path) -> None:
    """Create an empty store at ``path`` unless one exists, atomically."""
    with failing_plainly():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".desk-", dir=path.parent) as folder:
            new = Path(folder) / path.name
            new.touch(mode=0o600)
            with closing(sqlite3.connect(new, isolation_level=None)) as connection:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute("PRAGMA journal_mode = WAL")
            engine = sqlite_engine(new)
            try:
                create_tables(engine)
            finally:
                engine.dispose()
            # Unlike a rename, a link never replaces the store that another process has made meanwhile.
            with suppress(FileExistsError):
                path.hardlink_to(new)
            sync_folder(path.parent)


def create_tables(engine: Engine) -> None:
    """Make the tables and the empty head where there are none; processes that do so at once wait for each other."""
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(APPLICATION_ID)))
        if inspect(connection).has_table(HEAD.name):
            return
        _METADATA.create_all(connection)
        head = {"application": APPLICATION_ID, "schema_version": schema(), "number": None, "digest": NO_DIGEST}
        connection.execute(HEAD.insert(), head)


def copy_rows(source: Engine, target: Engine) -> None:
    """Copy every revision into an empty store; raise StoreError, changing nothing, if it is not empty."""
    with reading(source) as old, writing(target) as new:
        if new.execute(select(REVISION).limit(1)).first():
            raise StoreError(
                marked("a backup is put back into an empty database only: make one, and name it as the desk's store")
            )
        head = old.execute(select(HEAD.c.number, HEAD.c.digest)).one()
        there = {column["name"] for column in inspect(old).get_columns(REVISION.name)}
        columns = [column for column in REVISION.c if column.name in there]
        for rows in old.execute(select(*columns).order_by(REVISION.c.number)).mappings().partitions(1000):
            new.execute(insert(REVISION), [dict(row) for row in rows])
        new.execute(update(HEAD).values(number=head.number, digest=head.digest))


@contextmanager
def failing_plainly() -> Iterator[None]:
    """Translate SQLAlchemy and OS errors in the block into StoreError."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _plain(getattr(error, "orig", error)) from error
    except UnicodeDecodeError as error:
        raise DamageError(marked("its tables are no longer readable")) from error
    except OSError as error:
        raise StoreError(
            marked("the desk's folder does not take it ({strerror}): see that it has room and can be written"),
            strerror=error.strerror,
        ) from error


_LONGEST: Final = 200
_REFUSALS: Final = {
    "SQLITE_FULL": partial(
        StoreError, marked("the disk is full: make room and save again; all that was saved before is kept")
    ),
    "SQLITE_IOERR": partial(
        StoreError, marked("the disk does not take or give back the desk's store: see that it has room and works")
    ),
    "SQLITE_READONLY": partial(
        StoreError, marked("the desk's store can only be read: allow writing to its file and folder, then save again")
    ),
    "SQLITE_CANTOPEN": partial(
        StoreError, marked("the desk's store cannot be opened: allow writing to its file and folder, then try again")
    ),
    "SQLITE_BUSY": partial(StoreError, marked("others are saving for too long: save again")),
}


def _plain(error: Any) -> StoreError:  # noqa: ANN401 - a driver's error, of which there are two families
    reason = " ".join(str(error).split())[:_LONGEST]
    name = getattr(error, "sqlite_errorname", "")
    refusal = next((refusal for code, refusal in _REFUSALS.items() if name.startswith(code)), None)
    if refusal:
        return refusal()
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.IntegrityError):
        # Nothing else is left: our own statements are right, so the tables or the texts are not what we made.
        return DamageError(marked("the database says: {reason}"), reason=reason)
    return StoreError(
        marked("the desk's database refused ({reason}): see that it runs, then save again"), reason=reason
    )
