"""Suggestions: what an editor may take, change or leave. None of them is a decision.

Every suggestion carries the span of the stored text it was made from, the reason in plain words, and the name of the
suggester that made it. Spans are ``Quote`` values: code points of the stored text, ``text[start:end] == exact``.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Literal, Protocol, Self

from pydantic import BaseModel, ConfigDict

from geodata.common.language import _
from geodata.model.events import EventType, Relation, Status
from geodata.model.places import Place, Precision
from geodata.model.quotes import Quote

Outcome = Literal["quoted", "no event claim", "page furniture"]
"""The coverage states of ``geodata.edition.coverage.Sentence``."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reason(_Frozen):
    """Why something is suggested: a marked message and the words put into it, translated where it is shown.

    ``values`` may hold words of the article, which are untrusted text like the article itself.
    """

    message: str
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, message: str, **values: str) -> Self:
        """Return the reason that says the marked ``message`` with ``values`` in its braces."""
        return cls(message=message, values=tuple(values.items()))

    @property
    def words(self) -> str:
        """Return the reason as one sentence in the language spoken."""
        return _(self.message).format(**dict(self.values))


class Suggestion(_Frozen):
    """Something found in the text: where, why, and by which suggester."""

    span: Quote
    reason: Reason
    suggester: str


class SentenceSuggestion(Suggestion):
    """One sentence or line: ``span`` is the whole of it; all sentences together cover the text but its white space.

    ``outcome`` is the coverage state to start from; "quoted" stands for a sentence that a claim is suggested for.
    ``unread`` tells that nobody looked for claims in it, for want of rules for its language.
    """

    outcome: Outcome
    unread: bool = False


class ClaimSuggestion(Suggestion):
    """A claim that a sentence may make: ``span`` is the sentence, ``trigger`` the word that tells the event type.

    ``also`` are further event types that other words of the sentence point to, for an editor who splits the claim.
    ``status`` is how the sentence itself presents the claim, as far as its speakers show.
    """

    event_type: EventType
    trigger: Quote
    also: tuple[EventType, ...]
    status: Status


class MatchKind(StrEnum):
    """How a name in the text was matched with the gazetteer, surest first."""

    EXACT = "exact"
    VARIANT = "variant"
    FUZZY = "fuzzy"
    UNRESOLVED = "unresolved"


class Choice(_Frozen):
    """One way to place a mention; no ``places`` and precision NONE say "no place"."""

    places: tuple[Place, ...]
    precision: Precision
    match: MatchKind
    reason: Reason


class PlaceSuggestion(Suggestion):
    """A place mention: ``span`` is the whole phrase, ``names`` the names in it.

    There is a name for each place of a phrase like "X and Y regions". ``choices`` are all ways to place it, likeliest
    first, and always hold "no place"; where a region is known, also that region only. ``area`` is the mention, inside
    this one, of what the place is said to lie in, as in "Tyotkino in the Kursk region". ``mixed`` tells that the name
    mixes alphabets or hides characters; it is then never better than fuzzy. ``doubt`` says why the likeliest choice,
    though its name matches, is not the one to start from.
    """

    names: tuple[Quote, ...]
    choices: tuple[Choice, ...]
    area: "PlaceSuggestion | None" = None
    mixed: bool = False
    doubt: Reason | None = None

    @property
    def match(self) -> MatchKind:
        """Return how the likeliest choice matches."""
        return self.choices[0].match

    @property
    def preselected(self) -> Choice | None:
        """Return the choice to start from, or None: doubtful, fuzzy and unresolved ones are for the editor alone."""
        return self.choices[0] if not self.doubt and self.match in {MatchKind.EXACT, MatchKind.VARIANT} else None


class SpeakerSuggestion(_Frozen):
    """One link of a suggested speaker chain, in the words of the text.

    ``antecedent`` is the name that a pronoun or a short form may stand for. ``guessed`` tells that it is a pronoun, or
    that nobody is named beside the words and the last speaker was taken: it is never preselected. ``ambiguity`` says
    why it is not certain who is meant, or is None.
    """

    written: Quote
    antecedent: Quote | None = None
    guessed: bool = False
    ambiguity: Reason | None = None


class SpeechSuggestion(Suggestion):
    """Somebody's words, direct or paraphrased, with who says them.

    ``span`` runs over all of it. ``parts`` are the words said: of direct speech the pieces inside the quotation marks,
    several for a split quotation; of a paraphrase the sentence. ``chain`` runs from the speaker nearest to the page to
    the origin, empty if the text names none. ``cue`` is the verb or phrase that attributes; ``attribution`` the words
    around it that name the speaker.
    """

    speech: Literal["direct", "paraphrase"]
    parts: tuple[Quote, ...]
    chain: tuple[SpeakerSuggestion, ...]
    cue: Quote | None
    attribution: Quote | None


class HedgeSuggestion(Suggestion):
    """A word that keeps a claim at a distance: doubt ("reportedly"), an attempt, or an attribution ("claims").

    ``of_claim_before`` tells that its sentence says no more than that what stands before it could not be checked.
    """

    kind: Literal["doubt", "attempt", "attribution"]
    of_claim_before: bool = False


class TimeSuggestion(Suggestion):
    """A time expression; ``edtf`` is what it says, counted from the day of publication, or "" where that is open.

    Never preselected: the time of a claim is empty until an editor fills it.
    """

    edtf: str


class RelationSuggestion(_Frozen):
    """Two claims that may belong together: the relation as it would be recorded, and why."""

    relation: Relation
    reason: Reason
    suggester: str


class NoticeSuggestion(Suggestion):
    """Characters that look like something else: direction overrides, hidden characters, mixed alphabets."""


class Suggestions(_Frozen):
    """All that one suggester found in one text, each kind in the order of the text."""

    suggester: str
    focus: tuple[str, ...]
    sentences: tuple[SentenceSuggestion, ...]
    claims: tuple[ClaimSuggestion, ...]
    places: tuple[PlaceSuggestion, ...]
    speech: tuple[SpeechSuggestion, ...]
    hedges: tuple[HedgeSuggestion, ...]
    times: tuple[TimeSuggestion, ...]
    notices: tuple[NoticeSuggestion, ...]


class Suggester(Protocol):
    """Whatever reads a text and suggests; it is named in the record of what an editor took from it."""

    @property
    def name(self) -> str:
        """The name and version that the record keeps."""

    def focus(self, text: str) -> tuple[str, ...]:
        """Return the ids of the regions that ``text`` seems to be about; the editor may correct them."""

    def suggest(self, text: str, focus: Sequence[str], published: date | None) -> Suggestions:
        """Return what is found in the stored ``text``, the same for the same input.

        ``focus`` are ids of regions; small places are only looked for inside them. ``published`` is the day that
        relative times count from.
        """
