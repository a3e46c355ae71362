"""Dates of event sets: the days that a cell spans, as fine as it says and no finer."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal

import numpy as np
from babel.dates import get_day_names, get_month_names
from numpy.typing import NDArray

from geodata.common.language import marked
from geodata.datasets.casting import edtf
from geodata.datasets.casting.edtf import DateError

Days = NDArray[np.int32]
Order = Literal["iso", "dmy", "mdy"]
Widening = tuple[int, int | Literal["month", "year"]]
"""The shortest span in days that a date code allows, and what a shorter one becomes: so many days to both sides, or
the calendar months or years that it touches."""

UNCLEAR_DATE: Final = marked("may be day and month, or month and day: say which")
_LONGEST: Final = 60
_EPOCH: Final = date(1970, 1, 1).toordinal()
_EXCEL: Final = date(1899, 12, 30).toordinal()
_MOST_MONTHS: Final = 12
_LANGUAGES: Final = ("en", "uk", "ru", "es", "de", "fr")
_SHORTEST_MONTH: Final = 3

_CLOCK: Final = (
    r"(?:,?[T ]\s*\d{1,2}(?::?\d{2}(?::?\d{2}([.,]\d+)?)?)?\s*(?:[AaPp]\.?[Mm]\.?)?"
    r"\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?|Z)?"
)
"""A time of day after a date, which says nothing of the day: the day is taken as it is written."""
_ISO: Final = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})" + _CLOCK, re.ASCII)
_WEEK: Final = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?", re.ASCII)
_YEAR_DAY: Final = re.compile(r"(\d{4})-(\d{3})" + _CLOCK, re.ASCII)
_YEAR_MONTH: Final = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:\s?(?:г|р)\.?)?" + _CLOCK, re.ASCII)
_ORDERED: Final = re.compile(r"(\d{1,2})(?:/(\d{1,2})/(\d{4}|\d{2})|-(\d{1,2})-(\d{4}))" + _CLOCK, re.ASCII)
_WORDS: Final = re.compile(r"[^\W\d_]+\.?|\d+(?:st|nd|rd|th|º|er|-?(?:е|го|го)\b)?|[,./-]")
_EPOCHS: Final = {10: 86_400, 13: 86_400_000}
"""The digits of a number of seconds, or of milliseconds, since 1970, and how many are a day."""
_FIRST_SERIAL: Final = 20_000  # 3 October 1954
_LAST_SERIAL: Final = 80_000  # 10 January 2119
_FILLERS: Final = frozenset({"de", "del", "of", "the", "le", "den", "г", "года", "р", "року", "і", "y"})


def days(text: str, order: Order | None) -> tuple[int, int]:
    """Return the first and last day that ``text`` means, as ordinals; raise DateError if it means none.

    Understood are days, weeks and days of the year in ISO 8601 with or without a time, EDTF (see ``edtf.days``),
    dotted days (12.03.2024), days with the month's name in six languages, Excel's serial numbers, and seconds or
    milliseconds since 1970. ``order`` says what 03/04/2024 is; "iso" and None: nothing, unless one number is above 12.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        raise DateError(edtf.NO_DATE)
    for form in _FORMS:
        try:
            span = form(text, order)
        except DateError:
            raise
        except (ValueError, OverflowError) as error:
            raise DateError(edtf.NO_SUCH_DATE) from error
        if span:
            return span
    return edtf.days(text)


def order_of(sample: Iterable[str]) -> Order:
    """Return how days such as 03/04/2024 in ``sample`` must be read, "iso" if there are none or they do not tell."""
    orders = set()
    for text in sample:
        match = _ORDERED.fullmatch(" ".join(text.split())) if text[:1].isdigit() or text[:1].isspace() else None
        if match and int(match[1]) > _MOST_MONTHS:
            orders.add("dmy")
        elif match and int(match[2] or match[4]) > _MOST_MONTHS:
            orders.add("mdy")
    if len(orders) > 1:
        return "iso"
    return next(iter(orders), "iso")  # type: ignore[arg-type]  # only these two are added


