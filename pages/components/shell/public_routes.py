"""The public face of every address: what links, search engines and readers without script get from the server."""

import os
import re
from collections.abc import Callable
from functools import cache, wraps
from http import HTTPStatus
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geodata.common.errors import AsReportedError
from geodata.common.language import DEFAULT, LANGUAGES, use
from geodata.edition.loading import Edition
from geodata.presentation import wording
from geodata.public import documents, faces, feeds, picture
from geodata.public.documents import Site
from geodata.public.faces import Face
from geodata.public.feeds import Feed
from pages.components.shell import conditional, current_edition
from pages.components.shell.address import base_path

_SHELL: Final = Path(st.__file__).parent / "static" / "index.html"
_NAMED: Final = r"(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?"
_HOST: Final = re.compile(_NAMED, re.ASCII | re.IGNORECASE)
_STATED: Final = re.compile(rf"https?://{_NAMED}(?:/[\w.~/-]*)?", re.ASCII | re.IGNORECASE)
_HTML: Final = "text/html; charset=utf-8"
_ICON_PIXELS: Final = 64
Answer = Callable[[Request], Response]


def routes() -> list[Route]:
    """Return the routes of the pages, of each claim, place and article, of their pictures and feeds, and for robots."""
    base = base_path()
    answers: dict[str, Answer] = {
        "": _page("dashboard"),
        **{page: _page(page) for page in wording.PAGES if page != "dashboard"},
        "picture.png": _picture(lambda edition, _id: faces.of_page("dashboard", edition)),
        "favicon.png": _icon,
        "favicon.ico": _icon,
        "feed.atom": _feed(lambda _id, edition: feeds.of_edition(edition)),
        "corrections.atom": _feed(lambda _id, edition: feeds.of_corrections(edition)),
        "robots.txt": _robots,
        "sitemap.xml": _site_map,
    }
    for kind, feed in {"article": feeds.of_article, "place": feeds.of_place, "speaker": feeds.of_speaker}.items():
        answers[f"{kind}/{{id}}.atom"] = _feed(feed)
    for kind, face in {"claim": _claim, "place": _place, "article": _article}.items():
        answers[f"{kind}/{{id}}.png"] = _picture(face)
        answers[f"{kind}/{{id}}"] = _document(face)
    return [Route(f"{base}{path}", answer, methods=["GET", "HEAD"]) for path, answer in answers.items()]


def missing(request: Request) -> Response:
    """Return the page for an address without anything."""
    site = _site(request)
    return _answer(request, documents.document(faces.of_notice("missing"), site), _HTML, status=404)


def _page(page: str) -> Answer:
    def answer(request: Request) -> Response:
        site = _site(request)
        try:
            face, status = _asked(page, request, current_edition.newest()), 200
        except AsReportedError:
            # The browser still gets the program, which says what was found and lets an editor put it right.
            face, status = faces.of_notice("unreadable"), 503
        return _answer(request, documents.shell(_shell(), face, site), _HTML, status=status)

    return answer


def _asked(page: str, request: Request, edition: Edition) -> Face:
    """Return the face of the claim, place or article that the query of a page names, else of the page."""
    named = ((_claim, "event"), (_place, "place"), (_article, "article"))
    found = (face(edition, request.query_params[name]) for face, name in named if name in request.query_params)
    return next(filter(None, found), None) or faces.of_page(page, edition)


def _whole(answer: Callable[[Request, Edition], Response]) -> Answer:
    """Return ``answer`` for the newest edition; one calm page while that does not load."""

    @wraps(answer)
    def guarded(request: Request) -> Response:
        try:
            edition = current_edition.newest()
        except AsReportedError:
            face = faces.of_notice("unreadable")
            return _answer(request, documents.document(face, _site(request)), _HTML, status=503)
        return answer(request, edition)

    return guarded


def _document(face_of: Callable[[Edition, str], Face | None]) -> Answer:
    @_whole
    def answer(request: Request, edition: Edition) -> Response:
        site = _site(request)
        face = face_of(edition, request.path_params["id"])
        if face is None:
            return missing(request)
        return _answer(request, documents.document(face, site), _HTML, status=200 if face.is_listed else 410)

    return answer


def _picture(face_of: Callable[[Edition, str], Face | None]) -> Answer:
    @_whole
    def answer(request: Request, edition: Edition) -> Response:
        _site(request)
        face = face_of(edition, request.path_params.get("id", ""))
        if face is None or face.picture is None:
            return missing(request)
        return _answer(request, picture.png(face.picture), "image/png")

    return answer


def _feed(feed_of: Callable[[str, Edition], Feed | None]) -> Answer:
    @_whole
    def answer(request: Request, edition: Edition) -> Response:
        site = _site(request)
        feed = feed_of(request.path_params.get("id", ""), edition)
        if feed is None:
            return missing(request)
        return _answer(request, documents.atom(feed, site), "application/atom+xml")

    return answer


def _claim(edition: Edition, event_id: str) -> Face | None:
    event, withdrawal = edition.event(event_id), edition.withdrawal(event_id)
    if event:
        return faces.of_claim(event, edition)
    return faces.of_withdrawn(event_id, withdrawal) if withdrawal else None


def _place(edition: Edition, place: str) -> Face | None:
    return faces.of_place(edition.places[place], edition) if place in faces.places(edition) else None


def _article(edition: Edition, article: str) -> Face | None:
    return faces.of_article(edition.articles[article], edition) if article in edition.articles else None


def _icon(request: Request) -> Response:
    return _answer(request, picture.icon(_ICON_PIXELS), "image/png")


def _robots(request: Request) -> Response:
    return _answer(request, documents.robots(_site(request), base_path()), "text/plain; charset=utf-8")


@_whole
def _site_map(request: Request, edition: Edition) -> Response:
    return _answer(request, documents.site_map(edition, _site(request)), "application/xml")


def _answer(request: Request, content: str | bytes, media_type: str, *, status: int = 200) -> Response:
    """Return ``content``, which a cache keeps only as long as asking again finds it unchanged."""
    body = content.encode() if isinstance(content, str) else content
    if status == HTTPStatus.OK:
        return conditional.answer(request, body, media_type)
    return Response(body, status, {"Cache-Control": "no-cache"}, media_type)


def _site(request: Request) -> Site:
    """Return the site as the request names it, and speak its language in this thread."""
    asked = request.query_params.get("lang", DEFAULT)
    language = asked if asked in LANGUAGES else DEFAULT
    use(language)
    return Site(_root(request), language)


def _root(request: Request) -> str:
    """Return the address in ``AS_REPORTED_ADDRESS``, else the one that was asked, if its host can be one."""
    stated = os.environ.get("AS_REPORTED_ADDRESS", "")
    if _STATED.fullmatch(stated):
        return stated.rstrip("/") + "/"
    host = request.headers.get("host", "")
    named = host if _HOST.fullmatch(host) else f"localhost:{st.get_option('server.port')}"
    return f"{request.url.scheme}://{named}{base_path()}"


@cache
def _shell() -> str:
    return _SHELL.read_text(encoding="utf-8")
