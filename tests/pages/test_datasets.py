"""The page of the data sets without a browser: its states, its account, its address, and what the map is sent."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

import geodata
from geodata.datasets.criteria import Criteria
from geodata.datasets.importing import steps
from geodata.datasets.importing.staging import stage
from geodata.datasets.reading.columns import COLUMNS
from geodata.datasets.schema import EVENT
from geodata.datasets.snapshots import accept, available
from geodata.datasets.sources import Source
from geodata.datasets.view import extents
from geodata.datasets.view.grid import WORLD
from geodata.datasets.view.symbols import Areas
from geodata.model.places import Precision
from geodata.model.times import Clock
from geodata.presentation import wording
from geodata.views.marks import MapView, map_view
from geodata.views.selection import Outcome
from pages.components.claims import event_map
from pages.components.datasets import cache, columns_form, dataset_list, dataset_map, import_form, set_timeline
from pages.components.shell import downloads
from tests.conftest import ROOT
from tests.datasets.generator import batches, description
from tests.datasets.held import hold
from tests.datasets.importing.imports import SAMPLE
from tests.pages.shell.test_jobs import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geodata.datasets.schema import DataSet

ROWS = 3_000
EDITION = geodata.load()
EVERYTHING = Criteria()
NO_CLAIMS = MapView(marks=(), shades=(), border=None)
AROUND = dataset_map.View((33.0, 49.0, 39.0, 53.0), 7.0)
ACCOUNT = re.compile(
    r"\*\*([\d,]+) on the map\*\* \+ ([\d,]+) without a place on the map, listed only \+ ([\d,]+) outside the dates"
    r" \+ ([\d,]+) filtered out \+ ([\d,]+) without a date \+ ([\d,]+) rejected at import"
    r" = \*\*([\d,]+) rows given\*\*\."
)
OUTCOMES = (Outcome.SHOWN, Outcome.UNLOCATED, Outcome.OUTSIDE, Outcome.FILTERED, Outcome.UNDATED)


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))
    monkeypatch.delenv("AS_REPORTED_ENGINE", raising=False)
    monkeypatch.delenv("AS_REPORTED_DESK", raising=False)


def forget() -> None:
    """Drops what is cached of data sets: the same one is about to be in another folder."""
    for cached in (cache._source, cache._kept):  # noqa: SLF001 - what a restart does
        cached.clear()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The folder of the data sets of this test alone."""
    forget()
    yield tmp_path / "datasets"
    forget()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one data set of generated events in areas that are held."""
    forget()
    folder = tmp_path_factory.mktemp("prepared") / "datasets"
    hold(folder)
    return folder


@pytest.fixture
def held(request: pytest.FixtureRequest, prepared: Path, monkeypatch: pytest.MonkeyPatch) -> DataSet:
    """That data set: a copy in the folder of this test, if it asks for one, else where all of them read it."""
    if "folder" in request.fixturenames:
        shutil.copytree(prepared, request.getfixturevalue("folder"))
    else:
        monkeypatch.setenv("AS_REPORTED_DATA", str(prepared.parent))
    (dataset,) = available(prepared).datasets
    return dataset


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The editors' desk; AppTest has no browser, hence no address to look at."""
    monkeypatch.setenv("AS_REPORTED_DESK", "1")
    monkeypatch.setattr("pages.components.shell.role._is_this_machine", lambda: True)


@pytest.fixture
def source(held: DataSet, prepared: Path) -> Iterator[Source]:
    with closing(Source.in_folder(held.id, prepared)) as opened:
        yield opened


def visit(app: AppTest, **query: str | list[str]) -> AppTest:
    app.switch_page("pages/datasets.py")
    app.query_params = query
    return calm(app.run())


def calm(app: AppTest) -> AppTest:
    assert list(app.exception) == []
    return app


def query(app: AppTest) -> dict[str, list[str]]:
    """The address, each name with all its values."""
    return {name: [value] if isinstance(value, str) else list(value) for name, value in app.query_params.items()}


