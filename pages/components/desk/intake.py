"""Intake of an article: pasted or uploaded text, prefilled metadata fields, and one store operation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from geodata.common.errors import AsReportedError, Message
from geodata.common.language import _, marked, plural, written_out
from geodata.desk.intake.article_fields import REQUIRED, ArticleFields, prefilled, problems, to_article
from geodata.desk.intake.likeness import alike
from geodata.desk.intake.oddities import oddities
from geodata.desk.intake.reading import Intake, StatedValue, read_file, read_paste
from geodata.desk.intake.report import warnings
from geodata.desk.review.reviewing import recorded
from geodata.desk.store import drafts
from geodata.desk.store.draft_records import StoredArticle
from geodata.desk.store.log import Store
from geodata.desk.suggestions import language_of
from geodata.desk.suggestions.local_day import local_day
from geodata.edition.loading import Edition
from geodata.model.articles import Article, TextShown
from geodata.presentation import wording
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
    "text_shown": marked("What readers see of the text"),
}
_ROWS: Final = (
    ("title",),
    ("publisher", "language"),
    ("url",),
    ("published_as_printed", "published_day"),
    ("published_clock", "published_zone"),
    ("author", "credit_line"),
    ("id", "rights"),
    ("text_shown",),
)
_TEXT_HEIGHT_PX: Final = 720


@dataclass
class _Pending:
    """A text that is read but not stored yet, with its metadata as typed; survives a reload of the page."""

    intake: Intake
    fields: ArticleFields
    focus: list[str] | None = field(default=None)
    is_tried: bool = False


@st.cache_resource(show_spinner=False)
def _pending() -> dict[str, _Pending]:
    return {}


def show(store: Store, edition: Edition, who: str) -> str | None:
    """Draw the intake form, and return the id of the draft that it began, if any."""
    place = st.empty()
    taken = _pending().get(address.chosen("taken") or "")
    if taken is None:
        with place.container():
            intake = _read()
        if intake is None:
            return None
        _keep(intake, store, edition)
        # What was drawn in the same run stays where the form has fewer elements.
        st.rerun()
    with place.container():
        begun = _begin(taken, store, edition, who)
    if begun:
        place.empty()
    return begun


def labels() -> dict[str, str]:
    """Return the labels of the article's metadata fields."""
    return {name: _(words) for name, words in _LABELS.items()}


def fields(key: str, known: ArticleFields, intake: Intake | None, invalid: Mapping[str, Message]) -> ArticleFields:
    """Draw the metadata fields, each with its origin and its validation error, and return them as typed."""
    typed: dict[str, str] = {}
    st.text(_("* needed"))
    for row in _ROWS:
        for name, column in zip(row, st.columns(len(row)), strict=True):
            with column:
                slot = f"{key} {name}"
                session.set_field(slot, getattr(known, name))
                is_fixed = name == "id" and intake is None
                label = f"{_(_LABELS[name])} *" if name in REQUIRED else _(_LABELS[name])
                if name == "text_shown":
                    chosen = st.selectbox(label, list(TextShown), key=slot, format_func=wording.text_shown)
                    typed[name] = str(chosen or TextShown.PASSAGES)
                    continue
                typed[name] = st.text_input(label, key=slot, disabled=is_fixed)
                if name in invalid:
                    st.text(wording.error_sentence(invalid[name]))
                elif origin := _origin(name, intake):
                    st.caption(origin)
                for oddity in oddities(typed[name], most=_MOST_IN_A_FIELD):
                    st.text(oddity.words)
    return ArticleFields(**typed)


def _read() -> Intake | None:
    """Draw the paste and upload fields, and return the text once it is read; a failure is reported."""
    st.subheader(_("A new article"), anchor=False)
    st.text(
        _(
            "Paste it, or give the saved page (.html, .mhtml), a text file or a PDF. Its text is stored once and never "
            "changed."
        )
    )
    pasted = st.text_area(_("The article’s text"), height=220, key="desk paste")
    file = st.file_uploader(_("or a file"), type=["txt", "html", "htm", "mhtml", "mht", "pdf"], key="desk file")
    st.button(_("Read it"), key="desk read", shortcut="Ctrl+Enter", on_click=session.command(session.request, "read"))
    if not session.is_requested("read"):
        return None
    bar = st.progress(0.0, text=_("Reading …"))

    def progress(part: float) -> None:
        bar.progress(part, text=_("Reading …"))

    try:
        if file is not None:
            intake = read_file(file.getvalue(), file.name, on_progress=progress)
        else:
            intake = read_paste(pasted, on_progress=progress)
    except AsReportedError as error:
        session.finish_request("read")
        bar.empty()
        st.text(_("Not taken in: {error}.").format(error=wording.error_sentence(error)))
        return None
    session.finish_request("read")
    return intake


def _keep(intake: Intake, store: Store, edition: Edition) -> None:
    pending = _pending()
    known = prefilled(intake, _ids(store, edition))
    if not known.language:
        known = known.model_copy(update={"language": _guessed_language(intake)})
    pending[intake.sha256] = _Pending(intake, known)
    for old in list(pending)[:-_MOST_KEPT]:
        pending.pop(old, None)
    address.choose("taken", intake.sha256)


def _guessed_language(intake: Intake) -> str:
    """Return the language that the letters and words of the text show, "" where they show none."""
    guessed = language_of(intake.text)
    return "" if guessed == "und" else guessed


