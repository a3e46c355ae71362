"""Articles: the text exactly as given, and who published it when."""

import hashlib
import re
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter, ValidationError, WrapValidator

from geodata.common.data_files import read_model
from geodata.common.errors import DataFileError
from geodata.common.language import _, marked, written_out
from geodata.model.authors import names_in
from geodata.model.quotes import Quote
from geodata.model.text_fragments import text_fragment

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT: Final = TypeAdapter(AwareDatetime)


def _published(value: object, _union: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        is_day = isinstance(value, str) and _DAY.fullmatch(value)
        return date.fromisoformat(str(value)) if is_day else _MOMENT.validate_python(value)
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"]) from error


Published = Annotated[datetime | date, WrapValidator(_published)]
"""When a page says that it was published: a moment with its zone, or a day alone where it states no hour."""


class TextShown(StrEnum):
    """How much of a stored text readers may see; the rights note says on what ground."""

    FULL = "full text"
    PASSAGES = "passages"
    QUOTES = "quotes only"


class Article(BaseModel):
    """In article A, speaker S says that E happened at P, in these words: this is A.

    ``text`` is the stored text, code point for code point; ``sha256`` is the digest of its UTF-8
    bytes. ``published`` is aware, or a day where the page states no hour with its zone; ``published_as_printed`` is
    what the page shows, or empty where it shows none. ``updated`` is when the page says that it was last changed, if it
    does. ``author`` has a semicolon between several.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    credit_line: str
    author: str | None
    url: HttpUrl
    published: Published
    published_as_printed: str
    language: str
    stored: date
    rights: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    text: str = Field(min_length=1)
    updated: Published | None = None
    text_shown: TextShown = TextShown.PASSAGES

    @property
    def day(self) -> date:
        """Return the day of publication in the publisher's own zone."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    @property
    def moment(self) -> datetime | None:
        """Return the time of publication in UTC, or None where only a day is stated."""
        return self.published.astimezone(UTC) if isinstance(self.published, datetime) else None

    @property
    def age(self) -> datetime:
        """Return what sorts articles by publication: a day without an hour is before the hours of that day."""
        return self.moment or datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)

    @property
    def published_words(self) -> str:
        """Return "12 March 2024, 12:28 UTC", or the day alone where no hour is stated."""
        return _in_words(self.published)

    @property
    def updated_words(self) -> str:
        """Return when the page says that it was last changed, likewise; "" where it does not say."""
        return _in_words(self.updated) if self.updated else ""

    @property
    def dated(self) -> str:
        """Return the time as printed with the same in UTC, no finer than it is stated."""
        printed, words = self.published_as_printed, self.published_words
        return f"{printed} ({words})" if printed and printed != words else words

    @property
    def authors(self) -> tuple[str, ...]:
        """Return the names of the authors, each for itself."""
        return names_in(self.author or "")

    def link_to(self, quote: Quote) -> str:
        """Return the article's address with a text fragment that leads to ``quote``."""
        page = str(self.url)
        return f"{page}{'' if '#' in page else '#'}{text_fragment(quote, self.text)}"


def _in_words(stated: date) -> str:
    if not isinstance(stated, datetime):
        return written_out(stated)
    moment = stated.astimezone(UTC)
    return _("{day}, {hour} UTC").format(day=written_out(moment), hour=f"{moment:%H:%M}")


def load_article(folder: Path, article_id: str) -> Article:
    """Return the article stored as ``<id>.json`` and ``<id>.txt`` in ``folder``.

    Raises DataFileError when either file is missing, is of another article, or the text is not the one that was hashed.
    """
    path = folder / f"{article_id}.txt"
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(
            marked("the article {file} cannot be read as UTF-8 text: put the stored file back"), file=path.name
        ) from error
    article = read_model(folder / f"{article_id}.json", Article, text=text)
    if article.id != article_id:
        raise DataFileError(
            marked('{article_id}.json is about the article "{article}": put the right file there'),
            article_id=article_id,
            article=article.id,
        )
    if hashlib.sha256(content).hexdigest() != article.sha256:
        raise DataFileError(
            marked(
                "the text of article {article_id} is not the one its quotes were taken from "
                "(the sha256 of {file} differs): put the stored file back"
            ),
            article_id=article_id,
            file=path.name,
        )
    return article
