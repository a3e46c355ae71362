"""ASGI middleware: the program's scripts and styles are compressed once and kept."""

import gzip
from hashlib import sha256
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SUFFIXES: Final = frozenset({".css", ".js", ".json", ".svg"})
_FOR_EVER: Final = "public, immutable, max-age=31536000"
_MOST_BYTES: Final = 32_000_000
"""What is kept at most, all files together; Streamlit's frontend has 4 MB compressed."""


class KeptCompressed:
    """Compresses a script or style at its first request and keeps the result.

    Streamlit leaves its own scripts uncompressed, and compresses the files of components anew for every request. A
    component's file that is asked for by its version, ``?v=``, may be kept by browsers for ever.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[bytes, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward the request, and send a file's answer compressed."""
        if not _is_for_a_file(scope):
            await self._app(scope, receive, send)
            return
        answer: list[Message] = []

        async def collect(message: Message) -> None:
            answer.append(message)

        await self._app(_without_compression(scope), receive, collect)
        start, *parts = answer
        headers = MutableHeaders(raw=list(start["headers"]))
        headers.add_vary_header("Accept-Encoding")
        body = b"".join(part.get("body", b"") for part in parts)
        if start["status"] == HTTPStatus.OK and "content-encoding" not in headers:
            body = await self._compressed(body)
            headers["content-encoding"] = "gzip"
            headers["content-length"] = str(len(body))
            del headers["accept-ranges"]
            if "etag" in headers:
                # It is the uncompressed file's, and these are not its bytes.
                headers["etag"] = f"W/{headers['etag'].removeprefix('W/')}"
            if _has_version(scope):
                headers["cache-control"] = _FOR_EVER
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": body})

    async def _compressed(self, content: bytes) -> bytes:
        key = sha256(content).digest()
        if key in self._kept:
            return self._kept[key]
        body = await run_in_threadpool(gzip.compress, content)
        if len(body) + sum(map(len, self._kept.values())) <= _MOST_BYTES:
            self._kept[key] = body
        return body


def _is_for_a_file(scope: Scope) -> bool:
    """Tell whether a request is for a script or style of the program, whole, by a browser that reads gzip."""
    path = scope.get("path", "")
    if scope["type"] != "http" or scope["method"] != "GET" or PurePosixPath(path).suffix not in _SUFFIXES:
        return False
    headers = Headers(scope=scope)
    own = "/static/" in path or "/component/" in path or "/bidi-components/" in path
    return own and "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _has_version(scope: Scope) -> bool:
    return "/component/" in scope["path"] and scope["query_string"].startswith(b"v=")


def _without_compression(scope: Scope) -> dict[str, Any]:
    headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": headers}
