"""Our own words in other languages: whole, bound to what they translate, and marked as translations."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import get_args

import pytest

from geodata import AsReportedError, load
from geodata.common.language import DEFAULT, LANGUAGES, use
from geodata.edition.translations import OwnWords, Translation, Translations, digest, own_words, written
from geodata.model.events import CitationEvidence, Event
from geodata.presentation import cards, marked_text
from geodata.views.search import search
from tests.second_article import copy_of_the_data

EDITION = load()
TRANSLATED = sorted(LANGUAGES.keys() - {DEFAULT})
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", TRANSLATED)
FOREIGN_LETTERS = {"uk": "ыэъё", "ru": "іїєґ"}
MARK = {"uk": "наш переклад", "ru": "наш перевод"}
OWN = ("label", "note", "place_note", "ambiguity")


@pytest.fixture(autouse=True)
def default_language_afterwards() -> Iterator[None]:
    yield
    use(DEFAULT)


def wanted(event: Event) -> set[OwnWords]:
    """What of a claim is shown in the reader's language: all of the article's claims, the summaries of reports."""
    kinds = OWN if event.is_quoted else ("summary",)
    return {which for which in get_args(OwnWords) if which in kinds and written(event, which)}


@IN_EACH_LANGUAGE
def test_the_translations_are_complete_and_none_is_of_a_claim_that_is_not_there(language: str) -> None:
    stored = EDITION.translations[language]
    assert {event.id: wanted(event) for event in EDITION.events} == {
        claim: set(texts) for claim, texts in stored.items()
    }


@IN_EACH_LANGUAGE
def test_each_translation_is_of_the_words_as_they_are_now_and_keeps_their_numbers(language: str) -> None:
    for event in EDITION.events:
        for which, translation in EDITION.translations[language][event.id].items():
            text = written(event, which)
            assert translation.of == digest(text), (event.id, which)
            numbers = {re.sub(r"\D", "", number) for number in re.findall(r"\d[\d,]*", text)}
            kept = {re.sub(r"\D", "", number) for number in re.findall(r"\d[\d\s\u00a0,]*", translation.text)}
            assert {number for number in numbers if len(number) > 2} <= kept, (event.id, which)
            assert not set(FOREIGN_LETTERS[language]) & set(translation.text.lower()), (event.id, which)


@IN_EACH_LANGUAGE
def test_a_card_shows_our_translation_in_its_language_and_says_so(language: str) -> None:
    use(language)
    for event in EDITION.events:
        card = cards.card(event, EDITION)
        if isinstance(event.evidence, CitationEvidence):
            assert (card["language"], card["translated"]) == (language, MARK[language])
            assert card["summary"] == EDITION.translations[language][event.id]["summary"].text
        else:
            assert card["language"] == "en"
            notes = [fact for fact in card["facts"] if str(fact["text"]).endswith(f"({MARK[language]})")]  # type: ignore[attr-defined]
            assert len(notes) >= len(wanted(event)) - 1
            assert {fact["language"] for fact in notes} <= {language, ""}


def test_in_english_nothing_is_marked_as_a_translation() -> None:
    for event in EDITION.events:
        card = cards.card(event, EDITION)
        assert card["language"] == "en"
        assert not card.get("translated")
        assert "translation" not in json.dumps(card["facts"])


def test_a_text_changed_since_is_shown_as_written() -> None:
    use("uk")
    [event] = [event for event in EDITION.events if event.id == "rubryka-20240312-residents-gunfire"]
    assert own_words(event, "summary", EDITION).language == "uk"
    evidence = event.evidence.model_copy(update={"summary": "Residents reported shots."})
    changed = event.model_copy(update={"evidence": evidence})
    assert own_words(changed, "summary", EDITION) == ("Residents reported shots.", "en")
    assert own_words(changed, "summary", EDITION).mark == ""


def test_an_edition_without_translations_shows_what_is_written(tmp_path: Path) -> None:
    data = copy_of_the_data(tmp_path / "data")
    for path in (data / "translations").iterdir():
        path.unlink()
    (data / "translations").rmdir()
    former = load(data)
    use("ru")
    assert own_words(former.events[-1], "summary", former).language == "en"


def test_labels_in_the_article_are_in_the_readers_language() -> None:
    use("uk")
    labels = marked_text.drawing(EDITION.newest, EDITION)["labels"]
    assert isinstance(labels, dict)
    assert labels["essanews-headline"] == "Заголовок Essanews про прикордонні області (наш переклад)"


def test_a_search_finds_the_words_as_written_and_as_translated() -> None:
    use("uk")
    found = {event.id for event in search(EDITION.events, "стрілянину", EDITION)}
    assert "rubryka-20240312-residents-gunfire" in found
    assert "rubryka-20240312-residents-gunfire" in {event.id for event in search(EDITION.events, "gunfire", EDITION)}


@pytest.mark.parametrize("content", ["[]", "{", '{"a": {"title": {}}}', '{"a": {"label": {"of": "x", "text": "y"}}}'])
def test_a_damaged_file_of_translations_is_told_in_one_sentence(tmp_path: Path, content: str) -> None:
    data = copy_of_the_data(tmp_path / "data")
    (data / "translations" / "uk.json").write_text(content, encoding="utf-8")
    with pytest.raises(AsReportedError, match=r"uk\.json"):
        load(data)


def test_a_translation_of_other_words_is_not_taken() -> None:
    use("uk")
    event = EDITION.events[0]
    other: Translations = MappingProxyType({"uk": {event.id: {"label": Translation(of="0" * 12, text="Інше")}}})
    assert own_words(event, "label", replace(EDITION, translations=other)).text == event.label
