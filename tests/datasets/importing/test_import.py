"""An import is looked at, staged, then accepted or discarded as a whole; whatever ends it, the others keep serving."""

from __future__ import annotations

import gzip
import random
import signal
import subprocess
import sys
import time
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geodata.common.errors import AsReportedError, DataFileError
from geodata.datasets import snapshots
from geodata.datasets.__main__ import main
from geodata.datasets.importing import steps
from geodata.datasets.reading import records
from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.sources import Source
from geodata.datasets.view.grid import WORLD
from geodata.model.places import Precision
from tests.conftest import ROOT
from tests.datasets.importing.imports import SAMPLE, accounted, kept, staged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLE = "id,lat,lon,date,title\n1,50.5,36.6,2024-03-12,first\n2,x,36,2024,second\n3,51,36,2024-03-13,third\n"


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("**/*") if path.is_file() and path.name != ".lock"}


def served(folder: Path) -> dict[str, int]:
    """What is served, and how many events each set has when it is opened and counted."""
    counts = {}
    for dataset in snapshots.available(folder).datasets:
        source = Source.in_folder(dataset.id, folder)
        counts[dataset.id] = source.days.given
        source.close()
    return counts


# As a domain


def test_a_preview_says_what_a_file_is_taken_for(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(TABLE)
    found = steps.preview(path)
    assert (found.format, found.header) == ("csv", ("id", "lat", "lon", "date", "title"))
    assert found.rows[1] == ("2", "x", "36", "2024", "second")
    assert (found.mapping.lat, found.credit) == ("lat", None)
    known = steps.preview(SAMPLE, bounds=None)
    assert known.format == "ucdp-ged"
    assert known.credit
    assert len(known.rows) == 20


def test_nothing_is_served_before_the_report_is_accepted(tmp_path: Path) -> None:
    report = staged(tmp_path, TABLE)
    assert accounted(report) == (3, 2, 1)
    assert served(tmp_path / "store") == {}
    dataset = steps.accept(report)
    assert dataset == report.dataset
    assert served(tmp_path / "store") == {dataset.id: 2}


def test_what_is_discarded_leaves_nothing(tmp_path: Path) -> None:
    report = staged(tmp_path, TABLE)
    steps.discard(report)
    steps.discard(report)
    assert files(tmp_path / "store") == set()
    with pytest.raises(AsReportedError, match="gone"):
        steps.accept(report)


def test_an_import_is_withdrawn_as_a_whole(tmp_path: Path) -> None:
    first, second = staged(tmp_path, TABLE), staged(tmp_path, TABLE + "4,50,36,2024,x\n")
    steps.accept(first)
    steps.accept(second)
    steps.withdraw(first.dataset.id, tmp_path / "store")
    assert served(tmp_path / "store") == {second.dataset.id: 3}
    assert len(files(tmp_path / "store")) == 2
    with pytest.raises(AsReportedError, match="no data set"):
        steps.withdraw(first.dataset.id, tmp_path / "store")


def test_the_same_file_again_is_recognised_and_takes_the_place_of_the_first(tmp_path: Path) -> None:
    first = staged(tmp_path, TABLE)
    assert first.repeats == ""
    steps.accept(first)
    again = staged(tmp_path, TABLE, "other.csv")
    assert again.repeats == first.dataset.id == again.dataset.id
    steps.accept(again)
    assert served(tmp_path / "store") == {first.dataset.id: 2}
    assert staged(tmp_path, TABLE + "\n").repeats == ""


def test_a_set_is_called_after_its_name_and_its_file(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(TABLE)
    for name, start in (("Обстріли  2024!", "obstrili-2024-"), ("", "file-"), ("—" * 200, "")):
        dataset = steps.stage(path, name, tmp_path / "store", bounds=None).dataset
        assert dataset.id == f"{start}{dataset.file_sha256[:8]}"
        assert dataset.name == (" ".join(name.split())[:120] or "file")


def test_what_is_packed_is_told_by_its_content(tmp_path: Path) -> None:
    packed = gzip.compress(TABLE.encode())
    assert accounted(staged(tmp_path, packed, "file.csv")) == (3, 2, 1)
    assert accounted(staged(tmp_path, TABLE, "file.gz")) == (3, 2, 1)


def test_all_rejections_are_kept_and_the_first_are_shown(tmp_path: Path) -> None:
    rows = "".join(f"{number},x,36,2024-03-12,t\n" for number in range(2_000))
    report = staged(tmp_path, TABLE + rows)
    assert accounted(report) == (2_003, 2, 2_001)
    assert len(report.first_rejections) == 100
    assert [(reason.column, reason.count) for reason in report.reasons] == [("lat", 2_001)]
    _, rejections = kept(report)
    assert [bad.row for bad in rejections] == [2, *range(4, 2_004)]


def test_an_id_is_remembered_through_the_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_BLOCK_BYTES", 300)
    ids = [*range(100), *range(50, 150), *range(3)]
    report = staged(tmp_path, "id,lat,lon\n" + "".join(f"{number},50,36\n" for number in ids))
    assert accounted(report) == (203, 150, 53)
    assert {bad.row for bad in report.first_rejections} == {*range(101, 151), *range(201, 204)}


CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "50.5", "36.6", "361", "-0", "NaN", "2024-03-12", "2024-02-30", "12.03.2024", "2024-03", "x"]
    ),
    st.text(st.sampled_from('",;\n0123456789.-eяx'), max_size=8),
)
DIRTY = st.lists(st.lists(CELLS, min_size=0, max_size=7).map(",".join), max_size=25).map("\n".join)


