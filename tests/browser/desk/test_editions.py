"""A publication appears in the running process, and a damaged one is told in one calm sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from geodata.presentation import marked_text
from tests import publishing
from tests import second_article as second
from tests.browser.conftest import EDITION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import OpenPage
    from tests.conftest import ServerFor

FIRST = EDITION.newest
FIRST_SHOWN = "".join(str(run["text"]) for run in marked_text.runs(FIRST, EDITION))


def test_a_running_server_shows_what_is_published_without_a_restart(
    tmp_path: Path, server_for: ServerFor, open_page: OpenPage
) -> None:
    own = tmp_path / "own"
    server = server_for(data_folder=own)
    screen = open_page(server=server)
    expect(screen.page.get_by_text("· edition 2 ·")).to_be_visible()
    data = second.data_of_two(tmp_path / "data")
    publishing.publish(own / "editions", data, 3)

    # At the reader's next step, in the page that is open.
    screen.page.get_by_role("radio", name="Other outlets").click()
    expect(screen.page.get_by_text("· edition 3 ·")).to_be_visible()
    expect(screen.page.get_by_role("radio", name="The articles 21")).to_be_visible()

    # Both on one map.
    screen.visit("/?dates=2024-03-01&dates=2024-04-30&place=kozinka")
    screen.eventually(
        lambda: {"kozinka", "tyotkino", "lozovaya-rudka"} <= set(screen.map_state()["marks"]), expected=True
    )
    expect(screen.mark("kozinka")).to_have_attribute("aria-label", re.compile(r"1 claim of the articles"))
    expect(screen.panel.locator("blockquote").first).to_have_text(second.QUIET)

    # Each is read whole, and a claim leads to its own.
    text = screen.page.locator(".st-key-article .text")
    screen.panel.get_by_role("link", name="Read in the article").first.click()
    screen.eventually(text.text_content, second.TEXT)
    screen.page.get_by_role("combobox", name="Article").click()
    screen.page.get_by_role("option", name=re.compile(FIRST.publisher)).click()
    screen.eventually(text.text_content, FIRST_SHOWN)
    screen.expect_asked("article", FIRST.id)
    screen.visit(f"/articles?event={EDITION.events[0].id}&edition=2")
    screen.eventually(text.text_content, FIRST_SHOWN)
    expect(screen.page.get_by_text("This link was made with edition 2")).to_be_visible()
    screen.assert_no_errors()


def test_a_damaged_publication_is_told_in_one_sentence_and_nothing_else_is_shown(
    tmp_path: Path, server_for: ServerFor, open_page: OpenPage
) -> None:
    own = tmp_path / "own"
    data = second.data_of_two(tmp_path / "data")
    for number in (2, 3):
        index = (data / "edition.json").read_text(encoding="utf-8")
        (data / "edition.json").write_text(re.sub(r'"number": \d', f'"number": {number}', index), encoding="utf-8")
        folder = publishing.publish(own / "editions", data, number)
    places = (folder / "places.json").read_bytes()
    (folder / "places.json").write_bytes(places.replace(b"Tyotkino", b"Tyotkina"))
    server = server_for(data_folder=own)
    screen = open_page(server=server)
    for path in ["/", "/articles", "/claims", "/about"]:
        screen.visit(path)
        expect(screen.page.get_by_role("heading", name="This edition cannot be shown")).to_be_visible()
        said = screen.everything()
        sentence = (
            'edition 3 is damaged (places.json): put edition 2 back with "python -m geodata.desk restore --edition 2".'
        )
        assert sentence in said
        assert not re.search(r"Traceback|File \"|line \d+|Error\b", said)
        assert str(tmp_path) not in said
        expect(screen.page.locator("iframe, table, article")).to_have_count(0)

    # Put back, it is shown without a restart.
    (folder / "places.json").write_bytes(places)
    screen.visit("/")
    expect(screen.page.get_by_text("· edition 3 ·")).to_be_visible()
