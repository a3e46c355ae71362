"""The fonts of the pages: what is cut from Streamlit's fonts is enough for what pages say."""

import re
from pathlib import Path
from typing import Final

import httpx
import pytest
import streamlit as st
from PIL import ImageFont, features
from starlette.applications import Starlette

from geodata.presentation.font_files import PAGES
from pages.components.shell.cut_fonts import CutFonts
from tests.conftest import awaited

ROOT: Final = Path(__file__).parents[2]
FRONT_END: Final = Path(st.__file__).parent / "static" / "static"
MISSING: Final = "\U0010ffff"
TEXT_FONTS: Final = [name for name in PAGES if name != "MaterialSymbols-Rounded"]


def whole(name: str) -> Path:
    """Return the one file of the front end that is the whole font."""
    (path,) = (FRONT_END / "media").glob(f"{name}.*")
    return path


def letters(path: Path, asked: set[str]) -> set[str]:
    """Return those of ``asked`` for which a font has a picture of its own."""
    font = ImageFont.truetype(str(path), 40, layout_engine=ImageFont.Layout.BASIC)
    nothing = bytes(font.getmask(MISSING))
    return {letter for letter in asked if bytes(font.getmask(letter)) != nothing}


def answer(name: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(CutFonts(Starlette()))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(f"/static/media/{name}")

    return awaited(ask())


def words_of_the_pages() -> str:
    folders = {"geodata/locale": "*.po", "geodata/data/articles": "*.txt", "pages": "*.py", "static/source": "*.css"}
    files = [path for folder, pattern in folders.items() for path in (ROOT / folder).rglob(pattern)]
    return "".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("name", TEXT_FONTS)
def test_every_letter_of_the_pages_is_kept_in_the_cut_font(name: str) -> None:
    printed = {letter for letter in words_of_the_pages() if letter.isprintable() and not letter.isspace()}
    assert {"І", "ё", "“", "—", "■"} <= printed
    assert letters(PAGES[name], printed) >= letters(whole(name), printed)


@pytest.mark.skipif(not features.check("raqm"), reason="this build of Pillow shapes no words")
def test_every_icon_of_the_pages_is_drawn_for_its_name() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.py")]
    names = sorted({name for text in sources for name in re.findall(r":material/([a-z0-9_]+):", text)})
    font = ImageFont.truetype(str(PAGES["MaterialSymbols-Rounded"]), 40, layout_engine=ImageFont.Layout.RAQM)
    assert names
    assert {name: font.getlength(name) for name in names} == dict.fromkeys(names, 40)


@pytest.mark.parametrize("name", PAGES)
def test_the_front_end_gets_the_cut_font_where_it_asks_for_its_own(name: str) -> None:
    got = answer(whole(name).name)
    assert (got.status_code, got.headers["content-type"]) == (200, "font/woff2")
    assert got.content == PAGES[name].read_bytes()
    assert len(got.content) * 3 < whole(name).stat().st_size


def test_any_other_file_comes_from_the_front_end() -> None:
    assert answer("fireworks.gif").status_code == 404
