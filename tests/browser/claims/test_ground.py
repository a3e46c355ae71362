"""What a first visit of the map takes over the wire, and what of the ground comes later."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Screen

MOST_BYTES = 1_200_000
COUNTRIES = 200
GROUND = re.compile(r"\.ground/(\w+)\.json")


def grounds(screen: Screen) -> set[str]:
    """Return the names of the files of the ground that the map has asked for."""
    names: list[str] = screen.map_frame.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    return {found[1] for name in names if (found := GROUND.search(name))}


def drawn(screen: Screen, what: str) -> int:
    return screen.map_frame.locator(what).count()


def test_a_first_visit_takes_little_and_the_ground_grows_with_what_the_map_shows(open_page: OpenPage) -> None:
    screen = open_page(fresh=True)
    protocol = screen.page.context.new_cdp_session(screen.page)
    protocol.send("Network.enable")
    sizes: list[float] = []

    def note(event: dict[str, Any]) -> None:
        sizes.append(event["encodedDataLength"])

    protocol.on("Network.loadingFinished", note)
    protocol.send("Network.setCacheDisabled", {"cacheDisabled": True})
    screen.page.reload()
    screen.settle()
    screen.eventually(lambda: grounds(screen), {"light"})
    assert sum(sizes) < MOST_BYTES
    assert screen.map_state()["ready"]
    near = drawn(screen, "path.admin1")
    screen.map_frame.evaluate("window.asReported.now.map.setView([51.3, 34.3], 10, { animate: false })")
    screen.eventually(lambda: grounds(screen), {"light", "basemap"})
    # One ground takes the other's place.
    screen.eventually(lambda: drawn(screen, "path.admin1"), near)
    screen.map_frame.evaluate("window.asReported.now.map.setView([20, 30], 4, { animate: false })")
    screen.eventually(lambda: grounds(screen), {"light", "basemap", "world", "towns"})
    screen.eventually(
        lambda: screen.map_frame.evaluate("document.querySelectorAll('path.country').length > 200"), expected=True
    )
    screen.assert_no_errors()
