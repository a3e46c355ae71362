"""The words on screen that more than one component uses, in one place."""

from collections.abc import Sequence

from geodata.edition import Edition
from geodata.events import Event, EventType, Status
from geodata.filters import NOWHERE, Filter
from geodata.language import _, marked, plural
from geodata.origins import origins
from geodata.places import Precision
from geodata.selection import Tally
from geodata.times import Clock

_EVENT_TYPES = {
    EventType.INCURSION: marked("incursion"),
    EventType.ARMED_CLASH: marked("armed clash"),
    EventType.SHELLING: marked("shelling"),
    EventType.AIR_OR_DRONE_ATTACK: marked("air or drone attack"),
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
_EVIDENCE = {"quote": marked("exact quotes from the article"), "citation": marked("other outlets' reports")}
_SPEECH = {"direct": marked("direct quote"), "paraphrase": marked("the article's paraphrase")}
_LEVELS = {"region": marked("region"), "district": marked("district"), "border": marked("border")}


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


def level(value: str) -> str:
    """Return the kind of an area."""
    return _(_LEVELS[value])


def place_name(place: str, edition: Edition) -> str:
    """Return a place with the region it lies in, as in "Tyotkino, Kursk Oblast"."""
    if place == NOWHERE:
        return _("No single place")
    found = edition.places[place]
    region = edition.places.get(found.region)
    return f"{found.name}, {region.name}" if region else found.name


def facet_value(facet: str, value: str, edition: Edition) -> str:
    """Return the name of one value of a filter's facet."""
    match facet:
        case "evidence":
            return _(_EVIDENCE[value])
        case "type":
            return event_type(EventType(value))
        case "speaker":
            return edition.speakers[value].name
        case "status":
            return status(Status(value))
        case "at":
            return _("no single place") if value == NOWHERE else place_name(value, edition)
    return edition.article.publisher if value == edition.article.id else value


def filter_sentence(wanted: Filter, edition: Edition) -> str:
    """Return a filter in words."""
    return wanted.sentence(lambda facet, value: facet_value(facet, value, edition))


def tally(count: Tally) -> str:
    """Return a tally in words that keep the two kinds of evidence apart."""
    quotes = plural("{count} claim of the article", "{count} claims of the article", count.quotes)
    citations = plural("{count} report by another outlet", "{count} reports by other outlets", count.citations)
    return _("{quotes} and {citations}").format(quotes=quotes, citations=citations)


def independence(events: Sequence[Event]) -> str:
    """Return how many claims there are and how many independent origins stand behind them."""
    reports = plural("{count} report", "{count} reports", len(events))
    independent = plural("{count} independent origin", "{count} independent origins", len(origins(events)))
    return f"{reports}, {independent}"
