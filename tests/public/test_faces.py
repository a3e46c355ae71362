"""What an address says to whatever runs no script: the exact quote, its speaker and its source, all of it inert."""

from __future__ import annotations

import dataclasses
import json
import re
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from lxml import etree, html
from PIL import Image

from geodata import load
from geodata.common.errors import DataFileError
from geodata.common.language import DEFAULT, LANGUAGES, marked, use
from geodata.edition.corrections import Correction
from geodata.edition.imprint import Imprint
from geodata.model.events import QuoteEvidence
from pages.components.shell import current_edition
from tests.browser.shell.test_damage import PAYLOADS
from tests.public.web import ROOT, Head, get

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.edition.loading import Edition

EDITION = load()
QUOTED = [event for event in EDITION.events if isinstance(event.evidence, QuoteEvidence)]
CLAIM = "ponomarev-gunfire-tyotkino"
HOSTILE = " ".join(PAYLOADS)
PAGES = ("", "articles", "claims", "datasets", "about")
PICTURE = (1200, 630)


@pytest.fixture(autouse=True)
def default_language_afterwards() -> Iterator[None]:
    yield
    use(DEFAULT)


def shows(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    monkeypatch.setattr(current_edition, "newest", lambda: edition)


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Edition:
    """The edition with code of every kind as label, note, speakers' names, headline, publisher and names of places."""
    articles = {
        name: article.model_copy(update={"title": HOSTILE, "publisher": HOSTILE, "credit_line": HOSTILE})
        for name, article in EDITION.articles.items()
    }
    speakers = {name: speaker.model_copy(update={"name": HOSTILE}) for name, speaker in EDITION.speakers.items()}
    places = {
        name: place.model_copy(update={"name": HOSTILE, "also": (HOSTILE,)}) for name, place in EDITION.places.items()
    }
    events = []
    for event in EDITION.events:
        evidence = event.evidence
        if isinstance(evidence, QuoteEvidence):
            first = evidence.quotes[0].model_copy(update={"exact": HOSTILE})
            evidence = evidence.model_copy(update={"quotes": (first, *evidence.quotes[1:])})
        else:
            evidence = evidence.model_copy(update={"summary": HOSTILE, "outlet": HOSTILE, "title": HOSTILE})
        events.append(event.model_copy(update={"label": HOSTILE, "note": HOSTILE, "evidence": evidence}))
    found = dataclasses.replace(EDITION, articles=articles, speakers=speakers, places=places, events=tuple(events))
    shows(monkeypatch, found)
    return found


@pytest.mark.parametrize("path", [f"claim/{CLAIM}", f"?event={CLAIM}", f"claims?event={CLAIM}&edition=1"])
def test_a_claims_address_carries_its_exact_quote_speaker_and_source(path: str) -> None:
    evidence = EDITION.events_by_id[CLAIM].evidence
    assert isinstance(evidence, QuoteEvidence)
    answer = get(path)
    head = Head(answer)
    assert answer.status_code == 200
    for name in ("description", "og:description"):
        assert evidence.quotes[0].exact in head.meta[name]
        assert "Ilya Ponomarev" in head.meta[name]
        assert "Essanews, 12 March 2024" in head.meta[name]
    assert head.canonical == head.meta["og:url"] == f"{ROOT}claim/{CLAIM}"
    assert head.title == "Ilya Ponomarev on an exchange of gunfire in Tyotkino · As Reported"
    assert evidence.quotes[0].exact in head.text
    assert head.structured["@type"] == "Claim"
    assert [said["text"] for said in head.structured["appearance"]] == [found.exact for found in evidence.quotes]


def test_every_quote_is_exact_in_the_head_and_in_the_text_of_its_claims_page() -> None:
    for event in QUOTED:
        assert isinstance(event.evidence, QuoteEvidence)
        head = Head(get(f"claim/{event.id}"))
        blocks = head.page.xpath("//blockquote")
        assert [block.text_content() for block in blocks] == [f"“{found.exact}”" for found in event.evidence.quotes]
        assert head.meta["og:description"].startswith(f"“{event.evidence.words}”\n")


@pytest.mark.parametrize("language", ["", "uk"])
def test_a_claims_page_leads_to_the_map_and_the_list_in_its_language(language: str) -> None:
    spoken = f"&lang={language}" if language else ""
    links = set(Head(get(f"claim/{CLAIM}?lang={language}")).page.xpath("//a/@href"))
    assert {f"{ROOT}?place=tyotkino{spoken}", f"{ROOT}claims?event={CLAIM}{spoken}"} <= links


def test_a_cited_claim_is_said_to_be_our_summary_and_has_no_quotation_marks_of_its_own() -> None:
    event = next(event for event in EDITION.events if not event.is_quoted)
    head = Head(get(f"claim/{event.id}"))
    assert "our summary of a report by" in head.meta["og:description"]
    assert head.page.xpath("//blockquote") == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_a_head_of_its_own_and_can_be_read_without_script(page: str) -> None:
    answer = get(page)
    head = Head(answer)
    assert answer.status_code == 200
    assert "Streamlit" not in head.title
    assert head.canonical == ROOT + page
    assert "Nothing here is verified" in head.meta["og:description"]
    assert "Nothing here is verified" in head.text
    assert "enable JavaScript" not in answer.text
    assert "_stcore/agent" not in answer.text
    links = {str(link) for link in head.page.xpath("//body//nav/a/@href")}
    assert links == {ROOT + name for name in PAGES}
    assert 'src="./static/js/' in answer.text


def test_the_list_of_claims_without_script_leads_to_the_page_of_every_claim() -> None:
    links = {str(link) for link in Head(get("claims")).page.xpath("//noscript//a/@href")}
    assert {f"{ROOT}claim/{event.id}" for event in EDITION.events} <= links


@pytest.mark.parametrize("place", ["tyotkino", "RU-BEL", "RU-BEL.07", "border"])
def test_a_place_has_a_page_with_every_claim_that_names_it(place: str) -> None:
    head = Head(get(f"place/{place}"))
    named = [event for event in EDITION.events if place in event.place.places]
    assert {f"{ROOT}claim/{event.id}" for event in named} <= set(head.page.xpath("//a/@href"))
    assert head.structured["@type"] == "Place"
    assert Head(get(f"?place={place}")).canonical == f"{ROOT}place/{place}"


def test_an_articles_page_has_none_of_its_text_but_the_quotes() -> None:
    article = EDITION.newest
    head = Head(get(f"article/{article.id}"))
    evidence = [event.evidence for event in QUOTED if isinstance(event.evidence, QuoteEvidence)]
    quoted = [found.exact for carried in evidence for found in carried.quotes]
    for sentence in EDITION.sentences[article.id]:
        words = article.text[sentence.start : sentence.end]
        if len(words) > 60 and not any(words in found or found in words for found in quoted):
            assert words not in head.text
    assert head.structured["@type"] == "NewsArticle"
    assert head.structured["@id"] == str(article.url)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_address_and_names_the_others(language: str) -> None:
    query = "" if language == DEFAULT else f"?lang={language}"
    head = Head(get(f"claim/{CLAIM}{query}"))
    assert head.page.get("lang") == language
    assert head.canonical == f"{ROOT}claim/{CLAIM}{query}"
    found = {str(link.get("hreflang")): str(link.get("href")) for link in head.page.xpath("//link[@hreflang]")}
    assert set(found) == {*LANGUAGES, "x-default"}
    assert found[language] == head.canonical
    assert {str(block.get("lang")) for block in head.page.xpath("//blockquote")} == {"en"}
    assert Head(get(query)).page.get("lang") == language


@pytest.mark.parametrize("path", [f"claim/{CLAIM}", "place/tyotkino", f"article/{EDITION.newest.id}", "", "claims"])
@pytest.mark.parametrize("query", ["", "?lang=uk"])
def test_the_picture_that_a_page_names_is_a_png_of_that_size(path: str, query: str) -> None:
    head = Head(get(path + query))
    assert (head.meta["og:image:width"], head.meta["og:image:height"]) == ("1200", "630")
    answer = get(head.meta["og:image"].removeprefix(ROOT))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert Image.open(BytesIO(answer.content)).size == PICTURE


def test_code_in_the_data_is_text_in_every_face(hostile: Edition) -> None:
    paths = [*PAGES, f"claim/{CLAIM}", "place/tyotkino", f"article/{hostile.newest.id}", f"?event={CLAIM}"]
    for path in paths:
        clean, answer = get(path), get(path)
        head = Head(answer)
        assert "{{ 7*7 }}" in head.text or path == "datasets", path
        assert "<img src=x" not in clean.text, path
        assert head.page.xpath("//img | //*[@onerror]") == [], path
        scripts = [found.get("type") for found in head.page.xpath("//script")]
        assert set(scripts) <= {"application/ld+json", "module", None}, path
        if head.page.xpath("//script[@type='application/ld+json']"):
            assert head.structured
    assert HOSTILE in Head(get(f"claim/{CLAIM}")).meta["og:description"]
    assert get(f"claim/{CLAIM}.png").status_code == 200
    assert etree.fromstring(get("sitemap.xml").content) is not None


def test_the_site_map_names_every_claim_place_and_article_and_each_is_there() -> None:
    answer = get("sitemap.xml")
    named = [str(found) for found in etree.fromstring(answer.content).xpath("//*[local-name()='loc']/text()")]
    assert len(set(named)) == len(named)
    assert {f"{ROOT}claim/{event.id}" for event in EDITION.events} <= set(named)
    assert {get(address.removeprefix(ROOT)).status_code for address in named[::9]} == {200}
    assert f"Sitemap: {ROOT}sitemap.xml" in get("robots.txt").text


@pytest.mark.parametrize(
    "path",
    [
        "nowhere",
        "claim/no-such-claim",
        "claim/" + quote(HOSTILE, safe=""),
        "place/RU-BEL%2F..%2F..",
        "article/..%2f..%2fetc%2fpasswd",
        "claim/%00.png",
        "claim/" + "x" * 5000,
        "static/" + "x" * 5000,
        "static/%00",
        quote(HOSTILE, safe=""),
    ],
)
def test_a_hostile_path_is_a_404_in_which_nothing_of_it_stands(path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text
    assert not any(payload in answer.text for payload in PAYLOADS)
    assert Head(answer).meta["robots"] == "noindex"


@pytest.mark.parametrize("name", ["event", "place", "article", "lang", "edition", "x"])
def test_a_hostile_query_is_the_page_by_default(name: str) -> None:
    answer = get(f"claims?{name}={quote(HOSTILE)}")
    head = Head(answer)
    assert (answer.status_code, head.canonical, head.page.get("lang")) == (200, f"{ROOT}claims", "en")
    assert not any(payload in answer.text for payload in PAYLOADS if payload != "</script>")


@pytest.mark.parametrize(
    "host", ['"><script>1</script>', "a b", "evil.example/path", "user@evil.example", "{{7*7}}", "a" * 300 + ":x", ""]
)
def test_a_host_that_can_be_none_is_not_repeated(host: str) -> None:
    answer = get(f"claim/{CLAIM}", {"host": host, "accept-language": HOSTILE})
    assert Head(answer).canonical.startswith("http://localhost:")
    assert host not in answer.text or not host


@pytest.mark.parametrize(
    "stated", ["reports.example", "http://[", 'https://reports.example/"><b>', "ftp://reports.example"]
)
def test_a_stated_address_that_is_none_is_not_used(stated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_REPORTED_ADDRESS", stated)
    assert Head(get(f"claim/{CLAIM}")).canonical == f"{ROOT}claim/{CLAIM}"


def test_a_stated_address_is_the_one_in_every_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_REPORTED_ADDRESS", "https://reports.example/app")
    assert (
        Head(get(f"claim/{CLAIM}", {"host": "inside:8501"})).canonical == f"https://reports.example/app/claim/{CLAIM}"
    )


@pytest.mark.parametrize("path", ["claim/{}", "claim/{}.png", "place/tyotkino", "sitemap.xml", "", "claims"])
def test_an_edition_that_does_not_load_is_a_503_and_a_calm_page(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Edition:
        raise DataFileError(marked("the data file {file} is missing or cannot be read: put it back"), file="secret")

    monkeypatch.setattr(current_edition, "newest", fail)
    answer = get(path.format(CLAIM))
    assert answer.status_code == 503
    assert "This edition cannot be shown" in Head(answer).text
    assert "secret" not in answer.text
    assert get("robots.txt").status_code == 200
    assert get("nowhere").status_code == 404


def test_a_withdrawn_claims_page_is_gone_and_says_when_and_why(monkeypatch: pytest.MonkeyPatch) -> None:
    correction = Correction.model_validate(
        {"date": "2026-11-30", "edition": 2, "claims": ["gone"], "text": f"Twice. {HOSTILE}", "withdrawn": True}
    )
    shows(monkeypatch, dataclasses.replace(EDITION, corrections=(correction, *EDITION.corrections)))
    answer = get("claim/gone")
    assert answer.status_code == 410
    assert "was withdrawn on 30 November 2026. Twice." in Head(answer).text
    assert HOSTILE in Head(answer).text
    assert get("claim/gone.png").status_code == 404


def test_a_cache_asks_again_and_hears_that_nothing_has_changed() -> None:
    for path in (f"claim/{CLAIM}", f"claim/{CLAIM}.png", "", "sitemap.xml"):
        first = get(path)
        assert first.headers["cache-control"] == "no-cache"
        again = get(path, {"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_robots_and_people_get_the_same_bytes() -> None:
    for path in (f"claim/{CLAIM}", "", f"?event={CLAIM}"):
        asked = {get(path, {"user-agent": agent}).content for agent in ("Mozilla/5.0", "Twitterbot/1.0", "GPTBot")}
        assert len(asked) == 1


def test_a_character_that_no_page_may_hold_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    event = EDITION.events_by_id[CLAIM].model_copy(update={"label": "A\x00B\x0cC\ud800D"})
    shows(monkeypatch, dataclasses.replace(EDITION, events=(event,), relations=()))
    assert Head(get(f"claim/{CLAIM}")).meta["og:title"] == "A\ufffdB\ufffdC\ufffdD"


def test_an_override_of_direction_in_a_quote_ends_with_its_line_and_elsewhere_is_written_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = EDITION.events_by_id[CLAIM]
    assert isinstance(event.evidence, QuoteEvidence)
    turned = event.evidence.quotes[0].model_copy(update={"exact": "\u202eno"})
    evidence = event.evidence.model_copy(update={"quotes": (turned,)})
    event = event.model_copy(update={"evidence": evidence, "label": "A\u202eB"})
    shows(monkeypatch, dataclasses.replace(EDITION, events=(event,), relations=()))
    head = Head(get(f"claim/{CLAIM}"))
    assert head.meta["og:title"] == "A⟨U+202E⟩B"
    assert head.meta["og:description"].startswith("“\u202eno”\n")
    assert re.search(r'blockquote lang="en" dir="auto"', html.tostring(head.page, encoding="unicode"))
    assert json.dumps(head.structured)


def test_a_claims_page_leads_to_the_contact_with_its_own_address_or_says_that_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "This edition names nobody to write to about errors." in Head(get(f"claim/{CLAIM}")).text
    shows(monkeypatch, dataclasses.replace(EDITION, imprint=Imprint(contact="desk@example.org")))
    (href,) = Head(get(f"claim/{CLAIM}?lang=uk")).page.xpath("//a[starts-with(@href, 'mailto:')]/@href")
    body = parse_qs(urlsplit(str(href)).query)["body"][0]
    assert body.startswith(f"{ROOT}claim/{CLAIM}?lang=uk\n")


def test_a_site_bears_the_title_and_the_subtitle_of_its_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    imprint = Imprint(title={"en": "Nile <Reports>"}, subtitle={"en": "What was said."})
    shows(monkeypatch, dataclasses.replace(EDITION, imprint=imprint))
    start, claim = Head(get("")), Head(get(f"claim/{CLAIM}"))
    assert start.title == "Nile <Reports>"
    assert claim.title.endswith(" · Nile <Reports>")
    assert start.meta["og:description"] == "What was said. Nothing here is verified."
    assert claim.meta["og:site_name"] == "Nile <Reports>"
