"""The claim in work as a form: every change of a field is saved at once, as a revision of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from geodata.common.errors import TimeError
from geodata.common.language import _
from geodata.desk.review import claim_spans
from geodata.desk.review.claim_spans import Part
from geodata.desk.review.crediting import credited
from geodata.desk.review.proposals import OWN_VOICE, label, own_speakers, times_offered
from geodata.desk.store.records import Content, DraftClaim
from geodata.model.events import EventType, Link, Speaker, Status
from geodata.model.places import Place
from geodata.model.quotes import Quote
from geodata.model.times import EventTime
from geodata.presentation import wording
from pages.components.desk import session
from pages.components.desk.review import place as desk_place
from pages.components.desk.session import Room

_SPEECH: Final = ("direct", "paraphrase")
_PLAIN: Final = frozenset({"event_type", "status", "speech", "label", "note"})
_NOTHING: Final = object()


@dataclass(frozen=True)
class Work:
    """The claim in work of the sentence with this number.

    A proposal is not stored yet; with it come the speakers and places that nobody knew before.
    """

    number: int
    claim: DraftClaim
    is_stored: bool
    speakers: tuple[Speaker, ...] = ()
    places: tuple[Place, ...] = ()


def show(room: Room, work: Work) -> None:
    """Draw the fields of the claim."""
    _seat(work)
    kind, status = st.columns(2)
    with kind:
        _select(_("Kind of claim"), work, "event_type", list(EventType), wording.event_type)
    with status:
        _select(_("Presented by the article as"), work, "status", list(Status), wording.status)
    how, when = st.columns(2)
    with how:
        _select(_("Its words are"), work, "speech", list(_SPEECH), wording.speech)
    with when:
        _happened(room, work)
    _chain(room, work)
    desk_place.show(room, work.claim)
    st.text_input(_("Label"), key=f"{work.claim.id} label")
    with st.expander(_("Notes for readers")):
        st.text_input(_("How it was placed"), key=f"{work.claim.id} placed")
        st.text_input(_("Note on the claim"), key=f"{work.claim.id} note")


def adopt() -> None:
    """Save what was changed in the fields drawn last, all of it as one act; what is refused is said and stays typed."""
    held = session.hand()
    if not isinstance(held.work, Work):
        return
    keys = {name: f"{held.work.claim.id} {name}" for name in _values(held.work.claim)} | _added(held.work)
    now = {name: st.session_state[key] for name, key in keys.items() if key in held.seated and key in st.session_state}
    changed = {
        name: value
        for name, value in now.items()
        if value != held.seated[keys[name]] and value != held.refused.get(keys[name], _NOTHING)
    }
    if not changed:
        return
    room, work = session.table(), fresh(held.work)
    update, speakers, refused = _update(room, work, changed)
    held.refused.update({keys[name]: changed[name] for name in refused})
    if update and (save(room, work, update, speakers=speakers) or held.lost):
        held.seated.update({keys[name]: value for name, value in changed.items() if name not in refused})


def fresh(work: Work) -> Work:
    """Return the claim in work as it is on the table, which another act in the same run may have changed."""
    stored = session.table().draft.claims.get(work.claim.id)
    return replace(work, claim=stored.content, is_stored=True) if stored else work


def save(
    room: Room,
    work: Work,
    update: dict[str, object],
    *,
    speakers: Sequence[Speaker] = (),
    places: Sequence[Place] = (),
) -> bool:
    """Save the claim with some fields changed, and with it the speakers and places it is the first to name."""
    contents = [*contents_of(room, work, update, speakers=speakers, places=places)]
    sentence = room.draft.sentences.get(work.number)
    return session.save(contents, [sentence.content] if sentence else [])


def contents_of(
    room: Room,
    work: Work,
    update: dict[str, object],
    *,
    speakers: Sequence[Speaker] = (),
    places: Sequence[Place] = (),
) -> list[Content]:
    """Return the records that the claim with some fields changed consists of; its own label follows the change."""
    new_speakers = {speaker.id: speaker for speaker in (*work.speakers, *speakers)}
    new_places = {place.id: place for place in (*work.places, *places)}
    named, known = {**new_speakers, **room.speakers}, {**new_places, **room.places}
    claim = DraftClaim.model_validate(work.claim.model_copy(update=update).model_dump())
    if "label" not in update and work.claim.label in {"", label(work.claim, named, known)}:
        claim = claim.model_copy(update={"label": label(claim, named, known)})
    credited_ids = {speaker for link in claim.chain for speaker in link.speakers}
    place_ids = set(claim.place.places) if claim.place else set()
    return [
        claim,
        *(new_speakers[speaker] for speaker in sorted(credited_ids & new_speakers.keys() - room.speakers.keys())),
        *(new_places[place] for place in sorted(place_ids & new_places.keys() - room.places.keys())),
    ]


def take(room: Room, work: Work, part: Part, span: Quote) -> bool:
    """Save the claim with ``span`` as one of its parts; words that say who speaks also name the speaker."""
    claim = work.claim
    if part != "attribution":
        return session.done(lambda: _saved(room, work, claim_spans.added(claim, part, span)))
    known = {**room.speakers, **{speaker.id: speaker for speaker in work.speakers}}
    speaker = credited(span.exact, known, own_speakers(room.draft))
    own_voice = [link for link in claim.chain if link.as_written == OWN_VOICE]
    chain = () if len(own_voice) == len(claim.chain) else claim.chain
    if not any(link.as_written == span.exact for link in chain):
        chain = (*chain, Link(speakers=(speaker.id,), as_written=span.exact))
    inside = any(quote.start <= span.start and span.end <= quote.end for quote in claim.quotes)
    changed = claim if inside else claim_spans.added(claim, part, span)
    return save(room, work, {"chain": chain, "attribution": changed.attribution}, speakers=[speaker])


def drop(room: Room, work: Work, part: Part, start: int, end: int) -> bool:
    """Save the claim without one of its spans."""
    return _saved(room, work, claim_spans.without(work.claim, part, start, end))


def join(room: Room, work: Work) -> bool:
    """Save the claim with its quotes made one."""
    return _saved(room, work, claim_spans.joined(work.claim, room.text))


def _saved(room: Room, work: Work, claim: DraftClaim) -> bool:
    names = ("quotes", "attribution", "hedges", "time_words", "place")
    return save(room, work, {name: getattr(claim, name) for name in names})


def _values(claim: DraftClaim) -> dict[str, object]:
    """Return the values of the fields of a claim, by the fields' names."""
    values: dict[str, object] = {
        "event_type": claim.event_type,
        "status": claim.status,
        "speech": claim.speech,
        "happened": claim.happened,
        "label": claim.label,
        "note": claim.note,
        "placed": claim.place.note if claim.place else "",
        "precision": claim.place.precision if claim.place else None,
    }
    for index, link in enumerate(claim.chain):
        values[f"speakers {index}"] = list(link.speakers)
        values[f"as_written {index}"] = link.as_written
        values[f"ambiguity {index}"] = link.ambiguity
    return values


