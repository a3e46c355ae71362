"""Downloads: claims shown or all, per format, and the citation of a claim in four forms."""

from functools import partial

import streamlit as st

from geodata.common.language import _
from geodata.edition.loading import Edition
from geodata.exports.formats import FORMATS, Export
from geodata.model.events import Event
from geodata.presentation import wording
from geodata.presentation.citations import Citation, cite
from geodata.views.selection import Tally
from pages.components.shell import interface
from pages.components.shell.address import Query


def show(view: Export, query: Query) -> None:
    """Draw one download per format, of ``view``, whose address has ``query``, or of everything.

    A file is made when the reader asks for it.
    """
    everything = st.toggle(_("Everything, not only what is shown"), key="take everything")
    edition = view.edition
    export = Export.everything(edition) if everything else view
    st.text(f"{wording.tally(Tally.of(export.events), edition)}. {export.sentence}")
    scope = "all" if everything else "shown"
    with st.container(horizontal=True, key="formats"):
        for form in FORMATS:
            st.download_button(
                _(form.name),
                data=partial(form.write, export),
                file_name=f"as-reported-edition-{edition.number}-{scope}.{form.extension}",
                mime=form.media_type,
                key=f"take {form.extension}",
                on_click="ignore",
            )
    st.caption(
        _(
            "Each file says what it holds, from which edition, and under which licences. In the CSV, a cell that "
            "a spreadsheet could run as a formula begins with an apostrophe; remove it to get the text."
        )
    )
    st.text(_("The same file by address, for QGIS and other programs; each form has its own:"))
    st.code(interface.address({} if everything else query, edition), language=None, wrap_lines=True)


def show_citation(event: Event, edition: Edition) -> None:
    """Draw the citation of ``event`` in four forms, each to be copied."""
    show_forms(cite(event, edition))


def show_forms(citation: Citation) -> None:
    """Draw a citation as plain text, BibTeX, RIS and CSL-JSON, each to be copied."""
    forms = {
        _("Plain text"): citation.text,
        "BibTeX": citation.bibtex,
        "RIS": citation.ris,
        "CSL-JSON": citation.csl,
    }
    for name, text in forms.items():
        st.caption(name)
        st.code(text, language=None, wrap_lines=True)
