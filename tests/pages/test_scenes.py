"""The address of a scene: any process answers it with the same bytes, for ever, and forged ones with nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import streamlit as st
from starlette.applications import Starlette

from geodata.datasets.criteria import Criteria
from geodata.datasets.view import extents
from geodata.datasets.view.grid import Grid, PlaneBounds
from geodata.datasets.view.packing import packed_days, packed_view
from geodata.model.places import Precision
from pages.components.datasets import cache, scene_route, scenes
from tests.conftest import awaited
from tests.datasets.generator import KINDS
from tests.datasets.held import hold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.datasets.sources import Source

GRID = Grid.over(PlaneBounds.of(20, 44, 45, 56), 5)
CHOSEN = Criteria(
    kinds=frozenset({KINDS[0], "a kind & none"}),
    precisions=frozenset({Precision.POINT, Precision.REGION}),
    words="agency",
)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Source]:
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))
    monkeypatch.delenv("AS_REPORTED_ENGINE", raising=False)
    hold(tmp_path / "datasets", rows=1_000)
    st.cache_resource.clear()
    (dataset,) = cache.available_sets().datasets
    yield cache.source(dataset)
    st.cache_resource.clear()


def answer(address: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and bytes of the service's answer."""
    path, _mark, query = address.partition("?")
    sent: list[Any] = []

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:  # noqa: ANN401 - a message of ASGI
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": f"/{unquote(path)}", "query_string": query.encode(), "headers": [],
    }  # fmt: skip
    awaited(Starlette(routes=[scene_route.route()])(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


def scene(address: str) -> bytes:
    status, headers, content = answer(address)
    assert status == 200, address
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]
    return content


def test_every_process_answers_an_address_with_the_same_scene(source: Source) -> None:
    days, view = scenes.address_of_days(source, CHOSEN), scenes.address_of_view(source, CHOSEN, GRID)
    found = scene(days), scene(view)
    assert found[0] == packed_days(source.day_counts(CHOSEN))
    areas = source.area_matrix(CHOSEN)
    seen = areas.only(extents.in_view(areas.areas, GRID.limits))
    assert found[1] == packed_view(source.matrix(CHOSEN, GRID), seen)
    st.cache_resource.clear()
    assert (scene(days), scene(view)) == found


def test_an_address_tells_sets_criteria_and_views_apart_but_not_their_windows(source: Source) -> None:
    addresses = {
        scenes.address_of_view(source, criteria, grid)
        for criteria in (Criteria(), CHOSEN, CHOSEN.model_copy(update={"words": ""}))
        for grid in (GRID, GRID.places)
    }
    assert len(addresses) == 6
    windowed = CHOSEN.within(*(source.bounds or ()))
    assert scenes.address_of_days(source, windowed) == scenes.address_of_days(source, CHOSEN)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/days", "/nights"),
        ("/days", "/1.2.3.4.5"),
        ("/days", "/0.0.1073741823.1073741823.1"),
        ("/days", "/0.0.15.15.16.16"),
        ("/days", "/0.0.-1.15.16"),
        ("/days", "/0.0.15.15.٣"),
        ("/days", f"/0.0.15.15.{'9' * 5_000}"),
        ("/days", "/days?precision=exactly"),
        ("/days", f"/days?words={'a' * 300}"),
        ("scenes/2/", "scenes/1/"),
        ("VERSION", "0123456789abcdef"),
        ("SET", "another"),
    ],
)
def test_a_forged_or_outdated_address_is_answered_with_nothing(source: Source, old: str, new: str) -> None:
    named = {"VERSION": cache.version(source.dataset), "SET": source.dataset.id}
    address = scenes.address_of_days(source, Criteria()).replace(named.get(old, old), new)
    assert answer(address)[0] == 404
