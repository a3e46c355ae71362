"""The printed page: the map as it is seen, and every claim shown, place by place, under the number it has on the map.

Nothing of it is on screen. The browser draws it when the reader prints, from values that are there already: the cards,
which stay the same while the reader filters and so are sent once, and the list of what is shown.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import streamlit as st

from geodata.common.language import _
from geodata.edition.derived import once
from geodata.edition.loading import Edition
from geodata.model.events import Event
from geodata.presentation import accounting, wording
from geodata.presentation.cards import card as card_of
from geodata.presentation.citations import cite
from geodata.views import place_list
from geodata.views.filters import NOWHERE
from geodata.views.selection import Selection
from pages.components.shell import address, browser
from pages.components.shell.address import Query

_keep_cards = browser.component("page/print-cards")
_sheet = browser.component("page/print")

Json = dict[str, Any]


def show(selection: Selection, edition: Edition, query: Query) -> None:
    """Add the hidden print version to the page; ``query`` is the page's own."""
    account = accounting.account(selection.ledger, edition).replace("**", "")
    data = {
        "words": {
            "title": wording.title(edition),
            "quote": _("Exact quote"),
            "citation": _("Cited report"),
        },
        "lines": [
            wording.subtitle(edition),
            wording.filter_sentence(selection.filter, edition),
            account,
            wording.dated(edition),
        ],
        "address": address.absolute(address.lasting(query, selection.filter, edition)),
        "groups": groups(selection, edition),
    }
    with st.container(key="print"):
        _keep_cards(data=_cards_text(edition), key="print cards")
        _sheet(data=data, key="print sheet")


def groups(selection: Selection, edition: Edition) -> list[Json]:
    """Return the claims that pass, each once, by place: numbered places first, as on the map, what is nowhere last."""
    by_places: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in (*selection.shown, *selection.unlocated):
        by_places[edition.drawn_at(event) or (NOWHERE,)].append(event)
    numbers, order = edition.place_numbers, place_list.places(edition)
    return [
        {
            "number": numbers.get(places[0]),
            "name": _(" and ").join(wording.place_name(place, edition) for place in places),
            "claims": [event.id for event in place_list.ordered(by_places[places])],
        }
        for places in sorted(by_places, key=lambda places: [order.index(place) for place in places])
    ]


@once
def _cards_text(edition: Edition) -> str:
    # Streamlit examines each value of a mapping at every run, and one text only once.
    return json.dumps(cards(edition))


def cards(edition: Edition) -> Mapping[str, Json]:
    """Return what is printed of every claim, by its id."""
    return {event.id: _card(event, edition) for event in edition.events}


def _card(event: Event, edition: Edition) -> Json:
    card: Json = card_of(event, edition)
    citation = cite(event, edition)
    printed = {_("Happened"), _("Where"), _("Hedge")}
    kept = ("id", "kind", "speaker", "line", "language", "quotes", "attribution", "summary", "translated")
    return {name: card[name] for name in kept if name in card} | {
        "facts": [fact for fact in card["facts"] if fact["term"] in printed],
        # A fragment that leads to the words is of no use on paper.
        "citation": f"{card['citation']} {citation.url.partition('#')[0]} {citation.edition}.",
    }
