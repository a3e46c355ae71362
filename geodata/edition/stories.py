"""Guided stories: a few views one after the other, each with a sentence that cites claims and names who makes them."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from geodata.common.data_files import read_model
from geodata.common.errors import RecordError
from geodata.common.language import DEFAULT, marked
from geodata.edition.corrections import Correction
from geodata.edition.imprint import Texts, spoken
from geodata.model.events import Event, Speaker
from geodata.model.times import Clock

FILE: Final = "stories.json"
FEWEST_STEPS: Final = 5
MOST_STEPS: Final = 12
_ID: Final = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


class Step(BaseModel):
    """One view of a story, both days included, and the sentence that goes with it; its place is its first claim's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clock: Clock = Clock.REPORTED
    start: date
    end: date
    speakers: tuple[str, ...] = ()
    claims: tuple[str, ...] = Field(min_length=1)
    sentence: Texts

    @model_validator(mode="after")
    def _can_be_shown(self) -> "Step":
        if self.start > self.end:
            message = f"the step ends on {self.end}, before it begins on {self.start}: exchange its two dates"
            raise ValueError(message)
        _require_english(self.sentence)
        return self

    def spoken(self) -> str:
        """Return the sentence in the language spoken."""
        return spoken(self.sentence)


class Story(BaseModel):
    """Steps in their order; ``names`` are the forms in which a sentence names a speaker, by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=_ID)
    title: Texts
    names: Mapping[str, Mapping[str, tuple[Annotated[str, Field(min_length=2)], ...]]]
    steps: tuple[Step, ...] = Field(min_length=FEWEST_STEPS, max_length=MOST_STEPS)

    @model_validator(mode="after")
    def _has_a_title(self) -> "Story":
        _require_english(self.title)
        return self

    def titled(self) -> str:
        """Return the title in the language spoken."""
        return spoken(self.title)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    stories: tuple[Story, ...]


def load_stories(path: Path) -> tuple[Story, ...]:
    """Return the stories of the file at ``path``; none if there is no such file, as in older editions."""
    return read_model(path, _File).stories if path.is_file() else ()


def check_stories(
    stories: Collection[Story],
    events: Mapping[str, Event],
    speakers: Mapping[str, Speaker],
    corrections: Collection[Correction],
) -> None:
    """Raise RecordError, naming the step, unless each cites claims that are there and names a speaker of every one."""
    if len({story.id for story in stories}) < len(stories):
        raise RecordError(marked("two stories have the same id: rename one"))
    withdrawn = {claim for entry in corrections if entry.withdrawn for claim in entry.claims}
    for story in stories:
        for number, step in enumerate(story.steps, start=1):
            for speaker in set(step.speakers) - speakers.keys():
                raise RecordError(
                    marked(
                        'step {number} of the story "{story}" is filtered by "{speaker}", who is no speaker of this '
                        "edition: correct the id"
                    ),
                    number=number,
                    story=story.id,
                    speaker=speaker,
                )
            for claim in step.claims:
                _check_claim(claim, events, withdrawn, story, number)
                _check_named(events[claim], speakers, story, number)


def _check_claim(
    claim: str, events: Mapping[str, Event], withdrawn: Collection[str], story: Story, number: int
) -> None:
    if claim in withdrawn:
        raise RecordError(
            marked(
                'step {number} of the story "{story}" cites the claim "{claim}", which is withdrawn: change the step'
            ),
            number=number,
            story=story.id,
            claim=claim,
        )
    if claim not in events:
        raise RecordError(
            marked(
                'step {number} of the story "{story}" cites the claim "{claim}", which does not exist: correct the id'
            ),
            number=number,
            story=story.id,
            claim=claim,
        )


def _check_named(event: Event, speakers: Mapping[str, Speaker], story: Story, number: int) -> None:
    """Raise RecordError if a sentence names no speaker of ``event``; English names are as attested in the edition."""
    for language, sentence in story.steps[number - 1].sentence.items():
        if not any(_occurs(form, sentence) for form in _forms(event, speakers, story, language)):
            raise RecordError(
                marked(
                    'step {number} of the story "{story}" names no speaker of the claim "{claim}" in its sentence '
                    "({language}): say who says so"
                ),
                number=number,
                story=story.id,
                claim=event.id,
                language=language,
            )


def _forms(event: Event, speakers: Mapping[str, Speaker], story: Story, language: str) -> Iterator[str]:
    for link in event.chain:
        for speaker in link.speakers:
            attested = f"{speakers[speaker].name}\n{link.as_written}".casefold()
            for form in story.names.get(speaker, {}).get(language, ()):
                if language != DEFAULT or form.casefold() in attested:
                    yield form


def _occurs(form: str, sentence: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", sentence, re.IGNORECASE) is not None


def _require_english(texts: Texts) -> None:
    if not texts.get(DEFAULT):
        message = f'there is no text in the language "{DEFAULT}", which stands in for those that are missing: add it'
        raise ValueError(message)
