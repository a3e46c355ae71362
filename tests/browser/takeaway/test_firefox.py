"""The single file and the saved pictures in the Firefox that readers have, whose rules differ from Chromium's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from geodata.single_file import page as single_file
from geodata.views.marks import map_view
from geodata.views.selection import select
from tests.browser.conftest import DEFAULT, EDITION
from tests.browser.takeaway.firefox import Firefox, firefox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = f"as-reported-edition-{EDITION.number}"
VIEW = map_view(select(EDITION, DEFAULT).shown, EDITION)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


def saves_both_pictures(page: Firefox) -> None:
    for kind in ("svg", "png"):
        page.click('.tool[aria-label="Save picture"]')
        page.click(f".choice-tool:nth-of-type({1 if kind == 'svg' else 2})")
        content = page.saved(f"{NAME}.{kind}")
        if kind == "png":
            assert content.startswith(b"\x89PNG")
        else:
            numbers = [node.text for node in ET.fromstring(content).iter() if node.text]  # noqa: S314 - our own file
            assert {str(mark.number) for mark in VIEW.marks} <= set(numbers)
        (page.downloads / f"{NAME}.{kind}").unlink()


def test_the_single_file_draws_its_map_in_firefox_and_saves_its_picture(browser: Firefox, tmp_path: Path) -> None:
    file = tmp_path / "edition.html"
    file.write_bytes(single_file.build(EDITION))
    browser.visit(file.as_uri())
    browser.wait_for("window.asReported.state().ready")
    assert browser.evaluate("window.asReported.state().marks") == [mark.place for mark in VIEW.marks]
    assert browser.evaluate("document.querySelectorAll('#map_div .mark').length") == len(VIEW.marks)
    saves_both_pictures(browser)
    assert browser.errors == []


def test_the_dashboard_saves_the_picture_of_its_map_in_firefox(browser: Firefox, server: str) -> None:
    browser.visit(server)
    browser.wait_for("document.querySelector('iframe[title^=streamlit_folium]').contentWindow.asReported.state().ready")
    saves_both_pictures(browser.frame())
