"""A damaged store is known at the start, in one sentence that names the newest good backup."""

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text, update

from geodata.desk.errors import DamageError
from geodata.desk.store import backups
from geodata.desk.store.database import APPLICATION_ID, HEAD, REVISION, sqlite_engine, writing
from geodata.desk.store.log import FILE, Save, Store
from geodata.desk.store.revisions import Record, Revision

FLIPS = 60
RECORDS = 4
WHO = "editor"


def filled(folder: Path, revisions: int = 40) -> tuple[Revision, ...]:
    """Make a store with some revisions and close it; return what it holds."""
    store = Store.open(folder)
    for number in range(0, revisions, RECORDS):
        saves = [
            Save(Record("draft", "claim", str(key)), number // RECORDS, {"words": f"{number + key} " * 60})
            for key in range(min(RECORDS, revisions))
        ]
        store.save(saves, WHO, "why")
    history = store.history()
    store.close()
    return history


def refusal(folder: Path) -> str:
    with pytest.raises(DamageError) as caught:
        Store.open(folder)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.startswith("the desk's store is damaged, ")
    return sentence


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """The good backup of a store that was closed."""
    filled(tmp_path)
    store = Store.open(tmp_path)
    written = backups.write(store.engine, tmp_path)
    store.close()
    return written


def test_no_flipped_bit_of_the_file_changes_what_is_read_unnoticed(tmp_path: Path) -> None:
    history = filled(tmp_path)
    path = tmp_path / FILE
    whole = path.read_bytes()
    chance = random.Random(2024)  # noqa: S311 - a choice of bytes, no secret
    detected = 0
    for position in sorted(chance.sample(range(len(whole)), FLIPS)):
        damaged = bytearray(whole)
        damaged[position] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            store = Store.open(tmp_path)
        except DamageError:
            detected += 1
        else:
            # The byte is in a part of a page that holds nothing.
            assert store.history() == history
            store.close()
        for log in tmp_path.glob(f"{FILE}-*"):
            log.unlink()
    assert detected > FLIPS // 2


def test_a_flipped_letter_of_a_saved_text_is_noticed_and_the_backup_named(tmp_path: Path, backup: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes().replace(b"17 17 17", b"17 16 17", 1))
    sentence = refusal(tmp_path)
    assert "is missing or altered" in sentence
    assert backup.name in sentence
    assert '"python -m geodata.desk restore"' in sentence


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "it is empty, 0 bytes"), (b"PK\x03\x04" * 99, "it is no SQLite file"), (b"SQLite", "it is no SQLite file")],
)
def test_a_file_that_is_no_store_is_refused_by_its_first_bytes(
    tmp_path: Path, backup: Path, content: bytes, reason: str
) -> None:
    (tmp_path / FILE).write_bytes(content)
    sentence = refusal(tmp_path)
    assert reason in sentence
    assert backup.name in sentence
    assert (tmp_path / FILE).read_bytes() == content


@pytest.mark.parametrize("part", [0.3, 0.6, 0.99])
def test_a_truncated_file_is_refused(tmp_path: Path, backup: Path, part: float) -> None:
    path = tmp_path / FILE
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    assert backup.name in refusal(tmp_path)


def test_another_programs_sqlite_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    assert "it is a SQLite file of another program" in refusal(tmp_path)
    assert path.read_bytes() == before


def test_a_file_marked_as_ours_without_our_tables_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE theirs (x)")
    assert "its tables are missing" in refusal(tmp_path)


def test_a_store_of_another_version_is_refused(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("UPDATE desk_head SET schema_version = 99")
        connection.commit()
    assert "it is of version 99" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE desk_revision SET who = 'nobody' WHERE number = 7", "revision 7 is missing or altered"),
        ("UPDATE desk_revision SET at = '2020-01-01T00:00:00+00:00' WHERE number = 7", "revision 7 is missing"),
        ("UPDATE desk_revision SET version = NULL WHERE number = 40", "revision 40 is missing or altered"),
        ("DELETE FROM desk_revision WHERE number = 7", "revision 7 is missing or altered"),
        ("DELETE FROM desk_revision WHERE number = 40", "it ends at revision 39 instead of 40"),
        ("UPDATE desk_head SET number = 39", "it ends at revision 40 instead of 39"),
        ("DELETE FROM desk_head", "its last revision is not named"),
    ],
)
def test_what_is_changed_behind_the_stores_back_is_noticed(tmp_path: Path, statement: str, reason: str) -> None:
    filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.executescript("DROP TRIGGER desk_kept; DROP TRIGGER desk_unchanged;")
        connection.execute(statement)
        connection.commit()
    assert reason in refusal(tmp_path)


