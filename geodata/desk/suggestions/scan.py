"""A text cut into paragraphs, sentences and words, in time that grows with its length and no faster.

All positions are code points of the stored text. Words are looked at in a copy of the same length, in which every kind
of space is a plain one; whatever is handed out is sliced from the untouched text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from geodata.desk.suggestions.word_lists import Words
from geodata.model.quotes import Quote

Range = tuple[int, int]
"""A start and an end in code points."""

OPENING: Final = '"“„«‘‹'
_CLOSING: Final = "\"”“’»›'"
_SOFT_HYPHEN: Final = "\u00ad"
_SPACES: Final = str.maketrans(
    "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000",
    " " * 27,
)
# Combining marks and characters that show nothing stay inside their word.
_LETTERS: Final = r"[\w\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_WORD: Final = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{_LETTERS}++(?:['’ʼ-]{_LETTERS}++)*+")
_LINE: Final = re.compile(r"[^\n]+")
# Each part takes all it can and gives nothing back, so that a run of a million stops is read once.
_STOP: Final = re.compile(r"(?<![.!?…])[.!?…]++[\"”“’»›)\]]*+[ \n]++")
_LAST_WORD: Final = re.compile(r"[\w.]{1,12}\Z")
_NEXT_WORD: Final = re.compile(r"[\"“„«‘‹(\[]{0,3}(\w{0,20})")
_JOINT: Final = re.compile("['’-]")
_POSSESSIVES: Final = ("'s", "’s", "'S", "’S")


class Word(NamedTuple):
    """One word without a possessive ending: where it stands, in small letters, and in which sentence.

    ``opens`` tells that a sentence or a quotation begins with it, so that its capital letter means little. ``joined``
    tells that nothing but blanks parts it from the word before.
    """

    start: int
    end: int
    text: str
    lower: str
    sentence: int
    capital: bool
    opens: bool
    joined: bool
    possessive: bool


class Scan:
    """The words, sentences and paragraphs of one stored text."""

    def __init__(self, text: str, words: Words) -> None:
        """Cut ``text``: a full stop after an abbreviation ends a sentence only before a word that is no name."""
        self.text = text
        self.plain = text.translate(_SPACES)
        self._lists = words
        # A day or a month goes on with "5 p.m."; any other of these words begins a sentence.
        self._starters = words.not_names - words.months.keys() - words.weekdays.keys() - words.zones
        self._attribution = re.compile(rf"[^.!?…\n]{{1,60}}? (?:{'|'.join(sorted(words.speech_verbs))})[.,]")
        self.paragraphs = tuple(self._paragraphs())
        self.sentences = tuple(sentence for paragraph in self.paragraphs for sentence in self._sentences(paragraph))
        self._sentence_starts = [start for start, _ in self.sentences]
        self.words = tuple(word for number in range(len(self.sentences)) for word in self._words(number))
        self._word_starts = [word.start for word in self.words]

    def quote(self, start: int, end: int) -> Quote:
        """Return what stands from ``start`` to ``end``, as it stands."""
        return Quote(exact=self.text[start:end], start=start, end=end)

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence that ``position`` is in or behind."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def words_in(self, start: int, end: int) -> range:
        """Return the numbers of the words that begin from ``start`` up to ``end``."""
        return range(bisect_left(self._word_starts, start), bisect_left(self._word_starts, end))

    def _paragraphs(self) -> Iterator[Range]:
        """Yield each line, or a whole block of lines where one that begins with a small letter shows it is wrapped."""
        for block in self._blocks():
            wrapped = any(self.plain[start].islower() for start, _ in block[1:])
            yield from [(block[0][0], block[-1][1])] if wrapped else block

    def _blocks(self) -> Iterator[list[Range]]:
        block: list[Range] = []
        last = 0
        for line in _LINE.finditer(self.plain):
            start, end = _stripped(self.plain, *line.span())
            if block and (start == end or line.start() > last + 1):
                yield block
                block = []
            if start < end:
                block.append((start, end))
            last = line.end()
        if block:
            yield block

    def _sentences(self, paragraph: Range) -> Iterator[Range]:
        start, end = paragraph
        for stop in _STOP.finditer(self.plain, start, end):
            if self._ends_sentence(stop, start):
                yield _stripped(self.plain, start, stop.end())
                start = stop.end()
        yield _stripped(self.plain, start, end)

    def _ends_sentence(self, stop: re.Match[str], start: int) -> bool:
        following = self.plain[stop.end() : stop.end() + 1]
        after = _NEXT_WORD.match(self.plain, stop.end())
        opener = after[1] if after else ""
        if following.islower() or opener[:1].islower():
            return False
        if stop.group().rstrip()[-1] in _CLOSING and self._attribution.match(self.plain, stop.end()):
            # "…in an hour.” Helen Marsh said."
            return False
        last = _LAST_WORD.search(self.plain, max(start, stop.start() - 12), stop.start())
        word = last.group().lower() if last else ""
        is_short = stop.group().startswith(". ") and (
            word in self._lists.abbreviations or len(word) == 1 or (len(word) > 1 and word[-2] == ".")
        )
        is_initial = len(opener) == 1 and self.plain[after.end() : after.end() + 1] == "." if after else False
        return not is_short or (opener.lower() in self._starters and not is_initial)

    def _words(self, sentence: int) -> Iterator[Word]:
        start, end = self.sentences[sentence]
        before, last = start, ""
        for found in _WORD.finditer(self.plain, start, end):
            for low, high in _parts(found):
                text = self.plain[low:high]
                if not text.strip(_SOFT_HYPHEN):
                    continue
                possessive = text.endswith(_POSSESSIVES)
                if possessive:
                    text, high = text[:-2], high - 2  # noqa: PLW2901 - the ending belongs to no name
                quoted = low > start and self.plain[low - 1] in OPENING and not self.plain[low - 2 : low - 1].isalnum()
                gap = self.plain[before:low]
                yield Word(
                    start=low,
                    end=high,
                    text=text.replace(_SOFT_HYPHEN, ""),
                    lower=text.replace(_SOFT_HYPHEN, "").lower(),
                    sentence=sentence,
                    capital=_is_capital(text),
                    opens=not last or quoted,
                    joined=bool(last) and (gap.isspace() or (gap == ". " and last in self._lists.saints)),
                    possessive=possessive,
                )
                before, last = found.end() if possessive else high, text.lower()


def _parts(found: re.Match[str]) -> Iterator[Range]:
    """Yield a word, or "Toronto" and "based" of "Toronto-based", which is a name and a word."""
    text = found.group()
    head, hyphen, tail = text.rpartition("-")
    if hyphen and tail.islower() and head[:1].isupper():
        yield found.start(), found.start() + len(head)
        yield found.end() - len(tail), found.end()
    else:
        yield found.span()


def _is_capital(word: str) -> bool:
    """Tell whether a word is written as names are: "Kursk", and also "al-Bab" or "d'Ivoire"."""
    if word[:1].isupper():
        return True
    joint = _JOINT.search(word)
    return word[:1].islower() and joint is not None and word[joint.end() : joint.end() + 1].isupper()


def _stripped(text: str, start: int, end: int) -> Range:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip()) if inner.strip() else end
