"""Encodings: UTF-8, UTF-16 with its mark and windows-1251 are recognised, everything else is refused, never guessed."""

import codecs
import re
from typing import Final

from geodata.common.errors import DataFileError

# Quotation marks, dashes and the like, the same in windows-1251 and windows-1252: English with only these is the same
# text in both. Those of the same bytes as accented letters in other encodings are left out.
_COMMON: Final = "…‘’“”•–—™\xa0§©«\xad®°±·»".encode("cp1252")
# Cyrillic or typographic marks written in UTF-8; read as windows-1251 they are nothing that anybody writes.
_UTF_8_RUN: Final = re.compile(rb"(?:[\xd0-\xd3][\x80-\xbf]){3}|\xe2\x80[\x90-\xaf]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ALPHABET: Final = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў")
# Over half of any Russian, Ukrainian, Belarusian or Bulgarian text; a fifth of what another encoding looks like.
_FREQUENT: Final = frozenset("оеаинтсрвлі")
_FREQUENT_SHARE: Final = 0.42
_FEWEST_LETTERS: Final = 40
_ODD_SHARE: Final = 0.02


def decode(content: bytes, declared: str = "") -> tuple[str, str]:
    """Return ``content`` as text without a byte order mark, and the name of its encoding.

    ``declared`` is the encoding that a web page names; the bytes must bear it out. Raises DataFileError with the
    position for NUL bytes and for mixed or other encodings.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf_16(content)
    nul = content.find(b"\0")
    if nul >= 0:
        message = (
            f"the file has a NUL byte at {_place(content, nul)}: it is no text, or UTF-16 without its mark; {_SAVE}"
        )
        raise DataFileError(message)
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        return _eight_bit(content, error.start, declared)


_SAVE: Final = "save it as UTF-8"


def _utf_16(content: bytes) -> tuple[str, str]:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        message = f"the file begins as UTF-16, but byte {error.start + 1:,} is not: it is damaged or mixed; {_SAVE}"
        raise DataFileError(message) from error
    if "\0" in text:
        message = f"the file has a NUL character at character {text.index(chr(0)) + 1:,}: it is no text; {_SAVE}"
        raise DataFileError(message)
    return text, "utf-16"


def _eight_bit(content: bytes, first_not_utf_8: int, declared: str) -> tuple[str, str]:
    """Return ``content``, which is not UTF-8, as windows-1251 if it can be nothing else."""
    run = _UTF_8_RUN.search(content)
    if run:
        place = _place(content, max(run.start(), first_not_utf_8))
        message = f"the file mixes encodings or is damaged, first at {place}: {_SAVE}"
        raise DataFileError(message)
    if declared and _name(declared) not in ("", "utf-8", "cp1251", "cp1252", "iso8859-1"):
        message = f"the page is in the encoding {declared[:30]}, which is not read here: {_SAVE}"
        raise DataFileError(message)
    if not content.translate(None, _COMMON + bytes(range(0x80))):
        return content.decode("cp1252"), "windows-1252"
    try:
        text = content.decode("cp1251")
    except UnicodeDecodeError:
        text = ""
    if not _is_cyrillic(text, 1 if _name(declared) == "cp1251" else _FEWEST_LETTERS):
        place = _place(content, first_not_utf_8)
        message = f"the encoding of the file is neither UTF-8 (see {place}) nor surely windows-1251: {_SAVE}"
        raise DataFileError(message)
    return text, "windows-1251"


def _is_cyrillic(text: str, fewest: int) -> bool:
    """Tell whether windows-1251 made words of ``text``: one alphabet in each, the usual letters, mostly lower case."""
    letters = odd = frequent = upper = 0
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        lower = word.lower()
        letters += len(word)
        frequent += sum(letter in _FREQUENT for letter in lower)
        upper += sum(letter.isupper() for letter in word)
        if not _ALPHABET.issuperset(lower) or not (len(word) == 1 or word[1:].islower() or word.isupper()):
            odd += len(word)
    usual = frequent >= letters * _FREQUENT_SHARE and 0 < upper <= letters / 2
    return letters >= fewest and odd <= letters * _ODD_SHARE and usual


def _name(declared: str) -> str:
    try:
        return codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return declared and "?"


def _place(content: bytes, position: int) -> str:
    line = content.count(b"\n", 0, position) + 1
    return f"byte {position + 1:,} (line {line:,})"
