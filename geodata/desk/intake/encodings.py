"""Encodings: UTF-8, UTF-16 with its mark and windows-1251 are recognised, others read as declared, none guessed."""

import codecs
import re
from typing import Final

from geodata.common.errors import DataFileError, Message
from geodata.common.language import marked
from geodata.gazetteer.spellings import alphabets

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
_ODD_WORDS: Final = 0.1
_LONG_WORD: Final = 4
_ACCENTS: Final = 0.75
# Control characters and frames for boxes: what other encodings have where letters are.
_NO_LETTERS: Final = re.compile("[\x80-\x9f\u2500-\u259f]")
# Labels that the WHATWG reads as another encoding than their name says, or that Python does not know.
_WHATWG: Final = {
    **dict.fromkeys(
        ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "ansi_x3.4-1968", "ibm819"),
        "cp1252",
    ),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5", "l5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "iso8859-11", "tis-620", "windows-874", "dos-874"), "cp874"),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "chinese", "x-gbk", "csgb2312", "gb18030"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr", "euc_kr", "korean", "windows-949", "ksc5601"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac-cyrillic"),
    **dict.fromkeys(("macintosh", "mac", "x-mac-roman"), "mac-roman"),
    **dict.fromkeys(("iso-8859-8-i", "logical", "visual"), "iso8859-8"),
    **dict.fromkeys(("koi", "koi8"), "koi8-r"),
    "koi8-ru": "koi8-u", "dos-866": "cp866", "ibm866": "cp866", "euc-jp": "euc_jp", "x-euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "unicode": "utf-8",
}  # fmt: skip
_ONE_BYTE: Final = frozenset(
    (*(f"cp{number}" for number in range(1250, 1259)), *(f"iso8859-{number}" for number in range(1, 17)),
     "cp866", "cp874", "koi8-r", "koi8-u", "mac-cyrillic", "mac-roman")
)  # fmt: skip
_TEXT: Final = _ONE_BYTE | set(_WHATWG.values()) | {"utf-8"}
_WHATWG_NAMES: Final = {
    **{f"cp{number}": f"windows-{number}" for number in range(1250, 1259)},
    "cp874": "windows-874", "cp949": "euc-kr", "cp932": "shift-jis", "big5hkscs": "big5", "cp866": "ibm866",
}  # fmt: skip


def decode(content: bytes) -> tuple[str, str]:
    """Return ``content`` as text without a byte order mark, and the name of its encoding.

    Raises DataFileError with the position for NUL bytes and for mixed or other encodings.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf_16(content)
    nul = content.find(b"\0")
    if nul >= 0:
        raise DataFileError(
            marked("the file has a NUL byte at {place}: it is no text, or UTF-16 without its mark; save it as UTF-8"),
            place=_place(content, nul),
        )
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        return _eight_bit(content, error.start)


def decode_page(content: bytes, declared: str) -> tuple[str, str, bool]:
    """Return a page as text, the name of its encoding, and whether the page ``declared`` another one.

    What is declared is believed where the bytes bear it out: its label is one of the WHATWG's, and what it makes of
    them are words. UTF-8 and windows-1251 are recognised whatever is declared. Raises DataFileError as ``decode`` does.
    """
    codec = _codec(declared)
    if codec and codec != "utf-8" and b"\0" not in content and not _is_utf_8(content):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError as error:
            if codec not in _ONE_BYTE:
                raise DataFileError(
                    marked("the page says that it is in {encoding}, but {place} is not: save it as UTF-8"),
                    encoding=declared[:30],
                    place=_place(content, error.start),
                ) from error
        else:
            if _is_of_words(text) and (codec != "cp1251" or _is_cyrillic(text, 1)):
                return text, _WHATWG_NAMES.get(codec, codec.replace("_", "-")), False
    elif declared and not codec and not _is_utf_8(content):
        raise DataFileError(
            marked("the page is in the encoding {encoding}, which is not read here: save it as UTF-8"),
            encoding=declared[:30],
        )
    text, encoding = decode(content)
    read = _codec(encoding)
    return text, encoding, bool(codec) and codec != read and not content.isascii() and encoding != "utf-16"


def _utf_16(content: bytes) -> tuple[str, str]:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise DataFileError(
            marked("the file begins as UTF-16, but byte {byte} is not: it is damaged or mixed; save it as UTF-8"),
            byte=f"{error.start + 1:,}",
        ) from error
    if "\0" in text:
        raise DataFileError(
            marked("the file has a NUL character at character {character}: it is no text; save it as UTF-8"),
            character=f"{text.index(chr(0)) + 1:,}",
        )
    return text, "utf-16"


def _eight_bit(content: bytes, first_not_utf_8: int) -> tuple[str, str]:
    """Return ``content``, which is not UTF-8, as windows-1251 if it can be nothing else."""
    run = _UTF_8_RUN.search(content)
    if run:
        place = _place(content, max(run.start(), first_not_utf_8))
        raise DataFileError(
            marked("the file mixes encodings or is damaged, first at {place}: save it as UTF-8"), place=place
        )
    if not content.translate(None, _COMMON + bytes(range(0x80))):
        return content.decode("cp1252"), "windows-1252"
    try:
        text = content.decode("cp1251")
    except UnicodeDecodeError:
        text = ""
    if not _is_cyrillic(text, _FEWEST_LETTERS):
        place = _place(content, first_not_utf_8)
        raise DataFileError(
            marked("the encoding of the file is neither UTF-8 (see {place}) nor surely windows-1251: save it as UTF-8"),
            place=place,
        )
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


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_of_words(text: str) -> bool:
    """Tell whether the letters beyond ASCII make words: of one alphabet, in the usual case, not of accents alone."""
    letters = odd = 0
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        beyond = sum(not letter.isascii() for letter in word)
        letters += beyond
        is_cased = len(word) == 1 or word[1:].islower() or word.isupper() or word.lower() == word.upper()
        is_accents = len(word) >= _LONG_WORD and beyond >= len(word) * _ACCENTS and alphabets(word) == {"LATIN"}
        odd += beyond if not is_cased or is_accents or len(alphabets(word)) > 1 else 0
    odd += len(_NO_LETTERS.findall(text))
    return odd <= max(letters, 1) * _ODD_WORDS


def _codec(label: str) -> str:
    """Return Python's codec for an encoding's label, as the WHATWG reads labels; nothing for one that is none."""
    name = label.strip().strip("\"'").lower()
    if name in _WHATWG:
        return _WHATWG[name]
    try:
        codec = codecs.lookup(name.removeprefix("x-").replace("windows-", "cp")).name if name else ""
    except (LookupError, ValueError):
        return ""
    # A page that can be read as far as this label is in no encoding of two bytes for each letter.
    return "utf-8" if codec.startswith("utf") else _WHATWG.get(codec, codec) if codec in _TEXT else ""


def _place(content: bytes, position: int) -> Message:
    line = content.count(b"\n", 0, position) + 1
    return Message(marked("byte {byte} (line {line})"), byte=f"{position + 1:,}", line=f"{line:,}")
