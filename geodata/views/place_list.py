"""The places that hold claims, in the order in which they are offered, and the claims of each."""

from collections.abc import Sequence
from typing import Final

from geodata.edition.derived import once
from geodata.edition.loading import Edition
from geodata.model.events import Event
from geodata.model.places import Precision
from geodata.views.filters import NOWHERE
from geodata.views.selection import Selection

_FINEST_FIRST: Final = list(Precision)


def claims_at(place: str, selection: Selection) -> tuple[Event, ...]:
    """Return the claims that pass the filter at ``place``, the best located and then the exact quotes first."""
    if place == NOWHERE:
        return ordered(selection.unlocated)
    return ordered([event for event in selection.shown if place in event.place.places])


def ordered(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return ``events`` with the exact quotes and then the best located first."""
    return tuple(sorted(events, key=lambda event: (not event.is_quoted, _FINEST_FIRST.index(event.place.precision))))


@once
def places(edition: Edition) -> list[str]:
    """Return what the panel can open: numbered places, areas, the border, and what is nowhere."""
    numbered = list(edition.place_numbers)
    areas = sorted(
        (place for place in edition.places.values() if place.outline),
        key=lambda place: (["region", "district", "border"].index(place.level), place.name),
    )
    return [*numbered, *(place.id for place in areas), NOWHERE]
