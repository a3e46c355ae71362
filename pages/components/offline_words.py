"""The words that the offline edition's page itself says; the cards and the map bring their own."""

from typing import Any

from geodata.edition import Edition
from geodata.filters import NOWHERE
from geodata.language import _, month, plural, written_out
from geodata.selection import Outcome
from geodata.times import Clock
from pages.components import article_text, claim_list, event_map, wording
from pages.components.claim_cards import words as card_words

Json = dict[str, Any]


def dated(edition: Edition) -> str:
    """Return as of when it was reported, and in which edition."""
    published = edition.article.published_utc
    return _("As reported, as of {day}, {hour} UTC · edition {number}").format(
        day=written_out(published), hour=published.strftime("%H:%M"), number=edition.number
    )


def words(edition: Edition) -> Json:
    """Return the words and templates of the page, by the names ``static/offline.js`` knows them under."""
    parts = (_head(edition), _controls(edition), _account(edition), _timeline(), _panel(), _sections(edition))
    return {name: text for part in parts for name, text in part.items()} | {"card": card_words()}


def counts(most: int) -> Json:
    """Return each phrase with a number for every number up to ``most``, in the plural forms of the language."""
    numbers = range(most + 1)
    return {
        "quotes": [plural("{count} claim of the article", "{count} claims of the article", n) for n in numbers],
        "citations": [
            plural("{count} report by another outlet", "{count} reports by other outlets", n) for n in numbers
        ],
        "reports": [plural("{count} report", "{count} reports", n) for n in numbers],
        "origins": [plural("{count} independent origin", "{count} independent origins", n) for n in numbers],
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
        "dated": dated(edition),
        "subtitle": _(
            "What was reported about the Belgorod and Kursk border regions: who said it, and in which words. "
            "Nothing here is verified."
        ),
        "contents": _("Contents"),
        "mapHead": _("Map"),
        "claimsHead": _("Claims"),
        "articleHead": _("Article"),
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
        "onTheMap": _("**{total} on the map** ({quotes} of the article + {citations} by other outlets)"),
        "inAll": _("**{total} claims in all** ({quotes} + {citations})."),
        "outcomes": {
            Outcome.UNLOCATED: _("without a place, listed only"),
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


def _timeline() -> Json:
    return {
        "reported": wording.clock(Clock.REPORTED),
        "happened": wording.clock(Clock.HAPPENED),
        "key": {
            "head": _("Claims per day:"),
            "quotes": _("this article"),
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
    article, pairs = edition.article, claim_list.disagreements(edition.events, edition)
    inside = sum(all((event := edition.event(name)) and event.is_quoted for name in pair.events) for pair in pairs)
    text = article.text
    return {
        "search": _("Search quotes, summaries, names"),
        "onlyPassing": _("Only claims that pass the dates and filters"),
        "unfold": _("Unfold all"),
        "listed": _("Listed: {found} of {all} claims."),
        "articleSource": f"“{article.title}” · {article.publisher} · {article.published_as_printed} · "
        f"{article.credit_line} · {_('text as stored')}",
        "articleKey": _(
            "Solid line above and tint: direct quote · dashed line above: paraphrase · small capitals: who says it · "
            "underlined: hedge · dotted: place · italics: time"
        ),
        "articleRights": article.rights,
        "digest": _("The stored text has {count} characters; the SHA-256 of its UTF-8 bytes is {digest}.").format(
            count=len(text), digest=article.sha256
        ),
        "choose": _("Choose a marked passage to see its claim."),
        "sentencesHead": _("What became of each sentence"),
        "sentencesTotal": article_text.totals(edition),
        "disagreementsNote": _(
            "Pairs of claims that disagree: {count}, of which inside the article: {inside}. Both are shown as "
            "reported, without a verdict."
        ).format(count=len(pairs), inside=inside),
    }
