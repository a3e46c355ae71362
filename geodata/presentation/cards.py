"""What a card says about a claim, as plain values: the exact quote first, then who, how, when, where and the citation.

Every host draws these values as text nodes, never as HTML or Markdown.
"""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from geodata.common.direction import mark_all, mark_overrides
from geodata.common.language import DEFAULT, _, plural, written_out
from geodata.edition.derived import once
from geodata.edition.loading import Edition
from geodata.edition.translations import own_words
from geodata.model.articles import Article
from geodata.model.events import CitationEvidence, Event, QuoteEvidence, Relation
from geodata.model.quotes import Quote, segments
from geodata.model.times import EventTime
from geodata.presentation import wording
from geodata.presentation.citations import sentences, speakers_of
from geodata.presentation.contact import wrong
from geodata.views.filters import NOWHERE


class Fact(NamedTuple):
    """One line of a card's details; ``language`` is what its text is in, "" for the language spoken."""

    term: str
    text: str
    language: str = ""


def card(event: Event, edition: Edition, links: Sequence[tuple[str, str]] = ()) -> dict[str, object]:
    """Return what a card says about ``event``, as plain strings.

    ``links`` lead to other places of the same host, each as its text and its address.
    """
    cards = _cards(edition)
    if event.id not in cards or cards[event.id][0] is not event:
        cards[event.id] = (event, _said(event, edition))
    return {**cards[event.id][1], "inside": mark_all([{"text": text, "href": href} for text, href in links])}


@once
def _cards(_edition: Edition) -> dict[str, tuple[Event, dict[str, object]]]:
    """Return where the edition's cards are kept once they are made."""
    return {}


def _said(event: Event, edition: Edition) -> dict[str, object]:
    """Return what a card says about ``event`` on every host."""
    evidence = event.evidence
    exact: dict[str, object] = {}
    said = (
        _quoted(evidence, event, edition.articles[evidence.article])
        if isinstance(evidence, QuoteEvidence)
        else _cited(evidence, event, edition)
    )
    if isinstance(evidence, QuoteEvidence):
        exact = {name: said.pop(name) for name in ("quotes", "attribution")}
    shown = {
        "id": event.id,
        "kind": evidence.kind,
        "speaker": speakers_of(event, edition),
        "line": _line(event, edition),
        "share": "claims?" + urlencode({"event": event.id, "edition": edition.number}),
        "facts": [fact._asdict() for fact in _facts(event, edition) if fact.text],
        "disputes": _disputes(event, edition),
        "wrong": wrong(event, edition),
        **said,
    }
    # What is quoted stays as it is, in a block of its own that it cannot turn round.
    return {**mark_all(shown), **exact}


def place_of(event: Event, edition: Edition) -> str:
    """Return the place under which the map's panel lists ``event``."""
    return next(iter(edition.drawn_at(event)), NOWHERE)


def how_published(event: Event, edition: Edition) -> str:
    """Return whether the words are quoted or summarised, and who published them when."""
    evidence = event.evidence
    if isinstance(evidence, QuoteEvidence):
        article = edition.articles[evidence.article]
        how = f"{wording.speech(evidence.speech)}, {article.publisher}, {written_out(article.published)}"
    else:
        how = _("our summary of a report by {outlet}, {day}").format(outlet=evidence.outlet, day=event.reported.words)
    return mark_overrides(how)


def _line(event: Event, edition: Edition) -> str:
    """Return in one line how, by whom and when it was published, as what, where, and whether it is disputed."""
    number = edition.place_numbers.get(place_of(event, edition))
    place = wording.place_name(event.place.places[0] if event.place.precision.is_drawn else NOWHERE, edition)
    disputes = len(edition.disputes(event.id))
    parts = [
        how_published(event, edition),
        wording.status(event.status),
        wording.event_type(event.event_type),
        f"{number} {place}" if number else place,
        plural("disagrees with {count} claim", "disagrees with {count} claims", disputes) if disputes else "",
    ]
    return " · ".join(filter(None, parts))


def _quoted(evidence: QuoteEvidence, event: Event, article: Article) -> dict[str, object]:
    spans = [("hedge", hedge) for hedge in evidence.hedges] + [("time", words) for words in evidence.time_words]
    if event.place.written:
        spans.append(("place", event.place.written))

    def runs(quote: Quote) -> list[dict[str, object]]:
        return [segment.model_dump() for segment in segments(quote, spans)]

    return {
        "language": article.language,
        "quotes": [runs(quote) for quote in evidence.quotes],
        "attribution": [runs(quote) for quote in evidence.attribution],
        "citation": sentences(
            f"{article.publisher}, “{article.title}”, {article.dated}",
            article.credit_line,
            _("Text stored on {day}.").format(day=written_out(article.stored)),
        ),
        "link": {"text": _("Read the sentence at its source"), "href": article.link_to(evidence.quotes[0])},
    }


