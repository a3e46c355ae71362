"""What comes in becomes the text that is stored and what the document itself states, and nothing else changes."""

from __future__ import annotations

import base64
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.common.bounded import Cancelled
from geodata.common.errors import AsReportedError
from geodata.desk.intake import plain_text, web_page
from geodata.desk.intake.file_kinds import Kind
from geodata.desk.intake.reading import Intake, StatedValue, Where, read_file, read_paste
from geodata.edition.loading import DATA
from geodata.model.articles import load_article
from tests.conftest import ROOT
from tests.desk.intake.documents import JSON_LD, PARAGRAPHS, STATED, article_pdf, saved_page

ID = "essanews-2024-03-12"
ARTICLE = (DATA / "articles" / f"{ID}.txt").read_bytes().decode()
EDT = timezone(timedelta(hours=-4))
JUST_TEXT = "{{ 7*7 }} {% if %} ${x} `y` <script>alert(1)</script> </script> \\n {# c #} %s"
HIDDEN = "А name \u202egpj.exe\u202c, Тetkinо, a\u200bb, no\xa0break and e\u0301"


def in_this_process(text: str) -> dict[str, object]:
    """What a child makes of a pasted text, without the child."""
    return plain_text.read_pasted({"text": text}, lambda _: None)


def of_page(page: str, encoding: str = "utf-8") -> Intake:
    """What a child makes of a harmless page, without the child."""
    found = web_page.read_file({"content": base64.b64encode(page.encode(encoding)).decode()}, lambda _: None)
    return Intake.model_validate({**found, "kind": Kind.HTML, "file_name": "a.html"})


# Text


def test_the_pasted_article_is_kept_code_point_for_code_point_and_prefilled_from_its_lines() -> None:
    intake = read_paste(ARTICLE)
    assert intake.text == ARTICLE
    assert intake.sha256.startswith("ae0a7ba5")
    assert (intake.kind, intake.file_name) == (Kind.PASTE, "")
    assert intake.title == StatedValue(value=load_article(DATA / "articles", ID).title, where=Where.REPEATED)
    assert intake.credit_line == StatedValue(value="Source: tsn-ua", where=Where.LINE)
    assert intake.published
    assert intake.published.value == "8:28 AM EDT, March 12, 2024"
    assert intake.published.moment == datetime(2024, 3, 12, 12, 28, tzinfo=UTC)
    assert (intake.publisher, intake.url, intake.author, intake.language) == (None, None, None, None)


def test_a_text_file_is_kept_as_a_pasted_text_is() -> None:
    intake = read_file(ARTICLE.encode(), "article.txt")
    assert (intake.text, intake.kind, intake.file_name) == (ARTICLE, Kind.TXT, "article.txt")
    assert intake.encoding == "utf-8"


@pytest.mark.parametrize("words", [JUST_TEXT, HIDDEN])
def test_what_looks_like_a_program_or_like_another_name_is_only_text(words: str) -> None:
    name = "Тetkinо \u202efdp.txt"
    for intake in (read_paste(words), read_file(words.encode(), name)):
        assert intake.text == words
    assert intake.file_name == name


def test_every_line_end_becomes_a_line_feed_and_a_byte_order_mark_is_dropped() -> None:
    assert (
        in_this_process("\ufeffOne\r\ntwo\rthree\n\r\n\u2028four\ufeff")["text"]
        == "One\ntwo\nthree\n\n\u2028four\ufeff"
    )


@settings(deadline=None)
@given(st.text(st.characters() | st.sampled_from("\r\n\ufeffa")))
def test_a_text_changes_in_its_line_ends_and_its_mark_only(text: str) -> None:
    try:
        kept = in_this_process(text)["text"]
    except AsReportedError:
        return
    assert kept == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Z"))), st.characters(categories=("L", "N")))
def test_every_text_of_letters_and_signs_is_taken(text: str, letter: str) -> None:
    assert in_this_process(text + letter)


@pytest.mark.parametrize(
    ("lines", "field", "found"),
    [
        ("Bridge closed\n\nBy Ann Lee\nIt was closed.", "author", "Ann Lee"),
        ("Міст закрито\nАвтор: Анна Лі\nЙого закрили.", "author", "Анна Лі"),
        ("Bridge closed\nBy the river it was closed.\n", "author", None),
        ("Bridge closed\nIt was closed.\nДжерело: УП", "credit_line", "Джерело: УП"),
        ("Bridge closed\nIt was.\nhttps://example.org/a?b=1#c", "url", "https://example.org/a?b=1#c"),
        ("Bridge closed\nSee https://example.org/a for more.", "url", None),
        ("Bridge closed\nIt was closed.", "title", "Bridge closed"),
        ("It was closed on Tuesday.\nNobody was hurt.", "title", None),
        ("Bridge closed", "title", None),
        ("Bridge closed\n12 March 2024\nIt was closed.", "published", "12 March 2024"),
        ("Bridge closed\nIt was closed on 12 March 2024.", "published", None),
        ("Bridge closed\n03/12/2024\nIt was closed.", "published", None),
        ("Bridge closed\nY17E999999999\nIt was closed.", "published", None),
    ],
)
def test_a_field_is_prefilled_only_by_a_line_that_is_nothing_else(lines: str, field: str, found: str | None) -> None:
    stated = in_this_process(lines).get(field)
    assert (stated and stated["value"]) == found  # type: ignore[index]


