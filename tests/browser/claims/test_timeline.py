"""The timeline in the browser: what the hand moves is counted at once, and the server is told once, at rest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from geodata.model.times import Clock
from geodata.views.marks import map_view
from geodata.views.selection import select
from tests.browser.conftest import ALL_DATES, DEFAULT, EDITION, Screen, address, at
from tests.browser.shell.test_layout import show
from tests.conftest import read_account

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator, WebSocketRoute

    from geodata.views.filters import Filter
    from tests.browser.conftest import OpenPage

DAY = EDITION.newest.day
EDGE_PX = 26
# A script run is asked for by a message of the page; what Streamlit sends besides is shorter.
COUNT_SENT = """() => {
    window.sent = 0;
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) { window.sent += 1; return send.call(this, data); };
}"""


def box(part: Locator) -> FloatRect:
    found = part.bounding_box()
    assert found
    return found


def x_of(screen: Screen, day: date, view: tuple[date, date] = EDITION.month) -> float:
    """The middle of a day on the screen, where the axis has no gaps."""
    track = box(screen.page.locator(".track"))
    days = (view[1] - view[0]).days + 1
    return track["x"] + EDGE_PX + ((day - view[0]).days + 0.5) * (track["width"] - 2 * EDGE_PX) / days


def middle(screen: Screen) -> float:
    track = box(screen.page.locator(".track"))
    return track["y"] + track["height"] / 2


def window(start: date, end: date, clock: Clock = Clock.REPORTED) -> Filter:
    return DEFAULT.model_copy(update={"start": start, "end": end, "clock": clock})


def expect_live(screen: Screen, wanted: Filter) -> None:
    """Waits until account, bars, handles and map show a window, and says nothing of the panel."""
    screen.expect_account(wanted)
    screen.expect_map(wanted)
    for name, day in [("First day", wanted.start), ("Last day", wanted.end)]:
        expect(slider(screen, name)).to_have_attribute("aria-valuetext", f"{day.day} {day:%B %Y}")
    expect(screen.page.locator(".st-key-timeline .sentence")).to_contain_text(f"{wanted.end.day} {wanted.end:%B %Y}")


def expect_settled(screen: Screen, wanted: Filter) -> None:
    """Waits until panel, address and all that is live agree on a window."""
    expect_live(screen, wanted)
    screen.eventually(lambda: screen.wanted, wanted)
    selected = str(screen.map_state()["selected"])
    screen.expect_cards("panel", at(selected, wanted))


def slider(screen: Screen, name: str) -> Locator:
    return screen.page.get_by_role("slider", name=name, exact=True)


def inside(screen: Screen) -> int:
    return screen.page.locator(".track g.inside").count()


def grab(screen: Screen, handle: str) -> float:
    """Presses the mouse on a handle, and returns where."""
    grip = box(screen.page.locator(f".handle.{handle}"))
    x = grip["x"] + grip["width"] / 2
    screen.page.mouse.move(x, middle(screen))
    screen.page.mouse.down()
    return x


def test_marks_account_and_bars_follow_a_handle_that_is_still_held(open_page: OpenPage) -> None:
    screen = open_page()
    expect_settled(screen, DEFAULT)
    screen.page.evaluate(COUNT_SENT)
    bars, cards = inside(screen), screen.cards("panel")
    x = grab(screen, "end")
    held = window(DEFAULT.start, DAY)
    screen.page.mouse.move(x + x_of(screen, DAY) - x_of(screen, DEFAULT.end), middle(screen), steps=12)
    expect_live(screen, held)
    assert inside(screen) < bars
    assert screen.page.evaluate("() => window.sent") == 0
    assert screen.query.get("dates") is None
    assert screen.cards("panel") == cards
    screen.page.mouse.up()
    expect_settled(screen, held)
    assert screen.page.evaluate("() => window.sent") == 1


def test_the_span_a_bar_and_a_new_span_are_chosen_by_the_pointer(open_page: OpenPage) -> None:
    screen = open_page(address(wanted=window(DAY, DAY + timedelta(days=3))))
    x = grab(screen, "span")
    screen.page.mouse.move(x + x_of(screen, DAY) - x_of(screen, DAY - timedelta(days=2)), middle(screen), steps=5)
    screen.page.mouse.up()
    expect_settled(screen, window(DAY + timedelta(days=2), DAY + timedelta(days=5)))
    # The second stands below a handle of the first.
    for day in (DAY, DAY + timedelta(days=1)):
        screen.page.mouse.click(x_of(screen, day), middle(screen))
        expect_settled(screen, window(day, day))
    screen.page.mouse.move(x_of(screen, DAY + timedelta(days=5)), middle(screen))
    screen.page.mouse.down()
    screen.page.mouse.move(x_of(screen, DAY + timedelta(days=8)), middle(screen), steps=5)
    screen.page.mouse.up()
    expect_settled(screen, window(DAY + timedelta(days=5), DAY + timedelta(days=8)))


def test_keys_move_a_handle_by_a_day_a_tenth_and_to_the_end(open_page: OpenPage) -> None:
    screen = open_page()
    first, last = DEFAULT.start, DEFAULT.end
    for key, end in [
        ("ArrowLeft", last - timedelta(days=1)),
        ("PageDown", last - timedelta(days=4)),
        ("ArrowUp", last - timedelta(days=3)),
        ("End", last),
        ("Home", first),
        ("PageUp", first + timedelta(days=3)),
    ]:
        slider(screen, "Last day").press(key)
        expect_live(screen, window(first, end))
    slider(screen, "Both days together").press("End")
    expect_settled(screen, window(last - timedelta(days=3), last))
    slider(screen, "First day").press("End")
    expect_settled(screen, window(last, last))


def test_a_day_can_be_typed_and_what_is_none_goes_back(open_page: OpenPage) -> None:
    screen = open_page()
    last = screen.page.get_by_role("textbox", name="Last day")
    last.fill(DAY.isoformat())
    last.press("Enter")
    expect_settled(screen, window(DEFAULT.start, DAY))
    for wrong in ("2024-02-30", "x", "1512-01-01", ""):
        last.fill(wrong)
        last.press("Tab")
        expect(last).to_have_value(DAY.isoformat())
    expect_settled(screen, window(DEFAULT.start, DAY))
    first = screen.page.get_by_role("textbox", name="First day")
    first.fill(EDITION.bounds[0].isoformat())
    first.press("Enter")
    expect_settled(screen, window(EDITION.bounds[0], DAY))


def test_the_clock_changes_at_once(open_page: OpenPage) -> None:
    screen = open_page()
    screen.page.get_by_role("radio", name="Happened").check()
    expect_settled(screen, window(DEFAULT.start, DEFAULT.end, Clock.HAPPENED))
    screen.expect_asked("clock", "happened")


def test_playing_asks_the_server_for_nothing_until_it_ends(open_page: OpenPage) -> None:
    screen = open_page(address(wanted=window(DEFAULT.start, DAY)))
    expect_settled(screen, window(DEFAULT.start, DAY))
    screen.page.evaluate(COUNT_SENT)
    screen.page.get_by_text("More", exact=True).click()
    screen.page.get_by_role("combobox", name="Pace").select_option("fast")
    screen.button("Play").click()
    expect(screen.page.locator(".large")).to_contain_text("March 2024")
    screen.eventually(lambda: screen.map.locator("button.fresh").count() > 0, expected=True)
    assert screen.page.evaluate("() => window.sent") == 0
    expect(screen.button("Play")).to_be_visible()
    expect(screen.page.locator(".large")).to_be_hidden()
    last = max(
        day
        for event in EDITION.events
        if (day := event.reported.first) and day == event.reported.last and day <= DEFAULT.end
    )
    expect_settled(screen, window(DEFAULT.start, last))
    assert screen.page.evaluate("() => window.sent") == 1
    assert screen.map.locator("button.fresh").count() == 0


def test_all_dates_are_chosen_and_the_axis_is_zoomed_without_choosing(open_page: OpenPage) -> None:
    screen = open_page()
    screen.page.get_by_text("More", exact=True).click()
    screen.button("Show the whole time").click()
    expect(screen.page.locator(".track g.gap")).not_to_have_count(0)
    expect_settled(screen, DEFAULT)
    screen.button("Zoom to the dates chosen").click()
    expect(screen.page.locator(".track g.gap")).to_have_count(0)
    screen.button("All dates").click()
    expect_settled(screen, ALL_DATES)
    screen.button("Only March 2024").click()
    expect_settled(screen, DEFAULT)


def test_a_late_answer_moves_no_handle_no_mark_and_no_number(open_page: OpenPage) -> None:
    """An answer to the first move is held back two seconds; by then the hand has moved on."""
    held: list[str | bytes] = []
    holding = [False]

    def route(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(server.send)
        server.on_message(lambda message: held.append(message) if holding[0] else socket.send(message))
        sockets.append(socket)

    sockets: list[WebSocketRoute] = []
    screen = open_page(fresh=True)
    screen.page.route_web_socket("**/_stcore/stream", route)
    screen.visit("/")
    expect_settled(screen, DEFAULT)
    holding[0] = True
    slider(screen, "Last day").press("PageDown")
    screen.eventually(lambda: len(held) > 0, expected=True)
    screen.page.wait_for_timeout(2_000)
    x = grab(screen, "end")
    late = window(DEFAULT.start, DAY)
    screen.page.mouse.move(
        x + x_of(screen, DAY) - x_of(screen, DEFAULT.end - timedelta(days=3)), middle(screen), steps=5
    )
    expect_live(screen, late)
    holding[0] = False
    for message in held:
        sockets[-1].send(message)
    screen.expect_cards("panel", at("tyotkino", window(DEFAULT.start, DEFAULT.end - timedelta(days=3))))
    screen.expect_asked("dates", DEFAULT.start.isoformat(), (DEFAULT.end - timedelta(days=3)).isoformat())
    expect_live(screen, late)
    screen.page.mouse.up()
    expect_settled(screen, late)


def test_a_map_that_is_loaded_anew_shows_the_window_of_the_hand(open_page: OpenPage) -> None:
    screen = open_page()
    expect_settled(screen, DEFAULT)
    x = grab(screen, "end")
    screen.page.mouse.move(x + x_of(screen, DAY) - x_of(screen, DEFAULT.end), middle(screen), steps=5)
    expect_live(screen, window(DEFAULT.start, DAY))
    with screen.map_frame.expect_navigation():
        screen.map_frame.evaluate("() => window.location.reload()")
    screen.map_state()
    expect_live(screen, window(DEFAULT.start, DAY))
    screen.page.mouse.up()
    expect_settled(screen, window(DEFAULT.start, DAY))


def test_without_the_timeline_the_page_filters_by_its_address_and_says_so(open_page: OpenPage) -> None:
    screen = open_page(fresh=True)
    screen.page.add_init_script("URL.createObjectURL = () => { throw new Error('no script components'); };")
    wanted = window(DAY, DAY, Clock.HAPPENED)
    screen.page.goto(screen.server + address(wanted=wanted))
    expect(screen.page.locator(".st-key-untimed")).to_contain_text("The timeline could not be drawn.")
    expect(screen.page.locator(".st-key-untimed")).to_be_visible(timeout=20_000)
    line = screen.page.locator(".st-key-ledger p")
    expect(line).to_be_visible()
    assert read_account(line.inner_text()).ledger == select(EDITION, wanted).ledger
    assert {mark.place for mark in map_view(select(EDITION, wanted).shown, EDITION).marks} == set(
        screen.map_state()["marks"]
    )


def test_the_timeline_is_accessible_and_its_targets_are_large_enough(open_page: OpenPage) -> None:
    screen = open_page(address(wanted=window(DAY, DAY)), width=320)
    for width, theme in [(320, "light"), (1280, "dark")]:
        show(screen, width, theme, ".handle.start")
        for part in ("start", "end"):
            assert box(screen.page.locator(f".handle.{part}"))["width"] >= 24
        for control in screen.page.locator(".controls :is(button, select, input.day, label)").all():
            assert box(control)["height"] >= 24
        assert screen.accessibility_violations() == []
