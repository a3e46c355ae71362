"""Spark, at ``spark://host:7077/folder``: Parquet files in a folder that this computer and all workers can read."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import make_url
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.compiler import IdentifierPreparer

from geodata.common.language import marked
from geodata.datasets.engines.choice import EngineError, driver, shape, shaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Dialect, Table

    from geodata.datasets.engines.queries import Query

_ROWS_PER_FILE: Final = 1_000_000
"""A table is split into files for the workers."""


class _Preparer(IdentifierPreparer):
    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect, initial_quote="`")


class _Dialect(DefaultDialect):
    preparer = _Preparer  # type: ignore[assignment] # the base names its own class
    supports_native_boolean = True


def connect(url: str) -> Spark:
    """Return the engine at ``url``; raise EngineError when the master does not respond."""
    at = make_url(url)
    if not at.port or not at.database:
        raise EngineError(marked("Spark's address is not understood: give it as spark://host:7077/folder"))
    return Spark(f"spark://{at.host}:{at.port}", Path("/", at.database))


class Spark:
    """Runs queries on a Spark cluster; values are bound as parameters."""

    def __init__(self, master: str, folder: Path) -> None:
        """Connect to the cluster; all instances of a process share one session."""
        sql = driver("pyspark.sql", "pyspark")
        self._folder = folder
        self._dialect = _Dialect(paramstyle="named")
        with _engine_errors():
            builder = sql.SparkSession.builder.master(master).appName("as-reported")
            self._session = builder.config("spark.ui.enabled", "false").getOrCreate()
        for table in folder.glob("[a-z]*"):
            self._register(table.name)

    def rows(self, query: Query) -> pa.Table:
        """Return all rows of ``query``."""
        with _engine_errors():
            return shaped(self._frame(query).toArrow(), query)

    def batches(self, query: Query, rows: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of ``query`` in batches of ``rows``, one partition in memory at a time."""
        expected = shape(query)
        with _engine_errors():
            records_left = self._frame(query).toLocalIterator()
            while records := list(islice(records_left, rows)):
                columns = zip(*records, strict=True)
                arrays = [pa.array(column, field.type) for column, field in zip(columns, expected, strict=True)]
                yield pa.record_batch(arrays, schema=expected)

    def has(self, table: Table) -> bool:
        """Tell whether the table exists."""
        return (self._folder / table.name).is_dir()

    def write(self, table: Table, batches: Iterable[pa.RecordBatch]) -> None:
        """Replace ``table`` by the rows of ``batches``."""
        draft, place = self._folder / f".{table.name}", self._folder / table.name
        with _engine_errors():
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir(parents=True)
            rest, schema = iter(batches), shape(table.select())
            parts = (draft / f"part-{number:05d}.parquet" for number in count())
            while _is_filled(next(parts), schema, rest):
                pass
            shutil.rmtree(place, ignore_errors=True)
            draft.rename(place)
            self._register(table.name)

    def close(self) -> None:
        """Keep the session, which other data sets share; it ends with the process."""

    def _frame(self, query: Query) -> Any:  # noqa: ANN401 - a data frame of an optional driver
        compiled = query.compile(dialect=self._dialect, compile_kwargs={"render_postcompile": True})
        return self._session.sql(str(compiled), args=dict(compiled.params))

    def _register(self, name: str) -> None:
        with _engine_errors():
            self._session.read.parquet(str(self._folder / name)).createOrReplaceTempView(name)


def _is_filled(part: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> bool:
    """Write one file of ``batches``; tell whether it is full, so that more may follow."""
    rows = 0
    with pq.ParquetWriter(part, schema) as file:
        for batch in batches:
            file.write_batch(batch)
            rows += batch.num_rows
            if rows >= _ROWS_PER_FILE:
                return True
    return False


@contextmanager
def _engine_errors() -> Iterator[None]:
    """Translate the driver's errors into EngineError."""
    errors, gateway = driver("pyspark.errors", "pyspark"), driver("py4j.protocol", "pyspark")
    try:
        yield
    except (errors.PySparkException, gateway.Py4JError, OSError) as error:
        reason = str(error).splitlines()[0][:200]
        raise EngineError(
            marked("Spark does not answer as it should ({reason}): see whether it runs"), reason=reason
        ) from error
