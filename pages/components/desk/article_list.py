"""The desk's first page: the list of articles, the form for a new one, and the state of the store and its backups."""

from collections.abc import Iterator
from typing import Final

import streamlit as st

from geodata.common.errors import AsReportedError
from geodata.common.language import _, plural, written_out
from geodata.desk.publishing import acts, correcting
from geodata.desk.publishing.report_corrections import REPORTS
from geodata.desk.store import backups, drafts
from geodata.desk.store.log import Store
from geodata.desk.suggestions.measured import MEASURED
from geodata.edition.loading import Edition
from geodata.model.articles import Article
from geodata.presentation import wording
from pages.components.desk import desk_words, intake, session
from pages.components.shell import address

_MANY: Final = 12


def show(store: Store, edition: Edition, who: str) -> str | None:
    """Draw the articles and the intake form; return the id of the draft it began, if any."""
    session.show_message()
    place = st.empty()
    with place.container():
        if not address.chosen("taken"):
            _articles(store, edition, who)
    begun = intake.show(store, edition, who)
    if begun or address.chosen("taken"):
        place.empty()
    if not begun:
        st.text(_("How good the suggestions are: {measured}").format(measured=MEASURED.words))
        _store_state(store)
    return begun


def _articles(store: Store, edition: Edition, who: str) -> None:
    st.subheader(_("Articles"), anchor=False)
    rows = list(_rows(store, edition))
    words = ""
    if len(rows) > _MANY:
        words = st.text_input(_("Search titles"), key="desk search").casefold()
    with st.container(horizontal=True, vertical_alignment="center", key="row reports"):
        st.button(_("Open"), key="open reports", on_click=session.command(session.choose, "draft", REPORTS))
        cited = sum(not event.is_quoted for event in edition.events)
        st.text(wording.cited(cited) if cited else _("No reports by other outlets"))
    for article, line in [row for row in rows if words in row[0].title.casefold()][:_MANY]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row {article.id}"):
            on_click = session.command(_open, store, article.id, who)
            st.button(_("Open"), key=f"open {article.id}", on_click=on_click)
            st.text(f"{article.title}\n{line}")


def _rows(store: Store, edition: Edition) -> Iterator[tuple[Article, str]]:
    """Yield every article with its status line, drafts first."""
    seen = set()
    for entry in drafts.articles(store):
        article = entry.content.article
        seen.add(article.id)
        saved = _("begun or changed {moment} by {who}").format(moment=desk_words.moment(entry.at), who=entry.who)
        yield article, f"{_about(article)} · {_where(article, edition)} · {saved}"
    for article in edition.articles.values():
        if article.id not in seen:
            yield article, f"{_about(article)} · {_where(article, edition)}"


def _about(article: Article) -> str:
    return f"{article.publisher}, {written_out(article.published)}"


def _where(article: Article, edition: Edition) -> str:
    if article.id in edition.articles:
        return _("in edition {number}").format(number=edition.number)
    return _("not published")


def _open(store: Store, article_id: str, who: str) -> None:
    try:
        correcting.reopen(store, article_id, who)
    except AsReportedError as error:
        session.notify(_("Not opened: {error}.").format(error=wording.error_sentence(error)))
        return
    for name, value in {"draft": article_id, "step": None, "sentence": None}.items():
        session.choose(name, value)


def _store_state(store: Store) -> None:
    """Show the store's integrity and newest backup; verify all of them on request."""
    kept = backups.every(store.folder)
    newest = kept[0].name if kept else _("none yet; every publication makes one")
    st.text(_("The store was checked whole when the desk was started. Newest backup: {newest}.").format(newest=newest))
    if not acts.is_backed_up(store):
        st.text(_("No backup holds the edition published last: see that the disk has room, then start the desk again."))
    if not st.button(_("Check the store and its backups now"), key="desk check"):
        return
    try:
        number, _digest = store.check()
        st.text(plural("The store is whole: {count} revision.", "The store is whole: {count} revisions.", number))
    except AsReportedError as error:
        st.text(_("What was found: {error}.").format(error=wording.error_sentence(error)))
    for backup in kept:
        damage = backups.damage(backup)
        state = wording.error_sentence(damage) if damage else _("good")
        st.text(f"{backup.name}: {state}")
