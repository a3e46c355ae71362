"""Shapefile: its records as features, read by GDAL's driver for it alone."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.reading.carriers import feature_lines

_MAGIC: Final = b"\x00\x00\x27\x0a"
_AT_ONCE: Final = 20_000


def write(path: Path, target: Path, name: str) -> str:
    """Write the records to ``target`` and return what its .prj states; raise DataFileError if a part is missing."""
    for part in (".shx", ".dbf"):
        if not path.with_suffix(part).is_file():
            raise DataFileError(
                marked("{file} is a Shapefile without its {part} file: pack .shp, .shx, .dbf and .prj together"),
                file=name,
                part=part,
            )
    with path.open("rb") as file:
        if file.read(4) != _MAGIC:
            raise DataFileError(marked("{file} holds no Shapefile, whatever its name: export it again"), file=name)
    try:
        info = pyogrio.read_info(path)
        if info["driver"] != "ESRI Shapefile":
            raise DataFileError(marked("{file} holds no Shapefile, whatever its name: export it again"), file=name)
        feature_lines.write(target, _rows(path, int(info["features"])), name)
        return str(info["crs"] or "")
    except (DataSourceError, DataLayerError, ShapelyError, UnicodeDecodeError) as error:
        raise DataFileError(marked("{file} is a Shapefile that cannot be read: export it again"), file=name) from error


def _rows(path: Path, count: int) -> Iterator[tuple[Mapping[str, Any], BaseGeometry | None]]:
    for start in range(0, count, _AT_ONCE):
        meta, _fids, shapes, columns = pyogrio.raw.read(path, skip_features=start, max_features=_AT_ONCE)
        names = [str(name) for name in meta["fields"]]
        for shape, *values in zip(shapes, *columns, strict=True):
            yield dict(zip(names, map(_plain, values), strict=True)), shapely.from_wkb(shape) if shape else None


def _plain(value: Any) -> Any:  # noqa: ANN401 - as numpy has it
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else str(value).removesuffix("T00:00:00.000").replace("T", " ")
    return value.item() if isinstance(value, np.generic) else value
