"""One file on its way in, and the tasks of the processes that read it and keep what was read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
from pydantic import BaseModel, ConfigDict

from geodata.common.bounded import Progress
from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.casting.area_names import roman
from geodata.datasets.casting.coordinate_systems import WGS84
from geodata.datasets.casting.event_dates import UNCLEAR_DATE
from geodata.datasets.engines.sql_tables import REJECTION
from geodata.datasets.importing import staging
from geodata.datasets.importing.import_report import Account, Preview, RejectionReason
from geodata.datasets.importing.notices import notices
from geodata.datasets.importing.record_tally import RecordTally
from geodata.datasets.importing.survey import completed
from geodata.datasets.importing.validation import Validator
from geodata.datasets.reading.columns import ColumnMapping, checked
from geodata.datasets.reading.files import Input, opened
from geodata.datasets.reading.opening import Table, table_of
from geodata.datasets.reading.recognition import Credit
from geodata.datasets.schema import EVENT, NUMBER, SNAPSHOT_FORMAT, DataSet, NumberColumn, Rejection, with_numbers
from geodata.model.places import Precision

EVENTS: Final = "events.arrow"
REJECTIONS: Final = "rejections.arrow"

_SHOWN: Final = 100
_LONGEST_CELL: Final = 200
_LONGEST_SLUG: Final = 30
_PREVIEWED_ROWS: Final = 20


class Request(BaseModel):
    """What is to be read, and how; see ``importing.stage``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Path
    file_name: str
    name: str = ""
    mapping: ColumnMapping | None = None
    credit: Credit | None = None
    as_table: bool = False
    charset: str = ""


class Rejected:
    """Rejections in a file, as a bad file can have millions; iterating gives them in order, once."""

    def __init__(self, file: IO[bytes]) -> None:
        self.count = 0
        self.first: list[Rejection] = []
        self.reasons: Counter[tuple[str, str]] = Counter()
        self._file = file
        self._writer = pa.ipc.new_stream(file, REJECTION)

    def add(self, rejections: Sequence[Rejection]) -> None:
        """Keep some more."""
        if not rejections:
            return
        self.count += len(rejections)
        self.first += rejections[: _SHOWN - len(self.first)]
        self.reasons.update((rejection.column, rejection.reason) for rejection in rejections)
        columns = zip(*((item.row, item.column, item.value, item.reason) for item in rejections), strict=True)
        batch = [pa.array(column, field.type) for column, field in zip(columns, REJECTION, strict=True)]
        self._writer.write_batch(pa.RecordBatch.from_arrays(batch, schema=REJECTION))

    def close(self) -> None:
        """Write what is not written yet."""
        self._writer.close()

    def __iter__(self) -> Iterator[Rejection]:
        self.close()
        self._file.seek(0)
        return rejections_in(self._file)