@pytest.mark.parametrize("forgery", [{"version": 12}, {"before": '"forged"'}, {"key": "unseen"}])
def test_a_revision_that_does_not_follow_is_noticed_though_its_hash_is_right(
    tmp_path: Path, forgery: dict[str, Any]
) -> None:
    last = filled(tmp_path)[-1]
    following = replace(last, number=41, version=11, before=last.after, after='"x"', previous=last.digest)
    forged = replace(following, **forgery).sealed()
    engine = sqlite_engine(tmp_path / FILE)
    with engine.begin() as connection:
        connection.execute(insert(REVISION), vars(forged))
        connection.execute(update(HEAD).values(number=forged.number, digest=forged.digest))
    engine.dispose()
    assert "revision 41 does not follow from the one before it" in refusal(tmp_path)


def test_a_damaged_index_is_noticed_though_every_row_is_right(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / FILE
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        statement = "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_desk_revision_1'"
        (page,) = connection.execute(statement).fetchone()
    content = bytearray(path.read_bytes())
    at = content.index(b"claim", (page - 1) * size, page * size)
    content[at : at + 5] = b"clain"
    path.write_bytes(content)
    assert "its pages are damaged" in refusal(tmp_path)


def test_a_row_changed_in_postgresql_is_noticed(tmp_path: Path, database: str) -> None:
    store = Store.open(tmp_path, database)
    store.save([Save(Record("draft", "claim", "one"), 0, "text")], WHO)
    with writing(store.engine) as connection:
        connection.execute(text("ALTER TABLE desk_revision DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE desk_revision SET after = '\"other\"'"))
    store.close()
    with pytest.raises(DamageError, match="revision 1 is missing or altered"):
        Store.open(tmp_path, database)


def test_a_store_that_is_gone_is_not_begun_anew_while_it_has_backups(tmp_path: Path, backup: Path) -> None:
    (tmp_path / FILE).unlink()
    sentence = refusal(tmp_path)
    assert "it is gone" in sentence
    assert backup.name in sentence
    assert not (tmp_path / FILE).exists()


def test_a_damaged_backup_is_passed_over_for_the_one_before_it(tmp_path: Path, backup: Path) -> None:
    store = Store.open(tmp_path)
    newer = backups.write(store.engine, tmp_path)
    store.close()
    content = bytearray(newer.read_bytes())
    content[len(content) // 2] ^= 1
    newer.write_bytes(content)
    (tmp_path / FILE).write_bytes(b"")
    sentence = refusal(tmp_path)
    assert backup.name in sentence
    assert newer.name not in sentence


def test_without_any_good_backup_the_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"")
    assert "there is no good backup" in refusal(tmp_path)


def test_a_damaged_log_beside_the_file_loses_no_acknowledged_save(tmp_path: Path) -> None:
    """The copies stand for a desk that was killed: its log was never folded into the file by closing."""
    running, killed = tmp_path / "running", tmp_path / "killed"
    running.mkdir()
    store = Store.open(running)
    for number in range(20):
        store.save([Save(Record("draft", "claim", "one"), number, f"text {number}")], WHO)
    history = store.history()
    log = (running / f"{FILE}-wal").read_bytes()
    for position in range(0, len(log), max(1, len(log) // 25)):
        shutil.copytree(running, killed)
        damaged = bytearray(log)
        damaged[position] ^= 1
        (killed / f"{FILE}-wal").write_bytes(damaged)
        (killed / f"{FILE}-shm").unlink()
        reopened = Store.open(killed)
        assert reopened.history() == history
        reopened.close()
        shutil.rmtree(killed)
    store.close()
