"""Page statements: what a web page says about its article in its head and markup, each with where it says so."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from geodata.desk.intake.bylines import authors
from geodata.desk.intake.dates.printed import PrintedTime, read_stated
from geodata.desk.intake.json_ld import Description, describe
from geodata.desk.intake.language_tags import language_tag
from geodata.model.authors import SEPARATOR

Statement = dict[str, Any]

_LONGEST: Final = 500
_LONGEST_ADDRESS: Final = 2_000
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_SAVED: Final = (
    re.compile(r"<!-- saved from url=\(\d{4,6}\)(?P<url>https?://[^\s<>\"]+) -->"),
    re.compile(r"Page saved with SingleFile\s+url: (?P<url>https?://[^\s<>\"]+)"),
)
_SAVED_WITHIN: Final = 5_000
_META: Final = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "headline", "twitter:title"),
    "publisher": (
        "og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher", "application-name",
    ),
    "url": ("og:url", "citation_public_url"),
    "author": (
        "author", "article:author", "article:author_name", "citation_author", "dc.creator", "dcterms.creator",
        "parsely-author", "sailthru.author", "byl",
    ),
    "published": (
        "article:published_time", "article:published", "og:published_time", "datepublished",
        "citation_publication_date", "citation_date", "dcterms.issued", "dc.date.issued", "dcterms.created",
        "dc.date.created", "dc.date",
        "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
        "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    ),
    "updated": (
        "article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified",
        "dc.date.modified", "lastmod", "last-modified",
    ),
    "language": ("content-language", "dc.language", "dcterms.language", "og:locale"),
}  # fmt: skip
_TIMES: Final = ("published", "updated")


class Statements(NamedTuple):
    """The fields that a page states, the times apart, and whether its JSON-LD could not be read."""

    fields: dict[str, Statement]
    times: dict[str, tuple[PrintedTime, str]]
    is_unreadable: bool
    is_free: bool


def page_statements(tree: HtmlElement, page: str, saved_from: str = "") -> Statements:
    """Return what the page with this ``tree`` states, the most deliberate statement first.

    ``saved_from`` is the address that the file names outside of the page.
    """
    head = list(_from_head(tree))
    addresses = list(_from_addresses(tree, page, saved_from))
    described = _described(tree, head, addresses)
    sources: tuple[Callable[[], Iterator[tuple[str, Any, str]]], ...] = (
        # Some pages name the whole site as their canonical address.
        lambda: (entry for entry in addresses if entry[2] == "link" and urlsplit(entry[1]).path.strip("/")),
        lambda: ((field, value, "json-ld") for field, value in described.fields.items()),
        lambda: iter(head),
        lambda: iter(addresses),
    )
    fields: dict[str, Statement] = {}
    times: dict[str, tuple[PrintedTime, str]] = {}
    for source in sources:
        for field, value, where in source():
            if field in _TIMES:
                time = read_stated(value) if isinstance(value, str) else None
                if time:
                    times.setdefault(field, (time, where))
            elif field not in fields and (statement := _statement(field, value, where)):
                fields[field] = statement
    is_free = described.fields.get("is_free") not in (False, "False", "false")
    return Statements(fields, times, described.is_unreadable, is_free)


def _described(
    tree: HtmlElement, head: list[tuple[str, Any, str]], addresses: list[tuple[str, Any, str]]
) -> Description:
    shown = [" ".join(element.text_content().split()) for element in tree.xpath("//h1|//title")[:4]]
    titles = [*shown, *(value for field, value, _ in head if field == "title")]
    known = [value for field, value, _ in [*addresses, *head] if field == "url"]
    return describe(tree, known, [title for title in titles if title])


def _statement(field: str, value: object, where: str) -> Statement | None:
    """Return ``value`` as a statement if it is of the form that the field has; None drops what cannot be meant."""
    if not isinstance(value, str):
        return None
    value = " ".join(unescape(value).split())
    if field == "url":
        # A place on the page is not the page; a path that programs keep behind the mark ("#!/", "#/") is.
        value = value if re.search("#!?/", value) else value.partition("#")[0]
        is_fit = len(value) <= _LONGEST_ADDRESS and bool(_ADDRESS.fullmatch(value))
    elif field == "language":
        value = language_tag(value)
        is_fit = bool(value)
    else:
        # Some pages give their author's or publisher's address on a social network in place of a name.
        is_fit = field != "is_free" and 0 < len(value) <= _LONGEST and not _ADDRESS.match(value)
    return {"value": value, "where": where} if is_fit else None


def _from_head(tree: HtmlElement) -> Iterator[tuple[str, Any, str]]:
    contents: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").lower()
            if name and element.get("content"):
                contents.setdefault(name, []).append(element.get("content"))
    yield from (("language", value, "meta") for value in tree.xpath("/html/@lang | /html/@*[name()='xml:lang']"))
    for field, names in _META.items():
        for name in names:
            values = contents.get(name, [])
            if field == "author":
                people = [
                    person for value in values if not _ADDRESS.match(value) for person in authors(unescape(value))
                ]
                values = [SEPARATOR.join(dict.fromkeys(people))]
            yield from ((field, value, "meta") for value in values[:1])
    for field, item in (("published", "datePublished"), ("updated", "dateModified")):
        for name in ("datetime", "content"):
            yield from ((field, value, "meta") for value in tree.xpath(f'//*[@itemprop="{item}"]/@{name}')[:1])


def _from_addresses(tree: HtmlElement, page: str, saved_from: str) -> Iterator[tuple[str, Any, str]]:
    """Yield the addresses that the page gives as its own: the canonical one, then where it was saved from."""
    notes = (note.search(page[:_SAVED_WITHIN]) for note in _SAVED)
    saved = [*([saved_from] if saved_from else []), *(match["url"] for match in notes if match)]
    base = next(iter([*tree.xpath("//base/@href")[:1], *saved]), "")
    for value in tree.xpath('//link[contains(concat(" ", normalize-space(@rel), " "), " canonical ")]/@href')[:1]:
        yield "url", urljoin(base, value.strip()) if base else value.strip(), "link"
    yield from (("url", url, "saved") for url in saved)
