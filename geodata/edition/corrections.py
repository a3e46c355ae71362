"""Corrections: what was put right or withdrawn, in which edition."""

from collections.abc import Collection
from datetime import date

from pydantic import BaseModel, ConfigDict

from geodata.common.errors import RecordError


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
                state = "is still there" if event_id in withdrawn else "does not exist"
                message = (
                    f'the correction of {entry.date} names the claim "{event_id}", which {state}: correct one of them'
                )
                raise RecordError(message)
        if entry.edition > number:
            message = f"the correction of {entry.date} is of edition {entry.edition}, which is not out yet: correct it"
            raise RecordError(message)
