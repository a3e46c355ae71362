"""Names of regions, districts and countries as event sets write them, made comparable across scripts and spellings."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_ROMAN: Final = str.maketrans(
    dict(zip("абвгґдезийклмнопрстуфыэ", "abvggdeziiklmnoprstufie", strict=True))
    | {"ё": "e", "є": "ie", "ж": "zh", "і": "i", "ї": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ю": "iu", "я": "ia", "ь": "", "ъ": ""}
)
_KINDS: Final = re.compile(
    r"\b(oblasti?|obl|region|province|voblast|raion|raionu|rayon|rajon|district|county|municipalit(y|et)|munitsipalnyi"
    r"|city|gorod|misto|urban|okrug|gorodskoi|okruha|state|governorate|departe?ment|prefecture|zone|republic|respublika"
    r"|krai|territory)\b"
)
_MARKS: Final = re.compile(r"[ʹʼ'’‘`´\"“”«»]")  # soft signs and apostrophes, which romanisations keep or drop
_ADJECTIVE: Final = re.compile(r"(?<=sk)(aia|aa|oi|a|i|e)$")

FIPS: Final = {
    "RS09": "RU-BEL",
    "RS10": "RU-BRY",
    "RS41": "RU-KRS",
    "RS43": "RU-LIP",
    "RS56": "RU-ORL",
    "RS86": "RU-VOR",
    "UP02": "UA-74",
    "UP07": "UA-63",
    "UP14": "UA-09",
    "UP18": "UA-53",
    "UP21": "UA-59",
}
"""The regions held, by the FIPS 10-4 codes that GDELT states."""

_COUNTRIES: Final = {
    "RU": ("russia", "russian federation", "russia soviet union", "rossiia", "rosiia", "rus", "ru", "rs"),
    "UA": ("ukraine", "ukraina", "ukr", "ua", "up"),
}


def roman(text: str) -> str:
    """Return ``text`` in small Latin letters without diacritics, Russian and Ukrainian letters by one table."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ROMAN))
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def keys(name: str) -> frozenset[str]:
    """Return what a name of an area is compared by: two names mean the same if they share a key.

    "Belgorodskaya Oblast'", "Белгородская область" and "Belgorod" share one, as do "Shebekino" and "Shebekinsky".
    """
    words = re.sub(r"[^a-z0-9]+", " ", _MARKS.sub("", roman(name)))
    stem = re.sub(r"[yij]+", "i", _KINDS.sub(" ", words)).replace(" ", "")
    stem = _ADJECTIVE.sub("", stem)
    return frozenset(filter(None, (stem, stem.removesuffix("sk"), stem.rstrip("aeiou"))))


def keys_of(names: Iterable[str]) -> frozenset[str]:
    """Return all that any of an area's names is compared by."""
    return frozenset[str]().union(*map(keys, names))


def country(name: str) -> str:
    """Return "RU" or "UA" for a name or code of these countries, "" for anything else."""
    plain = " ".join(re.sub(r"[^a-z]+", " ", roman(name)).split())
    return next((code for code, names in _COUNTRIES.items() if plain in names), "")
