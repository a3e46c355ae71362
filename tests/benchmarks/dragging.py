"""A drag of the timeline in a browser: our work per frame, the time to the painted map, and what is sent."""

from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page

from tests.benchmarks.measures import median, p95

FRAME_MS: Final = 1000 / 60
REACH: Final = 40
"""So many moves go one way before they go back."""
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


@dataclass(frozen=True)
class Drag:
    """Milliseconds of work per frame and from pointer to paint, and the messages sent while held and at rest."""

    work: list[float]
    painted: list[float]
    held: int
    rested: int

    @property
    def cells(self) -> list[str]:
        """Return the figures of a row: work, pointer to paint in ms and in frames, and messages."""
        frames = [time / FRAME_MS for time in self.painted]
        pairs = [f"{median(times):.1f} / {p95(times):.1f}" for times in (self.work, self.painted, frames)]
        return [*pairs, f"{self.held} / {self.rested}"]


def drag(page: Page, moves: int) -> Drag:
    """Hold the handle of the last day, move it to and fro, let it go, and return what was measured."""
    grip, track = page.locator(".handle.end").bounding_box(), page.locator(".track").bounding_box()
    assert grip
    assert track
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    pixels = track["width"] * 0.9 / REACH
    page.evaluate(TIMED)
    page.mouse.move(x, y)
    page.mouse.down()
    for move in range(moves):
        turn = move % (2 * REACH)
        page.mouse.move(x - pixels * min(turn, 2 * REACH - turn), y)
        page.evaluate("() => new Promise((done) => setTimeout(done, 40))")
    held = page.evaluate("() => window.sent")
    page.mouse.up()
    page.wait_for_timeout(2_000)
    work, painted, sent = page.evaluate("() => [window.work, window.painted, window.sent]")
    return Drag(work, painted, held, sent - held)
