"""What is taken away is what is shown, in files that programs other than ours read, and in which no text runs."""

import csv
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import pandas as pd
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from pyarrow import parquet
from pydantic_core import from_json
from pyld import jsonld
from shapely.geometry import Polygon, shape
from shapely.geometry.base import BaseGeometry

from geodata import AsReportedError, Event, load
from geodata.exports import linked
from geodata.exports.contents import LICENCES
from geodata.exports.formats import FORMATS, ClaimFormat, Export
from geodata.exports.geojson import geojson, json_bytes
from geodata.exports.linked import ANNOTATION_CONTEXT, annotations
from geodata.exports.shapes import geometry
from geodata.exports.tables import csv_text, geoparquet, kml, neutral, plain
from geodata.model.events import CitationEvidence, QuoteEvidence
from geodata.model.places import Precision

Json = Any
EDITION = load()
SENTENCE = "Claims reported on 12 March 2024, at Тёткино & <b>elsewhere</b>."
ALL = Export(EDITION.events, EDITION, SENTENCE)
EACH = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.extension)
HOSTILE = [
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "]]> <![CDATA[", "{{ 7 * 7 }}{% raise %}",
    '=HYPERLINK("https://example.org")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1", "'",
    "a & b \"quoted\" 'c'; d, e", "line\u2028end", "Тёткино\xa0— так", "bell\x07 null\x00", "a|b > c + d",
]  # fmt: skip


@cache
def written(form: Callable[[Export], bytes]) -> bytes:
    return form(ALL)


def collection() -> Json:
    return json.loads(written(geojson))


def saying(text: str) -> tuple[Event, Event]:
    """Return a quoted and a cited claim that say ``text`` wherever they may say anything."""
    quoted = EDITION.events[5]
    cited = next(event for event in EDITION.events if isinstance(event.evidence, CitationEvidence))
    evidence = cited.evidence.model_copy(update={"summary": text, "title": text, "hedge": text, "outlet": text})
    said = {"label": text, "note": text}
    return quoted.model_copy(update=said), cited.model_copy(update=said | {"evidence": evidence})


ALL_HOSTILE = Export(tuple(event for text in HOSTILE for event in saying(text)), EDITION, " ".join(HOSTILE))
KML_ELEMENTS = {
    "kml", "Document", "name", "description", "Schema", "SimpleField", "Folder", "Placemark", "ExtendedData",
    "SchemaData", "SimpleData", "Point", "LineString", "LinearRing", "Polygon", "outerBoundaryIs", "innerBoundaryIs",
    "MultiGeometry", "coordinates",
}  # fmt: skip
TWICE = [text for text in HOSTILE for _ in range(2)]


def opened(form: ClaimFormat, content: bytes) -> str:
    """Return all text of a file, its escapes undone where the format has them."""
    if form.extension == "parquet":
        return json.dumps(
            json.loads(parquet.read_schema(BytesIO(content)).metadata[b"as_reported"]), ensure_ascii=False
        )
    text = content.decode()
    return json.dumps(json.loads(text), ensure_ascii=False) if form.extension.endswith("json") else text


# Every format


@EACH
def test_the_same_export_gives_the_same_bytes(form: ClaimFormat) -> None:
    assert form.write(ALL) == written(form.write)


@EACH
def test_a_file_says_from_which_edition_and_when_it_is_under_which_licences_and_what_it_shows(
    form: ClaimFormat,
) -> None:
    text = opened(form, form.write(replace(ALL, events=ALL.events[:2], sentence="Claims of two.")))
    for said in ("Claims of two.", "© OpenStreetMap contributors", "GeoNames", "CC BY 4.0"):
        assert said in text
    assert re.search(r'edition 2\b|"edition": 2\b|"2","Claims of two\."', text)


@EACH
def test_a_file_with_no_claims_is_still_a_file(form: ClaimFormat) -> None:
    assert form.write(replace(ALL, events=()))


@EACH
def test_no_format_holds_a_claim_that_is_not_shown(form: ClaimFormat) -> None:
    few = replace(ALL, events=ALL.events[3:5])
    content = form.write(few)
    text = (
        parquet.read_table(BytesIO(content)).to_pandas().to_csv() if form.extension == "parquet" else content.decode()
    )
    assert all(event.label in text for event in few.events)
    assert not any(event.label in text for event in ALL.events if event.label not in {e.label for e in few.events})


