"""The open claim as a form: every change of a field is saved at once, as a revision of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import streamlit as st

from geodata.common.errors import TimeError
from geodata.common.language import _
from geodata.desk.review import claim_spans
from geodata.desk.review.claim_spans import Part
from geodata.desk.review.crediting import credited
from geodata.desk.review.proposals import OWN_VOICE, label, own_speakers, times_offered
from geodata.desk.store.draft_records import Content, DraftClaim
from geodata.model.events import EventType, Link, Speaker, Status
from geodata.model.places import Place, PlaceMention
from geodata.model.quotes import Quote
from geodata.model.times import EventTime
from geodata.presentation import wording
from pages.components.desk import session
from pages.components.desk.review import place as desk_place
from pages.components.desk.session import Workspace

_SPEECH: Final = ("direct", "paraphrase")
_PLAIN: Final = frozenset({"event_type", "status", "speech", "label", "note"})
_UNSET: Final = object()


@dataclass(frozen=True)
class Work:
    """The open claim of the sentence with this index.

    A proposal is not stored yet; ``speakers`` and ``places`` are those it introduces.
    """

    number: int
    claim: DraftClaim
    is_stored: bool
    speakers: tuple[Speaker, ...] = ()
    places: tuple[Place, ...] = ()


def show(workspace: Workspace, work: Work) -> None:
    """Draw the fields of the claim."""
    _set_fields(work)
    _chain(workspace, work)
    status, kind = st.columns(2)
    with status:
        _select(_("The article treats it as"), work, "status", list(Status), wording.status)
    with kind:
        _select(_("Kind of claim"), work, "event_type", list(EventType), wording.event_type)
    desk_place.show(workspace, work.claim, partial(_take_place, work))
    when, how = st.columns(2)
    with when:
        _happened(workspace, work)
    with how:
        _select(_("Quoted or paraphrased"), work, "speech", list(_SPEECH), wording.speech)
    desk_place.show_map(workspace, work.claim)


def _take_place(work: Work, place: Place, mention: PlaceMention) -> None:
    save(session.workspace(), latest(work), {"place": mention}, places=[place])


def show_more(work: Work) -> None:
    """Draw the fields that few claims need."""
    with st.expander(_("More")):
        st.text_input(_("Label"), key=f"{work.claim.id} label")
        st.text_input(_("How it was placed"), key=f"{work.claim.id} placed")
        st.text_input(_("Note on the claim"), key=f"{work.claim.id} note")


def save_form() -> None:
    """Save the changed fields of the last run as one revision; rejected input is reported and stays in its field."""
    state = session.current()
    if not isinstance(state.work, Work):
        return
    names = [*_values(state.work.claim), *_groups(session.workspace(), state.work)]
    keys = {name: f"{state.work.claim.id} {name}" for name in names} | _new_speaker_field(state.work)
    inputs = {
        name: st.session_state[key]
        for name, key in keys.items()
        if key in state.form.values and key in st.session_state
    }
    changed = {
        name: value
        for name, value in inputs.items()
        if value != state.form.values[keys[name]] and value != state.form.rejected.get(keys[name], _UNSET)
    }
    if not changed:
        return
    workspace, work = session.workspace(), latest(state.work)
    if groups := _regrouped(workspace, work, changed):
        session.save(groups)
        state.form.values.update(
            {keys[name]: value for name, value in changed.items() if name.startswith("belongs_to")}
        )
    update, speakers, rejected = _update(workspace, work, changed)
    state.form.rejected.update({keys[name]: changed[name] for name in rejected})
    if update and (save(workspace, work, update, speakers=speakers) or state.conflicting):
        state.form.values.update({keys[name]: value for name, value in changed.items() if name not in rejected})


def latest(work: Work) -> Work:
    """Return the claim as stored now; an earlier command of the same run may have changed it."""
    stored = session.workspace().draft.claims.get(work.claim.id)
    return replace(work, claim=stored.content, is_stored=True) if stored else work


def save(
    workspace: Workspace,
    work: Work,
    update: dict[str, object],
    *,
    speakers: Sequence[Speaker] = (),
    places: Sequence[Place] = (),
) -> bool:
    """Save the claim with some fields changed, with the speakers and places that it introduces."""
    contents = [*contents_of(workspace, work, update, speakers=speakers, places=places)]
    sentence = workspace.draft.sentences.get(work.number)
    return session.save(contents, [sentence.content] if sentence else [])


def contents_of(
    workspace: Workspace,
    work: Work,
    update: dict[str, object],
    *,
    speakers: Sequence[Speaker] = (),
    places: Sequence[Place] = (),
) -> list[Content]:
    """Return the records to save for the claim with some fields changed; a generated label follows the change."""
    new_speakers = {speaker.id: speaker for speaker in (*work.speakers, *speakers)}
    new_places = {place.id: place for place in (*work.places, *places)}
    named, known = {**new_speakers, **workspace.speakers}, {**new_places, **workspace.places}
    claim = DraftClaim.model_validate(work.claim.model_copy(update=update).model_dump())
    if "label" not in update and work.claim.label in {"", label(work.claim, named, known)}:
        claim = claim.model_copy(update={"label": label(claim, named, known)})
    credited_ids = {speaker for link in claim.chain for speaker in link.speakers}
    place_ids = set(claim.place.places) if claim.place else set()
    return [
        claim,
        *(new_speakers[speaker] for speaker in sorted(credited_ids & new_speakers.keys() - workspace.speakers.keys())),
        *(new_places[place] for place in sorted(place_ids & new_places.keys() - workspace.places.keys())),
    ]


def add_span(workspace: Workspace, work: Work, part: Part, span: Quote) -> bool:
    """Save the claim with ``span`` added as this part; an attribution also adds its speaker to the chain."""
    claim = work.claim
    if part != "attribution":
        return session.attempt(lambda: _save_spans(workspace, work, claim_spans.added(claim, part, span)))
    known = {**workspace.speakers, **{speaker.id: speaker for speaker in work.speakers}}
    speaker = credited(span.exact, known, own_speakers(workspace.draft))
    own_voice = [link for link in claim.chain if link.as_written == OWN_VOICE]
    chain = () if len(own_voice) == len(claim.chain) else claim.chain
    if not any(link.as_written == span.exact for link in chain):
        chain = (*chain, Link(speakers=(speaker.id,), as_written=span.exact))
    inside = any(quote.start <= span.start and span.end <= quote.end for quote in claim.quotes)
    changed = claim if inside else claim_spans.added(claim, part, span)
    return save(workspace, work, {"chain": chain, "attribution": changed.attribution}, speakers=[speaker])


def remove_span(workspace: Workspace, work: Work, part: Part, start: int, end: int) -> bool:
    """Save the claim without one of its spans."""
    return _save_spans(workspace, work, claim_spans.without(work.claim, part, start, end))


def join_quotes(workspace: Workspace, work: Work) -> bool:
    """Save the claim with its quotes joined into one."""
    return _save_spans(workspace, work, claim_spans.joined(work.claim, workspace.text))


def _save_spans(workspace: Workspace, work: Work, claim: DraftClaim) -> bool:
    names = ("quotes", "attribution", "hedges", "time_words", "place")
    return save(workspace, work, {name: getattr(claim, name) for name in names})


def _values(claim: DraftClaim) -> dict[str, object]:
    """Return a claim's field values by field name."""
    values: dict[str, object] = {
        "event_type": claim.event_type,
        "status": claim.status,
        "speech": claim.speech,
        "happened": claim.happened,
        "label": claim.label,
        "note": claim.note,
        "placed": claim.place.note if claim.place else "",
        "precision": claim.place.precision if claim.place else None,
        "along": list(claim.place.along) if claim.place else [],
    }
    for index, link in enumerate(claim.chain):
        values[f"speakers {index}"] = list(link.speakers)
        values[f"as_written {index}"] = link.as_written
        values[f"ambiguity {index}"] = link.ambiguity
    return values


