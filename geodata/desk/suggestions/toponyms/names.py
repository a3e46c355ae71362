"""Names: capitalised words that the gazetteer knows, and the longer names that they may only be a part of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geodata.desk.suggestions.scan import Scan, Word
from geodata.desk.suggestions.word_lists import AreaKind, Words
from geodata.gazetteer.lookup import Gazetteer, NamedEntry
from geodata.gazetteer.spellings import is_mixed, plain_letters

LONGEST_NAME: Final = 5
_LEAST_TITLE: Final = 4
_TITLE_SHARE: Final = 0.6
_SHORT_WORD: Final = 3
_LONGEST_FULL_NAME: Final = 3
_LONGEST_ENDING: Final = 6
_SHORTEST_STEM: Final = 2
_LONGEST_RUN: Final = 12
"""No name is longer; a text in capitals throughout is read in pieces of so many words."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: the words ``first`` up to ``after``, where they stand, and the places it may mean.

    ``kind`` is what a type word with a capital letter in it says ("Kursk Region"). ``mixed`` tells that it mixes
    alphabets or holds characters that show nothing; ``found`` is then what it looks like.
    """

    first: int
    after: int
    start: int
    end: int
    found: tuple[NamedEntry, ...]
    kind: AreaKind | None = None
    mixed: bool = False


class Names:
    """The names of one text."""

    _AREAS: Final[tuple[AreaKind, ...]] = ("region", "district")

    def __init__(self, scan: Scan, lists: Words, gazetteer: Gazetteer) -> None:
        """Read the names of a scanned text."""
        self.scan = scan
        self.lists = lists
        self._gazetteer = gazetteer
        self._no_names = lists.not_names | lists.border_nouns | lists.organisation_words | lists.facility_words
        self.longer = self._longer_names()
        self.titled = frozenset(number for number, _ in enumerate(scan.sentences) if self._is_title(number))
        self.known = tuple(self._known())
        self.surnames = frozenset(self._surnames())

    def unknown(self, number: int) -> Name:
        """Return the whole longer name around word ``number``, whatever the gazetteer knows of its parts."""
        first, after = self.longer[number]
        return self._name(first, after, ())

    def _name(self, first: int, after: int, found: tuple[NamedEntry, ...]) -> Name:
        words = self.scan.words
        start, end = words[first].start, words[after - 1].end
        return Name(first, after, start, end, found, mixed=is_mixed(self.scan.plain[start:end]))

    def _known(self) -> Iterator[Name]:
        words = self.scan.words
        number = 0
        while number < len(words):
            name = self._longest_at(number) if words[number].capital else None
            if name and (name.found or name.kind):
                yield name
            number = name.after if name else number + 1

    def _longest_at(self, first: int) -> Name | None:
        """Return the longest name that begins with word ``first`` and that the gazetteer knows, or None.

        A name that the word lists know to be none of a place comes without places.
        """
        words = self.scan.words
        ends = [first + 1]
        while len(ends) < LONGEST_NAME and self._goes_on(ends[-1]):
            ends.append(ends[-1] + 1)
        for after in reversed(ends):
            alone = after == first + 1
            if self.scan.plain[words[first].start : words[after - 1].end] in self.lists.never_places:
                return self._name(first, after, ())
            if words[after - 1].capital and not (alone and self._is_no_name(words[first])):
                name = self._looked_up(first, after)
                if name:
                    return self._with_kind(name) if alone else self._of_its_kind(name)
        return None

    def _is_no_name(self, word: Word) -> bool:
        return word.lower in self._no_names or word.text in self.lists.nationalities

    def _with_kind(self, name: Name) -> Name:
        """Return a name with a type word that is a part of it; "Monroe County" is then not the town of Monroe."""
        words = self.scan.words
        if not self._goes_on(name.after) or not words[name.after].capital:
            return name
        word = words[name.after]
        kind = next((kind for kind in self._AREAS if word.lower in self.lists.type_words[kind]), None)
        return replace(name, after=name.after + 1, end=word.end, kind=kind) if kind else name

    def _of_its_kind(self, name: Name) -> Name:
        """Return a name known with its type word, "Monroe County", as the area that it is called; or with one after."""
        last = self.scan.words[name.after - 1].lower
        is_district = any(found.entry.place.level == "district" for found in name.found)
        if is_district and last in self.lists.type_words["district"]:
            return replace(name, kind="district")
        return self._with_kind(name)

    def _goes_on(self, number: int) -> bool:
        words = self.scan.words
        if number >= len(words) or not words[number].joined or words[number - 1].possessive:
            return False
        return words[number].capital or words[number].lower in self.lists.connectors

    def _looked_up(self, first: int, after: int) -> Name | None:
        """Return the name if it is known as written, with a full stop or "'s" that may belong to it, or as it looks."""
        words, plain = self.scan.words, self.scan.plain
        start, end = words[first].start, words[after - 1].end
        ends = [end]
        if plain[end : end + 1] == "." and end - start <= _LEAST_TITLE + 1:
            ends = [end + 1, end]
        if words[after - 1].possessive:
            ends = [end + 2, end]
        for stop in ends:
            found = self._gazetteer.named(plain[start:stop])
            if all(place.spelling == "variant" for place in found):
                found = self._in_another_case(plain[start:stop]) or found
            if plain[start:stop].isupper() and ("." in plain[start:stop] or stop - start < _LEAST_TITLE):
                found = tuple(place for place in found if place.name == plain[start:stop])
            if stop > end:
                written = plain[start:stop].replace("’", "'")
                found = tuple(place for place in found if place.name.replace("’", "'") == written)
            if found:
                return Name(first, after, start, stop, found)
        seen = plain[start:end]
        if is_mixed(seen):
            found = self._gazetteer.named(plain_letters(seen))
            return Name(first, after, start, end, found, mixed=True) if found else None
        return None

    def _in_another_case(self, written: str) -> tuple[NamedEntry, ...]:
        """Return the places that a name in another case may mean: "Нікополі" of Нікополь, as it is spelled only."""
        first, blank, last = written.rpartition(" ")
        heads = [first, *self._nominatives(first)] if first and " " not in first else [first]
        names = (f"{head}{blank}{tail}" for head in heads for tail in self._nominatives(last))
        adjectives = [
            pattern.format(name) for pattern in self.lists.region_names for name in self._nominatives(written)
        ]
        every = (*names, *adjectives)
        found = (place for name in every for place in self._gazetteer.named(name) if place.spelling != "variant")
        return tuple({place.entry.place.id: place for place in found}.values())

    def _nominatives(self, word: str) -> Iterator[str]:
        """Yield what a word may be in the nominative, by its ending, that of the most letters first."""
        cases = self.lists.cases
        for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM), -1, -1):
            stem, ending = word[: len(word) - length], word[len(word) - length :]
            yield from (stem + other for other in cases.get(ending, ()))

    def _longer_names(self) -> dict[int, tuple[int, int]]:
        """Return, for each capitalised word, the longest run of such words (and "of", "de") that it is in."""
        words = self.scan.words
        runs: dict[int, tuple[int, int]] = {}
        number = 0
        while number < len(words):
            after = self._run_end(number)
            runs.update(dict.fromkeys(range(number, after), (number, after)))
            number = max(after, number + 1)
        return runs

    def _run_end(self, first: int) -> int:
        """Return the number of the first word that does not go on with the name that word ``first`` begins."""
        words = self.scan.words
        if not words[first].capital or (words[first].opens and words[first].lower in self.lists.not_names):
            return first
        after = first + 1
        end = min(len(words), first + _LONGEST_RUN)
        while after < end and words[after].joined and not words[after - 1].possessive:
            following = after + 1 if words[after].lower in self.lists.links else after
            if following >= end or not words[following].capital or not words[following].joined:
                break
            after = following + 1
        return after

    def _is_title(self, sentence: int) -> bool:
        """Tell whether a sentence is a headline with capital letters throughout, where they show no names."""
        start, end = self.scan.sentences[sentence]
        if self.scan.plain[end - 1] in ".!?":
            return False
        longer = [word for word in self._words(start, end) if len(word.text) > _SHORT_WORD and word.text[0].isalpha()]
        return len(longer) >= _LEAST_TITLE and sum(word.capital for word in longer) > _TITLE_SHARE * len(longer)

    def _words(self, start: int, end: int) -> Sequence[Word]:
        numbers = self.scan.words_in(start, end)
        return self.scan.words[numbers.start : numbers.stop]

    def _surnames(self) -> Iterator[str]:
        """Yield the last words of what look like full names of people: two or three words no gazetteer knows as one."""
        words = self.scan.words
        known = {(name.first, name.after) for name in self.known}
        not_people = self.lists.organisation_words | self.lists.facility_words | self.lists.directions
        kinds = {word for kind in self.lists.type_words.values() for word in kind}
        for first, after in set(self.longer.values()):
            run = words[first:after]
            if not 1 < len(run) <= _LONGEST_FULL_NAME or (first, after) in known or run[0].sentence in self.titled:
                continue
            if run[0].joined and words[first - 1].lower in self.lists.strong_locatives | self.lists.of_words:
                continue
            if after < len(words) and words[after].joined and words[after].lower in kinds | self.lists.border_nouns:
                continue
            lowers = [word.lower for word in run]
            if all(word.capital for word in run) and not (set(lowers) & (not_people | kinds)):
                yield lowers[-1]
