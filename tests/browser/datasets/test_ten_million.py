"""Ten million events in a real browser: the account adds up at every step, and the map counts what the source counts.

Takes some ten minutes, most of them for the data; ``-m long --log-cli-level=INFO`` tells how long each step takes.
"""

from __future__ import annotations

import csv
import gzip
import json
import logging
import re
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.datasets.criteria import Criteria
from geodata.datasets.sources import Source
from geodata.views.selection import Outcome
from tests.browser.datasets.test_datasets import COVERED, expect_counts, symbols, wanted
from tests.conftest import ROOT, running
from tests.datasets.held import hold
from tests.datasets.importing.imports import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.browser.conftest import OpenPage, Screen

pytestmark = pytest.mark.long

ROWS = 10_000_000
IMPORTED_ROWS = 100_000
PATIENCE_MS = 120_000
LOG = logging.getLogger(__name__)
ACCOUNT = re.compile(
    r"([\d,]+) on the map \+ ([\d,]+) without a place on the map, listed only \+ ([\d,]+) outside the dates"
    r" \+ ([\d,]+) filtered out \+ ([\d,]+) without a date \+ ([\d,]+) rejected at import = ([\d,]+) rows given\."
)
PARTS = (Outcome.SHOWN, Outcome.UNLOCATED, Outcome.OUTSIDE, Outcome.FILTERED, Outcome.UNDATED)
LARGEST = """() => [...window.asReported.coded.cells.values()]
    .sort((one, other) => other.item.count - one.item.count)[0].button.click()"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the desk, with the ten million in it."""
    folder = tmp_path_factory.mktemp("data")
    with timed("making and holding the events"):
        hold(folder / "datasets", rows=ROWS)
    return folder


