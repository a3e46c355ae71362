"""A child program that saves to a store as one of several editors at once: what it saved, and its conflicts.

``python -m tests.desk.store.writer FOLDER ADDRESS NAME SAVES`` (ADDRESS is "" for a file). It waits for a line on its
input, so that all writers start together, and prints one JSON object.
"""

import json
import sys
from pathlib import Path

from geodata.desk.errors import ConflictError
from geodata.desk.store.log import Save, Store
from geodata.desk.store.revisions import Record

KEYS = "abc"


def main(folder: str, address: str, name: str, saves: str) -> None:
    store = Store.open(Path(folder), address or None)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    saved, conflicts = [], []
    for number in range(int(saves)):
        record = Record("draft", "claim", KEYS[number % len(KEYS)])
        found = store.current(*record).get(record)
        version, content = (found.version or 0, f"{name} {number}") if found else (0, f"{name} {number}")
        while True:
            try:
                store.save([Save(record, version, content)], name)
            except ConflictError as error:
                conflicts.append(content)
                version = error.conflicts[0].version
            else:
                saved.append(content)
                break
    store.close()
    sys.stdout.write(json.dumps({"saved": saved, "conflicts": conflicts}))


if __name__ == "__main__":
    main(*sys.argv[1:])