@given(text=DIRTY)
@example(text="2,,,,,\n3,50.5,36.6,2024-02,2024-03,x\n4,,,2024-03,2024-02,x\n3,1,1,,,")
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_is_accepted_or_rejected(text: str, tmp_path: Path) -> None:
    content = f"id,lat,lon,from,to,title\n1,50,36,2024-03-12,2024-03-13,good\n{text}"
    mapping = ColumnMapping(id="id", lat="lat", lon="lon", first="from", last="to", title=("title",), dates="dmy")
    report = staged(tmp_path, content, mapping=mapping)
    given, accepted, rejected = accounted(report)
    assert given == accepted + rejected
    assert sum(report.precisions.values()) == accepted
    events, rejections = kept(report)
    assert (len(events), len(rejections)) == (accepted, rejected)
    assert sorted([event["row"] for event in events] + [bad.row for bad in rejections]) == list(range(1, given + 1))
    assert len({event["id"] for event in events}) == accepted
    for event in events:
        check(event)
    steps.withdraw(report.dataset.id, tmp_path / "store")


def check(event: dict[str, Any]) -> None:
    """Every promise of ``schema.EVENT`` about one event."""
    first, last = event["first_day"], event["last_day"]
    assert (first is None) == (last is None)
    assert first is None or date.min.toordinal() <= first <= last <= date.max.toordinal()
    position = [event[name] for name in ("lon", "lat", "mx", "my")]
    assert len({value is None for value in position}) == 1
    if None not in position:
        lon, lat, *plane = position
        assert isfinite(lon)
        assert isfinite(lat)
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
        assert all(0 <= value <= WORLD for value in plane)
    assert not (Precision(event["precision"]).is_pin and None in position)
    assert event["id"].strip()


# As a command


