"""Whether this server can show its edition, and whether what it keeps is whole, for those who watch over it."""

from contextlib import closing
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from geodata.common.data_folder import data_folder
from geodata.common.errors import AsReportedError
from geodata.edition import published
from pages.components.shell import address, current_edition, role


def route() -> Route:
    """Return the route of the report; Streamlit's own says "ok" also while no page can be read."""
    return Route(f"{address.base_path()}healthz", _report, methods=["GET", "HEAD"])


def _report(_request: Request) -> Response:
    """Answer 503 while the edition does not load; ``store`` tells of its files, and at a desk of the desk's own too."""
    try:
        number, status = current_edition.newest().number, HTTPStatus.OK
    except AsReportedError:
        number, status = None, HTTPStatus.SERVICE_UNAVAILABLE
    report = {"edition": number, "store": "whole" if number and _is_whole() else "damaged"}
    return JSONResponse(report, status, {"Cache-Control": "no-store"})


def _is_whole() -> bool:
    try:
        published.current(data_folder())
        if role.is_desk():
            # Only at a desk, so that the public process neither imports the desk nor opens its store.
            from geodata.desk.store.log import Store  # noqa: PLC0415

            with closing(Store.open()):
                pass
    except AsReportedError:
        return False
    return True
