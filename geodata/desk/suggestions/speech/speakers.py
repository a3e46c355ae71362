"""Speakers: who stands before or after a verb of speech, in the words of the text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from geodata.common.language import marked
from geodata.desk.suggestions.models import Reason, SpeakerSuggestion
from geodata.desk.suggestions.phrases import Phrases
from geodata.desk.suggestions.scan import Range, Scan, Word
from geodata.desk.suggestions.speech.quotations import Quoted
from geodata.desk.suggestions.word_lists import Words
from geodata.model.quotes import Quote

_LONGEST: Final = 14
_LONGEST_BEHIND: Final = 12
_LONGEST_PERSON: Final = 4
_HEARSAY: Final = frozenset({"reports", "accounts"})
"""What says nothing of who says it, unless it is somebody's: "initial reports", but "police reports"."""
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
            return self._apposed(able)
        listed = any(words[number].lower in lists.and_words for number in range(*last))
        if listed and last == clauses[-1]:
            first, after = able[0]
            if self._before_verb(first, after)[1] == after:
                return first, last[1]
            # "The cars burned, and the union said"; "The ministry called them bandits and said"
            return last if len(able) > 1 else self._before_verb(first, after)
        first, after = clauses[-1]
        joints = [number for number in range(first, after - 1) if words[number].lower in lists.subordinators]
        relative = next((n for n in range(first + 1, after) if words[n].lower in lists.relatives), None)
        if (
            relative is not None
            and joints
            and joints[-1] >= relative
            and words[relative - 1].lower not in lists.finite_verbs
        ):
            # "Residents who fled the town said"
            return first, relative
        return self._before_verb(joints[-1] + 1 if joints else first, after)

    def _apposed(self, clauses: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """Return the subject of a verb that a comma stands before: "X, linked with Y, said", "the mayor, X, said".

        A clause with a verb of its own is what is said, "A drone hit Y, the mayor, X, said", or what the subject did
        before, "X told Z, saying". A name behind an office belongs to it, an office behind a name does not.
        """
        words = self._scan.words
        first, after = clauses[0]
        end = self._before_verb(first, after)[1]
        if end < after and len(clauses) > 1 and not words[clauses[-1][1]].lower.endswith("ing"):
            first, after = clauses[1]
            end = self._before_verb(first, after)[1]
            clauses = clauses[1:]
        if (end == after and len(clauses) > 1 and not words[first].capital | words[after - 1].capital) or (
            end == after and len(clauses) > 1 and self._is_office(first)
        ):
            name = clauses[1]
            if self._is_person(*name):
                return first, name[1]
        return first, end

    def _is_office(self, first: int) -> bool:
        """Tell whether words say what somebody is, not who: they begin with "the" or a small letter."""
        words, lists = self._scan.words, self._lists
        return words[first].lower in lists.determiners or not words[first].capital or words[first].possessive

    def _is_person(self, first: int, after: int) -> bool:
        """Tell whether words are a name and nothing else."""
        words, lists = self._scan.words, self._lists
        run = words[first:after]
        return 0 < len(run) <= _LONGEST_PERSON and all(
            (word.capital or word.lower in lists.links) and word.lower not in lists.not_names for word in run
        )

    def _before_verb(self, first: int, after: int) -> tuple[int, int]:
        """Return the words of a clause up to what looks like its verb."""
        words, lists = self._scan.words, self._lists
        for number in range(first + 1, after):
            word = words[number]
            past = word.lower.endswith("ed") and words[number - 1].lower not in lists.determiners
            compound = self._scan.plain[word.start - 1] == "-"
            is_verb = past or word.lower in lists.auxiliaries | lists.paraphrase_verbs | lists.finite_verbs
            # "Unconfirmed reports say"
            is_noun = number == after - 1 and word.lower in _HEARSAY
            if is_verb and not compound and not word.capital and not is_noun:
                return first, number
        return first, after

    def after(self, verb: int) -> Range | None:
        """Return who stands right after word ``verb``, or None."""
        words, after = self._scan.words, verb + 1
        while after < len(words) and after - verb <= _LONGEST_BEHIND and self._goes_on(after):
            if after > verb + 1 and self._begins_anew(after):
                break
            after += 1
        found = self._trimmed(verb + 1, after)
        named = self._name_behind(verb + 1, after)
        return (found[0], words[named - 1].end) if found and named else found

    def _name_behind(self, first: int, after: int) -> int | None:
        """Return where the name ends that follows an office and a comma: "said the school's head, Martin Ellery"."""
        words = self._scan.words
        if (
            not first < after < len(words)
            or not self._is_office(first)
            or words[after].sentence != words[first].sentence
        ):
            return None
        end = words[after - 1].end + (2 if words[after - 1].possessive else 0)
        if self._scan.plain[end : words[after].start] != ", ":
            return None
        last = after + 1
        while last < len(words) and last - after < _LONGEST_PERSON and words[last].joined and words[last].capital:
            last += 1
        return last if self._is_person(after, last) else None

    def origins(self, first: int, after: int) -> Iterator[tuple[Range, Range]]:
        """Yield (cue, speaker) of each "according to X" and "quoting X" among the words ``first`` up to ``after``."""
        words = self._scan.words
        for phrase in self._origins.within(words, first, after):
            speaker = self.after(phrase.after - 1)
            if speaker and self._is_somebody(phrase.after, speaker) and not self.is_data(speaker):
                yield (
                    (words[phrase.first].start, words[phrase.after - 1].end),
                    self._governed(phrase.after - 1, speaker),
                )

    def _governed(self, number: int, speaker: Range) -> Range:
        """Return a speaker with the preposition whose case it stands in: "повідомили в поліції"."""
        word = self._scan.words[number]
        is_governed = bool(self._lists.cases) and word.lower in self._lists.inside
        return (word.start, speaker[1]) if is_governed else speaker

    def _is_somebody(self, number: int, written: Range) -> bool:
        """Tell whether "his teacher" or any name speaks, and not "their preference"."""
        lists, lowers = self._lists, {self._scan.words[n].lower for n in self._scan.words_in(*written)}
        is_own = self._scan.words[number].lower in lists.possessives
        return not is_own or bool(lowers & (lists.people | lists.titles | lists.testimony_words))

    def is_data(self, written: Range) -> bool:
        """Tell whether something is no speaker: "according to preliminary data", "unconfirmed reports say"."""
        lists = self._lists
        lowers = [self._scan.words[number].lower for number in self._scan.words_in(*written)]
        if any(lower in lists.not_speakers for lower in lowers[:_LONGEST_PERSON]):
            return True
        somebody = lists.media_words | lists.people | lists.party_words | lists.common_speakers
        return bool(_HEARSAY & set(lowers)) and not somebody & set(lowers) - _HEARSAY

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
        return SpeakerSuggestion(written=quote, guessed=self.is_pronoun(quote), ambiguity=ambiguity)

    def _has_name(self, written: Range) -> bool:
        words = [self._scan.words[number] for number in self._scan.words_in(*written)]
        return any(
            word.capital and word.text not in self._lists.nationalities and not word.opens for word in words
        ) or (bool(words) and words[0].capital and words[0].lower not in self._lists.not_names)

    def _goes_on(self, number: int) -> bool:
        word, before = self._scan.words[number], self._scan.words[number - 1]
        gap = self._scan.plain[before.end + (2 if before.possessive else 0) : word.start]
        if gap == ". " and word.sentence == before.sentence and self._is_short(before):
            return True
        stops = word.lower in self._lists.speaker_stops and not self._links_a_name(number)
        ends = stops or any(sign in gap for sign in ",;:.!?—–()\n")
        return not ends and word.sentence == before.sentence

    def _links_a_name(self, number: int) -> bool:
        """Tell whether a word stands inside the name of a body: "the International Organization for Migration"."""
        words, lists = self._scan.words, self._lists
        following = words[number + 1] if number + 1 < len(words) else None
        bodies = lists.organisation_words | lists.organisation_heads
        is_body = words[number - 1].capital and words[number - 1].lower in bodies
        return is_body and words[number].lower in lists.links and bool(following and following.capital)

    def _begins_anew(self, number: int) -> bool:
        """Tell whether a word begins another noun, as in "according to the mayor a drone hit the depot"."""
        lists, before = self._lists, self._scan.words[number - 1].lower
        goes_on = lists.links | lists.and_words | lists.speech_verbs - _HEARSAY | lists.prepositions
        return self._scan.words[number].lower in lists.determiners | {"a", "an"} and before not in goes_on

    def _is_short(self, word: Word) -> bool:
        """Tell whether a word is an abbreviation or an initial: "Dr. Amal Idris", "J. Smith"."""
        return word.lower in self._lists.abbreviations | self._lists.titles or len(word.text) == 1

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
        first = self._behind_setting(first, after)
        while first < after and words[after - 1].lower in lists.auxiliaries | lists.and_words:
            after -= 1
        if not 0 < after - first <= _LONGEST or words[first].lower in lists.prepositions | lists.speech_verbs:
            return None
        return self._with_marks(words[first].start, words[after - 1].end)

    def _behind_setting(self, first: int, after: int) -> int:
        """Return where a speaker begins after when or where, without a comma: "At 3 a.m. Gladkov", "In X officials"."""
        words, lists = self._scan.words, self._lists
        anew = next(
            (
                number
                for number in range(after - 1, first + 1, -1)
                if words[number].joined and self._begins_anew(number)
            ),
            None,
        )
        if anew is not None or first == after or words[first].lower not in lists.prepositions:
            return first if anew is None else anew
        time = lists.weekdays.keys() | lists.months.keys() | lists.zones | lists.times_of_day | lists.numbers.keys()
        number = first + 1
        while number < after and (words[number].lower.replace(".", "") in time or words[number].text[0].isdigit()):
            number += 1
        while number < after - 1 and words[number].capital and words[after - 1].lower in lists.people:
            number += 1
        return number if first + 1 < number < after else first

    def _with_marks(self, start: int, end: int) -> Range:
        """Return a range that takes in the quotation marks, and what they hold, at either end."""
        for low, high in self._outer[max(0, bisect_right(self._opened, start) - 1) : bisect_right(self._opened, end)]:
            if start == low + 1 and high <= end + 2:
                start = low
            if start <= low < end < high and high - end <= 2:  # noqa: PLR2004 - a comma and the mark
                end = high
        return start, end
