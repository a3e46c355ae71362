"""The imprint of an edition: title and subtitle by language, and a contact that is an address or not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from geodata import load
from geodata.common.errors import RecordError
from geodata.common.language import DEFAULT, LANGUAGES, use
from geodata.edition.imprint import Imprint, check_contact

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def default_language_afterwards() -> Iterator[None]:
    yield
    use(DEFAULT)


@pytest.mark.parametrize(
    "contact", ["", "desk@example.org", "first.last+x@sub.example.co", "https://example.org/contact?x=1#form"]
)
def test_a_contact_is_a_mail_address_or_a_page_or_nothing(contact: str) -> None:
    assert check_contact(contact) == contact


@pytest.mark.parametrize(
    "contact",
    [
        "desk",
        "desk@",
        "@example.org",
        "a b@example.org",
        "<b>@example.org",
        "desk@example.org\nBcc: x@y.zz",
        "mailto:desk@example.org?bcc=x@y.zz",
        "https://",
        "https://example.org/a b",
        "javascript:alert(1)",
        f"{'x' * 300}@example.org",
    ],
)
def test_a_contact_that_is_no_address_is_refused_with_what_to_do(contact: str) -> None:
    with pytest.raises(RecordError, match=r"is no address: give a mail address"):
        check_contact(contact)
    with pytest.raises(ValidationError, match="is no address"):
        Imprint(contact=contact)


def test_a_language_without_a_title_has_the_english_one_or_the_first() -> None:
    use("uk")
    assert Imprint(title={"en": "Nile", "uk": "Ніл"}).titled() == "Ніл"
    assert Imprint(title={"en": "Nile"}).titled() == "Nile"
    assert Imprint(title={"ru": "Нил"}).titled() == "Нил"
    assert Imprint().titled() == "As Reported"
    with pytest.raises(ValidationError, match="is no language of the interface"):
        Imprint(title={"xx": "Nile"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_edition_describes_itself_in_every_language(language: str) -> None:
    assert load().imprint.subtitle[language]
