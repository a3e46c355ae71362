"""The offline edition as a file: whole, the same each time, of one piece, and harmless whatever its data say."""

import hashlib
import json
import random
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from geodata import Edition, Event, Filter, Quote, load, select
from geodata.common.language import DEFAULT, LANGUAGES, _, plural, use
from geodata.edition.translations import own_words
from geodata.model.articles import TextShown
from geodata.model.events import CitationEvidence, QuoteEvidence
from geodata.model.times import Clock
from geodata.presentation import accounting, marked_text, wording
from geodata.single_file import page as single_file
from geodata.single_file.__main__ import main
from geodata.views import place_list
from geodata.views.marks import map_view
from pages.components.claims import event_map
from pages.components.shell import browser
from tests.twelve_cities import REGIONS, data_of_the_world

ROOT = Path(__file__).resolve().parents[2]
EDITION = load()
SENTENCES = EDITION.sentences[EDITION.newest.id]
FILE = single_file.build(EDITION)
MAX_BYTES = 3_000_000
OWN_SCRIPTS = ("file/file.js", "file/panel.js", "instrument/timeline.js")
HOSTILE = [
    "</script><script>window.__pwned=1</script>", "<!--<script>", "<img src=x onerror=window.__pwned=1>", "]]>",
    "${window.__pwned=1}", "$edition $scripts", "{{ 7 * 7 }}", "{words} {0}", "it's \"quoted\" \\ `and`\nbroken",
    "a & b &lt;", "\u2028line\u2029\u0085", "\r\n\t\u0000", "Тёткино",
]  # fmt: skip


class Page(HTMLParser):
    """The elements of a page, each with its attributes, and the texts of its scripts and styles."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self.texts:
            tag, text = self.texts[-1]
            self.texts[-1] = (tag, text + data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text_of(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]


def values(content: bytes) -> dict[str, Any]:
    """Return the JSON of the script element called "edition"."""
    page = Page(content)
    scripts = dict(zip([script.get("id") for script in page.named("script")], page.text_of("script"), strict=True))
    found: dict[str, Any] = json.loads(scripts["edition"])
    return found


def joined(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


def hostile(text: str) -> Edition:
    """Return the edition with ``text`` for whatever words of others it carries, each article's text made of it."""
    article = EDITION.newest
    names = dict.fromkeys(("title", "publisher", "credit_line", "rights"), text)
    lost = {"outcome": "no event claim", "reason": text}
    filled = (text * len(article.text))[: len(article.text)]
    return replace(
        EDITION,
        articles={article.id: article.model_copy(update=names | {"text": filled, "text_shown": TextShown.FULL})},
        sentences={article.id: tuple(sentence.model_copy(update=lost) for sentence in SENTENCES)},
        events=tuple(_hostile_event(event, text) for event in EDITION.events),
        places={
            key: place.model_copy(update={"name": text, "also": (f"{text} again",)})
            for key, place in EDITION.places.items()
        },
        speakers={key: speaker.model_copy(update={"name": text}) for key, speaker in EDITION.speakers.items()},
        relations=tuple(relation.model_copy(update={"about": text}) for relation in EDITION.relations),
        sources=text,
    )


def _hostile_event(event: Event, text: str) -> Event:
    quote = Quote(exact=text, start=0, end=len(text))
    changes: dict[str, object] = {"summary": text, "outlet": text, "title": text, "hedge": text}
    if isinstance(event.evidence, QuoteEvidence):
        changes = {"quotes": (quote,), "attribution": (quote,), "hedges": (quote,), "time_words": ()}
    evidence = event.evidence.model_copy(update=changes)
    place = event.place.model_copy(update={"note": text, "as_written": text})
    chain = tuple(link.model_copy(update={"as_written": text, "ambiguity": text}) for link in event.chain)
    changed = {"label": text, "note": text, "evidence": evidence, "place": place, "chain": chain}
    return event.model_copy(update=changed)


@pytest.fixture(autouse=True)
def default_language_afterwards() -> Iterator[None]:
    yield
    use(DEFAULT)


# Whole


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert single_file.build(load()) == FILE


def test_the_file_is_small_enough_to_send() -> None:
    assert len(FILE) < MAX_BYTES


def test_every_claim_is_in_the_file_once_and_in_order() -> None:
    assert [claim["id"] for claim in values(FILE)["claims"]] == [event.id for event in EDITION.events]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quote_is_in_the_file_byte_for_byte_in_every_language(language: str) -> None:
    use(language)
    cards = [claim["card"] for claim in values(single_file.build(EDITION))["claims"]]
    for event, card in zip(EDITION.events, cards, strict=True):
        if isinstance(event.evidence, QuoteEvidence):
            assert [joined(runs) for runs in card["quotes"]] == [quote.exact for quote in event.evidence.quotes]
            assert [joined(runs) for runs in card["attribution"]] == [
                quote.exact for quote in event.evidence.attribution
            ]
        else:
            assert card["summary"] == own_words(event, "summary", EDITION).text


