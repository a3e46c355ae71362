"""Pages and texts as people really have them give what they print and state, each kind of fault with its siblings."""

from __future__ import annotations

import base64
import json
import quopri
from pathlib import Path
from typing import Any

import pytest

from geodata.desk.__main__ import main
from geodata.desk.intake import plain_text, web_page
from geodata.desk.intake.file_kinds import kind_of
from geodata.desk.intake.reading import Intake
from geodata.desk.intake.report import report
from tests.desk.intake.documents import PARAGRAPHS, saved_page

CASES = Path(__file__).parent / "cases"
TITLE = "Drones Fall Near Oldbridge, Council Says"


def read(content: bytes, name: str) -> dict[str, Any]:
    """What the command prints of a harmless file, without the bounded child."""
    kind = kind_of(name)
    task = {"html": web_page.read_file, "mhtml": web_page.read_archive, "txt": plain_text.read_file}[kind.value]
    found = task({"content": base64.b64encode(content).decode()}, lambda _: None)
    return report(Intake.model_validate({**found, "kind": kind, "file_name": name}))


def case(name: str) -> dict[str, Any]:
    return read((CASES / name).read_bytes(), name)


def page(
    head: str = "", more: str = "", *, before: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS
) -> dict[str, Any]:
    """A news page with ``head`` in its head, ``before`` between headline and text, and ``more`` at its end."""
    source = saved_page(head, more, paragraphs).replace("closed</h1>", f"closed</h1>{before}", 1)
    return read(source.encode(), "a.html")


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def article(published: str, **more: object) -> str:
    return json.dumps(
        {"@type": "NewsArticle", "headline": "Bridge in Sudzha closed", "datePublished": published} | more
    )


def text(*lines: str) -> dict[str, Any]:
    return read("\n".join(lines).encode(), "a.txt")


PROSE = (
    "Two drones fell on the outskirts of Oldbridge late in the evening, the council said, and a granary burned down."
)


# The command


def test_the_command_prints_what_intake_makes_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(CASES / "02-utc-evening-printed.html")]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == [
        *("title", "url", "authors", "publisher", "published", "as_printed", "zone", "language", "updated", "text"),
        "warnings",
    ]
    assert printed == case("02-utc-evening-printed.html")


