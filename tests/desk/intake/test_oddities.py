"""What looks like something else is kept as it is, and told."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.desk.intake.oddities import OddityKind, oddities, shown
from geodata.edition.loading import DATA


@pytest.mark.parametrize(
    ("text", "kind", "place", "told"),
    [
        ("report\u202egpj.exe", OddityKind.DIRECTION, "\u202e", "⟨U+202E⟩"),
        ("a \u2066\u2069 b", OddityKind.DIRECTION, "\u2066\u2069", "⟨U+2066⟩⟨U+2069⟩"),
        ("Tet\u200bkino", OddityKind.INVISIBLE, "\u200b", "⟨U+200B⟩"),
        ("a\ufeffb", OddityKind.INVISIBLE, "\ufeff", "⟨U+FEFF⟩"),
        ("a\x1b[1mb", OddityKind.INVISIBLE, "\x1b", "⟨U+001B⟩"),
        ("tag\U000e0041", OddityKind.INVISIBLE, "\U000e0041", "⟨U+E0041⟩"),
        ("in Тetkinо now", OddityKind.MIXED, "Тetkinо", "Т (Cyrillic) + etkin (Latin) + о (Cyrillic)"),
        ("ВВС News, London", OddityKind.MIXED, "ВВС", "ВВС (Cyrillic)"),
        ("Вelgorod", OddityKind.MIXED, "Вelgorod", "В (Cyrillic) + elgorod (Latin)"),
        ("Αthens", OddityKind.MIXED, "Αthens", "Α (Greek) + thens (Latin)"),
        ("Tetk\ufffdno", OddityKind.LOST, "\ufffd", "⟨U+FFFD⟩"),
        ("font \ue001\ue002", OddityKind.LOST, "\ue001\ue002", "⟨U+E001⟩⟨U+E002⟩"),
        ("don’t".encode().decode("cp1252"), OddityKind.MISREAD, "â€™", "â€™"),
        ("Привет".encode().decode("cp1251"), OddityKind.MISREAD, "РџСЂРёРІРµС‚", "РџСЂРёРІРµС‚"),
    ],
)
def test_an_oddity_is_found_where_it_stands(text: str, kind: OddityKind, place: str, told: str) -> None:
    (found,) = oddities(text)
    assert (found.kind, text[found.start : found.end], found.shown) == (kind, place, told)
    assert found.words.endswith(f": {told}")


@pytest.mark.parametrize(
    "text",
    [
        (DATA / "articles" / "essanews-2024-03-12.txt").read_bytes().decode(),
        "Мост через Псёл закрыт: «Никто не пострадал», — заявил Wi-Fi-роутер.",
        "Київ, ґанок і об’їзд; Тєткіно. С ним, о нём, у нас.",
        "naïve café, 5 µm, ½, Łódź, “quotes”, no\xa0break, soft\xadhyphen\tand\r\nlines",
        "Αθήνα и Москва and London",
    ],
)
def test_everyday_writing_is_not_odd(text: str) -> None:
    assert oddities(text) == ()
    assert shown(text) == text


def test_nothing_steers_or_hides_in_what_is_shown() -> None:
    assert shown("\u202egpj.\x00exe\u200b\ud800") == "⟨U+202E⟩gpj.⟨U+0000⟩exe⟨U+200B⟩⟨U+D800⟩"


@settings(deadline=None)
@given(st.text(st.characters() | st.sampled_from("\u202e\u200bТtоo\ufffdРС\x80ќ")))
def test_oddities_stand_in_the_text_in_order(text: str) -> None:
    found = oddities(text)
    assert all(0 <= oddity.start < oddity.end <= len(text) for oddity in found)
    assert [oddity.start for oddity in found] == sorted({oddity.start for oddity in found})
    assert all(shown(oddity.shown) == oddity.shown for oddity in found)
    assert oddities(shown(text)) == tuple(
        oddity for oddity in oddities(shown(text)) if oddity.kind not in (OddityKind.DIRECTION, OddityKind.INVISIBLE)
    )


@pytest.mark.parametrize("part", ["\u202ea", "Тt ", "\u200b", "word слово "])
def test_a_long_text_of_oddities_takes_little_time_and_gives_the_first(part: str) -> None:
    started = time.process_time()
    assert len(oddities(part * (1_000_000 // len(part)), most=7)) <= 7
    assert time.process_time() - started < 5
