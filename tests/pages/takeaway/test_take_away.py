"""The popover offers every format for what is shown or for everything, and a citation in four forms."""

import json
from unittest.mock import patch

import streamlit as st
from streamlit.testing.v1 import AppTest

from geodata import load
from geodata.common.language import _
from geodata.exports.formats import FORMATS, Export
from geodata.exports.reading_back import read_geojson
from geodata.presentation.citations import cite
from pages.components.takeaway import claim_files as take_away

EDITION = load()
SHOWN = EDITION.events[:3]


def popover() -> None:
    from geodata import load  # noqa: PLC0415 - AppTest runs this function by itself
    from geodata.exports.formats import Export  # noqa: PLC0415
    from pages.components.takeaway import claim_files as take_away  # noqa: PLC0415

    edition = load()
    take_away.show(Export(edition.events[:3], edition, "Claims of three."), {"type": ["attack"], "place": ["tyotkino"]})


def citation() -> None:
    from geodata import load  # noqa: PLC0415
    from pages.components.takeaway import claim_files as take_away  # noqa: PLC0415

    edition = load()
    take_away.show_citation(edition.events[0], edition)


def downloads(*, everything: bool) -> dict[str, bytes]:
    """Return the files that the popover's buttons give, by name."""
    files: dict[str, bytes] = {}
    with (
        patch.object(st, "toggle", return_value=everything),
        patch.object(st, "download_button") as button,
    ):
        take_away.show(Export(SHOWN, EDITION, "Claims of three."), {})
    for call in button.call_args_list:
        files[call.kwargs["file_name"]] = call.kwargs["data"]()
    return files


def test_the_popover_offers_every_format() -> None:
    app = AppTest.from_function(popover, default_timeout=20).run()
    assert not app.exception
    assert [button.proto.label for button in app.get("download_button")] == [_(form.name) for form in FORMATS]
    assert app.text[0].value == "3 claims of the article and 0 reports by other outlets. Claims of three."


def test_the_toggle_offers_everything() -> None:
    app = AppTest.from_function(popover, default_timeout=20).run()
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert app.text[0].value == ("18 claims of the article and 80 reports by other outlets. All claims of the edition.")


def test_a_file_holds_what_is_shown_and_nothing_else() -> None:
    files = downloads(everything=False)
    assert list(files) == [f"as-reported-edition-2-shown.{form.extension}" for form in FORMATS]
    export = read_geojson(files["as-reported-edition-2-shown.geojson"], EDITION)
    assert (export.events, export.sentence) == (SHOWN, "Claims of three.")


def test_a_file_of_everything_holds_everything() -> None:
    files = downloads(everything=True)
    content = json.loads(files["as-reported-edition-2-all.geojson"])
    assert [feature["id"] for feature in content["features"]] == [event.id for event in EDITION.events]
    assert content["as_reported"]["shown"] == "All claims of the edition."


def test_a_citation_is_shown_in_four_forms_as_plain_text() -> None:
    app = AppTest.from_function(citation, default_timeout=20).run()
    assert not app.exception
    expected = cite(EDITION.events[0], EDITION)
    assert [caption.value for caption in app.caption] == ["Plain text", "BibTeX", "RIS", "CSL-JSON"]
    forms = [expected.text, expected.bibtex, expected.ris, expected.csl]
    assert [code.value for code in app.code] == [form.removesuffix("\n") for form in forms]
