"""Says whether a file of exported claims still holds, to the letter, what the newest edition says."""

import argparse
import sys
from pathlib import Path

from geodata.common.data_folder import data_folder
from geodata.common.errors import AsReportedError
from geodata.edition import published
from geodata.exports.reading_back import MAX_BYTES, read_annotations, read_geojson


def main(arguments: list[str] | None = None) -> int:
    """Check one file and return the exit code: 0 if nothing in it was changed, else 1 and one sentence why."""
    parser = argparse.ArgumentParser(prog="python -m geodata.exports", description=__doc__)
    parser.add_argument("file", type=Path, help="exported claims: GeoJSON, or Web Annotations (.jsonld)")
    file: Path = parser.parse_args(arguments).file
    read = read_annotations if file.suffix == ".jsonld" else read_geojson
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        edition = published.load(published.newest(data_folder()))
        export = read(content, edition)
    except OSError as error:
        sys.stderr.write(f"{file.name} cannot be read: {error.strerror}.\n")
        return 1
    except AsReportedError as error:
        sys.stderr.write(f"{error}.\n")
        return 1
    sys.stdout.write(f"Unchanged: {len(export.events)} claims of edition {edition.number}. {export.sentence}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
