"""Claims are counted by who is credited: those who belong together once, those who contradict each other apart."""

import json
from pathlib import Path

import pytest

from geodata import load
from geodata.common.errors import RecordError
from geodata.model.events import Event
from geodata.model.origins import origin, origins
from tests.second_article import copy_of_the_data

EDITION = load()


def events(*ids: str) -> list[Event]:
    return [event for event in EDITION.events if event.id in ids]


@pytest.mark.parametrize(
    "together",
    [
        ("legion-come-to-free-you", "legion-fighter-aims", "espreso-20240321-651"),
        ("ki-20240312-mod-thwarted", "rtfr-20240314-spodaryushino-foiled", "rferl-20240807-gerasimov-1000"),
        ("ki-20240318-budanov-help", "reuters-20240312-yusov-independent", "interfaxua-20240314-evacuation-blocked"),
        ("ki-20240316-rdk-disputes-mod", "storyful-20230605-rdk-control"),
    ],
    ids=["a group and its fighter", "a ministry, its army and its staff", "an agency and its two heads", "a commander"],
)
def test_those_who_belong_together_are_one_origin(together: tuple[str, ...]) -> None:
    assert len(events(*together)) == len(together)
    assert len(origins(events(*together), EDITION.speakers)) == 1


def test_those_who_contradict_each_other_are_counted_apart() -> None:
    apart = events("antimaf-20240313-video-ryzhivka", "kleinezeitung-20240313-liberated-part")
    assert len(origins(apart, EDITION.speakers)) == 2
    assert len(origins(events("ki-20240312-tyotkino-control", "ponomarev-gunfire-tyotkino"), EDITION.speakers)) == 2


def test_the_98_claims_are_credited_to_28_origins() -> None:
    groups = origins(EDITION.events, EDITION.speakers)
    assert len(groups) == 28
    assert sum(map(len, groups)) == len(EDITION.events)


def test_an_origin_is_the_group_at_the_top() -> None:
    [halted] = events("rferl-20240807-gerasimov-1000")
    assert origin(halted, EDITION.speakers) == {"russian-defence-ministry"}
    assert origin(halted, {}) == {"gerasimov"}


@pytest.mark.parametrize(
    ("above", "reason"), [("nobody-known", "who is not listed"), ("gerasimov", "belongs to itself")]
)
def test_a_speaker_belongs_to_a_listed_one_and_never_to_itself(tmp_path: Path, above: str, reason: str) -> None:
    data = copy_of_the_data(tmp_path / "data")
    stored = json.loads((data / "speakers.json").read_text(encoding="utf-8"))
    stored["russian-general-staff"]["belongs_to"] = above
    (data / "speakers.json").write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(RecordError, match=reason):
        load(data)
