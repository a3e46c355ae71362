"""Sharing a view: its link, citation, embed code and data, and the whole edition in one file."""

from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from geodata.common.language import _, current, use
from geodata.edition.loading import Edition
from geodata.exports.contents import Export
from geodata.presentation.citations import cite_view
from geodata.single_file import page as single_file
from geodata.views.selection import Selection
from pages.components.shell import address, browser
from pages.components.shell.address import Query
from pages.components.takeaway import claim_files

_share = browser.component("page/share")


def show(selection: Selection, edition: Edition, query: Query, words: str = "") -> None:
    """Draw all ways to share the claims that pass the filter and that contain ``words``, if any, in one place.

    What is shared names its dates also where they are those by default, which the next article changes.
    """
    export = Export.of_view(selection, edition, words)
    query = address.lasting(query, selection.filter, edition)
    with st.popover(_("Share"), icon=":material/share:"), st.container(key="take"):
        names = {"copy": _("Copy link to this view"), "copied": _("Link copied"), "cite": _("Cite this view")}
        data = {"edition": query["edition"][0], "dates": query["dates"], "words": names}
        cited = _share(data=data, key="share", on_cite_change=lambda: None).cite
        st.markdown(f"**{_('Download')}**")
        claim_files.show(export, query)
        st.download_button(
            _("The edition in one file"),
            data=partial(_offline_file, edition, current()),
            file_name=f"as-reported-edition-{edition.number}-{current()}.html",
            mime="text/html",
            icon=":material/folder_zip:",
            on_click="ignore",
            help=_("A page that needs neither network nor server: for reading on the way, and for archives"),
        )
        st.markdown(f"**{_('Embed')}**")
        st.text(_("The map, the slider and the claims, with a link back to here:"))
        st.code(embedding(st.context.url or "", query), language="html", wrap_lines=True)
    if cited:
        citation = cite_view(export.sentence, str(cited), edition, datetime.now(UTC).date())
        st.dialog(_("Cite this view"), width="large")(claim_files.show_forms)(citation)


def copy_link(edition: Edition) -> None:
    """Draw the button that copies the address of a view whose dates are always in it."""
    words = {"copy": _("Copy link to this view"), "copied": _("Link copied")}
    _share(data={"edition": str(edition.number), "dates": [], "words": words}, key="share", width="content")


def _offline_file(edition: Edition, language: str) -> bytes:
    # The file is made in another thread than the page, which does not know the reader's language.
    use(language)
    return single_file.build(edition)


def embedding(url: str, query: Query) -> str:
    """Return an iframe element for another page that shows the map at ``url`` with ``query``."""
    parts = urlsplit(url)
    folder = parts.path.rpartition("/")[0] + "/"
    whole = urlunsplit((parts.scheme, parts.netloc, folder, urlencode({**query, "embed": "true"}, doseq=True), ""))
    # The address is the reader's own; whoever pastes the element must get an attribute and nothing else.
    safe = whole.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<iframe src="{safe}" title="As Reported" width="100%" height="900" style="border:0"></iframe>'
