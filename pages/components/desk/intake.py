"""Taking in an article: pasted or uploaded, its fields prefilled and editable, and then stored once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from geodata.common.errors import AsReportedError
from geodata.common.language import _, marked, written_out
from geodata.desk.intake.article_fields import ArticleFields, prefilled, problems, to_article
from geodata.desk.intake.likeness import alike
from geodata.desk.intake.oddities import oddities
from geodata.desk.intake.reading import Found, Intake, read_file, read_paste
from geodata.desk.intake.report import warnings
from geodata.desk.review.reviewing import recorded
from geodata.desk.store import drafts
from geodata.desk.store.log import Store
from geodata.desk.store.records import StoredArticle
from geodata.edition.loading import Edition
from geodata.model.articles import Article
from pages.components.desk import gazetteer, session
from pages.components.shell import address

_MOST_KEPT: Final = 20
_MOST_IN_A_FIELD: Final = 3
_LABELS: Final = {
    "title": marked("Title"),
    "publisher": marked("Publisher"),
    "url": marked("Address"),
    "author": marked("Authors, with a semicolon between"),
    "credit_line": marked("Credit line"),
    "published_as_printed": marked("Published, as printed"),
    "published_day": marked("Day (YYYY-MM-DD)"),
    "published_clock": marked("Hour (HH:MM)"),
    "published_zone": marked("Time zone"),
    "language": marked("Language (code)"),
    "id": marked("Short name, kept for good"),
    "rights": marked("Rights"),
}
_ROWS: Final = (
    ("title",),
    ("publisher", "url"),
    ("published_as_printed", "published_day", "published_clock", "published_zone"),
    ("author", "credit_line", "language"),
    ("id", "rights"),
)


@dataclass
class _Taken:
    """A text that was read and is not stored yet, with its fields as typed; kept for a page that is loaded again."""

    intake: Intake
    fields: ArticleFields
    focus: list[str] | None = field(default=None)


@st.cache_resource(show_spinner=False)
def _taken() -> dict[str, _Taken]:
    return {}


def show(store: Store, edition: Edition, who: str) -> str | None:
    """Draw the way in, and return the id of the draft that was begun with it just now, if one was."""
    place = st.empty()
    taken = _taken().get(address.chosen("taken") or "")
    if taken is None:
        with place.container():
            intake = _read()
        if intake is None:
            return None
        taken = _keep(intake, store, edition)
    # In the place of the way in, so that the next run draws the same fields in the same place.
    with place.container():
        begun = _begin(taken, store, edition, who)
    if begun:
        place.empty()
    return begun


def labels() -> dict[str, str]:
    """Return the names of the article's fields."""
    return {name: _(words) for name, words in _LABELS.items()}


def fields(key: str, known: ArticleFields, found: Intake | None, wrong: dict[str, str]) -> ArticleFields:
    """Draw the fields of an article, each with where it was found and what is wrong, and return them as typed."""
    typed: dict[str, str] = {}
    for row in _ROWS:
        for name, column in zip(row, st.columns(len(row)), strict=True):
            with column:
                slot = f"{key} {name}"
                session.seat(slot, getattr(known, name))
                is_fixed = name == "id" and found is None
                typed[name] = st.text_input(_(_LABELS[name]), key=slot, disabled=is_fixed)
                for words in filter(None, [_found(name, found), wrong.get(name, "")]):
                    st.caption(words)
                for oddity in oddities(typed[name], most=_MOST_IN_A_FIELD):
                    st.text(oddity.words)
    return ArticleFields(**typed)


def _read() -> Intake | None:
    """Draw the ways to give a text, and return it once it is read; what cannot be read is said."""
    st.subheader(_("A new article"), anchor=False)
    st.text(
        _("Paste it, or give the saved page (.html), a text file or a PDF. Its text is stored once and never changed.")
    )
    pasted = st.text_area(_("The article’s text"), height=220, key="desk paste")
    file = st.file_uploader(_("or a file"), type=["txt", "html", "htm", "pdf"], key="desk file")
    st.button(_("Read it"), key="desk read", shortcut="Ctrl+Enter", on_click=session.act(session.ask, "read"))
    if not session.is_asked("read"):
        return None
    bar = st.progress(0.0, text=_("Reading …"))

    def progress(part: float) -> None:
        bar.progress(part, text=_("Reading …"))

    try:
        if file is not None:
            found = read_file(file.getvalue(), file.name, on_progress=progress)
        else:
            found = read_paste(pasted, on_progress=progress)
    except AsReportedError as error:
        session.answer("read")
        bar.empty()
        st.text(_("Not taken in: {error}.").format(error=error))
        return None
    session.answer("read")
    return found


def _keep(intake: Intake, store: Store, edition: Edition) -> _Taken:
    kept = _taken()
    taken = kept[intake.sha256] = _Taken(intake, prefilled(intake, _ids(store, edition)))
    for old in list(kept)[:-_MOST_KEPT]:
        kept.pop(old, None)
    address.choose("taken", intake.sha256)
    return taken


