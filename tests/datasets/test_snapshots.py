"""Snapshots: an import is there as a whole or not at all, whatever dies at whatever moment, and damage is named."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.datasets.criteria import Criteria
from geodata.datasets.engines.sql_tables import Tables
from geodata.datasets.importing.staging import stage
from geodata.datasets.schema import Rejection
from geodata.datasets.snapshots import (
    MANIFEST,
    STAGED,
    SnapshotError,
    accept,
    available,
    discard,
    open_snapshot,
    withdraw,
)
from geodata.datasets.sources import Source
from geodata.views.selection import Outcome
from tests.conftest import ROOT
from tests.datasets import killed
from tests.datasets.generator import batches, description

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

ROWS = 3_000
REJECTIONS = (
    Rejection(row=ROWS + 1, column="lat", value="361", reason="a latitude is from -90 to 90"),
    Rejection(row=ROWS + 1, column="date", value="", reason="a date is missing"),
    Rejection(row=ROWS + 2, column="", value="", reason="the row is cut off"),
)


def staged(folder: Path, rows: int = ROWS, dataset: str = "generated") -> Path:
    return stage(batches(rows), [], lambda: description(rows, dataset), folder)


def imported(folder: Path, rows: int = ROWS, dataset: str = "generated") -> Path:
    """The snapshot of a new import."""
    before = set(folder.glob("*.duckdb"))
    accept(staged(folder, rows, dataset))
    (snapshot,) = set(folder.glob("*.duckdb")) - before
    return snapshot


def served(folder: Path, dataset: str = "generated") -> int:
    """How many events a query of the set counts."""
    source = Source.in_folder(dataset, folder)
    try:
        return sum(source.ledger(Criteria()).values()) + source.ledger(Criteria())[Outcome.FILTERED]
    finally:
        source.close()


def files(folder: Path) -> list[str]:
    """Every file below ``folder`` but its lock."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.name != ".lock")


def test_what_is_staged_is_not_served_until_it_is_accepted(tmp_path: Path) -> None:
    place = staged(tmp_path)
    assert available(tmp_path).datasets == ()
    assert accept(place) == description(ROWS)
    assert available(tmp_path).datasets == (description(ROWS),)
    assert served(tmp_path) == ROWS


def test_a_staged_set_can_be_looked_at_before_it_is_accepted(tmp_path: Path) -> None:
    account = {"given": ROWS + 2, "rejected": 2}
    place = stage(batches(ROWS), REJECTIONS, lambda: description(ROWS, **account), tmp_path)
    source = Source.of_staged(place)
    assert source.dataset.rejected == 2
    assert list(source.rejections()) == sorted(REJECTIONS, key=lambda each: (each.row, each.column))
    source.close()


def test_nothing_is_left_of_what_is_discarded(tmp_path: Path) -> None:
    discard(staged(tmp_path))
    assert files(tmp_path) == []


def test_a_withdrawn_set_is_gone_as_a_whole_and_the_others_stay(tmp_path: Path) -> None:
    imported(tmp_path, dataset="one")
    imported(tmp_path, dataset="two")
    withdraw("one", tmp_path)
    assert [dataset.id for dataset in available(tmp_path).datasets] == ["two"]
    assert len(files(tmp_path)) == 2
    with pytest.raises(SnapshotError, match='no data set "one"'):
        withdraw("one", tmp_path)


def test_a_new_import_leaves_open_snapshots_readable(tmp_path: Path) -> None:
    imported(tmp_path)
    earlier = Source.in_folder("generated", tmp_path)
    imported(tmp_path, ROWS + 10)
    assert sum(earlier.ledger(Criteria()).values()) == ROWS
    earlier.close()
    assert served(tmp_path) == ROWS + 10
    assert len(files(tmp_path)) == 2


def test_an_empty_folder_and_none_hold_no_sets(tmp_path: Path) -> None:
    assert available(tmp_path) == available(tmp_path / "none")
    assert available(tmp_path).datasets == ()


