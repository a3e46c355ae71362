"""The store: nothing saved is ever changed or lost, on SQLite as on PostgreSQL."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text, update

from geodata.common.errors import RecordError
from geodata.desk.errors import ConflictError, StoreError
from geodata.desk.store.database import APPLICATION_ID, REVISION, make_file, reading, writing
from geodata.desk.store.log import FILE, Save, Store
from geodata.desk.store.revisions import Record

ANNA, BORYS = "anna@newsroom.example", "borys@newsroom.example"
RECORD = Record("draft", "claim", "one")
OTHER = Record("draft", "claim", "two")
STRANGE_TEXTS = [
    "",
    "{{ 1 }}",
    "{% x %}",
    "${x} `y`",
    "</script>",
    "\u202eabc",
    "\x00",
    "Тёткино",
    "😀",
    " ",
    "'; DROP TABLE x; --",
]


def test_a_save_is_recorded_with_who_when_why_before_and_after(store: Store) -> None:
    store.save([Save(RECORD, 0, {"label": "first"})], ANNA, "a beginning")
    store.save([Save(RECORD, 1, {"label": "second"})], BORYS, "better")
    first, second = store.history("draft")
    assert (first.who, first.why, first.replaced, first.content) == (ANNA, "a beginning", None, {"label": "first"})
    assert (second.who, second.why) == (BORYS, "better")
    assert (second.replaced, second.content) == ({"label": "first"}, {"label": "second"})
    assert first.moment.utcoffset().total_seconds() == 0  # type: ignore[union-attr]
    assert first.moment <= second.moment


def test_each_revision_is_hashed_with_the_one_before_it(store: Store) -> None:
    for version in range(3):
        store.save([Save(RECORD, version, version)], ANNA)
    revisions = store.history()
    assert [revision.previous for revision in revisions[1:]] == [revision.digest for revision in revisions[:-1]]
    assert all(revision.sealed() == revision for revision in revisions)
    assert store.check() == (3, revisions[-1].digest)


def test_a_save_survives_closing_and_opening(tmp_path: Path, address: str | None) -> None:
    store = Store.open(tmp_path, address)
    store.save([Save(RECORD, 0, {"label": "kept"})], ANNA)
    store.close()
    store = Store.open(tmp_path, address)
    assert store.current("draft")[RECORD].content == {"label": "kept"}
    store.close()


@pytest.mark.parametrize("words", STRANGE_TEXTS)
def test_any_text_comes_back_as_it_was(store: Store, words: str) -> None:
    store.save([Save(RECORD, 0, {"words": words})], ANNA)
    assert store.current("draft")[RECORD].content == {"words": words}


def test_a_conflict_reports_and_keeps_both_texts(store: Store) -> None:
    store.save([Save(RECORD, 0, "opened by both")], ANNA)
    store.save([Save(RECORD, 1, "Borys's text")], BORYS)
    with pytest.raises(ConflictError, match=f'^{BORYS} saved the claim "one" after you opened it') as caught:
        store.save([Save(RECORD, 1, "Anna's text"), Save(OTHER, 0, "Anna's other text")], ANNA)
    (conflict,) = caught.value.conflicts
    assert (conflict.mine, conflict.theirs, conflict.version) == ("Anna's text", "Borys's text", 2)
    assert {record: revision.content for record, revision in store.current("draft").items()} == {RECORD: "Borys's text"}
    kept = [revision.content for revision in store.history("draft") if revision.action == "conflict"]
    assert kept == ["Anna's text", "Anna's other text"]
    store.save([Save(RECORD, conflict.version, "both texts")], ANNA)
    assert store.current("draft")[RECORD].content == "both texts"
    store.check()


def test_an_act_is_saved_whole_and_taken_back_whole(store: Store) -> None:
    store.save([Save(RECORD, 0, "before")], ANNA)
    act = store.save([Save(RECORD, 1, "after"), Save(OTHER, 0, "new")], ANNA)
    store.undo(act, ANNA)
    assert {record: revision.content for record, revision in store.current("draft").items()} == {RECORD: "before"}
    assert store.current("draft")[RECORD].version == 3


def test_an_undo_can_be_taken_back(store: Store) -> None:
    act = store.save([Save(RECORD, 0, "text")], ANNA)
    undo = store.undo(act, ANNA)
    assert store.current("draft") == {}
    store.undo(undo, ANNA)
    assert store.current("draft")[RECORD].content == "text"


def test_an_undo_does_not_overwrite_what_somebody_else_saved_since(store: Store) -> None:
    act = store.save([Save(RECORD, 0, "Anna's text")], ANNA)
    store.save([Save(RECORD, 1, "Borys's text")], BORYS)
    with pytest.raises(ConflictError):
        store.undo(act, ANNA)
    assert store.current("draft")[RECORD].content == "Borys's text"


def test_an_act_that_is_not_there_cannot_be_taken_back(store: Store) -> None:
    with pytest.raises(RecordError, match="there is no act 7"):
        store.undo(7, ANNA)


@pytest.mark.parametrize("content", [float("nan"), "\ud800", {1, 2}])
def test_what_is_no_json_text_is_refused_and_nothing_is_saved(store: Store, content: object) -> None:
    with pytest.raises(RecordError, match="cannot be stored"):
        store.save([Save(RECORD, 0, "good"), Save(OTHER, 0, content)], ANNA)
    assert store.history() == ()
    store.check()


@pytest.mark.parametrize("words", ["a\nb", "a\x00b", "\u202eabc"])
def test_a_name_or_a_reason_is_one_plain_line(store: Store, words: str) -> None:
    for who, why in ((words, ""), (ANNA, words)):
        with pytest.raises(RecordError, match="one line of plain text"):
            store.save([Save(RECORD, 0, "text")], who, why)
    assert store.history() == ()


def test_an_act_names_each_record_once(store: Store) -> None:
    for saves in ([], [Save(RECORD, 0, "a"), Save(RECORD, 0, "b")]):
        with pytest.raises(RecordError, match="each of them once"):
            store.save(saves, ANNA)


def test_the_database_itself_refuses_to_change_a_revision(store: Store) -> None:
    store.save([Save(RECORD, 0, "text")], ANNA)
    for statement in (update(REVISION).values(after="other"), delete(REVISION)):
        with pytest.raises(StoreError, match="revisions are kept as they are"), writing(store.engine) as connection:
            connection.execute(statement)
    assert store.current("draft")[RECORD].content == "text"


def test_two_programs_that_open_a_new_store_at_once_share_one(tmp_path: Path, address: str | None) -> None:
    one, other = Store.open(tmp_path, address), Store.open(tmp_path, address)
    one.save([Save(RECORD, 0, "text")], ANNA)
    assert other.current("draft")[RECORD].content == "text"
    one.close()
    other.close()


def test_a_store_that_another_program_has_made_meanwhile_is_not_replaced(file_store: Store, tmp_path: Path) -> None:
    file_store.save([Save(RECORD, 0, "text")], ANNA)
    file_store.close()
    make_file(tmp_path / FILE)
    assert file_store.current("draft")[RECORD].content == "text"


def test_the_file_is_durable_strict_and_marked_as_ours(file_store: Store, tmp_path: Path) -> None:
    with reading(file_store.engine) as connection:
        settings_found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "application_id")
        }
        strict = connection.execute(text("SELECT name FROM pragma_table_list WHERE strict")).scalars().all()
    full = 2
    expected = {"journal_mode": "wal", "synchronous": full, "foreign_keys": 1, "application_id": APPLICATION_ID}
    assert settings_found == expected
    assert set(strict) == {"desk_revision", "desk_head"}
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_an_address_of_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    for address in ("mysql://desk@host/desk", "nonsense"):
        with pytest.raises(StoreError, match="postgresql"):
            Store.open(tmp_path, address)


def test_a_database_out_of_reach_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="see that it runs") as caught:
        Store.open(tmp_path, f"postgresql+psycopg://desk@/desk?host={tmp_path}")
    assert "\n" not in str(caught.value)


KEYS = st.sampled_from("abc")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.lists(KEYS, min_size=1, max_size=2, unique=True), st.integers(0, 2)),
        st.integers(0, 9),
    ),
    max_size=14,
)
State = dict[str, str | None]


class Model:
    """What a store should hold: each record's version and text, and for each act the texts before and after it."""

    def __init__(self) -> None:
        self.versions: dict[str, int] = {}
        self.texts: State = {}
        self.acts: list[tuple[int, State, State]] = []

    def apply(self, act: int, after: State) -> None:
        self.acts.append((act, {key: self.texts.get(key) for key in after}, after))
        self.texts |= after
        self.versions |= {key: self.versions.get(key, 0) + 1 for key in after}


