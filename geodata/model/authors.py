"""Authors: whether a name is a person's or a body's, and which part of a person's name is the family's."""

import re
from typing import Final, NamedTuple

SEPARATOR: Final = "; "
"""What stands between several authors in one field."""

_PARTICLE: Final = (
    r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|al|el|as|bin|ibn|bint|abu|abd|ul|ter|ten|zu|af|y|e)"
)
CAPITALS: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĽŁŃŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁЄІЇҐЎ"
NAME: Final = rf"(?:(?:{_PARTICLE}[ -])*(?:(?:al|el|an|as|ad|O|D|Mc|Mac)[-'’]?)?[{CAPITALS}][\w'’.-]*)"
PERSON: Final = re.compile(rf"{NAME}(?:\s+{NAME}){{1,4}}")
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
    rf"(?:The|THE)\s.+|(?:{_AGENCIES})(?:\s+\w+)?|[{CAPITALS}]{{2,6}}|(?=.*(?<!\w)(?i:{_BODY})(?!\w)).+"
)
_INITIAL: Final = re.compile(rf"[{CAPITALS}]\.?(?:-?[{CAPITALS}]\.?)?")
_JOINED: Final = re.compile(rf"(?:{_PARTICLE}|al|el)(?:[-'’].*)?")
_FULL: Final = 3


class PersonalName(NamedTuple):
    """A person's name in its two parts, as reference managers sort it."""

    given: str
    family: str


def names_in(field: str) -> tuple[str, ...]:
    """Return the names that stand in one field, each for itself."""
    return tuple(name.strip() for name in field.split(SEPARATOR.strip()) if name.strip())


def is_organisation(name: str) -> bool:
    """Tell whether a name is an agency's or another body's, not a person's."""
    return bool(_ORGANISATION.fullmatch(name))


def personal_name(name: str) -> PersonalName | None:
    """Return a person's name in its parts where they are sure: two words, an initial or a particle between them.

    Of "Kim Jong Un" or "Dr. Amal Idris" no part is sure to be the family's, and a body has none.
    """
    words = name.split()
    if not PERSON.fullmatch(name) or is_organisation(name) or words[0].endswith("."):
        return None
    particle = next((place for place, word in enumerate(words) if place and _JOINED.fullmatch(word)), len(words) - 1)
    between = words[1:particle]
    is_sure = _JOINED.fullmatch(words[particle]) or len(words) < _FULL or all(map(_INITIAL.fullmatch, between))
    return PersonalName(" ".join(words[:particle]), " ".join(words[particle:])) if is_sure else None
