"""Data that is hostile or damaged: shown as what it is, or not at all, and never run."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEFAULT, EDITION, address
from tests.conftest import ROOT, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import OpenPage, Screen
    from tests.conftest import ServerFor

PAYLOADS = [
    "{{ 7*7 }}",
    "{% raw %}",
    "<img src=x onerror=window.__pwned=1>",
    "${window.__pwned=1}",
    "`window.__pwned=1`",
    "</script>",
    "![i](//evil.example/x.png)",
    "**b** $x$ :red[r]",
]
HOSTILE = " ".join(PAYLOADS)
# A quote may be too short for every payload; between them two hold all.
FIRST, SECOND = " ".join(PAYLOADS[:6]), " ".join(PAYLOADS[6:])


def copy_of_the_repository(folder: Path) -> Path:
    copy = folder / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "tests", "node_modules"))
    shutil.copytree(ROOT / ".streamlit", copy / ".streamlit")
    return copy


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose names, labels, summaries and article carry code in every language between us and the reader."""
    folder = tmp_path_factory.mktemp("hostile")
    copy = copy_of_the_repository(folder)
    data = copy / "geodata" / "data"
    make_article_hostile(data / "articles" / EDITION.newest.id)
    make_names_hostile(data)
    with running(copy, folder / "output.txt") as url:
        yield url


