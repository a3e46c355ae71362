"""Claims as GeoJSON (RFC 7946), with the whole model in each feature."""

import json
from collections.abc import Iterator
from typing import Final

from shapely import to_geojson

from geodata.exports.contents import Export, Json, derived, record
from geodata.exports.shapes import geometry

# Written as \uXXXX, these keep their meaning in JSON and lose any they would have in a page that holds the file.
_INERT: Final = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def json_bytes(content: Json) -> bytes:
    """Return the one UTF-8 JSON text of ``content``: no markup characters, no NaN, a final newline."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return (text.translate(_INERT) + "\n").encode()


def geojson(export: Export) -> bytes:
    """Return a FeatureCollection, WGS84 lon/lat without a crs member, one feature per claim in the given order."""
    head, *features = geojson_parts(export)
    return json_bytes(head | {"features": features})


def geojson_parts(export: Export) -> Iterator[Json]:
    """Yield the FeatureCollection without its features, then each feature."""
    yield {"type": "FeatureCollection", "as_reported": export.about}
    for event in export.events:
        place = geometry(event, export.edition)
        fields = {name: value for name, value in record(event).items() if name != "id"}
        yield {
            "type": "Feature",
            "id": event.id,
            "geometry": json.loads(to_geojson(place)) if place else None,
            "properties": fields | derived(event, export.edition),
        }
