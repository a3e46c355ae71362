"""A claim in one plain sentence, as readers will understand it, with what is not decided left open in brackets."""

from collections.abc import Mapping
from typing import Final

from geodata.common.errors import TimeError
from geodata.common.language import _, marked
from geodata.desk.review.crediting import core_name
from geodata.desk.store.draft_records import DraftClaim
from geodata.model.events import EventType, Speaker, Status
from geodata.model.places import Place, Precision
from geodata.model.times import EventTime

_WHAT: Final = {
    EventType.INCURSION: marked("an incursion"),
    EventType.ARMED_CLASH: marked("fighting"),
    EventType.SHELLING: marked("shelling"),
    EventType.AIR_OR_DRONE_ATTACK: marked("an air or drone attack"),
    EventType.EXPLOSION: marked("an explosion"),
    EventType.ATTACK_ON_CIVILIANS: marked("an attack on civilians"),
    EventType.ABDUCTION: marked("an abduction"),
    EventType.ARREST: marked("an arrest"),
    EventType.PROTEST: marked("a protest"),
    EventType.DISASTER: marked("a disaster"),
    EventType.ACCIDENT: marked("an accident"),
    EventType.DISPLACEMENT: marked("people driven from home"),
    EventType.AID: marked("aid delivered"),
    EventType.TERRITORIAL_CONTROL: marked("a change of control"),
    EventType.SIGHTING: marked("a sighting"),
    EventType.EVACUATION: marked("an evacuation"),
}
_SAID: Final = {
    Status.CLAIMED_BY_PARTY: marked("[{who}] claimed that there was [{what}] {where}, {when}."),
    Status.DENIED_BY_PARTY: marked("[{who}] denied that there was [{what}] {where}, {when}."),
    Status.SAID_BY_PARTY: marked("[{who}] said that there was [{what}] {where}, {when}."),
    Status.REPORTED_BY_MEDIA: marked("[{who}] reported that there was [{what}] {where}, {when}."),
    Status.TESTIMONY: marked("[{who}], living there, told of [{what}] {where}, {when}."),
    Status.FROM_FOOTAGE: marked("Footage cited by [{who}] shows [{what}] {where}, {when}."),
}
_OPEN: Final = marked("[{who}] told, it is not decided how, of [{what}] {where}, {when}.")
_STATEMENT: Final = marked("[{who}] made a statement {where}, {when}.")
_DENIAL: Final = marked("[{who}] denied something {where}, {when}.")
_WHERE: Final = {
    Precision.POINT: marked("at [{place}]"),
    Precision.SETTLEMENT: marked("in [{place}]"),
    Precision.VICINITY: marked("near [{place}]"),
    Precision.DISTRICT: marked("somewhere in [{place}]"),
    Precision.REGION: marked("somewhere in [{place}]"),
    Precision.BORDER: marked("somewhere along [{place}]"),
    Precision.COUNTRY: marked("somewhere in [{place}]"),
}


def plain_sentence(claim: DraftClaim, speakers: Mapping[str, Speaker], places: Mapping[str, Place]) -> str:
    """Return who said that what happened where and when; what is not decided yet is a question in brackets."""
    return _(_pattern(claim)).format(
        who=_who(claim, speakers), what=_what(claim), where=_where(claim, places), when=_when(claim.happened)
    )


def _pattern(claim: DraftClaim) -> str:
    if claim.event_type is EventType.STATEMENT:
        return _STATEMENT
    if claim.event_type is EventType.DENIAL:
        return _DENIAL
    return _SAID[claim.status] if claim.status else _OPEN


def _who(claim: DraftClaim, speakers: Mapping[str, Speaker]) -> str:
    if not claim.chain:
        return _("who?")
    origin = claim.chain[-1].speakers
    return _(" and ").join(core_name(speakers[key].name) if key in speakers else _("who?") for key in origin)


def _what(claim: DraftClaim) -> str:
    return _(_WHAT[claim.event_type]) if claim.event_type in _WHAT else _("what?")


def _where(claim: DraftClaim, places: Mapping[str, Place]) -> str:
    if claim.place is None:
        return _("[where?]")
    if claim.place.precision is Precision.NONE or not claim.place.places:
        return _("at no place that is named")
    names = _(" and ").join(places[key].name for key in claim.place.places if key in places)
    return _(_WHERE[claim.place.precision]).format(place=names)


def _when(happened: str) -> str:
    if not happened:
        return _("at a time that is not given")
    try:
        return f"[{EventTime.parse(happened).words}]"
    except TimeError:
        return f"[{happened}]"
