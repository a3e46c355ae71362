"""Whatever the text: spans are the stored text, the same text gives the same, and time grows with its length only."""

from __future__ import annotations

import gc
import time
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from geodata.desk.review.suggesting import printed
from geodata.desk.suggestions import MatchKind, RuleSuggester, Suggestions
from geodata.model.places import Precision
from geodata.model.quotes import Quote
from tests.desk.second_article import TEXT
from tests.desk.suggestions.gazetteer_sample import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = ("RU-BEL", "RU-KRS")
DAY = date(2024, 3, 12)
# Words on which the rules turn, between anything that may stand in a text.
PIECES = st.one_of(
    st.sampled_from(
        [
            *("Kursk", "Tetkino", "the Belgorod and Kursk regions", "Paris", "Texas", "Ky.", "St.", "of", "in", "near"),
            *('"', "“", "”", "‘", "’", "'s", ",", ".", "!", "?", ":", "—", "\n", "\n\n", "\xa0", "\r\n", "\t", " "),
            *(
                "\u00ad",
                "said",
                "Orlov said",
                "according to",
                "told",
                "he",
                "reportedly",
                "border",
                "March 12",
                "Tuesday",
                "the",
            ),
            *(
                "\u202e",
                "\u200b",
                "Веlgorod",
                "\u00ad",
                "e\u0301",
                "\U0001f1fa\U0001f1e6",
                "{0}",
                "{{ x }}",
                "${x}",
                "<script>",
            ),
        ]
    ),
    st.text(max_size=8),
    st.characters(codec="utf-8"),
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join)


@cache
def suggester() -> RuleSuggester:
    return RuleSuggester(gazetteer())


def suggested(text: str) -> Suggestions:
    return suggester().suggest(text, HERE, DAY)


def quotes(value: object) -> Iterator[Quote]:
    """Yield every span anywhere in a result."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from quotes(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from quotes(item)


@settings(deadline=None, max_examples=300)
@given(text=TEXTS)
def test_every_span_is_a_slice_of_the_stored_text(text: str) -> None:
    for quote in quotes(suggested(text)):
        assert 0 <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.exact


@settings(deadline=None, max_examples=100)
@given(text=TEXTS)
def test_the_same_text_gives_the_same_suggestions(text: str) -> None:
    assert suggested(text) == RuleSuggester(gazetteer()).suggest(text, HERE, DAY)
    assert suggester().focus(text) == suggester().focus(text)


@settings(deadline=None, max_examples=200)
@given(text=TEXTS)
def test_the_sentences_hold_every_character_that_shows_once_and_in_order(text: str) -> None:
    position = 0
    for sentence in suggested(text).sentences:
        assert text[position : sentence.span.start].strip() == ""
        assert sentence.span.exact.strip() == sentence.span.exact != ""
        position = sentence.span.end
    assert text[position:].strip() == ""


@settings(deadline=None, max_examples=200)
@given(text=TEXTS)
def test_mentions_stand_in_order_apart_and_are_never_more_than_suggested(text: str) -> None:
    end = 0
    for place in suggested(text).places:
        assert end <= place.span.start
        end = place.span.end
        assert all(place.span.start <= name.start and name.end <= place.span.end for name in place.names)
        assert any(choice.precision is Precision.NONE for choice in place.choices)
        assert (place.preselected is None) == (place.match in {MatchKind.FUZZY, MatchKind.UNRESOLVED})
        assert not place.mixed or place.preselected is None


@settings(deadline=None, max_examples=100)
@given(text=TEXTS)
def test_every_suggestion_says_why_and_by_whom(text: str) -> None:
    found = suggested(text)
    kinds = (found.sentences, found.claims, found.places, found.speech, found.hedges, found.times, found.notices)
    for kind in kinds:
        for suggestion in kind:
            assert suggestion.suggester == suggester().name
            assert suggestion.reason.words


@settings(deadline=None, max_examples=100)
@given(text=TEXTS)
def test_suggestions_are_read_back_from_the_record_as_they_were(text: str) -> None:
    found = suggested(text)
    assert Suggestions.model_validate_json(found.model_dump_json()) == found


def seconds(text: str) -> float:
    # The collector would look at all that the other tests hold, whenever it is this text that makes it begin.
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        suggested(text)
        return time.process_time() - started
    finally:
        gc.enable()


# A rule that is quadratic in small is so in large; the smaller size costs an eighth of the time.
@pytest.mark.parametrize("characters", [2_500, pytest.param(5_000, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "piece",
    [
        TEXT + "\n\n",
        '"',
        "!",
        " ",
        "\n",
        "A ",
        "the ",
        "St. ",
        "a.b.",
        ". ",
        "'a",
        "a-",
        'said "',
        "“ ",
        "‘a ",
        "He, ",
        "Kursk of ",
        "Kursk and ",
        "Belgorod, ",
        "in Kursk region ",
        "March ",
        "\u202ea ",
        "Веlgorod ",
        "according to X, ",
        '"A b c d e f," said.',
        "a\nB\n",
        "K",
        "́",
    ],
)
def test_the_time_grows_with_the_length_of_a_text_and_not_with_its_square(piece: str, characters: int) -> None:
    short = piece * (characters // len(piece) + 1)
    suggested(short)
    once = min(seconds(short) for _ in range(2))
    # A rule that looks at everything from everywhere would take 64 times as long, each time that it is tried.
    assert any(seconds(8 * short) < 30 * once + 0.1 for _ in range(2))


def test_a_megabyte_is_read_within_the_time_of_an_upload() -> None:
    text = (TEXT + "\n\n") * (1_000_000 // len(TEXT))
    assert seconds(text) < 30


def test_a_long_article_is_printed_within_seconds() -> None:
    text = "".join(f"{TEXT.replace('two shells', f'{number} shells')}\n\n" for number in range(100_000 // len(TEXT)))
    found = suggested(text)
    started = time.process_time()
    assert printed(text, found, gazetteer(), DAY)["claims"]
    assert time.process_time() - started < 10
