"""Search: what the empty field names as examples can be found."""

from dataclasses import replace

from geodata import load
from geodata.views.search import examples, search

EDITION = load()


def test_every_example_is_found_in_its_edition() -> None:
    names = examples(EDITION).removesuffix(" …").split(", ")
    assert names[:2] == ["Tyotkino", "Тёткино"]
    assert len(names) == 3
    assert all(search(EDITION.events, name, EDITION) for name in names)


def test_an_edition_without_claims_has_no_examples() -> None:
    assert examples(replace(EDITION, events=(), relations=())) == ""
