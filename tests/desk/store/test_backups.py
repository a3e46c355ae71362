"""Backups: whole copies with their hash, put back by one command."""

import subprocess
from pathlib import Path

import pytest

from geodata.desk import __main__ as command
from geodata.desk import restoring
from geodata.desk.errors import StoreError
from geodata.desk.publishing import acts
from geodata.desk.store import backups
from geodata.desk.store.integrity import check_file
from geodata.desk.store.log import ADDRESS, FILE, Save, Store
from geodata.desk.store.revisions import Record
from geodata.edition import published
from tests import postgresql
from tests.desk.killed_editor import relabel
from tests.desk.samples import ARTICLE_ID, EDITOR, contents, ready

RECORD = Record("draft", "claim", "one")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that the command works on."""
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))
    return tmp_path


def run(*arguments: str) -> int:
    return command.main(list(arguments))


def test_a_backup_is_a_store_with_the_same_revisions(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    ready(store)
    backup = backups.write(store.engine, store.folder)
    assert backups.damage(backup) is None
    with backups.store_of(backup) as held:
        assert check_file(held) == store.check()
    other = tmp_path_factory.mktemp("other")
    restoring.restore_file(backup, other / FILE)
    copy = Store.open(other)
    assert copy.history() == store.history()
    assert copy.save([Save(RECORD, 0, "goes on")], EDITOR) == store.check()[0] + 1
    copy.close()


def test_the_hash_beside_a_backup_is_one_that_sha256sum_checks(file_store: Store) -> None:
    ready(file_store)
    backup = backups.write(file_store.engine, file_store.folder)
    check = ["sha256sum", "--check", "--strict", f"{backup.name}.sha256"]
    assert subprocess.run(check, cwd=backup.parent, check=False, capture_output=True).returncode == 0


def test_a_backup_leaves_nothing_but_itself_and_its_hash(file_store: Store) -> None:
    backup = backups.write(file_store.engine, file_store.folder)
    assert set(contents(backup.parent)) == {backup.name, f"{backup.name}.sha256"}


@pytest.mark.parametrize("spoil", ["flip", "truncate", "no hash", "empty hash", "other hash"])
def test_a_damaged_backup_is_known(file_store: Store, spoil: str) -> None:
    ready(file_store)
    backup = backups.write(file_store.engine, file_store.folder)
    beside = backup.with_name(f"{backup.name}.sha256")
    content = backup.read_bytes()
    if spoil == "flip":
        backup.write_bytes(content[:2000] + bytes([content[2000] ^ 1]) + content[2001:])
    elif spoil == "truncate":
        backup.write_bytes(content[:-1])
    elif spoil == "no hash":
        beside.unlink()
    else:
        beside.write_text("" if spoil == "empty hash" else "0" * 64)
    assert backups.damage(backup)
    assert backups.newest_good(file_store.folder) is None


def test_a_damaged_store_is_put_back_by_one_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open()
    acts.publish(store, ready(store).id, EDITOR)
    backup = backups.write(store.engine, folder)
    history = store.history()
    store.close()
    damaged = (folder / FILE).read_bytes()[:-5000]
    (folder / FILE).write_bytes(damaged)
    assert run("check") == 1
    assert f"put back its newest good backup, {backup.name}, with" in capsys.readouterr().err
    assert run("restore") == 0
    assert f"Restored: {backup.name}." in capsys.readouterr().out
    store = Store.open()
    assert store.history() == history
    relabel(store, "work goes on")
    assert acts.publish(store, ARTICLE_ID, EDITOR) == 4
    store.close()
    (aside,) = folder.glob("desk-replaced-*.sqlite")
    assert aside.read_bytes() == damaged
    assert run("check") == 0
    assert "The store is whole" in capsys.readouterr().out


def test_a_store_that_is_gone_is_put_back(folder: Path) -> None:
    store = Store.open()
    ready(store)
    history = store.history()
    backups.write(store.engine, folder)
    store.close()
    (folder / FILE).unlink()
    assert run("restore") == 0
    store = Store.open()
    assert store.history()[: len(history)] == history
    store.close()


def test_a_named_backup_is_put_back_and_the_edition_published_since_stays(folder: Path) -> None:
    store = Store.open()
    acts.publish(store, ready(store).id, EDITOR)
    relabel(store, "another label")
    acts.publish(store, ARTICLE_ID, EDITOR)
    store.close()
    oldest = backups.every(folder)[-1]
    assert run("restore", str(oldest)) == 0
    store = Store.open()
    acts.finish(store)
    assert published.current(folder).number == 4
    assert acts.last_publication(store).number == 4
    assert store.history(*acts.PUBLICATION)[-1].action == "restore"
    store.close()


def test_a_damaged_backup_is_not_put_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open()
    ready(store)
    backup = backups.write(store.engine, folder)
    store.close()
    backup.write_bytes(backup.read_bytes()[:-1])
    before = (folder / FILE).read_bytes()
    assert run("restore", str(backup)) == 1
    assert "is damaged" in capsys.readouterr().err
    assert run("restore") == 1
    assert "there is no good backup" in capsys.readouterr().err
    assert (folder / FILE).read_bytes() == before


def test_nothing_is_put_back_while_the_desk_is_open(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open()
    ready(store)
    backups.write(store.engine, folder)
    relabel(store, "after the backup")
    history = store.history()
    assert run("restore") == 1
    assert "the desk is open: close it everywhere" in capsys.readouterr().err
    assert store.history() == history
    store.close()


def test_a_former_edition_is_put_back_by_one_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open()
    acts.publish(store, ready(store).id, EDITOR)
    relabel(store, "another label")
    acts.publish(store, ARTICLE_ID, EDITOR)
    store.close()
    (folder / "editions" / "4" / "places.json").write_bytes(b"[]")
    assert run("check") == 1
    assert '"python -m geodata.desk restore --edition 3"' in capsys.readouterr().err
    assert run("restore", "--edition", "3") == 0
    assert published.current(folder).number == 3
    assert run("restore", "--edition", "9") == 1


def test_a_backup_is_written_by_one_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("backup") == 0
    (backup,) = backups.every(folder)
    assert str(backup) in capsys.readouterr().out


def test_a_postgresql_store_is_put_back_into_an_empty_database(
    folder: Path, database: str, cluster: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ADDRESS, database)
    store = Store.open()
    ready(store)
    backups.write(store.engine, folder)
    history = store.history()
    store.close()
    assert run("restore") == 1
    assert "into an empty database only" in capsys.readouterr().err
    monkeypatch.setenv(ADDRESS, postgresql.new_database(cluster, "desk_restored"))
    assert run("restore") == 0
    store = Store.open()
    assert store.history()[: len(history)] == history
    store.check()
    store.close()


def test_a_backup_that_cannot_be_written_is_refused_in_one_sentence(file_store: Store) -> None:
    (file_store.folder / backups.FOLDER).write_bytes(b"a file in the way")
    with pytest.raises(StoreError, match="see that it has room and can be written"):
        backups.write(file_store.engine, file_store.folder)
