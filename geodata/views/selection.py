"""Selection: what a filter does with every claim, so that nothing is silently dropped."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from geodata.edition.loading import Edition
from geodata.model.events import Event
from geodata.model.times import Clock
from geodata.views.filters import Filter


class Outcome(StrEnum):
    """What became of a claim; every claim has exactly one outcome, the first that applies."""

    FILTERED = "filtered"
    UNDATED = "undated"
    OUTSIDE = "outside"
    UNLOCATED = "unlocated"
    SHOWN = "shown"


class Tally(BaseModel):
    """A number of claims, told apart by evidence: quoted from the article or cited from other outlets."""

    model_config = ConfigDict(frozen=True)

    quotes: int = 0
    citations: int = 0

    @property
    def total(self) -> int:
        """Return the number of claims of both kinds."""
        return self.quotes + self.citations

    def __add__(self, other: "Tally") -> "Tally":
        """Return the sum, kind by kind."""
        return Tally(quotes=self.quotes + other.quotes, citations=self.citations + other.citations)

    @classmethod
    def of(cls, events: Iterable[Event]) -> "Tally":
        """Return how many of ``events`` are quoted and how many cited."""
        kinds = Counter(event.is_quoted for event in events)
        return cls(quotes=kinds[True], citations=kinds[False])


class Selection(BaseModel):
    """All claims by outcome, in their given order."""

    model_config = ConfigDict(frozen=True)

    filter: Filter
    by_outcome: Mapping[Outcome, tuple[Event, ...]]
    passing: tuple[Event, ...]
    """The claims that pass the filter, with or without a place, in their given order."""

    @property
    def shown(self) -> tuple[Event, ...]:
        """Return the claims that the map draws."""
        return self.by_outcome[Outcome.SHOWN]

    @property
    def unlocated(self) -> tuple[Event, ...]:
        """Return the claims that pass the filter but have no place the map could draw."""
        return self.by_outcome[Outcome.UNLOCATED]

    @property
    def ledger(self) -> dict[Outcome, Tally]:
        """Return the account: the tallies of the five outcomes add up to the input."""
        return {outcome: Tally.of(events) for outcome, events in self.by_outcome.items()}


def first_filter(edition: Edition) -> Filter:
    """Return the filter of a page whose address asks for none: the month reported of, by the day of the report."""
    start, end = edition.month
    return Filter(clock=Clock.REPORTED, start=start, end=end)


def select(edition: Edition, wanted: Filter) -> Selection:
    """Return what ``wanted`` makes of each event of ``edition``; a pure function."""
    by_outcome: dict[Outcome, list[Event]] = {outcome: [] for outcome in Outcome}
    passing = []
    for event in edition.events:
        outcome = _outcome(event, edition, wanted)
        by_outcome[outcome].append(event)
        if outcome in {Outcome.SHOWN, Outcome.UNLOCATED}:
            passing.append(event)
    outcomes = {outcome: tuple(events) for outcome, events in by_outcome.items()}
    return Selection(filter=wanted, by_outcome=outcomes, passing=tuple(passing))


def _outcome(event: Event, edition: Edition, wanted: Filter) -> Outcome:
    if not wanted.accepts(event):
        return Outcome.FILTERED
    time = event.time(wanted.clock)
    if time is None:
        return Outcome.UNDATED
    if not time.overlaps(wanted.start, wanted.end):
        return Outcome.OUTSIDE
    return Outcome.SHOWN if edition.drawn_at(event) else Outcome.UNLOCATED
