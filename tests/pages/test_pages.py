"""The pages without a browser: what they count, what the URL makes of them, and what they say when data is damaged."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

import geodata
from geodata.edition import rights
from geodata.model.places import Precision
from geodata.model.times import Clock
from geodata.presentation import marked_text
from geodata.views.filters import FACETS, NOWHERE, Filter
from geodata.views.search import search
from geodata.views.selection import Outcome, Selection, Tally, select
from tests.conftest import ROOT, read_account

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from geodata.model.events import Event
    from geodata.views.filters import Window

EDITION = geodata.load()
DEFAULT = Filter(clock=Clock.REPORTED, start=EDITION.month[0], end=EDITION.month[1])
DAY_OF_ARTICLE = EDITION.newest.day
PAGES = {
    "dashboard.py": EDITION.newest.title,
    "pages/articles.py": EDITION.newest.title,
    "pages/claims.py": "Claims",
    "pages/datasets.py": "Data sets",
    "pages/about.py": "About",
}
COUNTING = ["dashboard.py", "pages/claims.py"]
FILTERS = {
    "nothing chosen": DEFAULT,
    "one day": DEFAULT.model_copy(update={"start": DAY_OF_ARTICLE, "end": DAY_OF_ARTICLE}),
    "before the article": DEFAULT.model_copy(update={"end": DAY_OF_ARTICLE - timedelta(days=1)}),
    "from the article on": DEFAULT.model_copy(update={"start": DAY_OF_ARTICLE}),
    "happened": DEFAULT.model_copy(update={"clock": Clock.HAPPENED}),
    "happened on one day": Filter(clock=Clock.HAPPENED, start=DAY_OF_ARTICLE, end=DAY_OF_ARTICLE),
    "quotes": DEFAULT.model_copy(update={"chosen": {"evidence": frozenset({"quote"})}}),
    "citations": DEFAULT.model_copy(update={"chosen": {"evidence": frozenset({"citation"})}}),
    "Ponomarev": DEFAULT.model_copy(update={"chosen": {"speaker": frozenset({"ponomarev"})}}),
    "two speakers": DEFAULT.model_copy(update={"chosen": {"speaker": frozenset({"ponomarev", "baza"})}}),
    "quotes of residents": DEFAULT.model_copy(
        update={"chosen": {"evidence": frozenset({"quote"}), "speaker": frozenset({"kursk-residents"})}}
    ),
    "everything at once": Filter(
        clock=Clock.HAPPENED,
        start=DAY_OF_ARTICLE - timedelta(days=3),
        end=DAY_OF_ARTICLE + timedelta(days=3),
        chosen={
            "evidence": frozenset({"citation"}),
            "type": frozenset({"incursion", "denial", "territorial_control"}),
            "speaker": frozenset({"legion", "rdk", "russian-defence-ministry"}),
            "status": frozenset({"claimed_by_party", "denied_by_party"}),
            "at": frozenset({"tyotkino", "kozinka", NOWHERE}),
        },
    ),
}
NOBODY = DEFAULT.model_copy(
    update={"chosen": {"evidence": frozenset({"quote"}), "source": frozenset({"TASS", "Interfax"})}}
)
GARBAGE = {
    "an unknown clock": {"clock": "x"},
    "two clocks": {"clock": ["happened", "reported"]},
    "a day that does not exist": {"dates": ["2024-13-99", "2024-03-12"]},
    "dates the wrong way round": {"dates": ["2024-03-20", "2024-03-10"]},
    "one date": {"dates": "2024-03-12"},
    "three dates": {"dates": ["2024-03-10", "2024-03-12", "2024-03-14"]},
    "dates where no claim is": {"dates": ["0001-01-01", "9999-12-31"]},
    "dates as microseconds": {"dates": ["1709251200000000", "1711843200000000"]},
    "a speaker that is a script": {"speaker": "<script>window.__pwned=1</script>"},
    "a speaker that is a template": {"speaker": "{{ 7*7 }}"},
    "a place that is a path": {"place": "../../etc/passwd"},
    "a view that is none": {"view": "zzz"},
    "an event that is none": {"event": "nope"},
    "a kind of evidence that is none": {"evidence": "zzz"},
    "values of every facet that are none": {facet.name: ["nope", "", "\x00"] for facet in FACETS},
    "a language that is none": {"lang": "xx"},
    "an edition that is none": {"edition": "x"},
    "an edition of the far future": {"edition": "9" * 5_000},
    "parameters that nobody knows": {"__proto__": "1", "dates[]": "2024-03-12", "": "empty"},
    "very long values": {"speaker": "x" * 10_000, "place": "y" * 10_000, "event": "z" * 10_000},
}


def visit(app: AppTest, page: str = "dashboard.py", query: Mapping[str, str | list[str]] | None = None) -> AppTest:
    """Opens a page as a link from elsewhere does."""
    app.switch_page(page)
    app.query_params = dict(query or {})
    return calm(app.run())


def calm(app: AppTest) -> AppTest:
    assert list(app.exception) == []
    return app


def asked(query: Mapping[str, str | list[str]]) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in query.items()}


def selection(wanted: Filter) -> Selection:
    return select(EDITION, wanted)


def passing(wanted: Filter) -> list[Event]:
    """What the lists hold: all that passes the filter, drawn or not, in the edition's order."""
    chosen = selection(wanted)
    return sorted((*chosen.shown, *chosen.unlocated), key=EDITION.events.index)


