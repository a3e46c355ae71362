"""The words on screen that more than one component uses, in one place."""

from collections.abc import Sequence

from geodata.common.direction import mark_overrides
from geodata.common.errors import AsReportedError, Message
from geodata.common.language import _, current, marked, plural, written_out
from geodata.edition.corrections import Correction
from geodata.edition.loading import Edition
from geodata.model.articles import Article, TextShown
from geodata.model.events import Event, EventType, Status
from geodata.model.origins import origins
from geodata.model.places import Place, Precision
from geodata.model.times import Clock
from geodata.views.filters import NOWHERE, Filter
from geodata.views.selection import Tally

_EVENT_TYPES = {
    EventType.INCURSION: marked("incursion"),
    EventType.ARMED_CLASH: marked("armed clash"),
    EventType.SHELLING: marked("shelling"),
    EventType.AIR_OR_DRONE_ATTACK: marked("air or drone attack"),
    EventType.EXPLOSION: marked("explosion"),
    EventType.ATTACK_ON_CIVILIANS: marked("attack on civilians"),
    EventType.ABDUCTION: marked("abduction"),
    EventType.ARREST: marked("arrest"),
    EventType.PROTEST: marked("protest"),
    EventType.DISASTER: marked("disaster"),
    EventType.ACCIDENT: marked("accident"),
    EventType.DISPLACEMENT: marked("displacement"),
    EventType.AID: marked("aid"),
    EventType.TERRITORIAL_CONTROL: marked("control of territory"),
    EventType.SIGHTING: marked("sighting"),
    EventType.EVACUATION: marked("evacuation"),
    EventType.DENIAL: marked("denial"),
    EventType.STATEMENT: marked("statement"),
}
_STATUSES = {
    Status.CLAIMED_BY_PARTY: marked("claimed by a party"),
    Status.DENIED_BY_PARTY: marked("denied by a party"),
    Status.SAID_BY_PARTY: marked("said by a party"),
    Status.REPORTED_BY_MEDIA: marked("reported by media"),
    Status.TESTIMONY: marked("testimony of residents"),
    Status.FROM_FOOTAGE: marked("described from footage"),
}
_PRECISIONS = {
    Precision.POINT: marked("a point"),
    Precision.SETTLEMENT: marked("a settlement"),
    Precision.VICINITY: marked("the vicinity of a settlement"),
    Precision.DISTRICT: marked("a district"),
    Precision.REGION: marked("a region"),
    Precision.BORDER: marked("the border"),
    Precision.COUNTRY: marked("a country"),
    Precision.NONE: marked("no place"),
}
_CLOCKS = {Clock.REPORTED: marked("Reported"), Clock.HAPPENED: marked("Happened")}
_LANGUAGES = {
    "ar": marked("Arabic"),
    "bg": marked("Bulgarian"),
    "de": marked("German"),
    "en": marked("English"),
    "et": marked("Estonian"),
    "fr": marked("French"),
    "no": marked("Norwegian"),
    "pl": marked("Polish"),
    "ru": marked("Russian"),
    "sk": marked("Slovak"),
    "uk": marked("Ukrainian"),
}
_SPEECH = {"direct": marked("direct quote"), "paraphrase": marked("the article's paraphrase")}
PAGES = {
    "dashboard": marked("Map"),
    "articles": marked("Article"),
    "claims": marked("Claims"),
    "datasets": marked("Data sets"),
    "about": marked("About"),
    "editor": marked("Desk"),
}
"""The pages by their file's name, in the order of the menu."""
_TEXT_SHOWN = {
    TextShown.FULL: marked("text as stored"),
    TextShown.PASSAGES: marked("the sentences that are quoted, with their neighbours, as stored"),
    TextShown.QUOTES: marked("only what is quoted, as stored"),
}
_LEVELS = {"region": marked("region"), "district": marked("district"), "border": marked("border")}


def title(edition: Edition) -> str:
    """Return what the edition calls itself."""
    return mark_overrides(edition.imprint.titled())


def subtitle(edition: Edition) -> str:
    """Return what all of this is, in the edition's own words where it has some."""
    own = edition.imprint.described() or _("What was reported: who said it, and in which words.")
    return f"{mark_overrides(own)} {_('Nothing here is verified.')}"


def page_title(page: str) -> str:
    """Return the name of the page with this file name."""
    return _(PAGES[page])


def withdrawn(correction: Correction) -> str:
    """Return when and why a claim was withdrawn."""
    sentence = _("The claim this link leads to was withdrawn on {day}. {reason}")
    return sentence.format(day=written_out(correction.date), reason=mark_overrides(correction.text))


def event_type(value: EventType) -> str:
    """Return what kind of thing a claim is about."""
    return _(_EVENT_TYPES[value])


def status(value: Status) -> str:
    """Return how a source presents a claim."""
    return _(_STATUSES[value])


def precision(value: Precision) -> str:
    """Return what a source names, on the precision ladder."""
    return _(_PRECISIONS[value])


def clock(value: Clock) -> str:
    """Return the name of a clock."""
    return _(_CLOCKS[value])


def source_language(code: str) -> str:
    """Return the name of the language a source is in."""
    return _(_LANGUAGES[code]) if code in _LANGUAGES else code


def speech(value: str) -> str:
    """Return whether words are quoted directly or paraphrased."""
    return _(_SPEECH[value])


def text_shown(value: TextShown) -> str:
    """Return how much of an article's text is shown."""
    return _(_TEXT_SHOWN[value])


def level(value: str) -> str:
    """Return the kind of an area."""
    return _(_LEVELS[value])


