"""File kinds: what a file says it is by its name must be what its first bytes say; no name is ever used as a path."""

import re
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from geodata.common.errors import DataFileError, Message
from geodata.common.language import marked


class Kind(StrEnum):
    """How an article came in."""

    PASTE = "paste"
    TXT = "txt"
    HTML = "html"
    MHTML = "mhtml"
    PDF = "pdf"


_BY_SUFFIX: Final = {
    ".txt": Kind.TXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".mhtml": Kind.MHTML,
    ".mht": Kind.MHTML,
    ".pdf": Kind.PDF,
}
_MAX_NAME: Final = 255
_MAX_BYTES: Final = {
    Kind.PASTE: 4_000_000,
    Kind.TXT: 4_000_000,
    Kind.HTML: 10_000_000,
    Kind.MHTML: 20_000_000,
    Kind.PDF: 20_000_000,
}
_HEAD_BYTES: Final = 1_024
_SIGNATURES: Final = {
    b"PK\x03\x04": Message(marked("a zip archive or an office document")),
    b"PK\x05\x06": Message(marked("a zip archive")),
    b"\x1f\x8b": Message(marked("a gzip archive")),
    b"7z\xbc\xaf": Message(marked("a 7-Zip archive")),
    b"Rar!": Message(marked("a RAR archive")),
    b"\xd0\xcf\x11\xe0": Message(marked("an office document")),
    b"{\\rtf": Message(marked("a rich text document")),
    b"\x89PNG": Message(marked("a picture")),
    b"\xff\xd8\xff": Message(marked("a picture")),
    b"GIF8": Message(marked("a picture")),
    b"SQLite format 3": Message(marked("a database")),
    b"\x7fELF": Message(marked("a program")),
    b"MZ\x90": Message(marked("a program")),
}
_CONTENTS: Final = {
    Kind.MHTML: Message(marked("a saved page with its parts")),
    Kind.HTML: Message(marked("a web page")),
    Kind.PDF: Message(marked("a PDF")),
}
_PAGE_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>|<!--[^>]{0,500}-->|\s)*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE
)
_ARCHIVE: Final = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_TAG: Final = re.compile(rb"<[a-z]+[^<]*>", re.IGNORECASE)
_MARKS: Final = b"\xef\xbb\xbf\xff\xfe"


def kind_of(file_name: str) -> Kind:
    """Return the kind that a file's name says; raise DataFileError for a name that no saved file has."""
    if any(character < " " or character == "\x7f" for character in file_name):
        raise DataFileError(marked("the file name has a NUL or another control character: rename the file"))
    if "/" in file_name or "\\" in file_name:
        raise DataFileError(marked("the file name holds a path: give the file's own name, without folders"))
    if len(file_name) > _MAX_NAME:
        raise DataFileError(
            marked("the file name has {count} characters: rename the file with at most {most}"),
            count=len(file_name),
            most=_MAX_NAME,
        )
    kind = _BY_SUFFIX.get(PurePosixPath(file_name).suffix.lower())
    if kind is None:
        raise DataFileError(
            marked(
                "the file is not named .txt, .html, .mhtml or .pdf: save the article as one of these, or paste its text"
            )
        )
    return kind


def check_size(length: int, kind: Kind) -> None:
    """Raise DataFileError if there is nothing, or more bytes than a file of this kind may have."""
    if not length:
        raise DataFileError(
            marked("the text is empty: paste it")
            if kind is Kind.PASTE
            else marked("the file is empty: choose another one")
        )
    if length > _MAX_BYTES[kind]:
        raise DataFileError(
            marked("the text is larger than {size} MB: divide it, or paste the article alone")
            if kind is Kind.PASTE
            else marked("the file is larger than {size} MB: divide it, or paste the article alone"),
            size=_MAX_BYTES[kind] // 1_000_000,
        )


def check_content(content: bytes, kind: Kind) -> None:
    """Raise DataFileError if a file named as ``kind`` begins as something else."""
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            raise DataFileError(
                marked("the file is named .{kind} and holds {name}: save the article as text, web page or PDF"),
                kind=kind,
                name=name,
            )
    if kind is Kind.MHTML and _ARCHIVE.search(content[: 4 * _HEAD_BYTES]):
        return
    found = _begins_as(content, kind)
    if found is not kind:
        if found is Kind.TXT:
            raise DataFileError(
                marked("the file is named .{kind} and holds something else: choose the right file"), kind=kind
            )
        raise DataFileError(
            marked("the file is named .{kind} and holds {content}: name it .{found}, or choose the right file"),
            kind=kind,
            content=_CONTENTS[found],
            found=found,
        )


def _begins_as(content: bytes, kind: Kind) -> Kind:
    # UTF-16 spreads ASCII over two bytes each; without the zeros it reads as UTF-8 does.
    head = content[:_HEAD_BYTES].lstrip(_MARKS).replace(b"\0", b"")
    if head.startswith(b"%PDF-") or (kind is Kind.PDF and b"%PDF-" in head):
        return Kind.PDF
    if _ARCHIVE.search(head):
        return Kind.MHTML
    if _PAGE_START.match(head) or (kind is Kind.HTML and _TAG.search(content.replace(b"\0", b""))):
        return Kind.HTML
    return Kind.TXT
