"""Errors a person can act on: one base, one sentence each, worded in a language only where it is shown."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, Self

_FIELD: Final = re.compile(r"\{(\w+)\}")
_LONGEST_VALUE: Final = 200
# A message from a child process must not grow by its length or its nesting.
_LONGEST_TEXT: Final = 1_000
_DEEPEST: Final = 3


class Message:
    """A sentence, or part of one, and the values put into it: ``Message(marked("{file} is empty"), file=name)``.

    ``text`` is the English of the catalogs, which look it up. A value is a number, a message, or is kept as its words.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = {name: _plain(value) for name, value in values.items()}

    def __str__(self) -> str:
        return self.worded()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash((self.text, *self.values.items()))

    def worded(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence in the language of ``translate``, its values on one line and of bounded length."""
        values = {name: _words(value, translate) for name, value in self.values.items()}
        # Not str.format: a text from a child process must not say how to look into a value, and no brace must fail.
        return _FIELD.sub(lambda field: values.get(field[1], field[0]), translate(self.text))

    def as_json(self) -> list[Any]:
        """Return the text, and the values by name, as JSON; ``from_json`` makes the message of it again."""
        values = {name: v.as_json() if isinstance(v, Message) else v for name, v in self.values.items()}
        return [self.text, values]

    @classmethod
    def from_json(cls, written: Any, depth: int = _DEEPEST) -> Self:  # noqa: ANN401 - JSON is any
        """Return the message of what ``as_json`` wrote; raise ValueError or TypeError if it is none."""
        text, values = written
        if not depth or not isinstance(text, str) or not isinstance(values, dict):
            message = "not a message"
            raise ValueError(message)
        read = {name: cls.from_json(v, depth - 1) if isinstance(v, list) else v for name, v in values.items()}
        return cls(text[:_LONGEST_TEXT], **read)


def joined(sentences: Iterable[Message], between: str = " ") -> Message:
    """Return one message of several, in their order."""
    parts = {f"part{number}": sentence for number, sentence in enumerate(sentences)}
    return Message(between.join(f"{{{name}}}" for name in parts), **parts)


class AsReportedError(Exception):
    """What is wrong and what to do about it, in one sentence fit to show a reader; ``str`` gives it in English."""

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text)
        self.message = Message(text, **values)

    def __str__(self) -> str:
        return str(self.message)

    def __reduce__(self) -> tuple[object, ...]:
        # A subclass may be made of other arguments than its sentence.
        return type(self).__new__, (type(self), *self.args), self.__dict__


class DataFileError(AsReportedError):
    """A data file is missing, unreadable, altered or not of the expected shape."""


class QuoteError(AsReportedError):
    """A quote is not in its article, or is there more than once without context."""


class TimeError(AsReportedError):
    """A time is not a date this product understands (EDTF levels 0 and 1)."""


class PlaceError(AsReportedError):
    """A place is unknown, or lies outside the region it is said to be in."""


class RecordError(AsReportedError):
    """An event or a relation refers to something that does not exist, or breaks a promise."""


def _plain(value: object) -> str | int | float | Message:
    if isinstance(value, AsReportedError):
        return value.message
    return value if isinstance(value, str | int | float | Message) else str(value)


def _words(value: str | float | Message, translate: Callable[[str], str]) -> str:
    if isinstance(value, Message):
        return value.worded(translate)
    words = " ".join(str(value).splitlines())
    return words if len(words) <= _LONGEST_VALUE else f"{words[:_LONGEST_VALUE]}…"
