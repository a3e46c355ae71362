"""Publication: what is missing, why published claims change, and the next edition."""

import streamlit as st

from geodata.common.errors import AsReportedError
from geodata.common.language import _, plural
from geodata.desk.errors import IncompleteError
from geodata.desk.publishing import acts, corrections
from geodata.desk.review import completion, readiness, reviewing
from geodata.edition import published
from pages.components.desk import session
from pages.components.desk.review import acts as desk_acts
from pages.components.desk.session import Room


def show(room: Room) -> None:
    """Draw what stands between the draft and the next edition, and publish it when asked to."""
    _reasons(room)
    room = session.table()
    lacking = readiness.missing(room.store, room.draft)
    if lacking:
        st.text(plural("{count} thing is missing:", "{count} things are missing:", len(lacking)))
        st.text("\n".join(f"– {words}" for words in lacking))
        if (number := desk_acts.next_open(reviewing.states(room.draft), -1)) is not None:
            st.button(_("Go to the first open sentence"), key="desk first", on_click=session.act(_review, number))
    else:
        st.text(_("Every sentence is accounted for and every suggestion decided."))
    number = acts.next_number(room.store)
    st.text(_("Readers see edition {number} now.").format(number=room.edition.number))
    claims = plural("{count} claim", "{count} claims", len(room.draft.claims))
    st.text(
        _("This would become edition {number}, with {claims} of this article.").format(number=number, claims=claims)
    )
    st.button(
        _("Publish edition {number}").format(number=number),
        key="desk publish",
        shortcut="Ctrl+Enter",
        disabled=bool(lacking),
        on_click=session.act(session.ask, "publish"),
    )
    if session.is_asked("publish"):
        _publish(room)


def _review(number: int) -> None:
    session.choose("step", "review")
    desk_acts.go_to(number)


def changed(room: Room) -> dict[str, bool]:
    """Return the published claims that are different in the draft, and whether they are withdrawn, by id."""
    article = room.draft.article.content.article
    before = readiness.claims_of(published.current(room.store.folder), room.draft.id)
    found = {claim_id: True for claim_id in before if claim_id not in room.draft.claims}
    for claim_id in before.keys() & room.draft.claims.keys():
        claim = room.draft.claims[claim_id].content
        if completion.lacks(claim) or completion.event(claim, article) != before[claim_id]:
            found[claim_id] = False
    return dict(sorted(found.items()))


def _publish(room: Room) -> None:
    """Publish, say how that went, and draw the page anew: what stands on it is about the edition before."""
    with st.spinner(_("Writing the edition and checking every quote in it …")):
        try:
            number = acts.publish(room.store, room.draft.id, room.who)
            said = _("Edition {number} is published; readers see it now.").format(number=number)
        except IncompleteError as error:
            said = _("Not published: {error}.").format(error=error)
        except AsReportedError as error:
            said = _("Not published, and the edition before it stays as it is: {error}.").format(error=error)
        session.answer("publish")
    session.say(said)
    st.rerun()


def _reasons(room: Room) -> None:
    """Ask why each published claim that differs is changed or withdrawn."""
    due = readiness.due_corrections(room.draft)
    differing = changed(room)
    if differing:
        st.subheader(_("Corrections"), anchor=False)
        st.text(_("Readers see these with the day, and a withdrawn claim’s address says that it was withdrawn."))
    for claim_id, withdrawn in differing.items():
        entry = due.get(claim_id)
        given = entry.content.text if entry and entry.content.withdrawn == withdrawn else ""
        words = _("{claim} is withdrawn, because") if withdrawn else _("{claim} is changed, because")
        key = f"reason for {claim_id}"
        session.seat(key, given)
        typed = st.text_input(words.format(claim=claim_id), key=key).strip()
        if typed and typed != given:
            change = corrections.give_reason(room.draft, claim_id, typed, withdrawn=withdrawn)
            session.save([change.content])
    for claim_id in sorted(due.keys() - differing.keys()):
        words = _("A reason is given for {claim}, which is as published.")
        st.text(words.format(claim=claim_id))
        on_click = session.act(_retract, claim_id)
        st.button(_("Take the reason away"), key=f"no reason for {claim_id}", on_click=on_click)


def _retract(claim_id: str) -> None:
    room = session.table()
    session.save([], [room.draft.corrections[claim_id].content])
