"""Characters that override the direction of reading are written out, so that no name can be read as another one."""

import re
from typing import Any, Final, TypeVar, cast

Value = TypeVar("Value")

# Embeddings, overrides and isolates. The marks U+200E, U+200F and U+061C are part of ordinary Arabic and Hebrew text.
_OVERRIDE: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def mark_overrides(text: str) -> str:
    """Return ``text`` with each character that overrides the direction of reading written out like ⟨U+202E⟩."""
    return _OVERRIDE.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)


def mark_all(value: Value) -> Value:
    """Return a JSON value with the overrides of every text in it marked."""
    marked: Any = value
    match value:
        case str():
            marked = mark_overrides(value)
        case list() | tuple():
            marked = type(value)(mark_all(part) for part in value)
        case dict():
            marked = {name: mark_all(part) for name, part in value.items()}
    return cast("Value", marked)
