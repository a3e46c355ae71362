"""The panel beside the map: the claims of one place, area or line, and the tray of what is not a point."""

from collections.abc import Sequence

import streamlit as st

from geodata.common.language import _
from geodata.edition.loading import Edition
from geodata.model.events import Event
from geodata.presentation import wording
from geodata.presentation.cards import place_of
from geodata.views.filters import NOWHERE
from geodata.views.place_list import claims_at, places
from geodata.views.selection import Selection, Tally
from pages.components.claims import card_list
from pages.components.shell import address, browser
from pages.components.shell.address import Query

_BOX = "place box"
_sheet = browser.component("page/sheet")


def selected(selection: Selection, edition: Edition) -> str | None:
    """Return the place the reader chose, or else the first that has a claim to show."""
    return chosen(edition) or next(iter(_with_claims(selection, edition)), None)


def _with_claims(selection: Selection, edition: Edition) -> list[str]:
    """Return what the panel can open and has a claim that passes the filter."""
    named = {place for event in selection.shown for place in event.place.places}
    named |= {NOWHERE} if selection.unlocated else set()
    return [place for place in places(edition) if place in named]


def chosen(edition: Edition) -> str | None:
    """Return the place the reader chose, if any."""
    place = address.chosen("place")
    return place if place in places(edition) else None


def select(place: str) -> None:
    """Open ``place`` in the panel."""
    address.choose("place", place)


def show(selection: Selection, edition: Edition, query: Query) -> None:
    """Draw the panel: the place that is open, its counts, its claims as cards whose links carry ``query``, the rest."""
    place = selected(selection, edition)
    _sheet(data={"subject": place or "", "words": {"more": _("More of the claims"), "less": _("Less")}}, key="sheet")
    if place is None:
        st.text(_("No claim passes the dates and filters chosen."))
        st.button(_("Show everything"), on_click=address.clear)
        return
    _head(place, selection, edition)
    claims = claims_at(place, selection)
    st.text(_summary(claims, edition))
    if not claims:
        st.button(_("Show everything"), on_click=address.clear)
    setting = card_list.CardContext("dashboard", query, lambda event: select(place_of(event, edition)))
    card_list.show(claims, edition, setting, key="claims", subject=place)
    _tray(place, selection, edition)
    found = edition.places.get(place)
    if found and wording.also_written(found):
        st.text(wording.also_written(found))


def _head(place: str, selection: Selection, edition: Edition) -> None:
    """Draw the name of the open place, which is the choice of another, and the way to the places beside it."""
    # The box shows the effective place also when the reader has chosen none.
    st.session_state[_BOX] = place
    options = places(edition)
    named = {place, *_with_claims(selection, edition)}
    steps = [option for option in options if option in named]
    at = steps.index(place)
    with st.container(horizontal=True, vertical_alignment="center", key="place"):
        st.selectbox(
            _("Place"),
            options,
            format_func=lambda option: wording.place_title(option, edition),
            key=_BOX,
            on_change=lambda: select(st.session_state[_BOX]),
            label_visibility="collapsed",
        )
        for step, name, icon in ((-1, _("Previous place"), "chevron_left"), (1, _("Next place"), "chevron_right")):
            st.button(
                name,
                key=f"place {step:+d}",
                icon=f":material/{icon}:",
                on_click=select,
                args=(steps[(at + step) % len(steps)],),
            )
            if step < 0:
                st.text(f"{at + 1}/{len(steps)}")


def _tray(current: str, selection: Selection, edition: Edition) -> None:
    with st.container(horizontal=True, key="tray"):
        for place, name in (("border", _("The border")), (NOWHERE, _("No single place"))):
            tally = Tally.of(claims_at(place, selection))
            st.button(
                f"{name} · {tally.quotes} + {tally.citations}",
                key=f"tray {place}",
                type="primary" if place == current else "secondary",
                on_click=select,
                args=(place,),
                help=_("Not a point on the map: {tally}").format(tally=wording.tally(tally, edition)),
            )


def _summary(claims: Sequence[Event], edition: Edition) -> str:
    """Return how many claims of each kind are here, how many origins they have, and whether they disagree."""
    if not claims:
        return _("No claim here passes the dates and filters chosen.")
    count = Tally.of(claims)
    counts = wording.evidence(
        count.quotes,
        count.citations,
        disputed=any(edition.disputes(event.id) for event in claims),
        several_articles=edition.has_several_articles,
    )
    return f"{counts} · {wording.credits_of(claims, edition)}"
