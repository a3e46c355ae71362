"""Features of a GeoJSON FeatureCollection (RFC 7946) as records: properties as cells, points as coordinates.

A feature of any other shape is an area of the file's own, which is never a pin: it is known by the region it lies in.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any, Final

import numpy as np
import pyarrow as pa
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.casting.coordinate_systems import OUTSIDE, WGS84, to_wgs84
from geodata.datasets.casting.regions import region_around
from geodata.datasets.reading import guessing
from geodata.datasets.reading.careful import HOLDS_NUL, LONGEST_VALUE, NOT_UTF8, TOO_LONG, clipped
from geodata.datasets.reading.columns import LAT, LON, ColumnMapping
from geodata.datasets.reading.files import Input
from geodata.datasets.reading.json_stream import JsonError, Members, Number, TooLong
from geodata.datasets.reading.records import NOT_AN_AREA, Chunk
from geodata.datasets.schema import Rejection

ID: Final = "feature id"
_AT_ONCE: Final = 5_000
_SAMPLE: Final = 50
_MOST_COLUMNS: Final = 1_000
_DEEPEST: Final = 8
_WORLD: Final = shapely.box(-180, -90, 180, 90)
_LISTS: Final = (
    *("features", "data", "Result", "result", "results", "records", "rows", "items", "events", "incidents", "value"),
)
"""The members that hold the events in what GeoJSON and the interfaces of event sets give."""

NO_FEATURE: Final = marked("is not a GeoJSON feature with a geometry and properties")
TWICE: Final = marked("gives a name twice")
BAD_SHAPE: Final = marked("has coordinates that are no positions")
CROSSES_ITSELF: Final = marked("has an outline that crosses itself or is not closed")
OFF_THE_WORLD: Final = marked("has an outline beyond 180 degrees of longitude or 90 of latitude")
CUT_OFF: Final = marked("breaks off here, and nothing after it could be read")


Fallback = Mapping[str, str]


class _RejectedError(Exception):
    """A feature that is none, and the reason."""


def header_of(source: Input) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return the columns that the features make, and the other members of the file.

    The columns are coordinates, the features' id, and the names of the properties of all of them.
    """
    names: dict[str, None] = {}
    members: dict[str, Any] = {}
    has_shapes = False
    for feature, _fault in _features(source.name, source.read, members):
        if isinstance(feature, dict):
            properties = feature.get("properties")
            has_shapes |= feature.get("geometry") is not None
            if isinstance(properties, dict) and len(names) < _MOST_COLUMNS:
                names |= dict.fromkeys(properties)
    return tuple(dict.fromkeys((*((LAT, LON) if has_shapes else ()), ID, *names))), members


def sample(source: Input, header: Sequence[str]) -> list[list[str]]:
    """Return the cells of the first features."""
    found = []
    for feature, fault in islice(_features(source.name, source.read, {}), _SAMPLE):
        with suppress(_RejectedError):
            cells, _area = _record(feature, fault, lambda _geometry: NOT_AN_AREA)
            found.append([cells.get(name, "") for name in header])
    return found


def fallback(mapping: ColumnMapping, header: Sequence[str]) -> Fallback:
    """Return where a feature's coordinates stand in its properties, for those without a geometry, or the other way."""
    if mapping.lat and mapping.lat != LAT:
        return {mapping.lat: LAT, mapping.lon: LON}
    names = [name for name in header if name not in {LAT, LON}]
    for lat, lon in (("latitude", "longitude"), ("lat", "lon"), ("lat", "lng"), ("lat", "long")):
        found = {guessing.plain(name): name for name in reversed(names)}
        if mapping.lat == LAT and lat in found and lon in found:
            return {LAT: found[lat], LON: found[lon]}
    return {}


def chunks(source: Input, columns: Sequence[str], instead: Fallback, crs: str = WGS84) -> Iterator[Chunk]:
    """Yield all features in order as records with the cells of ``columns``; geometries are given in ``crs``.

    ``instead`` names, for a column that is empty in a feature, the one whose cell is taken.
    Raises DataFileError if the file is no FeatureCollection, or is our own export.
    """
    features = enumerate(_features(source.name, source.read, {}), start=1)
    while some := list(islice(features, _AT_ONCE)):
        block = _Block(crs)
        for row, (feature, fault) in some:
            block.add(row, feature, fault)
        yield block.chunk(columns, instead)


