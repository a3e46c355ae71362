"""Files made for a reader, served from the disk: a download of any size, at an address that nobody can guess.

Streamlit's own downloads lie in memory as long as the session.
"""

import fcntl
import secrets
import shutil
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import IO, Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

KEPT_FILES: Final = 8
_PREFIX: Final = "as-reported-downloads-"
_HELD: Final = "held"
_LOCK: Final = threading.Lock()


@dataclass(frozen=True)
class Download:
    """A file on the server's disk, the name it has for the reader, and its media type."""

    path: Path
    name: str
    media_type: str


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
    """Return the relative address at which ``download`` can be fetched, until several newer ones were made."""
    token = secrets.token_urlsafe(24)
    with _LOCK:
        _files[token] = download
        for old in list(_files)[:-KEPT_FILES]:
            _files.pop(old).path.unlink(missing_ok=True)
    return f"downloads/{token}"


def is_offered(address: str) -> bool:
    """Tell whether the file at an address that ``offer`` gave is still there."""
    return address.rpartition("/")[2] in _files


def size(address: str) -> int:
    """Return how many bytes the file at an address that ``offer`` gave has."""
    return _files[address.rpartition("/")[2]].path.stat().st_size


def route() -> Route:
    """Return the route that serves what was offered."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return Route(f"{'/' + base if base else ''}/downloads/{{token}}", _serve, methods=["GET", "HEAD"])


async def _serve(request: Request) -> Response:
    found = _files.get(request.path_params["token"])
    if found is None or not found.path.is_file():
        return PlainTextResponse("This file is no longer kept. Make it anew on the page it came from.", status_code=404)
    return FileResponse(found.path, media_type=found.media_type, filename=found.name)


@cache
def _folder() -> Path:
    """Return this process's folder, once those of processes that ended are removed: a server is stopped by a signal."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*/{_HELD}"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left.parent)
    folder = Path(mkdtemp(prefix=_PREFIX))
    _handles.append(held := (folder / "new").open("wb"))
    fcntl.flock(held, fcntl.LOCK_EX)
    (folder / "new").rename(folder / _HELD)
    return folder