def make_article_hostile(path: Path) -> None:
    """Writes payloads over two quotes, letter for letter, so that every other quote stays where it is."""
    text_path, head_path, events_path = (path.with_name(path.name + end) for end in (".txt", ".json", ".events.json"))
    text = text_path.read_text(encoding="utf-8")
    curation = json.loads(events_path.read_text(encoding="utf-8"))
    for event, payload in zip(hostile_events(curation), [FIRST, SECOND], strict=True):
        quote = event["evidence"]["quotes"][0]
        written = payload.ljust(len(quote["exact"]), ".")
        assert len(written) == len(quote["exact"]), payload
        text = text[: quote["start"]] + written + text[quote["end"] :]
        quote["exact"] = written
        event["evidence"] |= {"hedges": [], "time_words": []}
        event["place"].pop("written", None)
    for event in curation["events"]:
        event["label"] = HOSTILE
        event["note"] = HOSTILE
        event["chain"][0] |= {"as_written": HOSTILE, "ambiguity": HOSTILE}
    head = json.loads(head_path.read_text(encoding="utf-8"))
    head |= {"title": HOSTILE, "publisher": HOSTILE, "credit_line": HOSTILE, "published_as_printed": HOSTILE}
    head["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    text_path.write_text(text, encoding="utf-8")
    head_path.write_text(json.dumps(head), encoding="utf-8")
    events_path.write_text(json.dumps(curation), encoding="utf-8")


def hostile_events(curation: dict[str, Any]) -> list[dict[str, Any]]:
    wanted = ["videos-tanks-regions", "further-footage"]
    return [event for name in wanted for event in curation["events"] if event["id"] == name]


def make_names_hostile(data: Path) -> None:
    places = json.loads((data / "places.json").read_text(encoding="utf-8"))
    for place in places:
        place |= {"name": f"{place['name']} {HOSTILE}", "name_ru": HOSTILE, "also": [HOSTILE], "source": HOSTILE}
    (data / "places.json").write_text(json.dumps(places), encoding="utf-8")
    speakers = json.loads((data / "speakers.json").read_text(encoding="utf-8"))
    (data / "speakers.json").write_text(json.dumps(dict.fromkeys(speakers, HOSTILE)), encoding="utf-8")
    table = data / "reports" / "reports.csv"
    head, *rows = csv.reader(table.read_text(encoding="utf-8").splitlines())
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for row in rows:
            cells = dict(zip(head, row, strict=True))
            cells |= dict.fromkeys(["summary", "source_outlet", "source_title", "hedge", "note", "place_note"], HOSTILE)
            writer.writerow(cells.values())


def assert_all_is_text(screen: Screen, where: str) -> None:
    """Nothing ran, nothing was fetched, and what is hostile stands there letter for letter."""
    for frame in screen.page.frames:
        assert frame.evaluate("() => typeof window.__pwned") == "undefined", where
    screen.assert_no_foreign_requests()
    assert [url for url in screen.requests if url.endswith(("/x", "/x.png"))] == [], where
    shown = screen.everything()
    assert [payload for payload in PAYLOADS if payload not in shown] == [], where


def test_code_in_the_data_is_text_on_every_page_and_runs_nowhere(open_page: OpenPage, hostile_server: str) -> None:
    screen = open_page(server=hostile_server)
    screen.map_state()
    for place in ["RU-KRS", "tyotkino"]:
        expect(screen.mark(place)).to_have_attribute("aria-label", re.compile(re.escape(HOSTILE)))
        screen.mark(place).click()
        screen.expect_asked("place", place)
        expect(screen.panel.locator("article").first).to_contain_text(HOSTILE)
        assert_all_is_text(screen, place)
    screen.visit(address(wanted=DEFAULT.model_copy(update={"chosen": {"speaker": frozenset({"ponomarev"})}})))
    expect(screen.page.locator(".st-key-timeline")).to_contain_text(f"according to {HOSTILE}")
    screen.page.get_by_role("button", name="Filters").click()
    expect(screen.page.get_by_role("combobox", name="According to (speaker)")).to_be_visible()
    assert_all_is_text(screen, "filters")


def test_code_in_the_article_and_the_list_is_text_too(open_page: OpenPage, hostile_server: str) -> None:
    screen = open_page("/articles?event=videos-tanks-regions", server=hostile_server)
    expect(screen.page.locator(".st-key-article .text")).to_contain_text(FIRST)
    expect(screen.page.locator(".st-key-article .text")).to_contain_text(SECOND)
    expect(screen.page.locator(".st-key-beside blockquote")).to_contain_text(FIRST)
    sentences = screen.page.locator(".st-key-sentences table")
    expect(sentences).to_contain_text(FIRST)
    expect(sentences).to_contain_text(SECOND)
    assert_all_is_text(screen, "article")
    screen.button("Cite").click()
    expect(screen.page.get_by_role("dialog")).to_contain_text(FIRST)
    assert_all_is_text(screen, "citation")
    for view in ["list", "table", "disagreements"]:
        screen.visit(address("claims", view=view, event="further-footage"))
        expect(screen.page.locator(".st-key-chosen blockquote")).to_contain_text(SECOND)
        assert_all_is_text(screen, view)
    screen.visit("/about")
    expect(screen.page.locator('[data-testid="stMain"]')).to_contain_text(HOSTILE)
    assert_all_is_text(screen, "about")


def one_character_changed(article: Path) -> None:
    article.write_text(article.read_text(encoding="utf-8").replace("alleged", "alieged"), encoding="utf-8")


def removed(article: Path) -> None:
    article.unlink()


# Without a browser every damage is tried in tests/pages/test_pages.py.
@pytest.mark.parametrize(
    "damage", [one_character_changed, pytest.param(removed, marks=pytest.mark.long)], ids=lambda damage: damage.__name__
)
def test_a_damaged_article_is_told_calmly_and_nothing_else_is_shown(
    tmp_path: Path, server_for: ServerFor, open_page: OpenPage, damage: Callable[[Path], None]
) -> None:
    copy = copy_of_the_repository(tmp_path)
    damage(copy / "geodata" / "data" / "articles" / f"{EDITION.newest.id}.txt")
    server = server_for(copy)
    screen = open_page(server=server)
    for path in ["/", "/articles", "/claims", "/about"]:
        screen.visit(path)
        expect(screen.page.get_by_role("heading", name="This edition cannot be shown")).to_be_visible()
        said = screen.everything()
        assert EDITION.newest.id in said
        assert "put the" in said
        assert not re.search(r"Traceback|File \"|line \d+|Error\b", said)
        assert str(tmp_path) not in said
        expect(screen.page.locator("iframe, table, article")).to_have_count(0)
