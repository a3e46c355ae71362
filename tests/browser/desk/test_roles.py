"""Who may enter the desk, in a browser: readers, people signed in without the right, and editors."""

from __future__ import annotations

import hashlib
import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import free_port
from tests.desk.openid import provider, secrets_file
from tests.desk.servers import DESK, PUBLIC, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.conftest import OpenPage, Screen
    from tests.desk.openid import Provider

PAGES = ["", "articles", "claims", "about", "editor"]
EDITOR: dict[str, object] = {"email": "Editor@newsroom.example", "email_verified": True}
# Every reason is tested in tests/pages/test_editor.py.
WITHOUT: dict[str, dict[str, object]] = {
    "not listed": {"email": "reader@newsroom.example", "email_verified": True},
    "not verified": {"email": "editor@newsroom.example", "email_verified": False},
}
WIDGETS = '[class*="st-key-desk"], [class*="st-key-open-"], textarea, [data-testid="stFileUploader"]'


@pytest.fixture(scope="module")
def openid() -> Iterator[Provider]:
    with provider() as found:
        yield found


def contents(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def expect_a_reader(screen: Screen, page: str) -> None:
    """The page is what a reader gets: none of the desk's widgets, and no way to it in the menu."""
    expect(screen.page.locator("h1").first).to_be_visible()
    expect(screen.page.locator(WIDGETS)).to_have_count(0)
    expect(screen.menu("Desk")).to_have_count(0)
    if page == "editor":
        expect(screen.page.get_by_text(re.compile("This page is the editors’ desk|not as one of"))).to_be_visible()


def sign_in(screen: Screen) -> None:
    screen.button("Sign in").click()
    screen.page.wait_for_url(f"{screen.server}/")
    screen.settle()


# Each page needs a server of its own, as nobody has asked it for anything.
@pytest.mark.parametrize(
    "page", ["editor", *(pytest.param(page, marks=pytest.mark.long) for page in PAGES if page != "editor")]
)
def test_the_first_request_to_a_public_server_finds_no_desk(open_page: OpenPage, tmp_path: Path, page: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with running(data, tmp_path / "output.txt", PUBLIC) as (url, _):
        before = contents(data)
        expect_a_reader(open_page(f"/{page}?draft=reports&step=publish", server=url), page)
    assert contents(data) == before


def test_only_who_is_listed_with_a_verified_address_is_an_editor(
    open_page: OpenPage, openid: Provider, tmp_path: Path
) -> None:
    data, output, port = tmp_path / "data", tmp_path / "output.txt", free_port()
    data.mkdir()
    secrets = secrets_file(tmp_path / "secrets.toml", f"http://127.0.0.1:{port}", openid)
    shared = DESK | {"AS_REPORTED_EDITORS": " editor@newsroom.example, other@newsroom.example"}
    start = partial(running, data, output, shared, port=port, options=[f"--secrets.files={secrets}"])
    with start() as (url, _):
        before = contents(data)
        stranger = open_page("/editor", server=url)
        expect_a_reader(stranger, "editor")
        for reason, person in WITHOUT.items():
            screen = open_page("/editor", server=url)
            openid.person = person
            sign_in(screen)
            for page in ["", "editor"] if reason == "not listed" else ["editor"]:
                screen.visit(f"/{page}")
                expect_a_reader(screen, page)
            expect(screen.button("Sign out")).to_be_visible()
    assert contents(data) == before
    with start() as (url, _):
        # Signed in before the restart, and the first to ask after it.
        screen.visit("/editor")
        expect_a_reader(screen, "editor")
        expect(screen.button("Sign out")).to_be_visible()
        assert contents(data) == before
        editor = open_page("/editor", server=url)
        openid.person = EDITOR
        sign_in(editor)
        expect(editor.menu("Desk")).to_be_visible()
        editor.menu("Desk").click()
        expect(editor.page.get_by_label("The article’s text")).to_be_visible()
        assert (data / "desk.sqlite").exists()
        stranger.visit("/editor")
        expect_a_reader(stranger, "editor")


def test_a_desk_that_lists_editors_without_a_provider_says_so(open_page: OpenPage, tmp_path: Path) -> None:
    environment = DESK | {"AS_REPORTED_EDITORS": "editor@newsroom.example"}
    with running(tmp_path, tmp_path / "output.txt", environment) as (url, _):
        screen = open_page("/editor", server=url)
        screen.button("Sign in").click()
        expect(screen.page.get_by_text("Signing in is not set up here")).to_be_visible()
        assert not (tmp_path / "desk.sqlite").exists()
