"""Spellings: when two ways to write a name are ways to write the same name.

Ukrainian and Russian names reach a newsroom in many transliterations. ``variant_key`` gives one key to all of them, for
looking names up; it is never shown, and equal keys make a variant, not an exact match.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from geodata.views.search import fold

_CYRILLIC: Final = (
    "а=a б=b в=v г=g ґ=g д=d е=e ё=yo ж=zh з=z и=i і=i ї=yi й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ў=u ф=f х=kh "
    "ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya є=ye"
)
_FURTHER_LATIN: Final = "ł=l ø=o đ=d ð=d þ=th ı=i æ=ae œ=oe"
_ROMAN: Final = str.maketrans(dict(pair.split("=") for pair in _CYRILLIC.split()))
_LATIN: Final = _ROMAN | str.maketrans(dict(pair.split("=") for pair in _FURTHER_LATIN.split()))
_SOFT_HYPHEN: Final = "\u00ad"
_MARKS: Final = re.compile(rf"['’ʼʹ`´.{_SOFT_HYPHEN}]")
_GAPS: Final = re.compile(r"[\W_]+")
# Letters that languages write differently; longer ones first.
_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(("shch", "stch", "szcz", "sch", "sz"), "sh")
    | dict.fromkeys(("tsch", "tch", "cz"), "ch")
    | {"kh": "h", "g": "h", "ck": "k", "tz": "ts", "w": "v", "j": "i", "y": "i"}
)
_LETTER: Final = re.compile("|".join(_LETTERS))
_DOUBLED: Final = re.compile(r"(.)\1+")
# The endings of Russian adjectives, which Ukrainian has not, and glides; "io" is how some write the letter ё.
_SILENT: Final = re.compile(r"(?<=a)ia\b|i(?=[aeu])")
_ONE_VOWEL: Final = re.compile(r"oe\b|io")
_ALPHABETS: Final = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_LIKE_LATIN: Final = "АВЕКМНОРСТУХІЈЅаеорсухіјѕһԁԛԝ"
_LIKE_CYRILLIC: Final = "ABEKMHOPCTYXIJSaeopcyxijshdqw"
_TO_LATIN: Final = str.maketrans(_LIKE_LATIN, _LIKE_CYRILLIC)
_TO_CYRILLIC: Final = str.maketrans(_LIKE_CYRILLIC, _LIKE_LATIN)


def variant_key(name: str) -> str:
    """Return one key for every usual spelling of a name: "Tyotkino", "Tetkino" and "Тёткино" share "tetkino"."""
    key = _LETTER.sub(lambda found: _LETTERS[found.group()], plain_key(name).translate(_LATIN))
    return _ONE_VOWEL.sub("e", _SILENT.sub("", _DOUBLED.sub(r"\1", key)))


def plain_key(name: str) -> str:
    """Return ``name`` for comparison as it is spelled, without regard to case, diacritics and punctuation."""
    # Most names are ASCII, and folding those is only a matter of case.
    folded = name.casefold() if name.isascii() else fold(name)
    return _GAPS.sub(" ", _MARKS.sub("", folded)).strip()


def romanised(name: str) -> str:
    """Return a Russian or Ukrainian name in Latin letters, after a simple rule: "Тёткино" becomes "Tyotkino"."""
    letters = (letter.lower().translate(_ROMAN).capitalize() if letter.isupper() else letter for letter in name)
    return "".join(letters).translate(_ROMAN)


def alphabets(name: str) -> frozenset[str]:
    """Return which of the alphabets that look alike ("LATIN", "CYRILLIC", "GREEK") the letters of ``name`` are from."""
    return frozenset(_alphabet(letter) for letter in name if letter.isalpha()) & _ALPHABETS


def is_mixed(name: str) -> bool:
    """Tell whether a name mixes alphabets that look alike, or holds characters that show nothing."""
    return not name.isascii() and (len(alphabets(name)) > 1 or any(_shows_nothing(letter) for letter in name))


def plain_letters(name: str) -> str:
    """Return a mixed ``name`` as it looks: in the alphabet of most of its letters, with nothing hidden in it."""
    seen = "".join(letter for letter in name if not _shows_nothing(letter))
    cyrillic = sum(_alphabet(letter) == "CYRILLIC" for letter in seen)
    return seen.translate(_TO_CYRILLIC if 2 * cyrillic > len(seen) else _TO_LATIN)


@lru_cache(maxsize=4_096)
def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _shows_nothing(letter: str) -> bool:
    # A soft hyphen only says where a long word may be divided.
    return unicodedata.category(letter) == "Cf" and letter != _SOFT_HYPHEN