@pytest.fixture(scope="module")
def desk(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of the editors' desk."""
    output = tmp_path_factory.mktemp("desk") / "output.txt"
    options = {"AS_REPORTED_DATA": str(folder), "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "300"}
    with running(ROOT, output, AS_REPORTED_DESK="1", **options) as url:
        yield url


@pytest.fixture
def source(folder: Path) -> Iterator[Source]:
    with closing(Source.in_folder("generated", folder / "datasets")) as opened:
        yield opened


@contextmanager
def timed(act: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    LOG.info("%s: %.1f s", act, time.perf_counter() - begun)


def account(screen: Screen) -> tuple[dict[Outcome, int], int]:
    """The numbers of the line that accounts for every row, and the rows rejected; they add up to the rows given."""
    found = ACCOUNT.fullmatch(screen.account().replace("\u00a0", " "))
    assert found, screen.account()
    *parts, rejected, given = (int(number.replace(",", "")) for number in found.groups())
    assert sum(parts) + rejected == given
    return dict(zip(PARTS, parts, strict=True)), rejected


def expect_account(screen: Screen, ledger: Mapping[Outcome, int]) -> None:
    """Waits for the account of the ten million that the engine counts."""
    assert sum(ledger.values()) == ROWS
    expect(screen.page.locator(".st-key-timeline .account")).to_contain_text("rows given", timeout=PATIENCE_MS)
    screen.eventually(lambda: account(screen), (dict(ledger), 0))


def open_filters(screen: Screen) -> None:
    screen.page.get_by_role("button", name="Search and filter").click()


def shut_filters(screen: Screen) -> None:
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_role("option")).to_have_count(0)
    screen.page.keyboard.press("Escape")
    screen.settle()


def listed(screen: Screen) -> list[str]:
    rows: list[str] = screen.page.locator("article[data-row]").evaluate_all(
        "cards => cards.map(card => card.dataset.row)"
    )
    return rows


def test_the_account_adds_up_whatever_a_reader_does(open_page: OpenPage, desk: str, source: Source) -> None:
    with timed("opening the page"):
        screen = open_page("/datasets?set=generated", server=desk)
        assert source.bounds
        expect_account(screen, source.ledger(Criteria()))
    with timed("the map"):
        screen.eventually(lambda: len(symbols(screen)) > 0, expected=True)
    assert screen.map_frame.evaluate(COVERED) == 0
    page = screen.page

    with timed("a first step of the slider"):
        page.get_by_role("slider", name="Last day", exact=True).press("PageDown")
        screen.eventually(lambda: "to" in screen.query, expected=True)
    expect_account(screen, source.ledger(wanted(screen)))
    expect_counts(screen, source, wanted(screen))
    first = screen.query["to"]
    with timed("a second step of the slider"):
        page.get_by_role("slider", name="Last day", exact=True).press("PageDown")
        screen.eventually(lambda: screen.query["to"] != first, expected=True)
    expect_account(screen, source.ledger(wanted(screen)))

    open_filters(screen)
    with timed("a filter by kind"):
        page.get_by_role("combobox", name="Kind, as coded").fill("Shelling")
        page.get_by_role("option", name="Shelling").click()
        screen.eventually(lambda: screen.query.get("kind"), ["Shelling"])
    shut_filters(screen)
    wish = wanted(screen).model_copy(update={"kinds": frozenset({"Shelling"})})
    expect_account(screen, source.ledger(wish))
    expect_counts(screen, source, wish)

    word = source.page(wish, rows=1).events[0].title.split()[0]
    open_filters(screen)
    with timed("a search"):
        field = page.get_by_label("Words in titles, places and sources")
        field.fill(word)
        field.press("Enter")
        screen.eventually(lambda: screen.query.get("words"), [word])
    shut_filters(screen)
    wish = wish.model_copy(update={"words": word})
    ledger = source.ledger(wish)
    assert ledger[Outcome.SHOWN]
    expect_account(screen, ledger)
    expect_counts(screen, source, wish)
    screen.assert_no_foreign_requests()
    screen.assert_no_errors()


def test_a_symbol_of_thousands_opens_its_list_page_by_page_and_nearer_symbols_are_counted_anew(
    open_page: OpenPage, desk: str, source: Source
) -> None:
    screen = open_page("/datasets?set=generated&from=2020-01-01&to=2020-12-31", server=desk)
    expect_account(screen, source.ledger(wanted(screen)))
    expect_counts(screen, source, wanted(screen))
    with timed("the list of a symbol"):
        screen.map_frame.evaluate(LARGEST)
        expect(screen.page.locator("article[data-row]").first).to_be_visible(timeout=PATIENCE_MS)
    first = listed(screen)
    with timed("its next page"):
        screen.button("Next 20").click()
        screen.eventually(lambda: bool(listed(screen)) and not {*listed(screen)} & {*first}, expected=True)
    screen.button("Back").click()
    screen.eventually(lambda: listed(screen), first)

    before = symbols(screen)
    with timed("a look from nearer"):
        screen.map.get_by_role("button", name="Zoom in", exact=True).click()
        screen.eventually(lambda: symbols(screen) != before, expected=True)
    expect_counts(screen, source, wanted(screen))
    seen = screen.map_state()["center"]
    with timed("a look beside"):
        screen.map.locator(".leaflet-container").press("ArrowRight")
        screen.eventually(lambda: screen.map_state()["center"] != seen, expected=True)
    expect_counts(screen, source, wanted(screen))
    expect_account(screen, source.ledger(wanted(screen)))
    screen.assert_no_errors()


@pytest.mark.parametrize(("button", "extension"), [("CSV for spreadsheets", "csv"), ("GeoJSON", "geojson")])
def test_what_passes_of_ten_million_is_taken_away(
    open_page: OpenPage, desk: str, source: Source, button: str, extension: str
) -> None:
    screen = open_page("/datasets?set=generated&from=2020-01-01&to=2020-12-31&kind=Shelling", server=desk)
    ledger = source.ledger(wanted(screen).model_copy(update={"kinds": frozenset({"Shelling"})}))
    expect_account(screen, ledger)
    screen.button("Take away").click()
    with timed(f"a file of {ledger[Outcome.SHOWN]:,} events"), screen.page.expect_download(timeout=600_000) as download:
        screen.button(button).click()
        expect(screen.page.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE_MS)
    assert download.value.suggested_filename.endswith(extension)
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = sum(1 for _ in csv.DictReader(file)) if extension == "csv" else len(json.load(file)["features"])
    assert rows == sum(ledger[outcome] for outcome in (Outcome.SHOWN, Outcome.UNLOCATED, Outcome.UNDATED))
    screen.assert_no_errors()


def many(path: Path) -> Path:
    """A file of the real sample's rows, over and over, each with a new id."""
    with gzip.open(SAMPLE, "rt", encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        number = header.index("id")
        for row in range(IMPORTED_ROWS):
            cells = rows[row % len(rows)]
            cells[number] = str(row + 1)
            writer.writerow(cells)
    return path


def test_an_editor_imports_and_withdraws_beside_ten_million(
    open_page: OpenPage, desk: str, source: Source, tmp_path: Path
) -> None:
    screen = open_page("/datasets?set=generated", server=desk)
    page, ours = screen.page, source.ledger(wanted(screen))
    path = many(tmp_path / "many.csv")

    def give(name: str) -> None:
        if not page.locator('input[type="file"]').count():
            page.get_by_text("Editors’ desk").click()
        page.locator('input[type="file"]').set_input_files(path)
        expect(page.get_by_text("Recognised by its columns")).to_be_visible(timeout=PATIENCE_MS)
        page.get_by_label("Name of the data set").fill(name)
        screen.button("Read the file").click()

    page.get_by_text("Editors’ desk").click()
    give("Cancelled")
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE_MS)
    with timed("cancelling an import"):
        screen.button("Cancel").click()
        expect(page.get_by_text("The import was cancelled, and nothing was kept.")).to_be_visible(timeout=PATIENCE_MS)

    with timed(f"importing {IMPORTED_ROWS:,} rows"):
        give("Many")
        report = f"Many: {IMPORTED_ROWS:,} rows given = {IMPORTED_ROWS:,} to be taken over + 0 rejected."
        expect(page.get_by_text(report)).to_be_visible(timeout=PATIENCE_MS)
    with timed("accepting it"):
        screen.button("Accept").click()
        screen.eventually(lambda: screen.query.get("set", [""])[0].startswith("many"), expected=True)
    screen.eventually(lambda: sum(account(screen)[0].values()), IMPORTED_ROWS)

    with timed("withdrawing it"):
        page.get_by_role("button", name="Withdraw a data set").click()
        page.get_by_role("combobox", name="Data set to withdraw").click()
        page.get_by_role("option", name="Many").click()
        screen.button("Withdraw it").click()
        expect(page.get_by_text("Many was withdrawn.")).to_be_visible(timeout=PATIENCE_MS)
    expect_account(screen, ours)
    screen.assert_no_errors()
