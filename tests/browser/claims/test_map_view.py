"""The map's view in the address, and the picture that a reader saves of it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from geodata.views.marks import map_view
from geodata.views.selection import select
from tests.browser.conftest import DEFAULT, EDITION

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Frame, Page

    from tests.browser.conftest import OpenPage, Screen

FRAME = 'iframe[title^="streamlit_folium"]'
SVG = "{http://www.w3.org/2000/svg}"
NEAR = 5e-5  # degrees: half of the last of four decimals
# A pixel in degrees of longitude, at a zoom of 7: Leaflet rounds where the middle of an odd number of pixels is.
PIXEL = 360 / 256 / 2**7
GARBAGE = ["#map=NaN/51/36", "#map=8/51", "#map=8/95/36", "#map=8/51/3600000000", "#map=99/51/36", "#map=1e1/51/36"]
ARRIVING = GARBAGE[2:3]  # each of these takes a load of the page
CAPTION = "Reported 1 March 2024 to 31 March 2024.\nAs reported, as of 12 March 2024, 12:28 UTC · edition 2"
HOSTILE = (
    "</text></svg><script>window.caught=1</script><img src=x onerror='window.caught=1'> {{ 7 * 7 }} ${alert(1)} "
    "]]> <!-- & &amp; \u202e \u0001 \ud83d\ude00 \ud800 https://example.org/ `x` #id_1"
)
ADDRESS_IS_THE_VIEW = """() => {
    const { zoom, center: [lon, lat] } = window.asReported.state();
    return parent.location.hash === `#map=${zoom.toFixed(2)}/${lat.toFixed(4)}/${lon.toFixed(4)}`;
}"""
COVERED = """() => {
    const boxes = (names) => [...document.querySelectorAll(names)].map((node) => [node, node.getBoundingClientRect()]);
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const controls = boxes(".leaflet-control").filter(([, box]) => box.width);
    const others = boxes(".mark .body, .chip, .name .latin, .name .cyrillic");
    const pairs = controls.flatMap((one) => [...others, ...controls].map((other) => [one, other]));
    return pairs.filter(([[a, one], [b, other]]) => a !== b && meet(one, other)).map(([[a], [b]]) => [a, b].map(
        (node) => node.textContent || node.getAttribute("class")));
}"""


def drawn(screen: Screen) -> Frame:
    """The map's frame once the map in it is drawn."""
    frame = screen.page.locator(FRAME).element_handle().content_frame()
    assert frame is not None
    frame.wait_for_function("() => window.asReported?.now?.ready")
    return frame


def drag(screen: Screen, frame: Frame) -> None:
    """Moves the map by hand, and waits until the address says where to."""
    screen.page.locator(FRAME).scroll_into_view_if_needed()
    box = screen.page.locator(FRAME).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.25
    mouse = screen.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 80, y + 30, steps=5)
    mouse.up()
    frame.wait_for_function(ADDRESS_IS_THE_VIEW)


def view(frame: Frame) -> Any:  # noqa: ANN401 - numbers that pytest compares
    state = frame.evaluate("() => window.asReported.state()")
    return pytest.approx([state["zoom"], *state["center"]], abs=NEAR)


def numbers(frame: Frame) -> list[float]:
    state = frame.evaluate("() => window.asReported.state()")
    return [state["zoom"], *state["center"]]


def fragment(page: Page) -> str:
    return str(page.evaluate("() => location.hash"))


def saved(screen: Screen, frame: Frame, kind: str) -> tuple[str, bytes]:
    """The name and the content of the picture that the reader saves."""
    frame.get_by_role("button", name="Save picture").click()
    with screen.page.expect_download() as download:
        frame.get_by_role("button", name=kind).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def caption_is(frame: Frame, caption: str) -> None:
    frame.evaluate("(caption) => asReported.follow({ ...asReported.now.view, caption })", caption)


def texts(drawing: ET.Element) -> list[str]:
    return [node.text or "" for node in drawing.iter(f"{SVG}text")]


