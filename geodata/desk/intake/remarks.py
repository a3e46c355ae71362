"""Remarks: what intake noticed about a document that an editor should look at before it is stored."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from geodata.common.language import _, marked


class RemarkKind(StrEnum):
    """What there is to look at."""

    ENCODING = "encoding"
    JSON_LD = "json-ld"
    COOKIES = "cookies"
    PAYWALL = "paywall"
    COLUMNS = "columns"
    ORDER = "order"
    JOINED = "joined"


_WORDS: Final[Mapping[RemarkKind, str]] = {
    RemarkKind.ENCODING: marked("The page says that it is in another encoding than its letters are: {detail}"),
    RemarkKind.JSON_LD: marked("The page’s description for search engines (JSON-LD) is broken and was not read."),
    RemarkKind.COOKIES: marked("This may be a question about cookies and not the article: check the text."),
    RemarkKind.PAYWALL: marked("This may be only the beginning of an article behind a paywall: check the text."),
    RemarkKind.COLUMNS: marked("Columns of the PDF were read one after the other on page {detail}: check the text."),
    RemarkKind.ORDER: marked("The order of the PDF’s columns cannot be told on page {detail}: check the text."),
    RemarkKind.JOINED: marked("Words divided at the ends of lines were joined: {detail}"),
}


class Remark(BaseModel):
    """One thing to look at; ``detail`` is of the document, in its own letters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: RemarkKind
    detail: str = ""

    @property
    def words(self) -> str:
        """Return the remark as a sentence, in the language spoken."""
        return _(_WORDS[self.kind]).format(detail=self.detail)


def remark(kind: RemarkKind, detail: str = "") -> dict[str, str]:
    """Return a remark as JSON, for a bounded child's answer."""
    return {"kind": kind, "detail": detail[:200]}
