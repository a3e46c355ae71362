"""Drafts: an article under work, read and saved as typed records, each with the version it is at.

One act of an editor is one call of ``save`` with all the records it touches, so that it is kept or undone as a whole.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar, cast

from pydantic import BaseModel

from geodata.common.errors import RecordError
from geodata.common.language import marked
from geodata.desk.store.draft_records import (
    Content,
    DraftClaim,
    DraftCorrection,
    DraftRelation,
    DraftSentence,
    DraftSuggestion,
    StoredArticle,
    kind_and_key,
    read_content,
)
from geodata.desk.store.log import Save, Store
from geodata.desk.store.revisions import Record, Revision, latest
from geodata.model.events import Speaker
from geodata.model.places import Place
from geodata.model.spans import check_span
from geodata.model.times import EventTime

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class DraftEntry(Generic[Model]):
    """A record as it is now: its content, its version to begin a save from, and who saved it when (UTC)."""

    content: Model
    version: int
    who: str
    at: datetime


@dataclass(frozen=True)
class Change:
    """One record to be saved, or with ``remove`` taken away; ``began_from`` is its version when opened, 0 if new."""

    content: Content
    began_from: int = 0
    remove: bool = False


@dataclass(frozen=True)
class Draft:
    """An article under work as it is now, every record by its id (sentences by number, corrections by claim)."""

    article: DraftEntry[StoredArticle]
    claims: Mapping[str, DraftEntry[DraftClaim]]
    relations: Mapping[str, DraftEntry[DraftRelation]]
    sentences: Mapping[int, DraftEntry[DraftSentence]]
    suggestions: Mapping[str, DraftEntry[DraftSuggestion]]
    corrections: Mapping[str, DraftEntry[DraftCorrection]]
    places: Mapping[str, DraftEntry[Place]]
    speakers: Mapping[str, DraftEntry[Speaker]]

    @property
    def id(self) -> str:
        """Return the article's id, which is the draft's."""
        return self.article.content.article.id

    @property
    def text(self) -> str:
        """Return the stored text that every span counts code points of."""
        return self.article.content.article.text


def begin(store: Store, stored: StoredArticle, more: Sequence[Change], who: str, why: str = "") -> Draft:
    """Store a new article with what goes with it, as its suggestions, and return its draft.

    Raises RecordError if the article's id is taken.
    """
    draft_id = stored.article.id
    if draft_id == "reports" or store.history(draft_id):
        raise RecordError(
            marked('there is already an article "{draft_id}": open it, or give this one another id'), draft_id=draft_id
        )
    store.save(_checked(store, stored, [Change(stored), *more]), who, why, action="begin")
    return read(store, draft_id)


def read(store: Store, draft_id: str) -> Draft:
    """Return the draft as it is now; raise RecordError if there is none."""
    kinds: dict[str, dict[str, DraftEntry[BaseModel]]] = {}
    for record, revision in store.current(draft_id).items():
        kinds.setdefault(record.kind, {})[record.key] = entry_of(revision)
    if draft_id not in kinds.get("article", {}):
        raise RecordError(marked('there is no draft "{draft_id}": choose another'), draft_id=draft_id)
    found = {kind: dict(sorted(entries.items())) for kind, entries in kinds.items()}
    claims = cast("Mapping[str, DraftEntry[DraftClaim]]", found.get("claim", {}))
    return Draft(
        article=cast("DraftEntry[StoredArticle]", found["article"][draft_id]),
        claims=dict(sorted(claims.items(), key=_in_text_order)),
        relations=cast("Mapping[str, DraftEntry[DraftRelation]]", found.get("relation", {})),
        sentences={
            int(number): cast("DraftEntry[DraftSentence]", entry) for number, entry in found.get("sentence", {}).items()
        },
        suggestions=cast("Mapping[str, DraftEntry[DraftSuggestion]]", found.get("suggestion", {})),
        corrections=cast("Mapping[str, DraftEntry[DraftCorrection]]", found.get("correction", {})),
        places=cast("Mapping[str, DraftEntry[Place]]", found.get("place", {})),
        speakers=cast("Mapping[str, DraftEntry[Speaker]]", found.get("speaker", {})),
    )


def articles(store: Store) -> tuple[DraftEntry[StoredArticle], ...]:
    """Return every stored article, the one saved last first."""
    found = sorted(store.current(kind="article").values(), key=lambda revision: revision.number, reverse=True)
    return tuple(cast("DraftEntry[StoredArticle]", entry_of(revision)) for revision in found)


def save(store: Store, draft_id: str, changes: Sequence[Change], who: str, why: str = "") -> int:
    """Save one editor's act as one transaction, and return its number.

    Raises ConflictError, with both texts kept, if somebody else saved one of the records since; QuoteError if a span
    differs from the stored text; TimeError, RecordError or StoreError as their names say.
    """
    return store.save(saves(store, read(store, draft_id), changes), who, why)


def saves(store: Store, draft: Draft, changes: Sequence[Change]) -> list[Save]:
    """Return the changes as the store saves them, checked as by ``save``."""
    return _checked(store, draft.article.content, changes)


def last_version(store: Store, draft_id: str, content: Content) -> int:
    """Return a record's latest version, also of one that was taken away; 0 if it never was."""
    revisions = latest(store.history(draft_id, *kind_and_key(content))).values()
    return max((revision.version or 0 for revision in revisions), default=0)


