"""Imports: our own exported GeoJSON or Web Annotations, read back to the very claims that were exported.

What a file says beyond its claims (outlines, relations, hashes, sources) follows from the claims and their edition. It
is made anew and compared, so that nothing in a file is taken on trust, and nothing in it is silently left out.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from math import isfinite
from typing import Any, Final

from geodata.common.data_files import make
from geodata.common.errors import DataFileError, Message, RecordError
from geodata.common.language import marked
from geodata.edition.loading import Edition
from geodata.edition.verification import check_event
from geodata.exports.contents import DERIVED, Export, Json
from geodata.exports.geojson import geojson_parts
from geodata.exports.linked import annotation_parts
from geodata.model.events import Event

MAX_BYTES: Final = 20_000_000


def read_geojson(content: bytes, edition: Edition) -> Export:
    """Return what was exported from ``edition`` as the GeoJSON file ``content``; raise AsReportedError otherwise.

    Exporting it again gives the same bytes.
    """
    return _read(content, edition, _parse_geojson, geojson_parts)


def read_annotations(content: bytes, edition: Edition) -> Export:
    """Return the quoted claims exported from ``edition`` as Web Annotations; raise AsReportedError otherwise.

    Exporting them again gives the same bytes.
    """
    return _read(content, edition, _parse_annotations, annotation_parts)


def _read(
    content: bytes,
    edition: Edition,
    parse: Callable[[Json, Edition], tuple[Export, Sequence[Json]]],
    write: Callable[[Export], Iterator[Json]],
) -> Export:
    try:
        export, found = parse(_document(content), edition)
        for event in export.events:
            check_event(event, edition.articles, edition.places, edition.speakers)
        # Part by part, as a small file can refer to many outlines.
        for number, (part, expected) in enumerate(zip(found, write(export), strict=True)):
            if part != expected:
                raise _differs(export, number)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise DataFileError(
            marked("the file is not of the shape that this product exports: export it again")
        ) from error
    return export


def _document(content: bytes) -> Json:
    if len(content) > MAX_BYTES:
        raise DataFileError(
            marked("the file is larger than {size} MB: export fewer claims"), size=MAX_BYTES // 1_000_000
        )
    try:
        document = _json(content.decode())
    except (ValueError, RecursionError) as error:
        raise DataFileError(marked("the file is not valid JSON ({error}): export it again"), error=error) from error
    if not isinstance(document, dict):
        raise DataFileError(marked("the file does not hold one JSON object: export it again"))
    return document


def _json(text: str) -> Any:  # noqa: ANN401 - JSON is any; a model checks it next
    """Return the content of a JSON text; raise ValueError for what JSON does not know or leaves open."""
    return json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_number, parse_float=_finite)


def _without_repeats(pairs: list[tuple[str, Any]]) -> Json:
    content = dict(pairs)
    if len(content) < len(pairs):
        message = "a name stands twice in one object"
        raise ValueError(message)
    return content


def _no_number(name: str) -> float:
    message = f"{name} is no number"
    raise ValueError(message)


def _finite(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number("a number too large")


def _parse_geojson(document: Json, edition: Edition) -> tuple[Export, Sequence[Json]]:
    about = document["as_reported"]
    _check_edition(about["edition"], edition)
    features = document["features"]
    records = [{"id": feature["id"]} | _fields(feature["properties"]) for feature in features]
    head = {name: value for name, value in document.items() if name != "features"}
    return _export(records, edition, about["shown"]), [head, *features]


def _parse_annotations(document: Json, edition: Edition) -> tuple[Export, Sequence[Json]]:
    _check_edition(int(document["generator"]["name"].rpartition(" ")[2]), edition)
    items, head = [], document
    if "first" in document:
        items = document["first"]["items"]
        page = {name: value for name, value in document["first"].items() if name != "items"}
        head = document | {"first": page}
    records = [_annotated(item) for item in items]
    return _export(records, edition, document["label"]), [head, *items]


def _annotated(item: Json) -> Json:
    """Return the fields of the claim that an annotation is about: its JSON body, with the quotes of its targets."""
    fields = _fields(_json(item["body"][1]["value"]))
    quotes = [
        {name: value for selector in target["selector"] for name, value in selector.items() if name != "type"}
        for target in item["target"]
    ]
    return fields | {"evidence": fields["evidence"] | {"quotes": quotes}}


def _fields(found: Json) -> Json:
    return {name: value for name, value in found.items() if name not in DERIVED}


def _export(records: Sequence[Json], edition: Edition, sentence: object) -> Export:
    events = [
        make(Event, fields, Message(marked("claim {number} of the file"), number=number))
        for number, fields in enumerate(records, start=1)
    ]
    if len({event.id for event in events}) < len(events):
        raise RecordError(marked("a claim stands twice in the file: export it again"))
    if not isinstance(sentence, str):
        message = "what is shown is said in a sentence"
        raise TypeError(message)
    # JSON can escape half a character, which no file can hold: that fails here, with ValueError.
    json.dumps([sentence, *records], ensure_ascii=False).encode()
    return Export(tuple(events), edition, sentence)


def _differs(export: Export, part: int) -> RecordError:
    number = export.edition.number
    if part:
        claim = export.events[part - 1].id
        return RecordError(
            marked('the claim "{claim}" of the file is not as edition {number} exports it: export it again'),
            claim=claim,
            number=number,
        )
    return RecordError(
        marked("the head of the file is not as edition {number} exports it: export it again"), number=number
    )


def _check_edition(number: int, edition: Edition) -> None:
    if number != edition.number:
        raise RecordError(
            marked("the file is of edition {number}, and this is edition {edition}: export it from this one"),
            number=number,
            edition=edition.number,
        )
