"""Errors of the desk: each says in one sentence what is wrong, and none loses what an editor wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geodata.common.errors import AsReportedError, Message, joined
from geodata.common.language import marked

_KINDS = {
    "article": Message(marked("article")),
    "claim": Message(marked("claim")),
    "relation": Message(marked("relation")),
    "sentence": Message(marked("sentence")),
    "suggestion": Message(marked("suggestion")),
    "correction": Message(marked("correction")),
    "report": Message(marked("report")),
    "place": Message(marked("place")),
    "speaker": Message(marked("speaker")),
}


class StoreError(AsReportedError):
    """The store is damaged, foreign, full, read-only or out of reach; nothing of the attempt was saved."""


class DamageError(StoreError):
    """The store is not what was saved; its newest good backup can be put back."""


class PublishError(AsReportedError):
    """The next edition could not be made; the published one is as it was."""


class IncompleteError(PublishError):
    """The draft is not ready to be published; ``missing`` has a sentence for each thing that it lacks."""

    def __init__(self, missing: Sequence[Message]) -> None:
        self.missing = tuple(missing)
        super().__init__(marked("this cannot be published yet: {missing}"), missing=joined(self.missing))


@dataclass(frozen=True)
class Conflict:
    """Two texts of one record: what was to be saved, and what somebody else saved since.

    Both are the record's content as JSON values, None for a record that was taken away. ``version`` is the one to
    begin from next.
    """

    draft: str
    kind: str
    key: str
    mine: Any
    theirs: Any
    version: int
    who: str
    at: datetime | None


class ConflictError(AsReportedError):
    """Somebody else saved first: both texts are kept in the store and carried here, and nothing was overwritten."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        first = self.conflicts[0]
        super().__init__(
            marked(
                '{who} saved the {kind} "{key}" after you opened it: both texts are kept; compare them and save again'
            ),
            who=first.who or Message(marked("somebody")),
            kind=_KINDS.get(first.kind, first.kind),
            key=first.key,
        )
