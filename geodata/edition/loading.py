"""The edition: everything that is published together, loaded whole and verified, or not at all."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, count
from pathlib import Path
from types import MappingProxyType
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, field_validator, model_validator

from geodata.common.data_files import make, read_json, read_model, read_text
from geodata.common.errors import DataFileError, RecordError
from geodata.common.language import marked, written_out
from geodata.edition.corrections import Correction, check_corrections
from geodata.edition.coverage import Fate, Sentence, check_sentences, quotes_any
from geodata.edition.imprint import Imprint
from geodata.edition.reports import load_disagreements, load_reports
from geodata.edition.translations import Translations, load_translations
from geodata.edition.verification import check_event, check_relations
from geodata.model.articles import Article, load_article
from geodata.model.events import Event, QuoteEvidence, Relation, Speaker
from geodata.model.places import Place, load_places
from geodata.model.times import Clock

DATA = Path(__file__).parents[1] / "data"


class Curation(BaseModel):
    """What an editor made of one article: its events, their relations, and every sentence accounted for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article: str
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Edition:
    """One published whole: the articles, all claims with the articles' first, and what they refer to.

    ``articles`` and, for each, its ``sentences`` are by id, the newest publication first, then by id. ``corrections``
    are newest first; ``sources`` is SOURCES.md, the sources and licences of all data; ``translations`` are of our own
    words, and an edition may have none. ``numbers_given`` are the places' numbers in earlier editions, and
    ``imprint`` is what the edition says of itself. ``begun`` is the day on which an edition of its own was begun, which
    dates it while it has no article.
    """

    number: int
    articles: Mapping[str, Article]
    sentences: Mapping[str, tuple[Sentence, ...]]
    events: tuple[Event, ...]
    places: Mapping[str, Place]
    speakers: Mapping[str, Speaker]
    relations: tuple[Relation, ...]
    corrections: tuple[Correction, ...]
    sources: str
    translations: Translations = field(default_factory=lambda: MappingProxyType({}))
    numbers_given: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    imprint: Imprint = field(default_factory=Imprint)
    begun: date = date.min

    def corrections_since(self, number: int) -> tuple[Correction, ...]:
        """Return what was put right or withdrawn after edition ``number``, newest first."""
        return tuple(correction for correction in self.corrections if correction.edition > number)

    def withdrawal(self, event_id: str) -> Correction | None:
        """Return when and why a claim was withdrawn, or None if it was not."""
        return next((entry for entry in self.corrections if entry.withdrawn and event_id in entry.claims), None)

    @cached_property
    def bounds(self) -> tuple[date, date]:
        """Return the first and the last day that any claim was reported on or is dated to, or of the newest month."""
        times = [time for event in self.events for clock in Clock if (time := event.time(clock))]
        days = [*self.month, *(day for time in times for day in (time.first, time.last) if day)]
        return min(days), max(days)

    @property
    def newest(self) -> Article:
        """Return the article that was published last: it dates the edition. Ask ``articles`` first if there is any."""
        return next(iter(self.articles.values()))

    @property
    def day(self) -> date:
        """Return the day that dates the edition: its newest article's, or the one on which it was begun."""
        return self.newest.day if self.articles else self.begun

    @property
    def day_words(self) -> str:
        """Return that day in words, with the hour where the article states one."""
        return self.newest.published_words if self.articles else written_out(self.begun)

    @property
    def stored(self) -> date:
        """Return the day on which the newest article was stored, or the edition begun."""
        return self.newest.stored if self.articles else self.begun

    @property
    def has_several_articles(self) -> bool:
        """Tell whether "the article" would leave open which one is meant."""
        return len(self.articles) > 1

    @property
    def month(self) -> tuple[date, date]:
        """Return the first and the last day of the month that the edition is dated to."""
        day = self.day
        return date(day.year, day.month, 1), date(day.year, day.month, monthrange(day.year, day.month)[1])

    def event(self, event_id: str) -> Event | None:
        """Return the event with this id, or None if there is none."""
        return self.events_by_id.get(event_id)

    def article_of(self, event: Event) -> Article | None:
        """Return the article whose words carry the event, or None if it is cited from another outlet."""
        return self.articles[event.evidence.article] if isinstance(event.evidence, QuoteEvidence) else None

    def drawn_at(self, event: Event) -> tuple[str, ...]:
        """Return the places that the map draws ``event`` at: none if it is too coarse, or its places lie elsewhere."""
        known = self._drawn_by_event.get(event.id)
        return known[1] if known and known[0] is event else self._drawn(event)

    def fate(self, sentence: Sentence, article: Article) -> tuple[Fate, tuple[Event, ...]]:
        """Return what became of a sentence of ``article``, and the events that quote it."""
        quoting = tuple(event for event in self.events if quotes_any(event, sentence, article))
        if not quoting:
            return Fate(sentence.outcome), ()
        drawn = any(map(self.drawn_at, quoting))
        return Fate.MAPPED if drawn else Fate.LISTED, quoting

    def disputes(self, event_id: str) -> tuple[Relation, ...]:
        """Return the disagreements of an event with others."""
        return self._disputes_by_event.get(event_id, ())

    def possible_repeats(self, event_id: str) -> tuple[Relation, ...]:
        """Return the relations of an event to others that may tell of the same thing."""
        return tuple(pair for pair in self.relations if pair.kind == "may_be_same" and event_id in pair.events)

    @cached_property
    def place_numbers(self) -> Mapping[str, int]:
        """Return a number for each settlement on the map that any event is placed at, in the order of the numbers.

        A place keeps the number of earlier editions, and no other place ever gets it. New places are numbered on from
        there: those quoted most often first, then by number of claims, then by id.
        """
        tallies: dict[str, tuple[int, int]] = {}
        for event in self.events:
            for place in self.drawn_at(event) if event.place.precision.is_pin else ():
                quotes, claims = tallies.get(place, (0, 0))
                tallies[place] = quotes + event.is_quoted, claims + 1
        new = sorted(tallies.keys() - self.numbers_given, key=lambda at: (-tallies[at][0], -tallies[at][1], at))
        given = {place: number for place, number in self.numbers_given.items() if place in tallies}
        first = 1 + max(self.numbers_given.values(), default=0)
        ranked = sorted(given.items(), key=lambda item: item[1]) + list(zip(new, count(first), strict=False))
        return MappingProxyType(dict(ranked))

    @property
    def numbers_kept(self) -> Mapping[str, int]:
        """Return the numbers that the places keep in the next edition, those without a claim now among them."""
        return {**self.numbers_given, **self.place_numbers}

    @cached_property
    def events_by_id(self) -> Mapping[str, Event]:
        return {event.id: event for event in self.events}

    def _drawn(self, event: Event) -> tuple[str, ...]:
        places = event.place.places if event.place.precision.is_drawn else ()
        return tuple(place for place in places if self.places[place].is_on_map)

    @cached_property
    def _drawn_by_event(self) -> Mapping[str, tuple[Event, tuple[str, ...]]]:
        return {event.id: (event, self._drawn(event)) for event in self.events}

    @cached_property
    def _disputes_by_event(self) -> Mapping[str, tuple[Relation, ...]]:
        disputes = [relation for relation in self.relations if relation.kind == "disagrees"]
        ids = {event_id for relation in disputes for event_id in relation.events}
        return {event_id: tuple(pair for pair in disputes if event_id in pair.events) for event_id in ids}