def _added(work: Work) -> dict[str, str]:
    """Return the field for a further speaker, by its name and key."""
    return {"new speaker": f"{work.claim.id} new speaker {len(work.claim.chain)}"}


def _seat(work: Work) -> None:
    """Set the fields to the claim's values where they are new on the page or another act than typing changed them."""
    seated = session.hand().seated
    for name, value in _values(work.claim).items():
        key = f"{work.claim.id} {name}"
        session.seat(key, value, changed=seated.get(key, _NOTHING) != value)
        seated[key] = value
    for key in _added(work).values():
        seated.setdefault(key, None)


def _update(
    room: Room, work: Work, changed: Mapping[str, Any]
) -> tuple[dict[str, object], Sequence[Speaker], Sequence[str]]:
    """Return what typing these values changes in the claim, the speakers it is the first to name, and what is wrong."""
    update = {name: value for name, value in changed.items() if name in _PLAIN}
    chain, speakers, refused = _credited(room, work, changed)
    if chain != work.claim.chain:
        update["chain"] = chain
    place = {{"placed": "note"}.get(name, name): changed[name] for name in ("placed", "precision") if changed.get(name)}
    if work.claim.place and place:
        update["place"] = work.claim.place.model_copy(update=place)
    if "happened" in changed:
        typed = (changed["happened"] or "").strip()
        if session.done(lambda: EventTime.parse(typed) if typed else None):
            update["happened"] = typed
        else:
            refused = [*refused, "happened"]
    return update, speakers, refused


