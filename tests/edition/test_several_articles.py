"""An edition of two articles: every quote bound to its own, both on one map, and nothing of the first one changed."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import geopandas
import pytest

from geodata import AsReportedError, Edition, Filter, load, select
from geodata.common.errors import DataFileError, QuoteError, RecordError
from geodata.common.language import DEFAULT, use
from geodata.edition import edition_folder
from geodata.edition.coverage import Fate
from geodata.exports.formats import Export
from geodata.exports.geojson import geojson
from geodata.exports.linked import annotations as web_annotations
from geodata.exports.reading_back import read_annotations, read_geojson
from geodata.exports.tables import csv_text, geoparquet, kml
from geodata.model.events import QuoteEvidence
from geodata.model.times import Clock
from geodata.presentation import accounting, marked_text, wording
from geodata.presentation import cards as claim_cards
from geodata.presentation.citations import cite, cite_article, cite_view
from geodata.single_file import content
from geodata.views.disagreements import disagreements, inside
from geodata.views.marks import map_view
from pages.components.claims import event_map
from tests import second_article as second
from tests.pages.test_pages import calm, cards, texts, visit
from tests.publishing import publish

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from geodata.model.events import Event

ONE = load()
FIRST = ONE.newest
FIRST_SHOWN = "".join(str(run["text"]) for run in marked_text.runs(FIRST, ONE))
Change = Callable[[dict[str, Any], dict[str, Any]], object]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return second.data_of_two(tmp_path_factory.mktemp("two") / "data")


@pytest.fixture(scope="module")
def two(data: Path) -> Edition:
    return load(data)


@pytest.fixture(autouse=True)
def default_language_afterwards() -> Iterator[None]:
    yield
    use(DEFAULT)


def all_of(edition: Edition) -> Filter:
    return Filter(clock=Clock.REPORTED, start=edition.bounds[0], end=edition.bounds[1])


def everything(edition: Edition) -> Export:
    return Export(edition.events, edition, "All claims.")


# What is loaded


def test_the_newest_article_comes_first_and_dates_the_edition(two: Edition) -> None:
    assert list(two.articles) == [second.ID, FIRST.id]
    assert two.newest.id == second.ID
    assert two.month == (date(2024, 4, 1), date(2024, 4, 30))
    assert wording.dated(two) == "As reported, as of 31 March 2024, 21:30 UTC · edition 3"


def test_articles_of_the_same_moment_are_in_the_order_of_their_ids(tmp_path: Path) -> None:
    head = second.HEAD | {"published": FIRST.published.isoformat()}
    made = second.curation()
    for event in made["events"]:
        event |= {"reported": "2024-03-12", "happened": None}
    second.write(second.copy_of_the_data(tmp_path / "data"), head, made)
    assert list(load(tmp_path / "data").articles) == sorted([second.ID, FIRST.id])


def test_the_claims_of_the_articles_come_before_the_reports(two: Edition) -> None:
    kinds = [event.is_quoted for event in two.events]
    assert kinds == sorted(kinds, reverse=True)
    assert [event.id for event in two.events][:3] == list(second.EVENTS)


def test_an_added_article_changes_no_claim_and_no_id(two: Edition) -> None:
    assert [event for event in two.events if event.id not in second.EVENTS] == list(ONE.events)
    assert two.places == ONE.places
    assert two.speakers == ONE.speakers
    assert two.articles[FIRST.id] == FIRST
    assert two.sentences[FIRST.id] == ONE.sentences[FIRST.id]


def test_every_quote_is_the_text_of_its_own_article_between_its_offsets(two: Edition) -> None:
    for event in two.events:
        article = two.article_of(event)
        assert (article is not None) == isinstance(event.evidence, QuoteEvidence)
        if article and isinstance(event.evidence, QuoteEvidence):
            assert article.id == event.evidence.article
            for quote in (*event.evidence.quotes, *event.evidence.attribution):
                assert article.text[quote.start : quote.end] == quote.exact


def test_claims_of_two_articles_may_disagree(two: Edition) -> None:
    (told,) = two.disputes(second.EVENTS[1])
    assert told in two.disputes(second.DISPUTED)
    assert (told.other(second.EVENTS[1]), told.about) == (second.DISPUTED, "who holds Tyotkino")
    pairs = disagreements(two.events, two)
    assert inside(pairs, two) == inside(disagreements(ONE.events, ONE), ONE) + 1


def test_every_sentence_is_accounted_for_by_the_claims_of_its_own_article(two: Edition) -> None:
    for article in two.articles.values():
        for sentence in two.sentences[article.id]:
            _fate, quoting = two.fate(sentence, article)
            assert all(two.article_of(event) is article for event in quoting)
    fates = [two.fate(sentence, two.newest)[0] for sentence in two.sentences[second.ID]]
    assert fates == [Fate.NO_EVENT, Fate.MAPPED, Fate.MAPPED, Fate.MAPPED, Fate.NO_EVENT, Fate.FURNITURE]


# What is refused


def first_quote(made: dict[str, Any]) -> dict[str, Any]:
    quote: dict[str, Any] = made["events"][2]["evidence"]["quotes"][0]
    return quote


def quote_of_the_first_article() -> dict[str, Any]:
    event = ONE.event("videos-tanks-regions")
    assert event
    assert isinstance(event.evidence, QuoteEvidence)
    quote = event.evidence.quotes[0]
    # These very words are said to stand in the second article, where they do not.
    return {"exact": quote.exact, "start": quote.start, "end": quote.end}


REFUSALS: dict[str, tuple[Change, type[AsReportedError], list[str]]] = {
    "a quote of the other article": (
        lambda _head, made: made["events"][0]["evidence"].update(quotes=[quote_of_the_first_article()]),
        QuoteError,
        [second.ID, second.EVENTS[0], "is not in the stored text"],
    ),
    "the words of this article said to be of the other": (
        lambda _head, made: made["events"][0]["evidence"].update(article=FIRST.id),
        RecordError,
        [second.EVENTS[0], FIRST.id],
    ),
    "an article that is not there": (
        lambda _head, made: made["events"][0]["evidence"].update(article="gone"),
        RecordError,
        [second.EVENTS[0], "gone"],
    ),
    "a moved quote": (
        lambda _head, made: first_quote(made).update(
            start=first_quote(made)["start"] + 1, end=first_quote(made)["end"] + 1
        ),
        QuoteError,
        [second.ID, second.EVENTS[2]],
    ),
    "the id of a claim of the other article": (
        lambda _head, made: made["events"][0].update(id=ONE.events[0].id),
        RecordError,
        [ONE.events[0].id, "used twice"],
    ),
    "the day of the other article": (
        lambda _head, made: made["events"][0].update(reported="2024-03-12"),
        RecordError,
        [second.EVENTS[0], "2024-04-01"],
    ),
    "a sentence that only the other article quotes": (
        lambda _head, made: made["sentences"][0].update(outcome="quoted", reason=""),
        RecordError,
        [second.ID],
    ),
    "a relation with nothing": (
        lambda _head, made: made["relations"][0].update(events=[second.EVENTS[1], "gone"]),
        RecordError,
        ["gone"],
    ),
    "another text": (lambda head, _made: head.update(sha256="0" * 64), DataFileError, [second.ID]),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_one_wrong_record_of_the_second_article_stops_the_load_and_is_named(name: str, tmp_path: Path) -> None:
    change, kind, words = REFUSALS[name]
    head, made = dict(second.HEAD), second.curation()
    change(head, made)
    second.write(second.copy_of_the_data(tmp_path / "data"), head, made)
    with pytest.raises(kind) as caught:
        load(tmp_path / "data")
    assert [word for word in words if word not in str(caught.value)] == [], str(caught.value)


def test_a_curation_of_the_other_article_is_refused(tmp_path: Path) -> None:
    data = second.data_of_two(tmp_path / "data")
    made = second.curation() | {"article": FIRST.id}
    (data / "articles" / f"{second.ID}.events.json").write_text(json.dumps(made), encoding="utf-8")
    with pytest.raises(RecordError, match=f"is about .{FIRST.id}"):
        load(data)


# On the map


def test_both_articles_are_on_one_map(two: Edition) -> None:
    view = map_view(select(two, all_of(two)).shown, two)
    one = map_view(select(ONE, all_of(ONE)).shown, ONE)
    marks, before = ({mark.place: mark for mark in drawn.marks} for drawn in (view, one))
    assert marks["tyotkino"].quotes == before["tyotkino"].quotes + 1
    assert (marks["kozinka"].quotes, before["kozinka"].quotes) == (1, 0)
    areas = {shade.place: shade.quotes for shade in view.shades}
    assert areas["RU-BEL"] == {shade.place: shade.quotes for shade in one.shades}["RU-BEL"] + 1


def test_places_keep_their_numbers_when_an_article_is_added(two: Edition) -> None:
    assert two.place_numbers == ONE.place_numbers


def test_the_map_says_articles_where_there_are_several(two: Edition) -> None:
    view = map_view(select(two, all_of(two)).shown, two)
    drawn = json.loads(json.loads(event_map.payload(view, None)))
    labels = {mark["place"]: mark["label"] for mark in drawn["marks"]}
    assert ": 3 claims of the articles, " in labels["tyotkino"]
    assert drawn["words"]["legend"]["solid"] == "Solid: quoted in an article"


# In words


def test_what_is_said_of_the_article_is_said_of_the_articles(two: Edition) -> None:
    selection = select(two, all_of(two))
    assert "(16 of the articles + " in accounting.account(selection.ledger, two)
    assert "(13 of the article + " in accounting.account(select(ONE, all_of(ONE)).ledger, ONE)
    assert wording.kinds(two)["quote"] == "The articles 21"
    assert wording.kinds(ONE)["quote"] == "This article 18"
    assert wording.facet_value("evidence", "quote", two) == "exact quotes from the articles"


def test_an_article_is_named_by_its_title_where_its_publisher_does_not_tell_it(two: Edition) -> None:
    assert wording.facet_value("source", FIRST.id, ONE) == FIRST.publisher
    assert wording.facet_value("source", second.ID, two) == f"Border Gazette, “{second.TITLE}”"
    assert wording.facet_value("source", "TASS", two) == "TASS"


def test_a_card_is_of_its_own_article(two: Edition) -> None:
    new, old = (claim_cards.card(event, two) for event in (two.events[0], two.events[3]))
    assert "Border Gazette, 1 April 2024" in str(new["line"])
    assert str(new["citation"]).startswith(
        f"Border Gazette, “{second.TITLE}”, 1 April 2024, 00:30 Moscow time (31 March"
    )
    assert str(old["citation"]).startswith(f"{FIRST.publisher}, “{FIRST.title}”")
    reported = {fact["term"]: fact["text"] for fact in new["facts"]}["Reported"]  # type: ignore[attr-defined]
    assert reported.startswith("1 April 2024, printed as 1 April 2024, 00:30 Moscow time (31 March 2024, 21:30 UTC)")
    assert new["link"]["href"].startswith("https://gazette.example/quiet-returns#:~:text=")  # type: ignore[index]
    assert claim_cards.card(two.events[3], two)["share"] == f"claims?event={two.events[3].id}&edition=3"


def test_a_disagreement_names_the_article_of_the_other_claim(two: Edition) -> None:
    event = two.event(second.DISPUTED)
    assert event
    disputes = claim_cards.card(event, two)["disputes"]
    (who,) = [claim["who"] for claim in disputes["claims"] if claim["id"] == second.EVENTS[1]]  # type: ignore[index]
    assert who.endswith(f", in Border Gazette, “{second.TITLE}”")


def test_a_citation_is_of_the_claims_own_article(two: Edition) -> None:
    new, old = cite(two.events[0], two), cite(two.events[3], two)
    assert new.text.startswith(f"A. Reporter. “{second.TITLE}”. Border Gazette, ")
    assert second.QUIET in new.text
    assert new.url.startswith("https://gazette.example/quiet-returns#:~:text=")
    assert (old.title, old.url) == (cite(ONE.events[0], ONE).title, cite(ONE.events[0], ONE).url)
    assert {cite_article(article, two).title for article in two.articles.values()} == {second.TITLE, FIRST.title}


def test_a_view_is_cited_as_of_the_newest_article(two: Edition) -> None:
    assert "as of 31 March 2024, 21:30 UTC" in cite_view("All.", "https://x.example", two, date(2026, 12, 1)).text


# Taken away and brought back


def test_all_claims_of_both_articles_come_back_from_geojson(two: Edition) -> None:
    export = everything(two)
    content = geojson(export)
    assert read_geojson(content, two) == export
    assert geojson(read_geojson(content, two)) == content
    features = {feature["id"]: feature["properties"] for feature in json.loads(content)["features"]}
    assert features[second.EVENTS[0]]["article_sha256"] == second.HEAD["sha256"]
    assert features[ONE.events[0].id]["article_sha256"] == FIRST.sha256
    assert [article["id"] for article in json.loads(content)["as_reported"]["articles"]] == [second.ID, FIRST.id]


def test_all_quotes_of_both_articles_come_back_from_annotations(two: Edition) -> None:
    content = web_annotations(everything(two))
    assert web_annotations(read_annotations(content, two)) == content
    items = json.loads(content)["first"]["items"]
    sources = {target["source"]["id"] for item in items for target in item["target"]}
    assert sources == {str(article.url) for article in two.articles.values()}
    assert {target["source"]["id"] for target in items[0]["target"]} == {second.HEAD["url"]}


def test_a_file_names_the_articles_it_quotes_and_no_others(two: Edition) -> None:
    def named(*numbers: int) -> list[str]:
        export = Export(tuple(two.events[number] for number in numbers), two, "Some.")
        return [article["url"] for article in export.about["articles"]]

    assert named(0) == [second.HEAD["url"]]
    assert named(3) == [str(FIRST.url)]
    assert named(3, 0) == [second.HEAD["url"], str(FIRST.url)]
    assert named(-1) == []


def test_an_exported_quote_cannot_be_given_to_the_other_article(two: Edition) -> None:
    document = json.loads(geojson(everything(two)))
    evidence = document["features"][0]["properties"]["evidence"]
    assert evidence["article"] == second.ID
    evidence["article"] = FIRST.id
    with pytest.raises(AsReportedError):
        read_geojson(json.dumps(document).encode(), two)


def test_each_row_of_a_table_is_of_its_own_article(two: Edition) -> None:
    lines = csv_text(everything(two)).decode("utf-8-sig").splitlines(keepends=True)
    rows = {row["id"]: row for row in csv.DictReader(lines)}
    parquet = geopandas.read_parquet(BytesIO(geoparquet(everything(two)))).set_index("id")
    drawn = geopandas.read_file(BytesIO(kml(everything(two))), layer="claims").set_index("id")
    drawn = drawn[["title", "article", "article_sha256"]].fillna("")
    for event in two.events:
        article = two.article_of(event)
        expected = {
            "title": article.title if article else getattr(event.evidence, "title", ""),
            "article": article.id if article else "",
            "article_sha256": article.sha256 if article else "",
        }
        for name, value in expected.items():
            assert rows[event.id][name] == value
            assert parquet.loc[event.id, name] == value
            assert drawn.loc[event.id, name] == value


def test_the_offline_edition_has_both_articles_whole(two: Edition) -> None:
    found = content.data(two)
    texts = ["".join(run["text"] for run in article["drawing"]["segments"]) for article in found["articles"]]
    assert texts == [second.TEXT, FIRST_SHOWN]
    for article, drawn in zip(two.articles.values(), found["articles"], strict=True):
        assert article.sha256 in drawn["digest"]
        assert article.title in drawn["source"]
        assert len(drawn["sentences"]) == 1 + len(two.sentences[article.id])
        own = {event.id for event in two.events if two.article_of(event) is article}
        assert set(drawn["drawing"]["labels"]) == own
        assert {event for run in drawn["drawing"]["segments"] for event in run["events"]} == own


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_no_two_columns_have_one_name_and_quotes_stay_as_they_are_in_every_language(
    two: Edition, language: str
) -> None:
    use(language)
    assert len(marked_text.sentences(two.newest, two)[0]) == 3
    card = claim_cards.card(two.events[0], two)
    assert "".join(run["text"] for run in card["quotes"][0]) == second.QUIET  # type: ignore[index]


# On the pages


@pytest.fixture
def reader(app: AppTest, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The dashboard with both articles published."""
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))
    publish(edition_folder.folder(tmp_path), data, 3)
    return app


