"""Exports: exactly what is shown, or everything, in formats that other programs read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from geodata.common.language import marked
from geodata.exports.contents import Export
from geodata.exports.geojson import geojson
from geodata.exports.linked import annotations
from geodata.exports.tables import csv_text, geoparquet, kml

__all__ = ["FORMATS", "ClaimFormat", "Export"]


@dataclass(frozen=True)
class ClaimFormat:
    """A file format: its name for a reader (a message), the file's extension, its media type, and what writes it."""

    name: str
    extension: str
    media_type: str
    write: Callable[[Export], bytes]


FORMATS: Final = (
    ClaimFormat(marked("GeoJSON, complete"), "geojson", "application/geo+json", geojson),
    ClaimFormat(marked("CSV for spreadsheets"), "csv", "text/csv", csv_text),
    ClaimFormat(marked("GeoParquet"), "parquet", "application/vnd.apache.parquet", geoparquet),
    ClaimFormat(marked("KML"), "kml", "application/vnd.google-earth.kml+xml", kml),
    ClaimFormat(
        marked("Web Annotations of the quotes (JSON-LD)"), "annotations.jsonld", "application/ld+json", annotations
    ),
)
