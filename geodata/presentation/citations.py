"""Citations: a claim, an article or a view, as plain text and in the formats of reference managers."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from geodata.common.direction import mark_overrides
from geodata.common.language import _, marked, written_out
from geodata.edition.loading import Edition
from geodata.model.articles import Article
from geodata.model.authors import personal_name
from geodata.model.events import CitationEvidence, Event, QuoteEvidence
from geodata.model.times import EventTime

CONTRIBUTORS: Final = "As Reported contributors"
_SPEECH: Final = {
    "direct": marked("Direct quote: “{words}”"),
    "paraphrase": marked("The article's paraphrase: “{words}”"),
}
# BibTeX counts braces even after a backslash, so a brace of the text must not stay a brace.
_BIBTEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "$&#_%"},
    }
)
# An address stands verbatim in BibTeX; only what would end the field or the line is percent-encoded.
_BIBTEX_URL: Final = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})


@dataclass(frozen=True)
class Citation:
    """Where a claim, an article or a view can be read, when it came out, and which words are meant.

    ``issued`` is the day of publication, or None; ``issued_words`` adds hour and time zone, or says that they are not
    known. ``accessed`` is None where no day of access was recorded, and is then left out of the machine formats;
    ``accessed_words`` says so. Empty strings stand for what there is not.
    """

    key: str
    authors: tuple[str, ...]
    title: str
    outlet: str
    issued: EventTime | None
    issued_words: str
    credit_line: str
    speaker: str
    words: str
    accessed: date | None
    accessed_words: str
    url: str
    language: str
    edition: str

    @property
    def note(self) -> str:
        """Return what the fields of the machine formats have no place for, in sentences."""
        date_words = _("Date: {words}").format(words=self.issued_words)
        return sentences(date_words, self.credit_line, self.speaker, self.words, self.accessed_words, self.edition)

    @property
    def text(self) -> str:
        """Return the citation as one paragraph in Chicago's order; quotation marks hold the words cited and no more."""
        title = f"“{self.title}”" if self.title else _("Title not known")
        published = f"{self.outlet}, {self.issued_words}"
        facts = (
            _in_a_row(self.authors),
            title,
            published,
            self.credit_line,
            self.speaker,
            self.words,
            self.accessed_words,
        )
        return f"{sentences(*facts)} {_one_line(self.url)} {sentences(self.edition)}"

    @property
    def bibtex(self) -> str:
        """Return one BibTeX entry; bodies and the title are braced, so that no style cuts or lowers them."""
        fields = {
            "author": " and ".join(map(_bibtex_name, self.authors)),
            "title": _braced(self.title),
            "howpublished": _escaped(self.outlet),
            "year": str(self.issued.first.year) if self.issued and self.issued.first else "",
            "date": self.issued.edtf if self.issued else "",
            "url": _one_line(self.url).translate(_BIBTEX_URL),
            "urldate": self.accessed.isoformat() if self.accessed else "",
            "language": _escaped(self.language),
            "note": _escaped(self.note),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"]) + "\n"

    @property
    def ris(self) -> str:
        """Return one RIS record, each field on one line, lines ended by CR and LF."""
        fields = [
            ("TY", "ELEC"),
            ("ID", self.key),
            *(("AU", _turned(name)) for name in self.authors),
            ("TI", self.title),
            ("T2", self.outlet),
            ("PY", str(self.issued.first.year) if self.issued and self.issued.first else ""),
            ("DA", _ris_date(self.issued, self.issued_words)),
            ("Y2", f"{self.accessed:%Y/%m/%d}/" if self.accessed else ""),
            ("LA", self.language),
            ("DB", self.edition),
            ("N1", self.note),
            # Readers of RIS take a semicolon for the end of one address.
            ("UR", self.url.replace(";", "%3B")),
        ]
        lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
        return "\r\n".join([*lines, "ER  - ", ""])

    @property
    def csl(self) -> str:
        """Return a CSL-JSON list of one item."""
        item = {
            "id": self.key,
            "type": "webpage",
            "author": [_csl_name(name) for name in self.authors],
            "title": self.title,
            "container-title": self.outlet,
            "issued": _csl_date(self.issued) if self.issued else "",
            "accessed": _csl_date(EventTime.parse(self.accessed.isoformat())) if self.accessed else "",
            "URL": self.url,
            "language": self.language,
            "source": self.edition,
            "note": self.note,
        }
        return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1)


def cite(event: Event, edition: Edition) -> Citation:
    """Return the citation of a claim: its exact words if they are stored, else our summary."""
    if isinstance(event.evidence, QuoteEvidence):
        return _cite_quoted(event, event.evidence, edition)
    return _cite_cited(event, event.evidence, edition)