class _Block:
    """Some features while they become records; a rejected one has its reason."""

    def __init__(self, crs: str) -> None:
        self._crs = crs
        self._records: list[tuple[int, Any, dict[str, str], int]] = []
        self._rejections: list[Rejection] = []

    def add(self, row: int, feature: Any, fault: str) -> None:  # noqa: ANN401 - JSON is any
        """Take a feature, the ``row``th of its file, with what is wrong with its JSON."""
        try:
            self._records.append((row, feature, *_record(feature, fault, partial(_around, crs=self._crs))))
        except _RejectedError as error:
            self._reject(row, feature, error)

    def chunk(self, columns: Sequence[str], instead: Fallback) -> Chunk:
        """Return the records with the cells of ``columns``, as ``chunks`` has them."""
        self._to_wgs84()
        cells, rows, areas = list[list[str]](), list[int](), list[int]()
        for row, feature, record, area in self._records:
            filled = {
                name: record[other]
                for name, other in instead.items()
                if area == NOT_AN_AREA and not record.get(name, "").strip() and record.get(other)
            }
            try:
                cells.append(_checked(record | filled, columns))
            except _RejectedError as error:
                self._reject(row, feature, error)
            else:
                rows.append(row)
                areas.append(area)
        found = zip(*cells, strict=True) if cells else [()] * len(columns)
        table = pa.table([pa.array(column, pa.string()) for column in found], names=columns)
        return Chunk(table, np.array(rows, np.int64), self._rejections, np.array(areas, np.int32))

    def _to_wgs84(self) -> None:
        """Convert the points; reject those beyond what their system describes."""
        points = [entry for entry in self._records if LON in entry[2]]
        if self._crs == WGS84 or not points:
            return
        x, y = (np.array([float(record[name]) for *_, record, _area in points]) for name in (LON, LAT))
        for entry, lon, lat in zip(points, *to_wgs84(self._crs, x, y), strict=True):
            row, feature, record, _area = entry
            if np.isnan(lon):
                self._records.remove(entry)
                self._reject(row, feature, _RejectedError(OUTSIDE))
            else:
                record |= {LON: repr(float(lon)), LAT: repr(float(lat))}

    def _reject(self, row: int, feature: Any, error: _RejectedError) -> None:  # noqa: ANN401 - JSON is any
        column, reason = error.args if len(error.args) > 1 else ("", *error.args)
        value = clipped(json.dumps(feature, ensure_ascii=False)[: 2 * LONGEST_VALUE])
        self._rejections.append(Rejection(row=row, column=column, value=value, reason=reason))


