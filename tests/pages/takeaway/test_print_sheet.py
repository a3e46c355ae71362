"""What is printed is what passes, each claim once."""

import pytest

from geodata import Filter, load, select
from geodata.model.times import Clock
from pages.components.claims import print_sheet

EDITION = load()
ALL = Filter(clock=Clock.REPORTED, start=EDITION.bounds[0], end=EDITION.bounds[1])


@pytest.mark.parametrize("speaker", ["", "ponomarev", "legion", "putin"])
def test_every_claim_that_passes_is_in_one_group(speaker: str) -> None:
    wanted = ALL.model_copy(update={"chosen": {"speaker": frozenset({speaker})} if speaker else {}})
    selection = select(EDITION, wanted)
    printed = [claim for group in print_sheet.groups(selection, EDITION) for claim in group["claims"]]
    assert sorted(printed) == sorted(event.id for event in (*selection.shown, *selection.unlocated))


def test_numbered_places_come_first_in_the_order_of_the_map() -> None:
    groups = print_sheet.groups(select(EDITION, ALL), EDITION)
    numbers = [group["number"] for group in groups]
    assert numbers[: len(EDITION.place_numbers)] == list(EDITION.place_numbers.values())
    assert set(numbers[len(EDITION.place_numbers) :]) == {None}
    assert groups[-1]["name"] == "No single place"


def test_a_claim_about_two_regions_stands_under_both_names() -> None:
    groups = print_sheet.groups(select(EDITION, ALL), EDITION)
    (both,) = [group for group in groups if "videos-tanks-regions" in group["claims"]]
    assert both["name"] == "Belgorod Oblast and Kursk Oblast"


def test_a_printed_claim_says_when_where_how_precisely_and_with_which_hedge() -> None:
    cards = print_sheet.cards(EDITION)
    assert list(cards) == [event.id for event in EDITION.events]
    for event in EDITION.events:
        facts = {fact["term"]: fact["text"] for fact in cards[event.id]["facts"]}
        assert facts["Happened"]
        assert "placed as: " in facts["Where"]
        hedge = getattr(event.evidence, "hedge", "")
        assert facts.get("Hedge", "") == (f"“{hedge}”" if hedge else "")
        assert cards[event.id]["citation"].endswith(f"As Reported, edition 2, claim {event.id}.")