def ledger(app: AppTest) -> dict[Outcome, Tally]:
    account = read_account(app.get_by_key("ledger").markdown[0].value)
    assert account.in_all == Tally.of(EDITION.events)
    return account.ledger


def widgets(app: AppTest) -> Filter:
    """The filter as the widgets on the page show it."""
    kind = app.segmented_control(key="evidence").value
    chosen = {facet.name: frozenset(app.multiselect(key=facet.name).value) for facet in FACETS[1:]}
    chosen["evidence"] = frozenset({kind} - {"all"})
    start, end = window(app)
    clock = Clock(app.session_state["clock"])
    return Filter(clock=clock, start=start, end=end, chosen={name: found for name, found in chosen.items() if found})


def use_widgets(app: AppTest, wanted: Filter) -> AppTest:
    """Sets every control; the timeline's, which AppTest cannot move, are set as its callback sets them."""
    app.session_state["clock"], app.session_state["dates"] = wanted.clock, (wanted.start, wanted.end)
    for facet in FACETS[1:]:
        app.multiselect(key=facet.name).set_value(sorted(wanted.chosen.get(facet.name, ())))
    for kind in wanted.chosen.get("evidence", ()):
        app.segmented_control(key="evidence").select(kind)
    return calm(app.run())


def window(app: AppTest) -> Window:
    start, end = app.session_state["dates"]
    return start, end


def label(app: AppTest, key: str) -> str:
    return str(app.button(key=key).label)


def press(app: AppTest, name: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == name]
    assert not button.disabled, name
    return calm(button.click().run())


def texts(app: AppTest) -> str:
    """All text of the page and, where an article heads it, the line below the headline."""
    return "\n".join([str(text.value) for text in app.text] + list(headline(app).get("line", ())))


def headline(app: AppTest) -> dict[str, Any]:
    """The headline that a page was given to draw; nothing where it has a title of its own."""
    return {} if app.title else dict(json.loads(app.get_by_key("headline text").proto.json))


def heading(app: AppTest) -> str:
    return str(app.title[0].value if app.title else headline(app)["title"])


def cards(app: AppTest, key: str) -> list[dict[str, Any]]:
    """The cards that a component was given to draw."""
    groups = json.loads(app.get_by_key(key).proto.json)["groups"]
    return [card for group in groups for card in group["cards"]]


