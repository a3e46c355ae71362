"""Our own routes without Streamlit and without a socket, and what a page states in its head, read by lxml."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
from lxml import html
from starlette.applications import Starlette
from starlette.middleware import Middleware

from pages.components.shell import health, public_routes
from pages.components.shell.security import NeededRoutes, SecurityHeaders
from tests.conftest import awaited

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = "http://reports.example/"


def get(path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> httpx.Response:
    """The answer to a request for ``path``, sent as it is written."""
    routes = [health.route(), *public_routes.routes()]
    middleware = [Middleware(SecurityHeaders), Middleware(NeededRoutes, own=routes)]

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=routes, middleware=middleware))
        async with httpx.AsyncClient(transport=transport, base_url=ROOT) as client:
            return await client.request(method, path, headers=headers)

    return awaited(ask())


class Head:
    """What a page says of itself before any script has run."""

    def __init__(self, answer: httpx.Response) -> None:
        self.page = html.document_fromstring(answer.content.decode())
        self.meta = {
            str(found.get("property") or found.get("name")): str(found.get("content"))
            for found in self.page.xpath("//head/meta[@content]")
        }

    @property
    def title(self) -> str:
        return str(self.page.findtext(".//title"))

    @property
    def canonical(self) -> str:
        (found,) = self.page.xpath("//link[@rel='canonical']/@href")
        return str(found)

    @property
    def structured(self) -> Any:  # noqa: ANN401 - JSON is any
        (found,) = self.page.xpath("//head/script[@type='application/ld+json']")
        return json.loads(found.text)

    @property
    def text(self) -> str:
        """What is read where script is off: the text of the body, or what stands for it in the program's page."""
        inside = self.page.xpath("//body//noscript")
        return "\n".join(part.text_content() for part in inside or [self.page.body])
