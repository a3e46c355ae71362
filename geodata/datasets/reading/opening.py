"""Reading: what a file is taken for, and its records whatever it is written in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.datasets.casting.coordinate_systems import WGS84, of_geojson
from geodata.datasets.reading import dialects, features, guessing, records
from geodata.datasets.reading.columns import ColumnMapping, Delimiter
from geodata.datasets.reading.dialects import Dialect
from geodata.datasets.reading.files import Input
from geodata.datasets.reading.known_sets import FORMATS
from geodata.datasets.reading.own_exports import own_export
from geodata.datasets.reading.recognition import Format, present, recognise
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
    carrier: str = ""
    crs: str = WGS84
    """What the file says that its coordinates are in."""

    @property
    def format(self) -> str:
        """Return the id of the known set, or what carried the table, or "csv" or "geojson"."""
        return self.known.id if self.known else self.carrier or (CSV if self.dialect else GEOJSON)

    def mapping(self) -> ColumnMapping:
        """Return what its columns are: as its codebook says, or as they are guessed."""
        found = present(self.known, self.header) if self.known else guessing.guess(self.header, self.sample)
        return found.model_copy(update={"delimiter": self.dialect.delimiter if self.dialect else None, "crs": self.crs})

    def chunks(self, source: Input, mapping: ColumnMapping, columns: Sequence[str] | None = None) -> Iterator[Chunk]:
        """Yield all its records, in order, with the columns that the mapping uses, or those named."""
        names = tuple(mapping.used if columns is None else columns)
        if self.dialect:
            return records.chunks(source, self.dialect, names)
        return features.chunks(source, names, features.fallback(mapping, self.header), mapping.crs)


def table_of(source: Input, delimiter: Delimiter | None = None, *, as_table: bool = False) -> Table:
    """Return what the file is, ``as_table`` as no known set; raise DataFileError if it is nothing to import."""
    formats = () if as_table else tuple(FORMATS.values())
    if source.head.lstrip()[:1] in {b"{", b"["}:
        with source.again() as first, source.again() as second:
            header, members = features.header_of(first)
            sample = features.sample(second, header)
        known = own_export(header, sample, members.get("as_reported", source.about)) or recognise(header, formats)
        crs = of_geojson(members["crs"]) if members.get("crs") else source.crs
        return Table(known, None, header, sample, source.carrier, crs)
    dialect = dialects.dialect_of(source, delimiter)
    rows = dialects.sample(source, dialect)
    known = own_export(dialect.header, rows, None) or recognise(dialect.header, formats)
    return Table(known, dialect, dialect.header, rows, source.carrier)