def said(app: AppTest) -> str:
    return "\n".join(text.value for text in [*app.text, *app.caption])


def account(app: AppTest) -> tuple[dict[Outcome, int], int, int]:
    """The numbers of the account as printed: by outcome, rejected, and in all."""
    found = next(match for text in app.markdown if (match := ACCOUNT.fullmatch(text.value)))
    numbers = [int(number.replace(",", "")) for number in found.groups()]
    assert sum(numbers[:-1]) == numbers[-1]
    return dict(zip(OUTCOMES, numbers, strict=False)), numbers[-2], numbers[-1]


def key(app: AppTest, name: str) -> Any:  # noqa: ANN401 - any element of AppTest
    return next(
        element
        for kind in ("button", "multiselect", "text_input", "selectbox")
        for element in app.get(kind)
        if element.key == name
    )


def pressed(app: AppTest, name: str) -> AppTest:
    return calm(key(app, name).click().run())


# ---------- states of the page ----------


def test_without_a_data_set_the_page_says_how_one_gets_here(app: AppTest) -> None:
    visit(app)
    assert "There is no data set here yet." in said(app)
    assert "python -m geodata.datasets" in app.code[0].value
    assert not app.get("file_uploader")


def test_a_reader_sees_no_desk_and_no_upload(app: AppTest, held: DataSet) -> None:
    visit(app, set=held.id)
    assert not app.get("file_uploader")
    assert not app.expander
    assert [button for button in app.button if (button.key or "").startswith("desk")] == []


@pytest.mark.usefixtures("desk")
def test_an_editor_at_the_desk_sees_upload_and_withdrawal(app: AppTest, held: DataSet) -> None:
    visit(app, set=held.id)
    assert app.get("file_uploader")
    assert key(app, "import withdraw now")


@pytest.mark.usefixtures("desk")
def test_an_editor_withdraws_a_set_as_a_whole(app: AppTest, held: DataSet, folder: Path) -> None:
    pressed(visit(app, set=held.id), "import withdraw now")
    assert f"{held.name} was withdrawn." in said(app)
    assert "There is no data set here yet." in said(app)
    assert list(folder.glob("*.duckdb")) == []


def test_a_damaged_snapshot_is_named_calmly_and_the_others_still_work(
    app: AppTest, held: DataSet, folder: Path
) -> None:
    hold(folder, "other", 50)
    (damaged,) = folder.glob("other.*.duckdb")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    visit(app)
    assert re.search(r'A data set cannot be shown: .*"other" is damaged', said(app))
    assert account(app)[2] == held.given


