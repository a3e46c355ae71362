"""Exact quotes: located once in the stored text, or refused."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field, model_validator

from geodata.common.errors import QuoteError
from geodata.common.language import marked


class Quote(BaseModel):
    """A W3C Web Annotation text quote with its position.

    ``exact``, ``prefix`` and ``suffix`` are copied byte for byte from the stored text,
    non-breaking spaces included. ``start`` and ``end`` count Unicode code points (not bytes)
    from the beginning of the stored text; ``text[start:end] == exact``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    exact: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""
    start: int = Field(ge=0)
    end: int = Field(ge=1)

    @model_validator(mode="after")
    def _length_fits(self) -> "Quote":
        if self.end - self.start != len(self.exact):
            message = f'"{_shorten(self.exact)}" is {len(self.exact)} characters long, not {self.end - self.start}'
            raise ValueError(message)
        return self


def locate(quote: Quote, text: str, within: tuple[int, int] | None = None) -> Quote:
    """Return ``quote`` unchanged once it is proven to stand exactly once where it says.

    The search is case- and space-sensitive: nothing is normalised, moved or guessed.
    ``within`` limits the search to ``text[within[0]:within[1]]`` (code points).
    Raises QuoteError when the words are absent, ambiguous or at another position.
    """
    low, high = within or (0, len(text))
    needle = quote.prefix + quote.exact + quote.suffix
    found = (position + len(quote.prefix) for position in _occurrences(needle, text))
    starts = [start for start in found if low <= start and start + len(quote.exact) <= high]
    words = _shorten(quote.exact)
    if not starts:
        raise QuoteError(marked('the quote "{words}" is not in the stored text, character for character'), words=words)
    if len(starts) > 1:
        raise QuoteError(
            marked(
                'the quote "{words}" is in the stored text {count} times: '
                "add a prefix or suffix that tells which is meant"
            ),
            words=words,
            count=len(starts),
        )
    if starts != [quote.start]:
        raise QuoteError(
            marked('the quote "{words}" stands at character {found}, not at {start} as recorded'),
            words=words,
            found=starts[0],
            start=quote.start,
        )
    return quote


def _occurrences(needle: str, text: str) -> Iterator[int]:
    position = text.find(needle)
    while position != -1:
        yield position
        position = text.find(needle, position + 1)


def _shorten(words: str, limit: int = 60) -> str:
    return words if len(words) <= limit else f"{words[:limit].rstrip()}…"


class Segment(BaseModel):
    """A run of a quote's characters and the names of the spans that cover it."""

    model_config = ConfigDict(frozen=True)

    text: str
    marks: tuple[str, ...]


def segments(quote: Quote, spans: Iterable[tuple[str, Quote]]) -> tuple[Segment, ...]:
    """Return ``quote`` cut wherever one of the named ``spans`` begins or ends.

    The segments' texts joined are ``quote.exact``; parts of spans outside the quote are ignored.
    """
    inside = [(name, span) for name, span in spans if span.start < quote.end and quote.start < span.end]
    ends = {quote.start, quote.end, *(end for _, span in inside for end in (span.start, span.end))}
    cuts = sorted(end for end in ends if quote.start <= end <= quote.end)
    return tuple(
        Segment(
            text=quote.exact[low - quote.start : high - quote.start],
            marks=tuple(sorted(name for name, span in inside if span.start <= low and high <= span.end)),
        )
        for low, high in pairwise(cuts)
    )
