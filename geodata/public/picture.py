"""A claim, a place or an edition as a PNG of 1200 x 630 pixels, as chats and search engines show beside a link."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont
from shapely.geometry.base import BaseGeometry

from geodata.presentation import font_files
from geodata.public import ground
from geodata.public.ground import INK, PAPER, Pixels

SIZE: Final = (1200, 630)
Colour = tuple[int, int, int]
_MARGIN: Final = 56
_MAP: Final = (772, 0, 1200, 630)
"""Left, top, right and bottom of the map."""
_QUIET: Final = (91, 86, 77)
_SIZES: Final = (50, 46, 42, 38, 34, 30, 26, 24)
"""Sizes of the words in pixels, the largest that fits is taken."""
_LEADING: Final = 1.28
_MOST_LINES: Final = 3
_MOST_CHARACTERS: Final = 1_600
"""More than fit in the smallest size; what is longer is not measured."""
_LENGTHS: Final = range(256)
"""Lengths in characters that the part of a word on one line can have."""
_NO_CHARACTER: Final = "\U0010ffff"


@dataclass(frozen=True)
class Picture:
    """What a picture shows: the words in large letters, who says them, where they were published, and a map.

    ``shape`` is in EPSG:4326 (lon, lat); without one there is no map. ``credit`` names the edition.
    """

    words: str
    by: str
    source: str
    credit: str
    shape: BaseGeometry | None = None
    is_vicinity: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the texts that are drawn: those for which the font has every character."""
        return tuple(text for text in (self.words, self.by, self.source, self.credit) if text and is_drawable(text))


@lru_cache(maxsize=64)
def png(picture: Picture) -> bytes:
    """Return the picture as the bytes of a PNG; a text for which the font lacks a character is left out."""
    image = Image.new("RGB", SIZE, PAPER)
    right = SIZE[0]
    if picture.shape is not None:
        left, top, right, bottom = _MAP
        drawn = ground.draw(picture.shape, (right - left, bottom - top), is_vicinity=picture.is_vicinity)
        image.paste(drawn, (left, top))
        _map_credit(image)
        right = left
    _texts(ImageDraw.Draw(image), picture, right - 2 * _MARGIN)
    return _bytes(image, "PNG")


@cache
def icon(size: int) -> bytes:
    """Return the icon of the pages: a quotation mark, as the bytes of a square PNG."""
    image = Image.new("RGB", (size, size), INK)
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = draw.textbbox((0, 0), "“", font=font(size))
    draw.text(((size - left - right) / 2, (size - top - bottom) / 2), "“", font=font(size), fill=PAPER)
    return _bytes(image, "PNG")


def is_drawable(text: str) -> bool:
    """Tell whether the font has a glyph for every character that is to be seen."""
    return all(map(_has_glyph, set(_seen(text))))


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return our font in ``size`` pixels."""
    return ImageFont.truetype(str(font_files.PICTURES), size)


def _texts(draw: ImageDraw.ImageDraw, picture: Picture, width: int) -> None:
    """Draw the words from the top, and from the bottom upwards the credit, the source and the speaker."""
    bottom = SIZE[1] - _MARGIN
    small = [(picture.credit, 22, _QUIET, 14), (picture.source, 26, INK, 6), (picture.by, 30, INK, 0)]
    for text, size, colour, gap in small:
        if text not in picture.texts:
            continue
        lines = _lines(text, size, width)
        if len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], _shortened(lines[_MOST_LINES - 1], size, width)]
        bottom -= round(len(lines) * size * _LEADING)
        _write(draw, lines, (_MARGIN, bottom), size, colour)
        bottom -= gap
    if picture.words not in picture.texts:
        return
    height = bottom - _MARGIN - 20
    size = next((size for size in _SIZES if _fits(picture.words, size, (width, height))), _SIZES[-1])
    lines = _lines(picture.words, size, width)
    kept = int(height / (size * _LEADING))
    if len(lines) > kept:
        lines = [*lines[: kept - 1], _shortened(lines[kept - 1], size, width)]
    _write(draw, lines, (_MARGIN, _MARGIN), size, INK)


def _fits(text: str, size: int, room: Pixels) -> bool:
    """Tell whether ``text`` has its place in ``room``, a width and a height, without a word broken."""
    width, height = room
    is_whole = all(font(size).getlength(word) <= width for word in _seen(text).split())
    return is_whole and len(_lines(text, size, int(width))) * size * _LEADING <= height


def _write(draw: ImageDraw.ImageDraw, lines: Sequence[str], at: Pixels, size: int, colour: Colour) -> None:
    for number, line in enumerate(lines):
        draw.text((at[0], at[1] + number * size * _LEADING), line, font=font(size), fill=colour)


def _lines(text: str, size: int, width: int) -> list[str]:
    """Return ``text`` in lines no wider than ``width`` pixels, broken between words, or within one that is too long."""
    lines = [""]
    for word in _parts(_seen(text), size, width):
        longer = f"{lines[-1]} {word}".strip()
        if font(size).getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _parts(text: str, size: int, width: int) -> Iterator[str]:
    for word in text.split():
        rest = word
        while font(size).getlength(rest) > width:
            # A prefix of no characters fits, one of all of them does not.
            fitting = bisect_right(_LENGTHS, float(width), key=lambda end: font(size).getlength(rest[:end])) - 1
            yield rest[:fitting]
            rest = rest[fitting:]
        yield rest


def _shortened(line: str, size: int, width: int) -> str:
    """Return a line that says that words are left out after it."""
    words = line.split()
    while words and font(size).getlength(f"{' '.join(words)} […]") > width:
        words.pop()
    return f"{' '.join(words)} […]".strip()


def _seen(text: str) -> str:
    """Return ``text`` without what has no glyph of its own, and every kind of space as one."""
    kinds = ((character, unicodedata.category(character)) for character in text[:_MOST_CHARACTERS])
    seen = (" " if kind[0] in "ZC" else character for character, kind in kinds if kind != "Cf")
    return "".join(seen)


@lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    return character == " " or _mask(character) != _mask(_NO_CHARACTER)


@lru_cache(maxsize=4096)
def _mask(character: str) -> tuple[tuple[int, int], bytes]:
    mask = font(32).getmask(character)
    return mask.size, bytes(mask)


def _map_credit(image: Image.Image) -> None:
    left, _top, right, bottom = _MAP
    draw = ImageDraw.Draw(image, "RGBA")
    words = ground.CREDIT
    length = draw.textlength(words, font=font(14))
    draw.rectangle((right - length - 16, bottom - 24, right, bottom), fill=(*PAPER, 215))
    draw.text((right - length - 8, bottom - 21), words, font=font(14), fill=_QUIET)
    draw.line((left, 0, left, bottom), fill=(*_QUIET, 90), width=1)


def _bytes(image: Image.Image, kind: str) -> bytes:
    written = BytesIO()
    image.save(written, kind, optimize=True)
    return written.getvalue()