def test_every_format_has_a_name_and_an_extension_of_its_own() -> None:
    assert len({form.name for form in FORMATS}) == len({form.extension for form in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("part", LICENCES[1:], ids=lambda part: part.credit)
def test_the_licences_are_those_of_the_sources(part: Mapping[str, str]) -> None:
    rows = [row for row in EDITION.sources.splitlines() if row.startswith("|")]
    assert any(dict(part)["credit"] in row and dict(part)["licence"] in row for row in rows)


# GeoJSON


def test_the_geojson_is_a_feature_collection_after_rfc_7946_with_every_claim_in_order() -> None:
    found: FeatureCollection[Any] = FeatureCollection.model_validate_json(written(geojson))
    assert [feature.id for feature in found.features] == [event.id for event in EDITION.events]
    assert "crs" not in collection()
    assert len(geopandas.read_file(BytesIO(written(geojson)))) == len(EDITION.events)


def test_nothing_coarser_than_the_vicinity_of_a_settlement_is_a_point() -> None:
    kinds: dict[str, set[str]] = {}
    for feature in collection()["features"]:
        kind = feature["geometry"]["type"] if feature["geometry"] else "none"
        kinds.setdefault(feature["properties"]["place"]["precision"], set()).add(kind)
    assert kinds == {
        "settlement": {"Point"},
        "vicinity": {"Point"},
        "district": {"Polygon"},
        "region": {"Polygon"},
        "border": {"LineString"},
        "country": {"none"},
        "none": {"none"},
    }


def test_coordinates_are_lon_lat_and_outer_rings_run_counter_clockwise() -> None:
    for feature in collection()["features"]:
        if feature["geometry"]:
            place = shape(feature["geometry"])
            west, south, east, north = place.bounds
            assert 31 <= west <= east <= 41
            assert 48 <= south <= north <= 55
            assert place.is_valid
            if isinstance(place, Polygon):
                assert place.exterior.is_ccw
                assert not any(ring.is_ccw for ring in place.interiors)


def test_two_regions_named_together_are_one_area_of_both() -> None:
    def area(*places: str) -> BaseGeometry:
        event = next(event for event in EDITION.events if set(event.place.places) == set(places))
        found = geometry(event, EDITION)
        assert found is not None
        return found

    both = area("RU-BEL", "RU-KRS")
    assert both.area == pytest.approx(area("RU-BEL").area + area("RU-KRS").area, rel=1e-6)


@pytest.mark.parametrize(
    "place",
    [
        {"places": ["RU-KRS"], "precision": "settlement"},
        {"places": ["tyotkino", "sudzha"], "precision": "settlement"},
        {"places": [], "precision": "vicinity"},
        {"places": ["tyotkino"], "precision": "region"},
        {"places": [], "precision": "border"},
    ],
)
def test_a_claim_whose_place_and_precision_disagree_is_not_drawn(place: Json) -> None:
    mention = EDITION.events[0].place.model_copy(
        update={"places": tuple(place["places"]), "precision": Precision(place["precision"])}
    )
    with pytest.raises(AsReportedError):
        geometry(EDITION.events[0].model_copy(update={"place": mention}), EDITION)


def test_a_feature_holds_the_whole_model() -> None:
    for feature, event in zip(collection()["features"], EDITION.events, strict=True):
        properties = feature["properties"]
        quoted = isinstance(event.evidence, QuoteEvidence)
        assert Event.model_fields.keys() - {"id"} <= properties.keys()
        assert properties["article_sha256"] == (EDITION.newest.sha256 if quoted else None)
        assert properties["reported"] == event.reported.edtf
        assert properties["happened"] == (event.happened.edtf if event.happened else None)
        others = {name for relation in properties["relations"] for name in relation["events"]} - {event.id}
        assert {pair.other(event.id) for pair in EDITION.disputes(event.id)} <= others
        for quote in properties["evidence"].get("quotes", ()):
            assert EDITION.newest.text[quote["start"] : quote["end"]] == quote["exact"]


def test_what_two_claims_disagree_about_is_taken_away_with_what_each_says() -> None:
    pair = next(relation for relation in EDITION.relations if relation.summary)
    both = replace(ALL, events=tuple(event for event in EDITION.events if event.id in pair.events))
    for feature in json.loads(geojson(both))["features"]:
        assert pair.model_dump(mode="json") in feature["properties"]["relations"]
    rows = csv.DictReader(csv_text(both).decode("utf-8-sig").splitlines())
    for row, event in zip(rows, both.events, strict=True):
        told = dict(zip(row["disagrees_with"].split("|"), row["disagreements"].split(" | "), strict=True))
        assert told[pair.other(event.id)] == f"{pair.about}: {pair.summary}"


@pytest.mark.parametrize("write", [geojson, annotations])
def test_the_text_of_a_json_file_is_inert_and_arrives_unchanged(write: Callable[[Export], bytes]) -> None:
    content = write(ALL_HOSTILE)
    assert not re.search("[<>&\u2028\u2029]", content.decode())
    assert {*HOSTILE, ALL_HOSTILE.sentence} <= set(strings(from_json(content)))


def strings(content: Json) -> list[str]:
    if isinstance(content, str):
        return [content]
    inside = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    return [found for item in inside for found in strings(item)]


def test_a_number_that_json_does_not_know_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_bytes({"lon": float("nan")})


# CSV


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines(keepends=True), strict=True))


