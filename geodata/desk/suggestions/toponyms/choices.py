"""Choices: all ways to place one mention, from the likeliest to none at all."""

from collections.abc import Iterator, Sequence
from typing import Final

from geodata.common.language import marked
from geodata.desk.suggestions.models import Choice, MatchKind, Reason
from geodata.desk.suggestions.toponyms.evidence import Setting
from geodata.desk.suggestions.toponyms.mentions import Mention
from geodata.gazetteer.building import bare_name
from geodata.gazetteer.lookup import Entry, Gazetteer, NamedEntry
from geodata.gazetteer.spellings import plain_key
from geodata.model.places import Place, Precision

_OTHERS: Final = 4
_ACROSS: Final = frozenset({"Kashmir"})
"""Areas made of regions of two countries."""
_CITY: Final = 100_000
_ABOUT_AS_LIKELY: Final = 0.5
"""Points of likelihood: one place has three times the people of another that is as likely but for that."""
_EXACT: Final = marked('"{written}" is {place} in the gazetteer.')
_VARIANT: Final = marked('"{written}" is another way to write {place}.')
_FUZZY: Final = marked('"{written}" is one letter away from {place}.')
_MIXED: Final = marked('"{written}" mixes alphabets or hides characters, and only looks like {place}.')
_OTHER_NAME: Final = marked('"{written}" is not the usual name of {place}, and the article is not about its region.')
_SEVERAL: Final = marked('Several places are called "{written}", and nothing here says which is meant.')
_NOT_THERE: Final = marked('The area named after "{written}" holds no such place that is known here.')
_SMALL: Final = marked("A small place outside the regions that the article is about.")
_REGION_ONLY: Final = marked("Only the region: {place}.")
_NO_PLACE: Final = marked("No place: the words mean something else, or leave open where.")
_BY_LEVEL: Final = {
    "settlement": Precision.SETTLEMENT,
    "district": Precision.DISTRICT,
    "region": Precision.REGION,
    "border": Precision.BORDER,
    "country": Precision.COUNTRY,
}

NO_PLACE: Final = Choice(places=(), precision=Precision.NONE, match=MatchKind.UNRESOLVED, reason=Reason.of(_NO_PLACE))


