"""The read interface: each form of export at an address of its own, with the filters of a page's address."""

import re
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from geodata.common.data_folder import data_folder
from geodata.common.errors import AsReportedError
from geodata.common.language import DEFAULT, LANGUAGES, use
from geodata.edition import published
from geodata.edition.edition_folder import EditionSource
from geodata.edition.loading import Edition
from geodata.exports.contents import LICENCES, NOTE
from geodata.exports.formats import FORMATS, ClaimFormat, Export
from geodata.views.filters import FACETS, Filter, vocabulary
from geodata.views.selection import first_filter, select
from pages.components.shell import conditional, current_edition
from pages.components.shell.address import Query, base_path

_PREFIX: Final = "api/v1"
_FILTERS: Final = (*(facet.name for facet in FACETS), "clock", "dates", "q")
_OWN: Final = (*_FILTERS, "edition", "lang")
_OF_PAGES: Final = frozenset({"place", "event", "view", "article", "embed"})
"""What a page's address may have besides: it chooses what is open, and filters nothing."""
_DAMAGED: Final = "this edition cannot be shown: a check of its data failed"
_KEPT: Final = 16
"""The files kept in memory, those asked for last; each is at most a few megabytes."""


class _Refused(Exception):  # noqa: N818 - it ends a request, not the program
    """What is answered instead of a file: a status, a sentence and, if one is at fault, the parameter's name."""

    def __init__(self, status: HTTPStatus, sentence: str, parameter: str = "") -> None:
        super().__init__(sentence)
        self.answer = JSONResponse(
            {"error": sentence} | ({"parameter": parameter} if parameter else {}), status_code=status
        )


def routes() -> list[Route]:
    """Return the routes of the interface, open to scripts of any page."""
    start = f"{base_path()}{_PREFIX}"
    shared = [Middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["*"], expose_headers=["ETag"])]
    # The middleware answers a browser's question beforehand, which comes as OPTIONS.
    methods = ["GET", "HEAD", "OPTIONS"]
    return [
        Route(f"{start}/claims.{{extension:path}}", _claims, methods=methods, middleware=shared),
        Route(f"{start}/openapi.json", _description, methods=methods, middleware=shared),
    ]


def address(query: Query, edition: Edition) -> str:
    """Return the absolute address of the claims that a page with ``query`` shows, as GeoJSON, all if it is empty."""
    parts = urlsplit(st.context.url or "")
    path = f"{base_path()}{_PREFIX}/claims.{FORMATS[0].extension}"
    own = {name: values for name, values in query.items() if name in _OWN} | {"edition": [str(edition.number)]}
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(own, doseq=True), ""))


def _claims(request: Request) -> Response:
    try:
        form = _form(request.path_params["extension"])
        content = _content(form, _query(request))
    except _Refused as refused:
        return refused.answer
    return conditional.answer(request, content, form.media_type, {"Link": '<openapi.json>; rel="service-desc"'})


def _form(extension: str) -> ClaimFormat:
    for form in FORMATS:
        if form.extension == extension:
            return form
    known = ", ".join(form.extension for form in FORMATS)
    raise _Refused(HTTPStatus.NOT_FOUND, f"there is no such form of the claims: there are {known}")


