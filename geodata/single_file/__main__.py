"""Writes the newest edition as one HTML file, as its readers can download it; needs no server and no Streamlit."""

import argparse
import sys
from pathlib import Path

from geodata.common.data_folder import data_folder
from geodata.common.durable import write_file
from geodata.common.exit_code import ended
from geodata.common.language import DEFAULT, LANGUAGES, use
from geodata.edition import published
from geodata.single_file.page import build


def main(arguments: list[str] | None = None) -> int:
    """Write the file and return the exit code: 0, or 1 and one sentence why it was not written."""
    parser = argparse.ArgumentParser(prog="python -m geodata.single_file", description=__doc__)
    parser.add_argument("file", type=Path, help="where to write it, named .html")
    parser.add_argument("--language", choices=sorted(LANGUAGES), default=DEFAULT, help="of the page around the quotes")
    given = parser.parse_args(arguments)

    def write() -> str:
        edition = published.load(published.newest(data_folder()))
        use(given.language)
        content = build(edition)
        write_file(given.file, content, given.file.with_name(f"{given.file.name}.new"))
        return f"Edition {edition.number} in one file: {len(edition.events)} claims, {len(content):,} bytes."

    return ended(write, f"{given.file.name} cannot be written")


if __name__ == "__main__":
    sys.exit(main())
