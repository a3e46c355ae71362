"""The files of the static edition: the program's page, readable pages, pictures, feeds and exports."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from geodata.common.data_files import read_json
from geodata.common.language import DEFAULT, LANGUAGES, use
from geodata.edition.loading import Edition
from geodata.exports.formats import FORMATS, Export
from geodata.gazetteer.world import GROUND, WORLD_REGIONS
from geodata.presentation.font_files import FACES
from geodata.public import documents, faces, feeds, picture
from geodata.public.faces import Face
from geodata.public.feeds import Feed
from geodata.single_file import page
from geodata.single_file.content import data
from geodata.static.site import StaticSite

_ICON_PIXELS: Final = 64
Files = Iterator[tuple[str, Callable[[], bytes]]]
"""Paths, and what makes each file, to be called before the next is asked for: in the language spoken then."""
Former = tuple[int, Callable[[], Edition]]
"""The number of a former edition, and what loads it."""


def files(edition: Edition, address: str, former: Iterable[Former] = ()) -> Files:
    """Yield each file by its path, those of former editions below ``e/N/``; ``address`` ends with a slash."""
    yield from _edition(edition, StaticSite(address))
    for number, load in former:
        root = f"e/{number}/"
        yield from ((root + path, make) for path, make in _edition(load(), StaticSite(address + root)))


def _edition(edition: Edition, site: StaticSite) -> Files:
    yield from _shared()
    for form in FORMATS:
        use(DEFAULT)
        yield f"api/v1/claims.{form.extension}", partial(form.write, Export.everything(edition))
    yield "sitemap.xml", documents.site_map(edition, site).encode
    yield "robots.txt", documents.robots(site, urlsplit(site.root).path).encode
    for language in LANGUAGES:
        use(language)
        folder = "" if language == DEFAULT else f"{language}/"
        spoken = replace(site, language=language)
        yield from ((folder + path, make) for path, make in _in_one_language(edition, spoken))
        yield f"assets/edition.{language}.js", partial(_script, "edition", data(edition))
    use(DEFAULT)


def _in_one_language(edition: Edition, site: StaticSite) -> Files:
    start = faces.of_page("dashboard", edition)
    yield "favicon.png", partial(picture.icon, _ICON_PIXELS)
    assets = "assets/" if site.language == DEFAULT else "../assets/"
    yield "index.html", partial(page.build_linked, documents.head(start, site), assets)
    for face in _faces(edition, site):
        if face.path:
            yield f"{face.path}/index.html", partial(_document, face, replace(site, here=face.path))
        if face.picture and (face.path == "" or "/" in face.path):
            yield face.picture_path, partial(picture.png, face.picture)
    for feed in _feeds(edition):
        yield feed.path, documents.atom(feed, site).encode


def _faces(edition: Edition, site: StaticSite) -> Iterator[Face]:
    yield faces.of_page("dashboard", edition)
    yield from (faces.of_page(name, edition) for name in site.pages)
    yield from (faces.of_claim(event, edition) for event in edition.events)
    yield from (faces.of_place(edition.places[place], edition) for place in faces.places(edition))
    yield from (faces.of_article(article, edition) for article in edition.articles.values())
    for correction in edition.corrections:
        if correction.withdrawn:
            yield from (faces.of_withdrawn(claim, correction) for claim in correction.claims)


def _feeds(edition: Edition) -> Iterator[Feed]:
    speakers = sorted({speaker for event in edition.events for speaker in event.speakers})
    asked = [
        feeds.of_edition(edition),
        feeds.of_corrections(edition),
        *(feeds.of_article(article, edition) for article in edition.articles),
        *(feeds.of_place(place, edition) for place in faces.places(edition)),
        *(feeds.of_speaker(speaker, edition) for speaker in speakers),
    ]
    yield from filter(None, asked)


def _shared() -> Files:
    """Yield what all languages share: scripts, fonts, and the ground as scripts, which open from a disk too."""
    yield from ((f"assets/{name}", partial(bytes, content)) for name, content in page.scripts().items())
    for _family, _style, path in FACES:
        yield f"assets/fonts/{path.name}", path.read_bytes
    for path in sorted(GROUND.glob("*.json")):
        yield f"assets/ground/{path.stem}.js", partial(_script_of, path.stem, path)
    for path in sorted(WORLD_REGIONS.glob("*.json")):
        yield f"assets/regions/{path.stem}.js", partial(_script_of, f"regions-{path.stem}", path)


def _document(face: Face, site: StaticSite) -> bytes:
    return documents.document(face, site).encode()


def _script_of(name: str, path: Path) -> bytes:
    return _script(name, read_json(path))


def _script(name: str, value: object) -> bytes:
    """Return a script that puts ``value`` into the page as the JSON element ``name``."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    made = f'{{type:"application/json",id:{json.dumps(name)},textContent:JSON.stringify({text})}}'
    return f'document.head.append(Object.assign(document.createElement("script"),{made}));\n'.encode()
