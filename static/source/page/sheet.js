/** The handle of the panel where it is a sheet over the foot of a narrow screen: low, half or full.
 *
 * The height is the page's own, `data-panel` of its root; page.css says where it makes a sheet of the panel. */

import { element } from "../dom.js";

const HEIGHTS = /** @type {const} */ (["low", "half", "full"]);
const DRAGGED_PX = 12;

/**
 * @typedef {(typeof HEIGHTS)[number]} Height
 * @typedef {{ subject: string, words: { more: string, less: string } }} Data
 */

/** @type {WeakMap<ParentNode, { take: (data: Data) => void }>} */
const handles = new WeakMap();

/** @param {{ data: Data, parentElement: ShadowRoot }} component */
export default function sheet({ data, parentElement }) {
  const handle = handles.get(parentElement) ?? begin(parentElement);
  handles.set(parentElement, handle);
  handle.take(data);
  return () => setTimeout(() => {
    if (!parentElement.isConnected) delete document.documentElement.dataset.panel;
  });
}

/** @param {ShadowRoot} root */
function begin(root) {
  const { dataset } = document.documentElement;
  const button = element("button", "handle", element("i", "grip"));
  button.type = "button";
  root.append(button);
  const panel = () => /** @type {HTMLElement | null} */ (root.host.closest(".st-key-panel"));
  /** @type {Data | null} */
  let now = null;
  let from = 0;

  const height = () => /** @type {Height} */ (dataset.panel ?? "low");

  /** @param {Height} name */
  function set(name) {
    dataset.panel = name;
    const isFull = name === "full";
    button.setAttribute("aria-expanded", String(name !== "low"));
    button.setAttribute("aria-label", now ? now.words[isFull ? "less" : "more"] : "");
    if (name === "low") panel()?.scrollTo(0, 0);
  }

  /** @param {number} steps */
  const move = (steps) => set(HEIGHTS[Math.min(Math.max(HEIGHTS.indexOf(height()) + steps, 0), HEIGHTS.length - 1)]);

  button.addEventListener("click", () => (height() === "full" ? set("low") : move(1)));
  // A press that has moved is a drag, and no click follows what a finger has dragged.
  button.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    button.setPointerCapture(event.pointerId);
  });
  button.addEventListener("pointerup", (event) => {
    const by = event.clientY - from;
    if (Math.abs(by) < DRAGGED_PX) return;
    button.addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, once: true });
    setTimeout(() => move(by < 0 ? 1 : -1));
  });

  return {
    /** A place chosen anew raises a sheet that lies low. @param {Data} data */
    take(data) {
      const isOther = now !== null && now.subject !== data.subject;
      now = data;
      set(isOther && height() === "low" ? "half" : height());
    },
  };
}
