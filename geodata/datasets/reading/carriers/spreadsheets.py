"""Spreadsheets in XLSX: the first sheet that holds a table, as CSV; nothing it links to is followed."""

import csv
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import openpyxl

from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.reading.carriers.feature_lines import MOST_BYTES, MOST_COLUMNS, text

_MOST_BLANK: Final = 100_000
"""After so many empty rows in a row a sheet is at its end."""
_MOST_XML: Final = 4 << 30


def write(path: Path, target: Path, name: str) -> None:
    """Write the table of a workbook to ``target``; raise DataFileError if there is none that can be read."""
    _check_size(path, name)
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            for sheet in sheets:
                sheet.reset_dimensions()  # a file may say that it has a million rows
                if _write_rows(_rows(sheet.iter_rows(values_only=True)), target, name):
                    return
    except (DataFileError, MemoryError):
        raise
    except Exception as error:  # the reader raises whatever a malformed part makes of its code
        raise DataFileError(
            marked("{file} is a spreadsheet that cannot be read: save it again, or as CSV"), file=name
        ) from error
    raise DataFileError(marked("{file} has no sheet with a table: give it one with named columns"), file=name)


def _check_size(path: Path, name: str) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > min(_MOST_XML, path.stat().st_size * 400):
            raise DataFileError(
                marked("{file} unpacks to more than 400 times its size: save it again, or as CSV"), file=name
            )


def _rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[str]]:
    """Yield the rows as cells, without empty ones."""
    blank = 0
    for row in rows:
        cells = [text(value) for value in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        blank = 0 if cells else blank + 1
        if blank > _MOST_BLANK:
            return
        if cells:
            yield cells


def _write_rows(rows: Iterable[list[str]], target: Path, name: str) -> bool:
    """Write rows as CSV, and tell whether they make a table."""
    widest = count = 0
    with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        for row in rows:
            widest, count = max(widest, len(row)), count + 1
            writer.writerow(row + [""] * (widest - len(row)))
            if file.tell() > MOST_BYTES:
                raise DataFileError(marked("{file} unpacks to more than 2 GB of text: divide it"), file=name)
    return widest > 1 and count > 1
