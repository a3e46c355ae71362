"""UTF-8, UTF-16 with its mark and windows-1251 are read; nothing is ever read as what it is not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.common.errors import DataFileError
from geodata.desk.intake.encodings import decode, decode_page

RUSSIAN = (
    "Мост через Псёл закрыт на неделю, сообщил совет города Суджа.",
    "Жители левого берега услышали громкий звук около четырёх часов утра.",
    "«Никто не пострадал», — заявил представитель совета журналистам.",
    "Автобусы до тех пор будут останавливаться у почты, объезд идёт мимо мельницы.",
)
UKRAINIAN = (
    "Міст через Псел закрили на тиждень, повідомила рада міста Суджа.",
    "Мешканці лівого берега чули гучний звук близько четвертої ранку.",
    "«Ніхто не постраждав», — заявив речник ради журналістам.",
    "Автобуси доти зупинятимуться біля пошти, об’їзд веде повз млин із ґанком.",
)
OTHERS = {
    "fr": (
        "Le pont a été fermé mardi, a déclaré la mairie.",
        "Les habitants de la rive gauche, eux, ont été réveillés.",
    ),
    "de": ("Die Brücke wurde für eine Woche gesperrt.", "Größere Schäden entstanden nach Angaben der Behörde nicht."),
    "pl": ("Most zamknięto na tydzień, poinformował urząd.", "Mieszkańcy słyszeli głośny hałas około czwartej rano."),
    "el": ("Η γέφυρα έκλεισε για μία εβδομάδα, ανακοίνωσε ο δήμος.", "Οι κάτοικοι άκουσαν έναν δυνατό θόρυβο."),
    "el, plain": ("Η γεφυρα εκλεισε για μια εβδομαδα.", "Οι κατοικοι ακουσαν εναν δυνατο θορυβο στις τεσσερις."),
    "he": ("הגשר נסגר לשבוע, הודיעה המועצה.", "התושבים שמעו רעש חזק בסביבות ארבע בבוקר."),
    "sr": ("Мост је затворен недељу дана, саопштила је скупштина општине Љубовија.", "Нико није повређен, рекао је."),
}


def sample(sentences: tuple[str, ...], length: int, seed: int) -> str:
    """A text of at least ``length`` characters in a repeatable order."""
    drawn = random.Random(seed)  # noqa: S311 - no secret
    text = ""
    while len(text) < length:
        text += drawn.choice(sentences) + "\n"
    return text


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("sentences", [RUSSIAN, UKRAINIAN], ids=["ru", "uk"])
@pytest.mark.parametrize("length", [200, 3_000])
def test_russian_and_ukrainian_in_windows_1251_are_read(sentences: tuple[str, ...], length: int, seed: int) -> None:
    text = sample(sentences, length, seed)
    assert decode(text.encode("cp1251")) == (text, "windows-1251")


@pytest.mark.parametrize(
    ("sentences", "encoding"),
    [
        *((RUSSIAN, encoding) for encoding in ("koi8-r", "cp866", "mac-cyrillic", "iso8859-5")),
        *((UKRAINIAN, encoding) for encoding in ("koi8-u", "cp1125", "mac-cyrillic", "iso8859-5")),
        *((OTHERS["fr"], encoding) for encoding in ("cp1252", "cp850", "mac-roman")),
        *((OTHERS["de"], encoding) for encoding in ("cp1252", "cp850", "mac-roman")),
        *((OTHERS["pl"], encoding) for encoding in ("cp1250", "iso8859-2")),
        *((OTHERS["el"], encoding) for encoding in ("cp1253", "iso8859-7")),
        (OTHERS["el, plain"], "cp1253"),
        (OTHERS["he"], "cp1255"),
        (OTHERS["sr"], "cp1251"),
    ],
    ids=str,
)
def test_every_other_encoding_is_refused_whatever_the_length(sentences: tuple[str, ...], encoding: str) -> None:
    for length in (40, 200, 3_000):
        for seed in range(10):
            content = sample(sentences, length, seed).encode(encoding, "ignore")
            with pytest.raises(DataFileError, match=r"nor surely windows-1251: save it as UTF-8$"):
                decode(content)


def test_english_with_typographic_quotes_is_the_same_in_both_windows_encodings() -> None:
    text = "“Don’t go,” he said – and went…\xa0© 2024"
    assert decode(text.encode("cp1252")) == (text, "windows-1252")
    assert decode(text.encode("cp1251")) == (text, "windows-1252")


def test_a_few_letters_are_too_few_to_tell_an_encoding_by_but_a_page_may_declare_it() -> None:
    content = "<p>Мост закрыт</p>".encode("cp1251")
    with pytest.raises(DataFileError, match="nor surely windows-1251"):
        decode(content)
    assert decode_page(content, "windows-1251") == ("<p>Мост закрыт</p>", "windows-1251", False)


@pytest.mark.parametrize(
    ("sentences", "encoding"),
    [
        *((RUSSIAN, encoding) for encoding in ("cp1251", "koi8-r", "cp866", "x-mac-cyrillic", "iso-8859-5")),
        *((UKRAINIAN, encoding) for encoding in ("cp1251", "koi8-u")),
        *((OTHERS["fr"], encoding) for encoding in ("windows-1252", "latin1", "macintosh")),
        *((OTHERS["pl"], encoding) for encoding in ("cp1250", "iso-8859-2")),
        (OTHERS["el"], "cp1253"),
        (OTHERS["he"], "cp1255"),
    ],
    ids=str,
)
def test_what_a_page_declares_is_read(sentences: tuple[str, ...], encoding: str) -> None:
    codec = {"x-mac-cyrillic": "mac-cyrillic"}.get(encoding, encoding)
    for length in (40, 200, 3_000):
        text = sample(sentences, length, 1).encode(codec, "ignore").decode(codec)
        read, _, is_lying = decode_page(text.encode(codec), encoding)
        assert (read, is_lying) == (text, False)


def test_what_a_page_declares_is_not_believed_against_its_bytes() -> None:
    russian = "\n".join(RUSSIAN)
    assert decode_page(russian.encode(), "windows-1251") == (russian, "utf-8", True)
    for declared in ("utf-8", "windows-1252", "koi8-r"):
        assert decode_page(russian.encode("cp1251"), declared) == (russian, "windows-1251", True)
    assert decode_page(russian.encode("cp1251"), "windows-1251") == (russian, "windows-1251", False)
    with pytest.raises(DataFileError, match="nor surely windows-1251"):
        decode_page("\n".join(OTHERS["fr"]).encode("cp1252"), "windows-1251")
    with pytest.raises(DataFileError, match="which is not read here"):
        decode_page(russian.encode("koi8-r", "ignore"), "no-such-encoding")


@pytest.mark.parametrize(("before", "after"), [("utf-8", "cp1251"), ("cp1251", "utf-8"), ("utf-8", "koi8-r")])
def test_mixed_encodings_are_refused_with_the_place_where_the_second_begins(before: str, after: str) -> None:
    first, second = ("\n".join(RUSSIAN) + "\n").encode(before), "\n".join(RUSSIAN).encode(after, "ignore")
    with pytest.raises(DataFileError, match="mixes encodings") as caught:
        decode(first + second)
    assert f"byte {len(first) + 1:,} (line 5)" in str(caught.value)


def test_an_english_text_with_one_wrong_byte_is_refused_with_its_place() -> None:
    with pytest.raises(DataFileError, match=r"see byte 9 \(line 2\)"):
        decode(b"Bridge\nc\xe9losed")


@settings(deadline=None)
@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_text_in_unicode_comes_back_as_it_was(text: str, encoding: str) -> None:
    try:
        decoded, _ = decode(text.encode(encoding))
    except DataFileError:
        assert "\0" in text
    else:
        assert decoded == (text if encoding != "utf-8" else text.removeprefix("\ufeff"))


@settings(deadline=None)
@given(st.binary() | st.lists(st.sampled_from([b"\xd0\xbf", b"\xef", b"a", b"\x92", b" "])).map(b"".join))
def test_bytes_are_refused_or_nothing_of_them_is_lost(content: bytes) -> None:
    try:
        text, encoding = decode(content)
    except DataFileError:
        return
    marks = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
    written = text.encode("utf-16-be" if content[:2] == marks[2] else encoding.replace("16", "16-le"))
    assert any(mark + written == content for mark in (b"", *marks))
