"""Bylines: the names of those who wrote an article, each person and each agency for itself."""

import re
from typing import Final

from geodata.model.authors import CAPITALS, NAME, PERSON, is_organisation

_BY: Final = re.compile(
    r"(?:(?:Written |Reported |Reporting |Text |Story )?[Bb][Yy]:?\s+|"
    r"(?:Authors?|Автори?|Авторы|Автор текста|Текст)\s*:\s*)"
)
_PARTS: Final = re.compile(r"\s*(?:;|,|\||·|•|/|\s—\s|\s–\s)\s*")
_AND: Final = re.compile(r"\s+(?:and|AND|And|&|та|и|і|й|und|et|y|with)\s+")
_TURNED: Final = re.compile(rf"(?P<family>{NAME}), (?P<given>{NAME}(?: {NAME})?)")
_ROLE: Final = re.compile(
    r"(?i:.*(?<!\w)(?:writers?|correspondents?|reporters?|editor|contributors?|journalist|columnist|analyst|producer|"
    r"special to|exclusive|staff writer|for the|in)(?!\w).*)"
)
_TIME_WORD: Final = re.compile(
    r"(?<!\w)(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|july|september|october|november|"
    r"december|morning|noon|midday|afternoon|evening|night|midnight|dawn|dusk|today|yesterday|tomorrow)(?!\w)"
)
_NOBODY: Final = frozenset(
    ("anonymous", "(anonymous)", "unknown", "admin", "administrator", "user", "windows user", "author", "guest", "none")
)
_WHERE: Final = re.compile(rf"\s+(?:in|from|для|в|у)\s+[{CAPITALS}].*$")
_CAPITALS: Final = re.compile(
    rf"(?P<person>[{CAPITALS}]{{2,}}(?:\s+[{CAPITALS}]\.|\s+[{CAPITALS}'’-]{{2,}}){{1,3}})\s+(?P<body>.*[a-z].*)"
)
_LONGEST: Final = 200
_LONGEST_LIST: Final = 500


def read_byline(line: str) -> tuple[str, ...]:
    """Return the authors that a line such as "By JANE DOE, AP" names; nothing for a sentence that begins with "By"."""
    line = " ".join(line.split())
    begun = _BY.match(line) if len(line) <= _LONGEST else None
    if not begun or _TIME_WORD.search(line):
        return ()
    written = line[begun.end() :].rstrip(" ,|")
    return _authors(written, keeps_whole=False)


def authors(stated: str) -> tuple[str, ...]:
    """Return the authors that a page states in one field: several only where each part is a person or an agency."""
    stated = " ".join(stated.split()).strip(" ,;|")
    begun = _BY.match(stated)
    stated = stated[begun.end() :] if begun else stated
    if stated.casefold() in _NOBODY or len(stated) > _LONGEST_LIST:
        return ()
    turned = _TURNED.fullmatch(stated)
    if turned and not is_organisation(turned["given"]) and not _ROLE.fullmatch(turned["given"]):
        return (f"{turned['given']} {turned['family']}",)
    return _authors(stated, keeps_whole=True)


def _authors(written: str, *, keeps_whole: bool) -> tuple[str, ...]:
    found: list[str] = []
    for number, part in enumerate(filter(None, _PARTS.split(written))):
        names = [] if number and _ROLE.fullmatch(part) else _names(part)
        if names:
            found += names
        # A role or a town after a name is no author.
        elif not (found and (_ROLE.fullmatch(part) or re.fullmatch(NAME, part))):
            return (written,) if keeps_whole and written else ()
    return tuple(dict.fromkeys(found)) or ((written,) if keeps_whole and written else ())


def _names(part: str) -> list[str]:
    part = _WHERE.sub("", part)
    shouted = _CAPITALS.fullmatch(part)
    if shouted and is_organisation(shouted["body"]):
        return [shouted["person"], shouted["body"]]
    if is_organisation(part):
        return [part]
    people = _AND.split(part)
    return people if all(PERSON.fullmatch(name) or is_organisation(name) for name in people) else []
