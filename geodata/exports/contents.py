"""What is taken away: claims with what they refer to, who made it, under which licences, and as chosen how."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict

from geodata.common.language import _
from geodata.edition.loading import Edition
from geodata.model.articles import Article
from geodata.model.events import CitationEvidence, Event, QuoteEvidence
from geodata.model.quotes import Quote
from geodata.presentation.citations import CONTRIBUTORS
from geodata.presentation.wording import view_sentence
from geodata.views.search import search
from geodata.views.selection import Selection

NOTE: Final = "Claims as reported, none verified by us. Boundaries imply no position on sovereignty or control."

DERIVED: Final = frozenset({"relations", "link", "article_sha256"})
"""The names of what ``derived`` returns, which are no fields of a claim."""

Json = dict[str, Any]


class Licence(BaseModel):
    """Under which terms one part of an export may be used, and whom to credit."""

    model_config = ConfigDict(frozen=True)

    part: str
    credit: str
    licence: str
    url: str


LICENCES: Final = (
    Licence(
        part="quotations from articles",
        credit="the publisher named with each quotation",
        licence="the publisher's",
        url="",
    ),
    Licence(
        part="what was made of the articles and the reports: claims, readings, summaries, disagreements",
        credit=CONTRIBUTORS,
        licence="CC BY 4.0",
        url="https://creativecommons.org/licenses/by/4.0/",
    ),
    Licence(
        part="positions of settlements",
        credit="GeoNames",
        licence="CC BY 4.0",
        url="https://creativecommons.org/licenses/by/4.0/",
    ),
    Licence(
        part="outlines of regions, districts and the border, where they are included",
        credit="© OpenStreetMap contributors",
        licence="ODbL 1.0",
        url="https://opendatacommons.org/licenses/odbl/1-0/",
    ),
)
"""The licences of SOURCES.md for those parts of the data that an export can hold; ODbL asks to share alike."""


@dataclass(frozen=True)
class Export:
    """Some claims of an edition, and the sentence that says which.

    The same export gives the same bytes in every format, today and in a year.
    """

    events: tuple[Event, ...]
    edition: Edition
    sentence: str

    @classmethod
    def everything(cls, edition: Edition) -> Self:
        """Return all claims of ``edition``."""
        return cls(edition.events, edition, _("All claims of the edition."))

    @classmethod
    def of_view(cls, selection: Selection, edition: Edition, words: str = "") -> Self:
        """Return the claims that pass a filter and contain ``words``, with or without a place."""
        found = search(selection.passing, words, edition) if words else selection.passing
        return cls(found, edition, view_sentence(selection.filter, words, edition))

    @property
    def articles(self) -> tuple[Article, ...]:
        """Return the articles whose words are taken away, in the edition's order."""
        quoted = {event.evidence.article for event in self.events if isinstance(event.evidence, QuoteEvidence)}
        return tuple(article for article in self.edition.articles.values() if article.id in quoted)

    @property
    def about(self) -> Json:
        """Return what the file as a whole says of itself, with the articles, speakers and places in it."""
        speakers = sorted({speaker for event in self.events for speaker in event.speakers})
        places = sorted({place for event in self.events for place in event.place.places})
        return {
            "product": "As Reported",
            "edition": self.edition.number,
            "shown": self.sentence,
            "note": NOTE,
            "licences": [part.model_dump() for part in LICENCES],
            "sources": self.edition.sources,
            "articles": [article.model_dump(mode="json", exclude={"text"}) for article in self.articles],
            "speakers": {speaker: self.edition.speakers[speaker].name for speaker in speakers},
            "places": {place: self.edition.places[place].model_dump(mode="json") for place in places},
        }


def licences() -> str:
    """Return the licences in one line of text."""
    return "; ".join(f"{part.part}: {part.credit}, {part.licence}" for part in LICENCES)


def record(event: Event) -> Json:
    """Return every field of ``event`` as JSON values, its times as EDTF; ``Event`` reads it back unchanged."""
    happened = event.happened.edtf if event.happened else None
    return event.model_dump(mode="json") | {"reported": event.reported.edtf, "happened": happened}


def derived(event: Event, edition: Edition) -> Json:
    """Return what follows from ``event`` and its edition: relations, where to read it, and the article's hash."""
    article = edition.article_of(event)
    return {
        "relations": [item.model_dump(mode="json") for item in edition.relations if event.id in item.events],
        "link": address(event, edition),
        "article_sha256": article.sha256 if article else None,
    }


def address(event: Event, edition: Edition) -> str:
    """Return where the claim can be read: its article at its first quote, or the cited page."""
    evidence = event.evidence
    if isinstance(evidence, CitationEvidence):
        return str(evidence.url)
    return edition.articles[evidence.article].link_to(evidence.quotes[0])


def quotes(event: Event) -> Sequence[Quote]:
    """Return the exact words that carry the claim, none if it is cited."""
    return event.evidence.quotes if isinstance(event.evidence, QuoteEvidence) else ()


def hedges(event: Event) -> tuple[str, ...]:
    """Return the words by which the source keeps its distance."""
    if isinstance(event.evidence, CitationEvidence):
        return (event.evidence.hedge,) if event.evidence.hedge else ()
    return tuple(quote.exact for quote in event.evidence.hedges)


def speaker_names(event: Event, edition: Edition) -> str:
    """Return the names of the speaker chain, nearest to the page first; joint speakers with " + " between them."""
    links = (" + ".join(edition.speakers[speaker].name for speaker in link.speakers) for link in event.chain)
    return " > ".join(links)