def test_a_snapshot_with_an_altered_byte_is_refused_when_it_is_opened(
    app: AppTest, held: DataSet, folder: Path
) -> None:
    (snapshot,) = folder.glob(f"{held.id}.*.duckdb")
    content = bytearray(snapshot.read_bytes())
    content[len(content) // 2] ^= 1
    snapshot.write_bytes(content)
    visit(app, set=held.id)
    assert "This data set cannot be shown" in said(app)
    assert f'"{held.id}" is damaged' in said(app)
    assert "The timeline could not be drawn" not in said(app)


# ---------- the account ----------


@pytest.mark.parametrize(
    "wish",
    [
        Criteria(),
        Criteria(start=date(2020, 2, 1), end=date(2020, 3, 1)),
        Criteria(start=date(2020, 2, 1), end=date(2020, 2, 1), kinds=frozenset({"Shelling"})),
        Criteria(kinds=frozenset({"Shelling", "Looting"}), countries=frozenset({"RU"})),
        Criteria(words="agency a"),
    ],
)
def test_the_account_is_the_sources_own_and_adds_up_to_the_rows_given(
    app: AppTest, held: DataSet, source: Source, wish: Criteria
) -> None:
    asked: dict[str, str | list[str]] = {"set": held.id, "kind": sorted(wish.kinds), "country": sorted(wish.countries)}
    asked |= {"words": wish.words} if wish.words else {}
    asked |= {"from": wish.start.isoformat(), "to": wish.end.isoformat()} if wish.start and wish.end else {}
    outcomes, rejected, total = account(visit(app, **{name: value for name, value in asked.items() if value}))
    assert outcomes == dict(source.ledger(wish))
    assert (rejected, total) == (held.rejected, held.given)


def test_the_real_sample_of_ucdp_is_accounted_for_row_by_row(app: AppTest, folder: Path) -> None:
    report = steps.stage(SAMPLE, "UCDP GED, sample", folder, bounds=None)
    dataset = steps.accept(report)
    outcomes, rejected, total = account(visit(app, set=dataset.id))
    assert (sum(outcomes.values()), rejected, total) == (1_000, 0, 1_000)
    assert "coded by Uppsala Conflict Data Program, not quoted" in said(app)
    assert "Licence: CC BY 4.0" in said(app)


# ---------- the address ----------


def test_the_address_says_what_is_shown_and_brings_it_back(app: AppTest, held: DataSet) -> None:
    asked = {
        "set": held.id,
        "from": "2020-02-01",
        "to": "2020-03-01",
        "kind": "Shelling",
        "words": "agency",
        "open": "undated",
    }
    visit(app, **asked)
    assert query(app) == {name: [value] for name, value in asked.items()}
    assert app.session_state["set span"] == (date(2020, 2, 1), date(2020, 3, 1))
    assert key(app, "set kind").value == ["Shelling"]
    assert "Without a date: shown while all dates are chosen" in said(app)


@pytest.mark.parametrize(
    "garbage",
    [
        {"set": "nope"},
        {"from": "2020-13-01", "to": "2020-03-01"},
        {"from": "2020-03-01"},
        {"from": "0001-01-01", "to": "9999-12-31"},
        {"kind": "<script>"},
        {"precision": "exact"},
        {"open": "cell.1.2.3"},
        {"open": "cell.-1.0.1"},
        {"open": f"cell.0.0.{'9' * 5_000}"},
        {"open": "area.region.nowhere"},
        {"open": "area.point.RU-KRS"},
        {"open": "../../etc/passwd"},
        {"words": "x" * 10_000},
    ],
)
def test_what_an_address_says_in_vain_falls_back_to_the_default(
    app: AppTest, held: DataSet, garbage: Mapping[str, str]
) -> None:
    visit(app, **garbage)
    assert {name: values for name, values in query(app).items() if name != "words"} == {"set": [held.id]}
    assert account(app)[2] == held.given


def test_another_set_begins_with_all_its_days_and_no_filter(app: AppTest, held: DataSet, folder: Path) -> None:
    other = hold(folder, "other", 40)
    visit(app, set=held.id, kind="Shelling", **{"from": "2020-02-01", "to": "2020-03-01"})
    calm(key(app, "set").set_value(other.id).run())
    assert account(app)[2] == other.given
    assert account(app)[0][Outcome.FILTERED] == account(app)[0][Outcome.OUTSIDE] == 0
    assert query(app) == {"set": [other.id]}


def test_the_filters_of_the_articles_pages_are_handed_on(app: AppTest, held: DataSet) -> None:
    visit(app, set=held.id, speaker="ponomarev")
    assert query(app)["speaker"] == ["ponomarev"]


# ---------- the timeline ----------


FORGED: list[object] = [
    None,
    "x",
    {"clock": "happened", "start": "2020-02-01", "end": "2020-01-01", "n": 1},
    {"clock": "happened", "start": "1400-01-01", "end": "2020-01-01", "n": 1},
    {"clock": "happened", "start": "NaN", "end": "2020-01-01", "n": 1},
    {"clock": "reported", "start": "2020-02-01", "end": "2020-03-01", "n": 1},
]


def test_a_window_of_the_timeline_is_taken_over_and_a_forged_one_changes_nothing(app: AppTest, held: DataSet) -> None:
    visit(app, set=held.id, **{"from": "2020-02-01", "to": "2020-02-29"})
    before = app.session_state["set span"]
    limits = (date(2019, 1, 1), date(2024, 3, 31))
    state = {"set span": before}
    for value in FORGED:
        set_timeline.take(state, {"window": value}, limits, Clock.HAPPENED)
        assert state == {"set span": before}
    said = {"window": {"clock": "happened", "start": "2020-03-01", "end": "2020-03-29", "n": 3}}
    set_timeline.take(state, said, limits, Clock.HAPPENED)
    assert state["set span"] == (date(2020, 3, 1), date(2020, 3, 29))
    app.session_state["set span"] = state["set span"]
    calm(app.run())
    assert query(app)["from"] == ["2020-03-01"]


def test_a_set_without_dates_has_no_timeline_and_loses_nothing(app: AppTest, folder: Path) -> None:
    events = pa.Table.from_batches(batches(20)).to_pylist()
    undated = pa.RecordBatch.from_pylist(
        [event | {"first_day": None, "last_day": None} for event in events], schema=EVENT
    )
    dataset = accept(stage([undated], [], lambda: description(20, "undated"), folder))
    outcomes, _rejected, total = account(visit(app, set=dataset.id))
    assert (outcomes[Outcome.UNDATED], total) == (0, 20)
    assert outcomes[Outcome.SHOWN]
    assert "The timeline could not be drawn" not in said(app)


@pytest.mark.parametrize("odd", ["0001-01-01", "0025-03-13", "1512-11-05", "2255-06-05", "9999-12-31"])
def test_any_date_is_within_the_timeline_and_can_be_chosen(
    app: AppTest, folder: Path, tmp_path: Path, odd: str
) -> None:
    path = tmp_path / "odd.csv"
    rows = [f"{number},{day},50.6,36.58" for number, day in enumerate(["2024-03-12", odd, "2024-03-14", ""])]
    path.write_text("\n".join(["id,date,lat,lon", *rows]))
    dataset = steps.accept(steps.stage(path, "Odd", folder, bounds=None))
    visit(app, set=dataset.id)
    assert "The timeline could not be drawn" in said(app)  # unless the browser draws it
    first, last = app.session_state["set span"]
    assert first <= date.fromisoformat(odd) <= last
    assert account(app)[0] == dict.fromkeys(OUTCOMES, 0) | {Outcome.SHOWN: 4}
    visit(app, set=dataset.id, **{"from": odd, "to": odd})
    apart = {Outcome.SHOWN: 1, Outcome.OUTSIDE: 2, Outcome.UNDATED: 1}
    assert account(app)[0] == dict.fromkeys(OUTCOMES, 0) | apart


# ---------- lists ----------


@pytest.mark.parametrize(
    ("part", "outcomes"),
    [
        ("all", {Outcome.SHOWN, Outcome.UNLOCATED}),
        ("unlocated", {Outcome.UNLOCATED}),
        ("undated", {Outcome.UNDATED}),
        ("outside", {Outcome.OUTSIDE}),
    ],
)
def test_each_part_of_the_account_can_be_listed_page_by_page(
    app: AppTest, held: DataSet, source: Source, part: str, outcomes: set[Outcome]
) -> None:
    wish = Criteria(start=date(2020, 2, 1), end=date(2021, 4, 1))
    expected = [event.row for event in source.page(wish, outcomes, rows=2 * dataset_list.ROWS).events]
    visit(app, set=held.id, open=part, **{"from": "2020-02-01", "to": "2021-04-01"})
    rows = listed(app)
    pressed(app, "set next")
    assert rows + listed(app) == expected
    pressed(app, "set back")
    assert listed(app) == rows


def listed(app: AppTest) -> list[int]:
    """The records of the events whose cards are on the page."""
    return [card["id"] for card in component(app, "coded")["cards"]]


def component(app: AppTest, name: str) -> Any:  # noqa: ANN401 - what a component is sent
    found = next(element.proto for element in app.get("bidi_component") if element.proto.component_name.endswith(name))
    return json.loads(found.json)


def test_a_card_says_that_its_event_is_coded_and_keeps_the_raw_codes(source: Source) -> None:
    event = source.page(Criteria()).events[0]
    card = dataset_list.card(event)
    assert card["codes"] == [[name, str(value)] for name, value in event.codes.items()]
    assert f"placed as: {wording.precision(event.precision)}" in str(card["where"])


def test_the_list_of_a_symbol_holds_exactly_its_events(app: AppTest, held: DataSet, source: Source) -> None:
    symbols = source.symbols(Criteria(), AROUND.grid)
    number = int((symbols.count > 1).argmax())
    west, north = int(symbols.west[number]), int(symbols.north[number])
    visit(app, set=held.id, open=f"cell.{west}.{north}.{symbols.size}")
    expected = source.page(Criteria(), where=symbols.bounds(number), rows=dataset_list.ROWS)
    assert listed(app) == [event.row for event in expected.events]
    assert len(listed(app)) == min(dataset_list.ROWS, symbols.count[number])


# ---------- what the map is sent ----------


def drawn(source: Source, view: dataset_map.View, wish: Criteria = EVERYTHING) -> dataset_map.Drawn:
    areas = source.areas(wish)
    seen = extents.in_view(areas.areas, view.limits)[: dataset_map.MOST_AREAS]
    return dataset_map.Drawn(
        source.symbols(wish, view.grid), Areas(tuple(areas.areas[number] for number in seen), areas.count[seen]), 0
    )


def test_a_step_sends_at_most_300_symbols_in_at_most_20_kilobytes(folder: Path) -> None:
    dataset = hold(folder, "many", 60_000)
    claims = map_view([event for event in EDITION.events if event.is_quoted], EDITION)
    with closing(Source.in_folder(dataset.id, folder)) as opened:
        for zoom in range(2, 14):
            half = (180 / 2**zoom) * 1.6
            view = dataset_map.View((30 - half, max(-60, 50 - half), 30 + half, min(80, 50 + half)), zoom)
            found = drawn(opened, view)
            assert found.symbols is not None
            assert found.symbols.count.size <= 300, zoom
            coded = dataset_map.coded(found, opened, chosen=None)
            sent = event_map.payload(claims, None, "caption " * 40, "as-reported", coded)
            assert len(sent.encode()) <= 20_000, zoom


def test_the_columns_sent_give_back_each_symbols_cell_place_and_count(source: Source) -> None:
    for view in (AROUND, dataset_map.View((20.0, 44.0, 45.0, 56.0), 4.0)):
        symbols = source.symbols(Criteria(), view.grid)
        columns: dict[str, Any] = dataset_map.columns(symbols)
        west, north, size, unit = columns["grid"]
        assert columns["count"] == symbols.count.tolist()
        for number, (x, y) in enumerate(zip(columns["x"], columns["y"], strict=True)):
            across, down = x * unit, y * unit
            assert west + across - across % size == symbols.west[number]
            assert north + down - down % size == symbols.north[number]
            assert 0 <= symbols.mx[number] - (west + across) < unit
            assert 0 <= symbols.my[number] - (north + down) < unit


def test_no_word_of_the_set_reaches_the_map(source: Source) -> None:
    texts = {event.title for event in source.page(Criteria(), rows=200).events}
    sent = event_map.payload(NO_CLAIMS, None, "", "", dataset_map.coded(drawn(source, AROUND), source, chosen=None))
    assert texts
    assert not [text for text in texts if text in sent]


def test_an_area_is_sent_as_an_area_and_never_as_a_symbol(source: Source) -> None:
    vague = Criteria(precisions=frozenset({Precision.REGION, Precision.DISTRICT}))
    coded = dataset_map.coded(drawn(source, AROUND, vague), source, chosen=None)
    assert coded["count"] == []
    assert coded["areas"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "x",
        [1, 2, 3, 4],
        [0, 0, 0, 0, 0],
        [50, 0, 10, 10, 3],
        [0, 50, 10, 10, 3],
        [0, 0, 999, 10, 3],
        [0, 0, 10, 10, 99],
        [0, 0, 10, 10, float("nan")],
        [0, 0, 10, True, 3],
        [0, "0", 10, 10, 3],
        {"west": 0},
    ],
)
def test_a_view_that_is_none_is_not_heard(value: object) -> None:
    assert dataset_map.View.of(value) is None


