"""Twenty views made by chance come back exactly from their address, in a browser that has never been here."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from geodata.common.language import LANGUAGES, use
from geodata.model.times import Clock
from geodata.presentation import accounting, wording
from geodata.views import place_list
from geodata.views.filters import FACETS, Filter, vocabulary
from geodata.views.selection import select
from tests.browser.conftest import DEFAULT, EDITION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import OpenPage

FIRST, LAST = EDITION.bounds
KNOWN = vocabulary(EDITION.events)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


def made_by_chance(number: int) -> tuple[Filter, str, str, tuple[float, float, float]]:
    """Return a filter, a place, a language, and a zoom with the latitude and longitude of the map's centre."""
    chance = random.Random(number)  # noqa: S311 - the same views in every run
    ends = sorted(FIRST + timedelta(days=chance.randint(0, (LAST - FIRST).days)) for _ in range(2))
    facets = chance.sample(FACETS, chance.randint(0, 2))
    chosen = {facet.name: frozenset(chance.sample(sorted(KNOWN[facet.name]), 1)) for facet in facets}
    wanted = Filter(clock=chance.choice(list(Clock)), start=ends[0], end=ends[1], chosen=chosen)
    view = (chance.choice([8.25, 9, 10.5]), chance.uniform(50.3, 51.5), chance.uniform(34.5, 37.5))
    return wanted, chance.choice(place_list.places(EDITION)), chance.choice(list(LANGUAGES)), view


@pytest.mark.parametrize(
    "number", [*range(4), *(pytest.param(number, marks=pytest.mark.long) for number in range(4, 20))]
)
def test_a_view_is_restored_from_its_address(open_page: OpenPage, number: int) -> None:
    wanted, place, language, (zoom, lat, lon) = made_by_chance(number)
    query = wanted.query(DEFAULT) | {"place": [place], "lang": [language]}
    screen = open_page(f"/?{urlencode(query, doseq=True)}#map={zoom:.2f}/{lat:.4f}/{lon:.4f}")
    use(language)
    summary = screen.page.locator(".st-key-timeline")
    expect(summary).to_contain_text(wording.filter_sentence(wanted, EDITION))
    account = accounting.account(select(EDITION, wanted).ledger, EDITION).replace("**", "")
    expect(summary).to_contain_text(account)
    name = re.escape(wording.place_name(place, EDITION))
    expect(screen.page.locator(".st-key-place-box input")).to_have_value(re.compile(name))
    screen.expect_map(wanted)
    state = screen.map_state()
    assert [round(number, 2) for number in (state["zoom"], *state["center"])] == [zoom, round(lon, 2), round(lat, 2)]
    assert state["selected"] == place