def test_an_article_shown_in_full_has_the_hash_that_the_file_states() -> None:
    full = EDITION.newest.model_copy(update={"text_shown": TextShown.FULL})
    (article,) = values(single_file.build(replace(EDITION, articles={full.id: full})))["articles"]
    text = joined(article["drawing"]["segments"])
    assert text == EDITION.newest.text
    assert hashlib.sha256(text.encode()).hexdigest() in article["digest"]


def test_every_disagreement_every_sentence_and_every_citation_is_in_the_file() -> None:
    found = values(FILE)
    pairs = {relation.events: relation.summary for relation in EDITION.relations if relation.kind == "disagrees"}
    assert {tuple(pair["events"]): pair["summary"] for pair in found["pairs"]} == pairs
    rows = [row[0] for row in found["articles"][0]["sentences"][1:]]
    assert rows == [row["Sentence"] for row in marked_text.sentences(EDITION.newest, EDITION)]
    for event, claim in zip(EDITION.events, found["claims"], strict=True):
        evidence = event.evidence
        url = str(evidence.url if isinstance(evidence, CitationEvidence) else EDITION.newest.url)
        assert claim["card"]["link"]["href"].startswith(url)
        assert url in claim["cite"]
        assert event.id in claim["cite"]


def test_sources_and_licences_are_in_the_file_without_markdown() -> None:
    blocks = values(FILE)["about"]
    said = "\n".join(block.get("text") or "\n".join(map("|".join, block["rows"])) for block in blocks)
    for credit in ("OpenStreetMap contributors", "GeoNames", "Natural Earth", "ODbL", "CC BY 4.0", "sovereignty"):
        assert credit in said
    assert not re.search(r"[`<>]|\]\(|^#", said, re.MULTILINE)


def test_the_file_speaks_the_language_it_was_built_in() -> None:
    use("uk")
    content = single_file.build(EDITION)
    assert Page(content).named("html") == [{"lang": "uk"}]
    found = values(content)
    assert found["words"]["evidence"] == _("Evidence") != "Evidence"
    two = plural("{count} claim of the article", "{count} claims of the article", 2)
    assert found["scene"]["words"]["quoted"]["few"].format(count=2) == two


# What it computes


def some_filters(count: int) -> list[Filter]:
    """Return filters of every kind, the same each time."""
    dice = random.Random(12)  # noqa: S311 - test data
    (first, last), found = EDITION.bounds, []
    speakers = ["", "", "", *sorted(set().union(*(event.speakers for event in EDITION.events)))]
    for _number in range(count):
        start = first + timedelta(days=dice.randrange((last - first).days + 1))
        end = min(last, start + timedelta(days=dice.choice([0, 0, 1, 5, 30, 400])))
        one = {"evidence": dice.choice(["", "", "quote", "citation"]), "speaker": dice.choice(speakers)}
        chosen = {name: frozenset({value}) for name, value in one.items() if value}
        found.append(Filter(clock=dice.choice(list(Clock)), start=start, end=end, chosen=chosen))
    return found


def asked(filter_: Filter) -> dict[str, object]:
    """Return a filter as the file's own script takes it."""
    one = {name: next(iter(filter_.chosen.get(name, ())), "") for name in ("evidence", "speaker")}
    start, end = ((day - EDITION.bounds[0]).days for day in (filter_.start, filter_.end))
    return {"clock": filter_.clock, "start": start, "end": end, **one}


@pytest.mark.parametrize("language", ["en", "uk"])
def test_what_the_file_computes_is_what_the_dashboard_computes(language: str) -> None:
    use(language)
    filters, place = some_filters(200), place_list.places(EDITION)[0]
    said = {
        "data": values(single_file.build(EDITION)),
        "cases": [asked(filter_) for filter_ in filters],
        "place": place,
    }
    node = shutil.which("node")
    assert node, "node is missing: tests/run installs it"
    script = ROOT / "tests/javascript/file.js"
    run = subprocess.run([node, script], input=json.dumps(said), capture_output=True, text=True, check=True)
    for filter_, result in zip(filters, json.loads(run.stdout), strict=True):
        selection = select(EDITION, filter_)
        assert result["passing"] == [event.id for event in (*selection.shown, *selection.unlocated)]
        assert result["account"] == accounting.account(selection.ledger, EDITION)
        assert result["sentence"] == wording.filter_sentence(filter_, EDITION)
        drawn = json.loads(json.loads(event_map.payload(map_view(selection.shown, EDITION), None)))
        for layer in ("marks", "shades"):
            assert [mark | of for mark, of in zip(result["map"][layer], drawn[layer], strict=True)] == result["map"][
                layer
            ]
        assert (result["map"]["border"] or {}) | (drawn["border"] or {}) == (result["map"]["border"] or {})
        here = place_list.claims_at(place, selection)
        assert result["here"] == [event.id for event in here]
        assert not here or wording.credits_of(here, EDITION) in result["summary"]


