"""Faces as documents: HTML, a site map and rules for robots, through templates that escape all text by default."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geodata.common.language import DEFAULT, LANGUAGES
from geodata.edition.imprint import NAME
from geodata.edition.loading import Edition
from geodata.exports.contents import Json
from geodata.presentation import wording
from geodata.presentation.citations import CONTRIBUTORS
from geodata.presentation.contact import ADDRESS
from geodata.public.faces import Face, places
from geodata.public.feeds import Feed
from geodata.public.picture import SIZE

TEMPLATES: Final = Path(__file__).parent / "templates"
LISTED: Final = tuple(page for page in wording.PAGES if page not in {"dashboard", "editor"})
"""The pages for readers beside the first one."""
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write, and HTML refuses too."""


@dataclass(frozen=True)
class Site:
    """The absolute address of the site's root, which ends with a slash, and the language its pages are asked for in."""

    root: str
    language: str = DEFAULT
    languages: Sequence[str] = field(default=tuple(LANGUAGES))
    default_language: str = DEFAULT
    pages: Sequence[str] = LISTED
    policy: str = ""
    """The content security policy that a page states itself, where no server sends one."""

    def file(self, name: str) -> str:
        """Return the address of a file below the root."""
        return f"{self.root}{name}"

    def url(self, path: str, language: str | None = None) -> str:
        """Return the address of ``path`` in a language, by default in the one spoken."""
        chosen = language or self.language
        query = {"lang": chosen} if chosen != self.default_language else {}
        return self.file(quote(path)) + (f"?{urlencode(query)}" if query else "")

    def link(self, path: str) -> str:
        """Return what leads from one page to ``path``."""
        return self.url(path)

    def in_program(self, href: str) -> str:
        """Return what leads from a page into the program, to a page's path with a query."""
        return self.file(href)

    def picture(self, face: Face) -> str:
        """Return the address of the picture of ``face``, which changes with what the picture shows."""
        version = {"v": sha256(repr(face.picture).encode()).hexdigest()[:12]}
        language = {} if self.language == self.default_language else {"lang": self.language}
        return self.file(f"{quote(face.picture_path)}?{urlencode(language | version)}")

    def structured(self, face: Face) -> Json:
        """Return what is stated of ``face`` in schema.org's words, with its address here."""
        return {**(face.structured or {}), "mainEntityOfPage": self.url(face.path)}


def head(face: Face, site: Site) -> str:
    """Return what the head of a page says of ``face``: title, description, addresses, picture and structured data."""
    return _rendered("head.html", face=face, site=site)


def document(face: Face, site: Site) -> str:
    """Return a whole page, readable without script."""
    return _rendered("document.html", face=face, site=site)


def shell(html: str, face: Face, site: Site) -> str:
    """Return Streamlit's page with the head of ``face``, and its text where script is off."""
    style = f"<noscript><style>{(TEMPLATES / 'style.css').read_text(encoding='utf-8')}</style></noscript>"
    body = f"<noscript><main>{_rendered('body.html', face=face, site=site)}</main></noscript>"
    replaced = {
        # First, as there is one in what the head gets.
        r"<noscript>.*?</noscript>": body,
        r'<html lang="en">': f'<html lang="{site.language}">',
        r"<title>.*?</title>": f"{head(face, site)}{style}",
        # It points to an interface that is closed here.
        r"<!--(?:(?!-->).)*-->\s*<link rel=\"service-desc\"[^>]*>": "",
    }
    for pattern, text in replaced.items():
        html = re.sub(pattern, lambda _found, text=text: text, html, count=1, flags=re.DOTALL)  # type: ignore[misc]
    return html


def site_map(edition: Edition, site: Site) -> str:
    """Return the addresses of all pages, articles, places and claims, each with its languages, after sitemaps.org."""
    paths = [
        "",
        *site.pages,
        *(f"article/{article}" for article in edition.articles),
        *(f"place/{place}" for place in places(edition)),
        *(f"claim/{event.id}" for event in edition.events),
    ]
    return _rendered("sitemap.xml", paths=paths, site=site)


def atom(feed: Feed, site: Site) -> str:
    """Return a feed as Atom (RFC 4287)."""
    return _rendered("feed.xml", feed=feed, contributors=CONTRIBUTORS, site=site)


def robots(site: Site, path: str) -> str:
    """Return what robots may ask for, the root of the site being at ``path``: all that readers may read."""
    return _rendered("robots.txt", site=site, path=path)


def _rendered(template: str, site: Site, **values: object) -> str:
    pages = {"": wording.page_title("dashboard")} | {page: wording.page_title(page) for page in site.pages}
    constant = {"name": NAME, "pages": pages, "picture_size": SIZE, "address_mark": ADDRESS}
    return _TEMPLATES.get_template(template).render(site=site, **constant, **values)


def _printable(value: object) -> object:
    # What a filter has escaped already must stay marked so.
    is_text = isinstance(value, str) and not hasattr(value, "__html__")
    return _UNPRINTABLE.sub("\ufffd", str(value)) if is_text else value


_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, finalize=_printable
)
