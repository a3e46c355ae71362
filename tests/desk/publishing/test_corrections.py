"""Corrections: what was published is changed or withdrawn with a reason that readers see, and leaves its trace."""

from datetime import UTC, datetime

import pytest

from geodata.common.errors import RecordError
from geodata.desk.errors import ConflictError, IncompleteError, PublishError
from geodata.desk.publishing import acts, correcting, readiness, report_corrections
from geodata.desk.publishing.report_corrections import REPORTS
from geodata.desk.review import reviewing
from geodata.desk.store import drafts
from geodata.desk.store.draft_records import DraftCorrection, DraftSentence
from geodata.desk.store.drafts import Change, Draft
from geodata.desk.store.log import Store
from geodata.edition import published as editions
from geodata.edition.coverage import Fate
from geodata.edition.loading import Edition, load
from tests.desk.samples import ARTICLE_ID, CLAIM_ID, EDITOR, OTHER_CLAIM_ID, blasts_claim, contents, depot_claim, ready

SHIPPED = load()
SHIPPED_ARTICLE = "essanews-2024-03-12"
RELATED = "ponomarev-gunfire-tyotkino"
REASON = "The label named the wrong official."


@pytest.fixture
def published(file_store: Store) -> Store:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    return file_store


def current(store: Store) -> Edition:
    return load(editions.current(store.folder).path)


def draft(store: Store) -> Draft:
    return drafts.read(store, ARTICLE_ID)


def change_label(store: Store, label: str = "Another label") -> None:
    claim = draft(store).claims[CLAIM_ID]
    changed = claim.content.model_copy(update={"label": label})
    drafts.save(store, ARTICLE_ID, [Change(changed, claim.version)], EDITOR)


def give_reason(store: Store, claim_id: str = CLAIM_ID, *, withdrawn: bool = False) -> None:
    change = correcting.give_reason(draft(store), claim_id, REASON, withdrawn=withdrawn)
    drafts.save(store, ARTICLE_ID, [change], EDITOR, REASON)


def explain_sentence(store: Store, number: int) -> None:
    sentence = DraftSentence(number=number, outcome="no event claim", reason="Its claim was withdrawn.")
    drafts.save(store, ARTICLE_ID, [Change(sentence)], EDITOR)


def test_a_published_claim_is_not_changed_without_a_reason(published: Store) -> None:
    assert readiness.published_claims(published, ARTICLE_ID) == {CLAIM_ID, OTHER_CLAIM_ID}
    change_label(published)
    before = contents(published.folder / "editions")
    with pytest.raises(IncompleteError, match=f"The published claim “{depot_claim().label}” is changed: say why"):
        acts.publish(published, ARTICLE_ID, EDITOR)
    assert contents(published.folder / "editions") == before


def test_a_changed_claim_leaves_a_dated_public_entry(published: Store) -> None:
    change_label(published)
    give_reason(published)
    earliest = datetime.now(UTC).date()
    number = acts.publish(published, ARTICLE_ID, EDITOR)
    edition = current(published)
    (entry,) = edition.corrections_since(number - 1)
    assert (entry.edition, entry.claims, entry.text, entry.withdrawn) == (number, (CLAIM_ID,), REASON, False)
    assert earliest <= entry.date <= datetime.now(UTC).date()
    changed = edition.event(CLAIM_ID)
    assert changed is not None
    assert changed.label == "Another label"
    assert edition.corrections_since(number - 1) == (entry,)


def test_a_reason_serves_once(published: Store) -> None:
    change_label(published)
    give_reason(published)
    acts.publish(published, ARTICLE_ID, EDITOR)
    change_label(published, "A third label")
    with pytest.raises(IncompleteError, match="is changed: say why"):
        acts.publish(published, ARTICLE_ID, EDITOR)
    give_reason(published)
    acts.publish(published, ARTICLE_ID, EDITOR)
    assert len(current(published).corrections_since(SHIPPED.number)) == 2


def test_a_reason_for_a_claim_that_is_as_published_is_not_printed(published: Store) -> None:
    give_reason(published)
    with pytest.raises(IncompleteError, match=f"A reason is given for “{depot_claim().label}”, which is as published"):
        acts.publish(published, ARTICLE_ID, EDITOR)


def test_a_reason_for_a_change_does_not_serve_for_a_withdrawal(published: Store) -> None:
    drafts.save(published, ARTICLE_ID, correcting.removal(draft(published), OTHER_CLAIM_ID), EDITOR)
    explain_sentence(published, 2)
    give_reason(published, OTHER_CLAIM_ID)
    with pytest.raises(IncompleteError, match=f"The published claim “{blasts_claim().label}” is withdrawn: say why"):
        acts.publish(published, ARTICLE_ID, EDITOR)


