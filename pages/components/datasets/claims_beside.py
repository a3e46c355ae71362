"""Claims of the article on a data set's map: those of the same days; selecting one opens it on the map page."""

from collections.abc import Sequence

import streamlit as st

from geodata.common.language import _, plural
from geodata.datasets.criteria import Criteria
from geodata.edition.loading import Edition
from geodata.model.events import Event
from geodata.views.filters import Filter
from geodata.views.selection import select
from pages.components.claims import event_filter
from pages.components.datasets import dataset_map


def within(criteria: Criteria, carried: Filter, edition: Edition) -> tuple[Event, ...]:
    """Return the claims quoted from the article in the window, on the reader's clock."""
    if criteria.start is None or criteria.end is None:
        return tuple(event for event in edition.events if event.is_quoted and edition.drawn_at(event))
    days = Filter(clock=carried.clock, start=criteria.start, end=criteria.end)
    return tuple(event for event in select(edition, days).shown if event.is_quoted)


def sentence(claims: Sequence[Event], edition: Edition) -> str:
    """Return the caption of the numbered markers, or why there are none."""
    if not claims:
        return _("No quoted claim falls into these days.")
    words = plural("Numbered: {count} quoted claim", "Numbered: {count} quoted claims", len(claims))
    publishers = ", ".join(dict.fromkeys(article.publisher for article in edition.articles.values()))
    return _("{claims} from {publishers}; a click on one leads to its words.").format(
        claims=words, publishers=publishers
    )


def follow(edition: Edition) -> None:
    """Open the article's map if the reader has selected one of its places here."""
    place = st.session_state.pop(dataset_map.ARTICLE_PLACE, None)
    if place:
        query = event_filter.query(event_filter.carried(edition), edition) | {"place": [place]}
        st.switch_page(
            "dashboard.py", query_params=[(name, value) for name, values in query.items() for value in values]
        )
