"""The edition: everything that is published together, loaded whole and verified, or not at all."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from geodata.articles import Article, load_article
from geodata.corrections import Correction, check_corrections
from geodata.coverage import Fate, Sentence, check_sentences, quotes_any
from geodata.data_files import make, read_json, read_model, read_text
from geodata.errors import DataFileError, RecordError
from geodata.events import Event, Relation, Speaker
from geodata.places import Place, load_places
from geodata.reports import load_disagreements, load_reports
from geodata.times import Clock
from geodata.verification import check_event, check_relations

DATA = Path(__file__).parent / "data"


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
        quoting = tuple(event for event in self.events if quotes_any(event, sentence))
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
        check_event(event, article, places, speakers)
    check_corrections(index.corrections, index.number, {event.id for event in events})
    relations = (*curation.relations, *load_disagreements(data / "reports" / "disagreements.csv"))
    check_relations(relations, {event.id: event for event in events})
    check_sentences(curation.sentences, curation.events, article)
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
