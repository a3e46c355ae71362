"""The files of our fonts: one whole for the pictures of links, and the part of Streamlit's that pages use."""

from typing import Final

from geodata.edition.loading import DATA

PICTURES: Final = DATA / "fonts" / "SourceSerif4Variable-Roman.ttf.woff2"
PAGES: Final = {
    "SourceSansVF-Upright": DATA / "fonts" / "sans.woff2",
    "SourceSansVF-Italic": DATA / "fonts" / "sans-italic.woff2",
    "SourceSerifVariable-Roman": DATA / "fonts" / "serif.woff2",
    "SourceSerifVariable-Italic": DATA / "fonts" / "serif-italic.woff2",
    "MaterialSymbols-Rounded": DATA / "fonts" / "icons.woff2",
}
"""By the beginning of the name that the whole font has among Streamlit's files."""
FACES: Final = (
    ("Source Sans 3", "normal", PAGES["SourceSansVF-Upright"]),
    ("Source Sans 3", "italic", PAGES["SourceSansVF-Italic"]),
    ("Source Serif 4", "normal", PAGES["SourceSerifVariable-Roman"]),
    ("Source Serif 4", "italic", PAGES["SourceSerifVariable-Italic"]),
)
"""Family, style and file of each text font, where Streamlit declares none."""
