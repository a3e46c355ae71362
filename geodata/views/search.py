"""Search: words found in a claim whatever their case, diacritics or kind of space."""

import unicodedata
from collections.abc import Sequence

from geodata.edition.loading import Edition
from geodata.edition.translations import own_words
from geodata.model.events import CitationEvidence, Event


def fold(text: str) -> str:
    """Return ``text`` for comparison only: case and diacritics removed, every run of white space one space.

    Works on Cyrillic as on Latin: "Тёткино" folds like "теткино". Quotes are never folded on screen.
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())


def search(events: Sequence[Event], words: str, edition: Edition) -> tuple[Event, ...]:
    """Return those of ``events`` in which every one of ``words`` occurs, in their given order."""
    wanted = fold(words).split()
    return tuple(event for event in events if all(word in haystack(event, edition) for word in wanted))


def haystack(event: Event, edition: Edition) -> str:
    """Return all that a search looks through in a claim, folded."""
    places = [edition.places[place] for place in event.place.places]
    names = [name for place in places for name in (place.name, place.name_ru, place.name_uk, *place.also)]
    speakers = [edition.speakers[speaker].name for speaker in sorted(event.speakers)]
    written = [link.as_written for link in event.chain]
    return fold("\n".join([*_words(event, edition), event.label, event.place.words, *names, *speakers, *written]))


def _words(event: Event, edition: Edition) -> list[str]:
    evidence = event.evidence
    if isinstance(evidence, CitationEvidence):
        return [evidence.summary, own_words(event, "summary", edition).text, evidence.outlet, evidence.title]
    return [quote.exact for quote in (*evidence.quotes, *evidence.attribution)]


def examples(edition: Edition) -> str:
    """Return names that a search finds in ``edition``, as in "Tyotkino, Тёткино, TASS …"; nothing if it has none."""
    place = edition.places.get(next(iter(edition.place_numbers), ""))
    names = [place.name, place.name_ru or place.name_uk] if place else []
    outlets = (event.evidence.outlet for event in edition.events if isinstance(event.evidence, CitationEvidence))
    names = [name for name in (*names, next(outlets, "")) if name]
    return f"{', '.join(names)} …" if names else ""
