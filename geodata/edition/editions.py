"""Published editions: immutable folders of hashed files, of which one small file names the current one.

``editions/<number>/`` in the data folder holds what an editor may change, as in ``geodata/data``, and ``manifest.json``
with the SHA-256 of every file. ``editions/current`` names an edition and the SHA-256 of its manifest in one line. It is
replaced whole, so that a reader finds either the older edition or the newer one, never half of each.
"""

import hashlib
import re
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from geodata.common.data_files import read_json
from geodata.common.data_folder import data_folder
from geodata.common.errors import DataFileError
from geodata.edition import loading
from geodata.edition.loading import DATA, Edition

CURRENT: Final = "current"
MANIFEST: Final = "manifest.json"
RESTORE: Final = "python -m geodata.desk restore --edition"
_CURRENT_LINE: Final = re.compile(r"([1-9]\d{0,8}) ([0-9a-f]{64})\n", re.ASCII)


class Manifest(BaseModel):
    """The files of an edition, by their path in its folder with "/", each with its SHA-256 in hex."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=1)
    files: dict[str, str]


class Source(NamedTuple):
    """Where an edition is read from; equal sources are the same edition, byte for byte.

    ``number`` and ``manifest``, the SHA-256 of its manifest in hex, are None for the edition that is shipped.
    """

    folder: Path
    number: int | None = None
    manifest: str | None = None


def folder() -> Path:
    """Return the folder of the published editions, which need not exist."""
    return data_folder() / "editions"


def newest() -> Source:
    """Return the edition that ``current`` names, or the shipped one where nothing was published yet."""
    try:
        line = _CURRENT_LINE.fullmatch((folder() / CURRENT).read_bytes().decode(errors="replace"))
    except FileNotFoundError:
        return Source(DATA)
    except OSError:
        line = None
    if not line:
        message = f'the file "{CURRENT}" of the published editions is damaged: {_remedy()}'
        raise DataFileError(message)
    return Source(folder() / line[1], int(line[1]), line[2])


def load(source: Source) -> Edition:
    """Return the edition in ``source``, every file of a published one checked against its manifest.

    Raises AsReportedError; for a file that is not the published one, with the newest older edition that is whole.
    """
    if source.number is None:
        return loading.load(source.folder)
    fault = _fault(source)
    found = None if fault else loading.load(source.folder)
    if found is None or found.number != source.number:
        message = f"edition {source.number} is damaged ({fault or 'edition.json'}): {_remedy(source.number)}"
        raise DataFileError(message)
    return found


def _fault(source: Source) -> str:
    """Return the file that is not as it was published, or nothing if all are; any manifest will do if none is named."""
    try:
        content = (source.folder / MANIFEST).read_bytes()
        manifest = Manifest.model_validate_json(content)
    except (OSError, ValidationError):
        return MANIFEST
    if source.manifest not in {None, _sha256(content)}:
        return f"{MANIFEST} or {CURRENT}"
    if manifest.number != source.number:
        return MANIFEST
    files = (path for path in source.folder.rglob("*") if not path.is_dir())
    stored = {path.relative_to(source.folder).as_posix() for path in files} - {MANIFEST}
    changed = (name for name, digest in manifest.files.items() if _digest(source.folder / name) != digest)
    return min([*(stored ^ manifest.files.keys()), *changed], default="")


def _digest(path: Path) -> str:
    try:
        return _sha256(path.read_bytes())
    except OSError:
        return ""


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _remedy(damaged: int | None = None) -> str:
    """Return what puts the newest edition back that is whole and, if a number is given, older than it.

    Where none in the folder is, it is the edition that is shipped.
    """
    names = [path.name for path in folder().glob("*") if re.fullmatch(r"[1-9]\d{0,8}", path.name, re.ASCII)]
    older = (number for number in sorted(map(int, names), reverse=True) if damaged is None or number < damaged)
    whole = (number for number in older if not _fault(Source(folder() / str(number), number)))
    good = next(whole, None) or read_json(DATA / "edition.json")["number"]
    return f'put edition {good} back with "{RESTORE} {good}"'
