"""Method: what this is and is not, how claims are placed and dated, sources, corrections, how to cite."""

import streamlit as st

from geodata import __version__
from geodata.common.direction import mark_overrides
from geodata.common.language import _, marked, written_out
from geodata.model.places import Precision
from geodata.presentation import method, wording
from geodata.presentation.citations import cite_article
from pages.components import frame
from pages.components.claims import event_filter
from pages.components.shell import current_edition
from pages.components.takeaway import claim_files

DRAWN = {
    Precision.POINT: marked("a marker"),
    Precision.SETTLEMENT: marked("a marker at the settlement"),
    Precision.VICINITY: marked("a marker with a dashed circle; its radius is a sign, not a measurement"),
    Precision.DISTRICT: marked("the district's area with a label, never a pin"),
    Precision.REGION: marked("the region's area with a label, never a pin"),
    Precision.BORDER: marked("the border as a line"),
    Precision.COUNTRY: marked("not drawn; listed under “No single place”"),
    Precision.NONE: marked("not drawn; listed under “No single place”"),
}

head = frame.header("about")
edition = current_edition.edition()
frame.notices(edition)
query = event_filter.query(event_filter.carried(edition), edition)
for paragraph in method.METHOD:
    st.markdown(_(paragraph))
st.subheader(_("The precision ladder"), anchor=False)
st.table(
    [
        {
            _("A claim names …"): wording.precision(precision),
            _("and is drawn as"): _(DRAWN[precision]),
            _("claims"): str(sum(event.place.precision is precision for event in edition.events)),
        }
        for precision in Precision
    ]
)
st.subheader(_("How to cite this edition"), anchor=False)
for article in edition.articles.values():
    claim_files.show_forms(cite_article(article, edition))
st.subheader(_("Corrections"), anchor=False)
if not edition.corrections:
    st.text(_("None so far. A correction will be listed here with its date and the claims it touches."))
for correction in edition.corrections:
    st.text(f"{written_out(correction.date)}: {correction.text} {' '.join(correction.claims)}")
if edition.imprint.contact:
    st.text(_("To report an error, write to {contact}.").format(contact=edition.imprint.contact))
else:
    st.text(_("To report an error, open an issue in the repository this copy came from."))
st.text(_("This is version {version} of the program.").format(version=__version__))
with st.container(key="sources"):
    st.markdown(mark_overrides(edition.sources))
frame.footer(edition, head.menu, query)