def test_pandas_reads_the_csv_back() -> None:
    frame = pd.read_csv(BytesIO(written(csv_text)), keep_default_na=False, dtype=str)
    assert frame["id"].tolist() == [event.id for event in EDITION.events]
    for row, event in zip(frame.to_dict("records"), EDITION.events, strict=True):
        assert plain(row["label"]) == event.label
        assert plain(row["note"]) == event.note
        assert row["reported"] == event.reported.edtf
        assert bool(row["lon"]) == bool(row["lat"]) == event.place.precision.is_pin
        if isinstance(event.evidence, QuoteEvidence):
            assert [quote["exact"] for quote in json.loads(row["selectors"])["quotes"]] == [
                quote.exact for quote in event.evidence.quotes
            ]


def test_the_csv_begins_with_the_mark_that_tells_spreadsheets_its_encoding() -> None:
    assert written(csv_text).startswith(b'\xef\xbb\xbf"id",')


@settings(deadline=None)
@given(st.text(st.sampled_from("=+-@\t\r\n' a1＝|\"") | st.characters(codec="utf-8"), max_size=12))
@example("=1")
@example("'=1")
@example("'")
def test_a_cell_is_never_a_formula_and_gives_its_text_back(text: str) -> None:
    cell = neutral(text)
    assert plain(cell) == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r", "\n"))


def test_the_csv_gives_back_every_text() -> None:
    for row, text in zip(table(csv_text(ALL_HOSTILE)), TWICE, strict=True):
        columns = ("label", "note") if row["evidence"] == "quote" else ("label", "summary", "title", "outlet", "hedges")
        assert [plain(row[column]) for column in columns] == [text] * len(columns)
        assert [row[column] for column in columns] == [neutral(text)] * len(columns)
    frame = pd.read_csv(BytesIO(csv_text(ALL_HOSTILE)), keep_default_na=False, dtype=str)
    assert frame["note"].tolist() == [neutral(text) for text in TWICE]


def test_a_number_of_the_csv_stays_a_number() -> None:
    row = next(row for row in table(written(csv_text)) if row["lon"])
    assert float(row["lon"]) == pytest.approx(34.29382)


# GeoParquet


def test_geopandas_reads_the_geoparquet_back() -> None:
    frame = geopandas.read_parquet(BytesIO(written(geoparquet)))
    assert frame.crs == "OGC:CRS84"
    assert frame["id"].tolist() == [event.id for event in EDITION.events]
    for found, event in zip(frame.geometry, EDITION.events, strict=True):
        assert found == geometry(event, EDITION)
    assert frame["label"].tolist() == [event.label for event in EDITION.events]


