"""An article's text as far as its rights allow, cut into marked runs, and what became of each of its sentences."""

from collections.abc import Iterator, Sequence
from typing import Final

from geodata.common.direction import mark_all, mark_overrides
from geodata.common.language import _, marked, plural
from geodata.edition import rights
from geodata.edition.coverage import Fate, Sentence
from geodata.edition.loading import Edition
from geodata.edition.translations import own_words
from geodata.model.articles import Article
from geodata.model.events import Event, QuoteEvidence
from geodata.model.quotes import Quote, segments
from geodata.presentation import wording

OMITTED: Final = "\n[…]\n"
_FATES: Final = {
    Fate.MAPPED: marked("on the map"),
    Fate.LISTED: marked("listed, not on the map"),
    Fate.NO_EVENT: marked("reports no event"),
    Fate.FURNITURE: marked("not part of the story"),
    Fate.WITHDRAWN: marked("its claim was withdrawn"),
}


def words() -> dict[str, str]:
    """Return the words the browser adds to an article."""
    return {
        "direct": wording.speech("direct"),
        "paraphrase": wording.speech("paraphrase"),
        "attribution": _("who says it"),
        "hedge": _("hedge"),
        "place": _("place as written"),
        "time": _("time as written"),
        "open": _("open the claim"),
    }


def drawing(article: Article, edition: Edition) -> dict[str, object]:
    """Return the language, the runs and the claims' labels of ``article``, by the names ``article.js`` knows."""
    return {
        "language": article.language,
        "segments": runs(article, edition),
        "labels": mark_all(
            {
                event.id: own_words(event, "label", edition).marked
                for event in edition.events
                if edition.article_of(event) is article
            }
        ),
    }


def runs(article: Article, edition: Edition) -> list[dict[str, object]]:
    """Return what may be shown of the article's text, cut into runs.

    Each has the kinds of marks and the ids of events that cover it; ``OMITTED`` stands where some of the text does not.
    """
    spans, found, position = list(_spans(article, edition)), [], 0
    for start, end in rights.shown(article, edition):
        if article.text[position:start].strip():
            found.append(_run(OMITTED, ()))
        part = Quote(exact=article.text[start:end], start=start, end=end)
        found += [_run(run.text, run.marks) for run in segments(part, spans)]
        position = end
    if article.text[position:].strip():
        found.append(_run(OMITTED, ()))
    return found


def _run(text: str, marks: Sequence[str]) -> dict[str, object]:
    return {
        "text": text,
        "marks": sorted({mark.partition(" ")[0] for mark in marks}),
        "events": sorted({mark.partition(" ")[2] for mark in marks}),
    }


def sentences(article: Article, edition: Edition) -> list[dict[str, object]]:
    """Return, for each sentence of ``article``, its words if they may be shown, what became of it, and why."""
    rows: list[dict[str, object]] = []
    spans = rights.shown(article, edition)
    for sentence in edition.sentences[article.id]:
        fate, events = edition.fate(sentence, article)
        rows.append(
            {
                _("Sentence"): _sentence(article, sentence, spans),
                _("What became of it"): _(_FATES[fate]),
                _("Why, or as what"): mark_overrides(sentence.reason or _labels(events, edition)),
            }
        )
    return rows


def _sentence(article: Article, sentence: Sentence, spans: Sequence[rights.Span]) -> str:
    if rights.is_shown(sentence.start, sentence.end, spans):
        return article.text[sentence.start : sentence.end]
    return plural("{count} character, not shown", "{count} characters, not shown", sentence.end - sentence.start)


def _labels(events: Sequence[Event], edition: Edition) -> str:
    return "; ".join(own_words(event, "label", edition).marked for event in events)


def totals(article: Article, edition: Edition) -> str:
    """Return how many sentences there are and what became of them, in numbers that add up."""
    fates = [edition.fate(sentence, article)[0] for sentence in edition.sentences[article.id]]
    named = [fate for fate in _FATES if fate in fates or fate is not Fate.WITHDRAWN]
    parts = [f"{fates.count(fate)} {_(_FATES[fate])}" for fate in named]
    total = _("{count} sentences and lines of the page as stored.").format(count=len(fates))
    return f"{' + '.join(parts)} = {total}"


def _spans(article: Article, edition: Edition) -> Iterator[tuple[str, Quote]]:
    for event in edition.events:
        evidence = event.evidence
        if isinstance(evidence, QuoteEvidence) and evidence.article == article.id:
            yield from ((f"{evidence.speech} {event.id}", quote) for quote in evidence.quotes)
            yield from ((f"attribution {event.id}", quote) for quote in evidence.attribution)
            yield from ((f"hedge {event.id}", quote) for quote in evidence.hedges)
            yield from ((f"time {event.id}", quote) for quote in evidence.time_words)
            if event.place.written:
                yield f"place {event.id}", event.place.written
