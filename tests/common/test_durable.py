"""A file that is replaced is the old one or the new one at every moment, and never a part of either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.common import durable

if TYPE_CHECKING:
    from pathlib import Path


def test_a_reader_of_the_old_file_keeps_it_whole_while_it_is_replaced(tmp_path: Path) -> None:
    path, new = tmp_path / "current", tmp_path / "new"
    durable.write_file(path, b"the old content", new)
    with path.open("rb", buffering=0) as file:
        begun = file.read(3)
        durable.write_file(path, b"new", new)
        assert begun + file.read() == b"the old content"
    assert path.read_bytes() == b"new"
    assert not new.exists()


def test_what_cannot_be_written_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "current"
    durable.write_file(path, b"old", tmp_path / "new")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        durable.write_file(path, b"new", tmp_path / "file" / "new")
    assert path.read_bytes() == b"old"


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    durable.write_new(path, b"first")
    with pytest.raises(FileExistsError):
        durable.write_new(path, b"second")
    assert path.read_bytes() == b"first"
