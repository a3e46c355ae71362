"""A quote is located exactly once, character for character, or refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from geodata import AsReportedError, Quote, locate
from geodata.common.errors import QuoteError
from geodata.model.quotes import segments

# Few letters, so that words repeat; two spaces, both cases, and characters of two, three and four bytes.
TEXTS = st.text(alphabet="aAb \xa0éτ€𝄞\n", min_size=1, max_size=40)
ALL = settings(deadline=None, max_examples=50)


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


@st.composite
def quoted_texts(draw: st.DrawFn) -> tuple[str, Quote]:
    """Return a text and a quote of some of it, which may stand there more than once."""
    text = draw(TEXTS)
    start, end = draw(spans(text))
    return text, Quote(exact=text[start:end], start=start, end=end)


def times(words: str, text: str) -> int:
    """Return how often the words stand in a text, overlapping ones included, by trying every position."""
    return sum(text.startswith(words, position) for position in range(len(text)))


def quote(exact: str, start: int, **context: str) -> Quote:
    return Quote(exact=exact, start=start, end=start + len(exact), **context)


@ALL
@given(quoted_texts())
def test_a_quote_is_located_exactly_if_it_is_there_once_and_its_slice_is_the_quote(given_: tuple[str, Quote]) -> None:
    text, wanted = given_
    count = times(wanted.exact, text)
    if count > 1:
        with pytest.raises(QuoteError, match=f"{count} times: add a prefix or suffix"):
            locate(wanted, text)
    else:
        found = locate(wanted, text)
        assert found == wanted
        assert text[found.start : found.end] == found.exact


@ALL
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_quote_that_is_there_twice_without_context_is_refused(a: str, b: str, c: str, words: str) -> None:
    for start in (len(a), len(a + words + b)):
        with pytest.raises(QuoteError, match="times: add a prefix or suffix"):
            locate(quote(words, start), a + words + b + words + c)


@ALL
@given(quoted_texts())
def test_the_whole_context_always_tells_which_one_is_meant(given_: tuple[str, Quote]) -> None:
    text, wanted = given_
    with_context = quote(wanted.exact, wanted.start, prefix=text[: wanted.start], suffix=text[wanted.end :])
    assert locate(with_context, text) == with_context


@ALL
@given(quoted_texts(), st.data())
def test_one_changed_character_of_the_text_under_a_quote_is_refused(
    given_: tuple[str, Quote], data: st.DataObject
) -> None:
    text, wanted = given_
    position = data.draw(st.integers(wanted.start, wanted.end - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda char: char != text[position]))
    with pytest.raises(QuoteError):
        locate(wanted, text[:position] + other + text[position + 1 :])


@ALL
@given(quoted_texts(), st.integers(1, 5))
def test_a_quote_at_a_shifted_offset_is_refused(given_: tuple[str, Quote], shift: int) -> None:
    text, wanted = given_
    with pytest.raises(QuoteError):
        locate(quote(wanted.exact, wanted.start + shift), text)


@ALL
@given(TEXTS, st.text(alphabet="aAbBéÉёЁ", min_size=1), TEXTS)
def test_a_quote_in_other_case_is_refused(before: str, words: str, after: str) -> None:
    with pytest.raises(QuoteError):
        locate(quote(words.swapcase(), len(before)), before + words + after)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("a\xa0source", "a source"),
        ("a source", "a\xa0source"),
        ("“quoted”", '"quoted"'),
        ("it’s", "it's"),
        ("Tetkino", "tetkino"),
        ("Тёткино", "Те\u0308ткино"),  # one letter, or a letter and a combining mark
        ("Tetkino", "Tetkin\u043e"),  # the last letter is a Cyrillic one
        ("a  b", "a b"),
    ],
)
def test_nothing_is_normalised(text: str, exact: str) -> None:
    with pytest.raises(QuoteError, match="not in the stored text, character for character"):
        locate(quote(exact, 0), text)


@pytest.mark.parametrize(
    "context",
    [{"prefix": "b"}, {"suffix": "c"}, {"prefix": "b", "suffix": "c"}],
)
def test_a_quote_that_is_there_twice_passes_with_context_that_tells(context: dict[str, str]) -> None:
    assert locate(quote("a", 4, **context), "a, bac").start == 4


@pytest.mark.parametrize(
    "context",
    [{"prefix": "x"}, {"suffix": "B"}, {"prefix": ",\xa0b"}, {"prefix": "b", "suffix": "c "}],
)
def test_context_is_as_exact_as_the_quote(context: dict[str, str]) -> None:
    with pytest.raises(QuoteError, match="not in the stored text"):
        locate(quote("a", 4, **context), "a, bac")


def test_context_that_points_to_the_other_one_is_refused() -> None:
    with pytest.raises(QuoteError, match="stands at character 4, not at 0"):
        locate(quote("a", 0, prefix="b"), "a, bac")


def test_overlapping_occurrences_count() -> None:
    with pytest.raises(QuoteError, match="2 times"):
        locate(quote("aba", 0), "ababa")


def test_offsets_count_code_points_and_not_bytes() -> None:
    text = "τ€𝄞 said"
    assert locate(quote("said", 4), text).start == 4
    with pytest.raises(QuoteError, match="stands at character 4, not at 10"):
        locate(quote("said", text.encode().index(b"said")), text)


def test_within_bounds_a_repeated_word_is_located_in_its_own_sentence() -> None:
    text = "now here. now there."
    assert locate(quote("now", 10), text, within=(10, 20)).start == 10
    with pytest.raises(QuoteError, match="stands at character 10, not at 0"):
        locate(quote("now", 0), text, within=(10, 20))


@pytest.mark.parametrize("within", [(1, 3), (0, 2)])
def test_a_quote_that_only_reaches_into_the_bounds_is_refused(within: tuple[int, int]) -> None:
    with pytest.raises(QuoteError, match="not in the stored text"):
        locate(quote("abc", 0), "abc", within=within)


def test_a_refusal_names_the_quote_in_one_sentence_that_is_not_endless() -> None:
    with pytest.raises(AsReportedError) as refusal:
        locate(quote("There are many words here. " * 100, 0), "but not here")
    message = str(refusal.value)
    assert message.startswith('the quote "There are many words here.')
    assert len(message) < 200
    assert "\n" not in message


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"exact": "", "start": 0, "end": 0}, "at least 1 character"),
        ({"exact": "abc", "start": 0, "end": 4}, '"abc" is 3 characters long, not 4'),
        ({"exact": "abc", "start": 3, "end": 0}, "greater than or equal to 1"),
        ({"exact": "abc", "start": -1, "end": 2}, "greater than or equal to 0"),
        ({"exact": "abc", "start": 0, "end": 3, "refix": "x"}, "Extra inputs are not permitted"),
        ({"exact": 123, "start": 0, "end": 3}, "valid string"),
        ({"exact": "abc"}, "Field required"),
    ],
)
def test_a_quote_that_cannot_be_right_is_not_made(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        Quote.model_validate(fields)


def test_a_quote_cannot_be_altered() -> None:
    made = quote("abc", 0)
    with pytest.raises(ValidationError, match="frozen"):
        made.exact = "abd"  # type: ignore[misc] # pydantic's mypy plugin knows it, too


@ALL
@given(quoted_texts(), st.data())
def test_segments_joined_are_the_quote_and_each_character_has_the_marks_that_cover_it(
    given_: tuple[str, Quote], data: st.DataObject
) -> None:
    text, whole = given_
    cuts = data.draw(st.lists(spans(text), max_size=5))
    named = [(f"span {number}", quote(text[low:high], low)) for number, (low, high) in enumerate(cuts)]
    parts = segments(whole, named)
    assert "".join(part.text for part in parts) == whole.exact
    assert all(part.text for part in parts)
    marks = [part.marks for part in parts for _ in part.text]
    covering = [
        tuple(name for name, span in named if span.start <= position < span.end)
        for position in range(whole.start, whole.end)
    ]
    assert marks == covering


def test_segments_tell_hedge_and_place_apart() -> None:
    text = "alleged incursion in Tetkino."
    parts = segments(quote(text, 0), [("place", quote("Tetkino", 21)), ("hedge", quote("alleged", 0))])
    assert [(part.text, part.marks) for part in parts] == [
        ("alleged", ("hedge",)),
        (" incursion in ", ()),
        ("Tetkino", ("place",)),
        (".", ()),
    ]
