"""Time expressions, counted from the day of publication. What they say is offered, never filled in."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from geodata.common.language import marked
from geodata.desk.suggestions.models import Reason, TimeSuggestion
from geodata.desk.suggestions.phrases import Phrases
from geodata.desk.suggestions.scan import Scan, Word
from geodata.desk.suggestions.word_lists import Words

_DATED: Final = marked('"{words}" is a date.')
_COUNTED: Final = marked('"{words}" is counted from the day of publication.')
_GOING_ON: Final = marked('"{words}" says that it went on when the article came out.')
_OPEN: Final = marked('"{words}" names no day.')
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
_TWO_DAYS: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/](\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.ASCII)
_COUNT: Final = re.compile(r"\d{1,4}", re.ASCII)
_DASHES: Final = ("–", "—", " – ", " - ", "-")
_NEAR: Final = 8
"""Words within which another says that a day is to come."""
_LEADING: Final = 3
_MOST_COUNTED: Final = 1_000
_HOURS_OF_DAY: Final = 24
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
            is_dated = (
                self._is_named(word) or word.text[0].isdigit() or word.lower.partition("-")[0] in self._lists.parts
            )
            dated = (self._date(number) or self._weekday(number)) if is_dated else None
            time = dated or self._counted(number) or self._phrase(number)
            if time:
                yield time
            number = time.after if time else number + 1

    def _is_named(self, word: Word) -> bool:
        """Tell whether a word is written as months and days are in the language."""
        return word.capital or self._lists.writes_days_small

    def _word(self, number: int, first: int) -> Word | None:
        """Return a word of the sentence that word ``first`` is in, or None."""
        words = self._scan.words
        known = number < len(words) and words[number].sentence == words[first].sentence
        return words[number] if known else None

    def _month(self, number: int, first: int) -> int | None:
        word = self._word(number, first)
        return self._lists.months.get(word.lower) if word and self._is_named(word) else None

    def _number(self, number: int, first: int, pattern: re.Pattern[str]) -> int | None:
        word = self._word(number, first)
        found = pattern.fullmatch(word.lower) if word else None
        return int(found[found.lastindex or 0]) if found else None

    def _date(self, first: int) -> _Time | None:
        """Return "12 March 2024", "March 11-12", "the 12th of March", "late March", or "2024-03-12"."""
        iso = _ISO.fullmatch(self._scan.words[first].text)
        if iso:
            return self._dated(first, first + 1, *map(int, iso.group().split("-")))
        days, month, at = self._day_and_month(first)
        if month is None:
            return self._part(first) or self._ordinal(first) or self._year_alone(first)
        year = self._number(at, first, _YEAR)
        after = at + 1 if year else at
        if not days:
            year = year or (self._year_of(first, month, 1) if self._is_in(first) else 0)
            return _Time(first, after, f"{year:04}-{month:02}", _DATED) if year else None
        year = year or self._year_of(first, month, days[0])
        if len(days) == 1:
            return self._dated(first, after, year, month, days[0])
        begun, ended = (self._dated(first, after, year, month, day).edtf for day in days)
        return _Time(first, after, f"{begun}/{ended}" if begun < ended else "", _DATED)

    def _day_and_month(self, first: int) -> tuple[tuple[int, ...], int | None, int]:
        """Return the days, one or two, the month, and the number of the word after both; no month if there is none."""
        month = self._month(first, first)
        if month is not None:
            days, at = self._days(first + 1, first)
            return days, month, at
        days, at = self._days(first, first)
        of = self._word(at, first)
        if days and of and of.lower in self._lists.of_words:
            at += 1
        month = self._month(at, first) if days else None
        return days, month, at + 1

    def _days(self, number: int, first: int) -> tuple[tuple[int, ...], int]:
        """Return one day, or two of "11-12", "11 and 12", "11 to March 12", and the number of the word after them."""
        word = self._word(number, first)
        joined = _TWO_DAYS.fullmatch(word.lower) if word else None
        if joined:
            return (int(joined[1]), int(joined[2])), number + 1
        day = self._number(number, first, _DAY)
        if day is None:
            return (), number
        at = number + 1
        following = self._word(at, first)
        if not following:
            return (day,), at
        gap = self._scan.plain[self._scan.words[number].end : following.start]
        if following.lower in self._lists.day_joints:
            at += 1
            if self._month(at, first) is not None and self._month(at, first) == self._month(first, first):
                at += 1
        elif gap not in _DASHES:
            return (day,), number + 1
        second = self._number(at, first, _DAY)
        return ((day, second), at + 1) if second else ((day,), number + 1)

    def _part(self, first: int) -> _Time | None:
        """Return the third of a month or year that "early March", "mid-March" or "the end of 2023" says."""
        words = self._scan.words
        word = words[first]
        part, _hyphen, name = word.lower.partition("-")
        at = first if name else first + 1
        third = self._lists.parts.get(part)
        following = self._word(at, first)
        if third is None or following is None:
            return None
        if not name and following.lower in self._lists.of_words:
            at += 1
        month = self._lists.months.get(name) if name else self._month(at, first)
        year = self._number(at if month is None and not name else at + 1, first, _YEAR)
        if month is None:
            return _Time(first, at + 1, _third_of_year(year, third), _DATED) if year and not name else None
        after = at + 2 if year else at + 1
        year = year or self._year_of(first, month, 1)
        return _Time(first, after, _third_of_month(year, month, third) if year else "", _DATED)

    def _year_alone(self, first: int) -> _Time | None:
        """Return "in 2022", not "in 2000 homes"."""
        year = self._number(first, first, _YEAR)
        is_alone = year is not None and self._is_in(first) and self._ends_phrase(first)
        return _Time(first, first + 1, f"{year:04}", _DATED) if is_alone else None

    def _ordinal(self, first: int) -> _Time | None:
        """Return "the 12th" as the last such day that is not after publication."""
        found = _ORDINAL.fullmatch(self._scan.words[first].lower)
        before = self._scan.words[first - 1].lower if first else ""
        if (
            not found
            or self._published is None
            or before not in self._lists.determiners
            or not self._ends_phrase(first)
        ):
            return None
        day = int(found[1])
        month = self._published.replace(day=1)
        if day > self._published.day:
            month = (month - timedelta(days=1)).replace(day=1)
        return self._dated(first, first + 1, month.year, month.month, day)

    def _ends_phrase(self, number: int) -> bool:
        """Tell whether nothing that it could count follows a number: "the 12th", not "the 12th brigade"."""
        words = self._scan.words
        following = self._word(number + 1, number)
        return (
            following is None
            or not words[number + 1].joined
            or following.lower in self._lists.prepositions | self._lists.and_words
        )

    def _is_in(self, first: int) -> bool:
        """Tell whether a month alone is one: "in March", "since March", not "March on"."""
        before = self._scan.words[first - 1].lower if first else ""
        return self._scan.words[first].joined and before in self._lists.before_months

    def _is_future(self, first: int) -> bool:
        """Tell whether the words around say that it is still to come."""
        words, sentence = self._scan.words, self._scan.words[first].sentence
        for number in range(first - 1, max(first - _NEAR, -1), -1):
            if words[number].sentence != sentence:
                break
            if words[number].lower in self._lists.speech_verbs:
                return False
            pair = f"{words[number - 1].lower} {words[number].lower}" if number else ""
            if pair in self._lists.future_pairs or words[number].lower in self._lists.future_words:
                return True
        is_first = (
            first == 0
            or words[first - 1].sentence != sentence
            or first - self._scan.words_in(*self._scan.sentences[sentence]).start < _LEADING
        )
        following = words[first : first + _NEAR] if is_first else ()
        return any(word.sentence == sentence and word.lower in self._lists.future_words for word in following)

    def _year_of(self, first: int, month: int, day: int) -> int:
        """Return the last year in which the day is not after publication, or the first in which it is to come, or 0."""
        if self._published is None:
            return 0
        is_after = (month, day) > (self._published.month, self._published.day)
        is_today = (month, day) == (self._published.month, self._published.day)
        if self._is_future(first):
            return self._published.year + (0 if is_after or is_today else 1)
        if is_after and not self._tells_of_the_past(first):
            return self._published.year
        return self._published.year - is_after

    def _tells_of_the_past(self, first: int) -> bool:
        """Tell whether the sentence of a word has any past: "The parade takes place on March 20" has none."""
        lists = self._lists
        numbers = self._scan.words_in(*self._scan.sentences[self._scan.words[first].sentence])
        past = lists.finite_verbs | {"was", "were", "had", "did"} | lists.last_words | lists.ago_words
        return any(
            word.lower in past or (word.lower.endswith("ed") and not word.capital)
            for word in (self._scan.words[number] for number in numbers)
        )

    def _dated(self, first: int, after: int, year: int, month: int, day: int) -> _Time:
        try:
            return _Time(first, after, date(year, month, day).isoformat(), _DATED)
        except ValueError:
            return _Time(first, after, "", _OPEN)

    def _weekday(self, first: int) -> _Time | None:
        word = self._scan.words[first]
        day = self._lists.weekdays.get(word.lower) if self._is_named(word) else None
        if day is None:
            return None
        if self._published is None:
            return _Time(first, first + 1, "", _COUNTED)
        back = (self._published.weekday() - day) % _DAYS_OF_WEEK
        before = self._scan.words[first - 1].lower if first and word.joined else ""
        if before not in self._lists.last_words and self._is_future(first):
            return _Time(first, first + 1, self._ago(back - _DAYS_OF_WEEK), _COUNTED)
        if before in self._lists.last_words and back == 0:
            back = _DAYS_OF_WEEK
        return _Time(first, first + 1, self._ago(back), _COUNTED)

    def _counted(self, first: int) -> _Time | None:
        """Return "three days ago", "a week ago", "48 hours ago": exact for days, about for weeks, months and years."""
        words = self._scan.words
        if first + 2 >= len(words) or words[first + 2].sentence != words[first].sentence:
            return None
        count = self._lists.numbers.get(words[first].lower) or self._number(first, first, _COUNT)
        unit = self._lists.units.get(words[first + 1].lower)
        if not count or not unit or words[first + 2].lower not in self._lists.ago_words or self._published is None:
            return None
        return _Time(first, first + 3, self._before(count, unit), _COUNTED)

    def _before(self, count: int, unit: str) -> str:
        """Return the day, month or year so many units before publication."""
        if self._published is None or count > _MOST_COUNTED:
            return ""
        if unit == "hour":
            return self._ago(count // _HOURS_OF_DAY) if count % _HOURS_OF_DAY == 0 or count < _HOURS_OF_DAY else ""
        if unit in {"day", "week"}:
            return self._ago(count) if unit == "day" else f"{self._ago(_DAYS_OF_WEEK * count)}~".removeprefix("~")
        months = self._published.year * 12 + self._published.month - 1 - (count if unit == "month" else 12 * count)
        return f"{months // 12:04}-{months % 12 + 1:02}" if unit == "month" else f"{months // 12:04}"

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


def _third_of_month(year: int, month: int, third: int) -> str:
    """Return the days of the first, middle or last third of a month."""
    first, last = {1: (1, 10), 2: (11, 20)}.get(third, (21, monthrange(year, month)[1]))
    return f"{year:04}-{month:02}-{first:02}/{year:04}-{month:02}-{last:02}"


def _third_of_year(year: int, third: int) -> str:
    """Return the months of the first, middle or last third of a year."""
    return f"{year:04}-{4 * third - 3:02}/{year:04}-{4 * third:02}"
