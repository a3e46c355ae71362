"""The gazetteer and the suggesters, one per process."""

from collections.abc import Collection

import streamlit as st

from geodata.common.language import _
from geodata.desk.suggestions import RuleSuggester, Suggester
from geodata.edition.loading import Edition
from geodata.gazetteer import building
from geodata.gazetteer.lookup import Gazetteer, is_built, world_file
from geodata.model.places import Place


def search(words: str, edition: Edition, limit: int) -> tuple[Place, ...]:
    """Return places whose names begin with ``words``, the edition's first."""
    return _gazetteer(tuple(edition.places), edition).search(words, limit) if words.strip() else ()


def place(place_id: str, edition: Edition) -> Place | None:
    """Return the place with this id, or None."""
    entry = _gazetteer(tuple(edition.places), edition).entry(place_id)
    return entry.place if entry else None


def suggester(edition: Edition, language: str) -> Suggester:
    """Return the suggester for articles in ``language``; where there are no rules for it, it says so of every sentence.

    The gazetteer of the world is built first if it was not yet.
    """
    if not is_built(world_file()):
        bar = st.progress(0.0, text=_("Building the gazetteer of the world, once …"))
        try:
            building.build(world_file(), lambda part: bar.progress(min(max(part, 0.0), 1.0)))
        finally:
            bar.empty()
        _gazetteer.clear()
    return RuleSuggester(_gazetteer(tuple(edition.places), edition), language.partition("-")[0].lower())


@st.cache_resource(show_spinner=False)
def _gazetteer(places: Collection[str], _edition: Edition) -> Gazetteer:
    del places  # what the cache tells editions apart by; an id never stands for another place
    world = world_file()
    return Gazetteer(_edition.places, world if is_built(world) else None)