def _groups(workspace: Workspace, work: Work) -> dict[str, Speaker]:
    """Return the speakers that this article was the first to name, by the field that says what they belong to."""
    own = {speaker.id: speaker for speaker in work.speakers}
    own |= {key: entry.content for key, entry in workspace.draft.speakers.items()}
    links = enumerate(work.claim.chain)
    return {
        f"belongs_to {index}": own[link.speakers[0]]
        for index, link in links
        if len(link.speakers) == 1 and link.speakers[0] in own.keys() - workspace.edition.speakers.keys()
    }


def _regrouped(workspace: Workspace, work: Work, changed: Mapping[str, Any]) -> list[Speaker]:
    """Return the speakers whose group was changed."""
    return [
        speaker.model_copy(update={"belongs_to": changed[name]})
        for name, speaker in _groups(workspace, work).items()
        if name in changed
    ]


def _new_speaker_field(work: Work) -> dict[str, str]:
    """Return the name and the key of the field for another speaker."""
    return {"new speaker": f"{work.claim.id} new speaker {len(work.claim.chain)}"}


def _set_fields(work: Work) -> None:
    """Reset the widgets whose stored value changed outside the form."""
    values = session.current().form.values
    groups = _groups(session.workspace(), work)
    belongs_to = {name: speaker.belongs_to for name, speaker in groups.items()}
    for name, value in (_values(work.claim) | belongs_to).items():
        key = f"{work.claim.id} {name}"
        session.set_field(key, value, changed=values.get(key, _UNSET) != value)
        values[key] = value
    for key in _new_speaker_field(work).values():
        values.setdefault(key, None)


