from __future__ import annotations

import os
import re
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from _pytest.runner import runtestprotocol
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, expect, sync_playwright

import geodata
from geodata.model.events import CitationEvidence
from geodata.model.times import Clock
from geodata.views.filters import NOWHERE, Filter, vocabulary
from geodata.views.marks import map_view
from geodata.views.selection import select
from tests.conftest import SECOND_TRY, read_account

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from playwright.sync_api import (
        Browser,
        CDPSession,
        ConsoleMessage,
        Frame,
        FrameLocator,
        Locator,
        Page,
        Request,
        WebError,
        WebSocket,
    )

    from geodata.model.events import Event


# Two browsers and two servers share the cores that a test waits on.
expect.set_options(timeout=15_000)
OUTPUT = Path(__file__).parent / "output"
TIMEOUT_MS = 30_000
MAP = 'iframe[title^="streamlit_folium"]'
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
UNFINISHED = '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"], [data-stale="true"]'
# Chromium refuses its sandbox to root, and asks the internet for updates unless told not to.
SWITCHES = [
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page asks of another host fails here, web sockets and prefetches included.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
STORED = "local_storage,indexeddb,cache_storage,service_workers,file_systems"
ROW_PX = 35
FAILED = pytest.StashKey[bool]()
# Streamlit looks for itself below the address of every page, and is answered 404 there.
OWN_PROBE = re.compile(r"/(articles|claims|datasets|about)/_stcore/(health|host-config)$")
# All text a reader can come upon, wherever it is: in shadow roots, in fields, in the values of sliders.
EVERYTHING = """() => {
    const found = [];
    const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE && node.data.trim()) found.push(node.data);
        // What was announced to a screen reader, and Streamlit's tools above a table, tell of the past.
        if (node.matches?.("style, script, noscript, [data-live-announcer], [data-testid=stElementToolbar]")) return;
        for (const name of ["value", "aria-label", "aria-valuetext", "title"]) {
            const said = node.getAttribute && node.getAttribute(name);
            if (said) found.push(`${name}: ${said}`);
        }
        if (node.shadowRoot) [...node.shadowRoot.childNodes].forEach(walk);
        [...node.childNodes].forEach(walk);
    };
    walk(document.body);
    return found.join("\\n");
}"""

# What the map draws once it is ready, read in the same moment: its frame may be loaded anew in the next.
MAP_STATE = "() => { try { const now = window.asReported.state(); return now.ready && now; } catch { return false; } }"

EDITION = geodata.load()
DEFAULT = Filter(clock=Clock.REPORTED, start=EDITION.month[0], end=EDITION.month[1])
ALL_DATES = DEFAULT.model_copy(update={"start": EDITION.bounds[0], "end": EDITION.bounds[1]})
NOBODY = DEFAULT.model_copy(update={"chosen": {"evidence": frozenset({"quote"}), "source": frozenset({"TASS"})}})
QUOTED = [event for event in EDITION.events if event.is_quoted]


def address(page: str = "", wanted: Filter = DEFAULT, **more: str) -> str:
    """The address of a page that asks for a filter and more."""
    query = urlencode(wanted.query(DEFAULT) | {name: [value] for name, value in more.items()}, doseq=True)
    return f"/{page}?{query}" if query else f"/{page}"


def passing(wanted: Filter) -> list[Event]:
    """What the lists hold: all that passes the filter, drawn or not, in the edition's order."""
    chosen = select(EDITION, wanted)
    return sorted((*chosen.shown, *chosen.unlocated), key=EDITION.events.index)


def at(place: str, wanted: Filter) -> list[Event]:
    """The claims that the panel shows for a place."""
    return [event for event in passing(wanted) if place in places_of(event)]


def places_of(event: Event) -> set[str]:
    return set(event.place.places) if event.place.precision.is_drawn else {NOWHERE}


def words_of(event: Event) -> list[str]:
    """The exact words of a claim, or our summary of a cited one."""
    evidence = event.evidence
    return [evidence.summary] if isinstance(evidence, CitationEvidence) else [quote.exact for quote in evidence.quotes]


class Watching:
    """Notes what a window and its tabs ask for, and what goes wrong in them."""

    page: Page
    requests: list[str]
    errors: list[str]

    def watch(self) -> None:
        context = self.page.context
        context.on("request", self._note_request)
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)
        self.page.on("websocket", self._note_socket)

    def unwatch(self) -> None:
        context = self.page.context
        context.remove_listener("request", self._note_request)
        context.remove_listener("console", self._note_message)
        context.remove_listener("weberror", self._note_error)
        self.page.remove_listener("websocket", self._note_socket)

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location['url']}".strip())

    def _note_error(self, error: WebError) -> None:
        self.errors.append(str(error.error))

    def _note_socket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)


