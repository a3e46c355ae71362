"""The command for data sets: import a file, list what is kept, export or withdraw a set, copy one to an engine."""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TextIO

from geodata.common.data_files import make
from geodata.common.data_folder import datasets_folder
from geodata.common.errors import AsReportedError, DataFileError
from geodata.common.language import marked
from geodata.datasets import snapshots
from geodata.datasets.criteria import FACETS, Criteria
from geodata.datasets.exports import EXPORTED, FORMATS, EventExport, write
from geodata.datasets.importing import steps
from geodata.datasets.importing.import_report import Report
from geodata.datasets.reading.charsets import CHARSETS
from geodata.datasets.reading.columns import COLUMNS, DELIMITERS, ColumnMapping, as_options
from geodata.datasets.reading.recognition import Credit
from geodata.datasets.sources import Source
from geodata.model.places import Precision

_CANCELLED: Final = 130
_SHOWN: Final = 20


def main(words: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0 if it was done, 1 after an error, 130 if it was cancelled."""
    options = _parser().parse_args(words)
    folder = options.folder.absolute()
    try:
        return int(options.do(options, folder))
    except AsReportedError as error:
        _say(str(error), sys.stderr)
        return 1
    except KeyboardInterrupt:
        _say("\ncancelled; nothing was kept", sys.stderr)
        return _CANCELLED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geodata.datasets", description=__doc__)
    parser.add_argument("--folder", type=Path, default=datasets_folder(), help="where data sets are kept")
    commands = parser.add_subparsers(required=True, metavar="command")

    take = commands.add_parser("import", help="read a file, show the report, and keep the set if you say so")
    take.set_defaults(do=_import)
    take.add_argument("file", type=Path)
    take.add_argument("--name", default="", help="what to call the set; the file's name if not given")
    take.add_argument("--yes", action="store_true", help="keep the set without asking")
    table = take.add_argument_group("how to read the file; each changes one thing, and a known set keeps its coder")
    table.add_argument("--as-table", action="store_true", help="as no known set, with the columns as guessed")
    table.add_argument("--charset", choices=CHARSETS, default="", help="what the text is written in")
    table.add_argument("--column", action="append", default=[], metavar="FIELD=COLUMN", help=", ".join(COLUMNS))
    table.add_argument("--rung", action="append", default=[], metavar="VALUE=PRECISION", help="what a precision means")
    table.add_argument("--number", action="append", default=[], metavar="COLUMN", help="a column to keep as numbers")
    table.add_argument("--precision", choices=[*Precision], help="the precision of every row, without a column for it")
    table.add_argument("--dates", choices=["iso", "dmy", "mdy"], help="what 03/04/2024 means")
    table.add_argument("--decimal", choices=[".", ","], help="the decimal mark of coordinates")
    table.add_argument("--crs", metavar="SYSTEM", help="what the coordinates are in, as EPSG:3857")
    table.add_argument("--delimiter", choices=DELIMITERS, help="what stands between cells")
    credit = take.add_argument_group("the credit of a set that is not known")
    for field in Credit.model_fields:
        credit.add_argument(f"--{field.replace('_', '-')}", default="")

    listed = commands.add_parser("list", help="name the sets that are kept")
    listed.set_defaults(do=_list)
    gone = commands.add_parser("withdraw", help="take back an import as a whole")
    gone.add_argument("id")
    gone.set_defaults(do=_withdraw)
    _export_options(commands.add_parser("export", help="write the events of a set to a file, or to standard output"))
    copied = commands.add_parser("copy", help="copy a set to an engine, to be read from there")
    copied.add_argument("id")
    copied.add_argument("url", help="where the engine is, as in postgresql+psycopg://host/database")
    copied.set_defaults(do=_copy)
    return parser


def _export_options(out: argparse.ArgumentParser) -> None:
    out.set_defaults(do=_export)
    out.add_argument("id")
    out.add_argument("--format", choices=[form.extension for form in FORMATS], default=FORMATS[0].extension)
    out.add_argument("--to", type=Path, metavar="FILE", help="where to write; standard output if not given")
    chosen = out.add_argument_group("which events; all of them if not given")
    for name in FACETS:
        words = "as coded" if name not in {"precision", "region", "district"} else "as in an export"
        chosen.add_argument(f"--{name}", action="append", default=[], help=f"{words}; may be given several times")
    chosen.add_argument("--words", default="", help="each begins a word of title, place or source")
    chosen.add_argument("--start", help="the first day, as in 2024-03-12")
    chosen.add_argument("--end", help="the last day")


def _import(options: argparse.Namespace, folder: Path) -> int:
    reading = {"as_table": options.as_table, "charset": options.charset, "bounds": None}
    report = steps.stage(
        options.file,
        options.name,
        folder,
        mapping=_mapping(options, reading),
        credit=_credit(options),
        on_progress=_show_progress,
        **reading,
    )
    _say("\r", sys.stderr, end="")
    try:
        if report.mapping:
            _say("Read as with " + " ".join(as_options(report.mapping)))
        _say("\n".join(_lines(report)))
        if not report.dataset.accepted or not (options.yes or _agrees()):
            _say("Nothing was kept." if report.dataset.accepted else "No row can be taken over; nothing was kept.")
            return 1
        dataset = steps.accept(report)
    finally:
        steps.discard(report)
    _say(f'Kept as "{dataset.id}".')
    return 0


def _list(_: argparse.Namespace, folder: Path) -> int:
    found = snapshots.available(folder)
    for dataset in found.datasets:
        _say(f"{dataset.id}  {dataset.name}  {dataset.accepted:,} events, coded by {dataset.coded_by}")
        if dataset.is_of_an_older_form:
            _say("  imported by an earlier version, which kept no numbers: import its file again to have them")
    for problem in found.problems:
        _say(str(problem), sys.stderr)
    return 1 if found.problems else 0


def _withdraw(options: argparse.Namespace, folder: Path) -> int:
    steps.withdraw(options.id, folder)
    _say(f'"{options.id}" was withdrawn.')
    return 0


def _export(options: argparse.Namespace, folder: Path) -> int:
    chosen = {field: value for name, field in FACETS.items() if (value := getattr(options, name))}
    chosen |= {field: value for field in ("words", "start", "end") if (value := getattr(options, field))}
    criteria = make(Criteria, chosen, "the options")
    source = Source.in_folder(options.id, folder)
    try:
        rows = sum(count for outcome, count in source.ledger(criteria).items() if outcome in EXPORTED)
    finally:
        source.close()
    told = {name: value if isinstance(value, str) else ", ".join(value) for name, value in chosen.items()}
    said = "; ".join(f"{name}: {value}" for name, value in told.items())
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    export = EventExport(options.id, criteria, said or "all events", now, folder=str(folder))
    form = next(form for form in FORMATS if form.extension == options.format)
    with TemporaryDirectory(prefix="as-reported-") as between:
        target = (options.to or Path(between) / f"events.{form.extension}").absolute()
        written = write(export, form, target, rows=rows)
        if options.to is None:
            with target.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    _say(f"{written:,} events were written.", sys.stderr)
    return 0


def _copy(options: argparse.Namespace, folder: Path) -> int:
    source = Source.in_folder(options.id, folder)
    try:
        source.copy_to(options.url)
    finally:
        source.close()
    _say(f'"{options.id}" was copied.')
    return 0


def _mapping(options: argparse.Namespace, reading: dict[str, Any]) -> ColumnMapping | None:
    """Return the mapping that the file has by itself as the options correct it, or None if there are none."""
    changes: dict[str, Any] = dict(_pairs(options.column, "--column"))
    rungs = dict(_pairs(options.rung, "--rung"))
    changes |= {"rung": options.precision, "precision": ""} if options.precision else {}
    changes |= {field: getattr(options, field) for field in ("dates", "decimal", "crs") if getattr(options, field)}
    changes |= {"numbers": tuple(options.number)} if options.number else {}
    changes |= {"delimiter": DELIMITERS[options.delimiter]} if options.delimiter else {}
    if not changes and not rungs:
        return None
    # Only the delimiter decides which columns there are.
    divided = ColumnMapping(delimiter=changes["delimiter"]) if options.delimiter else None
    found = steps.preview(options.file, mapping=divided, **reading).mapping
    if changes.get("precision", found.precision) != found.precision:
        changes |= {"rungs": None, "unread": ()}
    mapping = make(ColumnMapping, found.model_dump() | {"codes": found.codes} | changes, "the options")
    if not rungs:
        return mapping
    meant = {**(mapping.rungs or {}), **rungs}
    unread = tuple(value for value in mapping.unread if value not in rungs)
    return make(ColumnMapping, mapping.model_dump() | {"rungs": meant, "unread": unread}, "the options")


def _credit(options: argparse.Namespace) -> Credit | None:
    given = {field: getattr(options, field) for field in Credit.model_fields if getattr(options, field)}
    return make(Credit, {"coded_by": options.name or options.file.stem} | given, "the options") if given else None


def _pairs(given: Sequence[str], option: str) -> Iterator[tuple[str, str]]:
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise DataFileError(
                marked('{option} "{text}" has no "=": write it as in {option} lat=Latitude'), option=option, text=text
            )
        yield name.strip(), value


def _agrees() -> bool:
    if not sys.stdin.isatty():
        _say("Add --yes to keep it.")
        return False
    return input("Keep this data set? [y/N] ").strip().casefold() in {"y", "yes"}


def _lines(report: Report) -> Iterator[str]:
    """Yield the report in lines."""
    dataset = report.dataset
    yield f"{dataset.name}: {dataset.file_name}, read as {dataset.format}, coded by {dataset.coded_by}"
    yield f"{dataset.given:,} rows given = {dataset.accepted:,} accepted + {dataset.rejected:,} rejected"
    for number in dataset.numbers:
        yield f"numbers in {number.name}, not known for {number.unknown:,} of {dataset.accepted:,} events"
    yield "precision: " + ", ".join(f"{rung} {count:,}" for rung, count in report.precisions.items() if count)
    for reason in report.reasons:
        yield f"{reason.count:,} x {reason.column or 'the row'} {reason.reason}"
    for rejection in report.first_rejections[:_SHOWN]:
        yield f'  row {rejection.row}: {rejection.column or "the row"} "{rejection.value}" {rejection.reason}'
    if dataset.rejected > _SHOWN:
        yield f"  and {dataset.rejected - _SHOWN:,} more rows, all of them kept with the set"
    for notice in report.notices:
        yield notice.words
    if report.repeats:
        yield f'The very same file was imported before, as "{report.repeats}".'


def _show_progress(fraction: float) -> None:
    if sys.stderr.isatty():
        _say(f"\r{fraction:4.0%}", sys.stderr, end="")


def _say(text: str, to: TextIO | None = None, end: str = "\n") -> None:
    """Write ``text``, with nothing in it that a terminal would obey."""
    out = to or sys.stdout
    out.write("".join(mark if mark.isprintable() or mark in "\n\r" else "�" for mark in text) + end)
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