def _update(
    workspace: Workspace, work: Work, changed: Mapping[str, Any]
) -> tuple[dict[str, object], Sequence[Speaker], Sequence[str]]:
    """Return the claim's changes that these inputs make, the new speakers, and the names of rejected fields."""
    update = {name: value for name, value in changed.items() if name in _PLAIN}
    chain, speakers, rejected = _credited(workspace, work, changed)
    if chain != work.claim.chain:
        update["chain"] = chain
    place = {{"placed": "note"}.get(name, name): changed[name] for name in ("placed", "precision") if changed.get(name)}
    if "along" in changed:
        place["along"] = tuple(changed["along"])
    if work.claim.place and place:
        update["place"] = work.claim.place.model_copy(update=place)
    if "happened" in changed:
        typed = (changed["happened"] or "").strip()
        if session.attempt(lambda: EventTime.parse(typed) if typed else None):
            update["happened"] = typed
        else:
            rejected = [*rejected, "happened"]
    return update, speakers, rejected


def _credited(
    workspace: Workspace, work: Work, changed: Mapping[str, Any]
) -> tuple[tuple[Link, ...], Sequence[Speaker], Sequence[str]]:
    """Return the chain with the inputs applied, the new speakers, and the names of fields left empty."""
    chain, created, rejected = list(work.claim.chain), dict[str, Speaker](), list[str]()
    known = {**workspace.speakers, **{speaker.id: speaker for speaker in work.speakers}}
    for field, value in changed.items():
        name, _space, index = field.partition(" ")
        if name == "speakers" or field == "new speaker":
            typed = value if name == "speakers" else [value]
            own = own_speakers(workspace.draft) | created.keys()
            speakers = [known.get(one) or credited(one, {**known, **created}, own) for one in typed if one]
            created |= {speaker.id: speaker for speaker in speakers}
            if not speakers:
                rejected.append(field)
                session.notify(_("A claim needs somebody who says it: choose another, or take the whole line away."))
            elif name == "speakers":
                ids = tuple(speaker.id for speaker in speakers)
                chain[int(index)] = chain[int(index)].model_copy(update={"speakers": ids})
            else:
                chain.append(Link(speakers=(speakers[0].id,), as_written=speakers[0].name))
        elif name in {"as_written", "ambiguity"} and (value or name == "ambiguity"):
            chain[int(index)] = chain[int(index)].model_copy(update={name: value})
    return tuple(chain), list(created.values()), rejected


def _select(words: str, work: Work, field: str, options: list[Any], name: Callable[[Any], str]) -> None:
    key = f"{work.claim.id} {field}"
    st.selectbox(words, options, format_func=name, key=key, placeholder=_("not decided"), index=None)


def _happened(workspace: Workspace, work: Work) -> None:
    day = workspace.draft.article.content.article.day.isoformat()
    suggested = [time.edtf for time in times_offered(workspace.draft, work.claim) if time.edtf]
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
        return EventTime.parse(edtf).words
    except TimeError:
        return edtf


def _chain(workspace: Workspace, work: Work) -> None:
    known = {**{speaker.id: speaker for speaker in work.speakers}, **workspace.speakers}
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
            if speaker := _groups(session.workspace(), work).get(f"belongs_to {index}"):
                others = [key for key in names if key != speaker.id]
                st.selectbox(
                    _("Belongs to"),
                    others,
                    None,
                    lambda key: known[key].name if key in known else key,
                    key=f"{work.claim.id} belongs_to {index}",
                    placeholder=_("nobody"),
                    help=_("A ministry and its army, a group and its fighter: they count as one origin."),
                )
            on_click = session.command(_without_link, work, index)
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
        key=_new_speaker_field(work)["new speaker"],
        placeholder=_("choose, or type a name"),
        accept_new_options=True,
    )


def _without_link(work: Work, index: int) -> None:
    work = latest(work)
    chain = (*work.claim.chain[:index], *work.claim.chain[index + 1 :])
    save(session.workspace(), work, {"chain": chain})
