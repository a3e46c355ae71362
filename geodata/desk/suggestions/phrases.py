"""Phrases of a word list, found in the words of a text in one pass."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from geodata.desk.suggestions.scan import Word


class Phrase(NamedTuple):
    """A phrase found in a text: the numbers of its first word and of the one after it, and its label."""

    first: int
    after: int
    label: str


class Phrases:
    """Phrases of one word or more, each with a label, found in one pass."""

    def __init__(self, labelled: Iterable[tuple[str, str]]) -> None:
        """Take (phrase, label) pairs; of a phrase given twice the first label holds."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, label in labelled:
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, label))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[Word], number: int, end: int) -> Phrase | None:
        """Return the longest phrase that begins with word ``number`` and ends before word ``end``, or None."""
        known = self._by_first.get(words[number].lower)
        for phrase, label in known or ():
            after = number + len(phrase)
            if after <= end and (len(phrase) == 1 or tuple(word.lower for word in words[number:after]) == phrase):
                return Phrase(number, after, label)
        return None

    def within(self, words: Sequence[Word], start: int, end: int) -> Iterator[Phrase]:
        """Yield the phrases among the words ``start`` up to ``end``, none overlapping another."""
        number = start
        while number < end:
            found = self.at(words, number, end) if words[number].lower in self._by_first else None
            if found:
                yield found
            number = found.after if found else number + 1
