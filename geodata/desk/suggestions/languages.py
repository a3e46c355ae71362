"""Languages: which one a text is in, as far as its letters and its commonest words show."""

import re
from typing import Final

from geodata.desk.suggestions.word_lists import load_words

_LETTERS: Final = re.compile(r"[^\W\d_]")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 20_000
_FEWEST: Final = 30
_LEAST_COMMON: Final = 0.2
"""English texts have 35 to 50 of 100 words from the list, those of other languages in Latin letters less than ten."""


def language_of(text: str) -> str:
    """Return "uk", "ru" or "en", or "und" for a text that is in none of them; a few words pass for English."""
    sample = text[:_SAMPLE]
    letters = _LETTERS.findall(sample)
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    latin = sum(letter < "\u0250" for letter in letters)
    if 2 * cyrillic > len(letters):
        return "uk" if set("іїєґІЇЄҐ") & set(letters) else "ru"
    if 2 * latin < len(letters):
        return "und"
    words = [word.lower() for word in _WORDS.findall(sample)]
    lists = load_words("en")
    common = sum(word in lists.not_names | lists.auxiliaries | lists.determiners for word in words)
    return "en" if len(words) < _FEWEST or common >= _LEAST_COMMON * len(words) else "und"
