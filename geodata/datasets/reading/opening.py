"""Reading: what a file is taken for, and its records whatever it is written in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.datasets.reading import columns as mapping
from geodata.datasets.reading import dialects, features, records
from geodata.datasets.reading.columns import Mapping
from geodata.datasets.reading.dialects import Dialect
from geodata.datasets.reading.files import Input
from geodata.datasets.reading.formats import FORMATS, Columns, Format, present, recognise
from geodata.datasets.reading.records import Chunk

CSV: Final = "csv"
GEOJSON: Final = "geojson"


@dataclass(frozen=True)
class Table:
    """A file by its columns: the known set it is of, or None, and how it is divided, or None for GeoJSON."""

    known: Format | None
    dialect: Dialect | None
    header: tuple[str, ...]
    sample: Sequence[Sequence[str]]

    @property
    def format(self) -> str:
        """Return the id of the known set, or "csv" or "geojson"."""
        return self.known.id if self.known else CSV if self.dialect else GEOJSON

    def guessed(self) -> Mapping:
        """Return the likeliest mapping of its columns."""
        return mapping.guess(self.header, self.sample, self.dialect.delimiter if self.dialect else ",")

    def columns(self, chosen: Mapping | None) -> Columns:
        """Return what is read of it: as ``chosen``, as its set says, or as guessed."""
        if self.known and not chosen:
            return present(self.known.columns, self.header)
        return mapping.columns(chosen or self.guessed(), self.header)

    def chunks(self, source: Input, columns: Columns) -> Iterator[Chunk]:
        """Yield all its records, in order."""
        if self.dialect:
            return records.chunks(source, self.dialect, columns.used)
        return features.chunks(source, columns.used)


def table_of(source: Input, chosen: Mapping | None = None) -> Table:
    """Return what the file is, with a mapping as no known set; raise DataFileError if it is nothing to import."""
    if source.head.lstrip()[:1] in {b"{", b"["}:
        with source.again() as first, source.again() as second:
            header = features.header_of(first)
            return Table(None, None, header, features.sample(second, header))
    dialect = dialects.dialect_of(source, chosen.delimiter if chosen else None)
    known = None
    if not chosen:
        known = recognise(dialect.header) if dialect.start else _nameless(dialect)
    return Table(known, dialect, dialect.header, dialects.sample(source, dialect))


def _nameless(dialect: Dialect) -> Format | None:
    return next(
        (known for known in FORMATS.values() if not known.has_header and set(dialect.header) <= set(known.header)), None
    )