def _begin(taken: _Taken, store: Store, edition: Edition, who: str) -> str | None:
    """Draw what is known about the text; store it and return its draft's id once the editor says so."""
    intake = taken.intake
    st.subheader(_("Is this right?"), anchor=False)
    _tell(intake)
    key = f"taken {intake.sha256[:12]}"
    today, ids = datetime.now(UTC).date(), _ids(store, edition)
    wrong = problems(taken.fields, ids, today) if st.session_state.get(f"{key} tried") else {}
    taken.fields = fields(key, taken.fields, intake, wrong)
    _same_origin(taken, store, edition)
    focus = _focus(taken, edition, key)
    with st.container(horizontal=True):
        words = _("Store the article and begin")
        st.button(words, key="desk begin", shortcut="Ctrl+Enter", on_click=session.act(session.ask, "begin"))
        words = _("Not this text")
        st.button(words, key="desk drop", on_click=session.act(session.choose, "taken", None))
    with st.expander(_("The text as it will be stored")):
        st.text(intake.text)
    if not session.is_asked("begin"):
        return None
    if wrong := problems(taken.fields, ids, today):
        st.session_state[f"{key} tried"] = True
        session.answer("begin")
        st.text(_("Not stored yet: {sentences}").format(sentences=" ".join(wrong.values())))
        return None
    try:
        return _stored(to_article(intake, taken.fields, ids, today), focus, store, edition, who)
    except AsReportedError as error:
        session.answer("begin")
        st.text(_("Not stored: {error}.").format(error=error))
        return None


def _stored(article: Article, focus: Sequence[str], store: Store, edition: Edition, who: str) -> str:
    with st.spinner(_("Looking for claims, places and speakers …")):
        suggester = gazetteer.suggester(edition, article.language)
        found = suggester.suggest(article.text, tuple(focus), article.day)
    sentences = tuple((sentence.span.start, sentence.span.end) for sentence in found.sentences)
    stored = StoredArticle(article=article, sentences=sentences, focus=tuple(focus))
    drafts.begin(store, stored, [drafts.Change(record) for record in recorded(found)], who)
    session.answer("begin")
    _taken().pop(article.sha256, None)
    address.choose("taken", None)
    return article.id


def _tell(intake: Intake) -> None:
    """Say how the text was read, and what in it looks like something else."""
    told = [_("{count} characters were read.").format(count=f"{len(intake.text):,}")]
    if intake.page_length:
        told.append(_("The saved page shows {count} characters in all.").format(count=f"{intake.page_length:,}"))
    if intake.updated:
        told.append(_("It says that it was changed on {day}.").format(day=written_out(intake.updated.day)))
    st.text(" ".join(told))
    for warning in warnings(intake):
        st.text(warning)


def _found(name: str, intake: Intake | None) -> str:
    stated = "published" if name == "published_as_printed" else name
    found = getattr(intake, stated, None) if intake else None
    return _("Found {where}.").format(where=found.where.words) if isinstance(found, Found) else ""


def _same_origin(taken: _Taken, store: Store, edition: Edition) -> None:
    """Offer the stored articles of which this may be another copy."""
    known = {entry.content.article.id: entry.content.article for entry in drafts.articles(store)}
    articles = {**edition.articles, **known}
    for likeness in alike(taken.intake.text, taken.fields.url, articles.values()):
        st.text(likeness.words)
        st.button(
            _("It is the same origin: open that article"),
            key=f"same {likeness.article.id}",
            on_click=session.act(_open, likeness.article.id),
        )


def _open(article_id: str) -> None:
    session.choose("draft", article_id)
    session.choose("taken", None)


def _focus(taken: _Taken, edition: Edition, key: str) -> list[str]:
    """Draw the regions that the article is about, which decide between places of one name."""
    if taken.focus is None:
        with st.spinner(_("Looking for the regions it is about …")):
            suggester = gazetteer.suggester(edition, taken.fields.language or "en")
            taken.focus = list(suggester.focus(taken.intake.text))
    held = [place.id for place in edition.places.values() if place.level == "region"]
    slot = f"{key} focus"
    session.seat(slot, taken.focus)
    taken.focus = st.multiselect(
        _("Regions it is about"),
        list(dict.fromkeys([*taken.focus, *held])),
        format_func=lambda region: _region(region, edition),
        key=slot,
        help=_("Small places are looked for inside these regions only."),
        select_all=False,
    )
    return taken.focus


def _region(region: str, edition: Edition) -> str:
    place = edition.places.get(region) or gazetteer.place(region, edition)
    return place.name if place else region


def _ids(store: Store, edition: Edition) -> set[str]:
    return {*edition.articles, *(entry.content.article.id for entry in drafts.articles(store))}
