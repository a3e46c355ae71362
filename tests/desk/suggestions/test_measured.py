"""The words about how good the suggestions are follow from the figures that were measured."""

from __future__ import annotations

import re

import pytest

from geodata.desk.suggestions import RuleSuggester
from geodata.desk.suggestions.measured import MEASURED, Measured, measured_words
from tests.benchmarks.newsroom import claims_right, newsroom
from tests.desk.suggestions.gazetteer_sample import gazetteer


@pytest.mark.parametrize(
    ("found", "wrong", "in_words"),
    [
        (66, 9, ("7", "1")),
        (64, 4, ("6", "0")),
        (100, 100, ("10", "10")),
        (0, 0, ("0", "0")),
        (36, 26, ("4", "3")),
    ],
)
def test_the_words_follow_from_the_figures(found: int, wrong: int, in_words: tuple[str, str]) -> None:
    measured = Measured(articles=7, located=100, found=found, suggested=100, wrong=wrong)
    assert re.findall(r"about (\d+) of 10", measured.words) == [*in_words, "4"]
    assert "7 public articles, mostly of international news" in measured.words


def test_the_figures_are_of_the_half_of_the_corpus_that_was_not_tuned_on() -> None:
    assert MEASURED.articles == 59
    assert 0 < MEASURED.found <= MEASURED.located
    assert 0 <= MEASURED.wrong <= MEASURED.suggested


def test_for_a_language_that_was_hardly_measured_no_figure_of_another_is_given() -> None:
    assert measured_words("en-GB") == MEASURED.words
    for language in ("uk", "ru"):
        assert measured_words(language) == (
            "In this language the suggestions were tried on a few short texts only: read every one of them."
        )


def test_three_of_four_claims_of_the_english_texts_have_type_status_and_speaker_right_together() -> None:
    """Ten texts whose truth was written down before the rules were touched."""
    suggester = RuleSuggester(gazetteer())
    counts = claims_right([text for text in newsroom() if text["language"] == "en"], suggester, gazetteer())
    assert counts["claims"] == 43
    assert 4 * counts["type, status and speaker"] >= 3 * counts["claims"]
