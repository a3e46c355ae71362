"""The single file: an edition as one HTML page with the map, the timeline and every claim, without network or server.

The browser draws it with the same scripts and styles as the dashboard. Everything it shows lies in it as JSON, in the
language spoken when it was built.
"""

import json
import re
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from xstatic.pkg import leaflet

from geodata.common.data_files import read_json
from geodata.common.language import _, current
from geodata.edition.loading import Edition
from geodata.gazetteer.world import GROUND, region_files
from geodata.presentation import wording
from geodata.presentation.font_files import FACES
from geodata.single_file.content import data

_STATIC: Final = Path(__file__).parents[2] / "static"
_PARTS: Final = ("instrument/timeline", "page/claims", "page/article")
_BUNDLE: Final = "bundles/file/file.js"
_GROUND: Final = ("basemap", "world", "towns")
POLICY: Final = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src {pictures}; "
    "font-src {files}; base-uri 'none'; form-action 'none'"
)
# What could end a script or begin a comment in HTML, or end a line in JavaScript.
_ESCAPED: Final = "<>&'`\u0085\u2028\u2029"


def build(edition: Edition) -> bytes:
    """Return ``edition`` as one HTML file that opens without a server; the same edition gives the same bytes."""
    values = {
        "edition": data(edition),
        **{name: read_json(GROUND / f"{name}.json") for name in _GROUND},
        "regions": _regions(edition),
    }
    held = [f'<script type="application/json" id="{name}">{_json(value)}</script>' for name, value in values.items()]
    return _filled(
        policy=POLICY.format(scripts="'unsafe-inline'", files="data:", pictures="data:"),
        head=f"<title>{escape(f'As Reported · {wording.dated(edition)}')}</title>",
        fonts="",
        scripts="\n".join([*held, "<script>", *_scripts().values(), "</script>"]),
    )


def build_linked(head: str, folder: str) -> bytes:
    """Return the same page with its scripts and data in files below ``folder``, which open from a disk too."""
    names = (f"edition.{current()}.js", "ground/light.js", *_scripts())
    return _filled(
        policy=POLICY.format(scripts="'self'", files="'self'", pictures="'self' data:"),
        head=f'<link rel="icon" href="favicon.png">\n{head}',
        fonts="".join(_face(folder, *face) for face in FACES),
        scripts="\n".join(f'<script src="{folder}{name}"></script>' for name in names),
    )


def scripts() -> dict[str, bytes]:
    """Return the program's scripts by their names in the folder of a linked page."""
    return {name: text.encode() for name, text in _scripts().items()}


def _face(folder: str, family: str, style: str, file: Path) -> str:
    source = f'url("{folder}fonts/{file.name}")'
    return f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: 100 900; src: {source}; }}\n'


def _filled(policy: str, head: str, fonts: str, scripts: str) -> bytes:
    """Return the page in the language spoken."""
    filled = Template(_text("source/file/file.html")).substitute(
        language=current(),
        policy=policy,
        head=head,
        no_script=escape(_("This file draws itself with JavaScript. Allow it to run; it asks nothing of any network.")),
        page_style=fonts + "\n".join([_leaflet_style(), _style("map/map.css"), _style("source/file/file.css")]),
        **{f"{Path(name).name}_style": _style(f"source/{name}.css") for name in _PARTS},
        scripts=scripts,
    )
    return filled.encode()


def _regions(edition: Edition) -> dict[str, dict[str, object]]:
    """Return by country the outlines of the regions elsewhere that the map may draw, as the server has them."""
    wanted = {place.outline for place in edition.places.values() if place.is_elsewhere}
    found: dict[str, dict[str, object]] = {}
    for content in region_files():
        kept = [area for area in (*content["regions"], *content["divisions"]) if area["id"] in wanted]
        if kept:
            found[kept[0]["id"].partition("-")[0]] = {"units": content["units"], "regions": [], "divisions": kept}
    return found


def _text(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


def _json(value: object) -> str:
    """Return JSON in which no character means anything to HTML, so that nothing in it can end its script element."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return "".join(rf"\u{ord(letter):04x}" if letter in _ESCAPED else letter for letter in text)


def _style(name: str) -> str:
    return _inlined(_text(name), name)


def _leaflet_style() -> str:
    """Return Leaflet's style without its pictures, which we do not use and which would be files of their own."""
    style = (Path(leaflet.BASE_DIR) / "leaflet.css").read_text(encoding="utf-8")
    return _inlined(re.sub(r"url\([^)]*\)", "none", style), "leaflet.css")


def _scripts() -> dict[str, str]:
    library = (Path(leaflet.BASE_DIR) / "leaflet.js").read_text(encoding="utf-8")
    return {
        "leaflet.js": _inlined(re.sub(r"//# sourceMappingURL=\S+", "", library), "leaflet.js"),
        "file.js": _inlined(_text(_BUNDLE), _BUNDLE),
    }


def _inlined(text: str, name: str) -> str:
    """Return the text of a script or style; refuse one that would end its element or begin a comment."""
    if re.search(r"</(script|style|template)|<!--|<script", text, flags=re.IGNORECASE):
        message = f"{name} cannot be put into one file: take the HTML tag or comment out of it"
        raise ValueError(message)
    return text
