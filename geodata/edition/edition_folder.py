"""The folder of published editions: names, manifests and hashes, and what is wrong with an edition's files."""

import hashlib
import re
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from geodata.common.data_files import read_json, read_model
from geodata.common.durable import sync_folder
from geodata.common.errors import DataFileError, Message
from geodata.common.language import marked
from geodata.edition.loading import DATA

FORMAT: Final = 4
"""Format 1 stated no number, and had no "current" while the shipped edition was the current one. Format 2 kept no
numbers of places, had no sentences whose claim was withdrawn and no imprint, and did not say when an article was
updated. Format 3 had an article at least, and no focus in its imprint."""
CURRENT: Final = "current"
MANIFEST: Final = "manifest.json"
NEWER: Final = marked("is of format {stated}, and this program reads formats up to {read}")
_DAMAGED: Final = marked("is damaged ({file})")
NUMBER: Final = r"[1-9]\d{0,8}"
STAGED: Final = re.compile(rf"\.new-({NUMBER})-[0-9a-f]{{8}}", re.ASCII)
_LINE_STAGED: Final = re.compile(rf"\.current-({NUMBER})-[0-9a-f]{{8}}", re.ASCII)


class EditionManifest(BaseModel):
    """The files of an edition, by their path in its folder with "/", each with its SHA-256 in hex."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: int = Field(default=1, ge=1, le=FORMAT)
    number: int = Field(ge=1)
    files: dict[str, str]


class EditionSource(NamedTuple):
    """Where an edition is read from; equal sources are the same edition, byte for byte.

    ``digest`` is the SHA-256 of its manifest in hex, "" for the edition that came with the program.
    """

    number: int
    path: Path
    digest: str


def folder(data: Path) -> Path:
    """Return the folder of the editions published from the data folder; it need not exist."""
    return data / "editions"


def entries(path: Path) -> list[Path]:
    try:
        return list(path.iterdir())
    except OSError:
        return []


def leftover(path: Path) -> re.Match[str] | None:
    return STAGED.fullmatch(path.name) or _LINE_STAGED.fullmatch(path.name)


def sync(staging: Path) -> None:
    for path in [staging, *(path for path in staging.rglob("*") if path.is_dir()), *staging.parents[:2]]:
        sync_folder(path)


def damaged(file: str) -> Message:
    return Message(_DAMAGED, file=file)


def fault(source: EditionSource) -> Message | None:
    """Return what is wrong with the edition's files, None if all are as they were published."""
    if source.path == DATA:
        return None
    manifest = _manifest(source)
    if isinstance(manifest, Message):
        return manifest
    changed = (name for name, digest in manifest.files.items() if not _is_as(source.path, name, digest))
    first = min(changed, default="")
    return damaged(first) if first else None


def _manifest(source: EditionSource) -> EditionManifest | Message:
    """Return the edition's manifest, or what is wrong with it."""
    path = source.path / MANIFEST
    try:
        manifest = read_model(path, EditionManifest)
    except DataFileError:
        stated = _stated_format(path)
        return Message(NEWER, stated=stated, read=FORMAT) if stated > FORMAT else damaged(MANIFEST)
    if digest_of(path) != source.digest:
        return Message(marked("is damaged ({file} or {other})"), file=MANIFEST, other=CURRENT)
    return manifest if manifest.number == source.number else damaged(MANIFEST)


def _stated_format(path: Path) -> int:
    try:
        stated = read_json(path)["format"]
    except (DataFileError, TypeError, KeyError):
        return 0
    return stated if type(stated) is int else 0


def _is_as(path: Path, name: str, digest: str) -> bool:
    return is_inside(name) and digest_of(path / name) == digest


def is_inside(name: str) -> bool:
    plain = PurePosixPath(name)
    return not plain.is_absolute() and ".." not in plain.parts


def digest_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ""


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
