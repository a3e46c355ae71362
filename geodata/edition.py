"""The edition: everything that is published together, loaded whole and verified, or not at all."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict

from geodata.articles import Article, load_article
from geodata.data_files import make, read_json, read_model, read_text
from geodata.errors import DataFileError, QuoteError, RecordError
from geodata.events import Event, QuoteEvidence, Relation, Speaker
from geodata.places import Place, Precision, load_places
from geodata.quotes import Quote, locate
from geodata.reports import load_disagreements, load_reports
from geodata.times import Clock

DATA = Path(__file__).parent / "data"


class Sentence(BaseModel):
    """One sentence (or line of page furniture) of an article and what became of it.

    ``start`` and ``end`` are code points. ``outcome`` is given by the editor only where no
    event quotes the sentence; ``reason`` says why.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int
    end: int
    outcome: Literal["quoted", "no event claim", "page furniture"] = "quoted"
    reason: str = ""


class Correction(BaseModel):
    """One entry of the corrections log: when, in which edition, which claims, and what was put right or withdrawn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: date
    edition: int
    claims: tuple[str, ...]
    text: str
    withdrawn: bool = False


class Fate(StrEnum):
    """What became of a sentence: every sentence of an article has exactly one fate."""

    MAPPED = "mapped"
    LISTED = "listed"
    NO_EVENT = "no event claim"
    FURNITURE = "page furniture"


class Curation(BaseModel):
    """What an editor made of one article: its events, their relations, and every sentence accounted for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article: str
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Edition:
    """One published whole: the article, all claims with the article's first, and what they refer to.

    ``corrections`` are newest first; ``sources`` is SOURCES.md, the sources and licences of all data.
    """

    number: int
    article: Article
    sentences: tuple[Sentence, ...]
    events: tuple[Event, ...]
    places: Mapping[str, Place]
    speakers: Mapping[str, Speaker]
    relations: tuple[Relation, ...]
    corrections: tuple[Correction, ...]
    sources: str

    def corrections_since(self, number: int) -> tuple[Correction, ...]:
        """Return what was put right or withdrawn after edition ``number``, newest first."""
        return tuple(correction for correction in self.corrections if correction.edition > number)

    def withdrawal(self, event_id: str) -> Correction | None:
        """Return when and why a claim was withdrawn, or None if it was not."""
        return next((entry for entry in self.corrections if entry.withdrawn and event_id in entry.claims), None)

    @property
    def bounds(self) -> tuple[date, date]:
        """Return the first and the last day that any claim was reported on or is dated to."""
        times = [time for event in self.events for clock in Clock if (time := event.time(clock))]
        days = [day for time in times for day in (time.first, time.last) if day]
        return min(days), max(days)

    @property
    def month(self) -> tuple[date, date]:
        """Return the first and the last day of the month the article was published in."""
        day = self.article.published
        return date(day.year, day.month, 1), date(day.year, day.month, monthrange(day.year, day.month)[1])

    def event(self, event_id: str) -> Event | None:
        """Return the event with this id, or None if there is none."""
        return next((event for event in self.events if event.id == event_id), None)

    def fate(self, sentence: Sentence) -> tuple[Fate, tuple[Event, ...]]:
        """Return what became of a sentence of the article, and the events that quote it."""
        quoting = tuple(event for event in self.events if any(_overlap(sentence, quote) for quote in _carried([event])))
        if not quoting:
            return Fate(sentence.outcome), ()
        drawn = any(event.place.precision.is_drawn for event in quoting)
        return Fate.MAPPED if drawn else Fate.LISTED, quoting

    def disputes(self, event_id: str) -> tuple[tuple[str, str], ...]:
        """Return the (other event's id, what about) pairs that disagree with an event."""
        return tuple(
            (relation.events[1 - relation.events.index(event_id)], relation.about)
            for relation in self.relations
            if relation.kind == "disagrees" and event_id in relation.events
        )


