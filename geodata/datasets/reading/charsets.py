"""Character sets: which one a text is written in, told from its first megabytes, and its bytes as UTF-8."""

import codecs
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from geodata.common.errors import DataFileError
from geodata.common.language import marked

UTF8: Final = "utf-8"
CHARSETS: Final = (UTF8, "utf-16", "windows-1251", "windows-1252")
_MARKS: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_SOME: Final = 1_000


def charset_of(head: bytes, name: str) -> str:
    """Return what the text that begins with ``head`` is written in; raise DataFileError if that cannot be told.

    A text in which most lines are UTF-8 is UTF-8: the others are rejected one by one.
    """
    for mark, charset in _MARKS.items():
        if head.startswith(mark):
            return charset
    some = head[:_SOME]
    zeros = some[0::2].count(0), some[1::2].count(0)
    if sum(zeros) * 4 > len(some):
        if not all(zeros) and len(some) > 1:
            return "utf-16-be" if zeros[0] else "utf-16-le"
        raise DataFileError(marked("{file} is no text: save it as CSV or GeoJSON"), file=name)
    lines = head.splitlines()
    if not head.endswith(b"\n"):
        lines = lines[:-1] or lines  # the last one may be cut within a character
    foreign = [line for line in lines if not line.isascii()]
    wrong = sum(not _is_utf8(line) for line in foreign)
    if wrong * 2 <= len(foreign) and (not lines or _is_utf8(lines[0])):
        return UTF8
    return _of_one_byte(foreign, name)


def as_utf8(charset: str, read: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """Return how to read the text in UTF-8; a character that is none is U+FFFD."""
    if charset == UTF8:
        return read
    decoder = codecs.getincrementaldecoder(charset)("replace")

    def recoded(size: int) -> bytes:
        while some := read(size):
            if text := decoder.decode(some):
                return text.encode()
        return decoder.decode(b"", final=True).encode()

    return recoded


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode(UTF8)
    except UnicodeDecodeError:
        return False
    return True


def _of_one_byte(lines: list[bytes], name: str) -> str:
    """Return Windows-1251 or 1252: letters beyond ASCII stand together in Cyrillic, and apart in Latin words."""
    text = b"\n".join(lines).decode("windows-1251", "replace")
    pairs = list(pairwise(text))
    together = sum(_is_foreign(a) and _is_foreign(b) for a, b in pairs)
    apart = sum(_is_foreign(a) != _is_foreign(b) and a.isalpha() and b.isalpha() for a, b in pairs)
    charset = "windows-1251" if together > apart else "windows-1252"
    foreign = [letter for letter in b"\n".join(lines).decode(charset, "replace") if not letter.isascii()]
    letters = sum(letter.isalpha() for letter in foreign)
    if letters * 2 < len(foreign) or "\ufffd" in foreign:
        raise DataFileError(marked("{file} is not UTF-8, nor Windows-1251 or 1252: save it as UTF-8"), file=name)
    return charset


def _is_foreign(letter: str) -> bool:
    return not letter.isascii() and letter.isalpha()
