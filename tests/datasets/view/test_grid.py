"""The grid of a viewport: few cells, exact positions, the same for every view of the same place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geodata.datasets.view.grid import (
    CELL_PIXELS,
    EVERYWHERE,
    MOST_CELLS,
    WORLD,
    Grid,
    PlaneBounds,
    to_lon_lat,
    to_mercator,
)

LAWS = settings(deadline=None, max_examples=200)
LON, LAT = st.floats(-180, 180), st.floats(-85, 85)
ZOOM = st.floats(0, 19)
METRES_ROUND_THE_WORLD = 40_075_016.69


@st.composite
def views(draw: st.DrawFn) -> PlaneBounds:
    west, east = sorted((draw(LON), draw(LON)))
    south, north = sorted((draw(LAT), draw(LAT)))
    return PlaneBounds.of(west, south, east, north)


def test_the_corners_of_the_plane_are_the_corners_of_the_web_map() -> None:
    mx, my = to_mercator([-180, 0, 180], [85.0511287798066, 0, -85.0511287798066])
    assert mx.tolist() == [0, WORLD // 2, WORLD]
    assert my.tolist() == [0, WORLD // 2, WORLD]


def test_a_position_is_that_of_epsg_3857() -> None:
    kyiv = (30.5234, 50.4501)
    east, north = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform(*kyiv)
    mx, my = to_mercator(*kyiv)
    half = METRES_ROUND_THE_WORLD / 2
    assert mx / WORLD * METRES_ROUND_THE_WORLD - half == pytest.approx(east, abs=0.05)
    assert half - my / WORLD * METRES_ROUND_THE_WORLD == pytest.approx(north, abs=0.05)


@LAWS
@given(LON, LAT)
def test_a_position_comes_back_within_five_centimetres(lon: float, lat: float) -> None:
    back_lon, back_lat = to_lon_lat(*to_mercator(lon, lat))
    metres = METRES_ROUND_THE_WORLD / 360
    assert abs(back_lon - lon) * metres <= 0.05
    assert abs(back_lat - lat) * metres <= 0.05


@LAWS
@given(views(), ZOOM)
def test_a_view_never_has_more_cells_than_a_map_can_show(view: PlaneBounds, zoom: float) -> None:
    grid = Grid.over(view, zoom)
    assert grid.cells <= MOST_CELLS
    # It is counted here by hand, cell by cell.
    across = len(range(grid.bounds.west, grid.bounds.east + 1, grid.size))
    assert grid.cells == across * len(range(grid.bounds.north, grid.bounds.south + 1, grid.size))


@LAWS
@given(views(), ZOOM)
def test_a_grid_covers_its_view_with_whole_cells_of_a_power_of_two(view: PlaneBounds, zoom: float) -> None:
    grid = Grid.over(view, zoom)
    assert grid.size.bit_count() == 1
    assert grid.size * 256 * 2**zoom >= CELL_PIXELS * WORLD
    assert all(
        grid.bounds.contains(np.array([x]), np.array([y])).all()
        for x in (view.west, view.east)
        for y in (view.north, view.south)
    )
    assert grid.bounds.west % grid.size == grid.bounds.north % grid.size == 0
    assert (grid.bounds.east + 1) % grid.size == (grid.bounds.south + 1) % grid.size == 0


@LAWS
@given(views(), ZOOM)
def test_a_grid_is_no_coarser_than_it_must_be(view: PlaneBounds, zoom: float) -> None:
    grid = Grid.over(view, zoom)
    half = grid.size // 2
    finer = Grid.over(view, 30, most=10**18)
    assert finer.size <= grid.size
    too_narrow = half * 256 * 2**zoom < CELL_PIXELS * WORLD
    across = len(range(view.west - view.west % half, view.east + 1, half)) if half else 0
    down = len(range(view.north - view.north % half, view.south + 1, half)) if half else 0
    assert too_narrow or across * down > MOST_CELLS


@LAWS
@given(views(), ZOOM)
def test_a_view_moved_within_its_cells_keeps_its_grid(view: PlaneBounds, zoom: float) -> None:
    grid = Grid.over(view, zoom)
    assert Grid.over(grid.bounds, zoom) == grid


def test_a_view_beyond_the_edges_of_the_world_is_cut_off_there() -> None:
    assert PlaneBounds.of(-400, -90, 400, 90) == EVERYWHERE
