"""One format for editions: page and desk refuse the same, advise the same, and the advice heals."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geodata import load
from geodata.common.errors import DataFileError
from geodata.desk import __main__ as command
from geodata.desk.publishing import acts
from geodata.desk.store import drafts
from geodata.desk.store.drafts import Change
from geodata.desk.store.log import Store
from geodata.edition import edition_folder, published
from geodata.edition.loading import DATA
from geodata.presentation import cards
from tests.desk.killed_editor import relabel
from tests.desk.samples import ARTICLE_ID, CLAIM_ID, EDITOR, old_data, ready
from tests.publishing import sha256, sign

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADVICE = re.compile(r'put edition (\d+) back with "python -m geodata\.desk restore --edition (\d+)"$')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder as an older program left it: editions 2, 3 and, as the current one, 4."""
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path / "own"))
    return old_data(tmp_path / "own")


@pytest.fixture
def editions(folder: Path) -> Path:
    return folder / "editions"


def label(folder: Path, number: int) -> str:
    event = published.load(published.whole(folder, number)).event(CLAIM_ID)
    assert event
    return event.label


def refused(folder: Path) -> str:
    """The sentence in which the page refuses the current edition."""
    with pytest.raises(DataFileError) as caught:
        published.load(published.newest(folder))
    return str(caught.value)


# What was ever published stays readable


def test_every_edition_of_an_older_format_is_read(folder: Path) -> None:
    assert published.numbers(folder) == (4, 3, 2)
    assert [label(folder, number) for number in (2, 3, 4)] == [
        "The governor on a fuel depot",
        "The governor on a depot of fuel",
        "The governor of Kursk on a fuel depot",
    ]
    assert published.load(published.newest(folder)).number == 4


def test_an_older_store_is_opened_and_goes_on_beside_its_editions(folder: Path) -> None:
    store = Store.open()
    acts.finish(store)
    relabel(store, "published by the program of today")
    assert acts.publish(store, ARTICLE_ID, EDITOR) == 5
    store.close()
    assert label(folder, 5) == "published by the program of today"
    assert json.loads((folder / "editions" / "5" / "manifest.json").read_bytes())["format"] == edition_folder.FORMAT
    assert label(folder, 2) == "The governor on a fuel depot"


def test_an_edition_of_format_2_keeps_the_numbers_it_shows_in_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = old_data(tmp_path / "older", of_format=2)
    monkeypatch.setenv("AS_REPORTED_DATA", str(older))
    shown = published.load(published.newest(older)).place_numbers
    store = Store.open()
    relabel(store, "published by the program of today")
    number = acts.publish(store, ARTICLE_ID, EDITOR)
    store.close()
    written = json.loads((older / "editions" / str(number) / "edition.json").read_bytes())
    assert written["place_numbers"] == shown
    assert published.load(published.newest(older)).place_numbers == shown


def test_when_an_article_was_updated_is_published_and_read_back(file_store: Store) -> None:
    draft = ready(file_store)
    stored = draft.article.content
    updated = stored.article.model_copy(update={"updated": date(2024, 3, 20)})
    change = Change(stored.model_copy(update={"article": updated}), draft.article.version)
    drafts.save(file_store, ARTICLE_ID, [change], EDITOR)
    acts.publish(file_store, ARTICLE_ID, EDITOR)
    edition = published.load(published.newest(file_store.folder))
    assert edition.articles[ARTICLE_ID].updated == date(2024, 3, 20)
    (event, *_) = [event for event in edition.events if event.evidence.source == ARTICLE_ID]
    facts = {fact["term"]: fact["text"] for fact in cards.card(event, edition)["facts"]}  # type: ignore[attr-defined]
    assert facts["Updated"] == "20 March 2024"


def test_an_edition_of_format_2_has_the_first_ones_imprint_and_hands_it_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = old_data(tmp_path / "older", of_format=2)
    monkeypatch.setenv("AS_REPORTED_DATA", str(older))
    first = load().imprint
    assert published.load(published.newest(older)).imprint == first
    store = Store.open()
    relabel(store, "published by the program of today")
    number = acts.publish(store, ARTICLE_ID, EDITOR)
    store.close()
    written = json.loads((older / "editions" / str(number) / "edition.json").read_bytes())
    assert written["imprint"] == first.model_dump(mode="json")


def test_a_newer_format_is_refused_by_its_number(folder: Path, editions: Path) -> None:
    resigned(editions, 4, {"format": 99, "shards": []})
    sentence = refused(folder)
    assert sentence.startswith("edition 4 is of format 99, and this program reads formats up to 4: start a newer one")
    assert ADVICE.search(sentence)


# The advice


def resigned(editions: Path, number: int, more: dict[str, object]) -> None:
    """Add to an edition's manifest, and name what comes of it as current."""
    path = editions / str(number) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | more))
    (editions / "current").write_text(f"{number} {sha256(path.read_bytes())}\n")


def without_speakers(editions: Path) -> None:
    (editions / "4" / "speakers.json").write_text("{}")
    sign(editions, 4)


