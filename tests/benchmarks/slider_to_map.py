"""Measures from a key press on the slider to the map updated in Chromium: ours against the usual way.

Run it with ``.venv/bin/python -m tests.benchmarks.slider_to_map``. Both arms run in turn within each
step; the numbers of marks on the map are checked at every step, and medians and ratios are printed.
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

ROOT = Path(__file__).parents[2]
ARMS = ("ours", "usual")
SIZES = (10, 100, 1_000, 5_000)
STEPS = 7
TIMEOUT_MS = 120_000
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
# Counts the marks that are drawn: the product's by its own account, the usual map's icons in the page.
DRAWN = """(selector) => {
  const frame = document.querySelector(selector);
  const inside = frame && frame.contentWindow;
  if (!inside || !inside.map) return -1;
  if (inside.asReported) return inside.asReported.state().ready ? inside.asReported.state().marks.length : -1;
  return inside.document.querySelectorAll('.leaflet-marker-icon').length;
}"""
# Waits, a frame at a time, until the wanted number of marks is drawn and the browser has painted it.
WAIT = f"""([selector, wanted]) => new Promise((resolve) => {{
  const drawn = {DRAWN};
  const look = () => requestAnimationFrame(drawn(selector) === wanted ? () => resolve(true) : look);
  look();
}})"""


@dataclass
class Arm:
    """One way of drawing, its page, and what was measured: milliseconds and bytes received per step."""

    name: str
    page: Page
    times: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    received: int = 0

    def watch(self, web_socket: WebSocket) -> None:
        """Count the bytes that the server sends to this page."""
        web_socket.on("framereceived", self._count)

    def _count(self, payload: bytes | str) -> None:
        self.received += len(payload)


def main() -> None:
    """Measure all sizes and print the table."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "tests/benchmarks/slider_app.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with subprocess.Popen([*command, *options], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
                    args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
                )
                rows = [_measure(browser, f"http://127.0.0.1:{port}", size) for size in SIZES]
        finally:
            server.kill()
    head = "| events | places | usual, ms | ours, ms | usual / ours | usual, bytes | ours, bytes |"
    sys.stdout.write("\n".join([head, "|---:|---:|---:|---:|---:|---:|---:|", *rows, ""]))


def _measure(browser: Browser, url: str, size: int) -> str:
    arms = [_open(browser, url, name, size) for name in ARMS]
    for _ in range(STEPS):
        for arm in arms:
            _step(arm, size)
    usual, ours = (statistics.median(arm.times) for arm in reversed(arms))
    bytes_usual, bytes_ours = (statistics.median(arm.sizes) for arm in reversed(arms))
    places = _shown(arms[0].page)[1]
    for arm in arms:
        arm.page.close()
    return (
        f"| {size:,} | {places} | {usual:,.0f} | {ours:,.0f} | {usual / ours:.1f} "
        f"| {bytes_usual:,.0f} | {bytes_ours:,.0f} |"
    )


def _open(browser: Browser, url: str, name: str, size: int) -> Arm:
    arm = Arm(name, browser.new_page(viewport={"width": 1280, "height": 900}))
    arm.page.set_default_timeout(TIMEOUT_MS)
    arm.page.on("websocket", arm.watch)
    arm.page.goto(f"{url}/?arm={name}&events={size}")
    arm.page.get_by_text(re.compile(rf"^{size} events at")).wait_for()
    _wait_drawn(arm, *_shown(arm.page))
    return arm


def _step(arm: Arm, size: int) -> None:
    """Take one step off the window by keyboard, and time it until the map has followed."""
    before = _shown(arm.page)
    arm.page.get_by_role("slider").focus()
    arm.received, start = 0, time.perf_counter()
    arm.page.keyboard.press("ArrowLeft")
    arm.page.wait_for_function(
        "(before) => [...document.querySelectorAll('[data-testid=stText]')].some((text) => "
        "/events at/.test(text.innerText) && text.innerText !== before)",
        arg=f"{before[0]} events at {before[1]} places",
        polling="raf",
    )
    after = _shown(arm.page)
    assert after[0] < before[0] <= size, f"the slider of {arm.name} did not move"
    _wait_drawn(arm, *after)
    arm.times.append(1000 * (time.perf_counter() - start))
    arm.sizes.append(arm.received)


def _wait_drawn(arm: Arm, events: int, places: int) -> None:
    arm.page.evaluate(WAIT, [FRAME, places if arm.name == "ours" else events])


def _shown(page: Page) -> tuple[int, int]:
    words = page.get_by_text(re.compile(r"events at \d+ places")).inner_text().split()
    return int(words[0]), int(words[3])


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own server on loopback
                return
        except OSError:
            time.sleep(0.1)
    message = "the benchmark's server did not start: see its output above"
    raise SystemExit(message)


if __name__ == "__main__":
    main()
