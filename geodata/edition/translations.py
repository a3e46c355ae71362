"""Translations: our own summaries, labels and notes in other languages, each bound to the words it translates."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from geodata.common.data_files import make, read_json
from geodata.common.errors import DataFileError
from geodata.common.language import DEFAULT, _, current, marked
from geodata.model.events import CitationEvidence, Event

if TYPE_CHECKING:
    from geodata.edition.loading import Edition

OwnWords = Literal["summary", "label", "note", "place_note", "ambiguity"]
_DIGITS: Final = 12


class Translation(BaseModel):
    """One text of ours in another language; ``of`` are the first digits of the SHA-256 of the text translated."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str = Field(pattern=rf"^[0-9a-f]{{{_DIGITS}}}$")
    text: str = Field(min_length=1)


class _OfClaim(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    texts: Mapping[OwnWords, Translation]


Translations = Mapping[str, Mapping[str, Mapping[OwnWords, Translation]]]
"""By the code of the language, by the id of the claim, by what of it is translated."""


class LocalizedText(NamedTuple):
    """A text of ours in the reader's language, or as written where it has no translation, with its language."""

    text: str
    language: str

    @property
    def mark(self) -> str:
        """Return what says that they are translated, or nothing for the words as written."""
        return _("our translation") if self.text and self.language != DEFAULT else ""

    @property
    def marked(self) -> str:
        """Return the words with that mark."""
        return f"{self.text} ({self.mark})" if self.mark else self.text


def load_translations(folder: Path) -> Translations:
    """Return what the files of ``folder`` hold, each named by its language; nothing if there is no such folder."""
    found = {path.stem: _of_language(path) for path in sorted(folder.glob("*.json"))}
    return MappingProxyType(found)


def own_words(event: Event, which: OwnWords, edition: "Edition") -> LocalizedText:
    """Return a text of ours about ``event`` in the language spoken, or as written if its translation is missing or old.

    A translation is old when the text it was made of has been changed since.
    """
    text = written(event, which)
    translation = edition.translations.get(current(), {}).get(event.id, {}).get(which)
    if translation is None or translation.of != digest(text):
        return LocalizedText(text, DEFAULT)
    return LocalizedText(translation.text, current())


def written(event: Event, which: OwnWords) -> str:
    """Return a text of ours about ``event`` as it was written, in English; nothing if there is none."""
    match which:
        case "summary":
            return event.evidence.summary if isinstance(event.evidence, CitationEvidence) else ""
        case "label":
            return event.label
        case "note":
            return event.note
        case "place_note":
            return event.place.note
        case "ambiguity":
            return " ".join(link.ambiguity for link in event.chain if link.ambiguity)


def digest(text: str) -> str:
    """Return what a translation of ``text`` carries to tell whether it is still of these words."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _of_language(path: Path) -> Mapping[str, Mapping[OwnWords, Translation]]:
    content = read_json(path)
    if not isinstance(content, dict):
        raise DataFileError(
            marked("the data file {file} must map ids of claims to translations: put the last good one back"),
            file=path.name,
        )
    return MappingProxyType(
        {claim: make(_OfClaim, {"texts": texts}, f"{path.name}, {claim}").texts for claim, texts in content.items()}
    )
