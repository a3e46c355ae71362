/** A picture of the map as it is seen, with title, caption, legend and credits: one SVG element that needs nothing else.
 *
 * Every style is written out as an attribute, and text is text, so that drawing programs show what the browser shows. */

/** @typedef {{ x: number, y: number, width: number, height: number }} Rectangle in px, from the map's corner */

import { element } from "../dom.js";
import { shape } from "../svg.js";
import { paneOf } from "./ground.js";
import { now } from "./state.js";

export const CREDIT = "© OpenStreetMap contributors (ODbL) · GeoNames (CC BY 4.0) · Made with Natural Earth";
const TITLE = "As Reported";
const SERIF = '"Source Serif 4", "Source Serif Pro", Georgia, "Noto Serif", "DejaVu Serif", serif';
const [HEAD, EDGE, ROW] = [46, 14, 20]; // px: the title's height, the margin, a line of the legend
const SYMBOL = 19 / 40; // of the legend, as in map.css
const GROUND = ["land", "coded-area", "shade", "water", "line", "border"];
const GEOMETRY = [
  "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "id", "patternUnits", "patternTransform",
];
const LETTERS = ["font-size", "font-weight", "font-style", "letter-spacing", "text-anchor", "opacity"];
const PAINT = [
  "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
  "stroke-linecap", "stroke-linejoin",
];
/** @type {Record<string, string>} */
const USUAL = {
  "fill-opacity": "1", "fill-rule": "nonzero", stroke: "none", "stroke-opacity": "1", "stroke-dasharray": "none",
  "stroke-linecap": "butt", "stroke-linejoin": "miter", "font-style": "normal", "letter-spacing": "normal",
  "text-anchor": "start", opacity: "1",
};
const ruler = /** @type {CanvasRenderingContext2D} */ (element("canvas").getContext("2d"));

