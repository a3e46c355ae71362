"""The spans of the open claim, and the suggested spans that it does not contain."""

from collections.abc import Iterator
from typing import Final

from geodata.common.language import _
from geodata.desk.review.claim_spans import Part, is_carried, parts
from geodata.desk.review.reviewing import sentences_of, suggested
from geodata.desk.store.draft_records import DraftClaim
from geodata.desk.suggestions import HedgeSuggestion, TimeSuggestion
from geodata.model.quotes import Quote, segments
from pages.components.desk import desk_words
from pages.components.desk.session import Workspace
from pages.components.shell import browser

_spans = browser.component("desk/spans")
_ALWAYS: Final[tuple[Part, ...]] = ("quote", "attribution", "hedge")
_ALL: Final[tuple[Part, ...]] = ("quote", "attribution", "hedge", "time", "place")


def key(claim: DraftClaim) -> str:
    """Return the key of the component that sends what to add, remove or join."""
    return f"{claim.id} spans"


def show(workspace: Workspace, claim: DraftClaim) -> None:
    """Draw the claim's spans."""
    data = {
        "language": workspace.draft.article.content.article.language,
        "groups": groups(workspace, claim),
        "words": {
            "none": _("none"),
            "remove": _("Remove"),
            "add": _("Add"),
            "join": _("Join into one quote"),
        },
    }
    _spans(data=data, key=key(claim), on_acts_change=lambda: None)


def groups(workspace: Workspace, claim: DraftClaim) -> list[dict[str, object]]:
    """Return the claim's spans grouped by part, with the suggested hedges and times that it does not contain."""
    taken = parts(claim)
    places = {(part, span.start, span.end) for part, span in taken}
    offered = [offer for offer in _offered(workspace, claim) if (offer[0], offer[1].start, offer[1].end) not in places]
    inner = [(part, span) for part, span in taken if part not in {"quote", "attribution"}]
    part_groups: list[dict[str, object]] = []
    for part in _ALL:
        rows = [_row(part, span, "", inner, taken=True) for kind, span in taken if kind == part]
        rows += [_row(part, span, why, [], taken=False) for kind, span, why in offered if kind == part]
        if rows or part in _ALWAYS:
            part_groups.append({"part": part, "name": desk_words.part(part), "spans": rows})
    return part_groups


def _offered(workspace: Workspace, claim: DraftClaim) -> Iterator[tuple[Part, Quote, str]]:
    numbers = sorted({n for quote in (*claim.quotes, *claim.attribution) for n in sentences_of(workspace.draft, quote)})
    for number in numbers:
        for _record, suggestion in suggested(workspace.draft, number):
            part: Part | None = (
                "hedge"
                if isinstance(suggestion, HedgeSuggestion)
                else "time"
                if isinstance(suggestion, TimeSuggestion)
                else None
            )
            if part and is_carried(suggestion.span, claim):
                yield part, suggestion.span, suggestion.reason.words


def _row(part: Part, span: Quote, why: str, inner: list[tuple[Part, Quote]], *, taken: bool) -> dict[str, object]:
    marks = inner if part in {"quote", "attribution"} else []
    runs = [run.model_dump() for run in segments(span, marks)]
    return {"part": part, "start": span.start, "end": span.end, "runs": runs, "taken": taken, "why": why}
