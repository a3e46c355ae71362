"""PDFs: the text of a file's pages as pypdf returns it once, and what the file's properties state.

Only a bounded child imports this module.
"""

import base64
import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from geodata.common.bounded import Progress
from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.desk.intake.bylines import authors
from geodata.desk.intake.pdf_columns import in_columns, joined
from geodata.desk.intake.plain_text import MAX_TEXT, check_text, stated
from geodata.desk.intake.remarks import RemarkKind, remark
from geodata.model.authors import SEPARATOR

_MOST_PAGES: Final = 200
_TAIL_BYTES: Final = 2_048
_HEAD_BYTES: Final = 1_024
_LONGEST_PAGE: Final = 50_000
_LONGEST: Final = 500
# A file for the web names its length at its beginning, which tells a cut one from a whole one.
_LINEARIZED: Final = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d{1,12})\b", re.DOTALL)
# What programs write when nobody gave the document a title.
_NO_TITLE: Final = re.compile(
    r"(?:untitled|без названия|без назви|microsoft word - .*|.*\.(?:docx?|pdf|indd|rtf|odt))", re.IGNORECASE
)
_PICTURES: Final = marked(
    "the PDF has no text, only pictures of it (a scan): put it through text recognition, or type the text"
)
_DAMAGED: Final = marked(
    "the PDF is damaged, or larger inside than can be read: save it anew as PDF, or paste the article's text"
)
# What pypdf raises on broken files besides its own errors.
_BROKEN: Final = (
    PyPdfError,
    RecursionError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    OSError,
)


def read_file(argument: dict[str, str], progress: Progress) -> dict[str, Any]:
    """Return an intake of the "content" (base64) of a PDF, as JSON; the task of a bounded child."""
    content = base64.b64decode(argument["content"])
    _check_whole(content)
    faults = _Faults()
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        _check_open(reader)
        pages = _pages(reader, progress)
        properties = _properties(reader)
    except _BROKEN as error:
        raise DataFileError(_DAMAGED) from error
    empty = [number for number, page in enumerate(pages, start=1) if not page.strip()]
    if len(empty) == len(pages):
        raise DataFileError(_DAMAGED if faults.count else _PICTURES)
    check_text("\n\n".join(pages))
    remarks = list(_reordered(reader, pages))
    text, words = joined("\n\n".join(pages).strip("\n"))
    if words:
        remarks.append(remark(RemarkKind.JOINED, ", ".join(dict.fromkeys(words))))
    return {
        "encoding": "",
        "text": text,
        "empty_pages": empty,
        "faults": faults.count,
        "remarks": remarks,
        **stated(text),
        **properties,
    }


class _Faults(logging.Handler):
    """Counts what pypdf says it mended or left out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0
        logging.getLogger("pypdf").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.levelno >= self.level


def _check_whole(content: bytes) -> None:
    linearized = _LINEARIZED.search(content[:_HEAD_BYTES])
    is_cut = linearized and len(content) < int(linearized[1])
    if is_cut or b"%%EOF" not in content[-_TAIL_BYTES:]:
        raise DataFileError(marked("the PDF is not whole, its end is missing: download or save it again"))


def _check_open(reader: pypdf.PdfReader) -> None:
    if reader.is_encrypted:
        raise DataFileError(marked("the PDF is encrypted: save a copy without a password, or paste the article's text"))
    if len(reader.pages) > _MOST_PAGES:
        raise DataFileError(
            marked("the PDF has {found} pages, and an article has at most {most}: divide it"),
            found=f"{len(reader.pages):,}",
            most=_MOST_PAGES,
        )
    # pypdf steps over branches of the page tree that lead nowhere or in a circle.
    tree = reader.root_object["/Pages"].get_object()
    count = tree.get("/Count") if isinstance(tree, DictionaryObject) else None
    if not reader.pages or count != len(reader.pages):
        raise DataFileError(
            marked("the PDF names {count} pages and has {found}: save it anew as PDF, or paste the article's text"),
            count=count,
            found=len(reader.pages),
        )


def _pages(reader: pypdf.PdfReader, progress: Progress) -> list[str]:
    pages: list[str] = []
    length = 0
    for number, page in enumerate(reader.pages, start=1):
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > MAX_TEXT:
            break  # the check of the whole text says so
        progress(number / len(reader.pages))
    return pages


def _reordered(reader: pypdf.PdfReader, pages: list[str]) -> Iterator[dict[str, str]]:
    """Put the columns of ``pages`` in their order where their text is in another, and yield what to look at."""
    told, doubtful = [], []
    for number, page in enumerate(pages):
        if not 0 < len(page) <= _LONGEST_PAGE:
            continue
        try:
            layout = reader.pages[number].extract_text(extraction_mode="layout")
        except _BROKEN:
            continue
        ordered = in_columns(layout)
        # A layout that lacks words of the page, such as those of a form, is not the page's text.
        if ordered.text and _letters(ordered.text) == _letters(page):
            if ordered.text.split() != page.split():
                pages[number] = ordered.text.strip("\n")
                told.append(str(number + 1))
        elif ordered.text or ordered.is_doubtful:
            doubtful.append(str(number + 1))
    for kind, numbers in ((RemarkKind.COLUMNS, told), (RemarkKind.ORDER, doubtful)):
        if numbers:
            yield remark(kind, ", ".join(numbers))


def _letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def _properties(reader: pypdf.PdfReader) -> dict[str, Any]:
    """Return title, author and language as the file's properties give them; its dates are those of the file."""
    about = reader.metadata
    values = {
        "title": about.title if about else None,
        "author": SEPARATOR.join(authors(about.author)) if about and about.author else None,
        "language": reader.root_object.get("/Lang"),
    }
    folded = {name: " ".join(str(value).split()) for name, value in values.items() if value}
    return {
        name: {"value": value, "where": "pdf"}
        for name, value in folded.items()
        if value and len(value) <= _LONGEST and not (name == "title" and _NO_TITLE.fullmatch(value))
    }
