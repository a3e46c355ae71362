"""How a coded event is drawn: as a pin, as an area, or not at all; decided once, when it is stored."""

import pyarrow as pa
import pyarrow.compute as pc

from geodata.datasets.schema import EVENT, LADDER, with_numbers
from geodata.model.places import Precision

RUNG = {precision: number for number, precision in enumerate(LADDER)}
STORED = pa.schema(
    [*EVENT, pa.field("drawn", pa.int8(), nullable=False), pa.field("area", pa.string(), nullable=False)]
)
"""``schema.EVENT`` as every engine holds it, with two columns that follow from the others.

``drawn`` is the rung of the ladder that the map shows the event at. An event of vicinity or finer precision that has
coordinates is a pin at its own rung. An event of district precision with a district's id is shown at DISTRICT; one of
district, region or border precision with a region's id at REGION; ``area`` is that id. Every other event is at NONE: it
has no place on the map, and is listed only.
"""


def with_drawing(events: pa.RecordBatch) -> pa.RecordBatch:
    """Return ``events``, as ``schema.EVENT`` and any numbers, with the columns ``drawn`` and ``area`` of ``STORED``."""
    precision = events.column("precision")
    pin = pc.and_(_at_most(precision, Precision.VICINITY), pc.is_valid(events.column("mx")))
    coarser = pc.and_(pc.invert(_at_most(precision, Precision.VICINITY)), _at_most(precision, Precision.BORDER))
    in_district = pc.and_(pc.equal(precision, RUNG[Precision.DISTRICT]), pc.not_equal(events.column("district"), ""))
    in_region = pc.and_(coarser, pc.not_equal(events.column("region"), ""))
    rungs = (
        precision,
        *(pa.scalar(RUNG[rung], pa.int8()) for rung in (Precision.DISTRICT, Precision.REGION, Precision.NONE)),
    )
    drawn = pc.case_when(pc.make_struct(pin, in_district, in_region), *rungs)
    area = pc.case_when(pc.make_struct(in_district, in_region), events.column("district"), events.column("region"), "")
    numbers = events.num_columns - len(EVENT)
    columns = [*events.columns[: len(EVENT)], drawn, area, *events.columns[len(EVENT) :]]
    return pa.record_batch(columns, schema=with_numbers(STORED, numbers))


def _at_most(precision: pa.Array, rung: Precision) -> pa.Array:
    return pc.less_equal(precision, RUNG[rung])
