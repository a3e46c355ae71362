"""An edition of one's own: begun empty or from the sample, and nothing of the sample in it that is not wanted."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from geodata.desk.__main__ import main
from geodata.desk.publishing import acts
from geodata.desk.store import backups, drafts
from geodata.desk.store.draft_records import DraftSentence
from geodata.desk.store.drafts import Change
from geodata.desk.store.log import Store
from geodata.edition import published
from geodata.exports.formats import FORMATS, Export
from geodata.model.events import Speaker
from geodata.public import documents, faces, feeds, picture
from geodata.public.documents import Site
from geodata.single_file import page as single_file
from tests.conftest import ROOT
from tests.desk import samples
from tests.desk.publishing.test_imprint_command import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.edition.loading import Edition

SAMPLE = re.compile(
    r"belgorod|kursk|essanews|ponomarev|\bbaza\b|epoch times|tyotkino|tetkino|lozov|Белгород|Бєлгород|Курск|Тёткино",
    re.IGNORECASE,
)
TITLED = ["--title", "en=Nile Reports", "--subtitle", "en=Said along the Nile.", "--contact", "desk@example.org"]
PAGES = ("articles", "claims", "datasets", "about", "editor")


def outputs(edition: Edition) -> Iterator[tuple[str, str]]:
    """What leaves the product without a page's script, by its name."""
    site = Site("https://reports.example/")
    for page in ("dashboard", *PAGES):
        face = faces.of_page(page, edition)
        yield page, documents.document(face, site)
        assert face.picture
        yield f"picture of {page}", str(face.picture)
        assert picture.png(face.picture).startswith(b"\x89PNG")
    for feed in (feeds.of_edition(edition), feeds.of_corrections(edition)):
        yield feed.path, documents.atom(feed, site)
    export = Export(edition.events, edition, "All claims.")
    for form in FORMATS:
        yield form.extension, form.write(export).decode(errors="replace")


def drawn(page: str) -> str:
    """All that a page sends to the browser, elements and data of components, as text."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.switch_page(page)
    app.run()
    assert list(app.exception) == [], page
    return "\n".join(str(getattr(element, "proto", element)) for element in app.main)


def test_a_new_edition_is_empty_and_says_no_word_of_the_sample(folder: Path) -> None:
    assert main(["new", *TITLED]) == 0
    edition = shown(folder)
    assert (edition.articles, edition.events, edition.places, edition.speakers) == ({}, (), {}, {})
    assert edition.imprint.contact == "desk@example.org"
    assert edition.day == edition.begun
    for name, text in outputs(edition):
        assert not SAMPLE.search(text), (name, SAMPLE.search(text))
        assert "Nile Reports" in text or not name.startswith(("dashboard", "feed")), name
    for name, content in published.files(published.newest(folder)).items():
        assert not SAMPLE.search(content.decode()), name


@pytest.mark.usefixtures("folder")
def test_every_page_of_an_empty_edition_is_calm_and_says_no_word_of_the_sample() -> None:
    assert main(["new", *TITLED]) == 0
    assert "Nile Reports" in drawn("dashboard.py")
    assert "desk@example.org" in drawn("pages/about.py")
    for page in ("dashboard.py", *(f"pages/{page}.py" for page in PAGES)):
        found = SAMPLE.search(drawn(page))
        assert not found, (page, found)


def test_the_single_file_of_an_empty_edition_is_whole_and_says_no_word_of_the_sample(folder: Path) -> None:
    assert main(["new", *TITLED]) == 0
    text = single_file.build(shown(folder)).decode()
    assert "Nile Reports" in text
    assert "Ponomarev" not in text
    assert "Essanews" not in text


def test_an_edition_begun_from_the_sample_has_all_of_it_under_its_own_title(folder: Path) -> None:
    before = shown(folder)
    assert main(["new", *TITLED, "--from-sample"]) == 0
    after = shown(folder)
    assert (after.events, after.corrections) == (before.events, before.corrections)
    assert after.imprint.titled() == "Nile Reports"


def test_over_an_edition_it_is_refused_unless_a_backup_of_all_that_is_there_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *TITLED]) == 0
    first = backups.every(folder)[0]
    assert main(["new", *TITLED]) == 1
    assert "name the backup that is kept" in capsys.readouterr().err
    with closing(Store.open()) as store:
        samples.begun(store)
    assert main(["new", *TITLED, "--keep", str(first)]) == 1
    assert "does not hold everything that is here" in capsys.readouterr().err
    assert shown(folder).number == published.shipped().number + 1
    assert main(["backup"]) == 0
    kept = backups.every(folder)[0]
    assert main(["new", "--title", "en=Other", "--keep", str(kept)]) == 0
    assert shown(folder).number == published.shipped().number + 2
    assert shown(folder).imprint.titled() == "Other"
    with closing(Store.open()) as store:
        assert set(store.current()) == {acts.PUBLICATION}
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["--title", "en=X", "--contact", "nobody"], 'the contact "nobody" is no address'),
        (["--title", "xx=X"], '"xx" is no language of the interface'),
    ],
)
def test_what_is_no_imprint_begins_no_edition(
    folder: Path, capsys: pytest.CaptureFixture[str], given: list[str], sentence: str
) -> None:
    assert main(["new", *given]) == 1
    assert sentence in capsys.readouterr().err
    assert published.numbers(folder) == ()


def test_the_first_article_of_a_new_edition_is_published_and_every_page_shows_it(folder: Path) -> None:
    assert main(["new", *TITLED]) == 0
    with closing(Store.open()) as store:
        draft = samples.begun(store)
        changes = [
            Change(samples.suggestion().model_copy(update={"decision": "rejected"}), 1),
            Change(samples.blasts_claim()),
            Change(samples.hrafske()),
            Change(Speaker(id="head-of-hrafske", name="the head of the village of Hrafske")),
            Change(Speaker(id="kursk-residents", name="residents of Hrafske")),
            *(Change(DraftSentence(number=number, outcome="no event claim", reason="A test.")) for number in (0, 1, 3)),
        ]
        drafts.save(store, draft.id, changes, samples.EDITOR)
        acts.publish(store, draft.id, samples.EDITOR)
    edition = shown(folder)
    assert [event.id for event in edition.events] == [samples.OTHER_CLAIM_ID]
    assert edition.imprint.titled() == "Nile Reports"
    assert "heard two blasts" in dict(outputs(edition))["feed.atom"]
    assert "heard two blasts" in single_file.build(edition).decode()
    for page in ("dashboard.py", *(f"pages/{page}.py" for page in PAGES)):
        assert "Essanews" not in drawn(page), page
    assert "heard two blasts" in drawn("pages/claims.py")
