"""The desk without a browser: checks and puts back what was saved, prints what it reads in a file, and suggests."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from geodata.common.data_files import make
from geodata.common.data_folder import data_folder
from geodata.common.errors import AsReportedError
from geodata.common.language import marked
from geodata.desk import restoring
from geodata.desk.errors import StoreError
from geodata.desk.intake.reading import read_path
from geodata.desk.intake.report import report
from geodata.desk.publishing import acts
from geodata.desk.review import suggesting
from geodata.desk.store import backups
from geodata.desk.store.log import Store
from geodata.edition import published
from geodata.edition.imprint import Imprint


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 if it did what it says, else one sentence why.

    That is 2 for a file that cannot be read, and 1 for the others.
    """
    parser = argparse.ArgumentParser(prog="python -m geodata.desk", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="say whether the store, its backups and the published editions are whole")
    commands.add_parser("backup", help="write a backup of the store and the editions")
    restore = commands.add_parser("restore", help="put back store and editions from a backup, or a former edition")
    chosen = restore.add_mutually_exclusive_group()
    chosen.add_argument("backup", nargs="?", type=Path, help="another backup than the good one of the highest revision")
    chosen.add_argument("--from", dest="place", type=Path, metavar="FOLDER", help="a folder of backups from elsewhere")
    chosen.add_argument("--edition", type=int, metavar="N", help="publish edition N again; the store stays as it is")
    suggest = commands.add_parser("suggest", help="print what the desk would suggest for an article, as JSON")
    suggest.add_argument("file", type=Path, help="a text (.txt), a saved page (.html) or a PDF")
    suggest.add_argument("--focus", nargs="+", action="extend", default=[], metavar="ID", help="regions it is about")
    suggest.add_argument("--published", type=date.fromisoformat, metavar="DAY", help="as 2024-03-12")
    read = commands.add_parser("read", help="print what the desk reads in a text, a saved page or a PDF, as JSON")
    read.add_argument("file", type=Path, help="a text (.txt), a saved page (.html) or a PDF")
    imprint = commands.add_parser("imprint", help="print the edition's title, subtitle and contact, or publish others")
    imprint.add_argument("--title", action="append", default=[], type=_in_language, metavar="LANGUAGE=TEXT")
    imprint.add_argument("--subtitle", action="append", default=[], type=_in_language, metavar="LANGUAGE=TEXT")
    imprint.add_argument("--contact", help='a mail address or the address of a page; "" for none')
    new = commands.add_parser("new", help="publish an edition of your own: empty, or from the sample that is shipped")
    new.add_argument("--title", action="append", required=True, type=_in_language, metavar="LANGUAGE=TEXT")
    new.add_argument("--subtitle", action="append", default=[], type=_in_language, metavar="LANGUAGE=TEXT")
    new.add_argument("--contact", default="", help="where readers report errors: a mail address or that of a page")
    new.add_argument("--focus", nargs="+", action="extend", default=[], metavar="ID", help="regions it is about")
    new.add_argument("--from-sample", action="store_true", help="begin with the articles and reports of the sample")
    new.add_argument("--keep", type=Path, metavar="BACKUP", help="over an edition: the backup that is kept of it")
    given = parser.parse_args(arguments)
    runs: Mapping[str, Callable[[argparse.Namespace], Iterator[str]]] = {
        "check": _check,
        "backup": _backup,
        "restore": _restore,
        "suggest": _suggest,
        "read": _read,
        "imprint": _imprint,
        "new": _new,
    }
    try:
        for line in runs[given.command](given):
            sys.stdout.write(f"{line}\n")
    except AsReportedError as error:
        sys.stderr.write(f"{error}\n")
        return 2 if given.command in ("suggest", "read") else 1
    return 0


def _read(chosen: argparse.Namespace) -> Iterator[str]:
    yield _json(report(read_path(chosen.file)))


