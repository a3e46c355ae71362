"""Data sets in a real browser: imported at the desk, counted on the map as the source counts, restored, taken away."""

from __future__ import annotations

import csv
import re
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.datasets.criteria import Criteria
from geodata.datasets.sources import Source
from geodata.views.selection import Outcome
from pages.components.datasets.dataset_map import View
from tests.browser.conftest import MAP, TIMEOUT_MS
from tests.browser.shell.test_layout import LOOKS, show
from tests.conftest import ROOT, running
from tests.datasets.held import hold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.conftest import OpenPage, Screen

# DESIGN.md, Traps 1, as titles, kinds, places and sources.
HOSTILE = (
    "{{ 7*7 }}", "{% raise %}", "{# gone #}", "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>", "${window.pwned=1}", "`window.pwned=1`", "javascript:window.pwned=1",
    "![x](http://evil.example/x.png)", "=1+1", "$x$ *y*",
)  # fmt: skip
DIRTY = "\n".join(
    [
        "date;lat;lon;event_type;title;location;source;precision;admin1",
        *(
            f"2024-03-{10 + number};51,{70 + number};36,{10 + number};{text};{text};{text};{text};settlement;"
            for number, text in enumerate(HOSTILE)
        ),
        "2024-03-12;51,73;36,19;Shelling;coded to the region;;;region;Kursk Oblast",
        "2024-03-12;361;36,19;Shelling;no such latitude;;;settlement;",
        "2024-02-30;51,73;36,19;Shelling;no such day;;;settlement;",
    ]
)
SHOWN = "() => [...window.asReported.coded.cells.values()].map(part => part.item.count).sort((a, b) => a - b)"
SHADED = """() => Object.fromEntries(
    [...window.asReported.coded.shaded.values()].map(part => [part.item.id, part.item.count]))"""
SEEN = """() => {
    const box = window.asReported.now.map.getBounds();
    return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth(), window.asReported.now.map.getZoom()];
}"""
COVERED = """() => {
    const sums = [...document.querySelectorAll("button.coded .sum .paper")].map((sum) => sum.getBoundingClientRect());
    const covers = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
        && one.top < other.bottom - 1 && other.top < one.bottom - 1;
    return sums.filter((one) => sums.some((other) => other !== one && covers(one, other))).length;
}"""
ENLARGE = """() => {
    const { now, coded } = window.asReported;
    now.view.coded.count = now.view.coded.count.map((count) => (count > 1 ? 345_348 : count));
    coded.draw();
    coded.arrangeRest();
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the desk, with one data set in it."""
    folder = tmp_path_factory.mktemp("data")
    hold(folder / "datasets", rows=6_000)
    return folder


