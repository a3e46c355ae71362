"""The edition is loaded whole and verified, or not at all: damaged copies are refused by name."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box, mapping, shape

from geodata import AsReportedError, Edition, EventTime, load
from geodata.common.errors import DataFileError, PlaceError, QuoteError, RecordError
from geodata.edition.coverage import Fate
from geodata.edition.loading import DATA
from geodata.model.events import QuoteEvidence

Json = Any
Change = Callable[[Json], object]

EDITION = load()
ARTICLE = EDITION.newest
SENTENCES = EDITION.sentences[ARTICLE.id]
TEXT_FILE = f"articles/{ARTICLE.id}.txt"
ARTICLE_FILE = f"articles/{ARTICLE.id}.json"
EVENTS_FILE = f"articles/{ARTICLE.id}.events.json"
REPORTS_FILE = "reports/reports.csv"
DISAGREEMENTS_FILE = "reports/disagreements.csv"
SPANS = [
    (event.id, quote)
    for event in EDITION.events
    if isinstance(event.evidence, QuoteEvidence)
    for quote in (*event.evidence.quotes, *event.evidence.attribution)
]
QUOTED = sorted({position for _, quote in SPANS for position in range(quote.start, quote.end)})
CHARACTERS = st.characters(codec="utf-8")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data that may be altered; every area is its bounding box, so that it loads fast."""
    copy = tmp_path_factory.mktemp("copy") / "data"
    # The stored article is read-only; a copy of its content alone is not.
    shutil.copytree(DATA, copy, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("basemap"))
    for path in (copy / "boundaries").glob("osm_admin*.geojson"):
        areas = json.loads(path.read_text(encoding="utf-8"))
        for area in areas["features"]:
            area["geometry"] = mapping(box(*shape(area["geometry"]).bounds))
        path.write_text(json.dumps(areas), encoding="utf-8")
    return copy


@contextmanager
def stored(path: Path, content: bytes | None) -> Iterator[None]:
    """Store other content in a file, or with None take the file away, until the end of the block."""
    before = path.read_bytes()
    try:
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
        yield
    finally:
        path.write_bytes(before)


def reload(data: Path) -> Edition:
    """Return the edition in a folder that has boundaries of its own."""
    return load(data, data / "boundaries")


def refusal(data: Path, kind: type[AsReportedError] = AsReportedError) -> str:
    """Return the one sentence in which the load is refused."""
    with pytest.raises(kind) as caught:
        reload(data)
    message = str(caught.value)
    assert isinstance(caught.value, AsReportedError)
    assert "\n" not in message
    assert str(data) not in message
    return message


def changed_json(path: Path, change: Change) -> bytes:
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    return json.dumps(content, ensure_ascii=False).encode()


