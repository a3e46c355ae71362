"""Coded events of a data set, as lists and cards have them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from geodata.datasets.schema import LADDER
from geodata.model.places import Precision


@dataclass(frozen=True)
class CodedEvent:
    """One event as a data set codes it, with the fields of ``schema.EVENT``; days as dates, codes as given."""

    row: int
    id: str
    first_day: date | None
    last_day: date | None
    lon: float | None
    lat: float | None
    precision: Precision
    region: str
    district: str
    country: str
    kind: str
    title: str
    place: str
    source: str
    codes: Mapping[str, Any]
    note: str

    @classmethod
    def of(cls, record: dict[str, Any]) -> Self:
        """Return the event in a record of ``schema.EVENT``."""
        days = {name: record[name] and date.fromordinal(record[name]) for name in ("first_day", "last_day")}
        parsed = days | {"precision": LADDER[record["precision"]], "codes": json.loads(record["codes"] or "{}")}
        return cls(**{name: value for name, value in (record | parsed).items() if name not in {"mx", "my"}})


@dataclass(frozen=True)
class Page:
    """Some events of a list, by first day and row; ``after`` asks for the next page, and is None on the last."""

    events: tuple[CodedEvent, ...]
    after: tuple[int | None, int] | None
