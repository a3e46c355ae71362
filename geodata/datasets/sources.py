"""Sources: an open data set on any engine; arrays for map and slider, events for lists."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pydantic import ValidationError

from geodata.common.language import marked
from geodata.datasets.coded_events import CodedEvent, Page
from geodata.datasets.criteria import Criteria
from geodata.datasets.engines import queries
from geodata.datasets.engines.choice import Engine, EngineError, Server, connect
from geodata.datasets.engines.sql_tables import DATASET, Tables
from geodata.datasets.schema import LADDER, DataSet, Rejection
from geodata.datasets.snapshots import Available, open_snapshot, open_staged
from geodata.datasets.view import sums
from geodata.datasets.view.counts import (
    MOST_ENTRIES,
    Counts,
    Cumulative,
    DayCounts,
    Groups,
    days_per_bin,
    numbered,
)
from geodata.datasets.view.drawing import RUNG
from geodata.datasets.view.grid import Grid, PlaneBounds
from geodata.datasets.view.symbols import Area, AreaMatrix, Areas, SymbolMatrix, Symbols
from geodata.model.places import Precision
from geodata.views.selection import Outcome

MOST_PLACES: Final = 300
MOST_IN_A_CELL: Final = 4
"""Maximum number of events, in view and per cell, for one symbol per place instead of per cell."""
_STREAMED_ROWS: Final = 16_384


class Source:
    """A data set open for queries; every method runs its queries and caches nothing.

    Any method raises EngineError when the engine does not answer.
    """

    def __init__(self, engine: Engine, tables: Tables, dataset: DataSet) -> None:
        self.dataset: Final = dataset
        self._engine = engine
        self._tables = tables

    @classmethod
    def in_folder(cls, dataset: str, folder: Path) -> Self:
        """Return the set with this id, open on its snapshot in ``folder``; raise SnapshotError if it is damaged."""
        engine, described = open_snapshot(dataset, folder)
        return cls(engine, Tables.of(numbers=len(described.numbers)), described)

    @classmethod
    def of_staged(cls, staged: Path) -> Self:
        """Return a staged import, for inspection before it is accepted."""
        engine, described = open_staged(staged)
        return cls(engine, Tables.of(numbers=len(described.numbers)), described)

    @classmethod
    def at(cls, url: str, dataset: str) -> Self:
        """Return the set with this id, open at the engine of ``url``; raise EngineError if it is not there."""
        server = connect(url)
        try:
            described = _dataset(server, Tables.of(dataset), dataset)
            return cls(server, Tables.of(dataset, len(described.numbers)), described)
        except EngineError:
            server.close()
            raise

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()

    @cached_property
    def days(self) -> DayCounts:
        """Return the account of the whole set."""
        return self.day_counts(Criteria())

    @property
    def bounds(self) -> tuple[date, date] | None:
        """Return the first and the last day of any event, or None if none has a date."""
        days = self.days.bounds
        return days and (date.fromordinal(days[0]), date.fromordinal(days[1]))

    def ledger(self, criteria: Criteria) -> Mapping[Outcome, int]:
        """Return the number of events by outcome; they add up to all imported events."""
        table = self._rows(queries.tally(self._tables, criteria))
        drawn, events, undated, within = (_array(table, name) for name in table.column_names)
        unlocated = int(within[drawn == RUNG[Precision.NONE]].sum())
        return {
            Outcome.FILTERED: self.dataset.accepted - int(events.sum()),
            Outcome.UNDATED: int(undated.sum()),
            Outcome.OUTSIDE: int((events - undated - within).sum()),
            Outcome.UNLOCATED: unlocated,
            Outcome.SHOWN: int(within.sum()) - unlocated,
        }

    def day_counts(self, criteria: Criteria) -> DayCounts:
        """Return ledger and histogram for every window at once; the window of ``criteria`` is ignored."""
        table = self._rows(queries.spans(self._tables, criteria))
        passing = int(_array(table, "events").sum())
        undated = table.filter(table.column("first_day").is_null())
        nowhere = int(_array(undated, "unlocated").sum())
        table = table.filter(table.column("first_day").is_valid())
        first, last, events, unlocated = (_array(table, name) for name in table.column_names)
        measures = (events - unlocated, unlocated, np.where(first == last, events, 0))
        return DayCounts(
            given=self.dataset.accepted,
            filtered=self.dataset.accepted - passing,
            undated=(passing - int(events.sum()) - nowhere, nowhere),
            sums=Cumulative.of(Groups(0, first, last, measures), 1),
            bounds=(int(first.min()), int(last.max())) if first.size else None,
        )

    def symbols(self, criteria: Criteria, grid: Grid) -> Symbols:
        """Return a symbol per cell of ``grid``, or per place where events are few and apart, with its exact count."""
        cells = self.cells(criteria, grid)
        are_apart = cells.count.sum() <= MOST_PLACES and cells.count.max(initial=0) <= MOST_IN_A_CELL
        return self.cells(criteria, grid.places) if are_apart else cells

    def cells(self, criteria: Criteria, grid: Grid) -> Symbols:
        """Return a symbol per cell of ``grid`` that holds an event; with ``grid.places``, per place."""
        table = self._rows(queries.cells(self._tables, criteria, grid))
        west, north, count, vague, x, y = (_array(table, name) for name in table.column_names)
        return Symbols(west, north, grid.size, x / count, y / count, count, vague, criteria.days)

    def matrix(self, criteria: Criteria, grid: Grid) -> SymbolMatrix:
        """Return the symbols of every window at once, as ``symbols`` has them for all time."""
        cells = self.symbols(criteria.all_time, grid)
        size = cells.size
        width = self._days_per_bin(cells.count.size, int(cells.count.sum()))
        table = self._rows(queries.matrix(self._tables, criteria, Grid(grid.bounds, size), width))
        west, north, first_day, last_day, *measures = (_array(table, name) for name in table.column_names)
        corners, key = numbered(west.astype(np.int64) << 32 | north)
        groups = Groups(key, first_day, last_day, tuple(measures))
        sums, undated = _over_time(groups, _is_dated(table), corners.size, width)
        return SymbolMatrix(
            (corners >> 32).astype(np.int32), (corners & 0xFFFFFFFF).astype(np.int32), size, sums, undated
        )

    def areas(self, criteria: Criteria) -> Areas:
        """Return the number of events per district or region, of those coded no more precisely."""
        table = self._rows(queries.areas(self._tables, criteria))
        pairs = zip(table.column("drawn").to_pylist(), table.column("area").to_pylist(), strict=True)
        return Areas(tuple(Area(LADDER[rung], area) for rung, area in pairs), _array(table, "events"), criteria.days)

    def area_matrix(self, criteria: Criteria) -> AreaMatrix:
        """Return the areas of every window at once."""
        table = self._rows(queries.area_matrix(self._tables, criteria))
        ids = table.column("area").combine_chunks().dictionary_encode()
        # By their ids, lest the order of a scene be that in which an engine happens to answer.
        names = sorted(ids.dictionary.to_pylist())
        place = pc.index_in(ids.dictionary, pa.array(names, ids.dictionary.type)).to_numpy()
        pairs = place[ids.indices.to_numpy()].astype(np.int64) * len(LADDER) + _array(table, "drawn")
        distinct, key = numbered(pairs)
        numbers = (divmod(pair, len(LADDER)) for pair in distinct.tolist())
        areas = tuple(Area(LADDER[rung], names[number]) for number, rung in numbers)
        events = _array(table, "events")
        width = self._days_per_bin(len(areas), int(events.sum()))
        groups = Groups(key, _array(table, "first_day"), _array(table, "last_day"), (events,))
        return AreaMatrix(areas, *_over_time(groups, _is_dated(table), len(areas), width))

    def page(
        self,
        criteria: Criteria,
        parts: Collection[Outcome] = queries.LISTED,
        where: PlaneBounds | Area | None = None,
        *,
        after: tuple[int | None, int] | None = None,
        rows: int = 50,
    ) -> Page:
        """Return the next ``rows`` events with an outcome in ``parts``, of one symbol or area if ``where`` is set."""
        records = self._rows(queries.page(self._tables, criteria, parts, where, after=after, rows=rows + 1)).to_pylist()
        events = tuple(CodedEvent.of(record) for record in records[:rows])
        last = records[rows - 1] if len(records) > rows else None
        return Page(events, last and (last["first_day"], last["row"]))

    def event(self, row: int) -> CodedEvent | None:
        """Return the event of record ``row`` of the file, or None."""
        records = self._rows(queries.one_event(self._tables, row)).to_pylist()
        return CodedEvent.of(records[0]) if records else None

    def facet(self, criteria: Criteria, name: str, most: int = 200) -> Mapping[str, int]:
        """Return the ``most`` frequent values of the facet ``name`` in the window, ignoring its own filter.

        Precisions are the ladder's words. The names of the facets are those of ``criteria.FACETS``.
        """
        table = self._rows(queries.facet(self._tables, criteria, name, most))
        values = table.column("value").to_pylist()
        words = [LADDER[value] for value in values] if name == "precision" else values
        return dict(zip(words, table.column("events").to_pylist(), strict=True))

    def sums(self, criteria: Criteria, by: Sequence[str] = ()) -> pa.Table:
        """Return the numbers summed over the events of the window, as ``view.sums.grouped`` has them.

        ``by`` names facets, or ``view.sums.MONTH``. Precisions are indices into the ladder.
        """
        table = self._rows(queries.sums(self._tables, criteria, [sums.column_of(name) for name in by]))
        return sums.grouped(table, by, [number.name for number in self.dataset.numbers])

    def stream(self, criteria: Criteria, parts: Collection[Outcome] = queries.LISTED) -> Iterator[pa.RecordBatch]:
        """Stream the events with an outcome in ``parts``, as ``schema.EVENT`` with the set's numbers."""
        return self._engine.batches(queries.events(self._tables, criteria, parts), _STREAMED_ROWS)

    def rejections(self) -> Iterator[Rejection]:
        """Yield the rejected records in the order of the file."""
        for batch in self._engine.batches(queries.rejections(self._tables), _STREAMED_ROWS):
            yield from (Rejection.model_validate(record) for record in batch.to_pylist())

    def copy_to(self, url: str, progress: Callable[[int], None] = lambda _rows: None) -> None:
        """Copy the set to the engine at ``url``, replacing an earlier copy; it is listed once complete.

        ``progress`` is called with the number of events copied. Raises EngineError when the engine does not answer.
        """
        server, copy = connect(url), Tables.of(self.dataset.id, len(self.dataset.numbers))
        try:
            listed = _described(server, copy) | {self.dataset.id: self.dataset}
            own = self._tables
            server.write(copy.event, _counted(self._engine.batches(own.event.select(), _STREAMED_ROWS), progress))
            for table, into in ((own.token, copy.token), (own.rejection, copy.rejection)):
                server.write(into, self._engine.batches(table.select(), _STREAMED_ROWS))
            records = [{"id": dataset.id, "description": dataset.model_dump_json()} for dataset in listed.values()]
            server.write(copy.dataset, [pa.RecordBatch.from_pylist(records, schema=DATASET)])
        finally:
            server.close()

    def _days_per_bin(self, keys: int, events: int) -> int:
        bounds = self.days.bounds
        return days_per_bin(bounds, keys, events, MOST_ENTRIES) if bounds else 1

    def _rows(self, query: queries.Query) -> pa.Table:
        return self._engine.rows(query)


