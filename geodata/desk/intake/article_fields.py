"""The fields of a new article as an editor types them: prefilled from the document, checked, and made an Article."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict, HttpUrl, TypeAdapter, ValidationError

from geodata.common.data_files import make
from geodata.common.errors import Message, RecordError, joined
from geodata.common.language import marked
from geodata.desk.intake.dates.time_zones import in_zone
from geodata.desk.intake.language_tags import language_tag
from geodata.desk.intake.reading import Intake, StatedValue
from geodata.gazetteer.spellings import romanised
from geodata.model.articles import Article, TextShown
from geodata.views.search import fold

RIGHTS: Final = (
    "The text is the publisher's. It is stored whole so that every quotation can be checked against it, and shown in "
    "quotations with their source."
)
"""The rights note that an article begins with."""

_LONGEST: Final[Mapping[str, int]] = {
    "id": 80,
    "title": 500,
    "publisher": 200,
    "credit_line": 500,
    "author": 500,
    "url": 2_000,
    "published_as_printed": 200,
    "language": 35,
    "rights": 2_000,
}
_NEEDED: Final[Mapping[str, Message]] = {
    "id": Message(marked("The short name is missing: write one like 2024-03-12-bridge-closed.")),
    "title": Message(marked("The title is missing: write the headline as it is printed.")),
    "publisher": Message(marked("The publisher is missing: write who published the article.")),
    "url": Message(marked("The address is missing: write where the article can be read, with https://.")),
    "language": Message(marked("The language is missing: write its code, such as en, uk or ru.")),
    "rights": Message(marked("The rights note is missing: write whose the text is, and on what ground it is kept.")),
}
REQUIRED: Final = frozenset({*_NEEDED, "published_day"})
"""The fields that an article cannot do without."""
_NAMES: Final[Mapping[str, Message]] = {
    "id": Message(marked("Short name")),
    "title": Message(marked("Title")),
    "publisher": Message(marked("Publisher")),
    "credit_line": Message(marked("Credit line")),
    "author": Message(marked("Author")),
    "url": Message(marked("Address")),
    "published_as_printed": Message(marked("Published, as printed")),
    "language": Message(marked("Language")),
    "rights": Message(marked("Rights")),
}
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG: Final = 50
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?", re.ASCII)
_UNSTORABLE: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_EARLIEST: Final = date(1800, 1, 1)
_URL: Final = TypeAdapter(HttpUrl)
_APOSTROPHE: Final = re.compile("['’ʼ]")


class ArticleFields(BaseModel):
    """What an editor says about an article, as typed; empty is not known yet.

    ``published_day`` is YYYY-MM-DD and ``published_clock`` HH:MM as the publisher prints them; ``published_zone`` is an
    offset (-04:00), an abbreviation with one meaning (EDT) or a tz database name (Europe/Kyiv). Where the publisher
    states no hour, clock and zone stay empty together. Author (a semicolon between several), credit line and the time
    as printed may stay empty.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = ""
    title: str = ""
    publisher: str = ""
    credit_line: str = ""
    author: str = ""
    url: str = ""
    published_day: str = ""
    published_clock: str = ""
    published_zone: str = ""
    published_as_printed: str = ""
    language: str = ""
    rights: str = RIGHTS
    text_shown: TextShown = TextShown.PASSAGES


class FieldsError(RecordError):
    """Fields of an article are missing or wrong; ``sentences`` has one for each, by the field's name."""

    def __init__(self, sentences: Mapping[str, Message]) -> None:
        super().__init__(marked("the article cannot be made: {sentences}"), sentences=joined(sentences.values()))
        self.sentences = dict(sentences)


def prefilled(intake: Intake, taken_ids: Collection[str]) -> ArticleFields:
    """Return the fields as far as the document states them, with a free id; clock and zone only if both are stated."""
    when = intake.published
    moment = when.moment if when else None
    return ArticleFields(
        id=propose_id(when.day if when else None, _value(intake.title), taken_ids),
        title=_value(intake.title),
        publisher=_value(intake.publisher),
        credit_line=_value(intake.credit_line),
        author=_value(intake.author),
        url=_value(intake.url),
        published_day=when.day.isoformat() if when else "",
        published_clock=f"{moment:%H:%M:%S}".removesuffix(":00") if moment else "",
        published_zone=_offset(moment) if moment else "",
        published_as_printed=when.printed if when else "",
        language=_value(intake.language),
    )


def problems(fields: ArticleFields, taken_ids: Collection[str], today: date) -> dict[str, Message]:
    """Return one sentence for each field that is missing or wrong, by its name; empty when an article can be made."""
    checks: Mapping[str, Callable[[], Message | None]] = {
        "id": lambda: _wrong_id(fields.id, taken_ids),
        "url": lambda: _wrong_url(fields.url),
        "language": lambda: _wrong_language(fields.language),
    }
    found: dict[str, Message] = {}
    for name, longest in _LONGEST.items():
        value = getattr(fields, name)
        sentence = _unfit(name, value, longest) or (checks[name]() if name in checks and value else None)
        if sentence:
            found[name] = sentence
    return found | _wrong_time(fields, today)


