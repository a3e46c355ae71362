"""The catalogs are whole and carry what the messages carry, and the words of a source are never looked up in them."""

import ast
import re
from collections.abc import Collection, Iterator
from datetime import date
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import IO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from geodata import Clock, Event, EventTime, Filter, load
from geodata.common.language import CATALOGS, DEFAULT, DOMAIN, LANGUAGES, _, month, plural, use, written_out
from geodata.model.articles import TextShown
from geodata.presentation import cards as claim_cards
from geodata.presentation import claim_rows, marked_text, wording

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / "dashboard.py", *sorted((ROOT / "geodata").rglob("*.py")), *sorted((ROOT / "pages").rglob("*.py"))]
KEYWORDS = {"_": None, "marked": None, "plural": (1, 2)}
TRANSLATED = sorted(LANGUAGES.keys() - {DEFAULT})
EDITION = load()
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", TRANSLATED)
FOREIGN_LETTERS = {"uk": "ыэъё", "ru": "іїєґ’"}
# What no catalog has, so that whatever carries it has been looked up.
SIGN = "⟦looked up⟧"


class Everything(NullTranslations):
    """A catalog that has a translation for whatever it is asked."""

    def gettext(self, message: str) -> str:
        return SIGN + message

    def ngettext(self, _one: str, many: str, _count: int) -> str:
        return SIGN + many


@pytest.fixture(autouse=True)
def default_language_afterwards() -> Iterator[None]:
    yield
    use(DEFAULT)


