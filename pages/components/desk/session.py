"""The editor's session: the open draft, the state of its forms, and the queue of commands that save changes.

Streamlit may stop a run, or a callback, at any access to the session state once another event has arrived. A callback
therefore only queues a command in plain memory; the next run executes it first, without reading the session state. A
failed save is reported, and a save that met another editor's is kept beside it for comparison.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, Final

import streamlit as st

from geodata.common.errors import AsReportedError, Message
from geodata.common.language import _
from geodata.desk.errors import Conflict, ConflictError, StoreError
from geodata.desk.publishing import acts as publishing
from geodata.desk.store import backups, drafts
from geodata.desk.store.draft_records import Content, kind_and_key
from geodata.desk.store.drafts import Change, Draft, DraftEntry
from geodata.desk.store.log import Store
from geodata.edition.loading import Edition
from geodata.model.events import Speaker
from geodata.model.places import Place
from geodata.presentation import wording
from pages.components.shell import address, role

PageLink = tuple[str, Mapping[str, str]]
"""A page's file and the query that a link to it carries."""
Command = Callable[[], object]
"""A change by the editor, queued by a callback and run at the beginning of the next run."""


@dataclass(frozen=True)
class Workspace:
    """The open draft as of the last run, with its store, the current edition and the editor's name.

    ``published`` holds the ids of the draft's claims in the current edition.
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
class ConflictingSave:
    """A save rejected because another editor had saved the same records since, with both versions."""

    draft: str
    contents: tuple[Content, ...]
    removed: tuple[Content, ...]
    conflicts: tuple[Conflict, ...]


@dataclass
class FormState:
    """Values of the desk's widgets from one run to the next.

    ``values`` are the values set by the last run and ``rejected`` the input that failed validation, by widget key.
    ``invalid`` is what is wrong with fields of the article, by their names.
    ``outcome`` is the coverage outcome to store for the open sentence, with its reason. ``rendered`` are the widget
    keys of the last complete run, ``rendering`` those of the present run.
    """

    values: dict[str, Any] = field(default_factory=dict)
    rejected: dict[str, Any] = field(default_factory=dict)
    outcome: tuple[str, str] = ("", "")
    invalid: dict[str, Message] = field(default_factory=dict)
    rendered: set[str] = field(default_factory=set)
    rendering: set[str] = field(default_factory=set)


@dataclass
class Session:
    """State of one browser window at the desk, from one run to the next.

    ``message`` is shown once, with a ``link`` to what it is about if there is one.
    ``sentence`` is the index of the open sentence and ``work`` its claim as of the last run. ``requested`` are the
    long operations (read, store, publish) not finished yet, ``url_choices`` the URL parameters to set, and
    ``handled_events`` the number of the last event processed from each component.
    """

    workspace: Workspace | None = None
    sentence: int = 0
    work: Any = None
    form: FormState = field(default_factory=FormState)
    message: str = ""
    link: PageLink | None = None
    conflicting: ConflictingSave | None = None
    commands: list[Command] = field(default_factory=list)
    requested: set[str] = field(default_factory=set)
    url_choices: dict[str, str | None] = field(default_factory=dict)
    handled_events: dict[str, int] = field(default_factory=dict)


_SESSION: Final[ContextVar[Session]] = ContextVar("session")


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
        st.text(_("What was found: {error}.").format(error=wording.error_sentence(error)))
        st.stop()


def open_session() -> Session:
    """Return this browser window's session and make it the current one of this thread."""
    if "desk session" not in st.session_state:
        st.session_state["desk session"] = Session()
    state: Session = st.session_state["desk session"]
    _SESSION.set(state)
    return state


def current() -> Session:
    """Return this browser window's session."""
    return _SESSION.get()


def command(do: Callable[..., object], *arguments: object) -> Callable[[], None]:
    """Return a widget callback that queues the command ``do(*arguments)`` for the next run."""
    state = current()

    def enqueue() -> None:
        state.commands.append(lambda: do(*arguments))

    return enqueue


def run_commands() -> None:
    """Run the queued commands in order, then set the URL parameters that they chose."""
    state = current()
    while state.commands:
        state.commands.pop(0)()
    while state.url_choices:
        name = next(iter(state.url_choices))
        address.choose(name, state.url_choices[name])
        state.url_choices.pop(name)


def choose(name: str, value: str | None) -> None:
    """Set the URL parameter ``name`` once the commands have run."""
    current().url_choices[name] = value


def component_events(key: str) -> Iterator[dict[str, Any]]:
    """Yield each new event of the component with this key once; its content is untrusted."""
    events = (st.session_state.get(key) or {}).get("acts") or []
    state = current()
    for event in events if isinstance(events, list) else ():
        number = event.get("n") if isinstance(event, dict) else None
        if isinstance(number, int) and number > state.handled_events.get(key, 0):
            state.handled_events[key] = number
            yield dict(event)


def set_field(key: str, value: object, *, changed: bool = False) -> None:
    """Set a widget's value if the last run did not render it, or its value was ``changed`` outside the form.

    The browser drops the widgets that a complete run left out. A widget that returns before the server has dropped it
    too would render empty and send that as input. A widget that stays is not set again: that would lose what is being
    typed in it.
    """
    form = current().form
    if changed or key not in form.rendered | form.rendering or key not in st.session_state:
        st.session_state[key] = value
    form.rendering.add(key)


