"""Measures the queries of a data set: ours against the memory floor, pandas, polars and a rebuild of supercluster.

Run it with ``.venv/bin/python -m tests.benchmarks.event_queries [SIZES]``, as in ``100000 1000000 10000000``. It needs
polars, and for the rebuild Node.js with the npm package supercluster; either is left out when it is not there. All arms
answer the same question on the same made-up events in turn within each iteration, and their answers are compared.

The floor reads every column that the question touches once, as numpy arrays: kinds as one byte each, texts as the bytes
that they are. Ours reads from the snapshot on the disk what the others hold in memory, and for "count, filtered" gives
all five outcomes. Pandas is measured twice: with texts as it reads them from a file, and with the kinds made a category
beforehand; polars has them as a category, too.
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
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodata.datasets import snapshots
from geodata.datasets.criteria import Criteria
from geodata.datasets.importing import staging
from geodata.datasets.schema import LADDER
from geodata.datasets.sources import Source
from geodata.datasets.view.grid import Grid, PlaneBounds, to_lon_lat
from geodata.model.places import Precision
from geodata.views.selection import Outcome
from tests.datasets import generator

SIZES = (100_000, 1_000_000)
ITERATIONS = 9
VICINITY = LADDER.index(Precision.VICINITY)
KIND = "Shelling"
YEAR = Criteria(start=date(2021, 3, 1), end=date(2022, 2, 28), kinds=frozenset({KIND}))
FIVE_YEARS = Criteria(kinds=frozenset({KIND}))
EVERYTHING = Criteria()
WORLD = Grid.over(PlaneBounds.of(20, 44, 45, 56), 5)
TOWN = PlaneBounds.of(32.5, 44.6, 32.8, 44.8)
SEARCH = "tetka"
POINTS = 50
QUESTIONS = {
    "count, filtered": ("first_day", "last_day", "kind"),
    "daily histogram, filtered": ("first_day", "last_day", "kind"),
    "clusters, five years, filtered": ("first_day", "mx", "my", "precision", "kind"),
    "points of a town, one year": ("first_day", "last_day", "mx", "my", "precision", "kind"),
    "one event": ("row",),
    "search, counted": ("title", "place", "source"),
}
"""The questions, and the columns that a floor must read for each."""
NEVER, NOWHERE = 10_000_000, -1
"""What stands in the frames for a day or a position that an event lacks: no arm is slowed down by nulls."""

Answer = Any
Arm = Callable[[], Answer]
Arms = list[Arm]


class Frames:
    """The made-up events as numpy arrays, pandas and polars frames, with the columns the questions need."""

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        table = pa.Table.from_batches(list(batches)).select(
            ["row", "first_day", "last_day", "mx", "my", "precision", "kind", "title", "place", "source"]
        )
        self.size = table.num_rows
        columns = {name: table.column(name) for name in table.column_names}
        for name, missing in (("first_day", NEVER), ("last_day", NEVER), ("mx", NOWHERE), ("my", NOWHERE)):
            columns[name] = columns[name].fill_null(missing)
        kinds = columns["kind"]
        columns["kind"] = kinds.dictionary_encode().unify_dictionaries()
        self.table = pa.table(columns)
        self.categories = self.table.to_pandas()
        self.pandas = self.categories.assign(kind=kinds.to_pandas())
        self.numpy = {name: self.categories[name].to_numpy() for name in self.table.column_names[:6]}
        self.numpy["kind"] = self.categories["kind"].cat.codes.to_numpy()

    def streams(self, name: str) -> list[NDArray[Any]]:
        """Return a column's values, or the bytes of its texts, as arrays that numpy reads as fast as it can."""
        if name in self.numpy:
            return [self.numpy[name]]
        found = (np.frombuffer(chunk.buffers()[2], np.uint8) for chunk in self.table.column(name).chunks)
        return [text[: text.size // 8 * 8].view(np.int64) for text in found]

    def pins(self, window: tuple[int, int]) -> NDArray[np.float64]:
        """Return the lon and lat (EPSG:4326) of each event of ``window`` that is a pin on the map of ``WORLD``."""
        columns = self.numpy
        found = (columns["first_day"] <= window[1]) & (columns["last_day"] >= window[0])
        found &= (columns["precision"] <= VICINITY) & WORLD.bounds.contains(columns["mx"], columns["my"])
        return np.column_stack(to_lon_lat(columns["mx"][found], columns["my"][found]))


def questions(source: Source, frames: Frames) -> dict[str, dict[str, Arm]]:
    """Return for each question the arms of ours, of pandas, and where it is installed of polars."""
    row = frames.size // 2 + 1
    answers = {
        "ours": _ours(source, row),
        "pandas": _in_pandas(frames.pandas, row),
        "categories": _in_pandas(frames.categories, row),
    }
    with suppress(ImportError):
        answers["polars"] = _in_polars(importlib.import_module("polars"), frames.table, row)
    return {name: {arm: arms[number] for arm, arms in answers.items()} for number, name in enumerate(QUESTIONS)}


def _ours(source: Source, row: int) -> Arms:
    return [
        lambda: _within(source.ledger(YEAR)),
        lambda: _per_day(source.day_counts(FIVE_YEARS)),
        lambda: _per_cell(source.cells(FIVE_YEARS, WORLD)),
        lambda: [event.row for event in source.page(YEAR, where=TOWN, rows=POINTS).events],
        lambda: _title(source, row),
        lambda: source.dataset.accepted - source.ledger(Criteria(words=SEARCH))[Outcome.FILTERED],
    ]


def _in_pandas(df: Any, row: int) -> Arms:  # noqa: ANN401 - pandas has no types here
    start, end = YEAR.days or (0, 0)

    def pins(within: Any, bounds: PlaneBounds) -> Any:  # noqa: ANN401 - as above
        found = df[(df["kind"] == KIND) & (df["precision"] <= VICINITY) & within]
        return found[bounds.contains(found["mx"], found["my"])]

    def in_year() -> Any:  # noqa: ANN401 - as above
        return (df["first_day"] <= end) & (df["last_day"] >= start)

    def per_day() -> Answer:
        found = df[(df["kind"] == KIND) & (df["first_day"] == df["last_day"]) & (df["first_day"] < NEVER)]
        return found.groupby("first_day").size().to_dict()

    def per_cell() -> Answer:
        found = pins(df["first_day"] < NEVER, WORLD.bounds)
        return found.groupby([found[name] - found[name] % WORLD.size for name in ("mx", "my")]).size().to_dict()

    def points() -> Answer:
        return pins(in_year(), TOWN).sort_values(["first_day", "row"]).head(POINTS)["row"].tolist()

    def having() -> Answer:
        text = (df["title"] + " " + df["place"] + " " + df["source"]).str.lower()
        return int(text.str.contains(rf"\b{SEARCH}", regex=True).sum())

    return [
        lambda: int(((df["kind"] == KIND) & in_year()).sum()),
        per_day,
        per_cell,
        points,
        lambda: df.loc[df["row"] == row, "title"].iloc[0],
        having,
    ]


def _in_polars(pl: Any, table: pa.Table, row: int) -> Arms:  # noqa: ANN401 - polars is optional
    lazy, (start, end) = pl.from_arrow(table).lazy(), YEAR.days or (0, 0)
    kind, pinned, dated = pl.col("kind") == KIND, pl.col("precision") <= VICINITY, pl.col("first_day") < NEVER
    within = (pl.col("first_day") <= end) & (pl.col("last_day") >= start)
    edge = [pl.col(name) - pl.col(name) % WORLD.size for name in ("mx", "my")]
    text = pl.concat_str(["title", "place", "source"], separator=" ").str.to_lowercase()

    def inside(bounds: PlaneBounds) -> Any:  # noqa: ANN401 - as above
        x, y = pl.col("mx"), pl.col("my")
        return x.is_between(bounds.west, bounds.east) & y.is_between(bounds.north, bounds.south)

    return [
        lambda: lazy.filter(kind & within).select(pl.len()).collect().item(),
        lambda: dict(
            lazy.filter(kind & (pl.col("first_day") == pl.col("last_day")) & dated)
            .group_by("first_day").len().collect().iter_rows()
        ),
        lambda: {
            (west, north): count
            for west, north, count in lazy.filter(kind & pinned & dated & inside(WORLD.bounds))
            .group_by(edge).len().collect().iter_rows()
        },
        lambda: list(
            lazy.filter(kind & pinned & within & inside(TOWN))
            .sort("first_day", "row").head(POINTS).select("row").collect()["row"]
        ),
        lambda: lazy.filter(pl.col("row") == row).select("title").collect().item(),
        lambda: lazy.filter(text.str.contains(rf"\b{SEARCH}")).select(pl.len()).collect().item(),
    ]  # fmt: skip


def _within(ledger: Mapping[Outcome, int]) -> int:
    return ledger[Outcome.SHOWN] + ledger[Outcome.UNLOCATED]


def _title(source: Source, row: int) -> str:
    event = source.event(row)
    return event.title if event else ""


def _per_day(days: Any) -> dict[int, int]:  # noqa: ANN401 - geodata.datasets.view.counts.DayCounts
    run = days.sums.inside
    return {day: count for day, count in zip(run.bins.tolist(), run.values[:, 2].tolist(), strict=True) if count}


def _per_cell(found: Any) -> dict[tuple[int, int], int]:  # noqa: ANN401 - geodata.datasets.view.symbols.Symbols
    corners = zip(found.west.tolist(), found.north.tolist(), strict=True)
    return dict(zip(corners, found.count.tolist(), strict=True))


def floor(frames: Frames, columns: Iterable[str]) -> Arm:
    """Return a function that reads each of ``columns`` once."""
    arrays = [array for name in columns for array in frames.streams(name)]
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
    _say("| question | floor, ms | ours, ms | ours / floor | pandas / ours | with categories / ours | polars / ours |")
    _say("|---|---:|---:|---:|---:|---:|---:|")
    for name, arms in questions(source, frames).items():
        answers = [arm() for arm in arms.values()]
        if not answers[0] or any(answer != answers[0] for answer in answers[1:]):
            message = f'the arms find nothing or do not agree on "{name}" at {size:,}: {str(answers)[:500]}'
            raise SystemExit(message)
        _row(name, measure({"floor": floor(frames, QUESTIONS[name]), **arms}))
    _measure_matrix(source, frames, folder)
    source.close()


def _row(name: str, found: Mapping[str, float]) -> None:
    others = ("pandas", "categories", "polars")
    ratios = [f"{found[arm] / found['ours']:.1f}" if arm in found else "" for arm in others]
    cells = [name, f"{found['floor']:.2f}", f"{found['ours']:.2f}", f"{found['ours'] / found['floor']:.2f}", *ratios]
    _say(f"| {' | '.join(cells)} |")


def _measure_matrix(source: Source, frames: Frames, folder: Path) -> None:
    """Measure the slider matrix: its making, its steps, and a rebuild of supercluster in place of a step."""
    start = time.perf_counter()
    matrix = source.matrix(EVERYTHING, WORLD)
    built = 1000 * (time.perf_counter() - start)
    window = matrix.sums.window(*(YEAR.days or (0, 0)))
    pins, step = frames.pins(window), matrix.within(*window)
    wanted = Criteria(start=date.fromordinal(window[0]), end=date.fromordinal(window[1]))
    if _per_cell(step) != _per_cell(source.cells(wanted, WORLD)) or step.count.sum() != len(pins):
        message = f"the matrix, the query and the {len(pins):,} pins do not agree at {source.dataset.accepted:,}"
        raise SystemExit(message)
    read = floor(frames, ("first_day", "last_day", "mx", "my", "precision"))
    found = measure({"floor": read, "step": lambda: matrix.within(*window)})
    _say(f"\nslider matrix, made in {built:,.0f} ms, {matrix.sums.binned_days} day(s) per bin:\n")
    _say("| floor, ms | a slider step, ms | step / floor | supercluster rebuilt, ms | rebuilt / step |")
    _say("|---:|---:|---:|---:|---:|")
    rebuilt = _supercluster(pins, folder)
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


def _supercluster(pins: NDArray[np.float64], folder: Path) -> float | None:
    """Return the milliseconds in which supercluster is rebuilt for ``pins``, or None without it."""
    path = folder / "points.f64"
    pins.tofile(path)
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
