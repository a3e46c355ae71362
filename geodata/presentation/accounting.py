"""The account of a selection in words: what is shown, and why the numbers add up."""

from collections.abc import Mapping

from geodata.common.language import _, marked, plural
from geodata.edition.loading import Edition
from geodata.views.selection import Outcome, Tally

WORDS = {
    Outcome.UNLOCATED: marked("without a place on the map, listed only"),
    Outcome.OUTSIDE: marked("outside the dates"),
    Outcome.FILTERED: marked("filtered out"),
    Outcome.UNDATED: marked("without a date"),
}


def shown_of_all(count: int) -> str:
    """Return how many claims are on the map, with ``{total}`` where the number of all stands."""
    return plural("{count} of {{total}} claims is on the map", "{count} of {{total}} claims are on the map", count)


def account(ledger: Mapping[Outcome, Tally], edition: Edition) -> str:
    """Return the outcomes' numbers, each split by evidence, and their sum, as Markdown of numbers and our words."""
    shown, total = ledger[Outcome.SHOWN], sum(ledger.values(), Tally())
    first = on_the_map(edition).format(total=shown.total, quotes=shown.quotes, citations=shown.citations)
    rest = [f"{_count(ledger[outcome])} {_(words)}" for outcome, words in WORDS.items()]
    last = in_all().format(total=total.total, quotes=total.quotes, citations=total.citations)
    return f"{' + '.join([first, *rest])} = {last}"


def on_the_map(edition: Edition) -> str:
    """Return the account's first part, without its numbers."""
    if edition.has_several_articles:
        return _("**{total} on the map** ({quotes} of the articles + {citations} by other outlets)")
    return _("**{total} on the map** ({quotes} of the article + {citations} by other outlets)")


def in_all() -> str:
    """Return the account's sum, without its numbers."""
    return _("**{total} claims in all** ({quotes} + {citations}).")


def _count(tally: Tally) -> str:
    return f"{tally.total} ({tally.quotes} + {tally.citations})" if tally.total else "0"
