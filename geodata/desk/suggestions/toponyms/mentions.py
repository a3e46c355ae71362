"""Mentions: the phrases of a text that name places, before it is said which places they are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geodata.desk.suggestions.phrases import Phrases
from geodata.desk.suggestions.toponyms.evidence import ACCEPTED, WEIGHTS, Evidence, Setting, in_any, size_labels
from geodata.desk.suggestions.toponyms.names import Name, Names
from geodata.desk.suggestions.word_lists import AreaKind
from geodata.gazetteer.lookup import NamedEntry
from geodata.gazetteer.spellings import plain_key

_KNOWN_ELSEWHERE: Final = 1.5
_NO_PLACES: Final = frozenset({"feature after", "head beside", "office after"})
_NOT_EVEN_THEN: Final = -1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """One phrase: where it stands, the names in it with the places each may mean, likeliest first, and what goes along.

    ``kind`` is what a type word calls them ("regions"), ``near`` tells that the phrase only says near. ``area`` is the
    mention of what it lies in, as in "Tyotkino in the Kursk region"; ``elsewhere`` tells that an area stands right
    after it, behind a comma, in which no place of the name is known: "Kent, England".
    """

    start: int
    end: int
    names: tuple[Name, ...]
    found: tuple[tuple[NamedEntry, ...], ...]
    kind: AreaKind | None = None
    near: bool = False
    area: "Mention | None" = None
    elsewhere: bool = False


class Mentions:
    """The mentions of one text."""

    def __init__(self, names: Names, evidence: Evidence, setting: Setting) -> None:
        """Take the names of a text, what speaks for each, and what the text is about."""
        self._names = names
        self._scan = names.scan
        self._lists = names.lists
        self._evidence = evidence
        self._setting = setting
        self._kinds_before = Phrases((p, kind) for kind, listed in names.lists.types_before.items() for p in listed)
        self._near = Phrases((phrase, "") for phrase in (*names.lists.vicinity_phrases, *names.lists.vicinity_words))

    def find(self) -> tuple[Mention, ...]:
        """Return all mentions in order, none overlapping another."""
        accepted = self._accepted()
        single = sorted([*accepted, *self._unknown(accepted)], key=lambda mention: mention.start)
        return tuple(self._joined(self._enumerated(single)))

    def _accepted(self) -> list[Mention]:
        """Return the names for which enough speaks, counting other occurrences of the same name."""
        judged = list(self._judged())
        sure = {plain_key(self._text(mention)) for mention, points in judged if points >= ACCEPTED}
        return [
            mention
            for mention, points in judged
            if points >= ACCEPTED
            or (points > _NOT_EVEN_THEN and points + _KNOWN_ELSEWHERE >= 0 and plain_key(self._text(mention)) in sure)
        ]

    def _text(self, mention: Mention) -> str:
        return self._scan.plain[mention.names[0].start : mention.names[0].end]

    def _judged(self) -> Iterator[tuple[Mention, float]]:
        known = self._names.known
        listed = False
        for number, name in enumerate(known):
            following = known[number + 1] if number + 1 < len(known) else None
            areas = self._evidence.areas_after(name, following)
            after = self._kind_after(name)
            ranked = self._setting.ranked(name, areas, after[1] if after else None)
            labels = set(self._evidence.labels(name))
            if listed and self._evidence.in_list(known[number - 1], name) and not self._evidence.is_of_speaker(name):
                labels.add("preposition before")
            listed = "preposition before" in labels
            if ranked and in_any(ranked[0].entry, areas):
                labels.add("area after")
            labels.update(size_labels(ranked[0], self._setting) if ranked else ())
            _weigh(labels)
            previous = known[number - 1] if number else None
            if ranked and _is_state_code(ranked[0]) and not (previous and self._evidence.areas_after(previous, name)):
                labels.add("bare code")
            points = sum(WEIGHTS[label] for label in labels)
            # What stands in an enumeration with a place is one: "compares Calgary, Saskatoon and Halifax".
            listed = listed or (points >= ACCEPTED and bool(ranked))
            if ranked or name.kind:
                yield Mention(name.start, name.end, (name,), (ranked,)), points

    def _unknown(self, accepted: Sequence[Mention]) -> Iterator[Mention]:
        """Yield the whole of names that stand where a place stands and that nothing is known of."""
        taken = {number for m in accepted for number in range(m.names[0].first, m.names[0].after)}
        words = self._scan.words
        for first, after in sorted(set(self._names.longer.values())):
            if taken.isdisjoint(range(first, after)) and words[first].sentence not in self._names.titled:
                name = self._names.unknown(first)
                if self._is_place_like(name):
                    yield Mention(name.start, name.end, (name,), ((),))

    def _is_place_like(self, name: Name) -> bool:
        words, lists = self._scan.words, self._lists
        run = words[name.first : name.after]
        lowers = {word.lower for word in run}
        if self._evidence.labels(name) & _NO_PLACES or any(
            part in lists.months for lower in lowers for part in lower.split("-")
        ):
            return False
        before = self._evidence.word_before(name)
        is_located = before is not None and words[before].lower in lists.locatives
        if run[-1].lower in lists.facility_words and len(run) > 1 and not run[-1].possessive:
            return is_located or run[-1].lower not in lists.organisation_words
        if (
            lowers & (lists.not_names | lists.organisation_words | lists.titles | lists.border_nouns)
            or run[-1].text.isupper()
        ):
            return False
        if (
            any(part in lists.nationalities for word in run for part in word.text.split("-"))
            or run[-1].lower in self._names.surnames
        ):
            return False
        labels = self._evidence.labels(name)
        if labels & {"quoted name", "head beside", "speaks", "organisation", "small letters too", "title before"}:
            return False
        return "kind beside" in labels or (before is not None and words[before].lower in lists.strong_locatives)

    def _enumerated(self, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """Yield the mentions with their type words, those of an enumeration under one type word as one."""
        waiting: list[Mention] = []
        for mention in mentions:
            if waiting and not self._evidence.in_list(waiting[-1].names[0], mention.names[0]):
                yield from map(self._extended, waiting)
                waiting = []
            waiting.append(mention)
            kind = self._kind_after(mention.names[0])
            if kind and self._is_of_all(waiting, kind):
                names = tuple(name for part in waiting for name in part.names)
                found = tuple(places for part in waiting for places in part.found)
                yield self._extended(Mention(waiting[0].start, mention.end, names, found))
                waiting = []
        yield from map(self._extended, waiting)

    def _is_of_all(self, listed: Sequence[Mention], kind: tuple[int, AreaKind]) -> bool:
        """Tell whether a type word is that of all names before it: not of the last, as in "Tyotkino, Kursk region"."""
        if kind[1] not in {"region", "district"} or len(listed) < 2 or not all(m.found[0] for m in listed):  # noqa: PLR2004
            return False
        gap = self._scan.plain[listed[-2].end : listed[-1].start]
        return gap != ", " or self._scan.plain[kind[0] - 1] in "sS"

    def _kind_after(self, name: Name) -> tuple[int, AreaKind] | None:
        """Return where the type word after a name ends and what it says, or None."""
        words = self._scan.words
        if name.kind:
            return name.end, name.kind
        if name.after >= len(words) or not words[name.after].joined or words[name.after - 1].possessive:
            return None
        phrase = self._evidence.kinds.at(words, name.after, len(words))
        return (words[phrase.after - 1].end, phrase.label) if phrase else None  # type: ignore[return-value]

    def _extended(self, mention: Mention) -> Mention:
        """Return a mention with the article before it, and with the type words around it and what they say."""
        words = self._scan.words
        after, first = self._kind_after(mention.names[-1]), mention.names[0].first
        start, end, kind, near = mention.start, mention.end, mention.kind, False
        if after:
            end, kind = after
        before = first
        while words[before].joined and words[before - 1].lower in self._lists.determiners | self._lists.directions:
            before -= 1
            start = words[before].start
        for size in (4, 3, 2, 1):
            if words[before].joined and before >= size and self._near.at(words, before - size, before):
                near = self._near.at(words, before - size, before).after == before  # type: ignore[union-attr]
        if words[before].joined and before > 1 and kind is None:
            phrase = self._kinds_before.at(words, before - 2, before)
            if phrase and phrase.after == before:
                before -= 2
                is_determined = words[before].joined and words[before - 1].lower in self._lists.determiners
                kind, start = phrase.label, words[before - is_determined].start  # type: ignore[assignment]
        return replace(mention, start=start, end=end, kind=kind, near=near)

    def _joined(self, mentions: Iterator[Mention]) -> Iterator[Mention]:
        """Yield the mentions, each with the one that says what it lies in taken into it."""
        held: Mention | None = None
        for mention in mentions:
            if held and self._lies_in(held, mention):
                yield replace(held, end=mention.end, area=mention)
                held = None
                continue
            if held:
                yield replace(held, elsewhere=self._is_elsewhere(held, mention))
            held = mention
        if held:
            yield held

    def _is_elsewhere(self, mention: Mention, area: Mention) -> bool:
        """Tell whether a country or region follows a comma after a place that is not in it."""
        gap = self._scan.plain[mention.end : area.start]
        end = self._scan.plain[area.end : area.end + 1]
        found = [*mention.found[0][:1], *area.found[0][:1]]
        if gap != ", " or end not in {",", ".", ")"} or len(found) < 2 or self._evidence.is_of_speaker(area.names[0]):  # noqa: PLR2004
            return False
        is_area = found[1].entry.place.level in {"country", "region"}
        return is_area and found[0].entry.place.level == "settlement"

    def _lies_in(self, mention: Mention, area: Mention) -> bool:
        """Tell whether a mention is followed by that of the region or country that it lies in."""
        gap = self._scan.plain[mention.end : area.start]
        if gap not in self._lists.inside_gaps or len(mention.names) > 1 or len(area.names) > 1 or not area.found[0]:
            return False
        if self._evidence.is_of_speaker(area.names[0]):
            return False
        entry = area.found[0][0].entry
        if entry.place.level == "settlement" and area.kind != "region":
            return False
        if not mention.found[0]:
            return gap != ", "
        return in_any(mention.found[0][0].entry, {entry.place.id, entry.region})


def _is_state_code(found: NamedEntry) -> bool:
    return found.entry.place.level == "region" and found.name.isupper() and len(found.name) == 2  # noqa: PLR2004 - "KY"


def _weigh(labels: set[str]) -> None:
    """Take out of ``labels`` what another of them makes worthless."""
    if "dateline" in labels:
        labels -= {"organisation", "name after", "surname"}
    if labels & {"country", "region"}:
        labels -= {"surname"}
    elif labels & {"large city", "city"} and "surname" in labels:
        labels -= {"surname"}
        labels |= {"city like a surname"}


def guessed_focus(names: Names, evidence: Evidence, countries: frozenset[str]) -> tuple[str, ...]:
    """Return the ids of the regions that most of a text's sure names lie in or are, those named most often first.

    Names of one place alone vote first; what they elect helps to tell which place the other names mean.
    """
    nothing: frozenset[str] = frozenset()
    sure = _elected(names, evidence, Setting(nothing, nothing, countries), alone=True)
    if not sure:
        return _elected(names, evidence, Setting(nothing, nothing, countries), alone=False)
    nations = frozenset(region.partition(".")[0].partition("-")[0] for region in sure)
    return _elected(names, evidence, Setting(frozenset(sure), nations, countries), alone=False)


def _elected(names: Names, evidence: Evidence, setting: Setting, *, alone: bool) -> tuple[str, ...]:
    votes: Counter[str] = Counter()
    for name in names.known:
        ranked = setting.ranked(name)
        if not ranked or (alone and len(ranked) > 1):
            continue
        labels = {*evidence.labels(name), *size_labels(ranked[0], setting)}
        _weigh(labels)
        if sum(WEIGHTS[label] for label in labels) >= ACCEPTED:
            is_region = ranked[0].entry.place.level == "region" or "kind beside" in labels
            votes[ranked[0].entry.region] += 2 if is_region else 1
    del votes[""]
    least = max([2, *(count / 4 for count in votes.values())])
    return tuple(sorted((r for r, count in votes.items() if count >= least), key=lambda r: (-votes[r], r))[:4])