@pytest.mark.parametrize(
    "value", [None, [0, 0], [0, 0, 3], [1, 0, 2], [-8, 0, 8], [0, 0, 2 * WORLD], [0.0, 0, 8], ["0", 0, 8]]
)
def test_a_cell_that_is_none_is_not_opened(value: object) -> None:
    assert dataset_map.symbol(value) is None


def test_the_first_view_holds_every_symbol_and_area_that_is_drawn(source: Source) -> None:
    west, south, east, north = dataset_map.first_view(source)
    located = [
        event for event in source.page(Criteria(), rows=ROWS).events if event.precision.is_pin and event.lon is not None
    ]
    assert located
    assert all(west <= event.lon <= east and south <= event.lat <= north for event in located)  # type: ignore[operator]


# ---------- the desk ----------


def test_the_same_question_gives_the_same_file_and_another_one_another(app: AppTest, held: DataSet) -> None:
    making = "export in the making"
    other = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=20)
    for reader in (app, other):
        visit(reader, set=held.id)
        pressed(reader, "set take csv")
    job = app.session_state[making].job
    assert eventually(lambda: job.is_done)
    assert job.problem is None
    assert other.session_state[making].job is job
    assert downloads.is_offered(job.result)
    pressed(other, "set take csv")
    assert other.session_state[making].job is job
    pressed(other, "set take geojson")
    assert other.session_state[making].job is not job
    visit(other, set=held.id, kind="Looting")
    pressed(other, "set take csv")
    assert other.session_state[making].job is not job


