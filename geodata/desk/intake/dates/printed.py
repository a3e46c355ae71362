"""Printed dates: a line that is a date of publication and nothing else, read without guessing day, month or zone."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from babel import Locale

from geodata.desk.intake.dates.time_zones import ZONE, in_zone

_LONGEST_LINE: Final = 160
_LANGUAGES: Final = (
    "en", "uk", "ru", "be", "bg", "pl", "cs", "sk", "de", "fr", "es", "it", "pt", "nl", "ro", "tr", "sv", "da", "nb",
    "fi", "ar", "ar_SY",
)  # fmt: skip
_CLOCK: Final = re.compile(
    r"(?<![\d:.])(?:(?P<hour>\d{1,2})(?::|\.|\s?[hH]\s?)(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
    r"|(?P<whole>\d{1,2})(?=\s*[AaPp]\.?[Mm]\b)|(?P<four>\d{4})(?=\s*(?:UTC|GMT|hrs|hours)\b))"
    r"(?![\d:])\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?",
    re.ASCII,
)
# What stands between the parts of a time, and says nothing more.
_AROUND: Final = (
    "at|on|the|local time|hrs|hours|T|am|um|uhr|den|le|à|a|alle|ore|kl|klo|o|godz|de|del|às|as|в|о|об|г|р|року|года|"
    # Zones of more than one meaning: the hour is printed, and its zone is not known.
    r"IST|CST|AST|GST|\d{1,3}[ -]?min(?:ute)?s?(?: read)?"
)
_BETWEEN: Final = " \t\xa0,;:|/·•–—-"
_ANOTHER_ZONE: Final = re.compile(r"\([^()\d]{2,60}\)")
_SAME_ELSEWHERE: Final = re.compile(r"\(\s*\d{1,2}[:.]?\d{2}\s*(?:UTC|GMT)\s*\)")
_HALF_A_DAY: Final = 12


class Label(StrEnum):
    """What a line says that its time is."""

    NONE = ""
    PUBLISHED = "published"
    UPDATED = "updated"
    OTHER = "other"


_LABELS: Final = {
    Label.PUBLISHED: (
        r"(?:first |originally )?(?:published|posted|released|issued|created)(?: online)?|date(?: published)?|"
        r"publication date|published date|опубликован[оа]?|опубліковано|дата(?: публикации| публікації)?|створено|"
        r"veröffentlicht|erstellt|publiée?|publicado|publicada|pubblicato|opublikowano|data publikacji|publikováno|"
        r"gepubliceerd|publicerad|yayınlanma(?: tarihi)?|تاريخ النشر|نشر(?: في)?"
    ),
    Label.UPDATED: (
        r"(?:last )?(?:updated|modified|edited|changed|revised|corrected)(?: date| time)?|last (?:update|change)|"
        r"update|date modified|обновлено|изменено|оновлено|змінено|aktualisiert|zuletzt aktualisiert|stand|mis à jour|"
        r"actualizado|actualizada|aggiornato|zaktualizowano|aktualizováno|güncelle(?:me|ndi)(?: tarihi)?|"
        r"آخر تحديث|تحديث"
    ),
    Label.OTHER: r"retrieved|accessed|printed|saved|reviewed|archived|captured|abgerufen|consulté|copyright|©",
}
_LABEL: Final = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{label}>{words})" for label, words in _LABELS.items()) + r")(?!\w)", re.IGNORECASE
)


class PrintedTime(NamedTuple):
    """A printed time of publication: ``moment`` is aware, and None where hour or zone are not printed.

    ``local`` is the hour as printed, without a zone, or None where no hour is; ``is_shown`` is false for what a page
    tells programs only.
    """

    printed: str
    day: date
    local: datetime | None
    moment: datetime | None
    label: Label
    is_shown: bool = True


def read_times(line: str, near: date | None = None) -> tuple[PrintedTime, ...]:
    """Return the times that ``line`` prints, each with what it is said to be; nothing if the line says anything else.

    03/12/2024 is two days at once, and is read only where one of them lies within a day of ``near``.
    """
    printed = line.strip()
    if not printed or len(printed) > _LONGEST_LINE or not any(letter.isdigit() for letter in printed):
        return ()
    times: list[PrintedTime] = []
    parts = [(label, part) for label, part in _labelled(printed) if label or part.strip(_BETWEEN)]
    for label, part in parts:
        shown = part.strip(_BETWEEN) if label or len(parts) > 1 else printed
        time = _time(shown, part, label, near)
        if time is None and not _around().fullmatch(part):
            time = _later_that_day(part, label, times)
            if time is None:
                return ()
        times += [time] if time else []
    return tuple(times)


def read_stated(written: str) -> PrintedTime | None:
    """Return the time that a page gives to programs, as in 2024-03-12T08:28:00-04:00; None if it gives none."""
    written = written.strip()
    if len(written) > _LONGEST_LINE:
        return None
    iso = re.match(r"\d{4}-?\d{2}-?\d{2}(?:[T ]|$)", written, re.ASCII)
    try:
        time = datetime.fromisoformat(written) if iso else None
    except ValueError:
        time = None
    if time is None:
        found = next(iter(read_times(written)), None)
        return found._replace(is_shown=False) if found else None
    has_hour = len(written) > len("2024-03-12")
    moment = time if has_hour and time.tzinfo else None
    return PrintedTime(
        written, time.date(), time.replace(tzinfo=None) if has_hour else None, moment, Label.NONE, is_shown=False
    )


def _labelled(printed: str) -> Iterator[tuple[Label, str]]:
    """Yield each part of a line with the label in front of it."""
    labels = list(_LABEL.finditer(printed))
    yield Label.NONE, printed[: labels[0].start()] if labels else printed
    for label, following in pairwise([*labels, None]):
        if label:
            yield Label(str(label.lastgroup)), printed[label.end() : following.start() if following else None]


def _time(printed: str, part: str, label: Label, near: date | None) -> PrintedTime | None:
    matches = (match for pattern in _dates() for match in pattern.finditer(part))
    found = next(((match, day) for match in matches for day in _days(match, near)), None)
    if not found:
        return None
    match, day = found
    between = match.groupdict().get("between") or ""
    rest = _SAME_ELSEWHERE.sub(" ", f"{part[: match.start()]} {between} {part[match.end() :]}")
    clock, rest = _taken(_CLOCK, rest)
    zone, rest = _taken(ZONE, rest) if clock else (None, rest)
    if zone and re.search(r"\d", zone.group()):
        rest = _ANOTHER_ZONE.sub(" ", rest)
    if not _around().fullmatch(ZONE.sub(" ", rest) if not zone else rest):
        return None
    local = _local(day, clock) if clock else None
    return PrintedTime(printed, day, local, in_zone(local, zone.group()) if local and zone else None, label)


def _later_that_day(part: str, label: Label, before: list[PrintedTime]) -> PrintedTime | None:
    """Return the time of a part that prints an hour only, as in "12 March 2024, 8:28, updated 9:40"."""
    day = before[-1].day if before else None
    clock = _CLOCK.search(part)
    return _time(part.strip(_BETWEEN), f"{day:%Y-%m-%d} {part}", label, None) if day and clock else None


def _taken(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    match = pattern.search(text)
    return match, f"{text[: match.start()]} {text[match.end() :]}" if match else text


def _days(found: re.Match[str], near: date | None) -> Iterator[date]:
    """Yield the day that a date is, nothing if it is none or not sure."""
    groups = found.groupdict()
    year = int(groups["year"])
    if "first" in groups:
        first, second = int(groups["first"]), int(groups["second"])
        days = {day for month, number in ((first, second), (second, first)) if (day := _day(year, month, number))}
        close = {day for day in days if near and abs(day - near) <= timedelta(days=1)}
        yield from days if len(days) == 1 else close if len(close) == 1 else ()
        return
    month = _months()[groups["name"].casefold()] if "name" in groups else int(groups["month"])
    day = _day(year, month, int(groups["day"]))
    if day:
        yield day


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _local(day: date, clock: re.Match[str]) -> datetime | None:
    half = (clock["half"] or "").lower()
    if clock["four"]:
        hour, minute = int(clock["four"][:2]), int(clock["four"][2:])
    else:
        hour, minute = int(clock["hour"] or clock["whole"]), int(clock["minute"] or 0)
    # "12:28 PM" is printed as often as "13:28 PM" is not.
    if half:
        if not 1 <= hour <= _HALF_A_DAY:
            return None
        hour = hour % _HALF_A_DAY + (_HALF_A_DAY if half.startswith("p") else 0)
    try:
        return datetime(day.year, day.month, day.day, hour, minute, int(clock["second"] or 0))  # noqa: DTZ001 - the zone is stated or not known
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """Return the numbers of the months by their names and their short forms, in the languages read here."""
    names = {"sept": 9, "січ": 1, "лют": 2, "бер": 3, "квіт": 4, "трав": 5, "черв": 6, "лип": 7, "серп": 8, "вер": 9}
    for language in _LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return names


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    month, day = rf"(?P<name>{names})\.?", r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?"
    of = r"(?:\s+(?:de|of|del))?"
    patterns = (
        r"\b(?P<year>\d{4})(?P<gap>[-/.])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})(?=\b|T)",
        r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})\b",
        r"\b(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})\b",
        r"\b(?P<first>\d{1,2})-(?P<second>\d{1,2})-(?P<year>\d{4})\b",
        r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
        rf"\b{day}{of}[\s/–-]*{month},?{of}[\s/–-]*(?P<year>\d{{4}})\b",
        rf"\b{month}\s*{day},?{of}\s+(?P<year>\d{{4}})\b",
        rf"\b(?P<year>\d{{4}})[.,]?[\s/–-]+{month}[\s/–-]+{day}(?!\w)",
        rf"\b{month}\s+{day},?\s+(?P<between>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s+[A-Z]{{2,5}})?)\s+(?P<year>\d{{4}})\b",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _around() -> re.Pattern[str]:
    days = {
        name.casefold().rstrip(".")
        for language in _LANGUAGES
        for widths in Locale.parse(language).days.values()
        for width in ("wide", "abbreviated")
        for name in widths[width].values()
    }
    names = sorted({*days, "tues", "thur", "thurs"}, key=len, reverse=True)
    either = "|".join(re.sub("['’ʼ]", "['’ʼ]", re.escape(name)) for name in names)
    return re.compile(rf"(?:(?<!\w)(?:{either}|{_AROUND})(?!\w)|[\s,.:|/()\[\]·•–—‧-])*+", re.IGNORECASE)