class Choices:
    """How the mentions of one text can be placed."""

    def __init__(self, plain: str, gazetteer: Gazetteer, setting: Setting) -> None:
        """Take the text, where places are looked up, and what the text is about."""
        self._plain = plain
        self._gazetteer = gazetteer
        self._setting = setting
        self._focus = [entry for region in sorted(setting.focus) if (entry := gazetteer.entry(region))]

    def of(self, mention: Mention) -> tuple[Choice, ...]:
        """Return the choices for a mention: never empty, and always with "no place" among them."""
        if len(mention.names) > 1:
            together = self._together(mention)
            return (together, NO_PLACE) if together else (NO_PLACE,)
        name, found = mention.names[0], mention.found[0]
        written = self._plain[name.start : name.end]
        if mention.kind == "region":
            # What is called a region is one, rather than the region of a town of the name.
            found = tuple(sorted(found, key=self._is_no_region))
        likely = list(_distinct(self._choice(place, mention, written) for place in found))[: 1 + _OTHERS]
        if mention.kind not in {"region", "district"} and all(
            place.level == "settlement" for choice in likely[:1] for place in choice.places
        ):
            small = (self._choice(place, mention, written) for place in self._elsewhere(mention))
            likely = list(_distinct(iter([*likely, *small])))[: 1 + _OTHERS]
        if not likely and not mention.kind:
            near = self._gazetteer.similar(written, sorted(self._setting.focus))
            likely = list(_distinct(self._choice(place, mention, written, MatchKind.FUZZY) for place in near))[:_OTHERS]
        regions = list(self._region_only(mention, likely))
        return (*likely, *regions, NO_PLACE) if likely else (NO_PLACE, *regions)

    def _is_no_region(self, found: NamedEntry) -> tuple[bool, bool]:
        return found.entry.region not in self._setting.focus, found.entry.place.level != "region"

    def doubt(self, mention: Mention, choices: Sequence[Choice]) -> Reason | None:
        """Return why the first of the choices is not the one to start from though its name matches, or None."""
        first = choices[0]
        entries = [entry for place in first.places if (entry := self._gazetteer.entry(place.id))]
        if first.match not in {MatchKind.EXACT, MatchKind.VARIANT} or not entries:
            return None
        written = ", ".join(self._plain[name.start : name.end] for name in mention.names)
        elsewhere = [entry for entry in entries if entry.region not in self._setting.focus]
        if first.match is MatchKind.VARIANT and elsewhere:
            return Reason.of(_OTHER_NAME, written=written, place=elsewhere[0].place.name)
        if len(mention.names) == 1 == len(first.places) and self._has_rivals(mention):
            return Reason.of(_SEVERAL, written=written)
        if mention.elsewhere:
            return Reason.of(_NOT_THERE, written=written)
        return Reason.of(_SMALL) if elsewhere and self._setting.is_small(elsewhere[0], _areas(mention)) else None

    def _has_rivals(self, mention: Mention) -> bool:
        """Tell whether another place of the very name is about as likely as the likeliest."""
        areas = _areas(mention)
        level = mention.kind if mention.kind in {"region", "district"} else None
        found = mention.found[0] or self._elsewhere(mention)
        same_level = [place for place in found if not level or place.entry.place.level == level]
        if not same_level:
            return False
        first = same_level[0]
        if self._has_city_abroad(first, found):
            return True
        return any(
            (other.spelling, other.entry.place.level) == (first.spelling, first.entry.place.level)
            and self._setting.likelihood(other, areas) > self._setting.likelihood(first, areas) - _ABOUT_AS_LIKELY
            for other in same_level[1:]
        )

    def _has_city_abroad(self, first: NamedEntry, found: Sequence[NamedEntry]) -> bool:
        """Tell whether a region outside the focus shares its name with a city of another country: "Gaza"."""
        return (
            first.entry.place.level == "region"
            and first.entry.country not in self._setting.countries
            and first.entry.region not in self._setting.focus
            and any(
                other.entry.place.level == "settlement"
                and other.spelling == "name"
                and other.entry.country != first.entry.country
                and other.entry.population >= _CITY
                for other in found
            )
        )

    def _elsewhere(self, mention: Mention) -> tuple[NamedEntry, ...]:
        """Return the small places of a name that stands where a place stands, though none is where the article is."""
        name = mention.names[0]
        known = self._gazetteer.named(self._plain[name.start : name.end])
        return self._setting.ordered([found for found in known if found.spelling == "name"], frozenset())

    def _together(self, mention: Mention) -> Choice | None:
        """Return the one choice of all areas of an enumeration under one type word, "X and Y regions"."""
        chosen = [
            self._choice(found[0], mention, self._plain[name.start : name.end])
            for name, found in zip(mention.names, mention.found, strict=True)
            if found
        ]
        parts = [choice for choice in chosen if choice]
        places = {place.id: place for choice in parts for place in choice.places}
        if len(parts) < len(mention.names) or len({choice.precision for choice in parts}) > 1:
            return None
        worst = max(parts, key=lambda choice: list(MatchKind).index(choice.match))
        return worst.model_copy(update={"places": tuple(places.values())})

    def _choice(
        self, found: NamedEntry, mention: Mention, written: str, match: MatchKind | None = None
    ) -> Choice | None:
        entry = self._area(found.entry, mention)
        if entry is None:
            return None
        mixed = any(name.mixed for name in mention.names)
        own = plain_key(written) in {plain_key(entry.place.name), plain_key(bare_name(entry.place.name))}
        # In the case that a sentence asks for, or in the other alphabet, it is the usual name all the same.
        own = own or (entry is found.entry and found.spelling != "variant" and not _is_latin(written))
        # The further names of countries and regions are chosen by hand; those of settlements are all there ever were.
        own = own or (entry.place.level in {"country", "region"} and found.spelling != "variant")
        spelled = (
            MatchKind.EXACT if own or (entry is not found.entry and found.spelling == "name") else MatchKind.VARIANT
        )
        match = MatchKind.FUZZY if mixed else match or spelled
        message = (
            _MIXED if mixed else {MatchKind.EXACT: _EXACT, MatchKind.VARIANT: _VARIANT, MatchKind.FUZZY: _FUZZY}[match]
        )
        return Choice(
            places=self._all_of(found) or (entry.place,),
            precision=_precision(entry.place, mention),
            match=match,
            reason=Reason.of(message, written=written, place=entry.place.name),
        )

    def _all_of(self, found: NamedEntry) -> tuple[Place, ...]:
        """Return the regions that a name no level holds is made of: "Donbas", "Darfur"; none for any other name."""
        if found.entry.place.level != "region" or found.spelling != "also":
            return ()
        same = [other for other in self._gazetteer.named(found.name) if other.entry.place.level == "region"]
        regions = [other.entry.place for other in same if other.spelling == "also" and other.name == found.name]
        countries = {other.entry.country for other in same}
        return tuple(regions) if len(regions) > 1 and (len(countries) == 1 or found.name in _ACROSS) else ()

    def _area(self, entry: Entry, mention: Mention) -> Entry | None:
        """Return what a place stands for in a mention: itself, or the region or district that a type word names."""
        level = entry.place.level
        if mention.kind == "region" and level == "settlement":
            return self._gazetteer.entry(entry.region)
        if mention.kind == "district" and level == "settlement":
            return self._gazetteer.entry(entry.place.district) if entry.place.district else None
        return entry

    def _region_only(self, mention: Mention, likely: Sequence[Choice]) -> Iterator[Choice]:
        """Yield the region alone: of the likeliest places, of the area named with them, or those the text is about."""
        entries = [self._gazetteer.entry(f.entry.region) for found in mention.found for f in found[:1] if likely]
        if not likely and mention.area and mention.area.found[0]:
            area = mention.area.found[0][0].entry
            entries = [area if area.place.level != "settlement" else self._gazetteer.entry(area.region)]
        seen = {place.id for choice in likely for place in choice.places}
        for entry in entries or ([] if likely else self._focus):
            if entry and entry.place.id not in seen:
                seen.add(entry.place.id)
                reason = Reason.of(_REGION_ONLY, place=entry.place.name)
                precision = _BY_LEVEL[entry.place.level]
                yield Choice(places=(entry.place,), precision=precision, match=MatchKind.VARIANT, reason=reason)


def _areas(mention: Mention) -> frozenset[str]:
    """Return the ids of the country or region that a place is said to lie in."""
    found = mention.area.found[0] if mention.area else ()
    return frozenset(area.entry.place.id for area in found)


def _is_latin(written: str) -> bool:
    return all(letter < "\u0250" for letter in written)


def _precision(place: Place, mention: Mention) -> Precision:
    if place.level == "settlement" and (mention.near or mention.kind == "vicinity"):
        return Precision.VICINITY
    return _BY_LEVEL[place.level]


def _distinct(choices: Iterator[Choice | None]) -> Iterator[Choice]:
    seen: set[tuple[str, ...]] = set()
    for choice in choices:
        places = tuple(place.id for place in choice.places) if choice else ()
        if choice and places not in seen:
            seen.add(places)
            yield choice
