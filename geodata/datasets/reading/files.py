"""Files as somebody hands them over: told by their content, unpacked as a stream, hashed, and whole or refused."""

import hashlib
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

from geodata.common.errors import DataFileError, Message
from geodata.common.language import marked
from geodata.datasets.reading.carriers import archives, parquet
from geodata.datasets.reading.charsets import as_utf8, charset_of

HEAD_BYTES: Final = 2 << 20
"""The header of a table and every record must fit into so many bytes."""
_MOST_UNPACKED: Final = 200
_WATCHED_BYTES: Final = 16 << 20
"""Over each stretch of so many unpacked bytes their ratio to the packed ones is looked at."""
_PACKED_BYTES: Final = 1 << 16
_MOST_EMPTY_MEMBERS: Final = 1_000
_GZIP: Final = b"\x1f\x8b"
_START_BYTES: Final = 1_000
_BOM: Final = b"\xef\xbb\xbf"
_OTHERS: Final = {
    b"BZh": Message(marked("packed with bzip2: unpack it first")),
    b"\xfd7zXZ": Message(marked("packed with xz: unpack it first")),
    b"\x28\xb5\x2f\xfd": Message(marked("packed with Zstandard: unpack it first")),
    b"7z\xbc\xaf": Message(marked("a 7z archive: unpack it first")),
    b"%PDF": Message(marked("a PDF: import a table")),
    b"\xd0\xcf\x11\xe0": Message(marked("a spreadsheet in Excel's old form: save it as XLSX or CSV")),
}


class Input:
    """A file while it is read: ``read`` gives unpacked bytes in UTF-8, without a byte order mark.

    ``is_cut_off`` is set when a packed file ends before its end: what was in it until there has been given.
    """

    def __init__(self, raw: BinaryIO, path: Path, name: str, charset: str, carried: "Carried | None" = None) -> None:
        self.name = name
        self.carrier = carried.kind if carried else ""
        self.crs = carried.crs if carried else ""
        self._carried = carried
        self.about = carried.about if carried else None
        self.size = os.fstat(raw.fileno()).st_size
        self._path = path
        self._before = _state(os.fstat(raw.fileno()))
        self.is_cut_off = False
        self._hash = hashlib.sha256()
        self._raw = raw
        self._unpacker = _Unpacker(self.raw, name) if _starts_packed(raw) else None
        start = _filled(self._unpacked)
        _check_kind(start, name)
        self.charset = charset or charset_of(start, name)
        self._text = as_utf8(self.charset, _after(start, self._unpacked))
        self.head = _filled(self._text)
        while self.head.startswith(_BOM):
            self.head = self.head.removeprefix(_BOM)
        self._rest = self.head

    @property
    def fraction(self) -> float:
        """Return how much of the file was read, from 0 to 1."""
        return self._raw.tell() / self.size if self.size else 1.0

    @property
    def sha256(self) -> str:
        """Return the hash of what was read, which is the file's once ``read`` gave its end."""
        return self._carried.sha256 if self._carried else self._hash.hexdigest()

    def read(self, size: int) -> bytes:
        """Return the next unpacked bytes, at most ``size``, and none at the end."""
        if self._rest:
            some, self._rest = self._rest[:size], self._rest[size:]
            return some
        return self._text(size)

    @contextmanager
    def again(self) -> Iterator["Input"]:
        """Give the same file from its beginning, for what has to be known of all of it before it is read."""
        with opened(self._path, self.name, self.charset) as source:
            yield source

    def check_unchanged(self) -> None:
        """Raise DataFileError if the file is not the one that was opened, as it was then."""
        raw, path, before = (self._raw, self._path, self._before)
        if self._carried:
            raw, path, before = self._carried.raw, self._carried.path, self._carried.before
        with _readable(self.name):
            now = {_state(os.fstat(raw.fileno())), _state(path.stat())}
        if now != {before}:
            raise DataFileError(
                marked("{file} changed while it was read: import it again once it is whole"), file=self.name
            )

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
            while len(some) < size and not self.is_cut_off and (more := self._unpacker.read(size - len(some))):
                some += more
        except (EOFError, zlib.error):
            self.is_cut_off = True
        return bytes(some)


@dataclass(frozen=True)
class Carried:
    """The file that carries a table in another form than text, such as a spreadsheet, while its text is read."""

    kind: str
    crs: str
    raw: BinaryIO
    path: Path
    sha256: str
    before: tuple[int, int, int]
    about: dict[str, Any] | None


def _filled(read: Callable[[int], bytes]) -> bytes:
    """Return the first bytes, as many as the head of a file has."""
    head = bytearray()
    while len(head) < HEAD_BYTES and (some := read(HEAD_BYTES - len(head))):
        head += some
    return bytes(head)


