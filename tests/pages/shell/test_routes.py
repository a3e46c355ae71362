"""Which addresses a server answers: the ones a page needs, and at a desk those for uploads and sign-in."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from starlette.routing import Mount, Route, WebSocketRoute
from streamlit.web.server.starlette import starlette_app

from tests.conftest import ROOT, running

if TYPE_CHECKING:
    from collections.abc import Iterator

UPLOAD = "/_stcore/upload_file/session/file"
NEEDED = {"/_stcore/health", "/_stcore/host-config"}
CLOSED = {
    "/_stcore/metrics": ("GET", "OPTIONS"),
    "/_stcore/script-health-check": ("GET",),
    "/_stcore/agent/interact": ("GET", "POST", "PUT", "DELETE", "OPTIONS"),
    "/_stcore/agent/openapi.json": ("GET", "POST"),
    "/_stcore/agent/mcp": ("GET", "POST"),
    "/_stcore/what-a-later-version-adds": ("GET", "POST"),
    "/_stcore": ("GET",),
}
FOR_EDITORS = {
    UPLOAD: ("PUT", "POST", "DELETE", "OPTIONS"),
    "/auth/login": ("GET",),
    "/auth/logout": ("GET",),
    "/oauth2callback": ("GET",),
}


def status(url: str, method: str = "GET", body: bytes | None = None) -> tuple[int, str]:
    """The status of an answer, and its text."""
    request = urllib.request.Request(url, body, method=method)  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - the same
            return answer.status, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(ROOT, tmp_path_factory.mktemp("desk") / "output.txt", AS_REPORTED_DESK="1") as url:
        yield url


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A public server whose pages are at an address below the root."""
    output = tmp_path_factory.mktemp("below") / "output.txt"
    with running(ROOT, output, STREAMLIT_SERVER_BASE_URL_PATH="as/reported") as url:
        yield url


@pytest.mark.parametrize("path", sorted(NEEDED | {"/", "/claims", "/favicon.png"}))
def test_what_a_page_needs_is_answered(server: str, path: str) -> None:
    assert status(server + path)[0] == 200


def test_every_file_that_the_page_names_is_answered(server: str) -> None:
    named = re.findall(r'(?:src|href)="\./([^"]+)"', status(f"{server}/")[1])
    assert len(named) > 10
    assert {status(f"{server}/{name}")[0] for name in named} == {200}


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/nowhere/claims", "/index.html", "/static/index.html", "/claims/more", "/.git/config"],
)
def test_an_address_without_anything_is_a_404_that_leads_to_the_map(server: str, path: str) -> None:
    code, page = status(server + path)
    assert (code, "There is nothing at this address" in page) == (404, True)


@pytest.mark.parametrize(("path", "methods"), (CLOSED | FOR_EDITORS).items())
def test_a_public_server_closes_what_no_page_needs(server: str, path: str, methods: tuple[str, ...]) -> None:
    for method in methods:
        assert status(server + path, method) == (404, "This address is not in use here."), method


@pytest.mark.parametrize(
    "spelling", [f"/{UPLOAD}", f"{UPLOAD}/", UPLOAD.replace("_", "%5F"), UPLOAD.replace("/", "//")]
)
def test_no_other_spelling_opens_the_upload(server: str, spelling: str) -> None:
    assert status(server + spelling, "PUT", b"x")[0] in {400, 404, 405}


def test_a_public_server_below_the_root_is_as_closed(below: str) -> None:
    assert status(f"{below}/_stcore/health")[0] == 200
    assert status(f"{below}/claims")[0] == 200
    for path, methods in (CLOSED | FOR_EDITORS).items():
        assert [status(below + path, method)[0] for method in methods] == [404] * len(methods), path


def test_a_public_server_takes_no_upload(server: str) -> None:
    assert status(server + UPLOAD, "PUT", b"x" * 100_000)[0] == 404


def test_a_desk_takes_uploads_and_lets_sign_in_and_closes_the_rest(desk: str) -> None:
    for path, methods in FOR_EDITORS.items():
        for method in methods:
            assert status(desk + path, method)[1] != "This address is not in use here.", (path, method)
    for path, methods in CLOSED.items():
        for method in methods:
            assert status(desk + path, method)[0] == 404, (path, method)


def test_every_route_of_this_streamlit_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when another version of Streamlit opens a route that nobody here has looked at."""
    monkeypatch.setattr(starlette_app, "create_streamlit_static_assets_routes", lambda **_: [])
    app = st.App(str(ROOT / "dashboard.py"))
    routes = starlette_app.create_streamlit_routes(app._create_runtime())  # noqa: SLF001
    paths = {route.path for route in routes if isinstance(route, Route | WebSocketRoute | Mount)}
    assert paths - {*CLOSED, *FOR_EDITORS} == NEEDED | {
        "/_stcore/stream",
        "/_stcore/upload_file/{session_id}/{file_id}",
        "/_stcore/bidi-components/{path:path}",
        "/component/{path:path}",
        "/media/{file_id:path}",
    }