def undo(store: Store, draft_id: str, who: str) -> int | None:
    """Take back ``who``'s last act on the draft that is not taken back yet; return the undo's number, None if none is.

    Raises ConflictError if somebody else saved one of its records since. Taking in the article is never undone.
    """
    acts = [revision for revision in store.history(draft_id) if revision.number == revision.act]
    undone = {revision.undoes for revision in acts}
    mine = (
        revision.act
        for revision in reversed(acts)
        if (revision.action, revision.who) == ("save", who) and revision.act not in undone
    )
    act = next(mine, None)
    return None if act is None else store.undo(act, who)


def new_id(stem: str) -> str:
    """Return a fresh slug that begins with ``stem`` and says nothing of place, order or title."""
    return f"{stem[:60]}-{secrets.token_hex(4)}"


def entry_of(revision: Revision) -> DraftEntry[BaseModel]:
    """Return the record as the revision left it."""
    content = read_content(revision.kind, revision.content)
    return DraftEntry(content, revision.version or 0, revision.who, revision.moment)


def _in_text_order(item: tuple[str, DraftEntry[DraftClaim]]) -> tuple[bool, int, str]:
    claim_id, entry = item
    starts = [quote.start for quote in entry.content.quotes]
    return not starts, min(starts, default=0), claim_id


def _checked(store: Store, stored: StoredArticle, changes: Sequence[Change]) -> list[Save]:
    saves = []
    for change in changes:
        kind, key = kind_and_key(change.content)
        if not change.remove:
            _check(store, stored, change.content)
        content = None if change.remove else change.content.model_dump(mode="json")
        saves.append(Save(Record(stored.article.id, kind, key), change.began_from, content))
    return saves


def _check(store: Store, stored: StoredArticle, content: Content) -> None:
    """Raise an AsReportedError if the content does not fit the stored text or the promises about ids and times."""
    if isinstance(content, StoredArticle):
        _check_article(content, stored)
    elif isinstance(content, DraftSentence):
        if content.number >= len(stored.sentences):
            raise RecordError(marked("the article has no sentence {number}: open it again"), number=content.number + 1)
    elif isinstance(content, DraftSuggestion):
        check_span(content.span, stored.article.text)
    elif isinstance(content, DraftClaim):
        for span in content.spans:
            check_span(span, stored.article.text)
        if content.happened:
            EventTime.parse(content.happened)
        _check_claim_id(store, stored.article.id, content.id)


def _check_article(content: StoredArticle, stored: StoredArticle) -> None:
    article = content.article
    if hashlib.sha256(article.text.encode()).hexdigest() != article.sha256:
        raise RecordError(
            marked('the text of "{article}" is not the one that was hashed: take the article in again'),
            article=article.id,
        )
    kept = (stored.article.id, stored.article.sha256, stored.sentences)
    if (article.id, article.sha256, content.sentences) != kept:
        raise RecordError(
            marked('the text of "{article}" is stored once and never rewritten: take it in as another article'),
            article=stored.article.id,
        )


def _check_claim_id(store: Store, draft_id: str, claim_id: str) -> None:
    """Raise RecordError if the claim's id has been another claim's, or this one's until it was taken away."""
    used = latest(store.history(kind="claim", key=claim_id))
    if any(record.draft != draft_id or revision.after is None for record, revision in used.items()):
        raise RecordError(
            marked('the claim id "{claim_id}" was used before, and ids are never reused: choose another'),
            claim_id=claim_id,
        )
