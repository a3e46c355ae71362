"""KML: placemarks as features, with their names, times and extended data; no entity or network link is followed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import shapely
from lxml import etree
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.reading.carriers import feature_lines

_SHAPES: Final = frozenset({"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry"})
_HEAD_BYTES: Final = 64 << 10


def write(path: Path, target: Path, name: str) -> str:
    """Write the placemarks, which are in WGS84, to ``target``; raise DataFileError if it is no KML, or has none."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if b"<kml" not in head and b":kml" not in head:
        raise DataFileError(marked("{file} is XML or HTML, whatever its name: import CSV, GeoJSON or KML"), file=name)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise DataFileError(
            marked("{file} declares entities of its own, which are not read: export it again without them"), file=name
        )
    try:
        feature_lines.write(target, _placemarks(path), name)
    except (etree.XMLSyntaxError, ShapelyError, ValueError) as error:
        raise DataFileError(marked("{file} is KML that cannot be read: export it again"), file=name) from error
    if not target.stat().st_size:
        raise DataFileError(
            marked("{file} has no placemarks of its own (what it links to is not fetched): export these"), file=name
        )
    return ""


def _placemarks(path: Path) -> Iterator[tuple[Mapping[str, Any], BaseGeometry | None]]:
    parser: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for _event, element in etree.iterparse(str(path), events=("end",), tag="{*}Placemark", **parser):
        yield _properties(element), _shape(element)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _properties(placemark: Any) -> dict[str, str]:  # noqa: ANN401 - an element
    found = {"id": placemark.get("id") or ""} if placemark.get("id") else {}
    for child in placemark:
        match _local(child):
            case "name" | "description" | "address" as name:
                found[name] = _text(child)
            case "TimeStamp":
                found["date"] = _inner(child, "when")
            case "TimeSpan":
                found |= {"start date": _inner(child, "begin"), "end date": _inner(child, "end")}
            case "ExtendedData":
                found |= _extended(child)
    return found


def _extended(data: Any) -> dict[str, str]:  # noqa: ANN401 - an element
    found = {}
    for element in data.iter("{*}Data", "{*}SimpleData"):
        name = element.get("name") or ""
        if name:
            found[name] = _inner(element, "value") if _local(element) == "Data" else _text(element)
    return found


def _shape(placemark: Any) -> BaseGeometry | None:  # noqa: ANN401 - an element
    return next((_geometry(child) for child in placemark if _local(child) in _SHAPES), None)


def _geometry(element: Any) -> BaseGeometry | None:  # noqa: ANN401 - an element
    match _local(element):
        case "Point":
            positions = _positions(element)
            return shapely.Point(positions[0]) if positions else None
        case "LineString" | "LinearRing":
            return shapely.LineString(_positions(element))
        case "Polygon":
            rings = [_positions(ring) for ring in element.iter("{*}LinearRing")]
            return shapely.Polygon(rings[0], rings[1:]) if rings else None
        case _:
            parts = [part for child in element if _local(child) in _SHAPES and (part := _geometry(child))]
            return parts[0] if len(parts) == 1 else shapely.GeometryCollection(parts)


def _positions(element: Any) -> list[tuple[float, float]]:  # noqa: ANN401 - an element
    text = next((_text(child) for child in element.iter("{*}coordinates")), "")
    pairs = [position.split(",")[:2] for position in text.split()]
    return [(float(lon), float(lat)) for lon, lat in pairs]


def _inner(element: Any, name: str) -> str:  # noqa: ANN401 - an element
    return next((_text(child) for child in element if _local(child) == name), "")


def _text(element: Any) -> str:  # noqa: ANN401 - an element
    return "".join(element.itertext()).strip()


def _local(element: Any) -> str:  # noqa: ANN401 - an element
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
