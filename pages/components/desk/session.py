"""The desk's room: the store that is open, the draft on the table, and how an act of the editor is saved.

Streamlit may end a run, or a callback, wherever it looks at the session's state, once another event has come. So no
act is done in a callback: it is queued in plain memory, and done at the beginning of the next drawing without a look at
the session's state. What could not be saved is said; what another editor saved meanwhile is set beside it, both kept.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geodata.common.errors import AsReportedError
from geodata.common.language import _
from geodata.desk.errors import Conflict, ConflictError, StoreError
from geodata.desk.publishing import acts as publishing
from geodata.desk.store import backups, drafts
from geodata.desk.store.drafts import Change, Draft, Entry
from geodata.desk.store.log import Store
from geodata.desk.store.records import Content, kind_and_key
from geodata.desk.store.revisions import latest
from geodata.edition.loading import Edition
from geodata.model.events import Speaker
from geodata.model.places import Place
from pages.components.shell import address, role

_STATIC: Final = Path(__file__).parents[3] / "static"


@dataclass(frozen=True)
class Room:
    """What is on the table: the draft as it was drawn last, and all it may refer to.

    ``published`` are the ids of the draft's claims in the current edition.
    """

    store: Store
    draft: Draft
    edition: Edition
    who: str
    published: frozenset[str]

    @property
    def text(self) -> str:
        """Return the stored text."""
        return self.draft.text

    @property
    def speakers(self) -> Mapping[str, Speaker]:
        """Return the speakers of the edition and of the draft."""
        return {**self.edition.speakers, **{key: entry.content for key, entry in self.draft.speakers.items()}}

    @property
    def places(self) -> Mapping[str, Place]:
        """Return the places of the edition and of the draft."""
        return {**self.edition.places, **{key: entry.content for key, entry in self.draft.places.items()}}


@dataclass(frozen=True)
class Lost:
    """An act that met another editor's: what was to be saved, and what had been saved since."""

    draft: str
    contents: tuple[Content, ...]
    removed: tuple[Content, ...]
    conflicts: tuple[Conflict, ...]


@dataclass
class Hand:
    """What an editor's window holds from one drawing to the next.

    ``sentence`` is the number of the one that is open. ``queue`` are acts to be done, ``asked`` work that takes a
    while, ``choices`` what the URL shall say, ``handled`` the number of the last act taken from each component,
    ``work`` the claim in work as it was drawn last, ``seated`` the values that fields were given, ``refused`` what was
    typed in them and not taken, and ``outcome`` what the sentence in work shall be, and why. ``drawn`` are the keys of
    the fields of the last complete drawing, ``drawing`` those of the present one.
    """

    room: Room | None = None
    sentence: int = 0
    said: str = ""
    lost: Lost | None = None
    queue: list[Callable[[], object]] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    choices: dict[str, str | None] = field(default_factory=dict)
    handled: dict[str, int] = field(default_factory=dict)
    work: Any = None
    seated: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, Any] = field(default_factory=dict)
    outcome: tuple[str, str] = ("", "")
    drawn: set[str] = field(default_factory=set)
    drawing: set[str] = field(default_factory=set)


_HAND: Final[ContextVar[Hand]] = ContextVar("hand")


def script(name: str) -> str:
    """Return the script of one of the desk's components in ``static``, after what all of them share."""
    return "\n".join((_STATIC / part).read_text(encoding="utf-8") for part in ("desk-acts.js", name))


@st.cache_resource(show_spinner=False)
def _open() -> Store:
    store = Store.open()
    publishing.finish(store)
    if not publishing.is_backed_up(store):
        # The desk works also where there is no room for a backup; its first page says which is the newest.
        with suppress(StoreError):
            backups.write(store.engine, store.folder)
    return store


def store() -> Store:
    """Return the desk's store, or say in one sentence why it cannot be opened and end the page."""
    try:
        with st.spinner(_("Checking every revision of the desk’s store …")):
            return _open()
    except AsReportedError as error:
        st.subheader(_("The desk cannot be opened"))
        st.text(_("What was found: {error}.").format(error=error))
        st.stop()


def sit_down() -> Hand:
    """Return what this window holds, from here on in this thread."""
    if "desk hand" not in st.session_state:
        st.session_state["desk hand"] = Hand()
    held: Hand = st.session_state["desk hand"]
    _HAND.set(held)
    return held


def hand() -> Hand:
    """Return what this window holds."""
    return _HAND.get()


def act(do: Callable[..., object], *arguments: object) -> Callable[[], None]:
    """Return a callback that lets the next drawing begin with ``do(*arguments)``."""
    held = hand()

    def queue() -> None:
        held.queue.append(lambda: do(*arguments))

    return queue


def do_acts() -> None:
    """Do what was queued, in its order, and bring the URL's choices in line."""
    held = hand()
    while held.queue:
        held.queue.pop(0)()
    while held.choices:
        name = next(iter(held.choices))
        address.choose(name, held.choices[name])
        held.choices.pop(name)


def choose(name: str, value: str | None) -> None:
    """Let the page show ``value`` for ``name`` in the URL once the acts are done."""
    hand().choices[name] = value