def test_a_withdrawn_claim_leaves_a_tombstone_and_takes_its_relations_along(published: Store) -> None:
    correcting.withdraw(published, draft(published), CLAIM_ID, REASON, EDITOR)
    assert draft(published).relations == {}
    assert readiness.missing(published, draft(published)) == ()
    number = acts.publish(published, ARTICLE_ID, EDITOR)
    edition = current(published)
    assert edition.event(CLAIM_ID) is None
    tombstone = edition.withdrawal(CLAIM_ID)
    assert tombstone is not None
    assert (tombstone.edition, tombstone.text) == (number, REASON)
    assert edition.disputes(RELATED) == SHIPPED.disputes(RELATED)


def test_a_claim_that_was_put_right_may_be_withdrawn_later(published: Store) -> None:
    change_label(published)
    give_reason(published)
    acts.publish(published, ARTICLE_ID, EDITOR)
    correcting.withdraw(published, draft(published), CLAIM_ID, "It was about another day.", EDITOR)
    acts.publish(published, ARTICLE_ID, EDITOR)
    assert [entry.withdrawn for entry in current(published).corrections_since(SHIPPED.number)] == [False, True]


def test_a_withdrawn_claims_id_is_never_published_again(published: Store) -> None:
    correcting.withdraw(published, draft(published), CLAIM_ID, REASON, EDITOR)
    acts.publish(published, ARTICLE_ID, EDITOR)
    with pytest.raises(RecordError, match="ids are never reused"):
        drafts.save(published, ARTICLE_ID, [Change(depot_claim(), 2)], EDITOR)
    with pytest.raises(ConflictError):
        drafts.undo(published, ARTICLE_ID, EDITOR)