def test_a_pan_is_written_into_the_address_and_runs_nothing_on_the_server(open_page: OpenPage) -> None:
    screen = open_page(reduced_motion=True, fresh=True)
    sent: list[str | bytes] = []

    def note(message: str | bytes) -> None:
        sent.append(message)

    screen.page.on("websocket", lambda socket: socket.on("framesent", note))
    screen.page.reload()
    screen.settle()
    frame = drawn(screen)
    assert fragment(screen.page) == ""
    entries, before = screen.page.evaluate("() => history.length"), len(sent)
    drag(screen, frame)
    frame.get_by_role("button", name="Zoom in").click()
    frame.wait_for_function(ADDRESS_IS_THE_VIEW)
    assert len(sent) == before
    assert screen.page.evaluate("() => history.length") == entries
    screen.page.get_by_text(re.compile(r"This article \d+$")).click()
    screen.page.wait_for_url(re.compile("evidence=quote"))
    assert len(sent) > before


def test_another_reader_sees_the_view_of_the_link(open_page: OpenPage) -> None:
    first = open_page(reduced_motion=True)
    frame = drawn(first)
    drag(first, frame)
    frame.get_by_role("button", name="Zoom in").click()
    frame.wait_for_function(ADDRESS_IS_THE_VIEW)
    link, second = fragment(first.page), open_page("/about")
    for query in ["/", "/?evidence=quote&edition=1"]:
        second.visit(query + link)
        other = drawn(second)
        assert numbers(other) == view(frame), query
        other.wait_for_function(ADDRESS_IS_THE_VIEW)


def test_the_view_stays_in_the_address_when_filter_place_and_dates_change(open_page: OpenPage) -> None:
    screen = open_page(reduced_motion=True)
    frame = drawn(screen)
    drag(screen, frame)
    before, ending = view(frame), re.escape(fragment(screen.page)) + "$"
    screen.page.get_by_text(re.compile(r"This article \d+$")).click()
    screen.page.wait_for_url(re.compile(rf"evidence=quote.*{ending}"))
    screen.settle()
    frame.locator(".mark:not(.selected)").first.click()
    screen.page.wait_for_url(re.compile(rf"place=.*{ending}"))
    screen.settle()
    address = screen.page.url
    screen.page.get_by_role("slider", name="First day").press("ArrowRight")
    screen.page.wait_for_url(lambda url: url != address and re.search(ending, url) is not None)
    assert numbers(frame) == before


def test_the_view_comes_back_with_the_page_and_with_the_way_back(open_page: OpenPage) -> None:
    screen = open_page(reduced_motion=True)
    drag(screen, drawn(screen))
    before, link = pytest.approx(numbers(drawn(screen)), abs=PIXEL), fragment(screen.page)
    screen.page.get_by_role("link", name="Article", exact=True).click()
    screen.page.wait_for_url(re.compile("/articles$"))
    screen.settle()
    screen.page.get_by_role("link", name="Map", exact=True).click()
    frame = drawn(screen)
    screen.eventually(lambda: fragment(screen.page), link)
    assert numbers(frame) == before
    screen.settle()
    screen.page.go_back()
    screen.page.wait_for_url(re.compile("/articles$"))
    screen.page.locator(FRAME).wait_for(state="detached")
    screen.page.go_back()
    assert numbers(drawn(screen)) == before


def test_the_way_back_undoes_a_filter_although_the_address_has_a_view(open_page: OpenPage) -> None:
    screen = open_page(reduced_motion=True)
    frame = drawn(screen)
    drag(screen, frame)
    marks = frame.locator(".mark").count()
    screen.page.get_by_text(re.compile(r"This article \d+$")).click()
    screen.page.wait_for_url(re.compile("evidence=quote"))
    frame.wait_for_function("(all) => asReported.state().marks.length < all", arg=marks)
    screen.settle()
    screen.page.go_back()
    frame.wait_for_function("(all) => asReported.state().marks.length === all", arg=marks)
    frame.wait_for_function(ADDRESS_IS_THE_VIEW)


