"""The timeline of a data set in the browser: it counts every event, and what comes late or not at all moves nothing."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.datasets.criteria import Criteria
from geodata.datasets.sources import Source
from geodata.views.selection import Outcome
from tests.browser.claims.test_timeline import COUNT_SENT, grab, inside, middle, slider
from tests.browser.conftest import TIMEOUT_MS
from tests.browser.datasets.test_datasets import SEEN, counted, expect_counts, symbols, wanted
from tests.conftest import ROOT, running
from tests.datasets.held import hold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import WebSocketRoute

    from tests.browser.conftest import OpenPage, Screen

PAGE = "/datasets?set=generated"
# How many scenes the page has loaded.
SCENES = "() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/scenes/')).length >= 2"
UNLOADED = "The map follows when the dates are let go"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    hold(folder / "datasets", rows=4_000)
    return folder


@pytest.fixture(scope="module")
def served(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a dashboard that holds one generated set."""
    with running(ROOT, tmp_path_factory.mktemp("sets") / "output.txt", AS_REPORTED_DATA=str(folder)) as url:
        yield url


@pytest.fixture
def source(folder: Path) -> Iterator[Source]:
    with closing(Source.in_folder("generated", folder / "datasets")) as opened:
        yield opened


def ready(screen: Screen, source: Source) -> None:
    """Waits until the map has drawn the set, and the page holds what it counts from."""
    expect_counts(screen, source, wanted(screen))
    screen.page.wait_for_function(SCENES, timeout=TIMEOUT_MS)


def live(screen: Screen) -> tuple[object, ...]:
    """All that follows the hand: symbols, account, sentence, bars chosen and handles."""
    texts = [screen.page.locator(f".st-key-timeline .{name}").text_content() for name in ("account", "sentence")]
    handles = [slider(screen, name).get_attribute("aria-valuetext") for name in ("First day", "Last day")]
    return symbols(screen), *texts, inside(screen), *handles


def pull(screen: Screen, pixels: float) -> None:
    """Holds the handle of the last day and moves it, and waits until the map has followed."""
    before = symbols(screen)
    x = grab(screen, "end")
    screen.page.mouse.move(x - pixels, middle(screen), steps=6)
    screen.eventually(lambda: symbols(screen) != before, expected=True)


def expect_settled(screen: Screen, source: Source) -> None:
    """Waits until address, account, list and map agree on the window of the handles."""

    def asked() -> str | None:
        end = wanted(screen).end
        return f"{end.day} {end:%B %Y}" if end else None

    screen.eventually(asked, slider(screen, "Last day").get_attribute("aria-valuetext"))
    screen.settle()
    expect_counts(screen, source, wanted(screen))
    ledger = source.ledger(wanted(screen))
    for line in (screen.page.locator(".st-key-timeline .account"), screen.page.locator(".st-key-ledger p").first):
        expect(line).to_contain_text(f"{ledger[Outcome.SHOWN]:,} on the map", timeout=TIMEOUT_MS)


def test_with_all_dates_the_browser_counts_what_has_no_date_and_what_is_out_of_sight(
    open_page: OpenPage, served: str, source: Source
) -> None:
    screen = open_page(PAGE, server=served)
    ready(screen, source)
    # The server is told nothing: what has no date is counted by the browser alone.
    screen.page.evaluate(
        """() => {
            const { send } = WebSocket.prototype;
            window.resume = () => { WebSocket.prototype.send = send; };
            WebSocket.prototype.send = () => {};
        }"""
    )
    handle = slider(screen, "Last day")
    handle.press("PageDown")
    screen.eventually(lambda: symbols(screen) != counted(screen, source, Criteria()), expected=True)
    handle.press("End")
    expect_counts(screen, source, Criteria())
    screen.page.evaluate("() => window.resume()")

    outside = screen.map.locator(".outside")
    screen.map_frame.evaluate("() => window.asReported.now.map.setView([51, 24], 8, { animate: false })")
    expect_counts(screen, source, Criteria())
    shown = source.ledger(Criteria())[Outcome.SHOWN]
    areas = "() => window.asReported.now.view.coded.areas.reduce((sum, [, , count]) => sum + count, 0)"
    missing = shown - sum(symbols(screen)) - screen.map_frame.evaluate(areas)
    expect(outside).to_have_text(f"Events outside this view: {missing:,}")
    handle.press("PageDown")
    expect(outside).not_to_have_text(f"Events outside this view: {missing:,}")
    expect_settled(screen, source)
    zoom = screen.map_frame.evaluate(SEEN)[-1]
    outside.click()
    screen.eventually(lambda: screen.map_frame.evaluate(SEEN)[-1] < zoom, expected=True)
    expect_counts(screen, source, wanted(screen))
    expect(outside).to_be_hidden()
    screen.assert_no_errors()


def test_everything_follows_a_held_handle_and_one_message_goes_when_it_rests(
    open_page: OpenPage, served: str, source: Source
) -> None:
    screen = open_page(PAGE, server=served)
    ready(screen, source)
    screen.page.evaluate(COUNT_SENT)
    rows = screen.page.locator("article[data-row]").count()
    before = live(screen)
    pull(screen, 150)
    held = live(screen)
    assert all(one != other for one, other in zip(before, held, strict=True) if one != before[4])
    assert "to" not in screen.query
    assert screen.page.evaluate("() => window.sent") == 0
    # A frame that is loaded anew meanwhile shows the window of the hand.
    with screen.map_frame.expect_navigation():
        screen.map_frame.evaluate("() => window.location.reload()")
    screen.map_state()
    screen.eventually(lambda: live(screen), held)
    sent = screen.page.evaluate("() => window.sent")
    screen.page.mouse.up()
    expect_settled(screen, source)
    assert live(screen) == held
    assert screen.page.evaluate("() => window.sent") == sent + 1
    assert screen.page.locator("article[data-row]").count() == rows


