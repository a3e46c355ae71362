"""Scripts and styles are sent compressed, each compressed once; what browsers may keep for ever says so."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from pages.components.shell.compression import KeptCompressed
from tests.conftest import ROOT, awaited, running

if TYPE_CHECKING:
    from collections.abc import Iterator

FRONTEND = Path(streamlit.__file__).parent / "static"
SCRIPT = next(FRONTEND.glob("static/js/index.*.js"))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with running(ROOT, tmp_path_factory.mktemp("server") / "output.txt") as url, httpx.Client(base_url=url) as client:
        yield client


def raw(client: httpx.Client, path: str, **headers: str) -> tuple[httpx.Response, bytes]:
    with client.stream("GET", path, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())


def test_a_script_of_the_frontend_is_sent_compressed_and_may_be_kept_for_ever(client: httpx.Client) -> None:
    path = f"/static/js/{SCRIPT.name}"
    answer, body = raw(client, path)
    assert gzip.decompress(body) == SCRIPT.read_bytes()
    assert len(body) < SCRIPT.stat().st_size / 2
    assert "immutable" in answer.headers["cache-control"]
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert raw(client, path)[1] == body


@pytest.mark.parametrize(
    "headers", [{"accept-encoding": "identity"}, {"accept-encoding": ""}, {"range": "bytes=0-99"}], ids=str
)
def test_whoever_reads_no_gzip_or_wants_a_part_gets_the_file_as_it_is(
    client: httpx.Client, headers: dict[str, str]
) -> None:
    answer, body = raw(client, f"/static/js/{SCRIPT.name}", **headers)
    assert "content-encoding" not in answer.headers
    assert body == SCRIPT.read_bytes()[: len(body)]
    assert len(body) == (100 if "range" in headers else SCRIPT.stat().st_size)


def test_what_is_not_there_and_what_is_no_script_is_passed_on(client: httpx.Client) -> None:
    answer, _ = raw(client, "/static/js/none.js")
    assert "immutable" not in answer.headers.get("cache-control", "")
    assert client.head(f"/static/js/{SCRIPT.name}").status_code == 200
    font = next(FRONTEND.glob("static/media/*.woff2"))
    assert raw(client, f"/static/media/{font.name}")[1] == font.read_bytes()


class Counted:
    """A program with one file, which counts how often it is compressed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.content = b"let x = 1;" * 1_000
        self.compressed = 0
        compress = gzip.compress

        def counting(content: bytes) -> bytes:
            self.compressed += 1
            return compress(content)

        monkeypatch.setattr(gzip, "compress", counting)

        async def file(_request: object) -> Response:
            return Response(self.content, media_type="text/javascript")

        self.app = KeptCompressed(Starlette(routes=[Route("/component/layer/own.js", file)]))

    def get(self, query: str = "") -> httpx.Response:
        async def ask() -> httpx.Response:
            transport: Any = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                return await client.get(f"/component/layer/own.js{query}")

        return awaited(ask())


def test_a_file_is_compressed_once_and_again_when_it_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    program = Counted(monkeypatch)
    assert [program.get().content for _ in range(3)] == [program.content] * 3
    assert program.compressed == 1
    program.content = b"let x = 2;" * 1_000
    assert program.get().content == program.content
    assert program.compressed == 2


def test_a_components_file_may_be_kept_for_ever_only_if_asked_for_by_its_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = Counted(monkeypatch)
    assert "immutable" in program.get("?v=abc").headers["cache-control"]
    assert not re.search("immutable", program.get("").headers.get("cache-control", ""))
