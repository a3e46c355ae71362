"""The browser counts every window as `select` does, and what it is sent holds no word of any article."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geodata import load
from geodata.common.language import LANGUAGES, use
from geodata.edition.loading import DATA
from geodata.model.events import QuoteEvidence
from geodata.model.times import Clock
from geodata.presentation import accounting, instrument, wording
from geodata.views.filters import Filter, vocabulary
from geodata.views.marks import map_view
from geodata.views.scene import accepted, scene
from geodata.views.selection import Outcome, Tally, select
from pages.components.claims import event_map, timeline
from tests.second_article import data_of_two

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.edition.loading import Edition

COUNT = Path(__file__).resolve().parents[1] / "javascript/count.js"
ONE = load()
SEED = 12
CASES = 150


@pytest.fixture(autouse=True)
def default_language_afterwards() -> Iterator[None]:
    yield
    use("en")


@pytest.fixture(scope="module", params=[1, 2], ids=["one article", "two articles"])
def of(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    if request.param == 1:
        return ONE
    return load(data_of_two(tmp_path_factory.mktemp("two") / "data"), DATA / "boundaries")


def random_filter(of: Edition, chance: random.Random) -> Filter:
    first, last = of.bounds
    known = vocabulary(of.events)
    days = sorted(first + timedelta(days=chance.randint(0, (last - first).days)) for _ in range(2))
    if chance.random() < 0.3:
        days = [chance.choice([event.reported.first or first for event in of.events])] * 2
    names = [name for name in known if chance.random() < 0.25]
    chosen = {name: frozenset(chance.sample(sorted(known[name]), min(2, len(known[name])))) for name in names}
    return Filter(clock=chance.choice(list(Clock)), start=days[0], end=days[1], chosen=chosen)


def counted(of: Edition, filters: Sequence[Filter]) -> list[dict[str, Any]]:
    """What the browser's code makes of these filters."""
    node = shutil.which("node")
    assert node, "node is missing: tests/run installs it"
    first = of.bounds[0]
    cases = [
        {
            "accepted": accepted(of, wanted),
            "chosen": wanted.phrases(lambda facet, value: wording.facet_value(facet, value, of)),
            "clock": wanted.clock,
            "start": (wanted.start - first).days,
            "end": (wanted.end - first).days,
        }
        for wanted in filters
    ]
    drawing = instrument.fixed(of)
    said = json.dumps({"drawing": drawing, "cases": cases})
    run = subprocess.run([node, COUNT], input=said, capture_output=True, text=True, check=True)
    answers: list[dict[str, Any]] = json.loads(run.stdout)
    return answers


def parts(view: dict[str, Any], *more: str) -> list[Any]:
    """Marks, shades and border of a view of the map, with all that is drawn or said of each."""
    names = ("place", "name", "quotes", "citations", "disputed", "label", *more)
    of_border = ("quotes", "citations", "disputed", "label", "along")
    border = {key: view["border"][key] for key in of_border} if view["border"] else None
    marks = [{key: item[key] for key in (*names, "number", "lon", "lat", "kind", "vicinity")} for item in view["marks"]]
    return [marks, [{key: item[key] for key in (*names, "level")} for item in view["shades"]], border]


def test_the_browser_counts_every_window_as_select_does(of: Edition) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same windows each time
    filters = [random_filter(of, chance) for _ in range(CASES)]
    for wanted, answer in zip(filters, counted(of, filters), strict=True):
        selection = select(of, wanted)
        assert {Outcome(name): Tally(**tally) for name, tally in answer["account"].items()} == selection.ledger, wanted
        drawn = json.loads(json.loads(event_map.payload(map_view(selection.shown, of), None)))
        assert parts(answer["map"]) == parts(drawn), wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_says_account_and_filter_in_the_words_of_the_page(of: Edition, language: str) -> None:
    use(language)
    chance = random.Random(SEED + 1)  # noqa: S311 - the same windows each time
    filters = [random_filter(of, chance) for _ in range(40)]
    for wanted, answer in zip(filters, counted(of, filters), strict=True):
        assert answer["account_words"] == accounting.account(select(of, wanted).ledger, of), wanted
        assert answer["sentence"] == wording.filter_sentence(wanted, of)
        drawn = json.loads(json.loads(event_map.payload(map_view(select(of, wanted).shown, of), None)))
        assert parts(answer["map"]) == parts(drawn)


