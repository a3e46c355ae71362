"""Corrections: what was put right or withdrawn, in which edition."""

from collections.abc import Collection
from datetime import date

from pydantic import BaseModel, ConfigDict

from geodata.common.errors import Message, RecordError
from geodata.common.language import marked


class Correction(BaseModel):
    """One entry of the corrections log: when, in which edition, which claims, and what was put right or withdrawn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: date
    edition: int
    claims: tuple[str, ...]
    text: str
    withdrawn: bool = False


def check_corrections(corrections: Collection[Correction], number: int, known: Collection[str]) -> None:
    """Raise RecordError if a correction names a claim neither in ``known`` nor withdrawn, or comes after ``number``."""
    withdrawn = {claim for entry in corrections if entry.withdrawn for claim in entry.claims}
    for entry in corrections:
        for event_id in entry.claims:
            if (event_id in known) == (event_id in withdrawn):
                state = Message(marked("is still there") if event_id in withdrawn else marked("does not exist"))
                raise RecordError(
                    marked('the correction of {day} names the claim "{claim}", which {state}: correct one of them'),
                    day=entry.date,
                    claim=event_id,
                    state=state,
                )
        if entry.edition > number:
            raise RecordError(
                marked("the correction of {day} is of edition {edition}, which is not out yet: correct it"),
                day=entry.date,
                edition=entry.edition,
            )
