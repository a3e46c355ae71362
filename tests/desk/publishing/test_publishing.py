"""Publishing: a whole, checked edition in the place of the one before, or that one as it was."""

import hashlib
import json
import re
import shutil
from errno import ENOSPC
from pathlib import Path

import pytest
from shapely import Point

from geodata import Clock, Filter, select
from geodata.common.errors import DataFileError, Message
from geodata.common.language import use
from geodata.desk.errors import ConflictError, IncompleteError, PublishError
from geodata.desk.publishing import acts, readiness
from geodata.desk.review.completion import claim_of, event
from geodata.desk.store import backups, drafts
from geodata.desk.store.drafts import Change
from geodata.desk.store.log import Save, Store
from geodata.edition import edition_writing, published
from geodata.edition.loading import DATA, Edition, load
from geodata.exports import shapes
from geodata.model.events import Event, QuoteEvidence, Speaker
from geodata.model.places import Place, PlaceMention, Precision
from geodata.presentation.wording import error_sentence
from geodata.views.marks import map_view
from tests.desk.killed_editor import relabel
from tests.desk.samples import (
    ARTICLE_ID,
    CLAIM_ID,
    EDITOR,
    OTHER_CLAIM_ID,
    TEXT,
    begun,
    contents,
    depot_claim,
    hrafske,
    ready,
    stored_article,
    suggestion,
)

SHIPPED = load()


def current(store: Store) -> Edition:
    return load(published.current(store.folder).path)


def editions(store: Store) -> dict[str, bytes]:
    return contents(store.folder / "editions")


def missing(store: Store) -> tuple[Message, ...]:
    return readiness.missing(store, drafts.read(store, ARTICLE_ID))


def save(store: Store, *changes: Change) -> None:
    drafts.save(store, ARTICLE_ID, changes, EDITOR)


def test_before_anything_is_published_the_shipped_edition_is_current(file_store: Store) -> None:
    assert published.current(file_store.folder).path == DATA
    assert acts.last_publication(file_store).number == 0


def test_a_reviewed_article_is_published_beside_what_was_there(store: Store) -> None:
    number = acts.publish(store, ready(store).id, EDITOR, "a second article")
    edition = current(store)
    assert edition.number == number == SHIPPED.number + 1
    assert set(edition.articles) == {*SHIPPED.articles, ARTICLE_ID}
    assert edition.articles[ARTICLE_ID].text == TEXT
    assert {event.id for event in edition.events} - {event.id for event in SHIPPED.events} == {CLAIM_ID, OTHER_CLAIM_ID}
    assert {event.id: event for event in edition.events} | {event.id: event for event in SHIPPED.events} == {
        event.id: event for event in edition.events
    }
    blasts = edition.event(OTHER_CLAIM_ID)
    assert blasts is not None
    assert (blasts.reported.edtf, blasts.place.precision) == ("2024-03-14", Precision.SETTLEMENT)
    assert [sentence.outcome for sentence in edition.sentences[ARTICLE_ID]] == [
        "page furniture",
        "quoted",
        "quoted",
        "no event claim",
    ]
    (pair,) = edition.disputes(CLAIM_ID)
    assert (pair.other(CLAIM_ID), pair.about) == ("ponomarev-gunfire-tyotkino", "who fired")
    assert edition.places["hrafske"] == hrafske()
    assert edition.corrections == SHIPPED.corrections


def test_the_published_folder_is_what_the_reading_side_expects(file_store: Store) -> None:
    number = acts.publish(file_store, ready(file_store).id, EDITOR)
    files = editions(file_store)
    manifest = files[f"{number}/manifest.json"]
    line = f"{number} {hashlib.sha256(manifest).hexdigest()}\n"
    assert files["current"] == line.encode()
    folder = f"{number}/"
    digests = {
        name.removeprefix(folder): hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name.startswith(folder) and not name.endswith("manifest.json")
    }
    assert json.loads(manifest) == {"format": 4, "number": number, "files": digests}
    assert digests.keys() == {
        "SOURCES.md",
        f"articles/{ARTICLE_ID}.events.json",
        f"articles/{ARTICLE_ID}.json",
        f"articles/{ARTICLE_ID}.txt",
        "articles/essanews-2024-03-12.events.json",
        "articles/essanews-2024-03-12.json",
        "articles/essanews-2024-03-12.txt",
        "edition.json",
        "places.json",
        "reports/disagreements.csv",
        "reports/reports.csv",
        "speakers.json",
        "translations/ru.json",
        "translations/uk.json",
    }
    for name in ("articles/essanews-2024-03-12.txt", "reports/reports.csv", "reports/disagreements.csv"):
        assert files[folder + name] == (DATA / name).read_bytes()


