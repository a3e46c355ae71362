"""Claims as tables, one row each: CSV, GeoParquet and KML with the same columns."""

import csv
import html
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO, StringIO
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

import geopandas
from pyarrow import parquet
from shapely import LineString, Point, Polygon, get_coordinates, get_parts
from shapely.geometry.base import BaseGeometry

from geodata.edition.loading import Edition
from geodata.exports.contents import NOTE, Export, address, hedges, licences, quotes, record, speaker_names
from geodata.exports.shapes import geometry
from geodata.model.articles import Article
from geodata.model.events import CitationEvidence, Event, QuoteEvidence, Relation

_Column = Callable[[Event, Edition], str]

# Lists are joined as in reports.csv: places by "|", links of a chain by " > ", joint speakers by " + ".
_TEXTS: Final[Mapping[str, _Column]] = {
    "id": lambda event, _: event.id,
    "label": lambda event, _: event.label,
    "event_type": lambda event, _: event.event_type.value,
    "status": lambda event, _: event.status.value,
    "evidence": lambda event, _: event.evidence.kind,
    "speech": lambda event, _: event.evidence.speech if isinstance(event.evidence, QuoteEvidence) else "",
    "words": lambda event, _: " … ".join(quote.exact for quote in quotes(event)),
    "summary": lambda event, _: event.evidence.summary if isinstance(event.evidence, CitationEvidence) else "",
    "hedges": lambda event, _: "|".join(hedges(event)),
    "speakers": lambda event, _: " > ".join(" + ".join(link.speakers) for link in event.chain),
    "speakers_named": speaker_names,
    "speakers_as_written": lambda event, _: " > ".join(link.as_written for link in event.chain),
    "speakers_ambiguity": lambda event, _: " ".join(link.ambiguity for link in event.chain if link.ambiguity),
    "places": lambda event, _: "|".join(event.place.places),
    "places_named": lambda event, edition: "|".join(edition.places[place].name for place in event.place.places),
    "place_as_written": lambda event, _: event.place.words,
    "precision": lambda event, _: event.place.precision.value,
    "place_note": lambda event, _: event.place.note,
    "reported": lambda event, _: event.reported.edtf,
    "happened": lambda event, _: event.happened.edtf if event.happened else "",
    "disagrees_with": lambda event, edition: "|".join(pair.other(event.id) for pair in edition.disputes(event.id)),
    "disagreements": lambda event, edition: " | ".join(map(_disagreement, edition.disputes(event.id))),
    "outlet": lambda event, edition: _of_source(event, edition, lambda article: article.publisher, "outlet"),
    "title": lambda event, edition: _of_source(event, edition, lambda article: article.title, "title"),
    "author": lambda event, edition: _of_source(event, edition, lambda article: article.author or ""),
    "credit_line": lambda event, edition: _of_source(event, edition, lambda article: article.credit_line),
    "published": lambda event, edition: _of_source(event, edition, lambda article: article.published.isoformat()),
    "stored": lambda event, edition: _of_source(event, edition, lambda article: article.stored.isoformat()),
    "language": lambda event, edition: _of_source(event, edition, lambda article: article.language, "language"),
    "link": address,
    "article": lambda event, edition: _of_source(event, edition, lambda article: article.id),
    "article_sha256": lambda event, edition: _of_source(event, edition, lambda article: article.sha256),
    "selectors": lambda event, _: _selectors(event),
    "note": lambda event, _: event.note,
}
_DAYS: Final[Mapping[str, Callable[[Event], date | None]]] = {
    "reported_first": lambda event: event.reported.first,
    "reported_last": lambda event: event.reported.last,
    "happened_first": lambda event: event.happened.first if event.happened else None,
    "happened_last": lambda event: event.happened.last if event.happened else None,
}
# What a spreadsheet may take for a formula, also in full width and after white space; and our own mark, so that taking
# it away again gives back the text as it was.
_FORMULA: Final = re.compile(r"[\t\r\n']|\s*[=+\-@＝＋－＠]")
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def csv_text(export: Export) -> bytes:
    """Return a CSV table (RFC 4180) that spreadsheets open as it is: UTF-8 with BOM, no formulas, every cell quoted.

    ``lon`` and ``lat`` are WGS84 degrees, for settlements and their vicinity only; whatever is coarser has none. The
    last three columns say the same in each row: edition, what is shown, licences.
    """
    constant = {
        "edition": export.edition.number,
        "shown": export.sentence,
        "licences": licences(),
    }
    buffer = StringIO(newline="")
    columns = [*_TEXTS, *_DAYS, "lon", "lat", *constant]
    writer = csv.DictWriter(buffer, columns, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for event in export.events:
        row = {**_texts(event, export), **_days(event), **_position(event, export), **constant}
        writer.writerow({name: neutral(value) if isinstance(value, str) else value for name, value in row.items()})
    return buffer.getvalue().encode("utf-8-sig")


def neutral(text: str) -> str:
    """Return ``text`` with an apostrophe before it if a spreadsheet might run it, or if it begins with one itself."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """Return the text that ``neutral`` made ``cell`` of."""
    return cell.removeprefix("'")


def geoparquet(export: Export) -> bytes:
    """Return a GeoParquet table, geometry in OGC:CRS84 (lon, lat), days as dates; its metadata key is "as_reported"."""
    rows = [{**_texts(event, export), **_days(event)} for event in export.events]
    frame = geopandas.GeoDataFrame(
        rows,
        columns=[*_TEXTS, *_DAYS],
        geometry=[geometry(event, export.edition) for event in export.events],
        crs="OGC:CRS84",
    ).astype(dict.fromkeys(_TEXTS, "str") | dict.fromkeys(_DAYS, "date32[day][pyarrow]"))
    buffer = BytesIO()
    frame.to_parquet(buffer, index=False)
    table = parquet.read_table(buffer)
    about = json.dumps(export.about, ensure_ascii=False).encode()
    buffer = BytesIO()
    parquet.write_table(table.replace_schema_metadata({**table.schema.metadata, b"as_reported": about}), buffer)
    return buffer.getvalue()


def kml(export: Export) -> bytes:
    """Return a KML document, one placemark per claim, without geometry where the claim has none.

    Whatever a viewer may read as HTML is escaped; a character that XML does not know becomes U+FFFD.
    """
    root = Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = SubElement(root, "Document", id="root_doc")
    _text(document, "name", f"As Reported, edition {export.edition.number}")
    about = f"{export.sentence} {NOTE} {licences()}"
    _text(document, "description", html.escape(about))
    schema = SubElement(document, "Schema", id="claims.schema")
    for name in _TEXTS:
        SubElement(schema, "SimpleField", name=name, type="string")
    folder = SubElement(document, "Folder")
    _text(folder, "name", "claims")
    for event in export.events:
        placemark = SubElement(folder, "Placemark", id=event.id)
        _text(placemark, "name", event.label)
        data = SubElement(SubElement(placemark, "ExtendedData"), "SchemaData", schemaUrl="#claims.schema")
        for name, text in _texts(event, export).items():
            _text(data, "SimpleData", text, name=name)
        if place := geometry(event, export.edition):
            _place(placemark, place)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _text(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = _NOT_IN_XML.sub("\ufffd", text)


def _place(parent: Element, place: BaseGeometry) -> None:
    """Add a geometry as KML: coordinates are lon,lat in WGS84 degrees."""
    match place:
        case Polygon():
            polygon = SubElement(parent, "Polygon")
            for boundary, rings in (("outerBoundaryIs", [place.exterior]), ("innerBoundaryIs", place.interiors)):
                for ring in rings:
                    _coordinates(SubElement(SubElement(polygon, boundary), "LinearRing"), ring)
        case Point() | LineString():
            _coordinates(SubElement(parent, place.geom_type), place)
        case _:
            parts = SubElement(parent, "MultiGeometry")
            for part in get_parts(place):
                _place(parts, part)


def _coordinates(parent: Element, place: BaseGeometry) -> None:
    _text(parent, "coordinates", " ".join(f"{lon!r},{lat!r}" for lon, lat in get_coordinates(place).tolist()))


def _texts(event: Event, export: Export) -> dict[str, str]:
    return {name: text(event, export.edition) for name, text in _TEXTS.items()}


def _days(event: Event) -> dict[str, date | None]:
    return {name: day(event) for name, day in _DAYS.items()}


def _position(event: Event, export: Export) -> dict[str, float]:
    place = geometry(event, export.edition)
    return {"lon": place.x, "lat": place.y} if isinstance(place, Point) else {}


def _of_source(event: Event, edition: Edition, known: Callable[[Article], str], cited: str = "") -> str:
    """Return what is ``known`` of the claim's article, or the field ``cited`` of a cited report, if it has it."""
    article = edition.article_of(event)
    return known(article) if article else str(getattr(event.evidence, cited, ""))


def _disagreement(relation: Relation) -> str:
    """Return what two claims disagree about and, if it is recorded, what each says of it."""
    return ": ".join(filter(None, [relation.about, relation.summary]))


def _selectors(event: Event) -> str:
    """Return all spans of the stored text as JSON, by what they are: exact, prefix, suffix, start and end of each."""
    if not event.is_quoted:
        return ""
    evidence = record(event)["evidence"]
    spans = {name: evidence[name] for name in ("quotes", "attribution", "hedges", "time_words")}
    return json.dumps(spans | {"place": record(event)["place"]["written"]}, ensure_ascii=False)
