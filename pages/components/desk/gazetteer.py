"""The gazetteer and the suggesters, one per process; the gazetteer of the world is built once, in the background."""

from collections.abc import Collection

import streamlit as st

from geodata.common import bounded
from geodata.common.bounded import Bounds
from geodata.common.language import _
from geodata.desk.suggestions import RuleSuggester, Suggester
from geodata.edition.loading import Edition
from geodata.gazetteer.lookup import Entry, Gazetteer, is_built, world_file
from geodata.model.places import Place
from pages.components.shell import jobs
from pages.components.shell.jobs import Job


def prepare() -> Job[None] | None:
    """Begin to build the gazetteer of the world if it is not built yet; return the job that does, None once it is."""
    if is_built(world_file()):
        return None
    job = _building()
    if job.is_done and not is_built(world_file()):
        _building.clear()
        if job.problem:
            raise job.problem
        job = _building()
    return None if is_built(world_file()) else job


def watch(job: Job[None]) -> None:
    """Draw how far the gazetteer is built; the page is drawn anew once it is there."""
    jobs.watch(job, _("The gazetteer of the world is being built, once …"), can_cancel=False)


def search(words: str, edition: Edition, limit: int) -> tuple[Place, ...]:
    """Return places whose names begin with ``words``, the edition's first."""
    return _gazetteer(edition).search(words, limit) if words.strip() else ()


def place(place_id: str, edition: Edition) -> Place | None:
    """Return the place with this id, or None."""
    entry = _gazetteer(edition).entry(place_id)
    return entry.place if entry else None


def entries(places: Collection[str], edition: Edition) -> list[Entry]:
    """Return the gazetteer's entries for these places, as far as it knows them."""
    found = (_gazetteer(edition).entry(place) for place in places)
    return [entry for entry in found if entry]


def region_of(place_id: str, edition: Edition) -> Place | None:
    """Return the region that a place lies in, or None if it is a region or lies in none that is known."""
    entry = _gazetteer(edition).entry(place_id)
    return place(entry.region, edition) if entry and entry.region else None


def suggester(edition: Edition, language: str) -> Suggester:
    """Return the suggester for articles in ``language``; without rules for it, it says so of every sentence."""
    return RuleSuggester(_gazetteer(edition), language.partition("-")[0].lower())


def _gazetteer(edition: Edition) -> Gazetteer:
    return _opened(tuple(edition.places), edition, is_whole=is_built(world_file()))


@st.cache_resource(show_spinner=False)
def _opened(places: Collection[str], _edition: Edition, *, is_whole: bool) -> Gazetteer:
    del places  # what the cache tells editions apart by; an id never stands for another place
    return Gazetteer(_edition.places, world_file() if is_whole else None)


@st.cache_resource(show_spinner=False)
def _building() -> Job[None]:
    return Job(_build)


def _build(job: Job[None]) -> None:
    # In a process of its own: it computes for a minute, and every page of this one would wait.
    bounded.run(
        "geodata.gazetteer.building:build_at",
        str(world_file()),
        bounds=Bounds(memory_bytes=None, cpu_seconds=None, wall_seconds=None),
        on_progress=job.progress,
        is_cancelled=job.is_cancelled,
    )