def _features(name: str, read: Callable[[int], bytes], others: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    """Yield each feature with what is wrong with its JSON, "" for nothing; the file's other members go to ``others``.

    A file is a FeatureCollection, a list, an object with a list in it as an interface answers, or one object after the
    other. Objects that are no features count as their properties.
    """
    members = Members(read)
    listed, count = "", 0
    try:
        for member, value in members.of(_LISTS):
            if member is not None and (member not in _LISTS or (listed and member != listed)):
                _check_member(name, member, value)
                others[member] = value
                continue
            if member is None and not count and others:
                count += 1  # what looked like the file's members was the first of many objects
                yield _as_feature(dict(others)), ""
                others.clear()
            listed, count = member or listed, count + 1
            if isinstance(value, TooLong):
                yield None, TOO_LONG
            else:
                feature = value if listed == "features" else _as_feature(value)
                yield feature, TWICE if members.repeats else ""
    except RecursionError as error:
        raise DataFileError(marked("{file} is nested deeper than any GeoJSON: correct it"), file=name) from error
    except JsonError as error:
        if not count:
            raise DataFileError(marked("{file} is not valid JSON: correct it or export it again"), file=name) from error
        yield str(error), CUT_OFF
        return
    if not count and others.get("type") == "Feature":
        yield dict(others), ""
    elif (listed == "features" and others.get("type") != "FeatureCollection") or (not listed and not count):
        raise DataFileError(
            marked("{file} is JSON, but no GeoJSON FeatureCollection and no list of events: export it as one"),
            file=name,
        )


def _as_feature(value: Any) -> Any:  # noqa: ANN401 - JSON is any
    """Return an object as a feature with its members as properties, and what is a feature as it is."""
    if not isinstance(value, dict) or value.get("type") == "Feature" or ("coordinates" in value and "type" in value):
        return value
    properties: dict[str, Any] = {}
    for name, member in value.items():
        if isinstance(member, dict) and member and "coordinates" not in member:
            properties |= {f"{name}.{inner}": part for inner, part in member.items()}
        else:
            properties[name] = member
    return {"type": "Feature", "properties": properties, "geometry": None}


def _check_member(name: str, member: str, value: Any) -> None:  # noqa: ANN401 - the same
    if member == "as_reported" and not (isinstance(value, dict) and "data_set" in value):
        raise DataFileError(
            marked(
                "{file} is As Reported's own export of claims, which are quoted, not coded: import it with the articles"
            ),
            file=name,
        )


def _record(feature: Any, fault: str, around: Callable[[dict[str, Any]], int]) -> tuple[dict[str, str], int]:  # noqa: ANN401 - the same
    """Return the cells of a feature, and the region its outline lies in, as Chunk has it."""
    if fault:
        raise _RejectedError(fault)
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise _RejectedError(NO_FEATURE)
    properties, geometry = feature.get("properties") or {}, feature.get("geometry")
    if not isinstance(properties, dict) or not isinstance(geometry, dict | None):
        raise _RejectedError(NO_FEATURE)
    cells = {name: _text(value) for name, value in properties.items()}
    if "id" in feature:
        cells[ID] = _text(feature["id"])
    if geometry is None:
        return cells, NOT_AN_AREA
    position = geometry.get("coordinates")
    if geometry.get("type") == "MultiPoint" and isinstance(position, list) and len(position) == 1:
        (position,) = position
    elif geometry.get("type") != "Point":
        return cells, around(geometry)
    if not isinstance(position, list) or len(position) < len((LON, LAT)):
        raise _RejectedError(BAD_SHAPE)
    lon, lat = position[:2]
    if not (isinstance(lon, Number) and isinstance(lat, Number)):
        raise _RejectedError(BAD_SHAPE)
    return cells | {LON: str(lon), LAT: str(lat)}, NOT_AN_AREA


def _text(value: Any) -> str:  # noqa: ANN401 - the same
    if isinstance(value, str):
        return str(value)
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _checked(cells: dict[str, str], columns: Sequence[str]) -> list[str]:
    found = [cells.get(name, "") for name in columns]
    for name, cell in zip(columns, found, strict=True):
        if "\0" in cell:
            raise _RejectedError(name, HOLDS_NUL)
        if not cell.isascii() and any("\ud800" <= mark <= "\udfff" for mark in cell):
            raise _RejectedError(name, NOT_UTF8)
    return found


def _around(geometry: dict[str, Any], *, crs: str) -> int:
    """Return the index of the region held that a shape lies in as a whole, -1 if it is in none; refuse a bad shape."""
    try:
        outline = shape(_plain(geometry, 0))
        if crs != WGS84:
            outline = shapely.transform(outline, lambda points: np.column_stack(to_wgs84(crs, *points.T)))
    except (ValueError, TypeError, LookupError, AttributeError, ShapelyError) as error:
        raise _RejectedError(BAD_SHAPE) from error
    if outline.is_empty or not np.isfinite(outline.bounds).all():
        raise _RejectedError(BAD_SHAPE)
    if not _WORLD.contains(shapely.box(*outline.bounds)):
        raise _RejectedError(OFF_THE_WORLD)
    if not outline.is_valid:
        raise _RejectedError(CROSSES_ITSELF)
    return region_around(outline)


def _plain(value: Any, depth: int) -> Any:  # noqa: ANN401 - the same
    """Return a geometry with its numbers as such; raise ValueError if it is nested deeper than any is."""
    if depth > _DEEPEST:
        raise ValueError(depth)
    if isinstance(value, dict):
        return {name: part if name == "type" else _plain(part, depth + 1) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part, depth + 1) for part in value]
    return float(value) if isinstance(value, Number) else value
