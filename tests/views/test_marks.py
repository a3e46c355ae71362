"""The map draws every shown claim, no pin where none is due, and the same numbers whatever is filtered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from geodata import Clock, Edition, Event, Filter, load, select
from geodata.common.errors import AsReportedError, PlaceError
from geodata.model.events import EventType
from geodata.model.places import PlaceMention, Precision
from geodata.views.filters import vocabulary
from geodata.views.marks import MapView, Mark, Shade, map_view
from geodata.views.selection import Tally

EDITION = load()
KNOWN = vocabulary(EDITION.events)
DRAWN = [event for event in EDITION.events if event.place.precision.is_drawn]
PINS = [event for event in DRAWN if event.place.precision.is_pin]
ALL = settings(deadline=None, max_examples=40)
SUBSETS = st.lists(st.sampled_from(DRAWN), unique_by=lambda event: event.id)


@st.composite
def selections(draw: st.DrawFn) -> tuple[Event, ...]:
    """Return what some filter shows: what the page gives the map to draw."""
    start, end = sorted([draw(st.dates(*EDITION.bounds)), draw(st.dates(*EDITION.bounds))])
    names = draw(st.lists(st.sampled_from(sorted(KNOWN)), max_size=1))
    chosen = {name: draw(st.frozensets(st.sampled_from(sorted(KNOWN[name])), min_size=1)) for name in names}
    wanted = Filter(clock=draw(st.sampled_from(Clock)), start=start, end=end, chosen=chosen)
    return select(EDITION, wanted).shown


def drawn_places(view: MapView) -> set[str]:
    border = {"border"} if view.border else set()
    return {mark.place for mark in view.marks} | {shade.place for shade in view.shades} | border


def counts(view: MapView) -> dict[str, Tally]:
    """Return the numbers that the map shows at each place."""
    items: list[Mark | Shade] = [*view.marks, *view.shades]
    found = {item.place: Tally(quotes=item.quotes, citations=item.citations) for item in items}
    if view.border:
        found["border"] = Tally(quotes=view.border.quotes, citations=view.border.citations)
    return found


def only_mark(events: Sequence[Event], edition: Edition = EDITION) -> Mark:
    (mark,) = map_view(events, edition).marks
    return mark


def claim(event_id: str, **changes: object) -> Event:
    event = EDITION.event(event_id)
    assert event is not None
    return event.model_copy(update=changes)


GUNFIRE = claim("ponomarev-gunfire-tyotkino")


@ALL
@given(selections() | SUBSETS)
def test_marks_shades_and_border_cover_every_shown_claim(shown: Sequence[Event]) -> None:
    places = drawn_places(map_view(shown, EDITION))
    assert all(set(event.place.places) <= places for event in shown)
    assert places == {place for event in shown for place in event.place.places}


@ALL
@given(selections() | SUBSETS)
def test_the_numbers_at_a_place_are_the_claims_there(shown: Sequence[Event]) -> None:
    expected = {
        place: Tally(
            quotes=sum(event.is_quoted for event in shown if place in event.place.places),
            citations=sum(not event.is_quoted for event in shown if place in event.place.places),
        )
        for event in shown
        for place in event.place.places
    }
    assert counts(map_view(shown, EDITION)) == expected


@ALL
@given(selections() | SUBSETS)
def test_no_mark_stands_for_anything_coarser_than_a_vicinity(shown: Sequence[Event]) -> None:
    for mark in map_view(shown, EDITION).marks:
        place = EDITION.places[mark.place]
        assert place.level == "settlement"
        assert (mark.lon, mark.lat, mark.name) == (place.lon, place.lat, place.name)
        precisions = {event.place.precision for event in shown if mark.place in event.place.places}
        assert precisions <= {Precision.POINT, Precision.SETTLEMENT, Precision.VICINITY}
        assert mark.vicinity == (Precision.VICINITY in precisions)


@ALL
@given(selections() | SUBSETS)
def test_areas_are_shaded_by_their_level_and_never_marked(shown: Sequence[Event]) -> None:
    view = map_view(shown, EDITION)
    assert all(EDITION.places[shade.place].level == shade.level for shade in view.shades)
    assert {shade.place for shade in view.shades}.isdisjoint(mark.place for mark in view.marks)
    assert [shade.place for shade in view.shades] == sorted(shade.place for shade in view.shades)


@ALL
@given(selections() | SUBSETS)
def test_a_place_keeps_its_number_while_a_reader_filters(shown: Sequence[Event]) -> None:
    whole = {mark.place: mark.number for mark in map_view(DRAWN, EDITION).marks}
    view = map_view(shown, EDITION)
    assert all(mark.number == whole[mark.place] for mark in view.marks)
    assert [mark.number for mark in view.marks] == sorted(mark.number for mark in view.marks)


@ALL
@given(st.permutations(EDITION.events), st.data())
def test_the_map_does_not_depend_on_the_order_of_claims(events: list[Event], data: st.DataObject) -> None:
    shown = data.draw(SUBSETS)
    reordered = replace(EDITION, events=tuple(events))
    assert reordered.place_numbers == EDITION.place_numbers
    assert map_view(data.draw(st.permutations(shown)), reordered) == map_view(shown, EDITION)


@ALL
@given(selections() | SUBSETS)
def test_what_is_disputed_is_told_for_each_place(shown: Sequence[Event]) -> None:
    disputed = {
        place for event in shown if EDITION.disputes(event.id) for place in event.place.places
    }  # fmt: skip
    view = map_view(shown, EDITION)
    items: list[Mark | Shade] = [*view.marks, *view.shades]
    told = {item.place for item in items if item.disputed}
    assert told | ({"border"} if view.border and view.border.disputed else set()) == disputed


@ALL
@given(st.lists(st.sampled_from(PINS), min_size=1, unique_by=lambda event: event.id))
def test_a_mark_has_the_kind_of_its_claims_or_says_several(shown: list[Event]) -> None:
    kinds = {
        EventType.ARMED_CLASH: "fighting",
        EventType.SHELLING: "fighting",
        EventType.AIR_OR_DRONE_ATTACK: "fighting",
        EventType.INCURSION: "incursion",
        EventType.TERRITORIAL_CONTROL: "control",
    }
    for mark in map_view(shown, EDITION).marks:
        # All claims there, shown or not: a mark keeps its shape while the window moves.
        found = {kinds.get(event.event_type, "other") for event in PINS if mark.place in event.place.places}
        assert {mark.kind} == (found if len(found) == 1 else {"several"})


def test_places_are_numbered_from_one_the_article_s_first_and_then_by_claims() -> None:
    numbers = EDITION.place_numbers
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    assert list(numbers)[:2] == ["tyotkino", "lozovaya-rudka"]
    of_article = {place for event in PINS if event.is_quoted for place in event.place.places}
    assert max(numbers[place] for place in of_article) == len(of_article)
    totals = Counter(place for event in PINS for place in event.place.places)
    others = [totals[place] for place in sorted(numbers, key=numbers.__getitem__) if place not in of_article]
    assert others == sorted(others, reverse=True)


@ALL
@given(st.lists(st.sampled_from(PINS), unique_by=lambda event: event.id))
def test_a_place_keeps_its_number_in_the_next_edition_whatever_is_withdrawn_or_added(kept: list[Event]) -> None:
    first = replace(EDITION, events=tuple(kept), numbers_given={})
    second = replace(EDITION, numbers_given=first.numbers_kept)
    third = replace(first, numbers_given=second.numbers_kept)
    assert second.place_numbers.items() >= first.place_numbers.items()
    assert third.place_numbers == first.place_numbers
    assert third.numbers_kept == second.numbers_kept
    assert len(set(second.place_numbers.values())) == len(second.place_numbers)
    assert list(second.place_numbers.values()) == sorted(second.place_numbers.values())


def test_a_number_once_given_is_never_given_to_another_place() -> None:
    gone = {"village-of-an-older-edition": 9}
    assert min(replace(EDITION, numbers_given=gone).place_numbers.values()) == 10


def test_only_settlements_with_pins_are_numbered() -> None:
    assert set(EDITION.place_numbers) == {place.id for place in EDITION.places.values() if place.level == "settlement"}
    coarse = tuple(event for event in EDITION.events if not event.place.precision.is_pin)
    assert replace(EDITION, events=coarse).place_numbers == {}


def test_the_whole_edition_has_marks_shades_and_a_border_with_all_its_claims() -> None:
    view = map_view(DRAWN, EDITION)
    assert len(view.marks) == 8
    assert {shade.level for shade in view.shades} == {"region", "district"}
    assert view.border is not None
    in_one_place = [event for event in DRAWN if len(event.place.places) == 1]
    in_two_places = [event for event in DRAWN if len(event.place.places) == 2]
    total = sum((tally.total for tally in counts(view).values()), 0)
    assert len(in_one_place) + len(in_two_places) == len(DRAWN)
    assert total == len(in_one_place) + 2 * len(in_two_places)


def test_nothing_shown_draws_nothing() -> None:
    assert map_view((), EDITION) == MapView(marks=(), shades=(), border=None)


def test_a_claim_about_two_regions_counts_at_both() -> None:
    view = map_view([claim("videos-tanks-regions")], EDITION)
    assert [(shade.place, shade.quotes, shade.citations) for shade in view.shades] == [
        ("RU-BEL", 1, 0),
        ("RU-KRS", 1, 0),
    ]
    assert (view.marks, view.border) == ((), None)


def test_a_claim_near_a_place_draws_its_circle_and_one_in_it_does_not() -> None:
    near = claim("residents-gunfire-tetkino")
    assert not only_mark([GUNFIRE]).vicinity
    assert only_mark([near]).vicinity
    assert only_mark([GUNFIRE, near]).vicinity


@pytest.mark.parametrize(
    "precision", [precision for precision in Precision if precision.is_drawn and not precision.is_pin]
)
@pytest.mark.parametrize("others", [[], [GUNFIRE]])
def test_a_coarse_claim_at_a_settlement_stops_the_map_rather_than_become_a_pin(
    precision: Precision, others: list[Event]
) -> None:
    coarse = claim("residents-gunfire-tetkino", place=PlaceMention(places=("tyotkino",), precision=precision))
    with pytest.raises(PlaceError) as caught:
        map_view([*others, coarse], EDITION)
    assert isinstance(caught.value, AsReportedError)
    assert "tyotkino" in str(caught.value)


def test_a_pin_on_an_area_stops_the_map() -> None:
    pin = claim("residents-gunfire-tetkino", place=PlaceMention(places=("RU-KRS",), precision=Precision.SETTLEMENT))
    with pytest.raises(PlaceError, match="RU-KRS"):
        map_view([pin], replace(EDITION, events=(*EDITION.events, pin)))


def test_a_dispute_is_seen_even_if_the_other_claim_is_filtered_out() -> None:
    assert only_mark([claim("ponomarev-lozova-rudka-control")]).disputed
    undisputed = replace(EDITION, relations=())
    assert not only_mark([claim("ponomarev-lozova-rudka-control")], undisputed).disputed


def test_the_date_of_a_claim_does_not_matter_to_the_map() -> None:
    shown = select(EDITION, Filter(clock=Clock.REPORTED, start=date(2024, 3, 12), end=date(2024, 3, 12))).shown
    undated = [event.model_copy(update={"happened": None}) for event in shown]
    assert map_view(undated, EDITION) == map_view(shown, EDITION)


def test_a_view_cannot_be_altered() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        only_mark([GUNFIRE]).number = 2  # type: ignore[misc]


def test_the_border_lights_up_along_the_regions_that_the_claims_shown_name() -> None:
    lined = [event for event in EDITION.events if event.place.precision is Precision.BORDER]
    assert all(event.place.along for event in lined)
    along = {event.id: map_view([event], EDITION).border for event in lined}
    belgorod, kursk = along["lbc-20240316-belgorod-repelled"], along["ngeu-20240806-mod-300"]
    assert belgorod is not None
    assert kursk is not None
    assert (belgorod.along, kursk.along) == (("RU-BEL",), ("RU-KRS",))
    whole = map_view(EDITION.events, EDITION).border
    assert whole is not None
    assert whole.along == ("RU-BEL", "RU-KRS")


def test_the_border_is_the_whole_line_if_one_claim_names_no_stretch() -> None:
    lined = [event for event in EDITION.events if event.place.precision is Precision.BORDER][:2]
    vague = lined[0].model_copy(update={"place": lined[0].place.model_copy(update={"along": ()})})
    border = map_view([vague, lined[1]], EDITION).border
    assert border is not None
    assert border.along == ()