@pytest.mark.parametrize("dataset", ["other", "../generated", "", ".", "generated.json"])
def test_a_set_that_is_not_there_is_refused_by_name(tmp_path: Path, dataset: str) -> None:
    imported(tmp_path / "datasets")
    with pytest.raises(SnapshotError, match="no data set"):
        open_snapshot(dataset, tmp_path / "datasets")


def test_a_snapshot_is_sorted_by_year_and_square(tmp_path: Path) -> None:
    imported(tmp_path)
    engine, _ = open_snapshot("generated", tmp_path)
    tables = Tables.of()
    events = engine.rows(tables.event.select()).to_pylist()
    keys = [
        (
            date.fromordinal(record["first_day"] or date.max.toordinal()).year,
            (record["mx"] or 1 << 31) >> 22,
            (record["my"] or 1 << 31) >> 22,
            record["first_day"] or 0,
        )
        for record in events
    ]
    assert keys == sorted(keys)
    words = [word["token"].encode()[:7] for word in engine.rows(tables.token.select()).to_pylist()]
    assert len(words) > ROWS
    assert words == sorted(words)
    engine.close()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_snapshot_with_one_wrong_byte_is_refused_by_name(tmp_path: Path, share: float, flip: int) -> None:
    path = next(tmp_path.glob("*.duckdb"), None) or imported(tmp_path)
    content = bytearray(path.read_bytes())
    at = int(share * len(content))
    content[at] ^= flip
    path.write_bytes(content)
    with pytest.raises(SnapshotError) as refused:
        open_snapshot("generated", tmp_path)
    assert str(refused.value) == f'the snapshot {path.name} of "generated" is damaged: import the data set again'
    content[at] ^= flip
    path.write_bytes(content)
    assert served(tmp_path) == ROWS


def test_a_truncated_snapshot_is_named_and_others_are_served(tmp_path: Path) -> None:
    imported(tmp_path, dataset="whole")
    short, gone = imported(tmp_path, dataset="short"), imported(tmp_path, dataset="gone")
    imported(tmp_path, dataset="odd")
    os.truncate(short, short.stat().st_size - 1)
    gone.unlink()
    (tmp_path / "odd.json").write_text("{}", encoding="utf-8")
    found = available(tmp_path)
    assert [dataset.id for dataset in found.datasets] == ["whole"]
    assert tuple(map(str, found.problems)) == (
        f'the snapshot {gone.name} of "gone" is missing: import the data set again',
        'the manifest odd.json of the data set "odd" is damaged: import it again',
        f'the snapshot {short.name} of "short" is damaged: import the data set again',
    )
    assert served(tmp_path, "whole") == ROWS


@pytest.mark.parametrize("moment", ["rows", "manifest"])
def test_an_import_killed_while_it_stages_leaves_the_old_set_serving(tmp_path: Path, moment: str) -> None:
    imported(tmp_path, 100)
    assert run_killed(moment, tmp_path).returncode == -signal.SIGKILL
    assert len(files(tmp_path)) > 2
    assert served(tmp_path) == 100
    # The next import sweeps what the killed one left.
    accept(staged(tmp_path, 200))
    assert served(tmp_path) == 200
    assert len(files(tmp_path)) == 2


def test_a_killed_acceptance_leaves_the_old_or_the_new_set(tmp_path: Path) -> None:
    imported(tmp_path, killed.ROWS)
    process = run_killed("accepting", tmp_path)
    assert process.returncode == 0, process.stderr
    states = [tuple(map(int, line.split())) for line in process.stdout.splitlines()]
    assert len(states) > 5
    old = killed.ROWS
    for attempt, (rows, problems) in enumerate(states, start=1):
        assert rows in {old, killed.ROWS + attempt}
        assert problems == 0
        old = rows
    assert len({rows for rows, _ in states}) > 2
    assert old == killed.ROWS + len(states)
    staged(tmp_path, 10)
    assert len(list(tmp_path.glob("*.duckdb"))) == 1


