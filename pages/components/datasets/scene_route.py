"""The route of the scenes of data sets; what reads a set is imported when the first is asked for."""

from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geodata.common.errors import AsReportedError
from pages.components.shell import address

FORMAT: Final = 2
"""Part of every address: a scene packed in another way has another."""
_FOREVER: Final = "public, max-age=31536000, immutable"


def route() -> Route:
    """Return the route that serves the scenes."""
    path = f"{address.base_path()}scenes/{FORMAT}/{{dataset}}/{{version}}/{{part}}"
    return Route(path, _serve, methods=["GET", "HEAD"])


def _serve(request: Request) -> Response:
    from pages.components.datasets import scenes  # noqa: PLC0415 - imports the engines

    query = {name: request.query_params.getlist(name) for name in request.query_params}
    try:
        found = scenes.content(**request.path_params, query=query)
    except AsReportedError:
        found = None
    if found is None:
        return PlainTextResponse("There is no such scene here. Load the page anew.", status_code=404)
    headers = {"Content-Encoding": "gzip", "Cache-Control": _FOREVER}
    return Response(found, media_type="application/octet-stream", headers=headers)
