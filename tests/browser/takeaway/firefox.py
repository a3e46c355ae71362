"""Firefox driven through its own WebDriver BiDi socket, which needs no driver between.

Playwright cannot drive the Firefox that readers have, only a build of its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from websockets.sync.client import ClientConnection, connect

from tests.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIMEOUT_SECONDS = 60
# Nothing is asked of the internet, and a download is saved without a question.
PREFERENCES: dict[str, str | int | bool] = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.alwaysOpenPanel": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,none",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


class Firefox:
    """One page of Firefox: where it is sent, what runs in it, what it presses, and what it has saved."""

    def __init__(self, socket: ClientConnection, downloads: Path) -> None:
        self._socket = socket
        self._number = 0
        self.downloads = downloads
        self.errors: list[str] = []
        self.command("session.new", capabilities={})
        self.command("session.subscribe", events=["log.entryAdded"])
        self._page = self.command("browsingContext.getTree")["contexts"][0]["context"]

    def command(self, method: str, **params: object) -> Any:  # noqa: ANN401 - the protocol's answers are JSON
        """Return the answer to one command of the protocol; errors of the page are kept as they arrive."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=TIMEOUT_SECONDS))
            if message.get("id") == self._number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['message']}")
                return message["result"]
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self.errors.append(message["params"]["text"])

    def visit(self, url: str) -> None:
        """Go to an address and wait until it has loaded."""
        self.command("browsingContext.navigate", context=self._page, url=url, wait="complete")

    def frame(self) -> Self:
        """Return the same window, with the first frame in the page as the page that scripts and presses go to."""
        inner = object.__new__(type(self))
        inner.__dict__ = self.__dict__ | {"_page": self._children()[0]["context"]}
        return inner

    def _children(self) -> list[dict[str, str]]:
        children: list[dict[str, str]] = self.command("browsingContext.getTree", root=self._page)["contexts"][0][
            "children"
        ]
        return children

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page says
        """Return the JSON value of an expression in the page."""
        target = {"context": self._page}
        script = f"(async () => JSON.stringify(await ({expression})) ?? 'null')()"
        answer = self.command("script.evaluate", expression=script, target=target, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def wait_for(self, expression: str) -> None:
        """Wait until an expression is true in the page."""
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while not self.evaluate(f"(() => {{ try {{ return Boolean({expression}); }} catch {{ return false; }} }})()"):
            assert time.monotonic() < deadline, f"never true in Firefox: {expression}"
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Press the mouse in the middle of what a selector names, as a reader does."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{ block: 'nearest' }})")
        middle = f"""(() => {{
            const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();
            return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
        }})()"""
        x, y = self.evaluate(middle)
        pointer = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.command(
            "input.performActions", context=self._page, actions=[{"type": "pointer", "id": "mouse", "actions": pointer}]
        )

    def saved(self, name: str) -> bytes:
        """Return the content of a file once it is whole in the folder of downloads."""
        file = self.downloads / name
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while not file.is_file() or not file.stat().st_size or list(self.downloads.glob("*.part")):
            assert time.monotonic() < deadline, f"Firefox saved {sorted(self.downloads.iterdir())} and not {name}"
            time.sleep(0.05)
        return file.read_bytes()


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Firefox without a window and with a profile and a folder of downloads of its own, both in ``folder``."""
    executable = shutil.which("firefox-esr") or shutil.which("firefox")
    assert executable, "The test of Firefox needs it: install firefox-esr, or let tests/run do so."
    profile, downloads = folder / "profile", folder / "downloads"
    for made in (profile, downloads):
        made.mkdir(parents=True)
    chosen = PREFERENCES | {"browser.download.dir": str(downloads)}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in chosen.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    port = free_port()
    command = [executable, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", str(port)]
    with (folder / "output.txt").open("wb") as sink:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT)
        try:
            with _socket(process, port) as socket:
                yield Firefox(socket, downloads)
        finally:
            process.terminate()
            process.wait()


def _socket(process: subprocess.Popen[bytes], port: int) -> ClientConnection:
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while True:
        assert process.poll() is None, "Firefox ended at once"
        try:
            return connect(f"ws://127.0.0.1:{port}/session", max_size=None, origin=None)
        except OSError:
            assert time.monotonic() < deadline, "Firefox opens no socket"
            time.sleep(0.1)
