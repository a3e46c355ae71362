"""Contents of the next edition: the files of the one before, with a draft's article put in and corrections made."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from geodata.common.data_files import read_json, read_rows, read_text
from geodata.common.durable import write_new
from geodata.common.language import marked
from geodata.common.markdown import literal
from geodata.desk.errors import PublishError
from geodata.desk.review.completion import event
from geodata.desk.store.drafts import Draft
from geodata.edition.corrections import Correction
from geodata.edition.edition_folder import EditionSource
from geodata.edition.imprint import Imprint
from geodata.edition.published import files, shipped
from geodata.exports.contents import record
from geodata.model.articles import Article

REPORTS_FILE: Final = "reports/reports.csv"
_DISAGREEMENTS: Final = "reports/disagreements.csv"
_ADDED: Final = "## Articles added by the editors"
_ON_REPORTS: Final = "## How the reports were prepared"
_OF_AN_EDITION: Final = ("| `articles/", "| `reports/", "| `translations/", "| `places.json`")
"""What the rows on files of an edition's own begin with in SOURCES.md."""


class Heading(NamedTuple):
    """What heads an edition: its number, the corrections new in it, the places' numbers so far, and its imprint."""

    number: int
    corrections: Sequence[Correction]
    place_numbers: Mapping[str, int]
    imprint: Imprint
    begun: date | None = None
    """The day, for an edition that has nothing of those before it but its number."""


def empty_files() -> dict[str, bytes]:
    """Return the files of an edition without an article, a report, a place or a speaker, by their path in it."""
    came = shipped().path
    reports, disagreements = (list(next(read_rows(came / name))) for name in (REPORTS_FILE, _DISAGREEMENTS))
    return {
        REPORTS_FILE: _csv([], reports),
        _DISAGREEMENTS: _csv([], disagreements),
        "places.json": _json([]),
        "speakers.json": _json({}),
        "SOURCES.md": _sources_of_the_program(read_text(came / "SOURCES.md")).encode(),
    }


def build(staging: Path, base: EditionSource, changed: Mapping[str, bytes], heading: Heading) -> None:
    """Write the next edition into the empty folder ``staging``, every file synced.

    It has the files of ``base``, those ``changed`` in their place, and no relation to a claim that is withdrawn; one
    that is begun has those ``changed`` only.
    """
    contents = {**({} if heading.begun else files(base)), **changed}
    contents["edition.json"] = _json(_index(base.path, contents, heading))
    contents |= _without(
        contents, {claim for entry in heading.corrections if entry.withdrawn for claim in entry.claims}
    )
    for name, content in sorted(contents.items()):
        write_new(staging / name, content)


def article_files(draft: Draft, base: EditionSource) -> dict[str, bytes]:
    """Return the files in which the draft's article differs from ``base``, by their path in the edition.

    Raises PublishError if a place or a speaker of the draft has the id of another one, RecordError if a claim lacks
    something.
    """
    article = draft.article.content.article
    curation = {
        "article": article.id,
        "events": [record(event(entry.content, article)) for entry in draft.claims.values()],
        "relations": [
            entry.content.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
            for entry in draft.relations.values()
        ],
        "sentences": [_sentence(draft, number) for number in range(len(draft.article.content.sentences))],
    }
    return {
        f"articles/{article.id}.txt": article.text.encode(),
        f"articles/{article.id}.json": _json(_stated(article)),
        f"articles/{article.id}.events.json": _json(curation),
        "places.json": _json(_places(base.path, draft)),
        "speakers.json": _json(_speakers(base.path, draft)),
        "SOURCES.md": _sources(read_text(base.path / "SOURCES.md"), article).encode(),
    }


def report_files(rows: Mapping[str, Mapping[str, str] | None], base: EditionSource) -> dict[str, bytes]:
    """Return the reports with the ``rows`` put in place of those of the same claim, None taking one away."""
    if not rows:
        return {}
    old = list(read_rows(base.path / REPORTS_FILE))
    new = [row for row in (rows.get(row["claim_id"], row) for row in old) if row is not None]
    return {REPORTS_FILE: _csv(new, list(old[0]))}


def quoted(draft: Draft, number: int) -> bool:
    """Tell whether a claim of the draft quotes the sentence with this number."""
    start, end = draft.article.content.sentences[number]
    claims = [entry.content for entry in draft.claims.values()]
    return any(
        span.start < end and start < span.end for claim in claims for span in (*claim.quotes, *claim.attribution)
    )


