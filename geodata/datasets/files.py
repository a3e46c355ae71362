"""Files as somebody hands them over: told by their content, unpacked as a stream, hashed, and whole or refused."""

import gzip
import hashlib
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from geodata.errors import DataFileError

HEAD_BYTES: Final = 2 << 20
"""The header of a table and every record must fit into so many bytes."""
_MOST_UNPACKED: Final = 200
_SMALL: Final = 1 << 16
_GZIP: Final = b"\x1f\x8b"
_BOM: Final = b"\xef\xbb\xbf"
_OTHERS: Final = {
    b"PK\x03\x04": "a zip archive or a spreadsheet: unpack it, or save it as CSV, and import that",
    b"BZh": "packed with bzip2: unpack it first",
    b"\xfd7zXZ": "packed with xz: unpack it first",
    b"\x28\xb5\x2f\xfd": "packed with Zstandard: unpack it first",
    b"7z\xbc\xaf": "a 7z archive: unpack it first",
    b"%PDF": "a PDF: import a table",
    b"PAR1": "Parquet: save it as CSV",
    b"SQLite format 3": "a database: export a table of it as CSV",
    b"\xd0\xcf\x11\xe0": "a spreadsheet: save it as CSV",
    b"\xff\xfe": "UTF-16 text: save it as UTF-8",
    b"\xfe\xff": "UTF-16 text: save it as UTF-8",
}


class Input:
    """A file while it is read: ``read`` gives unpacked bytes, without a byte order mark.

    ``is_cut_off`` is set when a packed file ends before its end: what was in it until there has been given.
    """

    def __init__(self, raw: BinaryIO, path: Path, name: str) -> None:
        self.name = name
        self.size = os.fstat(raw.fileno()).st_size
        self._path = path
        self._before = _state(os.fstat(raw.fileno()))
        self.is_cut_off = False
        self._hash = hashlib.sha256()
        self._raw = raw
        self._given = 0
        self._unpacker = gzip.GzipFile(fileobj=_Hashed(self)) if _starts_packed(raw) else None
        self.head = self._head()
        self._rest = self.head

    @property
    def fraction(self) -> float:
        """Return how much of the file was read, from 0 to 1."""
        return self._raw.tell() / self.size if self.size else 1.0

    @property
    def sha256(self) -> str:
        """Return the hash of what was read, which is the file's once ``read`` gave its end."""
        return self._hash.hexdigest()

    def read(self, size: int) -> bytes:
        """Return the next unpacked bytes, at most ``size``, and none at the end."""
        if self._rest:
            some, self._rest = self._rest[:size], self._rest[size:]
            return some
        return self._unpacked(size)

    def check_unchanged(self) -> None:
        """Raise DataFileError if the file is not the one that was opened, as it was then."""
        with _readable(self.name):
            now = {_state(os.fstat(self._raw.fileno())), _state(self._path.stat())}
        if now != {self._before}:
            raise DataFileError(f"{self.name} changed while it was read: import it again once it is whole")

    def raw(self, size: int) -> bytes:
        """Return the next bytes as they are in the file."""
        with _readable(self.name):
            some = self._raw.read(size)
        self._hash.update(some)
        return some

    def _unpacked(self, size: int) -> bytes:
        if self._unpacker is None:
            return self.raw(size)
        some = bytearray()
        try:
            while len(some) < size and not self.is_cut_off and (more := self._unpacker.read1(size - len(some))):
                some += more
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self.is_cut_off = True
        self._given += len(some)
        if self._given > max(self.size, _SMALL) * _MOST_UNPACKED:
            raise DataFileError(f"{self.name} unpacks to more than {_MOST_UNPACKED} times its size: unpack it first")
        return bytes(some)

    def _head(self) -> bytes:
        head = bytearray()
        while len(head) < HEAD_BYTES and (some := self._unpacked(HEAD_BYTES - len(head))):
            head += some
        return bytes(head).removeprefix(_BOM)


class _Hashed(io.RawIOBase):
    """The raw bytes of an input, for the unpacker to read."""

    def __init__(self, source: Input) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._source.raw(size if size > 0 else HEAD_BYTES)


@contextmanager
def opened(path: Path, name: str) -> Iterator[Input]:
    """Give the file at ``path`` to be read; ``name`` is what to call it in an error.

    Raises DataFileError when it is no file that holds text, or cannot be read.
    """
    with _readable(name):
        raw = _regular(path, name)
    with raw:
        source = Input(raw, path, name)
        _check_text(source)
        yield source


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DataFileError(
            f"{name} cannot be read ({error.strerror or error}): see whether it is still there"
        ) from error


def _regular(path: Path, name: str) -> BinaryIO:
    # Opening must not wait for a pipe's other end.
    raw = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb", buffering=HEAD_BYTES)
    if not stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
        raw.close()
        raise DataFileError(f"{name} is no file: give the name of one")
    return raw


def _check_text(source: Input) -> None:
    if not source.head:
        raise DataFileError(f"{source.name} is empty: there is nothing to import")
    for start, what in _OTHERS.items():
        if source.head.startswith(start):
            raise DataFileError(f"{source.name} is {what}")
    if source.head[:2] == _GZIP:
        raise DataFileError(f"{source.name} is packed twice: unpack it first")
    some = source.head[:1000]
    if some.count(0) * 4 > len(some):
        raise DataFileError(f"{source.name} is UTF-16 text or no text at all: save it as UTF-8")
    if some.lstrip()[:1] == b"<":
        raise DataFileError(f"{source.name} is XML or HTML, whatever its name: import CSV or GeoJSON")


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _starts_packed(raw: BinaryIO) -> bool:
    start = raw.read(len(_GZIP))
    raw.seek(0)
    return start == _GZIP
