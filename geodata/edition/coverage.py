"""Coverage: every sentence of an article is accounted for, by an event or by a reason."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from geodata.common.errors import RecordError
from geodata.common.language import marked
from geodata.model.articles import Article
from geodata.model.events import Event, QuoteEvidence


class Sentence(BaseModel):
    """One sentence (or line of page furniture) of an article and what became of it.

    ``start`` and ``end`` are code points. ``outcome`` is given by the editor only where no
    event quotes the sentence; ``reason`` says why.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int
    end: int
    outcome: Literal["quoted", "no event claim", "page furniture", "withdrawn"] = "quoted"
    reason: str = ""


class Fate(StrEnum):
    """What became of a sentence: every sentence of an article has exactly one fate."""

    MAPPED = "mapped"
    LISTED = "listed"
    NO_EVENT = "no event claim"
    FURNITURE = "page furniture"
    WITHDRAWN = "withdrawn"


def quotes_any(event: Event, sentence: Sentence, article: Article) -> bool:
    """Tell whether ``event`` quotes any character of ``sentence`` of ``article``."""
    evidence = event.evidence
    if not isinstance(evidence, QuoteEvidence) or evidence.article != article.id:
        return False
    quotes = (*evidence.quotes, *evidence.attribution)
    return any(quote.start < sentence.end and sentence.start < quote.end for quote in quotes)


def check_sentences(sentences: Iterable[Sentence], events: Sequence[Event], article: Article) -> None:
    """Raise RecordError if any character of the article but white space is in no sentence, or one is unexplained."""
    position = 0
    for sentence in sentences:
        if not position <= sentence.start < sentence.end <= len(article.text):
            raise RecordError(
                marked("article {article}: the sentence at character {start} overlaps another or the end"),
                article=article.id,
                start=sentence.start,
            )
        if article.text[position : sentence.start].strip():
            raise RecordError(
                marked("article {article}: characters {position} to {start} are not accounted for"),
                article=article.id,
                position=position,
                start=sentence.start,
            )
        is_quoted = any(quotes_any(event, sentence, article) for event in events)
        if is_quoted != (sentence.outcome == "quoted") or (not is_quoted and not sentence.reason):
            raise RecordError(
                marked(
                    "article {article}: the sentence at character {start} must either be quoted by an event "
                    "or say why it is not"
                ),
                article=article.id,
                start=sentence.start,
            )
        position = sentence.end
    if article.text[position:].strip():
        raise RecordError(
            marked("article {article}: the text after character {position} is not accounted for: add its sentences"),
            article=article.id,
            position=position,
        )
