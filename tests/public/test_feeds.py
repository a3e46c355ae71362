"""Feeds: every claim with a lasting id, corrected in its place, withdrawn in words; read here by feedparser."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import feedparser
import pytest

from geodata import load
from geodata.edition.corrections import Correction
from tests.browser.shell.test_damage import PAYLOADS
from tests.public.test_faces import CLAIM, EDITION, shows
from tests.public.test_faces import hostile as hostile  # noqa: PLC0414 - a fixture
from tests.public.web import ROOT, get

if TYPE_CHECKING:
    from geodata.edition.loading import Edition

KINDS = ["feed.atom", "place/tyotkino.atom", "speaker/ponomarev.atom", "corrections.atom"]


def read(path: str) -> Any:  # noqa: ANN401 - feedparser has no types
    answer = get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml")
    # Nothing of a feed is thrown away as unsafe before it is looked at.
    return feedparser.parse(answer.content, sanitize_html=False, resolve_relative_uris=False)


def corrected(*corrections: Correction) -> Edition:
    return dataclasses.replace(load(), corrections=(*corrections, *EDITION.corrections))


def correction(claim: str, text: str, *, withdrawn: bool = False) -> Correction:
    return Correction.model_validate(
        {"date": "2026-12-24", "edition": 2, "claims": [claim], "text": text, "withdrawn": withdrawn}
    )


@pytest.mark.parametrize("path", [*KINDS, f"article/{EDITION.newest.id}.atom"])
@pytest.mark.parametrize("query", ["", "?lang=ru"])
def test_a_feed_is_well_formed_and_says_where_it_is(path: str, query: str) -> None:
    found = read(path + query)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    assert found.feed.id == ROOT + path + query
    assert {link.rel: link.href for link in found.feed.links}["self"] == ROOT + path + query
    assert found.feed.title
    assert found.feed.updated_parsed
    assert found.entries
    ids = [entry.id for entry in found.entries]
    assert len(set(ids)) == len(ids)
    assert all(entry.updated_parsed and entry.title and entry.link.startswith(ROOT) for entry in found.entries)


def test_the_feed_of_the_edition_has_every_claim_with_its_exact_quote_and_leads_to_its_page() -> None:
    entries = {entry.link.removeprefix(f"{ROOT}claim/"): entry for entry in read("feed.atom").entries}
    assert set(entries) == {event.id for event in EDITION.events}
    entry = entries[CLAIM]
    assert "Presently, an exchange of gunfire is occurring in Tyotkino in the Kursk region" in entry.summary
    assert entry.author == "Ilya Ponomarev"
    assert get(entry.link.removeprefix(ROOT)).status_code == 200


def test_the_feed_of_a_place_a_speaker_or_an_article_has_its_claims_and_no_others() -> None:
    def claims(path: str) -> set[str]:
        return {entry.link.removeprefix(f"{ROOT}claim/") for entry in read(path).entries}

    events = EDITION.events
    assert claims("place/tyotkino.atom") == {event.id for event in events if "tyotkino" in event.place.places}
    assert claims("speaker/ponomarev.atom") == {event.id for event in events if "ponomarev" in event.speakers}
    article = EDITION.newest
    assert claims(f"article/{article.id}.atom") == {e.id for e in events if EDITION.article_of(e) is article}


def test_a_correction_updates_the_entry_of_its_claim_and_keeps_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry() -> Any:  # noqa: ANN401 - the same
        return next(found for found in read("feed.atom").entries if found.link.endswith(CLAIM))

    before = entry()
    shows(monkeypatch, corrected(correction(CLAIM, "The place was misread.")))
    after = entry()
    assert after.id == before.id
    assert after.updated_parsed > before.updated_parsed
    assert "\n24 December 2026: The place was misread.\n" in after.summary
    assert read("feed.atom").entries[0].id == after.id
    assert read("corrections.atom").entries[0].summary == "24 December 2026: The place was misread."


def test_a_withdrawal_says_so_under_the_id_that_the_claim_had(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {entry.link: entry.id for entry in read("feed.atom").entries}
    kept = tuple(event for event in EDITION.events if event.id != CLAIM)
    gone = dataclasses.replace(corrected(correction(CLAIM, "It was twice.", withdrawn=True)), events=kept, relations=())
    shows(monkeypatch, gone)
    entry = read("feed.atom").entries[0]
    assert entry.id == before[f"{ROOT}claim/{CLAIM}"]
    assert "was withdrawn on 24 December 2026. It was twice." in entry.summary
    assert entry.title == "Withdrawn"


@pytest.mark.parametrize("path", ["article/none.atom", "place/none.atom", "speaker/none.atom", "claim/x.atom"])
def test_a_feed_of_nothing_is_a_404(path: str) -> None:
    assert get(path).status_code == 404


@pytest.mark.usefixtures("hostile")
def test_code_in_the_data_is_text_in_a_feed() -> None:
    for path in KINDS:
        found = read(path)
        assert not found.bozo
        assert {link.href for entry in found.entries for link in entry.links} <= {
            f"{ROOT}{path}" for path in ["about", *(f"claim/{event.id}" for event in EDITION.events)]
        }
    summary = read("feed.atom").entries[0].summary
    assert all(payload in summary for payload in PAYLOADS)


def test_a_page_names_its_feeds() -> None:
    assert "feed.atom" in get("").text
    assert "place/tyotkino.atom" in get("place/tyotkino").text
    assert "speaker/ponomarev.atom" in get(f"claim/{CLAIM}").text