def test_a_date_without_a_zone_is_a_day_and_no_moment() -> None:
    published = read_paste("Bridge closed\n12 березня 2024, 08:28\nЙого закрили.").published
    assert published
    assert (published.day, published.moment) == (date(2024, 3, 12), None)


# Web pages


def test_a_saved_page_gives_its_article_and_what_it_states_to_search_engines() -> None:
    page = saved_page(f'<script type="application/ld+json">{JSON_LD}</script>')
    intake = read_file(page.encode(), "Bridge.HTML")
    assert intake.text.split("\n") == ["Bridge in Sudzha closed", *PARAGRAPHS]
    assert intake.page_length > len(intake.text)
    for field, value in STATED.items():
        assert getattr(intake, field) == StatedValue(value=value, where=Where.JSON_LD)
    assert intake.published
    assert intake.published.moment == datetime(2024, 3, 12, 12, 28, tzinfo=UTC)
    assert intake.published.where is Where.JSON_LD


def test_the_time_that_a_page_tells_programs_is_given_as_it_is_printed_for_readers() -> None:
    head = '<meta property="article:published_time" content="2024-03-13T01:28:00Z">'
    page = saved_page(head, "<time>9:28 PM EDT, March 12, 2024</time><p>12 March 2024</p>")
    published = of_page(page).published
    assert published
    assert (published.value, published.where) == ("9:28 PM EDT, March 12, 2024", Where.META)
    assert (published.day, published.moment) == (date(2024, 3, 12), datetime(2024, 3, 12, 21, 28, tzinfo=EDT))


@pytest.mark.parametrize(
    ("written", "day", "has_moment"),
    [
        ("2024-03-12T08:28:00-04:00", date(2024, 3, 12), True),
        ("2024-03-12T08:28:00+0200", date(2024, 3, 12), True),
        ("2024-03-12T08:28:00", date(2024, 3, 12), False),
        ("2024-03-12", date(2024, 3, 12), False),
        ("Y17E999999999", None, False),
        ("2024-02-30T08:28:00Z", None, False),
        ("2024-03-12T" * 2_000, None, False),
        ("1710246480", None, False),
    ],
)
def test_the_head_of_a_page_gives_a_moment_only_with_its_zone(written: str, day: date | None, has_moment: bool) -> None:  # noqa: FBT001 - a table
    head = f'<meta property="article:published_time" content="{written}">'
    published = of_page(saved_page(head)).published
    assert (published.day if published else None) == day
    assert bool(published and published.moment) is has_moment


def test_each_field_of_a_page_says_where_it_was_found() -> None:
    head = (
        '<meta property="og:title" content="Bridge &amp; mill {{ 7*7 }}"><meta name="author" content="Ann Lee">'
        '<meta property="og:locale" content="uk_UA"><link rel="canonical" href="https://example.org/bridge">'
    )
    page = saved_page(head, "<p>Source: town council</p>")
    intake = of_page(page)
    assert intake.title == StatedValue(value="Bridge & mill {{ 7*7 }}", where=Where.META)
    assert intake.author == StatedValue(value="Ann Lee", where=Where.META)
    assert intake.language == StatedValue(value="uk-UA", where=Where.META)
    assert intake.url == StatedValue(value="https://example.org/bridge", where=Where.LINK)
    assert intake.credit_line == StatedValue(value="Source: town council", where=Where.LINE)
    assert (intake.publisher, intake.published) == (None, None)


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0026)https://example.org/bridge -->",
        "<!--\n Page saved with SingleFile \n url: https://example.org/bridge \n saved date: Tue Mar 12 2024\n-->",
    ],
)
def test_the_address_is_taken_from_the_note_that_a_browser_leaves(note: str) -> None:
    page = saved_page().replace("<html>", f"{note}<html>", 1)
    intake = of_page(page)
    assert intake.url == StatedValue(value="https://example.org/bridge", where=Where.SAVED)


def test_what_only_the_layout_suggests_says_so() -> None:
    intake = of_page(saved_page())
    assert intake.title == StatedValue(value="Bridge in Sudzha closed", where=Where.MARKUP)
    assert "check it" in Where.MARKUP.words


def test_an_address_is_no_name_and_a_name_is_no_address() -> None:
    head = (
        '<meta name="author" content="https://example.org/ann"><meta property="og:url" content="javascript:alert(1)">'
        f'<meta property="og:site_name" content="{"x" * 600}">'
    )
    intake = of_page(saved_page(head))
    assert (intake.author, intake.url, intake.publisher) == (None, None, None)