@dataclass
class Screen(Watching):
    """One reader's browser window, and everything it asked for."""

    page: Page
    server: str
    session: CDPSession | None = None
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator(MAP)

    @property
    def map_frame(self) -> Frame:
        frame = (
            self.page.locator('iframe[title^="streamlit_folium"]').element_handle(timeout=TIMEOUT_MS).content_frame()
        )
        assert frame
        return frame

    @property
    def panel(self) -> Locator:
        return self.page.locator(".st-key-panel")

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def wanted(self) -> Filter:
        """The filter that the address bar asks for."""
        return Filter.from_query(self.query, DEFAULT, vocabulary(EDITION.events), EDITION.bounds)

    def move_to(self, zone: str) -> None:
        """Sets the time zone of the reader's machine, for what is loaded from now on."""
        assert self.session
        self.session.send("Emulation.setTimezoneOverride", {"timezoneId": zone})

    def visit(self, path: str) -> None:
        """Goes to another address as the same reader."""
        self.page.goto(self.server + path)
        self.settle()

    def mark(self, place: str) -> Locator:
        """The marker, or the chip of an area or the border, of a place."""
        return self.map.locator(f'button[data-place="{place}"]')

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def menu(self, name: str) -> Locator:
        return self.page.locator(".st-key-menu").get_by_role("link", name=name, exact=True)

    def choose_speaker(self, name: str) -> None:
        """Opens the filters, chooses a speaker from the list, and closes both again."""
        speakers = self.page.get_by_role("combobox", name="According to (speaker)")
        self.page.get_by_role("button", name="Filters").click()
        speakers.fill(name)
        self.page.get_by_role("option", name=re.compile(rf"^{re.escape(name)} \(\d+\)$")).click()
        self.page.keyboard.press("Escape")
        expect(self.page.locator('[role="option"]')).to_have_count(0)
        self.page.keyboard.press("Escape")
        expect(speakers).to_be_hidden()

    def choose_place(self, name: str) -> None:
        self.panel.get_by_role("combobox", name="Place").click()
        self.page.get_by_role("option", name=name).click()

    def select_row(self, row: int) -> None:
        """Clicks the box in front of a row of the table, which is painted, not built of elements."""
        table = self.page.locator('[data-testid="stDataFrame"] canvas').first
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box
        self.page.mouse.click(box["x"] + 18, box["y"] + ROW_PX * (row + 1) + ROW_PX / 2)

    def map_state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.map_frame.wait_for_function(MAP_STATE, timeout=TIMEOUT_MS).json_value()
        return state

    def eventually(self, read: Callable[[], object], expected: object) -> None:
        """Waits until ``read`` gives what is expected; what it gave instead is in the failure."""
        found: object
        deadline = time.monotonic() + TIMEOUT_MS / 1000
        while True:
            try:
                found = read()
            except Error as error:  # the page read from is just being left
                found = error
            if found == expected or time.monotonic() > deadline:
                break
            self.page.wait_for_timeout(50)
        assert found == expected

    def cards(self, key: str) -> dict[str, list[str]]:
        """The words of each card of a component, by the id of its claim, to the last space."""
        read: dict[str, list[str]] = self.page.locator(f".st-key-{key} article").evaluate_all(
            """cards => Object.fromEntries(cards.map(card => [
                card.dataset.id,
                [...card.querySelectorAll("blockquote, .summary-text")].map(words => words.textContent),
            ]))"""
        )
        return read

    def expect_cards(self, key: str, events: Sequence[Event]) -> None:
        """Waits for the cards of exactly these claims, their words the stored ones to the last space."""
        self.eventually(lambda: self.cards(key), {event.id: words_of(event) for event in events})

    def account(self) -> str:
        """The account as the page has it: behind the line below the claims' timeline, or that of a data set."""
        behind = self.page.locator(".st-key-timeline .account")
        seen = self.page.locator(".st-key-ledger p").locator("visible=true")
        return (behind if behind.count() else seen).text_content() or ""

    def expect_account(self, wanted: Filter) -> None:
        """Waits for the account of a filter, read as numbers."""
        expect(self.page.locator(".st-key-timeline .shown")).to_be_visible(timeout=TIMEOUT_MS)
        self.eventually(lambda: read_account(self.account()).ledger, select(EDITION, wanted).ledger)

    def expect_asked(self, name: str, *values: str) -> None:
        """Waits until the address bar has these values, or none, for a name."""
        self.eventually(lambda: self.query.get(name, []), list(values))

    def expect_selected(self, place: str) -> None:
        """Waits until the map marks a place as the one that is open."""
        self.eventually(lambda: str(self.map_state()["selected"]), place)

    def expect_map(self, wanted: Filter) -> None:
        """Waits until the map draws the claims that a filter shows, and no others."""
        view = map_view(select(EDITION, wanted).shown, EDITION)
        marks = [mark.place for mark in view.marks]
        areas = sorted([shade.place for shade in view.shades] + (["border"] if view.border else []))

        def drawn() -> tuple[list[str], list[str]]:
            state = self.map_state()
            return sorted(state["marks"]), sorted(state["shades"])

        self.eventually(drawn, (sorted(marks), areas))

    def everything(self) -> str:
        """All text of the page and, if there is one, of the map's frame."""
        text: str = self.page.evaluate(EVERYTHING)
        if self.page.locator(MAP).count():
            self.map_state()
            # The map adds and removes names in an order that depends on what it drew before.
            text = "\n".join([text, *sorted(self.map_frame.evaluate(EVERYTHING).split("\n"))])
        # The ids that Streamlit makes up anew for each visitor.
        return re.sub(r"react-aria\S+", "", text)

    @property
    def foreign_requests(self) -> list[str]:
        """Requests to any host but the server's; none of them was let through."""
        return [url for url in self.requests if not self.is_own(url)]

    def is_own(self, url: str) -> bool:
        return urlsplit(url).scheme in {"data", "blob"} or urlsplit(url).netloc == urlsplit(self.server).netloc

    def assert_no_foreign_requests(self) -> None:
        assert self.foreign_requests == []

    def assert_no_errors(self) -> None:
        assert [error for error in self.errors if not OWN_PROBE.search(error)] == []

    def settle(self) -> None:
        """Waits for the script run under way; after a click, wait for what the click should show instead."""
        self.page.locator(SETTLED).wait_for(timeout=TIMEOUT_MS)
        self.page.wait_for_function(f"() => !document.querySelector('{UNFINISHED}')", timeout=TIMEOUT_MS)

    def accessibility_violations(self) -> list[str]:
        """What axe calls serious or critical, in the page, the map's frame and open shadow roots, by selector."""
        # Axe looks into a frame only where it finds itself.
        for frame in self.page.frames:
            frame.evaluate(AXE_SCRIPT)
        return violations(self.page)


