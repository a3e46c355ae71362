"""Carriers: a zip archive, a spreadsheet, Parquet, KML, GeoPackage or Shapefile as a text file that is read like any.

A table becomes CSV, what has shapes becomes one GeoJSON feature a line. Only what the content shows is opened, by one
reader each: never by a name's ending, and never by whatever driver might fit. Runs in a bounded child process.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, Final, NamedTuple

from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.reading.carriers import geopackage, kml, parquet, shapefile, spreadsheets

ZIP: Final = b"PK\x03\x04"
PARQUET: Final = b"PAR1"
SQLITE: Final = b"SQLite format 3\0"
XML: Final = b"<"
_BOM: Final = b"\xef\xbb\xbf"
_TEXTS: Final = (".csv", ".tsv", ".tab", ".txt", ".json", ".geojson", ".ndjson", ".jsonl", ".geojsonl")
_TABLES: Final = frozenset((*_TEXTS, ".xlsx", ".parquet", ".geoparquet", ".kml", ".gpkg", ".shp"))
_ARCHIVES: Final = frozenset({".zip", ".kmz", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz"})
_REMARKS: Final = ("readme", "license", "licence", "codebook", "metadata")
_PARTS: Final = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_MOST_ENTRIES: Final = 10_000
_MOST_BYTES: Final = 2 << 30
_MOST_UNPACKED: Final = 200
_WATCHED_BYTES: Final = 16 << 20
_BLOCK_BYTES: Final = 1 << 20

Writer = Callable[[Path, Path, str], str]
"""Writes the text of a carrier, and returns what its coordinates are in, "" if it does not say."""


class Unpacked(NamedTuple):
    """A text file with the table of a carrier, what carried it, and what its coordinates are in, "" if not said."""

    path: Path
    kind: str
    crs: str = ""


def is_carrier(start: bytes) -> bool:
    """Tell whether a file that begins so carries its table in another form than text."""
    return start.startswith((ZIP, PARQUET, SQLITE)) or start.removeprefix(_BOM).lstrip()[:1] == XML


def unpacked(path: Path, name: str, folder: Path) -> Unpacked:
    """Return a text file in ``folder`` with the table that the file at ``path`` carries.

    Raises DataFileError if it carries none, several, or one that cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(1_000)
    if start.startswith(ZIP):
        return _of_archive(path, name, folder)
    return _written(path, start, name, folder)


def _written(path: Path, start: bytes, name: str, folder: Path) -> Unpacked:
    """Return the text of a file that is no archive."""
    kinds: dict[bytes, tuple[str, Writer]] = {
        PARQUET: ("parquet", parquet.write),
        SQLITE: ("geopackage", geopackage.write),
    }
    kind, write = next((found for magic, found in kinds.items() if start.startswith(magic)), ("kml", kml.write))
    target = folder / "features"
    return Unpacked(target, kind, write(path, target, name))


def _of_archive(path: Path, name: str, folder: Path) -> Unpacked:
    try:
        with zipfile.ZipFile(path) as archive:
            return _of_entries(archive, path, name, folder)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, OSError) as error:
        raise DataFileError(
            marked("{file} cannot be unpacked: pack it again, or import the table in it"), file=name
        ) from error


def _of_entries(archive: zipfile.ZipFile, path: Path, name: str, folder: Path) -> Unpacked:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = {entry.filename for entry in entries}
    if len(entries) > _MOST_ENTRIES:
        raise DataFileError(
            marked("{file} holds {count} files: pack the one with the table alone"),
            file=name,
            count=f"{len(entries):,}",
        )
    if "xl/workbook.xml" in names:
        spreadsheets.write(path, folder / "table", name)
        return Unpacked(folder / "table", "xlsx")
    if "mimetype" in names and "content.xml" in names:
        raise DataFileError(marked("{file} is an OpenDocument file: save it as XLSX or CSV"), file=name)
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise DataFileError(
            marked("{file} is a document of an office program, not a table: save its table as XLSX or CSV"), file=name
        )
    shapes = [entry for entry in entries if _ending(entry) == ".shp" and _is_own(entry)]
    if shapes:
        return _of_shapefile(archive, entries, shapes, name, folder)
    return _of_table(archive, _only_table(entries, name), name, folder)


