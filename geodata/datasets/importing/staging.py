"""Staging: a data set written beside the others, whole and sorted, before anybody decides whether to keep it."""

import fcntl
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from sqlalchemy import Column, MetaData, Table, distinct, func, insert, select
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql import ClauseElement

from geodata.common.durable import sync_file, write_file
from geodata.common.language import marked
from geodata.datasets.engines.duckdb import text_of
from geodata.datasets.engines.sql_tables import DATASET, REJECTION, Tables
from geodata.datasets.importing.sorting import KEY, Sorter
from geodata.datasets.schema import EVENT, DataSet, Rejection, with_numbers
from geodata.datasets.snapshots import (
    LOCK,
    MANIFEST,
    SNAPSHOT,
    STAGED,
    Manifest,
    SnapshotError,
    discard,
    locked,
    sha256,
    sweep,
)
from geodata.datasets.view.drawing import STORED, with_drawing
from geodata.datasets.words import ENCODED, postings, tokens

_NO_SUM: Final = marked(
    'the account of "{dataset}" does not add up, as of {given} rows {taken} were taken and {rejected} rejected: '
    "nothing was kept; report this"
)
_MEMORY: Final = "64MB"
_REJECTIONS_AT_ONCE: Final = 10_000
_SQUARE: Final = 1 << 22
"""Events of one year are kept together by squares of this width, so that a viewport reads few of them."""
_NOWHERE: Final = 1 << 31
_EPOCH: Final = 719_163
"""The ordinal of 1 January 1970."""
_NEVER: Final = (1 << 22) - 1
"""A day after all that a date can be."""


def stage(  # noqa: PLR0913 - what is kept, where, and who watches
    batches: Iterable[pa.RecordBatch],
    rejections: Iterable[Rejection],
    describe: Callable[[], DataSet],
    folder: Path,
    progress: Callable[[int], None] = lambda _rows: None,
    *,
    numbers: int = 0,
) -> Path:
    """Return the staged data set, for ``snapshots.accept`` or ``snapshots.discard``; nothing is served from it.

    ``batches`` are of ``schema.EVENT`` with so many ``numbers``. ``rejections`` is read, and ``describe`` called, after
    the last batch, so that both may be filled while it is read. ``progress`` is told how many rows were taken so far,
    and may raise to cancel.
    Raises SnapshotError when the folder cannot be written or is full, or when the rows do not add up to the account in
    the description. Whatever is raised, here or by the arguments, leaves nothing behind.
    """
    with _plainly(folder):
        staged, lock = _begin(folder)
    try:
        with _plainly(folder):
            draft = _Draft(staged, numbers)
        with closing(draft):
            for batch in batches:
                with _plainly(folder):
                    draft.add(batch)
                progress(draft.rows)
            for some in _batched(rejections, _REJECTIONS_AT_ONCE):
                with _plainly(folder):
                    draft.reject(some)
            dataset = describe()
            with _plainly(folder):
                draft.finish(dataset)
        with _plainly(folder):
            _seal(staged, dataset)
    except BaseException:
        discard(staged)
        raise
    finally:
        os.close(lock)
    return staged


