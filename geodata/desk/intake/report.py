"""What intake makes of a file, as plain values: for the command, and as sentences for the editor."""

from typing import Any

from geodata.common.language import _, plural
from geodata.desk.intake.article_fields import prefilled
from geodata.desk.intake.oddities import oddities
from geodata.desk.intake.reading import Intake, StatedTime
from geodata.model.authors import names_in

_MOST_ODDITIES = 5
_MOST_COUNTED = 100_000


def report(intake: Intake) -> dict[str, Any]:
    """Return the article's fields as far as the document states them, its text, and what there is to look at."""
    fields = prefilled(intake, ())
    return {
        "title": fields.title or None,
        "url": fields.url or None,
        "authors": list(names_in(fields.author)),
        "publisher": fields.publisher or None,
        "published": _iso(intake.published),
        "as_printed": fields.published_as_printed or None,
        "zone": fields.published_zone or None,
        "language": fields.language or None,
        "updated": _iso(intake.updated),
        "text": intake.text,
        "warnings": [*warnings(intake), *_unsure(intake)],
    }


def warnings(intake: Intake) -> list[str]:
    """Return what an editor should look at before the text is stored, one sentence each."""
    told = [remark.words for remark in intake.remarks]
    if intake.empty_pages:
        pages = ", ".join(map(str, intake.empty_pages))
        told.append(_("These pages of the PDF hold no text: {pages}.").format(pages=pages))
    if intake.faults:
        told.append(
            plural(
                "{count} flaw of the file was passed over.",
                "{count} flaws of the file were passed over.",
                intake.faults,
            )
        )
    found = oddities(intake.text, most=_MOST_COUNTED)
    told += [oddity.words for oddity in found[:_MOST_ODDITIES]]
    if len(found) > _MOST_ODDITIES:
        told.append(_("And {count} more such places.").format(count=len(found) - _MOST_ODDITIES))
    return told


def _unsure(intake: Intake) -> list[str]:
    found = {"title": intake.title, "author": intake.author, "published": intake.published}
    sentence = _("“{field}” was found {where}.")
    return [
        sentence.format(field=name, where=value.where.words)
        for name, value in found.items()
        if value and value.is_unsure
    ]


def _iso(time: StatedTime | None) -> str | None:
    if time is None:
        return None
    return time.moment.isoformat() if time.moment else time.day.isoformat()
