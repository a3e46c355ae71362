"""Sorting in bounded memory: the same rows, in order, however they came and however few fit at once."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.datasets.importing import sorting
from geodata.datasets.importing.sorting import KEY, Sorter

SCHEMA = pa.schema([(KEY, pa.int64()), ("text", pa.string())])
KEYS = st.lists(st.lists(st.integers(-5, 5) | st.integers(-(2**60), 2**60), max_size=30), max_size=12)


def batch(keys: list[int]) -> pa.RecordBatch:
    return pa.record_batch([pa.array(keys, pa.int64()), pa.array(map(str, keys), pa.string())], schema=SCHEMA)


@settings(deadline=None, max_examples=100)
@given(given_keys=KEYS, run_bytes=st.sampled_from([1, 200, 1_000, 10**6]), chunk_bytes=st.sampled_from([1, 50, 10**6]))
def test_all_rows_come_back_in_order(given_keys: list[list[int]], run_bytes: int, chunk_bytes: int) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(sorting, "_RUN_BYTES", run_bytes)
        patch.setattr(sorting, "_CHUNK_BYTES", chunk_bytes)
        sorter = Sorter(Path(folder), "rows")
        for keys in given_keys:
            sorter.add(batch(keys))
        found = [row for part in sorter.batches() for row in part.to_pylist()]
    assert [row[KEY] for row in found] == sorted(each for keys in given_keys for each in keys)
    assert all(row["text"] == str(row[KEY]) for row in found)


def test_few_rows_are_in_memory_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_RUN_BYTES", 100_000)
    monkeypatch.setattr(sorting, "_CHUNK_BYTES", 5_000)
    sorter = Sorter(tmp_path, "rows")
    random = np.random.default_rng(3)
    for _ in range(100):
        sorter.add(batch(random.integers(0, 10**9, 1_000).tolist()))
    runs = len(list(tmp_path.iterdir()))
    assert runs > 10
    most = max(part.nbytes for part in sorter.batches())
    assert most <= 2 * (runs + 1) * 5_000
    assert list(tmp_path.iterdir()) == []


def test_large_rows_of_one_key_are_merged_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_RUN_BYTES", 100_000)
    monkeypatch.setattr(sorting, "_CHUNK_BYTES", 5_000)
    sorter = Sorter(tmp_path, "rows")
    large = [(0, "x" * 1_000)] * 30
    small = [(key, "") for key in range(1, 1_000)]
    for _ in range(20):
        keys, texts = zip(*large, *small, strict=True)
        sorter.add(pa.record_batch([pa.array(keys, pa.int64()), pa.array(texts, pa.string())], schema=SCHEMA))
    runs = len(list(tmp_path.iterdir()))
    assert max(part.nbytes for part in sorter.batches()) <= (runs + 1) * 5_000
