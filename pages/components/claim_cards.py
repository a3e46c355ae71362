"""Claims as cards: the exact quote largest, then who, how, when, where and the full citation.

The cards' text reaches the browser as JSON and the page as text nodes, never as HTML or Markdown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from geodata.articles import Article
from geodata.edition import Edition
from geodata.events import CitationEvidence, Event, QuoteEvidence, Relation
from geodata.filters import NOWHERE
from geodata.quotes import Quote, segments
from geodata.times import EventTime, written_out
from pages.components import wording
from pages.components.address import Query

_STATIC = Path(__file__).parents[2] / "static"
_cards = st.components.v2.component(
    "claim_cards",
    js=(_STATIC / "claims.js").read_text(encoding="utf-8"),
    css=(_STATIC / "claims.css").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Setting:
    """Where cards are drawn: the page's file name, the query its links carry on, and what following a claim does."""

    page: str
    query: Query
    on_follow: Callable[[Event], None]


def show(events: Sequence[Event], edition: Edition, setting: Setting, *, key: str, opened: bool = True) -> None:
    """Draw one card per event; ``opened`` unfolds the details of exact quotes."""
    _draw([("", events)], edition, setting, key=key, opened=opened)


def show_pairs(pairs: Sequence[Relation], edition: Edition, setting: Setting, *, key: str) -> None:
    """Draw the two claims of each relation side by side, under what they disagree about."""
    events = {event.id: event for event in edition.events}
    groups = [(pair.about, [events[event_id] for event_id in pair.events]) for pair in pairs]
    _draw(groups, edition, setting, key=key, opened=False)


def _draw(
    groups: Sequence[tuple[str, Sequence[Event]]], edition: Edition, setting: Setting, *, key: str, opened: bool
) -> None:
    def follow() -> None:
        # The id comes from the browser, so it may be anything.
        event = edition.event(str(st.session_state[key].follow))
        if event:
            setting.on_follow(event)

    drawn = [{"about": about, "cards": [card(event, edition, setting) for event in events]} for about, events in groups]
    _cards(data={"groups": drawn, "opened": opened}, key=key, on_follow_change=follow)


def card(event: Event, edition: Edition, setting: Setting) -> dict[str, object]:
    """Return what a card says about ``event``, as plain strings."""
    evidence = event.evidence
    quoted = (
        _quoted(evidence, event, edition.article) if isinstance(evidence, QuoteEvidence) else _cited(evidence, event)
    )
    return {
        "id": event.id,
        "kind": evidence.kind,
        "speaker": wording.chain(event, edition),
        "status": wording.STATUSES[event.status],
        "type": wording.EVENT_TYPES[event.event_type],
        "facts": [{"term": term, "text": text} for term, text in _facts(event, edition) if text],
        "disputes": [_dispute(other, about, edition) for other, about in edition.disputes(event.id)],
        "inside": [{"text": text, "href": href} for text, href in _inside(event, setting)],
        **quoted,
    }


def place_of(event: Event) -> str:
    """Return the place under which the map's panel lists ``event``."""
    return event.place.places[0] if event.place.precision.is_drawn else NOWHERE


def _inside(event: Event, setting: Setting) -> list[tuple[str, str]]:
    """Return links to other pages of this product, as (text, relative URL)."""
    rest = {name: values for name, values in setting.query.items() if name not in {"event", "place", "q", "view"}}
    links = []
    if setting.page != "dashboard":
        links.append(("Show on the map", "./?" + urlencode(rest | {"place": [place_of(event)]}, doseq=True)))
    if setting.page != "articles" and event.is_quoted:
        links.append(("Read in the article", "articles?" + urlencode(rest | {"event": [event.id]}, doseq=True)))
    if setting.page != "claims":
        links.append(("Open in the list of claims", "claims?" + urlencode(rest | {"event": [event.id]}, doseq=True)))
    return links


def _quoted(evidence: QuoteEvidence, event: Event, article: Article) -> dict[str, object]:
    spans = [("hedge", hedge) for hedge in evidence.hedges] + [("time", words) for words in evidence.time_words]
    if event.place.written:
        spans.append(("place", event.place.written))

    def marked(quote: Quote) -> list[dict[str, object]]:
        return [segment.model_dump() for segment in segments(quote, spans)]

    return {
        "manner": f"{wording.SPEECH[evidence.speech]}, {article.publisher}, {written_out(article.published)}",
        "language": article.language,
        "quotes": [marked(quote) for quote in evidence.quotes],
        "attribution": [marked(quote) for quote in evidence.attribution],
        "citation": f"{article.publisher}, “{article.title}”, {article.published_as_printed}"
        f" ({_utc(article.published_utc)}). {article.credit_line}. Text stored on {written_out(article.stored)}.",
        "link": {"text": "Read the sentence in the article", "href": article.link_to(evidence.quotes[0])},
    }


def _cited(evidence: CitationEvidence, event: Event) -> dict[str, object]:
    title = f", “{evidence.title}”" if evidence.title else ", title not known"
    language = wording.LANGUAGES.get(evidence.language, evidence.language)
    return {
        "manner": f"our summary of a report by {evidence.outlet}, {event.reported.words}",
        "language": "en",
        "summary": evidence.summary,
        "citation": f"{evidence.outlet}{title}, in {language}. The text is not stored here; this is our own summary.",
        "link": {"text": f"Open the page of {evidence.outlet}", "href": str(evidence.url)},
    }


def _facts(event: Event, edition: Edition) -> list[tuple[str, str]]:
    place = event.place
    names = " and ".join(wording.place_name(found, edition) for found in place.places)
    written = f"as written: “{place.words}”; " if place.words else ""
    hedge = event.evidence.hedge if isinstance(event.evidence, CitationEvidence) else ""
    ambiguity = " ".join(link.ambiguity for link in event.chain if link.ambiguity)
    sources = "; ".join(edition.places[found].source for found in place.places)
    return [
        ("Reported", _reported(event, edition.article)),
        ("Happened", _happened(event.happened)),
        ("Where", f"{names or 'no place named'}; {written}placed as {wording.PRECISIONS[place.precision]}"),
        ("How placed", " ".join(filter(None, [place.note, f"Position from: {sources}." if sources else ""]))),
        ("Credited as", " > ".join(link.as_written for link in event.chain)),
        ("Who is meant", ambiguity),
        ("Hedge", f"“{hedge}”" if hedge else ""),
        ("Note", event.note),
    ]


def _reported(event: Event, article: Article) -> str:
    if isinstance(event.evidence, QuoteEvidence):
        day = written_out(article.published.date())
        return f"{day}, printed as {article.published_as_printed} ({_utc(article.published_utc)})"
    return f"{event.reported.words}, as the page is dated; hour and time zone not known"


def _happened(time: EventTime | None) -> str:
    if time is None:
        return "the source gives no time"
    if time.first is None:
        return f"{time.words}; the source gives no date, and publication is only an upper bound (EDTF {time.edtf})"
    return f"{time.words} (EDTF {time.edtf})"


def _dispute(other_id: str, about: str, edition: Edition) -> dict[str, str]:
    other = next(event for event in edition.events if event.id == other_id)
    source = other.evidence.outlet if isinstance(other.evidence, CitationEvidence) else edition.article.publisher
    return {"id": other_id, "about": about, "who": f"{wording.chain(other, edition)}, in {source}"}


def _utc(moment: datetime) -> str:
    return f"{written_out(moment)}, {moment:%H:%M} UTC"
