"""The filter of the data sets page: set, facet values, words and dates, kept in the URL."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

import streamlit as st
from babel.numbers import format_decimal
from streamlit.delta_generator import DeltaGenerator

from geodata.common.direction import mark_overrides
from geodata.common.language import _, current, marked, written_out
from geodata.datasets.criteria import FACETS, Criteria
from geodata.datasets.schema import DataSet
from geodata.datasets.sources import Source
from geodata.datasets.view import extents
from geodata.datasets.view.counts import DayCounts
from geodata.edition.loading import Edition
from geodata.model.places import Precision
from geodata.presentation import wording
from geodata.views.filters import Window
from geodata.views.selection import Outcome
from pages.components.datasets import cache, scenes
from pages.components.shell import address

SPAN: Final = "set span"
"""Session state key: the first and the last day chosen, None for a set without dates."""
WORDS: Final = "set words"
_LABELS: Final = {
    "kind": marked("Kind, as coded"),
    "precision": marked("Placed as"),
    "region": marked("Region"),
    "country": marked("Country, as coded"),
}
_KEYS: Final = {name: f"set {name}" for name in _LABELS}
_MOST_VALUES: Final = 500
_MOST_LETTERS: Final = 200


def choose(datasets: Sequence[DataSet]) -> DataSet:
    """Draw the selector of data sets and return the selected one."""
    names = {dataset.id: mark_overrides(dataset.name) for dataset in datasets}
    if st.session_state.get("set") not in names:
        # The selected set was withdrawn since.
        st.session_state.pop("set", None)
    chosen = st.selectbox(
        _("Data set"),
        list(names),
        format_func=lambda name: f"{names[name]} · {counted(_by_id(datasets, name).accepted)}",
        key=address.seed("set", next(iter(names)), names),
        on_change=forget,
        width=340,
    )
    return _by_id(datasets, chosen)


def forget() -> None:
    """Reset the filter: another set has other days, kinds and places."""
    for key in (SPAN, WORDS, *_KEYS.values()):
        st.session_state.pop(key, None)
    address.choose("open", None)


def show(source: Source, edition: Edition, controls: DeltaGenerator) -> Criteria:
    """Draw the filters into ``controls`` and return the criteria."""
    limits = limits_of(source, edition)
    options = {name: _options(source, name) for name in _LABELS}
    if SPAN not in st.session_state or not _fits(st.session_state[SPAN], limits):
        _adopt(source, limits)
    for name, key in _KEYS.items():
        # An option that no longer exists, as after an import, would stop the page.
        known = [value for value in st.session_state[key] if value in options[name]]
        if known != st.session_state[key]:
            st.session_state[key] = known
    address.keep(SPAN, WORDS, *_KEYS.values())
    criteria = _criteria(limits)
    with controls:
        _facets(options, active=sum(bool(st.session_state[key]) for key in (WORDS, *_KEYS.values())))
    if limits is None:
        st.text(_("No event of this data set has a date, so there is no slider."))
    return criteria


def ledger(source: Source, criteria: Criteria) -> Mapping[Outcome, int]:
    """Return the number of events by outcome, from cumulative sums: a step of the slider runs no query."""
    return _counts(source, criteria).ledger(criteria.days)


def query(dataset: DataSet, criteria: Criteria, source: Source, edition: Edition) -> dict[str, list[str]]:
    """Return data set and criteria as URL parameters, without those at their defaults."""
    limits = limits_of(source, edition)
    asked = {"set": [dataset.id]}
    if criteria.start and criteria.end and (criteria.start, criteria.end) != limits:
        asked |= {"from": [criteria.start.isoformat()], "to": [criteria.end.isoformat()]}
    for name in _LABELS:
        values = sorted(getattr(criteria, FACETS[name]))
        asked |= {name: values} if values else {}
    return asked | ({"words": [criteria.words]} if criteria.words else {})


def sentence(dataset: DataSet, criteria: Criteria, days: str | None = None) -> str:
    """Return the criteria in words, with ``days`` for those of the dates if given."""
    coded = _("{name}, coded by {coder}, not quoted").format(name=dataset.name, coder=dataset.coded_by)
    parts = [coded, _("all dates")]
    if criteria.start and criteria.end:
        parts[1] = _("{first} to {last}").format(first=written_out(criteria.start), last=written_out(criteria.end))
    if days is not None:
        parts[1] = days
    for name, label in _LABELS.items():
        values = sorted(value_name(name, value) for value in getattr(criteria, FACETS[name]))
        parts += [f"{_(label)}: {', '.join(values)}"] if values else []
    licence = _("Licence: {licence}.").format(licence=dataset.licence or _("not stated"))
    parts += [_("with the words “{words}”").format(words=criteria.words)] if criteria.words else []
    return mark_overrides(f"{'; '.join(parts)}. {licence}")


def value_name(facet: str, value: str) -> str:
    """Return the label of a facet value; the set's own words are not translated."""
    if facet == "precision":
        return wording.precision(Precision(value))
    if facet == "region" and value:
        return extents.name(value)
    return mark_overrides(value) or _("none given")


