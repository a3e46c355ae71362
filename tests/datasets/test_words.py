"""The words of the search index: an event is found by every word of its own, however it is typed."""

from __future__ import annotations

import unicodedata

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.datasets.schema import EVENT, TOKEN
from geodata.datasets.words import postings, tokens, words
from geodata.model.places import Precision
from tests.datasets.engines.test_queries import event

LAWS = settings(deadline=None, max_examples=100)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


def indexed(*titles: str) -> list[tuple[str, int]]:
    records = [event(row, Precision.NONE, title=title) for row, title in enumerate(titles, start=1)]
    found = tokens(postings(pa.RecordBatch.from_pylist(records, schema=EVENT)))
    assert found.schema.names == TOKEN.names
    return [tuple(token.values()) for token in found.to_pylist()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        (" – ", ()),
        ("Fighting in Tyotkino, Kursk.", ("fighting", "in", "tyotkino", "kursk")),
        ("ТЁТКИНО Тёткино теткино", ("теткино",)),
        ("Куп'янськ Куп’янськ Купʼянськ", ("купянськ",)),
        ("the district's 122-mm guns", ("the", "districts", "122", "mm", "guns")),
        ("Straße STRASSE", ("strasse",)),
        ("a\u00a0b\u2009c", ("a", "b", "c")),
        ("नमस्ते दुनिया", ("नमसते", "दुनिया")),
        ("«Курск»—Тёткино…Tyotkino–Kursk", ("курск", "теткино", "tyotkino", "kursk")),
        ("1,5 km² on the T-72", ("1", "5", "km2", "on", "the", "t", "72")),
        ("cafe\u0301s \ufb01re", ("cafes", "fire")),
    ],
)
def test_a_text_has_these_words(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found


@LAWS
@given(st.lists(TEXTS, max_size=5))
def test_every_event_is_indexed_once_under_each_of_its_words(titles: list[str]) -> None:
    found = indexed(*titles)
    assert len(set(found)) == len(found)
    for row, title in enumerate(titles, start=1):
        assert {word for word, at in found if at == row} == set(words(title))


@LAWS
@given(TEXTS)
def test_words_are_found_in_any_case_and_normal_form(text: str) -> None:
    assert words(unicodedata.normalize("NFD", text)) == words(text)
    assert words(text) == words(" ".join(words(text)))


def test_title_place_and_source_are_indexed_and_nothing_else() -> None:
    fields = {name: name for name in EVENT.names if EVENT.field(name).type == pa.string()}
    record = event(1, Precision.NONE, **fields)
    found = tokens(postings(pa.RecordBatch.from_pylist([record], schema=EVENT)))
    assert {token["token"] for token in found.to_pylist()} == {"title", "place", "source"}
