"""The sample data set: there in a new installation, cited, and gone for good once an editor withdraws it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import dashboard
from geodata.datasets import sample, snapshots
from geodata.datasets.importing import steps
from tests.conftest import awaited
from tests.datasets.importing.imports import staged

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SECONDS = 60


def test_a_new_installation_gets_the_sample_when_the_server_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))

    def wait() -> None:
        end = time.monotonic() + SECONDS
        while not snapshots.available(tmp_path / "datasets").datasets and time.monotonic() < end:
            time.sleep(0.05)

    async def served() -> None:
        async with dashboard.lifespan(dashboard.app):
            await asyncio.to_thread(wait)

    awaited(served())
    (found,) = snapshots.available(tmp_path / "datasets").datasets
    assert (found.given, found.accepted, found.name) == (1000, 1000, sample.NAME)
    assert (found.coded_by, found.licence) == ("Uppsala Conflict Data Program", "CC BY 4.0")
    assert "Sundberg" in found.how_to_cite


def test_a_sample_that_was_withdrawn_does_not_come_back(tmp_path: Path) -> None:
    assert sample.offer(tmp_path)
    (found,) = snapshots.available(tmp_path).datasets
    steps.withdraw(found.id, tmp_path)
    assert not sample.offer(tmp_path)
    assert snapshots.available(tmp_path).datasets == ()


def test_a_folder_that_has_a_set_gets_no_sample(tmp_path: Path) -> None:
    own = steps.accept(staged(tmp_path, "id,date,lat,lon\n1,2024-03-12,50.6,36.58\n"))
    assert not sample.offer(tmp_path / "store")
    steps.withdraw(own.id, tmp_path / "store")
    assert not sample.offer(tmp_path / "store")


def test_a_folder_that_cannot_be_written_gets_no_sample_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert not sample.offer(tmp_path / "file" / "datasets")
