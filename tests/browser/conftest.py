from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, FrameLocator, Page, Request

OUTPUT = Path(__file__).parent / "output"
TIMEOUT_MS = 30_000
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
FAILED = pytest.StashKey[bool]()


@dataclass
class Screen:
    """One reader's browser window, and everything it asked for."""

    page: Page
    server: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator('iframe[title^="streamlit_folium"]')

    @property
    def foreign_requests(self) -> list[str]:
        """Requests to any host but the server's; none of them was let through."""
        return [url for url in self.requests if not self.is_own(url)]

    def is_own(self, url: str) -> bool:
        return urlsplit(url).scheme in {"data", "blob"} or urlsplit(url).netloc == urlsplit(self.server).netloc

    def assert_no_foreign_requests(self) -> None:
        assert self.foreign_requests == []

    def settle(self) -> None:
        """Waits for the script run under way; after a click, wait for what the click should show instead."""
        self.page.locator(SETTLED).wait_for(timeout=TIMEOUT_MS)
        self.page.wait_for_function(f"() => !document.querySelector('{UNFINISHED}')", timeout=TIMEOUT_MS)

    def accessibility_violations(self) -> list[str]:
        """What axe calls serious or critical, in the page, the map's frame and open shadow roots, by selector."""
        # Axe looks into a frame only where it finds itself.
        for frame in self.page.frames:
            frame.evaluate(AXE_SCRIPT)
        result = self.page.evaluate("() => axe.run({resultTypes: ['violations']})")
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
    ) -> Screen: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.fail("The browser tests need Chromium: install it, or let tests/run do so.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Opens a page as a new reader: no cookies, no cache, no network but the server; waits until it is drawn."""
    screens: list[Screen] = []
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
    ) -> Screen:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            timezone_id=timezone,
            reduced_motion="reduce" if reduced_motion else "no-preference",
        )
        screen = Screen(context.new_page(), server or this_checkout)
        screens.append(screen)
        _watch(context, screen)
        screen.page.goto(screen.server + path)
        screen.settle()
        return screen

    yield open_page
    for number, screen in enumerate(screens, 1):
        if request.node.stash.get(FAILED, False):
            OUTPUT.mkdir(exist_ok=True)
            name = re.sub(r"\W+", "-", request.node.name).strip("-")
            screen.page.screenshot(path=OUTPUT / f"{name}-{number}.png", full_page=True)
        screen.page.context.close()


def _watch(context: BrowserContext, screen: Screen) -> None:
    def note_request(request: Request) -> None:
        screen.requests.append(request.url)

    def note_error(message: ConsoleMessage) -> None:
        if message.type == "error":
            screen.errors.append(message.text)

    context.on("request", note_request)
    context.on("console", note_error)
    context.on("weberror", lambda error: screen.errors.append(str(error.error)))
    screen.page.on("websocket", lambda socket: screen.requests.append(socket.url))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report
