"""Publishing: the next edition, made whole beside the current one and put in its place, or not at all.

The store's record of a publication is what decides: an edition is sealed on the disk before that record is saved, and
named as current after. Whatever is cut short in between is finished by ``finish``, or was never published.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from geodata.common.errors import AsReportedError, DataFileError, Message
from geodata.common.language import marked
from geodata.desk.errors import IncompleteError, PublishError, StoreError
from geodata.desk.publishing import correcting, report_corrections
from geodata.desk.publishing.edition_contents import Heading, article_files, build, empty_files, report_files
from geodata.desk.publishing.readiness import due_corrections, missing
from geodata.desk.publishing.report_corrections import REPORTS
from geodata.desk.store import backups
from geodata.desk.store.database import failing_plainly
from geodata.desk.store.draft_records import DraftCorrection
from geodata.desk.store.drafts import Change, last_version, read, saves
from geodata.desk.store.log import Save, Store
from geodata.desk.store.revisions import Record
from geodata.edition import edition_folder, edition_writing, published
from geodata.edition.corrections import Correction
from geodata.edition.edition_folder import EditionSource
from geodata.edition.imprint import Imprint
from geodata.edition.loading import Edition, load

PUBLICATION: Final = Record("", "edition", "current")
"""The record of which edition is published; its versions are the history of publications."""
_ATTEMPTS: Final = 3


class Plan(NamedTuple):
    """What the next edition prints as corrections, how it differs in files and imprint, and what is saved of drafts."""

    corrections: Sequence[DraftCorrection]
    files: Mapping[str, bytes]
    saves: Sequence[Save]
    imprint: Imprint | None = None
    base: EditionSource | None = None
    """The edition that the next one is made from; None for the current one."""
    begun: date | None = None


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
    return _publish(store, draft_id, partial(_everything, store, draft_id), who, why)


def publish_correction(
    store: Store, draft_id: str, correction: DraftCorrection, who: str, cells: Mapping[str, str] | None = None
) -> int:
    """Publish one claim's correction as the next edition, and return its number; all else in its draft stays there.

    A claim that is not withdrawn becomes what the draft has, a report what its ``cells`` are. Raises as ``publish``
    does, or RecordError if the claim is not published; then store and published edition are as they were.
    """
    prepare = (
        partial(_one_report, store, correction, cells)
        if draft_id == REPORTS
        else partial(_one_claim, store, draft_id, correction)
    )
    return _publish(store, draft_id, prepare, who, correction.text)


def publish_imprint(store: Store, imprint: Imprint, who: str) -> int:
    """Publish the edition under another title, subtitle or contact as the next one, and return its number.

    Raises as ``publish`` does.
    """
    return _publish(store, "", lambda _base, _number: Plan([], {}, [], imprint), who, "")


def begin(store: Store, imprint: Imprint, who: str, *, from_sample: bool, keep: Path | None = None) -> int:
    """Publish an edition of its own, empty or with the shipped sample, and return its number.

    Over an edition or drafts that are there already only if ``keep`` is an intact backup that holds all of them; they
    stay in it and in the store's history, and the desk begins with no draft. Raises PublishError or StoreError if not.
    """
    finish(store)
    left = {record: entry for record, entry in store.current().items() if record != PUBLICATION}
    if left or last_publication(store).version:
        _check_kept(store, keep)
    gone = [Save(record, entry.version or 0, None) for record, entry in left.items()]
    plan = (
        Plan([], {}, gone, imprint, base=published.shipped())
        if from_sample
        else Plan([], empty_files(), gone, imprint, begun=datetime.now(UTC).date())
    )
    return _publish(store, "", lambda _base, _number: plan, who, "")


def _check_kept(store: Store, keep: Path | None) -> None:
    """Raise PublishError unless ``keep`` is an intact backup of all that is in the store, and of the edition."""
    if keep is None:
        newest = backups.newest_good(store.folder)
        raise PublishError(
            marked(
                "there is an edition or a draft here already: name the backup that is kept, as in "
                '"--keep {backup}", or begin in an empty folder'
            ),
            backup=newest or "FILE",
        )
    if damage := backups.damage(keep):
        raise PublishError(
            marked("the backup {backup} is damaged, {damage}: choose another"), backup=keep.name, damage=damage
        )
    held, last = backups.read(keep), last_publication(store)
    is_there = not last.digest or held.editions.get(last.number) == last.digest
    if (held.revision, held.digest) != store.check() or not is_there:
        raise PublishError(
            marked(
                "the backup {backup} does not hold everything that is here: "
                'write one with "python -m geodata.desk backup" and name that'
            ),
            backup=keep.name,
        )


def _publish(store: Store, draft_id: str, prepare: Callable[[EditionSource, int], Plan], who: str, why: str) -> int:
    finish(store)
    last = last_publication(store)
    base, number = _base(store, last), next_number(store)
    plan = prepare(base, number)
    digest = _make(store.folder, plan.base or base, number, plan)
    recorded = Save(PUBLICATION, last.version, {"edition": number, "manifest": digest, "article": draft_id})
    store.save([recorded, *plan.saves], who, why, action="publish")
    finish(store)
    edition_writing.clear(store.folder, number)
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
    line = edition_folder.folder(store.folder) / edition_folder.CURRENT
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
    path = edition_folder.folder(store.folder) / str(last.number) if last.digest else published.shipped().path
    with failing_plainly():
        edition_writing.put_in_place(store.folder, EditionSource(last.number, path, last.digest))


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


def _everything(store: Store, draft_id: str, base: EditionSource, number: int) -> Plan:
    """Return all that a draft changes; raise IncompleteError if something is missing."""
    if draft_id == REPORTS:
        due = report_corrections.due(store)
        files = report_files(report_corrections.due_rows(store), base)
    else:
        draft = read(store, draft_id)
        if lacking := missing(store, draft):
            raise IncompleteError(lacking)
        due, files = due_corrections(draft), article_files(draft, base)
    printed = {claim: entry.content.model_copy(update={"edition": number}) for claim, entry in due.items()}
    done = [
        Save(Record(draft_id, "correction", claim), due[claim].version, content.model_dump(mode="json"))
        for claim, content in printed.items()
    ]
    return Plan(list(printed.values()), files, done)


def _one_claim(store: Store, draft_id: str, correction: DraftCorrection, base: EditionSource, number: int) -> Plan:
    draft = read(store, draft_id)
    alone = correcting.alone(draft, base, correction)
    if lacking := missing(store, alone):
        raise IncompleteError(lacking)
    printed = correction.model_copy(update={"edition": number})
    changes = [Change(printed, last_version(store, draft_id, printed))]
    if correction.withdrawn:
        changes += correcting.withdrawal(store, draft, correction.claim, correction.text)
    return Plan([printed], article_files(alone, base), saves(store, draft, changes))


def _one_report(
    store: Store, correction: DraftCorrection, cells: Mapping[str, str] | None, base: EditionSource, number: int
) -> Plan:
    printed = correction.model_copy(update={"edition": number})
    files = report_files({correction.claim: cells}, base)
    return Plan([printed], files, report_corrections.saves(store, cells, printed))


def _make(folder: Path, base: EditionSource, number: int, plan: Plan) -> str:
    """Make edition ``number`` whole in a folder of its own, checked and sealed; return its manifest's sha256."""
    today = datetime.now(UTC).date()
    entries = [
        Correction(date=today, edition=number, claims=(entry.claim,), text=entry.text, withdrawn=entry.withdrawn)
        for entry in plan.corrections
    ]
    before = published.load(base)
    with failing_plainly():
        staging = edition_writing.stage(folder, number)
    try:
        with failing_plainly():
            numbers = {} if plan.begun else before.numbers_kept
            heading = Heading(number, entries, numbers, plan.imprint or before.imprint, plan.begun)
            build(staging, base, plan.files, heading)
            made = _loaded(staging)
            if not plan.base:
                _check_difference(made, before)
            return edition_writing.seal(staging, number)
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
        edition.imprint,
        edition.begun,
    )
