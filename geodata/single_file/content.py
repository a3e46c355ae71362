"""The content of the single file: claims, places, days and interface strings as JSON values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from geodata.common.direction import mark_all, mark_overrides
from geodata.common.language import _, marked, written_out
from geodata.edition.loading import Edition
from geodata.model.articles import Article
from geodata.model.events import Event
from geodata.model.origins import origin
from geodata.model.places import Precision
from geodata.presentation import cards, instrument, map_values, marked_text, wording
from geodata.presentation.citations import cite, cite_article
from geodata.single_file import strings
from geodata.views.disagreements import disagreements
from geodata.views.filters import NOWHERE
from geodata.views.marks import map_view
from geodata.views.place_list import places
from geodata.views.search import haystack

_PRECISIONS: Final = list(Precision)
_METHOD: Final = (
    marked(
        "This is a map of claims: what was reported, by whom, how sure, and in which words. Nothing on it is verified "
        "by us, nobody is said to be right, and disagreement is shown, not averaged."
    ),
    marked(
        "A claim is placed no more precisely than its source names the place: a region is drawn as its area, never as "
        "a pin. Reported is the day a source came out; happened is what the source says about when, often only a "
        "bound. A claim is shown when the dates chosen overlap any day it may mean."
    ),
    marked(
        "Quotes are exact, character for character, and checked against the stored article. Reports by other outlets "
        "are our own summaries with their citation."
    ),
)

Json = dict[str, Any]


def data(edition: Edition) -> Json:
    """Return everything the single file shows, in the language spoken, as values for JSON."""
    empty = map_view((), edition)
    credited = {speaker for event in edition.events for speaker in event.speakers}
    return {
        "words": strings.words(edition),
        "claims": [_claim(event, edition) for event in edition.events],
        "scene": instrument.fixed(edition),
        "map": map_values.values(empty, None, "", f"as-reported-edition-{edition.number}"),
        "places": [_place(place, edition) for place in places(edition)],
        "forms": strings.forms(),
        "evidence": _evidence(edition),
        "speakers": _named({speaker: mark_overrides(edition.speakers[speaker].name) for speaker in credited}),
        "articles": [_article(article, edition) for article in edition.articles.values()],
        "pairs": [
            cards.disagreement(pair) | {"events": pair.events} for pair in disagreements(edition.events, edition)
        ],
        "about": mark_all(list(_about(edition))),
    }


def _claim(event: Event, edition: Edition) -> Json:
    return {
        "id": event.id,
        "kind": event.evidence.kind,
        "speakers": sorted(event.speakers),
        "origin": sorted(origin(event, edition.speakers)),
        "at": edition.drawn_at(event) or (NOWHERE,),
        "rank": (not event.is_quoted) * len(_PRECISIONS) + _PRECISIONS.index(event.place.precision),
        "find": haystack(event, edition),
        "card": _card(event, edition),
        "cite": cite(event, edition).text,
    }


def _card(event: Event, edition: Edition) -> Json:
    """Return the dashboard's card with links that stay inside the file."""
    links = [(_("Show on the map"), f"#place={cards.place_of(event, edition)}")]
    if event.is_quoted:
        links.append((_("Read in the article"), f"#words={event.id}"))
    links.append((_("Open in the list of claims"), f"#event={event.id}"))
    return cards.card(event, edition, links) | {"share": f"#event={event.id}"}


def _place(place: str, edition: Edition) -> Json:
    """Return a place as the panel offers it: its number or kind, its name, and its other names."""
    found = edition.places.get(place)
    also = wording.also_written(found) if found else ""
    return {"id": place, "name": wording.place_title(place, edition), "also": also}


def _named(names: Mapping[str, str]) -> list[Json]:
    return [{"id": key, "name": names[key]} for key in sorted(names, key=lambda key: (names[key].casefold(), key))]


def _evidence(edition: Edition) -> list[Json]:
    return [{"id": "" if kind == "all" else kind, "name": name} for kind, name in wording.kinds(edition).items()]


def _article(article: Article, edition: Edition) -> Json:
    """Return an article's text as the dashboard draws it, what is known of it, and what became of each sentence."""
    printed = article.published_as_printed or written_out(article.day)
    shown = wording.text_shown(article.text_shown)
    source = (f"“{article.title}”", article.publisher, printed, article.credit_line, shown)
    digest = _("The stored text has {count} characters; the SHA-256 of its UTF-8 bytes is {digest}.")
    return {
        "drawing": marked_text.drawing(article, edition),
        "source": mark_overrides(" · ".join(filter(None, source))),
        "rights": mark_overrides(article.rights),
        "digest": digest.format(count=len(article.text), digest=article.sha256),
        "sentences": _table(marked_text.sentences(article, edition)),
        "total": marked_text.totals(article, edition),
    }


def _table(rows: Sequence[Mapping[str, object]]) -> list[list[str]]:
    return [list(rows[0]), *([str(cell) for cell in row.values()] for row in rows)]


def _about(edition: Edition) -> Iterator[Json]:
    """Yield method, citation, corrections, sources and licences as headings, paragraphs and tables of plain text."""
    yield from ({"tag": "p", "text": _(paragraph)} for paragraph in _METHOD)
    yield {"tag": "h3", "text": _("How to cite this edition")}
    articles, day = edition.articles.values(), written_out(edition.day)
    titles = "; ".join(article.title for article in articles)
    own = f"As Reported contributors. As Reported: {titles}. Edition {edition.number}, as of {day}."
    after = "; ".join(f"{article.publisher}, {article.dated}, {article.url}" for article in articles)
    yield {"tag": "p", "text": f"{own} After {after}"}
    yield from ({"tag": "p", "text": cite_article(article, edition).text} for article in articles)
    yield {"tag": "h3", "text": _("Corrections")}
    for entry in edition.corrections:
        yield {"tag": "p", "text": f"{written_out(entry.date)}: {entry.text} {' '.join(entry.claims)}"}
    if not edition.corrections:
        yield {
            "tag": "p",
            "text": _("None so far. A correction will be listed here with its date and the claims it touches."),
        }
    for part in edition.sources.strip().split("\n\n"):
        plain = re.sub(r"<(https?://[^>]+)>", r"\1", part).replace("`", "")
        if part.startswith("|"):
            rows = [line.strip("|").split("|") for line in plain.splitlines() if set(line) - set("|-: ")]
            yield {"rows": [[cell.strip() for cell in row] for row in rows]}
        else:
            yield {"tag": "h3" if part.startswith("#") else "p", "text": plain.lstrip("# ").replace("\n", " ")}