def test_the_map_follows_a_view_that_the_reader_types(open_page: OpenPage) -> None:
    screen = open_page()
    frame = drawn(screen)
    screen.page.evaluate("() => { location.hash = '#map=9.00/50.6000/36.5000'; }")
    frame.wait_for_function("() => asReported.state().zoom === 9")
    assert numbers(frame) == pytest.approx([9, 36.5, 50.6], abs=NEAR)


def test_garbage_in_the_address_leaves_the_first_view(open_page: OpenPage) -> None:
    screen = open_page()
    first = view(drawn(screen))
    frame = drawn(screen)
    for garbage in GARBAGE:
        screen.page.evaluate("(hash) => { location.hash = hash; }", garbage)
        frame.evaluate(
            "() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); })"
        )
        assert numbers(frame) == first, garbage
    for garbage in ARRIVING:
        # Another hash alone would load nothing.
        screen.page.goto("about:blank")
        screen.visit(f"/{garbage}")
        assert numbers(drawn(screen)) == first, garbage
        assert screen.errors == []


def test_somebody_elses_hash_is_left_alone(open_page: OpenPage) -> None:
    screen = open_page("/#method", reduced_motion=True)
    frame = drawn(screen)
    frame.get_by_role("button", name="Zoom in").click()
    frame.wait_for_function("() => parent.asReportedView")
    # By now the map's own timer runs; a longer one set after it ends after it.
    frame.evaluate("() => new Promise((resolve) => { setTimeout(resolve, 300); })")
    assert fragment(screen.page) == "#method"