def _stated(article: Article) -> dict[str, Any]:
    """Return what is known of an article but its text; an article that was never updated says nothing of it."""
    return article.model_dump(mode="json", exclude={"text"} if article.updated else {"text", "updated"})


def _sentence(draft: Draft, number: int) -> dict[str, Any]:
    start, end = draft.article.content.sentences[number]
    if quoted(draft, number):
        return {"start": start, "end": end}
    state = draft.sentences[number].content
    return {"start": start, "end": end, "outcome": state.outcome, "reason": state.reason}


def _index(base: Path, contents: Mapping[str, bytes], heading: Heading) -> dict[str, Any]:
    index = read_json(base / "edition.json")
    if heading.begun:
        index = {"articles": [], "corrections": [], "begun": heading.begun.isoformat()}
    held = [name.removeprefix("articles/").removesuffix(".txt") for name in contents if name.endswith(".txt")]
    return {
        "number": heading.number,
        "articles": [*index["articles"], *sorted(set(held) - set(index["articles"]))],
        "corrections": [*index["corrections"], *(entry.model_dump(mode="json") for entry in heading.corrections)],
        "place_numbers": dict(heading.place_numbers),
        "imprint": heading.imprint.model_dump(mode="json"),
        **({"begun": index["begun"]} if index.get("begun") else {}),
    }


def _places(base: Path, draft: Draft) -> list[dict[str, Any]]:
    known = {fields["id"]: fields for fields in read_json(base / "places.json")}
    for place_id, entry in draft.places.items():
        fields = entry.content.model_dump(mode="json", exclude_defaults=True)
        if known.setdefault(place_id, fields) != fields:
            raise PublishError(
                marked('the place "{place_id}" is published with other particulars: add yours under another id'),
                place_id=place_id,
            )
    return list(known.values())


def _speakers(base: Path, draft: Draft) -> dict[str, Any]:
    known: dict[str, Any] = dict(read_json(base / "speakers.json"))
    for speaker_id, entry in draft.speakers.items():
        fields = {"name": entry.content.name, "belongs_to": entry.content.belongs_to}
        stored = known.setdefault(speaker_id, fields if entry.content.belongs_to else entry.content.name)
        if (stored["name"] if isinstance(stored, dict) else stored) != entry.content.name:
            raise PublishError(
                marked('the speaker "{speaker_id}" is published with another name: add yours under another id'),
                speaker_id=speaker_id,
            )
    return known


def _without(contents: Mapping[str, bytes], withdrawn: set[str]) -> dict[str, bytes]:
    """Return the files that relate a withdrawn claim to another one, without those relations."""
    changed = {}
    for name, content in contents.items():
        if name.endswith(".events.json"):
            curation = json.loads(content)
            related = [relation for relation in curation["relations"] if not withdrawn & set(relation["events"])]
            if len(related) < len(curation["relations"]):
                changed[name] = _json(curation | {"relations": related})
    rows = list(csv.DictReader(io.StringIO(contents[_DISAGREEMENTS].decode(), newline="")))
    kept = [row for row in rows if not withdrawn & {row["claim_a"], row["claim_b"]}]
    if len(kept) < len(rows):
        changed[_DISAGREEMENTS] = _csv(kept, list(rows[0]))
    return changed


def _sources_of_the_program(sources: str) -> str:
    """Return SOURCES.md without what it says of articles, reports and places, which are those of another edition."""
    general, _heading, _reports = sources.partition(_ON_REPORTS)
    kept = [line for line in general.splitlines() if not line.startswith(_OF_AN_EDITION)]
    return "\n".join(kept).strip() + "\n"


def _sources(sources: str, article: Article) -> str:
    """Return SOURCES.md with a line on the article, whose words are not ours and must not act as Markdown."""
    name = f"`articles/{article.id}.txt`"
    lines = [line for line in sources.splitlines() if not line.startswith(f"- {name}")]
    if any(name in line for line in lines):
        return sources
    if _ADDED not in lines:
        lines += ["", _ADDED, ""]
    dated = article.published_as_printed or article.day.isoformat()
    words = (article.publisher, f'"{article.title}"', dated, article.credit_line, article.rights)
    plain = "; ".join(literal(word) for word in words if word)
    return "\n".join([*lines, f"- {name}: {plain}; <{article.url}>", ""])


def _csv(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
