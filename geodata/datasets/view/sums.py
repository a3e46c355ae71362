"""Sums of a data set's numbers by month, country, kind or area, each beside the events that have no number."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

MONTH: Final = "month"
"""The month in which an event begins, as in "2024-03"; "" for an event without a date."""
_EPOCH: Final = date(1970, 1, 1).toordinal()
_AT_LEAST_ONE: Final = pc.ScalarAggregateOptions(min_count=1)


def column_of(name: str) -> str:
    """Return the column of an event that a grouping is made from."""
    return "first_day" if name == MONTH else name


def grouped(found: pa.Table, by: Sequence[str], numbers: Sequence[str]) -> pa.Table:
    """Return the sums of ``queries.sums`` by the groups named, in their order.

    The columns are those of ``by``, ``events``, and for each number its sum, null where no event of the group has one,
    and how many have none: "best" and "best unknown".
    """
    keys = [_months(found.column("first_day")) if name == MONTH else found.column(name) for name in by]
    measures = found.column_names[len(by) :]
    table = pa.table([*keys, *(found.column(name) for name in measures)], names=[*by, *measures])
    summed = table.group_by(list(by), use_threads=False).aggregate([(name, "sum", _AT_LEAST_ONE) for name in measures])
    columns = {name: summed.column(name) for name in by} | {"events": summed.column("events_sum")}
    for index, number in enumerate(numbers):
        columns[number] = summed.column(f"sum_{index}_sum")
        columns[f"{number} unknown"] = pc.subtract(columns["events"], summed.column(f"known_{index}_sum"))
    return pa.table(columns).sort_by([(name, "ascending") for name in by]) if by else pa.table(columns)


def _months(days: pa.ChunkedArray) -> pa.Array:
    months = (days.fill_null(_EPOCH).to_numpy() - _EPOCH).astype("M8[D]").astype("M8[M]").astype(str)
    return pc.if_else(days.is_null(), "", pa.array(months))
