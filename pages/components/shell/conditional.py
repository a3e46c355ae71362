"""Answers that a cache keeps only as long as asking again finds them unchanged (RFC 9110)."""

import re
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response


def answer(request: Request, content: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return ``content`` under a tag made of it, or the part of it that is asked for, or that it is as it was."""
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    kept = {**(headers or {}), "ETag": tag, "Cache-Control": "no-cache"}
    if _is_known(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept)
    return _part(content, request.headers.get("range", ""), media_type, kept)


def _is_known(given: str, tag: str) -> bool:
    """Tell whether a header If-None-Match names ``tag``, compared weakly."""
    return given.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in given.split(","))


def _part(content: bytes, asked: str, media_type: str, headers: dict[str, str]) -> Response:
    """Return the bytes that a header Range asks for, all of them where it makes no sense or asks for several parts.

    Programs that open an address as a file read it in ranges.
    """
    headers = headers | {"Accept-Ranges": "bytes"}
    size = len(content)
    ends = re.fullmatch(r"bytes=([0-9]{0,12})-([0-9]{0,12})", asked, re.ASCII)
    if ends and ends[1]:
        start, stop = int(ends[1]), min(int(ends[2]) + 1 if ends[2] else size, size)
    elif ends and ends[2]:
        start, stop = max(size - int(ends[2]), 0), size
    else:
        start, stop = 0, 0
    if start >= stop:
        return Response(content, media_type=media_type, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return Response(content[start:stop], HTTPStatus.PARTIAL_CONTENT, headers, media_type)