def violations(page: Page) -> list[str]:
    """What axe, which the page holds, calls serious or critical."""
    result = page.evaluate("() => axe.run({resultTypes: ['violations']})")
    return [
        f"{violation['impact']} {violation['id']}: {violation['help']}: {node['target']}"
        for violation in result["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]


class OpenPage(Protocol):
    def __call__(  # noqa: PLR0913 - each argument is one property of a reader's browser
        self,
        path: str = "/",
        *,
        server: str | None = None,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        timezone: str = "UTC",
        reduced_motion: bool = False,
        touch: bool = False,
        fresh: bool = False,
    ) -> Screen:
        """Opens a path; ``fresh`` asks for a browser that was never used, and is not used again."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.fail("The browser tests need Chromium: install it, or let tests/run do so.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def idle() -> dict[bool, list[Screen]]:
    """Emptied windows for the next test, by touch: the scripts they have compiled more than halve its load."""
    return {False: [], True: []}


@pytest.fixture
def open_page(
    browser: Browser, idle: dict[bool, list[Screen]], server: str, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Opens a page as a new reader: nothing stored, no network but the server; waits until it is drawn."""
    opened: list[tuple[Screen, list[Screen] | None]] = []
    this_checkout = server

    def open_page(  # noqa: PLR0913 - see OpenPage
        path: str = "/",
        *,
        server: str | None = None,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        timezone: str = "UTC",
        reduced_motion: bool = False,
        touch: bool = False,
        fresh: bool = False,
    ) -> Screen:
        if idle[touch] and not fresh:
            page, session = idle[touch][-1].page, idle[touch].pop().session
        else:
            page = browser.new_context(has_touch=touch).new_page()
            session = page.context.new_cdp_session(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(
            media="null",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
        )
        screen = Screen(page, server or this_checkout, session)
        opened.append((screen, None if fresh else idle[touch]))
        screen.move_to(timezone)
        screen.watch()
        page.goto(screen.server + path)
        screen.settle()
        return screen

    yield open_page
    failed = request.node.stash.get(FAILED, False)
    for number, (screen, place) in enumerate(opened, 1):
        if failed:
            OUTPUT.mkdir(exist_ok=True)
            name = re.sub(r"\W+", "-", request.node.name).strip("-")
            screen.page.screenshot(path=OUTPUT / f"{name}-{number}.png", full_page=True)
        screen.unwatch()
        if place is not None and not failed and empty(screen):
            place.append(screen)
        else:
            screen.page.context.close()


def empty(screen: Screen) -> bool:
    """Takes from a page all that its reader left in it; False where that cannot be done."""
    page, context, session = screen.page, screen.page.context, screen.session
    if session is None or page.is_closed() or not page.url.startswith(screen.server + "/"):
        return False
    page.evaluate("() => { sessionStorage.clear(); window.name = ''; }")
    page.goto("about:blank")
    for other in context.pages:
        if other != page:
            other.close()
    page.unroute_all()
    context.unroute_all()
    context.clear_cookies()
    context.clear_permissions()
    context.set_offline(False)
    page.mouse.up()
    page.mouse.move(-1, -1)
    for key in ("Control", "Shift", "Alt", "Meta"):
        page.keyboard.up(key)
    session.send("Storage.clearDataForOrigin", {"origin": screen.server, "storageTypes": STORED})
    session.send("Page.resetNavigationHistory")
    return True


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test that fails in the browser once more, and have the summary name it if it passes then.

    One late frame in thousands would else hold back a release; what fails twice, fails.
    """
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    if any(report.failed for report in reports):
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        for report in reports:
            report.user_properties.append((SECOND_TRY, item.nodeid))
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report
