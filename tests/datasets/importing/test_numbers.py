"""Numbers of a data set: kept for every event or counted as not known, summed alike on every engine."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from collections import defaultdict
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geodata.common.errors import DataFileError
from geodata.datasets.__main__ import main
from geodata.datasets.criteria import Criteria
from geodata.datasets.exports import FORMATS, EventExport, EventFormat, write
from geodata.datasets.importing import steps
from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.schema import SNAPSHOT_FORMAT, NumberColumn
from geodata.datasets.snapshots import SnapshotError
from geodata.datasets.sources import Source
from tests.datasets.importing.imports import SAMPLE, staged

if TYPE_CHECKING:
    from collections.abc import Iterator

DEATHS = ("best", "high", "low", "deaths_civilians")
FIRST_FORMAT = Path(__file__).parent / "snapshot_format_1.zip"
"""The first 20 rows of the UCDP sample, as imported before numbers were kept; CC BY 4.0, see SOURCES.md."""
WINDOW = Criteria(start=date(1994, 1, 1), end=date(2015, 12, 31), countries=frozenset({"Afghanistan", "Rwanda"}))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("numbers")


@pytest.fixture(scope="module")
def ucdp(engine: str, folder: Path) -> Iterator[Source]:
    """The UCDP sample with some numbers left out, on each engine."""
    content = "\n".join(",".join(_quoted(row)) for row in [HEADER, *(without_some(row) for row in ROWS)])
    dataset = steps.accept(staged(folder, content))
    source = Source.in_folder(dataset.id, folder / "store")
    if engine:
        source.copy_to(engine)
        source.close()
        source = Source.at(engine, dataset.id)
    yield source
    source.close()


HEADER, *ROWS = csv.reader(StringIO(gzip.decompress(SAMPLE.read_bytes()).decode()))


def _quoted(row: list[str]) -> list[str]:
    return ['"' + cell.replace('"', '""') + '"' for cell in row]


def without_some(row: list[str]) -> list[str]:
    """The row without its civilian deaths if its id ends with 3, and with a word for them if it ends with 7."""
    cells = dict(zip(HEADER, row, strict=True))
    left = {"3": "", "7": "several"}.get(cells["id"][-1], cells["deaths_civilians"])
    return list((cells | {"deaths_civilians": left}).values())


def expected(criteria: Criteria) -> dict[tuple[str, str], list[float | None]]:
    """By country and month of the first day: events, and for each number its sum, None for none, and the unknown."""
    found: dict[tuple[str, str], list[float | None]] = defaultdict(lambda: [0] + [None, 0] * len(DEATHS))
    for row in map(without_some, ROWS):
        cells = dict(zip(HEADER, row, strict=True))
        first, last = (date.fromisoformat(cells[name][:10]) for name in ("date_start", "date_end"))
        if criteria.start and criteria.end and not (first <= criteria.end and last >= criteria.start):
            continue
        if criteria.countries and cells["country"] not in criteria.countries:
            continue
        line = found[cells["country"], cells["date_start"][:7]]
        line[0] = (line[0] or 0) + 1
        for at, name in enumerate(DEATHS):
            if cells[name].isdecimal():
                line[1 + 2 * at] = (line[1 + 2 * at] or 0) + float(cells[name])
            else:
                line[2 + 2 * at] = (line[2 + 2 * at] or 0) + 1
    return dict(found)


def test_each_number_of_a_known_set_is_kept_and_the_unknown_are_counted(ucdp: Source) -> None:
    unknown = sum(row[HEADER.index("id")][-1] in "37" for row in ROWS)
    assert ucdp.dataset.numbers == tuple(
        NumberColumn(name=name, unknown=unknown if name == "deaths_civilians" else 0) for name in DEATHS
    )
    (total,) = ucdp.sums(Criteria()).to_pylist()
    assert total["events"] == len(ROWS)
    assert total["deaths_civilians unknown"] == unknown
    assert total["best"] == sum(int(row[HEADER.index("best")]) for row in ROWS) == 9561


def test_sums_by_country_and_month_are_those_of_the_rows_on_every_engine(ucdp: Source) -> None:
    # A date code may widen a span, so that the window takes in more than the days as coded: all time tells the same.
    names = ["events", *(column for name in DEATHS for column in (name, f"{name} unknown"))]
    table = ucdp.sums(Criteria(), ["country", "month"])
    found = {(row["country"], row["month"]): [row[name] for name in names] for row in table.to_pylist()}
    assert found == expected(Criteria())
    assert list(found) == sorted(found)


def test_sums_of_a_window_are_those_of_its_events(ucdp: Source) -> None:
    streamed = [event for batch in ucdp.stream(WINDOW) for event in batch.to_pylist()]
    (total,) = ucdp.sums(WINDOW).to_pylist()
    assert 0 < total["events"] == len(streamed) < len(ROWS)
    assert total["best"] == sum(event["number_0"] for event in streamed)
    assert sum(ucdp.sums(WINDOW, ["kind"]).column("best").to_pylist()) == total["best"]


def test_a_group_without_any_number_has_no_sum(tmp_path: Path) -> None:
    content = "id,latitude,longitude,date,country,hurt\n1,50,36,2024-03-12,A,\n2,50,36,2024-03-12,B,2.5\n3,50,36,,B,-1"
    mapping = steps.preview(_file(tmp_path, content), bounds=None).mapping.model_copy(update={"numbers": ("hurt",)})
    report = staged(tmp_path, content, mapping=mapping)
    assert report.dataset.numbers == (NumberColumn(name="hurt", unknown=1),)
    source = Source.in_folder(steps.accept(report).id, tmp_path / "store")
    rows = source.sums(Criteria(), ["country", "month"]).to_pylist()
    source.close()
    assert rows == [
        {"country": "A", "month": "2024-03", "events": 1, "hurt": None, "hurt unknown": 1},
        {"country": "B", "month": "", "events": 1, "hurt": -1.0, "hurt unknown": 0},
        {"country": "B", "month": "2024-03", "events": 1, "hurt": 2.5, "hurt unknown": 0},
    ]


def _file(folder: Path, content: str) -> Path:
    (folder / "looked at.csv").write_text(content)
    return folder / "looked at.csv"


def test_a_column_of_numbers_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match='no column "dead" for "numbers"'):
        staged(tmp_path, "lat,lon\n1,2", mapping=ColumnMapping(lat="lat", lon="lon", numbers=("dead",)))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.extension)
def test_an_export_has_the_numbers_and_comes_back_with_them(form: EventFormat, tmp_path: Path) -> None:
    dataset = steps.accept(staged(tmp_path, "\n".join(",".join(_quoted(row)) for row in [HEADER, *ROWS[:50]])))
    export = EventExport(dataset.id, Criteria(), "all", "2026-11-30T00:00:00Z", folder=str(tmp_path / "store"))
    target = tmp_path / f"out.{form.extension}"
    write(export, form, target, rows=50)
    again = steps.stage(target, "Again", tmp_path / "again")
    assert again.dataset.numbers == dataset.numbers
    with_numbers = Source.of_staged(again.staged)
    (total,) = with_numbers.sums(Criteria()).to_pylist()
    with_numbers.close()
    assert total["best"] == sum(int(row[HEADER.index("best")]) for row in ROWS[:50])


def test_a_set_of_the_first_format_is_read_and_says_that_importing_it_again_keeps_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.unpack_archive(FIRST_FORMAT, tmp_path)
    (manifest,) = tmp_path.glob("*.json")
    source = Source.in_folder(manifest.stem, tmp_path)
    assert (source.dataset.is_of_an_older_form, source.dataset.numbers) == (True, ())
    assert source.sums(Criteria()).to_pylist() == [{"events": 20}]
    assert len(source.page(Criteria()).events) == 20
    source.close()
    assert main(["--folder", str(tmp_path), "list"]) == 0
    assert "import its file again to have them" in capsys.readouterr().out


def test_a_set_of_a_later_format_is_refused_in_one_sentence(tmp_path: Path) -> None:
    shutil.unpack_archive(FIRST_FORMAT, tmp_path)
    (path,) = tmp_path.glob("*.json")
    manifest = json.loads(path.read_bytes())
    manifest["dataset"]["snapshot_format"] = SNAPSHOT_FORMAT + 1
    path.write_text(json.dumps(manifest))
    with pytest.raises(SnapshotError, match="imported by a newer version"):
        Source.in_folder(path.stem, tmp_path)
