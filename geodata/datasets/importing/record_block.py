"""The records of one block while they are checked, and the ids that a file has had so far."""

from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodata.datasets.reading.careful import clipped
from geodata.datasets.reading.records import Chunk
from geodata.datasets.schema import Rejection

Flags = NDArray[np.bool_]
_LARGEST_RUN: Final = 500_000


class RecordBlock:
    """The records of one chunk while they are checked; the first fault of each stays."""

    def __init__(self, chunk: Chunk) -> None:
        self.table = chunk.table
        self.size = chunk.rows.size
        self.fault = np.full(self.size, -1, np.int16)
        self.is_unread = np.zeros(self.size, np.bool_)
        self._rows = chunk.rows
        self._faults: list[tuple[str, str]] = []

    def cells(self, name: str) -> pa.ChunkedArray:
        """Return a column as text."""
        return self.table[name]

    def reject(self, rows: Flags, column: str, reason: str) -> None:
        """Reject these rows, unless they are already."""
        rows &= self.fault < 0
        if rows.any():
            self.fault[rows] = len(self._faults)
            self._faults.append((column, reason))

    def rejections(self) -> list[Rejection]:
        """Return what was rejected."""
        found = []
        for index in np.flatnonzero(self.fault >= 0).tolist():
            column, reason = self._faults[self.fault[index]]
            value = clipped(self.table[column][index].as_py())
            found.append(Rejection(row=int(self._rows[index]), column=column, value=value, reason=reason))
        return found


class SeenIds:
    """The ids seen so far as 64-bit hashes, in sorted runs.

    Of ten million ids, two that differ have the same hash in one of some 300,000 files.
    """

    def __init__(self) -> None:
        self._runs: list[NDArray[np.int64]] = []

    def repeated(self, ids: NDArray[np.object_]) -> Flags:
        """Tell which ids were seen before, here or earlier, and remember them all."""
        hashes = np.fromiter(map(hash, ids), np.int64, ids.size)
        distinct, first = np.unique(hashes, return_index=True)
        seen = np.ones(ids.size, np.bool_)
        seen[first] = False
        for run in self._runs:
            at = np.minimum(np.searchsorted(run, distinct), run.size - 1)
            seen[first[run[at] == distinct]] = True
        if distinct.size:
            self._runs.append(distinct)
        # Not beyond that size, as two runs and what they become are in memory at once.
        while len(self._runs) > 1 and self._runs[-2].size < min(2 * self._runs[-1].size, _LARGEST_RUN):
            self._runs.append(np.sort(np.concatenate([self._runs.pop(), self._runs.pop()])))
        return seen