@given(steps=STEPS)
@settings(deadline=None, max_examples=50)
def test_any_sequence_of_saves_undos_and_conflicts_agrees_with_a_plain_model(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[str], int] | int]
) -> None:
    store = Store.open(tmp_path_factory.mktemp("model"))
    model = Model()
    for number, step in enumerate(steps):
        if isinstance(step, tuple):
            keys, behind = step
            after: State = dict.fromkeys(keys, f"text {number}")
            began = {key: max(0, model.versions.get(key, 0) - behind) for key in keys}
            fits = all(began[key] == model.versions.get(key, 0) for key in keys)
            attempt = partial(store.save, [Save(Record("d", "k", key), began[key], after[key]) for key in keys], ANNA)
        elif step < len(model.acts):
            act, after, left = model.acts[step]
            fits = all(model.texts[key] == text for key, text in left.items())
            attempt = partial(store.undo, act, ANNA)
        else:
            continue
        if fits:
            model.apply(attempt(), after)
        else:
            with pytest.raises(ConflictError):
                attempt()
    store.check()
    found = {record.key: (revision.version, revision.content) for record, revision in store.current("d").items()}
    assert found == {key: (model.versions[key], text) for key, text in model.texts.items() if text is not None}
    kept = {revision.content for revision in store.history("d")}
    assert kept >= {f"text {number}" for number, step in enumerate(steps) if isinstance(step, tuple)}
    store.close()
