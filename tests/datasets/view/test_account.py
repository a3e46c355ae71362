"""Nothing is silently dropped: for every wish, window and viewport the parts add up to what was imported."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.datasets.criteria import FACETS, Criteria
from geodata.datasets.view.grid import EVERYWHERE, Grid, PlaneBounds
from geodata.model.places import Precision
from geodata.views.selection import Outcome
from pages.components.datasets import dataset_map
from tests.datasets.conftest import imported
from tests.datasets.generator import DAYS, FIRST_DAY, KINDS, batches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geodata.datasets.sources import Source
    from geodata.datasets.view.symbols import Symbols

LAWS = settings(deadline=None, max_examples=40)
ROWS = 5_000
DATES = st.integers(-30, DAYS + 400).map(lambda days: date.fromordinal(FIRST_DAY) + timedelta(days=days))
WINDOWS = st.tuples(DATES, DATES).map(sorted)
VIEWS = st.tuples(st.floats(20, 45), st.floats(44, 56), st.floats(0.1, 12), st.floats(0.1, 8)).map(
    lambda view: PlaneBounds.of(view[0], view[1], view[0] + view[2], view[1] + view[3])
)
GRIDS = st.tuples(VIEWS, st.integers(3, 11)).map(lambda asked: Grid.over(*asked))


@st.composite
def wishes(draw: st.DrawFn) -> Criteria:
    start, end = draw(WINDOWS)
    few = {"max_size": 2}
    return Criteria(
        start=start,
        end=end,
        kinds=draw(st.frozensets(st.sampled_from([*KINDS, "no such kind"]), **few)),
        precisions=draw(st.frozensets(st.sampled_from(Precision), max_size=4)),
        regions=draw(st.frozensets(st.sampled_from(["", "R-09", "R-10", "R-11"]), **few)),
        countries=draw(st.frozensets(st.sampled_from(["UA", "RU"]), **few)),
        words=draw(st.sampled_from(["", "agency", "agency b", "ko", "ya ba", "\0", "'"])),
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    """Five thousand generated events in a snapshot."""
    opened = imported([*batches(ROWS, seed=23)], [], tmp_path_factory.mktemp("datasets"))
    yield opened
    opened.close()


def passing(source: Source, criteria: Criteria) -> int:
    ledger = source.ledger(criteria)
    return ledger[Outcome.SHOWN] + ledger[Outcome.UNLOCATED]


@LAWS
@given(criteria=wishes())
def test_the_outcomes_add_up_to_what_was_imported(source: Source, criteria: Criteria) -> None:
    ledger = source.ledger(criteria)
    assert list(ledger) == list(Outcome)
    assert sum(ledger.values()) == ROWS
    assert min(ledger.values()) >= 0


@LAWS
@given(criteria=wishes(), zoom=st.integers(0, 12))
def test_cells_and_areas_and_what_has_no_place_add_up_to_what_passes(
    source: Source, criteria: Criteria, zoom: int
) -> None:
    cells = source.cells(criteria, Grid.over(EVERYWHERE, zoom))
    shown = cells.count.sum() + source.areas(criteria).count.sum()
    assert shown + source.ledger(criteria)[Outcome.UNLOCATED] == passing(source, criteria)


@LAWS
@given(criteria=wishes(), grid=GRIDS)
def test_a_viewport_never_has_more_symbols_than_a_map_can_show(source: Source, criteria: Criteria, grid: Grid) -> None:
    symbols = source.symbols(criteria, grid)
    assert symbols.count.size <= 300
    assert len(json.dumps(dataset_map.columns(symbols), separators=(",", ":"))) <= 20_000
    assert symbols.count.sum() == source.cells(criteria, grid).count.sum()
    assert (symbols.count > 0).all()
    assert ((symbols.mx >= symbols.west) & (symbols.mx < symbols.west + symbols.size)).all()
    assert ((symbols.my >= symbols.north) & (symbols.my < symbols.north + symbols.size)).all()


@LAWS
@given(criteria=wishes(), grid=GRIDS, window=WINDOWS)
def test_a_step_of_the_matrix_is_the_query_of_its_window(
    source: Source, criteria: Criteria, grid: Grid, window: list[date]
) -> None:
    days = (window[0].toordinal(), window[1].toordinal())
    matrix = source.matrix(criteria, grid)
    step = matrix.within(*days)
    assert step.window == days
    found = source.cells(criteria.within(*window), Grid(grid.bounds, matrix.size))
    assert_same(step, found)


@LAWS
@given(criteria=wishes(), grid=GRIDS)
def test_all_time_counts_what_has_no_date_too(source: Source, criteria: Criteria, grid: Grid) -> None:
    everything = criteria.all_time
    assert_same(source.matrix(criteria, grid).all_time, source.symbols(everything, grid))
    held, found = source.area_matrix(criteria).all_time, source.areas(everything)
    assert dict(zip(held.areas, held.count.tolist(), strict=True)) == dict(
        zip(found.areas, found.count.tolist(), strict=True)
    )


@LAWS
@given(criteria=wishes(), window=WINDOWS)
def test_the_account_of_all_windows_is_the_query_of_each(
    source: Source, criteria: Criteria, window: list[date]
) -> None:
    asked = criteria.within(*window)
    assert source.day_counts(criteria).ledger(asked.days) == source.ledger(asked)


@LAWS
@given(criteria=wishes(), window=WINDOWS)
def test_a_step_of_the_areas_is_the_query_of_its_window(source: Source, criteria: Criteria, window: list[date]) -> None:
    asked = criteria.within(*window)
    step, found = source.area_matrix(criteria).within(*asked.days or (0, 0)), source.areas(asked)
    assert dict(zip(step.areas, step.count.tolist(), strict=True)) == dict(
        zip(found.areas, found.count.tolist(), strict=True)
    )


@LAWS
@given(criteria=wishes(), name=st.sampled_from(sorted(FACETS)))
def test_a_facet_nothing_is_chosen_of_adds_up_to_what_passes(source: Source, criteria: Criteria, name: str) -> None:
    lifted = criteria.model_copy(update={FACETS[name]: frozenset()})
    assert sum(source.facet(lifted, name, most=10_000).values()) == passing(source, lifted)
    assert source.facet(criteria, name, most=10_000) == source.facet(lifted, name, most=10_000)


def test_a_matrix_too_large_for_days_is_binned_and_says_which_window_it_counts(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.datasets.sources.MOST_ENTRIES", 1_000)
    grid = Grid.over(PlaneBounds.of(20, 44, 45, 56), 5)
    matrix = source.matrix(Criteria(), grid)
    assert matrix.sums.binned_days > 1
    assert matrix.sums.inside.codes.size <= 1_000
    asked = (date(2021, 3, 3).toordinal(), date(2021, 5, 6).toordinal())
    step = matrix.within(*asked)
    assert step.window is not None
    assert step.window[0] < asked[0] < asked[1] < step.window[1]
    window = Criteria().within(*(date.fromordinal(day) for day in step.window))
    assert_same(step, source.cells(window, grid))


def assert_same(step: Symbols, found: Symbols) -> None:
    """The same cells with the same counts; positions are cut to a 64th of a cell, never to the east or the south."""
    assert by_cell(step) == by_cell(found)
    unit = Grid(EVERYWHERE, step.size).unit
    for cut, exact in ((step.mx, found.mx), (step.my, found.my)):
        assert ((sorted_by_cell(found, exact) - sorted_by_cell(step, cut)) >= 0).all()
        assert ((sorted_by_cell(found, exact) - sorted_by_cell(step, cut)) < unit).all()


def sorted_by_cell(symbols: Symbols, values: NDArray[np.float64]) -> NDArray[np.float64]:
    return values[np.lexsort((symbols.north, symbols.west))]


def by_cell(symbols: Symbols) -> dict[tuple[int, int], tuple[int, int]]:
    corners = zip(symbols.west.tolist(), symbols.north.tolist(), strict=True)
    return dict(zip(corners, zip(symbols.count.tolist(), symbols.vague.tolist(), strict=True), strict=True))
