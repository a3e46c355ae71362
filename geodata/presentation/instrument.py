"""What the timeline is sent of an edition: the scene that it counts, and the words for what it counts."""

from typing import Any, Final

from geodata.common.language import _, current, month, months, plural, plural_forms
from geodata.edition.loading import Edition
from geodata.model.times import Clock
from geodata.presentation import accounting, wording
from geodata.views.filters import SENTENCES
from geodata.views.scene import Scene, scene

_SLOT: Final = "\0"

Json = dict[str, Any]


def fixed(edition: Edition) -> Json:
    """Return what of the drawing is the same for every filter, in the language spoken."""
    shown = scene(edition)
    first = shown.first
    return {
        **shown.model_dump(mode="json"),
        "month": [(day - first).days for day in edition.month],
        "labels": _labels(shown),
        "words": words(edition),
    }


def _labels(shown: Scene) -> list[tuple[str, str]]:
    """Return what the map calls each place, before and after the browser's words for what stands there."""
    labels = (wording.map_label(place.name, place.level, place.number, _SLOT) for place in shown.places)
    return [(before, after) for before, _slot, after in (label.rpartition(_SLOT) for label in labels)]


def words(edition: Edition) -> Json:
    """Return the words of account, sentence, bars and controls, as templates for the browser's numbers and days."""
    return {
        "lang": current(),
        "months": months("MMMM"),
        "shortMonths": months("MMM"),
        "loneMonths": months("LLL"),
        **_account(edition),
        **_bars(edition),
        **controls(),
        "onlyMonth": _("Only {month}").format(month=month(edition.month[0])),
    }


def _account(edition: Edition) -> Json:
    several = edition.has_several_articles
    return {
        "shown": plural_forms(accounting.shown_of_all),
        "onTheMap": accounting.on_the_map(edition),
        "outcomes": {outcome: _(text) for outcome, text in accounting.WORDS.items()},
        "inAll": accounting.in_all(),
        "sentences": {clock: [_(SENTENCES[clock, is_one]) for is_one in (True, False)] for clock in Clock},
        "tally": _("{quotes} and {citations}"),
        "disputed": _("disputed"),
        "noClaims": _("no claims"),
        "quoted": plural_forms(lambda count: wording.quoted(count, several_articles=several)),
        "cited": plural_forms(wording.cited),
        "dated": wording.dated(edition),
    }


def _bars(edition: Edition) -> Json:
    return {
        "clocks": {clock: wording.clock(clock) for clock in Clock},
        "described": _("Claims per day, clock: {clock}. From {first} to {last}; most on {day}: {tally}."),
        "undescribed": _("Claims per day: none are dated to a day."),
        "spanning": plural_forms(
            lambda count: plural(
                "{count} more is given only for a longer span that includes this day",
                "{count} more are given only for a longer span that includes this day",
                count,
            )
        ),
        "key": {
            "head": _("Claims per day:"),
            "quotes": _("the articles") if edition.has_several_articles else _("this article"),
            "citations": _("other outlets"),
            "spanning": _("only a longer span given"),
        },
        "gap": _("Days without a claim: {days}"),
    }


def controls() -> Json:
    """Return the words of the controls, which are those of any timeline."""
    return {
        "start": _("First day"),
        "end": _("Last day"),
        "span": _("Both days together"),
        "fromTo": _("{first} to {last}"),
        "clock": _("Dates by clock"),
        "clockHelp": _(
            "Reported: the day a source came out. Happened: what the source says about when; often only "
            "“not after” a day, and such a claim may belong to any earlier day."
        ),
        "earlier": _("Earlier"),
        "earlierHelp": _("The day before that has claims"),
        "later": _("Later"),
        "laterHelp": _("The next day that has claims"),
        "play": _("Play"),
        "pause": _("Pause"),
        "playHelp": _("Add one day that has claims after another"),
        "more": _("More"),
        "way": _("How to play"),
        "growing": _("the span grows"),
        "rolling": _("the span moves on"),
        "pace": _("Pace"),
        "paces": [_("slow"), _("medium"), _("fast")],
        "allDates": _("All dates"),
        "closer": _("Zoom to the dates chosen"),
        "wider": _("Show the whole time"),
    }
