"""The frame around every page: title, menu, language, style, and the line that dates the edition."""

from collections.abc import Collection
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.common.language import DEFAULT, LANGUAGES, _, current, use, written_out
from geodata.common.markdown import literal
from geodata.edition.imprint import NAME
from geodata.edition.loading import Edition
from geodata.presentation import wording
from pages.components.claims import card_list
from pages.components.shell import address, browser, current_edition, role
from pages.components.takeaway import claim_files

_page = browser.component("page/document")
_STYLE = browser.SOURCE / "page/page.css"
_LISTED = 5
"""The most corrections that a page lists above what it shows."""
_HEADLINED = frozenset({"dashboard", "articles"})
"""Pages that begin with an article's headline instead of a title of their own."""
_SHORT = {"en": "EN", "uk": "УКР", "ru": "РУС"}
"""The languages, each by its own name cut short, so that the head stays one line."""


class Head(NamedTuple):
    """What the head of a page has room for and is filled in later: the menu, and the ways to share what is shown."""

    menu: DeltaGenerator
    share: DeltaGenerator


def header(page: str) -> Head:
    """Set up the page with this file name, choose the language, and draw the head: one line, as on every page."""
    address.arrive(page)
    language = st.session_state[address.seed("lang", DEFAULT, LANGUAGES)]
    use(language)
    shown = current_edition.shown()
    name = wording.title(shown) if shown else NAME
    title = name if page == "dashboard" else wording.page_title(page)
    st.set_page_config(page_title=title if page == "dashboard" else f"{title} · {name}", layout="wide")
    st.html(_STYLE)
    with st.container(horizontal=True, vertical_alignment="center", key="embedded" if _is_embedded() else "head"):
        with st.container(key="brand"):
            st.text(name)
        head = Head(st.container(horizontal=True, key="menu"), st.container(key="share-place"))
        st.segmented_control(
            _("Language"),
            list(LANGUAGES),
            format_func=_SHORT.__getitem__,
            key="lang",
            required=True,
            label_visibility="collapsed",
        )
    if page not in _HEADLINED:
        with st.container(key="title"):
            st.title(literal(title), anchor=False)
        with st.container(key="subtitle"):
            st.text(wording.subtitle(shown) if shown else "")
    return head


def notices(edition: Edition) -> None:
    """Say if the link that was followed is of an older edition, or names a claim that was withdrawn."""
    # The container is always there: an element more or less on the page would remount the map.
    with st.container(key="notices"):
        number = address.chosen("edition") or ""
        if number in map(str, range(edition.number)):
            changed = _("This link was made with edition {number}; this is edition {current}. What changed since:")
            many = _(
                "This link was made with edition {number}; this is edition {current}. Corrections since then: {count}; "
                "the page “About” lists them."
            )
            same = _(
                "This link was made with edition {number}; this is edition {current}. No claim was corrected or "
                "withdrawn since."
            )
            corrections = edition.corrections_since(int(number))
            own = tuple(entry for entry in corrections if address.chosen("event") in entry.claims)
            listed = own or (corrections if len(corrections) <= _LISTED else ())
            sentence = changed if listed else many if corrections else same
            st.text(sentence.format(number=number, current=edition.number, count=len(corrections)))
            for entry in listed:
                st.text(f"{written_out(entry.date)}: {entry.text} ({', '.join(entry.claims)})")
        withdrawal = edition.withdrawal(address.chosen("event") or "")
        if withdrawal:
            st.text(wording.withdrawn(withdrawal))


def footer(edition: Edition, menu: DeltaGenerator, query: address.Query, own: Collection[str] = ()) -> None:
    """Draw the line that says as of when, and which edition; bring the URL and the menu in line with ``query``."""
    sentence = _(
        "As reported, as of {moment} · edition {number} · the dates on this page do not depend on your time "
        "zone · boundaries imply no position on sovereignty or control"
    )
    with st.container(key="foot"):
        _page(data={"language": current(), "skip": _("Skip to the content")}, key="page language", height=1)
        st.caption(sentence.format(moment=edition.day_words, number=edition.number))
        if _is_embedded():
            st.link_button(_("Source: As Reported. Open the whole page"), address.absolute(query))
    address.write(query)
    cited = edition.event(st.session_state.pop(card_list.CITED, None) or "")
    if cited:
        st.dialog(_("Cite this claim"), width="large")(claim_files.show_citation)(cited, edition)
    shared = {name: list(values) for name, values in query.items() if name not in {"event", "q", "view", "article"}}
    with menu:
        for page in wording.PAGES:
            if page == "editor" and role.editor() is None:
                continue
            path = "dashboard.py" if page == "dashboard" else f"pages/{page}.py"
            # What only this page keeps in its URL is not handed on.
            handed_on = {name: values for name, values in shared.items() if name not in own}
            st.page_link(path, label=wording.page_title(page), query_params=handed_on)


def _is_embedded() -> bool:
    return bool(st.context.is_embedded)
