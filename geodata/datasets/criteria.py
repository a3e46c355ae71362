"""Criteria: which coded events of a data set to show, as one value that every query takes."""

from datetime import date
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from geodata.model.places import Precision

FACETS: Final = {
    "kind": "kinds",
    "precision": "precisions",
    "region": "regions",
    "district": "districts",
    "country": "countries",
}
"""The columns that can be filtered by value, each with its field of ``Criteria``."""


MOST_LETTERS: Final = 200
"""Maximum length of a search, in characters: each of its words costs one index lookup."""


class Criteria(BaseModel):
    """A window of days and, per facet, the accepted values; hashable, so that results can be cached by it.

    ``start`` and ``end`` are both included and given together or not at all: without them, every day passes, and
    undated events too. An event matches a window that overlaps its own span of days. An empty facet lets
    everything pass; several values of one facet are alternatives; "" stands for events without a value. Each of
    ``words`` must begin a word of the event's title, place or source, whatever its case and diacritics.

    The viewport is not a criterion: the account is the same wherever the reader looks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: date | None = None
    end: date | None = None
    kinds: frozenset[str] = frozenset()
    precisions: frozenset[Precision] = frozenset()
    regions: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    words: str = Field(default="", max_length=MOST_LETTERS)

    @model_validator(mode="after")
    def _window_is_whole(self) -> "Criteria":
        if (self.start is None) != (self.end is None):
            message = "a window has two ends: give both dates or neither"
            raise ValueError(message)
        if self.start is not None and self.end is not None and self.start > self.end:
            message = f"the window ends on {self.end}, before it begins on {self.start}: exchange its two dates"
            raise ValueError(message)
        return self

    @property
    def days(self) -> tuple[int, int] | None:
        """Return the window as proleptic Gregorian ordinals, both included, or None when every day passes."""
        return None if self.start is None or self.end is None else (self.start.toordinal(), self.end.toordinal())

    @property
    def all_time(self) -> "Criteria":
        """Return the same criteria without a window: what a slider moves over."""
        return self.model_copy(update={"start": None, "end": None})

    def within(self, start: date, end: date) -> "Criteria":
        """Return the same criteria for the window from ``start`` to ``end``, both included."""
        return Criteria.model_validate(self.model_dump() | {"start": start, "end": end})