def test_duckdb_reads_the_geoparquet_with_days_as_dates(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    path.write_bytes(written(geoparquet))
    query = "SELECT count(*), min(reported_first), typeof(any_value(happened_last)) FROM read_parquet(?)"
    first = min(event.reported.first for event in EDITION.events if event.reported.first)
    with duckdb.connect() as connection:
        assert connection.execute(query, [str(path)]).fetchall() == [(len(EDITION.events), first, "DATE")]


def test_the_geoparquet_keeps_every_text(tmp_path: Path) -> None:
    frame = geopandas.read_parquet(BytesIO(geoparquet(ALL_HOSTILE)))
    assert frame["note"].tolist() == frame["label"].tolist() == TWICE
    path = tmp_path / "claims.parquet"
    path.write_bytes(geoparquet(ALL_HOSTILE))
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT note, label FROM read_parquet(?)", [str(path)]).fetchall()
    assert rows == [(text, text) for text in TWICE]


def test_the_columns_of_the_geoparquet_do_not_depend_on_the_claims() -> None:
    def columns(export: Export) -> dict[str, str]:
        schema = parquet.read_schema(BytesIO(geoparquet(export)))
        return {name: str(schema.field(name).type) for name in schema.names}

    assert columns(replace(ALL, events=EDITION.events[:1])) == columns(ALL)
    assert columns(replace(ALL, events=())).keys() == columns(ALL).keys()


# KML


def test_gdal_reads_the_kml_back() -> None:
    frame = geopandas.read_file(BytesIO(written(kml)), layer="claims")
    assert frame["id"].tolist() == [event.id for event in EDITION.events]
    assert frame["Name"].tolist() == [event.label for event in EDITION.events]
    for found, event in zip(frame.geometry, EDITION.events, strict=True):
        expected = geometry(event, EDITION)
        assert (found is None) == (expected is None)
        assert expected is None or found.geom_type == expected.geom_type
        assert expected is None or found.bounds == pytest.approx(expected.bounds)


def test_the_kml_keeps_every_text_that_xml_can_hold_and_runs_none() -> None:
    content = kml(ALL_HOSTILE)
    frame = geopandas.read_file(BytesIO(content), layer="claims")
    said = [re.sub("[\x00\x07]", "\ufffd", text).split() for text in TWICE]
    # XML itself makes a carriage return a line break.
    assert [note.split() for note in frame["note"]] == said
    document = etree.fromstring(content)
    assert {element.tag.partition("}")[2] for element in document.iter()} <= KML_ELEMENTS
    assert [note.text.split() for note in document.iterfind(".//{*}SimpleData[@name='note']")] == said
    assert "<" not in document.findtext(".//{*}Document/{*}description")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example("]]><Placemark><name>forged</name></Placemark>")
@example("]]]]>><![CDATA[")
@settings(deadline=None)
def test_no_text_breaks_out_of_the_kml(text: str) -> None:
    export = Export(saying(text), EDITION, text)
    document = etree.fromstring(kml(export))
    assert {element.tag.partition("}")[2] for element in document.iter()} <= KML_ELEMENTS
    assert len(document.findall(".//{*}Placemark")) == 2


# JSON-LD

# The terms of the Web Annotation vocabulary that we write, each with the name W3C gives it.
TERMS = {
    "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/", "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id", "type": "@type",
    **{name: f"oa:{name}" for name in (
        "Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "TimeState",
        "describing", "exact", "prefix", "suffix",
    )},
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "Organization": "foaf:Organization", "Software": "as:Application", "Text": "dctypes:Text",
    "name": "foaf:name", "label": "rdfs:label", "format": "dc:format", "language": "dc:language", "value": "rdf:value",
    "generated": {"@id": "dcterms:issued", "@type": "xsd:dateTime"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{name: {"@id": iri, "@type": "@id"} for name, iri in {
        "body": "oa:hasBody", "target": "oa:hasTarget", "source": "oa:hasSource", "selector": "oa:hasSelector",
        "state": "oa:hasState", "cached": "oa:cachedSource", "creator": "dcterms:creator", "rights": "dcterms:rights",
        "generator": "as:generator", "first": "as:first", "partOf": "as:partOf",
    }.items()},
    **{name: {"@id": iri, "@type": "xsd:nonNegativeInteger"} for name, iri in {
        "start": "oa:start", "end": "oa:end", "total": "as:totalItems", "startIndex": "as:startIndex",
    }.items()},
}  # fmt: skip
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"


def served(url: str, _options: object) -> Json:
    """Serve the one context our files name, from here; ask no network for any other."""
    assert url == ANNOTATION_CONTEXT
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": TERMS},
    }


def expanded(content: bytes) -> Json:
    (found,) = jsonld.expand(json.loads(content), {"documentLoader": served})
    return found


def members(content: Json) -> int:
    """Count the members of all objects of a JSON document."""
    inside = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    return (len(content) if isinstance(content, dict) else 0) + sum(map(members, inside))


def nodes(content: Json, kind: str) -> list[Json]:
    """Return all nodes of an expanded document that are of the type ``kind``."""
    inside = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    here = [content] if isinstance(content, dict) and kind in content.get("@type", ()) else []
    return here + [found for item in inside for found in nodes(item, kind)]


def value(node: Json, name: str) -> Json:
    (found,) = node[name]
    return found["@value"]


def test_the_annotations_are_the_quotes_in_w3cs_vocabulary() -> None:
    quoted = [event.evidence for event in EDITION.events if isinstance(event.evidence, QuoteEvidence)]
    found = expanded(written(annotations))
    assert len(nodes(found, f"{OA}Annotation")) == len(quoted)
    quotes = [quote for evidence in quoted for quote in evidence.quotes]
    exact = nodes(found, f"{OA}TextQuoteSelector")
    places = nodes(found, f"{OA}TextPositionSelector")
    assert [value(selector, f"{OA}exact") for selector in exact] == [quote.exact for quote in quotes]
    assert [(value(place, f"{OA}start"), value(place, f"{OA}end")) for place in places] == [
        (quote.start, quote.end) for quote in quotes
    ]
    names = [node["@id"] for node in nodes(found, f"{OA}Annotation")]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in names)