# Tests that a script runs in the background hand on that a Ctrl-C is not heard.
COMMAND = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from geodata.datasets.__main__ import main
sys.exit(main())
"""


def command(*words: str, folder: Path) -> subprocess.Popen[str]:
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "--folder", str(folder), *words], cwd=ROOT, text=True, **pipes
    )


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_the_command_imports_lists_and_withdraws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--folder", str(tmp_path / "store")]
    assert main([*folder, "import", str(SAMPLE), "--name", "UCDP sample", "--yes"]) == 0
    out, err = said(capsys)
    assert "1,000 rows given = 1,000 accepted + 0 rejected" in out
    assert "settlement 475, vicinity 232, district 140, region 129, country 23, none 1" in out
    assert 'Kept as "ucdp-sample-' in out
    assert err.strip() == ""
    assert main([*folder, "list"]) == 0
    out, _ = said(capsys)
    (dataset,) = snapshots.available(tmp_path / "store").datasets
    assert out == f"{dataset.id}  UCDP sample  1,000 events, coded by Uppsala Conflict Data Program\n"
    assert main([*folder, "withdraw", dataset.id]) == 0
    assert main([*folder, "withdraw", dataset.id]) == 1
    _, err = said(capsys)
    assert err.count("\n") == 1
    assert files(tmp_path / "store") == set()


@pytest.mark.parametrize("form", ["csv", "geojson", "parquet"])
def test_the_command_exports_what_is_chosen_and_the_file_comes_back_as_it_was(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--folder", str(tmp_path / "store")]
    assert main([*folder, "import", str(SAMPLE), "--name", "UCDP", "--yes"]) == 0
    (dataset,) = snapshots.available(tmp_path / "store").datasets
    target = tmp_path / f"events.{form}"
    chosen = ["--kind", "one-sided violence", "--start", "1980-01-01", "--end", "2100-01-01"]
    assert main([*folder, "export", dataset.id, "--format", form, "--to", str(target), *chosen]) == 0
    assert "events were written." in said(capsys)[1]
    events, _ = kept(steps.stage(SAMPLE, "", tmp_path / "again", bounds=None))
    expected = {event["id"]: event for event in events if event["kind"] == "one-sided violence"}
    back = steps.stage(target, "", tmp_path / "back", bounds=None)
    assert (back.dataset.format, back.dataset.how_to_cite) == ("ucdp-ged", dataset.how_to_cite)
    held, rejections = kept(back)
    assert rejections == []
    assert {event["id"] for event in held} == expected.keys()
    for event in held:
        for field in ("first_day", "last_day", "lon", "lat", "precision", "title", "kind", "codes", "country"):
            assert event[field] == expected[event["id"]][field], field


def test_the_command_exports_to_standard_output_and_refuses_in_one_sentence(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    dataset = steps.accept(staged(tmp_path, TABLE))
    folder = ["--folder", str(tmp_path / "store")]
    assert main([*folder, "export", dataset.id]) == 0
    out, _ = capfdbinary.readouterr()
    assert out.count(b"\n") == 3
    for options in (["nope"], [dataset.id, "--start", "2024-03-12"], [dataset.id, "--precision", "exact"]):
        assert main([*folder, "export", *options]) == 1
        out, err = capfdbinary.readouterr()
        assert (out, err.count(b"\n")) == (b"", 1)


def test_the_command_copies_a_set_to_an_engine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = []
    monkeypatch.setattr(Source, "copy_to", lambda self, url: copied.append((self.dataset.id, url)))
    dataset = steps.accept(staged(tmp_path, TABLE))
    assert main(["--folder", str(tmp_path / "store"), "copy", dataset.id, "postgresql://host/base"]) == 0
    assert copied == [(dataset.id, "postgresql://host/base")]
    assert "was copied" in said(capsys)[0]


def test_the_command_shows_the_mapping_as_options_and_takes_corrections(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file.csv"
    path.write_text("a;b;when;how\n36,6;50,5;03/04/2024;1\n")
    words = ["--folder", str(tmp_path / "store"), "import", str(path), "--yes"]
    assert main(words) == 1
    assert "no column says where the events are" in said(capsys)[1]
    options = ["--column", "lat=b", "--column", "lon=a", "--column", "first=when", "--dates", "dmy", "--decimal", ","]
    rungs = ["--column", "precision=how", "--rung", "1=point", "--coded-by", "Somebody", "--licence", "CC0"]
    assert main([*words, *options, *rungs]) == 0
    out, _ = said(capsys)
    assert '--column lat="b" --column lon="a"' in out
    assert "point 1" in out
    (dataset,) = snapshots.available(tmp_path / "store").datasets
    assert (dataset.coded_by, dataset.licence) == ("Somebody", "CC0")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--column", "lat"], 'has no "="'),
        (["--column", "nope=lat"], "nope"),
        (["--rung", "1=town"], "rungs.1"),
        (["--column", "lat=nope"], 'no column "nope"'),
    ],
)
def test_a_wrong_option_gets_one_sentence(
    options: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file.csv"
    path.write_text(TABLE)
    assert main(["--folder", str(tmp_path / "store"), "import", str(path), *options]) == 1
    out, err = said(capsys)
    assert sentence in err
    assert err.count("\n") == 1
    assert "Traceback" not in out + err


def test_without_a_yes_nothing_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(TABLE)
    out, err = command("import", str(path), folder=tmp_path / "store").communicate(timeout=60)
    assert "Nothing was kept." in out
    assert err.strip() == ""
    assert files(tmp_path / "store") == set()


def test_nothing_in_a_file_reaches_the_terminal_as_an_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "file.csv"
    path.write_text(TABLE + "4,\x1b[31m,36,2024,x\n")
    main(["--folder", str(tmp_path / "store"), "import", str(path), "--yes"])
    out, _ = said(capsys)
    assert "\x1b" not in out
    assert "�[31m" in out


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes a while to import."""
    path = tmp_path_factory.mktemp("large") / "large.csv"
    with gzip.open(SAMPLE, "rt", encoding="utf-8", newline="") as file:
        header, rest = file.readline(), file.read()
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(header)
        for _ in range(40):
            out.write(rest)
    return path


