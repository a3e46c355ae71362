"""The preview: the edition as it would be with a draft's claims, for looking at before it is published."""

from collections.abc import Iterator
from dataclasses import replace

from geodata.common.errors import AsReportedError
from geodata.desk.review import completion
from geodata.desk.store.drafts import Draft
from geodata.edition.loading import Edition
from geodata.model.events import Event, Relation


def edition(base: Edition, draft: Draft) -> Edition:
    """Return ``base`` with the draft's article and its finished claims in place of the article's published ones."""
    own = tuple(finished(draft))
    others = tuple(event for event in base.events if event.evidence.source != draft.id)
    known = {event.id for event in (*own, *others)}
    related = [relation for relation in base.relations if known.issuperset(relation.events)]
    added = (Relation(**entry.content.model_dump(exclude={"id"})) for entry in draft.relations.values())
    related += [relation for relation in added if known.issuperset(relation.events) and relation not in related]
    return replace(
        base,
        articles={draft.id: draft.article.content.article, **{k: v for k, v in base.articles.items() if k != draft.id}},
        events=(*own, *others),
        places={**base.places, **{key: entry.content for key, entry in draft.places.items()}},
        speakers={**base.speakers, **{key: entry.content for key, entry in draft.speakers.items()}},
        relations=tuple(related),
    )


def finished(draft: Draft) -> Iterator[Event]:
    """Yield the draft's claims that lack nothing."""
    for entry in draft.claims.values():
        try:
            yield completion.event(entry.content, draft.article.content.article)
        except AsReportedError:
            continue
