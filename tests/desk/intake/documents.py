"""Documents for the intake's tests: a saved page, PDFs written by hand, and what is made to be hard to read."""

import zlib
from collections.abc import Sequence

PARAGRAPHS = (
    "The bridge over the Psel was closed on Tuesday, the council of Sudzha said.",
    '"Nobody was hurt," a spokesman told reporters, and asked drivers to go round by the mill.',
    "Residents of the left bank reported a loud noise at about four in the morning.",
    "Repairs are to last a week, and the buses will stop at the post office until then.",
)

STATED = {
    "title": "Bridge in Sudzha closed for a week",
    "publisher": "The Example Gazette",
    "author": "Ann Lee; Bo Ek",
    "url": "https://example.org/news/bridge",
    "language": "en-GB",
}
"""What ``saved_page()`` states in its JSON-LD."""

JSON_LD = """{"@context": "https://schema.org", "@graph": [
  {"@type": "Organization", "@id": "#us", "name": "The Example Gazette"},
  {"@type": "NewsArticle", "headline": "Bridge in Sudzha closed for a week", "inLanguage": "en-GB",
   "datePublished": "2024-03-12T12:28:00Z", "dateModified": "2024-03-13T00:00:00Z", "publisher": {"@id": "#us"},
   "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ek"}],
   "mainEntityOfPage": {"@id": "https://example.org/news/bridge"}}]}"""


def saved_page(head: str = "", more: str = "", paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    """Return a news page as a browser saves it, with ``head`` in its head and ``more`` at the end of the article."""
    text = "\n".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        f"<!DOCTYPE html>\n<html><head><title>Bridge</title>{head}</head><body><nav><a href='/'>Home</a></nav>\n"
        f"<article><h1>Bridge in Sudzha closed</h1>\n{text}\n{more}</article>\n"
        "<footer>Imprint, contact, terms of use</footer></body></html>"
    )


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of ``objects``, numbered from 1, of which the first is the catalog."""
    parts, offsets = [b"%PDF-1.7\n"], []
    for number, content in enumerate(objects, start=1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, sum(map(len, parts))
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, rows)
    end = b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return b"".join([*parts, table, end])


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def packed(content: bytes) -> bytes:
    """Return a stream object with its content compressed."""
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode")


def text_object(lines: Sequence[str]) -> bytes:
    """Return the drawing of ``lines`` in font F1, one below the other."""
    shown = b" ".join(b"<%b> Tj T*" % line.encode("cp1251").hex().encode() for line in lines)
    return b"BT /F1 12 Tf 14 TL 50 750 Td %b ET" % shown


def article_pdf(*pages: Sequence[str], catalog: bytes = b"", trailer: bytes = b"") -> bytes:
    """Return a PDF whose pages show lines of text; object 2 is the page tree, 3 the font and its 4 the alphabet.

    The letters have windows-1251 numbers inside, and a table that gives them in Unicode, as programs write it.
    """
    first = 5
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Any /ToUnicode 4 0 R >>",
        stream(_alphabet()),
    ]
    for number, lines in enumerate(pages):
        resources = b"/Resources << /Font << /F1 3 0 R >> >>"
        contents = b"/Contents %d 0 R" % (first + 2 * number + 1)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] %b %b >>" % (resources, contents))
        objects.append(packed(text_object(lines)) if lines else stream(b"0.9 g 50 50 500 700 re f"))
    return pdf(*objects, trailer=trailer)


def _alphabet() -> bytes:
    codes = [code for code in range(0x20, 0x100) if code not in (0x7F, 0x98)]
    rows = [b"<%02x> <%04x>" % (code, ord(bytes([code]).decode("cp1251"))) for code in codes]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    table = b"\n".join(b"%d beginbfchar\n%b\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks)
    space = b"1 begincodespacerange <00> <ff> endcodespacerange"
    return b"/CIDInit /ProcSet findresource begin begincmap %b\n%b\nendcmap end" % (space, table)


def placed_pdf(words: Sequence[tuple[int, int, str]], *, in_one_block: bool = False) -> bytes:
    """Return a PDF of one page that shows each of ``words`` at (x, y) in points, in the order given."""
    drawn, at = [], (0, 0)
    for x, y, text in words:
        x0, y0 = at if in_one_block else (0, 0)
        shown = b"%d %d Td <%b> Tj" % (x - x0, y - y0, text.encode("cp1251").hex().encode())
        drawn.append(shown if in_one_block else b"BT /F1 10 Tf %b ET" % shown)
        at = (x, y)
    content = b"\n".join(drawn)
    resources = b"/Resources << /Font << /F1 3 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Any /ToUnicode 4 0 R >>",
        stream(_alphabet()),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 6 0 R %b >>" % resources,
        stream(b"BT /F1 10 Tf %b ET" % content if in_one_block else content),
    ]
    return pdf(*objects)