def sent(key: str) -> Iterator[dict[str, Any]]:
    """Yield, once each, the acts that the component with this key sent; anybody may have written them."""
    acts = (st.session_state.get(key) or {}).get("acts") or []
    held = hand()
    for found in acts if isinstance(acts, list) else ():
        number = found.get("n") if isinstance(found, dict) else None
        if isinstance(number, int) and number > held.handled.get(key, 0):
            held.handled[key] = number
            yield dict(found)


def seat(key: str, value: object, *, changed: bool = False) -> None:
    """Set a field's value if the field was not on the page just before, or its value was ``changed`` elsewhere.

    The browser forgets the fields that a complete drawing left out. One that returns before the server has forgotten it
    too would be drawn empty, and its emptiness sent as if typed. A field that stays is not set again: that would lose
    what is being typed in it.
    """
    held = hand()
    if changed or key not in held.drawn | held.drawing or key not in st.session_state:
        st.session_state[key] = value
    held.drawing.add(key)


def drawn() -> None:
    """Remember which fields a complete drawing has left on the page."""
    held = hand()
    held.drawn, held.drawing = held.drawing, set()


def table() -> Room:
    """Return what is on the table."""
    room = hand().room
    assert room is not None  # noqa: S101 - narrows the type: acts on a draft are only offered where it is drawn
    return room


def say(words: str) -> None:
    """Say ``words`` where the page is drawn next, once."""
    hand().said = words


def said() -> str:
    """Return what is to be said, once."""
    words, hand().said = hand().said, ""
    return words


def ask(what: str) -> None:
    """Ask for work that takes a while; it stays asked for until it is done, also if the page is drawn anew."""
    hand().asked.add(what)


def is_asked(what: str) -> bool:
    """Tell whether ``what`` was asked for and not answered yet."""
    return what in hand().asked


def answer(what: str) -> None:
    """Remember that ``what`` was done, or could not be done and that was said."""
    hand().asked.discard(what)


def save(contents: Sequence[Content], removed: Sequence[Content] = (), why: str = "") -> bool:
    """Save one act on the draft and tell whether that was done; what was not done is said."""
    room = table()

    def saving() -> None:
        now = drafts.read(room.store, room.draft.id)
        changes = [Change(content, _began(content, room, now)) for content in contents if _differs(content, now)]
        gone = [content for content in removed if _entry(content, now)]
        changes += [Change(content, _began(content, room, now), remove=True) for content in gone]
        if changes:
            drafts.save(room.store, room.draft.id, changes, room.who, why)

    return done(saving, Lost(room.draft.id, tuple(contents), tuple(removed), ()))


def save_mine(mine: Lost) -> None:
    """Save an act over what another editor saved meanwhile; both stay in the record."""
    room = table()
    hand().lost = None

    def saving() -> None:
        now = drafts.read(room.store, mine.draft)
        contents = [content for content in mine.contents if _differs(content, now)]
        changes = [Change(content, _version(content, now, room.store)) for content in contents]
        gone = [content for content in mine.removed if _entry(content, now)]
        changes += [Change(content, _version(content, now, room.store), remove=True) for content in gone]
        if changes:
            drafts.save(room.store, mine.draft, changes, room.who, "saved over another text after comparing both")

    done(saving, mine)


def leave_mine() -> None:
    """Go on with what another editor saved; the store keeps what was not used."""
    hand().lost = None


def done(do: Callable[[], object], trying: Lost | None = None) -> bool:
    """Do ``do`` if whoever asks is an editor now, and tell whether it was done; what went wrong is said."""
    if role.editor() is None:
        say(_("You are no longer signed in as an editor; nothing was saved."))
        return False
    held = hand()
    try:
        do()
        if held.room:
            # What is done next, before the page is drawn, goes on from here.
            held.room = replace(held.room, draft=drafts.read(held.room.store, held.room.draft.id))
    except ConflictError as error:
        if trying:
            held.lost = replace(trying, conflicts=error.conflicts)
        else:
            say(_("Not saved: {error}.").format(error=error))
        return False
    except AsReportedError as error:
        say(_("Not saved: {error}.").format(error=error))
        return False
    return True


def _began(content: Content, room: Room, now: Draft) -> int:
    """Return the version that ``content`` is a change to: the one drawn, or a later one of the same content."""
    seen, found = _entry(content, room.draft), _entry(content, now)
    if seen is None:
        return 0 if found else _version(content, now, room.store)
    return found.version if found and found.content == seen.content else seen.version


def _differs(content: Content, now: Draft) -> bool:
    found = _entry(content, now)
    return found is None or found.content != content


def _version(content: Content, now: Draft, where: Store) -> int:
    """Return the version a record is at, also if it was taken away."""
    if found := _entry(content, now):
        return found.version
    kind, key = kind_and_key(content)
    revisions = latest(where.history(now.id, kind, key)).values()
    return max((revision.version or 0 for revision in revisions), default=0)


def _entry(content: Content, draft: Draft) -> Entry[Content] | None:
    kind, key = kind_and_key(content)
    if kind == "article":
        return draft.article  # type: ignore[return-value] # an entry of one of the contents
    entries: Mapping[object, Entry[Content]] = getattr(draft, f"{kind}s")
    return entries.get(int(key) if kind == "sentence" else key)
