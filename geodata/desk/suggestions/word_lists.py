"""The word lists of one language, kept as data so that another language is another file."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from geodata.common.data_files import read_model
from geodata.model.events import EventType

_FOLDER: Final = Path(__file__).parents[2] / "data" / "words"

AreaKind = Literal["region", "district", "vicinity", "settlement"]


class Words(BaseModel):
    """The words by which the rules know what they read; all in small letters unless they are names.

    ``cases`` are the endings of names in other cases than the nominative, each with those it may have there, and
    ``region_names`` what the names of regions look like of which a text has the adjective, "{} область".
    ``inside`` are the prepositions behind which those stand who speak for an office: "повідомили в поліції".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str
    event_types: Mapping[EventType, tuple[str, ...]]
    hedges: Mapping[Literal["doubt", "attempt", "attribution"], tuple[str, ...]]
    speech_verbs: frozenset[str]
    paraphrase_verbs: frozenset[str]
    report_nouns: tuple[str, ...]
    origin_cues: tuple[str, ...]
    speaker_stops: frozenset[str]
    auxiliaries: frozenset[str]
    possessives: frozenset[str]
    openers: frozenset[str]
    subordinators: frozenset[str]
    passive: frozenset[str]
    indefinite: frozenset[str]
    prepositions: frozenset[str]
    pronouns: frozenset[str]
    named_as: frozenset[str]
    locatives: frozenset[str]
    strong_locatives: frozenset[str]
    vicinity_words: frozenset[str]
    vicinity_phrases: tuple[str, ...]
    type_words: Mapping[AreaKind, tuple[str, ...]]
    type_phrases: Mapping[AreaKind, tuple[str, ...]]
    types_before: Mapping[AreaKind, tuple[str, ...]]
    facility_words: frozenset[str]
    feature_words: frozenset[str]
    organisation_words: frozenset[str]
    organisation_heads: frozenset[str]
    titles: frozenset[str]
    directions: frozenset[str]
    not_names: frozenset[str]
    never_places: frozenset[str]
    border_nouns: frozenset[str]
    border_phrases: tuple[str, ...]
    verb_endings: tuple[str, ...]
    byline_words: frozenset[str]
    determiners: frozenset[str]
    nationalities: Mapping[str, str]
    abbreviations: frozenset[str]
    zones: frozenset[str]
    finite_verbs: frozenset[str]
    not_speakers: frozenset[str]
    relatives: frozenset[str]
    saints: frozenset[str]
    connectors: frozenset[str]
    links: frozenset[str]
    of_words: frozenset[str]
    list_gaps: frozenset[str]
    inside_gaps: frozenset[str]
    soil_words: frozenset[str]
    and_words: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days_ago: Mapping[str, int]
    day_joints: frozenset[str]
    parts: Mapping[str, int]
    before_months: frozenset[str]
    future_words: frozenset[str]
    future_pairs: frozenset[str]
    last_words: frozenset[str]
    numbers: Mapping[str, int]
    units: Mapping[str, Literal["hour", "day", "week", "month", "year"]]
    ago_words: frozenset[str]
    ongoing: tuple[str, ...]
    recent: tuple[str, ...]
    weak_triggers: frozenset[str]
    negations: frozenset[str]
    non_committal: frozenset[str]
    verification: frozenset[str]
    date_line_words: frozenset[str]
    times_of_day: frozenset[str]
    clause_openers: frozenset[str]
    links_to_more: tuple[str, ...]
    furniture: tuple[str, ...]
    party_words: frozenset[str]
    testimony_words: frozenset[str]
    footage_words: frozenset[str]
    media_words: frozenset[str]
    people: frozenset[str]
    common_speakers: frozenset[str]
    cases: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    region_names: tuple[str, ...] = ()
    inside: frozenset[str] = frozenset()

    @property
    def writes_days_small(self) -> bool:
        """Tell whether the names of months and days are written with a small letter."""
        return self.language != "en"


def known_languages() -> frozenset[str]:
    """Return the codes of the languages that there are word lists of."""
    return frozenset(path.stem for path in _FOLDER.glob("*.json"))


@cache
def load_words(language: str) -> Words:
    """Return the word lists of a language by its code; raise DataFileError if there are none."""
    return read_model(_FOLDER / f"{language}.json", Words)
