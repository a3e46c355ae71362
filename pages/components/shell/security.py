"""ASGI middleware: security headers that forbid third-party content, and an allow-list of routes."""

import os
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.components.shell import role

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
_OPEN: Final = ("_stcore/health", "_stcore/host-config", "_stcore/stream", "_stcore/bidi-components/")
_OPEN_AT_THE_DESK: Final = ("_stcore/upload_file/", "auth/login", "auth/logout", "oauth2callback")
_GUARDED: Final = ("_stcore", "auth", "oauth2callback")


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
    """Answers 404 on Streamlit routes that no page needs.

    Streamlit registers them always: metrics, the agent's interface, uploads of any session into memory, sign-in.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward the request if its route is allowed."""
        if scope["type"] in {"http", "websocket"} and not _is_needed(scope["path"]):
            answer = PlainTextResponse("This address is not in use here.", status_code=404)
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _is_needed(path: str) -> bool:
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    route = path.strip("/").removeprefix(base).strip("/")
    if route.partition("/")[0] not in _GUARDED:
        return True
    needed = (*_OPEN, *_OPEN_AT_THE_DESK) if role.is_desk() else _OPEN
    return any(route == name or (name.endswith("/") and route.startswith(name)) for name in needed)
