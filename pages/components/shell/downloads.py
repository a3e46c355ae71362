"""Files made for a reader, served from the disk: a download of any size, at an address that nobody can guess.

Streamlit's own downloads lie in memory as long as the session.
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

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

KEPT_FILES: Final = 8
KEPT_BYTES: Final = 4_000_000_000
KEPT_SECONDS: Final = 1_800
"""What is kept of all readers' files; what a reader is loading at the time is loaded to its end."""
_PREFIX: Final = "as-reported-downloads-"
_HELD: Final = "held"
_LOCK: Final = threading.Lock()


@dataclass(frozen=True)
class Download:
    """A file on the server's disk, the name it has for the reader, its media type, and when it was made."""

    path: Path
    name: str
    media_type: str
    made: float = field(default_factory=time.monotonic)


_files: Final[dict[str, Download]] = {}
_handles: Final[list[IO[bytes]]] = []
"""Open as long as the process lives, so that no other one takes its folder for a leftover."""


def room() -> int:
    """Return how many bytes the disk still has for files."""
    return shutil.disk_usage(_folder()).free


def place() -> Path:
    """Return a path for a new file."""
    return _folder() / secrets.token_hex(16)


def offer(download: Download) -> str:
    """Return the relative address at which ``download`` can be fetched, for half an hour or until newer ones need room.

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
    """Tell whether the file at an address that ``offer`` gave is still there."""
    return address.rpartition("/")[2] in _files


def size(address: str) -> int:
    """Return how many bytes the file at an address that ``offer`` gave has."""
    return _files[address.rpartition("/")[2]].path.stat().st_size


def is_too_large(path: Path) -> bool:
    """Tell whether a file that is being written is already larger than all files kept may be together."""
    return path.is_file() and path.stat().st_size > KEPT_BYTES


def start() -> None:
    """Remove the folders of processes that ended without removing theirs: a server may be killed."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*/{_HELD}"):
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
    """Return the route that serves what was offered."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return Route(f"{'/' + base if base else ''}/downloads/{{token}}", _serve, methods=["GET", "HEAD"])


def _remove_old() -> None:
    """Remove files that are too old, and the oldest of those that are too many or too large together."""
    with _LOCK:
        room, oldest = KEPT_BYTES, time.monotonic() - KEPT_SECONDS
        for number, (token, found) in enumerate(reversed(_files.copy().items())):
            room -= found.path.stat().st_size if found.path.is_file() else 0
            if found.made <= oldest or number >= KEPT_FILES or (room < 0 and number > 0):
                _files.pop(token).path.unlink(missing_ok=True)


async def _serve(request: Request) -> Response:
    found = _files.get(request.path_params["token"])
    if found is None or not found.path.is_file():
        return PlainTextResponse("This file is no longer kept. Make it anew on the page it came from.", status_code=404)
    return FileResponse(found.path, media_type=found.media_type, filename=found.name)


@cache
def _folder() -> Path:
    """Return this process's folder."""
    folder = Path(mkdtemp(prefix=_PREFIX))
    _handles.append(held := (folder / "new").open("wb"))
    fcntl.flock(held, fcntl.LOCK_EX)
    (folder / "new").rename(folder / _HELD)
    return folder
