"""The language of the interface. Quotes and names stay in the language of their source."""

import gettext
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from babel import Locale
from babel.dates import format_date

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType({"en": "English", "uk": "Українська", "ru": "Русский"})
DEFAULT: Final = "en"
DOMAIN: Final = "as_reported"
CATALOGS: Final = Path(__file__).parents[1] / "locale"

# One reader's page is drawn in one thread, and each thread has its own context.
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def use(language: str) -> None:
    """Speak ``language`` from here on in this thread."""
    _language.set(language)


def current() -> str:
    """Return the code of the language spoken."""
    return _language.get()


def _(message: str) -> str:
    """Return ``message`` in the language spoken, or unchanged if there is no translation."""
    return _catalog(current()).gettext(message)


def plural(one: str, many: str, count: int) -> str:
    """Return the form for ``count``, with the number put in for ``{count}``."""
    return _catalog(current()).ngettext(one, many, count).format(count=count)


def plural_forms(phrase: Callable[[int], str]) -> dict[str, str]:
    """Return the forms of a ``phrase`` with a number by their CLDR names, with ``{count}`` where the number stands.

    The browser then finds the form for any number, as ``Intl.PluralRules`` names it.
    """
    name = Locale.parse(current()).plural_form
    return {name(number): phrase(number).replace(str(number), "{count}") for number in (1, 2, 5)}


def marked(message: str) -> str:
    """Return ``message`` unchanged, marked for the catalogs; it is translated where it is shown."""
    return message


def written_out(day: date) -> str:
    """Return ``day`` as "12 March 2024" in the language spoken."""
    return format_date(day, "d MMMM y", locale=current())


def months(form: str) -> list[str]:
    """Return the names of the twelve months in the CLDR's ``form``: MMMM or MMM within a date, LLL alone."""
    return [format_date(date(2024, number, 1), form, locale=current()) for number in range(1, 13)]


def month(day: date) -> str:
    """Return the month of ``day`` as "March 2024" in the language spoken."""
    return format_date(day, "LLLL y", locale=current())


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, CATALOGS, languages=[language], fallback=True)
