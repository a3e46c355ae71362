"""What a page, a claim, a place or an article says to whatever runs no script, as plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple
from urllib.parse import urlencode

from shapely import MultiPoint
from shapely.geometry.base import BaseGeometry

from geodata.common.direction import mark_overrides
from geodata.common.language import DEFAULT, _, current, marked
from geodata.edition.corrections import Correction
from geodata.edition.imprint import NAME
from geodata.edition.loading import Edition
from geodata.edition.translations import own_words
from geodata.exports import linked
from geodata.exports.contents import Json
from geodata.exports.shapes import geometry, place_geometry
from geodata.model.articles import Article
from geodata.model.events import Event, QuoteEvidence
from geodata.model.places import Place, Precision
from geodata.presentation import method, wording
from geodata.presentation.cards import card, how_published, place_of
from geodata.presentation.citations import cite_article, sentences
from geodata.public.picture import Picture
from geodata.views.selection import Tally

_NOTICES: Final = {
    "missing": (
        marked("There is nothing at this address"),
        marked("It may be misspelt, or what was here has been renamed. The map and all claims are one step away."),
    ),
    "unreadable": (
        marked("This edition cannot be shown"),
        marked("A check of its data failed, so nothing of it is shown. Please come back later."),
    ),
}


class ListedClaim(NamedTuple):
    """One claim in a list: its words, in which language, who says them, and the path of its own page."""

    words: str
    is_quoted: bool
    language: str
    byline: str
    path: str


class PageLink(NamedTuple):
    """A link to another page, by its path."""

    text: str
    path: str


@dataclass(frozen=True)
class Face:
    """What one address says of itself: in its head, in a preview of the link, and where script is off.

    ``path`` is the canonical one, below the site's root. ``structured`` is in schema.org's words. Everything is text,
    to be escaped by what writes it; only the words of a quote are as they are, all other text has its overrides of
    direction written out.
    """

    path: str
    title: str
    description: str
    kind: Literal["website", "article"] = "website"
    paragraphs: tuple[str, ...] = ()
    cards: tuple[dict[str, object], ...] = ()
    entries: tuple[ListedClaim, ...] = ()
    links: tuple[PageLink, ...] = ()
    feeds: tuple[PageLink, ...] = ()
    structured: Json | None = None
    picture: Picture | None = None
    is_listed: bool = True
    site_name: str = NAME

    @property
    def full_title(self) -> str:
        """Return the title with the site's name."""
        return self.title if self.title == self.site_name else f"{self.title} · {self.site_name}"

    @property
    def picture_path(self) -> str:
        """Return the path of the picture: one of its own for a claim, a place or an article, one for all pages."""
        return f"{self.path}.png" if "/" in self.path else "picture.png"


def of_page(page: str, edition: Edition) -> Face:
    """Return the face of the page with this file name, as a whole."""
    events: Sequence[Event] = edition.events if page == "claims" else ()
    paragraphs: tuple[str, ...] = (wording.subtitle(edition), wording.dated(edition))
    links: list[PageLink] = []
    match page:
        case "dashboard":
            events = [event for event in edition.events if event.is_quoted]
            links = [_place_link(place, edition) for place in places(edition)]
        case "articles":
            links = [_article_link(article) for article in edition.articles.values()]
        case "about":
            cited = (cite_article(article, edition).text for article in edition.articles.values())
            paragraphs = (*paragraphs, *method.plain(), *cited)
    is_start = page == "dashboard"
    return Face(
        path="" if is_start else page,
        title=wording.title(edition) if is_start else wording.page_title(page),
        description=wording.subtitle(edition),
        paragraphs=paragraphs,
        entries=tuple(_entry(event, edition) for event in events),
        links=tuple(links),
        feeds=(PageLink(wording.title(edition), "feed.atom"), PageLink(_("Corrections"), "corrections.atom")),
        structured=linked.dataset(edition, wording.subtitle(edition)) if is_start else None,
        picture=Picture(*_heading(edition), _credit(edition), _pins(edition)),
        is_listed=page != "editor",
        site_name=wording.title(edition),
    )


def of_claim(event: Event, edition: Edition) -> Face:
    """Return the face of a claim: its exact words, or our summary of a cited one, then its speaker and its source."""
    said = card(event, edition, _in_the_program(event, edition))
    words, byline = _words(event, edition), f"{said['speaker']} · {said['line']}"
    return Face(
        path=f"claim/{event.id}",
        title=label(event, edition),
        # A line of its own ends what characters within the quote do to the direction of reading.
        description=f"{words}\n{byline}",
        kind="article",
        site_name=wording.title(edition),
        cards=(said,),
        links=tuple(_ways(event, edition)),
        feeds=tuple(
            PageLink(mark_overrides(edition.speakers[speaker].name), f"speaker/{speaker}.atom")
            for link in event.chain
            for speaker in link.speakers
        ),
        structured=linked.in_context(linked.claim(event, edition)),
        picture=Picture(
            words,
            str(said["speaker"]),
            how_published(event, edition),
            _credit(edition),
            geometry(event, edition),
            event.place.precision is Precision.VICINITY,
        ),
    )


