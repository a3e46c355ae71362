"""Spans of a draft claim: add from a selection, remove, join, and check against the stored text."""

from collections.abc import Iterable
from typing import Final, Literal

from geodata.common.errors import QuoteError
from geodata.common.language import marked
from geodata.desk.store.draft_records import DraftClaim
from geodata.model.places import PlaceMention, Precision
from geodata.model.quotes import Quote
from geodata.model.spans import quote_at

Part = Literal["quote", "attribution", "hedge", "time", "place"]
"""What a span is to its claim."""

_FIELDS: Final[dict[Part, str]] = {
    "quote": "quotes",
    "attribution": "attribution",
    "hedge": "hedges",
    "time": "time_words",
}
_OUTER: Final = frozenset({"quote", "attribution"})


def selected(text: str, start: int, end: int, exact: str) -> Quote:
    """Return ``text[start:end]`` (code points) as a quote; raise QuoteError if these are not the words selected."""
    if text[max(start, 0) : max(end, 0)] != exact:
        raise QuoteError(marked("the words selected are not those of the stored text: select them again"))
    return quote_at(text, start, end)


def parts(claim: DraftClaim) -> tuple[tuple[Part, Quote], ...]:
    """Return every span of the claim with what it is to it, in the order of the text within each part."""
    found: list[tuple[Part, Quote]] = [(part, span) for part, name in _FIELDS.items() for span in getattr(claim, name)]
    return (*found, *((("place", claim.place.written),) if claim.place and claim.place.written else ()))


def added(claim: DraftClaim, part: Part, span: Quote) -> DraftClaim:
    """Return the claim with ``span`` as one of its parts, in place of those of the same kind that it overlaps.

    So a selection inside a quote narrows it, and one around it widens it. As a place it becomes the words of the place
    chosen. Raises QuoteError if it must lie in the claim's words and does not.
    """
    if part not in _OUTER and not is_carried(span, claim):
        raise QuoteError(
            marked('"{words}" is outside the words of the claim: add it to them first'), words=span.exact[:60]
        )
    if part == "place":
        place = claim.place or PlaceMention(places=(), precision=Precision.NONE)
        return claim.model_copy(update={"place": place.model_copy(update={"written": span, "as_written": ""})})
    others = [other for other in getattr(claim, _FIELDS[part]) if other.end <= span.start or span.end <= other.start]
    return carried_only(claim.model_copy(update={_FIELDS[part]: _in_order([*others, span])}))


def without(claim: DraftClaim, part: Part, start: int, end: int) -> DraftClaim:
    """Return the claim without this span, and without the spans that lay in none but it."""
    if part == "place":
        if claim.place is None:
            return claim
        return claim.model_copy(update={"place": claim.place.model_copy(update={"written": None})})
    kept = tuple(span for span in getattr(claim, _FIELDS[part]) if (span.start, span.end) != (start, end))
    return carried_only(claim.model_copy(update={_FIELDS[part]: kept}))


def joined(claim: DraftClaim, text: str) -> DraftClaim:
    """Return the claim with one quote that runs from the first word of its quotes to the last."""
    if not claim.quotes:
        return claim
    whole = quote_at(text, min(span.start for span in claim.quotes), max(span.end for span in claim.quotes))
    attribution = tuple(span for span in claim.attribution if not _contains(whole, span))
    return claim.model_copy(update={"quotes": (whole,), "attribution": attribution})


def carried_only(claim: DraftClaim) -> DraftClaim:
    """Return the claim without the hedges, time words and place words that lie in none of its quotes."""
    place = claim.place
    if place and place.written and not is_carried(place.written, claim):
        place = place.model_copy(update={"written": None})
    return claim.model_copy(
        update={
            "hedges": tuple(span for span in claim.hedges if is_carried(span, claim)),
            "time_words": tuple(span for span in claim.time_words if is_carried(span, claim)),
            "place": place,
        }
    )


def is_carried(span: Quote, claim: DraftClaim) -> bool:
    """Tell whether one quote or attribution of the claim holds the whole span."""
    return any(_contains(quote, span) for quote in (*claim.quotes, *claim.attribution))


def _contains(quote: Quote, span: Quote) -> bool:
    return quote.start <= span.start and span.end <= quote.end


def _in_order(spans: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))