def started(folder: Path) -> Iterator[bool]:
    """Whether an import has begun to write, asked again and again."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        yield any((folder / ".staged").glob("*/*.duckdb"))
        time.sleep(0.01)


def test_ctrl_c_leaves_nothing(large: Path, tmp_path: Path) -> None:
    process = command("import", str(large), "--yes", folder=tmp_path / "store")
    assert any(started(tmp_path / "store"))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (130, "cancelled; nothing was kept")
    assert files(tmp_path / "store") == set()


@pytest.mark.parametrize(("raised", "expected"), [("Query interrupted", KeyboardInterrupt), ("another", RuntimeError)])
def test_ctrl_c_is_one_also_while_the_engine_works(
    raised: str, expected: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def insert(*_arguments: object) -> None:
        raise RuntimeError(raised)

    monkeypatch.setattr("geodata.datasets.importing.staging._Draft._insert", insert)
    with pytest.raises(expected):
        staged(tmp_path, TABLE)


def test_kill_9_at_any_moment_leaves_the_old_sets_serving(large: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    old = steps.accept(staged(tmp_path, TABLE))
    chance = random.Random(5)  # noqa: S311 - moments, no secrets
    for _ in range(6):
        process = command("import", str(large), "--yes", folder=folder)
        waited = any(started(folder))
        time.sleep(chance.uniform(0, 1.5))
        process.kill()
        process.communicate()
        assert waited
        now = served(folder)
        assert now[old.id] == 2
        assert set(now.values()) <= {2, 1_000}
        assert snapshots.available(folder).problems == ()
    again = steps.accept(steps.stage(large, "Large", folder, bounds=None))
    assert served(folder)[again.id] == 1_000
    assert not list((folder / ".staged").iterdir())


def test_a_file_that_is_not_there_gets_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(tmp_path / "store"), "import", str(tmp_path / "nope.csv")]) == 1
    assert said(capsys)[1] == "nope.csv cannot be read (No such file or directory): see whether it is still there\n"
    with pytest.raises(DataFileError, match="nope"):
        steps.preview(tmp_path / "nope.csv")