def test_a_late_answer_moves_nothing_that_follows_the_hand(open_page: OpenPage, served: str, source: Source) -> None:
    """An answer to the first move is held back two seconds; by then the hand has moved on."""
    held: list[str | bytes] = []
    holding = [False]
    sockets: list[WebSocketRoute] = []

    def route(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(server.send)
        server.on_message(lambda message: held.append(message) if holding[0] else socket.send(message))
        sockets.append(socket)

    screen = open_page("/about", server=served, fresh=True)
    screen.page.route_web_socket("**/_stcore/stream", route)
    screen.visit(PAGE)
    ready(screen, source)
    holding[0] = True
    slider(screen, "Last day").press("PageDown")
    screen.eventually(lambda: len(held) > 0, expected=True)
    screen.page.wait_for_timeout(2_000)
    pull(screen, 120)
    state = live(screen)
    assert "to" not in screen.query
    holding[0] = False
    for message in held:
        sockets[-1].send(message)
    screen.eventually(lambda: "to" in screen.query, expected=True)
    first = screen.query["to"]
    screen.settle()
    assert live(screen) == state
    screen.page.mouse.up()
    screen.eventually(lambda: screen.query["to"] != first, expected=True)
    expect_settled(screen, source)
    assert live(screen) == state


def test_a_scene_that_does_not_arrive_is_told_and_the_server_counts(
    open_page: OpenPage, served: str, source: Source
) -> None:
    screen = open_page("/about", server=served, fresh=True)
    screen.page.route("**/scenes/**", lambda route: route.abort())
    screen.visit(PAGE)
    sentence = screen.page.locator(".st-key-timeline .sentence")
    expect_counts(screen, source, Criteria())
    expect(sentence).to_contain_text(UNLOADED)
    slider(screen, "Last day").press("PageDown")
    screen.eventually(lambda: "to" in screen.query, expected=True)
    expect_settled(screen, source)
    # As soon as it can be loaded, the map follows again.
    screen.page.unroute("**/scenes/**")
    slider(screen, "Last day").press("PageDown")
    expect(sentence).not_to_contain_text(UNLOADED)
    pull(screen, 100)
    screen.page.mouse.up()
    expect_settled(screen, source)


def test_without_the_timeline_a_set_is_filtered_by_its_address_and_the_page_says_so(
    open_page: OpenPage, served: str, source: Source
) -> None:
    screen = open_page("/about", server=served, fresh=True)
    screen.page.add_init_script("URL.createObjectURL = () => { throw new Error('no script components'); };")
    screen.page.goto(f"{served}{PAGE}&from=2020-02-01&to=2021-02-01")
    expect(screen.page.locator(".st-key-untimed")).to_be_visible(timeout=20_000)
    expect(screen.page.locator(".st-key-untimed")).to_contain_text("The timeline could not be drawn.")
    expect_counts(screen, source, wanted(screen))
    ledger = source.ledger(wanted(screen))
    line = screen.page.locator(".st-key-ledger p").first
    expect(line).to_be_visible()
    expect(line).to_contain_text(f"{ledger[Outcome.SHOWN]:,} on the map")


def test_playing_a_set_marks_what_is_new_and_a_day_is_typed_or_pressed(
    open_page: OpenPage, served: str, source: Source
) -> None:
    screen = open_page(f"{PAGE}&from=2019-06-01&to=2019-06-30", server=served)
    ready(screen, source)
    screen.page.evaluate(COUNT_SENT)
    screen.page.get_by_text("More", exact=True).click()
    screen.page.get_by_role("combobox", name="How to play").select_option("the span moves on")
    screen.page.get_by_role("combobox", name="Pace").select_option("fast")
    screen.button("Play").click()
    expect(screen.page.locator(".large")).to_have_text(re.compile(r"^\d+ \w+ 20\d\d$"))
    screen.eventually(lambda: screen.map.locator("button.coded.fresh").count() > 0, expected=True)
    first, last = (str(slider(screen, name).get_attribute("aria-valuetext")) for name in ("First day", "Last day"))
    assert (first, last) != ("1 June 2019", "30 June 2019")
    assert screen.page.evaluate("() => window.sent") == 0
    screen.button("Pause").click()
    expect(screen.page.locator(".large")).to_be_hidden()
    expect(screen.map.locator("button.coded.fresh")).to_have_count(0)
    screen.eventually(lambda: "2019-06-30" not in screen.query.get("to", ["2019-06-30"]), expected=True)
    expect_settled(screen, source)

    typed = screen.page.get_by_role("textbox", name="Last day")
    typed.fill("2020-03-01")
    typed.press("Enter")
    screen.eventually(lambda: screen.query.get("to"), ["2020-03-01"])
    expect_settled(screen, source)
    box = screen.page.locator(".track").bounding_box()
    assert box
    screen.page.mouse.click(box["x"] + box["width"] * 0.7, middle(screen))
    screen.eventually(lambda: screen.query.get("to") != ["2020-03-01"], expected=True)
    expect_settled(screen, source)
    screen.assert_no_errors()
