"""Importing a file of coded events: looked at, staged with a report, then accepted or discarded, or withdrawn later.

Nothing is served from an import before its report is accepted, and whatever ends one before leaves nothing behind.
"""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from geodata.common import bounded
from geodata.common.bounded import Bounds, Cancelled, Progress
from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets import snapshots
from geodata.datasets.importing import processes, staging
from geodata.datasets.importing.import_report import Account, Preview, Report
from geodata.datasets.importing.processes import FileReading, Rejected, Request
from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.files import is_carrier, opened
from geodata.datasets.reading.recognition import Credit
from geodata.datasets.schema import DataSet

UPLOAD: Final = Bounds()
"""What reading an upload may use. The command reads text without bounds, and streams."""

_UNBOUNDED: Final = Bounds(memory_bytes=None, cpu_seconds=None, wall_seconds=None)
_LONGEST_NAME: Final = 120
_LONGEST_FILE_NAME: Final = 200
_READ: Final = 0.7
"""The part of an import that reading takes; the rest is sorting."""


def preview(  # noqa: PLR0913 - how a person says that it is to be read
    path: Path,
    *,
    mapping: ColumnMapping | None = None,
    as_table: bool = False,
    charset: str = "",
    file_name: str = "",
    bounds: Bounds | None = UPLOAD,
) -> Preview:
    """Return what the file at ``path`` is taken for; raise DataFileError in one sentence if it is not one to import."""
    request = Request(
        path=path.absolute(),
        file_name=_plain(file_name or path.name),
        mapping=mapping,
        as_table=as_table,
        charset=charset,
    )
    argument = request.model_dump(mode="json")
    bounds = UPLOAD if bounds is None and is_carrier(path) else bounds
    if bounds is None:
        return Preview.model_validate(processes.look(argument, lambda _: None))
    return Preview.model_validate(bounded.run(f"{processes.__name__}:look", argument, bounds=bounds))


def stage(  # noqa: PLR0913 - what a person chooses, and who watches
    path: Path,
    name: str,
    folder: Path,
    *,
    mapping: ColumnMapping | None = None,
    credit: Credit | None = None,
    as_table: bool = False,
    charset: str = "",
    file_name: str = "",
    bounds: Bounds | None = UPLOAD,
    on_progress: Progress = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Return the report on the file at ``path``, read into a staged data set in ``folder`` that nothing serves yet.

    With ``mapping`` the file is read as it says; without, as its known set says or as guessed. A known set keeps its
    coder and terms, unless it is read ``as_table`` as any other; ``credit`` is for files of no known set, whose coder
    is otherwise called by the set's name. ``charset`` is what a text is written in, where that is not found out.
    ``file_name`` is for a path that is not the file's own name. With ``bounds`` the file is read in a child process.
    Raises DataFileError or SnapshotError when nothing can be imported, and bounded.Cancelled; each leaves nothing
    behind.
    """
    request = Request(
        path=path.absolute(),
        file_name=_plain(file_name or path.name),
        name=" ".join(name.split())[:_LONGEST_NAME] or path.stem,
        mapping=mapping,
        credit=credit,
        as_table=as_table,
        charset=charset,
    )

    def watched(fraction: float) -> None:
        if is_cancelled():
            raise Cancelled(marked("the import was cancelled, and nothing was kept"))
        on_progress(fraction)

    bounds = UPLOAD if bounds is None and is_carrier(path) else bounds
    earlier = snapshots.available(folder).datasets
    account, staged = (
        _staged_at_once(request, folder, watched)
        if bounds is None
        else _staged_in_children(request, folder, bounds, watched, is_cancelled)
    )
    repeats = next((old.id for old in earlier if old.file_sha256 == account.dataset.file_sha256), "")
    return Report(**dict(account), staged=staged, repeats=repeats)


def accept(report: Report) -> DataSet:
    """Return the data set that is served from now on, which is the staged one; raise DataFileError if it is empty."""
    if not report.dataset.accepted:
        raise DataFileError(
            marked("no row of the file could be taken over: see the reasons, and correct the file or the columns")
        )
    return snapshots.accept(report.staged)


def discard(report: Report) -> None:
    """Leave nothing of a staged import."""
    snapshots.discard(report.staged)


def withdraw(dataset: str, folder: Path) -> None:
    """Take back an import as a whole; raise SnapshotError if there is no such data set."""
    snapshots.withdraw(dataset, folder)


def _staged_at_once(request: Request, folder: Path, progress: Progress) -> tuple[Account, Path]:
    """Read and sort in this process, from the file straight into the snapshot."""
    with opened(request.path, request.file_name, request.charset) as source, tempfile.TemporaryFile() as file:
        rejected = Rejected(file)
        reading = FileReading(request, source, rejected)
        batches = reading.batches(lambda fraction: progress(fraction * _READ))
        staged = staging.stage(batches, rejected, reading.dataset, folder, numbers=reading.numbers)
        progress(1.0)
        return reading.account(), staged


def _staged_in_children(
    request: Request, folder: Path, bounds: Bounds, progress: Progress, is_cancelled: Callable[[], bool]
) -> tuple[Account, Path]:
    """Read in a child with bounds, which no engine fits into, and sort what it made of the file in another."""
    with tempfile.TemporaryDirectory(prefix="as-reported-") as between:

        def run(task: str, argument: dict[str, Any], bounds: Bounds, share: Callable[[float], float]) -> Any:  # noqa: ANN401 - JSON
            return bounded.run(
                f"{processes.__name__}:{task}",
                argument,
                bounds=bounds,
                on_progress=lambda fraction: progress(share(fraction)),
                is_cancelled=is_cancelled,
            )

        argument = {"request": request.model_dump(mode="json"), "into": between}
        account = Account.model_validate(run("read", argument, bounds, lambda fraction: fraction * _READ))
        sorting = {
            "from": between,
            "dataset": account.dataset.model_dump(mode="json"),
            "folder": str(folder.absolute()),
        }
        try:
            staged = run("keep", sorting, _UNBOUNDED, lambda fraction: _READ + fraction * (1 - _READ))
        except BaseException:
            with suppress(OSError), snapshots.locked(folder):
                snapshots.sweep(folder)
            raise
    return account, Path(staged)


def _plain(name: str) -> str:
    return " ".join(name.split())[:_LONGEST_FILE_NAME] or "the file"