def with_speaker_and_type() -> list[Filter]:
    """Filters that hold at least one claim each, one for every speaker of the article."""
    quoted = [event for event in EDITION.events if event.is_quoted]
    speakers = sorted({speaker for event in quoted for speaker in event.speakers})
    return [DEFAULT.model_copy(update={"chosen": {"speaker": frozenset({speaker})}}) for speaker in speakers]


# The pages themselves


@pytest.mark.parametrize(("page", "title"), PAGES.items())
def test_each_page_opens_without_an_exception_and_says_what_it_is(app: AppTest, page: str, title: str) -> None:
    assert heading(visit(app, page)) == title


@pytest.mark.parametrize("page", PAGES)
def test_each_page_links_to_all_a_reader_has_and_dates_the_edition(app: AppTest, page: str) -> None:
    visit(app, page)
    assert [link.value for link in app.page_link] == ["Map", "Article", "Claims", "Data sets", "About"]
    published = EDITION.newest.moment
    assert published
    foot = app.get_by_key("foot").caption[0].value
    assert f"{published.day} {published:%B %Y}, {published:%H:%M} UTC · edition {EDITION.number}" in foot


# The account


@pytest.mark.parametrize("page", COUNTING)
@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_the_account_is_the_selections_and_adds_up(app: AppTest, page: str, wanted: Filter) -> None:
    assert ledger(use_widgets(visit(app, page), wanted)) == selection(wanted).ledger


def test_the_filters_tried_show_and_hide_claims_in_every_way() -> None:
    """Guards the tests above against filters that all come to the same."""
    ledgers = [selection(wanted).ledger for wanted in FILTERS.values()]
    occurring = {outcome for ledger in ledgers for outcome, tally in ledger.items() if tally.total}
    assert occurring >= set(Outcome) - {Outcome.UNDATED}
    assert all(passing(wanted) for wanted in FILTERS.values())


def test_the_account_holds_for_every_position_of_the_sliders_right_end(app: AppTest) -> None:
    visit(app)
    for days in range(0, (EDITION.month[1] - EDITION.month[0]).days + 1, 3):
        wanted = DEFAULT.model_copy(update={"end": EDITION.month[0] + timedelta(days=days)})
        assert ledger(use_widgets(app, wanted)) == selection(wanted).ledger, wanted


def test_the_account_holds_for_every_speaker_of_the_article(app: AppTest) -> None:
    visit(app)
    for wanted in with_speaker_and_type():
        assert ledger(use_widgets(app, wanted)) == selection(wanted).ledger, wanted
        assert "according to" in texts(app)


# The address


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_an_address_sets_every_control(app: AppTest, wanted: Filter) -> None:
    query = wanted.query(DEFAULT)
    visit(app, query=query)
    assert widgets(app) == wanted
    assert asked(app.query_params) == query


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_every_control_is_written_into_the_address(app: AppTest, wanted: Filter) -> None:
    use_widgets(visit(app), wanted)
    assert asked(app.query_params) == wanted.query(DEFAULT)


def test_an_address_may_ask_for_days_outside_the_month_of_the_article(app: AppTest) -> None:
    wanted = DEFAULT.model_copy(update={"start": EDITION.bounds[0], "end": DAY_OF_ARTICLE})
    visit(app, query=wanted.query(DEFAULT))
    assert window(app) == (EDITION.bounds[0], DAY_OF_ARTICLE)
    assert ledger(app) == selection(wanted).ledger


@pytest.mark.parametrize("query", GARBAGE.values(), ids=GARBAGE)
def test_what_an_address_says_in_vain_falls_back_to_the_default(
    app: AppTest, query: Mapping[str, str | list[str]]
) -> None:
    for page in COUNTING:
        visit(app, page, query)
        assert widgets(app) == DEFAULT
        assert ledger(app) == selection(DEFAULT).ledger
        assert app.query_params == {}
    assert app.segmented_control(key="view").value == "list"
    assert [card["id"] for card in cards(app, "claims")] == [event.id for event in passing(DEFAULT)]
    visit(app, "pages/articles.py", query)
    assert "Choose a marked passage to see its claim." in texts(app)
    assert app.query_params == {}
    visit(app, "pages/about.py", query)
    assert app.query_params == {}