def test_every_rejection_can_be_taken_from_a_report_as_a_harmless_table(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "dirty.csv"
    path.write_text("date,lat,lon,title\n2024-03-12,51,36,good\n2024-02-30,51,36,=bad\n2024-03-12,=1+1,36,x\n")
    report = steps.stage(path, "dirty", folder, bounds=None)
    lines = import_form.rejections_csv(report).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + report.dataset.rejected == 3
    assert '"\'=1+1"' in lines[2]
    steps.discard(report)


def form() -> None:
    from pages.components.datasets import columns_form  # noqa: PLC0415 - Streamlit runs the text of this function

    columns_form.show(memoryview(b"date,lat,lon,what\n2024-03-12,50.6,36.58,raid\n"), "events.csv", "one file")


def test_the_form_of_a_file_of_no_known_set_is_drawn_to_its_end() -> None:
    app = AppTest.from_function(form, default_timeout=20).run()
    assert not app.exception
    system = "Coordinate system (EPSG:4326 is WGS84, longitude and latitude)"
    assert [field.label for field in app.text_input][:3] == ["Name of the data set", system, "Coded by"]
    assert [field.label for field in app.multiselect] == ["Columns kept as numbers, to be summed"]
    chosen = {box.label: box.value for box in app.selectbox}
    assert chosen["Latitude"] == "lat"
    assert chosen["First day, or the only one"] == "date"


def test_an_editor_may_choose_every_column_but_the_codes_of_our_own_exports() -> None:
    assert set(COLUMNS) - set(columns_form.CHOSEN) == {"raw_codes"}