def place_name(place: str, edition: Edition) -> str:
    """Return a place with the region it lies in, as in "Tyotkino, Kursk Oblast"."""
    if place == NOWHERE:
        return _("No single place")
    found = edition.places[place]
    region = edition.places.get(found.region)
    names = [part.name_in(current()) for part in (found, region) if part]
    return mark_overrides(", ".join(names))


def place_title(place: str, edition: Edition) -> str:
    """Return a place as a panel offers it: its number before its name, or what kind of area it is after it."""
    name = place_name(place, edition)
    if place == NOWHERE:
        return name
    number, kind = edition.place_numbers.get(place), edition.places[place].level
    if number:
        return f"{number} · {name}"
    return name if _says_its_kind(edition.places[place].name_in(current()), kind) else f"{name} · {level(kind)}"


def _says_its_kind(name: str, kind: str) -> bool:
    """Tell whether a name ends with what kind of area it is, as in "Курская область"."""
    return name.casefold().endswith((kind, level(kind).casefold()))


def also_written(place: Place) -> str:
    """Return the other names of a place in a sentence, nothing if it has none."""
    shown = place.name_in(current())
    others = (place.name, place.name_ru, place.name_uk, *place.also)
    names = ", ".join(dict.fromkeys(name for name in others if name not in {"", shown}))
    return mark_overrides(_("Also written: {names}.").format(names=names)) if names else ""


def facet_value(facet: str, value: str, edition: Edition) -> str:
    """Return the name of one value of a filter's facet."""
    match facet:
        case "evidence":
            return _evidence(value, edition)
        case "type":
            return event_type(EventType(value))
        case "speaker":
            return mark_overrides(edition.speakers[value].name)
        case "status":
            return status(Status(value))
        case "at":
            return _("no single place") if value == NOWHERE else place_name(value, edition)
    return article_name(edition.articles[value], edition) if value in edition.articles else mark_overrides(value)


def article_name(article: Article, edition: Edition) -> str:
    """Return an article's publisher, and where there are several its title too."""
    name = f"{article.publisher}, “{article.title}”" if edition.has_several_articles else article.publisher
    return mark_overrides(name)


def _evidence(value: str, edition: Edition) -> str:
    if value == "citation":
        return _("other outlets' reports")
    return _("exact quotes from the articles") if edition.has_several_articles else _("exact quotes from the article")


def kinds(edition: Edition) -> dict[str, str]:
    """Return the names of all claims and of the two kinds of evidence, each with the number there are in all."""
    count = Tally.of(edition.events)
    quoted = _("The articles {count}") if edition.has_several_articles else _("This article {count}")
    return {
        "all": _("All {count}").format(count=count.total),
        "quote": quoted.format(count=count.quotes),
        "citation": _("Other outlets {count}").format(count=count.citations),
    }


def dated(edition: Edition) -> str:
    """Return as of when it was reported, which is when the newest article came out, and in which edition."""
    return _("As reported, as of {moment} · edition {number}").format(moment=edition.day_words, number=edition.number)


def filter_sentence(wanted: Filter, edition: Edition) -> str:
    """Return a filter in words."""
    return wanted.sentence(lambda facet, value: facet_value(facet, value, edition))


def view_sentence(wanted: Filter, words: str, edition: Edition) -> str:
    """Return a filter, and the words that were searched for in what it lets pass, if any, in words."""
    sentence = filter_sentence(wanted, edition)
    searched = _("Only those that contain “{words}”.").format(words=mark_overrides(words))
    return f"{sentence} {searched}" if words else sentence


def quoted(count: int, *, several_articles: bool) -> str:
    """Return a number of claims that are quoted, as claims of the one article or of the articles."""
    if several_articles:
        return plural("{count} claim of the articles", "{count} claims of the articles", count)
    return plural("{count} claim of the article", "{count} claims of the article", count)


def cited(count: int) -> str:
    """Return a number of claims that are cited."""
    return plural("{count} report by another outlet", "{count} reports by other outlets", count)


def evidence(quotes: int, citations: int, *, disputed: bool, several_articles: bool) -> str:
    """Return the counts of a place in words: "2 claims of the article, 13 reports by other outlets, disputed"."""
    parts = [
        quoted(quotes, several_articles=several_articles) if quotes else "",
        cited(citations) if citations else "",
        _("disputed") if disputed else "",
    ]
    return ", ".join(filter(None, parts)) or _("no claims")


def map_label(name: str, level: str, number: int | None, words: str) -> str:
    """Return what the map calls a place or an area, with the ``words`` that say what stands there."""
    if number is not None:
        return _("Place {number}, {name}: {words}").format(number=number, name=name, words=words)
    if level == "border":
        return f"{_('The border')}: {words}"
    titled = name if _says_its_kind(name, level) else f"{name}, {_(_LEVELS[level])}"
    return f"{titled}: {words}"


def tally(count: Tally, edition: Edition) -> str:
    """Return a tally in words that keep the two kinds of evidence apart."""
    quotes = quoted(count.quotes, several_articles=edition.has_several_articles)
    return _("{quotes} and {citations}").format(quotes=quotes, citations=cited(count.citations))


def credits_of(events: Sequence[Event], edition: Edition) -> str:
    """Return how many claims there are and how many of them are credited differently."""
    reports = plural("{count} report", "{count} reports", len(events))
    return f"{reports}, {credited_differently(len(origins(events, edition.speakers)))}"


def credited_differently(count: int) -> str:
    """Return how many origins there are; whether they are independent of each other cannot be said."""
    return plural("{count} differently credited", "{count} differently credited", count)


def error_sentence(error: AsReportedError | Message) -> str:
    """Return in the reader's language what is wrong and what to do about it."""
    message = error.message if isinstance(error, AsReportedError) else error
    return message.worded(_)