@pytest.mark.parametrize("forged", [None, "", "xx"])
def test_a_required_choice_that_comes_in_empty_or_unknown_heals(app: AppTest, forged: str | None) -> None:
    for page in COUNTING:
        visit(app, page)
        for name in ("lang", "clock", "evidence", "view"):
            if name in app.session_state:
                app.session_state[name] = forged
        calm(app.run())
        assert widgets(app) == DEFAULT
        assert app.segmented_control(key="lang").value == "en"
        assert "Nothing here is verified." in texts(app)
    assert app.segmented_control(key="view").value == "list"


def test_half_an_address_is_used_where_the_other_half_is_garbage(app: AppTest) -> None:
    visit(app, query={"clock": "happened", "dates": ["x", "y"], "speaker": ["ponomarev", "nobody"], "place": "zzz"})
    wanted = DEFAULT.model_copy(update={"clock": Clock.HAPPENED, "chosen": {"speaker": frozenset({"ponomarev"})}})
    assert widgets(app) == wanted
    assert asked(app.query_params) == wanted.query(DEFAULT)


def test_the_way_back_in_the_browser_brings_the_controls_back(app: AppTest) -> None:
    before = FILTERS["Ponomarev"].query(DEFAULT)
    use_widgets(visit(app, query=before), FILTERS["happened"])
    app.query_params = dict(before)
    calm(app.run())
    assert widgets(app) == FILTERS["Ponomarev"]


@pytest.mark.parametrize("page", PAGES)
def test_each_page_hands_the_filters_on_to_every_other(app: AppTest, page: str) -> None:
    query = FILTERS["everything at once"].query(DEFAULT) | {"place": ["kozinka"]}
    visit(app, page, query)
    assert asked(app.query_params) == query
    for link in app.page_link:
        names = [pair.partition("=")[0] for pair in link.proto.query_string.split("&")]
        assert sorted(set(names)) == sorted(query), link.value


# An empty selection


def test_an_empty_map_says_so_and_offers_everything_back(app: AppTest) -> None:
    assert not passing(NOBODY)
    visit(app, query=NOBODY.query(DEFAULT))
    assert "No claim passes the dates and filters chosen." in texts(app)
    press(app, "Show everything")
    assert widgets(app) == DEFAULT
    assert ledger(app) == selection(DEFAULT).ledger
    assert app.query_params == {}


def test_an_empty_place_says_so_and_offers_everything_back(app: AppTest) -> None:
    wanted = FILTERS["quotes"]
    visit(app, query=wanted.query(DEFAULT) | {"place": ["kozinka"]})
    assert "No claim here passes the dates and filters chosen." in texts(app)
    assert cards(app, "claims") == []
    press(app, "Show everything")
    assert widgets(app) == DEFAULT
    assert app.query_params == {}


@pytest.mark.parametrize("query", [NOBODY.query(DEFAULT), {"q": "no such words"}, {"view": "table", "q": "xyzzy"}])
def test_an_empty_list_says_so_and_offers_everything_back(app: AppTest, query: dict[str, str | list[str]]) -> None:
    visit(app, "pages/claims.py", query)
    assert "No claim passes the dates, filters and words chosen." in texts(app)
    press(app, "Show everything")
    assert widgets(app) == DEFAULT
    assert app.text_input(key="q").value == ""
    assert [card["id"] for card in cards(app, "claims")] == [event.id for event in passing(DEFAULT)]
    assert app.query_params == {}


def test_filters_are_cleared_by_one_button(app: AppTest) -> None:
    press(visit(app, query=FILTERS["everything at once"].query(DEFAULT)), "Clear all")
    assert widgets(app) == DEFAULT


