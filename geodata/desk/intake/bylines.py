"""Bylines: the names of those who wrote an article, each person and each agency for itself."""

import re
from typing import Final

SEPARATOR: Final = "; "
"""What stands between several authors in one field."""

_BY: Final = re.compile(
    r"(?:(?:Written |Reported |Reporting |Text |Story )?[Bb][Yy]:?\s+|"
    r"(?:Authors?|Автори?|Авторы|Автор текста|Текст)\s*:\s*)"
)
_PARTS: Final = re.compile(r"\s*(?:;|,|\||·|•|/|\s—\s|\s–\s)\s*")
_AND: Final = re.compile(r"\s+(?:and|AND|And|&|та|и|і|й|und|et|y|with)\s+")
_PARTICLE: Final = (
    r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|al|el|as|bin|ibn|bint|abu|abd|ul|ter|ten|zu|af|y|e)"
)
_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĽŁŃŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁЄІЇҐЎ"
_NAME: Final = rf"(?:(?:{_PARTICLE}[ -])*(?:(?:al|el|an|as|ad|O|D|Mc|Mac)[-'’]?)?[{_UPPER}][\w'’.-]*)"
_PERSON: Final = re.compile(rf"{_NAME}(?:\s+{_NAME}){{1,4}}")
_AGENCIES: Final = (
    r"AP|AFP|UPI|DPA|dpa|EFE|ANSA|BBC|CNN|NBC|CBS|ABC|PBS|NPR|VOA|RFE/RL|TASS|RIA|УП|ТАСС|РБК|Reuters|Bloomberg|Xinhua|"
    r"Anadolu|Interfax|Ukrinform|UNIAN|Meduza|Интерфакс|Укрінформ|УНІАН|Agence France-Presse|Al[ -]Jazeera"
)
_BODY: Final = (
    r"news|press|agency|times|post|tribune|newspaper|service|services|staff|desk|team|bureau|media|editors|institute|"
    r"ministry|observatory|network|radio|tv|television|university|committee|group|union|cent(?:er|re)|council|"
    r"foundation|association|organi[sz]ation|office|department|company|inc|ltd|llc|"
    r"агентство|редакция|редакція|служба|министерство|міністерство|новости|новини"
)
_ORGANISATION: Final = re.compile(
    rf"(?:The|THE)\s.+|(?:{_AGENCIES})(?:\s+\w+)?|[{_UPPER}]{{2,6}}|(?=.*(?<!\w)(?i:{_BODY})(?!\w)).+"
)
_TURNED: Final = re.compile(rf"(?P<family>{_NAME}), (?P<given>{_NAME}(?: {_NAME})?)")
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
_WHERE: Final = re.compile(rf"\s+(?:in|from|для|в|у)\s+[{_UPPER}].*$")
_CAPITALS: Final = re.compile(
    rf"(?P<person>[{_UPPER}]{{2,}}(?:\s+[{_UPPER}]\.|\s+[{_UPPER}'’-]{{2,}}){{1,3}})\s+(?P<body>.*[a-z].*)"
)
_LONGEST: Final = 200


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
    if stated.casefold() in _NOBODY:
        return ()
    turned = _TURNED.fullmatch(stated)
    if turned and not is_organisation(turned["given"]) and not _ROLE.fullmatch(turned["given"]):
        return (f"{turned['given']} {turned['family']}",)
    return _authors(stated, keeps_whole=True)


def is_organisation(name: str) -> bool:
    """Tell whether a name is an agency's or another body's, not a person's."""
    return bool(_ORGANISATION.fullmatch(name))


def _authors(written: str, *, keeps_whole: bool) -> tuple[str, ...]:
    found: list[str] = []
    for number, part in enumerate(filter(None, _PARTS.split(written))):
        names = [] if number and _ROLE.fullmatch(part) else _names(part)
        if names:
            found += names
        # A role or a town after a name is no author.
        elif not (found and (_ROLE.fullmatch(part) or re.fullmatch(_NAME, part))):
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
    return people if all(_PERSON.fullmatch(name) or is_organisation(name) for name in people) else []
