"""Parquet and GeoParquet: rows as features, with the shapes of the primary geometry column."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import shapely
from pyarrow import parquet
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.reading.carriers import feature_lines

_MOST_ROWS: Final = 50_000_000
_BATCH: Final = 5_000


def write(path: Path, target: Path, name: str) -> str:
    """Write the rows of a file to ``target`` and return what their shapes are in; raise DataFileError if it cannot."""
    try:
        file = parquet.ParquetFile(path)
        metadata = file.metadata
        if metadata.num_columns > feature_lines.MOST_COLUMNS or metadata.num_rows > _MOST_ROWS:
            raise DataFileError(
                marked("{file} says that it holds {rows} rows of {columns} columns, more than is read: divide it"),
                file=name,
                rows=f"{metadata.num_rows:,}",
                columns=f"{metadata.num_columns:,}",
            )
        column, crs = _geometry_column(file.schema_arrow, name)
        feature_lines.write(target, _rows(file, column), name)
    except (pa.ArrowException, OSError, ShapelyError, UnicodeDecodeError) as error:
        raise DataFileError(
            marked("{file} is a Parquet file that cannot be read: write it again, or as CSV"), file=name
        ) from error
    return crs


def about(path: Path) -> dict[str, Any] | None:
    """Return what a file says of itself as an export of As Reported, or None."""
    try:
        found = json.loads((parquet.read_schema(path).metadata or {})[b"as_reported"])
    except (pa.ArrowException, KeyError, ValueError, OSError):
        return None
    return found if isinstance(found, dict) else None


def _geometry_column(schema: pa.Schema, name: str) -> tuple[str, str]:
    """Return the column of shapes, and what these are in, as PROJJSON."""
    try:
        geo = json.loads((schema.metadata or {}).get(b"geo", b"{}"))
        column = str(geo.get("primary_column", ""))
        crs = geo.get("columns", {}).get(column, {}).get("crs")
    except (ValueError, AttributeError, TypeError) as error:
        raise DataFileError(
            marked("{file} describes its shapes in a way that cannot be read: write it again"), file=name
        ) from error
    return (column if column in schema.names else ""), json.dumps(crs) if crs else ""


def _rows(file: parquet.ParquetFile, column: str) -> Iterator[tuple[Mapping[str, Any], BaseGeometry | None]]:
    for batch in file.iter_batches(_BATCH):
        for record in batch.to_pylist():
            shape = record.pop(column, None) if column else None
            yield record, shapely.from_wkb(shape) if isinstance(shape, bytes) else None