# The panel


@pytest.mark.parametrize("name", ["nothing chosen", "happened on one day", "Ponomarev"])
def test_every_place_of_the_panel_lists_its_claims_and_counts_them(app: AppTest, name: str) -> None:
    wanted = FILTERS[name]
    visit(app, query=wanted.query(DEFAULT))
    listed: set[str] = set()
    # The last first, because choosing the place that is open already changes nothing.
    for index in reversed(range(len(app.selectbox(key="place box").options))):
        calm(app.selectbox(key="place box").select_index(index).run())
        place = asked(app.query_params)["place"][0]
        here = [event for event in passing(wanted) if place in at(event)]
        assert {card["id"] for card in cards(app, "claims")} == {event.id for event in here}, place
        tally = Tally.of(here)
        quoted = rf"\b{tally.quotes} claims? of the article" if tally.quotes else ""
        cited = rf"\b{tally.citations} reports? by (an)?other outlets?" if tally.citations else ""
        disputed = "disputed" if any(EDITION.disputes(event.id) for event in here) else ""
        counts = ", ".join(filter(None, [quoted, cited, disputed]))
        assert re.search(rf"{counts} · {len(here)} report" if here else "No claim here passes", texts(app)), place
        assert asked(app.query_params) == wanted.query(DEFAULT) | {"place": [place]}
        listed |= {event.id for event in here}
    assert listed == {event.id for event in passing(wanted)}


def at(event: Event) -> set[str]:
    return set(event.place.places) if event.place.precision.is_drawn else {NOWHERE}


def test_previous_and_next_go_round_the_places_that_have_claims(app: AppTest) -> None:
    visit(app)
    box = "place box"
    held = [place for place in app.selectbox(key=box).options if place]
    seen = [app.selectbox(key=box).value]
    for _step in held:
        calm(app.button(key="place +1").click().run())
        seen.append(app.selectbox(key=box).value)
        if seen[-1] == seen[0]:
            break
    assert seen[-1] == seen[0]
    assert {place for event in passing(DEFAULT) for place in at(event)} == set(seen)
    assert f"1/{len(seen) - 1}" in texts(app)
    calm(app.button(key="place -1").click().run())
    assert app.selectbox(key=box).value == seen[-2]


def test_what_is_set_of_the_filters_is_seen_and_removed_by_a_press(app: AppTest) -> None:
    visit(app, query=FILTERS["two speakers"].query(DEFAULT))
    labels = {label(app, f"remove speaker {name}").replace("\\", "") for name in ("ponomarev", "baza")}
    assert labels == {"Ilya Ponomarev", "Baza (Telegram channel)"}
    calm(app.button(key="remove speaker baza").click().run())
    assert widgets(app) == FILTERS["Ponomarev"]
    assert asked(app.query_params) == FILTERS["Ponomarev"].query(DEFAULT)


def test_every_value_of_a_filter_says_how_many_claims_have_it(app: AppTest) -> None:
    visit(app)
    for facet in FACETS[1:]:
        options = app.multiselect(key=facet.name).options
        counts = sorted(int(option.rpartition("(")[2].rstrip(")")) for option in options)
        values = [value for event in EDITION.events for value in facet.values(event)]
        assert counts == sorted(values.count(value) for value in set(values)), facet.name


def test_a_reader_who_touches_nothing_has_an_exact_quote_before_him(app: AppTest) -> None:
    first = cards(visit(app), "claims")[0]
    event = EDITION.event(first["id"])
    assert event is not None
    assert event.evidence.kind == "quote"
    drawn = ["".join(run["text"] for run in quote) for quote in first["quotes"]]
    assert drawn == [quote.exact for quote in event.evidence.quotes]


