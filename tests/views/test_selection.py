"""Nothing is silently dropped: every claim has exactly one outcome, and the account adds up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import Clock, Event, Filter, load, select
from geodata.model.places import PlaceMention, Precision
from geodata.views.filters import vocabulary
from geodata.views.selection import Outcome, Selection, Tally

EDITION = load()
BOUNDS = EDITION.bounds
ALL = settings(deadline=None, max_examples=40)
UNDATED = [event.model_copy(update={"id": f"{event.id}-x", "happened": None}) for event in EDITION.events[::7]]
EVENTS = st.lists(st.sampled_from([*EDITION.events, *UNDATED]), unique_by=lambda event: event.id)
CLOCKS = st.sampled_from(Clock)
WINDOWS = st.lists(st.dates(date(2023, 5, 1), date(2024, 9, 1)), min_size=2, max_size=2).map(sorted)
KNOWN = vocabulary(EDITION.events)
DATES = {"reported": "2024-03-12", "happened": "../2024-03-12"}


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    start, end = draw(WINDOWS)
    # Several facets at once mostly leave nothing over.
    names = draw(st.lists(st.sampled_from(sorted(KNOWN)), max_size=2, unique=True))
    chosen = {name: draw(st.frozensets(st.sampled_from(sorted(KNOWN[name])), min_size=1)) for name in names}
    return Filter(clock=draw(CLOCKS), start=start, end=end, chosen=chosen)


def selected(events: Sequence[Event], wanted: Filter) -> Selection:
    return select(replace(EDITION, events=tuple(events)), wanted)


def outcomes(events: Sequence[Event], wanted: Filter) -> dict[str, Outcome]:
    return {event.id: outcome for outcome, found in selected(events, wanted).by_outcome.items() for event in found}


def window(start: str, end: str, clock: Clock = Clock.REPORTED) -> Filter:
    return Filter(clock=clock, start=date.fromisoformat(start), end=date.fromisoformat(end))


def claim(**changes: object) -> Event:
    event = EDITION.event("residents-gunfire-tetkino")
    assert event is not None
    return Event.model_validate(event.model_dump(exclude={"reported", "happened"}) | DATES | changes)


@ALL
@given(EVENTS, filters())
def test_input_is_shown_and_outside_and_filtered_and_unlocated_and_undated(events: list[Event], wanted: Filter) -> None:
    ledger = selected(events, wanted).ledger
    assert set(ledger) == set(Outcome)
    assert sum(ledger.values(), Tally()) == Tally.of(events)
    assert sum(tally.total for tally in ledger.values()) == len(events)
    assert sum(tally.quotes for tally in ledger.values()) == sum(event.is_quoted for event in events)


@ALL
@given(EVENTS, filters())
def test_every_claim_has_exactly_one_outcome(events: list[Event], wanted: Filter) -> None:
    found = Counter(event.id for members in selected(events, wanted).by_outcome.values() for event in members)
    assert found == Counter(event.id for event in events)


@ALL
@given(EVENTS, filters())
def test_claims_keep_their_order(events: list[Event], wanted: Filter) -> None:
    for members in selected(events, wanted).by_outcome.values():
        positions = [events.index(event) for event in members]
        assert positions == sorted(positions)


@ALL
@given(EVENTS, filters(), st.data())
def test_a_claim_s_outcome_does_not_depend_on_the_order_or_on_other_claims(
    events: list[Event], wanted: Filter, data: st.DataObject
) -> None:
    assert outcomes(data.draw(st.permutations(events)), wanted) == outcomes(events, wanted)
    assert all(outcomes([event], wanted)[event.id] is outcomes(events, wanted)[event.id] for event in events)


@ALL
@given(EVENTS, filters())
def test_the_outcome_is_the_first_reason_that_applies(events: list[Event], wanted: Filter) -> None:
    days = {wanted.start + timedelta(days=offset) for offset in range((wanted.end - wanted.start).days + 1)}
    for event in events:
        outcome = outcomes([event], wanted)[event.id]
        time = event.time(wanted.clock)
        within = time is not None and any(
            (time.first or date.min) <= day <= (time.last or date.max) for day in sorted(days)
        )
        reasons = {
            Outcome.FILTERED: not wanted.accepts(event),
            Outcome.UNDATED: time is None,
            Outcome.OUTSIDE: not within,
            Outcome.UNLOCATED: event.place.precision in {Precision.COUNTRY, Precision.NONE},
            Outcome.SHOWN: True,
        }
        assert outcome is next(reason for reason, applies in reasons.items() if applies)


@ALL
@given(EVENTS, filters(), WINDOWS)
def test_a_wider_window_shows_no_less(events: list[Event], wanted: Filter, other: list[date]) -> None:
    wider = wanted.model_copy(update={"start": min(wanted.start, other[0]), "end": max(wanted.end, other[1])})
    assert set(selected(events, wanted).shown) <= set(selected(events, wider).shown)


def test_without_a_filter_every_claim_of_the_edition_is_shown_or_in_the_tray() -> None:
    for clock in Clock:
        whole = Filter(clock=clock, start=BOUNDS[0], end=BOUNDS[1])
        selection = select(EDITION, whole)
        assert Tally.of((*selection.shown, *selection.unlocated)) == Tally(quotes=18, citations=80)


def test_what_has_no_place_is_unlocated_and_not_gone() -> None:
    selection = select(EDITION, window("2024-03-12", "2024-03-12"))
    assert {event.id for event in selection.unlocated if event.is_quoted} == {
        "further-footage",
        "report-conflict-ongoing",
        "legion-statement-released",
        "volunteers-warning-elections",
        "legion-fighter-aims",
    }


@pytest.mark.parametrize(
    ("changes", "wanted", "outcome"),
    [
        ({}, window("2024-03-12", "2024-03-12"), Outcome.SHOWN),
        ({}, window("2024-03-13", "2024-03-31"), Outcome.OUTSIDE),
        ({}, window("2024-03-01", "2024-03-11"), Outcome.OUTSIDE),
        ({}, window("2020-01-01", "2020-01-01", Clock.HAPPENED), Outcome.SHOWN),
        ({}, window("2024-03-13", "2024-03-13", Clock.HAPPENED), Outcome.OUTSIDE),
        ({"happened": None}, window("2024-03-12", "2024-03-12", Clock.HAPPENED), Outcome.UNDATED),
        ({"happened": None}, window("2024-03-12", "2024-03-12"), Outcome.SHOWN),
        ({"reported": "2024-03"}, window("2024-03-31", "2024-04-30"), Outcome.SHOWN),
        (
            {"place": PlaceMention(places=(), precision=Precision.NONE)},
            window("2024-03-12", "2024-03-12"),
            Outcome.UNLOCATED,
        ),
        (
            {"place": PlaceMention(places=("RU",), precision=Precision.COUNTRY)},
            window("2024-03-12", "2024-03-12"),
            Outcome.UNLOCATED,
        ),
        (
            {"place": PlaceMention(places=(), precision=Precision.NONE)},
            window("2024-03-13", "2024-03-13"),
            Outcome.OUTSIDE,
        ),
    ],
)
def test_a_claim_meets_a_window_on_the_clock_chosen(
    changes: dict[str, object], wanted: Filter, outcome: Outcome
) -> None:
    event = claim(**changes)
    assert outcomes([event], wanted) == {event.id: outcome}


def test_what_is_filtered_out_counts_as_that_whatever_else_it_lacks() -> None:
    nothing = claim(happened=None, place=PlaceMention(places=(), precision=Precision.NONE))
    wanted = Filter(
        clock=Clock.HAPPENED,
        start=date(2024, 3, 12),
        end=date(2024, 3, 12),
        chosen={"evidence": frozenset({"citation"})},
    )
    assert outcomes([nothing], wanted) == {nothing.id: Outcome.FILTERED}


def test_nothing_in_is_nothing_out() -> None:
    selection = selected((), window("2024-03-12", "2024-03-12"))
    assert selection.ledger == dict.fromkeys(Outcome, Tally())
    assert (selection.shown, selection.unlocated) == ((), ())


def test_tallies_add_kind_by_kind() -> None:
    assert Tally(quotes=1, citations=2) + Tally(quotes=10, citations=20) == Tally(quotes=11, citations=22)
    assert Tally(quotes=1, citations=2).total == 3
    assert Tally.of(EDITION.events) == Tally(quotes=18, citations=80)
