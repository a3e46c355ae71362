"""Coordinates as people and programs write them, in degrees of WGS84: decimal, sexagesimal, with letters, as a pair."""

import json
import re
from typing import Final

import shapely
from shapely.errors import ShapelyError

Position = tuple[float, float]
"""Longitude and latitude in degrees, as in GeoJSON."""

_LONGEST: Final = 200
_LONGEST_SHAPE: Final = 100_000
_MINUS: Final = dict.fromkeys(map(ord, "−–—‐‑﹣－"), "-")
_MARKS: Final = str.maketrans(
    {"º": "°", "˚": "°", "’": "'", "′": "'", "‘": "'", "´": "'", "”": '"', "″": '"', "“": '"'}
)
_SIGNS: Final = {"N": 1, "S": -1, "E": 1, "W": -1}
_CYRILLIC: Final = (
    (re.compile(r"(?:с|пн)\.?\s*ш\.?", re.IGNORECASE), "N"),
    (re.compile(r"(?:ю|пд)\.?\s*ш\.?", re.IGNORECASE), "S"),
    (re.compile(r"(?:в|сх)\.?\s*д\.?", re.IGNORECASE), "E"),
    (re.compile(r"(?:з|зх)\.?\s*д\.?", re.IGNORECASE), "W"),
)
"""How Russian and Ukrainian write the four directions of degrees."""
_NUMBER: Final = r"\d{1,3}(?:[.,]\d{1,20})?"
_DEGREES: Final = re.compile(
    rf"(?P<before>[NSEW])?\s*(?P<sign>[+-])?\s*(?P<degrees>{_NUMBER})\s*(?:°|d|deg|\s|$|(?=[NSEW]))\s*"
    rf"(?:(?P<minutes>\d{{1,2}}(?:[.,]\d{{1,20}})?)\s*(?:'(?!')|m|min|\s|$|(?=[NSEW]))\s*"
    rf"(?:(?P<seconds>\d{{1,2}}(?:[.,]\d{{1,20}})?)\s*(?:\"|''|s|sec|\s|$|(?=[NSEW]))\s*)?)?(?P<after>[NSEW])?",
    re.ASCII | re.IGNORECASE,
)
_SIXTY: Final = 60
_PLAIN: Final = r"[+-]?\d{1,3}(?:\.\d{1,20})?"
_NUMERAL: Final = r"[+-]?\d{1,9}(?:\.\d{1,20})?(?:[eE][+-]?\d+)?"
"""A coordinate in a geometry, which may be one in metres."""
_PAIR: Final = re.compile(
    rf"[(\[]?\s*({_PLAIN})\s*[,;/ ]\s*({_PLAIN})(?:[,; ]+[+-]?\d+(?:\.\d+)?){{0,2}}\s*[)\]]?", re.ASCII
)
_TWO_COMMAS: Final = re.compile(r"([+-]?\d{1,3},\d{1,20})\s*[;/ ]\s*([+-]?\d{1,3},\d{1,20})", re.ASCII)
_WKT: Final = re.compile(
    rf"(?:SRID=4326;)?\s*(?:MULTI)?POINT\s*(?:Z|M|ZM)?\s*\(+\s*({_NUMERAL})\s+({_NUMERAL})"
    r"(?:\s+[^\s(),]+){0,2}\s*\)+",
    re.ASCII | re.IGNORECASE,
)
_SHAPE: Final = re.compile(r"(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION", re.IGNORECASE)
_WKB: Final = re.compile(r"0[01][0-9A-F]{40,}", re.IGNORECASE)
_POLE: Final = 90


def degrees(text: str, letters: str = "NSEW") -> float | None:
    """Return the degrees of one coordinate in any common form, negative in the south and the west, or None.

    ``letters`` are those of the directions that it may have.
    """
    plain = _plain(text)
    match = _DEGREES.fullmatch(plain) if plain and len(plain) <= _LONGEST else None
    if not match or (match["before"] and match["after"]) or (match["sign"] and (match["before"] or match["after"])):
        return None
    parts = [float(part.replace(",", ".")) if part else 0.0 for part in match.group("degrees", "minutes", "seconds")]
    if parts[1] >= _SIXTY or parts[2] >= _SIXTY:
        return None
    letter = (match["before"] or match["after"] or "").upper()
    if letter and letter not in letters:
        return None
    sign = -1 if match["sign"] == "-" else _SIGNS.get(letter, 1)
    return sign * (parts[0] + parts[1] / _SIXTY + parts[2] / _SIXTY**2)


def position(text: str, *, lon_first: bool = False) -> Position | None:
    """Return the position in a cell with both coordinates, or None.

    Understood are WKT, EWKB in hexadecimal digits and GeoJSON of a point, and two numbers: latitude first as people
    write them, unless ``lon_first`` or letters say otherwise.
    """
    plain = text.strip().translate(_MINUS)
    if len(plain) > _LONGEST_SHAPE:
        return None
    if plain[:1] == "{":
        return _of_json(plain)
    if match := _WKT.fullmatch(plain):
        return float(match[1]), float(match[2])
    if _WKB.fullmatch(plain):
        return _of_wkb(plain)
    match = _TWO_COMMAS.fullmatch(plain) or _PAIR.fullmatch(plain)
    if match:
        first, second = (float(part.replace(",", ".")) for part in match.group(1, 2))
        lon_first |= plain[0] == "["  # as GeoJSON writes a position
        lon, lat = (first, second) if lon_first or abs(first) > _POLE >= abs(second) else (second, first)
        return lon, lat
    return _with_letters(plain)


def is_shape(text: str) -> bool:
    """Tell whether a cell holds a geometry, as WKT, EWKB or GeoJSON."""
    plain = text.strip()
    return bool(_SHAPE.match(plain) or _WKB.match(plain) or (plain[:1] == "{" and '"coordinates"' in plain))


def _of_json(text: str) -> Position | None:
    try:
        value = json.loads(text)
        value = value.get("geometry", value)
        coordinates = value["coordinates"]
        if value["type"] == "MultiPoint" and len(coordinates) == 1:
            (coordinates,) = coordinates
        elif value["type"] != "Point":
            return None
        lon, lat = coordinates[:2]
        return float(lon), float(lat)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _of_wkb(text: str) -> Position | None:
    try:
        shape = shapely.from_wkb(text)
    except (ShapelyError, ValueError, TypeError):
        return None
    return (shape.x, shape.y) if isinstance(shape, shapely.Point) and not shape.is_empty else None


def _with_letters(text: str) -> Position | None:
    """Return the position of two coordinates of which letters say which is which."""
    plain = _plain(text)
    for split in re.finditer(r"[,;/]\s*|\s+|(?<=[NSEWnsew])(?=\d)", plain):
        found = {}
        for part in (plain[: split.start()], plain[split.end() :]):
            value, letters = degrees(part), {mark for mark in part.upper() if mark in _SIGNS}
            if value is not None and len(letters) == 1:
                found["lat" if letters & {"N", "S"} else "lon"] = value
        if len(found) == len(("lat", "lon")):
            return found["lon"], found["lat"]
    return None


def _plain(text: str) -> str:
    """Return a coordinate with the marks of ASCII and the letters of English."""
    plain = text.translate(_MINUS).translate(_MARKS)
    if not plain.isascii():
        for written, letter in _CYRILLIC:
            plain = written.sub(letter, plain)
    return " ".join(plain.replace(":", " ").split()).rstrip(".")
