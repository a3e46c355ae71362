"""Measures an import of UCDP-like rows against polars' parse of the same file, and pydantic's check of the same rows.

Run it with ``.venv/bin/python -m tests.benchmarks.event_import [ROWS]``. It needs polars. Each arm is a process of its
own, the three in turn within each iteration; the rows that each counts are compared, and medians, the peak of memory
and ratios are printed. The file is made of the real sample's rows, shifted about by a seeded chance.
"""

import argparse
import csv
import gzip
import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from geodata.datasets import sample

SAMPLE = sample.FILE
ROWS = 400_000
ITERATIONS = 3
ENDING = """
import json, resource, sys, time
print(json.dumps([rows, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000]))
"""
ARMS = {
    "ours": """
import sys, time
from pathlib import Path
from geodata.datasets.importing import steps as importing
start = time.perf_counter()
report = importing.stage(Path(sys.argv[1]), "Measured", Path(sys.argv[2]), bounds=None)
importing.accept(report)
rows = report.dataset.given
""",
    "polars": """
import sys, time
import polars
start = time.perf_counter()
rows = len(polars.read_csv(sys.argv[1], infer_schema_length=None))
""",
    "pydantic": """
import csv, sys, time
from datetime import date
from pydantic import BaseModel, Field
class Row(BaseModel):
    id: int
    where_prec: int = Field(ge=1, le=7)
    date_prec: int = Field(ge=1, le=5)
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    date_start: date
    date_end: date
    best: int
start, rows = time.perf_counter(), 0
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        Row.model_validate(row)
        rows += 1
""",
}


def main() -> None:
    """Measure the three arms and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=ROWS)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        _write(path, rows)
        found: dict[str, list[tuple[int, float, float]]] = {name: [] for name in ARMS}
        for _ in range(ITERATIONS):
            for name, program in ARMS.items():
                found[name].append(_run(program, path, Path(folder) / "store"))
    counted = {name: {times[0] for times in measured} for name, measured in found.items()}
    if any(count != {rows} for count in counted.values()):
        message = f"the arms do not count {rows:,} rows: {counted}"
        raise SystemExit(message)
    seconds = {name: statistics.median(times[1] for times in measured) for name, measured in found.items()}
    lines = [
        f"{rows:,} rows, {path.name}",
        "",
        "| arm | seconds | ours / arm | peak memory, MB |",
        "|---|---:|---:|---:|",
    ]
    for name, measured in found.items():
        memory = max(times[2] for times in measured)
        lines.append(f"| {name} | {seconds[name]:.2f} | {seconds['ours'] / seconds[name]:.1f} | {memory:,.0f} |")
    sys.stdout.write("\n".join([*lines, ""]))


def _run(program: str, path: Path, store: Path) -> tuple[int, float, float]:
    command = [sys.executable, "-c", program + ENDING, str(path), str(store)]
    answer = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=True, text=True).stdout
    rows, seconds, megabytes = json.loads(answer)
    return rows, seconds, megabytes


def _write(path: Path, rows: int) -> None:
    with gzip.open(SAMPLE, "rt", encoding="utf-8", newline="") as file:
        header, *sample = csv.reader(file)
    number, lat, lon = (header.index(name) for name in ("id", "latitude", "longitude"))
    chance = random.Random(5)  # noqa: S311 - a seeded spread, not a secret
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in range(1, rows + 1):
            cells = list(chance.choice(sample))
            cells[number] = str(row)
            for column, farthest in ((lat, 85), (lon, 175)):
                shifted = float(cells[column]) + chance.uniform(-0.5, 0.5)
                cells[column] = f"{min(max(shifted, -farthest), farthest):.6f}"
            writer.writerow(cells)


if __name__ == "__main__":
    main()
