"""A published edition is read whole, as it was published, or refused by the name of the edition and the file."""

from __future__ import annotations

import gc
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from geodata import Edition, load
from geodata.common.data_folder import data_folder
from geodata.common.errors import AsReportedError
from geodata.edition import published as editions
from geodata.edition.edition_folder import folder
from geodata.edition.loading import DATA
from tests.publishing import SHARED, publish, sha256, sign
from tests.second_article import copy_of_the_data, data_of_two

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of three published editions: 2, 3 and, as the current one, 4."""
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path / "own"))
    data = data_of_two(tmp_path / "data")
    for number in (2, 3, 4):
        renumber(data, number)
        publish(folder(data_folder()), data, number)
    return folder(data_folder())


def renumber(data: Path, number: int) -> None:
    index = json.loads((data / "edition.json").read_text(encoding="utf-8"))
    (data / "edition.json").write_text(json.dumps(index | {"number": number}), encoding="utf-8")


def refusal() -> str:
    """The one sentence in which the newest edition is refused."""
    with pytest.raises(AsReportedError) as caught:
        editions.load(editions.newest(data_folder()))
    message = str(caught.value)
    assert "\n" not in message
    assert str(folder(data_folder())) not in message
    return message


def flip(path: Path, position: int) -> None:
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)


# What is read


def test_the_shipped_edition_is_the_newest_until_one_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path / "not there"))
    assert editions.newest(data_folder()) == editions.shipped()
    assert editions.load(editions.newest(data_folder())) == load()


def test_the_edition_that_current_names_is_the_newest(published: Path) -> None:
    found = editions.load(editions.newest(data_folder()))
    assert found.number == 4
    assert found == load(published / "4")
    assert len(found.articles) == 2
    assert {path.name for path in (published / "4").iterdir()} == {
        "edition.json", "articles", "reports", "translations", "places.json", "speakers.json", "SOURCES.md",
        "manifest.json",
    }  # fmt: skip


def test_an_older_edition_can_be_current_again(published: Path) -> None:
    sign(published, 2)
    assert editions.load(editions.newest(data_folder())).number == 2


def test_the_same_edition_signed_with_other_content_is_another_source(published: Path) -> None:
    before = editions.newest(data_folder())
    (published / "4" / "SOURCES.md").write_text("Other sources.", encoding="utf-8")
    sign(published, 4)
    assert editions.newest(data_folder()) != before
    assert editions.load(editions.newest(data_folder())).sources == "Other sources."


# What is refused


def files() -> list[str]:
    shared = {DATA / name for name in SHARED}
    found = (path for path in DATA.rglob("*") if path.is_file() and not shared & set(path.parents))
    return sorted(path.relative_to(DATA).as_posix() for path in found)


@pytest.mark.parametrize("name", files())
def test_one_flipped_byte_in_any_file_is_refused_by_edition_and_file(published: Path, name: str) -> None:
    size = (published / "4" / name).stat().st_size
    for position in (0, size // 2, size - 1):
        flip(published / "4" / name, position)
        advice = 'put edition 3 back with "python -m geodata.desk restore --edition 3"'
        assert refusal() == f"edition 4 is damaged ({name}): {advice}"
        flip(published / "4" / name, position)
    assert editions.load(editions.newest(data_folder())).number == 4


def test_one_flipped_byte_anywhere_in_the_manifest_is_refused(published: Path) -> None:
    for position in range(0, (published / "4" / "manifest.json").stat().st_size, 120):
        flip(published / "4" / "manifest.json", position)
        assert refusal().startswith("edition 4 is damaged (manifest.json")
        flip(published / "4" / "manifest.json", position)


# "4", the space, the line's end, and some digits of the hash between them; or each of them.
@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.long)])
def test_one_flipped_byte_anywhere_in_current_is_refused_with_an_edition_that_is_whole(
    published: Path, every: int
) -> None:
    size = (published / "current").stat().st_size
    for position in {0, 1, *range(2, size, every), size - 1}:
        flip(published / "current", position)
        message = refusal()
        assert "current" in message or "manifest.json" in message
        assert re.search(r'put edition [234] back with "python -m geodata.desk restore --edition [234]"$', message)
        flip(published / "current", position)


@pytest.mark.parametrize(
    "line",
    [b"", b"4", b"4 \n", b"four " + b"0" * 64 + b"\n", b"../4 " + b"0" * 64 + b"\n", b"\xff\xfe", b"4 " + b"0" * 64],
)
def test_a_current_that_names_no_edition_is_refused(published: Path, line: bytes) -> None:
    (published / "current").write_bytes(line)
    advice = 'put edition 4 back with "python -m geodata.desk restore --edition 4"'
    assert refusal() == f'the file "current" of the published editions is damaged: {advice}'


def test_a_current_that_is_a_folder_is_refused(published: Path) -> None:
    (published / "current").unlink()
    (published / "current").mkdir()
    assert refusal().startswith('the file "current" of the published editions is damaged')


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no folder": (shutil.rmtree, "manifest.json"),
    "no manifest": (lambda edition: (edition / "manifest.json").unlink(), "manifest.json"),
    "a file too few": (lambda edition: (edition / "places.json").unlink(), "places.json"),
    "an empty file": (lambda edition: (edition / "speakers.json").write_bytes(b""), "speakers.json"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_not_as_it_was_published_is_refused(published: Path, damage: str) -> None:
    change, name = DAMAGES[damage]
    change(published / "4")
    assert refusal().startswith(f"edition 4 is damaged ({name}): put edition 3 back")


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b'{"number": 4}',
        b'{"number": 3, "files": {}}',
        b'{"number": 0, "files": {}}',
        b'{"number": 4, "files": {"a": 1}}',
        b'{"number": 4, "files": {}, "more": 1}',
        b'{"format": 2, "number": 4, "files": {}, "more": 1}',
        b'{"format": 0, "number": 4, "files": {}}',
        b'{"format": "2", "number": 4, "files": {}}',
        b'{"format": true, "number": 4, "files": {}}',
    ],
)
def test_a_manifest_of_another_shape_or_edition_is_refused_although_current_names_it(
    published: Path, manifest: bytes
) -> None:
    (published / "4" / "manifest.json").write_bytes(manifest)
    (published / "current").write_text(f"4 {sha256(manifest)}\n", encoding="utf-8")
    assert refusal().startswith("edition 4 is damaged (manifest.json): put edition 3 back")


def test_a_manifest_cannot_name_a_file_outside_its_edition(published: Path) -> None:
    content = (published / "3" / "places.json").read_bytes()
    manifest = json.loads((published / "4" / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"]["../3/places.json"] = sha256(content)
    text = json.dumps(manifest).encode()
    (published / "4" / "manifest.json").write_bytes(text)
    (published / "current").write_text(f"4 {sha256(text)}\n", encoding="utf-8")
    assert refusal().startswith("edition 4 is damaged (../3/places.json)")


def test_an_edition_under_another_number_is_refused(published: Path) -> None:
    renumber(published / "4", 5)
    sign(published, 4)
    assert refusal().startswith("edition 4 is damaged (edition.json): put edition 3 back")


def test_an_edition_that_was_never_good_is_refused_by_its_record(published: Path) -> None:
    (published / "4" / "speakers.json").write_text("{}", encoding="utf-8")
    sign(published, 4)
    assert "who is not in the list of speakers" in refusal()


def test_only_an_older_edition_that_is_whole_is_offered(published: Path) -> None:
    flip(published / "4" / "places.json", 9)
    flip(published / "3" / "speakers.json", 9)
    assert refusal().startswith("edition 4 is damaged (places.json): put edition 2 back")
    (published / "2" / "edition.json").unlink()
    # In the end there is the edition that is shipped.
    advice = 'put edition 2 back with "python -m geodata.desk restore --edition 2"'
    assert refusal() == f"edition 4 is damaged (places.json): {advice}"


# The running page


def page() -> None:
    import streamlit as st  # noqa: PLC0415 - AppTest runs this function by itself

    from pages.components.shell import current_edition  # noqa: PLC0415

    st.text(f"edition {current_edition.edition().number}")


def test_a_publication_appears_at_the_next_run_and_a_damaged_one_is_told_in_one_sentence(published: Path) -> None:
    app = AppTest.from_function(page, default_timeout=20).run()
    assert [text.value for text in app.text] == ["edition 4"]
    data = copy_of_the_data(published.parent / "data")
    renumber(data, 5)
    publish(published, data, 5)
    assert [text.value for text in app.run().text] == ["edition 5"]
    renumber(data, 6)
    flip(publish(published, data, 6) / "places.json", 9)
    app.run()
    assert [head.value for head in app.subheader] == ["This edition cannot be shown"]
    (said,) = [text.value for text in app.text]
    assert "edition 6 is damaged (places.json): put edition 5 back with" in said
    assert not app.exception


def test_an_edition_that_is_no_longer_the_newest_is_dropped(published: Path) -> None:
    app = AppTest.from_function(page, default_timeout=20).run()
    assert numbers_in_memory() >= {4}
    for number in (3, 2):
        sign(published, number)
        app.run()
    assert 2 in numbers_in_memory()
    assert not {3, 4} & numbers_in_memory()


def numbers_in_memory() -> set[int]:
    # The collector does not tell of what the app has frozen.
    gc.unfreeze()
    gc.collect()
    return {thing.number for thing in gc.get_objects() if isinstance(thing, Edition)}
