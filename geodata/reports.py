"""Other outlets' reports: claims we summarise and cite, without their text."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from geodata.data_files import make, read_rows
from geodata.errors import DataFileError
from geodata.events import Event, Relation, Speaker


def load_reports(path: Path, speakers: Mapping[str, Speaker]) -> Iterator[Event]:
    """Yield one Event for each row of the reports file.

    Its column ``speakers`` holds the chain: links joined by " > ", nearest to the page first,
    and the speakers credited jointly in one link by " + ".
    """
    for row in read_rows(path):
        where = f"{path.name}, claim {row.get('claim_id') or '(without id)'}"
        if row.get("speakers", "").count(" > ") != row.get("speakers_as_written", "").count(" > "):
            message = f"in {where}, speakers and speakers_as_written have not as many links: correct them"
            raise DataFileError(message)
        yield make(Event, _fields(row, speakers), where)


def load_disagreements(path: Path) -> Iterator[Relation]:
    """Yield one Relation for each row of the disagreements file."""
    for row in read_rows(path):
        where = f"{path.name}, {row.get('claim_a')} and {row.get('claim_b')}"
        pair = (row.get("claim_a"), row.get("claim_b"))
        yield make(Relation, {"kind": "disagrees", "events": pair, "about": row.get("kind")}, where)


def _fields(row: Mapping[str, str], speakers: Mapping[str, Speaker]) -> dict[str, object]:
    cell = {name: value.strip() for name, value in row.items()}
    ids = cell.get("speakers", "")
    return {
        "id": cell.get("claim_id"),
        "label": _label(ids, cell.get("source_outlet", ""), speakers),
        "event_type": cell.get("event_type"),
        "status": cell.get("status"),
        "chain": _chain(ids, cell.get("speakers_as_written", "")),
        "evidence": {
            "kind": "citation",
            "summary": cell.get("summary"),
            "hedge": cell.get("hedge"),
            "outlet": cell.get("source_outlet"),
            "title": cell.get("source_title"),
            "url": cell.get("source_url"),
            "language": cell.get("source_language"),
        },
        "place": {
            "places": tuple(filter(None, cell.get("places", "").split("|"))),
            "precision": cell.get("precision"),
            "as_written": cell.get("place_as_written"),
            "note": cell.get("place_note"),
        },
        "reported": cell.get("reported_date"),
        "happened": cell.get("event_date_edtf", "(no column event_date_edtf)") or None,
        "note": cell.get("note"),
    }


def _chain(ids: str, written: str) -> tuple[dict[str, str | tuple[str, ...]], ...]:
    links = zip(ids.split(" > "), written.split(" > "), strict=True)
    return tuple({"speakers": tuple(link.split(" + ")), "as_written": words} for link, words in links)


def _label(ids: str, outlet: str, speakers: Mapping[str, Speaker]) -> str:
    origin = ids.rpartition(" > ")[2].split(" + ")
    names = [speakers[speaker].name if speaker in speakers else speaker for speaker in origin]
    return f"{' and '.join(names)}, by way of {outlet}"
