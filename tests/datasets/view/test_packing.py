"""Packed scenes: a browser counts account, bars and map of every window from them as Python and the engine do."""

from __future__ import annotations

import base64
import json
import random
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from geodata.datasets.criteria import Criteria
from geodata.datasets.view import packing
from geodata.datasets.view.counts import Cumulative, DayCounts, Groups
from geodata.datasets.view.grid import Grid, PlaneBounds
from geodata.datasets.view.packing import packed_days, packed_view
from geodata.datasets.view.symbols import AreaMatrix, SymbolMatrix
from pages.components.datasets import dataset_map
from tests.datasets.conftest import imported
from tests.datasets.engines import reference
from tests.datasets.generator import DAYS, FIRST_DAY, KINDS, batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.datasets.sources import Source
    from geodata.datasets.view.symbols import Areas, Symbols

SCRIPT = Path(__file__).resolve().parents[2] / "javascript/set.js"
MOST_AREAS = 120
CRITERIA = [
    Criteria(),
    Criteria(kinds=frozenset(KINDS[:2])),
    Criteria(regions=frozenset({"R-09"}), words="agency"),
    Criteria(words="no such word anywhere"),
]
GRIDS = [
    Grid.over(PlaneBounds.of(20, 44, 45, 56), 5),
    Grid.over(PlaneBounds.of(30, 46, 32, 47), 11),
    Grid.over(PlaneBounds.of(-170, -56, 180, 72), 2),
]
Window = tuple[int, int] | None


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    opened = imported([*batches(5_000, seed=29)], [], tmp_path_factory.mktemp("datasets"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return [record for part in batches(5_000, seed=29) for record in part.to_pylist()]


def some_windows() -> list[Window]:
    chance = random.Random(12)  # noqa: S311 - the same windows each time
    found: list[Window] = [None, (FIRST_DAY, FIRST_DAY), (FIRST_DAY - 5_000, FIRST_DAY - 4_000)]
    for _number in range(30):
        start = FIRST_DAY + chance.randrange(-30, DAYS)
        found.append((start, start + chance.choice([0, 1, 7, 30, 365, 3_000])))
    return found


def counted(days: bytes, view: bytes, windows: Sequence[Window]) -> dict[str, Any]:
    """What the browser's code counts."""
    node = shutil.which("node")
    assert node, "node is missing: tests/run installs it"
    texts = {"days": base64.b64encode(days).decode(), "view": base64.b64encode(view).decode()}
    said = json.dumps({**texts, "windows": windows, "most": MOST_AREAS})
    run = subprocess.run([node, SCRIPT], input=said, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def assert_same_symbols(found: dict[str, Any], expected: Symbols) -> None:
    columns = dataset_map.columns(expected)
    assert {name: found[name] for name in ("x", "y", "count", "vague")} == {
        name: columns[name] for name in ("x", "y", "count", "vague")
    }
    assert not found["count"] or found["grid"] == columns["grid"]


def assert_same_areas(found: dict[str, Any], expected: Areas) -> None:
    held = zip(expected.areas, expected.count.tolist(), strict=True)
    listed = sorted(([area.level.value, area.id, count] for area, count in held), key=lambda item: (-item[2], item[1]))
    assert found["areas"] == listed[:MOST_AREAS]
    assert found["areasLeft"] == max(0, len(listed) - MOST_AREAS)


@pytest.mark.parametrize("grid", GRIDS, ids=["a country", "a town", "the world"])
@pytest.mark.parametrize("criteria", CRITERIA, ids=["all", "kinds", "region and word", "nothing"])
def test_the_browser_counts_every_window_of_a_set_as_the_engine_does(
    source: Source, records: list[dict[str, Any]], criteria: Criteria, grid: Grid
) -> None:
    counts, symbols, areas = source.day_counts(criteria), source.matrix(criteria, grid), source.area_matrix(criteria)
    windows = some_windows()
    answer = counted(packed_days(counts), packed_view(symbols, areas), windows)
    assert answer["binned"] == 1
    for window, found in zip(windows, answer["answers"], strict=True):
        asked = criteria.within(*map(date.fromordinal, window)) if window else criteria
        expected = {outcome.value: count for outcome, count in source.ledger(asked).items()}
        assert found["ledger"] == expected | {"given": len(records)}
        # What the matrix counts is compared with the engine's queries in test_account.py.
        seen = (
            symbols.within(*window) if window else symbols.all_time,
            areas.within(*window) if window else areas.all_time,
        )
        assert_same_symbols(found["drawn"], seen[0])
        assert_same_areas(found["drawn"], seen[1])
        assert found["drawn"]["inView"] == seen[0].count.sum() + seen[1].count.sum()


def test_a_bar_holds_the_events_given_for_its_day_and_those_that_span_it(
    source: Source, records: list[dict[str, Any]]
) -> None:
    window = (FIRST_DAY + 400, FIRST_DAY + 439)
    packed = packed_days(source.day_counts(Criteria())), packed_view(*one_cell([(1, 1, 1)]))
    answer = counted(*packed, [window])
    bars = {bar["first"]: (bar["dated"], bar["spanning"]) for bar in answer["answers"][0]["bars"]}
    expected = reference.histogram(records, Criteria(), *window)
    assert bars == {day: held for day, held in expected.items() if any(held)}
    ends = {record[name] for record in records for name in ("first_day", "last_day")} - {None}
    assert answer["used"] == sorted(ends)


def one_cell(events: Sequence[tuple[int, int, int]], *, size: int = 1 << 20) -> tuple[SymbolMatrix, AreaMatrix]:
    """The sums of events in one cell: first day, last day, and how far east of the cell's corner."""
    first, last, x = (np.array(column, np.int64) for column in zip(*events, strict=True))
    measures = (np.ones_like(x), np.zeros_like(x), x + size, np.full_like(x, size))
    sums = Cumulative.of(Groups(0, first.astype(np.int32), last.astype(np.int32), measures), 1)
    corner = np.array([size], np.int32)
    none = Cumulative.of(Groups(0, *(np.zeros(0, np.int32),) * 2, (np.zeros(0, np.int64),)), 0)
    undated = np.zeros((1, 4), np.int64)
    return SymbolMatrix(corner, corner, size, sums, undated), AreaMatrix((), none, np.zeros((0, 1), np.int64))


def test_a_scene_is_never_larger_than_its_limit_and_says_how_wide_its_bins_are(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    symbols, areas = source.matrix(Criteria(), GRIDS[0]), source.area_matrix(Criteria())
    monkeypatch.setattr(packing, "MOST_BYTES", 6_000)
    packed = packed_view(symbols, areas)
    assert len(packed) <= 6_000
    windows = some_windows()
    answer = counted(packed_days(source.day_counts(Criteria())), packed, windows)
    width = answer["binned"]
    assert width > 1
    for window, found in zip(windows, answer["answers"], strict=True):
        if window:
            expected = symbols.sums.binned(width)
            assert sum(found["drawn"]["count"]) == expected.within(*window)[:, 0].sum()
            assert expected.within(*window).tolist() == symbols.sums.within(*expected.window(*window)).tolist()


def test_the_years_25_1512_and_2024_stand_beside_each_other() -> None:
    days = [date(25, 3, 1), date(1512, 11, 5), date(1513, 2, 1), date(2024, 3, 12)]
    symbols, areas = one_cell([(day.toordinal(), day.toordinal(), number) for number, day in enumerate(days)])
    windows: list[Window] = [(day.toordinal(), day.toordinal()) for day in days]
    windows += [(date(1, 1, 1).toordinal(), date(1512, 12, 31).toordinal()), (1, date.max.toordinal())]
    found = counted(of_days(days), packed_view(symbols, areas), windows)["answers"]
    assert [sum(each["drawn"]["count"]) for each in found] == [1, 1, 1, 1, 2, 4]
    assert [each["ledger"]["shown"] for each in found] == [1, 1, 1, 1, 2, 4]


def of_days(days: Sequence[date]) -> bytes:
    ordinals = np.array([day.toordinal() for day in days], np.int32)
    ones = np.ones(ordinals.size, np.int64)
    sums = Cumulative.of(Groups(0, ordinals, ordinals, (ones, ones * 0, ones)), 1)
    return packed_days(DayCounts(len(days), 0, (0, 0), sums, (int(ordinals[0]), int(ordinals[-1]))))
