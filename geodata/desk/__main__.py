"""The desk without a browser: checks and puts back what was saved, prints what it reads in a file, and suggests."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from geodata.common.data_folder import data_folder
from geodata.common.errors import AsReportedError
from geodata.desk.errors import StoreError
from geodata.desk.intake.reading import read_path
from geodata.desk.intake.report import report
from geodata.desk.publishing import acts
from geodata.desk.review import suggesting
from geodata.desk.store import backups
from geodata.desk.store.log import ADDRESS, FILE, Store
from geodata.edition import published


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 if it did what it says, else one sentence why.

    That is 2 for a file that cannot be read, and 1 for the others.
    """
    parser = argparse.ArgumentParser(prog="python -m geodata.desk", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="say whether the store, its backups and the published edition are whole")
    commands.add_parser("backup", help="write a backup of the store")
    restore = commands.add_parser("restore", help="put back the newest good backup of the store, or a former edition")
    restore.add_argument("backup", nargs="?", type=Path, help="another backup than the newest good one")
    restore.add_argument("--edition", type=int, metavar="N", help="publish edition N again; the store stays as it is")
    suggest = commands.add_parser("suggest", help="print what the desk would suggest for an article, as JSON")
    suggest.add_argument("file", type=Path, help="a text (.txt), a saved page (.html) or a PDF")
    suggest.add_argument("--focus", nargs="+", action="extend", default=[], metavar="ID", help="regions it is about")
    suggest.add_argument("--published", type=date.fromisoformat, metavar="DAY", help="as 2024-03-12")
    read = commands.add_parser("read", help="print what the desk reads in a text, a saved page or a PDF, as JSON")
    read.add_argument("file", type=Path, help="a text (.txt), a saved page (.html) or a PDF")
    chosen = parser.parse_args(arguments)
    runs: Mapping[str, Callable[[argparse.Namespace], Iterator[str]]] = {
        "check": _check,
        "backup": _backup,
        "restore": _restore,
        "suggest": _suggest,
        "read": _read,
    }
    try:
        for line in runs[chosen.command](chosen):
            sys.stdout.write(f"{line}\n")
    except AsReportedError as error:
        sys.stderr.write(f"{error}\n")
        return 2 if chosen.command in ("suggest", "read") else 1
    return 0


def _read(chosen: argparse.Namespace) -> Iterator[str]:
    yield _json(report(read_path(chosen.file)))


def _suggest(chosen: argparse.Namespace) -> Iterator[str]:
    yield _json(suggesting.suggest(chosen.file, chosen.focus, chosen.published, _tell))


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1)


def _tell(part: float) -> None:
    sys.stderr.write(f"\rBuilding the gazetteer of the world, once: {part:.0%}{chr(10) if part >= 1 else ''}")


def _check(_chosen: argparse.Namespace) -> Iterator[str]:
    for backup in backups.every(data_folder()):
        yield f"{backup.name}: {backups.damage(backup) or 'good'}"
    with closing(Store.open()) as store:
        number, _ = store.check()
    yield f"The store is whole and ends at revision {number}."
    for number, fault in published.states(data_folder()):
        if fault:
            yield f"Edition {number} {fault}."
    for name in published.foreign(data_folder()):
        yield f"Not ours, and left alone: editions/{name}"
    yield f"Edition {published.load(published.newest(data_folder())).number} is published and whole."


def _backup(_chosen: argparse.Namespace) -> Iterator[str]:
    with closing(Store.open()) as store:
        yield f"Written: {backups.write(store.engine, store.folder)}"


def _restore(chosen: argparse.Namespace) -> Iterator[str]:
    if chosen.edition is None:
        yield from _restore_store(chosen.backup)
        with closing(Store.open()) as store:
            acts.adopt(store, getpass.getuser())
        return
    with closing(Store.open()) as store:
        acts.restore_edition(store, chosen.edition, getpass.getuser())
    yield f"Edition {chosen.edition} is published again."


def _restore_store(chosen: Path | None) -> Iterator[str]:
    folder = data_folder()
    backup = chosen or backups.newest_good(folder)
    if backup is None:
        message = f"there is no good backup in {folder / backups.FOLDER}: name one from elsewhere"
        raise StoreError(message)
    if damage := backups.damage(backup):
        message = f"the backup {backup.name} is damaged, {damage}: choose another"
        raise StoreError(message)
    address = os.environ.get(ADDRESS)
    if address:
        backups.restore_database(backup, address)
    else:
        replaced = backups.restore_file(backup, folder / FILE)
        if replaced:
            yield f"The store that was there is now {replaced}."
    yield f"Restored: {backup.name}."


if __name__ == "__main__":
    sys.exit(main())
