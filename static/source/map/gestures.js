/** Who has the wheel and the fingers: the page where it can scroll, the map where it cannot or fills the screen. */

import { element } from "../dom.js";
import { page } from "./address.js";
import { now } from "./state.js";

const HINT_MS = 3000;

/** What lies around the map, or around the frame that it fills, from the inside to the root of the page. @param {HTMLElement} container */
function around(container) {
  const found = /** @type {HTMLElement[]} */ ([]);
  for (let node = (window.frameElement || container).parentElement; node; node = node.parentElement) found.push(node);
  return found;
}

/** @param {HTMLElement} node */
function scrolls(node) {
  const root = node === node.ownerDocument.scrollingElement;
  const overflow = getComputedStyle(node).overflowY;
  return node.scrollHeight > node.clientHeight + 1 && (root ? overflow !== "hidden" : /auto|scroll/.test(overflow));
}

/**
 * Has the reader a page to scroll with the same wheel and finger? A page around ours, which cannot be asked, counts.
 * @param {HTMLElement} container
 */
function pageScrolls(container) {
  return !document.fullscreenElement && (page.parent !== page || around(container).some(scrolls));
}

/** Said once in a visit, for a moment. @param {"wheelHint" | "touchHint"} name */
function hint(name) {
  page.asReportedHints ||= {};
  if (page.asReportedHints[name] || !now.view) return;
  page.asReportedHints[name] = true;
  const words = element("p", "hint", now.view.words[name]);
  words.setAttribute("role", "status");
  now.map.getContainer().append(words);
  setTimeout(() => words.remove(), HINT_MS);
}

/** Let the page have the wheel and one finger while it can scroll; Ctrl with the wheel, and two fingers, move the map. @param {L.Map} map */
export function shareGestures(map) {
  const container = map.getContainer();
  const share = () => {
    const shared = pageScrolls(container);
    container.classList.toggle("shared", shared);
    return shared;
  };
  // In the capturing phase, so that Leaflet's own listeners are there or gone when the event arrives at them.
  container.addEventListener("wheel", (event) => {
    const leaves = !event.ctrlKey && !event.metaKey && share();
    if (leaves) map.scrollWheelZoom.disable();
    else map.scrollWheelZoom.enable();
    if (leaves && !(/** @type {Element} */ (event.target)).closest(".leaflet-control")) hint("wheelHint");
  }, { capture: true, passive: true });
  container.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" && share()) map.dragging.disable();
    else map.dragging.enable();
  }, { capture: true });
  container.addEventListener("touchmove", (event) => {
    if (event.touches.length === 1 && container.classList.contains("shared")) hint("touchHint");
  }, { passive: true });
  // The page may begin or cease to scroll with any change of its height, and decides on a touch before it is heard.
  const watch = new ResizeObserver(share);
  for (const node of around(container)) watch.observe(node);
  document.addEventListener("fullscreenchange", share);
  share();
}
