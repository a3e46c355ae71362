"""Where a reader reports that something is wrong with a claim: a link to the edition's contact, its text begun."""

from typing import Final
from urllib.parse import quote, urlencode

from geodata.common.language import _
from geodata.edition.loading import Edition
from geodata.edition.translations import own_words
from geodata.model.events import Event, QuoteEvidence

ADDRESS: Final = "%7Baddress%7D"
"""Stands in a link, once, for the address of the claim, percent-encoded, which only the host of a card knows."""
_MOST_CHARACTERS: Final = 400
"""Of the words in a link: programs for mail cut or refuse longer ones."""


def wrong(event: Event, edition: Edition) -> dict[str, str]:
    """Return the text and the address of a link to the edition's contact, or the sentence that there is none."""
    text = _("Something wrong here?")
    if not edition.imprint.contact:
        return {"text": text, "href": "", "note": _("This edition names nobody to write to about errors.")}
    return {"text": text, "href": _link(event, edition), "note": ""}


def _link(event: Event, edition: Edition) -> str:
    evidence = event.evidence
    words = evidence.words if isinstance(evidence, QuoteEvidence) else own_words(event, "summary", edition).text
    shown = words if len(words) <= _MOST_CHARACTERS else f"{words[:_MOST_CHARACTERS]} […]"
    subject = _("Edition {number}, claim {id}").format(number=edition.number, id=event.id)
    quoted = f"“{shown}”" if event.is_quoted else shown
    # The address comes first, so that nothing like it in the quote is taken for it.
    start = f"{ADDRESS}{quote(f'{chr(10)}{subject}{chr(10) * 2}{quoted}{chr(10) * 2}', safe='')}"
    contact = edition.imprint.contact
    if edition.imprint.is_mail:
        return f"mailto:{quote(contact, safe='@')}?{urlencode({'subject': subject}, quote_via=quote)}&body={start}"
    page, mark, place = contact.partition("#")
    more = f"{'&' if '?' in page else '?'}{urlencode({'title': subject}, quote_via=quote)}&body={start}"
    return f"{page}{more}{mark}{place}"
