"""Measured: how good the suggestions are, in figures and in the words that the editor's page prints."""

from dataclasses import dataclass
from typing import Final

from geodata.common.language import _


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts of ``tests/benchmarks/suggester.py``, over articles that the rules were not tuned on.

    ``located`` names of places have coordinates in the truth; ``found`` of them were suggested within 161 km of it. Of
    all names ``suggested``, ``wrong`` ones are no place in the truth, or were placed farther from it.
    """

    articles: int
    located: int
    found: int
    suggested: int
    wrong: int

    @property
    def words(self) -> str:
        """Return the figures as one plain sentence."""
        return _(
            "On {articles} public news articles that it was not made with, it finds about {found} of 10 places; "
            "about {wrong} of 10 suggestions are wrong."
        ).format(
            articles=self.articles,
            found=round(10 * self.found / self.located),
            wrong=round(10 * self.wrong / self.suggested),
        )


MEASURED: Final = Measured(articles=59, located=592, found=370, suggested=543, wrong=121)
"""The figures of the present rules."""