def test_the_drawing_says_all_that_the_map_says_and_needs_nothing_else(open_page: OpenPage) -> None:
    screen = open_page(height=1200)
    frame = drawn(screen)
    caption_is(frame, CAPTION)
    name, content = saved(screen, frame, "SVG")
    drawing = ET.fromstring(content)  # noqa: S314 - our own file
    assert re.fullmatch(r"as-reported(-edition-\d+)?\.svg", name)
    said = texts(drawing)
    marks = frame.locator(".mark .number").all_text_contents()
    assert marks
    assert set(marks) <= set(said)
    key = ".legend li:not([hidden])"
    for shown in (".chip-name", ".chip .count", ".name.place .latin", key, ".leaflet-control-scale-line"):
        assert set(frame.locator(shown).all_text_contents()) <= set(said)
    assert {"As Reported", *CAPTION.split("\n")} <= set(said)
    assert drawing.findtext(f"{SVG}desc") == CAPTION
    assert {"OpenStreetMap", "GeoNames", "Natural Earth"} <= set(
        re.findall(r"OpenStreetMap|GeoNames|Natural Earth", " ".join(said))
    )
    source = content.decode()
    assert re.findall(r"https?:[^\s\"]*", source) == ["http://www.w3.org/2000/svg"]
    assert set(re.findall(r"url\(([^)]*)\)", source)) == {"#map-view", "#hatch-quoted", "#hatch-cited"}
    assert not re.search(r"foreignObject|<image|<style|href=|class=|var\(", source)
    screen.assert_no_foreign_requests()
    assert screen.errors == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_image_is_twice_as_large_as_the_frame_and_shows_what_the_drawing_shows(
    open_page: OpenPage,
    dark: bool,  # noqa: FBT001 - pytest names it
) -> None:
    screen = open_page(dark=dark)
    frame = drawn(screen)
    caption_is(frame, CAPTION)
    drawing = ET.fromstring(saved(screen, frame, "SVG")[1])  # noqa: S314 - our own file
    name, content = saved(screen, frame, "PNG")
    image = Image.open(io.BytesIO(content)).convert("RGB")
    assert name.endswith(".png")
    assert image.size == (2 * int(drawing.attrib["width"]), 2 * int(drawing.attrib["height"]))
    width, height = frame.evaluate("() => [innerWidth, innerHeight]")
    assert image.width == 2 * width
    assert image.height > 2 * height
    for top in (0, image.height // 3, image.height * 3 // 4):
        part = image.crop((0, top, image.width, top + image.height // 4))
        assert len(part.getcolors(maxcolors=2**24) or []) > 50
    corner = image.getpixel((2, 2))
    assert isinstance(corner, tuple)
    assert (max(corner) < 64) == dark


def test_a_hostile_caption_is_text_in_the_picture_and_nothing_more(open_page: OpenPage, tmp_path: Path) -> None:
    screen = open_page()
    frame = drawn(screen)
    caption_is(frame, HOSTILE)
    content = saved(screen, frame, "SVG")[1]
    drawing = ET.fromstring(content)  # noqa: S314 - our own file
    legible = HOSTILE.replace("\u0001", "\ufffd").replace("\ud83d\ude00", "😀").replace("\ud800", "\ufffd")
    assert drawing.findtext(f"{SVG}desc") == legible
    assert legible.replace(" ", "") in "".join(texts(drawing)).replace(" ", "")
    shapes = {"svg", "title", "desc", "defs", "pattern", "clipPath", "g", "rect", "path", "circle", "line", "text"}
    assert {node.tag.removeprefix(SVG) for node in drawing.iter()} <= shapes
    assert saved(screen, frame, "PNG")[1].startswith(b"\x89PNG")
    file = tmp_path / "picture.svg"
    file.write_bytes(content)
    screen.page.goto(file.as_uri())
    assert screen.page.evaluate("() => window.caught") is None
    assert frame.is_detached()
    assert all("example.org" not in url for url in screen.requests)


def test_a_picture_can_be_saved_with_the_keyboard_alone(open_page: OpenPage) -> None:
    screen = open_page()
    frame = drawn(screen)
    tool, choice = frame.get_by_role("button", name="Save picture"), frame.get_by_role("button", name="SVG")
    tool.focus()
    tool.press("Enter")
    choice.wait_for()
    assert choice.evaluate("(node) => node === document.activeElement")
    choice.press("Tab")
    assert frame.get_by_role("button", name="PNG").evaluate("(node) => node === document.activeElement")
    screen.page.keyboard.press("Escape")
    choice.wait_for(state="hidden")
    assert tool.evaluate("(node) => node === document.activeElement")
    tool.press("Enter")
    with screen.page.expect_download():
        choice.press("Enter")
    choice.wait_for(state="hidden")
    assert tool.evaluate("(node) => node === document.activeElement")


def test_the_key_is_one_line_of_the_signs_shown_and_disputes_are_said_in_words(
    open_page: OpenPage,
) -> None:
    screen = open_page("/?lang=ru", width=1440, height=900)
    frame = drawn(screen)
    key = frame.locator(".legend")
    view = map_view(select(EDITION, DEFAULT).shown, EDITION)
    rows = key.locator("li").evaluate_all(
        "(rows) => rows.filter((row) => row.offsetWidth).map((row) => [row.dataset.sign, row.offsetTop])"
    )
    kinds = {mark.kind for mark in view.marks} | ({"vicinity"} if any(mark.vicinity for mark in view.marks) else set())
    assert {sign for sign, _top in rows} == kinds
    assert len({top for _sign, top in rows}) == 1
    names = frame.locator(".name.place").filter(has_text="есть расхождения")
    chips = frame.locator(".chip").filter(has_text="есть расхождения")
    assert names.count()
    assert chips.count() == sum(item.disputed for item in (*view.shades, view.border) if item)
    # In the language of the page, the kind of area said once.
    said = frame.locator('.chip[data-place="RU-KRS"]').inner_text()
    assert said.split() == ["Курская", "область", "есть", "расхождения", "13"]
    assert frame.evaluate("() => document.documentElement.lang") == "ru"


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_nothing_on_a_narrow_map_covers_a_control(open_page: OpenPage, language: str) -> None:
    screen = open_page(f"/?lang={language}", width=360, height=780)
    frame = drawn(screen)
    # The page gives the map its height once the panel has become a sheet.
    screen.eventually(lambda: frame.evaluate(COVERED), [])
