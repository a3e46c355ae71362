"""Page dates: the times that a web page prints for readers, and whether they stand where that of publication does."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from lxml.html import HtmlElement

from geodata.desk.intake.dates.printed import Label, PrintedTime, read_stated
from geodata.desk.intake.dates.publication import Printed, times_in

_SHORTEST: Final = 6
_LONGEST: Final = 160
_PROSE: Final = 120
_MOST_LINES: Final = 400
_NEAREST: Final = 3
# Where a date is that of another article, of a chronicle's entry, of a row or of the whole site.
_ELSEWHERE: Final = frozenset(
    ("nav", "footer", "aside", "table", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figure", "figcaption", "blockquote")
)
_OTHERS: Final = re.compile(
    r"(?<![a-z])(?:related|sidebar|recommend|promo|most-?(?:read|popular)|comment|masthead|site-?header|top-?bar|"
    r"breadcrumb|trending|popular|latest|newsletter|infobox|timeline|chronolog|teaser|copyright|read-?(?:more|next|also)|"
    r"weather)",
    re.IGNORECASE,
)
_DATED: Final = re.compile(r"date|time|publish|posted|meta|byline|author", re.IGNORECASE)
_INLINE: Final = frozenset(("span", "b", "strong", "i", "em", "small", "a", "time", "font", "abbr", "u"))
_UNSHOWN: Final = frozenset(("script", "style", "noscript", "template"))


def printed_times(tree: HtmlElement, near: date | None) -> list[Printed]:
    """Return the times that the page prints, in their order; ``near`` decides between the readings of 03/12/2024."""
    body = tree.find(".//body")
    lengths = _lengths(tree if body is None else body)
    found: list[Printed] = []
    seen_title, seen_prose = tree.find(".//h1") is None, False
    taken: HtmlElement | None = None
    for element in lengths:
        if taken is not None and _is_inside(element, taken):
            continue
        taken = None
        seen_title = seen_title or element.tag == "h1"
        seen_prose = seen_prose or (seen_title and element.tag in ("p", "div") and len(_own(element)) > _PROSE)
        for line in _lines(element, lengths):
            times = times_in(line, near)
            if times:
                is_whole = line == _folded(element)
                taken = element if is_whole else taken
                placed = not seen_prose and _is_placed(element, is_whole=is_whole)
                placed = placed and (seen_title or (_is_dated(element) and _is_in_article(element)))
                if not _is_elsewhere(element) and not _is_in_sentence(element):
                    found += [Printed(time, placed) for time in times]
        if len(found) > _MOST_LINES:
            break
    return found


def stated_in_layout(tree: HtmlElement) -> PrintedTime | None:
    """Return the day that the page's layout gives its own time element, where that stands before the text."""
    for element in tree.iter("time"):
        is_dated = not _is_elsewhere(element) and _is_placed(element, is_whole=True)
        if is_dated and element.get("datetime") and (time := read_stated(element.get("datetime"))):
            return time if time.label is Label.NONE else None
    return None


def _lengths(body: HtmlElement) -> Mapping[HtmlElement, int]:
    """Return how many characters each shown element holds, in the order of the document."""
    order = [element for element in body.iter() if isinstance(element.tag, str) and element.tag not in _UNSHOWN]
    lengths = {element: len(element.text or "") for element in order}
    for element in reversed(order):
        parent = element.getparent()
        if parent in lengths:
            lengths[parent] += lengths[element] + len(element.tail or "")
    return lengths


def _lines(element: HtmlElement, lengths: Mapping[HtmlElement, int]) -> Iterator[str]:
    """Yield the element's words as one line if they are few, then each piece of text that stands between its parts."""
    if _SHORTEST <= lengths[element] <= 2 * _LONGEST:
        yield _folded(element)
    if len(element):
        pieces = (element.text, *(child.tail for child in element))
        yield from (" ".join(piece.split()) for piece in pieces if piece and len(piece) <= _LONGEST)


def _folded(element: HtmlElement) -> str:
    pieces = element.xpath("descendant-or-self::text()[not(parent::script or parent::style)]")
    return " ".join(" ".join(pieces).split())


def _own(element: HtmlElement) -> str:
    return _folded(element) if element.tag == "p" else " ".join([element.text or "", *(c.tail or "" for c in element)])


def _is_inside(element: HtmlElement, other: HtmlElement) -> bool:
    return element is not other and other in element.iterancestors()


def _is_elsewhere(element: HtmlElement) -> bool:
    return any(
        parent.tag in _ELSEWHERE or (parent.tag not in ("html", "body") and _OTHERS.search(_named(parent)))
        for parent in (element, *element.iterancestors())
    )


def _is_placed(element: HtmlElement, *, is_whole: bool) -> bool:
    """Tell whether a date in this element can be that of the article, not that of one entry of a list."""
    return _is_dated(element) or (_block(element).tag != "li" and (is_whole or len(element) > 0))


def _is_dated(element: HtmlElement) -> bool:
    nearest = [element, *element.iterancestors()][:_NEAREST]
    return element.tag == "time" or any(_DATED.search(_named(parent)) for parent in nearest)


def _is_in_article(element: HtmlElement) -> bool:
    return any(parent.tag in ("article", "main") for parent in element.iterancestors())


def _is_in_sentence(element: HtmlElement) -> bool:
    block = _block(element)
    words = _folded(block) if element.tag in _INLINE and block.tag in ("p", "li", "td", "dd") else ""
    return len(words) > _LONGEST or words.endswith((".", "!", "?"))


def _block(element: HtmlElement) -> HtmlElement:
    while element.tag in _INLINE and element.getparent() is not None:
        element = element.getparent()
    return element


def _named(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