class FileReading:
    """One file while it is read: first all batches are taken, then the account is right."""

    def __init__(self, request: Request, source: Input, rejected: Rejected) -> None:
        self._request = request
        self._source = source
        self._rejected = rejected
        self._table: Table = table_of(
            source, request.mapping.delimiter if request.mapping else None, as_table=request.as_table
        )
        chosen = checked(request.mapping or self._table.mapping(), self._table.header)
        self._mapping = checked(completed(chosen, self._table, source), self._table.header)
        self._tally = RecordTally()
        self._accepted = 0
        self.numbers: Final = len(self._mapping.numbers)
        self._imported = datetime.now(UTC).replace(microsecond=0)

    def batches(self, progress: Progress) -> Iterator[pa.RecordBatch]:
        """Yield the events, as ``schema.EVENT`` with numbers.

        Raises DataFileError if there is no record or the file has changed.
        """
        crs = self._mapping.crs if self._table.dialect else WGS84  # geometries of features are converted already
        validator = Validator(self._mapping, crs)  # here, so that the ids it knows are forgotten after the last
        self._tally = validator.tally
        for chunk in self._table.chunks(self._source, self._mapping):
            events, rejections = validator.events(chunk)
            self._rejected.add(rejections)
            self._accepted += events.num_rows
            yield events
            progress(self._source.fraction)
        self._source.check_unchanged()
        if not self._accepted + self._rejected.count:
            raise DataFileError(
                marked("{file} has columns, but no rows: there is nothing to import"), file=self._source.name
            )

    def dataset(self) -> DataSet:
        """Return the data set that was read."""
        request, known = self._request, self._table.known
        credit = known.credit if known else request.credit or Credit(coded_by=request.name)
        slug = re.sub(r"[^a-z0-9]+", "-", roman(request.name)).strip("-")[:_LONGEST_SLUG].strip("-")
        return DataSet(
            id="-".join(filter(None, (slug, self._source.sha256[:8]))),
            name=request.name,
            format=self._table.format,
            **credit.model_dump(),
            file_name=request.file_name,
            file_sha256=self._source.sha256,
            imported=self._imported,
            given=self._accepted + self._rejected.count,
            accepted=self._accepted,
            rejected=self._rejected.count,
            numbers=tuple(
                NumberColumn(name=self._number_name(name), unknown=self._tally.unknown[name])
                for name in self._mapping.numbers
            ),
            snapshot_format=SNAPSHOT_FORMAT,
        )

    def _number_name(self, column: str) -> str:
        """Return what a column of numbers was called in the first file that it stood in."""
        return column.removeprefix(NUMBER) if self._mapping.raw_codes else column

    def account(self) -> Account:
        """Return what was read."""
        rejected, tally = self._rejected, self._tally
        unclear = sum(count for (_column, reason), count in rejected.reasons.items() if reason == UNCLEAR_DATE)
        reasons = (
            RejectionReason(column=column, reason=reason, count=count)
            for (column, reason), count in rejected.reasons.most_common(_SHOWN)
        )
        return Account(
            dataset=self.dataset(),
            mapping=None if self._table.known and not self._request.mapping else self._mapping,
            precisions={rung: tally.precisions[rung] for rung in Precision},
            reasons=tuple(reasons),
            first_rejections=tuple(rejected.first),
            notices=notices(tally, self._mapping, self._table, self._source, unclear=unclear),
        )


def look(argument: object, _progress: Progress) -> Any:  # noqa: ANN401 - JSON, for bounded.run
    """Return the preview of a file, as JSON values."""
    request = Request.model_validate(argument)
    with opened(request.path, request.file_name, request.charset) as source:
        table = table_of(source, request.mapping.delimiter if request.mapping else None, as_table=request.as_table)
        return Preview(
            format=table.format,
            header=table.header,
            rows=tuple(tuple(cell[:_LONGEST_CELL] for cell in row) for row in table.sample[:_PREVIEWED_ROWS]),
            mapping=completed(request.mapping or table.mapping(), table, source),
            credit=table.known.credit if table.known else None,
        ).model_dump(mode="json")


def read(argument: dict[str, Any], progress: Progress) -> Any:  # noqa: ANN401 - the same
    """Return the account of a file, as JSON values, and leave its events and rejections in the folder ``into``."""
    request, folder = Request.model_validate(argument["request"]), Path(argument["into"])
    with (
        opened(request.path, request.file_name, request.charset) as source,
        _written(folder / REJECTIONS) as rejections,
    ):
        rejected = Rejected(rejections)
        intake = FileReading(request, source, rejected)
        with _written(folder / EVENTS) as file, pa.ipc.new_stream(file, with_numbers(EVENT, intake.numbers)) as events:
            for batch in intake.batches(progress):
                events.write_batch(batch)
        rejected.close()
        return intake.account().model_dump(mode="json")


def keep(argument: dict[str, Any], progress: Progress) -> str:
    """Return where the data set was staged that ``read`` left in the folder ``source``."""
    source, dataset = Path(argument["from"]), DataSet.model_validate(argument["dataset"])
    with (source / EVENTS).open("rb") as events, (source / REJECTIONS).open("rb") as rejections:
        return str(
            staging.stage(
                pa.ipc.open_stream(events),
                rejections_in(rejections),
                lambda: dataset,
                Path(argument["folder"]),
                lambda rows: progress(rows / max(1, dataset.accepted)),
                numbers=len(dataset.numbers),
            )
        )


def rejections_in(file: IO[bytes]) -> Iterator[Rejection]:
    """Yield the rejections that a file holds."""
    for batch in pa.ipc.open_stream(file):
        yield from (Rejection.model_construct(**record) for record in batch.to_pylist())


@contextmanager
def _written(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("wb") as file:
            yield file
    except OSError as error:
        raise DataFileError(
            marked("what was read cannot be written to {folder} ({reason}): make room there"),
            folder=path.parent,
            reason=error.strerror or error,
        ) from error
