"""Data sets shared by all sessions: opened once, with cached results of costly queries."""

import hashlib
import os
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from geodata.common.data_folder import datasets_folder
from geodata.common.errors import AsReportedError
from geodata.datasets.criteria import Criteria
from geodata.datasets.schema import DataSet
from geodata.datasets.snapshots import Available, available
from geodata.datasets.sources import Source, available_at
from pages.components.shell import current_edition

Answer = TypeVar("Answer")


def available_sets() -> Available:
    """Return the available data sets, in the folder or at the engine of ``AS_REPORTED_ENGINE``, and their faults."""
    engine = os.environ.get("AS_REPORTED_ENGINE")
    try:
        return available_at(engine) if engine else available(datasets_folder())
    except AsReportedError as error:
        return Available((), (error,))


def source(dataset: DataSet) -> Source:
    """Return the data set, open for all sessions until it is imported again; raise AsReportedError if it is damaged."""
    opened: Source = _source(dataset.id, _version(dataset))
    return opened


def kept(source: Source, question: object, answer: Callable[[], Answer]) -> Answer:
    """Memoize ``answer()`` per data set version and ``repr(question)``."""
    result: Answer = _kept(f"{source.dataset.id} {_version(source.dataset)} {question!r}", answer)
    return result


def question(criteria: Criteria) -> str:
    """Return a cache key of the criteria."""
    fields = criteria.model_dump(mode="json")
    return repr({name: sorted(value) if isinstance(value, list) else value for name, value in fields.items()})


def version(dataset: DataSet) -> str:
    """Return a short name of the data set's content: another import has another."""
    return hashlib.sha256(_version(dataset).encode()).hexdigest()[:16]


def _version(dataset: DataSet) -> str:
    return f"{dataset.imported.isoformat()} {dataset.file_sha256}"


@st.cache_resource(show_spinner=False, max_entries=16)
def _source(dataset: str, version: str) -> Source:  # noqa: ARG001 - the version tells one import from the next
    engine = os.environ.get("AS_REPORTED_ENGINE")
    opened = Source.at(engine, dataset) if engine else Source.in_folder(dataset, datasets_folder())
    current_edition.freeze_garbage_collector()
    return opened


# Most answers take a few megabytes, none more than 64.
@st.cache_resource(show_spinner=False, max_entries=64)
def _kept(question: str, _answer: Callable[[], Any]) -> Any:  # noqa: ANN401, ARG001 - each question has its own answer
    return _answer()
