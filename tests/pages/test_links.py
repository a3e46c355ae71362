"""Links that outlive an edition: they say what changed, and what was withdrawn and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geodata.common.errors import RecordError
from geodata.edition.loading import load
from pages.components.takeaway import sharing
from tests import publishing
from tests.second_article import copy_of_the_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

CORRECTED = {
    "date": "2026-12-01",
    "edition": 2,
    "claims": ["baza-alleged-incursion"],
    "text": "The hedge was marked.",
}
WITHDRAWN = {
    "date": "2026-12-02",
    "edition": 2,
    "claims": ["once-published"],
    "text": "It was counted twice.",
    "withdrawn": True,
}


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Publishes an edition with the given number and corrections."""
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))

    def publish(number: int, *corrections: dict[str, Any]) -> Path:
        data = copy_of_the_data(tmp_path / f"data {number}")
        index = json.loads((data / "edition.json").read_text(encoding="utf-8"))
        changed = index | {"number": number, "corrections": list(corrections)}
        (data / "edition.json").write_text(json.dumps(changed), encoding="utf-8")
        return publishing.publish(tmp_path / "editions", data, number)

    return publish


def said(app: AppTest) -> str:
    return "\n".join(text.value for text in app.text)


def test_a_link_of_an_older_edition_says_so_and_lists_what_changed_since(
    app: AppTest, published: Callable[..., Path]
) -> None:
    published(2, CORRECTED)
    app.query_params["edition"] = "1"
    app.run()
    assert "This link was made with edition 1; this is edition 2. What changed since:" in said(app)
    assert "1 December 2026: The hedge was marked. (baza-alleged-incursion)" in said(app)


def test_many_corrections_are_counted(app: AppTest) -> None:
    app.query_params["edition"] = "1"
    app.run()
    counted = f"Corrections since then: {len(load().corrections_since(1))}; the page “About” lists them."
    assert counted in said(app)
    assert "29 November 2026: " not in said(app)


def test_of_many_corrections_those_of_the_claim_linked_to_are_listed(app: AppTest) -> None:
    app.query_params["edition"] = "1"
    app.query_params["event"] = "rubryka-20240312-residents-gunfire"
    app.run()
    assert "Corrections since then" not in said(app)
    assert said(app).count("29 November 2026: ") == 1
    assert "(rubryka-20240312-residents-gunfire)" in said(app)


@pytest.mark.parametrize("edition", ["2", "3", "0x1", "", "²", "<b>"])
def test_a_link_of_this_edition_or_of_none_says_nothing(
    app: AppTest, published: Callable[..., Path], edition: str
) -> None:
    published(2, CORRECTED)
    app.query_params["edition"] = edition
    app.run()
    assert not app.exception
    assert "This link was made" not in said(app)


def test_a_link_to_a_withdrawn_claim_says_when_and_why_it_was_withdrawn(
    app: AppTest, published: Callable[..., Path]
) -> None:
    published(2, WITHDRAWN)
    app.query_params["event"] = "once-published"
    app.run()
    assert "The claim this link leads to was withdrawn on 2 December 2026. It was counted twice." in said(app)


def test_the_corrections_are_shown_newest_first(published: Callable[..., Path]) -> None:
    edition = load(published(2, CORRECTED, WITHDRAWN))
    assert [entry.text for entry in edition.corrections] == [WITHDRAWN["text"], CORRECTED["text"]]
    assert edition.corrections_since(2) == ()


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        (CORRECTED | {"claims": ["nothing-of-the-kind"]}, "which does not exist"),
        (WITHDRAWN | {"claims": ["baza-alleged-incursion"]}, "which is still there"),
        (CORRECTED | {"edition": 3}, "is not out yet"),
    ],
)
def test_a_correction_that_does_not_fit_the_edition_stops_the_load(
    published: Callable[..., Path], correction: dict[str, Any], reason: str
) -> None:
    with pytest.raises(RecordError, match=reason):
        load(published(2, correction))


def test_the_code_for_embedding_is_one_iframe_whatever_the_address_holds() -> None:
    code = sharing.embedding(
        'https://example.org/map/claims?x="><script>', {"speaker": ['"><script>alert(1)</script>']}
    )
    assert code.startswith('<iframe src="https://example.org/map/?')
    assert code.count("<") == 2
    assert "embed=true" in code
