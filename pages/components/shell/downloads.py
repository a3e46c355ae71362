"""Downloads of any size, served from disk at unguessable addresses.

Streamlit's own downloads stay in memory for the length of the session.
"""

import fcntl
import secrets
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import IO, Final

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from pages.components.shell.address import base_path

KEPT_FILES: Final = 8
KEPT_BYTES: Final = 4_000_000_000
KEPT_SECONDS: Final = 1_800
"""Limits on all readers' files together; a transfer in progress is completed."""
_PREFIX: Final = "as-reported-downloads-"
_LOCK_FILE: Final = "held"
_LOCK: Final = threading.Lock()


@dataclass(frozen=True)
class Download:
    """A file on the server's disk with its download name, media type and creation time."""

    path: Path
    name: str
    media_type: str
    made: float = field(default_factory=time.monotonic)


_files: Final[dict[str, Download]] = {}
_handles: Final[list[IO[bytes]]] = []
"""Locked for the life of the process, so that no other process removes its folder."""


def room() -> int:
    """Return the free disk space in bytes."""
    return shutil.disk_usage(_folder()).free


def place() -> Path:
    """Return the path for a new file."""
    return _folder() / secrets.token_hex(16)


def offer(download: Download) -> str:
    """Return the relative address of ``download``, valid for half an hour or until newer files need its space.

    The newest file is kept whatever its size.
    """
    token = secrets.token_urlsafe(24)
    with _LOCK:
        _files[token] = download
    _remove_old()
    timer = threading.Timer(KEPT_SECONDS, _remove_old)
    timer.daemon = True
    timer.start()
    return f"downloads/{token}"


def is_offered(address: str) -> bool:
    """Tell whether the file at an address from ``offer`` is still available."""
    return address.rpartition("/")[2] in _files


def size(address: str) -> int:
    """Return the size in bytes of the file at an address from ``offer``."""
    return _files[address.rpartition("/")[2]].path.stat().st_size


def is_too_large(path: Path) -> bool:
    """Tell whether a file being written exceeds the limit on all files together."""
    return path.is_file() and path.stat().st_size > KEPT_BYTES


def start() -> None:
    """Remove the folders left behind by killed processes."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*/{_LOCK_FILE}"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left.parent)


def stop() -> None:
    """Remove this process's folder with all its files."""
    with _LOCK:
        _files.clear()
    if _folder.cache_info().currsize:
        shutil.rmtree(_folder(), ignore_errors=True)
        _folder.cache_clear()
        _handles.pop().close()


def route() -> Route:
    """Return the route that serves the downloads."""
    return Route(f"{base_path()}downloads/{{token}}", _serve, methods=["GET", "HEAD"])


def _remove_old() -> None:
    """Remove expired files, then the oldest until the limits on number and size hold."""
    with _LOCK:
        room, oldest = KEPT_BYTES, time.monotonic() - KEPT_SECONDS
        for number, (token, download) in enumerate(reversed(_files.copy().items())):
            room -= download.path.stat().st_size if download.path.is_file() else 0
            if download.made <= oldest or number >= KEPT_FILES or (room < 0 and number > 0):
                _files.pop(token).path.unlink(missing_ok=True)


async def _serve(request: Request) -> Response:
    download = _files.get(request.path_params["token"])
    if download is None or not download.path.is_file():
        return PlainTextResponse("This file is no longer kept. Make it anew on the page it came from.", status_code=404)
    return FileResponse(download.path, media_type=download.media_type, filename=download.name)


@cache
def _folder() -> Path:
    """Return this process's folder."""
    folder = Path(mkdtemp(prefix=_PREFIX))
    _handles.append(lock_file := (folder / "new").open("wb"))
    fcntl.flock(lock_file, fcntl.LOCK_EX)
    (folder / "new").rename(folder / _LOCK_FILE)
    return folder
