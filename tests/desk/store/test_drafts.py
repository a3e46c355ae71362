"""Drafts: an editor's acts on an article, kept whole, taken back whole, and never at odds with the stored text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.common.errors import QuoteError, RecordError, TimeError
from geodata.desk.errors import ConflictError
from geodata.desk.store import drafts
from geodata.desk.store.draft_records import DraftSentence
from geodata.desk.store.drafts import Change
from geodata.desk.store.log import Store
from geodata.model.events import Speaker
from geodata.model.quotes import locate
from geodata.model.spans import quote_at
from tests.desk.samples import (
    ARTICLE_ID,
    CLAIM_ID,
    EDITOR,
    TEXT,
    begun,
    blasts_claim,
    depot_claim,
    hrafske,
    ready,
    stored_article,
    suggestion,
)

OTHER_EDITOR = "other@newsroom.example"


def test_an_article_and_its_suggestions_are_stored_and_read_back(file_store: Store) -> None:
    begun(file_store)
    draft = drafts.read(file_store, ARTICLE_ID)
    assert draft.article.content == stored_article()
    assert draft.text == TEXT
    assert draft.suggestions["suggestion-1"].content == suggestion()
    assert (draft.article.who, draft.article.version) == (EDITOR, 1)
    assert [entry.content for entry in drafts.articles(file_store)] == [stored_article()]


def test_every_kind_of_record_is_read_back_as_it_was_saved(store: Store) -> None:
    draft = ready(store)
    assert draft.claims == {CLAIM_ID: draft.claims[CLAIM_ID], "second-blasts": draft.claims["second-blasts"]}
    assert [entry.content for entry in draft.claims.values()] == [depot_claim(), blasts_claim()]
    assert draft.places["hrafske"].content == hrafske()
    assert draft.speakers["head-of-hrafske"].content.name == "the head of the village of Hrafske"
    assert draft.sentences[3].content.outcome == "no event claim"
    assert draft.suggestions["suggestion-1"].content.decision == "accepted"
    assert draft.relations["relation-1"].content.about == "who fired"


def test_an_article_is_stored_once(file_store: Store) -> None:
    begun(file_store)
    with pytest.raises(RecordError, match=f'there is already an article "{ARTICLE_ID}"'):
        begun(file_store)


def test_there_is_no_draft_of_an_unknown_article(file_store: Store) -> None:
    with pytest.raises(RecordError, match='no draft "elsewhere"'):
        drafts.read(file_store, "elsewhere")


def test_the_stored_text_is_never_rewritten(file_store: Store) -> None:
    draft = begun(file_store)
    for other in (stored_article(text=TEXT + " More."), stored_article().model_copy(update={"sentences": ((0, 5),)})):
        with pytest.raises(RecordError, match="stored once and never rewritten"):
            drafts.save(file_store, draft.id, [Change(other, 1)], EDITOR)
    article = draft.article.content.article.model_copy(update={"text": TEXT + "!"})
    with pytest.raises(RecordError, match="not the one that was hashed"):
        drafts.save(file_store, draft.id, [Change(stored_article().model_copy(update={"article": article}), 1)], EDITOR)
    assert drafts.read(file_store, draft.id) == draft


def test_what_is_known_about_the_article_can_be_put_right(file_store: Store) -> None:
    draft = begun(file_store)
    article = draft.article.content.article.model_copy(update={"author": "A. Reporter"})
    drafts.save(file_store, draft.id, [Change(stored_article().model_copy(update={"article": article}), 1)], EDITOR)
    assert drafts.read(file_store, draft.id).article.content.article.author == "A. Reporter"


def test_a_span_that_differs_from_the_stored_text_is_refused(file_store: Store) -> None:
    begun(file_store)
    quote = depot_claim().quotes[0]
    for wrong in (
        {"exact": quote.exact.replace("drone", "Drone")},
        {"start": quote.start + 1, "end": quote.end + 1},
        {"prefix": "not there"},
        {"suffix": "not there"},
    ):
        claim = depot_claim().model_copy(update={"quotes": (quote.model_copy(update=wrong),)})
        with pytest.raises(QuoteError, match="is not what the text has"):
            drafts.save(file_store, ARTICLE_ID, [Change(claim)], EDITOR)
    assert drafts.read(file_store, ARTICLE_ID).claims == {}


def test_a_time_that_is_none_is_refused(file_store: Store) -> None:
    begun(file_store)
    claim = depot_claim().model_copy(update={"happened": "Y17E999999999"})
    with pytest.raises(TimeError):
        drafts.save(file_store, ARTICLE_ID, [Change(claim)], EDITOR)


def test_a_sentence_that_is_not_there_gets_no_state(file_store: Store) -> None:
    begun(file_store)
    sentence = DraftSentence(number=4, outcome="page furniture", reason="A line.")
    with pytest.raises(RecordError, match="no sentence 5"):
        drafts.save(file_store, ARTICLE_ID, [Change(sentence)], EDITOR)


def test_an_incomplete_claim_can_be_saved(file_store: Store) -> None:
    begun(file_store)
    bare = depot_claim().model_copy(update={"place": None, "event_type": None, "label": ""})
    drafts.save(file_store, ARTICLE_ID, [Change(bare)], EDITOR)
    assert drafts.read(file_store, ARTICLE_ID).claims[CLAIM_ID].content == bare


def test_two_editors_of_one_claim_both_keep_their_text(store: Store) -> None:
    draft = ready(store)
    claim = draft.claims[CLAIM_ID]
    hers = claim.content.model_copy(update={"note": "hers"})
    his = claim.content.model_copy(update={"note": "his"})
    drafts.save(store, draft.id, [Change(hers, claim.version)], EDITOR)
    with pytest.raises(ConflictError) as caught:
        drafts.save(store, draft.id, [Change(his, claim.version)], OTHER_EDITOR)
    (conflict,) = caught.value.conflicts
    assert (conflict.mine["note"], conflict.theirs["note"], conflict.who) == ("his", "hers", EDITOR)
    drafts.save(store, draft.id, [Change(his, conflict.version)], OTHER_EDITOR)
    assert drafts.read(store, draft.id).claims[CLAIM_ID].content == his


def test_undo_takes_back_ones_own_acts_from_the_last_one_on(file_store: Store) -> None:
    begun(file_store)
    drafts.save(file_store, ARTICLE_ID, [Change(depot_claim()), Change(hrafske())], EDITOR)
    drafts.save(file_store, ARTICLE_ID, [Change(Speaker(id="someone", name="Someone"))], OTHER_EDITOR)
    claim = depot_claim().model_copy(update={"note": "changed"})
    drafts.save(file_store, ARTICLE_ID, [Change(claim, 1)], EDITOR)
    assert drafts.undo(file_store, ARTICLE_ID, EDITOR)
    assert drafts.read(file_store, ARTICLE_ID).claims[CLAIM_ID].content == depot_claim()
    draft = drafts.read(file_store, ARTICLE_ID)
    assert set(draft.speakers) == {"someone"}
    assert drafts.undo(file_store, ARTICLE_ID, OTHER_EDITOR)
    assert drafts.read(file_store, ARTICLE_ID).speakers == {}
    assert drafts.undo(file_store, ARTICLE_ID, OTHER_EDITOR) is None


def test_undo_goes_back_as_far_as_the_stored_article(file_store: Store) -> None:
    draft = begun(file_store)
    for note in ("one", "two", "three"):
        claim = drafts.read(file_store, ARTICLE_ID).claims.get(CLAIM_ID)
        changed = depot_claim().model_copy(update={"note": note})
        drafts.save(file_store, ARTICLE_ID, [Change(changed, claim.version if claim else 0)], EDITOR)
    notes = []
    while drafts.undo(file_store, ARTICLE_ID, EDITOR):
        claim = drafts.read(file_store, ARTICLE_ID).claims.get(CLAIM_ID)
        notes.append(claim.content.note if claim else None)
    assert notes == ["two", "one", None]
    assert drafts.read(file_store, ARTICLE_ID) == draft


def test_the_id_of_a_claim_is_never_used_again(file_store: Store) -> None:
    begun(file_store)
    drafts.save(file_store, ARTICLE_ID, [Change(depot_claim())], EDITOR)
    drafts.save(file_store, ARTICLE_ID, [Change(depot_claim(), 1, remove=True)], EDITOR)
    with pytest.raises(RecordError, match="ids are never reused"):
        drafts.save(file_store, ARTICLE_ID, [Change(depot_claim(), 2)], EDITOR)
    drafts.begin(file_store, stored_article("third-article"), [], EDITOR)
    with pytest.raises(RecordError, match="ids are never reused"):
        drafts.save(file_store, "third-article", [Change(depot_claim())], EDITOR)
    assert drafts.undo(file_store, ARTICLE_ID, EDITOR)
    assert drafts.read(file_store, ARTICLE_ID).claims[CLAIM_ID].content == depot_claim()


def test_fresh_ids_differ() -> None:
    assert len({drafts.new_id(ARTICLE_ID) for _ in range(100)}) == 100


@given(text=st.text("ab \u00a0", min_size=1, max_size=40), data=st.data())
@settings(deadline=None)
def test_a_quote_cut_from_the_text_is_located_there_and_nowhere_else(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = quote_at(text, start, end)
    assert quote.exact == text[start:end]
    assert locate(quote, text) == quote


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 999)])
def test_what_is_no_part_of_the_text_is_no_quote(start: int, end: int) -> None:
    with pytest.raises(QuoteError, match="select the words again"):
        quote_at(TEXT, start, end)