def test_a_bar_holds_what_a_window_of_its_days_would(of: Edition) -> None:
    chance = random.Random(SEED + 2)  # noqa: S311 - the same windows each time
    filters = [random_filter(of, chance) for _ in range(12)]
    first = of.bounds[0]
    for wanted, answer in zip(filters, counted(of, filters), strict=True):
        bars = {bar["first"]: bar for bar in answer["bars"]}
        for day in range((wanted.start - first).days, (wanted.end - first).days + 1, 5):
            assert held(bars.get(day)) == passing(of, wanted, first + timedelta(days=day)), (wanted, day)
        assert sum(held(bar) for bar in answer["whole"]) == passing(of, wanted, wanted.start, wanted.end)
        dated = {
            time.first
            for event in of.events
            if wanted.accepts(event) and (time := event.time(wanted.clock)) and time.is_one_day
        }
        assert [first + timedelta(days=day) for day in answer["days"]] == sorted(day for day in dated if day)


def held(bar: dict[str, int] | None) -> int:
    return bar["quotes"] + bar["citations"] + bar["spanning"] if bar else 0


def passing(of: Edition, wanted: Filter, start: Any, end: Any = None) -> int:  # noqa: ANN401 - dates
    chosen = select(of, wanted.model_copy(update={"start": start, "end": end or start}))
    return len(chosen.shown) + len(chosen.unlocated)


def test_the_scene_holds_no_word_of_any_article() -> None:
    drawing = timeline.drawing(ONE, random_filter(ONE, random.Random(SEED)))  # noqa: S311 - any
    assert drawing["fixed"] == json.dumps(instrument.fixed(ONE))
    sent = json.dumps(drawing | instrument.fixed(ONE), ensure_ascii=False)
    quotes = [
        quote.exact
        for event in ONE.events
        if isinstance(event.evidence, QuoteEvidence)
        for quote in event.evidence.quotes
    ]
    assert quotes
    assert not any(quote in sent for quote in quotes)
    assert not any(event.label in sent for event in ONE.events)


def test_the_scene_of_the_article_is_small() -> None:
    assert len(scene(ONE).model_dump_json()) < 12_000


def test_an_edition_without_claims_has_a_scene_of_the_articles_month() -> None:
    empty = scene(replace(ONE, events=(), relations=()))
    assert (empty.first, empty.length, empty.quoted, empty.places) == (ONE.month[0], 31, (), ())


FORGED: list[object] = [
    None, 3, "x", [], {}, {"start": "2024-03-01"}, {"clock": "reported", "start": 1, "end": 2, "n": 1},
    {"clock": "x", "start": "2024-03-01", "end": "2024-03-02", "n": 1},
    {"clock": "reported", "start": "2024-03-02", "end": "2024-03-01", "n": 1},
    {"clock": "reported", "start": "0001-01-01", "end": "9999-12-31", "n": 1},
    {"clock": "reported", "start": "NaN", "end": "2024-03-02", "n": 1},
    {"clock": "reported", "start": "2024-03-01", "end": "2024-03-02", "n": float("nan")},
    {"clock": "reported", "start": "2024-03-01", "end": "2024-03-02", "n": -1},
    {"clock": "reported", "start": "2024-03-01", "end": "2024-03-02", "n": 2**60},
    {"clock": "reported", "start": "2024-03-01T00:00", "end": "2024-03-02", "n": 1},
]  # fmt: skip


@pytest.mark.parametrize("value", FORGED)
def test_a_forged_window_is_no_move(value: object) -> None:
    assert timeline.Moved.of(value, ONE.bounds) is None


def test_a_window_of_the_timeline_is_taken_over() -> None:
    said = {"clock": "happened", "start": "2024-03-01", "end": "2024-03-12", "n": 7}
    moved = timeline.Moved.of(said, ONE.bounds)
    assert moved
    assert (moved.clock, moved.dates[1].day, moved.number) == (Clock.HAPPENED, 12, 7)
