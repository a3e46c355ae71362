"""Honest place: what may be a pin, what shades which area, and what has no place on the map."""

from __future__ import annotations

from itertools import product

import pyarrow as pa
import pytest

from geodata.datasets.schema import EVENT, LADDER
from geodata.datasets.view.drawing import with_drawing
from geodata.model.places import Precision
from tests.datasets.engines import reference
from tests.datasets.engines.test_queries import event

SOMEWHERE = (34.28, 51.28)


def drawn(precision: Precision, **fields: object) -> tuple[Precision, str]:
    batch = pa.RecordBatch.from_pylist([event(1, precision, "2024-03-12", **fields)], schema=EVENT)
    (stored,) = with_drawing(batch).to_pylist()
    return LADDER[stored["drawn"]], stored["area"]


@pytest.mark.parametrize("precision", [Precision.POINT, Precision.SETTLEMENT, Precision.VICINITY])
def test_a_vicinity_or_finer_with_coordinates_is_a_pin_of_its_own_precision(precision: Precision) -> None:
    assert drawn(precision, at=SOMEWHERE, region="R", district="D") == (precision, "")
    assert drawn(precision, region="R", district="D") == (Precision.NONE, "")


@pytest.mark.parametrize("precision", [rung for rung in Precision if not rung.is_pin])
def test_nothing_coarser_than_a_vicinity_is_a_pin_whatever_coordinates_it_has(precision: Precision) -> None:
    for region, district in product(("", "R"), ("", "D")):
        rung, _ = drawn(precision, at=SOMEWHERE, region=region, district=district)
        assert not rung.is_pin
        assert LADDER.index(rung) >= LADDER.index(precision) or precision is Precision.BORDER


def test_an_area_is_the_one_that_was_coded_or_a_coarser_one_and_never_a_finer_one() -> None:
    both = {"region": "R", "district": "D"}
    assert drawn(Precision.DISTRICT, **both) == (Precision.DISTRICT, "D")
    assert drawn(Precision.DISTRICT, region="R") == (Precision.REGION, "R")
    assert drawn(Precision.REGION, **both) == (Precision.REGION, "R")
    assert drawn(Precision.BORDER, **both) == (Precision.REGION, "R")
    assert drawn(Precision.REGION, district="D") == (Precision.NONE, "")
    assert drawn(Precision.COUNTRY, **both) == drawn(Precision.NONE, **both) == (Precision.NONE, "")


def test_every_combination_agrees_with_the_reference() -> None:
    combinations = product(Precision, (None, SOMEWHERE), ("", "R"), ("", "D"))
    records = [
        event(row, precision, "2024-03-12", at=at, region=region, district=district)
        for row, (precision, at, region, district) in enumerate(combinations, start=1)
    ]
    for record, stored in zip(
        records, with_drawing(pa.RecordBatch.from_pylist(records, schema=EVENT)).to_pylist(), strict=True
    ):
        area = reference.area(record)
        expected = reference.precision(record) if reference.is_pin(record) else area.level if area else Precision.NONE
        assert (LADDER[stored["drawn"]], stored["area"]) == (expected, area.id if area else "")
