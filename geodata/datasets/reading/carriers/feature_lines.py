"""Features as lines: each a GeoJSON feature with its properties as text, for the reader of GeoJSON."""

import json
import math
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.common.errors import DataFileError
from geodata.common.language import marked

MOST_COLUMNS: Final = 1_000
MOST_BYTES: Final = 2 << 30
_MOST_WHOLE: Final = 1e15
"""Beyond it a float has no last digit."""


def write(target: Path, rows: Iterable[tuple[Mapping[str, Any], BaseGeometry | None]], name: str) -> None:
    """Write rows of properties and a shape, or None, to ``target``; raise DataFileError beyond 2 GB."""
    written = 0
    with target.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for properties, shape in rows:
            geometry = None if shape is None or shape.is_empty else json.loads(shapely.to_geojson(shape))
            cells = {str(key): text(value) for key, value in properties.items()}
            feature = {"type": "Feature", "properties": cells, "geometry": geometry}
            written += file.write(json.dumps(feature, ensure_ascii=False) + "\n")
            if written > MOST_BYTES:
                raise DataFileError(marked("{file} unpacks to more than 2 GB of text: divide it"), file=name)


def text(value: object) -> str:
    """Return a value of a table as a cell: days without an hour where that is midnight, whole numbers as such."""
    if value is None or isinstance(value, bytes) or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < _MOST_WHOLE:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)