def drawn_text(app: AppTest) -> str:
    segments = json.loads(app.get_by_key("article").proto.json)["segments"]
    return "".join(segment["text"] for segment in segments)


@pytest.mark.parametrize("page", ["dashboard.py", "pages/articles.py", "pages/claims.py", "pages/about.py"])
def test_each_page_opens_and_is_dated_by_the_newest_article(reader: AppTest, page: str) -> None:
    visit(reader, page)
    assert "as of 31 March 2024, 21:30 UTC · edition 3" in reader.get_by_key("foot").caption[0].value


def test_the_default_dates_are_the_month_of_the_newest_article(reader: AppTest) -> None:
    visit(reader)
    assert reader.session_state["dates"] == (date(2024, 4, 1), date(2024, 4, 30))
    assert reader.segmented_control(key="evidence").options[1] == "■ The articles 21"


def test_the_article_page_shows_the_newest_and_offers_each(reader: AppTest) -> None:
    visit(reader, "pages/articles.py")
    assert drawn_text(reader) == second.TEXT
    assert reader.query_params == {}
    box = reader.selectbox(key="article box")
    assert box.options == [
        f"{second.TITLE} · Border Gazette, 1 April 2024",
        f"{FIRST.title} · Essanews, 12 March 2024",
    ]
    calm(box.select_index(1).run())
    assert drawn_text(reader) == FIRST_SHOWN
    assert reader.query_params == {"article": FIRST.id}
    calm(reader.selectbox(key="article box").select_index(0).run())
    assert drawn_text(reader) == second.TEXT
    assert reader.query_params == {}


