"""The scene: all that a browser needs to count every window of the present filter without asking again.

Days, places, kinds and flags of each claim, as columns; no word of any article is among them.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict

from geodata.common.direction import mark_overrides
from geodata.common.language import current
from geodata.edition.loading import Edition
from geodata.model.places import Precision
from geodata.model.times import EventTime
from geodata.views.filters import Filter
from geodata.views.marks import Kind, kinds_of_places

Span = tuple[int | None, int | None]
"""First and last day, counted from the scene's first; None where the source leaves that end open."""


class ScenePlace(BaseModel):
    """A place that some claim is drawn at: WGS84 degrees and a number for a settlement, an outline for an area."""

    model_config = ConfigDict(frozen=True)

    id: str
    level: str
    name: str
    latin: str
    number: int | None
    lon: float | None
    lat: float | None
    outline: str
    kind: Kind


class Scene(BaseModel):
    """The claims of an edition in columns, in the edition's order; ``at`` holds indexes into ``places``.

    ``along`` are the regions that a claim about the border names, none for the whole line and for every other claim.
    ``used`` are the days that any claim names as its first or last, in order.
    """

    model_config = ConfigDict(frozen=True)

    first: date
    length: int
    used: tuple[int, ...]
    places: tuple[ScenePlace, ...]
    quoted: tuple[bool, ...]
    reported: tuple[Span | None, ...]
    happened: tuple[Span | None, ...]
    at: tuple[tuple[int, ...], ...]
    along: tuple[tuple[str, ...], ...]
    vicinity: tuple[bool, ...]
    disputed: tuple[bool, ...]


def scene(edition: Edition) -> Scene:
    """Return the claims of ``edition`` as columns; what a filter makes of them is added by ``accepted``."""
    places = _places(edition)
    index = {place.id: number for number, place in enumerate(places)}
    first, last = edition.bounds
    reported = tuple(_span(event.reported, first) for event in edition.events)
    happened = tuple(_span(event.happened, first) for event in edition.events)
    ends = {day for span in (*reported, *happened) if span for day in span if day is not None}
    return Scene(
        first=first,
        length=(last - first).days + 1,
        used=tuple(sorted(ends)),
        places=places,
        quoted=tuple(event.is_quoted for event in edition.events),
        reported=reported,
        happened=happened,
        at=tuple(tuple(index[place] for place in edition.drawn_at(event)) for event in edition.events),
        along=tuple(event.place.along for event in edition.events),
        vicinity=tuple(event.place.precision is Precision.VICINITY for event in edition.events),
        disputed=tuple(bool(edition.disputes(event.id)) for event in edition.events),
    )


def accepted(edition: Edition, wanted: Filter) -> list[bool]:
    """Tell for each claim whether ``wanted`` lets it pass, whatever its dates."""
    return [wanted.accepts(event) for event in edition.events]


def _places(edition: Edition) -> tuple[ScenePlace, ...]:
    """Return the settlements by number, then areas and the border by id: the order in which the map draws them."""
    numbers, kinds = edition.place_numbers, kinds_of_places(edition)
    areas = sorted(place for place in kinds if place not in numbers)
    return tuple(
        ScenePlace(
            id=place,
            level=edition.places[place].level,
            name=mark_overrides(edition.places[place].name_in(current())),
            latin=mark_overrides(edition.places[place].name),
            number=numbers.get(place),
            lon=edition.places[place].lon if place in numbers else None,
            lat=edition.places[place].lat if place in numbers else None,
            outline=edition.places[place].outline,
            kind=kinds[place],
        )
        for place in (*numbers, *areas)
    )


def _span(time: EventTime | None, origin: date) -> Span | None:
    if time is None:
        return None
    return _offset(time.first, origin), _offset(time.last, origin)


def _offset(day: date | None, origin: date) -> int | None:
    return None if day is None else (day - origin).days
