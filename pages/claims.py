"""Every claim the map shows, as a list, a table or pairs that disagree, with the same filters and counts."""

import streamlit as st

from geodata.common.direction import mark_overrides
from geodata.common.language import _, marked
from geodata.model.events import Event
from geodata.views.search import examples, search
from geodata.views.selection import select
from pages.components import frame
from pages.components.claims import card_list, event_filter, ledger, listing
from pages.components.shell import address, current_edition
from pages.components.takeaway import sharing

VIEWS = {"list": marked("List"), "table": marked("Table"), "disagreements": marked("Disagreements")}


def open_event(event: Event) -> None:
    """Let the next run show ``event`` above the list."""
    address.choose("event", event.id)


head = frame.header("claims")
edition = current_edition.edition()
frame.notices(edition)
wanted = event_filter.read(edition)
event_filter.show(edition, wanted)
selection = select(edition, wanted)
ledger.show(selection, edition)

with st.container(horizontal=True, vertical_alignment="bottom", key="listing"):
    view = st.segmented_control(
        _("View as"),
        list(VIEWS),
        format_func=lambda name: _(VIEWS[name]),
        required=True,
        key=address.seed("view", "list", VIEWS),
    )
    words = st.text_input(
        _("Search quotes, summaries, names"),
        placeholder=mark_overrides(examples(edition)),
        key=address.seed("q", ""),
    )
found = search(selection.passing, words, edition)
query = event_filter.query(wanted, edition)
query |= {"view": [view]} if view and view != "list" else {}
query |= {"q": [words]} if words else {}
setting = card_list.CardContext("claims", query, open_event)

if words:
    contain = _("Of the {passing} claims that pass, {found} contain “{words}”.")
    st.text(contain.format(passing=len(selection.passing), found=len(found), words=mark_overrides(words)))
chosen = edition.event(address.chosen("event") or "")
if chosen:
    with st.container(border=True, key="chosen"):
        card_list.show([chosen], edition, setting, key="claim")
        st.button(_("Close"), on_click=address.choose, args=("event", None))
if not found:
    st.text(_("No claim passes the dates, filters and words chosen."))
    st.button(_("Show everything"), on_click=address.clear)
elif view == "list":
    listing.show_list(found, edition, setting)
elif view == "table":
    listing.show_table(found, edition)
else:
    listing.show_disagreements(found, edition, setting)
query |= {"event": [chosen.id]} if chosen else {}
with head.share:
    sharing.show(selection, edition, query, words)
frame.footer(edition, head.menu, query)
