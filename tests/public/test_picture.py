"""The picture of a link: words, speaker, source and map; nothing in it that its font has no glyphs for."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops
from shapely.geometry import Point

from geodata import load
from geodata.exports.shapes import geometry
from geodata.public.picture import SIZE, Picture, icon, is_drawable, png

EDITION = load()
PLAIN = Picture("“Words.”", "Somebody", "direct quote, Outlet, 12 March 2024", "As Reported, edition 2")
MAP_LEFT = 772


def drawn(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(png(picture))).convert("RGB")


def differs(one: Picture, other: Picture) -> tuple[int, int, int, int] | None:
    """The box in which two pictures differ, or None."""
    return ImageChops.difference(drawn(one), drawn(other)).getbbox()


@pytest.mark.parametrize(
    ("text", "has_glyphs"),
    [
        ("Tyotkino", True),
        ("Тёткино, Ґанок, Їжак", True),
        ("“…” – — « » № € ’", True),
        ("with\u00a0a hard blank, a\u200bzero one and a\nline", True),
        ("Ελλάδα", True),
        ("الخرطوم", False),
        ("北京", False),
        ("Tyotkino 北", False),
    ],
)
def test_a_text_is_drawn_if_the_font_has_a_glyph_for_all_of_it(text: str, has_glyphs: bool) -> None:  # noqa: FBT001 - a case
    assert is_drawable(text) is has_glyphs


def test_a_quote_in_a_script_without_glyphs_is_left_out_and_the_rest_is_there() -> None:
    picture = Picture("“الخرطوم”", "Somebody", "direct quote", "As Reported, edition 2", Point(32.5, 15.6))
    assert picture.texts == ("Somebody", "direct quote", "As Reported, edition 2")
    without = Picture("", *(picture.by, picture.source, picture.credit, picture.shape))
    assert differs(picture, without) is None


@pytest.mark.parametrize("words", ["Word " * 2000, "x" * 5000, "Ж" * 400, ""])
def test_words_of_any_length_stay_in_their_column(words: str) -> None:
    with_map = Picture(words, "S" * 300, "O" * 300, "E", Point(35, 51))
    without_words = Picture("", "", "", "", Point(35, 51))
    assert drawn(with_map).size == SIZE
    changed = differs(with_map, without_words)
    assert changed
    assert changed[2] <= MAP_LEFT


def test_a_long_word_makes_the_letters_smaller_rather_than_break() -> None:
    spot = Point(35, 51)
    word = differs(Picture("диверсионно-разведывательная", "", "", "", spot), Picture("", "", "", "", spot))
    assert word
    _left, top, right, bottom = word
    assert bottom - top < 50  # one line
    assert 600 < right < MAP_LEFT


def test_a_claims_map_shows_its_place_and_one_without_a_place_has_no_map() -> None:
    shapes = {event.id: geometry(event, EDITION) for event in EDITION.events if event.is_quoted}
    seen = {picture: png(Picture("", "", "", "", shape)) for picture, shape in shapes.items()}
    assert seen["further-footage"] == png(Picture("", "", "", ""))
    assert (
        len({seen[name] for name in ("ponomarev-gunfire-tyotkino", "ponomarev-crossed-border", "further-footage")}) == 3
    )


def test_the_vicinity_of_a_settlement_is_a_circle_and_no_pin() -> None:
    spot = Point(34.29, 51.28)
    assert differs(Picture("", "", "", "", spot), Picture("", "", "", "", spot, is_vicinity=True))


@pytest.mark.parametrize("spot", [Point(32.5, 15.6), Point(-179.9, -16), Point(0, 89.9), Point(37.6, 55.7)])
def test_a_place_anywhere_on_earth_can_be_drawn(spot: Point) -> None:
    assert drawn(Picture("", "", "", "", spot)).size == SIZE


def test_the_same_picture_is_the_same_bytes() -> None:
    png.cache_clear()
    first = png(PLAIN)
    png.cache_clear()
    assert png(PLAIN) == first


def test_the_icon_is_a_square_png() -> None:
    assert Image.open(BytesIO(icon(64))).size == (64, 64)
