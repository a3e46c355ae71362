"""Publishing: the next edition, made whole beside the current one and put in its place, or not at all.

The store's record of a publication is what decides: an edition is sealed on the disk before that record is saved, and
named as current after. Whatever is cut short in between is finished by ``finish``, or was never published.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from geodata.common.errors import AsReportedError, DataFileError, Message
from geodata.common.language import marked
from geodata.desk.errors import IncompleteError, PublishError, StoreError
from geodata.desk.publishing import report_corrections
from geodata.desk.publishing.edition_contents import Heading, article_files, build, report_files
from geodata.desk.publishing.report_corrections import REPORTS
from geodata.desk.review.readiness import due_corrections, missing
from geodata.desk.store import backups
from geodata.desk.store.database import failing_plainly
from geodata.desk.store.drafts import DraftEntry, read
from geodata.desk.store.log import Save, Store
from geodata.desk.store.records import DraftCorrection
from geodata.desk.store.revisions import Record
from geodata.edition import published
from geodata.edition.corrections import Correction
from geodata.edition.loading import Edition, load
from geodata.edition.published import EditionSource

PUBLICATION: Final = Record("", "edition", "current")
"""The record of which edition is published; its versions are the history of publications."""
_ATTEMPTS: Final = 3
Due = Mapping[str, DraftEntry[DraftCorrection]]
"""Reasons that no edition has printed yet, by the claim they are about."""


class Publication(NamedTuple):
    """The edition that the store knows to be published: its number, its manifest's sha256, and the record's version."""

    number: int
    digest: str
    version: int


def publish(store: Store, draft_id: str, who: str, why: str = "") -> int:
    """Publish a draft, or the corrections to ``REPORTS``, as the next edition, and return its number.

    Store and editions are backed up after; whether they could be, ``is_backed_up`` tells.

    Raises IncompleteError with what is missing, ConflictError if somebody else published meanwhile, PublishError or
    StoreError; then the published edition is as it was.
    """
    finish(store)
    last = last_publication(store)
    base = _base(store, last)
    due, changed = _work(store, draft_id, base)
    number = next_number(store)
    digest = _make(store.folder, base, changed, number, due)
    saves = [Save(PUBLICATION, last.version, {"edition": number, "manifest": digest, "article": draft_id})]
    for claim, entry in due.items():
        printed = entry.content.model_copy(update={"edition": number})
        saves.append(Save(Record(draft_id, "correction", claim), entry.version, printed.model_dump(mode="json")))
    store.save(saves, who, why, action="publish")
    finish(store)
    published.clear(store.folder, number)
    with suppress(StoreError):
        backups.write(store.engine, store.folder)
    return number


def is_backed_up(store: Store) -> bool:
    """Tell whether a backup holds the edition that was published last."""
    last = last_publication(store)
    return not last.digest or any(_holds(backup, last) for backup in backups.every(store.folder))


def recorded(store: Store) -> set[int]:
    """Return the numbers of all editions that the store knows to have been published from the desk."""
    contents = (entry.content for entry in store.history(*PUBLICATION) if entry.version)
    return {content["edition"] for content in contents if content["manifest"]}


def next_number(store: Store) -> int:
    """Return the number that the next edition gets, higher than any that was ever given."""
    burnt: Iterator[int] = (entry.content.get("given", 0) for entry in store.history(*PUBLICATION) if entry.version)
    return 1 + max(published.highest(store.folder), backups.given(store.folder), *recorded(store), *burnt)


def finish(store: Store) -> None:
    """Put the recorded edition in its place if that was cut short; to be called once when the desk starts.

    Raises PublishError if it cannot be put there; then the one before it stays published.
    """
    for _attempt in range(_ATTEMPTS):
        last = last_publication(store)
        named = published.named(store.folder)
        if not last.version or (named and (named.number, named.digest) == (last.number, last.digest)):
            return
        try:
            _put_in_place(store, last)
        except (StoreError, DataFileError) as error:
            reason: object = error
        else:
            reason = Message(marked("others publish at the same time"))
    raise PublishError(
        marked(
            "edition {last} is recorded but not in its place ({reason}); "
            "the one before it stays published until that is put right and the desk started again"
        ),
        last=last.number,
        reason=reason,
    )


def restore_edition(store: Store, number: int, who: str) -> None:
    """Make a former edition the current one again, or once more; raise DataFileError if it is not whole.

    Nothing is taken away.
    """
    found = published.whole(store.folder, number)
    _record(store, found, who)
    _put_in_place(store, last_publication(store))


def adopt(store: Store, who: str, given: int) -> int:
    """After a restore, record the edition that readers see and the highest number ``given``; return the former's.

    Readers go on seeing what they see, if that is whole; else the edition that the store knows is put in its place.
    Raises PublishError if it is not there.
    """
    last = last_publication(store)
    here = published.named(store.folder)
    line = published.folder(store.folder) / published.CURRENT
    if here and ((line.exists() and _is_good(here)) or not last.version):
        _record(store, here, who, given)
    else:
        _record(store, EditionSource(last.number, store.folder, last.digest), who, given)
    finish(store)
    return last_publication(store).number or published.shipped().number


def last_publication(store: Store) -> Publication:
    """Return the edition that was published last, number 0 if none was."""
    revision = store.current(*PUBLICATION).get(PUBLICATION)
    if revision is None:
        return Publication(0, "", 0)
    return Publication(revision.content["edition"], revision.content["manifest"], revision.version or 0)


def _put_in_place(store: Store, last: Publication) -> None:
    path = published.folder(store.folder) / str(last.number) if last.digest else published.shipped().path
    with failing_plainly():
        published.put_in_place(store.folder, EditionSource(last.number, path, last.digest))


def _record(store: Store, source: EditionSource, who: str, given: int = 0) -> None:
    last = last_publication(store)
    more = {"given": given} if given >= next_number(store) else {}
    if more or (last.number, last.digest) != (source.number, source.digest):
        content = {"edition": source.number, "manifest": source.digest, "article": "", **more}
        store.save([Save(PUBLICATION, last.version, content)], who, action="restore")


def _is_good(source: EditionSource) -> bool:
    try:
        published.load(source)
    except AsReportedError:
        return False
    return True


def _holds(backup: Path, last: Publication) -> bool:
    try:
        return backups.read(backup).editions.get(last.number) == last.digest
    except StoreError:
        return False


def _base(store: Store, last: Publication) -> EditionSource:
    """Return the base edition; raise PublishError if it differs from the one recorded as current."""
    base = published.current(store.folder)
    if last.version and (base.number, base.digest) != (last.number, last.digest):
        raise PublishError(
            marked("the current edition is {number}, but the store knows {last}: restore one of them"),
            number=base.number,
            last=last.number,
        )
    return base


def _work(store: Store, draft_id: str, base: EditionSource) -> tuple[Due, Mapping[str, bytes]]:
    """Return the correction reasons and the changed files; raise IncompleteError if the draft is not ready."""
    if draft_id == REPORTS:
        return report_corrections.due(store), report_files(report_corrections.due_rows(store), base)
    draft = read(store, draft_id)
    if lacking := missing(store, draft):
        raise IncompleteError(lacking)
    return due_corrections(draft), article_files(draft, base)


def _make(folder: Path, base: EditionSource, changed: Mapping[str, bytes], number: int, due: Due) -> str:
    """Build, verify and seal edition ``number`` in a staging folder; return its manifest's SHA-256."""
    corrections = [
        Correction(
            date=datetime.now(UTC).date(),
            edition=number,
            claims=(claim,),
            text=entry.content.text,
            withdrawn=entry.content.withdrawn,
        )
        for claim, entry in due.items()
    ]
    before = published.load(base)
    with failing_plainly():
        staging = published.stage(folder, number)
    try:
        with failing_plainly():
            build(staging, base, changed, Heading(number, corrections, before.numbers_kept))
            _check_difference(_loaded(staging), before)
            return published.seal(staging, number)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _loaded(path: Path) -> Edition:
    try:
        return load(path)
    except AsReportedError as error:
        raise PublishError(
            marked("the edition would not load, so it was not published: {error}"), error=error
        ) from error


def _check_difference(new: Edition, base: Edition) -> None:
    if _claims(new) == _claims(base):
        raise PublishError(
            marked("nothing in this draft differs from edition {number}: there is nothing to publish"),
            number=base.number,
        )


def _claims(edition: Edition) -> tuple[object, ...]:
    """Return an edition's content without its number, for comparison."""
    events = {event.id: event for event in edition.events}
    relations = {relation.model_dump_json() for relation in edition.relations}
    return (
        dict(edition.articles),
        dict(edition.sentences),
        events,
        relations,
        dict(edition.places),
        dict(edition.speakers),
        edition.sources,
    )
