"""The built-in engine: DuckDB on one file, with access to nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

import duckdb
import pyarrow as pa
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.schema import ExecutableDDLElement

from geodata.common.language import marked
from geodata.datasets.engines.choice import EngineError, shaped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.sql import ClauseElement
    from sqlalchemy.sql.compiler import SQLCompiler

    from geodata.datasets.engines.queries import Query

_DIALECT: Final = DefaultDialect(paramstyle="numeric_dollar")
_CONFIGURATION: Final[dict[str, str | bool | int | float | list[str]]] = {
    # A word has mostly fewer rows than the set, which the optimizer cannot estimate for prefixes.
    "disabled_optimizers": "build_side_probe_side",
    # Find a page of a list by two columns before reading the others, up to so many rows.
    "late_materialization_max_rows": "1000",
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}


def text_of(statement: ClauseElement) -> tuple[str, list[Any]]:
    """Return ``statement`` in DuckDB's SQL, and the values of its numbered parameters."""
    if isinstance(statement, ExecutableDDLElement):
        return str(statement.compile(dialect=_DIALECT)), []
    compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
    order = cast("SQLCompiler", compiled).positiontup or ()
    return str(compiled), [compiled.params[name] for name in order]


class DuckDB:
    """Runs queries on one snapshot file, read-only and without access to anything else."""

    def __init__(self, path: Path) -> None:
        """Open the file; raise EngineError when it is no DuckDB file or of a newer version."""
        self._name = path.name
        with self._engine_errors():
            self._connection = duckdb.connect(path, read_only=True, config=_CONFIGURATION)

    def rows(self, query: Query) -> pa.Table:
        """Return all rows of ``query``."""
        with self._engine_errors():
            return shaped(self._relation(query).to_arrow_table(), query)

    def batches(self, query: Query, rows: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of ``query`` in batches of about ``rows``."""
        with self._engine_errors():
            for batch in self._relation(query).to_arrow_reader(rows):
                yield from shaped(pa.Table.from_batches([batch]), query).to_batches()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _relation(self, query: Query) -> duckdb.DuckDBPyRelation:
        # A connection serves one thread at a time; a cursor is a connection of its own to the same open file.
        text, values = text_of(query)
        return self._connection.cursor().sql(text, params=values)

    @contextmanager
    def _engine_errors(self) -> Iterator[None]:
        """Translate the driver's errors into EngineError."""
        try:
            yield
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise EngineError(
                marked("{file} cannot be read ({reason}): import its data set again"), file=self._name, reason=reason
            ) from error
