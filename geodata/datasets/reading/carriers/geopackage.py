"""GeoPackage: the one layer of features in it, read as the SQLite database that it is, without any extension."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.reading.carriers import feature_lines

_ENVELOPES: Final = (0, 32, 48, 48, 64)
_HEADER_BYTES: Final = 8


def write(path: Path, target: Path, name: str) -> str:
    """Write the features of the one layer to ``target`` and return what they are in; raise DataFileError if none is."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            layer, column, crs = _layer(connection, name)
            feature_lines.write(target, _rows(connection, layer, column), name)
            return crs
    except (sqlite3.Error, ShapelyError, UnicodeDecodeError) as error:
        raise DataFileError(
            marked("{file} is a database that cannot be read: export its table as CSV or GeoJSON"), file=name
        ) from error


def _layer(connection: sqlite3.Connection, name: str) -> tuple[str, str, str]:
    """Return the table of features, its column of shapes, and what these are in."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"gpkg_contents", "gpkg_geometry_columns"} <= tables:
        raise DataFileError(marked("{file} is a database and no GeoPackage: export a table of it as CSV"), file=name)
    found = connection.execute(
        "SELECT c.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.definition "
        "FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name "
        "LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE c.data_type = 'features'"
    ).fetchall()
    layers = [row for row in found if row[0] in tables]
    if not layers:
        raise DataFileError(marked("{file} holds no layer of features: export one"), file=name)
    if len(layers) > 1:
        raise DataFileError(
            marked("{file} has to hold one layer of features, and holds {count} ({layers}): export one"),
            file=name,
            count=len(layers),
            layers=", ".join(str(row[0])[:60] for row in layers[:5]),
        )
    layer, column, organization, code, definition = layers[0]
    # 0 and -1 are systems without a name; what is a system of nobody's list is told by its definition.
    if code in (0, -1, None):
        crs = ""
    else:
        crs = f"{organization}:{code}" if str(organization).upper() in {"EPSG", "ESRI", "OGC"} else str(definition)
    return str(layer), str(column), crs


def _rows(
    connection: sqlite3.Connection, layer: str, column: str
) -> Iterator[tuple[Mapping[str, Any], BaseGeometry | None]]:
    quoted = layer.replace('"', '""')
    cursor = connection.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - a table that is there, quoted
    names = [part[0] for part in cursor.description][: feature_lines.MOST_COLUMNS]
    for row in cursor:
        properties = dict(zip(names, row, strict=False))
        yield properties, _shape(properties.pop(column, None))


def _shape(blob: object) -> BaseGeometry | None:
    """Return the shape in a blob, whose header (GeoPackage 1.3, 2.1.3) says how long its envelope is."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) <= _HEADER_BYTES:
        return None
    envelope = blob[3] >> 1 & 0b111
    if envelope >= len(_ENVELOPES):
        return None
    return shapely.from_wkb(blob[_HEADER_BYTES + _ENVELOPES[envelope] :])
