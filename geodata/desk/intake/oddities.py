"""Oddities: characters that make a text or a name look like another one; they are kept as they are, and told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, islice
from typing import Final

from geodata.common.language import _, marked
from geodata.gazetteer.spellings import alphabets


class OddityKind(StrEnum):
    """What is odd about a place in a text."""

    DIRECTION = "direction"
    INVISIBLE = "invisible"
    MIXED = "mixed"
    LOST = "lost"
    MISREAD = "misread"


_DIRECTION: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Not tab and the line ends. No-break spaces and soft hyphens are everyday typography.
_INVISIBLE: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2028\u2029"
    "\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_LOST: Final = "\ufffd\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff"
_HIDDEN: Final = re.compile(f"[{_DIRECTION}{_INVISIBLE}\ufffe\uffff\ud800-\udfff]")
_MISREAD: Final = (
    "(?:[РС][\x80-\xbf\u0401-\u040f\u0451-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]){3,}|"
    "(?:[\xd0\xd1][\x80-\xbf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]){3,}|"
    "\xe2\u20ac[\x80-\xbf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u2122]"
)
"""UTF-8 that was read as windows-1251 or windows-1252 before it came here."""
_PLACE: Final = re.compile(
    f"(?P<misread>{_MISREAD})|(?P<direction>[{_DIRECTION}]+)|(?P<invisible>[{_INVISIBLE}]+)|(?P<lost>[{_LOST}]+)|"
    r"(?P<mixed>(?:(?!\xe2\u20ac)[^\W\d_]){2,})"
)
_LATIN: Final = re.compile("[A-Za-z\xc0-\u024f]")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
# Cyrillic letters that are drawn as Latin ones; a word of nothing else in a Latin text is not what it looks like.
_LOOK_ALIKE: Final = frozenset("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝ")
_ALPHABETS: Final = {"LATIN": marked("Latin"), "CYRILLIC": marked("Cyrillic"), "GREEK": marked("Greek")}
_WORDS: Final[Mapping[OddityKind, str]] = {
    OddityKind.DIRECTION: marked("Characters that turn the direction of reading stand here: {shown}"),
    OddityKind.INVISIBLE: marked("Characters that cannot be seen stand here: {shown}"),
    OddityKind.MIXED: marked("Letters of another alphabet that look alike stand here: {shown}"),
    OddityKind.LOST: marked("Letters were lost here before the text came in: {shown}"),
    OddityKind.MISREAD: marked("This looks like text that was read in a wrong encoding before it came in: {shown}"),
}
_LONGEST: Final = 60


@dataclass(frozen=True)
class Oddity:
    """``text[start:end]`` (code points) is not what it looks like; ``shown`` writes out what hides there."""

    kind: OddityKind
    start: int
    end: int
    shown: str

    @property
    def words(self) -> str:
        """Return what is odd in one sentence, in the language spoken."""
        return _(_WORDS[self.kind]).format(shown=self.shown)


def oddities(text: str, most: int = 100) -> tuple[Oddity, ...]:
    """Return the first ``most`` places in ``text`` that look like something else, in their order."""
    if text.isascii() and text.isprintable():
        return ()
    is_latin = len(_LATIN.findall(text)) > len(_CYRILLIC.findall(text))
    found = (match for match in _PLACE.finditer(text) if not match["mixed"] or _misleads(match["mixed"], is_latin))
    return tuple(_oddity(OddityKind(str(match.lastgroup)), match) for match in islice(found, most))


def shown(text: str) -> str:
    """Return ``text`` for display, with every character that steers or hides written out like ⟨U+202E⟩."""
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)


def _oddity(kind: OddityKind, match: re.Match[str]) -> Oddity:
    part = match.group()[:_LONGEST]
    return Oddity(kind, match.start(), match.end(), _spelled(part) if kind is OddityKind.MIXED else _written(part))


def _misleads(word: str, is_latin: bool) -> bool:  # noqa: FBT001 - of the text around it
    if word.isascii():
        return False
    return len(alphabets(word)) > 1 or (is_latin and _LOOK_ALIKE.issuperset(word))


def _written(part: str) -> str:
    """Return the characters of ``part`` that cannot be seen by number, the others as they are."""
    return "".join(
        f"⟨U+{ord(character):04X}⟩" if not character.isprintable() or character == "\ufffd" else character
        for character in part
    )


def _spelled(word: str) -> str:
    """Return ``word`` with the runs of its letters' alphabets named: "Т (Cyrillic) + etkino (Latin)"."""
    runs = ((name, "".join(run)) for name, run in groupby(word, key=lambda letter: min(alphabets(letter), default="")))
    return " + ".join(f"{letters} ({_(_ALPHABETS[name])})" if name else letters for name, letters in runs)
