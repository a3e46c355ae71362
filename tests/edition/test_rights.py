"""What may be shown of an article's text, and that nothing else of it leaves by any way out."""

from __future__ import annotations

import dataclasses
import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from geodata import load
from geodata.edition import rights
from geodata.exports.formats import FORMATS, Export
from geodata.model.articles import TextShown
from geodata.presentation import marked_text
from geodata.presentation.citations import cite
from geodata.public import documents, faces, feeds
from geodata.public.documents import Site
from geodata.single_file import page as single_file
from geodata.views.search import haystack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.edition.loading import Edition

EDITION = load()
LONGEST = 120
"""Characters outside quotes that may at most stand together, as the words before and after a quote do."""


def showing(level: TextShown) -> Edition:
    article = EDITION.newest.model_copy(update={"text_shown": level})
    return dataclasses.replace(EDITION, articles={article.id: article})


def outputs(edition: Edition) -> Iterator[tuple[str, str]]:
    """Everything that leaves the product, as text, by its name."""
    article, site = edition.newest, Site("https://reports.example/")
    yield "article", json.dumps(marked_text.drawing(article, edition), ensure_ascii=False)
    yield "sentences", json.dumps(marked_text.sentences(article, edition), ensure_ascii=False)
    yield "single file", single_file.build(edition).decode()
    export = Export(edition.events, edition, "All claims.")
    for form in FORMATS:
        yield form.extension, form.write(export).decode(errors="replace")
    for page in ("dashboard", "articles", "claims", "about"):
        yield f"/{page}", documents.document(faces.of_page(page, edition), site)
    yield "/article", documents.document(faces.of_article(article, edition), site)
    for event in edition.events:
        yield event.id, documents.document(faces.of_claim(event, edition), site)
        yield f"search {event.id}", haystack(event, edition)
        found = cite(event, edition)
        yield f"citation {event.id}", f"{found.text}{found.csl}{found.ris}{found.bibtex}"
    yield "feed", documents.atom(feeds.of_edition(edition), site)


def hidden_runs(edition: Edition) -> list[str]:
    """Runs of the stored text that lie outside of what may be shown, as long as may not stand together."""
    article, position, gaps = edition.newest, 0, []
    for start, end in (*rights.shown(article, edition), (len(article.text), len(article.text))):
        gaps.append(article.text[position:start])
        position = end
    long = [gap for gap in gaps if len(gap) >= LONGEST]
    return [gap[at : at + LONGEST] for gap in long for at in range(0, len(gap) - LONGEST + 1, LONGEST // 2)]


def test_each_level_shows_less_than_the_one_before() -> None:
    text = EDITION.newest.text
    full, passages, quotes = (rights.shown((e := showing(level)).newest, e) for level in TextShown)
    assert full == ((0, len(text)),)
    lengths = [sum(end - start for start, end in spans) for spans in (full, passages, quotes)]
    assert lengths == sorted(set(lengths), reverse=True)
    for spans in (passages, quotes):
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(rights.is_shown(start, end, passages) for start, end in quotes)


def test_the_shipped_article_is_shown_in_passages() -> None:
    assert EDITION.newest.text_shown is TextShown.PASSAGES
    hidden = [
        EDITION.newest.text[sentence.start : sentence.end]
        for sentence in EDITION.sentences[EDITION.newest.id]
        if not rights.is_shown(sentence.start, sentence.end, rights.shown(EDITION.newest, EDITION))
    ]
    assert hidden == ["Images source: © GETTY | Anadolu", "Related content"]


def test_every_quote_may_be_shown_at_every_level() -> None:
    for level in TextShown:
        edition = showing(level)
        spans = rights.shown(edition.newest, edition)
        for event in edition.events:
            for quote in getattr(event.evidence, "quotes", ()):
                assert rights.is_shown(quote.start, quote.end, spans), (level, event.id)


def test_with_quotes_only_no_long_run_of_the_rest_leaves_by_any_way() -> None:
    edition = with_a_long_sentence()
    hidden = hidden_runs(edition)
    assert hidden
    for name, text in outputs(edition):
        for run in hidden:
            assert run not in text, name
            assert json.dumps(run, ensure_ascii=False)[1:-1] not in text, name


def test_with_the_full_text_the_same_look_finds_it() -> None:
    edition = with_a_long_sentence()
    hidden = hidden_runs(edition)
    full = edition.newest.model_copy(update={"text_shown": TextShown.FULL})
    found = dict(outputs(dataclasses.replace(edition, articles={full.id: full})))
    assert any(run in found["article"] for run in hidden)
    assert any(run in found["single file"] for run in hidden)


def with_a_long_sentence() -> Edition:
    """The edition with quotes only, its text ending in a sentence that nobody quotes."""
    article, more = EDITION.newest, " Nobody quotes what stands here, and so it goes on" * 8 + "."
    long = article.model_copy(update={"text": article.text + more, "text_shown": TextShown.QUOTES})
    last = EDITION.sentences[article.id][-1].model_copy(
        update={"start": len(article.text), "end": len(article.text + more), "reason": "a test"}
    )
    sentences = {article.id: (*EDITION.sentences[article.id], last)}
    return dataclasses.replace(EDITION, articles={article.id: long}, sentences=sentences)


@pytest.mark.parametrize("level", TextShown)
def test_the_account_of_sentences_is_the_same_at_every_level(level: TextShown) -> None:
    edition = showing(level)
    assert marked_text.totals(edition.newest, edition) == marked_text.totals(EDITION.newest, EDITION)
    assert len(marked_text.sentences(edition.newest, edition)) == len(EDITION.sentences[EDITION.newest.id])
