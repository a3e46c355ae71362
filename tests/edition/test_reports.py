"""Other outlets' reports are cited with who said it, where to read it and when, or they are not loaded."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from geodata import AsReportedError, Event, load
from geodata.common.errors import DataFileError
from geodata.edition.loading import DATA
from geodata.edition.reports import load_disagreements, load_reports
from geodata.model.events import CitationEvidence, EventType, Speaker, Status
from geodata.model.places import Precision

SPEAKERS = {key: Speaker(id=key, name=key.upper()) for key in ("tass", "fsb", "bbc", "baza")}
ROW = {
    "claim_id": "tass-20240312-denial",
    "summary": "The FSB denied it.",
    "event_type": "denial",
    "status": "denied_by_party",
    "event_date_edtf": "2024-03-10/2024-03-12",
    "reported_date": "2024-03-12~",
    "place_as_written": "the border of Belgorod and Kursk",
    "places": "border",
    "precision": "border",
    "place_note": "No stretch is named.",
    "speakers": "tass > fsb",
    "speakers_as_written": "TASS > FSB press centre",
    "hedge": "said",
    "source_outlet": "RT Arabic",
    "source_title": "FSB: “no”",
    "source_url": "https://arabic.rt.com/world/1?a=b",
    "source_language": "ar",
    "note": "",
}
EDITION = load()
REPORTS = [event for event in EDITION.events if not event.is_quoted]


def stored_rows(name: str) -> list[dict[str, str]]:
    with (DATA / "reports" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(path: Path, *rows: Mapping[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def read(tmp_path: Path, **changes: str) -> Event:
    (event,) = load_reports(written(tmp_path / "reports.csv", ROW | changes), SPEAKERS)
    return event


def evidence(event: Event) -> CitationEvidence:
    assert isinstance(event.evidence, CitationEvidence)
    return event.evidence


def test_a_row_becomes_one_claim_with_its_source(tmp_path: Path) -> None:
    event = read(tmp_path)
    assert (event.id, event.event_type, event.status) == (ROW["claim_id"], EventType.DENIAL, Status.DENIED_BY_PARTY)
    cited = evidence(event)
    assert (cited.summary, cited.hedge) == (ROW["summary"], "said")
    assert (cited.outlet, cited.title, str(cited.url), cited.language) == (
        ROW["source_outlet"],
        ROW["source_title"],
        ROW["source_url"],
        "ar",
    )
    assert (event.place.places, event.place.precision, event.place.words) == (
        ("border",),
        Precision.BORDER,
        ROW["place_as_written"],
    )
    assert event.reported.edtf == "2024-03-12~"
    assert event.happened is not None
    assert event.happened.edtf == "2024-03-10/2024-03-12"
    assert not event.is_quoted


def test_the_chain_runs_from_the_page_to_the_origin_in_the_words_of_the_source(tmp_path: Path) -> None:
    event = read(tmp_path, speakers="tass + bbc > fsb > baza + bbc", speakers_as_written="TASS, BBC > FSB > others")
    assert [(link.speakers, link.as_written) for link in event.chain] == [
        (("tass", "bbc"), "TASS, BBC"),
        (("fsb",), "FSB"),
        (("baza", "bbc"), "others"),
    ]
    assert event.speakers == {"tass", "bbc", "fsb", "baza"}


def test_the_label_is_neutral_and_names_the_origin_and_the_outlet(tmp_path: Path) -> None:
    assert read(tmp_path).label == "FSB, by way of RT Arabic"
    joint = read(tmp_path, speakers="tass > fsb + baza")
    assert joint.label == "FSB and BAZA, by way of RT Arabic"


def test_places_in_one_cell_are_told_apart_and_none_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, places="RU-BEL|RU-KRS").place.places == ("RU-BEL", "RU-KRS")
    assert read(tmp_path, places="").place.places == ()


def test_a_claim_without_a_date_of_the_event_is_undated(tmp_path: Path) -> None:
    assert read(tmp_path, event_date_edtf="").happened is None


def test_spaces_around_a_cell_do_not_matter(tmp_path: Path) -> None:
    padded = {name: f" {value} " for name, value in ROW.items()}
    assert read(tmp_path, **padded) == read(tmp_path)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"claim_id": "Denial 1"}, "id"),
        ({"claim_id": ""}, "id"),
        ({"summary": ""}, "evidence.citation.summary"),
        ({"event_type": "attack"}, "event_type"),
        ({"status": "confirmed"}, "status"),
        ({"event_date_edtf": "2024-02-30"}, "happened"),
        ({"event_date_edtf": "2024-03-12T08:25"}, "happened"),
        ({"event_date_edtf": "2024-03-12/2024-03-10"}, "happened"),
        ({"reported_date": ""}, "reported"),
        ({"reported_date": "12.03.2024"}, "reported"),
        ({"precision": "exact"}, "place.precision"),
        ({"places": "RU-BEL|RU-BEL"}, "place"),
        ({"speakers": "", "speakers_as_written": "x"}, "chain.0.speakers.0"),
        ({"speakers": "tass >fsb", "speakers_as_written": "x"}, "chain.0.speakers.0"),
        ({"speakers": "fsb", "speakers_as_written": ""}, "chain.0.as_written"),
        ({"source_outlet": ""}, "evidence.citation.outlet"),
        ({"source_url": ""}, "evidence.citation.url"),
        ({"source_url": "www.rt.com"}, "evidence.citation.url"),
        ({"source_url": "javascript:alert(1)"}, "evidence.citation.url"),
        ({"source_url": "data:text/html,x"}, "evidence.citation.url"),
        ({"speakers": "tass > fsb", "speakers_as_written": "TASS"}, "speakers and speakers_as_written"),
        ({"speakers": "fsb", "speakers_as_written": "TASS > FSB"}, "speakers and speakers_as_written"),
    ],
)
def test_a_row_that_is_wrong_is_refused_by_file_claim_and_field(
    changes: dict[str, str], field: str, tmp_path: Path
) -> None:
    with pytest.raises(DataFileError) as caught:
        read(tmp_path, **changes)
    claim = changes.get("claim_id", ROW["claim_id"]) or "(without id)"
    assert str(caught.value).startswith(f"in reports.csv, claim {claim}, {field}")
    assert isinstance(caught.value, AsReportedError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("column", sorted(set(ROW)))
def test_a_table_without_one_of_its_columns_is_refused(column: str, tmp_path: Path) -> None:
    row = {name: value for name, value in ROW.items() if name != column}
    with pytest.raises(DataFileError, match=rf'reports\.csv has no column "{column}"'):
        list(load_reports(written(tmp_path / "reports.csv", row), SPEAKERS))


@pytest.mark.parametrize("column", ["claim_a", "claim_b", "kind", "disagreement"])
def test_a_table_of_disagreements_without_one_of_its_columns_is_refused(column: str, tmp_path: Path) -> None:
    row = {name: "a" for name in ("claim_a", "claim_b", "kind", "disagreement") if name != column}
    with pytest.raises(DataFileError, match=rf'disagreements\.csv has no column "{column}"'):
        list(load_disagreements(written(tmp_path / "disagreements.csv", row)))


def test_a_disagreement_is_a_relation_of_two_claims_about_something(tmp_path: Path) -> None:
    row = {"claim_a": "a-1", "claim_b": "b-2", "kind": "number", "disagreement": "70 or two"}
    (relation,) = load_disagreements(written(tmp_path / "disagreements.csv", row))
    assert (relation.kind, relation.events, relation.about) == ("disagrees", ("a-1", "b-2"), "number")
    assert relation.summary == "70 or two"


@pytest.mark.parametrize("changes", [{"claim_a": ""}, {"claim_b": "B 2"}, {"kind": ""}])
def test_a_disagreement_that_is_wrong_is_refused_by_its_claims(changes: dict[str, str], tmp_path: Path) -> None:
    row = {"claim_a": "a-1", "claim_b": "b-2", "kind": "number", "disagreement": "70 or two"} | changes
    path = written(tmp_path / "disagreements.csv", row)
    with pytest.raises(DataFileError, match=rf"disagreements\.csv, {row['claim_a']} and {row['claim_b']}"):
        list(load_disagreements(path))


def test_eighty_reports_by_fifty_three_outlets_are_cited() -> None:
    assert len(REPORTS) == 80
    assert len({evidence(event).outlet for event in REPORTS}) == 53


def test_every_row_is_loaded_in_its_order() -> None:
    assert [event.id for event in REPORTS] == [row["claim_id"] for row in stored_rows("reports.csv")]


def test_every_report_can_be_read_on_the_web_and_its_address_is_kept() -> None:
    rows = {row["claim_id"]: row["source_url"] for row in stored_rows("reports.csv")}
    assert all(url.startswith(("https://", "http://")) for url in rows.values())
    # pydantic leaves out a port that is the scheme's own.
    assert all(str(evidence(event).url) == rows[event.id].replace(":443/", "/") for event in REPORTS)


def test_every_report_says_what_in_which_words_by_whom_and_in_which_language() -> None:
    for event in REPORTS:
        cited = evidence(event)
        assert cited.summary.endswith("."), event.id
        assert len(cited.summary) < 210, event.id
        assert len(cited.language) == 2, event.id
        assert event.place.words or event.place.precision is Precision.NONE, event.id


def test_every_report_came_out_on_days_that_are_known_and_not_before_what_it_reports() -> None:
    for event in REPORTS:
        assert event.reported.first, event.id
        assert event.reported.last, event.id
        assert event.happened is None or event.happened.first is None or event.happened.first <= event.reported.last


def test_every_link_of_a_stored_chain_is_loaded() -> None:
    rows = {row["claim_id"]: row["speakers"] for row in stored_rows("reports.csv")}
    chains = {event.id: " > ".join(" + ".join(link.speakers) for link in event.chain) for event in REPORTS}
    assert chains == rows


def test_no_two_reports_are_the_same_claim_of_the_same_page() -> None:
    cited = Counter((str(evidence(event).url), evidence(event).summary) for event in REPORTS)
    assert max(cited.values()) == 1


def test_every_disagreement_is_between_two_claims_that_exist_and_is_told_once() -> None:
    ids = {event.id for event in EDITION.events}
    pairs = [frozenset((row["claim_a"], row["claim_b"])) for row in stored_rows("disagreements.csv")]
    assert all(len(pair) == 2 and pair <= ids for pair in pairs)
    assert len(set(pairs)) == len(pairs) >= 40
    loaded = [frozenset(relation.events) for relation in EDITION.relations if relation.kind == "disagrees"]
    assert set(pairs) <= set(loaded)
    assert len(set(loaded)) == len(loaded)


def test_every_disagreement_says_what_about_and_in_a_sentence() -> None:
    rows = stored_rows("disagreements.csv")
    assert all(row["kind"] and row["disagreement"].endswith(".") for row in rows)


def test_the_sentence_of_every_disagreement_is_loaded() -> None:
    loaded = {relation.events: relation.summary for relation in EDITION.relations}
    for row in stored_rows("disagreements.csv"):
        assert loaded[row["claim_a"], row["claim_b"]] == row["disagreement"]


VERDICT = re.compile(
    r"\b(slips?|mix-?ups?|mistak\w*|errors?|erroneous\w*|wrong\w*|unreliable|reliable|untrustworthy|dubious|doubtful|"
    r"implausible|plausible|likely|unlikely|probably|presumably|apparently|obviously|clearly|altered|exaggerat\w*)\b",
    re.IGNORECASE,
)


def test_no_note_of_ours_passes_a_verdict_on_a_source() -> None:
    notes = {event.id: f"{event.note} {event.place.note}" for event in EDITION.events}
    said = {"/".join((row["claim_a"], row["claim_b"])): row["disagreement"] for row in stored_rows("disagreements.csv")}
    assert {where: VERDICT.findall(words) for where, words in (notes | said).items() if VERDICT.search(words)} == {}
    assert VERDICT.search("probably a slip")
