"""Plain text: what was pasted or stands in a .txt, and what lines of it state about the article."""

import base64
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from geodata.common.bounded import Progress
from geodata.common.errors import DataFileError, Message
from geodata.common.language import marked
from geodata.desk.intake.bylines import read_byline
from geodata.desk.intake.dates.printed import Label, PrintedTime, read_times
from geodata.desk.intake.dates.publication import Printed, found, publication, times_in, update
from geodata.desk.intake.encodings import decode
from geodata.model.authors import CAPITALS, SEPARATOR, is_organisation

MAX_TEXT: Final = 1_000_000
"""Code points of an article's text."""

_HEAD_LINES: Final = 20
_SHORTEST_TITLE: Final = 15
_LONGEST_TITLE: Final = 250
_LONGEST_LINE: Final = 150
_LONGEST_ADDRESS: Final = 2_000
_CREDIT: Final = re.compile(r"(?:sources?|via|источники?|джерел[оа])\s*:\s*\S.*", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"']{4,}", re.IGNORECASE)
_DATELINE: Final = re.compile(rf"\s*(?P<head>[{CAPITALS}]{{2,}}[^—–\n]{{4,80}}?)\s*(?:\([^()]{{2,40}}\))?\s+[—–-]\s")
_CELLS: Final = re.compile(r"\t|^\s*\||\|\s*\|")
_SEPARATED: Final = re.compile(r"\s*[|•·]\s*")
_PROSE: Final = 160
_AGENCY: Final = 40
_LETTER: Final = re.compile(r"[^\W_]")
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
_UNREADABLE_SHARE: Final = 0.02


def read_pasted(argument: dict[str, str], progress: Progress) -> dict[str, Any]:
    """Return an intake of the "text" that was pasted, as JSON; the task of a bounded child."""
    progress(0.5)
    return {"encoding": "", **_intake(argument["text"])}


def read_file(argument: dict[str, str], progress: Progress) -> dict[str, Any]:
    """Return an intake of the "content" (base64) of a .txt, as JSON; the task of a bounded child."""
    text, encoding = decode(base64.b64decode(argument["content"]))
    progress(0.5)
    return {"encoding": encoding, **_intake(text)}


def _intake(given: str) -> dict[str, Any]:
    text = given.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    check_text(text)
    return {"text": text, **stated(text)}


def check_text(text: str) -> None:
    """Raise DataFileError if ``text`` is none that can be stored and read: empty, too long, or not of letters."""
    if not _LETTER.search(text):
        raise DataFileError(marked("there is no text in it: paste the article's text"))
    if len(text) > MAX_TEXT:
        raise DataFileError(
            marked("the text is longer than {most} characters: divide it, or paste the article alone"),
            most=f"{MAX_TEXT:,}",
        )
    wrong = _UNSTORABLE.search(text)
    if wrong:
        name = Message(marked("a NUL character") if wrong.group() == "\0" else marked("half a character"))
        raise DataFileError(
            marked("the text has {name} at character {character}: take it out, or save the text anew"),
            name=name,
            character=f"{wrong.start() + 1:,}",
        )
    # Control characters, private use and replacement characters: what bytes that are no text, or fonts without
    # Unicode, are read as.
    unreadable = sum(_is_unreadable(character) for character in text)
    if unreadable > len(text) * _UNREADABLE_SHARE:
        raise DataFileError(
            marked("{unreadable} of {count} characters cannot be read: give a text with its letters"),
            unreadable=f"{unreadable:,}",
            count=f"{len(text):,}",
        )


def _is_unreadable(character: str) -> bool:
    if character < "\x7f":
        return character < " " and character not in "\t\n\f\v"
    return character == "\ufffd" or unicodedata.category(character) in {"Cc", "Co", "Cn"}


def stated(text: str) -> dict[str, Any]:
    """Return what lines of ``text`` state, as fields of an intake: title, author, credit line, address, times."""
    lines = [line for line in text.split("\n") if line.strip()]
    head = lines[:_HEAD_LINES]
    title = _title(head)
    fields = {
        "title": title,
        "author": _author(head),
        "credit_line": _whole(_CREDIT, lines),
        "url": _whole(_ADDRESS, [*head, *lines[-_HEAD_LINES:]], _LONGEST_ADDRESS),
        **_times(lines, title["value"] if title else ""),
    }
    return {name: value for name, value in fields.items() if value}


def _author(head: list[str]) -> dict[str, str] | None:
    for line, following in pairwise([*head, ""]):
        names = read_byline(line) or read_byline(_SEPARATED.split(line.strip())[0])
        if names:
            # Agencies print their name below the person's.
            agency = (following.strip(),) if is_organisation(following.strip()) and len(following) <= _AGENCY else ()
            return {"value": SEPARATOR.join(dict.fromkeys((*names, *agency))), "where": "line"}
    return None


def _times(lines: list[str], title: str) -> dict[str, Any]:
    """Return when the text says that it was published and changed; a lone day that may be a heading is not sure."""
    printed: list[Printed] = []
    above: list[PrintedTime] = []
    before, is_head = "", True
    for number, line in enumerate(lines):
        is_near = number < _HEAD_LINES or number >= len(lines) - _HEAD_LINES
        times = times_in(line.strip()) if is_near and not _CELLS.search(line) else ()
        follows = before in ("", title) or bool(read_byline(before)) or before.endswith(":") or bool(times_in(before))
        is_placed = is_head and bool(title) and (follows or any(time.local for time in times))
        printed += [Printed(time, is_placed) for time in times]
        above += _dateline(line) if is_head and is_near else ()
        above += [time for time in times if is_head and time.label is Label.NONE]
        is_head = is_head and len(line) <= _PROSE
        before = line.strip()
    fields = {}
    published = publication(printed, None, None)
    if not published:
        # A day above the headline, or below another line, may be the publication's, and may be of something else.
        published = (above[0], False) if above else None
    if published:
        fields["published"] = found(published[0], "line" if published[1] else "unsure")
    if changed := update(printed, None):
        fields["updated"] = found(changed, "line")
    return fields


def _dateline(line: str) -> tuple[PrintedTime, ...]:
    """Return the time of a dateline: "KYIV, Ukraine, March 12, 2024 (AP) — The bridge …"."""
    found = _DATELINE.match(line)
    if not found:
        return ()
    commas = (place for place, letter in enumerate(found["head"]) if letter == ",")
    return next((times for place in commas if (times := read_times(found["head"][place + 1 :]))), ())


def _title(head: list[str]) -> dict[str, str] | None:
    """Return the line that stands twice at the beginning, as headlines do on copied pages, else the first line."""
    folded = [" ".join(line.split()) for line in head]
    for line, plain in zip(head, folded, strict=True):
        if _SHORTEST_TITLE <= len(plain) <= _LONGEST_TITLE and folded.count(plain) > 1:
            return {"value": line.strip(), "where": "repeated"}
    first = head[0].strip() if head else ""
    is_headline = first and len(first) <= _LONGEST_TITLE and not first.endswith((".", ":", ";", ","))
    return {"value": first, "where": "first"} if is_headline and len(head) > 1 else None


def _whole(pattern: re.Pattern[str], lines: list[str], longest: int = _LONGEST_LINE) -> dict[str, str] | None:
    return next(({"value": match.group(), "where": "line"} for match in _matches(pattern, lines, longest)), None)


def _matches(pattern: re.Pattern[str], lines: list[str], longest: int = _LONGEST_LINE) -> Iterator[re.Match[str]]:
    for line in lines:
        if len(line) <= longest and (match := pattern.fullmatch(line.strip())):
            yield match
