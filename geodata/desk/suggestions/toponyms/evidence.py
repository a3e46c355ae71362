"""Evidence: how much in a text speaks for a name being a place, and for which of the places that it may mean."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log10
from typing import Final

from geodata.desk.suggestions.phrases import Phrases
from geodata.desk.suggestions.scan import Range
from geodata.desk.suggestions.toponyms.names import Name, Names
from geodata.desk.suggestions.word_lists import AreaKind
from geodata.gazetteer.lookup import Entry, NamedEntry

ACCEPTED: Final = 2.0
"""The points from which a name is suggested as a place."""
WEIGHTS: Final[Mapping[str, float]] = {
    "country": 3.5,
    "region": 3,
    "large city": 2.5,
    "city": 1.5,
    "town": 0.5,
    "further name": -1,
    "in focus": 2,
    "long name in focus": 1,
    "preposition before": 2,
    "of before": 0.5,
    "area after": 3,
    "kind beside": 2.5,
    "dateline": 2.5,
    "direction before": 1.5,
    "possessive": 0.5,
    "title before": -4,
    "name before": -3,
    "name after": -3,
    "organisation": -4,
    "head beside": -5,
    "speaks": -2,
    "office after": -6,
    "feature after": -6,
    "surname": -4,
    "city like a surname": -2,
    "opens sentence": -1,
    "headline": -2,
    "quoted name": -5,
    "small letters too": -2,
    "bare code": -5,
}
SMALL: Final = 15_000
"""A settlement of fewer people is only looked for inside the focus regions, or beside the name of its area."""
_CITY: Final = 100_000
_LONGEST_OFFICE: Final = 4
_ENUMERATED: Final = re.compile(r"(?:,|,? and|,? or) \w*[A-ZА-ЯЁІЇЄҐ]")
_LARGE: Final = 500_000
_RULERS: Final = frozenset({"leader", "head", "ruler"})
_COMPOUND: Final = re.compile("-[a-z]{3,}")
"""What makes an adjective of a name: "the Moscow-appointed governor"."""
_DASHES: Final = ("—", "–", "--", "- ")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article is about: ids of the focus regions, their countries, and the countries named in the text."""

    focus: frozenset[str]
    focus_countries: frozenset[str]
    countries: frozenset[str]

    def likelihood(self, found: NamedEntry, areas: Collection[str]) -> float:
        """Return how likely a place is meant by its name; more for one in the ``areas`` named right after it."""
        entry = found.entry
        people = log10(entry.population + 10)
        points = {"country": 8.0, "region": 6.0 + people / 10, "district": 2.0}.get(entry.place.level, people)
        if found.spelling != "name":
            points -= 6 if entry.place.level == "region" else 4
        if entry.region in self.focus:
            points += 4
        elif entry.country in self.focus_countries:
            points += 3
        elif entry.country in self.countries:
            points += 1
        return points + (10 if in_any(entry, areas) else 0)

    def ranked(self, name: Name, areas: Collection[str] = (), kind: AreaKind | None = None) -> tuple[NamedEntry, ...]:
        """Return the places that a name may mean here, likeliest first; small ones elsewhere are left out.

        ``kind`` is what a type word in small letters calls it, "the Sudzhansky district".
        """
        kind = name.kind or kind
        likely = [found for found in name.found if self._is_looked_for(found, areas) and _fits(found, kind)]
        return self.ordered(likely, areas)

    def ordered(self, places: Iterable[NamedEntry], areas: Collection[str]) -> tuple[NamedEntry, ...]:
        """Return the places, likeliest first."""
        return tuple(sorted(places, key=lambda found: (-self.likelihood(found, areas), found.entry.place.id)))

    def is_small(self, entry: Entry, areas: Collection[str]) -> bool:
        """Tell whether a settlement is too small to be meant where nothing but its name speaks for it."""
        is_elsewhere = entry.region not in self.focus and not in_any(entry, areas)
        return entry.place.level == "settlement" and is_elsewhere and entry.population < SMALL

    def _is_looked_for(self, found: NamedEntry, areas: Collection[str]) -> bool:
        entry = found.entry
        if entry.region in self.focus:
            return True
        if found.spelling == "variant":
            return False
        if entry.place.level != "settlement" or in_any(entry, areas):
            return True
        return entry.population >= (SMALL if found.spelling == "name" else _CITY)


def _fits(found: NamedEntry, kind: AreaKind | None) -> bool:
    """Tell whether a place can be what the type word calls it, or can tell what area is called so after it."""
    level, place = found.entry.place.level, found.entry.place
    if kind == "district":
        return level == "district" or bool(place.district)
    if kind == "region":
        return level in {"region", "settlement"}
    return level != "district" or found.spelling == "name"


