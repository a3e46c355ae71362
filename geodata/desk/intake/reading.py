"""Intake: a pasted text or a file becomes the text that will be stored, and what the document itself states."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from geodata.common import bounded
from geodata.common.data_files import make
from geodata.common.errors import DataFileError, Message
from geodata.common.language import _, marked
from geodata.desk.intake.file_kinds import Kind, check_content, check_size, kind_of
from geodata.desk.intake.remarks import Remark

_TASKS: Final[Mapping[Kind, str]] = {
    Kind.PASTE: "geodata.desk.intake.plain_text:read_pasted",
    Kind.TXT: "geodata.desk.intake.plain_text:read_file",
    Kind.HTML: "geodata.desk.intake.web_page:read_file",
    Kind.MHTML: "geodata.desk.intake.web_page:read_archive",
    Kind.PDF: "geodata.desk.intake.pdf_text:read_file",
}


class Where(StrEnum):
    """Where a document states something; ``words`` says it in the language spoken."""

    JSON_LD = "json-ld"
    META = "meta"
    LINK = "link"
    SAVED = "saved"
    MARKUP = "markup"
    REPEATED = "repeated"
    FIRST = "first"
    UNSURE = "unsure"
    ADDRESS = "address"
    LINE = "line"
    PDF = "pdf"

    @property
    def words(self) -> str:
        """Return where, as "in a line of the text"."""
        return _(_WHERE[self])


_WHERE: Final[Mapping[Where, str]] = {
    Where.JSON_LD: marked("in the page's description for search engines (JSON-LD)"),
    Where.META: marked("in the head of the page"),
    Where.LINK: marked("in the page's own address (canonical link)"),
    Where.SAVED: marked("in the note that the browser left when it saved the page"),
    Where.MARKUP: marked("in the layout of the page only: check it"),
    Where.REPEATED: marked("in a line that stands more than once at the beginning of the text"),
    Where.FIRST: marked("in the first line of the text: check it"),
    Where.UNSURE: marked("in a line that may be about something else: check it"),
    Where.ADDRESS: marked("in the address only: check it"),
    Where.LINE: marked("in a line of the text"),
    Where.PDF: marked("in the properties of the PDF file: check it"),
}


_UNSURE: Final = frozenset((Where.MARKUP, Where.FIRST, Where.UNSURE, Where.ADDRESS, Where.PDF))


class StatedValue(BaseModel):
    """What a document states, as it is written there, and where."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: str = Field(min_length=1)
    where: Where

    @property
    def is_unsure(self) -> bool:
        """Tell whether an editor should check the value, since it may be about something else."""
        return self.where in _UNSURE


class StatedTime(StatedValue):
    """When a document says that it was published: ``value`` as written, ``day`` as printed there.

    ``moment`` is aware and given only where the document states hour and zone; a zone is never guessed. ``printed`` is
    what readers see, empty for what a page tells programs only.
    """

    day: date
    moment: AwareDatetime | None
    printed: str = ""


class Intake(BaseModel):
    """The text that will be stored, code point for code point, and what the document states about itself.

    ``file_name`` is a label (empty for a pasted text), never a path. ``encoding`` is that of a .txt or a web page.
    ``page_length`` is how many characters a web page shows in all, menus included, 0 for others. ``empty_pages`` are
    the pages of a PDF, from 1, that hold no text, and ``faults`` how many flaws of the file pypdf passed over.
    ``author`` has a semicolon between several. None is what the document does not state.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    file_name: str
    encoding: str
    text: str = Field(min_length=1)
    page_length: int = 0
    empty_pages: tuple[int, ...] = ()
    faults: int = 0
    remarks: tuple[Remark, ...] = ()
    title: StatedValue | None = None
    publisher: StatedValue | None = None
    url: StatedValue | None = None
    author: StatedValue | None = None
    credit_line: StatedValue | None = None
    language: StatedValue | None = None
    published: StatedTime | None = None
    updated: StatedTime | None = None

    @property
    def sha256(self) -> str:
        """Return the digest of the text's UTF-8 bytes."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_paste(
    text: str,
    *,
    on_progress: bounded.Progress = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Intake:
    """Return what was pasted, with every line end made a line feed and a byte order mark dropped, else as it is.

    Raises AsReportedError with one sentence if it cannot be an article's text. Nothing is written anywhere.
    """
    check_size(len(text.encode(errors="surrogatepass")), Kind.PASTE)
    return _run(Kind.PASTE, "", {"text": text}, on_progress, is_cancelled)


def read_file(
    content: bytes,
    file_name: str,
    *,
    on_progress: bounded.Progress = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Intake:
    """Return the text of a .txt, .html, .mhtml or .pdf file and what it states; at most 30 seconds and 1 GB are used.

    A .txt is decoded and kept as ``read_paste`` does. Of a saved page it is the text that trafilatura returns, which
    leaves out what is not the article and characters that cannot be seen; of a PDF what pypdf returns, pages divided by
    an empty line. Raises AsReportedError with one sentence if the name, the kind, the encoding or the content is not
    fit for it, and bounded.Cancelled. Nothing is written anywhere.
    """
    kind = kind_of(file_name)
    check_size(len(content), kind)
    check_content(content, kind)
    return _run(kind, file_name, {"content": base64.b64encode(content).decode()}, on_progress, is_cancelled)


def read_path(path: Path) -> Intake:
    """Return what ``read_file`` makes of a file on this machine; raise DataFileError also if it cannot be opened."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataFileError(
            marked("the file {file} cannot be read ({strerror}): name a text, a saved page or a PDF"),
            file=path.name,
            strerror=error.strerror,
        ) from error
    return read_file(content, path.name)


def _run(
    kind: Kind,
    file_name: str,
    argument: dict[str, str],
    on_progress: bounded.Progress,
    is_cancelled: Callable[[], bool],
) -> Intake:
    found = bounded.run(_TASKS[kind], argument, on_progress=on_progress, is_cancelled=is_cancelled)
    # The child read what nobody checked, so its answer is no more trusted than the file.
    fields = found if isinstance(found, dict) else {}
    return make(Intake, {**fields, "kind": kind, "file_name": file_name}, Message(marked("what was read")))
