"""The addresses of the static edition: those of the live page as folders, and relative ones between its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import relpath
from urllib.parse import quote

from geodata.public.documents import LISTED, Site
from geodata.public.faces import Face


@dataclass(frozen=True)
class StaticSite(Site):
    """A site of plain files, as seen from the page at ``here`` below the root; each other language has a folder."""

    policy: str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'"
    pages: Sequence[str] = tuple(page for page in LISTED if page != "datasets")
    here: str = ""

    def url(self, path: str, language: str | None = None) -> str:
        """Return the public address of ``path`` in a language."""
        place = self._place(path, language or self.language)
        return self.file(quote(place + "/" if place and not _is_file(place) else place))

    def picture(self, face: Face) -> str:
        """Return the public address of the picture of ``face``."""
        return self.file(quote(self._place(face.picture_path, self.language)))

    def link(self, path: str) -> str:
        """Return the relative address of a page or file."""
        return self._relative(self._place(path, self.language))

    def in_program(self, href: str) -> str:
        """Return the relative address of the map with the query of ``href``: that page has the list too."""
        return f"{self._relative(self._place('', self.language))}?{href.partition('?')[2]}"

    def _relative(self, place: str) -> str:
        file = place if _is_file(place) else f"{place}/index.html".lstrip("/")
        return quote(relpath(file, self._place(self.here, self.language) or "."))

    def _place(self, path: str, language: str) -> str:
        """Return the place of a page or file below the root in a language."""
        return path if language == self.default_language else f"{language}/{path}".rstrip("/")


def _is_file(place: str) -> bool:
    return bool(PurePosixPath(place).suffix in {".atom", ".png"})