def rewritten(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """Return what rewrites the line that names the current edition."""
    return lambda editions: (editions / "current").write_bytes(change((editions / "current").read_bytes()))


DAMAGES: dict[str, tuple[Callable[[Path], object], int]] = {
    "no newline": (rewritten(bytes.rstrip), 4),
    "CRLF": (rewritten(lambda line: line.replace(b"\n", b"\r\n")), 4),
    "spaces": (rewritten(lambda line: b" " + line.replace(b" ", b"  ")), 4),
    "empty": (rewritten(lambda _line: b""), 4),
    "two lines": (rewritten(lambda line: line * 2), 4),
    "zeros": (rewritten(lambda line: bytes(len(line))), 4),
    "not there": (lambda editions: (editions / "current").unlink(), 4),
    "an unknown key": (lambda editions: resigned(editions, 4, {"more": 1}), 3),
    "does not load": (without_speakers, 3),
    "altered": (lambda editions: (editions / "4" / "places.json").write_bytes(b"[]"), 3),
    "a folder too few": (lambda editions: shutil.rmtree(editions / "4"), 3),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_page_and_desk_give_the_same_advice_and_following_it_heals(
    folder: Path, editions: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, number = DAMAGES[damage]
    spoil(editions)
    sentence = refused(folder)
    assert command.main(["check"]) == 1
    assert capsys.readouterr().err == f"{sentence}\n"
    advice = ADVICE.search(sentence)
    assert advice
    assert advice.groups() == (str(number), str(number))
    assert command.main(["restore", "--edition", str(number)]) == 0
    assert published.load(published.newest(folder)).number == number
    assert command.main(["check"]) == 0
    assert f"Edition {number} is published and whole." in capsys.readouterr().out


def test_a_damaged_line_is_healed_to_the_edition_it_names_though_another_is_newer(folder: Path, editions: Path) -> None:
    assert command.main(["restore", "--edition", "3"]) == 0
    (editions / "current").write_bytes((editions / "current").read_bytes().rstrip())
    assert "put edition 3 back" in refused(folder)


def test_restoring_rewrites_the_line_also_if_the_store_knows_that_edition_as_current(editions: Path) -> None:
    good = (editions / "current").read_bytes()
    for line in (good.rstrip(), b"", good):
        (editions / "current").write_bytes(line)
        assert command.main(["restore", "--edition", "4"]) == 0
        assert (editions / "current").read_bytes() == good


def test_the_shipped_edition_is_put_back_by_name_and_a_lost_line_is_not_taken_for_it(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = file_store.folder
    monkeypatch.setenv("AS_REPORTED_DATA", str(folder))
    number = acts.publish(file_store, ready(file_store).id, EDITOR)
    assert command.main(["restore", "--edition", str(number - 1)]) == 0
    assert published.current(folder).path == DATA
    assert (folder / "editions" / "current").read_bytes() == b"shipped\n"
    (folder / "editions" / "current").unlink()
    assert f"put edition {number} back" in refused(folder)


def test_where_none_is_whole_the_shipped_edition_is_advised_and_put_back(folder: Path, editions: Path) -> None:
    for number in (2, 3, 4):
        (editions / str(number) / "places.json").write_bytes(b"[]")
    advice = ADVICE.search(refused(folder))
    assert advice
    assert advice[1] == str(published.shipped().number)
    assert command.main(["restore", "--edition", advice[1]]) == 0
    assert published.load(published.newest(folder)).number == published.shipped().number


# What is not ours


STRANGERS = (
    ".new-foo",
    ".current-",
    ".new-4-notours",
    "0007",
    "notes\nand more.txt",
    "4/.DS_Store",
    "4/articles/._second-2024-03-14.txt",
    "4/articles/new.txt",
)


def test_what_is_not_ours_is_ignored_by_the_page_named_by_check_and_left_by_publishing(
    folder: Path, editions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in STRANGERS:
        (editions / name).write_bytes(b"\x00\xff{")
    (editions / ".Trashes").mkdir()
    assert published.load(published.newest(folder)).number == 4
    assert command.main(["check"]) == 0
    said = capsys.readouterr().out.splitlines()
    named = {line.partition("editions/")[2] for line in said if line.startswith("Not ours")}
    assert named == {*STRANGERS, ".Trashes"} - {"notes\nand more.txt"} | {"'notes\\nand more.txt'"}
    store = Store.open()
    relabel(store, "beside strangers")
    assert acts.publish(store, ARTICLE_ID, EDITOR) == 5
    store.close()
    assert {path.name for path in (editions / "5" / "articles").iterdir()} == {
        path.name for path in (editions / "4" / "articles").iterdir() if f"4/articles/{path.name}" not in STRANGERS
    }
    assert all((editions / name).read_bytes() == b"\x00\xff{" for name in STRANGERS)


def test_a_file_under_a_number_keeps_that_number_from_being_given(folder: Path, editions: Path) -> None:
    (editions / "7").write_bytes(b"")
    store = Store.open(folder)
    assert acts.next_number(store) == 8
    store.close()
