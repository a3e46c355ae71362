"""Measures the queries of a data set: ours against the memory floor, pandas, polars and a rebuild of supercluster.

Run it with ``.venv/bin/python -m tests.benchmarks.event_queries [SIZES]``, as in ``100000 1000000 10000000``. It needs
polars, and for the rebuild Node.js with the npm package supercluster; either is left out when it is not there. All arms
answer the same question on the same made-up events in turn within each iteration, and their answers are compared. The
floor reads every column that the question touches once, as numpy arrays.
"""

import argparse
import importlib
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geodata.datasets import snapshots, staging
from geodata.datasets.grid import Bounds, Grid, to_lon_lat
from geodata.datasets.schema import LADDER
from geodata.datasets.sources import Source
from geodata.datasets.wanted import Wanted
from geodata.datasets.words import words
from geodata.places import Precision
from geodata.selection import Outcome
from tests.datasets import generator

SIZES = (100_000, 1_000_000)
ITERATIONS = 9
VICINITY = LADDER.index(Precision.VICINITY)
KIND = "Shelling"
YEAR = Wanted(start=date(2021, 3, 1), end=date(2022, 2, 28), kinds=frozenset({KIND}))
FIVE_YEARS = Wanted(kinds=frozenset({KIND}))
EVERYTHING = Wanted()
WORLD = Grid.over(Bounds.of(20, 44, 45, 56), 5)
TOWN = Bounds.of(36.0, 50.3, 36.8, 50.9)
SEARCH = "tetkino"
POINTS = 50

Answer = Any
Arm = Callable[[], Answer]


@dataclass(frozen=True)
class Question:
    """One question, the columns a floor must read for it, and who answers it how."""

    name: str
    columns: tuple[str, ...]
    arms: Mapping[str, Arm]


class Frames:
    """The made-up events as numpy arrays, a pandas and a polars frame, with the columns the questions need.

    What an event lacks is a number that no question asks for, so that no arm is slowed down by nulls.
    """

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        never, nowhere = 10_000_000, -1
        table = pa.Table.from_batches(list(batches)).select(
            ["row", "first_day", "last_day", "mx", "my", "precision", "kind", "title", "place", "source"]
        )
        columns = {name: table.column(name) for name in table.column_names}
        for name in ("first_day", "last_day"):
            columns[name] = columns[name].fill_null(never)
        for name in ("mx", "my"):
            columns[name] = columns[name].fill_null(nowhere)
        columns["kind"] = columns["kind"].dictionary_encode().unify_dictionaries()
        self.table = pa.table(columns)
        self.pandas: pd.DataFrame = self.table.to_pandas()
        kinds = self.pandas["kind"].cat
        self.kind = list(kinds.categories).index(KIND)
        self.numpy = {name: self.pandas[name].to_numpy() for name in self.table.column_names[:6]}
        self.numpy["kind"] = kinds.codes.to_numpy()

    def pins(self, frame: Any, wanted: Wanted) -> Any:  # noqa: ANN401 - a pandas frame, which has no types here
        """Return the rows of a pandas frame that are pinned and wanted."""
        found = (frame["kind"] == KIND) & (frame["precision"] <= VICINITY) & (frame["mx"] >= 0)
        return frame[found & self.within(frame, wanted)]

    @staticmethod
    def within(frame: Any, wanted: Wanted) -> Any:  # noqa: ANN401 - as above
        """Return which rows of a pandas frame the window of ``wanted`` overlaps; all dated ones if it has none."""
        start, end = wanted.days or (0, 9_999_999)
        return (frame["first_day"] <= end) & (frame["last_day"] >= start)


