"""PostgreSQL, at ``postgresql+psycopg://user@host/database``."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
from sqlalchemy import create_engine, inspect, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable, DropTable

from geodata.common.language import marked
from geodata.datasets.engines.choice import EngineError, driver, shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Engine, Row, Table

    from geodata.datasets.engines.queries import Query

_CONNECT_SECONDS: Final = 10


def connect(url: str) -> PostgreSQL:
    """Return the engine at ``url``, whose first query connects."""
    driver("psycopg", "psycopg[binary]")
    psycopg = make_url(url).set(drivername="postgresql+psycopg")
    return PostgreSQL(create_engine(psycopg, connect_args={"connect_timeout": _CONNECT_SECONDS}))


class PostgreSQL:
    """Runs queries on a PostgreSQL database through SQLAlchemy's dialect and pool."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self, query: Query) -> pa.Table:
        """Return all rows of ``query``."""
        with _engine_errors(), self._engine.connect() as connection:
            return pa.Table.from_batches([_batch(connection.execute(query).all(), query)])

    def batches(self, query: Query, rows: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of ``query`` in batches of ``rows``, from a cursor on the server."""
        with _engine_errors(), self._engine.connect() as connection:
            result = connection.execution_options(stream_results=True, max_row_buffer=rows).execute(query)
            for part in result.partitions(rows):
                yield _batch(part, query)

    def has(self, table: Table) -> bool:
        """Tell whether the table exists."""
        with _engine_errors():
            return inspect(self._engine).has_table(table.name)

    def write(self, table: Table, batches: Iterable[pa.RecordBatch]) -> None:
        """Replace ``table`` by the rows of ``batches``, with its indexes, in one transaction."""
        with _engine_errors(), self._engine.begin() as connection:
            connection.execute(DropTable(table, if_exists=True))
            connection.execute(CreateTable(table))
            self._copy(connection, table, batches)
            for index in table.indexes:
                connection.execute(CreateIndex(index))

    def _copy(self, connection: Connection, table: Table, batches: Iterable[pa.RecordBatch]) -> None:
        quote = self._engine.dialect.identifier_preparer
        names = ", ".join(quote.quote(column.name) for column in table.c)
        cursor: Any = connection.connection.cursor()
        with cursor.copy(f"COPY {quote.format_table(table)} ({names}) FROM STDIN") as copy:
            for batch in batches:
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    copy.write_row(row)

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def _batch(rows: Sequence[Row[tuple[object, ...]]], query: Query) -> pa.RecordBatch:
    expected = shape(query)
    columns = zip(*rows, strict=True) if rows else ((),) * len(expected)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, expected, strict=True)]
    return pa.record_batch(arrays, schema=expected)


@contextmanager
def _engine_errors() -> Iterator[None]:
    """Translate the driver's errors into EngineError."""
    own = driver("psycopg", "psycopg[binary]").Error
    try:
        yield
    except (SQLAlchemyError, own) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0][:200]
        raise EngineError(
            marked("PostgreSQL does not answer as it should ({reason}): see whether it runs"), reason=reason
        ) from error