def to_article(intake: Intake, fields: ArticleFields, taken_ids: Collection[str], today: date) -> Article:
    """Return the article with the text of ``intake``, stored on ``today``; raise FieldsError if a field is wrong."""
    sentences = problems(fields, taken_ids, today)
    published = _moment(fields) or _day(fields.published_day)
    if sentences or published is None:
        raise FieldsError(sentences)
    typed = fields.model_dump(exclude={"published_day", "published_clock", "published_zone"})
    found: dict[str, object] = {"published": published, "stored": today, "sha256": intake.sha256, "text": intake.text}
    if intake.updated:
        found["updated"] = intake.updated.moment or intake.updated.day
    typed |= {"author": fields.author.strip() or None, "language": language_tag(fields.language)}
    return make(Article, typed | found, Message(marked("the new article")))


def propose_id(day: date | None, title: str, taken_ids: Collection[str]) -> str:
    """Return an id like 2024-03-12-volunteer-militias-enter-russia that is not in ``taken_ids``.

    Cyrillic is transliterated; without a day the id is of the title alone. It is proposed once and then kept.
    """
    letters = fold(romanised(_APOSTROPHE.sub("", unicodedata.normalize("NFC", title))))
    words = re.findall(r"[a-z0-9]+", letters) or ["article"]
    slug = words[0][:_LONGEST_SLUG]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > _LONGEST_SLUG:
            break
        slug = f"{slug}-{word}"
    wanted = f"{day.isoformat()}-{slug}" if day else slug
    free = (f"{wanted}-{number}" if number > 1 else wanted for number in range(1, len(taken_ids) + 2))
    return next(proposal for proposal in free if proposal not in taken_ids)


def _value(found: StatedValue | None) -> str:
    return found.value if found else ""


def _offset(moment: datetime) -> str:
    return "UTC" if not moment.utcoffset() else moment.isoformat()[19 + 7 * bool(moment.microsecond) :]


def _unfit(name: str, value: str, longest: int) -> Message | None:
    if not value.strip():
        return _NEEDED.get(name)
    field = _NAMES[name]
    if _UNSTORABLE.search(value):
        return Message(
            marked("“{field}” has a line break or a character that cannot be stored: write it in one line of letters."),
            field=field,
        )
    if len(value) > longest:
        return Message(
            marked("“{field}” has {count} characters: shorten it to {limit}."),
            field=field,
            count=f"{len(value):,}",
            limit=f"{longest:,}",
        )
    return None


def _wrong_id(value: str, taken_ids: Collection[str]) -> Message | None:
    if not _ID.fullmatch(value):
        return Message(
            marked("The short name has other characters than a-z, 0-9 and single hyphens: write it with these.")
        )
    return (
        Message(marked("The short name is that of another article: choose another one."))
        if value in taken_ids
        else None
    )


def _wrong_url(value: str) -> Message | None:
    try:
        _URL.validate_python(value)
    except ValidationError:
        return Message(marked("The address is not one of the web: write it whole, beginning with https://."))
    return None


def _wrong_language(value: str) -> Message | None:
    if language_tag(value):
        return None
    return Message(marked("The language is not a code: write one such as en, uk, ru or en-GB."))


def _wrong_time(fields: ArticleFields, today: date) -> dict[str, Message]:
    day, clock = _day(fields.published_day), _clock(fields.published_clock)
    found: dict[str, Message] = {}
    if not day or day < _EARLIEST:
        found["published_day"] = Message(
            marked("The day of publication is missing or no day: write it like 2024-03-12.")
        )
    # Somewhere it may be tomorrow already, and nowhere later.
    elif day > today + timedelta(days=1):
        found["published_day"] = Message(marked("The day of publication is in the future: correct it."))
    if not fields.published_clock.strip() and not fields.published_zone.strip():
        return found
    if not clock:
        words = Message(
            marked("The hour of publication is missing or no hour: write it like 08:28, or leave hour and zone empty.")
        )
        found["published_clock"] = words
    return found | _wrong_zone(fields, is_time_right=not found)


def _wrong_zone(fields: ArticleFields, *, is_time_right: bool) -> dict[str, Message]:
    zone = fields.published_zone
    if not zone.strip():
        words = Message(
            marked("The time zone is missing: write it as stated, such as -04:00 or EDT, or leave hour and zone empty.")
        )
        return {"published_zone": words}
    if not in_zone(datetime(2024, 1, 1, 12), zone):  # noqa: DTZ001 - any hour tells whether a zone is known
        words = Message(
            marked("The time zone is not known: write an offset such as -04:00, or a name such as Europe/Kyiv.")
        )
        return {"published_zone": words}
    if is_time_right and not _moment(fields):
        words = Message(
            marked("In this zone the clocks show this hour twice or never that day: write the offset instead.")
        )
        return {"published_clock": words}
    return {}


def _moment(fields: ArticleFields) -> datetime | None:
    day, clock = _day(fields.published_day), _clock(fields.published_clock)
    return in_zone(datetime.combine(day, clock), fields.published_zone) if day and clock else None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip()) if _DAY.fullmatch(typed.strip()) else None
    except ValueError:
        return None


def _clock(typed: str) -> time | None:
    try:
        hour, _, rest = typed.strip().partition(":")
        return time.fromisoformat(f"{hour:0>2}:{rest}") if _CLOCK.fullmatch(typed.strip()) else None
    except ValueError:
        return None
