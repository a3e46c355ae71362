"""Method: what this is and is not, how claims are placed and dated, sources, corrections, how to cite."""

import streamlit as st

from geodata import __version__
from geodata.common.direction import mark_overrides
from geodata.common.language import _, marked, written_out
from geodata.model.places import Precision
from geodata.presentation import wording
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
METHOD = (
    marked(
        "This is a map of **claims**: what was reported, by whom, how sure, and in which words. It is not a map of "
        "what happened. Nothing on it is verified by us, nobody is said to be right, and disagreement is shown, not "
        "averaged."
    ),
    marked(
        "**How claims are selected.** An article is read sentence by sentence. Every event, claim or statement in "
        "it becomes a claim with its exact words; what is not one is accounted for with a reason, on the page "
        "*Article*. The reports by other outlets are a selection that lies beside the articles; each is our own "
        "summary with its citation, and its text is not stored."
    ),
    marked(
        "**How they are placed.** A claim is placed no more precisely than its source names the place. Where sources "
        "or gazetteers disagree, the precision is lowered, never raised. Each claim says how it was placed. What lies "
        "beyond the map is listed, not drawn."
    ),
    marked(
        "**How they are dated.** There are two clocks. *Reported* is the day a source came out. *Happened* is what "
        "the source says about when: often a bound only, as in “not after 12 March 2024”, written `../2024-03-12` in "
        "EDTF. A claim is shown when the window of the slider overlaps any day it may mean. Days are calendar days "
        "as the source prints them; there are no hours on events, and your own time zone changes nothing."
    ),
    marked(
        "**How origins are counted.** “15 reports, 9 differently credited” counts as one origin all claims whose last "
        "credited speakers share somebody or belong together: the same statement carried by five outlets, a joint "
        "statement and one of its authors, a group and its fighter, a ministry and its army. A page that appears under "
        "two addresses adds nothing. Whether two origins are independent of each other cannot be told from the pages, "
        "and their number says nothing about truth."
    ),
    marked(
        "**What is in which language.** Quotes and names stay as they are in their source. Our summaries, labels and "
        "notes are written in English; where the interface speaks another language they are shown in our translation, "
        "and marked as such."
    ),
)

menu = frame.header("about")
edition = current_edition.edition()
frame.notices(edition)
query = event_filter.query(event_filter.carried(edition), edition)
for paragraph in METHOD:
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
st.text(_("To report an error, open an issue in the repository this copy came from."))
st.text(_("This is version {version} of the program.").format(version=__version__))
with st.container(key="sources"):
    st.markdown(mark_overrides(edition.sources))
frame.footer(edition, menu, query)
