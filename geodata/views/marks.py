"""What the map draws for a selection: markers, shaded areas and the border, as plain values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from geodata.common.direction import mark_overrides
from geodata.common.errors import PlaceError
from geodata.common.language import current, marked
from geodata.edition.derived import once
from geodata.edition.loading import Edition
from geodata.model.events import Event, EventType
from geodata.model.places import Place, Precision
from geodata.views.selection import Tally

Kind = Literal["fighting", "incursion", "control", "other", "several"]

_KINDS: Mapping[EventType, Kind] = {
    EventType.ARMED_CLASH: "fighting",
    EventType.SHELLING: "fighting",
    EventType.AIR_OR_DRONE_ATTACK: "fighting",
    EventType.EXPLOSION: "fighting",
    EventType.ATTACK_ON_CIVILIANS: "fighting",
    EventType.INCURSION: "incursion",
    EventType.TERRITORIAL_CONTROL: "control",
}


class Mark(BaseModel):
    """One numbered marker: a settlement and all claims shown there. WGS84 degrees.

    ``kind`` is that of all claims of the edition there, not only of those shown. ``vicinity`` tells that some claim
    shown is only about the vicinity, so a circle goes with the marker. ``name`` is in the reader's language; by
    ``latin`` the map finds the town of its ground.
    """

    model_config = ConfigDict(frozen=True)

    place: str
    number: int
    name: str
    latin: str
    lon: float
    lat: float
    kind: Kind
    quotes: int
    citations: int
    disputed: bool
    vicinity: bool


class Shade(BaseModel):
    """A region or district named as a whole, drawn as the polygon ``outline`` with a labelled chip."""

    model_config = ConfigDict(frozen=True)

    place: str
    outline: str
    level: Literal["region", "district"]
    name: str
    quotes: int
    citations: int
    disputed: bool


class Border(BaseModel):
    """Claims about the border, drawn along the regions ``along``, or as the whole line if some claim names none."""

    model_config = ConfigDict(frozen=True)

    quotes: int
    citations: int
    disputed: bool
    along: tuple[str, ...] = ()


class MapView(BaseModel):
    """Everything the map draws on top of its base, in a stable order.

    ``several_articles`` tells that the words quoted come from more than one article.
    """

    model_config = ConfigDict(frozen=True)

    marks: tuple[Mark, ...]
    shades: tuple[Shade, ...]
    border: Border | None
    several_articles: bool = False


@once
def kinds_of_places(edition: Edition) -> Mapping[str, Kind]:
    """Return for each place that the map draws any claim at what its claims are about, whatever is shown of them.

    A mark keeps its shape while a reader moves the window.
    """
    by_place = _by_place(edition.events, edition)
    return {place: _kind(events) for place, events in by_place.items()}


def _kind(events: Iterable[Event]) -> Kind:
    kinds: set[Kind] = {_KINDS.get(event.event_type, "other") for event in events}
    return kinds.pop() if len(kinds) == 1 else "several"


def map_view(shown: Sequence[Event], edition: Edition) -> MapView:
    """Return the marks, shades and border that draw ``shown``.

    A claim about two regions counts at both. Raises PlaceError rather than draw a pin for
    anything coarser than the vicinity of a settlement.
    """
    kinds = kinds_of_places(edition)
    by_place = _by_place(shown, edition)
    marks = [
        _mark(edition.places[place], number, kinds[place], by_place[place], edition)
        for place, number in edition.place_numbers.items()
        if place in by_place
    ]
    areas = [edition.places[place] for place in by_place if edition.places[place].level in {"region", "district"}]
    shades = [_shade(place, by_place[place.id], edition) for place in sorted(areas, key=lambda area: area.id)]
    border = _border(by_place["border"], edition) if "border" in by_place else None
    several = edition.has_several_articles
    return MapView(marks=tuple(marks), shades=tuple(shades), border=border, several_articles=several)


def _by_place(events: Iterable[Event], edition: Edition) -> dict[str, list[Event]]:
    by_place: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for place in edition.drawn_at(event):
            by_place[place].append(event)
    return dict(by_place)


def _mark(place: Place, number: int, kind: Kind, events: Sequence[Event], edition: Edition) -> Mark:
    if place.lon is None or place.lat is None or not all(event.place.precision.is_pin for event in events):
        raise PlaceError(
            marked('"{place}" cannot be a pin: a claim there is coarser than the vicinity of a settlement'),
            place=place.id,
        )
    return Mark(
        place=place.id,
        number=number,
        name=mark_overrides(place.name_in(current())),
        latin=mark_overrides(place.name),
        lon=place.lon,
        lat=place.lat,
        kind=kind,
        vicinity=any(event.place.precision is Precision.VICINITY for event in events),
        **_counts(events, edition),
    )


def _shade(place: Place, events: Sequence[Event], edition: Edition) -> Shade:
    level: Literal["region", "district"] = "region" if place.level == "region" else "district"
    name = mark_overrides(place.name_in(current()))
    return Shade(place=place.id, outline=place.outline, level=level, name=name, **_counts(events, edition))


def _border(events: Sequence[Event], edition: Edition) -> Border:
    named = [event.place.along for event in events]
    along = tuple(sorted({region for regions in named for region in regions})) if all(named) else ()
    return Border(along=along, **_counts(events, edition))


def _counts(events: Sequence[Event], edition: Edition) -> dict[str, int]:
    tally = Tally.of(events)
    disputed = any(edition.disputes(event.id) for event in events)
    return {"quotes": tally.quotes, "citations": tally.citations, "disputed": disputed}