def _begin(taken: _Pending, store: Store, edition: Edition, who: str) -> str | None:
    """Draw the metadata form; on confirmation store the article and return its draft's id."""
    intake = taken.intake
    st.subheader(_("Is this right?"), anchor=False)
    text, form = st.columns(2, gap="medium")
    with text:
        _summary(intake)
        with st.container(height=_TEXT_HEIGHT_PX, key="desk-taken"):
            st.text(intake.text)
    with form:
        return _form(taken, store, edition, who)


def _form(taken: _Pending, store: Store, edition: Edition, who: str) -> str | None:
    key = f"taken {taken.intake.sha256[:12]}"
    today, ids = datetime.now(UTC).date(), _ids(store, edition)
    invalid = problems(taken.fields, ids, today) if taken.is_tried else {}
    taken.fields = fields(key, taken.fields, taken.intake, invalid)
    _same_origin(taken, store, edition)
    focus = _focus(taken, edition, key)
    with st.container(horizontal=True):
        words = _("Store the article and begin")
        st.button(words, key="desk begin", shortcut="Ctrl+Enter", on_click=session.command(session.request, "begin"))
        words = _("Not this text")
        st.button(words, key="desk drop", on_click=session.command(session.choose, "taken", None))
    found = problems(taken.fields, ids, today)
    if taken.is_tried and found:
        words = plural(
            "Not stored yet: {count} field needs a change.", "Not stored yet: {count} fields need a change.", len(found)
        )
        st.text(words)
    if not session.is_requested("begin"):
        return None
    if found:
        taken.is_tried = True
        session.finish_request("begin")
        # The fields are drawn already; each says what is wrong with it in the next run.
        st.rerun()
    return _when_ready(taken, focus, store, edition, who)


def _when_ready(taken: _Pending, focus: Sequence[str], store: Store, edition: Edition, who: str) -> str | None:
    """Store the article once the gazetteer is built; until then say how far it is."""
    try:
        if job := gazetteer.prepare():
            gazetteer.watch(job)
            return None
        article = to_article(taken.intake, taken.fields, _ids(store, edition), datetime.now(UTC).date())
        return _stored(article, focus, store, edition, who)
    except AsReportedError as error:
        session.finish_request("begin")
        st.text(_("Not stored: {error}.").format(error=wording.error_sentence(error)))
        return None


def _stored(article: Article, focus: Sequence[str], store: Store, edition: Edition, who: str) -> str:
    with st.spinner(_("Looking for claims, places and speakers …")):
        suggester = gazetteer.suggester(edition, article.language)
        suggestions = suggester.suggest(article.text, tuple(focus), local_day(article.published, focus))
    sentences = tuple((sentence.span.start, sentence.span.end) for sentence in suggestions.sentences)
    stored = StoredArticle(article=article, sentences=sentences, focus=tuple(focus))
    drafts.begin(store, stored, [drafts.Change(record) for record in recorded(suggestions)], who)
    session.finish_request("begin")
    _pending().pop(article.sha256, None)
    address.choose("taken", None)
    return article.id


def _summary(intake: Intake) -> None:
    """Show how the text was read, with its warnings."""
    notes = [_("{count} characters were read.").format(count=f"{len(intake.text):,}")]
    if intake.page_length:
        notes.append(_("The saved page shows {count} characters in all.").format(count=f"{intake.page_length:,}"))
    if intake.updated:
        notes.append(_("It says that it was changed on {day}.").format(day=written_out(intake.updated.day)))
    st.text(" ".join(notes))
    for warning in warnings(intake):
        st.text(warning)


def _origin(name: str, intake: Intake | None) -> str:
    attribute = "published" if name == "published_as_printed" else name
    if name == "language" and intake and not intake.language and _guessed_language(intake):
        return _("Guessed from its letters and words: check it.")
    detected = getattr(intake, attribute, None) if intake else None
    return _("Found {where}.").format(where=detected.where.words) if isinstance(detected, StatedValue) else ""


def _same_origin(taken: _Pending, store: Store, edition: Edition) -> None:
    """Show the stored articles that this text may duplicate."""
    known = {entry.content.article.id: entry.content.article for entry in drafts.articles(store)}
    articles = {**edition.articles, **known}
    for likeness in alike(taken.intake.text, taken.fields.url, articles.values()):
        st.text(likeness.words)
        st.button(
            _("It is the same origin: open that article"),
            key=f"same {likeness.article.id}",
            on_click=session.command(_open, likeness.article.id),
        )


def _open(article_id: str) -> None:
    session.choose("draft", article_id)
    session.choose("taken", None)


def _focus(taken: _Pending, edition: Edition, key: str) -> list[str]:
    """Draw the regions the article is about; they disambiguate places of the same name."""
    if taken.focus is None:
        try:
            job = gazetteer.prepare()
        except AsReportedError as error:
            st.text(wording.error_sentence(error))
            return []
        if job:
            gazetteer.watch(job)
            return []
        with st.spinner(_("Looking for the regions it is about …")):
            suggester = gazetteer.suggester(edition, taken.fields.language or "en")
            taken.focus = list(dict.fromkeys([*edition.imprint.focus, *suggester.focus(taken.intake.text)]))
    regions = [place.id for place in edition.places.values() if place.level == "region"]
    slot = f"{key} focus"
    session.set_field(slot, taken.focus)
    taken.focus = st.multiselect(
        _("Regions it is about"),
        list(dict.fromkeys([*taken.focus, *regions])),
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
