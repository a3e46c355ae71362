"""Articles: the text exactly as given, and who published it when."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote as percent_encode

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, HttpUrl

from geodata.common.data_files import read_model
from geodata.common.errors import DataFileError
from geodata.model.quotes import Quote


class Article(BaseModel):
    """In article A, speaker S says that E happened at P, in these words: this is A.

    ``text`` is the stored text, code point for code point; ``sha256`` is the digest of its UTF-8
    bytes. ``published`` is aware; ``published_as_printed`` is what the page shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    credit_line: str
    author: str | None
    url: HttpUrl
    published: AwareDatetime
    published_as_printed: str
    language: str
    stored: date
    rights: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    text: str = Field(min_length=1)

    @property
    def published_utc(self) -> datetime:
        """Return the time of publication in UTC."""
        return self.published.astimezone(UTC)

    def link_to(self, quote: Quote) -> str:
        """Return the article's address with a text fragment that leads to ``quote``."""
        words = quote.exact.split(" ")
        ends = [" ".join(words[:6]), " ".join(words[-6:])] if len(words) > 12 else [quote.exact]  # noqa: PLR2004
        # A hyphen has a meaning of its own inside a text fragment.
        fragment = ",".join(percent_encode(part, safe="").replace("-", "%2D") for part in ends)
        return f"{self.url}#:~:text={fragment}"


def load_article(folder: Path, article_id: str) -> Article:
    """Return the article stored as ``<id>.json`` and ``<id>.txt`` in ``folder``.

    Raises DataFileError when either file is missing, is of another article, or the text is not the one that was hashed.
    """
    path = folder / f"{article_id}.txt"
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"the article {path.name} cannot be read as UTF-8 text: put the stored file back"
        raise DataFileError(message) from error
    article = read_model(folder / f"{article_id}.json", Article, text=text)
    if article.id != article_id:
        message = f'{article_id}.json is about the article "{article.id}": put the right file there'
        raise DataFileError(message)
    if hashlib.sha256(content).hexdigest() != article.sha256:
        message = (
            f"the text of article {article_id} is not the one its quotes were taken from "
            f"(the sha256 of {path.name} differs): put the stored file back"
        )
        raise DataFileError(message)
    return article