def _suggest(chosen: argparse.Namespace) -> Iterator[str]:
    yield _json(suggesting.suggest(chosen.file, chosen.focus, chosen.published, _tell))


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1)


def _tell(part: float) -> None:
    sys.stderr.write(f"\rBuilding the gazetteer of the world, once: {part:.0%}{chr(10) if part >= 1 else ''}")


def _in_language(given: str) -> tuple[str, str]:
    language, equals, text = given.partition("=")
    if not equals:
        message = f'"{given}" does not say in which language it is: write it like en=Text'
        raise argparse.ArgumentTypeError(message)
    return language, text


def _imprint(chosen: argparse.Namespace) -> Iterator[str]:
    known = published.load(published.newest(data_folder())).imprint
    if not chosen.title and not chosen.subtitle and chosen.contact is None:
        yield _json(known.model_dump(mode="json"))
        return
    fields = {
        "title": _changed(known.title, chosen.title),
        "subtitle": _changed(known.subtitle, chosen.subtitle),
        "contact": known.contact if chosen.contact is None else chosen.contact,
        "focus": known.focus,
    }
    wanted = make(Imprint, fields, "imprint")
    with closing(Store.open()) as store:
        number = acts.publish_imprint(store, wanted, getpass.getuser())
    yield f"Edition {number} is published."


def _new(chosen: argparse.Namespace) -> Iterator[str]:
    fields = {
        "title": _changed({}, chosen.title),
        "subtitle": _changed({}, chosen.subtitle),
        "contact": chosen.contact,
        "focus": suggesting.known_regions(chosen.focus, _tell) if chosen.focus else (),
    }
    wanted = make(Imprint, fields, "imprint")
    with closing(Store.open()) as store:
        number = acts.begin(store, wanted, getpass.getuser(), from_sample=chosen.from_sample, keep=chosen.keep)
    yield f"Edition {number} is published. Add an article at the desk: make edit"


def _changed(known: Mapping[str, str], given: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the texts by language with those ``given`` in their place; an empty one takes its language away."""
    return {language: text for language, text in {**known, **dict(given)}.items() if text}


def _check(_chosen: argparse.Namespace) -> Iterator[str]:
    folder = data_folder()
    for backup in backups.every(folder):
        yield f"{backup.name}: {backups.damage(backup) or 'good'}"
    with closing(Store.open()) as store:
        number, _ = store.check()
        yield f"The store is whole and ends at revision {number}."
        for edition, fault in published.states(folder):
            if fault:
                yield f"Edition {edition} {fault}."
        for name in published.foreign(folder):
            yield f"Not ours, and left alone: editions/{name}"
        for edition in sorted(acts.recorded(store) - {*published.numbers(folder)}, reverse=True):
            yield f"Edition {edition} was published and is missing."
        seen, last = published.load(published.newest(folder)), acts.last_publication(store)
        if last.version and last.number != seen.number:
            raise StoreError(
                marked(
                    "readers see edition {seen}, and edition {last} was published last: "
                    'put one of them back with "{command} {last}"'
                ),
                seen=seen.number,
                last=last.number,
                command=published.RESTORE,
            )
        if not acts.is_backed_up(store):
            yield f'No backup holds edition {seen.number}: write one with "python -m geodata.desk backup".'
    yield f"Edition {seen.number} is published and whole."


def _backup(_chosen: argparse.Namespace) -> Iterator[str]:
    with closing(Store.open()) as store:
        yield f"Written: {backups.write(store.engine, store.folder)}"


def _restore(chosen: argparse.Namespace) -> Iterator[str]:
    if chosen.edition is None:
        yield from restoring.restore(data_folder(), chosen.backup or chosen.place or data_folder(), getpass.getuser())
        return
    yield from restoring.edition(data_folder(), chosen.edition)
    with closing(Store.open()) as store:
        acts.restore_edition(store, chosen.edition, getpass.getuser())
    yield f"Edition {chosen.edition} is published again."


if __name__ == "__main__":
    sys.exit(main())