def counted(number: int) -> str:
    """Return a number in the language's format, as in "12,345"."""
    return _written(number, current())


@lru_cache(maxsize=10_000)
def _written(number: int, language: str) -> str:
    return str(format_decimal(number, locale=language))


def _counts(source: Source, criteria: Criteria) -> DayCounts:
    return scenes.day_counts(source, criteria)


def _by_id(datasets: Sequence[DataSet], name: str) -> DataSet:
    return next(dataset for dataset in datasets if dataset.id == name)


def limits_of(source: Source, edition: Edition) -> Window | None:
    """Return the timeline's range, the set's days and the articles', or None if the set has none."""
    bounds = cache.kept(source, "bounds", lambda: source.bounds)
    if bounds is None:
        return None
    published = [article.day for article in edition.articles.values()]
    return min(bounds[0], *published), max(bounds[1], *published)


def _options(source: Source, name: str) -> Mapping[str, int]:
    """Return the values of a facet in the whole set with their counts, whatever the filter."""

    def ask() -> dict[str, int]:
        return {str(value): count for value, count in source.facet(Criteria(), name, _MOST_VALUES).items()}

    return cache.kept(source, ("facet", name), ask)


def _adopt(source: Source, limits: Window | None) -> None:
    asked = address.read()
    # After a change of the set, the URL still holds the last one's parameters.
    meant = asked if asked.get("set", [source.dataset.id]) == [source.dataset.id] else {}
    st.session_state[SPAN] = _span(meant, limits) if limits else None
    st.session_state[WORDS] = next(iter(meant.get("words", ())), "")[:_MOST_LETTERS]
    for name, key in _KEYS.items():
        st.session_state[key] = list(dict.fromkeys(meant.get(name, ())))


def _span(asked: Mapping[str, Sequence[str]], limits: Window) -> Window:
    try:
        start, end = (date.fromisoformat(asked[name][0]) for name in ("from", "to"))
    except (KeyError, ValueError):
        return limits
    return (start, end) if limits[0] <= start <= end <= limits[1] else limits


def _fits(window: Window | None, limits: Window | None) -> bool:
    if window is None or limits is None:
        return window is limits
    return limits[0] <= window[0] and window[1] <= limits[1]


def _criteria(limits: Window | None) -> Criteria:
    """Return the chosen criteria; with all dates there is no window, so that undated events are shown too."""
    state = st.session_state
    chosen = {FACETS[name]: frozenset(state[key]) for name, key in _KEYS.items()}
    days = dict(zip(("start", "end"), state[SPAN], strict=True)) if limits and state[SPAN] != limits else {}
    return Criteria.model_validate({**chosen, **days, "words": state[WORDS].strip()})


def _facets(options: Mapping[str, Mapping[str, int]], active: int) -> None:
    label = _("Search and filter ({count} in use)").format(count=active) if active else _("Search and filter")
    with st.popover(label, icon=":material/filter_list:"):
        st.text_input(
            _("Words in titles, places and sources"),
            key=WORDS,
            max_chars=_MOST_LETTERS,
            placeholder=_("each word may be the beginning of one"),
        )
        for name, counts in options.items():
            labels = {value: f"{value_name(name, value)} · {counted(count)}" for value, count in counts.items()}
            st.multiselect(
                _(_LABELS[name]),
                list(labels),
                format_func=labels.__getitem__,
                key=_KEYS[name],
                placeholder=_("All"),
                select_all=False,
            )
        st.caption(_("The numbers are those of the whole data set."))
        st.button(_("Clear all"), on_click=_clear, key="set clear")


def _clear() -> None:
    st.session_state[WORDS] = ""
    for key in _KEYS.values():
        st.session_state[key] = []
