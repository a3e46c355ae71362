"""Ways from a slider to what it moves, each with a server and a browser of its own, timed from a key to the paint.

The time is the browser's own. Each step is checked to show the number of events that overlap the window.
"""

import base64
import os
import shutil
import socket
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from playwright.sync_api import Browser, BrowserType, Page
from playwright.sync_api import TimeoutError as Timeout

from geodata.common.language import written_out
from geodata.datasets.schema import LADDER
from geodata.edition.loading import Edition
from geodata.model.places import Precision
from geodata.model.times import Clock
from geodata.views.filters import Filter
from geodata.views.marks import map_view
from geodata.views.selection import select
from tests.benchmarks.readers import wait_for
from tests.datasets.generator import batches

ROOT: Final = Path(__file__).parents[2]
STEPS_ONE_WAY: Final = 4
"""Page Down moves the slider's end by a tenth of all days; after so many steps it goes back."""
WIDEST_BIN: Final = 32
"""Our map may count whole bins of at most so many days, and says so."""
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
REST_MS: Final = 400
LOADED: Final = """() => performance.getEntriesByType("resource")
    .filter(({ name }) => name.includes("/scenes/")).length >= 2"""
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
    "claims": f"""(said) => {{
        const own = {IN_FRAME}?.asReported;
        if (!own?.now?.ready || !own.now.view?.caption.includes(said)) return -1;
        return own.now.view.marks.reduce((sum, mark) => sum + mark.quotes + mark.citations, 0);
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
# Notes when a key is pressed and when, frame by frame, the page is found to show what it should, and has painted it.
WATCH: Final = """([source, said, least, most]) => {
    const drawn = eval(source);
    window.measured = null;
    addEventListener("keydown", () => {
        const start = performance.now();
        const look = () => {
            const found = drawn(said);
            if (found < least || found > most) return requestAnimationFrame(look);
            setTimeout(() => { window.measured = performance.now() - start; });
        };
        requestAnimationFrame(look);
    }, { capture: true, once: true });
}"""


Shown = tuple[str, int, int]
"""What the page says, and the least and the most events that it may draw then."""


@dataclass
class Events:
    """What is to be seen of a generated set: its days, and the sorted first days of the events with a position."""

    number: int
    first: date
    last: date
    first_days: NDArray[np.int32]

    def path(self, arm: str) -> str:
        """Return the address of the page that draws the set in this way."""
        if arm == "ours":
            return f"datasets?set=events-{self.number}"
        return f"?arm={arm}&events={self.number}&first={self.first}&last={self.last}"

    def shown(self, arm: str, step: int) -> Shown:
        """Return what the page should show after so many steps."""
        days = (self.last - self.first).days
        end = self.last - timedelta(days=_down(step) * ((days + 1 + 5) // 10 if arm == "ours" else round(days / 10)))
        if arm == "floor":
            return f"to {end}", 0, 0
        until = self._until(end)
        if arm == "ours":
            if not _down(step):
                return "", until, self.number  # with all dates those without any are counted too
            return written_out(end), until, self._until(end + timedelta(days=WIDEST_BIN))
        return f"{until} events to {end}", until, until

    def _until(self, end: date) -> int:
        return int(np.searchsorted(self.first_days, end.toordinal(), side="right"))


@dataclass
class Claims:
    """What is to be seen of an edition: the claims of its month."""

    number: int
    edition: Edition

    def path(self, _arm: str) -> str:
        """Return the address of the map page."""
        return ""

    def shown(self, _arm: str, step: int) -> Shown:
        """Return what the page should show after so many steps."""
        first, last = self.edition.month
        end = last - timedelta(days=_down(step) * round(((last - first).days + 1) / 10))
        marks = map_view(
            select(self.edition, Filter(clock=Clock.REPORTED, start=first, end=end)).shown, self.edition
        ).marks
        claims = sum(mark.quotes + mark.citations for mark in marks)
        return written_out(end), claims, claims


def _down(step: int) -> int:
    turn = step % (2 * STEPS_ONE_WAY)
    return min(turn, 2 * STEPS_ONE_WAY - turn)


@dataclass
class Arm:
    """One way of drawing: its server, its browser, and what was measured at the size at hand."""

    name: str
    server: subprocess.Popen[bytes]
    url: str
    browser: Browser
    page: Page | None = None
    subject: Events | Claims | None = None
    taken: int = 0
    times: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    received: int = 0
    refusal: str = ""

    @property
    def is_ours(self) -> bool:
        """Tell whether the arm is a page of ours."""
        return self.name in {"ours", "claims"}

    def begin(self, subject: Events | Claims) -> None:
        """Be ready for ``subject``; refuse if it would be more in one message than Streamlit sends."""
        before = self.subject
        if before and self.sizes and not self.refusal:
            sent = statistics.median(self.sizes)
            expected = sent * subject.number / before.number
            if self.name != "floor" and not self.is_ours and expected > MOST_BYTES:
                self.refusal = (
                    f"at {subject.number:,} events a step would send some {expected / 1e6:,.0f} MB, after "
                    f"{sent / 1e6:,.1f} MB at {before.number:,}; Streamlit sends {MOST_BYTES / 1e6:,.0f} MB at most."
                )
        self.subject, self.taken, self.times, self.sizes = subject, 0, [], []

    def attempt(self, act: Callable[[], None]) -> None:
        """Do ``act`` unless the arm has given up; give up, here and at larger sizes, when it takes too long."""
        if self.refusal or not self.subject:
            return
        try:
            act()
        except Timeout:
            self.refusal = f"at {self.subject.number:,} it was given up after {MOST_SECONDS} s."
            self.server.kill()

    def open(self) -> None:
        """Show the page, and wait until it has drawn its events."""
        assert self.subject
        self.page = self.browser.new_page(viewport={"width": 1440, "height": 900})
        network = self.page.context.new_cdp_session(self.page)
        network.on("Network.webSocketFrameReceived", self._count_frame)
        network.on("Network.loadingFinished", self._count_file)
        network.send("Network.enable")
        self.page.goto(f"{self.url}/{self.subject.path(self.name)}")
        self.page.wait_for_function(
            f"""([said, least, most]) => {{
                const drawn = ({DRAWN[self.name]})(said);
                return least <= drawn && drawn <= most;
            }}""",
            arg=list(self.subject.shown(self.name, 0)),
            timeout=1000 * MOST_SECONDS,
        )
        self.page.locator(SETTLED).wait_for()
        if self.name == "ours":
            self.page.wait_for_function(LOADED, timeout=1000 * MOST_SECONDS)

    def step(self) -> None:
        """Move the end of the window with a key, and time it until the map has followed."""
        assert self.page
        assert self.subject
        key = "PageDown" if self.taken % (2 * STEPS_ONE_WAY) < STEPS_ONE_WAY else "PageUp"
        self.taken += 1
        self.page.get_by_role("slider", name="Last day" if self.is_ours else "end").focus()
        self.page.evaluate(WATCH, [DRAWN[self.name], *self.subject.shown(self.name, self.taken)])
        self.received = 0
        self.page.keyboard.press(key)
        self.page.wait_for_function("() => window.measured !== null", timeout=1000 * MOST_SECONDS)
        self.times.append(self.page.evaluate("() => window.measured"))
        if self.is_ours:
            self.page.wait_for_timeout(REST_MS)  # the message at rest, and its answer, are part of the step's bytes
        self.page.locator(SETTLED).wait_for()
        self.sizes.append(self.received)

    def close_page(self) -> None:
        """Close the page, if there is one."""
        if self.page:
            self.page.close()
        self.page = None

    def _count_frame(self, event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        self.received += len(base64.b64decode(payload)) if event["response"]["opcode"] == 2 else len(payload)

    def _count_file(self, event: dict[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])


@contextmanager
def arm(name: str, folder: Path, chromium: BrowserType) -> Iterator[Arm]:
    """Yield an arm with a server and a browser of its own; what hangs in one delays no other."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = "dashboard.py" if name in {"ours", "claims"} else "tests/benchmarks/slider_app.py"
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


def pins(events: int) -> Iterator[pa.RecordBatch]:
    """Yield the generated events that are coded to a position, as lon, lat, first_day, last_day and title."""
    columns = ["lon", "lat", "first_day", "last_day", "title"]
    for batch in batches(events):
        placed = pc.and_(pc.less_equal(batch.column("precision"), PINNED), pc.is_valid(batch.column("lon")))
        yield batch.filter(pc.and_(placed, pc.is_valid(batch.column("first_day")))).select(columns)
