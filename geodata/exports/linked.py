"""Linked data, as JSON-LD: exact quotes as W3C Web Annotations; claims, places and articles in schema.org's words.

Claims have no address of their own on the web, so each is named by a UUID made from its stable id.
"""

import base64
import json
from collections.abc import Iterator
from typing import Final
from uuid import UUID, uuid5

from geodata.edition.loading import Edition
from geodata.exports.contents import LICENCES, NOTE, Export, Json, address, derived, hedges, licences, quotes, record
from geodata.exports.geojson import json_bytes
from geodata.model.articles import Article
from geodata.model.authors import is_organisation
from geodata.model.events import CitationEvidence, Event
from geodata.model.places import Place
from geodata.model.quotes import Quote
from geodata.presentation.citations import CONTRIBUTORS

ANNOTATION_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_NAMES: Final = UUID("5bbe7fee-3911-44e4-9cfd-32860888393e")


def annotations(export: Export) -> bytes:
    """Return an AnnotationCollection with one annotation per claim that has exact words; cited reports have none.

    Each target selects one quote by its words and by code points of the stored text, which its hash names (RFC 6920).
    A body of JSON holds all other fields of the claim.
    """
    head, *items = annotation_parts(export)
    return json_bytes(head | ({"first": head["first"] | {"items": items}} if items else {}))


def annotation_parts(export: Export) -> Iterator[Json]:
    """Yield the collection and its one page without the annotations, then each annotation."""
    number = export.edition.number
    quoted = [event for event in export.events if event.is_quoted]
    collection = name_of(f"edition {number}: {export.sentence}")
    page = {"id": f"{collection}#page", "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
    head = {
        "@context": ANNOTATION_CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": export.sentence,
        "creator": {"type": "Organization", "name": CONTRIBUTORS},
        "generator": {"type": "Software", "name": f"As Reported, edition {number}"},
        "rights": sorted({part.url for part in LICENCES if part.url}),
        "dcterms:source": export.edition.sources,
        "dcterms:description": f"{NOTE} The exact quotes only: cited reports have no stored words. {licences()}",
        "total": len(quoted),
    }
    yield head | ({"first": page} if quoted else {})
    for event in quoted:
        yield _annotation(event, export)


def in_context(content: Json) -> Json:
    """Return a description with schema.org as the prefix of its terms, so that nobody has to fetch a context."""
    return {
        "@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "license": {"@type": "@id"}}
    } | content


def dataset(edition: Edition, description: str) -> Json:
    """Return the edition as a Dataset of schema.org, with its articles; each claim is described on its own page."""
    return in_context(
        {
            "@id": name_of(f"schema.org, edition {edition.number}"),
            "@type": "Dataset",
            "name": f"As Reported, edition {edition.number}",
            "version": str(edition.number),
            "description": description,
            "creator": {"@type": "Organization", "name": CONTRIBUTORS},
            "license": sorted({part.url for part in LICENCES if part.url}),
            "copyrightNotice": licences(),
            "isBasedOn": [news_article(article) for article in edition.articles.values()],
        }
    )


def place(found: Place) -> Json:
    """Return a place as a Place of schema.org, with its names, and its position if it is a settlement."""
    names = [name for name in (found.name_ru, found.name_uk, *found.also) if name]
    content: Json = {"@type": "Place", "identifier": found.id, "name": found.name, "alternateName": names}
    if found.point:
        content["geo"] = {"@type": "GeoCoordinates", "longitude": found.lon, "latitude": found.lat}
    return {name: value for name, value in content.items() if value}


def _annotation(event: Event, export: Export) -> Json:
    fields = record(event)
    fields["evidence"] = {name: value for name, value in fields["evidence"].items() if name != "quotes"}
    fields |= derived(event, export.edition)
    article = export.edition.article_of(event)
    return {
        "id": name_of(event.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": event.label},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": json.dumps(fields, ensure_ascii=False),
            },
        ],
        "target": [_target(quote, article) for quote in quotes(event) if article],
    }


def _target(quote: Quote, article: Article) -> Json:
    digest = base64.urlsafe_b64encode(bytes.fromhex(article.sha256)).decode().rstrip("=")
    words = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    return {
        "type": "SpecificResource",
        "source": {"id": str(article.url), "type": "Text", "language": article.language},
        "state": {"type": "TimeState", "cached": f"ni:///sha-256;{digest}"},
        "selector": [
            {"type": "TextQuoteSelector"} | {name: value for name, value in words.items() if value},
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
        ],
    }


def news_article(article: Article) -> Json:
    """Return an article as a NewsArticle of schema.org, without its text."""
    content = {
        "@id": str(article.url),
        "@type": "NewsArticle",
        "headline": article.title,
        "publisher": {"@type": "Organization", "name": article.publisher},
        "author": [
            {"@type": "Organization" if is_organisation(name) else "Person", "name": name} for name in article.authors
        ],
        "creditText": article.credit_line,
        "datePublished": article.published.isoformat(),
        "dateModified": article.updated.isoformat() if article.updated else None,
        "inLanguage": article.language,
        "copyrightNotice": article.rights,
        "url": str(article.url),
    }
    return {name: value for name, value in content.items() if value}


def claim(event: Event, edition: Edition) -> Json:
    """Return a Claim of schema.org with its Quotations or the page cited; no ClaimReview, no verdict."""
    evidence = event.evidence
    article = edition.article_of(event)
    places = [edition.places[place] for place in event.place.places]
    content: Json = {
        "@id": name_of(event.id),
        "@type": "Claim",
        "identifier": event.id,
        "name": event.label,
        # A speaker may be a person, a group or nobody known, and the data do not say which.
        "author": [{"@type": "Thing", "name": edition.speakers[name].name} for name in sorted(event.speakers)],
        "creditText": " > ".join(link.as_written for link in event.chain),
        "keywords": [
            event.event_type.value,
            event.status.value,
            f"placed as {event.place.precision.value}",
            *(f"hedge: {words}" for words in hedges(event)),
        ],
        "spatialCoverage": [{"@type": "Place", "identifier": place.id, "name": place.name} for place in places],
        "datePublished": event.reported.edtf,
        "temporalCoverage": event.happened.edtf if event.happened else "",
        "appearance": [_quotation(quote, article) for quote in quotes(event) if article],
        "description": event.note,
    }
    if isinstance(evidence, CitationEvidence):
        publisher = {"@type": "Organization", "name": evidence.outlet}
        page = {"@type": "Article", "headline": evidence.title, "publisher": publisher, "url": address(event, edition)}
        content |= {"abstract": evidence.summary, "appearance": page | {"inLanguage": evidence.language}}
    return {name: value for name, value in content.items() if value}


def _quotation(quote: Quote, article: Article) -> Json:
    return {
        "@type": "Quotation",
        "text": quote.exact,
        "inLanguage": article.language,
        "isPartOf": {"@id": str(article.url)},
        "url": article.link_to(quote),
    }


def name_of(name: str) -> str:
    """Return a URN for what has no address of its own, always the same for the same name, as the id of a claim."""
    return f"urn:uuid:{uuid5(_NAMES, name)}"