def test_a_publication_is_recorded_with_who_and_why_and_backed_up(store: Store) -> None:
    draft_id = ready(store).id
    number = acts.publish(store, draft_id, EDITOR, "a second article")
    (revision,) = store.history(*acts.PUBLICATION)
    assert (revision.action, revision.who, revision.why) == ("publish", EDITOR, "a second article")
    assert revision.content["edition"] == number
    (backup,) = backups.every(store.folder)
    assert backups.damage(backup) is None
    assert backups.read(backup).revision == revision.number == store.check()[0]
    assert acts.is_backed_up(store)


def test_an_unreviewed_draft_is_not_published(file_store: Store) -> None:
    begun(file_store)
    with pytest.raises(IncompleteError) as caught:
        acts.publish(file_store, ARTICLE_ID, EDITOR)
    assert caught.value.missing == missing(file_store)
    assert len(caught.value.missing) == 5
    said = error_sentence(caught.value)
    assert "No claim quotes the sentence “The weather was mild.”, and nothing says why. " in said
    assert "Suggestions that are not decided: 1." in said
    use("uk")
    assert "Підказки, щодо яких рішення не ухвалено: 1." in error_sentence(caught.value)
    use("en")
    assert editions(file_store) == {}
    assert backups.every(file_store.folder) == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"label": ""}, "a label"),
        ({"event_type": None}, "what kind of claim it is"),
        ({"status": None}, "how the article presents it"),
        ({"chain": ()}, "who says it"),
        ({"speech": None}, "whether it is direct speech or a paraphrase"),
        ({"quotes": ()}, "its words in the article"),
        ({"place": None}, "a place, or that it has none"),
    ],
)
def test_what_a_claim_lacks_is_named(file_store: Store, fields: dict[str, object], words: str) -> None:
    draft = ready(file_store)
    claim = draft.claims[CLAIM_ID]
    save(file_store, Change(claim.content.model_copy(update=fields), claim.version))
    named = fields.get("label", depot_claim().label) or depot_claim().quotes[0].exact
    assert f"The claim “{named}” lacks {words}." in map(str, missing(file_store))


def test_whom_a_new_speaker_belongs_to_is_published(file_store: Store) -> None:
    draft = ready(file_store)
    head = draft.speakers["head-of-hrafske"]
    save(file_store, Change(head.content.model_copy(update={"belongs_to": "kursk-residents"}), head.version))
    acts.publish(file_store, ARTICLE_ID, EDITOR)
    edition = published.load(published.newest(file_store.folder))
    assert edition.speakers["head-of-hrafske"].belongs_to == "kursk-residents"


def test_a_rejected_suggestion_is_decided(file_store: Store) -> None:
    draft = ready(file_store)
    rejected = suggestion().model_copy(update={"decision": "rejected"})
    save(file_store, Change(rejected, draft.suggestions[rejected.id].version))
    assert missing(file_store) == ()


@pytest.mark.parametrize(
    ("place", "precision"),
    [
        (Place(id="PS.GZ", level="region", name="Gaza Strip", source="GeoNames"), Precision.REGION),
        (
            Place(
                id="geonames-524901", level="settlement", name="Moscow", lon=37.6, lat=55.8, source="GeoNames 524901"
            ),
            Precision.SETTLEMENT,
        ),
    ],
    ids=["a region", "a settlement"],
)
def test_a_claim_about_anywhere_in_the_world_is_drawn_as_what_it_names(
    file_store: Store, place: Place, precision: Precision
) -> None:
    event, edition = published_at(file_store, place, precision)
    view = map_view((event,), edition)
    assert {mark.place for mark in view.marks} == ({place.id} if precision.is_pin else set())
    assert {shade.place: shade.outline for shade in view.shades} == (
        {} if precision.is_pin else {place.id: "PSX-gaza-strip"}
    )
    assert (place.id in edition.place_numbers) is precision.is_pin
    drawn = shapes.geometry(event, edition)
    assert drawn == place.point if place.point else drawn and drawn.contains(Point(34.47, 31.5))


