"""Time zones as they are printed: an offset, an abbreviation with one meaning, a place; never guessed."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

# IST, CST, AST and GST each mean several zones, and are left to the editor.
_OFFSETS: Final = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3,
    "IDT": 3, "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "PKT": 5, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
# Zones whose offset depends on the day: named by letters (only as printed in capitals) or in words.
_LETTERS: Final = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "BST": "Europe/London",
}
_PLACES: Final = {
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "uk time": "Europe/London",
    "kiev time": "Europe/Kyiv",
    "kyiv time": "Europe/Kyiv",
    "ukraine time": "Europe/Kyiv",
    "israel time": "Asia/Jerusalem",
    "turkey time": "Europe/Istanbul",
    "sudan time": "Africa/Khartoum",
    "за київським часом": "Europe/Kyiv",
    "за києвом": "Europe/Kyiv",
    "по киевскому времени": "Europe/Kyiv",
    "по киеву": "Europe/Kyiv",
    "по московскому времени": "Europe/Moscow",
    "по москве": "Europe/Moscow",
    "за московським часом": "Europe/Moscow",
    "мск": "Europe/Moscow",
}
ZONE: Final = re.compile(
    r"(?<!\w)(?:(?:UTC|GMT|utc|gmt)?\s?[+−-]\d{1,2}(?::?\d{2})?|"
    + "|".join(sorted((*_OFFSETS, *_LETTERS, "utc", "gmt", "msk"), key=len, reverse=True))
    + "|(?i:"
    + "|".join(re.escape(name) for name in sorted(_PLACES, key=len, reverse=True))
    + r")|[A-Z][a-z]+(?: [A-Z][a-z]+)? [Tt]ime|"
    r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/[A-Z][A-Za-z_]+)(?!\w)"
)
"""A zone as a line prints it; ``in_zone`` says whether it is one."""
_OFFSET: Final = re.compile(
    r"(?:UTC|GMT)?\s?(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?", re.IGNORECASE | re.ASCII
)
_TZ_NAME: Final = re.compile(r"[A-Za-z_]{2,20}(?:/[A-Za-z0-9_+-]{2,30}){1,2}")
_WIDEST: Final = timedelta(hours=14)


def in_zone(local: datetime, zone: str) -> datetime | None:
    """Return the naive ``local`` time with a fixed offset; None if ``zone`` is unknown or gives no or two such times.

    A zone is an offset (-04:00, UTC+2), an abbreviation with one meaning on that day (EDT, ET, BST in summer), a city's
    time (Kyiv time) or a tz database name (Europe/Kyiv).
    """
    zone = " ".join(zone.split())
    offset = _OFFSET.fullmatch(zone)
    if offset:
        width = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        ahead = width if offset["sign"] == "+" else -width
        return local.replace(tzinfo=timezone(ahead)) if width <= _WIDEST else None
    letters = zone.upper()
    if letters in _OFFSETS:
        return local.replace(tzinfo=timezone(timedelta(hours=_OFFSETS[letters])))
    moment = _in_place(local, _LETTERS.get(letters) or _PLACES.get(zone.lower()) or _city(zone) or zone)
    # British Summer Time is no zone in winter.
    is_other = letters == "BST" and moment and moment.utcoffset() != timedelta(hours=1)
    return None if is_other else moment


def _in_place(local: datetime, name: str) -> datetime | None:
    if not _TZ_NAME.fullmatch(name):
        return None
    try:
        place = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    first, second = (local.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    # A clock that is put back shows an hour twice, and one that is put forward leaves one out.
    if first.utcoffset() != second.utcoffset() or first.astimezone(UTC).astimezone(place).replace(tzinfo=None) != local:
        return None
    return local.replace(tzinfo=timezone(first.utcoffset() or timedelta()))


def _city(zone: str) -> str:
    """Return the tz database name for a city's time, "Khartoum time", or nothing."""
    city, _, word = zone.rpartition(" ")
    return _cities().get(city.lower(), "") if word.lower() == "time" else ""


@cache
def _cities() -> Mapping[str, str]:
    names = (name for name in sorted(available_timezones()) if "/" in name and not name.startswith(("Etc/", "posix/")))
    return MappingProxyType({name.rpartition("/")[2].replace("_", " ").lower(): name for name in names})
