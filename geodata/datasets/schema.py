"""The schema of a data set: its description, and the columns of its events for every format and engine."""

from typing import Annotated, Final

import pyarrow as pa
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from geodata.model.events import Slug
from geodata.model.places import Precision

LADDER: Final = tuple(Precision)
"""The precision ladder, finest first; the column ``precision`` holds an index into it."""

EVENT: Final = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        pa.field("id", pa.string(), nullable=False),
        pa.field("first_day", pa.int32()),
        pa.field("last_day", pa.int32()),
        pa.field("mx", pa.int32()),
        pa.field("my", pa.int32()),
        pa.field("lon", pa.float64()),
        pa.field("lat", pa.float64()),
        pa.field("precision", pa.int8(), nullable=False),
        pa.field("region", pa.string(), nullable=False),
        pa.field("district", pa.string(), nullable=False),
        pa.field("country", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("codes", pa.string(), nullable=False),
        pa.field("note", pa.string(), nullable=False),
    ]
)
"""One coded event per row.

``row`` is the record's number in the file given, from 1, and unique. ``first_day`` and ``last_day`` are proleptic
Gregorian ordinals (``date.toordinal``), both included, both null for an undated event. ``mx`` and ``my`` are Web
Mercator (EPSG:3857) scaled to integers from 0 to 2**30, from the west and from the north, and null together with
``lon`` and ``lat`` (EPSG:4326, as given) where the row has no usable coordinates. ``precision`` is an index into
``LADDER``; whatever is coarser than vicinity is never a pin, though it may keep the coordinates that were coded.
``region`` and ``district`` are ids of the polygons joined at import, or of the stated area, empty where none is held.
``country``, ``kind``, ``title``, ``place`` and ``source`` are as coded. ``codes`` is a JSON object of the set's raw
codes. ``note`` says why our precision is lower than the code alone would have it; mostly empty.
"""

NUMBER: Final = "number_"
"""What the columns of numbers are called in a table of events, with their index in ``DataSet.numbers``."""

SNAPSHOT_FORMAT: Final = 2
"""The number of the form that data sets are written in; 1 had no numbers."""


def with_numbers(columns: pa.Schema, numbers: int) -> pa.Schema:
    """Return the columns and so many of numbers after them: what a column of the file states, null where unknown."""
    return pa.schema([*columns, *(pa.field(f"{NUMBER}{index}", pa.float64()) for index in range(numbers))])


TOKEN: Final = pa.schema([pa.field("token", pa.string(), nullable=False), pa.field("row", pa.int64(), nullable=False)])
"""The search index: one row per distinct word, casefolded, of an event's title, place and source."""


class Rejection(BaseModel):
    """One rejected record: its number from 1, the faulty column ("" for the whole record), and the reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: int = Field(ge=1)
    column: str
    value: str = Field(max_length=200)
    reason: str = Field(min_length=1)


class NumberColumn(BaseModel):
    """A column that is kept as numbers, by its name in the file, and how many events have no number in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    unknown: int = Field(ge=0)


class DataSet(BaseModel):
    """An imported data set: its coder, licence, number of rows by outcome of the import, and columns of numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    name: str = Field(min_length=1, max_length=120)
    format: str
    coded_by: str = Field(min_length=1, max_length=120)
    licence: str
    licence_url: str
    how_to_cite: str
    url: str
    file_name: str
    file_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    imported: AwareDatetime
    given: int = Field(ge=0)
    accepted: int = Field(ge=0)
    rejected: int = Field(ge=0)
    numbers: tuple[NumberColumn, ...] = ()
    snapshot_format: int = Field(default=1, ge=1)

    @property
    def is_of_an_older_form(self) -> bool:
        """Tell whether it was imported before numbers were kept, so that importing its file again keeps more."""
        return self.snapshot_format < SNAPSHOT_FORMAT
