"""Nothing that readers get shows an hour that the source did not state."""

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pyarrow import parquet

from geodata import load
from geodata.edition.loading import Edition
from geodata.exports.formats import FORMATS, ClaimFormat, Export
from geodata.exports.linked import name_of
from geodata.model.articles import Article
from geodata.presentation import cards, wording
from geodata.presentation.citations import cite, cite_article, cite_view
from geodata.public import feeds
from geodata.single_file import content

EDITION = load()
HOUR = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)|T\d{2}|\d\s*[ap]\.?m\b|UTC|[A-Z]DT\b", re.IGNORECASE)


def dated(published: date, printed: str) -> Edition:
    """The shipped edition with its article published on a day, or at a moment."""
    old = EDITION.newest
    stated = {"published": published, "published_as_printed": printed, "updated": published}
    article = Article.model_validate({**old.model_dump(), **stated})
    return replace(EDITION, articles={old.id: article})


DAYS = pytest.mark.parametrize("printed", ["", "March 12, 2024", "12 березня 2024"])


def quoted(edition: Edition) -> list[dict[str, object]]:
    return [cards.card(event, edition) for event in edition.events if event.is_quoted]


@DAYS
def test_cards_and_the_pages_foot_show_no_hour(printed: str) -> None:
    edition = dated(date(2024, 3, 12), printed)
    for card in quoted(edition):
        facts = [card["citation"], card["line"], card["facts"]]
        assert not HOUR.search(json.dumps(facts, ensure_ascii=False))
        assert "12 March 2024" in str(card["facts"])
    assert not HOUR.search(wording.dated(edition))


@DAYS
def test_citations_show_no_hour(printed: str) -> None:
    edition = dated(date(2024, 3, 12), printed)
    view = cite_view("Claims.", "https://example.org/claims", edition, date(2026, 12, 24))
    for citation in (cite_article(edition.newest, edition), cite(edition.events[0], edition)):
        for text in (citation.text, citation.bibtex, citation.ris, citation.csl):
            assert not HOUR.search(text.replace(citation.url, "").replace(citation.words, ""))
            assert "2024" in text
    assert not HOUR.search(view.text.replace("(UTC)", ""))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.extension)
def test_exports_show_no_hour(form: ClaimFormat) -> None:
    edition = dated(date(2024, 3, 12), "March 12, 2024")
    export = Export(tuple(event for event in edition.events if event.is_quoted), edition, "All.")
    content = form.write(export)
    if form.extension == "parquet":
        assert set(parquet.read_table(BytesIO(content))["published"].to_pylist()) == {"2024-03-12"}
    text = content.decode(errors="ignore")
    # The time of the export itself, and what the article's own words say, are stated.
    for stated in ("2026-11-22T00:00:00+00:00", "2026-11-22T00:00:00Z", "2026-11-22T00:00Z"):
        text = text.replace(stated, "")
    assert "2024-03-12T" not in text
    assert "12:28" not in text
    assert "00:00" not in text


@pytest.mark.parametrize("printed", ["", "March 12, 2024"])
def test_feeds_say_no_hour_of_publication(printed: str) -> None:
    edition = dated(date(2024, 3, 12), printed)
    feed = feeds.of_edition(edition)
    assert {entry.published for entry in feed.entries} == {None}
    assert not any(HOUR.search(entry.summary) for entry in feed.entries if entry.id == name_of("essanews-headline"))


def test_feeds_say_the_hour_that_is_stated() -> None:
    stated = {entry.published for entry in feeds.of_edition(EDITION).entries}
    assert stated == {None, EDITION.newest.moment}


def test_the_single_file_shows_no_hour() -> None:
    edition = dated(date(2024, 3, 12), "")
    held = content.data(edition)
    assert "12:28" not in json.dumps(held, ensure_ascii=False)
    assert "00:00" not in json.dumps(held, ensure_ascii=False)


def test_an_hour_that_is_stated_is_shown_with_its_zone() -> None:
    card = quoted(EDITION)[0]
    assert "8:28 AM EDT, March 12, 2024 (12 March 2024, 12:28 UTC)" in str(card["citation"])
    assert "12:28 UTC" in wording.dated(EDITION)


def test_a_citation_without_a_credit_line_has_no_stray_stops() -> None:
    old = EDITION.newest
    edition = replace(EDITION, articles={old.id: old.model_copy(update={"credit_line": ""})})
    assert ". ." not in str(quoted(edition)[0]["citation"])
    assert ". ." not in cite(edition.events[0], edition).text
