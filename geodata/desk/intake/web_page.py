"""Web pages: the text of a saved page's article as trafilatura returns it once, and what the page states.

Only a bounded child imports this module: its libraries are heavy, and hang on pages made for it.
"""

import base64
import re
from email import message_from_bytes
from typing import Any, Final

import lxml_html_clean  # noqa: F401 - trafilatura needs it and does not say so
import trafilatura
from lxml import html
from lxml.etree import ParserError

from geodata.common.bounded import Progress
from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.desk.intake.bylines import authors
from geodata.desk.intake.dates.on_page import printed_times, stated_in_layout
from geodata.desk.intake.dates.printed import PrintedTime, read_stated
from geodata.desk.intake.dates.publication import found, publication, update
from geodata.desk.intake.encodings import decode_page
from geodata.desk.intake.page_statements import Statements, page_statements
from geodata.desk.intake.plain_text import check_text, stated
from geodata.desk.intake.remarks import RemarkKind, remark
from geodata.model.authors import SEPARATOR

_PAGES: Final = ("text/html", "application/xhtml+xml")
_HEAD_BYTES: Final = 4_096
_CHARSET: Final = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding=[\"']([\w.:-]+)", re.IGNORECASE
)
# Comments and programs are stepped over: a "<a" in those is a comparison, and no tag.
_ATTRIBUTE: Final = r"=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^\s>]++)?+)?+"
# A quotation mark quotes only behind "=", as browsers read it; anywhere else a stray one would swallow the page.
_MARKUP: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^>]*>.*?(?:</\1|\Z)|"
    rf"(?P<tag><[a-z][^\s/>]*+(?P<attributes>(?:[\s/]++|{_ATTRIBUTE})*+))",
    re.IGNORECASE | re.DOTALL,
)
_ONE_ATTRIBUTE: Final = re.compile(_ATTRIBUTE)
_LONG_TAG: Final = 1_000
_MOST_ATTRIBUTES: Final = 500
_MOST_ELEMENTS: Final = 50_000
_STUB: Final = 1_500
_MANY_COOKIES: Final = 3
_COOKIES: Final = re.compile(r"cookies?|consent|GDPR|файл\w* cookie|куки", re.IGNORECASE)
_PAYWALL: Final = re.compile(
    r"(?:subscribe|sign in|log in|register) (?:now )?to (?:continue|read|keep reading|unlock)|already a subscriber|"
    r"(?:for|only|to) subscribers|subscribers only|to continue reading|оформ\w+ подписку|лише для передплатників",
    re.IGNORECASE,
)
_DAY_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d{2})/(\d{2})/(\d{2})(?=/)")


def read_file(argument: dict[str, str], progress: Progress) -> dict[str, Any]:
    """Return an intake of the "content" (base64) of a web page, as JSON; the task of a bounded child."""
    content = base64.b64decode(argument["content"])
    return read_page(content, _declared(content), progress)


