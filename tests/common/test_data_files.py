"""A data file is read whole, or refused in one sentence that names it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from geodata.common.data_files import make, read_json, read_model, read_rows, read_text
from geodata.common.errors import AsReportedError, DataFileError

TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
CELLS = st.text(alphabet='ab ,"\n\r;Ё\xa0', max_size=6)


class Outlet(BaseModel):
    name: str = Field(min_length=1)
    reports: list[int]


def all_rows(path: Path) -> list[dict[str, str]]:
    return list(read_rows(path))


def refusal(read: Callable[[Path], object], path: Path) -> str:
    """Return the sentence in which a file is refused; it names the file but no folder of this machine."""
    with pytest.raises(DataFileError) as caught:
        read(path)
    message = str(caught.value)
    assert isinstance(caught.value, AsReportedError)
    assert path.name in message
    assert str(path.parent) not in message
    assert "\n" not in message
    return message


@settings(deadline=None, max_examples=50)
@given(content=TREES)
def test_json_is_read_as_it_was_written(content: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "content.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    assert read_json(path) == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"a": 1,}',
        b"{'a': 1}",
        b'{"a": 1} {"b": 2}',
        b'\xef\xbb\xbf{"a": 1}',
        b"<html></html>",
        b"[" * 100_000,
    ],
)
def test_what_is_not_json_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "speakers.json"
    path.write_bytes(content)
    assert "not valid JSON" in refusal(read_json, path)


@pytest.mark.parametrize("read", [read_text, read_json])
@pytest.mark.parametrize("content", [b"\xff\xfe", '{"a": "é"}'.encode("latin-1"), '"a"'.encode("utf-16")])
def test_what_is_not_utf_8_is_refused(read: Callable[[Path], object], content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "speakers.json"
    path.write_bytes(content)
    assert "not UTF-8 text" in refusal(read, path)


@pytest.mark.parametrize("content", ['{"a": 1, "b": 2, "a": 1}', '[{"x": {"a": null, "a": {}}}]'])
def test_a_name_that_stands_twice_in_an_object_is_refused_because_one_would_be_lost(
    content: str, tmp_path: Path
) -> None:
    path = tmp_path / "speakers.json"
    path.write_text(content, encoding="utf-8")
    assert 'the name "a" stands twice in one object' in refusal(read_json, path)


@pytest.mark.parametrize("read", [read_text, read_json, all_rows, lambda path: read_model(path, Outlet)])
def test_a_missing_file_or_a_folder_in_its_place_is_refused(read: Callable[[Path], object], tmp_path: Path) -> None:
    assert "missing or cannot be read: put it back" in refusal(read, tmp_path / "gone.json")
    (tmp_path / "folder.json").mkdir()
    assert "missing or cannot be read: put it back" in refusal(read, tmp_path / "folder.json")


@settings(deadline=None, max_examples=50)
@given(rows=st.lists(st.tuples(CELLS, CELLS.filter(bool)), max_size=4))
def test_rows_keep_every_cell_as_it_was_written(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    quoted = [",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in [("one", "two"), *rows]]
    path.write_text("\r\n".join(quoted), encoding="utf-8", newline="")
    assert [(row["one"], row["two"]) for row in read_rows(path)] == rows


@pytest.mark.parametrize("row", ["1", "1,2,3", '"1,2"', "1;2"])
def test_a_row_with_too_few_or_too_many_cells_is_refused_by_its_line(row: str, tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text(f'one,two\n"first\nof two lines",b\n{row}\n', encoding="utf-8")
    assert refusal(all_rows, path).startswith("line 4 of reports.csv has not as many cells as the header")


@pytest.mark.parametrize("content", [b"one,two\n\xff,b\n", b'one,two\n"a,b\n', b'one,two\n"a"b,c\n'])
def test_a_damaged_table_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes(content)
    assert "is damaged" in refusal(all_rows, path)


def test_a_record_is_made_of_a_file_and_what_is_added(tmp_path: Path) -> None:
    path = tmp_path / "outlet.json"
    path.write_text('{"name": "Essanews", "reports": [1, 2]}', encoding="utf-8")
    assert read_model(path, Outlet, name="Other") == Outlet(name="Other", reports=[1, 2])


@pytest.mark.parametrize("content", ["[]", '"text"', "3", "null"])
def test_a_record_must_be_an_object(content: str, tmp_path: Path) -> None:
    path = tmp_path / "outlet.json"
    path.write_text(content, encoding="utf-8")
    assert "must hold one JSON object" in refusal(lambda file: read_model(file, Outlet), path)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "", "reports": []}, "name: "),
        ({"name": "A", "reports": [1, "two"]}, "reports.1: "),
        ({"name": "A"}, "reports: Field required"),
        ([], "the record: "),
    ],
)
def test_a_record_that_does_not_fit_is_refused_by_its_field(fields: Any, field: str) -> None:  # noqa: ANN401 - anything may stand in a file
    with pytest.raises(DataFileError) as caught:
        make(Outlet, fields, "outlets.json, outlet 3")
    assert str(caught.value).startswith(f"in outlets.json, outlet 3, {field}")
