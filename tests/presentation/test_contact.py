"""Reporting an error: to the contact that the edition names, with claim, edition, quote and address filled in."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from geodata import load
from geodata.edition.imprint import Imprint
from geodata.model.events import QuoteEvidence
from geodata.presentation.contact import ADDRESS, wrong

if TYPE_CHECKING:
    from geodata.edition.loading import Edition

EDITION = load()
MAIL = "desk@example.org"
QUOTED = next(event for event in EDITION.events if event.is_quoted)


def naming(contact: str) -> Edition:
    return dataclasses.replace(EDITION, imprint=Imprint(contact=contact))


@pytest.mark.parametrize("event", EDITION.events[::9], ids=lambda event: event.id)
def test_a_mail_begins_with_the_address_of_the_claim_its_edition_and_its_words(event: object) -> None:
    assert isinstance(event, type(QUOTED))
    href = wrong(event, naming(MAIL))["href"]
    assert href.count(ADDRESS) == 1
    parts = urlsplit(href)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (parts.scheme, parts.path) == ("mailto", MAIL)
    assert query["subject"] == f"Edition {EDITION.number}, claim {event.id}"
    assert query["body"].startswith("{address}\n" + query["subject"])
    if isinstance(event.evidence, QuoteEvidence):
        assert f"“{event.evidence.words}”" in query["body"]


def test_a_contact_that_is_a_page_keeps_its_query_and_its_place() -> None:
    href = wrong(QUOTED, naming("https://example.org/contact?x=1#form"))["href"]
    assert href.startswith("https://example.org/contact?x=1&title=Edition%20")
    assert href.endswith("#form")
    assert "+" not in href


def test_an_edition_without_a_contact_says_so() -> None:
    found = wrong(QUOTED, naming(""))
    assert (found["href"], found["note"]) == ("", "This edition names nobody to write to about errors.")


def test_what_a_quote_holds_adds_nothing_to_the_head_of_the_mail() -> None:
    evidence = QUOTED.evidence
    assert isinstance(evidence, QuoteEvidence)
    first = evidence.quotes[0].model_copy(update={"exact": "&bcc=x@y.zz\r\nBcc: x@y.zz {address} #x"})
    event = QUOTED.model_copy(update={"evidence": evidence.model_copy(update={"quotes": (first,)})})
    href = wrong(event, naming(MAIL))["href"]
    assert set(parse_qs(urlsplit(href).query)) == {"subject", "body"}
    assert urlsplit(href).fragment == ""
    assert href.index(ADDRESS) < href.index(ADDRESS, href.index(ADDRESS) + 1)
    assert "Bcc: x@y.zz" in unquote(href)


def test_the_words_of_a_long_quote_are_cut_and_said_to_be() -> None:
    evidence = QUOTED.evidence
    assert isinstance(evidence, QuoteEvidence)
    first = evidence.quotes[0].model_copy(update={"exact": "word " * 2000})
    event = QUOTED.model_copy(update={"evidence": evidence.model_copy(update={"quotes": (first,)})})
    href = wrong(event, naming(MAIL))["href"]
    assert len(href) < 2000
    assert "[…]" in unquote(href)
