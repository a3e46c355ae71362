"""An article is the text exactly as given, with who published it and when, or it is not loaded."""

import hashlib
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geodata.common.errors import AsReportedError, DataFileError
from geodata.edition.loading import DATA
from geodata.model.articles import Article, load_article
from geodata.model.quotes import Quote

ID = "essanews-2024-03-12"
ARTICLE = load_article(DATA / "articles", ID)
TITLE = "Volunteer Militias Enter Russia, Battle Unfolds in Border Regions"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the article that may be altered."""
    for suffix in ("json", "txt"):
        (tmp_path / f"{ID}.{suffix}").write_bytes((DATA / "articles" / f"{ID}.{suffix}").read_bytes())
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(DataFileError) as caught:
        load_article(folder, ID)
    assert isinstance(caught.value, AsReportedError)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def rewrite(folder: Path, **changes: object) -> None:
    """Change fields of the article's record; None takes a field away."""
    path = folder / f"{ID}.json"
    fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) | changes
    kept = {name: value for name, value in fields.items() if name == "author" or value is not None}
    path.write_text(json.dumps(kept), encoding="utf-8")


def quote(start: int, end: int) -> Quote:
    return Quote(exact=ARTICLE.text[start:end], start=start, end=end)


def test_the_stored_text_is_the_one_that_was_given() -> None:
    assert len(ARTICLE.text) == 3033
    assert len(ARTICLE.text.encode()) == 3043
    assert ARTICLE.sha256.startswith("ae0a7ba5")
    assert hashlib.sha256((DATA / "articles" / f"{ID}.txt").read_bytes()).hexdigest() == ARTICLE.sha256


def test_the_nine_non_breaking_spaces_are_preserved() -> None:
    assert ARTICLE.text.count("\xa0") == 9
    assert not re.search(r"[^\S \n\xa0]", ARTICLE.text)


def test_the_headline_stands_there_three_times_counting_a_non_breaking_space_as_a_space() -> None:
    assert ARTICLE.text.replace("\xa0", " ").count(TITLE) == 3
    assert ARTICLE.text.count(TITLE) == 2
    assert ARTICLE.title in ARTICLE.text
    assert ARTICLE.title.replace("\xa0", " ") == TITLE
    assert ARTICLE.text.startswith(f"News{TITLE}")


def test_the_article_names_its_publisher_its_source_and_when_it_came_out() -> None:
    assert (ARTICLE.publisher, ARTICLE.credit_line) == ("Essanews", "Source: tsn-ua")
    assert ARTICLE.credit_line in ARTICLE.text
    assert ARTICLE.url.host == "essanews.com"
    assert ARTICLE.rights


def test_the_time_of_publication_is_the_printed_one() -> None:
    assert ARTICLE.moment == datetime(2024, 3, 12, 12, 28, tzinfo=UTC)
    assert ARTICLE.published_as_printed in ARTICLE.text
    printed = datetime.strptime(ARTICLE.published_as_printed.replace("EDT", "-0400"), "%I:%M %p %z, %B %d, %Y")
    assert printed == ARTICLE.published


def test_a_changed_text_is_refused_by_name(folder: Path) -> None:
    path = folder / f"{ID}.txt"
    path.write_bytes(path.read_bytes() + b" ")
    assert ID in refusal(folder)


def test_a_text_with_other_line_ends_is_another_text(folder: Path) -> None:
    path = folder / f"{ID}.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert f"the text of article {ID} is not the one its quotes were taken from" in refusal(folder)


@pytest.mark.parametrize("content", ["one\r\ntwo\rthree\n", "\ufeffwith a mark", "trailing \xa0 \n\n", "е\u0308 or ё"])
def test_a_text_is_kept_code_point_for_code_point(content: str, folder: Path) -> None:
    (folder / f"{ID}.txt").write_bytes(content.encode())
    rewrite(folder, sha256=hashlib.sha256(content.encode()).hexdigest())
    assert load_article(folder, ID).text == content


@pytest.mark.parametrize("content", [b"\xff", "Tetkino".encode("utf-16"), b"\xed\xa0\x80"])
def test_a_text_that_is_not_utf_8_is_refused(content: bytes, folder: Path) -> None:
    (folder / f"{ID}.txt").write_bytes(content)
    rewrite(folder, sha256=hashlib.sha256(content).hexdigest())
    assert f"{ID}.txt cannot be read as UTF-8 text" in refusal(folder)


@pytest.mark.parametrize("suffix", ["txt", "json"])
def test_a_missing_file_is_refused_by_name(suffix: str, folder: Path) -> None:
    (folder / f"{ID}.{suffix}").unlink()
    assert f"{ID}.{suffix}" in refusal(folder)


