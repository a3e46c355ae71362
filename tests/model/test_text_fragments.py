"""A link leads to the words that are meant, also where they stand on the page more than once."""

from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import load
from geodata.edition.loading import Edition
from geodata.model.events import QuoteEvidence
from geodata.model.quotes import Quote
from geodata.model.text_fragments import text_fragment

EDITION: Edition = load()
TEXT = (
    "Drones fell near the mill.\n\nThe council said that drones fell near the mill on Monday.\n\n"
    "Nobody was hurt. “We heard two blasts,” a resident said.\n\nThe council said that nobody was hurt. "
    "“We heard two blasts,” another one said."
)


def fragment(words: str, occurrence: int = 0, text: str = TEXT) -> str:
    """The fragment that leads to an occurrence of ``words``, decoded."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return unquote(text_fragment(Quote(exact=words, start=start, end=start + len(words)), text)).removeprefix(
        ":~:text="
    )


@pytest.mark.parametrize(
    ("words", "occurrence", "leads"),
    [
        ("on Monday", 0, "on Monday"),
        ("near the mill on Monday", 0, "near the mill on Monday"),
        ("near the mill", 0, "fell-,near the mill,-."),
        ("near the mill", 1, "fell-,near the mill,-on"),
        ("Drones fell near the mill", 0, "Drones fell near the mill,-."),
        ("We heard two blasts", 0, "was hurt. “-,We heard two blasts,-,” a resident"),
        ("We heard two blasts", 1, "hurt. “-,We heard two blasts,-,” another"),
        ("The council said", 0, "mill.-,The council said"),
        ("The council said", 1, "said.-,The council said"),
        ("Nobody was hurt", 0, "Monday.-,Nobody was hurt"),
        ("nobody was hurt", 0, "that-,nobody was hurt"),
    ],
)
def test_words_that_repeat_are_told_by_what_stands_beside_them(words: str, occurrence: int, leads: str) -> None:
    assert fragment(words, occurrence) == leads


def test_a_quote_across_paragraphs_has_a_beginning_and_an_end() -> None:
    words = "near the mill on Monday.\n\nNobody was hurt."
    assert fragment(words) == "near the mill on Monday.,Nobody was hurt."
    long = "One two three four five six seven eight.\nNine ten eleven twelve thirteen fourteen fifteen."
    assert fragment(long, text=long) == "One two three four five six,ten eleven twelve thirteen fourteen fifteen."


def lands(found: str, text: str) -> tuple[int, int]:
    """Where a browser that knows only this text ends up: the first place that fits, by plain search."""
    parts = found.split(",") if ",-" in found or "-," in found or "," in found else [found]
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if parts[-1].startswith("-") else ""
    start, end = parts[0], parts[-1] if len(parts) > 1 else ""
    flat = " ".join(text.split())
    position = -1
    while True:
        position = flat.index(start, position + 1)
        if prefix and not flat[:position].rstrip().endswith(prefix.rstrip()):
            continue
        close = flat.index(end, position + len(start)) + len(end) if end else position + len(start)
        if not suffix or flat[close:].lstrip().startswith(suffix.lstrip()):
            return position, close


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_what_a_browser_finds_first_is_the_quote(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(["one", "two", "three"]), min_size=8, max_size=40))
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(len(words) - 1, first + 9)))
    start = len(" ".join(words[:first])) + bool(first)
    exact = " ".join(words[first : last + 1])
    raw = text_fragment(Quote(exact=exact, start=start, end=start + len(exact)), text).removeprefix(":~:text=")
    if "-" in raw:
        assert lands(unquote(raw), text)[0] == start


def test_every_claims_words_are_led_to() -> None:
    for event in EDITION.events:
        if isinstance(event.evidence, QuoteEvidence):
            article = EDITION.articles[event.evidence.article]
            for quote in event.evidence.quotes:
                found = text_fragment(quote, article.text)
                assert "%0A" not in found
                assert found.count("#") == 0