def changed_rows(path: Path, change: Change) -> bytes:
    """Return a CSV file with its rows, which are lists of cells after the header, changed."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    change(rows)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def event(number: int, **fields: object) -> Change:
    return lambda content: content["events"][number].update(fields)


def place_of(number: int, **fields: object) -> Change:
    return lambda content: content["events"][number]["place"].update(fields)


def evidence_of(number: int, **fields: object) -> Change:
    return lambda content: content["events"][number]["evidence"].update(fields)


def sentence(number: int, **fields: object) -> Change:
    return lambda content: content["sentences"][number].update(fields)


def relation(number: int, **fields: object) -> Change:
    return lambda content: content["relations"][number].update(fields)


def place(place_id: str, **fields: object) -> Change:
    return lambda content: next(record for record in content if record["id"] == place_id).update(fields)


def cell(claim: str, column: int, value: str) -> Change:
    def change(rows: list[list[str]]) -> None:
        next(row for row in rows if row[0] == claim)[column] = value

    return change


# What is loaded


def test_the_edition_is_the_article_s_claims_first_and_then_the_reports() -> None:
    assert EDITION.number == 2
    kinds = [event.is_quoted for event in EDITION.events]
    assert kinds == sorted(kinds, reverse=True)
    assert (kinds.count(True), kinds.count(False)) == (18, 80)


def test_loading_twice_gives_the_same_edition() -> None:
    assert load() == EDITION


def test_the_copy_of_these_tests_loads_to_the_same_edition(data: Path) -> None:
    assert reload(data) == EDITION


def test_every_quote_is_the_text_between_its_offsets() -> None:
    assert len(SPANS) > len({event_id for event_id, _ in SPANS}) == 18
    assert all(ARTICLE.text[quote.start : quote.end] == quote.exact for _, quote in SPANS)


def test_bounds_hold_every_day_that_any_claim_is_reported_on_or_dated_to() -> None:
    first, last = EDITION.bounds
    assert (first, last) == (date(2023, 5, 22), date(2024, 8, 12))
    for claim in EDITION.events:
        times = [claim.reported, *filter(None, [claim.happened])]
        assert all(first <= day <= last for time in times for day in (time.first, time.last) if day)


@pytest.mark.parametrize(
    ("happened", "bounds"),
    [
        ("2023-01-01/..", (date(2023, 1, 1), date(2024, 3, 31))),
        ("../2025-01", (date(2024, 3, 1), date(2025, 1, 31))),
        ("2023-01/2025-01", (date(2023, 1, 1), date(2025, 1, 31))),
    ],
)
def test_bounds_hold_the_month_and_reach_as_far_as_what_is_said_to_have_happened(
    happened: str, bounds: tuple[date, date]
) -> None:
    claim = EDITION.events[0].model_copy(update={"happened": EventTime.parse(happened)})
    assert replace(EDITION, events=(claim,)).bounds == bounds


def test_the_month_is_the_article_s() -> None:
    assert EDITION.month == (date(2024, 3, 1), date(2024, 3, 31))


def test_an_event_is_found_by_its_id() -> None:
    assert all(EDITION.event(claim.id) is claim for claim in EDITION.events)
    assert EDITION.event("no-such-event") is None


def test_a_dispute_is_told_on_both_sides_with_what_it_is_about() -> None:
    told = {
        (claim.id, pair.other(claim.id), pair.about) for claim in EDITION.events for pair in EDITION.disputes(claim.id)
    }
    assert told == {(other, one, about) for one, other, about in told}
    assert len(told) == 2 * sum(relation.kind == "disagrees" for relation in EDITION.relations)


def test_claims_that_only_share_a_place_are_not_in_dispute() -> None:
    others = {pair.other("residents-gunfire-tetkino") for pair in EDITION.disputes("residents-gunfire-tetkino")}
    assert "rubryka-20240312-residents-gunfire" not in others


def test_every_sentence_has_one_fate_and_a_mapped_one_is_quoted_by_a_claim_on_the_map() -> None:
    for line in SENTENCES:
        fate, claims = EDITION.fate(line, ARTICLE)
        quoting = {
            claim_id for claim_id, quote in SPANS if quote.start < line.end and line.start < quote.end
        }  # fmt: skip
        assert {claim.id for claim in claims} == quoting
        assert (fate in {Fate.NO_EVENT, Fate.FURNITURE}) == (not quoting)
        assert (fate is Fate.MAPPED) == any(claim.place.precision.is_drawn for claim in claims)
    fates = [EDITION.fate(line, ARTICLE)[0] for line in SENTENCES]
    assert set(fates) == set(Fate) - {Fate.WITHDRAWN}


# A changed text


def test_any_changed_character_of_the_text_stops_the_load_by_the_article_s_name(data: Path) -> None:
    path = data / TEXT_FILE
    for position, char in enumerate(ARTICLE.text):
        other = " " if char != " " else "\xa0"
        with stored(path, (ARTICLE.text[:position] + other + ARTICLE.text[position + 1 :]).encode()):
            assert f"the text of article {ARTICLE.id} is not the one" in refusal(data, DataFileError), position


@settings(deadline=None, max_examples=50)
@given(position=st.integers(0, len(ARTICLE.text) - 1), other=CHARACTERS | st.just("") | st.text(min_size=2))
def test_a_character_changed_to_any_other_taken_away_or_added_stops_the_load(
    position: int, other: str, data: Path
) -> None:
    text = ARTICLE.text[:position] + other + ARTICLE.text[position + 1 :]
    with stored(data / TEXT_FILE, text.encode()):
        if text == ARTICLE.text:
            assert reload(data) == EDITION
        else:
            assert ARTICLE.id in refusal(data, DataFileError)


@contextmanager
def rehashed(data: Path, text: str) -> Iterator[None]:
    """Store another text together with its own hash, as somebody would who wants it to pass."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    record = changed_json(data / ARTICLE_FILE, lambda content: content.update(sha256=digest))
    with stored(data / TEXT_FILE, text.encode()), stored(data / ARTICLE_FILE, record):
        yield