def test_a_claim_about_a_region_without_an_outline_is_listed(file_store: Store) -> None:
    place = Place(id="SD.50", level="region", name="South Kordofan", source="GeoNames")
    event, edition = published_at(file_store, place, Precision.REGION)
    everything = Filter(clock=Clock.REPORTED, start=edition.month[0], end=edition.month[1])
    assert event in select(edition, everything).unlocated
    assert shapes.geometry(event, edition) is None


def published_at(store: Store, place: Place, precision: Precision) -> tuple[Event, Edition]:
    """Return the claim after it was published with this place, and its edition."""
    claim = ready(store).claims[CLAIM_ID]
    mention = PlaceMention(places=(place.id,), precision=precision, as_written=place.name)
    save(store, Change(place), Change(claim.content.model_copy(update={"place": mention}), claim.version))
    acts.publish(store, ARTICLE_ID, EDITOR)
    edition = current(store)
    event = edition.event(CLAIM_ID)
    assert event
    return event, edition


@pytest.mark.parametrize(
    "spoil",
    [
        Change(Place(id="tyotkino", level="settlement", name="Other", lon=1, lat=1, source="me")),
        Change(Speaker(id="rdk", name="somebody else")),
        Change(depot_claim("essanews-headline")),
    ],
    ids=["a place's id", "a speaker's id", "a claim's id"],
)
def test_what_would_not_load_is_not_published(file_store: Store, spoil: Change) -> None:
    ready(file_store)
    save(file_store, spoil)
    with pytest.raises(PublishError, match=r"another id|used twice"):
        acts.publish(file_store, ARTICLE_ID, EDITOR)
    assert editions(file_store) == {}
    assert published.current(file_store.folder).path == DATA


def test_a_draft_that_changes_nothing_is_not_published_again(file_store: Store) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    before = editions(file_store)
    with pytest.raises(PublishError, match="there is nothing to publish"):
        acts.publish(file_store, ARTICLE_ID, EDITOR)
    assert editions(file_store) == before


def test_an_editions_files_never_change_after(file_store: Store) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    before = editions(file_store)
    relabel(file_store, "another label")
    acts.publish(file_store, ARTICLE_ID, EDITOR)
    after = editions(file_store)
    assert {name: after[name] for name in before if name != "current"} == {
        name: content for name, content in before.items() if name != "current"
    }