class _Index(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    article: str
    corrections: tuple[Correction, ...]


def load(data: Path = DATA) -> Edition:
    """Return the edition in ``data``; one wrong character anywhere stops it with an AsReportedError."""
    index = read_model(data / "edition.json", _Index)
    article = load_article(data / "articles", index.article)
    places = load_places(data / "places.json", data / "boundaries")
    speakers = _load_speakers(data / "speakers.json")
    curation_path = data / "articles" / f"{article.id}.events.json"
    curation = read_model(curation_path, Curation)
    if curation.article != article.id:
        message = f'{curation_path.name} is about "{curation.article}", not {article.id}: put the right file there'
        raise RecordError(message)
    reports = tuple(load_reports(data / "reports" / "reports.csv", speakers))
    events = _unique(chain(curation.events, reports))
    for event in events:
        _check_event(event, article, places, speakers)
    _check_corrections(index, {event.id for event in events})
    relations = (*curation.relations, *load_disagreements(data / "reports" / "disagreements.csv"))
    _check_relations(relations, {event.id: event for event in events})
    _check_sentences(curation.sentences, curation.events, article)
    return Edition(
        number=index.number,
        article=article,
        sentences=curation.sentences,
        events=events,
        places=places,
        speakers=speakers,
        relations=relations,
        corrections=tuple(sorted(index.corrections, key=lambda correction: correction.date, reverse=True)),
        sources=read_text(data / "SOURCES.md"),
    )


def _load_speakers(path: Path) -> Mapping[str, Speaker]:
    content = read_json(path)
    if not isinstance(content, dict):
        message = f"the data file {path.name} must map speaker ids to names: put the last good one back"
        raise DataFileError(message)
    return MappingProxyType(
        {key: make(Speaker, {"id": key, "name": name}, f"{path.name}, {key}") for key, name in content.items()}
    )


def _unique(events: Iterable[Event]) -> tuple[Event, ...]:
    by_id: dict[str, Event] = {}
    for event in events:
        if event.id in by_id:
            message = f'the event id "{event.id}" is used twice: rename one'
            raise RecordError(message)
        by_id[event.id] = event
    return tuple(by_id.values())


def _check_event(event: Event, article: Article, places: Mapping[str, Place], speakers: Mapping[str, Speaker]) -> None:
    for place in event.place.places:
        if place not in places:
            message = f'event "{event.id}" is placed at "{place}", which is not in the gazetteer: add or correct it'
            raise RecordError(message)
    for speaker in event.speakers - speakers.keys():
        message = f'event "{event.id}" credits "{speaker}", who is not in the list of speakers: add or correct the id'
        raise RecordError(message)
    _check_precision(event, places)
    if isinstance(event.evidence, QuoteEvidence):
        _check_quotes(event, event.evidence, article)


def _check_precision(event: Event, places: Mapping[str, Place]) -> None:
    precision = event.place.precision
    levels = {places[place].level for place in event.place.places}
    allowed = {"settlement"} if precision.is_pin else set() if precision is Precision.NONE else {precision.value}
    if levels != allowed or (precision.is_pin and len(event.place.places) != 1):
        found = ", ".join(sorted(levels)) or "no place"
        message = f'event "{event.id}" is placed as "{precision}" but refers to {found}: let the two agree'
        raise RecordError(message)


def _check_quotes(event: Event, evidence: QuoteEvidence, article: Article) -> None:
    if evidence.article != article.id:
        message = f'event "{event.id}" quotes "{evidence.article}", which is not in this edition: correct it'
        raise RecordError(message)
    day = article.published.date()
    if (event.reported.first, event.reported.last) != (day, day):
        message = f'event "{event.id}" is reported on {event.reported.edtf}, its article on {day}: correct the event'
        raise RecordError(message)
    carried = (*evidence.quotes, *evidence.attribution)
    inner = (*evidence.hedges, *evidence.time_words, *filter(None, [event.place.written]))
    try:
        for quote in carried:
            locate(quote, article.text)
        for span in inner:
            locate(span, article.text, within=_enclosing(span, carried))
    except QuoteError as error:
        message = f"article {article.id}, event {event.id}: {error}; correct the quote in {article.id}.events.json"
        raise QuoteError(message) from error


def _enclosing(span: Quote, quotes: Iterable[Quote]) -> tuple[int, int]:
    for quote in quotes:
        if quote.start <= span.start and span.end <= quote.end:
            return quote.start, quote.end
    message = f'"{span.exact}" at character {span.start} lies in none of the event\'s quotes'
    raise QuoteError(message)


def _check_corrections(index: _Index, known: set[str]) -> None:
    for entry in index.corrections:
        for event_id in entry.claims:
            if (event_id in known) == entry.withdrawn:
                state = "is still there" if entry.withdrawn else "does not exist"
                message = (
                    f'the correction of {entry.date} names the claim "{event_id}", which {state}: correct one of them'
                )
                raise RecordError(message)
        if entry.edition > index.number:
            message = f"the correction of {entry.date} is of edition {entry.edition}, which is not out yet: correct it"
            raise RecordError(message)


def _check_relations(relations: Iterable[Relation], known: Mapping[str, Event]) -> None:
    for relation in relations:
        for event_id in relation.events:
            if event_id not in known:
                message = f'a relation about "{relation.about}" names "{event_id}", which is no event: correct it'
                raise RecordError(message)
        if relation.events[0] == relation.events[1]:
            message = f'the event "{relation.events[0]}" is related to itself: name the other event'
            raise RecordError(message)
        one, other = (set(known[event_id].place.places) for event_id in relation.events)
        if relation.kind == "same_place" and not one & other:
            message = f'"{relation.events[0]}" shares no place with "{relation.events[1]}": correct the relation'
            raise RecordError(message)


def _check_sentences(sentences: Iterable[Sentence], events: Iterable[Event], article: Article) -> None:
    position = 0
    for sentence in sentences:
        if not position <= sentence.start < sentence.end <= len(article.text):
            message = f"article {article.id}: the sentence at character {sentence.start} overlaps another or the end"
            raise RecordError(message)
        if article.text[position : sentence.start].strip():
            message = f"article {article.id}: characters {position} to {sentence.start} are not accounted for"
            raise RecordError(message)
        is_quoted = any(_overlap(sentence, quote) for quote in _carried(events))
        if is_quoted != (sentence.outcome == "quoted") or (not is_quoted and not sentence.reason):
            message = (
                f"article {article.id}: the sentence at character {sentence.start} must either be quoted by an event "
                "or say why it is not"
            )
            raise RecordError(message)
        position = sentence.end
    if article.text[position:].strip():
        message = f"article {article.id}: the text after character {position} is not accounted for: add its sentences"
        raise RecordError(message)


def _carried(events: Iterable[Event]) -> Iterator[Quote]:
    for event in events:
        if isinstance(event.evidence, QuoteEvidence):
            yield from (*event.evidence.quotes, *event.evidence.attribution)


def _overlap(sentence: Sentence, quote: Quote) -> bool:
    return quote.start < sentence.end and sentence.start < quote.end
