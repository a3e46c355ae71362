"""Likeness: whether a text is already stored, under another address or in a slightly different wording."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geodata.common.language import _, marked, written_out
from geodata.model.articles import Article
from geodata.views.search import fold

_RUN_WORDS: Final = 5
_FEWEST_SHARED: Final = 10
_LEAST_SHARE: Final = 0.5
_WORD: Final = re.compile(r"\w+")


class Sameness(StrEnum):
    """What a text has in common with a stored article."""

    TEXT = "text"
    PASSAGES = "passages"
    ADDRESS = "address"


_WORDS: Final = {
    Sameness.TEXT: marked("The same text, apart from spaces, letter case and accents, is stored as {article}."),
    Sameness.PASSAGES: marked(
        "About {tenths} in 10 passages of the shorter text stand word for word in {article} too."
    ),
    Sameness.ADDRESS: marked("Another text from the same address is stored as {article}."),
}


@dataclass(frozen=True)
class Likeness:
    """A stored article that may be of the same origin.

    ``share`` (0 to 1) is how many of the five-word passages of the shorter text stand in the longer one.
    """

    article: Article
    sameness: Sameness
    share: float

    @property
    def words(self) -> str:
        """Return the measure as a sentence, in the language spoken."""
        day = written_out(self.article.day)
        article = f"“{self.article.title}” ({self.article.publisher}, {day})"
        # Ten in ten is said of the same text only.
        tenths = min(round(self.share * 10), 9)
        return _(_WORDS[self.sameness]).format(article=article, tenths=tenths)


def alike(text: str, url: str, articles: Iterable[Article]) -> tuple[Likeness, ...]:
    """Return the stored articles that have the text, half of its passages, or the address, the most alike first.

    An empty ``url`` is like none. Nothing is decided: the editor says whether the origin is the same.
    """
    folded = fold(text)
    passages = _passages(folded)
    found = (likeness for article in articles if (likeness := _likeness(folded, passages, url, article)))
    return tuple(sorted(found, key=lambda likeness: (-likeness.share, likeness.article.id)))


def _likeness(folded: str, passages: frozenset[str], url: str, article: Article) -> Likeness | None:
    stored = fold(article.text)
    if stored == folded:
        return Likeness(article, Sameness.TEXT, 1.0)
    others = _passages(stored)
    shared = len(passages & others)
    share = shared / max(1, min(len(passages), len(others)))
    if shared >= _FEWEST_SHARED and share >= _LEAST_SHARE:
        return Likeness(article, Sameness.PASSAGES, share)
    return Likeness(article, Sameness.ADDRESS, share) if url and _page(url) == _page(str(article.url)) else None


def _passages(folded: str) -> frozenset[str]:
    words = _WORD.findall(folded)
    return frozenset(" ".join(words[start : start + _RUN_WORDS]) for start in range(len(words) - _RUN_WORDS + 1))


def _page(url: str) -> str:
    """Return an address without what may differ for one page: scheme, "www.", fragment and last slash."""
    address = url.partition("#")[0].partition("://")[2]
    host, slash, path = address.partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{path}".rstrip("/")
