"""Verification: an event's place, speakers and every quote, and what relates two events."""

from collections.abc import Iterable, Mapping

from geodata.common.errors import QuoteError, RecordError
from geodata.model.articles import Article
from geodata.model.events import Event, QuoteEvidence, Relation, Speaker
from geodata.model.places import Place, Precision
from geodata.model.quotes import Quote, locate


def check_event(
    event: Event, articles: Mapping[str, Article], places: Mapping[str, Place], speakers: Mapping[str, Speaker]
) -> None:
    """Raise RecordError or QuoteError, naming the event, unless all it refers to exists and every quote is in place.

    Each quote must stand in the very article its evidence names.
    """
    for place in event.place.places:
        if place not in places:
            message = f'event "{event.id}" is placed at "{place}", which is not in the gazetteer: add or correct it'
            raise RecordError(message)
    for speaker in event.speakers - speakers.keys():
        message = f'event "{event.id}" credits "{speaker}", who is not in the list of speakers: add or correct the id'
        raise RecordError(message)
    _check_precision(event, places)
    if isinstance(event.evidence, QuoteEvidence):
        if event.evidence.article not in articles:
            message = f'event "{event.id}" quotes "{event.evidence.article}", which is not in this edition: correct it'
            raise RecordError(message)
        _check_quotes(event, event.evidence, articles[event.evidence.article])


def _check_precision(event: Event, places: Mapping[str, Place]) -> None:
    precision = event.place.precision
    levels = {places[place].level for place in event.place.places}
    allowed = {"settlement"} if precision.is_pin else set() if precision is Precision.NONE else {precision.value}
    if levels != allowed or (precision.is_pin and len(event.place.places) != 1):
        found = ", ".join(sorted(levels)) or "no place"
        message = f'event "{event.id}" is placed as "{precision}" but refers to {found}: let the two agree'
        raise RecordError(message)
    for region in event.place.along:
        if precision is not Precision.BORDER or region not in places or places[region].level != "region":
            message = f'event "{event.id}" is along "{region}": name regions, and only of a claim about the border'
            raise RecordError(message)


def _check_quotes(event: Event, evidence: QuoteEvidence, article: Article) -> None:
    day = article.day
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


def check_relations(relations: Iterable[Relation], known: Mapping[str, Event]) -> None:
    """Raise RecordError unless each relation joins two events of ``known`` and, for one place, shares it."""
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
