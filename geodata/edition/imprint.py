"""The imprint: what an edition calls itself, what it is about, and to whom its readers write."""

import re
from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from geodata.common.errors import RecordError
from geodata.common.language import DEFAULT, LANGUAGES, current, marked

NAME: Final = "As Reported"
_DOMAIN: Final = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_MAIL: Final = re.compile(rf"[\w.!#$%&'*+/=?^`{{|}}~-]{{1,64}}@{_DOMAIN}", re.ASCII | re.IGNORECASE)
_PAGE: Final = re.compile(rf"https?://{_DOMAIN}(?::\d{{1,5}})?(?:/[!-~]*)?", re.ASCII | re.IGNORECASE)
_LONGEST: Final = 254
_LONGEST_TEXT: Final = 300


def check_contact(contact: str) -> str:
    """Return ``contact`` if it is a mail address, the address of a page, or empty; raise RecordError if not."""
    if contact and (len(contact) > _LONGEST or not (_MAIL.fullmatch(contact) or _PAGE.fullmatch(contact))):
        raise RecordError(
            marked(
                'the contact "{contact}" is no address: give a mail address, or the address of a page with https://'
            ),
            contact=contact,
        )
    return contact


def _contact(value: str) -> str:
    try:
        return check_contact(value)
    except RecordError as error:
        raise ValueError(str(error)) from error


def _known(texts: Mapping[str, str]) -> Mapping[str, str]:
    if unknown := sorted(set(texts) - set(LANGUAGES)):
        message = f'"{unknown[0]}" is no language of the interface: there are {", ".join(LANGUAGES)}'
        raise ValueError(message)
    if any(not text.isprintable() or len(text) > _LONGEST_TEXT for text in texts.values()):
        message = f"a text of the imprint stands on one line of at most {_LONGEST_TEXT} characters"
        raise ValueError(message)
    return texts


Texts = Annotated[Mapping[str, str], AfterValidator(_known)]
"""A text by the code of its language."""


class Imprint(BaseModel):
    """What an edition says of itself, by language of the interface; one that is missing falls back to English.

    ``contact`` is a mail address or the address of a page, empty where readers have nobody to write to. ``focus`` are
    the ids of the regions that its articles are about as a rule.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Texts = Field(default_factory=lambda: {DEFAULT: NAME})
    subtitle: Texts = Field(default_factory=dict)
    contact: Annotated[str, AfterValidator(_contact)] = ""
    focus: tuple[str, ...] = ()

    def titled(self) -> str:
        """Return the title in the language spoken."""
        return _spoken(self.title) or NAME

    def described(self) -> str:
        """Return the subtitle in the language spoken, empty if there is none."""
        return _spoken(self.subtitle)

    @property
    def is_mail(self) -> bool:
        """Tell whether the contact is a mail address."""
        return "@" in self.contact and not self.contact.startswith("http")


def _spoken(texts: Mapping[str, str]) -> str:
    return texts.get(current()) or texts.get(DEFAULT) or next(iter(texts.values()), "")