def test_a_withdrawn_claims_id_is_refused_also_to_a_store_that_has_forgotten_it(
    published: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    correcting.withdraw(published, draft(published), CLAIM_ID, REASON, EDITOR)
    acts.publish(published, ARTICLE_ID, EDITOR)
    fresh = Store.open(tmp_path_factory.mktemp("fresh"))
    (published.folder / "editions").rename(fresh.folder / "editions")
    article = correcting.reopen(fresh, ARTICLE_ID, EDITOR)
    drafts.save(fresh, article.id, [Change(depot_claim())], EDITOR)
    article = drafts.read(fresh, ARTICLE_ID)
    assert list(map(str, readiness.missing(fresh, article))) == [
        f"The claim “{depot_claim().label}” was withdrawn, and ids are never used again: give it another."
    ]
    fresh.close()


def test_only_what_is_published_can_be_withdrawn(file_store: Store) -> None:
    article = ready(file_store)
    with pytest.raises(RecordError, match="is not published"):
        correcting.withdraw(file_store, article, CLAIM_ID, REASON, EDITOR)


def test_an_unpublished_claim_is_taken_away_without_a_reason(file_store: Store) -> None:
    article = ready(file_store)
    drafts.save(file_store, ARTICLE_ID, correcting.removal(article, CLAIM_ID), EDITOR)
    article = drafts.read(file_store, ARTICLE_ID)
    assert (set(article.claims), article.relations) == ({OTHER_CLAIM_ID}, {})


def test_a_shipped_article_is_opened_again_as_it_was_published(store: Store) -> None:
    article = correcting.reopen(store, SHIPPED_ARTICLE, EDITOR)
    assert readiness.missing(store, article) == ()
    with pytest.raises(PublishError, match="there is nothing to publish"):
        acts.publish(store, SHIPPED_ARTICLE, EDITOR)
    assert correcting.reopen(store, SHIPPED_ARTICLE, EDITOR) == article


def test_an_article_that_is_not_there_is_not_opened_again(file_store: Store) -> None:
    with pytest.raises(RecordError, match='no article "elsewhere"'):
        correcting.reopen(file_store, "elsewhere", EDITOR)


def test_a_withdrawn_shipped_claim_takes_its_relations(published: Store) -> None:
    """Its relations stand in its own article's file, in the other article's, and among the reports' disagreements."""
    article = correcting.reopen(published, SHIPPED_ARTICLE, EDITOR)
    correcting.withdraw(published, article, RELATED, REASON, EDITOR)
    acts.publish(published, SHIPPED_ARTICLE, EDITOR)
    edition = current(published)
    assert edition.event(RELATED) is None
    assert edition.withdrawal(RELATED) is not None
    assert not [relation for relation in edition.relations if RELATED in relation.events]
    kept = [relation for relation in SHIPPED.relations if RELATED not in relation.events]
    assert {relation.model_dump_json() for relation in edition.relations} == {item.model_dump_json() for item in kept}
    assert set(edition.articles) == {SHIPPED_ARTICLE, ARTICLE_ID}


def test_other_claims_do_not_change_with_a_correction(published: Store) -> None:
    before = {event.id: event for event in current(published).events}
    change_label(published)
    give_reason(published)
    acts.publish(published, ARTICLE_ID, EDITOR)
    after = {event.id: event for event in current(published).events}
    assert {event_id for event_id in before if before[event_id] != after[event_id]} == {CLAIM_ID}
    assert after[OTHER_CLAIM_ID].label == blasts_claim().label


# One act, whatever else lies in the draft


def correction(claim_id: str = CLAIM_ID, *, withdrawn: bool = False) -> DraftCorrection:
    return DraftCorrection(claim=claim_id, text=REASON, withdrawn=withdrawn)


def open_a_sentence(store: Store) -> None:
    """Leave the draft unfinished: its last sentence has no outcome any more."""
    entry = draft(store).sentences[3]
    drafts.save(store, ARTICLE_ID, [Change(entry.content, entry.version, remove=True)], EDITOR)


def test_a_claim_is_withdrawn_in_one_act_whatever_else_its_draft_holds(published: Store) -> None:
    change_label(published, "A label in work")
    open_a_sentence(published)
    number = acts.publish_correction(published, ARTICLE_ID, correction(OTHER_CLAIM_ID, withdrawn=True), EDITOR)
    edition = current(published)
    assert edition.event(OTHER_CLAIM_ID) is None
    tombstone = edition.withdrawal(OTHER_CLAIM_ID)
    assert tombstone is not None
    assert (tombstone.edition, tombstone.text) == (number, REASON)
    untouched = edition.event(CLAIM_ID)
    assert untouched is not None
    assert untouched.label == depot_claim().label
    after = draft(published)
    assert (set(after.claims), after.claims[CLAIM_ID].content.label) == ({CLAIM_ID}, "A label in work")
    assert after.corrections[OTHER_CLAIM_ID].content.edition == number


def test_the_sentence_of_a_withdrawn_claim_is_settled_with_the_reason_and_nothing_is_suggested(
    published: Store,
) -> None:
    acts.publish_correction(published, ARTICLE_ID, correction(withdrawn=True), EDITOR)
    assert readiness.missing(published, draft(published)) == ()
    sentence = draft(published).sentences[1].content
    assert (sentence.outcome, sentence.reason) == ("withdrawn", REASON)
    assert reviewing.state(draft(published), 1).is_closed
    edition = current(published)
    article = edition.articles[ARTICLE_ID]
    fates = [edition.fate(line, article) for line in edition.sentences[ARTICLE_ID]]
    assert fates[1] == (Fate.WITHDRAWN, ())
    with pytest.raises(PublishError, match="there is nothing to publish"):
        acts.publish(published, ARTICLE_ID, EDITOR)


def test_a_claim_is_corrected_in_one_act_and_only_that_claim_changes(published: Store) -> None:
    change_label(published)
    open_a_sentence(published)
    before = {event.id: event for event in current(published).events}
    acts.publish_correction(published, ARTICLE_ID, correction(), EDITOR)
    after = {event.id: event for event in current(published).events}
    assert {event_id for event_id in before if before[event_id] != after[event_id]} == {CLAIM_ID}
    assert after[CLAIM_ID].label == "Another label"
    assert [entry.text for entry in current(published).corrections_since(SHIPPED.number + 1)] == [REASON]


def test_a_claim_of_the_shipped_article_is_withdrawn_in_one_act(published: Store) -> None:
    correcting.reopen(published, SHIPPED_ARTICLE, EDITOR)
    acts.publish_correction(published, SHIPPED_ARTICLE, correction(RELATED, withdrawn=True), EDITOR)
    edition = current(published)
    assert edition.event(RELATED) is None
    assert not [relation for relation in edition.relations if RELATED in relation.events]
    assert {event.id for event in SHIPPED.events} - {event.id for event in edition.events} == {RELATED}


def test_a_report_is_corrected_and_withdrawn_in_one_act(published: Store) -> None:
    row = report_corrections.published_row(published, DISPUTED_REPORT)
    changed = {**row, "summary": "Put in other words."}
    acts.publish_correction(published, REPORTS, correction(DISPUTED_REPORT), EDITOR, changed)
    event = current(published).event(DISPUTED_REPORT)
    assert event is not None
    assert event.evidence.summary == "Put in other words."  # type: ignore[union-attr]
    acts.publish_correction(published, REPORTS, correction(DISPUTED_REPORT, withdrawn=True), EDITOR)
    assert current(published).event(DISPUTED_REPORT) is None
    assert report_corrections.due(published) == {}


def test_a_correction_that_cannot_be_published_leaves_store_and_edition_as_they_were(published: Store) -> None:
    claim = draft(published).claims[CLAIM_ID]
    lacking = claim.content.model_copy(update={"event_type": None})
    drafts.save(published, ARTICLE_ID, [Change(lacking, claim.version)], EDITOR)
    before = published.history(), contents(published.folder / "editions")
    for claim_id, error in ((CLAIM_ID, IncompleteError), ("elsewhere", RecordError)):
        with pytest.raises(error):
            acts.publish_correction(published, ARTICLE_ID, correction(claim_id), EDITOR)
    assert (published.history(), contents(published.folder / "editions")) == before


DISPUTED_REPORT = "ki-20240312-tyotkino-control"


def test_a_report_is_withdrawn_with_all_that_relates_to_it(published: Store) -> None:
    """Its relations stand in the article's file and among the reports' disagreements."""
    report_corrections.correct_report(published, DISPUTED_REPORT, None, REASON, EDITOR)
    number = acts.publish(published, REPORTS, EDITOR)
    edition = current(published)
    assert {event.id for event in SHIPPED.events} - {event.id for event in edition.events} == {DISPUTED_REPORT}
    tombstone = edition.withdrawal(DISPUTED_REPORT)
    assert tombstone is not None
    assert (tombstone.edition, tombstone.text) == (number, REASON)
    assert SHIPPED.disputes(DISPUTED_REPORT)
    kept = {item.model_dump_json() for item in SHIPPED.relations if DISPUTED_REPORT not in item.events}
    assert kept == {item.model_dump_json() for item in edition.relations if CLAIM_ID not in item.events}


def test_a_report_is_changed_with_a_dated_public_entry(published: Store) -> None:
    row = report_corrections.published_row(published, DISPUTED_REPORT)
    changed = {**row, "summary": "Put in other words."}
    report_corrections.correct_report(published, DISPUTED_REPORT, changed, REASON, EDITOR)
    number = acts.publish(published, REPORTS, EDITOR)
    edition = current(published)
    (entry,) = edition.corrections_since(number - 1)
    assert (entry.edition, entry.claims, entry.withdrawn) == (number, (DISPUTED_REPORT,), False)
    before = {event.id: event for event in SHIPPED.events}
    after = {event.id: event for event in edition.events if event.id in before}
    assert {event_id for event_id in before if before[event_id] != after[event_id]} == {DISPUTED_REPORT}
    assert after[DISPUTED_REPORT].evidence.summary == "Put in other words."  # type: ignore[union-attr]
    with pytest.raises(PublishError, match="there is nothing to publish"):
        acts.publish(published, REPORTS, EDITOR)


def test_a_corrected_report_that_would_not_load_is_not_published(published: Store) -> None:
    row = report_corrections.published_row(published, DISPUTED_REPORT)
    report_corrections.correct_report(published, DISPUTED_REPORT, {**row, "precision": "exact"}, REASON, EDITOR)
    with pytest.raises(PublishError, match="would not load"):
        acts.publish(published, REPORTS, EDITOR)
    assert current(published).number == 3
    drafts.undo(published, REPORTS, EDITOR)
    with pytest.raises(PublishError, match="there is nothing to publish"):
        acts.publish(published, REPORTS, EDITOR)


def test_a_report_correction_needs_a_reason(published: Store) -> None:
    row = report_corrections.published_row(published, DISPUTED_REPORT)
    for claim_id, cells, reason, words in (
        (DISPUTED_REPORT, None, " ", "say why"),
        (DISPUTED_REPORT, {**row, "claim_id": "other"}, REASON, "keeps its columns and its id"),
        (DISPUTED_REPORT, {**row, "more": "x"}, REASON, "keeps its columns and its id"),
        ("elsewhere", None, REASON, 'no report "elsewhere"'),
    ):
        with pytest.raises(RecordError, match=words):
            report_corrections.correct_report(published, claim_id, cells, reason, EDITOR)
    assert published.history(REPORTS) == ()
