"""JSON-LD: what a page's description for search engines says about the page's own article, however it is wrapped."""

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from lxml.html import HtmlElement

from geodata.desk.intake.bylines import authors

Node = dict[str, Any]

_MOST_NODES: Final = 10_000
_ARTICLE: Final = re.compile(r"(?:https?://schema\.org/|schema:)?(?:\w*Article|BlogPosting|LiveBlogPosting|Report)")
_ORGANISATION: Final = re.compile(r"(?:https?://schema\.org/)?\w*Organi[sz]ation")
# What is inside these belongs to other articles than the page's own.
_OF_OTHERS: Final = frozenset(
    ("itemListElement", "isRelatedTo", "relatedLink", "mentions", "citation", "hasPart", "isBasedOn", "liveBlogUpdate",
     "comment", "blogPost", "significantLink")
)  # fmt: skip
_WRAPPING: Final = re.compile(r"(?://|/\*)?[ \t]{0,9}(?:<!\[CDATA\[|\]\]>|<!--|-->)[ \t]{0,9}(?:\*/)?|\A\ufeff")
_BETWEEN: Final = re.compile(r"[\s,;]*")
# Strings are stepped over; a comma before the end of a list and comments are what programs let pass and JSON does not.
_LOOSE: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|(?P<out>,(?=\s*[}\]])|/\*.*?\*/|(?<!:)//[^\n]*)', re.DOTALL)
_CLEAR: Final = 15
"""Letters of a headline that tell it inside a longer title."""


class Description(NamedTuple):
    """The fields of the page's own article, and whether a description could not be read."""

    fields: dict[str, object]
    is_unreadable: bool


class _Found(NamedTuple):
    node: Node
    is_of_others: bool


def describe(tree: HtmlElement, addresses: Sequence[str], titles: Sequence[str]) -> Description:
    """Return what the JSON-LD says about the article that is at one of ``addresses`` or has one of ``titles``.

    Where several articles are described and none of them is known as the page's own, none is taken.
    """
    found: list[_Found] = []
    is_unreadable = False
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json" and script.text:
            values = list(_values(script.text))
            is_unreadable = is_unreadable or not values
            found += [node for value in values for node in _nodes(value)]
    named = {
        entry.node["@id"]: entry.node
        for entry in found
        if isinstance(entry.node.get("@id"), str) and len(entry.node) > 1
    }
    article = _own([entry for entry in found if _is_article(entry.node)], addresses, titles)
    return Description(_fields(article, named), is_unreadable)


def _values(text: str) -> Iterator[Any]:
    """Yield the JSON values of a script; nothing if what it holds is not JSON even without its wrapping."""
    bare = _WRAPPING.sub(" ", text).strip()
    for candidate in (text, bare, _LOOSE.sub(lambda match: "" if match["out"] else match.group(), bare)):
        try:
            values = list(_several(candidate))
        except (ValueError, RecursionError):
            continue
        yield from values
        return


def _several(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    position = _after(text, 0)
    while position < len(text):
        value, end = decoder.raw_decode(text, position)
        yield value
        position = _after(text, end)


def _after(text: str, position: int) -> int:
    gap = _BETWEEN.match(text, position)
    return gap.end() if gap else position


def _nodes(value: object) -> Iterator[_Found]:
    """Yield the objects of a JSON-LD value from the outside in."""
    waiting = deque([(value, False)])
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node, is_of_others = waiting.popleft()
        if isinstance(node, dict):
            yield _Found(node, is_of_others)
            waiting.extend((inner, is_of_others or name in _OF_OTHERS) for name, inner in node.items())
        elif isinstance(node, list):
            waiting.extend((inner, is_of_others) for inner in node)


def _own(articles: Sequence[_Found], addresses: Sequence[str], titles: Sequence[str]) -> Node:
    pages = {_page(address) for address in addresses}
    names = [_folded(title) for title in titles]

    def fits(entry: _Found) -> int:
        at = _address(entry.node)
        headline = _folded(str(entry.node.get("headline") or entry.node.get("name")))
        is_named = any(headline == name or (len(headline) > _CLEAR and headline in name) for name in names)
        return 2 * bool(at and _page(at) in pages) + is_named

    best = max(articles, key=fits, default=None)
    if best and fits(best):
        return best.node
    alone = [entry.node for entry in articles if not entry.is_of_others]
    return alone[0] if len({_folded(str(node.get("headline"))) for node in alone}) == 1 else {}


def _fields(article: Node, named: dict[str, Node]) -> dict[str, object]:
    language = article.get("inLanguage")
    if isinstance(language, dict):
        language = language.get("alternateName") or language.get("name")
    return {
        "title": article.get("headline") or article.get("name"),
        "publisher": ", ".join(_names(article.get("publisher"), named, is_split=False)),
        "author": "; ".join(
            dict.fromkeys(_names(article.get("author") or article.get("creator"), named, is_split=True))
        ),
        "url": _address(article),
        "published": article.get("datePublished"),
        "updated": article.get("dateModified"),
        "language": language,
        "is_free": article.get("isAccessibleForFree"),
    }


def _names(value: object, named: dict[str, Node], *, is_split: bool) -> Iterator[str]:
    for item in _list(value):
        node = named.get(str(item.get("@id")), item) if isinstance(item, dict) else item
        name = node.get("name") if isinstance(node, dict) else node
        kinds = _list(node.get("@type")) if isinstance(node, dict) else []
        for part in _list(name):
            if isinstance(part, str) and part.strip():
                is_body = any(isinstance(kind, str) and _ORGANISATION.fullmatch(kind) for kind in kinds)
                yield from [" ".join(part.split())] if is_body or not is_split else authors(part)


def _is_article(node: Node) -> bool:
    kinds = [kind for kind in _list(node.get("@type")) if isinstance(kind, str)]
    return bool(node.get("headline") or node.get("datePublished")) and any(map(_ARTICLE.fullmatch, kinds))


def _address(node: Node) -> str | None:
    page = node.get("mainEntityOfPage")
    found = (
        node.get("url") or (page.get("@id") or page.get("url") if isinstance(page, dict) else page) or node.get("@id")
    )
    # The id of a node in the description ("…/#webpage") is no place on the page.
    return found.partition("#")[0] if isinstance(found, str) else None


def _page(address: str) -> str:
    return address.partition("#")[0].partition("?")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