def _credited(
    room: Room, work: Work, changed: Mapping[str, Any]
) -> tuple[tuple[Link, ...], Sequence[Speaker], Sequence[str]]:
    """Return the chain with the names and words typed, the speakers named, and the fields left without any."""
    chain, made, refused = list(work.claim.chain), dict[str, Speaker](), list[str]()
    known = {**room.speakers, **{speaker.id: speaker for speaker in work.speakers}}
    for field, value in changed.items():
        name, _space, index = field.partition(" ")
        if name == "speakers" or field == "new speaker":
            typed = value if name == "speakers" else [value]
            own = own_speakers(room.draft) | made.keys()
            found = [known.get(one) or credited(one, {**known, **made}, own) for one in typed if one]
            made |= {speaker.id: speaker for speaker in found}
            if not found:
                refused.append(field)
                session.say(_("A claim needs somebody who says it: choose another, or take the whole line away."))
            elif name == "speakers":
                ids = tuple(speaker.id for speaker in found)
                chain[int(index)] = chain[int(index)].model_copy(update={"speakers": ids})
            else:
                chain.append(Link(speakers=(found[0].id,), as_written=found[0].name))
        elif name in {"as_written", "ambiguity"} and (value or name == "ambiguity"):
            chain[int(index)] = chain[int(index)].model_copy(update={name: value})
    return tuple(chain), list(made.values()), refused


def _select(words: str, work: Work, field: str, options: list[Any], name: Callable[[Any], str]) -> None:
    key = f"{work.claim.id} {field}"
    st.selectbox(words, options, format_func=name, key=key, placeholder=_("not decided"), index=None)


def _happened(room: Room, work: Work) -> None:
    day = room.draft.article.content.article.day.isoformat()
    suggested = [time.edtf for time in times_offered(room.draft, work.claim) if time.edtf]
    st.selectbox(
        _("Happened"),
        list(dict.fromkeys([f"../{day}", *suggested, "", work.claim.happened])),
        format_func=_time,
        key=f"{work.claim.id} happened",
        accept_new_options=True,
        help=_(
            "What the text says about when. Another time is typed as EDTF, like 2024-03-12, 2024-03 or ../2024-03-12."
        ),
    )


def _time(edtf: str) -> str:
    if not edtf:
        return _("the source gives no time")
    try:
        return f"{edtf}: {EventTime.parse(edtf).words}"
    except TimeError:
        return edtf


def _chain(room: Room, work: Work) -> None:
    known = {**{speaker.id: speaker for speaker in work.speakers}, **room.speakers}
    names = sorted(known, key=lambda key: known[key].name.casefold())
    for index in range(len(work.claim.chain)):
        who, written, more = st.columns([5, 5, 2], vertical_alignment="bottom")
        with who:
            st.multiselect(
                _("Who says it") if index == 0 else _("Quoting"),
                names,
                format_func=lambda key: known[key].name if key in known else key,
                key=f"{work.claim.id} speakers {index}",
                accept_new_options=True,
                select_all=False,
            )
        with written:
            st.text_input(_("Credited as"), key=f"{work.claim.id} as_written {index}")
        with more, st.popover("…", help=_("More about this speaker")):
            st.text_input(_("Why it is not certain who is meant"), key=f"{work.claim.id} ambiguity {index}")
            on_click = session.act(_without_link, work, index)
            st.button(_("Remove"), key=f"{work.claim.id} away {index}", on_click=on_click)
    adding = f"{work.claim.id} adding {len(work.claim.chain)}"
    if work.claim.chain and not st.session_state.get(adding):
        st.checkbox(_("Somebody is quoted there"), key=adding)
        return
    st.selectbox(
        _("Who is quoted") if work.claim.chain else _("Who says it"),
        names,
        format_func=lambda key: known[key].name if key in known else key,
        index=None,
        key=_added(work)["new speaker"],
        placeholder=_("choose, or type a name"),
        accept_new_options=True,
    )


def _without_link(work: Work, index: int) -> None:
    work = fresh(work)
    chain = (*work.claim.chain[:index], *work.claim.chain[index + 1 :])
    save(session.table(), work, {"chain": chain})
