"""What every query must answer, counted event by event in plain Python from the records that were imported."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from geodata.datasets.criteria import FACETS
from geodata.datasets.schema import LADDER
from geodata.datasets.view.symbols import Area
from geodata.model.places import Precision
from geodata.views.search import fold
from geodata.views.selection import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.datasets.criteria import Criteria
    from geodata.datasets.view.grid import Grid, PlaneBounds

Record = dict[str, Any]
Cell = tuple[int, int]


def precision(record: Record) -> Precision:
    return LADDER[record["precision"]]


def is_pin(record: Record) -> bool:
    return precision(record).is_pin and record["mx"] is not None


def area(record: Record) -> Area | None:
    """The area that stands for an event: never finer than the event is coded, and only one whose id is held."""
    if precision(record) is Precision.DISTRICT and record["district"]:
        return Area(Precision.DISTRICT, record["district"])
    if precision(record) in {Precision.DISTRICT, Precision.REGION, Precision.BORDER} and record["region"]:
        return Area(Precision.REGION, record["region"])
    return None


def passes(record: Record, criteria: Criteria) -> bool:
    values = record | {"precision": precision(record)}
    chosen = {name: getattr(criteria, field) for name, field in FACETS.items()}
    text = fold(" ".join(record[name] for name in ("title", "place", "source")))
    words = ["".join(letter for letter in word if letter.isalnum()) for word in text.split()]
    asked = fold(criteria.words).split()
    return all(values[name] in choice for name, choice in chosen.items() if choice) and all(
        any(word.startswith(start) for word in words) for start in asked
    )


def outcome(record: Record, criteria: Criteria) -> Outcome:
    if not passes(record, criteria):
        return Outcome.FILTERED
    if criteria.days and record["first_day"] is None:
        return Outcome.UNDATED
    if criteria.days and (record["first_day"] > criteria.days[1] or record["last_day"] < criteria.days[0]):
        return Outcome.OUTSIDE
    return Outcome.SHOWN if is_pin(record) or area(record) else Outcome.UNLOCATED


def ledger(records: Iterable[Record], criteria: Criteria) -> dict[Outcome, int]:
    return dict.fromkeys(Outcome, 0) | Counter(outcome(record, criteria) for record in records)


def cells(records: Iterable[Record], criteria: Criteria, grid: Grid) -> dict[Cell, tuple[float, float, int, int]]:
    """The mean position, the count, and how many of it are known to a vicinity only, by the cell's corner."""
    found: dict[Cell, list[Record]] = defaultdict(list)
    for record in records:
        if outcome(record, criteria) is Outcome.SHOWN and is_pin(record) and is_inside(record, grid.bounds):
            found[record["mx"] // grid.size * grid.size, record["my"] // grid.size * grid.size].append(record)
    return {
        cell: (
            sum(record["mx"] for record in held) / len(held),
            sum(record["my"] for record in held) / len(held),
            len(held),
            sum(precision(record) is Precision.VICINITY for record in held),
        )
        for cell, held in found.items()
    }


def is_inside(record: Record, bounds: PlaneBounds) -> bool:
    return bool(bounds.west <= record["mx"] <= bounds.east and bounds.north <= record["my"] <= bounds.south)


def areas(records: Iterable[Record], criteria: Criteria) -> dict[Area, int]:
    shown = (record for record in records if outcome(record, criteria) is Outcome.SHOWN and not is_pin(record))
    return dict(Counter(found for record in shown if (found := area(record))))


def histogram(records: Iterable[Record], criteria: Criteria, first: int, last: int) -> dict[int, tuple[int, int]]:
    """The events of each day: those given for just that day, and those that span it."""
    passing = [record for record in records if passes(record, criteria) and record["first_day"] is not None]
    return {
        day: (
            sum(record["first_day"] == day == record["last_day"] for record in passing),
            sum(
                record["first_day"] <= day <= record["last_day"] and record["first_day"] < record["last_day"]
                for record in passing
            ),
        )
        for day in range(first, last + 1)
    }


def facet(records: Iterable[Record], criteria: Criteria, name: str) -> dict[Any, int]:
    others = criteria.model_copy(update={FACETS[name]: frozenset()})
    held = (record for record in records if outcome(record, others) in {Outcome.SHOWN, Outcome.UNLOCATED})
    return dict(Counter(precision(record) if name == "precision" else record[name] for record in held))


def listed(records: Iterable[Record], criteria: Criteria, parts: Iterable[Outcome]) -> list[int]:
    """The rows of a list, in its order: by first day, then by row, undated ones last."""
    held = [record for record in records if outcome(record, criteria) in set(parts)]
    never = max((record["last_day"] or 0 for record in held), default=0) + 1
    return [record["row"] for record in sorted(held, key=lambda each: (each["first_day"] or never, each["row"]))]
