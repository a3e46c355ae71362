"""Spans: pieces of the stored text, cut from it and held against it character for character."""

from geodata.common.errors import QuoteError
from geodata.common.language import marked
from geodata.model.quotes import Quote


def quote_at(text: str, start: int, end: int) -> Quote:
    """Return ``text[start:end]`` as a quote, with as much before and after it as tells it from its repetitions.

    ``start`` and ``end`` are code points. Raises QuoteError if they are no span of the text.
    """
    if not 0 <= start < end <= len(text):
        raise QuoteError(
            marked("characters {start} to {end} are no part of the stored text: select the words again"),
            start=start,
            end=end,
        )
    around, exact = 0, text[start:end]
    while True:
        prefix, suffix = text[max(0, start - around) : start], text[end : end + around]
        needle = prefix + exact + suffix
        first = text.find(needle)
        if text.find(needle, first + 1) == -1:
            return Quote(exact=exact, prefix=prefix, suffix=suffix, start=start, end=end)
        around = around * 2 or 8


def check_span(span: Quote, text: str) -> None:
    """Raise QuoteError unless the stored text has exactly the span's words, with what is around them, at its place."""
    before, after = text[: span.start], text[span.end :]
    fits = text[span.start : span.end] == span.exact
    if not (fits and before.endswith(span.prefix) and after.startswith(span.suffix)):
        raise QuoteError(
            marked('"{words}" is not what the text has at character {start}: select the words again'),
            words=span.exact[:60],
            start=span.start,
        )
