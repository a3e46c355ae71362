"""Sorting more rows than there is memory for: sorted runs in files, merged as they are read back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_RUN_BYTES: Final = 24_000_000
_CHUNK_BYTES: Final = 200_000
"""About so much of every run is in memory while they are merged."""

KEY: Final = "key"
"""The column to sort by, a whole number."""


class Sorter:
    """Takes rows in any order and gives them back by their column ``KEY``.

    What waits does so in ``folder``, which must exist, in files whose names begin with ``name``.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._place = folder / name
        self._waiting: list[pa.RecordBatch] = []
        self._runs: list[Path] = []

    def add(self, batch: pa.RecordBatch) -> None:
        """Take some rows."""
        self._waiting.append(batch)
        if sum(waiting.nbytes for waiting in self._waiting) >= _RUN_BYTES:
            self._write_run()

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield all rows in order, and remove the files."""
        self._write_run()
        pa.default_memory_pool().release_unused()
        heads = [_Head(run) for run in self._runs]
        while heads := [head for head in heads if head.keys.size]:
            # Up to the first of the last keys at hand, no run can hold a row that is not at hand.
            last = min(int(head.keys[-1]) for head in heads)
            yield _ordered([head.take(last) for head in heads])
        for run in self._runs:
            run.unlink()

    def _write_run(self) -> None:
        if not self._waiting:
            return
        run, ordered = self._place.with_suffix(f".{len(self._runs)}.arrow"), _ordered(self._waiting)
        rows = 1 + ordered.num_rows * _CHUNK_BYTES // max(1, ordered.nbytes)
        with pa.ipc.new_stream(run, ordered.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as file:
            file.write_table(pa.Table.from_batches([ordered]), max_chunksize=rows)
        self._waiting.clear()
        self._runs.append(run)


class _Head:
    """The rows of a run that are at hand, none only at its end."""

    def __init__(self, run: Path) -> None:
        self._reader = pa.ipc.open_stream(run)
        self._set(self._next())

    def take(self, last: int) -> pa.RecordBatch:
        """Return the rows at hand with keys up to ``last``, and read on if that was all of them."""
        batch, cut = self._batch, int(np.searchsorted(self.keys, last, side="right"))
        self._set(batch.slice(cut) if cut < batch.num_rows else self._next())
        return batch.slice(0, cut)

    def _set(self, batch: pa.RecordBatch) -> None:
        self._batch = batch
        self.keys = _keys(batch)

    def _next(self) -> pa.RecordBatch:
        try:
            return self._reader.read_next_batch()
        except StopIteration:
            return pa.RecordBatch.from_pylist([], schema=self._reader.schema)


def _keys(batch: pa.RecordBatch) -> NDArray[np.int64]:
    keys: NDArray[np.int64] = batch.column(KEY).to_numpy()
    return keys


def _ordered(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    whole = pa.concat_batches(batches)
    return whole.take(pa.array(np.argsort(_keys(whole), kind="stable")))
