"""Measures from a key press on the slider to the map painted in Chromium: the page of data sets, and the usual ways.

Run it with ``.venv/bin/python -m tests.benchmarks.slider_to_map [--events N ...] [--steps N]``. The usual ways are
st_folium with one folium.Marker per event, the same in a MarkerCluster, and st.pydeck_chart; the floor is Streamlit's
own way from a slider to a text. All draw the same generated events, take their steps in turn, and are checked at every
step to show the number of events that overlap the window. The time is the browser's own, from the key to the paint.
"""

import argparse
import base64
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from playwright.sync_api import Browser, BrowserType, Page, sync_playwright
from playwright.sync_api import TimeoutError as Timeout

from geodata.common.language import written_out
from geodata.datasets.schema import LADDER
from geodata.datasets.sources import Source
from geodata.edition.loading import load
from geodata.model.places import Precision
from tests.benchmarks.readers import wait_for
from tests.datasets.generator import batches
from tests.datasets.held import hold

ROOT: Final = Path(__file__).parents[2]
SIZES: Final = (10, 1_000, 100_000, 10_000_000)
STEPS_ONE_WAY: Final = 4
"""Page Down moves the slider's end by a tenth of all days; after so many steps it goes back."""
MOST_SECONDS: Final = 60
MOST_BYTES: Final = 200_000_000
"""Streamlit's own limit for one message (server.maxMessageSize)."""
PINNED: Final = LADDER.index(Precision.VICINITY)
SWITCHES: Final = [
    "--no-sandbox",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
SETTLED: Final = '[data-testid="stApp"][data-test-script-state="notRunning"]'
IN_FRAME: Final = "document.querySelector('iframe[title^=\"streamlit_folium\"]')?.contentWindow"
SAYS: Final = "[...document.querySelectorAll('[data-testid=stText]')].some((text) => text.innerText === said)"
# Each is a function of what the page has to say, and tells how many events are drawn, or -1.
DRAWN: Final = {
    "floor": f"(said) => {SAYS} ? 0 : -1",
    "ours": f"""(said) => {{
        const own = {IN_FRAME}?.asReported;
        if (!own?.now?.ready || !own.now.view?.caption.includes(said)) return -1;
        return [...own.coded.cells.values()].reduce((sum, part) => sum + part.item.count, 0);
    }}""",
    "marker": f"(said) => {SAYS} ? {IN_FRAME}?.document.querySelectorAll('.leaflet-marker-icon').length ?? -1 : -1",
    "cluster": f"""(said) => {{
        const inside = {IN_FRAME};
        let drawn = -1;
        const Group = inside?.L?.MarkerClusterGroup;
        if (Group && {SAYS}) inside.map?.eachLayer?.((layer) => {{
            if (layer instanceof Group) drawn = layer.getLayers().length;
        }});
        return drawn;
    }}""",
    # Streamlit's chart keeps deck.gl to itself; what it was last given is a property of a React component above it.
    "pydeck": f"""(said) => {{
        let node = document.querySelector('[data-testid=stDeckGlJsonChart] canvas');
        if (!node || !{SAYS}) return -1;
        const key = Object.keys(node.closest("[data-testid]")).find((name) => name.startsWith("__reactFiber"));
        while (!node[key]) node = node.parentElement;
        let fiber = node[key];
        while (fiber.return) fiber = fiber.return;
        // A node may hold on to the tree before last; the root knows the one that is drawn.
        for (const left = [fiber.stateNode.current]; left.length;) {{
            fiber = left.pop();
            const layers = fiber.memoizedProps?.layers;
            if (Array.isArray(layers) && layers.length) return layers[0].props?.data?.length ?? -1;
            left.push(...[fiber.sibling, fiber.child].filter(Boolean));
        }}
        return -1;
    }}""",
}
NAMES: Final = {
    "floor": "slider to text",
    "ours": "ours",
    "marker": "one Marker per event",
    "cluster": "MarkerCluster",
    "pydeck": "pydeck_chart",
}
RATIOS: Final = {
    "ours / slider to text": ("ours", "floor"),
    "Marker / ours": ("marker", "ours"),
    "MarkerCluster / ours": ("cluster", "ours"),
    "pydeck / ours": ("pydeck", "ours"),
}
# Notes when a key is pressed and when, frame by frame, the page is found to show what it should, and has painted it.
WATCH: Final = """([source, said, wanted]) => {
    const drawn = eval(source);
    window.measured = null;
    addEventListener("keydown", () => {
        const start = performance.now();
        const look = () => {
            if (drawn(said) !== wanted) return requestAnimationFrame(look);
            setTimeout(() => { window.measured = performance.now() - start; });
        };
        requestAnimationFrame(look);
    }, { capture: true, once: true });
}"""


@dataclass
class Events:
    """What is to be seen of a generated set: its days, and the sorted first days of the events with a position."""

    number: int
    first: date
    last: date
    first_days: NDArray[np.int32]

    def until(self, end: date) -> int:
        """Return how many events with a position a window from the first day of all to ``end`` overlaps."""
        return int(np.searchsorted(self.first_days, end.toordinal(), side="right"))

    def end(self, step: int) -> date:
        """Return where the window ends after so many steps."""
        turn = step % (2 * STEPS_ONE_WAY)
        down = min(turn, 2 * STEPS_ONE_WAY - turn)
        return self.last - down * timedelta(days=round((self.last - self.first).days / 10))


@dataclass
class Arm:
    """One way of drawing: its server, its browser, and what was measured at the size at hand."""

    name: str
    server: subprocess.Popen[bytes]
    url: str
    browser: Browser
    page: Page | None = None
    events: Events | None = None
    taken: int = 0
    times: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    received: int = 0
    refusal: str = ""

    def begin(self, events: Events) -> None:
        """Be ready for ``events``; refuse if they would be more in one message than Streamlit sends."""
        before = self.events
        if before and self.sizes and not self.refusal:
            sent = statistics.median(self.sizes)
            expected = sent * events.number / before.number
            if self.name not in {"floor", "ours"} and expected > MOST_BYTES:
                self.refusal = (
                    f"at {events.number:,} events a step would send some {expected / 1e6:,.0f} MB, after "
                    f"{sent / 1e6:,.1f} MB at {before.number:,}; Streamlit sends {MOST_BYTES / 1e6:,.0f} MB at most."
                )
        self.events, self.taken, self.times, self.sizes = events, 0, [], []

    def attempt(self, act: Callable[[], None]) -> None:
        """Do ``act`` unless the arm has given up; give up, here and at larger sizes, when it takes too long."""
        if self.refusal or not self.events:
            return
        try:
            act()
        except Timeout:
            self.refusal = f"at {self.events.number:,} events it was given up after {MOST_SECONDS} s."
            self.server.kill()

    def open(self) -> None:
        """Show the page, and wait until it has drawn its events."""
        assert self.events
        self.page = self.browser.new_page(viewport={"width": 1280, "height": 900})
        network = self.page.context.new_cdp_session(self.page)
        network.on("Network.webSocketFrameReceived", self._count_frame)
        network.on("Network.loadingFinished", self._count_file)
        network.send("Network.enable")
        asked = f"?arm={self.name}&events={self.events.number}&first={self.events.first}&last={self.events.last}"
        self.page.goto(f"{self.url}/{f'datasets?set=events-{self.events.number}' if self.name == 'ours' else asked}")
        self.page.wait_for_function(
            f"([said, wanted]) => ({DRAWN[self.name]})(said) === wanted",
            arg=self._should_show(),
            timeout=1000 * MOST_SECONDS,
        )
        self.page.locator(SETTLED).wait_for()

    def step(self) -> None:
        """Move the end of the window with a key, and time it until the map has followed."""
        assert self.page
        key = "PageDown" if self.taken % (2 * STEPS_ONE_WAY) < STEPS_ONE_WAY else "PageUp"
        self.taken += 1
        self.page.get_by_role("slider", name="Last day" if self.name == "ours" else "end", exact=True).focus()
        self.page.evaluate(WATCH, [DRAWN[self.name], *self._should_show()])
        self.received = 0
        self.page.keyboard.press(key)
        self.page.wait_for_function("() => window.measured !== null", timeout=1000 * MOST_SECONDS)
        self.times.append(self.page.evaluate("() => window.measured"))
        self.page.locator(SETTLED).wait_for()
        self.sizes.append(self.received)

    def close_page(self) -> None:
        """Close the page, if there is one."""
        if self.page:
            self.page.close()
        self.page = None

    def _should_show(self) -> tuple[str, int]:
        assert self.events
        end = self.events.end(self.taken)
        if self.name == "floor":
            return f"to {end}", 0
        wanted = self.events.until(end)
        return (f"to {written_out(end)}" if self.name == "ours" else f"{wanted} events to {end}"), wanted

    def _count_frame(self, event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        self.received += len(base64.b64decode(payload)) if event["response"]["opcode"] == 2 else len(payload)

    def _count_file(self, event: dict[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])


def pins(events: int) -> Iterator[pa.RecordBatch]:
    """Yield the generated events that are coded to a position, as lon, lat, first_day, last_day and title."""
    columns = ["lon", "lat", "first_day", "last_day", "title"]
    for batch in batches(events):
        placed = pc.and_(pc.less_equal(batch.column("precision"), PINNED), pc.is_valid(batch.column("lon")))
        yield batch.filter(pc.and_(placed, pc.is_valid(batch.column("first_day")))).select(columns)


def main() -> None:
    """Measure all sizes and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="*", default=SIZES)
    parser.add_argument("--steps", type=int, default=9)
    parser.add_argument("--arms", nargs="*", default=list(DRAWN), choices=list(DRAWN))
    parser.add_argument("--data", type=Path, help="a folder to keep the generated sets in for the next run")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        folder = chosen.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "datasets").mkdir(parents=True, exist_ok=True)
        held = [_held(number, folder / "datasets") for number in sorted(chosen.events)]
        playwright = stack.enter_context(sync_playwright())
        arms = [stack.enter_context(_arm(name, folder, playwright.chromium)) for name in chosen.arms]
        for arm in arms:
            if arm.name == "cluster" and find_spec("xstatic.pkg.leaflet_markercluster") is None:
                arm.refusal = "it needs the package XStatic-Leaflet-MarkerCluster."
        _write(_head(arms))
        for events in held:
            _measure(arms, events, chosen.steps)
            _write(_row(arms, events.number))
    _write(f"\nMedian of {chosen.steps} steps. Left out (–):")
    for arm in arms:
        if arm.refusal:
            _write(f"- {NAMES[arm.name]}: {arm.refusal}")


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


def _measure(arms: Sequence[Arm], events: Events, steps: int) -> None:
    for arm in arms:
        arm.begin(events)
        arm.attempt(arm.open)
        arm.attempt(arm.step)  # the first step fills what is kept
        arm.times.clear()
        arm.sizes.clear()
    for _ in range(steps):
        for arm in arms:
            arm.attempt(arm.step)
    for arm in arms:
        arm.close_page()


def _head(arms: Sequence[Arm]) -> str:
    times = [f"{NAMES[arm.name]}, ms" for arm in arms]
    sizes = [f"{NAMES[arm.name]}, kB" for arm in arms]
    titles = ["events", *times, *RATIOS, *sizes]
    return f"| {' | '.join(titles)} |\n|{'---:|' * len(titles)}"


def _row(arms: Sequence[Arm], events: int) -> str:
    times = {arm.name: statistics.median(arm.times) for arm in arms if not arm.refusal}
    cells = [f"{events:,}", *(f"{times[arm.name]:,.0f}" if arm.name in times else "–" for arm in arms)]
    for above, below in RATIOS.values():
        has_both = above in times and below in times
        cells.append(f"{times[above] / times[below]:.1f}" if has_both else "–")
    cells += ["–" if arm.refusal else f"{statistics.median(arm.sizes) / 1000:,.1f}" for arm in arms]
    return f"| {' | '.join(cells)} |"


@contextmanager
def _arm(name: str, folder: Path, chromium: BrowserType) -> Iterator[Arm]:
    """Yield an arm with a server and a browser of its own; what hangs in one delays no other."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = "dashboard.py" if name == "ours" else "tests/benchmarks/slider_app.py"
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, *options],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "AS_REPORTED_DATA": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            executable = shutil.which("chromium") or shutil.which("chromium-browser")
            with chromium.launch(executable_path=executable, args=SWITCHES) as browser:
                yield Arm(name, server, f"http://127.0.0.1:{port}", browser)
        finally:
            server.kill()


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
