/** Symbols, fill patterns, key and buttons of the map. Text enters through textContent alone. */

import { element } from "../dom.js";
import { shape } from "../svg.js";

/** @import { Areal, Item, Mark } from "./values.js" */

/** Kind, number of quotes and name of each sign. @type {[string, { quotes: number }, string][]} */
const LEGEND = [
  ["fighting", { quotes: 1 }, "fighting"],
  ["incursion", { quotes: 1 }, "incursion"],
  ["control", { quotes: 1 }, "control"],
  ["other", { quotes: 1 }, "other"],
  ["several", { quotes: 1 }, "several"],
  ["fighting", { quotes: 1 }, "solid"],
  ["fighting", { quotes: 0 }, "hollow"],
];
/** By kind: how many corners, the turn of the first in degrees, and by how much larger and lower than a circle. @type {Record<string, number[]>} */
const CORNERS = {
  incursion: [3, -90, 1.34, 3], control: [4, 45, 1.24, 0], other: [4, -90, 1.24, 0], several: [6, 0, 1.08, 0],
};
const LEGEND_AREAS = ["vicinity", "quoted", "cited", "border"];
/** What the line on the map leaves to the filter of sources below it and to the words of labels; a saved picture has it. */
const SAID_BESIDE = new Set(["solid", "hollow", "quoted", "cited", "border"]);

/** Corners of a kind's shape, `r` pixels out from (20, 20), as an SVG path. @param {string} kind @param {number} r */
function outline(kind, r) {
  if (kind === "fighting") return `M${20 - r} 20a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
  const [corners, turn, grow, down] = CORNERS[kind] ?? CORNERS.other;
  const corner = (/** @type {number} */ index) => {
    const angle = ((turn + (360 / corners) * index) * Math.PI) / 180;
    return `${(20 + r * grow * Math.cos(angle)).toFixed(2)} ${(20 + down + r * grow * Math.sin(angle)).toFixed(2)}`;
  };
  return `M${Array.from({ length: corners }, (_, index) => corner(index)).join("L")}Z`;
}

/**
 * The symbol of markers and key: shape by kind, fill by evidence.
 * @param {string} kind
 * @param {{ quotes: number, number?: number }} evidence
 */
export function symbol(kind, { quotes, number }) {
  const picture = shape("svg", { viewBox: "0 0 40 40", class: `symbol kind-${kind}`, "aria-hidden": "true" });
  picture.classList.add(quotes > 0 ? "solid" : "hollow");
  shape("path", { d: outline(kind, 17.4), class: "choice" }, picture);
  shape("path", { d: outline(kind, 13.8), class: "halo" }, picture);
  shape("path", { d: outline(kind, 13), class: "body" }, picture);
  const words = shape("text", { x: 20, y: kind === "incursion" ? 25.4 : 24.4, class: "number" }, picture);
  words.textContent = String(number ?? "");
  if (words.textContent.length > 2) words.classList.add("long");
  return picture;
}

/** Fill patterns for shaded areas, once for the frame: tint and hatch for quotes, hatch alone for other outlets. @param {HTMLElement} container */
export function makeHatches(container) {
  const picture = shape("svg", { width: 0, height: 0, class: "patterns", "aria-hidden": "true" });
  for (const name of ["quoted", "cited"]) {
    const box = { id: `hatch-${name}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", class: `hatch ${name}` };
    const pattern = shape("pattern", { ...box, patternTransform: "rotate(45)" }, picture);
    shape("rect", { width: 7, height: 7, class: "tint" }, pattern);
    shape("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "stroke" }, pattern);
  }
  container.append(picture);
}

/** @param {string} name */
function swatch(name) {
  const picture = shape("svg", { viewBox: "0 0 40 40", class: "symbol", "aria-hidden": "true" });
  if (name === "vicinity") shape("circle", { cx: 20, cy: 20, r: 15, class: "vicinity" }, picture);
  else if (name === "border") {
    const d = "M3 26L15 16L24 23L37 12";
    for (const kind of ["border-claim", "border-line"]) shape("path", { d, class: kind }, picture);
  } else shape("rect", { x: 2, y: 8, width: 36, height: 24, class: "shade", fill: `url(#hatch-${name})` }, picture);
  return picture;
}

/** @param {SVGElement} picture @param {string} words @param {string} name */
function legendRow(picture, words, name) {
  const row = element("li", SAID_BESIDE.has(name) ? "beside" : "");
  row.dataset.sign = name;
  row.append(picture, element("span", "", words));
  return row;
}

/**
 * The key: one line, always open, and folded only where the frame is narrow. The symbols are those of the markers.
 * @param {boolean} open
 * @param {Record<string, string>} names
 */
export function legend(open, names) {
  const box = element("details", "legend");
  const list = element("ul");
  box.open = open;
  for (const [kind, evidence, name] of LEGEND) list.append(legendRow(symbol(kind, evidence), names[name], name));
  for (const name of LEGEND_AREAS) list.append(legendRow(swatch(name), names[name], name));
  box.append(element("summary", "", names.head), list, element("p", "", names.note));
  return box;
}

/**
 * Explain the signs that are on the map, and no others.
 * @param {ParentNode} container
 * @param {Mark[]} marks
 * @param {Areal[]} areas
 */
export function explainSigns(container, marks, areas) {
  const evidence = (/** @type {Item} */ { quotes }) => quotes > 0;
  const shades = areas.filter(({ level }) => level);
  const signs = new Set(marks.flatMap((mark) => [mark.kind, evidence(mark) ? "solid" : "hollow", mark.vicinity ? "vicinity" : ""]));
  for (const shade of shades) signs.add(evidence(shade) ? "quoted" : "cited");
  if (areas.length > shades.length) signs.add("border");
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (container.querySelectorAll(".legend li[data-sign]"))) {
    row.hidden = !signs.has(row.dataset.sign ?? "");
  }
}

/** @param {string} label @param {string} text @param {() => void} act */
export function toolButton(label, text, act) {
  const button = element("button", "tool", text);
  button.type = "button";
  button.title = label;
  button.setAttribute("aria-label", label);
  button.addEventListener("click", act);
  return button;
}
