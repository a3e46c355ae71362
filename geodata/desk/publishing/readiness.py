"""Readiness: what keeps a draft from being published, as messages."""

from collections.abc import Iterator, Mapping
from typing import Final

from geodata.common.data_files import read_json, read_model
from geodata.common.errors import Message
from geodata.common.language import marked
from geodata.desk.publishing.edition_contents import quoted
from geodata.desk.review.completion import event, lacks
from geodata.desk.store.draft_records import DraftClaim, DraftCorrection
from geodata.desk.store.drafts import Draft, DraftEntry
from geodata.desk.store.log import Store
from geodata.edition import published
from geodata.edition.edition_folder import EditionSource
from geodata.edition.loading import Curation
from geodata.model.events import Event

_SHOWN: Final = 60


def missing(store: Store, draft: Draft) -> tuple[Message, ...]:
    """Return a sentence for each thing that keeps the draft from being published, none if it is ready.

    Every sentence needs a coverage state, every suggestion a decision, every claim its fields, and every change to or
    withdrawal of a published claim a reason (``DraftCorrection``) of its own. Raises DataFileError if the published
    edition, which the draft is held against, is damaged.
    """
    base = published.current(store.folder)
    return (*_sentences(draft), *_suggestions(draft), *_claims(draft), *_corrections(draft, base), *_ids(draft, base))


def published_claims(store: Store, draft_id: str) -> frozenset[str]:
    """Return the ids of this article's claims in the current edition: a change to one of them needs a reason."""
    return frozenset(claims_of(published.current(store.folder), draft_id))


def claims_of(base: EditionSource, article_id: str) -> Mapping[str, Event]:
    """Return the claims of an article in an edition by id, none if it is not in it."""
    path = base.path / "articles" / f"{article_id}.events.json"
    events = read_model(path, Curation).events if path.exists() else ()
    return {event.id: event for event in events}


def due_corrections(draft: Draft) -> Mapping[str, DraftEntry[DraftCorrection]]:
    """Return the reasons that no edition has printed yet, by claim."""
    return {claim: entry for claim, entry in draft.corrections.items() if entry.content.edition is None}


def _sentences(draft: Draft) -> Iterator[Message]:
    for number, (start, end) in enumerate(draft.article.content.sentences):
        if number not in draft.sentences and not quoted(draft, number):
            words = " ".join(draft.text[start:end].split())
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
            yield Message(marked("No claim quotes the sentence “{words}”, and nothing says why."), words=shown)


def _suggestions(draft: Draft) -> Iterator[Message]:
    undecided = sum(entry.content.decision is None for entry in draft.suggestions.values())
    if undecided:
        yield Message(marked("Suggestions that are not decided: {count}."), count=undecided)


def _claims(draft: Draft) -> Iterator[Message]:
    for entry in draft.claims.values():
        for what in lacks(entry.content):
            yield Message(marked("The claim {claim} lacks {what}."), claim=_named(entry.content), what=what)


def _named(claim: DraftClaim) -> str:
    """Return what tells a claim from the others of its article: its label, or the first of its words."""
    words = claim.label or " ".join(quote.exact for quote in claim.quotes) or claim.id
    return f"“{words}”" if len(words) <= _SHOWN else f"“{words[:_SHOWN].rstrip()}…”"


def _corrections(draft: Draft, base: EditionSource) -> Iterator[Message]:
    article, due = draft.article.content.article, due_corrections(draft)
    before = claims_of(base, draft.id)
    gone = before.keys() - draft.claims.keys()
    kept = ((claim_id, draft.claims[claim_id].content) for claim_id in before.keys() & draft.claims.keys())
    changed = {claim_id for claim_id, claim in kept if lacks(claim) or event(claim, article) != before[claim_id]}
    for claim_id in sorted(gone | changed):
        withdrawn = claim_id in gone
        name = f"“{before[claim_id].label}”"
        if claim_id not in due or due[claim_id].content.withdrawn != withdrawn:
            yield Message(
                marked("The published claim {claim} is withdrawn: say why.")
                if withdrawn
                else marked("The published claim {claim} is changed: say why."),
                claim=f"“{before[claim_id].label}”",
            )
    for claim_id in sorted(due.keys() - gone - changed):
        name = f"“{before[claim_id].label}”" if claim_id in before else claim_id
        yield Message(marked("A reason is given for {claim}, which is as published: take it away."), claim=name)


def _ids(draft: Draft, base: EditionSource) -> Iterator[Message]:
    """Yield the claims that bear the id of a withdrawn one."""
    entries = read_json(base.path / "edition.json")["corrections"]
    withdrawn = {claim for entry in entries if entry.get("withdrawn") for claim in entry["claims"]}
    for claim_id in sorted(withdrawn & draft.claims.keys()):
        yield Message(
            marked("The claim {claim} was withdrawn, and ids are never used again: give it another."),
            claim=_named(draft.claims[claim_id].content),
        )
