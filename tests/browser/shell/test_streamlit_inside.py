"""What the product takes from inside Streamlit and only a browser shows; docs/architecture.md lists it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import address
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

PROPERTY = re.compile(r"--st-[a-z-]+")


def test_a_component_gets_the_colours_of_the_theme(open_page: OpenPage) -> None:
    used = {name for path in (ROOT / "static").rglob("*.css") for name in PROPERTY.findall(path.read_text("utf-8"))}
    assert len(used) > 5
    card = open_page(address("claims")).page.locator(".st-key-claims article").first
    expect(card).to_be_visible()
    values = card.evaluate(
        "(card, names) => names.map((name) => [name, getComputedStyle(card).getPropertyValue(name)])", sorted(used)
    )
    assert [name for name, value in values if not value] == []


def test_the_map_is_in_a_frame_with_this_title(open_page: OpenPage) -> None:
    expect(open_page().page.locator('iframe[title="streamlit_folium.st_folium"]')).to_have_count(1)