def questions(source: Source, frames: Frames) -> list[Question]:
    """Return the six questions with the arms of ours, pandas and, where it is installed, polars."""
    df, (start, end) = frames.pandas, YEAR.days or (0, 0)
    row = len(df) // 2 + 1
    asked = [
        Question(
            "count, filtered",
            ("first_day", "last_day", "kind"),
            {
                "ours": lambda: sum(source.ledger(YEAR)[part] for part in (Outcome.SHOWN, Outcome.UNLOCATED)),
                "pandas": lambda: int(((df["kind"] == KIND) & frames.within(df, YEAR)).sum()),
            },
        ),
        Question(
            "daily histogram, filtered",
            ("first_day", "last_day", "kind"),
            {
                "ours": lambda: _per_day(source.day_counts(FIVE_YEARS)),
                "pandas": lambda: _pandas_per_day(df[(df["kind"] == KIND) & (df["first_day"] == df["last_day"])]),
            },
        ),
        Question(
            "clusters, five years, filtered",
            ("first_day", "mx", "my", "precision", "kind"),
            {
                "ours": lambda: _per_cell(source.cells(FIVE_YEARS, WORLD)),
                "pandas": lambda: _pandas_per_cell(frames.pins(df, FIVE_YEARS)),
            },
        ),
        Question(
            "points of a town, one year",
            ("first_day", "last_day", "mx", "my", "precision", "kind"),
            {
                "ours": lambda: [event.row for event in source.page(YEAR, where=TOWN, rows=POINTS).events],
                "pandas": lambda: _pandas_points(frames.pins(df, YEAR)),
            },
        ),
        Question(
            "one event",
            ("row",),
            {
                "ours": lambda: _title(source, row),
                "pandas": lambda: df.loc[df["row"] == row, "title"].iloc[0],
            },
        ),
        Question(
            "search, counted",
            ("row",),
            {
                "ours": lambda: source.ledger(Wanted(words=SEARCH))[Outcome.FILTERED],
                "pandas": lambda: int((~_pandas_has(df, words(SEARCH)[0])).sum()),
            },
        ),
    ]
    try:
        polars = importlib.import_module("polars")
    except ImportError:
        return asked
    pl, lazy = polars, polars.from_arrow(frames.table).lazy()
    kind, pinned = pl.col("kind") == KIND, (pl.col("precision") <= VICINITY) & (pl.col("mx") >= 0)
    within = (pl.col("first_day") <= end) & (pl.col("last_day") >= start)
    dated = pl.col("first_day") < 10_000_000
    edge = {name: pl.col(name) - pl.col(name) % WORLD.size for name in ("mx", "my")}
    in_world = _polars_inside(pl, WORLD.bounds)
    text = pl.concat_str(["title", "place", "source"], separator=" ").str.to_lowercase()
    answers: list[Arm] = [
        lambda: lazy.filter(kind & within).select(pl.len()).collect().item(),
        lambda: dict(
            lazy.filter(kind & (pl.col("first_day") == pl.col("last_day")) & dated)
            .group_by("first_day").len().collect().iter_rows()
        ),
        lambda: {
            (west, north): count
            for west, north, count in lazy.filter(kind & pinned & dated & in_world)
            .group_by(edge["mx"], edge["my"]).len().collect().iter_rows()
        },
        lambda: list(
            lazy.filter(kind & pinned & within & _polars_inside(pl, TOWN))
            .sort("first_day", "row").head(POINTS).select("row").collect()["row"]
        ),
        lambda: lazy.filter(pl.col("row") == row).select("title").collect().item(),
        lambda: lazy.filter(~text.str.contains(rf"\b{words(SEARCH)[0]}")).select(pl.len()).collect().item(),
    ]  # fmt: skip
    return [
        Question(found.name, found.columns, {**found.arms, "polars": answer})
        for found, answer in zip(asked, answers, strict=True)
    ]


def _title(source: Source, row: int) -> str:
    event = source.event(row)
    return event.title if event else ""


def _per_day(days: Any) -> dict[int, int]:  # noqa: ANN401 - geodata.datasets.counts.DayCounts
    counts = np.diff(days.dated.started.sum(axis=(1, 2))).tolist()
    return {day: count for day, count in zip(days.dated.first_days.tolist(), counts, strict=True) if count}


def _pandas_per_day(found: pd.DataFrame) -> dict[int, int]:
    counts = found.groupby("first_day").size()
    return {int(day): int(count) for day, count in counts.items() if day < 10_000_000}


def _per_cell(found: Any) -> dict[tuple[int, int], int]:  # noqa: ANN401 - geodata.datasets.symbols.Symbols
    corners = zip(found.west.tolist(), found.north.tolist(), strict=True)
    return dict(zip(corners, found.count.tolist(), strict=True))


def _pandas_per_cell(found: pd.DataFrame) -> dict[tuple[int, int], int]:
    inside = found[WORLD.bounds.contains(found["mx"], found["my"])]
    counts = inside.groupby([inside[name] - inside[name] % WORLD.size for name in ("mx", "my")]).size()
    return {(int(west), int(north)): int(count) for (west, north), count in counts.items()}


def _pandas_points(found: pd.DataFrame) -> list[int]:
    inside = found[TOWN.contains(found["mx"], found["my"])]
    return [int(row) for row in inside.sort_values(["first_day", "row"]).head(POINTS)["row"]]


def _pandas_has(frame: pd.DataFrame, word: str) -> Any:  # noqa: ANN401 - a pandas series
    text = frame["title"] + " " + frame["place"] + " " + frame["source"]
    return text.str.lower().str.contains(rf"\b{word}", regex=True)


def _polars_inside(polars: Any, bounds: Bounds) -> Any:  # noqa: ANN401 - polars is optional
    x, y = polars.col("mx"), polars.col("my")
    return x.is_between(bounds.west, bounds.east) & y.is_between(bounds.north, bounds.south)


