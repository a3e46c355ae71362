"""The map's contract with folium and the browser: constant base, harmless payload, links to this server only."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from jinja2 import Template

from geodata import load
from geodata.gazetteer.world import GROUND
from geodata.model.times import Clock
from geodata.presentation import wording
from geodata.views.filters import Filter
from geodata.views.marks import Border, MapView, Mark, Shade
from pages.components.claims import event_map

HOSTILE = [
    "{{ 7 * 7 }}", "{% raise %}", "{# gone #}", "<img src=x onerror=alert(1)>", "</script><script>", "${alert(1)}",
    "`alert(1)`", "it's \"quoted\" \\ and\nbroken", "a & b", "\u2028line\u2029", "Тёткино",
]  # fmt: skip


def mark(name: str = "Tyotkino", **changes: object) -> Mark:
    fields: dict[str, Any] = {"place": "tyotkino", "number": 1, "name": name, "lon": 34.29382, "lat": 51.28128}
    fields |= {"latin": name, "kind": "fighting", "quotes": 2, "citations": 13}
    fields |= {"disputed": True, "vicinity": True}
    return Mark(**(fields | changes))


def view(*marks: Mark) -> MapView:
    shade = Shade(
        place="RU-BEL", outline="RU-BEL", level="region", name="Belgorod Oblast", quotes=3, citations=1, disputed=False
    )
    return MapView(marks=marks or (mark(),), shades=(shade,), border=Border(quotes=0, citations=1, disputed=False))


def sent(shown: MapView, selected: str | None = None, caption: str = "") -> Mapping[str, Any]:
    """Return what st_folium sends to the browser for a view."""
    chosen: list[str] = []
    with patch("streamlit_folium._component_func") as component:
        event_map.show(shown, selected=selected, caption=caption, on_select=chosen.append)
    arguments: Mapping[str, Any] = component.call_args.kwargs
    return arguments


def decoded(payload: str) -> Any:  # noqa: ANN401 - JSON is any
    return json.loads(json.loads(payload))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_arrives_as_the_same_text_and_nothing_else(name: str) -> None:
    payload = event_map.payload(view(mark(name)), None)
    assert decoded(payload)["marks"][0]["name"] == name
    assert not re.search(r"[<>&'`${}%#_\u2028\u2029\n]", payload)
    assert Template(payload).render() == payload


@pytest.mark.parametrize("caption", HOSTILE)
def test_a_hostile_caption_arrives_as_the_same_text_and_nothing_else(caption: str) -> None:
    script = sent(view(), caption=caption)["feature_group"]
    found = re.search(r"window\.asReported\.apply\((\".*\")\);", script)
    assert found is not None
    assert decoded(found[1])["caption"] == caption
    assert not re.search(r"[<>&'`${}%#_\u2028\u2029\n]", found[1])


def test_a_saved_picture_says_the_filter_and_as_of_when_it_was_reported() -> None:
    edition = load()
    wanted = Filter(clock=Clock.REPORTED, start=edition.month[0], end=edition.month[1])
    sentence, dated = event_map.caption(wanted, edition).split("\n")
    assert sentence == wording.filter_sentence(wanted, edition)
    assert dated == "As reported, as of 12 March 2024, 12:28 UTC · edition 2"


def test_a_map_without_a_caption_still_has_a_name_for_its_picture() -> None:
    described = decoded(event_map.payload(view(), None))
    assert (described["caption"], described["fileName"]) == ("", "as-reported")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_passes_folium_and_st_folium_unexecuted(name: str) -> None:
    script = sent(view(mark(name)))["feature_group"]
    found = re.search(r"window\.asReported\.apply\((\".*\")\);", script)
    assert found is not None
    assert decoded(found[1])["marks"][0]["name"] == name


def test_the_base_map_is_the_same_for_every_view_so_the_frame_is_never_rebuilt() -> None:
    first, second = sent(view(), "tyotkino"), sent(MapView(marks=(), shades=(), border=None))
    constant = ("script", "header", "html", "key", "js_links", "css_links", "height", "width", "zoom", "center")
    assert all(first[name] == second[name] for name in constant)
    assert first["feature_group"] != second["feature_group"]


def test_every_link_stays_on_this_server() -> None:
    arguments = sent(view())
    links = [*arguments["js_links"], *arguments["css_links"]]
    names = [re.sub(r"\?v=[0-9a-f]+$", "", link).rsplit("/", 1)[-1] for link in links]
    assert names == ["leaflet.js", Path(event_map.SCRIPT).name, "leaflet.css", event_map.OWN_STYLE]
    assert all((event_map.FILES / name).is_file() for name in (event_map.SCRIPT, event_map.OWN_STYLE))
    assert all(re.fullmatch(r"\.\./[\w.]+/[\w.-]+(\?v=[0-9a-f]{12})?", link) for link in links)
    assert not re.search(r"https?:|//[a-z]", "".join(str(arguments[name]) for name in ("script", "header", "html")))


def test_only_what_the_map_needs_is_served_with_it() -> None:
    assert {path.name for path in event_map.FILES.iterdir()} == {event_map.SCRIPT, event_map.OWN_STYLE}
    assert {path.name for path in GROUND.iterdir()} == {"basemap.json", "light.json", "towns.json", "world.json"}


def test_our_scripts_write_text_never_html() -> None:
    scripts = (event_map.FILES / event_map.SCRIPT).read_text(encoding="utf-8")
    assert not re.search(
        r"(inner|outer|Adjacent)HTML|document\.write|\beval\(|new Function|https?://(?!www\.w3\.org)", scripts
    )


def test_pans_and_zooms_send_nothing_back() -> None:
    assert sent(view())["returned_objects"] == []


def test_marks_are_sent_in_the_order_of_their_numbers() -> None:
    shown = view(mark(place="b", number=2), mark(place="a", number=1))
    assert [item["place"] for item in decoded(event_map.payload(shown, None))["marks"]] == ["a", "b"]


def test_a_place_is_described_in_words() -> None:
    described = decoded(event_map.payload(view(), "tyotkino"))
    words = "Place 1, Tyotkino: 2 claims of the article, 13 reports by other outlets, disputed"
    assert described["marks"][0]["label"] == words
    assert (
        described["shades"][0]["label"]
        == "Belgorod Oblast, region: 3 claims of the article, 1 report by another outlet"
    )
    assert described["border"]["label"] == "The border: 1 report by another outlet"
    assert described["selected"] == "tyotkino"


@pytest.mark.parametrize("place", ["tyotkino", "RU-BEL", "border"])
def test_a_place_of_the_view_can_be_chosen(place: str) -> None:
    assert event_map.chosen_place({"place": place, "n": 1}, view()) == place


@pytest.mark.parametrize(
    "value", [None, {}, "tyotkino", {"place": "elsewhere"}, {"place": ["tyotkino"]}, {"place": None}, [1], 3]
)
def test_anything_else_from_the_browser_is_ignored(value: object) -> None:
    assert event_map.chosen_place(value, view()) is None


def test_the_border_cannot_be_chosen_where_no_claim_names_it() -> None:
    assert event_map.chosen_place({"place": "border"}, MapView(marks=(mark(),), shades=(), border=None)) is None
