"""Claims as cards, one below the other or two side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from geodata.common.language import _
from geodata.edition.loading import Edition
from geodata.model.events import Event, Relation
from geodata.presentation.cards import card, disagreement, place_of, words
from pages.components.shell import browser, role
from pages.components.shell.address import Query

CITED = "cited claim"
"""The session's key for the id of the claim whose citation the reader asked for."""
_cards = browser.component("page/claims")
_DESK: Final = "editor"


@dataclass(frozen=True)
class CardContext:
    """Where cards are drawn: the page's file name, the query its links carry on, and what following a claim does."""

    page: str
    query: Query
    on_follow: Callable[[Event], None]


PREVIEW: Final = CardContext(_DESK, {}, lambda _event: None)
"""Cards at the desk, of what is not published yet: without links to it."""


def show(  # noqa: PLR0913 - each argument is one property of the cards
    events: Sequence[Event], edition: Edition, setting: CardContext, *, key: str, opened: bool = True, subject: str = ""
) -> None:
    """Draw one card per event; ``opened`` unfolds the details of exact quotes.

    With another ``subject`` than before, what the cards lie in is scrolled to its top.
    """
    _draw([(None, events)], edition, setting, key=key, opened=opened, subject=subject)


def show_pairs(pairs: Sequence[Relation], edition: Edition, setting: CardContext, *, key: str) -> None:
    """Draw the two claims of each relation side by side, under what they disagree about."""
    groups = [(pair, [edition.events_by_id[event_id] for event_id in pair.events]) for pair in pairs]
    _draw(groups, edition, setting, key=key, opened=False)


def _draw(  # noqa: PLR0913 - the same
    groups: Sequence[tuple[Relation | None, Sequence[Event]]],
    edition: Edition,
    setting: CardContext,
    *,
    key: str,
    opened: bool,
    subject: str = "",
) -> None:
    def follow() -> None:
        # The id comes from the browser, so it may be anything.
        event = edition.event(str(st.session_state[key].follow))
        if event:
            setting.on_follow(event)

    def cite() -> None:
        event = edition.event(str(st.session_state[key].cite))
        st.session_state[CITED] = event.id if event else None

    at_desk = role.editor() is not None
    drawn = [
        {
            **(disagreement(pair) if pair else {}),
            "cards": [_card(event, edition, setting, at_desk=at_desk) for event in events],
        }
        for pair, events in groups
    ]
    data = {"groups": drawn, "opened": opened, "words": words(), "subject": subject}
    _cards(data=data, key=key, on_follow_change=follow, on_cite_change=cite)


def _card(event: Event, edition: Edition, setting: CardContext, *, at_desk: bool) -> dict[str, object]:
    if setting.page == _DESK:
        return {**card(event, edition), "share": ""}
    links = _links(event, edition, setting)
    return card(event, edition, [*links, *_correcting(event, setting)] if at_desk else links)


def _correcting(event: Event, setting: CardContext) -> list[tuple[str, str]]:
    """Return links to the desk, for editors only: a correction begins on the card it is about."""
    language = {"lang": setting.query["lang"]} if "lang" in setting.query else {}
    words = {"correct": _("Correct"), "withdraw": _("Withdraw")}
    return [
        (label, f"{_DESK}?" + urlencode(language | {name: [event.id]}, doseq=True)) for name, label in words.items()
    ]


def _links(event: Event, edition: Edition, setting: CardContext) -> list[tuple[str, str]]:
    """Return links to the other pages, as (text, relative URL)."""
    rest = {name: values for name, values in setting.query.items() if name not in {"event", "place", "q", "view"}}
    links = []
    if setting.page != "dashboard":
        links.append(
            (_("Show on the map"), "./?" + urlencode(rest | {"place": [place_of(event, edition)]}, doseq=True))
        )
    if setting.page != "articles" and event.is_quoted:
        links.append((_("Read in the article"), "articles?" + urlencode(rest | {"event": [event.id]}, doseq=True)))
    if setting.page != "claims":
        links.append((_("Open in the list of claims"), "claims?" + urlencode(rest | {"event": [event.id]}, doseq=True)))
    return links