def test_what_a_page_escapes_is_text_and_what_it_runs_is_not() -> None:
    page = saved_page(
        more="<p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; and {{ 7*7 }} on the wall of the mill.</p>"
    )
    page = page.replace("</article>", "<script>var hidden = '{{ 8*8 }}'</script></article>")
    text = of_page(page).text
    assert text.endswith("He wrote <script>alert(1)</script> and {{ 7*7 }} on the wall of the mill.")
    assert "8*8" not in text


def test_a_program_on_the_page_that_compares_is_not_taken_for_a_tag() -> None:
    program = "<script>" + "if (i<a && b) { c = d } " * 2_000 + "</script>"
    assert of_page(saved_page(program)).text.endswith(PARAGRAPHS[-1])


@pytest.mark.parametrize("declared", ["", '<meta charset="windows-1251">', '<meta charset="utf-8">'])
def test_a_page_in_windows_1251_is_read_whether_it_declares_it_or_not(declared: str) -> None:
    words = (
        "Міст через Псел закрили у вівторок, повідомила рада міста.",
        "Мешканці чули гучний звук о четвертій ранку.",
    )
    intake = of_page(saved_page(declared, paragraphs=words), "cp1251")
    assert intake.encoding == "windows-1251"
    assert intake.text.split("\n")[1:] == list(words)


def test_a_page_in_utf_16_is_read() -> None:
    intake = of_page(saved_page('<meta charset="utf-16">'), "utf-16")
    assert intake.encoding == "utf-16"
    assert intake.text.endswith(PARAGRAPHS[-1])


# PDFs


def test_a_pdf_gives_the_text_of_its_pages_and_its_properties() -> None:
    pages = (["Міст закрито на тиждень", "12 березня 2024, 08:28 за київським часом"], ["Джерело: «УП» {{ 7*7 }} <b>"])
    content = article_pdf(
        *pages, catalog=b"/Lang (uk)", trailer=b"/Info << /Title (Bridge closed) /Author (Ann Lee) >>"
    )
    intake = read_file(content, "a.pdf")
    assert [line for line in intake.text.split("\n") if line] == [*pages[0], *pages[1]]
    assert (intake.empty_pages, intake.faults, intake.encoding) == ((), 0, "")
    assert intake.title == StatedValue(value="Bridge closed", where=Where.PDF)
    assert intake.author == StatedValue(value="Ann Lee", where=Where.PDF)
    assert intake.language == StatedValue(value="uk", where=Where.PDF)
    assert intake.credit_line == StatedValue(value="Джерело: «УП» {{ 7*7 }} <b>", where=Where.LINE)
    assert intake.published
    assert intake.published.moment == datetime(2024, 3, 12, 6, 28, tzinfo=UTC)


def test_the_time_a_pdf_was_made_at_is_not_when_the_article_was_published() -> None:
    content = article_pdf(
        ["Bridge closed"], trailer=b"/Info << /CreationDate (D:20240312082800Z) /Title (news.docx) >>"
    )
    intake = read_file(content, "a.pdf")
    assert (intake.published, intake.title) == (None, None)


def test_pages_of_a_pdf_that_are_only_pictures_are_named() -> None:
    assert read_file(article_pdf(["Bridge closed"], [], ["for a week"], []), "a.pdf").empty_pages == (2, 4)


def test_flaws_of_a_pdf_that_were_passed_over_are_counted() -> None:
    content = article_pdf(["Bridge closed"]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 500")
    assert read_file(content, "a.pdf").faults


# The child


def test_progress_is_told_and_who_cancels_ends_it() -> None:
    heard: list[float] = []
    read_file(saved_page().encode(), "a.html", on_progress=heard.append)
    assert heard
    assert all(0 <= fraction <= 1 for fraction in heard)
    with pytest.raises(Cancelled):
        read_file(saved_page().encode(), "a.html", is_cancelled=lambda: True)
    with pytest.raises(Cancelled):
        read_paste("Bridge closed", is_cancelled=lambda: True)


@pytest.mark.parametrize(
    "answer",
    [None, [], {}, {"encoding": "", "text": ""}, {"encoding": "", "text": "a", "title": {"value": "x", "where": "y"}}],
)
def test_an_answer_that_no_reader_could_have_given_is_refused(answer: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.common.bounded.run", lambda *_, **__: answer)
    with pytest.raises(AsReportedError):
        read_paste("Bridge closed")


def test_the_parsers_are_loaded_in_the_child_only() -> None:
    program = (
        "import sys\n"
        "from geodata.desk.intake import article_fields, likeness, oddities, reading\n"
        "print({'trafilatura', 'htmldate', 'lxml', 'pypdf', 'justext', 'dateparser'} & sys.modules.keys())"
    )
    output = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    assert output == "set()\n"


def test_the_words_for_where_are_different_sentences() -> None:
    assert len({where.words for where in Where}) == len(Where)


def test_an_intake_cannot_be_altered() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Intake(kind=Kind.TXT, file_name="", encoding="", text="a").text = "b"  # type: ignore[misc]
