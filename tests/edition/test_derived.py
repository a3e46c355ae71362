"""What follows from an edition alone is computed once for it and a language, and anew for another edition."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from geodata import Edition, load
from geodata.common.language import DEFAULT, current, use
from geodata.edition.derived import once
from geodata.presentation import cards
from geodata.views.marks import kinds_of_places

EDITION = load()


@pytest.fixture(autouse=True)
def default_language_afterwards() -> Iterator[None]:
    yield
    use(DEFAULT)


def test_a_derived_value_is_computed_once_per_edition_and_language() -> None:
    made: list[tuple[int, str]] = []

    @once
    def words(edition: Edition) -> str:
        made.append((id(edition), current()))
        return current()

    other = load()
    for edition in (EDITION, EDITION, other, other):
        for language in ("en", "uk", "en"):
            use(language)
            assert words(edition) == language
    assert made == [(id(EDITION), "en"), (id(EDITION), "uk"), (id(other), "en"), (id(other), "uk")]


def test_a_card_follows_its_claim_its_edition_its_language_and_its_links() -> None:
    event = EDITION.events[0]
    first = cards.card(event, EDITION, [("text", "address")])
    assert first == cards.card(event, EDITION, [("text", "address")])
    assert first["inside"] == [{"text": "text", "href": "address"}]
    assert cards.card(event, EDITION)["inside"] == []
    changed = event.model_copy(update={"chain": EDITION.events[-1].chain})
    assert cards.card(changed, EDITION)["speaker"] != first["speaker"]
    assert cards.card(event, EDITION)["speaker"] == first["speaker"]
    assert "edition=3" in str(cards.card(event, replace(EDITION, number=3))["share"])
    use("uk")
    assert cards.card(event, EDITION)["line"] != first["line"]


def test_where_a_claim_is_drawn_follows_the_claim_and_not_only_its_id() -> None:
    drawn = next(event for event in EDITION.events if EDITION.drawn_at(event))
    nowhere = next(event for event in EDITION.events if not EDITION.drawn_at(event))
    assert EDITION.drawn_at(drawn.model_copy(update={"place": nowhere.place})) == ()
    assert EDITION.drawn_at(drawn) != ()


def test_the_kinds_of_places_of_another_edition_are_its_own() -> None:
    smaller = replace(EDITION, events=EDITION.events[:1])
    assert len(kinds_of_places(smaller)) < len(kinds_of_places(EDITION))