def test_a_publication_cut_short_is_finished_before_the_next_one(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    relabel(file_store, "cut short")

    def refuse(*_arguments: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(edition_writing, "put_in_place", refuse)
        with pytest.raises(PublishError, match="edition 4 is recorded but not in its place"):
            acts.publish(file_store, ARTICLE_ID, EDITOR)
    assert current(file_store).number == 3
    relabel(file_store, "the next one")
    assert acts.publish(file_store, ARTICLE_ID, EDITOR) == 5
    assert load(published.whole(file_store.folder, 4).path).event(CLAIM_ID).label == "cut short"  # type: ignore[union-attr]


def test_of_two_alike_that_are_staged_one_is_put_in_place(file_store: Store) -> None:
    number = acts.publish(file_store, ready(file_store).id, EDITOR)
    folder = file_store.folder / "editions"
    shutil.copytree(folder / str(number), folder / f".new-{number}-00000000")
    (folder / str(number)).rename(folder / f".new-{number}-ffffffff")
    (folder / "current").write_bytes(b"")
    acts.finish(file_store)
    assert current(file_store).number == number


def test_of_two_who_publish_at_once_one_is_told(file_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    relabel(file_store, "hers")
    seal = edition_writing.seal

    def publish_between(staging: Path, number: int) -> str:
        monkeypatch.setattr(edition_writing, "seal", seal)
        acts.publish(file_store, ARTICLE_ID, "other@newsroom.example")
        return seal(staging, number)

    monkeypatch.setattr(edition_writing, "seal", publish_between)
    with pytest.raises(ConflictError, match=r"other@newsroom\.example saved the edition"):
        acts.publish(file_store, ARTICLE_ID, EDITOR)
    assert current(file_store).number == 4
    assert acts.last_publication(file_store).number == 4
    relabel(file_store, "after both")
    assert acts.publish(file_store, ARTICLE_ID, EDITOR) == 5
    assert not [name for name in editions(file_store) if name.startswith(".")]


def test_the_articles_words_do_not_act_as_markdown_among_the_sources(file_store: Store) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    sources = current(file_store).sources
    assert sources.startswith(SHIPPED.sources.rstrip("\n"))
    (line,) = [line for line in sources.splitlines() if line.startswith(f"- `articles/{ARTICLE_ID}.txt`")]
    words = line.partition(": ")[2].rpartition("; <")[0].split("; ")
    assert [re.sub(r"\\(.)", r"\1", part) for part in words] == [
        "The [Example](https://example.org) Post",
        '"Shelling *reported* in Hrafske | $x$"',
        "14 March 2024, 09:30",
        "The text is the publisher's.",
    ]
    assert all(re.fullmatch(r"(\w|\s|\\[^\w\s])+", part, re.ASCII) for part in words)
    relabel(file_store, "another label")
    acts.publish(file_store, ARTICLE_ID, EDITOR)
    assert current(file_store).sources == sources


def test_a_published_claim_and_a_drafts_claim_are_the_same() -> None:
    for claim in SHIPPED.events:
        if isinstance(claim.evidence, QuoteEvidence):
            article = SHIPPED.articles[claim.evidence.article]
            assert event(claim_of(claim, claim.evidence), article) == claim


def test_a_flipped_byte_of_an_edition_is_found(file_store: Store) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    relabel(file_store, "another label")
    acts.publish(file_store, ARTICLE_ID, EDITOR)
    for path in sorted((file_store.folder / "editions" / "4").rglob("*.*")):
        before = path.read_bytes()
        damaged = bytearray(before)
        damaged[len(damaged) // 2] ^= 1
        path.write_bytes(damaged)
        with pytest.raises(DataFileError, match=r'"python -m geodata\.desk restore --edition 3"') as caught:
            published.current(file_store.folder)
        assert path.name in str(caught.value)
        path.write_bytes(before)
    assert published.current(file_store.folder).number == 4


def test_a_file_too_few_in_the_edition_is_found(file_store: Store) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    (file_store.folder / "editions" / "3" / "places.json").unlink()
    with pytest.raises(DataFileError, match="restore --edition 2"):
        published.current(file_store.folder)


@pytest.mark.parametrize("line", [b"", b"2", b"x y\n", b"\xff\xff \xff\n", b"9 " + b"0" * 64 + b"\n"])
def test_a_damaged_current_line_is_restored_from_the_store(file_store: Store, line: bytes) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    path = file_store.folder / "editions" / "current"
    good = path.read_bytes()
    path.write_bytes(line)
    with pytest.raises(DataFileError):
        published.current(file_store.folder)
    acts.finish(file_store)
    assert path.read_bytes() == good


def test_a_former_edition_is_published_again_and_the_next_number_is_new(file_store: Store) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    relabel(file_store, "another label")
    acts.publish(file_store, ARTICLE_ID, EDITOR)
    acts.restore_edition(file_store, 3, EDITOR)
    assert current(file_store).number == 3
    acts.finish(file_store)
    assert current(file_store).number == 3
    relabel(file_store, "a third label")
    assert acts.publish(file_store, ARTICLE_ID, EDITOR) == 5
    acts.restore_edition(file_store, SHIPPED.number, EDITOR)
    assert published.current(file_store.folder).path == DATA
    assert [revision.action for revision in file_store.history(*acts.PUBLICATION)] == [
        "publish",
        "publish",
        "restore",
        "publish",
        "restore",
    ]


def test_a_damaged_or_missing_edition_is_not_published_again(file_store: Store) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    relabel(file_store, "another label")
    acts.publish(file_store, ARTICLE_ID, EDITOR)
    (file_store.folder / "editions" / "3" / "places.json").write_bytes(b"[]")
    for number in (3, 99):
        with pytest.raises(DataFileError):
            acts.restore_edition(file_store, number, EDITOR)
    assert current(file_store).number == 4


def test_an_edition_published_from_another_machine_is_asked_for(file_store: Store) -> None:
    content = {"edition": 7, "manifest": "0" * 64, "article": ARTICLE_ID}
    file_store.save([Save(acts.PUBLICATION, 0, content)], EDITOR)
    ready(file_store)
    with pytest.raises(PublishError, match="edition 7 is recorded but not in its place"):
        acts.publish(file_store, ARTICLE_ID, EDITOR)
    assert published.current(file_store.folder).path == DATA


def test_a_stored_article_is_published_as_it_was_given(file_store: Store) -> None:
    acts.publish(file_store, ready(file_store).id, EDITOR)
    assert current(file_store).articles[ARTICLE_ID] == stored_article().article
