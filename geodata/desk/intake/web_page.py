"""Web pages: the text of a saved page's article as trafilatura returns it once, and what the page states.

Only a bounded child imports this module: its libraries are heavy, and hang on pages made for it.
"""

import base64
import re
from datetime import datetime
from typing import Any, Final

import lxml_html_clean  # noqa: F401 - trafilatura needs it and does not say so
import trafilatura
from lxml import html
from lxml.etree import ParserError

from geodata.common.bounded import Progress
from geodata.common.errors import DataFileError
from geodata.desk.intake.encodings import decode
from geodata.desk.intake.page_statements import page_statements
from geodata.desk.intake.plain_text import check_text, stated
from geodata.desk.intake.printed_dates import read_iso, read_line

_HEAD_BYTES: Final = 4_096
_CHARSET: Final = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding=[\"']([\w.:-]+)", re.IGNORECASE
)
# Comments and programs are stepped over: a "<a" in those is a comparison, and no tag.
_MARKUP: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^>]*>.*?(?:</\1|\Z)|(?P<tag><[a-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*+)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"[^\s\"'<>/=]++(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_LONG_TAG: Final = 1_000
_MOST_ATTRIBUTES: Final = 500
_MOST_ELEMENTS: Final = 50_000
_ADVICE: Final = "paste the article's text instead"


def read_file(argument: dict[str, str], progress: Progress) -> dict[str, Any]:
    """Return an intake of the "content" (base64) of a web page, as JSON; the task of a bounded child."""
    content = base64.b64decode(argument["content"])
    page, encoding = decode(content, _declared(content))
    tree = _tree(page)
    progress(0.2)
    found = page_statements(tree, page)
    shown = [str(node) for node in tree.xpath("//body//text()[not(parent::script or parent::style)]")]
    length = len(_folded(" ".join(shown)))
    progress(0.4)
    # It is not the page's text letter for letter (invisible characters are gone, no-break spaces are spaces): it is
    # taken once, and offsets are counted in it.
    text = trafilatura.extract(tree, include_comments=False, include_tables=True)
    if not text:
        message = f"no article was found on the page, which has {length:,} characters: {_ADVICE}"
        raise DataFileError(message)
    check_text(text)
    progress(0.7)
    lines = {name: value for name, value in stated(text).items() if name in ("credit_line", "author", "published")}
    if "published" in found:
        found["published"] = _as_printed(found["published"], shown)
    return {"encoding": encoding, "text": text, "page_length": length, **_guesses(tree, page, shown), **lines, **found}


def _declared(content: bytes) -> str:
    match = _CHARSET.search(content[:_HEAD_BYTES])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _tree(page: str) -> html.HtmlElement:
    """Return the page's elements; raise DataFileError for a page that is no page, or built to be hard to read."""
    tags = (match["tag"] for match in _MARKUP.finditer(page) if match["tag"])
    for tag in tags:
        if len(tag) > _LONG_TAG and len(_ATTRIBUTE.findall(tag)) > _MOST_ATTRIBUTES:
            message = f"an element of the page has more than {_MOST_ATTRIBUTES} attributes: {_ADVICE}"
            raise DataFileError(message)
    parser = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.document_fromstring(page.encode(), parser=parser)
    except (ParserError, ValueError) as error:
        message = f"the page has no content that can be read: {_ADVICE}"
        raise DataFileError(message) from error
    # What lies deeper than the parser goes would be missing without a word.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        message = f"the elements of the page are nested too deep to read: {_ADVICE}"
        raise DataFileError(message)
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        message = f"the page has more than {_MOST_ELEMENTS:,} elements: {_ADVICE}"
        raise DataFileError(message)
    return tree


def _as_printed(told: dict[str, Any], shown: list[str]) -> dict[str, Any]:
    """Return the time that the page tells programs, in the words and zone in which it prints the same for readers."""
    moment = datetime.fromisoformat(told["moment"]) if told["moment"] else None
    for line in filter(None, map(read_line, shown)):
        if line.moment and line.moment == moment:
            return line.found(told["where"])
        if not line.moment and line.day.isoformat() == told["day"]:
            return told | {"value": line.printed}
    return told


def _guesses(tree: html.HtmlElement, page: str, shown: list[str]) -> dict[str, Any]:
    """Return title, author and day as the layout suggests them, if the page has them in so many words."""
    guess = trafilatura.extract_metadata(tree, extensive=False)
    words = _folded(" ".join(shown))
    values = {"title": guess.title, "author": guess.author}
    guesses: dict[str, Any] = {
        name: {"value": value, "where": "markup"} for name, value in values.items() if value and _folded(value) in words
    }
    time = read_iso(guess.date or "")
    # htmldate makes a day of a month, too.
    if time and (time.printed in page or any(line.day == time.day for line in filter(None, map(read_line, shown)))):
        guesses["published"] = time.found("markup")
    return guesses


def _folded(text: str) -> str:
    return " ".join(text.split())