def test_one_article_needs_no_choice(app: AppTest) -> None:
    visit(app, "pages/articles.py")
    assert [box.key for box in app.selectbox] == []


@pytest.mark.parametrize("article", [FIRST.id, second.ID])
def test_the_address_names_the_article_that_is_read(reader: AppTest, article: str) -> None:
    visit(reader, "pages/articles.py", {"article": article})
    assert drawn_text(reader) == {FIRST.id: FIRST_SHOWN, second.ID: second.TEXT}[article]
    assert reader.query_params == ({"article": article} if article == FIRST.id else {})
    rows = json.loads(reader.get_by_key("sentences").proto.json)["rows"]
    assert len(rows) == {FIRST.id: len(ONE.sentences[FIRST.id]), second.ID: 6}[article]


@pytest.mark.parametrize("article", ["nope", "../../etc/passwd", "<b>", "x" * 10_000])
def test_an_article_that_is_none_falls_back_to_the_newest(reader: AppTest, article: str) -> None:
    visit(reader, "pages/articles.py", {"article": article})
    assert drawn_text(reader) == second.TEXT
    assert reader.query_params == {}


def test_only_the_claims_of_the_article_read_are_counted_beside_it(reader: AppTest) -> None:
    for article, count in ((second.ID, 3), (FIRST.id, 18)):
        visit(reader, "pages/articles.py", {"article": article, "dates": ["2024-03-01", "2024-04-30"]})
        assert f"Of the article's claims, {count} pass." in texts(reader)


