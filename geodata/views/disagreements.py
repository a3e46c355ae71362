"""Pairs of claims that disagree."""

from collections.abc import Sequence

from geodata.edition.loading import Edition
from geodata.model.events import Event, Relation


def disagreements(events: Sequence[Event], edition: Edition) -> tuple[Relation, ...]:
    """Return the pairs that disagree of which at least one claim is in ``events``, those with exact quotes first."""
    passing = {event.id for event in events}
    quoted = {event.id for event in edition.events if event.is_quoted}
    pairs = [pair for pair in edition.relations if pair.kind == "disagrees" and passing.intersection(pair.events)]
    return tuple(sorted(pairs, key=lambda pair: -len(quoted.intersection(pair.events))))


def inside(pairs: Sequence[Relation], edition: Edition) -> int:
    """Return how many of ``pairs`` are between two claims with exact quotes."""
    return sum(all((event := edition.event(name)) and event.is_quoted for name in pair.events) for pair in pairs)