@pytest.mark.parametrize("name", ["missing.html", "cases", "article.docx"])
def test_a_file_that_cannot_be_read_ends_the_command_with_two_and_one_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "article.docx").write_bytes(b"PK\x03\x04")
    assert main(["read", str(tmp_path / name)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


# Pages that browsers read


@pytest.mark.parametrize(
    "stray",
    ['<a href="/"">', '<p class="n" "id="x">', "<p title='it''s'>", '<a href="/" title="He said "no"">', '<p ">'],
)
def test_a_stray_quotation_mark_refuses_no_page(stray: str) -> None:
    assert case("01-stray-quote.html")["title"] == TITLE
    many = "".join(f'<a href="/s{n}" class="n{n}" data-x="{n}">S{n}</a>' for n in range(400))
    assert PARAGRAPHS[0] in page(before=f"<nav>{stray}x</a></p>{many}</nav>")["text"]


def test_invisible_characters_of_a_page_are_gone_from_its_text() -> None:
    found = case("16-invisible.html")
    assert "The council of Oldbridge said" in found["text"]
    assert found["warnings"] == ["“title” was found in the layout of the page only: check it."]


# What the page prints beats what it tells programs


@pytest.mark.parametrize(
    ("stated", "printed", "published", "as_printed"),
    [
        ("2023-11-09T06:35:29+00:00", "Posted: Nov 8, 2023 / 10:35 PM PST", "2023-11-08T22:35:00-08:00", None),
        ("2023-11-09T02:11:03+00:00", "November 8, 2023", "2023-11-08", None),
        ("2024-03-12T02:30:00Z", "11 March 2024", "2024-03-11", None),
        ("2024-03-12T02:30:41Z", "March 11, 2024 at 10:30 PM", "2024-03-11T22:30:00-04:00", None),
        ("2024-03-12T02:30:00Z", "03/11/2024", "2024-03-11", None),
        ("2024-03-12T22:30:00Z", "13 березня 2024, 00:30", "2024-03-13T00:30:00+02:00", None),
        ("2024-03-12T22:30:00Z", "Published 13.03.2024 00.30 EET", "2024-03-13T00:30:00+02:00", "13.03.2024 00.30 EET"),
        ("2024-03-12T12:28:00Z", "12 March 2024", "2024-03-12T12:28:00+00:00", None),
        ("2024-03-12T12:28:00Z", "Published 1 March 2024", "2024-03-01", "1 March 2024"),
        ("2024-03-12T12:28:00Z", "Updated 14 March 2024", "2024-03-12T12:28:00+00:00", ""),
    ],
)
def test_the_printed_day_beats_the_one_that_programs_are_told(
    stated: str, printed: str, published: str, as_printed: str | None
) -> None:
    found = page(ld(article(stated)), before=f"<p class='date'>{printed}</p>")
    assert found["published"] == published
    expected = printed.removeprefix("Posted: ") if as_printed is None else as_printed
    assert (found["as_printed"] or "") == expected


def test_the_printed_evening_is_the_day_of_publication() -> None:
    found = case("02-utc-evening-printed.html")
    assert (found["published"], found["as_printed"]) == ("2023-11-08T22:35:00-08:00", "Nov 8, 2023 / 10:35 PM PST")
    assert found["zone"] == "-08:00"
    found = case("02b-utc-evening-printed-no-zone.html")
    assert (found["published"], found["as_printed"], found["zone"]) == ("2023-11-08", "November 8, 2023", None)


def test_what_programs_alone_are_told_is_printed_nowhere() -> None:
    found = page(ld(article("2024-03-12T08:28:00-04:00")))
    assert (found["published"], found["as_printed"], found["zone"]) == ("2024-03-12T08:28:00-04:00", None, "-04:00")


def test_parts_of_a_printed_time_may_stand_in_elements_of_their_own() -> None:
    printed = "<div class='meta'><span>Nov 8, 2023</span> <span>10:35 PM</span> <span>PST</span></div>"
    assert page(before=printed)["published"] == "2023-11-08T22:35:00-08:00"
    assert page(before="<p>By Ann Lee<br>8 November 2023, 22:35 PST</p>")["published"] == "2023-11-08T22:35:00-08:00"
    assert page(before="<p>By Ann Lee | 8 November 2023</p>")["published"] == "2023-11-08"


# Dates of something else


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<table><tr><td>War began</td><td>24 February 2022</td></tr></table>",
        "<table><tr><td></td><td>24 February 2022</td></tr></table>",
        "<h2>24 February 2022</h2>",
        "<aside>24 February 2022</aside>",
        "<div class='related'><p>24 February 2022</p></div>",
        "<dl><dt>24 February 2022</dt><dd>The war begins</dd></dl>",
        "<ul><li>24 February 2022</li><li>15 March 2022</li></ul>",
        "<h3><time datetime='2022-02-24'>24 February 2022</time></h3>",
        "<p>It began on <b>24 February 2022</b>.</p>",
    ],
)
def test_a_row_a_heading_or_another_article_gives_no_date(elsewhere: str) -> None:
    assert case("06-infobox-date.html")["published"] is None
    assert page(before=elsewhere)["published"] is None


def test_a_masthead_gives_no_date() -> None:
    masthead = "<header><div class='date'>Tuesday, 14 May 2024</div></header><nav>"
    found = read(saved_page().replace("<nav>", masthead, 1).encode(), "a.html")
    assert found["published"] is None


def test_the_days_of_a_chronicle_are_to_be_checked() -> None:
    days = "".join(f"<p><b>{day} March 2024</b></p><p>{PARAGRAPHS[0]}</p>" for day in (12, 13, 14))
    for found in (
        page(before=days),
        text("A week of war", "12 March 2024", PROSE, "13 March 2024", PROSE, "14 March 2024", PROSE),
        text("Tuesday, 12 March 2024", "The Oldbridge Courier", "Bridge in Sudzha closed", PROSE),
        text("Bridge in Sudzha closed", "War began", "24 February 2022", PROSE),
    ):
        assert found["published"] is None or "check it" in "".join(found["warnings"])
    assert text("Bridge closed", "", "War began | 24 February 2022", PROSE)["published"] is None
    assert text("Bridge closed", PROSE + " " + PROSE, "24 February 2022", PROSE)["published"] is None


