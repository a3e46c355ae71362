"""Measures readers of one process: sessions that move a data set's slider, through Streamlit's web socket.

Run it with ``.venv/bin/python -m tests.benchmarks.readers [--events N ...] [--sessions 1 10 50] [--every SECONDS]``.
Each session opens the page of the data sets and moves the slider's end by a day each time. Measured are the time from
the move to the end of its script run, and the server's processor time and memory per session. A page with one slider
and one text is the bare rerun beside it.
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
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from geodata.datasets import snapshots
from geodata.datasets.importing import staging
from tests.datasets import generator

ROOT: Final = Path(__file__).parents[2]
ACTS: Final = 4
MICROSECONDS_A_DAY: Final = 86_400_000_000
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
    """One reader's connection, the slider and the words as the page has them, and milliseconds per move."""

    socket: ClientConnection
    page: str
    slider: Any = None
    words: str = ""
    query: str = ""
    map: str = ""
    empty: dict[str, str] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)

    @classmethod
    async def open(cls, port: int, page: str) -> Self:
        """Return a session whose page has been drawn once."""
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        session = cls(await connect(address, subprotocols=["streamlit"], max_size=None), page)  # type: ignore[list-item]
        await session.run()
        # In a second run the map has told what it shows.
        await session.run()
        return session

    async def act(self) -> None:
        """Move the end of the slider by a day and wait until the page has followed."""
        start, end = self.slider.value or self.slider.default
        days = (int(end) - int(self.slider.min)) // MICROSECONDS_A_DAY
        end = self.slider.min + (days - 1 if days > 1 else 1_000) * MICROSECONDS_A_DAY
        before, begun = self.words, time.perf_counter()
        await self.run((start, end))
        self.times.append(1000 * (time.perf_counter() - begun))
        if self.words == before:
            message = "the page did not follow the slider"
            raise SystemExit(message)

    async def run(self, window: tuple[float, float] | None = None) -> None:
        """Ask for a script run, with the slider at ``window`` if given, and read all it sends."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.query
        self._fill(message, window)
        await self.socket.send(message.SerializeToString())
        self.words = ""
        async for raw in self.socket:
            answer = ForwardMsg()
            answer.ParseFromString(raw)
            if answer.HasField("page_info_changed"):
                self.query = answer.page_info_changed.query_string
            element = answer.delta.new_element
            self.words += element.text.body + element.markdown.body
            kind = element.WhichOneof("type")
            if kind in {"text_input", "multiselect"}:
                self.empty[getattr(element, kind).id] = kind
            if element.HasField("component_instance"):
                self.map = element.component_instance.id
            if element.HasField("slider"):
                self.slider = element.slider
                if window:
                    self.slider.value[:] = window
            if answer.HasField("script_finished") and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _fill(self, message: BackMsg, window: tuple[float, float] | None) -> None:
        """Say what the fields of the page hold, as a browser does."""
        if window and self.slider is not None:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self.slider.id
            state.double_array_value.data.extend(window)
        if self.map:
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.json_value = self.map, json.dumps({"set": SET, "view": VIEW, "choice": None, "n": 1})
        # A browser tells with each move what the other fields hold: nothing.
        for widget, shape in self.empty.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id = widget
            if shape == "text_input":
                state.string_value = ""
            else:
                state.string_array_value.SetInParent()


def main() -> None:
    """Measure all numbers of sessions and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="*", default=[10_000, 1_000_000, 10_000_000])
    parser.add_argument("--sessions", type=int, nargs="*", default=[1, 10, 50])
    parser.add_argument("--every", type=float, default=20)
    chosen = parser.parse_args()
    head = "| page | events | sessions | p50, ms | p95, ms | CPU per act, ms | memory per session, MB |"
    sys.stdout.write(f"One act every {chosen.every:g} s\n\n{head}\n|---|" + "---:|" * 6 + "\n")
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        for sessions in chosen.sessions:
            _write(f"| a slider and a text | – | {_measure(str(bare), '', sessions, chosen.every, Path(folder))}")
        for events in chosen.events:
            data = Path(folder) / str(events)
            sets = data / "datasets"
            sets.mkdir(parents=True)
            describe = partial(generator.description, events, SET)
            snapshots.accept(staging.stage(generator.batches(events), [], describe, sets))
            for sessions in chosen.sessions:
                found = _measure("dashboard.py", "datasets", sessions, chosen.every, data)
                _write(f"| data sets | {events:,} | {found}")


def _write(row: str) -> None:
    sys.stdout.write(f"{row} |\n")
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
    before = _memory(pid)
    readers = [await Session.open(port, page) for _ in range(sessions)]
    memory, processor = _memory(pid) - before, _processor(pid)
    await asyncio.gather(*(_read(reader, every) for reader in readers))
    spent = 1000 * (_processor(pid) - processor)
    times = sorted(duration for reader in readers for duration in reader.times)
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    acts = len(times)
    return f"{statistics.median(times):,.0f} | {p95:,.0f} | {spent / acts:,.0f} | {memory / sessions:,.1f}"


async def _read(reader: Session, every: float) -> None:
    chance = random.Random(id(reader))  # noqa: S311 - when somebody acts is no secret
    for _ in range(ACTS):
        await asyncio.sleep(chance.uniform(0, every))
        begun = time.perf_counter()
        await reader.act()
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
