"""A character that overrides the direction of reading is seen on every public page, and a quote stays as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geodata.common.direction import mark_all, mark_overrides
from geodata.datasets.coded_events import CodedEvent
from geodata.datasets.criteria import Criteria
from geodata.model.events import QuoteEvidence
from geodata.model.places import Precision
from geodata.presentation import cards, claim_rows, marked_text, wording
from geodata.single_file import content
from geodata.views.filters import FACETS, vocabulary
from pages.components.datasets import dataset_filter, dataset_list
from tests.datasets.generator import description
from tests.single_file.test_single_file import hostile

if TYPE_CHECKING:
    from collections.abc import Iterator

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NAME = f"TASS {OVERRIDES} denial"
EDITION = hostile(NAME)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def unmarked(value: object) -> list[str]:
    return [text for text in texts(value) if set(OVERRIDES) & set(text)]


def test_an_override_is_written_out_and_nothing_else_is() -> None:
    assert mark_overrides("a\u202eb") == "a⟨U+202E⟩b"
    assert all(mark_overrides(character) == f"⟨U+{ord(character):04X}⟩" for character in OVERRIDES)
    # Marks and joiners are part of how these names are spelled.
    for name in ("الجزيرة\u200f (قطر)", "می\u200cخواهم", "Тёткино", "שלום\u200e!", "a\u00a0b"):
        assert mark_overrides(name) == name
    assert mark_all({"a": ["\u202e", 1, None]}) == {"a": ["⟨U+202E⟩", 1, None]}


def test_every_name_on_a_card_is_marked_and_the_quote_is_exact() -> None:
    for event in EDITION.events:
        card = cards.card(event, EDITION)
        exact = {name: card.pop(name, None) for name in ("quotes", "attribution")}
        assert unmarked(card) == [], event.id
        if isinstance(event.evidence, QuoteEvidence):
            assert "".join(run["text"] for run in exact["quotes"][0]) == NAME  # type: ignore[index]


def test_every_name_in_filters_lists_and_sentences_is_marked() -> None:
    known = vocabulary(EDITION.events)
    named = [wording.facet_value(facet.name, value, EDITION) for facet in FACETS for value in known[facet.name]]
    assert unmarked(named) == []
    assert unmarked([wording.place_name(place, EDITION) for place in EDITION.places]) == []
    rows = claim_rows.rows(EDITION.events, EDITION)
    assert unmarked([{name: cell for name, cell in row.items() if name != "Words or summary"} for row in rows]) == []
    assert unmarked([cards.disagreement(pair) for pair in EDITION.relations]) == []
    assert unmarked(marked_text.drawing(EDITION.newest, EDITION)["labels"]) == []


def test_the_single_file_is_marked_but_for_what_is_quoted() -> None:
    found = content.data(EDITION)
    for article in found["articles"]:
        # The text itself, and each sentence of it.
        del article["drawing"]["segments"]
        article["sentences"] = [row[1:] for row in article["sentences"]]
    for claim in found["claims"]:
        for name in ("quotes", "attribution"):
            claim["card"].pop(name, None)
        # What a search looks through is not shown; a citation gives the quoted words as they are.
        del claim["find"]
        assert claim.pop("cite").count("⟨U+202E⟩")
    assert unmarked(json.loads(json.dumps(found))) == []


@pytest.mark.parametrize("name", [NAME])
def test_every_word_of_a_data_set_is_marked(name: str) -> None:
    words = dict.fromkeys(("kind", "title", "place", "country", "source", "note"), name)
    event = CodedEvent(
        row=1, id=name, first_day=None, last_day=None, lon=None, lat=None, precision=Precision.NONE, region="",
        district="", codes={name: name}, **words,
    )  # fmt: skip
    assert unmarked(dataset_list.card(event)) == []
    dataset = description(1, "generated").model_copy(update={"name": name, "coded_by": name, "licence": name})
    assert unmarked(dataset_filter.sentence(dataset, Criteria(kinds=frozenset({name}), words=name))) == []
    assert unmarked(dataset_filter.value_name("kind", name)) == []
