"""Page furniture: lines around an article that are none of its sentences, known by their form."""

from collections.abc import Iterator
from typing import Final

from geodata.common.language import marked
from geodata.desk.suggestions.models import Reason
from geodata.desk.suggestions.scan import Scan, Word
from geodata.desk.suggestions.triggers import Triggers
from geodata.desk.suggestions.word_lists import Words
from geodata.model.events import EventType

_REPEATED: Final = marked("The same words stand further up.")
_FURNITURE: Final = marked('"{words}" is usual in the frame of a page, not in its article.')
_BYLINE: Final = marked("A line that says who wrote the article.")
_DATE_LINE: Final = marked("A line of date and time.")
_LONGEST: Final = 14
_LONGEST_BYLINE: Final = 10


def furniture(scan: Scan, lists: Words, triggers: Triggers) -> Iterator[tuple[int, Reason]]:
    """Yield the number of each line that is page furniture, and why."""
    paragraphs, seen = frozenset(scan.paragraphs), set[str]()
    for number, (start, end) in enumerate(scan.sentences):
        if (start, end) not in paragraphs:
            continue
        line = " ".join(scan.plain[start:end].lower().split())
        if line in seen:
            yield number, Reason.of(_REPEATED)
        elif reason := _reason(scan, lists, triggers, number, line):
            yield number, reason
        seen.add(line)


def _reason(scan: Scan, lists: Words, triggers: Triggers, number: int, line: str) -> Reason | None:
    """Return why a line is page furniture by its form, or None: no word alone makes it that."""
    numbers = scan.words_in(*scan.sentences[number])
    words = scan.words[numbers.start : numbers.stop]
    if not words or len(words) > _LONGEST:
        return None
    link = next((phrase for phrase in lists.links_to_more if line.startswith(phrase)), None)
    if link:
        return Reason.of(_FURNITURE, words=link)
    if all(_is_of_date(word, lists) for word in words) and any(
        word.lower in lists.months or word.text.isdigit() for word in words
    ):
        return Reason.of(_DATE_LINE)
    frame = next((phrase for phrase in lists.furniture if _frames(phrase, line)), None)
    if frame:
        label = len(frame.split()) if line.startswith(frame) else 0
        # "Sources: drones hit Kursk" is a headline.
        told = triggers.of(range(numbers.start + label, numbers.stop))
        is_news = any(trigger.label != EventType.SIGHTING for trigger in told)
        return None if is_news else Reason.of(_FURNITURE, words=frame)
    return Reason.of(_BYLINE) if not triggers.of(numbers) and _is_byline(words, lists) else None


def _frames(phrase: str, line: str) -> bool:
    """Tell whether a line is a phrase of the frame, or begins with a label such as "Source:", or ends with its note."""
    return line.strip(" .") == phrase or line.startswith(phrase) or line.rstrip(" .").endswith(f" {phrase}")


def _is_of_date(word: Word, lists: Words) -> bool:
    known = lists.months.keys() | lists.weekdays.keys() | lists.zones | lists.date_line_words
    return word.lower in known or word.text[0].isdigit()


def _is_byline(words: tuple[Word, ...], lists: Words) -> bool:
    """Tell whether a line is "By" and names: capital letters throughout, and no time of day nor verb behind it."""
    if len(words) < 2 or len(words) > _LONGEST_BYLINE or words[0].lower not in lists.byline_words:  # noqa: PLR2004
        return False
    is_time = words[1].lower in lists.not_names | lists.times_of_day
    return not is_time and all(
        (word.capital or word.lower in lists.and_words | lists.prepositions) and word.lower not in lists.finite_verbs
        for word in words
    )
