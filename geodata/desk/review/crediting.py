"""Credits: who is meant by the words that name a speaker, known to the edition or new."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from geodata.desk.suggestions.word_lists import load_words
from geodata.gazetteer.spellings import romanised
from geodata.model.events import Speaker
from geodata.views.search import fold

_LONGEST: Final = 40
_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OFFICE: Final = re.compile(r"(?P<office>[a-z][\w-]*(?: [a-z][\w-]*)*) (?P<name>[A-Z][\w.-]*(?: [A-Z][\w.-]*)+)")
_PARENTHESIS: Final = re.compile(r"\([^()]*\)")
_FEWEST_WORDS: Final = 2
_SHORTEST_SURNAME: Final = 4


def credited(name: str, known: Mapping[str, Speaker], own: Collection[str]) -> Speaker:
    """Return the one speaker of ``known`` that ``name`` means, or else a new one of that name.

    A name is matched whole, with or without an office. A surname alone, and words that name nobody in particular ("the
    army", "residents"), mean only a speaker of the same article: ``own`` are the ids of those.
    """
    wanted = _plain(name)
    names = {speaker.id: _plain(core_name(speaker.name)) for speaker in known.values()}
    within = {speaker: plain for speaker, plain in names.items() if speaker in own}
    same = [speaker for speaker, plain in (within if _is_generic(name) else names).items() if plain == wanted]
    persons = {_plain(part) for part in _persons(name)}
    named = [speaker for speaker, plain in names.items() if plain in persons]
    surnamed = [speaker for speaker, plain in within.items() if _is_surname(name, plain)]
    found = same or named or surnamed
    return known[found[0]] if len(found) == 1 else new_speaker(name, known)


def new_speaker(name: str, taken: Collection[str]) -> Speaker:
    """Return a speaker with this name, in one line, and an id that is not in ``taken``."""
    line = _ARTICLE.sub("", " ".join(name.split())).strip(' ,.;:"“”') or "somebody"
    if office := _OFFICE.fullmatch(line):
        line = f"{office['name']}, {office['office']}"
    letters = re.findall(r"[a-z0-9]+", fold(romanised(core_name(line))))
    slug = "-".join(letters)[:_LONGEST].strip("-") or "speaker"
    ids = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 2))
    return Speaker(id=next(proposal for proposal in ids if proposal not in taken), name=line)


def core_name(name: str) -> str:
    """Return a speaker's name without the office or the abbreviation that follows it."""
    return re.split(r", | \(", name)[0]


def _is_generic(name: str) -> bool:
    """Tell whether words name nobody in particular: no proper name, or people by what they are."""
    lists = load_words("en")
    words = re.findall(r"\w+", _ARTICLE.sub("", name.strip()))
    common = lists.common_speakers | lists.not_names
    proper = [word for word in words if word[:1].isupper() and word.lower() not in common]
    return not proper or any(word.lower() in lists.people for word in words)


def _persons(name: str) -> Iterator[str]:
    """Yield what is a person's full name in ``name``: behind the office, or between commas."""
    titles = load_words("en").titles
    for part in _PARENTHESIS.sub("", name).split(","):
        words = part.split()
        offices = [at for at, word in enumerate(words) if word[:1].islower() or word.strip(".").lower() in titles]
        person = words[offices[-1] + 1 :] if offices else words
        if len(person) >= _FEWEST_WORDS and not any(word.endswith(("'s", "’s")) for word in person):
            yield " ".join(person)


def _is_surname(word: str, name: str) -> bool:
    parts = name.split()
    is_one = len(_plain(word)) >= _SHORTEST_SURNAME and word[:1].isupper() and not _is_generic(word)
    return is_one and len(parts) >= _FEWEST_WORDS and parts[-1] == _plain(word)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(_ARTICLE.sub("", name.strip()))))