def finish_run() -> None:
    """Remember the widgets of a complete run."""
    form = current().form
    form.rendered, form.rendering = form.rendering, set()


def workspace() -> Workspace:
    """Return the open draft's workspace."""
    opened = current().workspace
    assert opened is not None  # noqa: S101 - narrows the type: commands on a draft are only offered where it is open
    return opened


def notify(message: str, link: PageLink | None = None) -> None:
    """Show ``message`` once, where the page is drawn next, with a link to what it is about."""
    current().message, current().link = message, link


def show_message() -> None:
    """Draw the message, if there is one, and clear it."""
    state = current()
    if not state.message:
        return
    with st.container(key="desk-said", horizontal=True, vertical_alignment="center"):
        st.text(state.message)
        if state.link:
            page, query = state.link
            st.page_link(page, label=_("See it"), icon=":material/visibility:", query_params=dict(query))
    state.message, state.link = "", None


def request(operation: str) -> None:
    """Request a long operation; the request outlives reruns until the operation is finished."""
    current().requested.add(operation)


def is_requested(operation: str) -> bool:
    """Tell whether ``operation`` was requested and is not finished yet."""
    return operation in current().requested


def finish_request(operation: str) -> None:
    """Drop the request for ``operation``, which succeeded or whose failure is reported."""
    current().requested.discard(operation)


def save(contents: Sequence[Content], removed: Sequence[Content] = (), why: str = "") -> bool:
    """Save changes of the draft as one revision and tell whether that succeeded; a failure is reported."""
    opened = workspace()

    def saving() -> None:
        now = drafts.read(opened.store, opened.draft.id)
        changes = [
            Change(content, _base_version(content, opened, now)) for content in contents if _differs(content, now)
        ]
        deleted = [content for content in removed if _entry(content, now)]
        changes += [Change(content, _base_version(content, opened, now), remove=True) for content in deleted]
        if changes:
            drafts.save(opened.store, opened.draft.id, changes, opened.who, why)

    return attempt(saving, ConflictingSave(opened.draft.id, tuple(contents), tuple(removed), ()))


def save_over(mine: ConflictingSave) -> None:
    """Save the rejected changes over the other editor's; both stay in the record."""
    opened = workspace()
    current().conflicting = None

    def saving() -> None:
        now = drafts.read(opened.store, mine.draft)
        contents = [content for content in mine.contents if _differs(content, now)]
        changes = [Change(content, _version(content, now, opened.store)) for content in contents]
        deleted = [content for content in mine.removed if _entry(content, now)]
        changes += [Change(content, _version(content, now, opened.store), remove=True) for content in deleted]
        if changes:
            drafts.save(opened.store, mine.draft, changes, opened.who, "saved over another text after comparing both")

    attempt(saving, mine)


def discard_conflicting() -> None:
    """Go on with the other editor's version; the store keeps the rejected one."""
    current().conflicting = None


def attempt(do: Command, changes: ConflictingSave | None = None) -> bool:
    """Run ``do`` if the user still is an editor and tell whether it succeeded; a failure is reported.

    A conflict with another editor keeps the ``changes`` for comparison.
    """
    if role.editor() is None:
        notify(_("You are no longer signed in as an editor; nothing was saved."))
        return False
    state = current()
    try:
        do()
        if state.workspace:
            # Further commands of this run start from the saved version.
            state.workspace = replace(
                state.workspace, draft=drafts.read(state.workspace.store, state.workspace.draft.id)
            )
    except ConflictError as error:
        if changes:
            state.conflicting = replace(changes, conflicts=error.conflicts)
        else:
            notify(_("Not saved: {error}.").format(error=wording.error_sentence(error)))
        return False
    except AsReportedError as error:
        notify(_("Not saved: {error}.").format(error=wording.error_sentence(error)))
        return False
    return True


def _base_version(content: Content, opened: Workspace, now: Draft) -> int:
    """Return the version that ``content`` changes: the one rendered, or a later one of the same content."""
    rendered, stored = _entry(content, opened.draft), _entry(content, now)
    if rendered is None:
        return 0 if stored else _version(content, now, opened.store)
    return stored.version if stored and stored.content == rendered.content else rendered.version


def _differs(content: Content, now: Draft) -> bool:
    stored = _entry(content, now)
    return stored is None or stored.content != content


def _version(content: Content, now: Draft, where: Store) -> int:
    """Return a record's latest version, also of a deleted record."""
    if entry := _entry(content, now):
        return entry.version
    return drafts.last_version(where, now.id, content)


def _entry(content: Content, draft: Draft) -> DraftEntry[Content] | None:
    kind, key = kind_and_key(content)
    if kind == "article":
        return draft.article  # type: ignore[return-value] # an entry of one of the contents
    entries: Mapping[object, DraftEntry[Content]] = getattr(draft, f"{kind}s")
    return entries.get(int(key) if kind == "sentence" else key)
