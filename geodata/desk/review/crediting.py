"""Credits: who is meant by the words that name a speaker, known to the edition or new."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from geodata.gazetteer.spellings import romanised
from geodata.model.events import Speaker
from geodata.views.search import fold

_LONGEST: Final = 40
_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OFFICE: Final = re.compile(r"(?P<office>[a-z][\w-]*(?: [a-z][\w-]*)*) (?P<name>[A-Z][\w.-]*(?: [A-Z][\w.-]*)+)")
_FEWEST_WORDS: Final = 2
_SHORTEST_SURNAME: Final = 4


def credited(name: str, known: Mapping[str, Speaker]) -> Speaker:
    """Return the one speaker of ``known`` that ``name`` may mean, or else a new one of that name.

    It is meant by the whole name, by words that hold a name of two words or more, as a person's, or by a surname.
    """
    wanted = _plain(name)
    names = {speaker.id: _plain(core_name(speaker.name)) for speaker in known.values()}
    same = [speaker for speaker, plain in names.items() if plain == wanted]
    within = [speaker for speaker, plain in names.items() if _stands_in(plain, wanted)]
    surnamed = [speaker for speaker, plain in names.items() if name[:1].isupper() and _is_surname(wanted, plain)]
    found = same or within or surnamed
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


def _stands_in(name: str, words: str) -> bool:
    return len(name.split()) >= _FEWEST_WORDS and f" {name} " in f" {words} "


def _is_surname(word: str, name: str) -> bool:
    parts = name.split()
    return len(word) >= _SHORTEST_SURNAME and len(parts) >= _FEWEST_WORDS and parts[-1] == word


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(_ARTICLE.sub("", name.strip()))))
