"""A disk that is full or takes no writing: one sentence, and all that was acknowledged is there."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from geodata.common.errors import AsReportedError
from geodata.desk.errors import PublishError, StoreError
from geodata.desk.publishing import acts
from geodata.desk.store.log import FILE, Store
from geodata.edition import published as editions
from geodata.edition.loading import load
from tests.desk.killed_editor import relabel
from tests.desk.samples import ARTICLE_ID, CLAIM_ID, EDITOR, contents, ready

ROOT = Path(__file__).resolve().parents[3]
DISK_KB = 3000
MOST_SAVES = 2000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_KB}k", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk takes root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S607 - the same


def published(folder: Path) -> int:
    store = Store.open(folder)
    number = acts.publish(store, ready(store).id, EDITOR)
    store.close()
    return number


def fill(disk: Path, but_kb: int) -> Path:
    """Fill the disk but for some room; return the file to take away again."""
    filler = disk / "filler"
    filler.write_bytes(b"")
    with filler.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 1024)
        except OSError:
            pass
    os.truncate(filler, max(0, filler.stat().st_size - but_kb * 1024))
    return filler


def refusal(attempt: Callable[[], object]) -> str:
    with pytest.raises(AsReportedError) as caught:
        attempt()
    assert isinstance(caught.value, StoreError | PublishError)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def labels(store: Store) -> set[str]:
    return {revision.content["label"] for revision in store.history(kind="claim", key=CLAIM_ID)}


def test_a_full_disk_loses_no_acknowledged_save_and_takes_more_once_there_is_room(small_disk: Path) -> None:
    published(small_disk)
    store = Store.open(small_disk)
    filler = fill(small_disk, but_kb=400)
    saved = []

    def save_on() -> None:
        for number in range(MOST_SAVES):
            label = f"label {number} " + "long " * 200
            relabel(store, label)
            saved.append(label)

    assert "the disk is full: make room" in refusal(save_on)
    assert saved
    assert labels(store) >= set(saved)
    filler.unlink()
    relabel(store, "with room again")
    store.close()
    store = Store.open(small_disk)
    assert labels(store) >= {*saved, "with room again"}
    store.close()


@pytest.mark.parametrize(
    "room_kb", [0, 70, 140, 210, 280, *(pytest.param(room, marks=pytest.mark.long) for room in range(10, 420, 10))]
)
def test_a_disk_that_fills_while_publishing_leaves_a_whole_edition(small_disk: Path, room_kb: int) -> None:
    number = published(small_disk)
    store = Store.open(small_disk)
    relabel(store, "the last label")
    filler = fill(small_disk, but_kb=room_kb)
    with suppress(StoreError, PublishError):
        number = acts.publish(store, ARTICLE_ID, EDITOR)
    assert load(editions.current(small_disk).path).number == number
    filler.unlink()
    store.close()
    store = Store.open(small_disk)
    acts.finish(store)
    relabel(store, "with room again")
    assert acts.publish(store, ARTICLE_ID, EDITOR) > number
    assert {"the last label", "with room again"} <= labels(store)
    assert not list((small_disk / "editions").glob(".*"))
    store.close()


def test_the_store_cannot_be_made_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk, but_kb=8)
    assert "room" in refusal(lambda: Store.open(small_disk))
    assert list(contents(small_disk)) == ["filler"]


def child(prefix: list[str], folder: Path, saves: int) -> dict[str, Any]:
    command = [*prefix, sys.executable, "-m", "tests.desk.store.saver", str(folder), str(saves)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    assert "\n" not in result["refusal"] + result["publishing_refusal"]
    return result


def test_a_file_that_may_not_grow_loses_no_acknowledged_save(tmp_path: Path) -> None:
    number = published(tmp_path)
    limit = (tmp_path / FILE).stat().st_size + 150_000
    result = child(["prlimit", f"--fsize={limit}"], tmp_path, MOST_SAVES)
    assert result["saved"]
    assert "room" in result["refusal"]
    assert editions.current(tmp_path).number == number
    store = Store.open(tmp_path)
    assert labels(store) >= set(result["saved"])
    assert acts.publish(store, ARTICLE_ID, EDITOR) == number + 1
    store.close()


@pytest.fixture
def bound_by_modes() -> list[str]:
    """What to start a program with so that files' modes hold for it, as they do not for root."""
    return ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []


def set_modes(folder: Path, mask: int) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod((0o777 if path.is_dir() else 0o666) & mask)


def test_a_read_only_folder_refuses_in_one_sentence_and_stays_as_it_was(
    tmp_path: Path, bound_by_modes: list[str]
) -> None:
    published(tmp_path)
    before = contents(tmp_path)
    set_modes(tmp_path, 0o555)
    result = child(bound_by_modes, tmp_path, 1)
    set_modes(tmp_path, 0o755)
    assert result["saved"] == []
    assert "allow writing" in result["refusal"]
    assert contents(tmp_path) == before


def test_a_store_cannot_be_made_in_a_read_only_folder(tmp_path: Path, bound_by_modes: list[str]) -> None:
    set_modes(tmp_path, 0o555)
    result = child(bound_by_modes, tmp_path, 1)
    set_modes(tmp_path, 0o755)
    assert "written" in result["refusal"]
    assert contents(tmp_path) == {}


def test_editions_that_may_not_be_written_refuse_publishing_and_keep_every_save(
    tmp_path: Path, bound_by_modes: list[str]
) -> None:
    published(tmp_path)
    before = contents(tmp_path / "editions")
    set_modes(tmp_path / "editions", 0o555)
    result = child(bound_by_modes, tmp_path, 1)
    set_modes(tmp_path / "editions", 0o755)
    assert len(result["saved"]) == 1
    assert result["refusal"] == ""
    assert "can be written" in result["publishing_refusal"]
    assert contents(tmp_path / "editions") == before