def run_killed(moment: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.datasets.killed", moment, str(folder)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)


def test_an_import_sweeps_no_other_in_progress(tmp_path: Path) -> None:
    waiting = staged(tmp_path, dataset="waiting")

    def slow() -> Iterator[pa.RecordBatch]:
        yield from batches(ROWS)
        imported(tmp_path, dataset="quick")

    accept(stage(slow(), [], lambda: description(ROWS, "slow"), tmp_path))
    accept(waiting)
    assert {dataset.id for dataset in available(tmp_path).datasets} == {"waiting", "quick", "slow"}
    assert {served(tmp_path, dataset.id) for dataset in available(tmp_path).datasets} == {ROWS}


def test_what_nobody_accepts_within_a_day_is_swept(tmp_path: Path) -> None:
    place = staged(tmp_path)
    two_days_ago = (place / MANIFEST).stat().st_mtime - 2 * 24 * 60 * 60
    os.utime(place / MANIFEST, (two_days_ago, two_days_ago))
    imported(tmp_path, dataset="other")
    with pytest.raises(SnapshotError, match="import it again"):
        accept(place)


def test_the_engine_draws_nothing_into_a_terminal_while_it_sorts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    connect = duckdb.connect

    def impatient(path: Path, config: dict[str, str]) -> duckdb.DuckDBPyConnection:
        connection = connect(path, config={**config})
        connection.execute("SET progress_bar_time = 20")
        return connection

    monkeypatch.setattr(duckdb, "connect", impatient)
    imported(tmp_path, 50_000)
    ctypes.CDLL(None).fflush(None)
    assert capfd.readouterr() == ("", "")


def test_a_file_without_events_is_a_set_without_events(tmp_path: Path) -> None:
    accept(stage([], REJECTIONS, lambda: description(0, given=2, rejected=2), tmp_path))
    assert served(tmp_path) == 0
    source = Source.in_folder("generated", tmp_path)
    assert source.bounds is None
    assert source.page(Criteria()).events == ()
    source.close()


def test_a_cancelled_import_leaves_nothing_behind(tmp_path: Path) -> None:
    class CancelledError(Exception):
        pass

    seen: list[int] = []

    def cancel(rows: int) -> None:
        seen.append(rows)
        if rows >= 1_000:
            raise CancelledError

    with pytest.raises(CancelledError):
        stage(batches(ROWS, batch_rows=500), [], lambda: description(ROWS), tmp_path, cancel)
    assert seen == [500, 1_000]
    assert files(tmp_path) == []


def test_a_read_error_leaves_nothing_behind(tmp_path: Path) -> None:
    def vanishing() -> Iterator[pa.RecordBatch]:
        yield from batches(ROWS)
        raise FileNotFoundError("the file is gone")

    with pytest.raises(FileNotFoundError, match="the file is gone"):
        stage(vanishing(), [], lambda: description(ROWS), tmp_path)
    assert files(tmp_path) == []


@pytest.mark.parametrize("account", [{"given": ROWS + 1}, {"given": ROWS + 2, "rejected": 1}, {"rejected": 3}])
def test_an_account_that_does_not_add_up_is_not_kept(tmp_path: Path, account: dict[str, int]) -> None:
    whole = {"given": ROWS + 2, "rejected": 2}
    with pytest.raises(SnapshotError, match="does not add up"):
        stage(batches(ROWS), REJECTIONS, lambda: description(ROWS, **(whole | account)), tmp_path)
    assert files(tmp_path) == []


def test_a_disk_that_fills_is_one_plain_sentence_and_nothing_half_written(tmp_path: Path) -> None:
    imported(tmp_path, 100)
    before = files(tmp_path)
    with (
        room_for(3_000_000),
        pytest.raises(SnapshotError, match=r"^the data set could not be written .*make room") as full,
    ):
        staged(tmp_path, 60_000)
    assert "\n" not in str(full.value)
    assert files(tmp_path) == before
    assert served(tmp_path) == 100
    assert list((tmp_path / STAGED).iterdir()) == []


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond ``size`` bytes: writing fails as it does on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_folder_that_cannot_be_written_is_one_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SnapshotError, match="could not be written"):
        staged(tmp_path / "file" / "datasets")
