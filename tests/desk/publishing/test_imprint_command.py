"""The command that gives an edition a title, a subtitle and a contact of its own."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from geodata.desk.__main__ import main
from geodata.desk.publishing import acts
from geodata.desk.store.log import Store
from geodata.edition import published

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.edition.loading import Edition


def shown(folder: Path) -> Edition:
    return published.load(published.newest(folder))


def test_an_edition_gets_a_title_a_subtitle_and_a_contact_and_keeps_all_its_claims(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = shown(folder)
    said = ["--title", "en=Nile Reports", "--title", "uk=Ніл", "--subtitle", "en=What was said.", "--subtitle", "ru="]
    assert main(["imprint", *said, "--contact", "desk@example.org"]) == 0
    after = shown(folder)
    assert after.number == before.number + 1
    assert dict(after.imprint.title) == {"en": "Nile Reports", "uk": "Ніл"}
    assert set(after.imprint.subtitle) == {"en", "uk"}
    assert after.imprint.contact == "desk@example.org"
    assert after.events == before.events
    assert capsys.readouterr().out == f"Edition {after.number} is published.\n"
    with closing(Store.open()) as store:
        assert acts.is_backed_up(store)


def test_without_options_the_imprint_is_printed_and_nothing_published(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["imprint"]) == 0
    assert json.loads(capsys.readouterr().out) == shown(folder).imprint.model_dump(mode="json")
    assert published.numbers(folder) == ()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (["--contact", "nobody"], 'the contact "nobody" is no address: give a mail address'),
        (["--title", "xx=Nile"], '"xx" is no language of the interface'),
        (["--title", "en=" + "x" * 301], "at most 300 characters"),
        (["--title", "en=two\nlines"], "on one line"),
        (["--contact", ""], "nothing in this draft differs"),
    ],
)
def test_what_is_no_imprint_is_refused_with_a_sentence_and_nothing_is_published(
    folder: Path, capsys: pytest.CaptureFixture[str], said: list[str], sentence: str
) -> None:
    assert main(["imprint", *said]) == 1
    assert sentence in capsys.readouterr().err
    assert published.numbers(folder) == ()


def test_a_title_without_its_language_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["imprint", "--title", "Nile"])
    assert "does not say in which language it is" in capsys.readouterr().err
    assert published.numbers(folder) == ()
