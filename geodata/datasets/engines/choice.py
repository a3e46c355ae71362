"""Engines: the same queries on DuckDB, PostgreSQL, ClickHouse or Spark, chosen by URL, with Arrow results."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

import pyarrow as pa
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from geodata.common.errors import AsReportedError
from geodata.common.language import marked
from geodata.datasets.engines.sql_tables import ARROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from sqlalchemy import Table

    from geodata.datasets.engines.queries import Query

_ENGINES: Final = {
    "postgresql": "geodata.datasets.engines.postgresql",
    "clickhouse": "geodata.datasets.engines.clickhouse",
    "chdb": "geodata.datasets.engines.clickhouse",
    "spark": "geodata.datasets.engines.spark",
}


class EngineError(AsReportedError):
    """An engine cannot be used: its driver is missing, it does not respond, or it has no such data set."""


class Engine(Protocol):
    """Runs the queries of a data set; thread-safe."""

    def rows(self, query: Query) -> pa.Table:
        """Return all rows of ``query``, its columns as in ``shape(query)``."""

    def batches(self, query: Query, rows: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of ``query`` in batches of about ``rows``, never all of them in memory."""

    def close(self) -> None:
        """Close files and connections."""


class Server(Engine, Protocol):
    """An engine with many data sets, each copied from its snapshot."""

    def has(self, table: Table) -> bool:
        """Tell whether the table exists."""

    def write(self, table: Table, batches: Iterable[pa.RecordBatch]) -> None:
        """Replace ``table`` by the rows of ``batches``, with its indexes."""


def connect(url: str) -> Server:
    """Return the engine at ``url``: ``postgresql+psycopg://``, ``clickhouse://``, ``chdb://`` or ``spark://``.

    A snapshot file of DuckDB is opened by ``snapshots.open_snapshot``, which checks it first.
    """
    try:
        name = make_url(url).get_backend_name()
        module = import_module(_ENGINES[name])
    except (ArgumentError, KeyError, ValueError):
        known = ", ".join(f"{name}://" for name in _ENGINES)
        raise EngineError(
            marked("the engine's address is not understood: begin it with one of {known}"), known=known
        ) from None
    server: Server = module.connect(url)
    return server


def driver(name: str, package: str) -> ModuleType:
    """Return the module ``name`` of an optional driver; raise EngineError when ``package`` is not installed."""
    try:
        return import_module(name)
    except ImportError:
        raise EngineError(
            marked('this engine needs "{package}", which is not installed: pip install "{package}"'), package=package
        ) from None


def shape(query: Query) -> pa.Schema:
    """Return the result schema of ``query``, the same for every engine."""
    return pa.schema(
        pa.field(column.name, ARROW[type(column.type)], nullable=getattr(column, "nullable", True) is not False)
        for column in query.selected_columns
    )


def shaped(table: pa.Table, query: Query) -> pa.Table:
    """Return an engine's result with the schema of ``query``, whatever the engine's types."""
    expected = shape(query)
    return table.rename_columns(expected.names).cast(expected)
