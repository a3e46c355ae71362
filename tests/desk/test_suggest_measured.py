"""The words about how good the suggestions are follow from the figures that were measured."""

from __future__ import annotations

import re

import pytest

from geodata.desk.suggestions.measured import MEASURED, Measured


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
    assert re.findall(r"about (\d+) of 10", measured.words) == list(in_words)
    assert "7 public news articles" in measured.words


def test_the_figures_are_of_the_half_of_the_corpus_that_was_not_tuned_on() -> None:
    assert MEASURED.articles == 59
    assert 0 < MEASURED.found <= MEASURED.located
    assert 0 <= MEASURED.wrong <= MEASURED.suggested
