"""Measures readers of one process: sessions that move the timeline, through Streamlit's web socket.

Run it with ``.venv/bin/python -m tests.benchmarks.readers [--events N ...] [--sessions N ...] [--every SECONDS]``.
Each session opens the map page, or the page of a data set with its scenes, and lets go of a handle at another day each
time: one message, after which the page follows. Measured are the time from the message to the end of its script run,
and the server's processor time and memory. A page with one slider and one text is the bare rerun beside it.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from geodata.datasets import snapshots
from geodata.datasets.importing import staging
from geodata.edition.loading import load
from tests.datasets import generator

ROOT: Final = Path(__file__).parents[2]
ACTS: Final = 4
MICROSECONDS_A_DAY: Final = 86_400_000_000
DATA_SETS: Final = "datasets"
SET: Final = "generated"
VIEW: Final = [18.0, 42.0, 46.0, 57.0, 5.0]
"""What the map tells that it shows: west, south, east and north in degrees, and the zoom."""
BARE: Final = """
import datetime
import streamlit as st
days = st.slider("Days", datetime.date(2019, 1, 1), datetime.date(2023, 12, 31),
                 (datetime.date(2019, 1, 1), datetime.date(2023, 12, 31)))
st.text(str(days))
"""


@dataclass
class Session:
    """One reader's connection, what the page has drawn, and milliseconds per act."""

    socket: ClientConnection
    url: str
    page: str
    slider: Any = None
    timeline: str = ""
    drawing: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    query: str = ""
    map: str = ""
    empty: dict[str, str] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)

    @classmethod
    async def open(cls, port: int, page: str) -> Self:
        """Return a session whose page has been drawn, its scenes loaded."""
        address = f"127.0.0.1:{port}"
        socket = await connect(f"ws://{address}/_stcore/stream", subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        session = cls(socket, f"http://{address}", page)
        await session.run()
        if page == DATA_SETS:
            await session.run()  # the map has told what it shows
            await asyncio.gather(*(session.load(scene) for scene in session.drawing["scenes"].values()))
        return session

    async def load(self, scene: str) -> None:
        """Load a scene as the page does."""
        with await asyncio.to_thread(urllib.request.urlopen, f"{self.url}/{scene}") as answer:
            await asyncio.to_thread(answer.read)

    async def act(self, chance: random.Random) -> None:
        """Let go of the end of the window at another day, and wait until the page has followed."""
        before, begun = self.words, time.perf_counter()
        await self.run(self._another_day(chance))
        self.times.append(1000 * (time.perf_counter() - begun))
        followed = self.drawing["n"] == self.drawing["asked"] if self.timeline else self.words != before
        if not followed:
            message = "the page did not follow the timeline"
            raise SystemExit(message)

    async def run(self, moved: tuple[int, int] | None = None) -> None:
        """Ask for a script run, with the window of days ``moved`` if given, and read all it sends."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.query
        self._fill(message, moved)
        await self.socket.send(message.SerializeToString())
        self.words = ""
        async for raw in self.socket:
            answer = ForwardMsg()
            answer.ParseFromString(raw)
            if answer.HasField("page_info_changed"):
                self.query = answer.page_info_changed.query_string
            self._note(answer.delta.new_element)
            if answer.HasField("script_finished") and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _note(self, element: Any) -> None:  # noqa: ANN401 - a message of Streamlit
        self.words += element.text.body + element.markdown.body
        kind = element.WhichOneof("type")
        if kind in {"text_input", "multiselect"}:
            self.empty[getattr(element, kind).id] = kind
        if kind == "component_instance":
            self.map = element.component_instance.id
        if kind == "slider":
            self.slider = element.slider
        if kind == "bidi_component" and element.bidi_component.component_name.endswith("timeline"):
            self.timeline = element.bidi_component.id
            said = json.loads(element.bidi_component.json)
            self.drawing |= json.loads(said["fixed"]) | said

    def _another_day(self, chance: random.Random) -> tuple[int, int]:
        """Return a window that ends on another day than the present one."""
        if not self.timeline:
            days = int(self.slider.max - self.slider.min) // MICROSECONDS_A_DAY
            return 0, chance.randrange(days)
        start, end = self.drawing["window"]
        first, last = self.drawing["month"] or (0, self.drawing["length"] - 1)
        return start, chance.choice([day for day in range(max(start, first), last + 1) if day != end])

    def _fill(self, message: BackMsg, moved: tuple[int, int] | None) -> None:
        """Say what the fields of the page hold, as a browser does."""
        widgets = message.rerun_script.widget_states.widgets
        if moved and self.timeline:
            self.drawing["asked"] = self.drawing["n"] + 1
            first = date.fromisoformat(self.drawing["first"])
            start, end = ((first + timedelta(days=day)).isoformat() for day in moved)
            said = {"clock": self.drawing["clock"], "start": start, "end": end, "n": self.drawing["asked"]}
            widgets.add(id=self.timeline, json_value=json.dumps({"window": said}))
        elif moved:
            ends = [self.slider.min + day * MICROSECONDS_A_DAY for day in moved]
            widgets.add(id=self.slider.id).double_array_value.data.extend(ends)
        if self.map and self.page == DATA_SETS:
            seen = {"set": SET, "view": VIEW, "choice": None, "n": 1}
            widgets.add(id=self.map, json_value=json.dumps(seen))
        # A browser tells with each move what the other fields hold: nothing.
        for widget, shape in self.empty.items():
            state = widgets.add(id=widget)
            if shape == "text_input":
                state.string_value = ""
            else:
                state.string_array_value.SetInParent()


def main() -> None:
    """Measure all numbers of sessions and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="*", default=[10_000, 1_000_000, 10_000_000])
    parser.add_argument("--sessions", type=int, nargs="*", default=[1, 10, 50, 200])
    parser.add_argument("--every", type=float, default=20)
    chosen = parser.parse_args()
    head = "| page | size | sessions | p50, ms | p95, ms | CPU per act, ms | process, MB |"
    _write(f"One act every {chosen.every:g} s\n\n{head}\n|---|" + "---:|" * 6)
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        claims = f"{len(load().events):,} claims"
        pages = [("a slider and a text", "–", str(bare), "", Path(folder))]
        pages.append(("map", claims, "dashboard.py", "", Path(folder) / "claims"))
        pages += [
            ("data sets", f"{events:,} events", "dashboard.py", DATA_SETS, _held(events, Path(folder)))
            for events in chosen.events
        ]
        for name, size, script, page, data in pages:
            for sessions in chosen.sessions:
                _write(f"| {name} | {size} | {_measure(script, page, sessions, chosen.every, data)} |")