def test_a_claim_is_read_in_its_own_article_whatever_the_address_says_besides(reader: AppTest, two: Edition) -> None:
    for event, text in ((two.events[0], second.TEXT), (two.events[3], FIRST_SHOWN)):
        for query in ({}, {"article": FIRST.id}, {"article": second.ID}):
            visit(reader, "pages/articles.py", {"event": event.id, **query})
            assert drawn_text(reader) == text
            assert [card["id"] for card in cards(reader, "claim")] == [event.id]


def test_choosing_another_article_closes_the_claim(reader: AppTest, two: Edition) -> None:
    visit(reader, "pages/articles.py", {"event": two.events[0].id})
    calm(reader.selectbox(key="article box").select_index(1).run())
    assert drawn_text(reader) == FIRST_SHOWN
    assert reader.query_params == {"article": FIRST.id}
    assert "Choose a marked passage to see its claim." in texts(reader)


def test_the_choice_of_an_article_stays_on_its_page(reader: AppTest) -> None:
    visit(reader, "pages/articles.py", {"article": FIRST.id, "speaker": "ponomarev"})
    for link in reader.page_link:
        assert "article=" not in link.proto.query_string
        assert "speaker=ponomarev" in link.proto.query_string


# Links of the first edition


@pytest.mark.parametrize("event", [event for event in ONE.events if event.is_quoted], ids=lambda event: event.id)
def test_a_link_to_a_claim_of_the_first_edition_opens_it(reader: AppTest, event: Event) -> None:
    visit(reader, "pages/claims.py", {"event": event.id, "edition": "2"})
    assert [card["id"] for card in cards(reader, "claim")] == [event.id]
    said = "This link was made with edition 2; this is edition 3. No claim was corrected or withdrawn since."
    assert said in texts(reader)


def test_a_link_to_a_view_of_the_first_edition_shows_the_same_claims_and_those_added(reader: AppTest) -> None:
    visit(reader, query={"dates": ["2024-03-01", "2024-03-31"], "place": "tyotkino", "edition": "2"})
    assert reader.session_state["dates"] == ONE.month
    wanted = Filter(clock=Clock.REPORTED, start=ONE.month[0], end=ONE.month[1])
    here = {event.id for event in select(ONE, wanted).shown if "tyotkino" in event.place.places}
    assert {card["id"] for card in cards(reader, "claims")} == here


def test_the_words_of_the_first_edition_are_not_said_of_two(reader: AppTest) -> None:
    for page in ("dashboard.py", "pages/claims.py"):
        visit(reader, page)
        said = texts(reader) + reader.get_by_key("ledger").markdown[0].value
        assert not re.search(r"\b(this|the) article\b", said, re.IGNORECASE)
