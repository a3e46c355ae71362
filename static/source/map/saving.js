/** Saving a picture of the map: the tool, its two choices, and the download. Nothing leaves the browser. */

import { element } from "../dom.js";
import { shape } from "../svg.js";
import { page } from "./address.js";
import { picture } from "./picture.js";
import { now } from "./state.js";
import { toolButton } from "./symbols.js";

const PNG_SCALE = 2;
const KEPT_MS = 60_000; // a download may ask the reader where to, before it reads the file

/** The tool and its menu, which the browser opens, closes and keeps above everything. */
export function saveTool() {
  const { words } = now.view;
  const menu = element("div", "choices");
  const button = toolButton(words.save, "", () => place(menu, button));
  const arrow = shape("svg", { viewBox: "0 0 16 16", class: "corners", "aria-hidden": "true" }, button);
  shape("path", { d: "M8 1.5V10.5M4 7L8 11L12 7M2 11V14.5H14V11" }, arrow);
  const problem = element("p");
  problem.setAttribute("role", "status");
  menu.popover = "auto";
  menu.setAttribute("role", "group");
  menu.setAttribute("aria-label", words.save);
  menu.append(choice(menu, "svg", saveSvg), choice(menu, "png", savePng), problem);
  /** @type {HTMLElement} */ (menu.firstChild).autofocus = true;
  button.popoverTargetElement = menu;
  return [button, menu];
}

/** @param {HTMLElement} menu @param {HTMLElement} button */
function place(menu, button) {
  const box = button.getBoundingClientRect();
  menu.style.left = `${box.left + window.scrollX}px`;
  menu.style.top = `${box.bottom + window.scrollY + 4}px`;
  /** @type {Node} */ (menu.lastChild).textContent = "";
}

/** @param {HTMLElement} menu @param {"svg" | "png"} kind @param {() => void | Promise<void>} save */
function choice(menu, kind, save) {
  const button = element("button", "choice-tool", now.view.words[kind]);
  button.type = "button";
  button.addEventListener("click", async () => {
    try {
      await save();
      menu.hidePopover();
    } catch (error) {
      reportError(error);
      /** @type {Node} */ (menu.lastChild).textContent = now.view.words.unsaved;
    }
  });
  return button;
}

const written = (/** @type {SVGElement} */ drawing) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing)}`;

function saveSvg() {
  download(new Blob([written(picture())], { type: "image/svg+xml" }), "svg");
}

async function savePng() {
  const drawing = picture();
  const canvas = element("canvas");
  canvas.width = Number(drawing.getAttribute("width")) * PNG_SCALE;
  canvas.height = Number(drawing.getAttribute("height")) * PNG_SCALE;
  const image = new Image();
  // Not a blob: the offline edition's policy takes pictures from the page itself alone.
  image.src = `data:image/svg+xml,${encodeURIComponent(written(drawing))}`;
  await image.decode();
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).drawImage(image, 0, 0, canvas.width, canvas.height);
  const file = /** @type {Blob | null} */ (await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); }));
  if (!file) throw new Error("the browser makes no image of this size");
  download(file, "png");
}

/**
 * Firefox and WebKit count a download as a page for the frame it is clicked in, and the policy lets none in.
 * @param {Blob} file
 * @param {string} ending
 */
function download(file, ending) {
  const link = page.document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${now.view.fileName}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
