"""What was exported comes back as it was, and a file that was altered, or is not ours, is refused in one sentence."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import AsReportedError, Edition, Event, load
from geodata.exports.__main__ import main
from geodata.exports.formats import Export
from geodata.exports.geojson import geojson
from geodata.exports.linked import annotations
from geodata.exports.reading_back import MAX_BYTES, read_annotations, read_geojson

Json = Any
Read = Callable[[bytes, Edition], Export]
Write = Callable[[Export], bytes]

EDITION = load()
ALL = Export(EDITION.events, EDITION, "All claims, Тёткино & <co>.")
PINS = tuple(event for event in EDITION.events if event.place.precision.is_pin)
# A quoted claim with hedges and a place, and a cited one that disagrees with others; both are points.
FEW = replace(
    ALL, events=(PINS[0], next(event for event in PINS if not event.is_quoted and EDITION.disputes(event.id)))
)
QUOTED = tuple(event for event in EDITION.events if event.is_quoted)
BOTH = pytest.mark.parametrize(("read", "write"), [(read_geojson, geojson), (read_annotations, annotations)])


@cache
def exported(write: Write) -> bytes:
    return write(ALL)


def refusal(content: bytes, read: Read = read_geojson) -> str:
    """Return the one sentence in which a file is refused."""
    with pytest.raises(AsReportedError) as caught:
        read(content, EDITION)
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert len(message) <= 400
    return message


def altered(change: Callable[[Json], object], write: Write = geojson) -> bytes:
    document = json.loads(write(FEW))
    change(document)
    return json.dumps(document, ensure_ascii=False).encode()


# There and back


def test_all_claims_come_back_from_geojson_with_every_field() -> None:
    found = read_geojson(exported(geojson), EDITION)
    assert found == ALL
    assert [event.model_dump() for event in found.events] == [event.model_dump() for event in EDITION.events]
    assert geojson(found) == exported(geojson)


def test_all_quoted_claims_come_back_from_annotations_with_every_field() -> None:
    found = read_annotations(exported(annotations), EDITION)
    assert found == replace(ALL, events=QUOTED)
    assert annotations(found) == exported(annotations)


@BOTH
def test_a_file_without_claims_comes_back(read: Read, write: Write) -> None:
    none = replace(ALL, events=())
    assert read(write(none), EDITION) == none


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.sampled_from(EDITION.events), unique_by=lambda event: event.id, max_size=8),
    st.text(st.characters(codec="utf-8")),
)
def test_any_claims_in_any_order_come_back_and_are_exported_to_the_same_bytes(
    events: list[Event], sentence: str
) -> None:
    export = Export(tuple(events), EDITION, sentence)
    content = geojson(export)
    found = read_geojson(content, EDITION)
    assert (found.events, found.sentence) == (export.events, sentence)
    assert geojson(found) == content
    quoted = annotations(export)
    again = read_annotations(quoted, EDITION)
    assert again.events == tuple(event for event in events if event.is_quoted)
    assert annotations(again) == quoted


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_whatever_a_claim_says_comes_back(text: str) -> None:
    events = tuple(event.model_copy(update={"label": text, "note": text}) for event in FEW.events)
    export = replace(FEW, events=events)
    assert read_geojson(geojson(export), EDITION).events == events
    assert read_annotations(annotations(export), EDITION).events == events[:1]


# What is refused


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b"[]",
        b"null",
        b"{",
        b'{"type": NaN}',
        b'{"type": Infinity}',
        b'{"type": -1e999}',
        b'{"type": 1, "type": 1}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 5_000,
        b"{}",
        b'{"type": "FeatureCollection", "features": []}',
        b'{"generator": {"name": "As Reported, edition 1"}}',
        b'{"generator": {"name": "As Reported"}}',
    ],
    ids=lambda content: content[:24].decode(errors="replace"),
)
@pytest.mark.parametrize("read", [read_geojson, read_annotations])
def test_what_is_not_our_json_is_refused(content: bytes, read: Read) -> None:
    assert refusal(content, read)


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    assert refusal(b" " * (MAX_BYTES + 1)) == "the file is larger than 20 MB: export fewer claims"


def feature(document: Json) -> Json:
    return document["features"][0]


def spans(document: Json) -> Json:
    return feature(document)["properties"]["evidence"]["quotes"][0]


CHANGES: Mapping[str, tuple[Callable[[Json], object], str]] = {
    "another edition": (lambda d: d["as_reported"].update(edition=3), "is of edition 3, and this is edition 2"),
    "a moved point": (lambda d: feature(d)["geometry"].update(coordinates=[34.3, 51.3]), "claim"),
    "no geometry": (lambda d: feature(d).update(geometry=None), "claim"),
    "another hash": (lambda d: feature(d)["properties"].update(article_sha256="0" * 64), "claim"),
    "another relation": (lambda d: feature(d)["properties"]["relations"].clear(), "claim"),
    "another licence": (lambda d: d["as_reported"]["licences"].pop(), "head"),
    "another article": (lambda d: d["as_reported"]["articles"][0].update(title="Other"), "head"),
    "a crs": (lambda d: d.update(crs=None), "head"),
    "no type": (lambda d: d.pop("type"), "head"),
    "no sentence": (lambda d: d["as_reported"].update(shown=["all"]), "shape"),
    "a claim twice": (lambda d: d["features"].append(feature(d)), "stands twice"),
    "no features": (lambda d: d.update(features=None), "shape"),
    "a feature that is none": (lambda d: d["features"].append("feature"), "shape"),
    "another word": (lambda d: spans(d).update(exact="X" + spans(d)["exact"][1:]), "is not in the stored text"),
    "another position": (
        lambda d: spans(d).update(start=spans(d)["start"] + 1, end=spans(d)["end"] + 1),
        "as recorded",
    ),
    "another day": (lambda d: feature(d)["properties"].update(reported="2024-03-13"), "reported on 2024-03-13"),
    "another length": (lambda d: spans(d).update(end=spans(d)["end"] + 1), "characters long"),
    "an unknown place": (lambda d: feature(d)["properties"]["place"].update(places=["atlantis"]), '"atlantis"'),
    "an unknown speaker": (lambda d: feature(d)["properties"]["chain"][0].update(speakers=["nobody"]), '"nobody"'),
    "another precision": (lambda d: feature(d)["properties"]["place"].update(precision="region"), "let the two agree"),
    "an unknown field": (lambda d: feature(d)["properties"].update({"new\nfield": 1}), "claim 1 of the file"),
    "a long unknown field": (lambda d: feature(d)["properties"].update({"x" * 10_000: 1}), "claim 1 of the file"),
    "an unknown type": (lambda d: feature(d)["properties"].update(event_type="victory"), "event_type"),
    "a text for a number": (lambda d: spans(d).update(start=str(spans(d)["start"])), "claim"),
    "half a character": (lambda d: feature(d)["properties"].update(note="\ud800"), "shape"),
    "a bad id": (lambda d: feature(d).update(id="../x"), "id"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_altered_geojson_is_refused(name: str) -> None:
    change, said = CHANGES[name]
    document = json.loads(geojson(FEW))
    change(document)
    assert said in refusal(json.dumps(document).encode())


def item(document: Json) -> Json:
    return document["first"]["items"][0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.update(generator={"name": "As Reported, edition 2"}), "edition 2"),
        (lambda d: d.update(total=7), "head"),
        (lambda d: d.update(rights=[]), "head"),
        (lambda d: d["first"].update(startIndex=1), "head"),
        (lambda d: d.pop("first"), "head"),
        (lambda d: d.update(label=1), "shape"),
        (lambda d: item(d).update(target=[]), "evidence"),
        (lambda d: item(d).update(motivation="reviewing"), "claim"),
        (lambda d: item(d)["target"][0]["state"].update(cached="ni:///sha-256;x"), "claim"),
        (lambda d: item(d)["target"][0]["selector"].pop(), "start"),
        (lambda d: item(d)["target"][0]["selector"][0].update(exact="other"), "characters long"),
        (lambda d: item(d)["body"].pop(), "shape"),
        (lambda d: item(d)["body"][1].update(value="{"), "shape"),
        (lambda d: item(d)["body"][1].update(value='{"evidence": 1}'), "shape"),
        (lambda d: item(d)["body"][1].update(value="[" * 100_000), "shape"),
        (lambda d: item(d)["body"][0].update(value="other"), "claim"),
    ],
)
def test_altered_annotations_are_refused(change: Callable[[Json], object], said: str) -> None:
    assert said in refusal(altered(change, annotations), read_annotations)


@settings(deadline=None, max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "type",
                        "features",
                        "as_reported",
                        "edition",
                        "shown",
                        "id",
                        "properties",
                        "generator",
                        "name",
                        "first",
                        "items",
                        "label",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_any_json_is_either_refused_or_read(document: Json) -> None:
    for read in (read_geojson, read_annotations):
        refusal(json.dumps(document).encode(), read)


@pytest.mark.parametrize(("name", "write"), [("claims.geojson", geojson), ("claims.annotations.jsonld", annotations)])
def test_the_command_tells_an_unchanged_file_from_an_altered_one(
    name: str, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(exported(write))
    assert main([str(file)]) == 0
    assert capsys.readouterr().out.startswith(
        f"Unchanged: {len(ALL.events if write is geojson else QUOTED)} claims of edition 2. All claims"
    )
    file.write_bytes(exported(write).replace(b"Tetkino", b"Tetkine", 1))
    assert main([str(file)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert main([str(tmp_path / "missing.geojson")]) == 1
    assert capsys.readouterr().err == "missing.geojson cannot be read: No such file or directory.\n"
