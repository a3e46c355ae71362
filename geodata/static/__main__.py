"""Writes the published edition and the former ones as plain files, for any web server or for a disk."""

import argparse
import re
import sys
from functools import partial
from pathlib import Path
from typing import Final

from geodata.common.data_folder import data_folder
from geodata.common.exit_code import ended
from geodata.edition import published
from geodata.static.folder import Former, files
from geodata.static.writing import write_folder

_ADDRESS: Final = re.compile(r"https?://[\w.:\[\]-]+(?:/[\w.~/-]*)?", re.ASCII)


def main(arguments: list[str] | None = None) -> int:
    """Write the folder and return the exit code: 0, or 1 and one sentence why it was not written."""
    parser = argparse.ArgumentParser(prog="python -m geodata.static", description=__doc__)
    parser.add_argument("folder", type=Path, help="a link of this name leads to what was written last")
    parser.add_argument("--address", required=True, type=_address, help="where it will be read, https://…")
    given = parser.parse_args(arguments)

    def write() -> str:
        newest = published.newest(data_folder())
        edition = published.load(newest)
        count = write_folder(given.folder, files(edition, given.address, _former(newest.number)))
        return f"Edition {edition.number} in {count:,} files, to be read at {given.address}."

    return ended(write, f"{given.folder.name} cannot be written")


def _former(newest: int) -> list[Former]:
    """Return the whole editions before ``newest``, each with what loads it."""
    data = data_folder()
    sources = {source.number: source for source in (published.shipped(), *published.kept(data))}
    return [(number, partial(published.load, source)) for number, source in sources.items() if number < newest]


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        message = f"{text} is no address: give one such as https://reports.example/edition/"
        raise argparse.ArgumentTypeError(message)
    return text.rstrip("/") + "/"


if __name__ == "__main__":
    sys.exit(main())
