"""Interface strings of the single file's page; cards and map have their own."""

from typing import Any

from geodata.common.language import _, plural, plural_forms
from geodata.edition.loading import Edition
from geodata.presentation import cards, marked_text, wording
from geodata.presentation.map_values import BORDER_PLACE
from geodata.views.disagreements import disagreements, inside
from geodata.views.filters import NOWHERE

Json = dict[str, Any]


def words(edition: Edition) -> Json:
    """Return the words and templates of the page, by the names ``static/source/file/file.js`` knows them under."""
    parts = (_head(edition), _controls(edition), _panel(), _sections(edition))
    own = {"card": cards.words(), "text": marked_text.words()}
    return {name: text for part in parts for name, text in part.items()} | own


def forms() -> Json:
    """Return the phrases with a number that the timeline has not, in the plural forms of the language."""
    return {
        "reports": plural_forms(lambda count: plural("{count} report", "{count} reports", count)),
        "origins": plural_forms(wording.credited_differently),
    }


def _head(edition: Edition) -> Json:
    return {
        "title": wording.title(edition),
        "dated": wording.dated(edition),
        "subtitle": wording.subtitle(edition),
        "contents": _("Contents"),
        "mapHead": _("Map"),
        "claimsHead": _("Claims"),
        "articleHead": _("Articles") if edition.has_several_articles else _("Article"),
        "disagreementsHead": _("Disagreements"),
        "methodHead": _("About"),
    }


def _controls(edition: Edition) -> Json:
    """Return the words of the filters, and how the filter's sentence goes on with them."""
    return {
        "evidence": _("Evidence"),
        "speaker": _("According to (speaker)"),
        "all": _("All"),
        "everything": _("Show everything"),
        "place": _("Place"),
        "cite": _("Cite"),
        "close": _("Close"),
        "keptAs": _("kept as"),
        "kinds": {kind: wording.facet_value("evidence", kind, edition) for kind in ("quote", "citation")},
        "accordingTo": _("according to"),
    }


def _panel() -> Json:
    return {
        "tray": {BORDER_PLACE: _("The border"), NOWHERE: _("No single place")},
        "placePasses": _("{tally} pass the dates and filters: {independence}."),
        "noneHere": _("No claim here passes the dates and filters chosen."),
    }


def _sections(edition: Edition) -> Json:
    pairs = disagreements(edition.events, edition)
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
        "disagreementsNote": note.format(count=len(pairs), inside=inside(pairs, edition)),
    }