const short = (/** @type {number} */ number) => Number(number.toFixed(2));
const colour = (/** @type {string} */ name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const sans = () => getComputedStyle(now.map.getContainer()).fontFamily;
const usual = (/** @type {string} */ text) => text.replace(/url\("(#[\w-]+)"\)/, "url($1)").replace(/(\d)px/g, "$1");

/** @param {CSSStyleDeclaration} style @param {string[]} names @returns {Record<string, string>} */
function written(style, names) {
  const values = names.map((name) => [name, usual(style.getPropertyValue(name))]);
  const bare = style.stroke === "none";
  return Object.fromEntries(values.filter(([name, text]) => text && text !== USUAL[name] && !(bare && /^stroke/.test(name))));
}

/** A shape as it is seen, with all that is in it; of its attributes only what we drew ourselves. @param {Element} node @param {Element} parent */
function copy(node, parent) {
  const style = getComputedStyle(node);
  if (style.display === "none" && node.tagName !== "pattern") return;
  const geometry = GEOMETRY.filter((name) => node.hasAttribute(name)).map((name) => [name, node.getAttribute(name) ?? ""]);
  const isText = node.tagName === "text";
  const look = written(style, isText ? [...PAINT, ...LETTERS] : PAINT);
  const made = shape(node.tagName, { ...Object.fromEntries(geometry), ...look }, parent);
  if (isText) made.textContent = node.textContent;
  for (const child of node.children) copy(child, made);
}

/**
 * What the reader can see of the elements of a pane, as [element, box] with the map's corner as the origin.
 *
 * @param {string} pane
 * @param {string} selector
 * @returns {[HTMLElement, Rectangle][]}
 */
function seen(pane, selector) {
  const corner = now.map.getContainer().getBoundingClientRect();
  const { x: width, y: height } = now.map.getSize();
  const nodes = /** @type {HTMLElement[]} */ ([...paneOf(pane).querySelectorAll(selector)]);
  const boxes = nodes.map((node) => /** @type {[HTMLElement, Rectangle]} */ ([node, boxOf(node, corner)]));
  return boxes.filter(([, box]) => box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0);
}

/** @param {Element | Range} node @param {DOMRect} corner @returns {Rectangle} */
function boxOf(node, corner) {
  const { x, y, width, height } = node.getBoundingClientRect();
  return { x: short(x - corner.x), y: short(y - corner.y), width: short(width), height: short(height) };
}

/** @param {string[]} panes @param {Element} parent */
function paths(panes, parent) {
  const { x, y } = now.map.layerPointToContainerPoint([0, 0]);
  const group = shape("g", { transform: `translate(${x} ${y})` }, parent);
  for (const pane of panes.filter((name) => getComputedStyle(paneOf(name)).display !== "none")) {
    for (const path of paneOf(pane).querySelectorAll("path:not([d='M0 0'])")) copy(path, group);
  }
}

/**
 * The words of an element where they stand. The halo is a text of its own: some programs know no paint-order.
 * @param {Element} node
 * @param {Element} parent
 * @param {string} [halo]
 */
function words(node, parent, halo) {
  const style = getComputedStyle(node);
  const range = document.createRange();
  range.selectNodeContents(node);
  const corner = now.map.getContainer().getBoundingClientRect();
  const box = boxOf(range, corner);
  ruler.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText("x");
  const y = short(box.y + (box.height + up - down) / 2);
  const place = { x: box.x, y, textLength: box.width, lengthAdjust: "spacingAndGlyphs", ...written(style, LETTERS) };
  const around = { fill: "none", "stroke-width": 3.5, "stroke-linejoin": "round", "aria-hidden": "true" };
  if (halo) shape("text", { ...place, ...around, stroke: halo }, parent).textContent = node.textContent;
  shape("text", { ...place, fill: style.color }, parent).textContent = node.textContent;
}

/** @param {Element} parent */
function names(parent) {
  const halo = colour("halo");
  for (const [dot, box] of seen("name", ".dot")) {
    const at = { cx: short(box.x + box.width / 2), cy: short(box.y + box.height / 2) };
    shape("circle", { ...at, r: box.width / 2 + 1, fill: halo }, parent);
    shape("circle", { ...at, r: box.width / 2, fill: getComputedStyle(dot).backgroundColor }, parent);
  }
  for (const [name] of seen("name", ".latin, .cyrillic")) words(name, parent, halo);
}

/** @param {Rectangle} box @param {number} grow @param {Record<string, string | number>} look @param {Element} parent */
function pill({ x, y, width, height }, grow, look, parent) {
  const size = { x: x - grow, y: y - grow, width: width + 2 * grow, height: height + 2 * grow };
  shape("rect", { ...size, rx: (height + 2 * grow) / 2, ...look }, parent);
}

/** @param {Element} parent */
function chips(parent) {
  const corner = now.map.getContainer().getBoundingClientRect();
  const [ink, panel] = [colour("ink"), colour("panel")];
  for (const [chip, box] of seen("chip", ".chip")) {
    if (chip.classList.contains("selected")) pill(box, 2.5, { fill: ink }, parent);
    pill(box, -0.5, { fill: panel, stroke: colour("edge") }, parent);
    const count = /** @type {Element} */ (chip.querySelector(".count"));
    const round = boxOf(count, corner);
    const fill = getComputedStyle(count).backgroundColor;
    pill(round, -0.75, { fill, stroke: ink, "stroke-width": 1.5 }, parent);
    for (const part of /** @type {Iterable<HTMLElement>} */ (chip.children)) if (part.offsetWidth) words(part, parent);
  }
}

/** @param {Element} parent */
function marks(parent) {
  const parts = seen("mark", ".mark");
  const height = (/** @type {[HTMLElement, Rectangle]} */ [mark]) => Number(mark.parentElement?.style.zIndex);
  for (const [mark, { x, y }] of parts.sort((a, b) => height(a) - height(b))) {
    const group = shape("g", { transform: `translate(${x} ${y})` }, parent);
    for (const piece of mark.querySelector(".symbol")?.children ?? []) copy(piece, group);
  }
}

/** What a data set has on the map: sums, single events, and the labels of areas. @param {Element} parent */
function coded(parent) {
  for (const [button, box] of seen("coded", ".coded")) {
    const picture = button.children[0];
    const { x, y } = boxOf(picture, now.map.getContainer().getBoundingClientRect());
    const group = shape("g", { transform: `translate(${x} ${y})` }, parent);
    for (const piece of box.width ? picture.children : []) copy(piece, group);
  }
  for (const [chip, box] of seen("coded", ".chip:not([hidden])")) {
    const look = { fill: colour("panel"), stroke: colour("coded"), "stroke-dasharray": "1.5 2.5", rx: 3 };
    shape("rect", { ...box, ...look }, parent);
    for (const part of /** @type {Iterable<HTMLElement>} */ (chip.children)) if (part.offsetWidth) words(part, parent);
  }
}

/** @param {Element} parent */
function scale(parent) {
  const line = now.map.getContainer().querySelector(".leaflet-control-scale-line");
  if (!line) return;
  const { x, y, width, height } = boxOf(line, now.map.getContainer().getBoundingClientRect());
  const d = `M${x} ${y}V${y + height}H${x + width}V${y}`;
  shape("path", { d, fill: "none", stroke: colour("quiet"), "stroke-width": 2 }, parent);
  words(line, parent, colour("halo"));
}

/* ---------- around the map ---------- */

/** Text broken into lines of the ruler's font; a word as long as a line is broken too. @param {string} text @param {number} width */
function wrapped(text, width) {
  const lines = [""];
  for (const piece of text.match(/\S{1,30}\s*/gu) || []) {
    const line = lines[lines.length - 1];
    const longer = line + piece;
    if (!line || ruler.measureText(longer.trimEnd()).width <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}

/**
 * Lines of text below `top`; returns where they end.
 * @param {Element} parent
 * @param {string} text
 * @param {{ top: number, width: number, size: number, ink: string }} look
 */
function paragraph(parent, text, { top, width, size, ink }) {
  ruler.font = `${size}px ${sans()}`;
  const lines = wrapped(text, (width - 2 * EDGE) * 0.97); // a little less: the fonts of another computer may be wider
  lines.forEach((line, index) => {
    const at = { x: EDGE, y: short(top + size * (1 + 1.4 * index)), fill: colour(ink) };
    shape("text", { ...at, "font-size": size }, parent).textContent = line;
  });
  return Math.round(top + size * 1.4 * lines.length + 4);
}

/** @param {Element} parent @param {number} top @param {number} width */
function legendRows(parent, top, width) {
  const rows = [...now.map.getContainer().querySelectorAll(".legend li:not([hidden])")];
  const said = (/** @type {Element} */ row) => row.lastChild?.textContent ?? "";
  ruler.font = `12px ${sans()}`;
  const widest = Math.max(...rows.map((row) => ruler.measureText(said(row)).width)) + 48;
  const columns = Math.max(1, Math.min(4, Math.floor((width - EDGE) / widest)));
  const long = Math.ceil(rows.length / columns);
  rows.forEach((row, index) => {
    const [x, y] = [EDGE + Math.floor(index / long) * Math.round(widest), top + (index % long) * ROW];
    const group = shape("g", { transform: `translate(${x} ${y}) scale(${SYMBOL})` }, parent);
    for (const piece of row.querySelector("svg")?.children ?? []) copy(piece, group);
    const look = { x: x + 27, y: y + 14, fill: colour("ink"), "font-size": 12 };
    shape("text", look, parent).textContent = said(row);
  });
  return top + long * ROW;
}

/** @param {Element} parent @param {number} top @param {number} width @param {string} caption */
function below(parent, top, width, caption) {
  let end = top + 10;
  for (const line of caption ? caption.split("\n") : []) end = paragraph(parent, line, { top: end, width, size: 13, ink: "ink" });
  end = legendRows(parent, end + 8, width) + 6;
  const { note } = now.view.words.legend;
  for (const line of [note, CREDIT]) end = paragraph(parent, line, { top: end, width, size: 11, ink: "quiet" });
  return end + EDGE - 4;
}

/** Text that XML can carry: control characters and halves of letters become a sign that something was there. */
const legible = (/** @type {string} */ text) => text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd");

/** @param {Element} drawing @param {string} caption */
function head(drawing, caption) {
  shape("title", {}, drawing).textContent = TITLE;
  shape("desc", {}, drawing).textContent = caption;
  const look = { "font-family": SERIF, "font-size": 24, "font-weight": 700, fill: colour("ink") };
  shape("text", { x: EDGE, y: 31, ...look }, drawing).textContent = TITLE;
}

/** The map as it is seen now, as an SVG element with its size in px; `titled` with title and caption. */
export function picture(titled = true) {
  const { x: width, y: height } = now.map.getSize();
  const caption = titled ? legible(now.view.caption || "") : "";
  const top = titled ? HEAD : 0;
  const drawing = shape("svg", { width, role: "img", "font-family": sans() });
  const paper = shape("rect", { width, fill: colour("paper") }, drawing);
  if (titled) head(drawing, caption);
  const defs = shape("defs", {}, drawing);
  for (const hatch of now.map.getContainer().querySelectorAll(".patterns pattern")) copy(hatch, defs);
  shape("rect", { width, height }, shape("clipPath", { id: "map-view" }, defs));
  const map = shape("g", { transform: `translate(0 ${top})` }, drawing);
  const inner = shape("g", { "clip-path": "url(#map-view)" }, map);
  shape("rect", { width, height, fill: colour("void") }, inner);
  paths(GROUND, inner);
  names(inner);
  paths(["under"], inner);
  if (now.view.coded) coded(inner);
  chips(inner);
  marks(inner);
  scale(inner);
  shape("path", { d: `M0 0H${width}M0 ${height}H${width}`, stroke: colour("edge") }, map);
  const end = below(drawing, top + height, width, caption);
  for (const box of [drawing, paper]) box.setAttribute("height", String(end));
  drawing.setAttribute("viewBox", `0 0 ${width} ${end}`);
  return drawing;
}