@pytest.fixture(scope="module")
def desk(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of the editors' desk."""
    output = tmp_path_factory.mktemp("desk") / "output.txt"
    with running(ROOT, output, AS_REPORTED_DESK="1", AS_REPORTED_DATA=str(folder)) as url:
        yield url


@pytest.fixture
def source(folder: Path) -> Iterator[Source]:
    with closing(Source.in_folder("generated", folder / "datasets")) as opened:
        yield opened


def symbols(screen: Screen) -> list[int]:
    counts: list[int] = screen.map_frame.evaluate(SHOWN)
    return counts


def counted(screen: Screen, source: Source, wish: Criteria) -> list[int]:
    """The counts that the source has for what the map shows now."""
    west, south, east, north, zoom = screen.map_frame.evaluate(SEEN)
    grid = View((west, south, east, north), zoom).grid
    # Whether each place has its own symbol is decided once for all days, lest symbols jump under the slider.
    by_place = source.symbols(wish.all_time, grid).size == 1
    return sorted(source.cells(wish, grid.places if by_place else grid).count.tolist())


def expect_counts(screen: Screen, source: Source, wish: Criteria) -> None:
    """Waits until the map counts what the source counts there, and something."""
    screen.map_state()
    screen.eventually(lambda: (found := symbols(screen)) and found == counted(screen, source, wish), expected=True)


def wanted(screen: Screen) -> Criteria:
    """The days that the address asks for."""
    asked = {"start": screen.query.get("from"), "end": screen.query.get("to")}
    days = {name: date.fromisoformat(values[0]) for name, values in asked.items() if values}
    return Criteria.model_validate(days)


def test_a_dirty_file_is_imported_at_the_desk_and_none_of_its_words_runs(
    open_page: OpenPage, desk: str, tmp_path: Path
) -> None:
    path = tmp_path / "dirty.csv"
    path.write_text(DIRTY, encoding="utf-8")
    screen = open_page("/datasets", server=desk)
    page = screen.page
    page.get_by_text("Editors’ desk").click()
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_text("Of no known set.")).to_be_visible(timeout=TIMEOUT_MS)
    page.get_by_label("Coded by").fill("The desk")
    screen.button("Read the file").click()
    given = len(HOSTILE) + 3
    report = f"dirty: {given} rows given = {given - 2} to be taken over + 2 rejected. Nothing is kept yet."
    expect(page.get_by_text(report)).to_be_visible(timeout=TIMEOUT_MS)
    screen.button("Accept").click()
    account = page.locator(".st-key-timeline .account")
    expect(account).to_contain_text(f"{len(HOSTILE) + 1} on the map", timeout=TIMEOUT_MS)

    screen.map_state()
    screen.eventually(lambda: sum(symbols(screen)), len(HOSTILE))
    # The row that is coded to the region has coordinates too, and is an area all the same.
    screen.eventually(lambda: screen.map_frame.evaluate(SHADED), {"RU-KRS": 1})
    titles = page.locator("article[data-row] .title").all_inner_texts()
    assert set(HOSTILE) <= set(titles)
    for details in page.locator("article[data-row] summary").all():
        details.click()
    assert page.evaluate("() => window.pwned") is None
    assert screen.map_frame.evaluate("() => window.pwned") is None
    hrefs = page.locator("article[data-row] a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(hrefs) <= {"http:", "https:"}
    screen.assert_no_foreign_requests()
    screen.assert_no_errors()


def test_the_map_counts_what_the_source_counts_wherever_one_looks_and_the_slider_moves_it(
    open_page: OpenPage, desk: str, source: Source
) -> None:
    screen = open_page("/datasets?set=generated&from=2020-02-01&to=2021-02-01", server=desk)
    expect_counts(screen, source, wanted(screen))
    screen.map_frame.evaluate("() => { window.sameDocument = true; }")
    before = symbols(screen)

    # What follows the hand is counted in the browser, and the server is told once, when it rests.
    screen.page.wait_for_function(
        "() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/scenes/'))"
    )
    grip = screen.page.locator(".handle.end").bounding_box()
    assert grip
    screen.page.mouse.move(grip["x"] + 4, grip["y"] + 20)
    screen.page.mouse.down()
    screen.page.mouse.move(grip["x"] - 60, grip["y"] + 20, steps=6)
    screen.eventually(lambda: symbols(screen) != before, expected=True)
    assert screen.query["to"] == ["2021-02-01"]
    held, said = symbols(screen), screen.page.locator(".st-key-timeline .account").text_content()
    assert said
    screen.page.mouse.up()
    screen.eventually(lambda: screen.query["to"] != ["2021-02-01"], expected=True)
    screen.settle()
    expect_counts(screen, source, wanted(screen))
    assert symbols(screen) == held
    assert said == screen.page.locator(".st-key-timeline .account").text_content()
    expect(screen.page.locator(".st-key-ledger p").first).to_have_text(said)

    screen.map.get_by_role("button", name="Zoom in", exact=True).click()
    screen.eventually(lambda: round(screen.map_state()["zoom"], 1) > 4, expected=True)
    expect_counts(screen, source, wanted(screen))
    assert screen.map_frame.evaluate("() => window.sameDocument")


def test_no_sum_covers_digits_of_its_neighbour_however_large_they_are(
    open_page: OpenPage, desk: str, source: Source
) -> None:
    screen = open_page("/datasets?set=generated", server=desk)
    expect_counts(screen, source, Criteria())
    assert screen.map_frame.evaluate(COVERED) == 0
    screen.map_frame.evaluate(ENLARGE)
    assert {count for count in symbols(screen) if count > 1} == {345_348}
    assert screen.map_frame.evaluate(COVERED) == 0


def test_a_symbol_opens_its_list_by_keyboard_and_one_tab_stop_leads_to_all(
    open_page: OpenPage, desk: str, source: Source
) -> None:
    screen = open_page("/datasets?set=generated#map=7/50/36", server=desk)
    expect_counts(screen, source, Criteria())
    stops = screen.map.locator(".leaflet-coded-pane button[tabindex='0']")
    expect(stops).to_have_count(1)
    first = stops.get_attribute("aria-label")
    stops.press("ArrowDown")
    screen.eventually(lambda: stops.get_attribute("aria-label") != first or stops.count() == 1, expected=True)
    stops.press("Enter")
    screen.eventually(lambda: screen.query.get("open", [""])[0].split(".")[0] in {"cell", "area"}, expected=True)
    expect(screen.map.locator(".leaflet-coded-pane button[aria-pressed='true']")).to_have_count(1)
    label = screen.map.locator(".leaflet-coded-pane button[aria-pressed='true']").get_attribute("aria-label") or ""
    count = int(re.sub(r"\D", "", label.split(": ")[-1].split(";")[0]))
    expect(screen.page.locator("article[data-row]")).to_have_count(min(count, 20))


def test_a_view_comes_back_from_its_address_in_a_browser_that_was_never_here(
    open_page: OpenPage, desk: str, source: Source
) -> None:
    screen = open_page("/datasets?set=generated&from=2020-02-01&to=2021-02-01&kind=Shelling#map=7/50/36", server=desk)
    wish = wanted(screen).model_copy(update={"kinds": frozenset({"Shelling"})})
    expect_counts(screen, source, wish)
    screen.map.locator("button.coded").first.evaluate("button => button.click()")
    screen.eventually(lambda: "open" in screen.query, expected=True)
    expect(screen.page.locator("article[data-row]").first).to_be_visible()
    screen.eventually(lambda: "#map=7" in screen.page.url, expected=True)

    again = open_page(screen.page.url.removeprefix(desk), server=desk)
    expect_counts(again, source, wish)
    assert again.query == screen.query
    assert again.map_state()["center"] == pytest.approx(screen.map_state()["center"], abs=0.001)
    assert again.account() == screen.account()
    rows = "cards => cards.map(card => card.dataset.row)"
    again.eventually(
        lambda: again.page.locator("article[data-row]").evaluate_all(rows),
        screen.page.locator("article[data-row]").evaluate_all(rows),
    )


def test_what_passes_is_taken_away_as_a_file(open_page: OpenPage, desk: str, source: Source) -> None:
    screen = open_page("/datasets?set=generated&kind=Looting", server=desk)
    expect(screen.page.locator(".st-key-timeline .account")).to_contain_text("rows given")
    screen.button("Take away").click()
    with screen.page.expect_download(timeout=TIMEOUT_MS) as download:
        screen.button("CSV for spreadsheets").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    ledger = source.ledger(Criteria(kinds=frozenset({"Looting"})))
    assert len(rows) == ledger[Outcome.SHOWN] + ledger[Outcome.UNLOCATED]
    assert {row["kind"] for row in rows} == {"Looting"}
    assert {row["coded_by"] for row in rows} == {f"coded by {source.dataset.coded_by}, not quoted"}


def test_a_numbered_place_of_the_article_leads_to_its_claims_on_the_map_page(open_page: OpenPage, desk: str) -> None:
    screen = open_page("/datasets?set=generated#map=8/51/35.5", server=desk)
    screen.map_state()
    screen.mark("tyotkino").click()
    expect(screen.page.locator(".st-key-panel blockquote").first).to_be_visible(timeout=TIMEOUT_MS)
    screen.expect_asked("place", "tyotkino")


def test_the_page_fits_shuts_nobody_out_and_asks_nobody_else(open_page: OpenPage, desk: str, source: Source) -> None:
    screen = open_page("/datasets?set=generated&open=all#map=7/50/36", server=desk, width=320)
    for width, theme in [(320, "light"), *LOOKS]:
        show(screen, width, theme, "article[data-row]")
        expect_counts(screen, source, Criteria())
        assert screen.page.locator(MAP).count() == 1
        if (width, theme) in LOOKS:
            assert screen.accessibility_violations() == []
    screen.assert_no_foreign_requests()
    screen.assert_no_errors()
