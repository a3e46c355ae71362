"""What leaves the reader's machine: nothing. The browser of these tests resolves no name but the server's."""

from __future__ import annotations

import urllib.request
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEFAULT, address

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

MAP_FRAME = "/component/streamlit_folium.st_folium/index.html"


def test_no_page_asks_another_host_for_anything_or_logs_an_error(open_page: OpenPage) -> None:
    screen = open_page(fresh=True)
    screen.expect_map(DEFAULT)
    assert screen.map_frame.evaluate("() => L.version")
    assert any(url.endswith("/leaflet.js") for url in screen.requests)
    assert screen.map.locator("path.land").count()
    screen.visit("/articles?event=baza-alleged-incursion")
    expect(screen.page.locator(".st-key-beside article")).to_be_visible()
    for view in ["list", "table", "disagreements"]:
        screen.visit(address("claims", view=view))
        expect(screen.page.get_by_text("As reported, as of")).to_be_visible()
    screen.visit("/about")
    expect(screen.page.get_by_text("As reported, as of")).to_be_visible()
    screen.assert_no_foreign_requests()
    screen.assert_no_errors()


@pytest.mark.parametrize(
    "path", ["/", "/articles", "/_stcore/health", "/component/streamlit_folium.st_folium/index.html"]
)
def test_every_answer_carries_the_security_headers(server: str, path: str) -> None:
    with urllib.request.urlopen(server + path) as answer:  # noqa: S310 - our own address
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    sources = {source for value in policy.values() for source in value.split()}
    assert sources <= {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "blob:", "data:"}


def test_the_browser_refuses_what_the_policy_forbids(open_page: OpenPage) -> None:
    screen = open_page("/about")
    refused = screen.page.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
            fetch("http://127.0.0.1:9/").catch(() => {});
        })"""
    )
    assert refused == "connect-src"
