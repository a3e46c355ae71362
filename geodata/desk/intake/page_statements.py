"""Page statements: what a web page says about its article in its head and markup, each with where it says so."""

import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, Final

from lxml.html import HtmlElement

from geodata.desk.intake.printed_dates import read_iso

Statement = dict[str, Any]

_LONGEST: Final = 500
_LONGEST_ADDRESS: Final = 2_000
_MOST_NODES: Final = 10_000
_ARTICLE: Final = re.compile(r"(?:https?://schema\.org/)?(?:\w*Article|BlogPosting|LiveBlogPosting|Report)")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)
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
    "author": ("author", "article:author", "citation_author", "dc.creator", "parsely-author"),
    "published": (
        "article:published_time", "datepublished", "citation_publication_date", "dcterms.issued", "dc.date.issued",
        "dcterms.created", "dc.date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date",
    ),
    "language": ("content-language", "og:locale", "dc.language"),
}  # fmt: skip


def page_statements(tree: HtmlElement, page: str) -> dict[str, Statement]:
    """Return the fields of an intake that the page with this ``tree`` states, the most deliberate statement first."""
    node = _article_node(tree)
    sources: tuple[Callable[[], Iterator[tuple[str, Any, str]]], ...] = (
        lambda: ((field, value, "json-ld") for field, value in node.items()),
        lambda: _from_head(tree),
        lambda: _from_addresses(tree, page),
        lambda: (("published", time, "markup") for time in tree.xpath("//article//time/@datetime")[:1]),
    )
    found: dict[str, Statement] = {}
    for source in sources:
        for field, value, where in source():
            statement = _statement(field, value, where)
            if statement and field not in found:
                found[field] = statement
    return found


def _statement(field: str, value: object, where: str) -> Statement | None:
    """Return ``value`` as a statement if it is of the form that the field has; None drops what cannot be meant."""
    if not isinstance(value, str):
        return None
    value = " ".join(unescape(value).split())
    if field == "published":
        time = read_iso(value)
        return time.found(where) if time else None
    if field == "url":
        is_fit = len(value) <= _LONGEST_ADDRESS and bool(_ADDRESS.fullmatch(value))
    elif field == "language":
        value = value.replace("_", "-")
        is_fit = bool(_LANGUAGE.fullmatch(value))
    else:
        # Some pages give their author's or publisher's address on a social network in place of a name.
        is_fit = 0 < len(value) <= _LONGEST and not _ADDRESS.match(value)
    return {"value": value, "where": where} if is_fit else None


def _article_node(tree: HtmlElement) -> dict[str, object]:
    """Return the fields of the first article that the page's JSON-LD describes."""
    nodes = [node for text in tree.xpath('//script[@type="application/ld+json"]/text()') for node in _nodes(text)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = next(
        (node for node in nodes if node.get("headline") and any(map(_is_article, _list(node.get("@type"))))), {}
    )

    def names(value: object) -> str:
        items = (by_id.get(item.get("@id"), item) if isinstance(item, dict) else item for item in _list(value))
        parts = (item.get("name") if isinstance(item, dict) else item for item in items)
        return ", ".join(part for part in parts if isinstance(part, str))

    page = article.get("mainEntityOfPage")
    return {
        "title": article.get("headline"),
        "publisher": names(article.get("publisher")),
        "author": names(article.get("author")),
        "url": article.get("url") or (page.get("@id") if isinstance(page, dict) else page),
        "published": article.get("datePublished"),
        "language": article.get("inLanguage"),
    }


def _is_article(name: object) -> bool:
    return isinstance(name, str) and bool(_ARTICLE.fullmatch(name))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD text from the outside in; nothing if it is not JSON."""
    try:
        waiting = deque([json.loads(text, strict=False)])
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _from_head(tree: HtmlElement) -> Iterator[tuple[str, Any, str]]:
    contents: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").lower()
            if name and element.get("content"):
                contents.setdefault(name, element.get("content"))
    for field, names in _META.items():
        yield from ((field, contents[name], "meta") for name in names if name in contents)
    yield from (("language", value, "meta") for value in tree.xpath("/html/@lang"))
    yield from (("published", value, "meta") for value in tree.xpath('//time[@itemprop="datePublished"]/@datetime'))


def _from_addresses(tree: HtmlElement, page: str) -> Iterator[tuple[str, Any, str]]:
    yield from (("url", value, "link") for value in tree.xpath('//link[@rel="canonical"]/@href'))
    yield from (("url", match["url"], "saved") for note in _SAVED if (match := note.search(page[:_SAVED_WITHIN])))
