"""Place suggestions: every mention with its choices, the border, and whole countries by their territory."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from geodata.common.language import marked
from geodata.desk.suggestions.models import Choice, MatchKind, PlaceSuggestion, Reason
from geodata.desk.suggestions.phrases import Phrase, Phrases
from geodata.desk.suggestions.scan import Range
from geodata.desk.suggestions.toponyms.choices import NO_PLACE, Choices
from geodata.desk.suggestions.toponyms.evidence import Evidence, Setting
from geodata.desk.suggestions.toponyms.mentions import Mention, Mentions
from geodata.desk.suggestions.toponyms.names import Names
from geodata.gazetteer.lookup import Gazetteer, has_polygon
from geodata.model.places import Precision

_CALLED: Final = marked('The text calls it so: "{written}".')
_NEAR: Final = marked('The text says only near it: "{written}".')
_LIES_IN: Final = marked('The text says what it lies in: "{area}".')
_NAME: Final = marked("A name that the gazetteer knows, where a place may stand.")
_UNKNOWN: Final = marked("A name where a place may stand; no gazetteer here has it.")
_BORDER: Final = marked('"{written}" names no stretch of the border.')
_FOCUS: Final = marked("The regions that the article is about.")
_SOIL: Final = marked('"{written}" is the country as a whole.')
_SIDES: Final = frozenset({"RU", "UA"})
"""The countries on the two sides of the one border that the edition holds."""


class PlaceFinder:
    """Finds the place mentions of one text."""

    def __init__(self, names: Names, gazetteer: Gazetteer, setting: Setting, suggester: str) -> None:
        """Take the names of a text, where places are looked up, what the text is about, and who suggests."""
        self._names = names
        self._scan = names.scan
        self._lists = names.lists
        self._gazetteer = gazetteer
        self._setting = setting
        self._suggester = suggester
        self._choices = Choices(names.scan.plain, gazetteer, setting)

    def find(self, evidence: Evidence) -> tuple[PlaceSuggestion, ...]:
        """Return the place suggestions in order, none overlapping another."""
        mentions = Mentions(self._names, evidence, self._setting).find()
        taken = [(mention.start, mention.end) for mention in mentions]
        found = [*map(self._suggestion, mentions), *self._borders(taken), *self._territories(taken)]
        return tuple(sorted(found, key=lambda suggestion: suggestion.span.start))

    def _suggestion(self, mention: Mention) -> PlaceSuggestion:
        choices = self._choices.of(mention)
        return PlaceSuggestion(
            span=self._scan.quote(mention.start, mention.end),
            names=tuple(self._scan.quote(name.start, name.end) for name in mention.names),
            choices=choices,
            area=self._suggestion(mention.area) if mention.area else None,
            mixed=any(name.mixed for name in mention.names),
            doubt=self._choices.doubt(mention, choices),
            reason=self._reason(mention, choices),
            suggester=self._suggester,
        )

    def _reason(self, mention: Mention, choices: Sequence[Choice]) -> Reason:
        if choices[0].match is MatchKind.UNRESOLVED:
            return Reason.of(_UNKNOWN)
        written = self._scan.plain[mention.start : mention.area.start if mention.area else mention.end].strip()
        if mention.kind:
            return Reason.of(_CALLED, written=written)
        if mention.near:
            return Reason.of(_NEAR, written=written)
        if mention.area:
            return Reason.of(_LIES_IN, area=self._scan.plain[mention.area.start : mention.area.end])
        return Reason.of(_NAME)

    def _borders(self, taken: Sequence[Range]) -> Iterator[PlaceSuggestion]:
        """Yield the mentions of the border that the edition holds, where the text is about its regions."""
        border = self._gazetteer.entry("border")
        if border is None or not any(map(has_polygon, self._setting.focus)):
            return
        phrases = Phrases((phrase, "") for phrase in (*self._lists.border_phrases, *sorted(self._lists.border_nouns)))
        words, free = self._scan.words, _Free(taken)
        for phrase in phrases.within(words, 0, len(words)):
            first, sides = self._sides_before(phrase.first)
            start, end = words[first].start, words[phrase.after - 1].end
            if sides <= _SIDES and free.has(start, end) and not self._is_part(phrase):
                line = Choice(
                    places=(border.place,),
                    precision=Precision.BORDER,
                    match=MatchKind.VARIANT,
                    reason=Reason.of(_BORDER, written=self._scan.plain[start:end]),
                )
                yield self._whole(start, end, (line, *self._regions(), NO_PLACE), line.reason)

    def _sides_before(self, number: int) -> tuple[int, frozenset[str]]:
        """Return the first word of a phrase about a border, with the countries whose border it is."""
        words = self._scan.words
        sides: set[str] = set()
        while words[number].joined and (countries := self._countries(words[number - 1].text)):
            sides |= countries
            number -= 1
        if words[number].joined and words[number - 1].lower in self._lists.determiners:
            number -= 1
        return number, frozenset(sides)

    def _countries(self, word: str) -> frozenset[str]:
        parts = word.split("-")
        known = [self._lists.nationalities.get(part) or self._country(part) for part in parts]
        return frozenset(filter(None, known)) if all(known) else frozenset()

    def _country(self, name: str) -> str:
        found = self._gazetteer.named(name) if name[:1].isupper() else ()
        return next((place.entry.place.id for place in found if place.entry.place.level == "country"), "")

    def _is_part(self, phrase: Phrase) -> bool:
        """Tell whether "border" only says which thing is meant by the next word: "border guards", "Border Dispatch"."""
        words, lists = self._scan.words, self._lists
        if phrase.after - phrase.first > 1 or phrase.after >= len(words) or not words[phrase.after].joined:
            return words[phrase.first].capital and words[phrase.first].sentence not in self._names.titled
        following = words[phrase.after]
        goes_on = lists.not_names | lists.locatives | lists.prepositions | lists.auxiliaries | lists.and_words
        return following.capital or not (following.lower in goes_on or following.lower.endswith(lists.verb_endings))

    def _regions(self) -> Iterator[Choice]:
        found = [self._gazetteer.entry(region) for region in sorted(self._setting.focus)]
        places = tuple(entry.place for entry in found if entry and entry.place.level == "region")
        if places:
            reason = Reason.of(_FOCUS)
            yield Choice(places=places, precision=Precision.REGION, match=MatchKind.VARIANT, reason=reason)

    def _territories(self, taken: Sequence[Range]) -> Iterator[PlaceSuggestion]:
        """Yield phrases such as "Russian territory", which name a country."""
        words, free = self._scan.words, _Free(taken)
        for number in range(1, len(words)):
            if words[number].lower not in self._lists.soil_words or not words[number].joined:
                continue
            country = self._gazetteer.entry(self._lists.nationalities.get(words[number - 1].text, ""))
            start, end = words[number - 1].start, words[number].end
            if country and free.has(start, end):
                reason = Reason.of(_SOIL, written=self._scan.plain[start:end])
                match, precision = MatchKind.VARIANT, Precision.COUNTRY
                choice = Choice(places=(country.place,), precision=precision, match=match, reason=reason)
                yield self._whole(start, end, (choice, NO_PLACE), reason)

    def _whole(self, start: int, end: int, choices: tuple[Choice, ...], reason: Reason) -> PlaceSuggestion:
        span = self._scan.quote(start, end)
        return PlaceSuggestion(span=span, names=(span,), choices=choices, reason=reason, suggester=self._suggester)


class _Free:
    """Tells whether a range is free of the ranges taken, which come in order."""

    def __init__(self, taken: Sequence[Range]) -> None:
        self._starts = [start for start, _ in taken]
        self._ends = [end for _, end in taken]

    def has(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end) - 1
        return before < 0 or self._ends[before] <= start
