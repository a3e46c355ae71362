"""Says whether a file of exported claims still holds, to the letter, what the newest edition says."""

import argparse
import sys
from pathlib import Path

from geodata.common.data_folder import data_folder
from geodata.common.exit_code import ended
from geodata.edition import published
from geodata.exports.reading_back import MAX_BYTES, read_annotations, read_geojson


def main(arguments: list[str] | None = None) -> int:
    """Check one file and return the exit code: 0 if nothing in it was changed, else 1 and one sentence why."""
    parser = argparse.ArgumentParser(prog="python -m geodata.exports", description=__doc__)
    parser.add_argument("file", type=Path, help="exported claims: GeoJSON, or Web Annotations (.jsonld)")
    file: Path = parser.parse_args(arguments).file
    read = read_annotations if file.suffix == ".jsonld" else read_geojson

    def check() -> str:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        edition = published.load(published.newest(data_folder()))
        export = read(content, edition)
        return f"Unchanged: {len(export.events)} claims of edition {edition.number}. {export.sentence}"

    return ended(check, f"{file.name} cannot be read")


if __name__ == "__main__":
    sys.exit(main())
