"""Corrections: reopen a published article, and change or withdraw its claims with a public reason."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from geodata.common.data_files import read_model
from geodata.common.errors import RecordError
from geodata.common.language import marked
from geodata.desk.publishing.edition_contents import quoted
from geodata.desk.publishing.readiness import claims_of
from geodata.desk.review.completion import claim_of
from geodata.desk.store.draft_records import DraftClaim, DraftCorrection, DraftRelation, DraftSentence, StoredArticle
from geodata.desk.store.drafts import Change, Draft, DraftEntry, Model, begin, last_version, new_id, read, save
from geodata.desk.store.log import Store
from geodata.edition import published
from geodata.edition.edition_folder import EditionSource
from geodata.edition.loading import Curation
from geodata.model.articles import load_article
from geodata.model.events import QuoteEvidence


def reopen(store: Store, article_id: str, who: str) -> Draft:
    """Return the draft of an article of the current edition, made from the edition if the store has none."""
    if store.current(article_id, "article"):
        return read(store, article_id)
    base = published.current(store.folder)
    draft = as_published(base, article_id)
    contents = [entry.content for kind in (draft.claims, draft.sentences, draft.relations) for entry in kind.values()]
    changes = tuple(Change(content) for content in contents)
    return begin(store, draft.article.content, changes, who, f"opened from edition {base.number}")


def as_published(base: EditionSource, article_id: str) -> Draft:
    """Return the draft of an article as an edition has it; raise RecordError if the edition does not have it."""
    path = base.path / "articles" / f"{article_id}.events.json"
    if not path.exists():
        raise RecordError(
            marked('edition {number} has no article "{article_id}": choose another'),
            number=base.number,
            article_id=article_id,
        )
    curation = read_model(path, Curation)
    stored = StoredArticle(
        article=load_article(base.path / "articles", article_id),
        sentences=tuple((sentence.start, sentence.end) for sentence in curation.sentences),
    )
    claims = [claim_of(event, event.evidence) for event in curation.events if isinstance(event.evidence, QuoteEvidence)]
    relations = [DraftRelation(**relation.model_dump(), id=new_id("relation")) for relation in curation.relations]
    return Draft(
        article=_entry(stored),
        claims={claim.id: _entry(claim) for claim in claims},
        relations={relation.id: _entry(relation) for relation in relations},
        sentences={
            number: _entry(DraftSentence(number=number, outcome=sentence.outcome, reason=sentence.reason))
            for number, sentence in enumerate(curation.sentences)
            if sentence.outcome != "quoted"
        },
        suggestions={},
        corrections={},
        places={},
        speakers={},
    )


def alone(draft: Draft, base: EditionSource, correction: DraftCorrection) -> Draft:
    """Return the article as ``base`` has it, but for the one claim: as ``draft`` has it, or withdrawn.

    Whatever else the draft holds stays unpublished. Raises RecordError if the claim is not published, or is to be
    changed and was taken away in the draft.
    """
    claim_id, before = correction.claim, as_published(base, draft.id)
    _check_published(claim_id, before.claims)
    if correction.withdrawn:
        changed = _without(before, claim_id, correction.text)
    else:
        changed = _with(before, _claim(draft, claim_id), draft)
    return replace(changed, corrections={claim_id: _entry(correction)})


def _claim(draft: Draft, claim_id: str) -> DraftClaim:
    if claim_id not in draft.claims:
        raise RecordError(
            marked('the claim "{claim_id}" was taken away in the draft of its article: put it back, or withdraw it'),
            claim_id=claim_id,
        )
    return draft.claims[claim_id].content


def _with(before: Draft, claim: DraftClaim, draft: Draft) -> Draft:
    """Return a draft with another's version of a claim, its speakers, its places and what it leaves of sentences."""
    named = {speaker for link in claim.chain for speaker in link.speakers}
    where = {*claim.place.places, *claim.place.along} if claim.place else set()
    changed = replace(
        before,
        claims={**before.claims, claim.id: _entry(claim)},
        places={key: entry for key, entry in draft.places.items() if key in where},
        speakers={key: entry for key, entry in draft.speakers.items() if key in named},
    )
    left = {number: entry for number, entry in draft.sentences.items() if not quoted(changed, number)}
    return replace(changed, sentences={**left, **before.sentences})


def _without(before: Draft, claim_id: str, reason: str) -> Draft:
    """Return a draft without a claim and its relations, and with the sentences settled that only this claim quoted."""
    settled = {sentence.number: _entry(sentence) for sentence in _settled(before, claim_id, reason)}
    return replace(
        before,
        claims={key: entry for key, entry in before.claims.items() if key != claim_id},
        relations={key: entry for key, entry in before.relations.items() if claim_id not in entry.content.events},
        sentences={**before.sentences, **settled},
    )


def _settled(draft: Draft, claim_id: str, reason: str) -> Iterator[DraftSentence]:
    """Yield the sentences that no other claim quotes, settled as withdrawn, so that nothing is suggested for them."""
    without = replace(draft, claims={key: entry for key, entry in draft.claims.items() if key != claim_id})
    for number in range(len(draft.article.content.sentences)):
        if quoted(draft, number) and not quoted(without, number) and number not in draft.sentences:
            yield DraftSentence(number=number, outcome="withdrawn", reason=reason)


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
    _check_published(claim_id, claims_of(published.current(store.folder), draft.id))
    given = give_reason(draft, claim_id, reason, withdrawn=True)
    return save(store, draft.id, [*withdrawal(store, draft, claim_id, reason), given], who, reason)


def withdrawal(store: Store, draft: Draft, claim_id: str, reason: str) -> Iterator[Change]:
    """Yield the changes that withdraw a claim in its draft: it, its relations, and the sentences only it quoted."""
    if claim_id not in draft.claims:
        return
    yield from removal(draft, claim_id)
    for sentence in _settled(draft, claim_id, reason):
        yield Change(sentence, last_version(store, draft.id, sentence))


def _check_published(claim_id: str, claims: Collection[str]) -> None:
    if claim_id not in claims:
        raise RecordError(
            marked('the claim "{claim_id}" is not published: take it away without a reason'), claim_id=claim_id
        )


def give_reason(draft: Draft, claim_id: str, reason: str, *, withdrawn: bool = False) -> Change:
    """Return the change that says to readers why a published claim is changed or withdrawn."""
    given = draft.corrections.get(claim_id)
    return Change(DraftCorrection(claim=claim_id, text=reason, withdrawn=withdrawn), given.version if given else 0)


def _entry(content: Model) -> DraftEntry[Model]:
    """Return a record that is not in the store."""
    return DraftEntry(content, 0, "", datetime.min.replace(tzinfo=UTC))