# Descriptions for search engines


@pytest.mark.parametrize("name", ["04-cdata-jsonld.html", "04b-cdata-jsonld.html", "04d-trailing-comma.html"])
def test_a_description_is_read_whatever_it_is_wrapped_in(name: str) -> None:
    found = case(name)
    assert found["published"] == "2020-07-10T14:15:42+00:00"
    assert found["authors"] == ([] if "04d" in name else ["A. Writer"])
    assert found["warnings"] == []


@pytest.mark.parametrize(
    "wrapped",
    [
        "<!--\n{}\n-->",
        "/*<![CDATA[*/{}/*]]>*/",
        "{};",
        "\ufeff{}",
        "/* the article */ {}",
        "{}".replace("{}", "[{}, ]"),
        "// the article\n{}",
    ],
)
def test_other_wrappings_of_a_description_are_taken_off(wrapped: str) -> None:
    found = page(ld(wrapped.replace("{}", article("2020-07-10", author={"name": "A. Writer"}))))
    assert (found["published"], found["authors"]) == ("2020-07-10", ["A. Writer"])


def test_a_description_that_is_broken_is_told() -> None:
    found = page(ld('{"@type": "NewsArticle", "headline": "Bri'))
    assert "is broken and was not read" in "".join(found["warnings"])
    assert page(ld('{"url": "https://x.example/a//b", "text": "a, ] } // c"}'))["warnings"] == page()["warnings"]


def test_the_pages_own_article_is_told_from_related_ones() -> None:
    found = case("07-related-first.html")
    assert (found["title"], found["authors"], found["published"], found["url"]) == (
        TITLE,
        ["A. Writer"],
        "2024-03-12T08:28:00-04:00",
        "https://n.example/drones",
    )
    other = article("2019-01-02", author={"name": "B. Other"}, url="https://n.example/fair")
    other = other.replace("Bridge in Sudzha closed", "Harvest fair opens")
    own = article("2024-03-12", author={"name": "A. Writer"})
    for head in (f"[{other}, {own}]", f'{{"@graph": [{other}, {own}]}}', f'{{"isRelatedTo": {other}}}'):
        found = page(ld(head))
        assert "Harvest" not in (found["title"] or "")
        assert found["authors"] in (["A. Writer"], [])
    by_address = page(
        '<link rel="canonical" href="https://n.example/bridge">'
        + ld(f'[{other}, {own.replace("Sudzha", "the town")[:-1]}, "url": "https://n.example/bridge/"}}]')
    )
    assert by_address["authors"] == ["A. Writer"]


# Forms that programs write


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Tue, 12 Mar 2024 08:28:00 -0400", "2024-03-12T08:28:00-04:00"),
        ("Tue, 12 Mar 2024 12:28:00 GMT", "2024-03-12T12:28:00+00:00"),
        ("20240312", "2024-03-12"),
        ("20240312T082800Z", "2024-03-12T08:28:00+00:00"),
        ("2024/03/12", "2024-03-12"),
        ("2024-03-12 08:28:00 -0400", "2024-03-12T08:28:00-04:00"),
        ("Sat Dec 07 2024 01:36:42 GMT+0000 (UTC)", "2024-12-07T01:36:42+00:00"),
        ("Sat Dec 07 2024 03:36:42 GMT+0200 (Eastern European Standard Time)", "2024-12-07T03:36:42+02:00"),
        ("Tue Mar 12 08:28:00 EDT 2024", "2024-03-12T08:28:00-04:00"),
        ("March 12, 2024", "2024-03-12"),
        ("2024-03", None),
        ("1710246480", None),
    ],
)
def test_a_machines_date_is_read_in_every_usual_form(written: str, published: str | None) -> None:
    for name in ("article:published_time", "pubdate"):
        assert page(f'<meta name="{name}" content="{written}">')["published"] == published
    assert page(ld(article(written)))["published"] == published