def assert_refused_by_quote(data: Path, position: int, other: str) -> None:
    with rehashed(data, ARTICLE.text[:position] + other + ARTICLE.text[position + 1 :]):
        message = refusal(data, QuoteError)
    touched = [(name, quote) for name, quote in SPANS if quote.start <= position < quote.end]
    assert message.startswith(f"article {ARTICLE.id}, event ")
    assert any(f'event {name}: the quote "{quote.exact[:40]}' in message for name, quote in touched), message


@settings(deadline=None, max_examples=40)
@given(drawn=st.data())
def test_a_quoted_character_changed_together_with_the_hash_stops_the_load_by_article_event_and_quote(
    drawn: st.DataObject, data: Path
) -> None:
    position = drawn.draw(st.sampled_from(QUOTED))
    other = drawn.draw(CHARACTERS.filter(lambda char: char != ARTICLE.text[position]))
    assert_refused_by_quote(data, position, other)


@pytest.mark.parametrize("end", [0, -1])
def test_not_even_the_first_or_the_last_character_of_a_quote_can_be_changed(end: int, data: Path) -> None:
    for position in {range(quote.start, quote.end)[end] for _, quote in SPANS}:
        assert_refused_by_quote(data, position, "¤")


def test_a_quoted_non_breaking_space_cannot_become_a_space(data: Path) -> None:
    positions = [position for position in QUOTED if ARTICLE.text[position] == "\xa0"]
    assert len(positions) >= 4
    for position in positions:
        assert_refused_by_quote(data, position, " ")


def test_a_text_moved_by_one_character_is_refused_although_every_quote_is_still_in_it(data: Path) -> None:
    with rehashed(data, f" {ARTICLE.text}"):
        assert "stands at character 72, not at 71" in refusal(data, QuoteError)


def test_a_text_in_which_a_quote_is_printed_once_more_is_refused(data: Path) -> None:
    event_id, quote = SPANS[3]
    with rehashed(data, f"{ARTICLE.text}\n{quote.exact}"):
        message = refusal(data, QuoteError)
    assert event_id in message
    assert "2 times" in message


def test_an_added_sentence_that_nobody_accounts_for_is_refused(data: Path) -> None:
    with rehashed(data, f"{ARTICLE.text}\nUnread."):
        assert "not accounted for" in refusal(data, RecordError)


# Damaged files