def _query(request: Request) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the parameters that matter, in an order of their own, so that equal views are one."""
    given = {name: request.query_params.getlist(name) for name in request.query_params}
    # The two dates are a first and a last day, all other values alternatives.
    asked = {name: tuple(values if name == "dates" else sorted(set(values))) for name, values in given.items()}
    for name in asked:
        if name not in _OWN and name not in _OF_PAGES:
            sentence = f"there is no such parameter: there are {', '.join(_OWN)}"
            raise _Refused(HTTPStatus.BAD_REQUEST, sentence, name)
    for name in ("q", "edition", "lang", "clock"):
        if len(asked.get(name, ())) > 1:
            raise _Refused(HTTPStatus.BAD_REQUEST, "this parameter is given once", name)
    return tuple(sorted((name, values) for name, values in asked.items() if name in _OWN))


def _content(form: ClaimFormat, query: tuple[tuple[str, tuple[str, ...]], ...]) -> bytes:
    given = dict(query)
    (language,) = given.get("lang", (DEFAULT,))
    if language not in LANGUAGES:
        raise _Refused(HTTPStatus.BAD_REQUEST, f"there is no such language: there are {', '.join(LANGUAGES)}", "lang")
    return _written(form, _edition(given.get("edition")), query, language)


@lru_cache(maxsize=_KEPT)
def _written(
    form: ClaimFormat,
    source: EditionSource,
    query: tuple[tuple[str, tuple[str, ...]], ...],
    language: str,
) -> bytes:
    # One request is answered in one thread.
    use(language)
    return form.write(_export(_loaded(source), dict(query)))


def _export(edition: Edition, given: Mapping[str, tuple[str, ...]]) -> Export:
    filters = {name: values for name, values in given.items() if name in _FILTERS}
    if not filters:
        return Export.everything(edition)
    wanted = Filter.from_query(filters, first_filter(edition), vocabulary(edition.events), edition.bounds)
    misread = wanted.misread(filters)
    if misread:
        raise _Refused(HTTPStatus.BAD_REQUEST, "this parameter has a value that the edition does not know", misread)
    return Export.of_view(select(edition, wanted), edition, *filters.get("q", ()))


def _edition(asked: tuple[str, ...] | None) -> EditionSource:
    """Return the edition with the number asked for, or the newest."""
    data = data_folder()
    try:
        newest = published.newest(data)
    except AsReportedError as error:
        raise _Refused(HTTPStatus.SERVICE_UNAVAILABLE, _DAMAGED) from error
    if asked in (None, (str(newest.number),)):
        return newest
    (text,) = asked
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII):
        raise _Refused(HTTPStatus.BAD_REQUEST, "an edition has a whole number", "edition")
    source = published.numbered(data, int(text))
    if source is None:
        raise _Refused(HTTPStatus.NOT_FOUND, "this edition is not kept here", "edition")
    return source


def _loaded(source: EditionSource) -> Edition:
    try:
        return current_edition.load(source) if source == published.newest(data_folder()) else _former(source)
    except AsReportedError as error:
        raise _Refused(HTTPStatus.SERVICE_UNAVAILABLE, _DAMAGED) from error


# One, so that whoever asks for many former editions neither fills the memory nor displaces the newest.
@lru_cache(maxsize=1)
def _former(source: EditionSource) -> Edition:
    return published.load(source)


def _description(request: Request) -> Response:
    base = str(request.url).rpartition("/")[0]
    return JSONResponse(_openapi(base))


def _openapi(base: str) -> dict[str, Any]:
    said = {
        "dates": "First and last day, twice: dates=2024-03-12&dates=2024-03-31. Without it, the month reported of.",
        "clock": "What the days mean: reported (the default) or happened.",
        "q": "Words that each claim contains.",
        "edition": "The number of the edition. Without it, the newest.",
        "lang": "The language of what the file says of itself, and of summaries that have a translation.",
    }
    several = {*(facet.name for facet in FACETS), "dates"}
    parameters = [
        {
            "name": name,
            "in": "query",
            "description": said.get(name, "One or more values of the claims' field; several are alternatives."),
            "schema": {"type": "array", "items": {"type": "string"}} if name in several else {"type": "string"},
        }
        for name in _OWN
    ]
    refused = {"description": "What is wrong, in one sentence, and the name of the parameter."}
    paths = {
        f"/claims.{form.extension}": {
            "get": {
                "summary": f"{form.name}: without a filter all claims, else those that the page shows",
                "operationId": f"claims-{form.extension}",
                "parameters": parameters,
                "responses": {
                    "200": {"description": "The file, byte for byte the download", "content": {form.media_type: {}}},
                    "304": {"description": "As it was: the tag in If-None-Match is still its own."},
                    "400": refused,
                    "404": refused,
                    "503": refused,
                },
            }
        }
        for form in FORMATS
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "As Reported: claims, each bound to its sentence",
            "version": "1",
            "description": NOTE,
            "license": {"name": "; ".join(sorted({part.licence for part in LICENCES}))},
        },
        "servers": [{"url": base}],
        "paths": paths,
    }
