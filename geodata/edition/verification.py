"""Verification: an event's place, speakers and every quote, and what relates two events."""

from collections.abc import Iterable, Mapping

from geodata.common.errors import Message, QuoteError, RecordError
from geodata.common.language import marked
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
            raise RecordError(
                marked('event "{event}" is placed at "{place}", which is not in the gazetteer: add or correct it'),
                event=event.id,
                place=place,
            )
    for speaker in event.speakers - speakers.keys():
        raise RecordError(
            marked('event "{event}" credits "{speaker}", who is not in the list of speakers: add or correct the id'),
            event=event.id,
            speaker=speaker,
        )
    _check_precision(event, places)
    if isinstance(event.evidence, QuoteEvidence):
        if event.evidence.article not in articles:
            raise RecordError(
                marked('event "{event}" quotes "{article}", which is not in this edition: correct it'),
                event=event.id,
                article=event.evidence.article,
            )
        _check_quotes(event, event.evidence, articles[event.evidence.article])


def _check_precision(event: Event, places: Mapping[str, Place]) -> None:
    precision = event.place.precision
    levels = {places[place].level for place in event.place.places}
    allowed = {"settlement"} if precision.is_pin else set() if precision is Precision.NONE else {precision.value}
    if levels != allowed or (precision.is_pin and len(event.place.places) != 1):
        found = ", ".join(sorted(levels)) or Message(marked("no place"))
        raise RecordError(
            marked('event "{event}" is placed as "{precision}" but refers to {found}: let the two agree'),
            event=event.id,
            precision=precision,
            found=found,
        )
    for region in event.place.along:
        if precision is not Precision.BORDER or region not in places or places[region].level != "region":
            raise RecordError(
                marked('event "{event}" is along "{region}": name regions, and only of a claim about the border'),
                event=event.id,
                region=region,
            )


def _check_quotes(event: Event, evidence: QuoteEvidence, article: Article) -> None:
    day = article.day
    if (event.reported.first, event.reported.last) != (day, day):
        raise RecordError(
            marked('event "{event}" is reported on {reported}, its article on {day}: correct the event'),
            event=event.id,
            reported=event.reported.edtf,
            day=day,
        )
    carried = (*evidence.quotes, *evidence.attribution)
    inner = (*evidence.hedges, *evidence.time_words, *filter(None, [event.place.written]))
    try:
        for quote in carried:
            locate(quote, article.text)
        for span in inner:
            locate(span, article.text, within=_enclosing(span, carried))
    except QuoteError as error:
        raise QuoteError(
            marked("article {article}, event {event}: {error}; correct the quote in {article}.events.json"),
            article=article.id,
            event=event.id,
            error=error,
        ) from error


def _enclosing(span: Quote, quotes: Iterable[Quote]) -> tuple[int, int]:
    for quote in quotes:
        if quote.start <= span.start and span.end <= quote.end:
            return quote.start, quote.end
    raise QuoteError(
        marked('"{words}" at character {start} lies in none of the event\'s quotes'), words=span.exact, start=span.start
    )


def check_relations(relations: Iterable[Relation], known: Mapping[str, Event]) -> None:
    """Raise RecordError unless each relation joins two events of ``known`` and, for one place, shares it."""
    for relation in relations:
        for event_id in relation.events:
            if event_id not in known:
                raise RecordError(
                    marked('a relation about "{about}" names "{claim}", which is no event: correct it'),
                    about=relation.about,
                    claim=event_id,
                )
        if relation.events[0] == relation.events[1]:
            raise RecordError(
                marked('the event "{event}" is related to itself: name the other event'), event=relation.events[0]
            )
        one, other = (set(known[event_id].place.places) for event_id in relation.events)
        if relation.kind == "same_place" and not one & other:
            raise RecordError(
                marked('"{event}" shares no place with "{other}": correct the relation'),
                event=relation.events[0],
                other=relation.events[1],
            )