def available_at(url: str) -> Available:
    """Return the data sets at the engine of ``url``."""
    server, tables = connect(url), Tables.of()
    try:
        datasets = _described(server, tables)
    finally:
        server.close()
    return Available(tuple(sorted(datasets.values(), key=lambda dataset: dataset.name.casefold())), ())


def _dataset(server: Server, tables: Tables, dataset: str) -> DataSet:
    described = _described(server, tables).get(dataset)
    if described is None:
        raise EngineError(
            marked('the engine holds no data set "{dataset}": copy it there, or choose another'), dataset=dataset
        )
    (events,) = server.rows(queries.size(tables)).column("events").to_pylist()
    if events != described.accepted:
        raise EngineError(
            marked('the engine holds {events} of the {count} events of "{dataset}": copy it there again'),
            events=events,
            count=described.accepted,
            dataset=dataset,
        )
    return described


def _described(server: Server, tables: Tables) -> dict[str, DataSet]:
    if not server.has(tables.dataset):
        return {}
    records = server.rows(queries.descriptions(tables)).to_pylist()
    try:
        return {record["id"]: DataSet.model_validate_json(record["description"]) for record in records}
    except ValidationError as error:
        raise EngineError(
            marked("the engine's list of data sets is damaged: copy the data sets there again")
        ) from error


def _counted(batches: Iterator[pa.RecordBatch], progress: Callable[[int], None]) -> Iterator[pa.RecordBatch]:
    rows = 0
    for batch in batches:
        yield batch
        rows += batch.num_rows
        progress(rows)


def _is_dated(table: pa.Table) -> NDArray[np.bool_]:
    dated: NDArray[np.bool_] = table.column("first_day").is_valid().to_numpy()
    return dated


def _over_time(groups: Groups, dated: NDArray[np.bool_], keys: int, binned_days: int) -> tuple[Cumulative, Counts]:
    """Return the sums of the ``dated`` groups for every window, and those of the others by key and measure."""
    undated = np.zeros((keys, len(groups.measures)), np.int64)
    others = groups.only(~dated)
    np.add.at(undated, others.key, np.stack(others.measures, axis=1))
    return Cumulative.of(groups.only(dated), keys, binned_days), undated


def _array(table: pa.Table, name: str) -> NDArray[Any]:
    column = table.column(name)
    values: NDArray[Any] = (column.fill_null(0) if column.null_count else column).to_numpy()
    return values
