"""Notes: why an event's precision is lower than its code; stored in English, and worded for the reader."""

import re
from collections.abc import Callable
from typing import Final

from geodata.common.errors import Message
from geodata.common.language import marked

NO_COORDINATES: Final = marked("no coordinates are given")
NO_REGION: Final = marked("the row states no region")
NO_DISTRICT: Final = marked("the row states no district")
AREA_ONLY: Final = marked("the file gives an area, not a place")
UNREAD: Final = marked("nobody has said what the values of the file's precision column mean")
_CLASH: Final = marked('the row states "{stated}", and its coordinates lie in {area}')
_NOWHERE: Final = marked("none of the areas held")
_FIXED: Final = frozenset({NO_COORDINATES, NO_REGION, NO_DISTRICT, AREA_ONLY, UNREAD})
_CLASH_PATTERN: Final = re.compile(
    r'the row states "(?P<stated>.*)", and its coordinates lie in (?P<area>.*)', re.DOTALL
)


def clash(stated: str, area: str) -> str:
    """Return the note of a row whose coordinates lie in another ``area``, "" for none held, than it states."""
    return _CLASH.format(stated=stated, area=area or _NOWHERE)


def worded(note: str, translate: Callable[[str], str]) -> str:
    """Return a stored note in the language of ``translate``; one that is not ours is returned as it is."""
    if note in _FIXED:
        return translate(note)
    match = _CLASH_PATTERN.fullmatch(note)
    if not match:
        return note
    area = Message(_NOWHERE) if match["area"] == _NOWHERE else match["area"]
    return Message(_CLASH, stated=match["stated"], area=area).worded(translate)