class _Draft:
    """A snapshot in the making, in ``staged``, beside what waits to be sorted into it."""

    def __init__(self, staged: Path, numbers: int) -> None:
        self.rows = 0
        self._given, self._stored = (with_numbers(columns, numbers) for columns in (EVENT, STORED))
        self._tables = Tables.of(numbers=numbers)
        self._events, self._words = Sorter(staged, "events"), Sorter(staged, "words")
        limits = {"memory_limit": _MEMORY, "threads": "1", "temp_directory": str(staged / "spill")}
        self._connection = duckdb.connect(staged / SNAPSHOT, config={**limits})
        # It would be drawn in whatever terminal there is, over what the command says.
        self._connection.execute("SET enable_progress_bar = false")
        for table in (self._tables.event, self._tables.token, self._tables.rejection, self._tables.dataset):
            self._run(CreateTable(table))

    def add(self, batch: pa.RecordBatch) -> None:
        """Take over a batch of events."""
        batch = batch.select(self._given.names).cast(self._given)
        self._events.add(with_drawing(batch).append_column(KEY, pa.array(_year_and_square(batch))))
        index = postings(batch)
        self._words.add(index.append_column(KEY, pa.array(_first_letters(index.column("token")))))
        self.rows += batch.num_rows

    def reject(self, rejections: Iterable[Rejection]) -> None:
        """Take over some rejections."""
        records = [rejection.model_dump() for rejection in rejections]
        self._insert(self._tables.rejection, pa.RecordBatch.from_pylist(records, schema=REJECTION))

    def finish(self, dataset: DataSet) -> None:
        """Sort everything into the file; raise SnapshotError if the account in ``dataset`` is not that of the rows."""
        rejection = self._tables.rejection.c
        ((refused,),) = self._run(select(func.count(distinct(rejection.row)))).fetchall()
        if (dataset.given, dataset.accepted, dataset.rejected) != (self.rows + refused, self.rows, refused):
            raise SnapshotError(_NO_SUM, dataset=dataset.id, given=dataset.given, taken=self.rows, rejected=refused)
        events = (batch.select(self._stored.names) for batch in self._events.batches())
        self._insert(self._tables.event, pa.RecordBatchReader.from_batches(self._stored, events))
        found = (tokens(batch) for batch in self._words.batches())
        self._insert(self._tables.token, pa.RecordBatchReader.from_batches(ENCODED, found))
        description = {"id": dataset.id, "description": dataset.model_dump_json()}
        self._insert(self._tables.dataset, pa.RecordBatch.from_pylist([description], schema=DATASET))

    def close(self) -> None:
        """Close the file, with everything written into it."""
        self._connection.close()

    def _insert(self, into: Table, rows: pa.RecordBatch | pa.RecordBatchReader) -> None:
        given = Table("given", MetaData(), *(Column(column.name, column.type) for column in into.c))
        self._connection.register(given.name, rows)
        self._run(insert(into).from_select(given.c.keys(), select(given)))
        self._connection.unregister(given.name)

    def _run(self, statement: ClauseElement) -> duckdb.DuckDBPyConnection:
        return self._connection.execute(*text_of(statement))


def _year_and_square(events: pa.RecordBatch) -> NDArray[np.int64]:
    """Return a number to order events by: year, square of the map, first day; those without come last."""
    day = _filled(events.column("first_day"), _NEVER)
    year = (day - _EPOCH).astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970
    x, y = (_filled(events.column(name), _NOWHERE) // _SQUARE for name in ("mx", "my"))
    key: NDArray[np.int64] = ((year << 10 | x) << 10 | y) << 22 | day
    return key


def _first_letters(words: pa.Array) -> NDArray[np.int64]:
    """Return a number to order words by, as far as their first seven bytes tell them apart."""
    starts = np.array([word.encode() for word in words.to_pylist()], "S8")
    return (starts.view(">u8") >> np.uint64(8)).astype(np.int64)


def _filled(column: pa.Array, missing: int) -> NDArray[np.int64]:
    values: NDArray[np.int64] = pc.fill_null(column.cast(pa.int64()), missing).to_numpy(zero_copy_only=False)
    return values


def _batched(rejections: Iterable[Rejection], size: int) -> Iterator[list[Rejection]]:
    rest = iter(rejections)
    while some := list(islice(rest, size)):
        yield some


def _begin(folder: Path) -> tuple[Path, int]:
    """Return a new place to stage in, and the handle of a lock that says, while it is open, that it is in use."""
    staged = folder / STAGED / secrets.token_hex(8)
    staged.parent.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        sweep(folder)
        staged.mkdir()
        lock = os.open(staged / LOCK, os.O_CREAT | os.O_RDWR)
        fcntl.flock(lock, fcntl.LOCK_EX)
    return staged, lock


def _seal(staged: Path, dataset: DataSet) -> None:
    """Have the snapshot written to the disk and add the manifest, which makes what is staged acceptable."""
    path = staged / SNAPSHOT
    name = f"{dataset.id}.{staged.name}.duckdb"
    manifest = Manifest(snapshot=name, bytes=path.stat().st_size, sha256=sha256(path), dataset=dataset)
    draft = staged / f"{MANIFEST}.draft"
    sync_file(path)
    write_file(staged / MANIFEST, manifest.model_dump_json(indent=1).encode(), draft)


@contextmanager
def _plainly(folder: Path) -> Iterator[None]:
    """Turn what the disk and the engine complain of into one sentence."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        reason = str(error).splitlines()[0]
        raise SnapshotError(
            marked(
                "the data set could not be written ({reason}): make room in {folder}, or make it writable, "
                "and try again"
            ),
            reason=reason,
            folder=folder,
        ) from error
    except RuntimeError as error:
        # How DuckDB hands on a Ctrl-C that came while it was at work.
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise
