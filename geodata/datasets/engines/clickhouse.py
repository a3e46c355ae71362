"""ClickHouse: a server or cluster at ``clickhouse://user@host:8123/database``, or the embedded build at ``chdb://``."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
from sqlalchemy import Column, MetaData, Table
from sqlalchemy.schema import CreateTable, DropTable

from geodata.common.language import marked
from geodata.datasets.engines.choice import EngineError, driver, shaped
from geodata.datasets.engines.sql_tables import ARROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.sql import ClauseElement
    from sqlalchemy.types import TypeEngine

    from geodata.datasets.engines.queries import Query

_SETTINGS: Final = {
    # A word's rows may be on other nodes than the events: without this, ClickHouse refuses the subquery.
    "distributed_product_mode": "global",
}
_TYPES: Final = {
    pa.int8(): "Int8",
    pa.int32(): "Int32",
    pa.int64(): "Int64",
    pa.float64(): "Float64",
    pa.string(): "String",
}
_KEYS: Final = {"event": "first_day", "token": "token"}
"""Sort key of a table, by the prefix of its name."""


def connect(url: str) -> ClickHouse:
    """Return the engine at ``url``; raise EngineError when it does not respond."""
    if url.startswith("chdb"):
        driver("chdb", "chdb")
    package = driver("clickhouse_connect", "clickhouse-connect")
    dialects = driver("clickhouse_connect.cc_sqlalchemy.dialect", "clickhouse-connect")
    with _engine_errors():
        # A session serves one thread at a time.
        session = {} if url.startswith("chdb") else {"autogenerate_session_id": False}
        client = package.get_client(dsn=url, settings=_SETTINGS, **session)
    return ClickHouse(client, dialects.ClickHouseDialect(server_side_params=True))


class ClickHouse:
    """Runs queries on a ClickHouse server; values are bound as typed parameters."""

    def __init__(self, client: Any, dialect: Any) -> None:  # noqa: ANN401 - of an optional driver
        self._client = client
        self._dialect = dialect

    def rows(self, query: Query) -> pa.Table:
        """Return all rows of ``query``."""
        with _engine_errors():
            text, values = self._compiled(query)
            return shaped(self._client.query_arrow(text, parameters=values), query)

    def batches(self, query: Query, rows: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of ``query`` in batches of about ``rows``."""
        text, values = self._compiled(query)
        with (
            _engine_errors(),
            self._client.query_arrow_stream(text, parameters=values, settings={"max_block_size": rows}) as parts,
        ):
            for part in parts:
                yield from shaped(pa.Table.from_batches([part]), query).to_batches()

    def has(self, table: Table) -> bool:
        """Tell whether the table exists."""
        with _engine_errors():
            answer = self._client.query("EXISTS TABLE {name:Identifier}", parameters={"name": table.name})
        return bool(answer.first_row[0])

    def write(self, table: Table, batches: Iterable[pa.RecordBatch]) -> None:
        """Replace ``table`` by the rows of ``batches``."""
        engines = driver("clickhouse_connect.cc_sqlalchemy.ddl.tableengine", "clickhouse-connect")
        key = _KEYS.get(table.name.partition("_")[0])
        order = engines.MergeTree(order_by=key or "tuple()", settings={"allow_nullable_key": 1})
        columns = (Column(column.name, _type(column)) for column in table.c)
        with _engine_errors():
            self._run(DropTable(table, if_exists=True))
            self._run(CreateTable(Table(table.name, MetaData(), *columns, order)))
        for batch in batches:
            with _engine_errors():
                self._client.insert_arrow(table.name, pa.Table.from_batches([batch]))

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _run(self, statement: ClauseElement) -> None:
        self._client.command(str(statement.compile(dialect=self._dialect)))

    def _compiled(self, query: Query) -> tuple[str, dict[str, Any]]:
        compiled = query.compile(dialect=self._dialect)
        return str(compiled), dict(compiled.params)


def _type(column: Column[Any]) -> TypeEngine[Any]:
    # The dialect drops nullability of SQLAlchemy's own types, and a missing value would become 0.
    types = driver("clickhouse_connect.cc_sqlalchemy.datatypes.sqltypes", "clickhouse-connect")
    type_: TypeEngine[Any] = getattr(types, _TYPES[ARROW[type(column.type)]])()
    return types.Nullable(type_) if column.nullable else type_


@contextmanager
def _engine_errors() -> Iterator[None]:
    """Translate the driver's errors into EngineError."""
    errors = driver("clickhouse_connect.driver.exceptions", "clickhouse-connect")
    try:
        yield
    except (errors.Error, OSError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise EngineError(
            marked("ClickHouse does not answer as it should ({reason}): see whether it runs"), reason=reason
        ) from error
