"""The tables that an edition holds are read back cell by cell, whatever a cell holds."""

import csv
from io import StringIO

from hypothesis import example, given
from hypothesis import strategies as st

from geodata.desk.publishing import edition_contents


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12))
@example("a\rb")
@example('"')
def test_a_cell_of_a_published_table_is_read_back_as_it_was(text: str) -> None:
    content = edition_contents._csv([{"a": text, "b": "z"}], ["a", "b"])  # noqa: SLF001
    assert list(csv.DictReader(StringIO(content.decode(), newline=""), strict=True)) == [{"a": text, "b": "z"}]
