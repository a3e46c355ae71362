"""Filters: values that know their query and their sentence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from geodata.common.language import _, marked, written_out
from geodata.model.events import Event
from geodata.model.times import Clock


@dataclass(frozen=True)
class Facet:
    """One thing to filter by: its name in the URL, how a sentence begins with it, and an event's values for it."""

    name: str
    phrase: str
    values: Callable[[Event], frozenset[str]]


FACETS = (
    Facet("evidence", marked("kept as"), lambda event: frozenset({event.evidence.kind})),
    Facet("type", marked("about"), lambda event: frozenset({event.event_type})),
    Facet("speaker", marked("according to"), lambda event: event.speakers),
    Facet("status", marked("with the status"), lambda event: frozenset({event.status})),
    Facet("at", marked("at"), lambda event: frozenset(event.place.places) or frozenset({NOWHERE})),
    Facet("source", marked("published by"), lambda event: frozenset({event.evidence.source})),
)
NOWHERE = "nowhere"
"""The value of the place facet for claims that name no place."""

SENTENCES = {
    (Clock.REPORTED, True): marked("Claims reported on {start}"),
    (Clock.REPORTED, False): marked("Claims reported between {start} and {end}"),
    (Clock.HAPPENED, True): marked("Claims of what happened on {start}"),
    (Clock.HAPPENED, False): marked("Claims of what happened between {start} and {end}"),
}
"""How a filter's sentence begins, by its clock and whether its window is one day."""

Window = tuple[date, date]
"""First and last day, both included."""
Vocabulary = Mapping[str, frozenset[str]]


def vocabulary(events: Iterable[Event]) -> Vocabulary:
    """Return, for each facet's name, the values that occur in ``events``."""
    known = list(events)
    return {facet.name: frozenset().union(*(facet.values(event) for event in known)) for facet in FACETS}


class Filter(BaseModel):
    """Which claims to show: a window of days on one clock and, per facet, the values wanted.

    ``start`` and ``end`` are both included. A facet that is missing from ``chosen``, or empty,
    lets everything pass; several values of one facet are alternatives.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    clock: Clock
    start: date
    end: date
    chosen: Vocabulary = {}

    @model_validator(mode="after")
    def _window_is_not_reversed(self) -> "Filter":
        if self.start > self.end:
            message = f"the window ends on {self.end}, before it begins on {self.start}: exchange its two dates"
            raise ValueError(message)
        return self

    def accepts(self, event: Event) -> bool:
        """Tell whether ``event`` has a wanted value for every facet, whatever its date."""
        return all(not (wanted := self.chosen.get(facet.name)) or wanted & facet.values(event) for facet in FACETS)

    def query(self, default: "Filter") -> dict[str, list[str]]:
        """Return what differs from ``default`` as URL query parameters, values in a stable order."""
        query = {facet.name: sorted(self.chosen[facet.name]) for facet in FACETS if self.chosen.get(facet.name)}
        if self.clock is not default.clock:
            query["clock"] = [self.clock.value]
        if (self.start, self.end) != (default.start, default.end):
            query["dates"] = [self.start.isoformat(), self.end.isoformat()]
        return query

    @classmethod
    def from_query(
        cls, query: Mapping[str, Sequence[str]], default: "Filter", known: Vocabulary, bounds: Window
    ) -> Self:
        """Return the filter a URL asks for; whatever in it is not understood falls back to ``default``.

        ``known`` has the values that exist for each facet, ``bounds`` the first and last day there are.
        """
        clock = next((clock for clock in Clock if [clock] == list(query.get("clock", ()))), default.clock)
        start, end = default.start, default.end
        with suppress(ValueError):
            asked = [date.fromisoformat(day) for day in query.get("dates", ())]
            if len(asked) == 2 and bounds[0] <= asked[0] <= asked[1] <= bounds[1]:  # noqa: PLR2004 - a window has two ends
                start, end = asked
        wanted = {facet.name: known[facet.name].intersection(query.get(facet.name, ())) for facet in FACETS}
        return cls(clock=clock, start=start, end=end, chosen={name: found for name, found in wanted.items() if found})

    def misread(self, query: Mapping[str, Sequence[str]]) -> str | None:
        """Return the first filter parameter of ``query`` that this filter, read from it, does not obey, or None."""
        for facet in FACETS:
            if set(query.get(facet.name, ())) - self.chosen.get(facet.name, frozenset()):
                return facet.name
        if "clock" in query and list(query["clock"]) != [self.clock.value]:
            return "clock"
        dates = [self.start.isoformat(), self.end.isoformat()]
        return "dates" if "dates" in query and list(query["dates"]) != dates else None

    def sentence(self, name_of: Callable[[str, str], str]) -> str:
        """Return the filter in words; ``name_of(facet, value)`` names a value for a reader."""
        start, end = written_out(self.start), written_out(self.end)
        window = _(SENTENCES[self.clock, self.start == self.end]).format(start=start, end=end)
        return ", ".join([window, *self.phrases(name_of)]) + "."

    def phrases(self, name_of: Callable[[str, str], str]) -> list[str]:
        """Return the filter's facets in words, without its window."""
        parts = []
        for facet in FACETS:
            names = sorted(name_of(facet.name, value) for value in self.chosen.get(facet.name, ()))
            if names:
                phrase, alternatives = _(facet.phrase), _(" or ").join(names)
                parts.append(f"{phrase} {alternatives}")
        return parts
