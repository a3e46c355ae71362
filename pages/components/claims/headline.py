"""The headline of what is read: the article's title, who published it and when, and that nothing here is verified."""

import streamlit as st

from geodata.common.direction import mark_overrides
from geodata.common.language import _, current, plural, written_out
from geodata.edition.loading import Edition
from geodata.model.articles import Article
from geodata.presentation import wording
from geodata.views.selection import Tally
from pages.components.shell import browser

_headline = browser.component("page/headline")


def show_edition(edition: Edition) -> None:
    """Draw the newest article's title as the page's heading, or the edition's own, and whose claims the map shows."""
    title, language = edition.imprint.titled(), current()
    if edition.articles:
        title, language = edition.newest.title, edition.newest.language
    _show(title, language, of_edition(edition))


def show_article(article: Article) -> None:
    """Draw an article's title as the page's heading, letter for letter, and who published it."""
    _show(article.title, article.language, of_article(article))


def _show(title: str, language: str, line: list[str]) -> None:
    data = {"title": mark_overrides(title), "language": language, "line": [mark_overrides(part) for part in line]}
    with st.container(key="headline"):
        _headline(data=data, key="headline text")


def of_edition(edition: Edition) -> list[str]:
    """Return whose claims the map shows, and how many there are in all."""
    if not edition.articles and not edition.events:
        return [_("No article yet. What the editors publish appears here.")]
    if not edition.articles:
        return [wording.tally(Tally.of(edition.events), edition), _("Nothing here is verified.")]
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