@pytest.mark.parametrize("place", ["border", NOWHERE])
def test_the_tray_opens_what_is_not_a_point(app: AppTest, place: str) -> None:
    visit(app)
    tally = Tally.of(event for event in passing(DEFAULT) if place in at(event))
    assert label(app, f"tray {place}").endswith(f"· {tally.quotes} + {tally.citations}")
    calm(app.button(key=f"tray {place}").click().run())
    assert app.selectbox(key="place box").value == place
    assert app.query_params == {"place": place}


# The article


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_the_article_counts_its_claims_that_pass(app: AppTest, wanted: Filter) -> None:
    visit(app, "pages/articles.py", wanted.query(DEFAULT))
    count = sum(event.is_quoted for event in passing(wanted))
    assert f"claims, {count} pass" in texts(app)


def test_the_article_is_handed_to_the_browser_letter_for_letter_with_a_mark_where_some_is_left_out(
    app: AppTest,
) -> None:
    drawing = json.loads(visit(app, "pages/articles.py").get_by_key("article").proto.json)
    parts = "".join(segment["text"] for segment in drawing["segments"]).split(marked_text.OMITTED)
    assert parts[-1] == ""
    shown = rights.shown(EDITION.newest, EDITION)
    assert parts[:-1] == [EDITION.newest.text[start:end] for start, end in shown]
    assert {event for segment in drawing["segments"] for event in segment["events"]} == {
        event.id for event in EDITION.events if event.is_quoted
    }


def test_every_sentence_of_the_article_has_a_row_and_its_fates_add_up(app: AppTest) -> None:
    visit(app, "pages/articles.py")
    rows = json.loads(app.get_by_key("sentences").proto.json)["rows"]
    words = [EDITION.newest.text[sentence.start : sentence.end] for sentence in EDITION.sentences[EDITION.newest.id]]
    hidden = {text: f"{len(text)} characters, not shown" for text in (words[3], words[-1])}
    assert [row["Sentence"] for row in rows] == [hidden.get(text, text) for text in words]
    (line,) = [text.value for text in app.text if " = " in text.value and "sentences" in text.value]
    parts, total = line.split(" = ")
    assert sum(int(part.split()[0]) for part in parts.split(" + ")) == int(total.split()[0]) == len(rows)


def test_an_event_in_the_address_of_the_article_opens_its_claim(app: AppTest) -> None:
    for event in EDITION.events:
        if event.is_quoted:
            visit(app, "pages/articles.py", {"event": event.id})
            assert [card["id"] for card in cards(app, "claim")] == [event.id]
            assert app.query_params == {"event": event.id}


# The list of claims


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_list_and_table_hold_what_passes_and_nothing_else(app: AppTest, wanted: Filter) -> None:
    visit(app, "pages/claims.py", wanted.query(DEFAULT))
    if not passing(wanted):
        assert "No claim passes the dates, filters and words chosen." in texts(app)
        return
    assert [card["id"] for card in cards(app, "claims")] == [event.id for event in passing(wanted)]
    calm(app.segmented_control(key="view").select("table").run())
    assert len(app.dataframe[0].value) == len(passing(wanted))
    assert asked(app.query_params) == wanted.query(DEFAULT) | {"view": ["table"]}


@pytest.mark.parametrize("words", ["Tyotkino", "тёткино", "Тетькино", "Tetkino", "PONOMAREV", "free\u00a0you", "%"])
def test_a_search_finds_what_the_search_of_the_edition_finds(app: AppTest, words: str) -> None:
    visit(app, "pages/claims.py")
    calm(app.text_input(key="q").set_value(words).run())
    expected = [event.id for event in search(passing(DEFAULT), words, EDITION)]
    found = [card["id"] for card in cards(app, "claims")] if expected else []
    assert found == expected
    assert app.query_params == {"q": words}


@pytest.mark.parametrize("order", ["newest", "oldest", "speaker", "place"])
def test_every_order_of_the_list_keeps_every_claim(app: AppTest, order: str) -> None:
    visit(app, "pages/claims.py")
    calm(app.selectbox(key="order").select(order).run())
    found = [card["id"] for card in cards(app, "claims")]
    assert sorted(found) == sorted(event.id for event in passing(DEFAULT))
    assert found != [event.id for event in passing(DEFAULT)]


