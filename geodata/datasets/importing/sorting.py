"""Sorting more rows than there is memory for: sorted runs in files, merged as they are read back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_RUN_BYTES: Final = 24_000_000
_FORM: Final = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)  # each thread would keep memory of its own
_CHUNK_BYTES: Final = 200_000
"""At most so much of every run is in memory while they are merged."""

KEY: Final = "key"
"""The column to sort by, a whole number."""


class Sorter:
    """Takes rows in any order and gives them back by their column ``KEY``.

    What waits does so in ``folder``, which must exist, in files whose names begin with ``name``.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._place = folder / name
        self._waiting: list[pa.RecordBatch] = []
        self._waiting_bytes = 0
        self._runs: list[Path] = []

    def add(self, batch: pa.RecordBatch) -> None:
        """Take some rows."""
        self._waiting.append(batch)
        self._waiting_bytes += batch.nbytes
        if self._waiting_bytes >= _RUN_BYTES:
            self._write_run()

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield all rows in order, and remove the files."""
        self._write_run()
        pa.default_memory_pool().release_unused()
        heads = [_Head(run) for run in self._runs]
        while heads := [head for head in heads if head.keys.size]:
            # Up to the first of the last keys at hand, no run can hold a row that is not at hand.
            last = min(int(head.keys[-1]) for head in heads)
            yield _ordered([head.take(last) for head in heads if head.keys[0] <= last])
        for run in self._runs:
            run.unlink()

    def _write_run(self) -> None:
        whole = pa.concat_batches(self._waiting) if self._waiting else None
        self._waiting.clear()
        self._waiting_bytes = 0
        if not whole:
            return
        run = self._place.with_suffix(f".{len(self._runs)}.arrow")
        order = np.argsort(_keys(whole), kind="stable")
        rows = 1 + whole.num_rows * _CHUNK_BYTES // max(1, whole.nbytes)
        with pa.ipc.new_stream(run, whole.schema, options=_FORM) as file:
            for start in range(0, whole.num_rows, rows):
                for chunk in _small(whole.take(pa.array(order[start : start + rows]))):
                    file.write_batch(chunk)
        self._runs.append(run)
        del whole  # or nothing would be unused
        pa.default_memory_pool().release_unused()


class _Head:
    """The rows of a run that are at hand, none only at its end."""

    def __init__(self, run: Path) -> None:
        # From a path the whole file would be mapped into memory.
        self._reader = pa.ipc.open_stream(pa.OSFile(str(run)), options=pa.ipc.IpcReadOptions(use_threads=False))
        self._batch = self._reader.read_next_batch()
        self.keys = _keys(self._batch)

    def take(self, last: int) -> pa.RecordBatch:
        """Return the rows at hand with keys up to ``last``, and read on if that was all of them."""
        batch, cut = self._batch, int(np.searchsorted(self.keys, last, side="right"))
        if cut < batch.num_rows:
            self._batch, self.keys = batch.slice(cut), self.keys[cut:]
        else:
            self._batch = next(iter(self._reader), batch.slice(0, 0))
            self.keys = _keys(self._batch)
        return batch.slice(0, cut)


def _keys(batch: pa.RecordBatch) -> NDArray[np.int64]:
    keys: NDArray[np.int64] = batch.column(KEY).to_numpy()
    return keys


def _small(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Yield the rows in batches of ``_CHUNK_BYTES`` at most, as far as single rows are not larger."""
    if batch.nbytes <= _CHUNK_BYTES or batch.num_rows == 1:
        yield batch
    else:
        half = batch.num_rows // 2
        yield from _small(batch.slice(0, half))
        yield from _small(batch.slice(half))


def _ordered(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    whole = pa.concat_batches(batches)
    return whole.take(pa.array(np.argsort(_keys(whole), kind="stable")))