def _only_table(entries: list[zipfile.ZipInfo], name: str) -> zipfile.ZipInfo:
    """Return the one entry with a table; raise DataFileError if there is none, or more than one."""
    own = [entry for entry in entries if _is_own(entry)]
    tables = [entry for entry in own if _ending(entry) in _TABLES]
    if len(tables) > 1:
        tables = [each for each in tables if not PurePosixPath(each.filename).stem.casefold().startswith(_REMARKS)]
    if len(tables) > 1:
        tables = [each for each in tables if _ending(each) != ".txt"] or tables
    if len(tables) > 1 and all(_ending(each) == ".kml" for each in tables):
        tables = [each for each in tables if PurePosixPath(each.filename).name == "doc.kml"] or tables
    if not tables and any(_ending(entry) in _ARCHIVES for entry in own):
        raise DataFileError(marked("{file} holds another archive: unpack it, and import the table"), file=name)
    if not tables:
        raise DataFileError(
            marked("{file} holds no table: pack one CSV, GeoJSON, XLSX, Parquet, KML or Shapefile"), file=name
        )
    if len(tables) > 1:
        listed = ", ".join(entry.filename[:60] for entry in tables[:5])
        raise DataFileError(
            marked("{file} holds more than one table ({listed}): pack one alone"), file=name, listed=listed
        )
    return tables[0]


def _of_table(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, folder: Path) -> Unpacked:
    inner = folder / "inner"  # never a name out of the archive
    _extract(archive, entry, inner, name)
    with inner.open("rb") as file:
        start = file.read(1_000)
    if start.startswith(ZIP):
        try:
            with zipfile.ZipFile(inner) as workbook:
                is_workbook = "xl/workbook.xml" in workbook.namelist()
        except zipfile.BadZipFile:
            is_workbook = False
        if not is_workbook:
            raise DataFileError(marked("{file} holds another archive: unpack it, and import the table"), file=name)
        spreadsheets.write(inner, folder / "table", name)
        return Unpacked(folder / "table", "xlsx")
    if is_carrier(start):
        return _written(inner, start, name, folder)
    return Unpacked(inner, "zip")


def _of_shapefile(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], shapes: list[zipfile.ZipInfo], name: str, folder: Path
) -> Unpacked:
    if len(shapes) > 1:
        listed = ", ".join(entry.filename[:60] for entry in shapes[:5])
        raise DataFileError(
            marked("{file} holds more than one Shapefile ({listed}): pack one alone"), file=name, listed=listed
        )
    stem = shapes[0].filename[: -len(".shp")]
    for entry in entries:
        if _ending(entry) in _PARTS and entry.filename[: -len(_ending(entry))] == stem:
            _extract(archive, entry, folder / f"shapes{_ending(entry)}", name)
    crs = shapefile.write(folder / "shapes.shp", folder / "features", name)
    return Unpacked(folder / "features", "shapefile", crs)


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, name: str) -> None:
    """Write one entry to ``target``; raise DataFileError if it is encrypted or unpacks beyond measure."""
    if entry.flag_bits & 1:
        raise DataFileError(marked("{file} is protected by a password: pack it without one"), file=name)
    if entry.file_size > _MOST_BYTES or entry.file_size > max(_WATCHED_BYTES, entry.compress_size * _MOST_UNPACKED):
        raise DataFileError(
            marked("{file} unpacks to more than {times} times its size: unpack it first"),
            file=name,
            times=_MOST_UNPACKED,
        )
    with archive.open(entry) as source, target.open("wb") as file:
        _copy(source, file, entry.file_size, name)


def _copy(source: IO[bytes], file: IO[bytes], size: int, name: str) -> None:
    written = 0
    while block := source.read(_BLOCK_BYTES):
        written += file.write(block)
        if written > size:
            raise DataFileError(marked("{file} unpacks to more than it says: pack it again"), file=name)


def _ending(entry: zipfile.ZipInfo) -> str:
    return PurePosixPath(entry.filename).suffix.casefold()


def _is_own(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is no file that a system adds."""
    parts = PurePosixPath(entry.filename).parts
    return bool(parts) and "__MACOSX" not in parts and not parts[-1].startswith(".")
