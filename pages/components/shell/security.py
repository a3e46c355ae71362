"""ASGI middleware: security headers that forbid third-party content, and an allow-list of routes."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.components.shell import address, public_routes, role

# Streamlit loads its components from blobs, and streamlit-folium evaluates the map's script. Who may embed the page is
# closed by default; the setting is a list of origins.
_POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    f"frame-ancestors 'self' {os.environ.get('AS_REPORTED_FRAME_ANCESTORS', '')}; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "form-action 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


# An allow-list, so that what a later Streamlit adds beside them stays closed until a page needs it.
_OPEN: Final = (
    "_stcore/health",
    "_stcore/host-config",
    "_stcore/stream",
    "_stcore/bidi-components/",
    "component/",
    "media/",
)
_OPEN_AT_THE_DESK: Final = ("_stcore/upload_file/", "auth/login", "auth/logout", "oauth2callback")
_MACHINES: Final = ("_stcore", "api", "auth", "oauth2callback")


class SecurityHeaders:
    """Sets the headers on every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward the request and add the headers to its response."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class NeededRoutes:
    """Answers 404 on addresses that no page needs.

    Streamlit registers more, always: metrics, the agent's interface, uploads of any session into memory, sign-in. To
    any other path it answers with its page. ``own`` are the routes of ours.
    """

    def __init__(self, app: ASGIApp, own: Sequence[Route]) -> None:
        self._app = app
        self._own = own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward the request if its route is allowed."""
        if scope["type"] not in {"http", "websocket"} or self._is_needed(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            answer = await run_in_threadpool(_refusal, Request(scope))
            await answer(scope, receive, send)
        else:
            await PlainTextResponse(_UNUSED, status_code=404)(scope, receive, send)

    def _is_needed(self, scope: Scope) -> bool:
        # Streamlit itself leads from an address that ends with a slash to the one without.
        asked = {**scope, "path": scope["path"].rstrip("/")}
        ours = {**asked, "path": asked["path"] + "/"} if asked["path"] + "/" == address.base_path() else asked
        if scope["type"] == "http" and any(route.matches(ours)[0] is not Match.NONE for route in self._own):
            return True
        route = _below_the_root(scope["path"])
        needed = (*_OPEN, *_OPEN_AT_THE_DESK) if role.is_desk() else _OPEN
        is_open = any(route == name or (name.endswith("/") and route.startswith(name)) for name in needed)
        return is_open or route in _frontend()


_UNUSED: Final = "This address is not in use here."


@cache
def _frontend() -> frozenset[str]:
    """Return the files of Streamlit's front end, each by its path below the site's root."""
    folder = Path(st.__file__).parent / "static"
    return frozenset(path.relative_to(folder).as_posix() for path in (folder / "static").rglob("*") if path.is_file())


def _refusal(request: Request) -> Response:
    """Return a page for a person's misspelt address, and one line for a program's."""
    is_for_programs = _below_the_root(request.url.path).partition("/")[0] in _MACHINES
    if is_for_programs or request.method not in {"GET", "HEAD"}:
        return PlainTextResponse(_UNUSED, status_code=404)
    return public_routes.missing(request)


def _below_the_root(path: str) -> str:
    """Return a path below the site's root without slashes at its ends, nothing for one that lies elsewhere."""
    base = address.base_path()
    return path.removeprefix(base).strip("/") if path.startswith(base) else ""
