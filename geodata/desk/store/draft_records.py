"""Records of a draft: the stored article, and the editor's claims and decisions, which may be incomplete."""

from collections.abc import Callable
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from geodata.model.articles import Article
from geodata.model.events import EventType, Link, Relation, Slug, Speaker, Status
from geodata.model.places import Place, PlaceMention
from geodata.model.quotes import Quote


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StoredArticle(_Frozen):
    """The article as taken in: its id, text and sentences never change, what is known about it may.

    ``sentences`` are (start, end) in code points, in order, and cover the text but its white space. ``focus`` are the
    ids of the regions it is about.
    """

    article: Article
    sentences: tuple[tuple[int, int], ...]
    focus: tuple[str, ...] = ()


class DraftClaim(_Frozen):
    """An ``Event`` while it is being made: everything but its id may still be missing.

    ``happened`` is EDTF, or "" where the text says nothing. The day it was reported is the article's.
    """

    id: Slug
    label: str = ""
    event_type: EventType | None = None
    status: Status | None = None
    chain: tuple[Link, ...] = ()
    speech: Literal["direct", "paraphrase"] | None = None
    quotes: tuple[Quote, ...] = ()
    attribution: tuple[Quote, ...] = ()
    hedges: tuple[Quote, ...] = ()
    time_words: tuple[Quote, ...] = ()
    place: PlaceMention | None = None
    happened: str = ""
    note: str = ""

    @property
    def spans(self) -> tuple[Quote, ...]:
        """Return every span of the stored text that the claim refers to."""
        written = self.place.written if self.place else None
        return (*self.quotes, *self.attribution, *self.hedges, *self.time_words, *filter(None, [written]))


class DraftRelation(Relation):
    """A relation between a claim of the draft and any other claim, with an id of its own."""

    id: Slug


class DraftSentence(_Frozen):
    """What the editor made of the sentence with this number (from 0) where no claim quotes it, and why.

    "withdrawn" is a sentence whose published claim was withdrawn, with the reason that readers see.
    """

    number: int = Field(ge=0)
    outcome: Literal["no event claim", "page furniture", "withdrawn"]
    reason: str = Field(min_length=1)


class DraftSuggestion(_Frozen):
    """A suggestion as it was made and what the editor decided; ``claim`` is the claim it went into, or "".

    ``what`` names its kind ("place", "speech" ...), ``content`` is the whole of it as JSON.
    """

    id: Slug
    suggester: str = Field(min_length=1)
    what: str = Field(min_length=1)
    span: Quote
    content: dict[str, JsonValue]
    decision: Literal["accepted", "edited", "rejected"] | None = None
    claim: str = ""


class DraftCorrection(_Frozen):
    """Why a published claim is changed or withdrawn, in the words that readers will see.

    ``edition`` is the one that says so, None until it is published.
    """

    claim: Slug
    text: str = Field(min_length=1)
    withdrawn: bool = False
    edition: int | None = None


class DraftReport(_Frozen):
    """Another outlet's claim with its new row in the reports file, None to withdraw it."""

    id: Slug
    cells: dict[str, str] | None


Content = (
    StoredArticle
    | DraftClaim
    | DraftRelation
    | DraftSentence
    | DraftSuggestion
    | DraftCorrection
    | DraftReport
    | Place
    | Speaker
)

_KINDS: Final[dict[str, tuple[type[BaseModel], Callable[..., str]]]] = {
    "article": (StoredArticle, lambda content: content.article.id),
    "claim": (DraftClaim, lambda content: content.id),
    "relation": (DraftRelation, lambda content: content.id),
    "sentence": (DraftSentence, lambda content: str(content.number)),
    "suggestion": (DraftSuggestion, lambda content: content.id),
    "correction": (DraftCorrection, lambda content: content.claim),
    "report": (DraftReport, lambda content: content.id),
    "place": (Place, lambda content: content.id),
    "speaker": (Speaker, lambda content: content.id),
}


def kind_and_key(content: Content) -> tuple[str, str]:
    """Return under which kind and key the store keeps ``content``."""
    kind, key = next((kind, key) for kind, (model, key) in _KINDS.items() if type(content) is model)
    return kind, key(content)


def read_content(kind: str, fields: object) -> BaseModel:
    """Return the record of this kind that the store keeps as the JSON values ``fields``."""
    return _KINDS[kind][0].model_validate(fields)