def cite_article(article: Article, edition: Edition) -> Citation:
    """Return the citation of one of the edition's articles."""
    return Citation(
        key=f"as-reported-{edition.number}-{article.id}",
        authors=tuple(map(mark_overrides, article.authors)),
        title=mark_overrides(article.title),
        outlet=mark_overrides(article.publisher),
        issued=EventTime.parse(article.day.isoformat()),
        issued_words=mark_overrides(article.dated),
        credit_line=mark_overrides(article.credit_line),
        speaker="",
        words="",
        accessed=article.stored,
        accessed_words=_("Accessed {day}, the day its text was stored").format(day=written_out(article.stored)),
        url=str(article.url),
        language=article.language,
        edition=_edition(edition),
    )


def cite_view(sentence: str, url: str, edition: Edition, accessed: date) -> Citation:
    """Return the citation of what a filter, in words ``sentence``, shows at the address ``url``.

    ``accessed`` is the day it was looked at, in UTC.
    """
    as_of = _("as of {moment}").format(moment=edition.day_words)
    return Citation(
        key=f"as-reported-{edition.number}-view",
        authors=(CONTRIBUTORS,),
        title=sentence,
        outlet="As Reported",
        issued=None,
        issued_words=as_of,
        credit_line="",
        speaker="",
        words="",
        accessed=accessed,
        accessed_words=_("Accessed {day} (UTC)").format(day=written_out(accessed)),
        url=url,
        language="",
        edition=_edition(edition),
    )


def speakers_of(event: Event, edition: Edition) -> str:
    """Return the names of the speaker chain, nearest to the page first, as in "Baza > unnamed military source"."""
    links = (_(" and ").join(edition.speakers[speaker].name for speaker in link.speakers) for link in event.chain)
    return mark_overrides(" > ".join(links))


def _cite_quoted(event: Event, evidence: QuoteEvidence, edition: Edition) -> Citation:
    article = edition.articles[evidence.article]
    return Citation(
        **{
            **vars(cite_article(article, edition)),
            "key": f"as-reported-{edition.number}-{event.id}",
            "speaker": _speaker(event, edition),
            "words": _(_SPEECH[evidence.speech]).format(words=evidence.words),
            "url": article.link_to(evidence.quotes[0]),
            "edition": _edition(edition, event),
        }
    )


def _cite_cited(event: Event, evidence: CitationEvidence, edition: Edition) -> Citation:
    return Citation(
        key=f"as-reported-{edition.number}-{event.id}",
        authors=(),
        title=mark_overrides(evidence.title),
        outlet=mark_overrides(evidence.outlet),
        issued=event.reported,
        issued_words=_("{day}, hour and time zone not known").format(day=event.reported.words),
        credit_line="",
        speaker=_speaker(event, edition),
        words=_("Our summary: {words}").format(words=mark_overrides(evidence.summary)),
        accessed=None,
        accessed_words=_("Access date not recorded"),
        url=str(evidence.url),
        language=evidence.language,
        edition=_edition(edition, event),
    )


def _speaker(event: Event, edition: Edition) -> str:
    return _("Speaker: {names}").format(names=speakers_of(event, edition))


def _edition(edition: Edition, event: Event | None = None) -> str:
    kept = _("As Reported, edition {number}").format(number=edition.number)
    return _("{edition}, claim {id}").format(edition=kept, id=event.id) if event else kept


def sentences(*facts: str) -> str:
    """Return ``facts`` on one line, each ended by a full stop unless it ends so by itself, or with quoted words."""
    return " ".join(fact if re.search(r"[.!?…][”»]?$", fact) else f"{fact}." for fact in map(_one_line, facts) if fact)


def _in_a_row(names: Sequence[str]) -> str:
    """Return names as in "Ann Lee, Bo Ek and AP"."""
    return _(" and ").join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _turned(name: str) -> str:
    """Return a person's name with the family's first where that is sure, else the name as it is."""
    parts = personal_name(name)
    return f"{parts.family}, {parts.given}" if parts else name


def _bibtex_name(name: str) -> str:
    return _escaped(_turned(name)) if personal_name(name) else _braced(name)


def _csl_name(name: str) -> dict[str, str]:
    parts = personal_name(name)
    return parts._asdict() if parts else {"literal": name}


def _one_line(text: str) -> str:
    """Return ``text`` with each line break, of whatever kind, as one space; other spaces stay as they are."""
    return " ".join(text.splitlines())


def _escaped(text: str) -> str:
    return _one_line(text).translate(_BIBTEX)


def _braced(text: str) -> str:
    return f"{{{_escaped(text)}}}" if text else ""


def _calendar(edtf: str) -> list[list[str]]:
    """Return the dates of an EDTF string as their parts, year first; an open end has none."""
    return [part.rstrip("~?%").split("-") for part in edtf.split("/") if part != ".."]


def _ris_date(issued: EventTime | None, words: str) -> str:
    """Return year/month/day/other information, a part that is not known left empty."""
    if issued is None:
        return ""
    parts = [*(_calendar(issued.edtf)[0] if issued.first else [""]), "", ""][:3]
    return "/".join([*parts, words])


def _csl_date(time: EventTime) -> dict[str, object]:
    if ".." in time.edtf:
        return {"literal": time.edtf}
    parts = [[int(number) for number in day] for day in _calendar(time.edtf)]
    return {"date-parts": parts} | ({"circa": True} if time.approximate else {})
