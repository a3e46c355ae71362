"""Measures a drag of the timeline on the map page in Chromium: our work per frame, and from pointer to painted map.

Run it with ``.venv/bin/python -m tests.benchmarks.drag [--moves N]``. In the same run goes Streamlit's own way from a
slider to a text. What the browser asks the server for is counted: nothing while the handle is held, one
message at rest. The counting alone is timed in Node.js for 98, 2,000 and 20,000 claims.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

from geodata.edition.loading import load
from pages.components.claims import timeline
from tests.benchmarks.slider_to_map import DRAWN, SWITCHES, WATCH
from tests.conftest import running

ROOT: Final = Path(__file__).parents[2]
CLAIMS: Final = (98, 2_000, 20_000)
FRAME_MS: Final = 1000 / 60
EDGE_PX: Final = 26
# The work of each animation frame after a move of the pointer, and the time from the move to when the frame is painted.
TIMED: Final = """() => {
    window.work = [];
    window.painted = [];
    window.sent = 0;
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) { window.sent += 1; return send.call(this, data); };
    const frame = window.requestAnimationFrame.bind(window);
    let moved = 0;
    addEventListener("pointermove", () => { moved ||= performance.now(); }, { capture: true });
    let last = 0;
    window.requestAnimationFrame = (act) => frame((time) => {
        const begun = performance.now();
        act(time);
        if (!moved && time !== last) return;
        if (time !== last) window.work.push(0);
        last = time;
        window.work[window.work.length - 1] += performance.now() - begun;
        if (!moved) return;
        const from = moved;
        moved = 0;
        frame(() => setTimeout(() => window.painted.push(performance.now() - from)));
    });
}"""


def main() -> None:
    """Measure the drag, the floor and the counting, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=120)
    moves: int = parser.parse_args().moves
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = stack.enter_context(running(ROOT, folder / "ours.txt", AS_REPORTED_DATA=str(folder)))
        playwright = stack.enter_context(sync_playwright())
        executable = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        work, painted, held, rested = drag(browser, ours, moves)
        floor = slider_to_text(browser, folder)
        browser.close()
    rows = {
        "our work per frame, ms": work,
        "pointer to painted map, ms": painted,
        "pointer to painted map, frames": [time / FRAME_MS for time in painted],
        "Streamlit's slider to text, ms": floor,
        **{f"counting {claims:,} claims, ms": counting(claims, moves) for claims in CLAIMS},
    }
    _write("| | median | p95 |\n|---|---:|---:|")
    for name, times in rows.items():
        _write(f"| {name} | {statistics.median(times):.2f} | {statistics.quantiles(times, n=20)[-1]:.2f} |")
    ratio = statistics.median(floor) / statistics.median(painted)
    _write(f"\nSlider to text / pointer to map: {ratio:.1f}. Messages while held: {held}; at rest: {rested}.")


def drag(browser: Browser, url: str, moves: int) -> tuple[list[float], list[float], int, int]:
    """Return work and paint times of a drag to and fro, and the messages sent while held and at rest."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.frame_locator('iframe[title^="streamlit_folium"]').locator(".mark").first.wait_for()
    page.wait_for_timeout(2_000)
    grip = page.locator(".handle.end").bounding_box()
    assert grip
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    track = page.locator(".track").bounding_box()
    assert track
    pixels = (track["width"] - 2 * EDGE_PX) / 31  # each move is a day of March
    page.evaluate(TIMED)
    page.mouse.move(x, y)
    page.mouse.down()
    for move in range(moves):
        page.mouse.move(x - pixels * min(move % 40, 40 - move % 40), y)
        page.evaluate("() => new Promise((done) => setTimeout(done, 40))")
    held = page.evaluate("() => window.sent")
    page.mouse.up()
    page.wait_for_timeout(2_000)
    work, painted, sent = page.evaluate("() => [window.work, window.painted, window.sent]")
    page.close()
    return work, painted, held, sent - held


def slider_to_text(browser: Browser, folder: Path, steps: int = 12) -> list[float]:
    """Return the times from a key on Streamlit's slider to its text, painted."""
    script = "tests/benchmarks/slider_app.py"
    with running(ROOT, folder / "floor.txt", script=script, PYTHONPATH=str(ROOT)) as url:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{url}/?arm=floor&first=2024-01-01&last=2024-12-31")
        page.get_by_text("to 2024-12-31").wait_for()
        times = [_step(page, day) for day in range(30, 30 - steps, -1)]
        page.close()
    return times


def _step(page: Page, day: int) -> float:
    page.get_by_role("slider", name="end").focus()
    page.evaluate(WATCH, [DRAWN["floor"], f"to 2024-12-{day}", 0])
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => window.measured !== null")
    time: float = page.evaluate("() => window.measured")
    return time


def counting(claims: int, windows: int) -> list[float]:
    """Return the times of counting windows of so many claims, the article's repeated."""
    edition = load()
    drawing: dict[str, Any] = timeline.fixed(edition) | {"accepted": [True] * len(edition.events)}
    node = shutil.which("node")
    assert node
    said = json.dumps({"drawing": drawing, "claims": claims, "windows": windows})
    command = [node, "tests/javascript/many.js"]
    run = subprocess.run(command, cwd=ROOT, input=said, capture_output=True, text=True, check=True)
    times: list[float] = json.loads(run.stdout)
    return times


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