def path(language: str, ending: str) -> Path:
    return CATALOGS / language / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def catalog(language: str) -> Catalog:
    with path(language, "po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    """Return the messages of a catalog without its header."""
    return [message for message in catalog(language) if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return a message or a translation in all its plural forms."""
    return (text,) if isinstance(text, str) else tuple(text)


ONE_WORD = {
    "edition": {"uk": "випуск", "ru": "выпуск"},
    "desk": {"uk": "редакц", "ru": "редакц"},
    "withdr": {"uk": "відклик", "ru": "отозва|отозв"},
    "speaker": {"uk": "автор", "ru": "автор"},
    "slider": {"uk": "повзун", "ru": "ползун"},
    "incursion": {"uk": "проникн", "ru": "проникн"},
}


@pytest.mark.parametrize("word", ONE_WORD)
@IN_EACH_LANGUAGE
def test_a_word_of_the_product_has_one_translation(language: str, word: str) -> None:
    for message in messages(language):
        said = re.sub(r"\{\w+\}", "", " ".join(forms(message.id)))
        if re.search(rf"\b{word}", said, re.IGNORECASE):
            translated = " ".join(forms(message.string))
            assert re.search(ONE_WORD[word][language], translated, re.IGNORECASE), said


def calls(
    file: IO[bytes], keywords: Collection[str], _tags: object, **_options: object
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Find messages for Babel; unlike its own method, also within format strings in any version of Python."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in keywords:
            found = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
            yield node.lineno, node.func.id, tuple(word if isinstance(word, str) else None for word in found), []


def extracted() -> set[tuple[str, ...]]:
    files = [BytesIO(source.read_bytes()) for source in SOURCES]
    return {forms(found) for file in files for _line, found, _notes, _context in extract(calls, file, KEYWORDS)}


def placeholders(text: str) -> set[str]:
    return {field for _literal, field, _spec, _conversion in Formatter().parse(text) if field is not None}


def markup(text: str) -> list[str]:
    """Return the Markdown of a text with its code, and the blanks it begins and ends with."""
    return re.findall(r"\*+|`[^`]*`|^\s+|\s+$", text)


def cards(language: str) -> list[dict[str, object]]:
    use(language)
    return [claim_cards.card(event, EDITION) for event in EDITION.events]


def compiled(file: IO[bytes]) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {forms(message.id): forms(message.string) for message in read_mo(file) if message.id}


# The catalogs


def test_every_language_but_the_default_has_a_catalog() -> None:
    assert DEFAULT in LANGUAGES
    assert sorted(folder.name for folder in CATALOGS.iterdir()) == TRANSLATED
    assert all(path(language, ending).is_file() for language in TRANSLATED for ending in ("po", "mo"))


@IN_EACH_LANGUAGE
def test_a_catalog_has_the_messages_of_the_program_and_no_others(language: str) -> None:
    kept = {forms(message.id) for message in messages(language)}
    assert kept - extracted() == set()
    assert extracted() - kept == set()
    assert not catalog(language).obsolete


@IN_EACH_LANGUAGE
def test_every_message_is_translated_in_every_plural_form_and_none_is_a_guess(language: str) -> None:
    count = catalog(language).num_plurals
    for message in messages(language):
        assert len(forms(message.string)) == (count if message.pluralizable else 1), message.id
        assert all(forms(message.string)), message.id
        assert not message.fuzzy, message.id


@IN_EACH_LANGUAGE
def test_every_translation_has_the_placeholders_and_the_markup_of_its_message(language: str) -> None:
    for message in messages(language):
        for translation in forms(message.string):
            assert [placeholders(translation)] * len(forms(message.id)) == list(map(placeholders, forms(message.id)))
            assert sorted(markup(translation)) == sorted(markup(forms(message.id)[0]))


@IN_EACH_LANGUAGE
def test_not_one_place_is_not_called_without_any_place(language: str) -> None:
    named = {str(message.string) for message in messages(language) if "single place" in str(message.id).casefold()}
    assert len(named) == 3
    assert [text for text in named if re.search(r"\bбез\b", text, re.IGNORECASE)] == []


@IN_EACH_LANGUAGE
def test_a_translation_has_the_letters_and_the_quotation_marks_of_its_language(language: str) -> None:
    translations = [text for message in messages(language) for text in forms(message.string)]
    assert [text for text in translations if re.search(f'[“”"{FOREIGN_LETTERS[language]}]', text, re.IGNORECASE)] == []


@IN_EACH_LANGUAGE
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    expected = BytesIO()
    write_mo(expected, catalog(language))
    expected.seek(0)
    with path(language, "mo").open("rb") as file:
        assert compiled(file) == compiled(expected)


@IN_EACH_LANGUAGE
def test_a_catalog_names_no_person_no_address_and_no_line_of_the_program(language: str) -> None:
    header = dict(catalog(language).mime_headers)
    assert header["Last-Translator"] == header["Language-Team"] == "As Reported contributors"
    assert not re.search(r"@|^#:|^#~", path(language, "po").read_text(encoding="utf-8"), re.MULTILINE)
    assert not any("@" in value for value in header.values())


# What is said


@pytest.mark.parametrize(
    ("language", "day", "of_the_month"),
    [
        ("en", "12 March 2024", "March 2024"),
        ("uk", "12 березня 2024", "березень 2024"),
        ("ru", "12 марта 2024", "март 2024"),
    ],
)
def test_a_date_is_written_out_in_the_language(language: str, day: str, of_the_month: str) -> None:
    use(language)
    assert written_out(date(2024, 3, 12)) == day
    assert month(date(2024, 3, 12)) == of_the_month


@pytest.mark.parametrize(
    ("edtf", "uk", "ru"),
    [
        ("../2024-03-12", "не пізніше ніж 12 березня 2024", "не позднее чем 12 марта 2024"),
        ("../2024-03", "не пізніше ніж березень 2024", "не позднее чем март 2024"),
        ("2024-03-12/..", "не раніше ніж 12 березня 2024", "не раньше чем 12 марта 2024"),
        ("2024-03-12~", "приблизно 12 березня 2024", "примерно 12 марта 2024"),
        ("2024-03", "березень 2024, день не вказано", "март 2024, день не указан"),
        ("2024-03-12/2024-03-15", "12 березня 2024 – 15 березня 2024", "12 марта 2024 – 15 марта 2024"),
    ],
)
def test_a_time_says_no_more_and_no_less_in_another_language(edtf: str, uk: str, ru: str) -> None:
    time = EventTime.parse(edtf)
    use("uk")
    assert time.words == uk
    use("ru")
    assert time.words == ru


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["report", "reports", "reports", "reports", "reports"]),
        ("uk", ["повідомлення", "повідомлення", "повідомлень", "повідомлень", "повідомлення"]),
        ("ru", ["сообщение", "сообщения", "сообщений", "сообщений", "сообщение"]),
    ],
)
def test_a_number_takes_the_plural_form_of_the_language(language: str, forms: list[str]) -> None:
    use(language)
    said = [plural("{count} report", "{count} reports", count) for count in (1, 3, 5, 11, 21)]
    assert said == [f"{count} {form}" for count, form in zip((1, 3, 5, 11, 21), forms, strict=True)]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "uk",
            [
                "Твердження, про які повідомлено з 1 березня 2024 по 31 березня 2024",
                "вид: обстріл або проникнення",
                "за словами: Ilya Ponomarev",
                "статус: заявлено однією зі сторін.",
            ],
        ),
        (
            "ru",
            [
                "Утверждения, о которых сообщено с 1 марта 2024 по 31 марта 2024",
                "вид: обстрел или проникновение",
                "по словам: Ilya Ponomarev",
                "статус: заявлено одной из сторон.",
            ],
        ),
    ],
)
def test_a_filter_is_a_sentence_in_another_language(language: str, parts: list[str]) -> None:
    chosen = {"type": {"incursion", "shelling"}, "speaker": {"ponomarev"}, "status": {"claimed_by_party"}}
    wanted = Filter(
        clock=Clock.REPORTED,
        start=date(2024, 3, 1),
        end=date(2024, 3, 31),
        chosen={facet: frozenset(values) for facet, values in chosen.items()},
    )
    use(language)
    assert wording.filter_sentence(wanted, EDITION) == ", ".join(parts)