def in_any(entry: Entry, areas: Collection[str]) -> bool:
    """Tell whether a place lies in one of the areas with these ids: regions or countries."""
    return bool(areas) and entry.place.id not in areas and (entry.region in areas or entry.country in areas)


class Evidence:
    """The labels of WEIGHTS that hold for the names of one text."""

    def __init__(self, names: Names, quoted: Sequence[Range], speakers: Sequence[Range]) -> None:
        """Take the names of a text, and where names in quotation marks, which are no places, and speakers stand."""
        self._speakers = sorted(speakers)
        self._names = names
        self._words = names.scan.words
        self._plain = names.scan.plain
        self._lists = names.lists
        self._quoted = quoted
        self._quoted_starts = [start for start, _ in quoted]
        self._small = frozenset(word.lower for word in self._words if not word.capital)
        self._paragraphs = frozenset(start for start, _ in names.scan.paragraphs)
        self._kinds = frozenset(word for kind in self._lists.type_words.values() for word in kind)
        self.kinds = Phrases(
            (phrase, kind)
            for listed in (self._lists.type_phrases, self._lists.type_words)
            for kind, phrases in listed.items()
            for phrase in phrases
        )
        before = [phrase for kind in self._lists.types_before.values() for phrase in kind]
        self._kinds_before = frozenset(phrase.rpartition(" ")[0] for phrase in before)

    def labels(self, name: Name) -> frozenset[str]:
        """Return what the text around a name says, whichever place it may mean."""
        return frozenset(
            label for part in (self._before(name), self._after(name), self._itself(name)) for label in part
        )

    def areas_after(self, name: Name, following: Name | None) -> frozenset[str]:
        """Return the ids of the countries and regions that the next name gives as what this one lies in."""
        if (
            following is None
            or following.first == name.first
            or self._gap(name, following) not in self._lists.inside_gaps
            or self.is_of_speaker(following)
        ):
            return frozenset()
        areas = [found.entry.place for found in following.found if found.spelling != "variant"]
        return frozenset(place.id for place in areas if place.level in {"country", "region"})

    def is_of_speaker(self, name: Name) -> bool:
        """Tell whether a name only says whose somebody is, or speaks: "…, Russia's ministry said", "…, Kyiv said"."""
        if self._words[name.after - 1].possessive:
            return True
        is_followed = name.after < len(self._words) and self._words[name.after].joined
        return is_followed and self._words[name.after].lower in self._lists.speech_verbs

    def in_list(self, name: Name, following: Name) -> bool:
        """Tell whether two names stand beside each other in an enumeration."""
        return self._gap(name, following) in self._lists.list_gaps

    def _gap(self, name: Name, following: Name) -> str:
        return self._plain[name.end : following.start]

    def word_before(self, name: Name) -> int | None:
        """Return the number of the word before a name and the article and compass point that go with it, or None."""
        number = name.first
        while self._words[number].joined:
            number -= 1
            if self._words[number].lower not in self._lists.determiners | self._lists.directions:
                return number
        return None

    def _before(self, name: Name) -> Iterator[str]:
        lists, number = self._lists, self.word_before(name)
        if number is not None:
            yield from self._before_word(number)
            if self._is_river(name):
                yield "feature after"
        if not self._words[name.first].joined:
            return
        last = self._words[name.first - 1]
        if last.lower in lists.directions:
            yield "direction before"
        elif last.lower in lists.titles:
            yield "title before"
        elif last.lower in lists.organisation_heads and not last.capital:
            yield "head beside"
        elif (last.capital and not last.possessive and self._is_part_of_name(name.first - 1)) or (
            last.joined and last.lower in lists.links - lists.of_words and self._words[name.first - 2].capital
        ):
            yield "name before"

    def _before_word(self, number: int) -> Iterator[str]:
        """Yield what the word before a name says: "in X", "the city of X", "the governor of X", "the border with X"."""
        lists, word, before = self._lists, self._words[number], self._words[number - 1].lower
        if word.lower in lists.locatives:
            yield "preposition before"
        if word.joined and word.lower in lists.of_words:
            if before in self._kinds_before:
                yield "kind beside"
            else:
                yield "title before" if before in lists.titles | _RULERS else "of before"
        if word.joined and before in lists.border_nouns and word.lower == "with":
            # The border is the region's, not the city's.
            yield "feature after"

    def _is_river(self, name: Name) -> bool:
        """Tell whether "the" stands before the name of a town: it is then a river, a ship or a club, "the Dnipro"."""
        words = self._words
        last = words[name.first - 1]
        if _ENUMERATED.match(self._plain, name.end):
            return False
        levels = {found.entry.place.level for found in name.found if found.spelling == "name"}
        kind = name.kind or (
            name.after < len(words) and words[name.after].joined and self.kinds.at(words, name.after, len(words))
        )
        is_called = name.after < len(words) and words[name.after].joined and not words[name.after].possessive
        return (
            levels == {"settlement"}
            and last.lower == "the"
            and not kind
            and not (is_called and self._goes_on_as_noun(name.after))
        )

    def _goes_on_as_noun(self, number: int) -> bool:
        word, lists = self._words[number], self._lists
        others = lists.not_names | lists.auxiliaries | lists.finite_verbs | lists.prepositions | lists.days_ago.keys()
        return word.capital or word.lower not in others

    def _is_part_of_name(self, number: int) -> bool:
        word = self._words[number]
        return not (
            word.lower in self._lists.not_names
            or word.text in self._lists.nationalities
            or word.lower in self._kinds
            or word.lower in self._lists.speech_verbs
            or word.text.isupper()
        )

    def _after(self, name: Name) -> Iterator[str]:
        lists = self._lists
        is_possessive = self._words[name.after - 1].possessive
        if _COMPOUND.match(self._plain, name.end):
            yield "feature after"
        if is_possessive:
            yield "office after" if self._speaks(name) and self._has_office(name.after) else "possessive"
        if name.after >= len(self._words) or not self._words[name.after].joined or is_possessive:
            return
        word = self._words[name.after]
        if self.kinds.at(self._words, name.after, len(self._words)):
            yield "kind beside"
        elif word.lower in lists.feature_words or (word.capital and word.possessive):
            yield "feature after"
        elif not word.capital and word.lower in lists.titles:
            yield "office after"
        elif word.lower in lists.organisation_heads and not word.capital:
            yield "head beside"
        elif word.lower in lists.speech_verbs:
            yield "speaks"
        elif word.text in lists.nationalities or (
            word.capital and word.lower not in lists.titles and self._is_part_of_name(name.after)
        ):
            yield "name after"

    def _speaks(self, name: Name) -> bool:
        """Tell whether a name stands in the words for a speaker."""
        number = bisect_right(self._speakers, (name.start, len(self._plain))) - 1
        return number >= 0 and name.end <= self._speakers[number][1]

    def _has_office(self, number: int) -> bool:
        """Tell whether an office or a body is named here: "Russia's Defense Ministry", "Kursk's acting governor"."""
        words, lists = self._words, self._lists
        for at in range(number, min(number + _LONGEST_OFFICE, len(words))):
            if not words[at].joined or words[at].lower in lists.not_names | lists.prepositions | lists.auxiliaries:
                return False
            if words[at].lower in lists.organisation_words | lists.titles | lists.common_speakers | lists.people:
                return True
        return False

    def _itself(self, name: Name) -> Iterator[str]:
        scan, words = self._names.scan, self._words
        if name.kind:
            yield "kind beside"
        first = words[name.first]
        alone = name.after == name.first + 1
        run = self._names.longer.get(name.first, (name.first, name.after))
        others = [word for word in words[run[0] : run[1]] if not name.start <= word.start < name.end]
        if any(word.capital and word.lower in self._lists.organisation_words for word in others):
            yield "organisation"
        if alone and first.lower in self._names.surnames:
            yield "surname"
        if alone and first.lower in self._small:
            yield "small letters too"
        if first.sentence in self._names.titled:
            yield "headline"
        if self._is_quoted(name):
            yield "quoted name"
        if scan.sentences[first.sentence][0] == first.start:
            tail = self._plain[name.end : name.end + 30].partition("\n")[0]
            in_capitals = first.text.isupper() and len(first.text) > 3  # noqa: PLR2004 - longer than a code
            if first.start in self._paragraphs and (in_capitals or tail.lstrip(" ,)").startswith(_DASHES)):
                yield "dateline"
            elif alone:
                yield "opens sentence"

    def _is_quoted(self, name: Name) -> bool:
        number = bisect_right(self._quoted_starts, name.start) - 1
        return number >= 0 and name.end <= self._quoted[number][1]


def size_labels(found: NamedEntry, setting: Setting) -> Iterator[str]:
    """Yield what the likeliest place itself says for being meant."""
    entry = found.entry
    if entry.place.level in {"country", "region"}:
        yield entry.place.level
    elif entry.population >= SMALL:
        yield "large city" if entry.population >= _LARGE else "city" if entry.population >= _CITY else "town"
    if found.spelling == "also" and entry.place.level == "settlement" and entry.region not in setting.focus:
        yield "further name"
    if entry.region in setting.focus:
        yield "in focus"
        if " " in found.name and found.spelling != "variant":
            yield "long name in focus"
