"""Text fragments: the part of a link that leads a browser to a quote on its page, however often its words occur.

https://wicg.github.io/scroll-to-text-fragment/: ``#:~:text=prefix-,start,end,-suffix``. A browser takes the first place
that fits, at whole words, whatever the case; one term never reaches across a paragraph, "start,end" does.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote as percent_encode

from geodata.model.quotes import Quote

_WORD: Final = re.compile(r"\S+")
_MOST_WORDS_WHOLE: Final = 12
_WORDS_AT_AN_END: Final = 6
_MOST_WORDS_BESIDE: Final = 8
_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")


def text_fragment(quote: Quote, text: str) -> str:
    """Return the fragment, without its "#", that leads to ``quote`` in a page of this ``text``."""
    plain = _folded(text)
    lines = [line.group().strip() for line in _LINE.finditer(quote.exact)] or [quote.exact]
    is_whole = len(lines) == 1 and len(lines[0].split()) <= _MOST_WORDS_WHOLE
    start = lines[0] if is_whole else _first_words(lines[0])
    end = "" if is_whole else _last_words(lines[-1])
    prefix = suffix = ""
    for count in range(_MOST_WORDS_BESIDE + 1):
        if count:
            prefix, suffix = _before(text, quote.start, count), _after(text, quote.end, count)
        if _leads_to(plain, quote, (prefix, start, end, suffix)):
            break
    else:
        prefix = suffix = ""
    # A suffix that the prefix makes needless would fail where the page goes on in other words.
    if suffix and _leads_to(plain, quote, (prefix, start, end, "")):
        suffix = ""
    parts = (f"{_encoded(prefix)}-" if prefix else "", _encoded(start), _encoded(end))
    return ":~:text=" + ",".join(filter(None, (*parts, f"-{_encoded(suffix)}" if suffix else "")))


def _leads_to(plain: str, quote: Quote, terms: tuple[str, str, str, str]) -> bool:
    """Tell whether only ``quote`` fits the terms, so that no other place comes before it."""
    prefix, start, end, suffix = map(_folded, terms)
    before = rf"{_spaced(prefix)}\s*" if prefix else ""
    after = rf"\s*{_spaced(suffix)}" if suffix else ""
    opening = rf"(?<!\w){before}(?P<quote>{_spaced(start)})(?!\w)"
    found = list(_overlapping(opening if end else opening + after, plain))
    if len(found) != 1 or not quote.start <= found[0].start("quote") < quote.end:
        return False
    if not end:
        return True
    close = re.search(rf"(?<!\w){_spaced(end)}(?!\w){after}", plain[found[0].end() :])
    last = found[0].end() + close.start() + len(end) if close else -1
    return quote.start < last <= quote.end and quote.exact[last - quote.start :].strip() == ""


def _overlapping(pattern: str, plain: str) -> Iterator[re.Match[str]]:
    compiled = re.compile(pattern)
    match = compiled.search(plain)
    while match:
        yield match
        match = compiled.search(plain, match.start("quote") + 1)


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _folded(text: str) -> str:
    """Return ``text`` in small letters and of the same length, so that places in it are places in the text."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _first_words(line: str) -> str:
    words = list(_WORD.finditer(line))[:_WORDS_AT_AN_END]
    return line[: words[-1].end()]


def _last_words(line: str) -> str:
    words = list(_WORD.finditer(line))[-_WORDS_AT_AN_END:]
    return line[words[0].start() :]


def _before(text: str, position: int, count: int) -> str:
    """Return the last words before ``position`` that stand on one line; a term does not reach across paragraphs."""
    line = text[:position].rstrip().rpartition("\n")[2]
    words = list(_WORD.finditer(line))[-count:]
    return line[words[0].start() :] if words else ""


def _after(text: str, position: int, count: int) -> str:
    line = text[position:].lstrip().partition("\n")[0]
    words = list(_WORD.finditer(line))[:count]
    return line[: words[-1].end()] if words else ""


def _encoded(words: str) -> str:
    # A hyphen has a meaning of its own inside a text fragment.
    return percent_encode(words, safe="").replace("-", "%2D")
