"""The queries of a data set, each one statement built from the same few conditions, for every engine alike.

Only what all engines agree on is used: plain comparisons, ``x - x % n`` for cells and bins, sums over CASE, and
subqueries for words. Every value is a bound parameter.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    case,
    cast,
    false,
    func,
    not_,
    or_,
    select,
    true,
    type_coerce,
)

from geodata.datasets.criteria import FACETS, Criteria
from geodata.datasets.engines.sql_tables import Tables
from geodata.datasets.schema import EVENT, NUMBER
from geodata.datasets.view.drawing import RUNG
from geodata.datasets.view.grid import EVERYWHERE, Grid, PlaneBounds
from geodata.datasets.view.symbols import Area
from geodata.datasets.words import words
from geodata.model.places import Precision
from geodata.views.selection import Outcome

LISTED: Final = (Outcome.SHOWN, Outcome.UNLOCATED)
"""What a list holds unless it is asked for something else: the events on the map, and those without a place."""
Condition = ColumnElement[bool]
Query = Select[Any]
_LAST_LETTER: Final = "\U0010ffff"
# To split a text takes a millisecond, and the same one is asked for in many queries.
_words: Final = lru_cache(words)


def size(tables: Tables) -> Query:
    """Count all events: ``events``."""
    return select(_count()).select_from(tables.event)


def spans(tables: Tables, criteria: Criteria) -> Query:
    """Count what passes all but the window by ``first_day`` and ``last_day``: ``events``, ``unlocated``."""
    event = tables.event.c
    unlocated = _count_if(event.drawn == RUNG[Precision.NONE]).label("unlocated")
    query = select(event.first_day, event.last_day, _count(), unlocated).where(_passing(tables, criteria))
    return query.group_by(event.first_day, event.last_day)


def tally(tables: Tables, criteria: Criteria) -> Query:
    """Count what passes all but the window by ``drawn``: ``events``, the ``undated``, and those ``within`` it."""
    event = tables.event.c
    undated = _count_if(_undated(tables, criteria)).label("undated")
    within = _count_if(_within_window(tables, criteria)).label("within")
    return select(event.drawn, _count(), undated, within).where(_passing(tables, criteria)).group_by(event.drawn)


def cells(tables: Tables, criteria: Criteria, grid: Grid) -> Query:
    """Count the pins by cell, ``west`` and ``north``: ``events``, ``vague``, and the sums ``mx`` and ``my``."""
    group = _pins(tables, grid).where(_within_window(tables, criteria), _passing(tables, criteria)).subquery("pins").c
    return select(group.west, group.north, *_measures(group)).group_by(group.west, group.north)


def matrix(tables: Tables, criteria: Criteria, grid: Grid, binned_days: int = 1) -> Query:
    """Count the pins of all time like ``cells``, by ``first_day`` and ``last_day`` as well, null for want of a date.

    Positions are cut to ``grid.unit``, so that the sums that a browser subtracts stay small and exact. With
    ``binned_days`` above 1 the two days are the first of bins of so many days.
    """
    event = tables.event.c
    days = [_bin(day, binned_days).label(day.name) for day in (event.first_day, event.last_day)]
    pins = _pins(tables, grid).add_columns(*days)
    group = pins.where(_passing(tables, criteria)).subquery("pins").c
    keys = (group.west, group.north, group.first_day, group.last_day)
    return select(*keys, *_measures(group, grid.unit)).group_by(*keys)


def areas(tables: Tables, criteria: Criteria) -> Query:
    """Count the events in areas by ``drawn`` and ``area`` (an id): ``events``."""
    event = tables.event.c
    query = select(event.drawn, event.area, _count()).where(_in_areas(tables), _within_window(tables, criteria))
    return query.where(_passing(tables, criteria)).group_by(event.drawn, event.area)


def area_matrix(tables: Tables, criteria: Criteria) -> Query:
    """Count the events in areas of all time like ``areas``, by ``first_day`` and ``last_day`` as ``matrix`` does."""
    event = tables.event.c
    keys = (event.drawn, event.area, event.first_day, event.last_day)
    query = select(*keys, _count()).where(_in_areas(tables))
    return query.where(_passing(tables, criteria)).group_by(*keys)


def facet(tables: Tables, criteria: Criteria, name: str, most: int) -> Query:
    """Count the events of the window by the facet ``name``, whatever is chosen of it: ``value``, ``events``.

    The ``most`` frequent values come first.
    """
    value = tables.event.c[name]
    others = criteria.model_copy(update={FACETS[name]: frozenset()})
    query = select(value.label("value"), _count()).where(_passing(tables, others), _within_window(tables, others))
    return query.group_by(value).order_by(func.count().desc(), value).limit(most)


def sums(tables: Tables, criteria: Criteria, by: Collection[str]) -> Query:
    """Sum each number over the events of the window, by the columns named: ``events``, ``sum_0``, ``known_0``, ….

    A sum is null where no event of the group has the number.
    """
    keys = [tables.event.c[name] for name in by]
    measures: list[ColumnElement[Any]] = []
    for index, number in enumerate(_numbers(tables)):
        measures.append(func.sum(number).label(f"sum_{index}"))
        measures.append(type_coerce(func.count(number), BigInteger).label(f"known_{index}"))
    query = select(*keys, _count(), *measures).select_from(tables.event)
    return query.where(_passing(tables, criteria), _within_window(tables, criteria)).group_by(*keys)


def events(
    tables: Tables, criteria: Criteria, parts: Collection[Outcome] = LISTED, where: PlaneBounds | Area | None = None
) -> Query:
    """Select the events whose outcome is one of ``parts``, with their numbers, in no order.

    ``where`` narrows to those of a symbol.
    """
    return _whole(tables).add_columns(*_numbers(tables)).where(_listed(tables, criteria, parts, where))


def page(  # noqa: PLR0913 - what a list can be asked
    tables: Tables,
    criteria: Criteria,
    parts: Collection[Outcome],
    where: PlaneBounds | Area | None,
    *,
    after: tuple[int | None, int] | None,
    rows: int,
) -> Query:
    """Select the first ``rows`` of ``events`` by day and row, or those that follow the day and row ``after``.

    Undated events come last; their day is None.
    """
    order = (tables.event.c.first_day.nulls_last(), tables.event.c.row)
    query = _whole(tables).where(_listed(tables, criteria, parts, where), _follows(tables, after))
    return query.order_by(*order).limit(rows)


def one_event(tables: Tables, row: int) -> Query:
    """Select the event that was record ``row`` of the file."""
    return _whole(tables).where(tables.event.c.row == row)


def rejections(tables: Tables) -> Query:
    """Select the rejections in the order of the file."""
    rejection = tables.rejection.c
    return select(*rejection).order_by(rejection.row, rejection.column)


def descriptions(tables: Tables) -> Query:
    """Select the ``id`` and ``description`` of every data set in the engine."""
    return select(*tables.dataset.c).order_by(tables.dataset.c.id)


def _numbers(tables: Tables) -> list[ColumnElement[float]]:
    return [column for column in tables.event.c if column.name.startswith(NUMBER)]


def _whole(tables: Tables) -> Query:
    return select(*(tables.event.c[name] for name in EVENT.names))


def _listed(
    tables: Tables, criteria: Criteria, parts: Collection[Outcome], where: PlaneBounds | Area | None
) -> Condition:
    listed = and_(_passing(tables, criteria), _has_outcome(tables, criteria, frozenset(parts)))
    if isinstance(where, PlaneBounds):
        return and_(listed, _pinned(tables), _inside(tables, where))
    if isinstance(where, Area):
        return and_(listed, tables.event.c.drawn == RUNG[where.level], tables.event.c.area == where.id)
    return listed


def _follows(tables: Tables, after: tuple[int | None, int] | None) -> Condition:
    if after is None:
        return true()
    (last_day, last_row), day, row = after, tables.event.c.first_day, tables.event.c.row
    if last_day is None:
        return and_(day.is_(None), row > last_row)
    return or_(day > last_day, and_(day == last_day, row > last_row), day.is_(None))


def _passing(tables: Tables, criteria: Criteria) -> Condition:
    """Tell whether an event has an accepted value of every facet and all the words, whatever its date."""
    event = tables.event.c
    chosen = {name: getattr(criteria, field) for name, field in FACETS.items()}
    chosen["precision"] = {RUNG[precision] for precision in criteria.precisions}
    conditions = [event[name].in_(sorted(values)) for name, values in chosen.items() if values]
    return and_(true(), *conditions, *(event.row.in_(_rows_with(tables, word)) for word in _words(criteria.words)))


def _rows_with(tables: Tables, word: str) -> Query:
    token = tables.token.c
    return select(token.row).where(token.token >= word, token.token < word + _LAST_LETTER)


def _within_window(tables: Tables, criteria: Criteria) -> Condition:
    event = tables.event.c
    if criteria.days is None:
        return true()
    start, end = criteria.days
    return and_(event.first_day <= end, event.last_day >= start)


def _undated(tables: Tables, criteria: Criteria) -> Condition:
    """Tell whether an event is left out for want of a date; without a window none is."""
    return false() if criteria.days is None else tables.event.c.first_day.is_(None)


def _pinned(tables: Tables) -> Condition:
    return tables.event.c.drawn <= RUNG[Precision.VICINITY]


def _in_areas(tables: Tables) -> Condition:
    return tables.event.c.drawn.in_((RUNG[Precision.DISTRICT], RUNG[Precision.REGION]))


def _has_outcome(tables: Tables, criteria: Criteria, outcomes: frozenset[Outcome]) -> Condition:
    if Outcome.FILTERED in outcomes:
        raise ValueError("what was filtered out is what was not asked for, and has no list")
    undated, within = _undated(tables, criteria), _within_window(tables, criteria)
    unlocated = tables.event.c.drawn == RUNG[Precision.NONE]
    conditions = {
        Outcome.UNDATED: undated,
        Outcome.OUTSIDE: and_(not_(undated), not_(within)),
        Outcome.UNLOCATED: and_(within, unlocated),
        Outcome.SHOWN: and_(within, not_(unlocated)),
    }
    if outcomes.issuperset(LISTED):
        return or_(within, *(conditions[outcome] for outcome in outcomes.difference(LISTED)))
    return or_(*(conditions[outcome] for outcome in outcomes))


def _inside(tables: Tables, bounds: PlaneBounds) -> Condition:
    if bounds == EVERYWHERE:
        return true()
    event = tables.event.c
    return and_(event.mx.between(bounds.west, bounds.east), event.my.between(bounds.north, bounds.south))


def _pins(tables: Tables, grid: Grid) -> Query:
    event = tables.event.c
    corner = {"west": event.mx - event.mx % grid.size, "north": event.my - event.my % grid.size}
    columns = (column.label(name) for name, column in corner.items())
    return select(*columns, event.mx, event.my, event.drawn).where(_pinned(tables), _inside(tables, grid.bounds))


def _measures(group: Any, unit: int = 1) -> tuple[ColumnElement[Any], ...]:  # noqa: ANN401 - columns of a subquery
    vague = _count_if(group.drawn == RUNG[Precision.VICINITY]).label("vague")
    return _count(), vague, *(_sum(_bin(group[name], unit)).label(name) for name in ("mx", "my"))


def _count() -> ColumnElement[int]:
    return type_coerce(func.count(), BigInteger).label("events")


def _count_if(condition: Condition) -> ColumnElement[int]:
    return type_coerce(func.count(case((condition, 1))), BigInteger)


def _sum(value: ColumnElement[Any]) -> ColumnElement[int]:
    # Engines disagree on the type of a sum, and on the sum of nothing.
    return cast(func.coalesce(func.sum(value), 0), BigInteger)


def _bin(day: ColumnElement[int], width: int) -> ColumnElement[int]:
    return day if width == 1 else day - day % width