def _cited(evidence: CitationEvidence, event: Event, edition: Edition) -> dict[str, object]:
    summary = own_words(event, "summary", edition)
    title = f"“{evidence.title}”" if evidence.title else _("title not known")
    language = wording.source_language(evidence.language)
    return {
        "language": summary.language,
        "summary": summary.text,
        "translated": summary.mark,
        "citation": f"{evidence.outlet}, {title}, {event.reported.words} ({language}). "
        + _("The text is not stored here; this is our own summary. Access date not recorded."),
        "link": {"text": _("Open the page of {outlet}").format(outlet=evidence.outlet), "href": str(evidence.url)},
    }


def _facts(event: Event, edition: Edition) -> list[Fact]:
    place, article = event.place, edition.article_of(event)
    hedge = event.evidence.hedge if isinstance(event.evidence, CitationEvidence) else ""
    source = event.evidence.language if isinstance(event.evidence, CitationEvidence) else ""
    credited_in = article.language if article else DEFAULT
    how = own_words(event, "place_note", edition)
    who = own_words(event, "ambiguity", edition)
    note = own_words(event, "note", edition)
    sources = "; ".join(edition.places[found].source for found in place.places)
    repeats = edition.possible_repeats(event.id)
    return [
        Fact(_("Reported"), _reported(event, article)),
        Fact(_("Updated"), article.updated_words if article else ""),
        Fact(_("Happened"), _happened(event.happened)),
        Fact(_("Where"), _where(event, edition)),
        Fact(_("How placed"), how.marked, how.language),
        Fact(_("Position from"), sources),
        Fact(
            _("Credited as"),
            " > ".join(link.as_written for link in event.chain),
            credited_in,
        ),
        Fact(_("Who is meant"), who.marked, who.language),
        Fact(_("Hedge"), f"“{hedge}”" if hedge else "", source),
        Fact(_("Note"), note.marked, note.language),
        Fact(_("May be the same"), " ".join(_repeat(pair, event.id, edition) for pair in repeats), DEFAULT),
    ]


def _repeat(pair: Relation, event_id: str, edition: Edition) -> str:
    other = edition.events_by_id[pair.other(event_id)]
    return f"{other.label}: {pair.about}."


def _where(event: Event, edition: Edition) -> str:
    place = event.place
    names = _(" and ").join(wording.place_name(found, edition) for found in place.places)
    along = _(" and ").join(wording.place_name(found, edition) for found in place.along)
    parts = [
        names or _("no place named"),
        _("along {regions}").format(regions=along) if along else "",
        _("as written: “{words}”").format(words=place.words) if place.words else "",
        _("placed as: {precision}").format(precision=wording.precision(place.precision)),
    ]
    return "; ".join(filter(None, parts))


def _reported(event: Event, article: Article | None) -> str:
    if article:
        if not article.published_as_printed:
            return article.published_words
        printed = article.dated if article.moment else article.published_as_printed
        return _("{day}, printed as {printed}").format(day=written_out(article.day), printed=printed)
    return _("{day}, as the page is dated; hour and time zone not known").format(day=event.reported.words)


def _happened(time: EventTime | None) -> str:
    if time is None:
        return _("the source gives no time")
    sentence = "{time} (EDTF {edtf})"
    if time.first is None:
        sentence = _("{time}; the source gives no date, and publication is only an upper bound (EDTF {edtf})")
    return sentence.format(time=time.words, edtf=time.edtf)


def disagreement(pair: Relation) -> dict[str, str]:
    """Return what stands over two claims that disagree: what about, and what each of them says of it."""
    return mark_all({"about": _("They disagree about: {about}").format(about=pair.about), "summary": pair.summary})


def _disputes(event: Event, edition: Edition) -> dict[str, object]:
    disputes = edition.disputes(event.id)
    return {
        "head": plural("Disagrees with {count} claim", "Disagrees with {count} claims", len(disputes)),
        "claims": [_dispute(pair, event.id, edition) for pair in disputes],
    }


def _dispute(pair: Relation, event_id: str, edition: Edition) -> dict[str, str]:
    other = edition.events_by_id[pair.other(event_id)]
    source = wording.facet_value("source", other.evidence.source, edition)
    who = _("{speakers}, in {source}").format(speakers=speakers_of(other, edition), source=source)
    return {"id": other.id, "about": pair.about, "who": who, "summary": pair.summary}


def words() -> dict[str, str]:
    """Return the words the browser adds to cards."""
    return {
        "quote": _("Exact quote"),
        "citation": _("Cited report"),
        "cite": _("Cite"),
        "copy": _("Copy link"),
        "copied": _("Link copied"),
        "more": _("When, where, citation"),
        "hedge": _("hedge"),
        "place": _("place as written"),
        "time": _("time as written"),
    }
