"""Restoring: from the backups alone everything published is back, whatever clock they were written by."""

from __future__ import annotations

import os
import re
import shutil
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, text

from geodata.desk import __main__ as command
from geodata.desk.errors import IncompleteError, StoreError
from geodata.desk.publishing import acts
from geodata.desk.store import backups, database
from geodata.desk.store.log import ADDRESS, FILE, Save, Store
from geodata.desk.store.revisions import Record
from geodata.edition import published
from tests import postgresql
from tests.desk.killed_editor import relabel
from tests.desk.samples import ARTICLE_ID, CLAIM_ID, EDITOR, begun, contents, old_data, ready

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder as an older program left it: a store at revision 21, and editions up to 4.

    The store is of today's version, without the backup that was made when it was brought to it.
    """
    data = use(old_data(tmp_path / "own"), monkeypatch)
    kept = backups.every(data)
    Store.open(data).close()
    without(data, kept)
    return data


def without(folder: Path, kept: Sequence[Path]) -> None:
    """Delete every backup but those ``kept``."""
    for path in set(backups.every(folder)) - set(kept):
        path.unlink()
        path.with_name(f"{path.name}.sha256").unlink(missing_ok=True)


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AS_REPORTED_DATA", str(folder))
    return folder


def run(*arguments: str | Path) -> int:
    return command.main([str(argument) for argument in arguments])


def backup(folder: Path, label: str = "") -> Path:
    """Save something and write a backup."""
    store = Store.open(folder)
    if label:
        relabel(store, label)
    written = backups.write(store.engine, folder)
    store.close()
    return written


def stamped(path: Path, moment: datetime) -> Path:
    """Give a backup the name that it would have had by a clock that showed another moment."""
    name = re.sub(r"\d{8}T[\d.]+Z", f"{moment:%Y%m%dT%H%M%S.%fZ}", path.name)
    beside = path.with_name(f"{path.name}.sha256")
    beside.rename(beside.with_name(f"{name}.sha256"))
    return path.rename(path.with_name(name))


def labels(folder: Path) -> dict[int, str]:
    """What each edition in the folder says of one claim."""
    events = {n: published.load(published.whole(folder, n)).event(CLAIM_ID) for n in published.numbers(folder)}
    return {number: event.label for number, event in events.items() if event}


def test_three_editions_are_back_from_the_backups_alone_and_the_next_has_a_new_number(
    tmp_path: Path, address: str | None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, address or "")
    lost = use(tmp_path / "lost", monkeypatch)
    store = Store.open()
    acts.publish(store, ready(store).id, EDITOR)
    for label in ("a first correction", "a second correction"):
        relabel(store, label)
        last = acts.publish(store, ARTICLE_ID, EDITOR)
    history, before, said = store.history(), contents(lost / "editions"), labels(lost)
    store.close()
    elsewhere = shutil.move(lost / backups.FOLDER, tmp_path / "elsewhere")
    shutil.rmtree(lost)
    new = use(tmp_path / "new", monkeypatch)
    if address:
        monkeypatch.setenv(ADDRESS, postgresql.new_database(request.getfixturevalue("cluster"), f"back_{os.getpid()}"))
    assert run("restore", "--from", elsewhere) == 0
    assert contents(new / "editions") == before
    assert labels(new) == said
    assert run("check") == 0
    edition = published.load(published.newest(new))
    assert edition.number == last
    assert {entry.edition for entry in edition.corrections_since(last - 2)} == {last - 1, last}
    store = Store.open()
    assert store.history()[: len(history)] == history
    relabel(store, "after the loss")
    assert acts.publish(store, ARTICLE_ID, EDITOR) == last + 1
    assert acts.is_backed_up(store)
    store.close()
    assert {name: content for name, content in contents(new / "editions").items() if name in before} | {
        "current": before["current"]
    } == before


@pytest.mark.parametrize("days", [366, -366, 0], ids=["forward", "backward", "equal"])
def test_the_highest_revision_is_put_back_whatever_the_clock_said(
    folder: Path, days: int, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC)
    first = stamped(backup(folder), now + timedelta(days=days))
    # By the clock that jumped the first is the newest, the oldest, or as old as the others.
    second = stamped(backup(folder, "second"), now)
    third = stamped(backup(folder, "third"), now + timedelta(days=-days))
    assert backups.every(folder)[:3] == (third, second, first)
    (folder / FILE).unlink()
    assert run("restore") == 0
    assert f"Restored: {third.name}.\nIt ends at revision 25." in capsys.readouterr().out
    assert run("restore", second) == 0
    said = capsys.readouterr().out
    assert f"Restored: {second.name}.\nIt ends at revision 23." in said
    assert f"Newer, and not put back: {third.name}, revision 25: good." in said


@pytest.mark.parametrize("loss", ["flipped", "missing", "of another desk"])
def test_a_lost_store_and_its_editions_are_put_back(
    folder: Path, loss: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = backup(folder, "kept")
    path = folder / FILE
    before = contents(folder / "editions")
    if loss == "flipped":
        content = path.read_bytes()
        path.write_bytes(content.replace(b"a second article", b"a secund article", 1))
    elif loss == "missing":
        path.unlink()
    else:
        other = Store.open(tmp_path / "other")
        other.save([Save(Record("draft", "claim", "one"), 0, "theirs")], "somebody else")
        other.close()
        shutil.copyfile(tmp_path / "other" / FILE, path)
    assert run("check") == 1
    assert kept.name in capsys.readouterr().err
    assert run("restore") == 0
    assert run("check") == 0
    assert contents(folder / "editions") == before
    assert labels(folder)[2] == "The governor on a fuel depot"
    assert len(list(folder.glob("desk-replaced-*.sqlite"))) == (loss != "missing")


def test_backups_of_two_desks_are_not_chosen_between(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = backup(folder)
    other = Store.open(tmp_path / "other")
    for number in range(40):
        other.save([Save(Record("draft", "claim", "one"), number, "theirs")], "somebody else")
    theirs = backups.write(other.engine, tmp_path / "other")
    other.close()
    for path in theirs.parent.iterdir():
        shutil.copy(path, ours.parent)
    # The store that is there tells which desk this is.
    assert run("restore") == 0
    assert f"Restored: {ours.name}" in capsys.readouterr().out
    (folder / FILE).unlink()
    assert run("restore") == 1
    assert "more than one desk" in capsys.readouterr().err
    assert run("restore", ours) == 0


def test_a_backup_of_an_older_program_is_put_back_and_no_edition_it_lacks_is_forgotten(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / FILE).unlink()
    assert run("restore") == 0
    assert "It ends at revision 17." in capsys.readouterr().out
    assert run("check") == 0
    assert publishing_next(folder) == 5
    # Those that this program has written since hold everything.
    without(folder, [path for path in backups.every(folder) if path.suffix != ".zip"])
    new = use(tmp_path / "new", monkeypatch)
    # It was written before edition 4 was published, and holds no edition: what is missing is said, not made anew.
    assert run("restore", "--from", folder / backups.FOLDER) == 1
    assert "edition 3 is recorded but not in its place" in capsys.readouterr().err
    assert run("check") == 1
    assert "edition 3 was published last" in capsys.readouterr().err
    shipped = published.shipped().number
    assert run("restore", "--edition", str(shipped)) == 0
    assert run("check") == 0
    assert "Edition 3 was published and is missing." in capsys.readouterr().out
    assert publishing_next(new) == 5


def publishing_next(folder: Path) -> int:
    store = Store.open(folder)
    number = acts.next_number(store)
    store.close()
    return number


def test_a_number_that_only_a_damaged_backup_speaks_of_is_not_given_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backup(folder)
    store = Store.open()
    relabel(store, "lost")
    assert acts.publish(store, ARTICLE_ID, EDITOR) == 5
    store.close()
    newest = backups.every(folder)[0]
    newest.write_bytes(newest.read_bytes()[:-1])
    new = use(tmp_path / "new", monkeypatch)
    assert run("restore", "--from", good.parent) == 0
    store = Store.open(new)
    relabel(store, "another fifth")
    assert acts.publish(store, ARTICLE_ID, EDITOR) == 6
    store.close()


def test_a_damaged_edition_is_put_back_by_its_number_from_a_backup(folder: Path) -> None:
    backup(folder)
    before = contents(folder / "editions")
    (folder / "editions" / "4" / "places.json").write_bytes(b"[]")
    shutil.rmtree(folder / "editions" / "2")
    # Also a backup that is written now holds what only the earlier one has.
    backup(folder)
    assert backups.read(backups.every(folder)[0]).editions.keys() == {2, 3, 4}
    assert run("restore", "--edition", "2") == 0
    assert run("restore", "--edition", "4") == 0
    assert contents(folder / "editions") == before


def test_editions_and_store_that_differ_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest = published.kept(folder)[1].digest
    (folder / "editions" / "current").write_text(f"3 {digest}\n")
    assert run("check") == 1
    assert "readers see edition 3, and edition 4 was published last" in capsys.readouterr().err
    assert run("restore", "--edition", "4") == 0
    assert run("check") == 0
    assert run("restore", "--edition", "3") == 0
    shutil.rmtree(folder / "editions" / "4")
    capsys.readouterr()
    assert run("check") == 0
    assert "Edition 4 was published and is missing." in capsys.readouterr().out


def test_a_refused_publication_leaves_no_backup(file_store: Store) -> None:
    begun(file_store)
    with pytest.raises(IncompleteError):
        acts.publish(file_store, ARTICLE_ID, EDITOR)
    assert backups.every(file_store.folder) == ()


def test_a_publication_stands_though_its_backup_cannot_be_written(file_store: Store) -> None:
    (file_store.folder / backups.FOLDER).write_bytes(b"a file in the way")
    number = acts.publish(file_store, ready(file_store).id, EDITOR)
    assert published.current(file_store.folder).number == number
    assert not acts.is_backed_up(file_store)


# Thinning


def spread(folder: Path, days: list[int]) -> Iterator[Path]:
    """Write backups with rising revisions on days before a day in the middle of a month."""
    for number, before in enumerate(days):
        written = backup(folder, f"label {number}")
        yield stamped(written, datetime(2099, 6, 17, 12, number, tzinfo=UTC) - timedelta(days=before))


def test_backups_are_kept_all_of_a_day_then_daily_weekly_monthly(folder: Path) -> None:
    for path in (folder / backups.FOLDER).iterdir():
        path.unlink()
    written = list(spread(folder, [80, 79, 20, 19, 3, 3, 0, 0, -9, -9]))
    backups.thin(folder, date(2099, 6, 17))
    kept = [written[number] for number in (1, 3, 5, 6, 7, 8, 9)]
    assert backups.every(folder) == tuple(reversed(kept))
    assert {path.name for path in (folder / backups.FOLDER).glob("*.sha256")} == {
        f"{path.name}.sha256" for path in kept
    }


def test_the_last_good_backup_is_never_thinned_out(folder: Path) -> None:
    good, *damaged = spread(folder, [3, 3, 3])
    for path in damaged:
        path.write_bytes(path.read_bytes()[:-1])
    backups.thin(folder, date(2099, 6, 17))
    assert good.exists()
    assert backups.newest_good(folder) == good


def test_a_backup_that_alone_holds_an_edition_is_not_thinned_out(folder: Path) -> None:
    only, later = spread(folder, [3, 3])
    held = backups.read(later)
    about = held.model_copy(update={"editions": {n: d for n, d in held.editions.items() if n != 2}})
    assert not about.holds(backups.read(only))
    assert held.holds(backups.read(only))


# The one upgrade path


def marked(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE later (mark INTEGER)"))


def broken(connection: Connection) -> None:
    marked(connection)
    connection.execute(text("SELECT nothing FROM nowhere"))


def test_an_older_store_is_backed_up_and_upgraded_or_stays_as_it_is(
    tmp_path: Path, address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(tmp_path, address)
    ready(store)
    history = store.history()
    store.close()
    known = list(database.UPGRADES)
    monkeypatch.setattr(database, "UPGRADES", [*known, broken])
    with pytest.raises(StoreError):
        Store.open(tmp_path, address)
    monkeypatch.setattr(database, "UPGRADES", [*known, marked])
    store = Store.open(tmp_path, address)
    assert store.history() == history
    with database.reading(store.engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM later")).scalar_one() == 0
        assert connection.execute(text("SELECT schema_version FROM desk_head")).scalar_one() == 3
    store.close()
    before, *_ = backups.every(tmp_path)
    assert backups.damage(before) is None
    assert backups.read(before).revision == len(history)
    monkeypatch.undo()
    with pytest.raises(StoreError, match="it is of version 3, and this program reads versions up to 2"):
        Store.open(tmp_path, address)
