"""ASGI middleware: the front end gets its fonts cut to the letters and icons in use."""

from pathlib import Path
from typing import Final

import streamlit as st
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from geodata.presentation import font_files
from pages.components.shell.address import base_path

_MEDIA: Final = Path(st.__file__).parent / "static" / "static" / "media"
_A_WEEK: Final = "public, max-age=604800"


class CutFonts:
    """Answers for the fonts that come with Streamlit, in a seventh of their bytes.

    Faces of our own in the theme would come on top of them: browsers ask for Streamlit's before the theme has arrived.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._cut = {
            f"{base_path()}static/media/{whole.name}": cut
            for name, cut in font_files.PAGES.items()
            for whole in _MEDIA.glob(f"{name}.*")
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a font, or forward the request."""
        answer = self._app
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and scope["path"] in self._cut:
            headers = {"Cache-Control": _A_WEEK}
            answer = FileResponse(self._cut[scope["path"]], media_type="font/woff2", headers=headers)
        await answer(scope, receive, send)
