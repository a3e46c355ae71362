"""The claims of an edition, an article, a place or a speaker, and the corrections, as the entries of an Atom feed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from geodata.common.direction import mark_overrides
from geodata.common.language import _, written_out
from geodata.edition.corrections import Correction
from geodata.edition.imprint import NAME
from geodata.edition.loading import Edition
from geodata.exports.linked import name_of
from geodata.model.events import Event
from geodata.presentation import wording
from geodata.presentation.citations import speakers_of
from geodata.public import faces


@dataclass(frozen=True)
class FeedEntry:
    """One entry, its days as the edition records them; ``id`` stays the same while what it says is corrected."""

    id: str
    title: str
    summary: str
    author: str
    path: str
    updated: date
    published: datetime | None = None


@dataclass(frozen=True)
class Feed:
    """A feed at ``path``, about the page at ``about``; the entry updated last comes first."""

    path: str
    about: str
    title: str
    updated: date
    entries: Sequence[FeedEntry]


def of_edition(edition: Edition) -> Feed:
    """Return all claims, and those that were withdrawn."""
    withdrawals = [entry for entry in edition.corrections if entry.withdrawn]
    gone = [_withdrawn(entry, claim) for entry in withdrawals for claim in entry.claims]
    return _feed("feed.atom", "", "", [*_entries(edition.events, edition), *gone], edition)


def of_article(article: str, edition: Edition) -> Feed | None:
    """Return the claims of an article, or None if the edition has no such article."""
    if article not in edition.articles:
        return None
    found = edition.articles[article]
    events = [event for event in edition.events if edition.article_of(event) is found]
    return _feed(f"article/{article}.atom", f"article/{article}", found.title, _entries(events, edition), edition)


def of_place(place: str, edition: Edition) -> Feed | None:
    """Return the claims that name a place, or None if none does."""
    events = [event for event in edition.events if place in event.place.places]
    if not events:
        return None
    name = wording.place_name(place, edition)
    return _feed(f"place/{place}.atom", f"place/{place}", name, _entries(events, edition), edition)


def of_speaker(speaker: str, edition: Edition) -> Feed | None:
    """Return the claims that credit a speaker anywhere in their chain, or None if none does."""
    events = [event for event in edition.events if speaker in event.speakers]
    if not events:
        return None
    name = edition.speakers[speaker].name
    return _feed(f"speaker/{speaker}.atom", "claims", name, _entries(events, edition), edition)


def of_corrections(edition: Edition) -> Feed:
    """Return what was put right or withdrawn."""
    entries = [_correction(correction, edition) for correction in edition.corrections]
    return _feed("corrections.atom", "about", _("Corrections"), entries, edition)


def _feed(path: str, about: str, title: str, entries: Iterable[FeedEntry], edition: Edition) -> Feed:
    name = edition.imprint.titled()
    ordered = sorted(entries, key=lambda entry: entry.updated, reverse=True)
    updated = max((entry.updated for entry in ordered), default=edition.stored)
    return Feed(path, about, mark_overrides(f"{title} · {name}" if title else name), updated, ordered)


def _entries(events: Iterable[Event], edition: Edition) -> list[FeedEntry]:
    return [_entry(event, edition) for event in events]


def _entry(event: Event, edition: Edition) -> FeedEntry:
    face, article = faces.of_claim(event, edition), edition.article_of(event)
    corrections = [entry for entry in edition.corrections if event.id in entry.claims]
    reported = event.reported.first or event.reported.last
    first = article.stored if article else reported or edition.stored
    return FeedEntry(
        id=name_of(event.id),
        title=face.title,
        summary="\n".join([face.description, *map(_said, corrections)]),
        author=speakers_of(event, edition),
        path=face.path,
        updated=max([first, *(entry.date for entry in corrections)]),
        # A reader of feeds shows the hour, and midnight would be an hour that no source stated.
        published=article.moment if article else None,
    )


def _withdrawn(correction: Correction, claim: str) -> FeedEntry:
    face = faces.of_withdrawn(claim, correction)
    return FeedEntry(name_of(claim), face.title, face.description, NAME, face.path, correction.date)


def _correction(correction: Correction, edition: Edition) -> FeedEntry:
    events = [edition.events_by_id[claim] for claim in correction.claims if claim in edition.events_by_id]
    labels = ", ".join(faces.label(event, edition) for event in events)
    about = f"claim/{correction.claims[0]}" if correction.claims else "about"
    name = f"correction {correction.date} {correction.edition} {' '.join(correction.claims)} {correction.text}"
    return FeedEntry(
        id=name_of(name),
        title=labels or (_("Withdrawn") if correction.withdrawn else _("Corrections")),
        summary=wording.withdrawn(correction) if correction.withdrawn else _said(correction),
        author=NAME,
        path=about,
        updated=correction.date,
    )


def _said(correction: Correction) -> str:
    return mark_overrides(f"{written_out(correction.date)}: {correction.text}")
