"""A citation says who published what when, and whose words are meant, in forms that other programs read."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from geodata import Event, EventTime, load
from geodata.common.language import DEFAULT, use
from geodata.model.events import CitationEvidence, QuoteEvidence
from geodata.presentation.citations import Citation, cite, cite_article, cite_view

EDITION = load()
EACH = pytest.mark.parametrize("event", EDITION.events, ids=lambda event: event.id)
VIEW = cite_view(
    "Claims reported on 12 March 2024.", "https://example.org/claims?dates=2024-03-12", EDITION, date(2026, 12, 24)
)
HOSTILE = 'a\\b {c} }{ $x_1$ 50% & #1 ~^ "q" @misc{k, Тёткино\r\nER  - \nTY  - BOOK\u2028\x85end'
NAMED = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}


@pytest.fixture(autouse=True)
def default_language_afterwards() -> Iterator[None]:
    yield
    use(DEFAULT)


def entry(citation: Citation) -> Entry:
    """Return the one entry that BibTeX reads."""
    entries = parse_string(citation.bibtex, "bibtex").entries
    assert list(entries) == [citation.key]
    return entries[citation.key]


def typeset(field: str) -> str:
    """Return a BibTeX field as LaTeX sets it, for the few commands that we write."""
    return re.sub(r"\\text\w+\{\}|\\[$&#_%]", lambda match: NAMED.get(match.group(), match.group()[1:]), field)


def one_line(text: str) -> str:
    return " ".join(text.splitlines())


def single_spaced(text: str) -> str:
    """Return ``text`` as BibTeX reads any field: runs of white space are one space."""
    return re.sub(r"\s+", " ", text).strip()


def record(citation: Citation) -> dict[str, object]:
    """Return the one record that a RIS reader finds."""
    (found,) = rispy.loads(citation.ris)
    return dict(found)


def reference(citation: Citation) -> dict[str, object]:
    """Return the one reference that a CSL processor finds."""
    source = CiteProcJSON(json.loads(citation.csl))
    assert list(source) == [citation.key]
    return dict(source[citation.key])


def words(event: Event) -> str:
    if isinstance(event.evidence, QuoteEvidence):
        return f"“{' … '.join(quote.exact for quote in event.evidence.quotes)}”"
    return f"Our summary: {event.evidence.summary}"


# What it says


@EACH
def test_a_citation_says_who_published_what_when_and_whose_words_are_meant(event: Event) -> None:
    text = cite(event, EDITION).text
    assert words(event) in text
    for speaker in event.speakers:
        assert EDITION.speakers[speaker].name in text
    assert text.endswith(f"As Reported, edition {EDITION.number}, claim {event.id}.")
    assert "\n" not in text


@EACH
def test_all_four_forms_carry_the_same_words_outlet_and_address(event: Event) -> None:
    citation = cite(event, EDITION)
    bibtex, ris, csl = entry(citation).fields, record(citation), reference(citation)
    assert single_spaced(typeset(bibtex["note"])) == single_spaced(citation.note)
    assert ris["notes"] == [citation.note]
    assert csl["note"] == [citation.note]
    assert typeset(bibtex["howpublished"]) == ris["secondary_title"] == citation.outlet
    assert [bibtex["url"]] == ris["urls"] == csl["URL"] == [citation.url]
    assert words(event) in citation.note


def test_a_quoted_claim_leads_to_its_words_and_gives_the_hour_with_its_zone() -> None:
    event = EDITION.events[0]
    assert isinstance(event.evidence, QuoteEvidence)
    citation = cite(event, EDITION)
    assert citation.url == EDITION.newest.link_to(event.evidence.quotes[0])
    assert ":~:text=" in citation.url
    assert "Essanews, 8:28 AM EDT, March 12, 2024 (12 March 2024, 12:28 UTC). Source: tsn-ua." in citation.text
    assert "Accessed 22 November 2026, the day its text was stored." in citation.text


def test_the_day_the_article_was_stored_is_the_day_of_access() -> None:
    citation = cite_article(EDITION.newest, EDITION)
    assert entry(citation).fields["urldate"] == "2026-11-22"
    assert record(citation)["access_date"] == "2026/11/22/"
    assert json.loads(citation.csl)[0]["accessed"] == {"date-parts": [[2026, 11, 22]]}


@pytest.mark.parametrize(
    "event", [event for event in EDITION.events if not event.is_quoted], ids=lambda event: event.id
)
def test_a_cited_report_has_our_summary_and_no_invented_day_of_access(event: Event) -> None:
    assert isinstance(event.evidence, CitationEvidence)
    citation = cite(event, EDITION)
    assert "Access date not recorded." in citation.text
    assert "hour and time zone not known" in citation.text
    assert (f"“{event.evidence.title}”" if event.evidence.title else "Title not known.") in citation.text
    assert "urldate" not in entry(citation).fields
    assert "access_date" not in record(citation)
    assert "accessed" not in json.loads(citation.csl)[0]


def test_the_article_is_cited_without_an_author_unless_it_names_one() -> None:
    assert cite_article(EDITION.newest, EDITION).text.startswith(f"“{EDITION.newest.title}”. Essanews, ")
    assert "author" not in entry(cite_article(EDITION.newest, EDITION)).fields
    article = EDITION.newest.model_copy(update={"author": "Дар'я O'Neil & Co"})
    named = replace(EDITION, articles={article.id: article})
    citation = cite(EDITION.events[0], named)
    assert citation.text.startswith("Дар'я O'Neil & Co. “")
    assert record(citation)["authors"] == ["Дар'я O'Neil & Co"]
    assert json.loads(citation.csl)[0]["author"] == [{"literal": "Дар'я O'Neil & Co"}]
    (person,) = entry(citation).persons["author"]
    assert str(person) == r"{Дар'я O'Neil \& Co}"


def signed(author: str) -> Citation:
    article = EDITION.newest.model_copy(update={"author": author})
    return cite_article(article, replace(EDITION, articles={article.id: article}))


def test_several_authors_are_several_in_every_format() -> None:
    citation = signed("Iryna Melnyk; John F. Kennedy; AP")
    assert citation.text.startswith("Iryna Melnyk, John F. Kennedy and AP. “")
    first, second, third = entry(citation).persons["author"]
    assert (first.first_names, first.last_names) == (["Iryna"], ["Melnyk"])
    assert (second.last_names, third.last_names) == (["Kennedy"], ["{AP}"])
    assert record(citation)["authors"] == ["Melnyk, Iryna", "Kennedy, John F.", "AP"]
    assert citation.ris.count("\nAU  - ") == 3
    assert json.loads(citation.csl)[0]["author"] == [
        {"given": "Iryna", "family": "Melnyk"},
        {"given": "John F.", "family": "Kennedy"},
        {"literal": "AP"},
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Defence and Security",
        "The Associated Press",
        "BBC News",
        "Kim Jong Un",
        "Dr. Amal Idris",
        "Редакція",
    ],
)
def test_a_body_and_a_name_whose_parts_are_not_sure_stay_whole(name: str) -> None:
    citation = signed(name)
    (person,) = entry(citation).persons["author"]
    assert str(person) == f"{{{name}}}"
    assert record(citation)["authors"] == [name]
    assert json.loads(citation.csl)[0]["author"] == [{"literal": name}]


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Karl-Heinz von der Leyen", "von der Leyen"),
        ("Abdel Fattah al-Burhan", "al-Burhan"),
        ("Петро Коваль", "Коваль"),
    ],
)
def test_a_particle_belongs_to_the_familys_name(name: str, family: str) -> None:
    assert json.loads(signed(name).csl)[0]["author"][0]["family"] == family


def test_an_address_with_a_semicolon_is_one_address_in_ris() -> None:
    citation = replace(VIEW, url="https://example.org/a;b=1")
    assert record(citation)["urls"] == ["https://example.org/a%3Bb=1"]
    assert citation.text.count("https://example.org/a;b=1") == 1


def test_a_view_is_cited_by_its_sentence_and_its_address() -> None:
    assert VIEW.text == (
        "As Reported contributors. “Claims reported on 12 March 2024.” As Reported, as of 12 March 2024, 12:28 UTC. "
        "Accessed 24 December 2026 (UTC). https://example.org/claims?dates=2024-03-12 As Reported, edition 2."
    )
    assert entry(VIEW).fields["title"] == "{Claims reported on 12 March 2024.}"
    assert "issued" not in json.loads(VIEW.csl)[0]
    assert "date" not in record(VIEW)


def test_every_claim_has_a_key_of_its_own() -> None:
    keys = {cite(event, EDITION).key for event in EDITION.events}
    assert len(keys | {cite_article(EDITION.newest, EDITION).key, VIEW.key}) == len(EDITION.events) + 2


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_the_words_of_a_source_are_the_same_in_every_language(language: str) -> None:
    use(language)
    for event in EDITION.events:
        citation = cite(event, EDITION)
        source = words(event).removeprefix("Our summary: ").strip("“”")
        assert source in citation.text
        assert source in citation.note
        assert citation.title in citation.text


# Dates


@pytest.mark.parametrize(
    ("edtf", "year", "ris", "csl"),
    [
        ("2024-03-12", "2024", "2024/03/12/as printed", {"date-parts": [[2024, 3, 12]]}),
        ("2024-03-12~", "2024", "2024/03/12/as printed", {"date-parts": [[2024, 3, 12]], "circa": True}),
        ("2024-03", "2024", "2024/03//as printed", {"date-parts": [[2024, 3]]}),
        ("2024", "2024", "2024///as printed", {"date-parts": [[2024]]}),
        ("2024-03-12/2024-03-15", "2024", "2024/03/12/as printed", {"date-parts": [[2024, 3, 12], [2024, 3, 15]]}),
        ("../2024-03-12", None, "///as printed", {"literal": "../2024-03-12"}),
        ("2024-03-12/..", "2024", "2024/03/12/as printed", {"literal": "2024-03-12/.."}),
    ],
)
def test_a_date_is_no_finer_in_any_form_than_its_source(edtf: str, year: str | None, ris: str, csl: object) -> None:
    citation = replace(VIEW, issued=EventTime.parse(edtf), issued_words="as printed")
    assert entry(citation).fields["date"] == edtf
    assert entry(citation).fields.get("year") == year
    assert record(citation)["date"] == ris
    assert json.loads(citation.csl)[0]["issued"] == csl


# Whatever the words are


@settings(deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]) | st.sampled_from("\n {}\\$%&"),
        min_size=1,
    )
)
@example(HOSTILE)
@example("{")
@example("}")
@example("\\")
def test_no_words_break_out_of_their_field(text: str) -> None:
    citation = replace(VIEW, authors=(f"A{text}",), title=f"T{text}", words=f"W{text}.", outlet=f"O{text}")
    title = entry(citation).fields["title"]
    assert title.startswith("{")
    assert title.endswith("}")
    assert single_spaced(typeset(title[1:-1])) == single_spaced(citation.title)
    assert single_spaced(typeset(entry(citation).fields["howpublished"])) == single_spaced(citation.outlet)
    assert record(citation)["title"] == one_line(citation.title).strip()
    assert record(citation)["authors"] == [one_line(citation.authors[0]).strip()]
    assert json.loads(citation.csl)[0]["title"] == citation.title
    assert one_line(citation.words) in citation.text


def test_an_address_stays_inside_its_field() -> None:
    citation = replace(VIEW, url="https://example.org/?a={b}\\c&d=50%25_#e~f\nER  - ")
    assert entry(citation).fields["url"] == "https://example.org/?a=%7Bb%7D%5Cc&d=50%25_#e~f ER -"
    assert record(citation)["urls"] == ["https://example.org/?a={b}\\c&d=50%25_#e~f ER  -"]
    assert len(citation.text.splitlines()) == 1
