"""Hedges, and characters that look like something else: spans that a reader has to see."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal, cast

from geodata.common.language import marked
from geodata.desk.suggestions.models import HedgeSuggestion, NoticeSuggestion, Reason
from geodata.desk.suggestions.phrases import Phrases
from geodata.desk.suggestions.scan import Range, Scan
from geodata.desk.suggestions.word_lists import Words
from geodata.gazetteer.spellings import alphabets

_DOUBT: Final = marked('"{words}" leaves open whether it is so.')
_ATTEMPT: Final = marked('"{words}" says what was tried or meant, not what was done.')
_ATTRIBUTION: Final = marked('"{words}" leaves it to the speaker.')
_HEDGES: Final = {"doubt": _DOUBT, "attempt": _ATTEMPT, "attribution": _ATTRIBUTION}
_TURNED: Final = marked("Hidden characters here change the direction of the text: {characters}. It may read otherwise.")
_HIDDEN: Final = marked("Hidden characters stand here: {characters}.")
_MIXED: Final = marked("Letters of several alphabets stand in one word: {words}. It may not be the name it looks like.")
_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# A soft hyphen inside a word hides nothing.
_INVISIBLE: Final = re.compile(
    "(?<!\\w)\u00ad|\u00ad(?!\\w)|[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_MOST_NAMED: Final = 5
_LONGEST_VERIFICATION: Final = 20

Kind = Literal["doubt", "attempt", "attribution"]


class Verification:
    """Which sentences of a text only say that what stands before them could not be checked."""

    def __init__(self, scan: Scan, lists: Words) -> None:
        """Take a text."""
        self._scan = scan
        self._lists = lists
        self._doubts = Phrases((phrase, "") for phrase in lists.hedges["doubt"])

    def of_claim_before(self, start: int, end: int) -> bool:
        """Tell whether a sentence says no more than that something before it could not be verified."""
        words, lists = self._scan.words, self._lists
        numbers = self._scan.words_in(start, end)
        if len(numbers) > _LONGEST_VERIFICATION or any(words[n].lower in lists.testimony_words for n in numbers):
            return False
        found = [
            phrase
            for phrase in self._doubts.within(words, numbers.start, numbers.stop)
            if any(words[n].lower in lists.verification for n in range(phrase.first, phrase.after))
        ]
        # With a verb before it, the doubt is about what the same sentence says.
        return any(
            not any(
                words[n].lower in lists.finite_verbs | lists.paraphrase_verbs
                for n in range(numbers.start, phrase.first)
            )
            for phrase in found
        )


def find_hedges(scan: Scan, lists: Words, suggester: str) -> tuple[HedgeSuggestion, ...]:
    """Return the words of a text that keep its claims at a distance, in order."""
    hedges = Phrases((phrase, kind) for kind, listed in lists.hedges.items() for phrase in listed)
    checked = Verification(scan, lists)
    return tuple(
        HedgeSuggestion(
            span=span,
            kind=cast("Kind", found.label),
            of_claim_before=checked.of_claim_before(*scan.sentences[scan.words[found.first].sentence]),
            reason=Reason.of(_HEDGES[found.label], words=span.exact),
            suggester=suggester,
        )
        for found in hedges.within(scan.words, 0, len(scan.words))
        for span in [scan.quote(scan.words[found.first].start, scan.words[found.after - 1].end)]
    )


def find_notices(scan: Scan, suggester: str) -> tuple[NoticeSuggestion, ...]:
    """Return what in a text looks like something else: one notice of each kind for a sentence, in order."""
    if scan.text.isascii():
        return ()
    found = [*_hidden(scan), *_mixed(scan)]
    return tuple(
        NoticeSuggestion(span=scan.quote(*part), reason=reason, suggester=suggester)
        for part, reason in sorted(found, key=lambda notice: notice[0])
    )


def _hidden(scan: Scan) -> Iterator[tuple[Range, Reason]]:
    by_sentence: dict[int, list[int]] = {}
    for character in _INVISIBLE.finditer(scan.text):
        by_sentence.setdefault(scan.sentence_at(character.start()), []).append(character.start())
    for positions in by_sentence.values():
        letters = sorted({scan.text[position] for position in positions})
        names = ", ".join(unicodedata.name(letter, f"U+{ord(letter):04X}") for letter in letters[:_MOST_NAMED])
        message = _TURNED if _TURNING & set(letters) else _HIDDEN
        yield (positions[0], positions[-1] + 1), Reason.of(message, characters=names.lower())


def _mixed(scan: Scan) -> Iterator[tuple[Range, Reason]]:
    by_sentence: dict[int, list[Range]] = {}
    for word in scan.words:
        if not word.text.isascii() and len(alphabets(word.text)) > 1:
            by_sentence.setdefault(word.sentence, []).append((word.start, word.end))
    for words in by_sentence.values():
        named = ", ".join(scan.text[start:end] for start, end in words[:_MOST_NAMED])
        yield (words[0][0], words[-1][1]), Reason.of(_MIXED, words=named)
