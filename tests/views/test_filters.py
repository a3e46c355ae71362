"""A filter is a value that knows its query and its sentence."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from geodata import Clock, Event, Filter, load
from geodata.views.filters import FACETS, NOWHERE, Facet, vocabulary

EDITION = load()
KNOWN = vocabulary(EDITION.events)
BOUNDS = EDITION.bounds
DEFAULT = Filter(clock=Clock.REPORTED, start=date(2024, 3, 1), end=date(2024, 3, 31))
ALL = settings(deadline=None, max_examples=50)
EVENTS = st.sampled_from(EDITION.events)
WINDOWS = st.lists(st.dates(*BOUNDS), min_size=2, max_size=2).map(sorted)
CHOICES = st.fixed_dictionaries(
    {}, optional={name: st.frozensets(st.sampled_from(sorted(values)), min_size=1) for name, values in KNOWN.items()}
)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    start, end = draw(WINDOWS)
    return Filter(clock=draw(st.sampled_from(Clock)), start=start, end=end, chosen=draw(CHOICES))


def everything(**chosen: str) -> Filter:
    """Return a filter over all days that takes one value, or several joined by "|", for each facet given."""
    wanted = {name: frozenset(values.split("|")) for name, values in chosen.items()}
    return Filter(clock=Clock.REPORTED, start=BOUNDS[0], end=BOUNDS[1], chosen=wanted)


def read(query: Mapping[str, list[str]], default: Filter = DEFAULT) -> Filter:
    return Filter.from_query(query, default, KNOWN, BOUNDS)


def passing(wanted: Filter) -> set[str]:
    return {event.id for event in EDITION.events if wanted.accepts(event)}


@ALL
@given(filters(), filters())
def test_what_a_filter_writes_into_a_url_it_reads_back_from_it(wanted: Filter, default: Filter) -> None:
    url = urlencode(wanted.query(default), doseq=True)
    assert read(parse_qs(url, keep_blank_values=True, strict_parsing=bool(url)), default) == wanted


@ALL
@given(filters())
def test_the_query_has_no_more_than_what_differs_and_is_stable(wanted: Filter) -> None:
    bare = Filter(clock=wanted.clock, start=wanted.start, end=wanted.end)
    assert bare.query(bare) == {}
    assert wanted.query(bare).keys() == wanted.chosen.keys()
    assert all(values == sorted(values) for values in wanted.query(bare).values())


def test_a_query_is_written_in_words_a_reader_can_edit() -> None:
    wanted = Filter(
        clock=Clock.HAPPENED,
        start=date(2024, 3, 12),
        end=date(2024, 3, 13),
        chosen={"at": frozenset({"tyotkino", "RU-KRS"}), "evidence": frozenset({"quote"})},
    )
    assert wanted.query(DEFAULT) == {
        "evidence": ["quote"],
        "at": ["RU-KRS", "tyotkino"],
        "clock": ["happened"],
        "dates": ["2024-03-12", "2024-03-13"],
    }


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"clock": ["both"]},
        {"clock": []},
        {"clock": ["HAPPENED"]},
        {"clock": ["happened", "reported"]},
        {"dates": []},
        {"dates": [""]},
        {"dates": ["2024-03-12"]},
        {"dates": ["2024-03-12", ""]},
        {"dates": ["2024-03-13", "2024-03-12"]},
        {"dates": ["2024-03-12", "2024-03-13", "2024-03-14"]},
        {"dates": ["2024-02-30", "2024-03-12"]},
        {"dates": ["1710201600000000", "1710288000000000"]},
        {"dates": ["2024-03-12T08:28", "2024-03-13T08:28"]},
        {"dates": ["0001-01-01", "9999-12-31"]},
        {"dates": [str(BOUNDS[0]), "2024-08-13"]},
        {"dates": ["2023-05-21", str(BOUNDS[1])]},
        {"type": ["fact"]},
        {"type": [""]},
        {"speaker": ["Ponomarev"]},
        {"at": ["'; DROP TABLE events; --", "{{ 7 * 7 }}"]},
        {"at": ["tyotkino" * 10_000]},
        {"unheard-of": ["tyotkino"]},
        {"start": ["2024-03-12"], "end": ["2024-03-12"]},
    ],
)
@pytest.mark.parametrize("default", [DEFAULT, everything().model_copy(update={"clock": Clock.HAPPENED})])
def test_whatever_is_not_understood_falls_back_to_the_default(query: dict[str, list[str]], default: Filter) -> None:
    assert read(query, default) == default


@ALL
@given(
    st.dictionaries(
        st.sampled_from([*KNOWN, "clock", "dates"]) | st.text(max_size=8),
        st.lists(st.text(max_size=12) | st.dates().map(str) | EVENTS.map(lambda event: event.id), max_size=3),
    )
)
def test_no_query_whatever_breaks_or_leads_out_of_what_there_is(query: dict[str, list[str]]) -> None:
    wanted = read(query)
    assert all(values <= KNOWN[name] for name, values in wanted.chosen.items())
    assert BOUNDS[0] <= wanted.start <= wanted.end <= BOUNDS[1]


def test_what_is_understood_is_kept_beside_what_is_not() -> None:
    query = {"at": ["tyotkino", "atlantis"], "type": ["fact"], "dates": ["2024-03-12", "soon"], "clock": ["happened"]}
    assert read(query) == Filter(
        clock=Clock.HAPPENED, start=DEFAULT.start, end=DEFAULT.end, chosen={"at": frozenset({"tyotkino"})}
    )


@ALL
@given(filters())
def test_the_sentence_names_every_choice_and_no_other(wanted: Filter) -> None:
    sentence = wanted.sentence(lambda facet, value: f"<{facet}={value}>")
    for name, values in KNOWN.items():
        named = {value for value in values if f"<{name}={value}>" in sentence}
        assert named == wanted.chosen.get(name, frozenset())
    assert wanted.clock.value in sentence
    for day in (wanted.start, wanted.end):
        assert f"{day.day} {day:%B} {day.year}" in sentence
    assert not any(day.isoformat() in sentence for day in (wanted.start, wanted.end))
    assert sentence.startswith("Claims ")
    assert sentence.endswith(".")


def test_the_sentence_reads_as_one() -> None:
    wanted = Filter(
        clock=Clock.REPORTED,
        start=date(2024, 3, 12),
        end=date(2024, 3, 12),
        chosen={"type": frozenset({"shelling", "denial"}), "speaker": frozenset({"gladkov"})},
    )
    names = {"shelling": "shelling", "denial": "denial", "gladkov": "Vyacheslav Gladkov"}
    assert wanted.sentence(lambda _, value: names[value]) == (
        "Claims reported on 12 March 2024, about denial or shelling, according to Vyacheslav Gladkov."
    )
    assert DEFAULT.sentence(str.__add__) == "Claims reported between 1 March 2024 and 31 March 2024."


@ALL
@given(WINDOWS, st.sampled_from(Clock), EVENTS)
def test_a_filter_with_nothing_chosen_lets_every_claim_pass(window: list[date], clock: Clock, event: Event) -> None:
    start, end = window
    assert Filter(clock=clock, start=start, end=end).accepts(event)
    nothing = {facet.name: frozenset[str]() for facet in FACETS}
    assert Filter(clock=clock, start=start, end=end, chosen=nothing).accepts(event)


def test_choosing_every_value_of_every_facet_lets_every_claim_pass() -> None:
    wanted = DEFAULT.model_copy(update={"chosen": KNOWN})
    assert passing(wanted) == {event.id for event in EDITION.events}


@ALL
@given(filters(), st.sampled_from(FACETS).map(lambda facet: facet.name), st.data())
def test_an_alternative_more_never_hides_a_claim_and_a_facet_more_never_shows_one(
    wanted: Filter, name: str, data: st.DataObject
) -> None:
    more = data.draw(st.frozensets(st.sampled_from(sorted(KNOWN[name])), min_size=1))
    chosen = dict(wanted.chosen)
    wider = wanted.model_copy(update={"chosen": chosen | {name: chosen[name] | more} if name in chosen else {}})
    assert passing(wider) >= passing(wanted)
    without = {key: values for key, values in chosen.items() if key != name}
    assert passing(wanted.model_copy(update={"chosen": without | {name: more}})) <= passing(
        wanted.model_copy(update={"chosen": without})
    )


@ALL
@given(EVENTS, st.sampled_from(FACETS), st.data())
def test_a_claim_passes_by_one_of_its_own_values_and_by_no_other(
    event: Event, facet: Facet, data: st.DataObject
) -> None:
    own = facet.values(event)
    assert own
    assert own <= KNOWN[facet.name]
    value = data.draw(st.sampled_from(sorted(KNOWN[facet.name])))
    assert everything(**{facet.name: value}).accepts(event) == (value in own)


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({"evidence": "quote", "type": "territorial_control"}, {"ponomarev-lozova-rudka-control"}),
        ({"evidence": "quote", "status": "testimony"}, {"residents-gunfire-tetkino"}),
        ({"speaker": "military-source"}, {"baza-alleged-incursion"}),
        ({"speaker": "military-source|wargonzo"}, {"baza-alleged-incursion", "wargonzo-attempted-crossing"}),
        ({"at": "tyotkino", "evidence": "quote"}, {"residents-gunfire-tetkino", "ponomarev-gunfire-tyotkino"}),
        ({"at": "sudzha"}, {"uawire-20240808-rybar-sudzha", "tass-20240809-sudzha-ours"}),
        ({"at": "sudzha", "speaker": "rybar"}, {"uawire-20240808-rybar-sudzha"}),
        ({"at": "sudzha", "speaker": "gladkov"}, set()),
        ({"source": "Adnkronos"}, {"adnkronos-20240812-smirnov-28"}),
        (
            {"at": NOWHERE, "evidence": "quote"},
            {"further-footage", "report-conflict-ongoing", "legion-fighter-aims"},
        ),
    ],
)
def test_each_facet_finds_the_claims_it_names(chosen: dict[str, str], ids: set[str]) -> None:
    assert passing(everything(**chosen)) == ids


def test_evidence_tells_the_article_from_the_other_outlets() -> None:
    quotes, citations = (passing(everything(evidence=kind)) for kind in ("quote", "citation"))
    assert (len(quotes), len(citations)) == (18, 80)
    assert quotes == passing(everything(source=EDITION.newest.id))


def test_a_filter_looks_at_no_date() -> None:
    one_day = Filter(clock=Clock.HAPPENED, start=date(1999, 1, 1), end=date(1999, 1, 1))
    assert passing(one_day) == passing(everything())


def test_the_vocabulary_is_what_occurs_and_nothing_else() -> None:
    assert list(KNOWN) == [facet.name for facet in FACETS]
    assert KNOWN["evidence"] == {"quote", "citation"}
    assert KNOWN["speaker"] == {speaker for event in EDITION.events for speaker in event.speakers}
    assert KNOWN["at"] == {*EDITION.places, NOWHERE}
    event = EDITION.events[0]
    assert vocabulary([event]) == {
        "evidence": {"quote"},
        "type": {"incursion"},
        "speaker": {"essanews"},
        "status": {"reported_by_media"},
        "at": {"border"},
        "source": {event.evidence.source},
    }
    assert vocabulary(()) == {facet.name: frozenset() for facet in FACETS}


@pytest.mark.parametrize(
    "fields",
    [
        {"clock": "reported", "start": "2024-03-13", "end": "2024-03-12"},
        {"clock": "both", "start": "2024-03-12", "end": "2024-03-12"},
        {"clock": "reported", "start": "2024-03-12"},
        {"clock": "reported", "start": "2024-03-12T08:28", "end": "2024-03-12T09:28"},
        {"clock": "reported", "start": "2024-03-12", "end": "2024-03-12", "facets": {}},
    ],
)
def test_a_filter_that_makes_no_sense_is_not_made(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Filter.model_validate(fields)