def test_the_machines_dates_of_the_cases_are_read() -> None:
    assert case("05-rfc822-meta.html")["published"] == "2024-03-12T08:28:00-04:00"
    assert case("05c-compact-meta.html")["published"] == "2024-03-12"
    assert case("05d-js-date.html")["published"] == "2024-12-07T01:36:42+00:00"


# Days without hours, and changes


def test_a_page_without_a_date_has_none() -> None:
    found = case("11-no-date.html")
    assert (found["published"], found["as_printed"], found["zone"], found["updated"]) == (None,) * 4


@pytest.mark.parametrize(
    ("lines", "published", "updated"),
    [
        (("First published 12 March 2024", "Updated 20 March 2024"), "2024-03-12", "2024-03-20"),
        (("Updated 20 March 2024", "12 March 2024"), "2024-03-12", "2024-03-20"),
        (("Published 12 March 2024, last updated 20 March 2024",), "2024-03-12", "2024-03-20"),
        (("Published: Mar 12, 2024 / 08:28 AM EDT Updated: Mar 13, 2024 / 10:00 PM EDT",), "2024-03-12", "2024-03-13"),
        (("Опубліковано 12 березня 2024", "Оновлено 20 березня 2024"), "2024-03-12", "2024-03-20"),
        (("Last modified on 20 March 2024",), None, "2024-03-20"),
        (("Retrieved 20 March 2024",), None, None),
    ],
)
def test_first_published_and_updated_are_kept_apart(
    lines: tuple[str, ...], published: str | None, updated: str | None
) -> None:
    for found in (
        page(before="".join(f"<p>{line}</p>" for line in lines)),
        text("Bridge in Sudzha closed", *lines, "", PROSE),
    ):
        assert ((found["published"] or "")[:10] or None, (found["updated"] or "")[:10] or None) == (published, updated)


def test_the_two_dates_of_the_case_are_kept_apart() -> None:
    found = case("12-two-dates.html")
    assert (found["published"], found["as_printed"]) == ("2024-03-12", "12 March 2024")
    assert found["updated"] == "2024-03-20T10:00:00+00:00"


def test_a_machines_change_is_no_publication() -> None:
    found = page('<meta property="article:modified_time" content="2024-03-20T10:00:00Z">')
    assert (found["published"], found["updated"]) == (None, "2024-03-20T10:00:00+00:00")


# Languages, addresses


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("EN-US", "en-US"),
        ("en_gb", "en-GB"),
        ("UK", "uk"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("?", None),
    ],
)
def test_a_language_tag_is_read_in_any_case(written: str, tag: str | None) -> None:
    assert case("13-lang-upper.html")["language"] == "en-US"
    for head in (
        f'<meta http-equiv="content-language" content="{written}">',
        ld(article("2024-03-12", inLanguage=written)),
    ):
        assert page(head)["language"] == tag


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (ld(article("2024-03-12", mainEntityOfPage={"@id": "https://n.example/d/#webpage"})), "https://n.example/d/"),
        (ld(article("2024-03-12", mainEntityOfPage="https://n.example/d/#article")), "https://n.example/d/"),
        ('<link rel="canonical" href="https://n.example/d#top">', "https://n.example/d"),
        (
            '<link rel="canonical" href="https://n.example/"><meta property="og:url" content="https://n.example/d">',
            "https://n.example/d",
        ),
        (
            '<link rel="canonical" href="https://n.example/d">'
            + ld(article("2024-03-12", url="https://m.n.example/d?x=1")),
            "https://n.example/d",
        ),
        ('<base href="https://n.example/"><link rel="canonical" href="/d">', "https://n.example/d"),
    ],
)
def test_the_address_is_the_canonical_one_and_no_place_on_the_page(head: str, address: str) -> None:
    assert case("21-webpage-id-as-address.html")["url"] == "https://n.example/drones/"
    assert page(head)["url"] == address