def is_date(text: str) -> bool:
    """Tell whether ``text`` is written as a date, other than as a bare number."""
    try:
        days(text, "dmy")
    except ValueError:
        try:
            days(text, "mdy")
        except ValueError:
            return False
    plain = text.strip()
    return not plain.replace(".", "", 1).isdecimal() or (len(plain) in {4, 8} and plain[:2] in {"18", "19", "20"})


def of_parts(year: str, month: str, day: str) -> tuple[int, int]:
    """Return the days that a year, a month and a day mean, of which the last two may be missing or 0."""
    numbers = [int(float(part)) if part.strip() else 0 for part in (year, month, day)]
    if numbers[1] <= 0:
        return _whole(numbers[0], 0)
    if numbers[2] <= 0:
        return _whole(numbers[0], numbers[1])
    return _one(date(*numbers))


def widen(first: Days, last: Days, codes: NDArray[np.object_], spans: Mapping[str, Widening]) -> None:
    """Widen in place the spans that are shorter than their date code allows; ordinals, 0 where there is no date."""
    for code, (shortest, to) in spans.items():
        rows = np.flatnonzero((codes == code) & (first > 0) & (last - first + 1 < shortest))
        if isinstance(to, int):
            first[rows] = np.maximum(first[rows] - to, date.min.toordinal())
            last[rows] = np.minimum(last[rows] + to, date.max.toordinal())
            continue
        unit = "M8[M]" if to == "month" else "M8[Y]"
        begin = (first[rows] - _EPOCH).astype("M8[D]").astype(unit)
        end = (last[rows] - _EPOCH).astype("M8[D]").astype(unit) + 1
        first[rows] = begin.astype("M8[D]").astype(np.int64) + _EPOCH
        last[rows] = end.astype("M8[D]").astype(np.int64) + _EPOCH - 1


def year(days: Days) -> NDArray[np.int64]:
    """Return the year of each day, given as an ordinal."""
    years: NDArray[np.int64] = (days - _EPOCH).astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970
    return years


def _one(day: date) -> tuple[int, int]:
    return day.toordinal(), day.toordinal()


def _whole(year: int, month: int) -> tuple[int, int]:
    """Return the first and last day of a month, or with month 0 of a year."""
    first = date(year, month or 1, 1)
    if not month:
        return first.toordinal(), date(year, 12, 31).toordinal()
    after = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (date.max.year, 12) else None
    return first.toordinal(), after.toordinal() - 1 if after else date.max.toordinal()


def _iso(text: str, _order: Order | None) -> tuple[int, int] | None:
    match = _ISO.fullmatch(text)
    if not match or (not match[2] and len(match[3]) + len(match[4]) < 4):  # noqa: PLR2004 - digits of 0312
        return None
    return _one(date(int(match[1]), int(match[3]), int(match[4])))


def _week(text: str, _order: Order | None) -> tuple[int, int] | None:
    match = _WEEK.fullmatch(text)
    if not match:
        return None
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    if match[3]:
        return _one(monday + timedelta(int(match[3]) - 1))
    return monday.toordinal(), monday.toordinal() + 6


def _year_day(text: str, _order: Order | None) -> tuple[int, int] | None:
    match = _YEAR_DAY.fullmatch(text)
    if not match:
        return None
    day = date(int(match[1]), 1, 1) + timedelta(int(match[2]) - 1)
    if match[2] == "000" or day.year != int(match[1]):
        raise ValueError(text)
    return _one(day)


def _month_and_year(text: str, _order: Order | None) -> tuple[int, int] | None:
    if match := _MONTH_YEAR.fullmatch(text):
        return _whole(int(match[2]), int(match[1])) if int(match[1]) else None
    if (match := _YEAR_MONTH.fullmatch(text)) and "-" not in text:
        return _whole(int(match[1]), int(match[2]))
    return None