def test_the_disagreements_are_all_pairs_with_a_claim_that_passes(app: AppTest) -> None:
    visit(app, "pages/claims.py", DEFAULT.query(DEFAULT) | {"view": ["disagreements"]})
    app.session_state["dates"] = EDITION.bounds
    calm(app.run())
    groups = json.loads(app.get_by_key("pairs").proto.json)["groups"]
    pairs = [tuple(card["id"] for card in group["cards"]) for group in groups]
    expected = {relation.events for relation in EDITION.relations if relation.kind == "disagrees"}
    assert len(pairs) == len(expected)
    assert set(pairs) == expected
    summaries = {relation.events: relation.summary for relation in EDITION.relations}
    assert [group["summary"] for group in groups] == [summaries[pair] for pair in pairs]
    assert sum(map(bool, summaries.values())) >= 47


# The method


def test_the_precision_ladder_counts_every_claim_once(app: AppTest) -> None:
    ladder = visit(app, "pages/about.py").table[0].value
    assert [int(count) for count in ladder["claims"]] == [
        sum(event.place.precision is precision for event in EDITION.events) for precision in Precision
    ]


def test_the_method_lists_every_source_and_licence(app: AppTest) -> None:
    visit(app, "pages/about.py")
    assert EDITION.sources.strip() in [markdown.value for markdown in app.markdown]


# Damaged data


def one_character_less_certain(data: Path) -> None:
    path = data / "articles" / f"{EDITION.newest.id}.txt"
    text = path.read_text(encoding="utf-8")
    assert text.count("alleged") == 1
    path.write_text(text.replace("alleged", "alieged"), encoding="utf-8")


def without_the_article(data: Path) -> None:
    (data / "articles" / f"{EDITION.newest.id}.txt").unlink()


def one_quote_moved(data: Path) -> None:
    path = data / "articles" / f"{EDITION.newest.id}.events.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("have declared their entry", "have declared thier entry", 1), encoding="utf-8")


OPEN_EVERY_PAGE = """
import json, sys
from streamlit.testing.v1 import AppTest
said = {}
for page in sys.argv[1:]:
    app = AppTest.from_file("dashboard.py", default_timeout=20)
    app.switch_page(page)
    app.run()
    said[page] = {
        "exceptions": len(app.exception),
        "heads": [head.value for head in app.subheader],
        "texts": [text.value for text in app.text],
        "widgets": len(app.button) + len(app.table),
    }
print(json.dumps(said))
"""


@pytest.mark.parametrize(
    "damage", [one_character_less_certain, without_the_article, one_quote_moved], ids=lambda damage: damage.__name__
)
def test_damaged_data_is_told_calmly_on_every_page(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "tests", "node_modules"))
    shutil.copytree(ROOT / ".streamlit", copy / ".streamlit")
    damage(copy / "geodata" / "data")
    command = [sys.executable, "-c", OPEN_EVERY_PAGE, *PAGES]
    run = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    for page, said in json.loads(run.stdout).items():
        assert said["exceptions"] == 0, page
        assert said["heads"] == ["This edition cannot be shown"], page
        assert said["widgets"] == 0, page
        assert EDITION.newest.id in said["texts"][-1], page
        assert "put the" in said["texts"][-1] or "correct" in said["texts"][-1], page
        assert not any("Traceback" in text or 'File "' in text for text in said["texts"]), page


def test_the_pages_tried_are_all_there_are() -> None:
    files: Sequence[Path] = sorted((ROOT / "pages").glob("*.py"))
    # The desk is tried in test_editor_page.py.
    assert ["dashboard.py", *(f"pages/{file.name}" for file in files)] == sorted([*PAGES, "pages/editor.py"])
