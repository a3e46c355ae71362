"""A text that is stored already is recognised under another address and in another wording, and said in words."""

from __future__ import annotations

import hashlib
import random
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.desk.intake.likeness import Sameness, alike
from geodata.edition.loading import DATA
from geodata.model.articles import Article, load_article

if TYPE_CHECKING:
    from collections.abc import Callable

STORED = load_article(DATA / "articles", "essanews-2024-03-12")
OTHER_TEXT = """Bridge in Sudzha closed for a week

The bridge over the Psel was closed on Tuesday, the council of Sudzha said. "Nobody was hurt," a spokesman told
reporters, and asked drivers to go round by the mill. Residents of the left bank of the river reported a loud noise.
Repairs are to last a week, and the buses that cross the border regions will stop at the post office until then."""


def article(text: str, url: str = "https://example.org/bridge", name: str = "bridge") -> Article:
    return Article(
        id=name,
        title="Bridge closed",
        publisher="The Gazette",
        credit_line="",
        author=None,
        url=url,
        published=datetime(2024, 3, 12, 23, 30, tzinfo=UTC),
        published_as_printed="12 March 2024",
        language="en",
        stored=date(2024, 3, 13),
        rights="The text is the publisher's.",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )


OTHER = article(OTHER_TEXT)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\xa0", " ").replace("\n\n", "\n"),
        lambda text: f"\n{text.upper()}  ",
    ],
)
def test_the_same_text_in_other_spaces_is_the_same(change: Callable[[str], str]) -> None:
    text = change(STORED.text)
    (found,) = alike(text, "https://mirror.example.org/copy", [OTHER, STORED])
    assert (found.article, found.sameness, found.share) == (STORED, Sameness.TEXT, 1)
    assert found.words == (
        "The same text, apart from spaces, letter case and accents, is stored as "
        f"“{STORED.title}” (Essanews, 12 March 2024)."
    )


def test_a_shortened_and_edited_copy_is_offered_with_its_measure() -> None:
    half = STORED.text[: len(STORED.text) // 2].replace("reportedly", "allegedly").replace("Additionally, r", "R")
    (found,) = alike(f"{half}\n\nMore on our page.", "", [STORED, OTHER])
    assert (found.article, found.sameness) == (STORED, Sameness.PASSAGES)
    assert 0.8 < found.share < 1
    assert found.words.startswith("About 9 in 10 passages of the shorter text stand word for word in “Volunteer")


def test_a_longer_text_that_contains_a_stored_one_is_offered() -> None:
    (found,) = alike(f"{OTHER_TEXT}\n\n{STORED.text}", "", [article(OTHER_TEXT)])
    assert (found.sameness, found.share) == (Sameness.PASSAGES, 1)


def test_a_text_about_the_same_event_in_other_words_is_not_offered() -> None:
    retold = (
        "Fighters of three units crossed from Ukraine into the Belgorod and Kursk regions on Tuesday, their leaders "
        "say. Ilya Ponomarev, linked with the Freedom of Russia Legion, spoke of a joint operation of volunteer forces."
    )
    assert alike(retold, "", [STORED, OTHER]) == ()


def test_a_few_common_words_are_no_likeness() -> None:
    assert alike("have declared their entry into these border areas of Russia", "", [STORED]) == ()


def test_another_text_from_the_same_address_is_offered_as_such() -> None:
    for url in ("http://www.example.org/bridge/#top", "https://EXAMPLE.org/bridge"):
        (found,) = alike("Quite another text.", url, [STORED, OTHER])
        assert (found.article, found.sameness) == (OTHER, Sameness.ADDRESS)
        assert (
            found.words
            == "Another text from the same address is stored as “Bridge closed” (The Gazette, 12 March 2024)."
        )
    assert alike("Quite another text.", "https://example.org/bridge?id=2", [OTHER]) == ()
    assert alike("Quite another text.", "", [OTHER]) == ()


def test_the_most_alike_is_first() -> None:
    near = article(STORED.text[:2_000] + OTHER_TEXT, name="near")
    found = alike(STORED.text, "https://example.org/bridge", [OTHER, near, STORED])
    assert [likeness.article.id for likeness in found] == ["essanews-2024-03-12", "near", "bridge"]
    assert [likeness.sameness for likeness in found] == [Sameness.TEXT, Sameness.PASSAGES, Sameness.ADDRESS]


def test_a_name_in_braces_stays_a_name() -> None:
    odd = article(OTHER_TEXT).model_copy(update={"title": "{tenths} {0.article} {{ 7*7 }}"})
    assert "“{tenths} {0.article} {{ 7*7 }}”" in alike(OTHER_TEXT, "", [odd])[0].words


@settings(deadline=None, max_examples=30)
@given(st.floats(0, 1), st.integers(0, 1_000))
def test_likeness_falls_as_words_are_exchanged(part: float, seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311 - no secret
    words = re.split(r"(\s+)", STORED.text)
    changed = "".join("other" if word.strip() and drawn.random() < part else word for word in words)
    found = alike(changed, "", [STORED])
    if part == 0:
        assert found[0].sameness is Sameness.TEXT
    if part < 0.05:  # each changed word takes away five passages
        assert found
    if part > 0.3:
        assert not found
