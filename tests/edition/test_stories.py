"""Guided stories: every step cites claims that are there, and every sentence says who makes them."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from geodata import load
from geodata.common.errors import AsReportedError, DataFileError, RecordError
from geodata.common.language import DEFAULT, LANGUAGES, use
from geodata.edition.loading import DATA
from geodata.edition.stories import FEWEST_STEPS, MOST_STEPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EDITION = load()
(STORY,) = EDITION.stories
Content = dict[str, Any]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("articles", "reports"):
        (tmp_path / name).symlink_to(DATA / name)
    for name in ("edition.json", "places.json", "speakers.json", "stories.json", "SOURCES.md"):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def rewrite(path: Path, change: Callable[[Content], object]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_the_shipped_story_is_told_in_every_language() -> None:
    assert FEWEST_STEPS <= len(STORY.steps) <= MOST_STEPS
    for texts in (STORY.title, *(step.sentence for step in STORY.steps)):
        assert set(texts) == set(LANGUAGES)
        assert len(set(texts.values())) == len(LANGUAGES)


def test_each_step_of_the_shipped_story_shows_the_claims_it_cites() -> None:
    for step in STORY.steps:
        times = [event.time(step.clock) for claim in step.claims if (event := EDITION.event(claim))]
        assert len(times) == len(step.claims)
        assert all(time and time.overlaps(step.start, step.end) for time in times), step


def test_a_step_speaks_the_readers_language_or_english() -> None:
    step = STORY.steps[0]
    try:
        use("uk")
        assert step.spoken() == step.sentence["uk"]
        assert step.model_copy(update={"sentence": {DEFAULT: "Only so."}}).spoken() == "Only so."
    finally:
        use(DEFAULT)


def test_an_edition_without_stories_loads(data: Path) -> None:
    (data / "stories.json").unlink()
    assert load(data).stories == ()


WRONG: dict[str, tuple[Callable[[Content], object], type[AsReportedError], list[str]]] = {
    "unknown claim": (
        lambda story: story["steps"][2].update(claims=["no-such-claim"]),
        RecordError,
        ["step 3", STORY.id, '"no-such-claim", which does not exist'],
    ),
    "no speaker in English": (
        lambda story: story["steps"][3]["sentence"].update(en="There was gunfire in Tyotkino."),
        RecordError,
        ["step 4", STORY.id, '"ponomarev-gunfire-tyotkino"', "(en)"],
    ),
    "no speaker in another language": (
        lambda story: story["steps"][3]["sentence"].update(uk="У Тьоткіному тривала перестрілка."),
        RecordError,
        ["step 4", "(uk)", "say who says so"],
    ),
    "only one of two speakers": (
        lambda story: story["steps"][3]["sentence"].update(en="Ilya Ponomarev said that there was gunfire."),
        RecordError,
        ["step 4", '"residents-gunfire-tetkino"'],
    ),
    "a name within another word": (
        lambda story: story["steps"][1]["sentence"].update(en="A Bazaar of rumours."),
        RecordError,
        ["step 2", '"baza-alleged-incursion"'],
    ),
    "a name that is not attested": (
        lambda story: (
            story["names"]["baza"].update(en=["Experts"]),
            story["steps"][1]["sentence"].update(en="Experts said so."),
        ),
        RecordError,
        ["step 2", '"baza-alleged-incursion"'],
    ),
    "unknown speaker in the filter": (
        lambda story: story["steps"][0].update(speakers=["nobody"]),
        RecordError,
        ["step 1", '"nobody"'],
    ),
    "no claim": (lambda story: story["steps"][0].update(claims=[]), DataFileError, ["stories.json", "claims"]),
    "no English": (lambda story: story["steps"][0]["sentence"].pop("en"), DataFileError, ["stories.json", '"en"']),
    "dates reversed": (
        lambda story: story["steps"][0].update(start="2024-03-13"),
        DataFileError,
        ["stories.json", "2024-03-12"],
    ),
    "too few steps": (lambda story: story["steps"].__delitem__(slice(4, None)), DataFileError, ["stories.json"]),
    "too many steps": (lambda story: story["steps"].extend(story["steps"][:4]), DataFileError, ["stories.json"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_story_that_is_wrong_stops_the_edition_by_name(data: Path, name: str) -> None:
    change, kind, words = WRONG[name]
    rewrite(data / "stories.json", lambda content: change(content["stories"][0]))
    with pytest.raises(kind) as caught:
        load(data)
    assert [word for word in words if word not in str(caught.value)] == []


def test_a_step_that_cites_a_withdrawn_claim_stops_the_edition(data: Path) -> None:
    withdrawn = {"date": "2026-11-29", "edition": 1, "claims": ["gone"], "text": "It was wrong.", "withdrawn": True}
    rewrite(data / "edition.json", lambda content: content["corrections"].append(withdrawn))
    rewrite(data / "stories.json", lambda content: content["stories"][0]["steps"][6].update(claims=["gone"]))
    with pytest.raises(RecordError, match='step 7 of the story "border-march-2024" cites the claim "gone", which is'):
        load(data)


def test_two_stories_do_not_share_an_id(data: Path) -> None:
    rewrite(data / "stories.json", lambda content: content["stories"].append(content["stories"][0]))
    with pytest.raises(RecordError, match="the same id"):
        load(data)
