"""A JSON object read as a stream is what the json module makes of it whole, wherever its text is cut."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.datasets.reading import json_stream
from geodata.datasets.reading.json_stream import JsonError, Members, TooLong

if TYPE_CHECKING:
    from collections.abc import Callable

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)
OBJECTS = st.dictionaries(st.text(max_size=3), JSON, max_size=4)


def in_pieces(text: str, size: int) -> Callable[[int], bytes]:
    file = io.BytesIO(text.encode())
    return lambda _: file.read(size)


def members(text: str, size: int = 1) -> list[tuple[str | None, Any]]:
    return list(Members(in_pieces(text, size)).of(["features"]))


@given(content=OBJECTS, features=st.lists(JSON, max_size=4), size=st.integers(1, 9), indent=st.sampled_from([None, 1]))
def test_members_and_elements_come_one_by_one_and_whole(
    content: dict[str, Any], features: list[Any], size: int, indent: int | None
) -> None:
    text = json.dumps({**content, "features": features, "last": 12}, ensure_ascii=False, indent=indent)
    plain = json.loads(text, parse_int=str, parse_float=str)
    expected = [(name, value) for name, value in plain.items() if name != "features"]
    found = members(text, size)
    assert [value for name, value in found if name == "features"] == plain["features"]
    assert [pair for pair in found if pair[0] != "features"] == expected


@pytest.mark.parametrize("text", ["", "[", "{", '{"a"', '{"a": }', '{"a": 1', '{"features": [1', '{"a": 1,}', "\x00"])
def test_what_is_not_one_object_is_refused(text: str) -> None:
    with pytest.raises(JsonError):
        members(text)


@pytest.mark.parametrize("size", [1, 7, 1_000_000])
def test_a_value_over_the_limit_is_passed_over_wherever_the_text_is_cut(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "_LONGEST_VALUE", 30)
    long = json.dumps({"a": ['"]}\\', {"b": "\\"}], "c": "x" * 40})
    found = [value for _, value in members(f'{{"features": [{{"d": 1}}, {long}, 2]}}', size)]
    assert [type(value) for value in found] == [dict, TooLong, json_stream.Number]


def test_a_name_given_twice_is_noticed_in_the_value_that_has_it() -> None:
    stream = Members(in_pieces('{"features": [{"a": 1}, {"b": {"a": 1, "a": 2}}, {"a": 1}]}', 5))
    assert [stream.repeats for _ in stream.of(["features"])] == [False, True, False]


def test_text_that_is_not_utf8_is_refused() -> None:
    file = io.BytesIO(b'{"features": ["\xff"]}')
    with pytest.raises(JsonError, match="UTF-8"):
        list(Members(file.read).of(["features"]))
