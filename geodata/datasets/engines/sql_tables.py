"""The tables of one data set, with the same columns in every engine, derived from the Arrow schema."""

from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
from sqlalchemy import BigInteger, Column, Double, Index, Integer, MetaData, SmallInteger, String, Table
from sqlalchemy.types import TypeEngine

from geodata.datasets.schema import TOKEN, with_numbers
from geodata.datasets.view.drawing import STORED

REJECTION: Final = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        pa.field("column", pa.string(), nullable=False),
        pa.field("value", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
    ]
)
"""One rejection per row, as ``schema.Rejection``."""

DATASET: Final = pa.schema(
    [pa.field("id", pa.string(), nullable=False), pa.field("description", pa.string(), nullable=False)]
)
"""The data sets of an engine: id, and description as ``schema.DataSet`` in JSON."""

# Words compare by code point in every engine; PostgreSQL would otherwise use the database's language.
_TEXT: Final = String().with_variant(String(collation="C"), "postgresql")
_TYPES: Final[dict[pa.DataType, TypeEngine[Any]]] = {
    pa.int8(): SmallInteger(),
    pa.int32(): Integer(),
    pa.int64(): BigInteger(),
    pa.float64(): Double(),
    pa.string(): _TEXT,
}
ARROW: Final = {
    SmallInteger: pa.int8(),
    Integer: pa.int32(),
    BigInteger: pa.int64(),
    Double: pa.float64(),
    String: pa.string(),
}
"""Arrow type by SQL type."""


@dataclass(frozen=True)
class Tables:
    """The tables of one data set, and the engine's table of data sets."""

    event: Table
    token: Table
    rejection: Table
    dataset: Table

    @classmethod
    def of(cls, dataset: str = "", numbers: int = 0) -> "Tables":
        """Return the tables named after the set with the id ``dataset``, or without a name in a file of their own.

        Its events have so many columns of numbers.
        """
        suffix = f"_{dataset.replace('-', '_')}" if dataset else ""
        tables = cls(
            event=_table(f"event{suffix}", with_numbers(STORED, numbers)),
            token=_table(f"token{suffix}", TOKEN),
            rejection=_table(f"rejection{suffix}", REJECTION),
            dataset=_table("dataset", DATASET),
        )
        Index(f"event{suffix}_row", tables.event.c.row)
        Index(f"event{suffix}_day", tables.event.c.first_day)
        Index(f"token{suffix}_token", tables.token.c.token)
        return tables


def _table(name: str, columns: pa.Schema) -> Table:
    return Table(
        name, MetaData(), *(Column(field.name, _TYPES[field.type], nullable=field.nullable) for field in columns)
    )
