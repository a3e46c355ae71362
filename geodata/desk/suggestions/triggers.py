"""Triggers: the words of a sentence that tell of an event, the one that says its type first."""

from collections.abc import Iterator
from typing import Final

from geodata.desk.suggestions.models import SpeechSuggestion
from geodata.desk.suggestions.phrases import Phrase, Phrases
from geodata.desk.suggestions.scan import Scan
from geodata.desk.suggestions.word_lists import Words
from geodata.model.events import EventType

_MAIN_CLAUSE: Final = 4
_TELLING: Final = 3
_VERB: Final = 2
_SAYING: Final = -8
_FARTHEST_NEGATION: Final = 3


class Triggers:
    """The triggers of one text."""

    def __init__(self, scan: Scan, lists: Words) -> None:
        """Take a text."""
        self._scan = scan
        self._lists = lists
        self._phrases = Phrases((phrase, kind.value) for kind, listed in lists.event_types.items() for phrase in listed)

    def of(self, numbers: range, said: SpeechSuggestion | None = None) -> list[Phrase]:
        """Return what tells of events among the words of a sentence, from the main verb down.

        A verb in the main clause says the type before a noun, and both before what only says when or why. That
        somebody stated something says it only where nothing else does; a denial says it before all that is denied.
        """
        phrases = [phrase for phrase in self._found(numbers) if not self._is_negated_denial(phrase)]
        asides = self._asides(numbers)
        return sorted(phrases, key=lambda phrase: -self._points(phrase, asides, said))

    def is_weak(self, phrase: Phrase) -> bool:
        """Tell whether a trigger leaves open what happened: "hit" may be by a shell, a drone or a car."""
        return self._written(phrase) in self._lists.weak_triggers

    def _written(self, phrase: Phrase) -> str:
        return " ".join(word.lower for word in self._scan.words[phrase.first : phrase.after])

    def _found(self, numbers: range) -> Iterator[Phrase]:
        return self._phrases.within(self._scan.words, numbers.start, numbers.stop)

    def _points(self, phrase: Phrase, asides: frozenset[int], said: SpeechSuggestion | None) -> float:
        words, lists = self._scan.words, self._lists
        first, last = words[phrase.first], words[phrase.after - 1]
        if phrase.label == EventType.STATEMENT:
            said_nothing = 4 * _MAIN_CLAUSE if self._written(phrase) in lists.non_committal else 0
            return _SAYING + said_nothing - phrase.first / len(words)
        points = 0.0 if phrase.first in asides else _MAIN_CLAUSE
        if not self.is_weak(phrase):
            points += _TELLING
        if any(word.lower.endswith("ed") or word.lower in lists.finite_verbs for word in (first, last)):
            points += _VERB
        if phrase.label == EventType.DENIAL and said and said.cue and first.start <= said.cue.start < last.end:
            points += 2 * _MAIN_CLAUSE
        # Of two that say as much, the first.
        return points - phrase.first / len(words)

    def _asides(self, numbers: range) -> frozenset[int]:
        """Return the words of the clauses that only say when or why: from "after", "when" to the next comma."""
        found, is_aside = set[int](), False
        for number in numbers:
            is_aside = self._scan.words[number].lower in self._lists.clause_openers or (
                is_aside and not self._comma_before(number)
            )
            if is_aside:
                found.add(number)
        return frozenset(found)

    def _comma_before(self, number: int) -> bool:
        words = self._scan.words
        return "," in self._scan.plain[words[number - 1].end : words[number].start]

    def _is_negated_denial(self, phrase: Phrase) -> bool:
        """Tell whether a denial is itself denied: "neither confirmed nor denied", "no denial"."""
        words = self._scan.words
        before = words[max(phrase.first - _FARTHEST_NEGATION, 0) : phrase.first]
        is_denial = phrase.label == EventType.DENIAL
        return is_denial and any(
            w.lower in self._lists.negations and w.sentence == words[phrase.first].sentence for w in before
        )