def _dotted(text: str, _order: Order | None) -> tuple[int, int] | None:
    match = _DOTTED.fullmatch(text)
    return _one(date(_century(match[3]), int(match[2]), int(match[1]))) if match else None


def _ordered(text: str, order: Order | None) -> tuple[int, int] | None:
    match = _ORDERED.fullmatch(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[2] or match[4]), match[3] or match[5]
    if order not in {"dmy", "mdy"}:
        order = "dmy" if first > _MOST_MONTHS else "mdy" if second > _MOST_MONTHS else order
    if order not in {"dmy", "mdy"}:
        raise DateError(UNCLEAR_DATE)
    day, month = (first, second) if order == "dmy" else (second, first)
    return _one(date(_century(year), month, day))


def _named(text: str, _order: Order | None) -> tuple[int, int] | None:
    """Return the days of a text with a month's name, such as "12 March 2024", "March 12, 2024", "12-Mar-24"."""
    plain = re.sub(_CLOCK.removesuffix("?") + r"$", "", text, flags=re.ASCII) if ":" in text else text
    tokens = _WORDS.findall(plain)
    if "".join(tokens) != plain.replace(" ", ""):
        return None
    numbers, months, others = [], [], []
    for token in tokens:
        word = token.rstrip(".").casefold()
        if token[0].isdigit():
            numbers.append(re.match(r"\d+", token)[0])  # type: ignore[index]  # it begins with a digit
        elif word in _month_numbers():
            months.append(_month_numbers()[word])
        elif word and word not in {",", "/", "-"} | _FILLERS and word not in _weekdays():
            others.append(word)
    if len(months) != 1 or others or not 1 <= len(numbers) <= 2:  # noqa: PLR2004 - day and year
        return None
    if len(numbers) == 1:
        return _whole(int(numbers[0]), months[0]) if len(numbers[0]) == 4 else None  # noqa: PLR2004 - digits of a year
    day, year = numbers if len(numbers[0]) <= 2 else numbers[::-1]  # noqa: PLR2004 - digits of a day
    if len(day) > 2 or len(year) not in {2, 4}:  # noqa: PLR2004 - the same
        return None
    return _one(date(_century(year), months[0], int(day)))


def _number(text: str, _order: Order | None) -> tuple[int, int] | None:
    """Return the day of Excel's serial number, or of seconds or milliseconds since 1970."""
    whole, _dot, rest = text.replace(",", ".").partition(".")
    if not whole.isdecimal() or not whole.isascii() or (rest and not rest.isdecimal()):
        return None
    if len(whole) in _EPOCHS:
        return _one(date.fromordinal(_EPOCH + int(whole) // _EPOCHS[len(whole)]))
    if len(whole) == len("45363") and _FIRST_SERIAL <= int(whole) <= _LAST_SERIAL:
        return _one(date.fromordinal(_EXCEL + int(whole)))
    return None


_FORMS: Final[tuple[Callable[[str, Order | None], tuple[int, int] | None], ...]] = (
    *(_iso, _dotted, _ordered, _week, _year_day, _month_and_year, _number, _named),
)


def _century(year: str) -> int:
    """Return a year of two digits as the one nearest that is not far in the future."""
    if len(year) > 2:  # noqa: PLR2004 - digits
        return int(year)
    return 2000 + int(year) if int(year) < 70 else 1900 + int(year)  # noqa: PLR2004 - as POSIX has it


@cache
def _month_numbers() -> Mapping[str, int]:
    """Return the months' names in CLDR, whole or in its short form, without a dot, each with its number."""
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    plain = name.rstrip(".").casefold()
                    if len(plain) >= _SHORTEST_MONTH:
                        found.setdefault(plain, number)
    return found


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        name.rstrip(".").casefold()
        for language in _LANGUAGES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, "format", language).values()
    )
