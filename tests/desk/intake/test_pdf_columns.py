"""A PDF's columns are read one after the other, or it is said that their order cannot be told; words are whole."""

from __future__ import annotations

import base64
import time
from pathlib import Path
from typing import Any

import pytest

from geodata.desk.intake import pdf_text
from geodata.desk.intake.file_kinds import Kind
from geodata.desk.intake.pdf_columns import in_columns, joined
from geodata.desk.intake.reading import Intake
from geodata.desk.intake.report import report
from tests.desk.intake.documents import placed_pdf

CASES = Path(__file__).parent / "cases"
LEFT = ("The bridge over the Psel was", "closed on Tuesday, the council", "of Sudzha said in a statement.")
RIGHT = ("Nobody was hurt, a spokesman", "told reporters, and asked all", "drivers to go by the mill.")
THIRD = ("Repairs are to last a week or", "more, and buses will stop at", "the post office until then.")
TITLE = "Bridge in Sudzha closed for a week, council says in statement"


def read(content: bytes) -> dict[str, Any]:
    found = pdf_text.read_file({"content": base64.b64encode(content).decode()}, lambda _: None)
    return report(Intake.model_validate({**found, "kind": Kind.PDF, "file_name": "a.pdf"}))


def case(name: str) -> dict[str, Any]:
    return read((CASES / name).read_bytes())


def rows(*columns: tuple[str, ...], step: int = 200) -> list[tuple[int, int, str]]:
    """Columns as programs that draw line by line write them: row by row."""
    return [
        (40 + number * step, 700 - 13 * line, words)
        for line, row in enumerate(zip(*columns, strict=True))
        for number, words in enumerate(row)
    ]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_cases_are_read_column_by_column_with_whole_words() -> None:
    for name in ("30-two-columns-hyphenated.pdf", "31-two-columns-row-order.pdf"):
        found = case(name)
        assert "“We heard two blasts,” said Olena Marchuk, a resident. “Then the lights went out.”" in flat(
            found["text"]
        )
        assert "was reported near Tyotkino station an hour later, the governor wrote." in flat(found["text"])
        assert flat(found["text"]).index("lights went out") < flat(found["text"]).index("Nobody was hurt")
        assert any("joined: outskirts, council" in warning for warning in found["warnings"])
        assert found["authors"] == []
    assert any("on page 1" in warning for warning in case("31-two-columns-row-order.pdf")["warnings"])
    assert not any("page" in warning for warning in case("30-two-columns-hyphenated.pdf")["warnings"])


@pytest.mark.parametrize("in_one_block", [False, True])
def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other(in_one_block: bool) -> None:  # noqa: FBT001 - a table
    words = [(40, 740, TITLE), *rows(LEFT, RIGHT), (40, 600, "The Oldbridge Courier, page 1 of 1, all rights reserved")]
    found = read(placed_pdf(words, in_one_block=in_one_block))
    text = flat(found["text"])
    assert f"{' '.join(LEFT)} {' '.join(RIGHT)}" in text
    assert text.startswith(TITLE)
    assert text.endswith("reserved")


def test_three_columns_are_read_one_after_the_other() -> None:
    found = read(placed_pdf(rows(LEFT, RIGHT, THIRD, step=185)))
    assert " ".join((*LEFT, *RIGHT, *THIRD)) in flat(found["text"])


def test_columns_of_different_length_are_read_whole() -> None:
    longer = (*LEFT, "It gave no reason for that.", "Police did not comment on it.")
    words = [*rows(LEFT, RIGHT), (40, 661, longer[3]), (40, 648, longer[4])]
    assert f"{' '.join(longer)} {' '.join(RIGHT)}" in flat(read(placed_pdf(words))["text"])


def test_a_table_is_no_text_in_columns() -> None:
    cells = rows(("Sudzha", "Belgorod", "Tyotkino"), ("12", "7", "3"))
    found = read(placed_pdf(cells))
    assert flat(found["text"]) == "Sudzha 12 Belgorod 7 Tyotkino 3"
    assert not any("column" in warning for warning in found["warnings"])


def test_columns_whose_order_cannot_be_told_are_named() -> None:
    ragged = [
        (x, 700 - 13 * line, words)
        for line, (left, right) in enumerate(zip((*LEFT, *LEFT), (*RIGHT, *THIRD), strict=True))
        for x, words in ((40 + 9 * line, left), (230 + (31 * line) % 130, right))
    ]
    found = read(placed_pdf(ragged))
    assert any("cannot be told on page 1" in warning for warning in found["warnings"])


def test_one_column_is_left_as_it_is() -> None:
    assert in_columns("\n".join((*LEFT, "", *RIGHT))).text is None
    assert in_columns("").text is None


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("near Tyotki-\nno station", "near Tyotkino\nstation"),
        ("the coun-\ncil, it", "the council,\nit"),
        ("сообщил гу-\nбернатор области", "сообщил губернатор\nобласти"),
        ("soft\u00ad\nware is", "software\nis"),
        ("the Al-\nJazirah state", "the Al-Jazirah\nstate"),
        ("the U.S.-\nled force", "the U.S.-\nled force"),
        ("a well-\nknown man", "a well-known\nman"),
        ("Russian-\nbacked men", "Russian-backed\nmen"),
        ("ceasefire; the cease-\nfire held", "ceasefire; the ceasefire\nheld"),
        ("re-entry and re-\nentry again", "re-entry and re-entry\nagain"),
        ("F-\n16 jets", "F-\n16 jets"),
        ("he said -\nand left", "he said -\nand left"),
    ],
)
def test_a_word_divided_at_the_end_of_a_line_is_joined_and_a_hyphen_of_its_own_stays(text: str, whole: str) -> None:
    assert joined(text)[0] == whole


def test_joining_loses_no_letter() -> None:
    text, words = joined("\n".join(f"word{'x' * n}-\nend" for n in range(50)))
    assert len(words) == 50
    assert text.replace("\n", "").replace("-", "") == "".join(f"word{'x' * n}end" for n in range(50))


def test_a_long_text_of_long_or_divided_words_takes_little_time() -> None:
    started = time.process_time()
    joined("x" * 1_000_000)
    joined("out-\nside " * 100_000)
    assert time.process_time() - started < 10
