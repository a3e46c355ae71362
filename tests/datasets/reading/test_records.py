"""The records of a delimited file are the same however it is cut into blocks, and as the csv module has them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.datasets.reading import careful, records
from geodata.datasets.reading.dialects import Dialect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.datasets.reading.files import Input

NAMES = ("a", "b", "c")
CELL = st.text(st.sampled_from('",;\n\r ab€\u2028я'), max_size=6)
DIRTY = st.text(st.sampled_from('",\n\r ab1я'), max_size=120)
Found = tuple[list[tuple[int, list[str]]], list[tuple[int, str, str]]]


class Text:
    """A file that is no more than its bytes."""

    def __init__(self, content: bytes) -> None:
        self.read = io.BytesIO(content).read


def read(content: bytes, block: int, monkeypatch: pytest.MonkeyPatch, *, quoted: bool = True) -> Found:
    """The records by number, and the rejections, read in blocks of this size."""
    source: Input = Text(content)  # type: ignore[assignment]  # all that is asked of it
    dialect = Dialect(",", quoted=quoted, header=NAMES, start=0)
    good, bad = [], []
    with monkeypatch.context() as patch:
        patch.setattr(records, "_BLOCK_BYTES", block)
        for chunk in records.chunks(source, dialect, NAMES):
            cells = zip(*(chunk.table[name].to_pylist() for name in NAMES), strict=True)
            good += [(int(row), list(record)) for row, record in zip(chunk.rows, cells, strict=True)]
            bad += [(item.row, item.column, item.reason) for item in chunk.rejections]
    return good, bad


@pytest.fixture(scope="module")
def patch() -> pytest.MonkeyPatch:
    return pytest.MonkeyPatch()


@given(rows=st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=12), block=st.integers(1, 200))
@settings(deadline=None, max_examples=300)
def test_what_the_csv_module_writes_is_read_back(
    rows: Sequence[list[str]], block: int, patch: pytest.MonkeyPatch
) -> None:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    good, bad = read(file.getvalue().encode(), block, patch)
    assert bad == []
    assert good == list(enumerate(rows, start=1))


@given(text=DIRTY, block=st.integers(1, 60))
@settings(deadline=None, max_examples=500)
def test_where_a_dirty_file_is_cut_makes_no_difference(text: str, block: int, patch: pytest.MonkeyPatch) -> None:
    whole = read(text.encode(), 1 << 20, patch)
    assert read(text.encode(), block, patch) == whole


@given(text=DIRTY, block=st.integers(1, 60))
@settings(deadline=None, max_examples=300)
def test_every_record_of_a_dirty_file_has_a_number_of_its_own(text: str, block: int, patch: pytest.MonkeyPatch) -> None:
    good, bad = read(text.encode(), block, patch)
    numbers = sorted([row for row, _ in good] + [row for row, _, _ in bad])
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(len(cells) == len(NAMES) for _, cells in good)


def test_without_quoting_a_quote_is_a_character(patch: pytest.MonkeyPatch) -> None:
    assert read(b'1,"x,y\n2,"",z"\n', 4, patch, quoted=False) == ([(1, ["1", '"x', "y"]), (2, ["2", '""', 'z"'])], [])


def test_after_a_quote_that_nobody_closes_the_next_line_is_a_record(patch: pytest.MonkeyPatch) -> None:
    good, bad = read(b'1,"x,y\n2,b,c\n3,b,c\n', 1 << 20, patch)
    assert good == [(2, ["2", "b", "c"]), (3, ["3", "b", "c"])]
    assert bad == [(1, "", careful.NOT_CLOSED)]


def test_a_quoted_cell_of_many_lines_is_one_cell(patch: pytest.MonkeyPatch) -> None:
    cell = "line\n" * 900
    for block in (50, 1 << 20):
        assert read(f'1,"{cell}",c\n2,b,c\n'.encode(), block, patch) == (
            [(1, ["1", cell, "c"]), (2, ["2", "b", "c"])],
            [],
        )


@pytest.mark.parametrize("row", ['1,"x"y,c', '1,x,"y""', '1,"x" ,c'])
def test_a_quote_that_closes_in_the_middle_of_a_cell_is_none(row: str, patch: pytest.MonkeyPatch) -> None:
    good, bad = read(f"{row}\n2,b,c\n".encode(), 1 << 20, patch)
    assert good == [(2, ["2", "b", "c"])]
    assert bad == [(1, "", careful.NOT_CLOSED)]


@pytest.mark.parametrize("block", [700, 1 << 20])
def test_well_formed_blocks_are_not_read_with_care(block: int, patch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        pytest.fail("read record by record")

    with patch.context() as watched:
        watched.setattr(careful, "read", fail)
        good, _ = read('1,"a ""b""\n\nc","x\ny"\r\n\r\n2,я,\n'.encode() * 500, block, patch)
    assert len(good) == 1_000
