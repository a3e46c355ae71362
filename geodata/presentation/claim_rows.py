"""Claims as rows of a table, and the orders in which they are listed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from geodata.common.language import _, marked
from geodata.edition.loading import Edition
from geodata.edition.translations import own_words
from geodata.model.events import Event, QuoteEvidence
from geodata.presentation import wording
from geodata.presentation.citations import speakers_of
from geodata.views.filters import NOWHERE

ORDERS: Final[Mapping[str, Callable[[Event, Edition], tuple[object, ...]]]] = {
    "article": lambda _event, _edition: (),
    "newest": lambda event, _edition: (-(event.reported.last or date.max).toordinal(),),
    "oldest": lambda event, _edition: ((event.reported.first or date.min).toordinal(),),
    "speaker": lambda event, edition: (speakers_of(event, edition),),
    "place": lambda event, edition: (_places(event, edition),),
}
_ORDER_WORDS: Final = {
    "newest": marked("newest report first"),
    "oldest": marked("oldest report first"),
    "speaker": marked("by speaker"),
    "place": marked("by place"),
}


def order_names(edition: Edition) -> dict[str, str]:
    """Return the orders offered and what each is called."""
    first = _("the articles first") if edition.has_several_articles else _("the article first")
    return {"article": first, **{name: _(words) for name, words in _ORDER_WORDS.items()}}


def ordered(events: Sequence[Event], order: str, edition: Edition) -> tuple[Event, ...]:
    """Return ``events`` in one of the orders offered; what is equal in it keeps its order."""
    return tuple(sorted(events, key=lambda event: ORDERS[order](event, edition)))


def rows(events: Sequence[Event], edition: Edition) -> list[dict[str, str]]:
    """Return one row of plain strings per event, in order."""
    return [
        {
            _("Evidence"): _("Exact quote") if event.is_quoted else _("Cited report"),
            _("Speaker"): speakers_of(event, edition),
            _("Words or summary"): words(event) if event.is_quoted else own_words(event, "summary", edition).marked,
            _("Kind of claim"): wording.event_type(event.event_type),
            _("Status in the source"): wording.status(event.status),
            _("Place"): _places(event, edition),
            _("Reported"): event.reported.edtf,
            _("Happened"): event.happened.edtf if event.happened else "",
            _("Published by"): wording.facet_value("source", event.evidence.source, edition),
            _("Disagrees with"): str(len(edition.disputes(event.id)) or ""),
        }
        for event in events
    ]


def words(event: Event) -> str:
    """Return the exact words of a claim, or our summary of a cited one as it was written."""
    if isinstance(event.evidence, QuoteEvidence):
        return event.evidence.words
    return event.evidence.summary


def _places(event: Event, edition: Edition) -> str:
    return _(" and ").join(wording.place_name(place, edition) for place in event.place.places or (NOWHERE,))
