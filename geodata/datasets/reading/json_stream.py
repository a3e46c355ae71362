"""A large JSON object as a stream of its members, and of the elements of one of them, never all of it in memory."""

import codecs
import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

_READ_BYTES: Final = 1 << 20
_LONGEST_VALUE: Final = 16 << 20
_BLANK: Final = re.compile(r"[ \t\n\r]*")
_FOLLOWS: Final = re.compile(r"[ \t\n\r]*[,:}\]]")
_MARKS: Final = re.compile(r'["\\{}\[\]]')


class Number(str):
    """A number as it is written: of any length and sign, so not yet a number."""

    __slots__ = ()


class TooLong:
    """What stands for a value that is longer than any one value may be; it was passed over."""


class JsonError(ValueError):
    """The text is not JSON from here on."""


class Members:
    """The members of the one object that a text holds; ``read`` gives its next bytes, and none at the end.

    ``repeats`` says whether any object in the value given last has a name twice, of which only the last value is kept.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self.repeats = False
        self._read = read
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._text = ""
        self._at = 0
        self._is_over = False
        scan = json.JSONDecoder(
            object_pairs_hook=self._object, parse_float=Number, parse_int=Number, parse_constant=Number
        )
        self._scan = scan.raw_decode

    def of(self, listed: Collection[str]) -> Iterator[tuple[str | None, Any]]:
        """Yield name and value of each member in order; the elements of the members ``listed`` one by one.

        A text that is a list, or one value after the other, has members named None, its elements. Raises JsonError
        where the text stops being JSON, and RecursionError for a value nested too deeply.
        """
        if self._next() == "[":
            for element in self._elements():
                yield None, element
        else:
            yield from self._members(listed)
        while self._next():
            yield None, self._value()

    def _members(self, listed: Collection[str]) -> Iterator[tuple[str, Any]]:
        self._expect("{")
        more = self._next() != "}"
        while more:
            name = self._value()
            self._expect(":")
            if name in listed and self._next() == "[":
                for element in self._elements():
                    yield name, element
            else:
                yield str(name), self._value()
            more = self._next() == ","
            if more:
                self._at += 1
        self._expect("}")

    def _elements(self) -> Iterator[Any]:
        self._expect("[")
        more = self._next() != "]"
        while more:
            yield self._value()
            more = self._next() == ","
            if more:
                self._at += 1
        self._expect("]")

    def _value(self) -> Any:  # noqa: ANN401 - JSON is any; what reads it looks at it next
        self._next()
        while True:
            self.repeats = False
            is_long = len(self._text) - self._at > _LONGEST_VALUE
            try:
                value, end = self._scan(self._text, self._at)
            except ValueError as error:
                if is_long and self._text[self._at] in "{[":
                    self._pass_over()
                    return TooLong()
                if is_long or not self._more():
                    raise JsonError(str(error)) from error
                continue
            if isinstance(value, Number) and not _FOLLOWS.match(self._text, end) and not is_long and self._more():
                continue  # it may go on
            is_long = end - self._at > _LONGEST_VALUE and isinstance(value, dict | list)
            self._at = end
            return TooLong() if is_long else value

    def _pass_over(self) -> None:
        """Go to the end of the object or list that begins here, without keeping it."""
        depth, is_text = 0, False
        while True:
            mark = _MARKS.search(self._text, self._at)
            # A backslash needs the character after it, which may not be read yet.
            if mark is None or (mark[0] == "\\" and mark.end() == len(self._text)):
                self._at = mark.start() if mark else len(self._text)
                if not self._more():
                    raise JsonError("a value that does not end")
                continue
            self._at = mark.end()
            if mark[0] == "\\":
                self._at += 1
            elif mark[0] == '"':
                is_text = not is_text
            elif not is_text:
                depth += 1 if mark[0] in "{[" else -1
                if not depth:
                    return

    def _next(self) -> str:
        """Return the next character that is not blank, without taking it; "" at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def _expect(self, character: str) -> None:
        if self._next() != character:
            raise JsonError(f'"{character}" is missing')
        self._at += 1

    def _more(self) -> bool:
        """Read on; the more, the longer the value is that waits for it."""
        if self._is_over:
            return False
        block = self._read(max(_READ_BYTES, len(self._text) - self._at))
        self._is_over = not block
        try:
            self._text = self._text[self._at :] + self._decode(block, self._is_over)
        except UnicodeDecodeError as error:
            raise JsonError("not UTF-8") from error
        self._at = 0
        return not self._is_over

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        self.repeats |= len(found) < len(pairs)
        return found
