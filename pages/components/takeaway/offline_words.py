"""The words that the offline edition's page itself says; the cards and the map bring their own."""

from typing import Any

from geodata.common.language import _, month, plural
from geodata.edition.loading import Edition
from geodata.model.times import Clock
from geodata.presentation import cards, wording
from geodata.views.filters import NOWHERE
from geodata.views.selection import Outcome
from pages.components.claims import article_text, event_map, ledger, listing

Json = dict[str, Any]


def words(edition: Edition) -> Json:
    """Return the words and templates of the page, by the names ``static/source/file.js`` knows them under."""
    parts = (_head(edition), _controls(edition), _account(edition), _timeline(edition), _panel(), _sections(edition))
    own = {"card": cards.words(), "text": article_text.words()}
    return {name: text for part in parts for name, text in part.items()} | own


def counts(edition: Edition) -> Json:
    """Return each phrase with a number for every number of claims there may be, in the plural forms of the language."""
    numbers = range(len(edition.events) + 1)
    return {
        "quotes": [wording.quoted(n, several_articles=edition.has_several_articles) for n in numbers],
        "citations": [wording.cited(n) for n in numbers],
        "reports": [plural("{count} report", "{count} reports", n) for n in numbers],
        "origins": [wording.credited_differently(n) for n in numbers],
        "spanning": [
            plural(
                "{count} more is given only for a longer span that includes this day",
                "{count} more are given only for a longer span that includes this day",
                n,
            )
            for n in numbers
        ],
    }


def _head(edition: Edition) -> Json:
    return {
        "title": "As Reported",
        "dated": wording.dated(edition),
        "subtitle": wording.subtitle(),
        "contents": _("Contents"),
        "mapHead": _("Map"),
        "claimsHead": _("Claims"),
        "articleHead": _("Articles") if edition.has_several_articles else _("Article"),
        "disagreementsHead": _("Disagreements"),
        "methodHead": _("About"),
    }


def _controls(edition: Edition) -> Json:
    return {
        "clock": _("Dates by clock"),
        "evidence": _("Evidence"),
        "speaker": _("According to (speaker)"),
        "all": _("All"),
        "allDates": _("All dates"),
        "onlyMonth": _("Only {month}").format(month=month(edition.month[0])),
        "everything": _("Show everything"),
        "between": {Clock.REPORTED: _("Reported between"), Clock.HAPPENED: _("Happened between")},
        "from": _("First day"),
        "to": _("Last day"),
        "place": _("Place"),
        "cite": _("Cite"),
        "close": _("Close"),
    }


def _account(edition: Edition) -> Json:
    """Return the templates of the account and the filter's sentence; their numbers are put in by the browser."""
    return {
        "onTheMap": ledger.on_the_map(edition),
        "inAll": _("**{total} claims in all** ({quotes} + {citations})."),
        "outcomes": {
            Outcome.UNLOCATED: _("without a place on the map, listed only"),
            Outcome.OUTSIDE: _("outside the dates"),
            Outcome.FILTERED: _("filtered out"),
            Outcome.UNDATED: _("without a date"),
        },
        "sentences": {
            Clock.REPORTED: [_("Claims reported on {start}"), _("Claims reported between {start} and {end}")],
            Clock.HAPPENED: [
                _("Claims of what happened on {start}"),
                _("Claims of what happened between {start} and {end}"),
            ],
        },
        "keptAs": _("kept as"),
        "kinds": {kind: wording.facet_value("evidence", kind, edition) for kind in ("quote", "citation")},
        "accordingTo": _("according to"),
        "tally": _("{quotes} and {citations}"),
        "disputed": _("disputed"),
    }


def _timeline(edition: Edition) -> Json:
    return {
        "reported": wording.clock(Clock.REPORTED),
        "happened": wording.clock(Clock.HAPPENED),
        "key": {
            "head": _("Claims per day:"),
            "quotes": _("the articles") if edition.has_several_articles else _("this article"),
            "citations": _("other outlets"),
            "spanning": _("only a longer span given"),
        },
        "undescribed": _("Claims per day: none are dated to a day."),
        "description": _("Claims per day, clock: {clock}. From {first} to {last}; most on {day}: {tally}."),
    }


def _panel() -> Json:
    return {
        "tray": {event_map.BORDER_PLACE: _("The border"), NOWHERE: _("No single place")},
        "placePasses": _("{tally} pass the dates and filters: {independence}."),
        "noneHere": _("No claim here passes the dates and filters chosen."),
        "also": _("Also written: {names}."),
    }


def _sections(edition: Edition) -> Json:
    pairs = listing.disagreements(edition.events, edition)
    of_one = _(
        "Pairs of claims that disagree: {count}, of which inside the article: {inside}. Both are shown as reported, "
        "without a verdict."
    )
    of_several = _(
        "Pairs of claims that disagree: {count}, of which inside the articles: {inside}. Both are shown as reported, "
        "without a verdict."
    )
    note = of_several if edition.has_several_articles else of_one
    return {
        "search": _("Search quotes, summaries, names"),
        "onlyPassing": _("Only claims that pass the dates and filters"),
        "unfold": _("Unfold all"),
        "listed": _("Listed: {found} of {all} claims."),
        "articleKey": _(
            "Solid line above and tint: direct quote · dashed line above: paraphrase · small capitals: who says it · "
            "underlined: hedge · dotted: place · italics: time"
        ),
        "choose": _("Choose a marked passage to see its claim."),
        "sentencesHead": _("What became of each sentence"),
        "disagreementsNote": note.format(count=len(pairs), inside=listing.inside(pairs, edition)),
    }