class _Index(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    articles: tuple[str, ...]
    corrections: tuple[Correction, ...]
    place_numbers: dict[str, PositiveInt] = Field(default_factory=dict)
    imprint: Imprint | None = None
    begun: date | None = None

    @model_validator(mode="after")
    def _is_dated(self) -> Self:
        if not self.articles and not self.begun:
            message = "an edition without an article states the day on which it was begun"
            raise ValueError(message)
        return self

    @field_validator("place_numbers")
    @classmethod
    def _no_number_twice(cls, numbers: dict[str, int]) -> dict[str, int]:
        if len(set(numbers.values())) < len(numbers):
            message = "two places have the same number"
            raise ValueError(message)
        return numbers


def load(data: Path = DATA, boundaries: Path = DATA / "boundaries") -> Edition:
    """Return the edition in ``data``, its places checked against ``boundaries``.

    One wrong character anywhere stops it with an AsReportedError.
    """
    index = read_model(data / "edition.json", _Index)
    articles = _load_articles(data / "articles", index.articles)
    places = load_places(data / "places.json", boundaries)
    speakers = _load_speakers(data / "speakers.json")
    curations = {article.id: _load_curation(data / "articles", article) for article in articles.values()}
    curated = chain.from_iterable(curation.events for curation in curations.values())
    events = _unique(chain(curated, load_reports(data / "reports" / "reports.csv", speakers)))
    for event in events:
        check_event(event, articles, places, speakers)
    check_corrections(index.corrections, index.number, {event.id for event in events})
    related = chain.from_iterable(curation.relations for curation in curations.values())
    relations = (*related, *load_disagreements(data / "reports" / "disagreements.csv"))
    check_relations(relations, {event.id: event for event in events})
    for article_id, curation in curations.items():
        check_sentences(curation.sentences, curation.events, articles[article_id])
    return Edition(
        number=index.number,
        articles=articles,
        sentences=MappingProxyType({article_id: curation.sentences for article_id, curation in curations.items()}),
        events=events,
        places=places,
        speakers=speakers,
        relations=relations,
        corrections=tuple(sorted(index.corrections, key=lambda correction: correction.date, reverse=True)),
        sources=read_text(data / "SOURCES.md"),
        translations=load_translations(data / "translations"),
        numbers_given=MappingProxyType(index.place_numbers),
        imprint=index.imprint or _first_imprint(),
        begun=index.begun or date.min,
    )


def _first_imprint() -> Imprint:
    """Return the imprint of the shipped edition, from which every edition came that was published without one."""
    return read_model(DATA / "edition.json", _Index).imprint or Imprint()


def _load_articles(folder: Path, article_ids: Sequence[str]) -> Mapping[str, Article]:
    """Return the articles by id, the newest publication first, then by id."""
    found = sorted((load_article(folder, article_id) for article_id in article_ids), key=lambda article: article.id)
    articles = {article.id: article for article in sorted(found, key=lambda article: article.age, reverse=True)}
    if len(articles) < len(found):
        raise RecordError(marked("edition.json names an article twice: take one of the two away"))
    return MappingProxyType(articles)


def _load_curation(folder: Path, article: Article) -> Curation:
    path = folder / f"{article.id}.events.json"
    curation = read_model(path, Curation)
    if curation.article != article.id:
        raise RecordError(
            marked('{file} is about "{other}", not {article}: put the right file there'),
            file=path.name,
            other=curation.article,
            article=article.id,
        )
    for event in curation.events:
        if isinstance(event.evidence, QuoteEvidence) and event.evidence.article != article.id:
            raise RecordError(
                marked('event "{event}" in {file} quotes "{article}": put it with what it quotes'),
                event=event.id,
                file=path.name,
                article=event.evidence.article,
            )
    return curation


def _load_speakers(path: Path) -> Mapping[str, Speaker]:
    content = read_json(path)
    if not isinstance(content, dict):
        raise DataFileError(
            marked("the data file {file} must map speaker ids to names: put the last good one back"), file=path.name
        )
    speakers = {key: make(Speaker, _speaker(key, value), f"{path.name}, {key}") for key, value in content.items()}
    for speaker in speakers.values():
        above = speaker
        for _step in speakers:
            if above.belongs_to is None:
                break
            if above.belongs_to not in speakers:
                raise RecordError(
                    marked('the speaker "{speaker}" belongs to "{group}", who is not listed: correct the id'),
                    speaker=above.id,
                    group=above.belongs_to,
                )
            above = speakers[above.belongs_to]
        else:
            raise RecordError(
                marked('the speaker "{speaker}" belongs to itself by way of others: correct one of them'),
                speaker=speaker.id,
            )
    return MappingProxyType(speakers)


def _speaker(key: str, value: object) -> dict[str, object]:
    """Return the fields of a speaker, stored as a name, or as a name with the group it belongs to."""
    return {"id": key, **(value if isinstance(value, dict) else {"name": value})}


def _unique(events: Iterable[Event]) -> tuple[Event, ...]:
    by_id: dict[str, Event] = {}
    for event in events:
        if event.id in by_id:
            raise RecordError(marked('the event id "{event}" is used twice: rename one'), event=event.id)
        by_id[event.id] = event
    return tuple(by_id.values())
