from __future__ import annotations

import socket
import subprocess
import time
import warnings
from contextlib import ExitStack, contextmanager
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from geodata.datasets import snapshots
from geodata.datasets.importing.staging import stage
from geodata.datasets.sources import Source
from tests.conftest import stop
from tests.datasets.generator import description
from tests.postgresql import running

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from geodata.datasets.schema import Rejection

ENGINES = ("duckdb", "postgresql", "chdb", pytest.param("spark", marks=pytest.mark.long))
START_SECONDS = 180
_NUMBERS = count(1)


class Hold(Protocol):
    def __call__(self, batches: Iterable[pa.RecordBatch], rejections: Iterable[Rejection] = ()) -> Source: ...


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The URL of an engine of each kind in turn; "" for the snapshot file itself."""
    return "" if request.param == "duckdb" else str(request.getfixturevalue(request.param))


@pytest.fixture(scope="session")
def hold(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hold]:
    """Imports events into a snapshot, copies it to the engine, and opens it there."""
    folder = tmp_path_factory.mktemp("datasets")
    with ExitStack() as opened:

        def held(batches: Iterable[pa.RecordBatch], rejections: Iterable[Rejection] = ()) -> Source:
            source = imported(list(batches), list(rejections), folder)
            opened.callback(source.close)
            if not engine:
                return source
            source.copy_to(engine)
            copy = Source.at(engine, source.dataset.id)
            opened.callback(copy.close)
            return copy

        yield held


def imported(batches: list[pa.RecordBatch], rejections: list[Rejection], folder: Path) -> Source:
    """The events as a data set with a new id, accepted into ``folder`` and opened."""
    accepted, rejected = sum(batch.num_rows for batch in batches), len({rejection.row for rejection in rejections})
    account = {"given": accepted + rejected, "rejected": rejected}
    dataset = description(accepted, f"set-{next(_NUMBERS)}", **account)
    snapshots.accept(stage(batches, rejections, lambda: dataset, folder))
    return Source.in_folder(dataset.id, folder)


@pytest.fixture(scope="session")
def chdb(tmp_path_factory: pytest.TempPathFactory) -> str:
    """ClickHouse's embedded build, in a folder: what it keeps in memory is gone with its last connection."""
    return f"chdb://{tmp_path_factory.mktemp('chdb')}"


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of its own on a socket of its own."""
    with running(tmp_path_factory.mktemp("postgresql")) as address:
        yield address


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A standalone Spark master with two workers on the loopback address, and a folder that all of them read."""
    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "512m",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.showConsoleProgress": "false",
    }
    (folder / "spark-defaults.conf").write_text("\n".join(f"{name} {value}" for name, value in settings.items()))
    (folder / "data").mkdir()
    home = Path(str(getattr(find_spec("pyspark"), "origin", ""))).parent
    environment = {
        "SPARK_HOME": str(home),
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_WORKER_DIR": str(folder / "work"),
    }
    port = str(_free_port())
    master = ("master.Master", "--port", port)
    worker = ("worker.Worker", "--cores", "1", "--memory", "1g", f"spark://127.0.0.1:{port}")
    with pytest.MonkeyPatch.context() as patch, ExitStack() as running, warnings.catch_warnings():
        # pyspark warns of a newer pandas, which no query here has to do with.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        for name, value in environment.items():
            patch.setenv(name, value)
        for number, (role, *options) in enumerate((master, worker, worker)):
            program: list[str | Path] = [
                home / "bin" / "spark-class",
                f"org.apache.spark.deploy.{role}",
                "--host",
                "127.0.0.1",
            ]
            running.enter_context(_running([*program, "--webui-port", "0", *options], folder / f"{number}.log"))
        _wait_for("Registering worker", 2, folder / "0.log")
        yield f"spark://127.0.0.1:{port}{folder}/data"
        if session := import_module("pyspark.sql").SparkSession.getActiveSession():
            session.stop()


@contextmanager
def _running(command: list[str | Path], log: Path) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        stop(process)


def _wait_for(words: str, times: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while log.read_text(errors="replace").count(words) < times:
        if time.monotonic() > deadline:
            pytest.fail(f"Spark was not ready after {START_SECONDS} seconds:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
