"""Places and how precisely a source names them."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from shapely.errors import ShapelyError
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from geodata.common.data_files import make, read_json
from geodata.common.errors import DataFileError, Message, PlaceError
from geodata.common.language import marked
from geodata.model.outlines import ELSEWHERE, outlines
from geodata.model.quotes import Quote

MERCATOR_LIMIT: Final = 85.0
"""Degrees of latitude: the map is in Web Mercator, which has no place for the poles."""


class Precision(StrEnum):
    """The precision ladder, finest first. Only the first three rungs may ever be a pin."""

    POINT = "point"
    SETTLEMENT = "settlement"
    VICINITY = "vicinity"
    DISTRICT = "district"
    REGION = "region"
    BORDER = "border"
    COUNTRY = "country"
    NONE = "none"

    @property
    def is_pin(self) -> bool:
        """Tell whether a claim of this precision may be drawn as a marker."""
        return self in {Precision.POINT, Precision.SETTLEMENT, Precision.VICINITY}

    @property
    def is_drawn(self) -> bool:
        """Tell whether a claim of this precision may be drawn at all: as marker, area or line."""
        return self not in {Precision.COUNTRY, Precision.NONE}


class Place(BaseModel):
    """A place of the gazetteer, with its names as attested.

    ``lon`` and ``lat`` are WGS84 degrees (EPSG:4326) and present for settlements only.
    ``region`` and ``district`` are ids of places whose polygons contain the point. A region
    elsewhere in the world is GeoNames' first-level division, like "CA.01".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[A-Za-z0-9.-]+$")
    level: Literal["settlement", "district", "region", "border", "country"]
    name: str = Field(min_length=1)
    also: tuple[str, ...] = ()
    name_ru: str = ""
    name_uk: str = ""
    lon: float | None = Field(default=None, ge=-180, le=180)
    lat: float | None = Field(default=None, ge=-90, le=90)
    region: str = ""
    district: str = ""
    source: str = Field(min_length=1)
    note: str = ""

    def name_in(self, language: str) -> str:
        """Return the name in a language by its code; the Latin one where none is attested."""
        return {"ru": self.name_ru, "uk": self.name_uk}.get(language) or self.name

    @model_validator(mode="after")
    def _level_fits(self) -> "Place":
        has_point = self.lon is not None and self.lat is not None
        if has_point != (self.level == "settlement"):
            message = f"{self.id}: a settlement has lon and lat, and nothing else has"
            raise ValueError(message)
        if (self.id == "border") != (self.level == "border"):
            message = f'{self.id}: the border has the id "border", and nothing else has'
            raise ValueError(message)
        return self

    @property
    def is_on_map(self) -> bool:
        """Tell whether the map can draw the place: a settlement that it reaches, or an area or line with an outline."""
        return abs(self.lat) <= MERCATOR_LIMIT if self.lat is not None else bool(self.outline)

    @property
    def outline(self) -> str:
        """Return the id of the polygon or line that the place is drawn as, "" if it has none.

        It is the place's own id, or that of an outline of ``geodata/data/regions`` for a region elsewhere.
        """
        if self.level in {"settlement", "country"}:
            return ""
        return outlines().get(self.id, "") if self.is_elsewhere else self.id

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether it is a region or county of the world beyond those that OpenStreetMap's boundaries draw."""
        return self.level in {"region", "district"} and bool(ELSEWHERE.fullmatch(self.id))

    @property
    def point(self) -> Point | None:
        """Return the settlement as a shapely point (lon, lat), or None for anything else."""
        return None if self.lon is None or self.lat is None else Point(self.lon, self.lat)


class PlaceMention(BaseModel):
    """A place as a source names it: the words, what they refer to, and how precisely.

    ``note`` says how the words were resolved where that is not plain. ``written`` is the span of
    the stored article; citations keep only ``as_written``, as there is no stored text. ``along`` are the regions along
    which the border is meant, where the source names any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    places: tuple[str, ...]
    precision: Precision
    as_written: str = ""
    written: Quote | None = None
    note: str = ""
    along: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _no_place_twice(self) -> "PlaceMention":
        if len(set(self.places)) < len(self.places):
            message = f"{', '.join(self.places)}: a place named twice would count twice"
            raise ValueError(message)
        return self

    @property
    def words(self) -> str:
        """Return the place as the source writes it, or nothing if it names none."""
        return self.written.exact if self.written else self.as_written


def load_places(path: Path, boundaries: Path) -> Mapping[str, Place]:
    """Return the gazetteer by id, each place checked against the polygons in ``boundaries``.

    Raises PlaceError when an id is used twice, an area of the map has no polygon, or a settlement lies
    outside the region or district it is recorded in. Polygons are OSM's, in EPSG:4326.
    """
    content = read_json(path)
    if not isinstance(content, list):
        raise DataFileError(
            marked("the data file {file} must hold a list of places: put the last good one back"), file=path.name
        )
    places: dict[str, Place] = {}
    polygons = load_polygons(boundaries)
    for number, fields in enumerate(content, start=1):
        place = make(Place, fields, Message(marked("{file}, place {number}"), file=path.name, number=number))
        if place.id in places:
            raise PlaceError(
                marked('{file}: the place id "{place}" is used twice: rename one'), file=path.name, place=place.id
            )
        places[place.id] = place
        _check_location(place, polygons)
    return MappingProxyType(places)


def load_polygons(boundaries: Path) -> dict[str, BaseGeometry]:
    """Return the polygons of regions and districts by id, in EPSG:4326 (lon, lat)."""
    polygons: dict[str, BaseGeometry] = {}
    for name, column in (("osm_admin1_web.geojson", "adm1_iso"), ("osm_admin2_web_core4.geojson", "adm2_id")):
        path = boundaries / name
        try:
            polygons |= _polygons_in(path, column)
        except (OSError, ShapelyError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
            raise DataFileError(
                marked("the boundary file {name} is missing or damaged: put the last good one back"), name=name
            ) from error
    return polygons


def _polygons_in(path: Path, column: str) -> dict[str, BaseGeometry]:
    areas = json.loads(path.read_text(encoding="utf-8"))["features"]
    polygons = {area["properties"][column]: _whole(area["geometry"]) for area in areas}
    if not polygons:
        message = "no area at all"
        raise ValueError(message)
    return polygons


def _whole(geometry: dict[str, Any]) -> BaseGeometry:
    found = shape(geometry)
    if found.geom_type not in {"Polygon", "MultiPolygon"} or found.is_empty:
        message = "an area without its polygon"
        raise ValueError(message)
    return found


def _check_location(place: Place, polygons: Mapping[str, BaseGeometry]) -> None:
    if place.level in {"region", "district"} and not place.is_elsewhere and place.id not in polygons:
        raise PlaceError(
            marked('the place "{place}" is an area without a polygon: correct its id or add its boundary'),
            place=place.id,
        )
    for area in filter(None, (place.region, place.district)):
        if area not in polygons:
            raise PlaceError(
                marked('the place "{place}" is said to lie in "{area}", which has no polygon: correct the id'),
                place=place.id,
                area=area,
            )
        if place.point and not polygons[area].contains(place.point):
            raise PlaceError(
                marked(
                    'the place "{place}" does not lie in "{area}": correct its coordinates or its region and district'
                ),
                place=place.id,
                area=area,
            )
