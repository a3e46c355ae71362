"""The headline of what is read: the article's title, who published it and when, and that nothing here is verified."""

import streamlit as st

from geodata.common.direction import mark_overrides
from geodata.common.language import _, plural, written_out
from geodata.edition.loading import Edition
from geodata.model.articles import Article
from geodata.presentation import wording
from geodata.views.selection import Tally
from pages.components.shell import browser

_headline = browser.component("page/headline")


def show(article: Article, line: list[str]) -> None:
    """Draw the title of ``article`` as the page's heading, letter for letter, and the parts of a ``line`` of ours."""
    data = {
        "title": mark_overrides(article.title),
        "language": article.language,
        "line": [mark_overrides(part) for part in line],
    }
    with st.container(key="headline"):
        _headline(data=data, key="headline text")


def of_edition(edition: Edition) -> list[str]:
    """Return whose claims the map shows, and how many there are in all."""
    article = edition.newest
    others = len(edition.articles) - 1
    more = plural("and {count} more article", "and {count} more articles", others) if others else ""
    published = " ".join(filter(None, [f"{article.publisher}, {written_out(article.published)}", more]))
    tally = wording.tally(Tally.of(edition.events), edition)
    return [published, tally, _("Nothing here is verified.")]


def of_article(article: Article) -> list[str]:
    """Return who published ``article`` and when, as it is printed, and that its text is the stored one."""
    printed = article.published_as_printed or written_out(article.day)
    return list(filter(None, [article.publisher, printed, article.credit_line, wording.text_shown(article.text_shown)]))