def _after(start: bytes, read: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """Return how to read ``start`` and then what ``read`` gives."""
    rest = bytearray(start)

    def joined(size: int) -> bytes:
        if not rest:
            return read(size)
        some = bytes(rest[:size])
        del rest[:size]
        return some

    return joined


class _Unpacker:
    """The members of a gzip file (RFC 1952), one after the other; ``raw`` gives its next bytes.

    Raises DataFileError as soon as a stretch unpacks to more than 200 times its size, so that a small file cannot keep
    the import busy for minutes.
    """

    def __init__(self, raw: Callable[[int], bytes], name: str) -> None:
        self._raw = raw
        self._name = name
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._rest = b""
        self._empty_members = 0
        self._unpacked = 0
        self._packed = 0

    def read(self, size: int) -> bytes:
        """Return the next unpacked bytes, none at the end; raise EOFError or zlib.error where the file is damaged."""
        while True:
            self._rest = self._rest or self._raw(_PACKED_BYTES)
            if not self._rest and (self._member.eof or not self._packed):
                return b""
            if self._member.eof and not self._begin_member():
                continue
            if not self._rest:
                raise EOFError
            before = len(self._rest)
            some = self._member.decompress(self._rest, size)
            self._rest = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            self._watch(len(some), before - len(self._rest))
            if some:
                return some

    def _begin_member(self) -> bool:
        """Go on with the next member, if there is more than padding before it."""
        self._rest = self._rest.lstrip(b"\0")
        if self._rest:
            self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            self._empty_members += 1
            if self._empty_members > _MOST_EMPTY_MEMBERS:
                raise DataFileError(marked("{file} is packed in many empty parts: unpack it first"), file=self._name)
        return bool(self._rest)

    def _watch(self, unpacked: int, packed: int) -> None:
        if unpacked:
            self._empty_members = 0
        self._unpacked += unpacked
        self._packed += packed
        if self._unpacked > _WATCHED_BYTES:
            if self._unpacked > self._packed * _MOST_UNPACKED:
                raise DataFileError(
                    marked("{file} unpacks to more than {times} times its size: unpack it first"),
                    file=self._name,
                    times=_MOST_UNPACKED,
                )
            self._unpacked, self._packed = 0, 1


@contextmanager
def opened(path: Path, name: str, charset: str = "") -> Iterator[Input]:
    """Give the file at ``path`` to be read; ``name`` is what to call it in an error.

    ``charset`` is what it is written in, found out if it is not given. Raises DataFileError when it is no file that
    holds text, or cannot be read.
    """
    with _readable(name):
        raw = _regular(path, name)
    with raw:
        start = raw.read(_START_BYTES)
        raw.seek(0)
        if not archives.is_carrier(start):
            yield Input(raw, path, name, charset)
            return
        before = _state(os.fstat(raw.fileno()))
        sha256 = hashlib.sha256()
        while block := raw.read(HEAD_BYTES):
            sha256.update(block)
        with TemporaryDirectory(prefix="as-reported-") as folder:
            text, kind, crs = archives.unpacked(path, name, Path(folder))
            with text.open("rb") as inner:
                about = parquet.about(path) if kind == "parquet" else None
                carried = Carried(kind, crs, raw, path, sha256.hexdigest(), before, about)
                yield Input(inner, text, name, charset, carried)


def is_carrier(path: Path) -> bool:
    """Tell whether a file carries its table in another form than text, so that it is opened in a bounded child only."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return archives.is_carrier(file.read(_START_BYTES))
    except OSError:
        return False


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DataFileError(
            marked("{file} cannot be read ({reason}): see whether it is still there"),
            file=name,
            reason=error.strerror or error,
        ) from error


def _regular(path: Path, name: str) -> BinaryIO:
    # Opening must not wait for a pipe's other end.
    raw = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb", buffering=HEAD_BYTES)
    if not stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
        raw.close()
        raise DataFileError(marked("{file} is no file: give the name of one"), file=name)
    return raw


def _check_kind(start: bytes, name: str) -> None:
    """Raise DataFileError for a file that begins as none of text does."""
    if not start:
        raise DataFileError(marked("{file} is empty: there is nothing to import"), file=name)
    for magic, what in _OTHERS.items():
        if start.startswith(magic):
            raise DataFileError(marked("{file} is {what}"), file=name, what=what)
    if start[:2] == _GZIP or archives.is_carrier(start):
        raise DataFileError(marked("{file} is packed twice: unpack it first"), file=name)


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _starts_packed(raw: BinaryIO) -> bool:
    start = raw.read(len(_GZIP))
    raw.seek(0)
    return start == _GZIP
