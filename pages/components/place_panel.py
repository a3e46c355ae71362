"""The panel beside the map: the claims of one place, area or line, and the tray of what is not a point."""

from collections.abc import Sequence

import streamlit as st

from geodata.edition import Edition
from geodata.events import Event
from geodata.filters import NOWHERE
from geodata.marks import number_places
from geodata.places import Precision
from geodata.selection import Selection, Tally
from pages.components import address, claim_cards, wording

_BOX = "place box"
_CHOSEN = "place chosen"
_FINEST_FIRST = list(Precision)


def claims_at(place: str, selection: Selection) -> tuple[Event, ...]:
    """Return the claims that pass the filter at ``place``, the best located and then the exact quotes first."""
    passing = (*selection.shown, *selection.unlocated)
    found = [event for event in passing if place == _address(event, place)]
    return tuple(sorted(found, key=lambda event: (not event.is_quoted, _FINEST_FIRST.index(event.place.precision))))


def selected(selection: Selection, edition: Edition) -> str | None:
    """Return the place the reader chose, or else the first that has a claim to show."""
    return chosen() or next((place for place in _order(edition) if claims_at(place, selection)), None)


def chosen() -> str | None:
    """Return the place the reader chose, if any."""
    place: str | None = st.session_state.get(_CHOSEN)
    return place


def select(place: str | None) -> None:
    """Open ``place`` in the panel, or with None leave the choice to the page."""
    st.session_state[_CHOSEN] = place


def show(selection: Selection, edition: Edition) -> None:
    """Draw the panel: a choice of place, its names and counts, and its claims as cards."""
    place = selected(selection, edition)
    if place is None:
        st.text("No claim passes the dates and filters chosen.")
        st.button("Show everything", on_click=address.clear)
        return
    numbers = number_places(edition.events)
    options = _order(edition)
    # The box shows the effective place also when the reader has chosen none.
    st.session_state[_BOX] = place
    st.selectbox(
        "Place",
        options,
        format_func=lambda option: _title(option, numbers, edition),
        key=_BOX,
        on_change=lambda: select(st.session_state[_BOX]),
    )
    claims = claims_at(place, selection)
    st.text(_summary(place, claims, edition))
    if not claims:
        st.button("Show everything", on_click=address.clear)
    claim_cards.show(claims, edition, key="claims", on_follow=lambda event_id: _follow(event_id, edition))


def show_tray(selection: Selection, edition: Edition) -> None:
    """Draw a button for each area, the border and the unlocated: all that is not a point on the map."""
    current = selected(selection, edition)
    st.caption("Not points: drawn as an area or a line, or only listed")
    with st.container(horizontal=True, key="tray"):
        for place in _order(edition):
            tally = Tally.of(claims_at(place, selection))
            if place not in number_places(edition.events) and tally.total:
                st.button(
                    f"{wording.place_name(place, edition)} · {tally.quotes} + {tally.citations}",
                    key=f"tray {place}",
                    type="primary" if place == current else "secondary",
                    on_click=select,
                    args=(place,),
                    help=wording.tally(tally),
                )


def _address(event: Event, place: str) -> str | None:
    """Return ``place`` if the event belongs there: a country or no place at all is nowhere."""
    if place == NOWHERE:
        return None if event.place.precision.is_drawn else NOWHERE
    return place if place in event.place.places and event.place.precision.is_drawn else None


def _order(edition: Edition) -> list[str]:
    numbered = list(number_places(edition.events))
    areas = sorted(
        (place for place in edition.places.values() if place.level in {"region", "district", "border"}),
        key=lambda place: (["region", "district", "border"].index(place.level), place.name),
    )
    return [*numbered, *(place.id for place in areas), NOWHERE]


def _title(place: str, numbers: dict[str, int], edition: Edition) -> str:
    name = wording.place_name(place, edition)
    if place in numbers:
        return f"{numbers[place]} · {name}"
    return name if place == NOWHERE else f"{name} · {edition.places[place].level}"


def _summary(place: str, claims: Sequence[Event], edition: Edition) -> str:
    found = edition.places.get(place)
    names = ", ".join(filter(None, [found.name_ru, found.name_uk, *found.also])) if found else ""
    counts = "No claim here passes the dates and filters chosen."
    if claims:
        counts = f"{wording.tally(Tally.of(claims))} pass the dates and filters."
    return f"{counts} Also written: {names}." if names else counts


def _follow(event_id: str, edition: Edition) -> None:
    event = next(event for event in edition.events if event.id == event_id)
    place = event.place.places[0] if event.place.precision.is_drawn else NOWHERE
    select(place)
