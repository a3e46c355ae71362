"""Speakers: who stands before or after a verb of speech, in the words of the text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from geodata.common.language import marked
from geodata.desk.suggestions.models import Reason, SpeakerSuggestion
from geodata.desk.suggestions.phrases import Phrases
from geodata.desk.suggestions.scan import Range, Scan
from geodata.desk.suggestions.speech.quotations import Quoted
from geodata.desk.suggestions.words import Words
from geodata.model.quotes import Quote

_LONGEST: Final = 14
_LONGEST_BEHIND: Final = 10
_NOT_NAMED: Final = marked("The text does not name who this is.")
_PRONOUN: Final = marked('Who "{written}" is has to be read from the sentences before.')


class Speakers:
    """Finds who speaks, in one text."""

    def __init__(self, scan: Scan, lists: Words, quoted: Sequence[Quoted]) -> None:
        """Take a text and what stands in it between quotation marks, whose commas end no clause."""
        self._scan = scan
        self._lists = lists
        self._outer = [piece.outer for piece in quoted]
        self._opened = [start for start, _ in self._outer]
        self._origins = Phrases((phrase, "") for phrase in lists.origin_cues)

    def before(self, verb: int, low: int) -> Range | None:
        """Return who stands before word ``verb``, no further back than position ``low``; None if nobody does."""
        words = self._scan.words
        last = verb - 1
        while last >= 0 and words[last].start >= low and words[last].lower in self._lists.auxiliaries:
            last -= 1
        first = max(self._scan.words_in(low, low + 1).start, last - 60)
        if last < first or words[last].sentence != words[verb].sentence:
            return None
        subject = self._subject(list(self._clauses(first, last + 1)))
        return self._trimmed(*subject) if subject else None

    def _subject(self, clauses: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """Return which words are the subject of the verb after them: a list, the last clause, or one before commas."""
        words, lists = self._scan.words, self._lists
        able = [c for c in clauses if words[c[0]].lower not in lists.prepositions | lists.openers] or clauses[-1:]
        last = able[-1]
        if self._comma_after(clauses[-1][1] - 1, words[clauses[-1][1]].start):
            # "X, linked with Y, said" and "X told Z, saying": the first that can be a subject, up to its own verb.
            return self._before_verb(*able[0])
        listed = any(words[number].lower in lists.and_words for number in range(*last))
        if listed and last == clauses[-1]:
            return able[0][0], last[1]
        first, after = clauses[-1]
        joints = [number for number in range(first, after - 1) if words[number].lower in lists.subordinators]
        return (joints[-1] + 1 if joints else first), after

    def _before_verb(self, first: int, after: int) -> tuple[int, int]:
        """Return the words of a clause up to what looks like its verb."""
        words, lists = self._scan.words, self._lists
        for number in range(first + 1, after):
            word = words[number]
            past = word.lower.endswith("ed") and not word.capital and words[number - 1].lower not in lists.determiners
            if past or word.lower in lists.auxiliaries | lists.speech_verbs:
                return first, number
        return first, after

    def after(self, verb: int) -> Range | None:
        """Return who stands right after word ``verb``, or None."""
        words, after = self._scan.words, verb + 1
        while after < len(words) and after - verb <= _LONGEST_BEHIND and self._goes_on(after):
            after += 1
        return self._trimmed(verb + 1, after)

    def origins(self, first: int, after: int) -> Iterator[tuple[Range, Range]]:
        """Yield (cue, speaker) of each "according to X" and "quoting X" among the words ``first`` up to ``after``."""
        words = self._scan.words
        for phrase in self._origins.within(words, first, after):
            speaker = self.after(phrase.after - 1)
            if speaker and words[phrase.after].lower not in self._lists.possessives:
                yield (words[phrase.first].start, words[phrase.after - 1].end), speaker

    def is_pronoun(self, written: Quote) -> bool:
        """Tell whether a speaker is only written as "he", "they" or the like."""
        return written.exact.lower() in self._lists.pronouns

    def link(self, written: Range) -> SpeakerSuggestion:
        """Return a link of a speaker chain, which says what is not certain about it."""
        quote = self._scan.quote(*written)
        first = self._scan.words[self._scan.words_in(*written).start]
        ambiguity = None
        if self.is_pronoun(quote):
            ambiguity = Reason.of(_PRONOUN, written=quote.exact)
        elif first.lower in self._lists.indefinite or not self._has_name(written):
            ambiguity = Reason.of(_NOT_NAMED)
        return SpeakerSuggestion(written=quote, ambiguity=ambiguity)

    def _has_name(self, written: Range) -> bool:
        words = [self._scan.words[number] for number in self._scan.words_in(*written)]
        return any(
            word.capital and word.text not in self._lists.nationalities and not word.opens for word in words
        ) or (bool(words) and words[0].capital and words[0].lower not in self._lists.not_names)

    def _goes_on(self, number: int) -> bool:
        word, before = self._scan.words[number], self._scan.words[number - 1]
        gap = self._scan.plain[before.end + (2 if before.possessive else 0) : word.start]
        ends = any(sign in gap for sign in ",;:.!?—–()\n") or word.lower in self._lists.speaker_stops
        return not ends and word.sentence == before.sentence

    def _clauses(self, first: int, after: int) -> Iterator[tuple[int, int]]:
        """Yield the runs of words between commas and dashes, as far as those do not stand in quotation marks."""
        words, start = self._scan.words, first
        for number in range(first + 1, after):
            if self._comma_after(number - 1, words[number].start):
                yield start, number
                start = number
        yield start, after

    def _comma_after(self, number: int, end: int) -> bool:
        start = self._scan.words[number].end
        gap = self._scan.plain[start:end]
        listed = number + 1 < len(self._scan.words) and self._scan.words[number + 1].lower in self._lists.and_words
        return any(gap[at] in ",;:—–(" and not self._in_marks(start + at, at_end=not listed) for at in range(len(gap)))

    def _in_marks(self, position: int, *, at_end: bool) -> bool:
        """Tell whether a comma stands in quotation marks; one before the closing mark is outside if ``at_end``."""
        number = bisect_right(self._opened, position) - 1
        return number >= 0 and position < self._outer[number][1] - (2 if at_end else 0)

    def _trimmed(self, first: int, after: int) -> Range | None:
        """Return the words of a speaker without what leads in or trails off; None if there is nobody among them."""
        words, lists = self._scan.words, self._lists
        while first < after and words[first].lower in lists.and_words | lists.auxiliaries | lists.openers:
            first += 1
        while first < after and words[after - 1].lower in lists.auxiliaries | lists.and_words:
            after -= 1
        if not 0 < after - first <= _LONGEST or words[first].lower in lists.prepositions | lists.speech_verbs:
            return None
        return self._with_marks(words[first].start, words[after - 1].end)

    def _with_marks(self, start: int, end: int) -> Range:
        """Return a range that takes in the quotation marks, and what they hold, at either end."""
        for low, high in self._outer[max(0, bisect_right(self._opened, start) - 1) : bisect_right(self._opened, end)]:
            if start == low + 1 and high <= end + 2:
                start = low
            if start <= low < end < high and high - end <= 2:  # noqa: PLR2004 - a comma and the mark
                end = high
        return start, end