def _held(events: int, folder: Path) -> Path:
    """Return a data folder that holds so many events as a data set."""
    sets = folder / str(events) / "datasets"
    sets.mkdir(parents=True)
    describe = partial(generator.description, events, SET)
    snapshots.accept(staging.stage(generator.batches(events), [], describe, sets))
    return sets.parent


def _write(row: str) -> None:
    sys.stdout.write(f"{row}\n")
    sys.stdout.flush()


def _measure(script: str, page: str, sessions: int, every: float, data: Path) -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", script, *options]
    sink = subprocess.DEVNULL
    environment = os.environ | {"AS_REPORTED_DATA": str(data)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=sink, stderr=sink) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            found = asyncio.run(_visit(server.pid, port, page, sessions, every))
        finally:
            server.kill()
    return f"{sessions} | {found}"


async def _visit(pid: int, port: int, page: str, sessions: int, every: float) -> str:
    await Session.open(port, page)  # what the first reader of all waits for is not a reader's own
    readers = [await Session.open(port, page) for _ in range(sessions)]
    processor = _processor(pid)
    await asyncio.gather(*(_read(reader, every, number) for number, reader in enumerate(readers)))
    spent = 1000 * (_processor(pid) - processor)
    times = sorted(duration for reader in readers for duration in reader.times)
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    return f"{statistics.median(times):,.0f} | {p95:,.0f} | {spent / len(times):,.0f} | {_memory(pid):,.0f}"


async def _read(reader: Session, every: float, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - when somebody acts is no secret
    for _ in range(ACTS):
        await asyncio.sleep(chance.uniform(0, every))
        begun = time.perf_counter()
        await reader.act(chance)
        await asyncio.sleep(max(0, every / 2 - (time.perf_counter() - begun)))


def _memory(pid: int) -> float:
    """Return the megabytes of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _processor(pid: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for(url: str) -> None:
    """Wait until a benchmark's server answers at ``url``, or end the benchmark."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own server on loopback
                return
        except OSError:
            time.sleep(0.1)
    message = "the benchmark's server did not start: run it by hand to see why"
    raise SystemExit(message)


if __name__ == "__main__":
    main()
