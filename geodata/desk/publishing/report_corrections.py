"""Corrections to other outlets' reports, which are rows of a file: kept in a draft of their own until published."""

from collections.abc import Mapping
from typing import Final, cast

from geodata.common.data_files import read_rows
from geodata.common.errors import RecordError
from geodata.common.language import marked
from geodata.desk.publishing.edition_contents import REPORTS_FILE
from geodata.desk.store.draft_records import DraftCorrection, DraftReport
from geodata.desk.store.drafts import DraftEntry, entry_of
from geodata.desk.store.log import Save, Store
from geodata.desk.store.revisions import Record
from geodata.edition import published

REPORTS: Final = "reports"
"""The id of the draft that holds these corrections; no article has it."""


def published_row(store: Store, claim_id: str) -> Mapping[str, str]:
    """Return the row of a report in the current edition by column; raise RecordError if there is none."""
    base = published.current(store.folder)
    for row in read_rows(base.path / REPORTS_FILE):
        if row["claim_id"] == claim_id:
            return row
    raise RecordError(
        marked('edition {number} has no report "{claim_id}": choose another'), number=base.number, claim_id=claim_id
    )


def correct_report(store: Store, claim_id: str, cells: Mapping[str, str] | None, reason: str, who: str) -> int:
    """Put other cells in a published report's row, or with None withdraw it, and return the act's number.

    The next edition lists the reason with the day. Raises RecordError if the report is not published, keeps not its
    columns and id, or if the reason is empty.
    """
    correction = DraftCorrection(claim=claim_id, text=_reason(claim_id, reason), withdrawn=cells is None)
    return store.save(saves(store, cells, correction), who, reason)


def saves(store: Store, cells: Mapping[str, str] | None, correction: DraftCorrection) -> list[Save]:
    """Return what a correction of a report saves; raise RecordError as ``correct_report`` does."""
    claim_id = correction.claim
    row = published_row(store, claim_id)
    if cells is not None and (cells.keys() != row.keys() or cells["claim_id"] != claim_id):
        raise RecordError(
            marked('the report "{claim_id}" keeps its columns and its id: change other cells only'), claim_id=claim_id
        )
    report = DraftReport(id=claim_id, cells=None if cells is None else dict(cells))
    found_saves = []
    for kind, content in (("report", report), ("correction", correction)):
        record = Record(REPORTS, kind, claim_id)
        found = store.current(*record).get(record)
        found_saves.append(Save(record, (found.version or 0) if found else 0, content.model_dump(mode="json")))
    return found_saves


def _reason(claim_id: str, reason: str) -> str:
    if not reason.strip():
        raise RecordError(
            marked('the report "{claim_id}" is published: say why it is changed or withdrawn'), claim_id=claim_id
        )
    return reason


def due(store: Store) -> Mapping[str, DraftEntry[DraftCorrection]]:
    """Return the corrections to reports that no edition has printed yet, by claim."""
    found = (entry_of(revision) for revision in store.current(REPORTS, "correction").values())
    entries = {entry.content.claim: entry for entry in cast("tuple[DraftEntry[DraftCorrection], ...]", tuple(found))}
    return {claim: entry for claim, entry in entries.items() if entry.content.edition is None}


def due_rows(store: Store) -> Mapping[str, Mapping[str, str] | None]:
    """Return the rows that the corrections due put in place of the published ones, None where one is withdrawn."""
    found = store.current(REPORTS, "report")
    return {claim: found[Record(REPORTS, "report", claim)].content["cells"] for claim in due(store)}
