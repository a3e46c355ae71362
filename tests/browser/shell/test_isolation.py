"""A page that an earlier test used is to the next one as a page of a browser that was never used."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from tests.browser.conftest import empty
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Screen

# What no page can be freed of again.
FOR_GOOD = {
    f"{whose}.{what}"
    for whose in ("page", "context")
    for what in ("add_init_script", "expose_binding", "expose_function", "on", "route_web_socket")
}
LEAVE = """async () => {
    localStorage.setItem("left", "1");
    sessionStorage.setItem("left", "1");
    document.cookie = "left=1; max-age=1000";
    window.name = "left";
    await caches.open("left");
    await new Promise((resolve, reject) => {
        const asked = indexedDB.open("left");
        asked.onsuccess = resolve;
        asked.onerror = reject;
    });
    for (const step of [1, 2, 3]) history.pushState(step, "");
}"""
SEEN = """async () => ({
    stored: [localStorage.length, sessionStorage.length, document.cookie.replace(/=[^;]*/g, ""), window.name],
    kept: [await caches.keys(), (await indexedDB.databases()).map((one) => one.name)],
    history: history.length,
    media: ["print", "(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(hover: hover)"].map(
        (query) => matchMedia(query).matches),
    window: [innerWidth, innerHeight, devicePixelRatio, Intl.DateTimeFormat().resolvedOptions().timeZone],
    hovered: [...document.querySelectorAll(":hover")].length,
    focused: document.activeElement.tagName,
    allowed: (await navigator.permissions.query({ name: "geolocation" })).state,
    online: navigator.onLine,
})"""


def seen(screen: Screen) -> dict[str, Any]:
    found: dict[str, Any] = screen.page.evaluate(SEEN)
    return found | {"tabs": len(screen.page.context.pages), "where": screen.page.url}


def test_a_page_used_before_is_as_a_fresh_one(open_page: OpenPage) -> None:
    expected = seen(open_page("/about", fresh=True))
    used = open_page("/about", width=700, dark=True, reduced_motion=True, timezone="Asia/Tokyo")
    page = used.page
    page.evaluate(LEAVE)
    page.emulate_media(media="print")
    page.mouse.move(300, 300)
    page.context.grant_permissions(["geolocation"], origin=used.server)
    page.context.new_page()
    page.route("**/*", lambda route: route.abort())
    page.keyboard.down("Shift")
    page.context.set_offline(True)
    assert seen(used) != expected
    assert empty(used)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="null", color_scheme="light", reduced_motion="no-preference")
    used.move_to("UTC")
    used.visit("/about")
    assert seen(used) == expected
    page.evaluate("() => { document.addEventListener('keydown', (event) => { window.shifted = event.shiftKey; }); }")
    page.keyboard.press("a")
    assert page.evaluate("() => window.shifted") is False


def test_what_cannot_be_taken_from_a_page_is_asked_of_a_fresh_one() -> None:
    for path in sorted((ROOT / "tests/browser").rglob("test_*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and "open_page" in {name.arg for name in function.args.args}:
                calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
                named = {".".join(ast.unparse(call.func).split(".")[-2:]) for call in calls}
                fresh = any(keyword.arg == "fresh" for call in calls for keyword in call.keywords)
                assert fresh or not named & FOR_GOOD, f"{path.name}: {function.name}"
