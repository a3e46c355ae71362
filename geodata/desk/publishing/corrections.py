"""Corrections: reopen a published article, and change or withdraw its claims with a public reason."""

from collections.abc import Iterator

from geodata.common.data_files import read_model
from geodata.common.errors import RecordError
from geodata.common.language import marked
from geodata.desk.review.completion import claim_of
from geodata.desk.review.readiness import claims_of
from geodata.desk.store.drafts import Change, Draft, begin, new_id, read, save
from geodata.desk.store.log import Store
from geodata.desk.store.records import DraftCorrection, DraftRelation, DraftSentence, StoredArticle
from geodata.edition import published
from geodata.edition.loading import Curation
from geodata.model.articles import load_article
from geodata.model.events import QuoteEvidence


def reopen(store: Store, article_id: str, who: str) -> Draft:
    """Return the draft of an article of the current edition, made from the edition if the store has none."""
    if store.current(article_id, "article"):
        return read(store, article_id)
    base = published.current(store.folder)
    if not (base.path / "articles" / f"{article_id}.events.json").exists():
        raise RecordError(
            marked('edition {number} has no article "{article_id}": choose another'),
            number=base.number,
            article_id=article_id,
        )
    curation = read_model(base.path / "articles" / f"{article_id}.events.json", Curation)
    stored = StoredArticle(
        article=load_article(base.path / "articles", article_id),
        sentences=tuple((sentence.start, sentence.end) for sentence in curation.sentences),
    )
    return begin(store, stored, tuple(_changes(curation)), who, f"opened from edition {base.number}")


def removal(draft: Draft, claim_id: str) -> list[Change]:
    """Return the changes that take a claim away, and with it every relation of the draft that names it."""
    claim = draft.claims[claim_id]
    named = [entry for entry in draft.relations.values() if claim_id in entry.content.events]
    return [
        Change(claim.content, claim.version, remove=True),
        *(Change(entry.content, entry.version, remove=True) for entry in named),
    ]


def withdraw(store: Store, draft: Draft, claim_id: str, reason: str, who: str) -> int:
    """Take a published claim and its relations away in the draft, with the public reason; return the act's number.

    The next edition lists the reason with the day, and shows at the claim's address that it was withdrawn and why.
    """
    if claim_id not in claims_of(published.current(store.folder), draft.id):
        raise RecordError(
            marked('the claim "{claim_id}" is not published: take it away without a reason'), claim_id=claim_id
        )
    return save(
        store, draft.id, [*removal(draft, claim_id), give_reason(draft, claim_id, reason, withdrawn=True)], who, reason
    )


def give_reason(draft: Draft, claim_id: str, reason: str, *, withdrawn: bool = False) -> Change:
    """Return the change that says to readers why a published claim is changed or withdrawn."""
    given = draft.corrections.get(claim_id)
    return Change(DraftCorrection(claim=claim_id, text=reason, withdrawn=withdrawn), given.version if given else 0)


def _changes(curation: Curation) -> Iterator[Change]:
    for event in curation.events:
        if isinstance(event.evidence, QuoteEvidence):
            yield Change(claim_of(event, event.evidence))
    for number, sentence in enumerate(curation.sentences):
        if sentence.outcome != "quoted":
            yield Change(DraftSentence(number=number, outcome=sentence.outcome, reason=sentence.reason))
    for relation in curation.relations:
        yield Change(DraftRelation(**relation.model_dump(), id=new_id("relation")))
