"""The article under review: sentences with their state, highlighted spans of the open claim, selectable words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.common.language import _
from geodata.desk.intake.oddities import oddities, shown
from geodata.desk.review.claim_spans import parts
from geodata.desk.review.reviewing import State
from geodata.desk.store.draft_records import DraftClaim
from geodata.model.quotes import Quote, segments
from pages.components.desk import desk_words
from pages.components.desk.session import Workspace
from pages.components.shell import browser

# A selection inside a shadow root is invisible to the page.
_text = browser.component("desk/text", isolate_styles=False)
KEY: Final = "desk text"
"""Key of the component that sends clicked sentences and selected words."""


@dataclass(frozen=True)
class Highlight:
    """The index of the open sentence, and the claim whose spans are highlighted."""

    sentence: int
    claim: DraftClaim


def show(workspace: Workspace, states: Sequence[State], highlight: Highlight) -> None:
    """Draw the article."""
    data = {
        "language": workspace.draft.article.content.article.language,
        "runs": list(runs(workspace, highlight.claim)),
        "sentences": [_sentence(number, state) for number, state in enumerate(states)],
        "current": highlight.sentence,
        "words": _words(),
    }
    _text(data=data, key=KEY, on_acts_change=lambda: None)


def runs(workspace: Workspace, claim: DraftClaim) -> Iterator[dict[str, object]]:
    """Yield the stored text in runs, each with its sentence, its parts of the claim, and its unusual characters."""
    text, sentences = workspace.text, workspace.draft.article.content.sentences
    spans: list[tuple[str, Quote]] = list(parts(claim))
    spans += [(f"odd {oddity.start}", _span(text, oddity.start, oddity.end)) for oddity in oddities(text)]
    spans += [(f"sentence {number}", _span(text, *bounds)) for number, bounds in enumerate(sentences)]
    for run in segments(_span(text, 0, len(text)), spans):
        numbers = [int(mark.partition(" ")[2]) for mark in run.marks if mark.startswith("sentence ")]
        is_odd = any(mark.startswith("odd ") for mark in run.marks)
        yield {
            "text": run.text,
            "sentence": numbers[0] if numbers else None,
            "marks": [mark for mark in run.marks if " " not in mark] + (["odd"] if is_odd else []),
            "odd": shown(run.text) if is_odd and shown(run.text) != run.text else "",
        }


def _span(text: str, start: int, end: int) -> Quote:
    return Quote(exact=text[start:end], start=start, end=end)


def _sentence(number: int, state: State) -> dict[str, str]:
    title = _("Sentence {number}: {state}").format(number=number + 1, state=desk_words.state(state))
    css = {State.IN_WORK: "work", State.OPEN: "open"}.get(state, "closed")
    return {"state": css, "mark": f"{desk_words.SIGNS[state]} {number + 1}", "title": title}


def _words() -> dict[str, str]:
    return {
        "text": _("The stored text. Select words by mouse, or by Shift and the arrow keys."),
        "bar": _("Selected:"),
        "quote": _("the claim’s words"),
        "attribution": _("who says it"),
        "hedge": _("hedge"),
        "time": _("time words"),
        "place": _("place words"),
        "claim": _("new claim"),
    }