# Authors


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ([{"name": "Iryna Melnyk"}, {"name": "Petro Koval"}], ["Iryna Melnyk", "Petro Koval"]),
        ({"name": "Iryna Melnyk and Petro Koval"}, ["Iryna Melnyk", "Petro Koval"]),
        ("Iryna Melnyk, Petro Koval, AP", ["Iryna Melnyk", "Petro Koval", "AP"]),
        ("By JANE DOE, AP", ["JANE DOE", "AP"]),
        ("Melnyk, Iryna", ["Iryna Melnyk"]),
        ({"@type": "Organization", "name": "Ministry of Defence and Security"}, ["Ministry of Defence and Security"]),
        ("Ministry of Defence and Security", ["Ministry of Defence and Security"]),
        ({"name": ["Iryna Melnyk", "Petro Koval"]}, ["Iryna Melnyk", "Petro Koval"]),
        ("admin", []),
    ],
)
def test_several_authors_are_several(author: object, authors: list[str]) -> None:
    assert page(ld(article("2024-03-12", author=author)))["authors"] == authors


def test_the_authors_of_the_case_are_two() -> None:
    assert case("08-author-forms.html")["authors"] == ["Iryna Melnyk", "Petro Koval"]
    head = '<meta name="citation_author" content="Melnyk, Iryna"><meta name="citation_author" content="Koval, Petro">'
    assert page(head)["authors"] == ["Iryna Melnyk", "Petro Koval"]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Tuesday evening, the fighting had moved to Sudzha.", []),
        ("By Tuesday", []),
        ("By air, land and sea", []),
        ("By Midnight, Kyiv Was Burning", []),
        ("By JANE DOE, AP", ["JANE DOE", "AP"]),
        ("By JANE DOE and JOHN ROE, Associated Press", ["JANE DOE", "JOHN ROE", "Associated Press"]),
        ("By Jane Doe, Staff Writer", ["Jane Doe"]),
        ("By Lena Hartwell in Khartoum", ["Lena Hartwell"]),
        ("By Abdel Fattah al-Burhan | 12 March 2024", ["Abdel Fattah al-Burhan"]),
        ("By The Associated Press", ["The Associated Press"]),
        ("Автори: Анна Лі та Петро Коваль", ["Анна Лі", "Петро Коваль"]),
    ],
)
def test_a_byline_names_people_and_agencies_and_a_sentence_does_not(line: str, authors: list[str]) -> None:
    assert text("Fighting Moves North", "", line, "", PROSE)["authors"] == authors


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("KYIV, Ukraine, March 12, 2024 (AP) — " + PROSE, "2024-03-12"),
        ("KHARTOUM, 12 March 2024 – " + PROSE, "2024-03-12"),
        ("КИЇВ, 12 березня 2024 (УП) — " + PROSE, "2024-03-12"),
        ("KHARTOUM, Sudan — " + PROSE, None),
        ("KYIV, March 12 (Reuters) - " + PROSE, None),
        ("The bridge was closed on Monday, 12 March 2024 - and " + PROSE, None),
    ],
)
def test_a_dateline_gives_its_day_to_be_checked(line: str, published: str | None) -> None:
    found = text("Drones Fall Near Oldbridge", "", line, "", PROSE)
    assert found["published"] == published
    assert ("“published” was found" in "".join(found["warnings"])) is bool(published)


def test_the_pasted_cases_have_their_authors_and_days() -> None:
    assert case("50-paste-no-byline.txt")["authors"] == []
    sudan = case("40-sudan.txt")
    assert (sudan["authors"], sudan["published"]) == (["Lena Hartwell"], "2024-03-12T08:28:00-04:00")
    assert case("52-paste-ukrainian.txt")["published"] == "2024-03-12T08:28:00+02:00"
    assert text("Bridge Closed", "By JANE DOE", "Associated Press", "", PROSE)["authors"] == [
        "JANE DOE",
        "Associated Press",
    ]