def _in_the_program(event: Event, edition: Edition) -> list[tuple[str, str]]:
    """Return what leads from a claim's own page to the map and the list, each as its text and its path with a query."""
    spoken = {} if current() == DEFAULT else {"lang": current()}
    on_map = urlencode({"place": place_of(event, edition), **spoken})
    in_list = urlencode({"event": event.id, **spoken})
    return [(_("Show on the map"), f"?{on_map}"), (_("Open in the list of claims"), f"claims?{in_list}")]


def label(event: Event, edition: Edition) -> str:
    """Return what a claim is called, in the language spoken."""
    return mark_overrides(own_words(event, "label", edition).text)


def of_place(place: Place, edition: Edition) -> Face:
    """Return the face of a place: its names, how many claims name it, and each of them."""
    events = [event for event in edition.events if place.id in event.place.places]
    name = wording.place_name(place.id, edition)
    counts = f"{wording.tally(Tally.of(events), edition)}: {wording.credits_of(events, edition)}."
    return Face(
        path=f"place/{place.id}",
        title=name,
        site_name=wording.title(edition),
        description=sentences(counts, wording.also_written(place)),
        paragraphs=tuple(filter(None, (counts, wording.also_written(place)))),
        entries=tuple(_entry(event, edition) for event in events),
        feeds=(PageLink(name, f"place/{place.id}.atom"),),
        structured=linked.in_context(linked.place(place)),
        picture=Picture(name, counts, wording.also_written(place), _credit(edition), place_geometry(place)),
    )


def of_article(article: Article, edition: Edition) -> Face:
    """Return the face of an article: who published it when, and its claims; none of its text but what they quote."""
    events = [event for event in edition.events if edition.article_of(event) is article]
    title = mark_overrides(article.title)
    published = mark_overrides(sentences(f"{article.publisher}, {article.dated}", article.credit_line))
    counts = f"{wording.tally(Tally.of(events), edition)}."
    return Face(
        path=f"article/{article.id}",
        title=title,
        description=f"{published} {counts}",
        kind="article",
        site_name=wording.title(edition),
        paragraphs=(published, counts, cite_article(article, edition).text),
        entries=tuple(_entry(event, edition) for event in events),
        feeds=(PageLink(title, f"article/{article.id}.atom"),),
        structured=linked.in_context(linked.news_article(article)),
        picture=Picture(*_dated(article), _credit(edition), _pins(edition)),
    )


def of_withdrawn(event_id: str, correction: Correction) -> Face:
    """Return the face of a claim that was withdrawn: when, and why."""
    why = wording.withdrawn(correction)
    return Face(path=f"claim/{event_id}", title=_("Withdrawn"), description=why, paragraphs=(why,), is_listed=False)


def of_notice(what: Literal["missing", "unreadable"]) -> Face:
    """Return the face of an address without anything, or of an edition that does not load."""
    title, words = _NOTICES[what]
    return Face(path="", title=_(title), description=_(words), paragraphs=(_(words),), is_listed=False)


def places(edition: Edition) -> list[str]:
    """Return the places that any claim names: the numbered ones first, then the others by name."""
    named = {place for event in edition.events for place in event.place.places}
    others = sorted(named - {*edition.place_numbers}, key=lambda place: edition.places[place].name)
    return [*edition.place_numbers, *others]


def _entry(event: Event, edition: Edition) -> ListedClaim:
    said = card(event, edition)
    byline = f"{said['speaker']} · {said['line']}"
    return ListedClaim(_words(event, edition), event.is_quoted, str(said["language"]), byline, f"claim/{event.id}")


def _words(event: Event, edition: Edition) -> str:
    """Return the exact words in quotation marks, or our summary of a cited claim."""
    if isinstance(event.evidence, QuoteEvidence):
        return f"“{event.evidence.words}”"
    return mark_overrides(own_words(event, "summary", edition).text)


def _ways(event: Event, edition: Edition) -> Iterator[PageLink]:
    if article := edition.article_of(event):
        yield _article_link(article)
    for place in event.place.places:
        yield _place_link(place, edition)


def _article_link(article: Article) -> PageLink:
    return PageLink(mark_overrides(article.title), f"article/{article.id}")


def _place_link(place: str, edition: Edition) -> PageLink:
    return PageLink(wording.place_name(place, edition), f"place/{place}")


def _heading(edition: Edition) -> tuple[str, str, str]:
    """Return what the edition's picture says: its newest article, or, without one, its own title and its subject."""
    if edition.articles:
        return _dated(edition.newest)
    return wording.title(edition), wording.subtitle(edition), edition.day_words


def _dated(article: Article) -> tuple[str, str, str]:
    """Return what a picture says of an article: its title, its publisher and when it was published."""
    return mark_overrides(article.title), mark_overrides(article.publisher), article.published_words


def _credit(edition: Edition) -> str:
    return _("As Reported, edition {number}").format(number=edition.number)


def _pins(edition: Edition) -> BaseGeometry | None:
    points = [edition.places[place].point for place in edition.place_numbers]
    return MultiPoint([point for point in points if point]) if points else None
