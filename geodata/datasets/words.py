"""The words of texts, as the search index keeps them: the same for an event's titles and for what a reader types."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodata.datasets.schema import TOKEN
from geodata.search import fold

_SEARCHED: Final = ("title", "place", "source")
_APOSTROPHES: Final = "['’‘ʼʹ`´′]"
_BETWEEN_WORDS: Final = r"[^\p{L}\p{N}\p{M}]+"


def tokens(events: pa.RecordBatch) -> pa.RecordBatch:
    """Return the rows of the search index, as ``schema.TOKEN``, for ``events`` as ``schema.EVENT``."""
    text = pc.binary_join_element_wise(*(events.column(name) for name in _SEARCHED), " ")
    number, word, folded = _words(text)
    # By hand, as np.unique hashes, which takes ten times as long as sorting here.
    pairs = np.sort(number * len(folded) + word)
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    number, word = np.divmod(pairs, max(1, len(folded)))
    return pa.record_batch(
        [pa.array(folded, pa.string()).take(pa.array(word)), events.column("row").take(pa.array(number))], schema=TOKEN
    )


def words(text: str) -> tuple[str, ...]:
    """Return the distinct words of ``text`` in their order, folded as the index has them."""
    if not text:
        return ()
    _number, word, folded = _words(pa.array([text]))
    return tuple(dict.fromkeys(folded[at] for at in word))


def _words(text: pa.Array) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return side by side the number of a text and of a word in it, and the folded words by number."""
    plain = pc.utf8_normalize(pc.replace_substring_regex(text, _APOSTROPHES, ""), "NFKC")
    split = pc.split_pattern_regex(plain, _BETWEEN_WORDS)
    # A word is folded once, however often it occurs.
    written = pc.list_flatten(split).dictionary_encode()
    folded: dict[str, int] = {}
    code = np.array([folded.setdefault(fold(word), len(folded)) for word in written.dictionary.to_pylist()], np.int64)
    number = pc.list_parent_indices(split).to_numpy(zero_copy_only=False).astype(np.int64)
    word = code[written.indices.to_numpy(zero_copy_only=False)] if code.size else np.empty(0, np.int64)
    kept = word != folded.get("", -1)
    return number[kept], word[kept], list(folded)
