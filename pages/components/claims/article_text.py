"""The article as far as its rights allow, every quote marked in place, and what became of each of its sentences.

The text reaches the page as text nodes that join to exactly the stored text, with a mark where some of it is left out.
"""

from collections.abc import Callable, Collection

import streamlit as st

from geodata.edition.loading import Edition
from geodata.model.articles import Article
from geodata.model.events import Event
from geodata.presentation import marked_text
from pages.components.shell import browser

_article = browser.component("page/article")
_sentences = browser.component("page/sentences")


def show(
    article: Article,
    edition: Edition,
    passing: Collection[str],
    chosen: Event | None,
    on_open: Callable[[Event], None],
) -> None:
    """Draw ``article``; a mark opens its event, and the ``chosen`` event's words are scrolled into view.

    Events that are not in ``passing``, by id, are drawn fainter.
    """

    def opened() -> None:
        event = edition.event(str(st.session_state["article"].open))
        if event:
            on_open(event)

    chosen_id = chosen.id if chosen and edition.article_of(chosen) is article else None
    drawing = marked_text.drawing(article, edition) | {"words": marked_text.words()}
    data = drawing | {"passing": sorted(passing), "chosen": chosen_id}
    _article(data=data, key="article", on_open_change=opened)


def show_sentences(article: Article, edition: Edition) -> None:
    """Draw the sentences as a table, letter for letter."""
    _sentences(data={"rows": marked_text.sentences(article, edition)}, key="sentences")