def read_archive(argument: dict[str, str], progress: Progress) -> dict[str, Any]:
    """Return an intake of the "content" (base64) of a page that was saved with its parts (MHTML), as JSON."""
    archive = message_from_bytes(base64.b64decode(argument["content"]))
    page = next((part for part in archive.walk() if part.get_content_type() in _PAGES), None)
    content = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(content, bytes) or not content.strip():
        raise DataFileError(marked("no page was found in the file, only its parts: paste the article's text instead"))
    address = str(archive.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    return read_page(content, page.get_content_charset() or _declared(content), progress, address)


def read_page(content: bytes, declared: str, progress: Progress, saved_from: str = "") -> dict[str, Any]:
    """Return an intake of a page in the encoding that is ``declared``, as JSON."""
    page, encoding, is_lying = decode_page(content, declared)
    remarks = [remark(RemarkKind.ENCODING, f"{declared} → {encoding}")] if is_lying else []
    tree = _tree(page)
    progress(0.2)
    stated_here = page_statements(tree, page, saved_from)
    shown = [str(node) for node in tree.xpath("//body//text()[not(parent::script or parent::style)]")]
    times = _times(tree, stated_here)
    words = _folded(" ".join(shown))
    progress(0.4)
    # It is not the page's text letter for letter (invisible characters are gone, no-break spaces are spaces): it is
    # taken once, and offsets are counted in it.
    text = trafilatura.extract(tree, include_comments=False, include_tables=True)
    if not text:
        raise DataFileError(
            marked("no article was found on the page, which has {count} characters: paste the article's text instead"),
            count=f"{len(words):,}",
        )
    check_text(text)
    progress(0.7)
    remarks = [*remarks, *_doubts(text, words, stated_here)]
    lines = {name: value for name, value in stated(text).items() if name in ("credit_line", "author")}
    found = {**_guesses(tree, words), **lines, **stated_here.fields, **times}
    return {"encoding": encoding, "text": text, "page_length": len(words), "remarks": remarks, **found}


def _declared(content: bytes) -> str:
    match = _CHARSET.search(content[:_HEAD_BYTES])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _tree(page: str) -> html.HtmlElement:
    """Return the page's elements; raise DataFileError for a page that is no page, or built to be hard to read."""
    for tag in (match["attributes"] for match in _MARKUP.finditer(page) if match["tag"]):
        if len(tag) > _LONG_TAG and len(_ONE_ATTRIBUTE.findall(tag)) > _MOST_ATTRIBUTES:
            raise DataFileError(
                marked("an element of the page has more than {most} attributes: paste the article's text instead"),
                most=_MOST_ATTRIBUTES,
            )
    parser = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.document_fromstring(page.encode(), parser=parser)
    except (ParserError, ValueError) as error:
        raise DataFileError(
            marked("the page has no content that can be read: paste the article's text instead")
        ) from error
    # What lies deeper than the parser goes would be missing without a word.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DataFileError(
            marked("the elements of the page are nested too deep to read: paste the article's text instead")
        )
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise DataFileError(
            marked("the page has more than {most} elements: paste the article's text instead"),
            most=f"{_MOST_ELEMENTS:,}",
        )
    return tree


def _times(tree: html.HtmlElement, page: Statements) -> dict[str, Any]:
    """Return when the page says that it was published and changed, as it prints it for readers where it does."""
    stated_time, where = page.times.get("published", (None, "line"))
    changed, changed_where = page.times.get("updated", (None, "line"))
    layout = stated_in_layout(tree) if not stated_time else None
    if layout:
        stated_time, where = layout, "markup"
    near = stated_time or changed
    printed = printed_times(tree, near.day if near else None)
    published, updated = publication(printed, stated_time, changed), update(printed, changed)
    times = {}
    if published:
        time, is_sure = published
        times["published"] = found(time, where if is_sure else "unsure")
    elif day := _day_in(str(page.fields.get("url", {}).get("value", ""))):
        times["published"] = found(day, "address")
    if updated:
        times["updated"] = found(updated, changed_where)
    return times


def _day_in(address: str) -> PrintedTime | None:
    match = _DAY_IN_ADDRESS.search(address)
    return read_stated("-".join(match.groups())) if match else None


def _doubts(text: str, shown: str, page: Statements) -> list[dict[str, str]]:
    """Return why the text may not be the article."""
    doubts = [remark(RemarkKind.JSON_LD)] if page.is_unreadable else []
    if len(text) < _STUB and len(_COOKIES.findall(text)) >= _MANY_COOKIES:
        doubts.append(remark(RemarkKind.COOKIES))
    elif len(text) < _STUB and (not page.is_free or _PAYWALL.search(shown)):
        doubts.append(remark(RemarkKind.PAYWALL))
    return doubts


def _guesses(tree: html.HtmlElement, words: str) -> dict[str, Any]:
    """Return title and author as the layout suggests them, if the page has them in so many words."""
    guess = trafilatura.extract_metadata(tree, extensive=False)
    people = [person for person in authors(guess.author or "") if _folded(person) in words]
    values = {"title": guess.title, "author": SEPARATOR.join(people)}
    return {
        name: {"value": value, "where": "markup"}
        for name, value in values.items()
        if value and (name == "author" or _folded(value) in words)
    }


def _folded(text: str) -> str:
    return " ".join(text.split())
