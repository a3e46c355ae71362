"""Engines: chosen by address, locked down to their data, and plain about what is missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest
from sqlalchemy import column, func, select, table

from geodata.common.errors import AsReportedError
from geodata.datasets.criteria import Criteria
from geodata.datasets.engines.choice import EngineError, connect
from geodata.datasets.engines.sql_tables import Tables
from geodata.datasets.snapshots import open_snapshot
from geodata.datasets.sources import Source, available_at
from geodata.datasets.view.drawing import with_drawing
from tests.datasets.conftest import imported
from tests.datasets.generator import batches

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.datasets.engines.duckdb import DuckDB


@pytest.fixture
def opened(tmp_path: Path) -> DuckDB:
    """The engine over a snapshot, the only file it may know of."""
    source = imported([*batches(100)], [], tmp_path)
    engine, _ = open_snapshot(source.dataset.id, tmp_path)
    source.close()
    return engine


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://localhost/x", "file.duckdb", "postgresql", "://", "http://x"])
def test_an_address_that_is_not_understood_is_said_to_be(url: str) -> None:
    with pytest.raises(EngineError, match="begin it with one of postgresql://, clickhouse://, chdb://, spark://"):
        connect(url)


@pytest.mark.parametrize(
    ("url", "module", "package"),
    [
        ("postgresql+psycopg://localhost/x", "psycopg", "psycopg[binary]"),
        ("clickhouse://localhost/x", "clickhouse_connect", "clickhouse-connect"),
        ("chdb://memory", "chdb", "chdb"),
        ("spark://localhost:7077/x", "pyspark.sql", "pyspark"),
    ],
)
def test_a_driver_that_is_not_installed_is_named(
    url: str, module: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(EngineError) as missing:
        connect(url)
    assert str(missing.value) == f'this engine needs "{package}", which is not installed: pip install "{package}"'


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://me:secret@127.0.0.1:1/x", "clickhouse://me:secret@127.0.0.1:1/x"]
)
def test_a_server_that_does_not_answer_is_one_sentence_without_the_password(url: str) -> None:
    with pytest.raises(AsReportedError, match="does not answer") as silent:
        available_at(url)
    assert "secret" not in str(silent.value)
    assert "\n" not in str(silent.value)


def test_spark_needs_a_port_and_a_folder() -> None:
    with pytest.raises(EngineError, match="spark://host:7077/folder"):
        connect("spark://localhost")


def test_what_was_not_copied_to_an_engine_is_not_there(engine: str, tmp_path: Path) -> None:
    if engine:
        with pytest.raises(EngineError, match='holds no data set "never-copied"'):
            Source.at(engine, "never-copied")
    else:
        with pytest.raises(AsReportedError, match='no data set "never-copied"'):
            Source.in_folder("never-copied", tmp_path)


def test_a_copy_replaces_the_earlier_copy_only(engine: str, tmp_path: Path) -> None:
    if not engine:
        pytest.skip("a snapshot is not copied to itself")
    first, other = (imported([*batches(rows)], [], tmp_path) for rows in (300, 200))
    copied: list[int] = []
    first.copy_to(engine, copied.append)
    other.copy_to(engine)
    first.copy_to(engine)
    assert copied[-1] == 300
    held = {dataset.id: dataset for dataset in available_at(engine).datasets}
    assert held[first.dataset.id] == first.dataset
    for source in (first, other):
        copy = Source.at(engine, source.dataset.id)
        assert copy.ledger(Criteria()) == source.ledger(Criteria())
        copy.close()
        source.close()


def test_a_copy_that_lost_events_is_refused(engine: str, tmp_path: Path) -> None:
    if not engine:
        pytest.skip("what a snapshot lost is seen from its bytes")
    source = imported([*batches(300, batch_rows=100)], [], tmp_path)
    source.copy_to(engine)
    server = connect(engine)
    server.write(Tables.of(source.dataset.id).event, map(with_drawing, batches(200, batch_rows=100)))
    server.close()
    with pytest.raises(EngineError, match=f'holds 200 of the 300 events of "{source.dataset.id}"'):
        Source.at(engine, source.dataset.id)
    source.close()


def test_a_snapshot_can_reach_no_other_file(opened: DuckDB, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("word\nsecret\n", encoding="utf-8")
    path = str(tmp_path / "secret.csv")
    for way in (func.read_text(path), func.read_csv(path), table(path)):
        with pytest.raises(EngineError, match="cannot be read"):
            opened.rows(select(column("word")).select_from(way))


def test_a_snapshot_does_not_take_a_variable_of_ours_for_a_table(opened: DuckDB) -> None:
    ours = pa.table({"word": ["secret"]})
    with pytest.raises(duckdb.CatalogException, match="ours"):
        opened._connection.cursor().sql("SELECT word FROM ours")  # noqa: SLF001 - as a query of ours would be run here
    assert ours.num_rows == 1


@pytest.mark.parametrize(
    "order", ["DELETE FROM event", "DROP TABLE event", "SET enable_external_access = true", "LOAD httpfs"]
)
def test_a_snapshot_is_neither_changed_nor_unlocked(opened: DuckDB, order: str) -> None:
    with pytest.raises(Exception, match=r"read-only|locked|configuration|disabled"):
        opened._connection.execute(order)  # noqa: SLF001 - there is no other way to ask for what must not be
