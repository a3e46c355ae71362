"""Other outlets' reports: claims we summarise and cite, without their text."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from geodata.common.data_files import make, read_rows
from geodata.common.errors import DataFileError, Message
from geodata.common.language import marked
from geodata.model.events import Event, Relation, Speaker

_COLUMNS = (
    "claim_id",
    "summary",
    "event_type",
    "status",
    "event_date_edtf",
    "reported_date",
    "place_as_written",
    "places",
    "precision",
    "place_note",
    "speakers",
    "speakers_as_written",
    "hedge",
    "source_outlet",
    "source_title",
    "source_url",
    "source_language",
    "note",
)


def load_reports(path: Path, speakers: Mapping[str, Speaker]) -> Iterator[Event]:
    """Yield one Event for each row of the reports file.

    Its column ``along``, which former editions lack, holds the regions along which the border is meant. Its column
    ``speakers`` holds the chain: links joined by " > ", nearest to the page first,
    and the speakers credited jointly in one link by " + ".
    """
    for row in read_rows(path, _COLUMNS):
        claim = row["claim_id"] or Message(marked("(without id)"))
        where = Message(marked("{file}, claim {claim}"), file=path.name, claim=claim)
        if row["speakers"].count(" > ") != row["speakers_as_written"].count(" > "):
            raise DataFileError(
                marked("in {where}, {one} and {other} have not as many links: correct them"),
                where=where,
                one="speakers",
                other="speakers_as_written",
            )
        yield make(Event, _fields(row, speakers), where)


def load_disagreements(path: Path) -> Iterator[Relation]:
    """Yield one Relation for each row of the disagreements file."""
    for row in read_rows(path, ("claim_a", "claim_b", "kind", "disagreement")):
        pair = (row["claim_a"], row["claim_b"])
        fields = {"kind": "disagrees", "events": pair, "about": row["kind"], "summary": row["disagreement"].strip()}
        yield make(Relation, fields, f"{path.name}, {' and '.join(pair)}")


def _fields(row: Mapping[str, str], speakers: Mapping[str, Speaker]) -> dict[str, object]:
    cell = {name: value.strip() for name, value in row.items()}
    ids = cell["speakers"]
    return {
        "id": cell["claim_id"],
        "label": _label(ids, cell["source_outlet"], speakers),
        "event_type": cell["event_type"],
        "status": cell["status"],
        "chain": _chain(ids, cell["speakers_as_written"]),
        "evidence": {
            "kind": "citation",
            "summary": cell["summary"],
            "hedge": cell["hedge"],
            "outlet": cell["source_outlet"],
            "title": cell["source_title"],
            "url": cell["source_url"],
            "language": cell["source_language"],
        },
        "place": {
            "places": tuple(filter(None, cell["places"].split("|"))),
            "precision": cell["precision"],
            "as_written": cell["place_as_written"],
            "note": cell["place_note"],
            "along": tuple(filter(None, cell.get("along", "").split("|"))),
        },
        "reported": cell["reported_date"],
        "happened": cell["event_date_edtf"] or None,
        "note": cell["note"],
    }


def _chain(ids: str, written: str) -> tuple[dict[str, str | tuple[str, ...]], ...]:
    links = zip(ids.split(" > "), written.split(" > "), strict=True)
    return tuple({"speakers": tuple(link.split(" + ")), "as_written": words} for link, words in links)


def _label(ids: str, outlet: str, speakers: Mapping[str, Speaker]) -> str:
    origin = ids.rpartition(" > ")[2].split(" + ")
    names = [speakers[speaker].name if speaker in speakers else speaker for speaker in origin]
    return f"{' and '.join(names)}, by way of {outlet}"
