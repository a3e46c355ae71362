"""Quotations: what stands between quotation marks, and whether that is speech, a name, or just a few words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from geodata.desk.suggestions.scan import Range, Scan
from geodata.desk.suggestions.word_lists import Words

_CLOSING: Final = {
    "“": '”"',
    "„": "“”",
    "«": "»",
    "‘": "’",
    "‹": "›",
    '"': '"',
    # Straight ones, those of Swedish and Finnish print, low single ones, and those of East Asian print.
    "'": "'",
    "”": "”",
    "»": "«",
    "‚": "‘’",
    "「": "」",
    "『": "』",
}
_MAY_BE_APOSTROPHES: Final = "‘'‚"
_DASHED: Final = re.compile(r"(?<=[,!?…])[ ]?[—–] ")
FEWEST: Final = 5
"""A quotation of fewer words is speech only beside a verb of speech, or when it is a sentence of its own."""
_SENTENCE_ENDS: Final = (".", "!", "?", "…", ",", "—", "–")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between one pair of marks: ``outer`` with the marks, ``inner`` without.

    ``closed`` is "no" where the paragraph ends first, and "next" where the next paragraph goes on with a new mark.
    """

    outer: Range
    inner: Range
    paragraph: int
    closed: Literal["yes", "no", "next"] = "yes"


def quoted(scan: Scan, lists: Words) -> tuple[Quoted, ...]:
    """Return what stands between quotation marks or after a dash, in order; marks inside others are left to those."""
    return tuple(
        piece
        for number in range(len(scan.paragraphs))
        for piece in list(_after_dash(scan, number, lists)) or _in_paragraph(scan, number)
    )


def _after_dash(scan: Scan, number: int, lists: Words) -> Iterator[Quoted]:
    """Yield what is said in a line of dialogue: "— We stay, — said the mayor. — Nobody has slept." without the rest."""
    start, end = scan.paragraphs[number]
    if scan.plain[start : start + 2] not in {"— ", "– "}:
        return
    cuts = [(start, start + 2)] + [found.span() for found in _DASHED.finditer(scan.plain, start + 2, end)]
    cuts += [found.span() for found in re.compile(r"(?<=[.]) [—–] ").finditer(scan.plain, start + 2, end)]
    cuts.sort()
    pieces = [(before[1], after[0]) for before, after in zip(cuts, [*cuts[1:], (end, end)], strict=True)]
    said = [any(scan.words[n].lower in lists.speech_verbs for n in scan.words_in(*piece)[:4]) for piece in pieces]
    if len(pieces) > 1 and not said[0] and said[1]:
        for (low, high), is_attribution in zip(pieces, said, strict=True):
            if not is_attribution and low < high:
                yield Quoted((low, high), (low, high), number)


def _in_paragraph(scan: Scan, number: int) -> Iterator[Quoted]:
    start, end = scan.paragraphs[number]
    opened: int | None = None
    for at in range(start, end):
        mark = scan.plain[at]
        if opened is None:
            if mark in _CLOSING and _opens(scan.plain, at, end):
                opened = at
        elif mark in _CLOSING[scan.plain[opened]] and _closes(scan.plain, at, opened):
            yield Quoted((opened, at + 1), (opened + 1, at), number)
            opened = None
    if opened is not None and scan.plain[opened] not in _MAY_BE_APOSTROPHES:
        goes_on = number + 1 < len(scan.paragraphs) and scan.plain[scan.paragraphs[number + 1][0]] == scan.plain[opened]
        yield Quoted((opened, end), (opened + 1, end), number, "next" if goes_on else "no")


def _opens(plain: str, at: int, end: int) -> bool:
    before, after = plain[at - 1 : at], plain[at + 1 : at + 2]
    return at + 1 < end and not after.isspace() and not before.isalnum()


def _closes(plain: str, at: int, opened: int) -> bool:
    """Tell whether a mark closes: not an apostrophe, and not one that opens another quotation."""
    before, after = plain[at - 1 : at], plain[at + 1 : at + 2]
    if plain[at] in "’'" and after.isalnum():
        return False
    if plain[at] == "'" and before == "s":
        # "the residents' car": a plural, not the end of what was said
        return False
    return at > opened + 1 and not (plain[at] == '"' and before.isspace() and after.isalnum())


def is_name(scan: Scan, piece: Quoted, lists: Words) -> bool:
    """Tell whether the marks hold a name: capital letters throughout, as in "Freedom of Russia"."""
    words = [scan.words[number] for number in scan.words_in(*piece.inner)]
    is_whole = scan.plain[piece.inner[0] : piece.inner[1]].rstrip().endswith((".", "!", "?"))
    return bool(words) and not is_whole and all(w.capital or w.lower in lists.connectors for w in words)


def is_sentence(scan: Scan, piece: Quoted) -> bool:
    """Tell whether the marks hold a whole sentence or more, rather than a few words out of one."""
    inner = scan.plain[piece.inner[0] : piece.inner[1]].rstrip()
    begins = inner[:1].isupper() or not inner[:1].isalpha()
    comma = scan.plain[piece.outer[1] : piece.outer[1] + 1] == ","
    return begins and (inner.endswith(_SENTENCE_ENDS) or comma) and len(scan.words_in(*piece.inner)) >= FEWEST


def spoken(scan: Scan, piece: Quoted) -> Range:
    """Return the words said: without the marks, the blanks, and the comma that belongs to the sentence around."""
    start, end = piece.inner
    inner = scan.plain[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, max(start + 1, start + len(inner.strip().rstrip(",")))