def floor(frames: Frames, columns: Iterable[str]) -> Arm:
    """Return a function that reads each of ``columns`` once."""
    arrays = [frames.numpy[name] for name in columns]
    return lambda: [int(array.sum()) for array in arrays]


def measure(arms: Mapping[str, Arm], iterations: int = ITERATIONS) -> dict[str, float]:
    """Return the median milliseconds of each arm, run in turn within each iteration after one to warm up."""
    times: dict[str, list[float]] = {name: [] for name in arms}
    for number in range(iterations + 1):
        for name, arm in arms.items():
            start = time.perf_counter()
            arm()
            if number:
                times[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> None:
    """Measure all sizes and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as folder:
            _measure(size, Path(folder))


def _measure(size: int, folder: Path) -> None:
    staged = staging.stage(generator.batches(size), [], lambda: generator.description(size), folder)
    source = Source.in_folder(snapshots.accept(staged).id, folder)
    frames = Frames(generator.batches(size))
    _say(f"\n{size:,} events\n")
    _say("| question | floor, ms | ours, ms | ours / floor | pandas / ours | polars / ours |")
    _say("|---|---:|---:|---:|---:|---:|")
    for question in questions(source, frames):
        answers = [arm() for arm in question.arms.values()]
        if any(answer != answers[0] for answer in answers[1:]):
            message = f'the arms do not agree on "{question.name}" at {size:,}: {str(answers)[:500]}'
            raise SystemExit(message)
        _row(question.name, measure({"floor": floor(frames, question.columns), **question.arms}))
    _measure_matrix(source, frames, folder)
    source.close()


def _row(name: str, found: Mapping[str, float]) -> None:
    ratios = [f"{found[arm] / found['ours']:.1f}" if arm in found else "" for arm in ("pandas", "polars")]
    cells = [name, f"{found['floor']:.2f}", f"{found['ours']:.2f}", f"{found['ours'] / found['floor']:.2f}", *ratios]
    _say(f"| {' | '.join(cells)} |")


def _measure_matrix(source: Source, frames: Frames, folder: Path) -> None:
    """Measure the slider matrix: its making, its steps, and a rebuild of supercluster in place of a step."""
    start = time.perf_counter()
    matrix = source.matrix(EVERYTHING, WORLD)
    built = 1000 * (time.perf_counter() - start)
    window = YEAR.days or (0, 0)
    wanted = Wanted(start=YEAR.start, end=YEAR.end)
    if not matrix.sums.binned_days > 1 and _per_cell(matrix.within(*window)) != _per_cell(source.cells(wanted, WORLD)):
        message = "the matrix and the query do not agree"
        raise SystemExit(message)
    read = floor(frames, ("first_day", "last_day", "mx", "my", "precision"))
    found = measure({"floor": read, "step": lambda: matrix.within(*window)})
    _say(f"\nslider matrix, made in {built:,.0f} ms, {matrix.sums.binned_days} day(s) per bin:\n")
    _say("| floor, ms | a slider step, ms | step / floor | supercluster rebuilt, ms | rebuilt / step |")
    _say("|---:|---:|---:|---:|---:|")
    rebuilt = _supercluster(frames, window, folder)
    after = (f"{rebuilt:,.0f}", f"{rebuilt / found['step']:,.0f}") if rebuilt else ("not installed", "")
    cells = [f"{found['floor']:.2f}", f"{found['step']:.3f}", f"1/{found['floor'] / found['step']:.0f}", *after]
    _say(f"| {' | '.join(cells)} |")


_REBUILD = """
const { readFileSync } = require("fs");
const { default: Supercluster } = require("supercluster");
const flat = new Float64Array(readFileSync(process.argv[1]).buffer.slice(0));
const points = [];
for (let i = 0; i < flat.length; i += 2) {
  points.push({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [flat[i], flat[i + 1]] } });
}
const times = [];
for (let i = 0; i < 3; i += 1) {
  const start = performance.now();
  const made = new Supercluster({ radius: 40, maxZoom: 13 }).load(points);
  made.getClusters([20, 44, 45, 56], 5);
  times.push(performance.now() - start);
}
console.log(JSON.stringify(times.sort((a, b) => a - b)[1]));
"""


def _supercluster(frames: Frames, window: tuple[int, int], folder: Path) -> float | None:
    """Return the milliseconds in which supercluster is rebuilt for the pins of ``window``, or None without it."""
    columns = frames.numpy
    found = (columns["first_day"] <= window[1]) & (columns["last_day"] >= window[0])
    found &= (columns["precision"] <= VICINITY) & (columns["mx"] >= 0)
    path = folder / "points.f64"
    np.column_stack(to_lon_lat(columns["mx"][found], columns["my"][found])).tofile(path)
    node = shutil.which("node")
    if node is None:
        return None
    command = [node, "--max-old-space-size=8000", "-e", _REBUILD, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(json.loads(done.stdout)) if done.returncode == 0 else None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
