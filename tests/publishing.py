"""Publishing in tests: the format that ``geodata.edition.published`` reads, written as the editor's desk writes it."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SHARED = ("boundaries", "basemap", "fonts", "gazetteer", "ground", "regions", "samples", "words")
"""What belongs to the product, not to an edition."""


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def publish(editions: Path, data: Path, number: int) -> Path:
    """Publishes the files of ``data`` as they are, and returns the folder of the edition."""
    folder = editions / str(number)
    shutil.copytree(data, folder, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns(*SHARED))
    sign(editions, number)
    return folder


def sign(editions: Path, number: int) -> None:
    """Lists the files of an edition with their hashes, and names the edition as the current one."""
    folder = editions / str(number)
    (folder / "manifest.json").unlink(missing_ok=True)
    files = {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in folder.rglob("*") if path.is_file()
    }
    content = json.dumps({"format": 3, "number": number, "files": files}).encode()
    (folder / "manifest.json").write_bytes(content)
    temporary = editions / "current.new"
    temporary.write_text(f"{number} {sha256(content)}\n", encoding="utf-8")
    temporary.replace(editions / "current")
