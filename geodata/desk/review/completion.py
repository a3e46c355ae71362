"""Completion: a draft claim converted to an event, or the list of its missing fields."""

from collections.abc import Iterator

from geodata.common.errors import Message, RecordError, joined
from geodata.common.language import marked
from geodata.desk.store.draft_records import DraftClaim
from geodata.model.articles import Article
from geodata.model.events import Event, QuoteEvidence
from geodata.model.times import EventTime


def lacks(claim: DraftClaim) -> tuple[Message, ...]:
    """Return the missing fields of the claim as messages, none if it can become an event."""
    return tuple(words for words, _step in _lacking(claim))


def next_step(claim: DraftClaim) -> Message | None:
    """Return what the editor does next for the claim to become an event, None if it can become one."""
    return next((step for _words, step in _lacking(claim)), None)


def _lacking(claim: DraftClaim) -> Iterator[tuple[Message, Message]]:
    """Yield the name of each missing field with the step that fills it, in the order of the form."""
    wanted = (
        (claim.quotes, Message(marked("its words in the article")), Message(marked("Select its words in the text"))),
        (claim.chain, Message(marked("who says it")), Message(marked("Choose who says it"))),
        (
            claim.status,
            Message(marked("how the article presents it")),
            Message(marked("Choose how the article treats it")),
        ),
        (claim.event_type, Message(marked("what kind of claim it is")), Message(marked("Choose the kind of claim"))),
        (claim.place, Message(marked("a place, or that it has none")), Message(marked("Choose a place"))),
        (
            claim.speech,
            Message(marked("whether it is direct speech or a paraphrase")),
            Message(marked("Choose whether it is quoted or paraphrased")),
        ),
        (claim.label, Message(marked("a label")), Message(marked("Write a label"))),
    )
    return ((words, step) for value, words, step in wanted if not value)


def event(claim: DraftClaim, article: Article) -> Event:
    """Return the claim as an event of ``article``, reported on its day; raise RecordError if it lacks something."""
    if not (claim.event_type and claim.status and claim.speech and claim.place) or lacks(claim):
        raise RecordError(
            marked('the claim "{claim}" lacks {what}: add it'), claim=claim.id, what=joined(lacks(claim), ", ")
        )
    return Event(
        id=claim.id,
        label=claim.label,
        event_type=claim.event_type,
        status=claim.status,
        chain=claim.chain,
        evidence=QuoteEvidence(
            article=article.id,
            speech=claim.speech,
            quotes=claim.quotes,
            attribution=claim.attribution,
            hedges=claim.hedges,
            time_words=claim.time_words,
        ),
        place=claim.place,
        reported=EventTime.parse(article.day.isoformat()),
        happened=EventTime.parse(claim.happened) if claim.happened else None,
        note=claim.note,
    )


def claim_of(published: Event, evidence: QuoteEvidence) -> DraftClaim:
    """Return a published event as a draft's claim; ``event`` makes the same event of it again."""
    return DraftClaim(
        id=published.id,
        label=published.label,
        event_type=published.event_type,
        status=published.status,
        chain=published.chain,
        speech=evidence.speech,
        quotes=evidence.quotes,
        attribution=evidence.attribution,
        hedges=evidence.hedges,
        time_words=evidence.time_words,
        place=published.place,
        happened=published.happened.edtf if published.happened else "",
        note=published.note,
    )
