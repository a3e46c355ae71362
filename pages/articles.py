"""One article in full: every quote marked in place, and what became of each sentence."""

import streamlit as st

from geodata.common.direction import mark_overrides
from geodata.common.language import _, written_out
from geodata.model.events import Event
from geodata.presentation import wording
from geodata.views.selection import select
from pages.components import frame
from pages.components.claims import article_choice, article_text, card_list, event_filter
from pages.components.shell import address, current_edition


def open_event(event: Event) -> None:
    """Let the next run show ``event``."""
    address.choose("event", event.id)


menu = frame.header("articles")
edition = current_edition.edition()
frame.notices(edition)
wanted = event_filter.carried(edition)
selection = select(edition, wanted)
passing = (*selection.shown, *selection.unlocated)
chosen = edition.event(address.chosen("event") or "")
article = article_choice.show(edition, chosen)
query = event_filter.query(wanted, edition)

text_column, side_column = st.columns([3, 2], gap="large")
with text_column:
    printed = article.published_as_printed or written_out(article.day)
    head = (article.publisher, printed, article.credit_line, wording.text_shown(article.text_shown))
    st.text(mark_overrides(" · ".join(filter(None, head))))
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
st.text(article_text.totals(article, edition))
article_text.show_sentences(article, edition)
query |= {"event": [chosen.id]} if chosen else {}
query |= article_choice.query(article, edition)
frame.footer(edition, menu, query)
