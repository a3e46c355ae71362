"""Measures the timeline in Chromium: from a drag and from a key to the painted map, beside the usual ways to one.

Run it with ``.venv/bin/python -m tests.benchmarks.slider_to_map [--events N ...] [--claims N ...] [--steps N]``.
The usual ways are st_folium with one folium.Marker per event, the same in a MarkerCluster, and st.pydeck_chart; the
floor is Streamlit's own way from a slider to a text. All draw the same generated events, and take their steps in turn.
A drag holds a handle of ours and moves it to and fro; what is sent is counted while it is held, and at rest.
"""

import argparse
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow.compute as pc
from playwright.sync_api import sync_playwright

from geodata.datasets.sources import Source
from geodata.edition import published
from geodata.edition.loading import load
from tests.benchmarks.arms import Arm, Claims, Events, arm, pins
from tests.benchmarks.dragging import Drag, drag
from tests.benchmarks.many_claims import publish_claims
from tests.benchmarks.measures import median, write, write_head, write_row
from tests.datasets.held import hold

SIZES: Final = (10, 1_000, 100_000, 10_000_000)
CLAIMS: Final = (98, 2_000, 20_000)
DRAGGED: Final = (
    "our work per frame, ms (median / p95)",
    "pointer to map, ms",
    "pointer to map, frames of 60 Hz",
    "messages held / at rest",
)
NAMES: Final = {
    "floor": "slider to text",
    "ours": "ours",
    "claims": "ours",
    "marker": "one Marker per event",
    "cluster": "MarkerCluster",
    "pydeck": "pydeck_chart",
}


ARMS: Final = [name for name in NAMES if name != "claims"]
RATIOS: Final = {
    "slider to text / pointer to map": ("floor", "drag"),
    "Marker / ours": ("marker", "ours"),
    "MarkerCluster / ours": ("cluster", "ours"),
    "pydeck / ours": ("pydeck", "ours"),
}
Pairs = Sequence[tuple[Arm, Events | Claims]]


def main() -> None:
    """Measure all sizes and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="*", default=SIZES)
    parser.add_argument("--claims", type=int, nargs="*", default=CLAIMS)
    parser.add_argument("--steps", type=int, default=9)
    parser.add_argument("--moves", type=int, default=160)
    parser.add_argument("--arms", nargs="*", default=ARMS, choices=ARMS)
    parser.add_argument("--data", type=Path, help="a folder to keep the generated sets in for the next run")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        folder = chosen.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "datasets").mkdir(parents=True, exist_ok=True)
        held = [_held(number, folder / "datasets") for number in sorted(chosen.events)]
        chromium = stack.enter_context(sync_playwright()).chromium
        arms = [stack.enter_context(arm(name, folder, chromium)) for name in chosen.arms]
        if find_spec("xstatic.pkg.leaflet_markercluster") is None:
            for one in (one for one in arms if one.name == "cluster"):
                one.refusal = "it needs the package XStatic-Leaflet-MarkerCluster."
        write_head(_titles("events", arms))
        for events in held:
            dragged = _measure([(one, events) for one in arms], chosen.steps, chosen.moves)
            write_row(_row(events.number, arms, dragged))
        floors = [one for one in arms if one.name == "floor"]
        write("")
        for number, claims in enumerate(chosen.claims):
            with tempfile.TemporaryDirectory() as own, ExitStack() as server:
                data = publish_claims(Path(own), claims)
                ours = server.enter_context(arm("claims", data, chromium))
                subject = Claims(claims, published.load(published.newest(data)))
                dragged = _measure([(ours, subject), *((one, held[0]) for one in floors)], chosen.steps, chosen.moves)
                if not number:
                    write_head(_titles("claims", [ours, *floors]))
                write_row(_row(claims, [ours, *floors], dragged))
        write(f"\nKeys and sizes: medians of {chosen.steps} steps. Left out (–):")
        for one in arms:
            if one.refusal:
                write(f"- {NAMES[one.name]}: {one.refusal}")


def _held(number: int, folder: Path) -> Events:
    """Return generated events, held as a data set in ``folder``."""
    name = f"events-{number}"
    if not (folder / f"{name}.json").exists():
        hold(folder, name, number)
    days = [pc.drop_null(batch.column("first_day")).to_numpy() for batch in pins(number)]
    with closing(Source.in_folder(name, folder)) as source:
        assert source.bounds
        first, last = source.bounds
    article = load().newest.day
    return Events(number, min(first, article), max(last, article), np.sort(np.concatenate(days)))


def _measure(pairs: Pairs, steps: int, moves: int) -> Drag | None:
    for one, subject in pairs:
        one.begin(subject)
        one.attempt(one.open)
        one.attempt(one.step)  # the first step fills what is kept
        one.times.clear()
        one.sizes.clear()
    for _ in range(steps):
        for one, _subject in pairs:
            one.attempt(one.step)
    dragged = next((drag(one.page, moves) for one, _subject in pairs if one.is_ours and one.page), None)
    for one, _subject in pairs:
        one.close_page()
    return dragged


def _titles(subject: str, arms: Sequence[Arm]) -> list[str]:
    times = [f"{NAMES[one.name]}, ms" for one in arms]
    return [subject, *DRAGGED, *times, *RATIOS, *(f"{NAMES[one.name]}, kB" for one in arms)]


def _row(number: int, arms: Sequence[Arm], dragged: Drag | None) -> list[str]:
    times = {"ours" if one.is_ours else one.name: median(one.times) for one in arms if not one.refusal}
    cells = [f"{number:,}", *(dragged.cells if dragged else "–" * len(DRAGGED))]
    cells += ["–" if one.refusal else f"{median(one.times):,.0f}" for one in arms]
    if dragged:
        times["drag"] = median(dragged.painted)
    for above, below in RATIOS.values():
        cells.append(f"{times[above] / times[below]:.1f}" if above in times and below in times else "–")
    return cells + ["–" if one.refusal else f"{median(one.sizes) / 1000:,.1f}" for one in arms]


if __name__ == "__main__":
    main()