def test_an_annotation_names_the_stored_text_by_its_hash() -> None:
    (state, *_rest) = nodes(expanded(written(annotations)), f"{OA}TimeState")
    # RFC 6920; the hash is that of the stored file, as openssl gives it.
    assert state[f"{OA}cachedSource"] == [{"@id": "ni:///sha-256;rgp7pa8OAkVF4WJIvsDsdrz6s21ADcHY_CkCoKJp5UQ"}]


DESCRIBED = [
    *(linked.in_context(linked.claim(event, EDITION)) for event in EDITION.events),
    *(linked.in_context(linked.place(place)) for place in EDITION.places.values()),
    *(linked.in_context(linked.news_article(article)) for article in EDITION.articles.values()),
    linked.dataset(EDITION, "What was reported."),
]


@pytest.mark.parametrize("content", [json.loads(written(annotations)), *DESCRIBED[::7], DESCRIBED[-1]])
def test_no_member_of_linked_data_is_without_a_meaning(content: Json) -> None:
    compacted = jsonld.compact(
        jsonld.expand(content, {"documentLoader": served}), content["@context"], {"documentLoader": served}
    )
    del compacted["@context"]
    assert members(compacted) == members({name: inner for name, inner in content.items() if name != "@context"})


def test_what_a_page_states_in_schema_org_has_claims_and_quotations_and_no_verdict() -> None:
    found = [expanded(json.dumps(content).encode()) for content in DESCRIBED]
    quotes = [
        quote
        for event in EDITION.events
        if isinstance(event.evidence, QuoteEvidence)
        for quote in event.evidence.quotes
    ]
    claims = nodes(found, f"{SCHEMA}Claim")
    assert [value(claim, f"{SCHEMA}identifier") for claim in claims] == [event.id for event in EDITION.events]
    said = [value(node, f"{SCHEMA}text") for node in nodes(found, f"{SCHEMA}Quotation")]
    assert said == [quote.exact for quote in quotes]
    assert len(nodes(found, f"{SCHEMA}Article")) == sum(not event.is_quoted for event in EDITION.events)
    assert not re.search(r"ClaimReview|Rating|reviewed", json.dumps(DESCRIBED))


def test_a_claim_has_the_same_name_in_all_linked_data() -> None:
    names = {content["@id"] for content in DESCRIBED if content["@type"] == "Claim"}
    assert {node["@id"] for node in nodes(expanded(written(annotations)), f"{OA}Annotation")} < names
