"""One article in full: every quote marked in place, and what became of each sentence."""

import streamlit as st

from geodata.common.language import _
from geodata.model.events import Event
from geodata.presentation import marked_text, wording
from geodata.views.selection import select
from pages.components import frame
from pages.components.claims import article_choice, article_text, card_list, event_filter, headline
from pages.components.shell import address, current_edition


def open_event(event: Event) -> None:
    """Let the next run show ``event``."""
    address.choose("event", event.id)


head = frame.header("articles")
edition = current_edition.edition()
frame.notices(edition)
wanted = event_filter.carried(edition)
selection = select(edition, wanted)
passing = (*selection.shown, *selection.unlocated)
chosen = edition.event(address.chosen("event") or "")
query = event_filter.query(wanted, edition)
article = article_choice.chosen(edition, chosen)
if article is None:
    headline.show_edition(edition)
    frame.footer(edition, head.menu, query)
    st.stop()
headline.show_article(article)
article_choice.show(article, edition)

text_column, side_column = st.columns([3, 2], gap="large")
with text_column:
    key = _(
        "Solid line above and tint: direct quote · dashed line above: paraphrase · small capitals: who says it · "
        "underlined: hedge · dotted: place · italics: time"
    )
    st.caption(key)
    article_text.show(article, edition, [event.id for event in passing], chosen, open_event)
with side_column, st.container(key="beside" if chosen else "hint"):
    count = sum(edition.article_of(event) is article for event in passing)
    passes = _("Of the article's claims, {count} pass. {sentence}")
    st.text(passes.format(count=count, sentence=wording.filter_sentence(wanted, edition)))
    if chosen:
        card_list.show([chosen], edition, card_list.CardContext("articles", query, open_event), key="claim")
    else:
        st.text(_("Choose a marked passage to see its claim."))
st.subheader(_("What became of each sentence"), anchor=False)
st.text(marked_text.totals(article, edition))
article_text.show_sentences(article, edition)
query |= {"event": [chosen.id]} if chosen else {}
query |= article_choice.query(article, edition)
frame.footer(edition, head.menu, query)
