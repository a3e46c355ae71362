"""How the product selects, places and dates claims, in the paragraphs of the page on it."""

import re
from typing import Final

from geodata.common.language import _, marked

METHOD: Final = (
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
        "or gazetteers disagree, the precision is lowered, never raised. Each claim says how it was placed. A region "
        "is drawn as its outline anywhere in the world; one whose outline is not held is listed, not drawn."
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
"""In Markdown."""


def plain() -> tuple[str, ...]:
    """Return the paragraphs in the language spoken, without their Markdown."""
    return tuple(re.sub(r"[*`]", "", _(paragraph)) for paragraph in METHOD)
