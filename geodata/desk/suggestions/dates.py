"""Time expressions, counted from the day of publication. What they say is offered, never filled in."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from geodata.common.language import marked
from geodata.desk.suggestions.models import Reason, TimeSuggestion
from geodata.desk.suggestions.phrases import Phrases
from geodata.desk.suggestions.scan import Scan, Word
from geodata.desk.suggestions.words import Words

_DATED: Final = marked('"{words}" is a date.')
_COUNTED: Final = marked('"{words}" is counted from the day of publication.')
_GOING_ON: Final = marked('"{words}" says that it went on when the article came out.')
_OPEN: Final = marked('"{words}" names no day.')
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
_ISO: Final = re.compile(r"(?:19|20)\d\d-\d\d-\d\d", re.ASCII)
_DAYS_OF_WEEK: Final = 7


class _Time(NamedTuple):
    first: int
    after: int
    edtf: str
    message: str


class TimeFinder:
    """Finds the time expressions of one text."""

    def __init__(self, scan: Scan, lists: Words, published: date | None, suggester: str) -> None:
        """Take a text, the day that relative times count from, and who suggests."""
        self._scan = scan
        self._lists = lists
        self._published = published
        self._suggester = suggester
        self._phrases = Phrases(
            [
                *((phrase, "ago") for phrase in lists.days_ago),
                *((phrase, "ongoing") for phrase in lists.ongoing),
                *((phrase, "open") for phrase in lists.recent),
            ]
        )

    def find(self) -> tuple[TimeSuggestion, ...]:
        """Return the time expressions in order, none overlapping another."""
        return tuple(map(self._suggestion, self._times()))

    def _suggestion(self, time: _Time) -> TimeSuggestion:
        words = self._scan.words
        span = self._scan.quote(words[time.first].start, words[time.after - 1].end)
        reason = Reason.of(time.message, words=span.exact)
        return TimeSuggestion(span=span, edtf=time.edtf, reason=reason, suggester=self._suggester)

    def _times(self) -> Iterator[_Time]:
        number = 0
        while number < len(self._scan.words):
            word = self._scan.words[number]
            dated = (self._date(number) or self._weekday(number)) if word.capital or word.text[0].isdigit() else None
            time = dated or self._phrase(number)
            if time:
                yield time
            number = time.after if time else number + 1

    def _word(self, number: int, first: int) -> Word | None:
        """Return a word of the sentence that word ``first`` is in, or None."""
        words = self._scan.words
        known = number < len(words) and words[number].sentence == words[first].sentence
        return words[number] if known else None

    def _month(self, number: int, first: int) -> int | None:
        word = self._word(number, first)
        return self._lists.months.get(word.lower) if word and word.capital else None

    def _number(self, number: int, first: int, pattern: re.Pattern[str]) -> int | None:
        word = self._word(number, first)
        found = pattern.fullmatch(word.lower) if word else None
        return int(found[found.lastindex or 0]) if found else None

    def _date(self, first: int) -> _Time | None:
        """Return "12 March 2024", "March 12, 2024", "March 2024", "2024-03-12", or the same without a year."""
        iso = _ISO.fullmatch(self._scan.words[first].text)
        if iso:
            return self._dated(first, first + 1, *map(int, iso.group().split("-")))
        day, month, at = self._number(first, first, _DAY), self._month(first + 1, first), first + 2
        if day is None or month is None:
            day, month, at = self._number(first + 1, first, _DAY), self._month(first, first), first + 2
        if month is None:
            return None
        if day is None:
            year = self._number(first + 1, first, _YEAR)
            return _Time(first, first + 2, f"{year:04}-{month:02}", _DATED) if year else None
        year = self._number(at, first, _YEAR)
        if year is None:
            return self._dated(first, at, self._year_of(month, day), month, day)
        return self._dated(first, at + 1, year, month, day)

    def _year_of(self, month: int, day: int) -> int:
        """Return the last year in which the day is not after publication, or 0 if that is not known."""
        if self._published is None:
            return 0
        return self._published.year - ((month, day) > (self._published.month, self._published.day))

    def _dated(self, first: int, after: int, year: int, month: int, day: int) -> _Time:
        try:
            return _Time(first, after, date(year, month, day).isoformat(), _DATED)
        except ValueError:
            return _Time(first, after, "", _OPEN)

    def _weekday(self, first: int) -> _Time | None:
        word = self._scan.words[first]
        day = self._lists.weekdays.get(word.lower) if word.capital else None
        if day is None:
            return None
        if self._published is None:
            return _Time(first, first + 1, "", _COUNTED)
        back = (self._published.weekday() - day) % _DAYS_OF_WEEK
        return _Time(first, first + 1, self._ago(back), _COUNTED)

    def _ago(self, days: int) -> str:
        """Return the day so many days before publication, or nothing if that is before there were any."""
        if self._published is None or self._published.toordinal() <= days:
            return ""
        return (self._published - timedelta(days=days)).isoformat()

    def _phrase(self, first: int) -> _Time | None:
        found = self._phrases.at(self._scan.words, first, len(self._scan.words))
        if found is None:
            return None
        if found.label == "ago":
            days = self._lists.days_ago[" ".join(word.lower for word in self._scan.words[first : found.after])]
            return _Time(first, found.after, self._ago(days), _COUNTED)
        until = f"../{self._published}" if found.label == "ongoing" and self._published else ""
        return _Time(first, found.after, until, _GOING_ON if found.label == "ongoing" else _OPEN)