@pytest.mark.parametrize("language", ["de", "xx", "", "../uk"])
def test_an_unknown_language_is_answered_in_english(language: str) -> None:
    use(language)
    assert _("Exact quote") == "Exact quote"
    assert plural("{count} report", "{count} reports", 2) == "2 reports"


@IN_EACH_LANGUAGE
def test_no_two_columns_of_a_table_have_one_name(language: str) -> None:
    widths = [len(claim_rows.rows(EDITION.events, EDITION)[0]), len(marked_text.sentences(EDITION.newest, EDITION)[0])]
    use(language)
    assert [
        len(claim_rows.rows(EDITION.events, EDITION)[0]),
        len(marked_text.sentences(EDITION.newest, EDITION)[0]),
    ] == widths


# What is never translated


@IN_EACH_LANGUAGE
def test_the_words_of_a_source_are_the_same_in_every_language(language: str) -> None:
    kept = ("id", "kind", "quotes", "attribution", "share")
    for here, there in zip(cards(language), cards(DEFAULT), strict=True):
        assert [here.get(name) for name in kept] == [there.get(name) for name in kept]
        assert here["line"] != there["line"]
        assert here["language"] == (there["language"] if "quotes" in here else language)


@pytest.mark.parametrize("event", EDITION.events, ids=lambda event: event.id)
def test_the_words_and_the_speakers_of_a_source_are_never_looked_up(
    event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = claim_cards.card(event, EDITION)
    monkeypatch.setattr("geodata.common.language._catalog", lambda _language: Everything())
    # The card of the claim itself is kept; that of a copy is made anew.
    card = claim_cards.card(event.model_copy(), EDITION)
    assert all(SIGN in str(card[name]) for name in ("line", "citation", "facts", "link"))
    assert not any(SIGN in str(card.get(name)) for name in ("quotes", "attribution", "summary"))
    assert str(card["speaker"]).replace(f"{SIGN} and ", " and ") == plain["speaker"]


def test_the_article_is_never_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.common.language._catalog", lambda _language: Everything())
    full = EDITION.newest.model_copy(update={"text_shown": TextShown.FULL})
    assert "".join(str(run["text"]) for run in marked_text.runs(full, EDITION)) == EDITION.newest.text
    assert not any(SIGN in str(run["text"]) for run in marked_text.runs(EDITION.newest, EDITION))
