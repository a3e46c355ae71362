"""A child program that saves labels until it has saved enough or is refused, then publishes: what became of each.

``python -m tests.desk.store.saver FOLDER SAVES`` prints one JSON object: the labels acknowledged, the sentence in
which the store or a save was refused, and the one in which publishing was, each "" if it was not.
"""

import json
import sys
from pathlib import Path

from geodata.common.errors import AsReportedError
from geodata.desk.publishing import acts
from geodata.desk.store.log import Store
from tests.desk.killed_editor import relabel
from tests.desk.samples import ARTICLE_ID, EDITOR


def main(folder: str, saves: str) -> None:
    saved: list[str] = []
    refusal = publishing_refusal = ""
    try:
        store = Store.open(Path(folder))
        try:
            for number in range(int(saves)):
                label = f"label {number} " + "long " * 200
                relabel(store, label)
                saved.append(label)
        except AsReportedError as error:
            refusal = str(error)
        try:
            acts.publish(store, ARTICLE_ID, EDITOR)
        except AsReportedError as error:
            publishing_refusal = str(error)
    except AsReportedError as error:
        refusal = str(error)
    sys.stdout.write(json.dumps({"saved": saved, "refusal": refusal, "publishing_refusal": publishing_refusal}))


if __name__ == "__main__":
    main(*sys.argv[1:])
