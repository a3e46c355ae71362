"""Chromium scrolls to the words that a link to a quote means, also where they repeat and across paragraphs."""

from __future__ import annotations

import contextlib
import http.server
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from geodata.model.quotes import Quote
from geodata.model.text_fragments import text_fragment
from tests.model.test_text_fragments import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

IN_VIEW = """() => [...document.querySelectorAll("p")].findIndex(paragraph => {
    const box = paragraph.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
})"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A page of the text whose paragraphs stand far apart."""
    paragraphs = "".join(f"<p style='margin: 2000px 0'>{words}</p>" for words in TEXT.split("\n\n"))
    (tmp_path / "page.html").write_text(f"<!DOCTYPE html><meta charset='utf-8'>{paragraphs}", encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with contextlib.closing(server.socket):
        yield f"http://127.0.0.1:{server.server_port}/page.html"
        server.shutdown()


@pytest.mark.parametrize(
    ("words", "occurrence", "paragraph"),
    [
        ("near the mill", 1, 1),
        ("We heard two blasts", 0, 2),
        ("We heard two blasts", 1, 3),
        ("The council said", 1, 3),
        ("near the mill on Monday.\n\nNobody was hurt.", 0, 1),
    ],
)
def test_a_link_scrolls_to_the_words_that_are_meant(
    words: str, occurrence: int, paragraph: int, address: str, browser: Browser
) -> None:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    page = browser.new_page()
    page.goto(f"{address}#{text_fragment(Quote(exact=words, start=start, end=start + len(words)), TEXT)}")
    page.wait_for_function(f"({IN_VIEW})() === {paragraph}", timeout=10_000)
    page.close()
