"""Events: one reported claim each, bound to its evidence."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl

from geodata.model.places import PlaceMention
from geodata.model.quotes import Quote
from geodata.model.times import Clock, Edtf, EventTime

Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=80)]


class EventType(StrEnum):
    """What kind of thing a claim is about, in plain words.

    What is fought, seized, blown up, arrested or protested follows the sub-event types of the ACLED codebook; disaster,
    accident, displacement and aid follow IPTC Media Topics, the news agencies' subject codes.
    """

    INCURSION = "incursion"
    ARMED_CLASH = "armed_clash"
    SHELLING = "shelling"
    AIR_OR_DRONE_ATTACK = "air_or_drone_attack"
    EXPLOSION = "explosion"
    ATTACK_ON_CIVILIANS = "attack_on_civilians"
    ABDUCTION = "abduction"
    TERRITORIAL_CONTROL = "territorial_control"
    ARREST = "arrest"
    PROTEST = "protest"
    DISASTER = "disaster"
    ACCIDENT = "accident"
    DISPLACEMENT = "displacement"
    AID = "aid"
    SIGHTING = "sighting"
    EVACUATION = "evacuation"
    DENIAL = "denial"
    STATEMENT = "statement"


class Status(StrEnum):
    """How a source itself presents a claim. Never our verdict on it."""

    CLAIMED_BY_PARTY = "claimed_by_party"
    DENIED_BY_PARTY = "denied_by_party"
    SAID_BY_PARTY = "said_by_party"
    REPORTED_BY_MEDIA = "reported_by_media"
    TESTIMONY = "testimony"
    FROM_FOOTAGE = "from_footage"


class Speaker(BaseModel):
    """Somebody who says something: a person, a group, an office, an outlet, or its own voice.

    ``belongs_to`` is the id of the group, ministry or agency that a fighter, an army or a head speaks for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    name: str = Field(min_length=1)
    belongs_to: Slug | None = None


class Link(BaseModel):
    """One link of a speaker chain: who is credited, jointly if several, and in which words.

    ``ambiguity`` says why it is not certain from the text who is meant.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    speakers: tuple[Slug, ...] = Field(min_length=1)
    as_written: str = Field(min_length=1)
    ambiguity: str = ""


class QuoteEvidence(BaseModel):
    """The very words of a stored article.

    ``quotes`` carry the claim, ``attribution`` the words that name who makes it, ``hedges`` and
    ``time_words`` are spans inside either.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["quote"] = "quote"
    article: Slug
    speech: Literal["direct", "paraphrase"]
    quotes: tuple[Quote, ...] = Field(min_length=1)
    attribution: tuple[Quote, ...] = ()
    hedges: tuple[Quote, ...] = ()
    time_words: tuple[Quote, ...] = ()

    @property
    def words(self) -> str:
        """Return the exact words, with an ellipsis where they are not one run of the text."""
        return " … ".join(quote.exact for quote in self.quotes)

    @property
    def source(self) -> str:
        """Return the id of the source."""
        return self.article


class CitationEvidence(BaseModel):
    """Another outlet's report: our own summary and where to read the original, whose text is not stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["citation"] = "citation"
    summary: str = Field(min_length=1)
    hedge: str
    outlet: str = Field(min_length=1)
    title: str
    url: HttpUrl
    language: str

    @property
    def source(self) -> str:
        """Return the outlet, which stands for the source."""
        return self.outlet


class Event(BaseModel):
    """In a source, speaker S says that E happened at P: one claim, with its evidence.

    ``id`` is a stable slug, never made from coordinates, order or title. ``chain`` runs from the
    speaker nearest to the page to the origin. ``reported`` is the day the source came out,
    ``happened`` what it says about when; None means that it says nothing at all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    label: str = Field(min_length=1)
    event_type: EventType
    status: Status
    chain: tuple[Link, ...] = Field(min_length=1)
    evidence: QuoteEvidence | CitationEvidence = Field(discriminator="kind")
    place: PlaceMention
    reported: Edtf
    happened: Edtf | None
    note: str = ""

    @property
    def is_quoted(self) -> bool:
        """Tell whether the claim is bound to stored words rather than cited."""
        return self.evidence.kind == "quote"

    @property
    def speakers(self) -> frozenset[str]:
        """Return the ids of all who are credited anywhere in the chain."""
        return frozenset(speaker for link in self.chain for speaker in link.speakers)

    def time(self, clock: Clock) -> EventTime | None:
        """Return when the claim was reported or its event is said to have happened."""
        return self.reported if clock is Clock.REPORTED else self.happened


class Relation(BaseModel):
    """Two claims that belong together: ``about`` names the place shared, the point disputed, or what may be the same.

    ``summary`` says in a sentence of ours what each of the two says of it, as far as one is recorded.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["same_place", "disagrees", "may_be_same"]
    events: tuple[Slug, Slug]
    about: str = Field(min_length=1)
    summary: str = ""

    def other(self, event_id: str) -> str:
        """Return the id of the claim that is related to the claim ``event_id``."""
        one, two = self.events
        return two if one == event_id else one
