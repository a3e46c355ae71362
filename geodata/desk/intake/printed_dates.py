"""Printed dates: a line that is a date of publication and nothing else, read without guessing day, month or zone."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LONGEST_LINE: Final = 100
_MONTHS: Final = (
    ("january", "jan", "января", "січня"),
    ("february", "feb", "февраля", "лютого"),
    ("march", "mar", "марта", "березня"),
    ("april", "apr", "апреля", "квітня"),
    ("may", "мая", "травня"),
    ("june", "jun", "июня", "червня"),
    ("july", "jul", "июля", "липня"),
    ("august", "aug", "августа", "серпня"),
    ("september", "sept", "sep", "сентября", "вересня"),
    ("october", "oct", "октября", "жовтня"),
    ("november", "nov", "ноября", "листопада"),
    ("december", "dec", "декабря", "грудня"),
)
_MONTH: Final = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_NAMES: Final = "|".join(sorted(_MONTH, key=len, reverse=True))
# 03/12/2024 is two days at once, and is left to the editor.
_DATES: Final = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?=\b|T)", re.ASCII),
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b", re.ASCII),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<name>{_NAMES})\.?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<name>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
)
_CLOCK: Final = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?(?![\d:])\s*(?P<half>[ap]\.?m\b\.?)?",
    re.IGNORECASE | re.ASCII,
)
_OFFSETS: Final = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "EST": -5, "EDT": -4, "PST": -8, "PDT": -7,
}  # fmt: skip
_PLACES: Final = {
    "kyiv time": "Europe/Kyiv",
    "kiev time": "Europe/Kyiv",
    "за київським часом": "Europe/Kyiv",
    "по киевскому времени": "Europe/Kyiv",
    "moscow time": "Europe/Moscow",
    "по московскому времени": "Europe/Moscow",
    "мск": "Europe/Moscow",
    "msk": "Europe/Moscow",
}
_ZONE: Final = re.compile(
    r"(?<!\w)(?:(?:UTC|GMT)?\s?[+−-]\d{1,2}(?::?\d{2})?|"
    + "|".join(re.escape(name) for name in sorted((*_OFFSETS, *_PLACES), key=len, reverse=True))
    + r")(?!\w)",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(
    r"(?:UTC|GMT)?\s?(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?", re.IGNORECASE | re.ASCII
)
_TZ_NAME: Final = re.compile(r"[A-Za-z_]{2,20}(?:/[A-Za-z0-9_+-]{2,30}){1,2}")
_WIDEST: Final = timedelta(hours=14)
# What may stand around a date that a line gives, and nothing more.
_AROUND: Final = re.compile(
    r"(?:published|posted|date|опубликовано|опубліковано|дата(?: публикации| публікації)?|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|"
    r"понеділок|вівторок|середа|четвер|п['’ʼ]ятниця|субота|неділя|"
    r"at|on|в|о|об|г|р|року|года|T|[\s,.:|/()·•–—-])*",
    re.IGNORECASE,
)


class PrintedTime(NamedTuple):
    """A printed time of publication: ``moment`` is aware, and None where hour or zone are not printed."""

    printed: str
    day: date
    moment: datetime | None

    def found(self, where: str) -> dict[str, str | None]:
        """Return the time as the field of an intake, as JSON."""
        moment = self.moment.isoformat() if self.moment else None
        return {"value": self.printed, "where": where, "day": self.day.isoformat(), "moment": moment}


def read_line(line: str) -> PrintedTime | None:
    """Return the time that ``line`` prints if it is a line of date, hour and zone; None for every other line."""
    printed = line.strip()
    if not printed or len(printed) > _LONGEST_LINE:
        return None
    found = next((match for pattern in _DATES if (match := pattern.search(printed))), None)
    day = _day(found) if found else None
    if not found or not day:
        return None
    rest = f"{printed[: found.start()]} {printed[found.end() :]}"
    clock = _CLOCK.search(rest)
    rest = f"{rest[: clock.start()]} {rest[clock.end() :]}" if clock else rest
    zone = _ZONE.search(rest)
    rest = f"{rest[: zone.start()]} {rest[zone.end() :]}" if zone else rest
    if not _AROUND.fullmatch(rest):
        return None
    local = _local(day, clock) if clock else None
    return PrintedTime(printed, day, in_zone(local, zone.group()) if local and zone else None)


def read_iso(written: str) -> PrintedTime | None:
    """Return the time that a page gives to programs, as in 2024-03-12T08:28:00-04:00; None if it gives none."""
    written = written.strip()
    if not re.match(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)", written, re.ASCII) or len(written) > _LONGEST_LINE:
        return None
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        return read_line(written)
    stated = time.tzinfo is not None and ":" in written
    return PrintedTime(written, time.date(), time if stated else None)


def in_zone(local: datetime, zone: str) -> datetime | None:
    """Return the naive ``local`` time with a fixed offset; None if ``zone`` is unknown or gives no or two such times.

    A zone is an offset (-04:00, UTC+2), an abbreviation with one meaning (EDT) or a tz database name (Europe/Kyiv).
    """
    zone = " ".join(zone.split())
    offset = _OFFSET.fullmatch(zone)
    if offset:
        width = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        ahead = width if offset["sign"] == "+" else -width
        return local.replace(tzinfo=timezone(ahead)) if width <= _WIDEST else None
    if zone.upper() in _OFFSETS:
        return local.replace(tzinfo=timezone(timedelta(hours=_OFFSETS[zone.upper()])))
    name = _PLACES.get(zone.lower(), zone)
    return _in_place(local, name) if _TZ_NAME.fullmatch(name) else None


def _in_place(local: datetime, name: str) -> datetime | None:
    try:
        place = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    first, second = (local.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    # A clock that is put back shows an hour twice, and one that is put forward leaves one out.
    if first.utcoffset() != second.utcoffset() or first.astimezone(UTC).astimezone(place).replace(tzinfo=None) != local:
        return None
    return local.replace(tzinfo=timezone(first.utcoffset() or timedelta()))


def _day(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    month = _MONTH[groups["name"].lower()] if "name" in groups else int(groups["month"])
    try:
        return date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None


def _local(day: date, clock: re.Match[str]) -> datetime | None:
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock with two halves
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return datetime(day.year, day.month, day.day, hour, int(clock["minute"]), int(clock["second"] or 0))  # noqa: DTZ001 - the zone is stated or not known
    except ValueError:
        return None
