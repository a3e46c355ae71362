"""The words of texts, as the search index keeps them: the same for an event's titles and for what a reader types."""

import unicodedata
from functools import lru_cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geodata.datasets.schema import TOKEN
from geodata.views.search import fold

POSTING: Final = pa.schema(
    [pa.field("token", pa.string(), nullable=False), pa.field("rows", pa.list_(pa.int64()), nullable=False)]
)
"""The search index of some events while it is made: each word once, with the rows that have it."""

ENCODED: Final = pa.schema([TOKEN.field("token").with_type(pa.dictionary(pa.int32(), pa.string())), TOKEN.field("row")])
"""``schema.TOKEN`` with each word held once."""

_SEARCHED: Final = ("title", "place", "source")
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘ʼʹ`´′"))
_BETWEEN: Final = bytes(code for code in range(128) if not chr(code).isalnum() and code not in _APOSTROPHES)
_TO_SPACES: Final = bytes.maketrans(_BETWEEN, b" " * len(_BETWEEN))


def postings(events: pa.RecordBatch) -> pa.RecordBatch:
    """Return the search index, as ``POSTING``, of ``events`` as ``schema.EVENT``."""
    numbers: dict[str, int] = {}
    found = [_occurrences(events.column(name), numbers) for name in _SEARCHED]
    position, word = (np.concatenate(side) for side in zip(*found, strict=True))
    # In the smallest type that holds them numpy sorts several times as fast.
    keys = position.astype(np.min_scalar_type(events.num_rows)), word.astype(np.min_scalar_type(len(numbers)))
    order = np.lexsort(keys)
    position, word = position[order], word[order]
    first = (np.diff(word, prepend=-1) != 0) | (np.diff(position, prepend=-1) != 0)
    position, word = position[first], word[first]
    rows = _lists(word, len(numbers), events.column("row").take(pa.array(position)))
    return pa.record_batch([pa.array(numbers, pa.string()), rows], schema=POSTING)


def tokens(index: pa.RecordBatch) -> pa.RecordBatch:
    """Return the rows of the table of words, as ``ENCODED``, for ``index`` as ``POSTING``."""
    word = pc.list_parent_indices(index.column("rows")).cast(pa.int32())
    token = pa.DictionaryArray.from_arrays(word, index.column("token"))
    return pa.record_batch([token, pc.list_flatten(index.column("rows"))], schema=ENCODED)


def words(text: str) -> tuple[str, ...]:
    """Return the distinct words of ``text`` in their order, folded as the index has them."""
    numbers: dict[str, int] = {}
    _words(pa.array([text]), numbers)
    return tuple(numbers)


def _occurrences(column: pa.Array, numbers: dict[str, int]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return side by side the position of a text in ``column`` and the number of a word in it."""
    # A text is taken apart once, however often it occurs.
    encoded = column.dictionary_encode()
    text, word = _words(encoded.dictionary, numbers)
    lists = _lists(text, len(encoded.dictionary), pa.array(word)).take(encoded.indices)
    return _parents(lists), lists.flatten().to_numpy()


def _words(text: pa.Array, numbers: dict[str, int]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return side by side the position of a text and the number of a word in it, and give new words a number."""
    split = pc.split_pattern(_in_parts(text), " ")
    parts = split.flatten().dictionary_encode()
    numbered = (
        [numbers.setdefault(word, len(numbers)) for word in _folded(part)] for part in parts.dictionary.to_pylist()
    )
    found = pa.array(numbered, pa.list_(pa.int32())).take(parts.indices)
    return _parents(split)[_parents(found)], found.flatten().to_numpy()


def _in_parts(text: pa.Array) -> pa.Array:
    """Return the texts with a space for each mark of ASCII that no word has; a part between two is mostly a word."""
    _, offsets, data = text.buffers()
    spaced = (data.to_pybytes() if data else b"").translate(_TO_SPACES)
    return pa.StringArray.from_buffers(len(text), offsets, pa.py_buffer(spaced), offset=text.offset)


@lru_cache(maxsize=1 << 15)
def _folded(part: str) -> tuple[str, ...]:
    """Return the words of a part of a text, folded."""
    plain = part.translate(_APOSTROPHES)
    if plain.isascii():
        return (plain.lower(),) if plain else ()
    letters = unicodedata.normalize("NFKC", plain)
    split = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in letters).split()
    return tuple(filter(None, map(fold, split)))


def _lists(number: NDArray[np.int32], size: int, values: pa.Array) -> pa.ListArray:
    """Return ``size`` lists of the values, which have the ascending numbers of their lists."""
    return pa.ListArray.from_arrays(pa.array(np.searchsorted(number, np.arange(size + 1)), pa.int32()), values)


def _parents(lists: pa.ListArray) -> NDArray[np.int32]:
    parents: NDArray[np.int32] = pc.list_parent_indices(lists).to_numpy().astype(np.int32)
    return parents
