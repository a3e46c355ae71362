"""A second article, made up for the tests, with claims at places and by speakers that the shipped edition knows."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from typing import TYPE_CHECKING, Any

from geodata.edition.loading import DATA
from tests.publishing import SHARED

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]

ID = "border-gazette-2024-04-01"
TITLE = "Quiet Returns to Kozinka, Governor Says"
QUIET = "not a single shell fell on Kozinka overnight"
HELD = "claimed it still held part of Tetkino"
# These words stand in the first article too, elsewhere.
REGIONS = "the Belgorod and Kursk regions"
DAMAGE = f"Officials reportedly counted damage across {REGIONS}."
TEXT = (
    f"{TITLE}\n\n"
    f"Vyacheslav Gladkov said on Monday that “{QUIET}”.\n\n"
    f"The Freedom of Russia Legion denied this and {HELD}.\n\n"
    f"{DAMAGE}\n\n"
    "The weekly market opened again.\n\n"
    "Subscribe to our newsletter.\n"
)
EVENTS = ("gladkov-quiet-kozinka", "legion-holds-part-of-tetkino", "officials-damage-regions")
DISPUTED = "ponomarev-gunfire-tyotkino"
"""A claim of the first article that one of these disagrees with."""
HEAD = {
    "id": ID,
    "title": TITLE,
    "publisher": "Border Gazette",
    "credit_line": "Own correspondent",
    "author": "A. Reporter",
    "url": "https://gazette.example/quiet-returns",
    # In UTC this is still the day, and the month, before.
    "published": "2024-04-01T00:30:00+03:00",
    "published_as_printed": "1 April 2024, 00:30 Moscow time",
    "language": "en",
    "stored": "2026-11-23",
    "rights": "The text is made up for tests.",
    "text_shown": "full text",
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
}


def span(exact: str, inside: str = TEXT) -> Json:
    """The words where they stand, once, inside a passage of the text."""
    assert TEXT.count(inside) == inside.count(exact) == 1
    start = TEXT.index(inside) + inside.index(exact)
    return {"exact": exact, "start": start, "end": start + len(exact)}


def claim(event_id: str, speaker: str, place: Json, **evidence: Any) -> Json:  # noqa: ANN401 - JSON is any
    return {
        "id": event_id,
        "label": f"Claim of {speaker}",
        "event_type": "statement",
        "status": "claimed_by_party",
        "chain": [{"speakers": [speaker], "as_written": "as the text says"}],
        "evidence": {"kind": "quote", "article": ID, **evidence},
        "place": place,
        "reported": "2024-04-01",
        "happened": "../2024-04-01",
    }


def curation() -> Json:
    """What an editor made of the article; a new object at each call."""
    lines = [match.span() for match in re.finditer(r".+", TEXT)]
    unquoted = {0: ("no event claim", "The headline repeats the governor."), 4: ("no event claim", "No event.")}
    unquoted[5] = ("page furniture", "Not a sentence of the report.")
    kozinka = {"places": ["kozinka"], "precision": "settlement", "written": span("Kozinka", QUIET)}
    tetkino = {"places": ["tyotkino"], "precision": "settlement", "written": span("Tetkino")}
    regions = {"places": ["RU-BEL", "RU-KRS"], "precision": "region", "written": span(REGIONS)}
    return {
        "article": ID,
        "events": [
            claim(EVENTS[0], "gladkov", kozinka, speech="direct", quotes=[span(QUIET)]),
            claim(EVENTS[1], "legion", tetkino, speech="paraphrase", quotes=[span(HELD)]),
            claim(
                EVENTS[2],
                "gladkov",
                regions,
                speech="paraphrase",
                quotes=[span(DAMAGE)],
                hedges=[span("reportedly")],
            ),
        ],
        "relations": [{"kind": "disagrees", "events": [EVENTS[1], DISPUTED], "about": "who holds Tyotkino"}],
        "sentences": [
            {"start": start, "end": end}
            | ({"outcome": unquoted[number][0], "reason": unquoted[number][1]} if number in unquoted else {})
            for number, (start, end) in enumerate(lines)
        ],
    }


def write(data: Path, head: Json, made: Json) -> None:
    """Stores an article of that text in a folder of data, and names it in the index, as edition 3."""
    path = data / "articles" / head["id"]
    path.with_name(f"{path.name}.txt").write_text(TEXT, encoding="utf-8", newline="")
    path.with_name(f"{path.name}.json").write_text(json.dumps(head), encoding="utf-8")
    path.with_name(f"{path.name}.events.json").write_text(json.dumps(made), encoding="utf-8")
    index = json.loads((data / "edition.json").read_text(encoding="utf-8"))
    index |= {"number": 3, "articles": [*index["articles"], head["id"]]}
    (data / "edition.json").write_text(json.dumps(index), encoding="utf-8")


def copy_of_the_data(folder: Path) -> Path:
    """The shipped data without what every edition shares."""
    shared = shutil.ignore_patterns(*SHARED)
    shutil.copytree(DATA, folder, copy_function=shutil.copyfile, ignore=shared)
    return folder


def data_of_two(folder: Path) -> Path:
    """Stores the shipped data with the second article in a new folder."""
    write(copy_of_the_data(folder), HEAD, curation())
    return folder
