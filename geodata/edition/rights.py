"""Rights: which parts of an article's stored text may be shown, by the level that its rights note gives ground for."""

from collections.abc import Iterable, Iterator
from typing import Final

from geodata.edition.coverage import quotes_any
from geodata.edition.loading import Edition
from geodata.model.articles import Article, TextShown
from geodata.model.events import QuoteEvidence

_NEIGHBOURS: Final = 1
"""The sentences on each side of a quoted one that make a passage."""
Span = tuple[int, int]


def shown(article: Article, edition: Edition) -> tuple[Span, ...]:
    """Return the spans of the text that may be shown, in code points, in order and without overlap.

    That is all of it, the sentences that a claim quotes with their neighbours, or what claims quote and nothing else.
    """
    match article.text_shown:
        case TextShown.FULL:
            return ((0, len(article.text)),)
        case TextShown.PASSAGES:
            return tuple(_joined(_passages(article, edition), article.text))
        case TextShown.QUOTES:
            return tuple(_joined(sorted(_quotes(article, edition)), article.text))


def is_shown(start: int, end: int, spans: Iterable[Span]) -> bool:
    """Tell whether all of the text from ``start`` to ``end`` may be shown."""
    return any(first <= start and end <= last for first, last in spans)


def _passages(article: Article, edition: Edition) -> Iterator[Span]:
    sentences = edition.sentences[article.id]
    quoted = [any(quotes_any(event, sentence, article) for event in edition.events) for sentence in sentences]
    for number, sentence in enumerate(sentences):
        if any(quoted[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]):
            yield sentence.start, sentence.end


def _quotes(article: Article, edition: Edition) -> Iterator[Span]:
    for event in edition.events:
        evidence = event.evidence
        if isinstance(evidence, QuoteEvidence) and evidence.article == article.id:
            spans = [*evidence.quotes, *evidence.attribution, *evidence.hedges, *evidence.time_words]
            yield from ((span.start, span.end) for span in spans)
            if event.place.written:
                yield event.place.written.start, event.place.written.end


def _joined(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Yield ``spans`` with those made one that overlap, or that only white space parts."""
    start = end = 0
    for first, last in spans:
        if end and not text[end:first].strip():
            end = max(end, last)
        else:
            if end:
                yield start, end
            start, end = first, last
    if end:
        yield start, end
