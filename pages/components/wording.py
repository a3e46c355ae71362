"""The words on screen that more than one component uses, in one place."""

from collections.abc import Sequence

from geodata.edition import Edition
from geodata.events import Event, EventType, Status
from geodata.filters import NOWHERE, Filter
from geodata.origins import origins
from geodata.places import Precision
from geodata.selection import Tally
from geodata.times import Clock

EVENT_TYPES = {
    EventType.INCURSION: "incursion",
    EventType.ARMED_CLASH: "armed clash",
    EventType.SHELLING: "shelling",
    EventType.AIR_OR_DRONE_ATTACK: "air or drone attack",
    EventType.TERRITORIAL_CONTROL: "control of territory",
    EventType.SIGHTING: "sighting",
    EventType.EVACUATION: "evacuation",
    EventType.DENIAL: "denial",
    EventType.STATEMENT: "statement",
}
STATUSES = {
    Status.CLAIMED_BY_PARTY: "claimed by a party",
    Status.DENIED_BY_PARTY: "denied by a party",
    Status.SAID_BY_PARTY: "said by a party",
    Status.REPORTED_BY_MEDIA: "reported by media",
    Status.TESTIMONY: "testimony of residents",
    Status.FROM_FOOTAGE: "described from footage",
}
PRECISIONS = {
    Precision.POINT: "a point",
    Precision.SETTLEMENT: "a settlement",
    Precision.VICINITY: "the vicinity of a settlement",
    Precision.DISTRICT: "a district, drawn as its area",
    Precision.REGION: "a region, drawn as its area",
    Precision.BORDER: "the border, drawn as a line",
    Precision.COUNTRY: "a country, not drawn",
    Precision.NONE: "no place, not drawn",
}
CLOCKS = {Clock.REPORTED: "Reported", Clock.HAPPENED: "Happened"}
LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "de": "German",
    "en": "English",
    "et": "Estonian",
    "fr": "French",
    "no": "Norwegian",
    "pl": "Polish",
    "ru": "Russian",
    "sk": "Slovak",
    "uk": "Ukrainian",
}
EVIDENCE = {"quote": "exact quotes from the article", "citation": "other outlets' reports"}
SPEECH = {"direct": "direct quote", "paraphrase": "the article's paraphrase"}


def place_name(place: str, edition: Edition) -> str:
    """Return a place with the region it lies in, as in "Tyotkino, Kursk Oblast"."""
    if place == NOWHERE:
        return "No single place"
    found = edition.places[place]
    region = edition.places.get(found.region)
    return f"{found.name}, {region.name}" if region else found.name


def facet_value(facet: str, value: str, edition: Edition) -> str:
    """Return the name of one value of a filter's facet."""
    match facet:
        case "evidence":
            return EVIDENCE[value]
        case "type":
            return EVENT_TYPES[EventType(value)]
        case "speaker":
            return edition.speakers[value].name
        case "status":
            return STATUSES[Status(value)]
        case "at":
            return place_name(value, edition)
    return edition.article.publisher if value == edition.article.id else value


def tally(count: Tally) -> str:
    """Return a tally in words that keep the two kinds of evidence apart."""
    claims = "claim" if count.quotes == 1 else "claims"
    reports = "report" if count.citations == 1 else "reports"
    return f"{count.quotes} {claims} of the article and {count.citations} {reports} by other outlets"


def chain(event: Event, edition: Edition) -> str:
    """Return the speaker chain of an event, nearest to the page first, as in "Baza > unnamed military source"."""
    links = (" and ".join(edition.speakers[speaker].name for speaker in link.speakers) for link in event.chain)
    return " > ".join(links)


def independence(events: Sequence[Event]) -> str:
    """Return how many claims there are and how many independent origins stand behind them."""
    count, groups = len(events), len(origins(events))
    reports = "report" if count == 1 else "reports"
    independent = "independent origin" if groups == 1 else "independent origins"
    return f"{count} {reports}, {groups} {independent}"


def filter_sentence(wanted: Filter, edition: Edition) -> str:
    """Return a filter in words."""
    return wanted.sentence(lambda facet, value: facet_value(facet, value, edition))
