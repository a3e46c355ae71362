"""What the tests of importing have in common: a file of given bytes, staged in this process, and its events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geodata.datasets import sample
from geodata.datasets.criteria import Criteria
from geodata.datasets.importing import steps
from geodata.datasets.schema import EVENT, LADDER
from geodata.datasets.sources import Source
from geodata.views.selection import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.datasets.importing.import_report import Report
    from geodata.datasets.schema import Rejection

SAMPLE = sample.FILE
"""1,000 rows of UCDP GED 23.1, as in the CRAN package uncertainUCDP; CC BY 4.0, see SOURCES.md."""


def staged(folder: Path, content: bytes | str, name: str = "file.csv", **options: object) -> Report:
    """The report on a file with this content, read in this process."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    chosen: dict[str, Any] = {"bounds": None} | options
    return steps.stage(path, "A set", folder / "store", **chosen)


def kept(report: Report) -> tuple[list[dict[str, Any]], list[Rejection]]:
    """All events, in the order of the file and with their precision as a word, and all rejections of a staged set."""
    dataset = steps.accept(report)
    source = Source.in_folder(dataset.id, report.staged.parent.parent)
    try:
        batches = source.stream(Criteria(), set(Outcome) - {Outcome.FILTERED})
        events = [event for batch in batches for event in batch.select(EVENT.names).to_pylist()]
        rejections = list(source.rejections())
    finally:
        source.close()
    for event in events:
        event["precision"] = str(LADDER[event["precision"]])
        event["codes"] = json.loads(event["codes"])
    return sorted(events, key=lambda event: event["row"]), rejections


def accounted(report: Report) -> tuple[int, int, int]:
    """Rows given, accepted and rejected."""
    return report.dataset.given, report.dataset.accepted, report.dataset.rejected
