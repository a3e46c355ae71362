"""The report for those who watch over a server: which edition it shows, and whether what it keeps is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata import load
from geodata.edition.loading import DATA
from tests.public.web import get
from tests.publishing import publish

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NUMBER = load().number


def report() -> tuple[int, object]:
    answer = get("healthz")
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json()


def test_the_report_names_the_edition_and_says_that_all_is_whole() -> None:
    assert report() == (200, {"edition": NUMBER, "store": "whole"})


def test_an_edition_that_does_not_load_is_a_503(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))
    folder = publish(tmp_path / "editions", DATA, NUMBER)
    (folder / "places.json").write_text("[]", encoding="utf-8")
    assert report() == (503, {"edition": None, "store": "damaged"})


def test_a_file_that_is_damaged_after_it_was_loaded_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))
    folder = publish(tmp_path / "editions", DATA, NUMBER)
    assert report() == (200, {"edition": NUMBER, "store": "whole"})
    (folder / "places.json").write_text("[]", encoding="utf-8")
    assert report() == (200, {"edition": NUMBER, "store": "damaged"})


def test_a_desk_looks_at_its_store_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))
    monkeypatch.setenv("AS_REPORTED_DESK", "1")
    assert report() == (200, {"edition": NUMBER, "store": "whole"})
    (tmp_path / "desk.sqlite").write_bytes(b"no store at all")
    assert report() == (200, {"edition": NUMBER, "store": "damaged"})
