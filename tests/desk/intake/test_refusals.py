"""What cannot be an article's text gets one plain sentence within 30 seconds, and nothing anywhere is changed."""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from typing import TYPE_CHECKING

import pypdf
import pytest

from geodata.common.errors import AsReportedError, DataFileError
from geodata.desk.intake.reading import read_file, read_paste
from geodata.desk.store.log import Store
from tests.desk.intake.documents import article_pdf, packed, pdf, saved_page, stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

RUSSIAN = "Мост через Псёл закрыт на неделю, сообщил совет города Суджа во вторник утром.\n"
MANY = 50_000


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store, which is also the home and the temporary folder."""
    folder = tmp_path_factory.mktemp("world")
    Store.open(folder).close()
    return folder


@pytest.fixture(autouse=True)
def _nothing_is_written(world: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "AS_REPORTED_DATA"):
        monkeypatch.setenv(name, str(world))
    before = digests(world)
    yield
    assert digests(world) == before


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def refusal(read: Callable[[], object]) -> str:
    """The sentence that ``read`` is refused with."""
    started = time.monotonic()
    with pytest.raises(AsReportedError) as caught:
        read()
    assert time.monotonic() - started < 30
    sentence = str(caught.value)
    assert isinstance(caught.value, DataFileError)
    assert "\n" not in sentence
    assert ": " in sentence, "what is wrong, and what to do"
    assert len(sentence) < 200
    return sentence


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("article.txt", RUSSIAN)
    return file.getvalue()


# Names


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../../etc/article.txt", "holds a path"),
        ("..\\article.txt", "holds a path"),
        ("/etc/passwd", "holds a path"),
        ("a" * 296 + ".txt", "has 300 characters"),
        ("article.pdf\0.txt", "NUL"),
        ("article\n.txt", "control character"),
        ("article.docx", "not named .txt, .html, .mhtml or .pdf"),
        ("article.csv", "not named"),
        ("txt", "not named"),
        (".txt", "not named"),
        ("", "not named"),
    ],
)
def test_a_file_name_that_no_saved_file_has(name: str, said: str) -> None:
    assert said in refusal(lambda: read_file(RUSSIAN.encode(), name))


# What a file is


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.html", b"", "the file is empty"),
        ("a.pdf", b"", "the file is empty"),
        ("a.txt", zipped(), "named .txt and holds a zip archive"),
        ("a.html", zipped(), "named .html and holds a zip archive"),
        ("a.pdf", zipped(), "named .pdf and holds a zip archive"),
        ("a.csv", zipped(), "not named .txt, .html, .mhtml or .pdf"),
        ("a.pdf", saved_page().encode(), "named .pdf and holds a web page: name it .html"),
        ("a.pdf", saved_page().encode("utf-16"), "named .pdf and holds a web page"),
        ("a.pdf", RUSSIAN.encode(), "named .pdf and holds something else"),
        ("a.txt", saved_page().encode(), "named .txt and holds a web page"),
        ("a.txt", b"\n<!-- saved --><HTML lang=en>", "named .txt and holds a web page"),
        ("a.html", RUSSIAN.encode(), "named .html and holds something else"),
        ("a.txt", article_pdf(["Text"]), "named .txt and holds a PDF: name it .pdf"),
        ("a.html", article_pdf(["Text"]), "named .html and holds a PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "holds a picture"),
        ("a.txt", b"{\\rtf1 text}", "holds a rich text document"),
        ("a.txt", b"x" * 10_000_000, "larger than 4 MB"),
        ("a.html", b"<p>" * 4_000_000, "larger than 10 MB"),
        ("a.pdf", b"%PDF-" * 5_000_000, "larger than 20 MB"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else str(len(value)),
)
def test_a_file_that_is_not_what_it_says(name: str, content: bytes, said: str) -> None:
    assert said in refusal(lambda: read_file(content, name))


# Text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the text is empty"),
        ("word " * 2_000_000, "larger than 4 MB"),
        ("x" * 1_000_001, "longer than 1,000,000 characters"),
        (" \n\t\xa0\ufeff\n", "no text in it"),
        ("Tet\0kino", "a NUL character at character 4"),
        ("Tet\ud800kino", "half a character at character 4"),
        ("\x01\x02\x03\x04 text", "4 of 9 characters cannot be read"),
    ],
    ids=["empty", "10 MB", "long", "blank", "NUL", "surrogate", "controls"],
)
def test_a_pasted_text_that_is_none(text: str, said: str) -> None:
    assert said in refusal(lambda: read_paste(text))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bytes(range(256)) * 40, "NUL byte at byte 1 (line 1)"),
        (b"One\nTwo\0", "NUL byte at byte 8 (line 2)"),
        (RUSSIAN.encode("utf-16-le"), "UTF-16 without its mark"),
        (RUSSIAN.encode("utf-16")[:-1], "damaged or mixed"),
        (
            RUSSIAN.encode("utf-8") + RUSSIAN.encode("cp1251"),
            "mixes encodings or is damaged, first at byte 144 (line 2)",
        ),
        (
            RUSSIAN.encode("cp1251") + RUSSIAN.encode("utf-8"),
            "mixes encodings or is damaged, first at byte 80 (line 2)",
        ),
        (RUSSIAN.encode("utf-8")[:-3], "mixes encodings or is damaged"),
        (RUSSIAN.encode("koi8-r"), "nor surely windows-1251"),
        (b" \r\n ", "no text in it"),
    ],
    ids=["binary", "NUL", "UTF-16", "odd UTF-16", "mixed", "mixed the other way", "cut", "KOI8-R", "blank"],
)
def test_a_text_file_whose_letters_are_not_sure(content: bytes, said: str) -> None:
    assert said in refusal(lambda: read_file(content, "article.txt"))


# Web pages


def attributes() -> str:
    names = " ".join(f'a{number}="1"' for number in range(MANY))
    return saved_page(more=f"<p {names}>x</p>")


PAGES: dict[str, tuple[str, str]] = {
    "100k nested elements": (saved_page(more="<div>" * 100_000 + "x" + "</div>" * 100_000), "nested too deep"),
    "100k open elements": (saved_page(more="<b>" * 100_000), "nested too deep"),
    "50k attributes": (attributes(), "more than 500 attributes"),
    "50k attributes after a quote": (attributes().replace("<p a0", "<p x='>' a0"), "more than 500 attributes"),
    "60k elements": (saved_page(more="<br>" * 60_000), "more than 50,000 elements"),
    "10 MB of text": (saved_page(more="word " * 1_900_000), "longer than 1,000,000 characters"),
    "no content": ("<html></html>", "no article was found on the page"),
    "NUL": (saved_page(more="\0"), "NUL byte"),
    "another encoding": ("<html><meta charset=gbk>\udcff\udcfe</html>", "says that it is in gbk"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_has_no_article_or_is_made_to_be_hard_to_read(name: str) -> None:
    page, said = PAGES[name]
    assert said in refusal(lambda: read_file(page.encode(errors="surrogateescape"), "a.html"))


# PDFs


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(article_pdf(["Secret"])))
    writer.encrypt("password", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def one_page(content: bytes, *more: bytes, kids: bytes = b"[3 0 R]", count: bytes = b"1") -> bytes:
    """A PDF with ``content`` as the stream of its page, whose XObject X is object 5."""
    font = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /Resources << %b /XObject << /X 5 0 R >> >> /Contents 4 0 R >>" % font
    tree = b"<< /Type /Pages /Kids %b /Count %b >>" % (kids, count)
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, content, *more)


def drawing_each_other(depth: int) -> bytes:
    """A PDF whose page draws ten times a form that draws ten times a form, and so on."""
    forms = []
    for number in range(5, 5 + depth):
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
        forms.append(stream(b"/X Do " * 10, entries % (number + 1)))
    last = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 "
    forms.append(stream(b"BT /F1 12 Tf (ha) Tj ET", last + b"/BaseFont /Helvetica >> >> >>"))
    return one_page(stream(b"/X Do " * 10), *forms)


def tree_of_trees() -> bytes:
    """A PDF of ten nodes, each of which has the next one ten times: 10,000,000,000 pages."""
    nodes = (b"<< /Type /Pages /Count 10 /Kids [%b] >>" % (b"%d 0 R " % (number + 1) * 10) for number in range(2, 12))
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, b"<< /Type /Page /Parent 11 0 R >>")


PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted": (encrypted, "is encrypted"),
    "scanned": (lambda: article_pdf([], []), "no text, only pictures of it"),
    "truncated": (lambda: article_pdf(["Bridge closed"])[:-30], "its end is missing"),
    "half": (lambda: article_pdf(["Bridge closed"] * 40)[:2_000], "its end is missing"),
    "cut and closed": (lambda: article_pdf(["Bridge closed"])[:900] + b"\n%%EOF\n", "is damaged"),
    "cut and linearised": (
        lambda: article_pdf(["x"]).replace(b"%PDF-1.7\n", b"%PDF-1.7\n% /Linearized 1 /L 99999 %\n"),
        "its end is missing",
    ),
    "cyclic tree": (lambda: one_page(stream(b""), kids=b"[2 0 R]"), "is damaged"),
    "cyclic branch": (lambda: one_page(stream(b""), kids=b"[3 0 R 2 0 R]", count=b"2"), "is damaged"),
    "cyclic references": (lambda: pdf(b"2 0 R", b"1 0 R"), "is damaged"),
    "cyclic contents": (lambda: one_page(b"[4 0 R 4 0 R]"), "is damaged"),
    "fewer pages than it names": (
        lambda: one_page(stream(b""), count=b"1000000000"),
        "names 1000000000 pages and has 1",
    ),
    "no pages": (lambda: one_page(stream(b""), kids=b"[]", count=b"0"), "names 0 pages"),
    "too many pages": (lambda: article_pdf(*[["Page"]] * 201), "has 201 pages"),
    "exploding stream": (lambda: one_page(packed(b" " * 150_000_000)), "is damaged"),
    "exploding text": (
        lambda: one_page(packed(b"BT /F1 9 Tf " + b"(%b) Tj " % (b"x" * 9_000) * 200)),
        "longer than 1,000,000",
    ),
    "exploding tree": (tree_of_trees, "is damaged"),
    "deep objects": (lambda: pdf(b"<< /Type /Catalog /Pages " + b"[" * 200_000 + b" >>"), "is damaged"),
    "only a head": (lambda: b"%PDF-1.7\n" + bytes(range(1, 256)) * 40 + b"%%EOF", "is damaged"),
}


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_that_has_no_text_or_is_made_to_be_hard_to_read(name: str) -> None:
    make, said = PDFS[name]
    content = make()
    assert said in refusal(lambda: read_file(content, "a.pdf"))


def test_drawings_that_explode_are_left_out_and_the_flaw_is_told() -> None:
    started = time.monotonic()
    assert read_file(drawing_each_other(12), "a.pdf").faults
    assert time.monotonic() - started < 30