@pytest.mark.parametrize(
    "name",
    [
        "edition.json",
        "places.json",
        "speakers.json",
        ARTICLE_FILE,
        TEXT_FILE,
        EVENTS_FILE,
        REPORTS_FILE,
        DISAGREEMENTS_FILE,
        "boundaries/osm_admin1_web.geojson",
        "boundaries/osm_admin2_web_core4.geojson",
    ],
)
@pytest.mark.parametrize("content", [None, b"", b"{", b"[3]", b"null", b"\xff\xfe\x00", "half"])
def test_a_missing_or_damaged_file_stops_the_load_by_its_name(
    name: str, content: bytes | str | None, data: Path
) -> None:
    path = data / name
    damaged = path.read_bytes()[: path.stat().st_size // 2] if isinstance(content, str) else content
    with stored(path, damaged):
        message = refusal(data)
    # An empty table has lost its reports, which the first relation with one of them misses.
    assert path.name in message or path.stem in message


# One wrong record

JSON_DAMAGES = {
    "wrong type": (EVENTS_FILE, event(1, label=3), DataFileError, [".events.json", "events.1.label"]),
    "wrong type of a list": (EVENTS_FILE, event(1, chain="Ponomarev"), DataFileError, ["events.1.chain"]),
    "field missing": (EVENTS_FILE, lambda c: c["events"][2].pop("status"), DataFileError, ["events.2.status"]),
    "field too many": (EVENTS_FILE, event(2, verdict="true"), DataFileError, ["events.2.verdict"]),
    "impossible date": (EVENTS_FILE, event(2, happened="2024-02-30"), DataFileError, ["events.2.happened", "02-30"]),
    "hour": (EVENTS_FILE, event(2, happened="2024-03-12T08:28"), DataFileError, ["events.2.happened", "T08:28"]),
    "time as an object": (
        EVENTS_FILE,
        event(2, happened={"edtf": "2024-03-12", "first": "2024-03-11", "last": None, "approximate": False}),
        DataFileError,
        ["events.2.happened", "EDTF"],
    ),
    "reported on another day": (
        EVENTS_FILE,
        event(0, reported="2024-03-11"),
        RecordError,
        ["essanews-headline", "2024-03-11", "2024-03-12"],
    ),
    "unknown place": (EVENTS_FILE, place_of(1, places=["RU-XXX"]), RecordError, ["videos-tanks-regions", "RU-XXX"]),
    "unknown speaker": (
        EVENTS_FILE,
        lambda c: c["events"][0]["chain"][0].update(speakers=["nobody"]),
        RecordError,
        ["essanews-headline", "nobody"],
    ),
    "same id": (EVENTS_FILE, event(1, id="essanews-headline"), RecordError, ["essanews-headline", "used twice"]),
    "id of a report": (
        EVENTS_FILE,
        event(1, id="ki-20240312-mod-thwarted"),
        RecordError,
        ["ki-20240312-mod-thwarted", "used twice"],
    ),
    "pin on a region": (
        EVENTS_FILE,
        place_of(1, precision="settlement"),
        RecordError,
        ["videos-tanks-regions", "settlement", "region"],
    ),
    "pin on one region": (
        EVENTS_FILE,
        place_of(1, precision="vicinity", places=["RU-BEL"]),
        RecordError,
        ["videos-tanks-regions", "vicinity", "region"],
    ),
    "pin on the border": (EVENTS_FILE, place_of(0, precision="point"), RecordError, ["essanews-headline", "border"]),
    "region along a settlement": (
        EVENTS_FILE,
        place_of(5, along=["RU-KRS"]),
        RecordError,
        ["residents-gunfire-tetkino", "RU-KRS"],
    ),
    "border along no region": (
        EVENTS_FILE,
        place_of(0, along=["tyotkino"]),
        RecordError,
        ["essanews-headline", "tyotkino"],
    ),
    "pin on no place": (
        EVENTS_FILE,
        place_of(4, precision="point"),
        RecordError,
        ["further-footage", "point", "no place"],
    ),
    "pin on two settlements": (
        EVENTS_FILE,
        place_of(5, places=["tyotkino", "sudzha"]),
        RecordError,
        ["residents-gunfire-tetkino", "settlement"],
    ),
    "region for a settlement": (
        EVENTS_FILE,
        place_of(5, precision="region"),
        RecordError,
        ["residents-gunfire-tetkino", "region", "settlement"],
    ),
    "no place although one is given": (
        EVENTS_FILE,
        place_of(5, precision="none"),
        RecordError,
        ["residents-gunfire-tetkino", "none", "settlement"],
    ),
    "region and settlement": (
        EVENTS_FILE,
        place_of(1, places=["RU-BEL", "tyotkino"]),
        RecordError,
        ["videos-tanks-regions", "region, settlement"],
    ),
    "place twice": (EVENTS_FILE, place_of(1, places=["RU-BEL", "RU-BEL"]), DataFileError, ["events.1.place", "twice"]),
    "quote of another article": (
        EVENTS_FILE,
        evidence_of(0, article="other"),
        RecordError,
        ["essanews-headline", "other"],
    ),
    "quote without its offsets": (
        EVENTS_FILE,
        lambda c: c["events"][0]["evidence"]["quotes"][0].pop("start"),
        DataFileError,
        ["events.0.evidence.quote.quotes.0.start"],
    ),
    "no quote": (EVENTS_FILE, evidence_of(0, quotes=[]), DataFileError, ["events.0.evidence.quote.quotes"]),
    "quote moved": (
        EVENTS_FILE,
        lambda c: c["events"][1]["evidence"]["quotes"][0].update(start=268, end=428),
        QuoteError,
        [ARTICLE.id, "videos-tanks-regions", "Many videos displaying", "267", "268"],
    ),
    "hedge outside its quote": (
        EVENTS_FILE,
        evidence_of(1, hedges=[{"exact": "reportedly", "start": 591, "end": 601}]),
        QuoteError,
        [ARTICLE.id, "videos-tanks-regions", "reportedly"],
    ),
    "hedge in other case": (
        EVENTS_FILE,
        evidence_of(1, hedges=[{"exact": "Unidentified", "start": 301, "end": 313}]),
        QuoteError,
        [ARTICLE.id, "videos-tanks-regions", "Unidentified"],
    ),
    "words of time that are not there": (
        EVENTS_FILE,
        evidence_of(1, time_words=[{"exact": "have appeared", "start": 351, "end": 364}]),
        QuoteError,
        [ARTICLE.id, "videos-tanks-regions", "have appeared"],
    ),
    "place written elsewhere": (
        EVENTS_FILE,
        place_of(1, written={"exact": "these border areas of Russia", "start": 543, "end": 571}),
        QuoteError,
        [ARTICLE.id, "videos-tanks-regions", "these border areas"],
    ),
    "attribution changed": (
        EVENTS_FILE,
        lambda c: c["events"][7]["evidence"]["attribution"][0].update(exact="the report states"),
        QuoteError,
        [ARTICLE.id, "wargonzo-attempted-crossing", "the report states"],
    ),
    "curation of another article": (EVENTS_FILE, lambda c: c.update(article="other"), RecordError, ["other"]),
    "relation to an unknown event": (
        EVENTS_FILE,
        relation(0, events=["essanews-headline", "gone"]),
        RecordError,
        ["gone", "Tetkino and Tyotkino are one place"],
    ),
    "relation to itself": (
        EVENTS_FILE,
        relation(0, events=["further-footage", "further-footage"]),
        RecordError,
        ["further-footage", "itself"],
    ),
    "same place that is not": (
        EVENTS_FILE,
        relation(0, events=["further-footage", "residents-gunfire-tetkino"]),
        RecordError,
        ["further-footage", "residents-gunfire-tetkino"],
    ),
    "relation of no kind": (EVENTS_FILE, relation(0, kind="confirms"), DataFileError, ["relations.0.kind"]),
    "sentence left out": (EVENTS_FILE, lambda c: c["sentences"].pop(5), RecordError, [ARTICLE.id, "265 to 428"]),
    "last sentence left out": (EVENTS_FILE, lambda c: c["sentences"].pop(), RecordError, [ARTICLE.id, "3016"]),
    "sentence cut": (EVENTS_FILE, sentence(7, end=675), RecordError, [ARTICLE.id, "675"]),
    "sentence without a reason": (EVENTS_FILE, sentence(7, reason=""), RecordError, [ARTICLE.id, "613"]),
    "sentence said to be quoted": (EVENTS_FILE, sentence(7, outcome="quoted"), RecordError, [ARTICLE.id, "613"]),
    "quoted sentence said to be furniture": (
        EVENTS_FILE,
        sentence(5, outcome="page furniture", reason="Not of interest."),
        RecordError,
        [ARTICLE.id, "267"],
    ),
    "sentence over another": (EVENTS_FILE, sentence(6, start=400), RecordError, [ARTICLE.id, "400"]),
    "sentence twice": (
        EVENTS_FILE,
        lambda c: c["sentences"].insert(5, c["sentences"][5]),
        RecordError,
        [ARTICLE.id, "267"],
    ),
    "sentence beyond the end": (EVENTS_FILE, sentence(-1, end=3034), RecordError, [ARTICLE.id, "3018"]),
    "sentence before the start": (EVENTS_FILE, sentence(0, start=-1), RecordError, [ARTICLE.id, "-1"]),
    "sentence backwards": (EVENTS_FILE, sentence(0, start=69, end=0), RecordError, [ARTICLE.id, "69"]),
    "claim that quotes nothing else": (EVENTS_FILE, lambda c: c["events"].pop(14), RecordError, [ARTICLE.id, "2052"]),
    "article of another name": ("edition.json", lambda c: c.update(articles=["other"]), DataFileError, ["other"]),
    "edition without an article": (
        "edition.json",
        lambda c: c.update(articles=[]),
        DataFileError,
        ["edition.json", "the day on which it was begun"],
    ),
    "article named twice": ("edition.json", lambda c: c["articles"].append(ARTICLE.id), RecordError, ["twice"]),
    "article under another id": (
        ARTICLE_FILE,
        lambda c: c.update(id="other"),
        DataFileError,
        [ARTICLE_FILE[9:], "other"],
    ),
    "edition without a number": ("edition.json", lambda c: c.pop("number"), DataFileError, ["edition.json, number"]),
    "hash of another text": (ARTICLE_FILE, lambda c: c.update(sha256="0" * 64), DataFileError, [ARTICLE.id]),
    "speaker without a name": (
        "speakers.json",
        lambda c: c.update(ponomarev=""),
        DataFileError,
        ["speakers.json, ponomarev, name"],
    ),
    "speaker gone": ("speakers.json", lambda c: c.pop("ponomarev"), RecordError, ['"ponomarev"', "list of speakers"]),
    "place gone": (
        "places.json",
        lambda c: c.remove(next(record for record in c if record["id"] == "sudzha")),
        RecordError,
        ['"sudzha"', "gazetteer"],
    ),
    "place twice in the gazetteer": ("places.json", place("sudzha", id="tyotkino"), PlaceError, ["tyotkino", "twice"]),
    "settlement in another district": (
        "places.json",
        place("tyotkino", district="RU-BEL.07"),
        PlaceError,
        ["tyotkino", "RU-BEL.07"],
    ),
    "settlement in another region": (
        "places.json",
        place("tyotkino", lon=36.58, lat=50.2),
        PlaceError,
        ["tyotkino", "RU-KRS"],
    ),
    "settlement without a point": ("places.json", place("tyotkino", lat=None), DataFileError, ["place 1", "tyotkino"]),
    "region with a point": (
        "places.json",
        place("RU-BEL", lon=37.0, lat=50.6),
        DataFileError,
        ["places.json, place 10", "RU-BEL"],
    ),
}


@pytest.mark.parametrize("damage", JSON_DAMAGES)
def test_one_wrong_record_stops_the_load_and_is_named(damage: str, data: Path) -> None:
    name, change, kind, words = JSON_DAMAGES[damage]
    with stored(data / name, changed_json(data / name, change)):
        message = refusal(data, kind)
    assert [word for word in words if word not in message] == [], message


ROW_DAMAGES: dict[str, tuple[str, Change, type[AsReportedError], list[str]]] = {
    "too few cells": (REPORTS_FILE, lambda rows: rows[2].pop(), DataFileError, ["line 4 of reports.csv", "cells"]),
    "too many cells": (REPORTS_FILE, lambda rows: rows[2].append(""), DataFileError, ["line 4 of reports.csv"]),
    "unknown place": (
        REPORTS_FILE,
        cell("tass-20240809-sudzha-ours", 7, "kursk"),
        RecordError,
        ["tass-20240809-sudzha-ours", "kursk"],
    ),
    "pin on a region": (
        REPORTS_FILE,
        cell("adnkronos-20240812-smirnov-28", 8, "settlement"),
        RecordError,
        ["adnkronos-20240812-smirnov-28", "settlement", "region"],
    ),
    "region precision on a settlement": (
        REPORTS_FILE,
        cell("tass-20240809-sudzha-ours", 8, "region"),
        RecordError,
        ["tass-20240809-sudzha-ours", "region", "settlement"],
    ),
    "unknown speaker": (
        REPORTS_FILE,
        cell("tass-20240809-sudzha-ours", 10, "mayor"),
        RecordError,
        ["tass-20240809-sudzha-ours", "mayor"],
    ),
    "impossible date": (
        REPORTS_FILE,
        cell("tass-20240809-sudzha-ours", 4, "2024-13-01"),
        DataFileError,
        ["reports.csv", "tass-20240809-sudzha-ours", "happened", "2024-13-01"],
    ),
    "no address": (
        REPORTS_FILE,
        cell("tass-20240809-sudzha-ours", 15, ""),
        DataFileError,
        ["reports.csv", "tass-20240809-sudzha-ours", "url"],
    ),
    "same id": (
        REPORTS_FILE,
        cell("tass-20240809-sudzha-ours", 0, "uawire-20240808-rybar-sudzha"),
        RecordError,
        ["uawire-20240808-rybar-sudzha", "used twice"],
    ),
    "report gone that a relation names": (
        REPORTS_FILE,
        lambda rows: rows.remove(next(row for row in rows if row[0] == "tass-20240809-sudzha-ours")),
        RecordError,
        ["tass-20240809-sudzha-ours", "no event"],
    ),
    "disagreement with an unknown event": (
        DISAGREEMENTS_FILE,
        lambda rows: rows[0].__setitem__(1, "gone"),
        RecordError,
        ["gone", "outcome"],
    ),
    "disagreement with itself": (
        DISAGREEMENTS_FILE,
        lambda rows: rows[0].__setitem__(1, rows[0][0]),
        RecordError,
        ["ki-20240312-tyotkino-control", "itself"],
    ),
    "disagreement with too few cells": (
        DISAGREEMENTS_FILE,
        lambda rows: rows[1].pop(),
        DataFileError,
        ["line 3 of disagreements.csv"],
    ),
}


@pytest.mark.parametrize("damage", ROW_DAMAGES)
def test_one_wrong_row_stops_the_load_and_is_named(damage: str, data: Path) -> None:
    name, change, kind, words = ROW_DAMAGES[damage]
    with stored(data / name, changed_rows(data / name, change)):
        message = refusal(data, kind)
    assert [word for word in words if word not in message] == [], message


@pytest.mark.parametrize("number", [n for n in range(18) if not EDITION.events[n].place.precision.is_pin])
def test_no_claim_of_the_article_can_be_placed_by_a_pin_that_is_finer_than_its_place(number: int, data: Path) -> None:
    for precision in ("point", "settlement", "vicinity"):
        with stored(data / EVENTS_FILE, changed_json(data / EVENTS_FILE, place_of(number, precision=precision))):
            assert EDITION.events[number].id in refusal(data, RecordError)


def test_the_copy_is_whole_again_after_all_this(data: Path) -> None:
    assert isinstance(reload(data), Edition)


def test_an_event_and_its_disputes_are_found_by_id_as_a_search_through_all_finds_them() -> None:
    for event in EDITION.events:
        pairs = [pair for pair in EDITION.relations if pair.kind == "disagrees" and event.id in pair.events]
        assert EDITION.event(event.id) is event
        assert list(EDITION.disputes(event.id)) == pairs
    assert EDITION.event("no-such-claim") is None
    assert EDITION.disputes("no-such-claim") == ()
