"""Revisions: the entries of the store's log, a hash chain."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, Self

from geodata.common.errors import RecordError
from geodata.common.language import marked
from geodata.desk.errors import DamageError

Json = Any
NO_DIGEST = "0" * 64
"""What stands before the first revision."""


class Record(NamedTuple):
    """What a revision is about: a kind of record with its key, in a draft."""

    draft: str
    kind: str
    key: str


@dataclass(frozen=True)
class Revision:
    """One record saved once: by whom, when (UTC), why, from which text to which.

    ``number`` counts all revisions of the store from 1; ``act`` is the number of the first one saved together with
    this. ``version`` counts the saves of the record from 1, and is None for a text that lost a conflict and is kept.
    ``before`` and ``after`` are canonical JSON texts, None where there is no record. ``undoes`` is the act that an
    undo takes back. ``digest`` is the SHA-256 of all other fields and ``previous``, the digest of the revision before.
    """

    number: int
    act: int
    draft: str
    kind: str
    key: str
    version: int | None
    action: str
    who: str
    at: str
    why: str
    before: str | None
    after: str | None
    undoes: int | None
    previous: str
    digest: str = ""

    @property
    def record(self) -> Record:
        """Return what this revision is about."""
        return Record(self.draft, self.kind, self.key)

    @property
    def content(self) -> Json:
        """Return the record's content after this revision, None if it was taken away."""
        return None if self.after is None else json.loads(self.after)

    @property
    def replaced(self) -> Json:
        """Return the record's content before this revision, None if there was no record."""
        return None if self.before is None else json.loads(self.before)

    @property
    def moment(self) -> datetime:
        """Return when this was saved, aware, in UTC."""
        return datetime.fromisoformat(self.at)

    @property
    def is_sealed(self) -> bool:
        """Tell whether the digest is that of the other fields."""
        try:
            return self.sealed() == self
        except RecordError:
            return False

    def sealed(self) -> Self:
        """Return the same revision with its digest."""
        fields = {name: value for name, value in vars(self).items() if name != "digest"}
        return type(self)(**fields, digest=hashlib.sha256(canonical(fields).encode()).hexdigest())


def canonical(content: Json) -> str:
    """Return the one JSON text of ``content``: names sorted, no spaces, no NaN; raise RecordError if it has none."""
    try:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
        text.encode()
    except (TypeError, ValueError) as error:
        raise RecordError(
            marked("this cannot be stored as it is no plain text ({error}): take the strange characters out"),
            error=error,
        ) from error
    return text


def now() -> str:
    """Return the time in UTC as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def check_chain(revisions: Iterable[Revision], number: int, digest: str) -> None:
    """Raise DamageError unless the hash chain is intact up to revision ``number`` with ``digest``."""
    last, previous = 0, NO_DIGEST
    versions: dict[Record, tuple[int, str | None]] = {}
    for revision in revisions:
        if (revision.number, revision.previous) != (last + 1, previous) or not revision.is_sealed:
            raise DamageError(marked("revision {number} is missing or altered"), number=last + 1)
        _check_version(revision, versions)
        last, previous = revision.number, revision.digest
    if (last, previous) != (number, digest):
        raise DamageError(marked("it ends at revision {last} instead of {number}"), last=last, number=number)


def _check_version(revision: Revision, versions: dict[Record, tuple[int, str | None]]) -> None:
    version, before = versions.get(revision.record, (0, None))
    if revision.version is None:
        return
    if (revision.version, revision.before) != (version + 1, before):
        raise DamageError(marked("revision {number} does not follow from the one before it"), number=revision.number)
    versions[revision.record] = (revision.version, revision.after)


def latest(revisions: Iterable[Revision]) -> Mapping[Record, Revision]:
    """Return the last accepted revision of each record, those taken away included."""
    return {revision.record: revision for revision in revisions if revision.version is not None}
