"""What is said of an import: before a file is read, and before anything of it is kept."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from geodata.datasets.importing.notices import Notice
from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.recognition import Credit
from geodata.datasets.schema import DataSet, Rejection
from geodata.model.places import Precision


class Preview(BaseModel):
    """What a file is taken for before it is read: its known set's id, or "csv" or "geojson", and a sample of it.

    ``mapping`` is guessed. ``credit`` is None where no set is known. ``rows`` are the first records, cells clipped.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: ColumnMapping
    credit: Credit | None


class RejectionReason(BaseModel):
    """How many records were rejected for the same reason in the same column."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str
    reason: str
    count: int


class Account(BaseModel):
    """What was read of a file; ``dataset`` has the numbers, given = accepted + rejected.

    ``mapping`` is the one used, None for a known set. ``reasons`` are the most frequent, and ``first_rejections`` the
    first 100; the snapshot has all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    dataset: DataSet
    mapping: ColumnMapping | None
    precisions: dict[Precision, int]
    reasons: tuple[RejectionReason, ...]
    first_rejections: tuple[Rejection, ...]
    notices: tuple[Notice, ...]


class Report(Account):
    """What an import would take over, and where it waits to be accepted or discarded.

    ``repeats`` is the id of the data set that the very same file was imported as before, "" for none.
    """

    staged: Path
    repeats: str
