"""The static edition as a reader has it: from a disk and from a plain file server, by the live page's addresses."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from geodata.model.times import Clock
from geodata.static.folder import files
from geodata.static.writing import write_folder
from geodata.views.marks import map_view
from geodata.views.selection import select
from tests.browser.conftest import violations
from tests.browser.takeaway.test_offline_edition import wanted
from tests.single_file.test_single_file import EDITION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DAY = EDITION.newest.day
CLAIM = next(event for event in EDITION.events if event.is_quoted)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: Any) -> None:  # noqa: ANN401 - as its parent
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as the command writes it, with one picture for all."""
    target = tmp_path_factory.mktemp("static") / "site"
    made = files(EDITION, "https://reports.example/")
    write_folder(target, ((path, bytes if path.endswith(".png") else make) for path, make in made))
    return target


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder.parent))) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_address[1]}/site/"
        serving.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_context().new_page()
    yield page
    page.context.close()


@pytest.mark.parametrize("where", ["disk", "server"])
def test_an_address_of_the_live_page_opens_the_same_claims(page: Page, folder: Path, server: str, where: str) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    root = f"{folder.resolve().as_uri()}/" if where == "disk" else server
    page.goto(f"{root}index.html?evidence=citation&dates={DAY}&dates={DAY}&place=kozinka")
    page.wait_for_function("() => window.asReported?.state().ready && window.asReported.state().marks.length")
    shown = select(EDITION, wanted(Clock.REPORTED, DAY, DAY, evidence="citation")).shown
    state = page.evaluate("() => window.asReported.state()")
    assert state["marks"] == [mark.place for mark in map_view(shown, EDITION).marks]
    assert (state["selected"], page.locator("#place").input_value()) == ("kozinka", "kozinka")
    page.evaluate("() => window.asReported.now.map.setView([20, 30], 4, { animate: false })")
    page.wait_for_function("() => document.querySelectorAll('path.country').length > 200")
    assert errors == []


def test_a_claim_leads_to_the_map_and_to_the_list_without_barriers(page: Page, server: str) -> None:
    page.goto(f"{server}uk/claim/{CLAIM.id}/")
    page.evaluate(AXE_SCRIPT)
    assert violations(page) == []
    page.locator("article a[href*='place=']").click()
    page.wait_for_function("() => window.asReported?.state().ready && window.asReported.state().marks.length")
    assert page.url.startswith(f"{server}uk/index.html?place=")
    page.evaluate(AXE_SCRIPT)
    assert violations(page) == []
    page.goto(f"{server}index.html?event={CLAIM.id}")
    page.locator(f'#list article[data-id="{CLAIM.id}"] details[open]').wait_for()
