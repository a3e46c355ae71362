"""The fonts of the pages: the letters, weights and icons that they use, cut from the fonts that come with Streamlit.

Needs fonttools and brotli, which nothing else does: ``pip install fonttools brotli``, then ``python -m tools.fonts``.
"""

import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from geodata.presentation.font_files import PAGES

ROOT: Final = Path(__file__).parents[1]
STREAMLIT: Final = Path(str(files("streamlit"))) / "static" / "static"
LETTERS: Final = (
    *(*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2C6, 0x2DA, 0x2DC),
    *(*range(0x400, 0x460), 0x490, 0x491),
    *(*range(0x2010, 0x2027), 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x203E, 0x2044),
    *(0x20AC, 0x20B4, 0x20BD, 0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212, 0x2260, 0x2264, 0x2265),
    *range(0x25A0, 0x25E7),
)
"""English, Ukrainian, Russian and their neighbours; browsers take any other letter from the machine's own fonts."""
FEATURES: Final = ("ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum")
AXES: Final = {"wght": (400, 700), "opsz": 20}
ICON: Final = re.compile(r"material/([a-z0-9_]+)")
NAMES: Final = {1, 3, 4, 6, 16, 25}
"""Family, unique, full and PostScript names."""


def icons(drawn: Iterable[str]) -> list[str]:
    """Return the names of the icons in our pages and in Streamlit's front end, as far as the font has them."""
    sources = (ROOT / "dashboard.py", *(ROOT / "pages").rglob("*.py"), *(STREAMLIT / "js").glob("*.js"))
    texts = (path.read_text(encoding="utf-8") for path in sources)
    return sorted({name for text in texts for name in ICON.findall(text)} & set(drawn))


def letters_of(font: TTFont) -> TTFont:
    """Return a text font with the letters, features and weights in use."""
    cutter = Subsetter(Options(layout_features=list(FEATURES)))
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    tags = {axis.axisTag for axis in font["fvar"].axes}
    return instantiateVariableFont(font, {tag: limits for tag, limits in AXES.items() if tag in tags})


def icons_of(font: TTFont) -> TTFont:
    """Return the font of icons with those in use, each drawn for the word that is its name."""
    names = icons(font.getGlyphOrder())
    cutter = Subsetter(Options(layout_features=["rlig"], layout_closure=False))
    cutter.populate(unicodes=map(ord, set("".join(names))), glyphs=names)
    cutter.subset(font)
    return font


def main() -> None:
    """Write ``geodata/data/fonts/*.woff2``, but for the font of the pictures of links, which is whole."""
    for whole, cut in PAGES.items():
        font = TTFont(next((STREAMLIT / "media").glob(f"{whole}.*")), recalcTimestamp=False)
        font = icons_of(font) if cut.stem == "icons" else letters_of(font)
        for record in font["name"].names:
            if record.nameID in NAMES:
                # "Source" is a name that the licence reserves for the font as it was.
                record.string = f"AsReported-{cut.stem}"
        font.flavor = "woff2"
        font.save(cut)


if __name__ == "__main__":
    main()