# Encodings


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    assert "Größau; Häuser wurden beschädigt" in case("20-windows-1252-de.html")["text"]
    assert "Никто не пострадал" in case("20c-windows-1251-ru.html")["text"]


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("iso-8859-1", "cp1252", "Le pont a été fermé mardi – « c’est sûr », a déclaré la mairie de Saint-Étienne."),
        ("ISO-8859-2", "iso8859-2", "Most zamknięto na tydzień, poinformował urząd; mieszkańcy słyszeli hałas."),
        ("windows-1250", "cp1250", "Most zamknięto na tydzień, poinformował urząd – „nikt nie ucierpiał”."),
        ("koi8-r", "koi8-r", "Мост закрыт на неделю, сообщил совет города Суджа во вторник."),
        ("x-mac-cyrillic", "mac-cyrillic", "Мост закрыт на неделю, сообщил совет города Суджа."),
        ("windows-1254", "cp1254", "Köprü bir hafta kapatıldı, belediye açıkladı; şehir sakinleri gürültü duydu."),
        ("windows-1256", "cp1256", "أغلق الجسر لمدة أسبوع، قال المجلس يوم الثلاثاء في الخرطوم."),
        ("gb2312", "gbk", "市议会星期二说，桥梁关闭一周，没有人受伤，公共汽车停在邮局。"),
        ("Shift_JIS", "cp932", "市議会は火曜日、橋を一週間閉鎖すると発表した。負傷者はいない。"),
        ("euc-kr", "cp949", "시의회는 화요일 다리를 일주일 동안 폐쇄한다고 밝혔다. 부상자는 없다."),
    ],
)
def test_the_labels_of_the_whatwg_are_known(label: str, codec: str, words: str) -> None:
    source = saved_page(f'<meta charset="{label}">', paragraphs=[words] * 4)
    found = read(source.encode(codec), "a.html")
    assert words in found["text"]
    assert not any("encoding" in warning for warning in found["warnings"])


@pytest.mark.parametrize(
    ("declared", "codec"), [("windows-1251", "utf-8"), ("utf-8", "cp1251"), ("iso-8859-1", "cp1251")]
)
def test_a_page_whose_encoding_lies_is_named(declared: str, codec: str) -> None:
    words = "Мост через Псёл закрыт на неделю, сообщил совет города Суджа во вторник."
    found = read(saved_page(f'<meta charset="{declared}">', paragraphs=[words] * 4).encode(codec), "a.html")
    assert words in found["text"]
    assert f"{declared} → " in "".join(found["warnings"])


# Saved pages


def archive(source: bytes, charset: str, encoding: str = "quoted-printable") -> bytes:
    """A page as Chromium saves it in one file."""
    body = quopri.encodestring(source) if encoding == "quoted-printable" else base64.encodebytes(source)
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://n.example/drones\r\nSubject: Bridge\r\n"
        "Date: Fri, 1 Nov 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x--"\r\n\r\n'
    )
    own = f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    parts = (
        b"----x--\r\n" + own.encode(),
        body,
        b"\r\n----x--\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n----x----\r\n",
    )
    return head.encode() + b"".join(parts)


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "quoted-printable"), ("windows-1251", "base64"), ("utf-8", "base64")]
)
def test_a_page_saved_with_its_parts_is_read_as_the_page(charset: str, encoding: str) -> None:
    words = "Мост через Псёл закрыт на неделю, сообщил совет города Суджа во вторник."
    source = saved_page(paragraphs=[words] * 4).encode(charset)
    for name in ("a.mhtml", "a.mht"):
        found = read(archive(source, charset, encoding), name)
        assert words in found["text"]
        assert (found["url"], found["published"]) == ("https://n.example/drones", None)


def test_a_complete_page_is_read_with_the_address_it_was_saved_from() -> None:
    note = "<!-- saved from url=(0024)https://n.example/drones -->"
    source = saved_page('<link rel="canonical" href="/drones/full">').replace("<html>", f"{note}\n<html>", 1)
    assert read(source.encode(), "a.htm")["url"] == "https://n.example/drones/full"


# What is no article


def test_a_cookie_wall_and_a_paywalls_stub_are_named() -> None:
    cookies = ("We and our partners use cookies. You may accept all cookies or manage your consent to cookies here.",)
    assert "cookies and not the article" in "".join(page(paragraphs=cookies * 2)["warnings"])
    stub = page(more="<p>Subscribe to continue reading.</p>")
    assert "paywall" in "".join(stub["warnings"])
    assert "paywall" in "".join(page(ld(article("2024-03-12", isAccessibleForFree=False)))["warnings"])
    assert "paywall" not in "".join(page()["warnings"])
