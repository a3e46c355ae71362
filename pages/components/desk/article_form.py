"""Metadata of a stored article: every field can be corrected, except its text and its id."""

from datetime import UTC, datetime
from typing import Final

import streamlit as st

from geodata.common.errors import AsReportedError
from geodata.common.language import _, plural, written_out
from geodata.desk.intake.article_fields import ArticleFields, problems, to_article
from geodata.desk.intake.file_kinds import Kind
from geodata.desk.intake.reading import Intake
from geodata.model.articles import Article
from geodata.presentation import wording
from pages.components.desk import intake as desk_intake
from pages.components.desk import session
from pages.components.desk.session import Workspace

_SAME_NAME: Final = ("id", "title", "publisher", "credit_line", "language", "rights", "text_shown")


def show(workspace: Workspace) -> None:
    """Draw the article's metadata fields, saved together."""
    entry = workspace.draft.article
    article = entry.content.article
    invalid = session.current().form.invalid
    typed = desk_intake.fields(f"about {article.id} {entry.version}", fields_of(article), None, invalid)
    st.button(_("Save"), key="desk about", shortcut="Ctrl+Enter", on_click=session.command(_save, typed))
    digest = _("The text has {count} characters and was stored on {day}; the SHA-256 of its UTF-8 bytes is {digest}.")
    st.text(digest.format(count=f"{len(article.text):,}", day=written_out(article.stored), digest=article.sha256))
    regions = [workspace.places[region].name for region in entry.content.focus if region in workspace.places]
    if regions:
        st.text(_("Small places were looked for in: {regions}.").format(regions=", ".join(regions)))
    with st.expander(_("The text as it is stored")):
        st.text(article.text)


def fields_of(article: Article) -> ArticleFields:
    """Return an article's metadata as form fields."""
    moment = article.published if isinstance(article.published, datetime) else None
    offset = f"{moment:%z}" if moment else ""
    return ArticleFields(
        **{name: getattr(article, name) for name in _SAME_NAME},
        author=article.author or "",
        url=str(article.url),
        published_day=article.day.isoformat(),
        published_clock=f"{moment:%H:%M:%S}".removesuffix(":00") if moment else "",
        published_zone=f"{offset[:3]}:{offset[3:5]}" if moment else "",
        published_as_printed=article.published_as_printed,
    )


def _save(typed: ArticleFields) -> None:
    workspace = session.workspace()
    stored = workspace.draft.article.content
    today = datetime.now(UTC).date()
    session.current().form.invalid = invalid = problems(typed, (), today)
    if invalid:
        words = plural(
            "Not saved: {count} field needs a change.", "Not saved: {count} fields need a change.", len(invalid)
        )
        session.notify(words)
        return
    intake = Intake(kind=Kind.PASTE, file_name="", encoding="", text=stored.article.text)
    try:
        article = to_article(intake, typed, (), today).model_copy(
            update={"stored": stored.article.stored, "updated": stored.article.updated}
        )
    except AsReportedError as error:
        session.notify(_("Not saved: {error}.").format(error=wording.error_sentence(error)))
        return
    if session.save([stored.model_copy(update={"article": article})]):
        session.notify(_("Saved."))