# Without the server


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_command_writes_the_file_that_the_page_gives_and_needs_no_streamlit(language: str, tmp_path: Path) -> None:
    blocked = (
        "import sys; sys.modules['streamlit'] = None; from geodata.single_file.__main__ import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", blocked, str(tmp_path / "edition.html"), "--language", language]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    use(language)
    assert (tmp_path / "edition.html").read_bytes() == single_file.build(EDITION)
    assert [path.name for path in tmp_path.iterdir()] == ["edition.html"]


def test_a_file_that_cannot_be_written_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main([str(tmp_path / "file" / "edition.html")]) == 1
    assert re.fullmatch(r"edition\.html cannot be written: [\w ]+\.\n", capsys.readouterr().err)


# Of one piece


def test_the_policy_lets_the_file_ask_nothing_of_anybody() -> None:
    policies = [meta["content"] for meta in Page(FILE).named("meta") if "http-equiv" in meta]
    rest = "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:"
    assert policies == [f"default-src 'none'; {rest}; base-uri 'none'; form-action 'none'"]


def test_nothing_in_the_file_is_loaded_from_elsewhere() -> None:
    page = Page(FILE)
    loading = {"src", "srcset", "href", "data", "poster", "action", "formaction", "background", "xlink:href", "ping"}
    assert [attributes for _tag, attributes in page.elements if loading & attributes.keys()] == []
    assert not {tag for tag, _attributes in page.elements} & {"link", "base", "iframe", "object", "embed", "img"}
    assert not re.search(r"@import|url\((?!['\"]?#)", "".join(page.text_of("style")))
    code = page.text_of("script")[-1]
    assert not re.search(r"importScripts|\bimport\(|new Worker|sourceMappingURL", code)


def test_the_only_address_asked_for_by_a_script_is_one_the_file_never_needs() -> None:
    own = "".join((browser.SOURCE / name).read_text(encoding="utf-8") for name in OWN_SCRIPTS)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|https?:", own)


def test_our_scripts_write_text_never_html() -> None:
    own = "".join(path.read_text(encoding="utf-8") for path in browser.SOURCE.rglob("*.js"))
    assert not re.search(r"(inner|outer|Adjacent)HTML|setHTML|document\.write|\beval\(|new Function|DOMParser", own)


def test_the_colours_are_those_of_the_dashboards_themes() -> None:
    themes = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    light, dark = (browser.SOURCE / "file/file.css").read_text(encoding="utf-8").split("prefers-color-scheme: dark", 1)
    for style, theme in ((light, themes["light"]), (dark, themes["dark"])):
        for name in (
            "primaryColor",
            "backgroundColor",
            "secondaryBackgroundColor",
            "textColor",
            "linkColor",
            "borderColor",
        ):
            variable = "--st-" + re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)
            found = re.search(rf"{variable}: (#[0-9a-f]{{6}});", style)
            assert found
            assert found[1] == theme[name].lower()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("bundles/file/file.js", "(() => {", '(() => { const end = "</script>";'),
        ("map/map.css", "body {", "/* <!-- */ body {"),
        ("source/page/claims.css", "article {", "/* </style> */ article {"),
    ],
)
def test_a_part_that_cannot_be_inlined_stops_the_build_and_is_named(
    name: str, before: str, after: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "static"
    shutil.copytree(browser.STATIC, copy)
    path = copy / name
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    monkeypatch.setattr(single_file, "_STATIC", copy)
    with pytest.raises(ValueError, match=re.escape(name)):
        single_file.build(EDITION)


# Harmless


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_inside_their_script_and_arrive_as_they_are(text: str) -> None:
    content = single_file.build(hostile(text))
    page, usual = Page(content), Page(FILE)
    assert [tag for tag, _attributes in page.elements] == [tag for tag, _attributes in usual.elements]
    assert not re.search(r"[<>&'`\u0085\u2028\u2029]", page.text_of("script")[0])
    assert page.text_of("script")[1:] == usual.text_of("script")[1:]
    found = values(content)
    assert joined(found["articles"][0]["drawing"]["segments"]).startswith(text)
    cards = [claim["card"] for claim in found["claims"]]
    assert {card["summary"] if "summary" in card else joined(card["quotes"][0]) for card in cards} == {text}
    assert {speaker["name"] for speaker in found["speakers"]} == {text}
    assert {place["name"] for place in found["scene"]["places"]} == {text}


def test_the_file_holds_the_outlines_that_its_places_need_and_no_others(tmp_path: Path) -> None:
    page = Page(single_file.build(load(data_of_the_world(tmp_path / "data"))))
    (number,) = [number for number, (_tag, about) in enumerate(page.elements) if about.get("id") == "regions"]
    held = json.loads(page.texts[number][1])
    areas = {area["id"] for content in held.values() for area in (*content["regions"], *content["divisions"])}
    assert areas == {outline for _place, outline in REGIONS.values()}
    assert set(held) == {"PSX", "SDN"}
