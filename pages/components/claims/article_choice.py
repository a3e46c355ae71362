"""The article to show: that of the open claim, the one in the URL, or the newest."""

import streamlit as st

from geodata.common.direction import mark_overrides
from geodata.common.language import _, written_out
from geodata.edition.loading import Edition
from geodata.model.articles import Article
from geodata.model.events import Event
from pages.components.shell import address

_BOX = "article box"


def show(article: Article, edition: Edition) -> None:
    """Draw a choice of all articles, if there are several, with ``article`` as the one that is read."""
    if edition.has_several_articles:
        # The box shows the article in effect also when the reader has chosen none.
        st.session_state[_BOX] = article.id
        st.selectbox(
            _("Article"),
            list(edition.articles),
            format_func=lambda article_id: _title(edition.articles[article_id]),
            key=_BOX,
            on_change=lambda: _choose(st.session_state[_BOX]),
        )


def chosen(edition: Edition, event: Event | None) -> Article | None:
    """Return the article of the open claim ``event``, or else the one the reader chose, or the newest, if any."""
    own = edition.article_of(event) if event else None
    first = next(iter(edition.articles.values()), None)
    return own or edition.articles.get(address.chosen("article") or "") or first


def query(article: Article, edition: Edition) -> dict[str, list[str]]:
    """Return the choice of ``article`` as a URL parameter, or nothing for the newest."""
    return {} if article is edition.newest else {"article": [article.id]}


def _choose(article_id: str) -> None:
    address.choose("article", article_id)
    # An open claim would lead back to its own article.
    address.choose("event", None)


def _title(article: Article) -> str:
    return mark_overrides(f"{article.title} · {article.publisher}, {written_out(article.published)}")