def test_an_empty_text_is_no_article(folder: Path) -> None:
    (folder / f"{ID}.txt").write_bytes(b"")
    rewrite(folder, sha256=hashlib.sha256(b"").hexdigest())
    assert "text: " in refusal(folder)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"publisher": None}, "publisher"),
        ({"publisher": ""}, "publisher"),
        ({"title": ""}, "title"),
        ({"published": None}, "published"),
        ({"published": "2024-03-12T08:28:00"}, "published"),
        ({"published": "12 March 2024"}, "published"),
        ({"url": "essanews.com"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"sha256": "ae0a7ba5"}, "sha256"),
        ({"id": "Essanews 2024"}, "id"),
        ({"rights": 3}, "rights"),
        ({"tags": []}, "tags"),
    ],
)
def test_a_record_that_is_incomplete_or_wrong_is_refused_by_its_field(
    changes: dict[str, object], field: str, folder: Path
) -> None:
    rewrite(folder, **changes)
    assert refusal(folder).startswith(f"in {ID}.json, {field}: ")


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_the_link_to_a_quote_has_one_mark_and_no_bare_sign_of_a_fragment(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(ARTICLE.text) - 1))
    wanted = quote(start, data.draw(st.integers(start + 1, len(ARTICLE.text))))
    assume(wanted.exact.strip())
    page, mark, fragment = ARTICLE.link_to(wanted).partition("#:~:text=")
    assert (page, mark) == (str(ARTICLE.url), "#:~:text=")
    # These characters have meanings of their own in a text fragment.
    terms = [part for part in fragment.split(",") if not (part.endswith("-") or part.startswith("-"))]
    assert len(terms) in (1, 2)
    assert not any(re.search(r"[-&#\s\"]", term) for term in terms)
    assert unquote(terms[0]) in ARTICLE.text
    assert "\n" not in unquote(fragment)


def test_a_link_never_has_two_marks() -> None:
    article = Article.model_validate({**ARTICLE.model_dump(), "url": "https://example.org/news#/story/7"})
    assert article.link_to(quote(1834, 1866)).startswith("https://example.org/news#/story/7:~:text=")


def test_the_link_to_a_short_quote_has_all_its_words_and_to_a_long_one_only_the_ends() -> None:
    short, long = quote(1834, 1866), quote(1834, 1949)
    assert ARTICLE.link_to(short).endswith("#:~:text=The%20Lozova%20Rudka%20border%20crossing")
    ends = "The Lozova Rudka border crossing in,the control of the liberation forces."
    assert unquote(ARTICLE.link_to(long)).endswith(f"#:~:text={ends}")


def test_what_has_a_meaning_of_its_own_in_a_text_fragment_is_encoded() -> None:
    exact = "the Ukrainian-Russian border, & more"
    link = ARTICLE.link_to(Quote(exact=exact, start=0, end=len(exact)))
    assert link.endswith("#:~:text=the%20Ukrainian%2DRussian%20border%2C%20%26%20more")


def test_an_article_cannot_be_altered_or_made_without_its_source() -> None:
    fields = ARTICLE.model_dump()
    for name in ("publisher", "published", "url", "sha256", "text", "title"):
        incomplete = {key: value for key, value in fields.items() if key != name}
        with pytest.raises(ValueError, match=rf"{name}\n  Field required"):
            Article.model_validate(incomplete)
    with pytest.raises(ValueError, match="frozen"):
        ARTICLE.text = "other"  # type: ignore[misc]


# Days without hours


def test_a_day_without_an_hour_is_kept_and_written_as_a_day(folder: Path) -> None:
    rewrite(folder, published="2024-03-12", published_as_printed="March 12, 2024")
    article = load_article(folder, ID)
    assert (article.published, article.day, article.moment) == (date(2024, 3, 12), date(2024, 3, 12), None)
    assert article.model_dump(mode="json")["published"] == "2024-03-12"
    assert (article.published_words, article.dated) == ("12 March 2024", "March 12, 2024 (12 March 2024)")
    rewrite(folder, published="2024-03-12", published_as_printed="")
    assert load_article(folder, ID).dated == "12 March 2024"


def test_a_moment_is_written_with_its_zone_as_it_always_was() -> None:
    assert ARTICLE.model_dump(mode="json")["published"] == "2024-03-12T08:28:00-04:00"
    assert ARTICLE.dated == "8:28 AM EDT, March 12, 2024 (12 March 2024, 12:28 UTC)"


def test_articles_sort_by_the_moment_where_there_is_one_and_else_by_the_day() -> None:
    days = ["2024-03-11", "2024-03-12", "2024-03-12T08:28:00-04:00", "2024-03-13"]
    articles = [Article.model_validate({**ARTICLE.model_dump(), "published": day}) for day in days[::-1]]
    assert sorted(articles, key=lambda article: article.age) == articles[::-1]


def test_several_authors_stand_in_one_field_with_semicolons() -> None:
    assert ARTICLE.model_copy(update={"author": "Ann Lee; AP"}).authors == ("Ann Lee", "AP")
    assert ARTICLE.authors == ()
