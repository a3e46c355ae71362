/** What a data set has in view: counts where events lie close, single events, and shaded areas for what is no point.
 *
 * Only numbers and ids come here, never a set's own words. The look is that of a sum in a ledger, so that nobody takes
 * a coded event for a quoted claim. */

/** @import { Area, ButtonMarker, Cell, Choice, CodedArea, CodedPart, LonLat, Pixels, Size, Sum, SumPart } from "../values.js" */
/** @typedef {{ choose(choice: Choice): void, outlineOf(id: string): Area | undefined }} Calls */

import { element } from "../../dom.js";
import { shape } from "../../svg.js";
import { corners, drawn, insideArea, toPixel } from "../ground.js";
import { shortened } from "../names.js";
import { apart, around, within } from "../seats.js";
import { marks, now } from "../state.js";
import { counted, plate, set, symbols } from "./sums.js";

const WORLD = 2 ** 30; // the Web Mercator plane, as integers from its north-western corner
const NEAR = [[0, 0], [0, 26], [0, -26], [40, 0], [-40, 0], [0, 52], [0, -52], [80, 0], [-80, 0]];

const BESIDE = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]]; // below first

/** By key. @type {Map<string, SumPart>} */
export const cells = new Map();
/** By area. @type {Map<string, CodedPart>} */
export const shaded = new Map();
/** Around what the list beside the map holds. @type {L.Rectangle | null} */
let frame = null;
/** Of the map around. @type {Calls} */
let calls = { choose() {}, outlineOf: () => undefined };

/** @param {string} name @param {number} count */
const labelOf = (name, count) => set().words[name].replace("{count}", counted(count));

/** Latitude and longitude of a position on the plane. @param {number} x @param {number} y */
function onGlobe(x, y) {
  const north = (0.5 - y / WORLD) * 2 * Math.PI;
  return L.latLng((Math.asin(Math.tanh(north)) * 180) / Math.PI, (x / WORLD) * 360 - 180);
}

/** @param {L.LatLng} at @returns {LonLat} */
const lonLat = ({ lng, lat }) => [lng, lat];

/* ---------- symbols ---------- */

/** @param {Sum} item */
function drawSymbol(item) {
  const part = cells.get(item.key) ?? addSymbol(item);
  const single = item.count === 1;
  const look = `${item.count} ${item.vague > 0} ${item.letter}`;
  if (part.look !== look) {
    part.button.replaceChildren(plate(item, (single || item.cell[2] === 1) && item.vague > 0));
    part.look = look;
  }
  const at = `${item.x} ${item.y}`;
  if (part.at !== at) part.marker.setLatLng(onGlobe(item.x, item.y));
  Object.assign(part, { item, at });
  describe(part.button, labelOf(single || item.cell[2] === 1 ? "place" : "cell", item.count), isChosen(item.cell));
}

/** @param {Sum} item */
function addSymbol(item) {
  const made = codedButton("coded", () => calls.choose({ cell: part.item.cell }));
  const part = /** @type {SumPart} */ ({ ...made, item, look: "", at: "", leader: null });
  part.marker.setLatLng(onGlobe(item.x, item.y)).addTo(now.map);
  cells.set(item.key, part);
  return part;
}

/**
 * A marker that carries one button; of all of them one is in the order of the Tab key, the arrows go on from it.
 *
 * @param {string} className
 * @param {() => void} act
 * @returns {ButtonMarker}
 */
function codedButton(className, act) {
  const button = element("button", className);
  button.type = "button";
  button.tabIndex = -1;
  const icon = L.divIcon({ className: "holder", html: button, iconSize: [0, 0] });
  const marker = L.marker([0, 0], { icon, pane: "coded", keyboard: false, autoPanOnFocus: false });
  marker.on("click", act);
  button.addEventListener("keydown", step);
  return { marker, button };
}

/** @param {HTMLButtonElement} button @param {string} label @param {boolean} chosen */
function describe(button, label, chosen) {
  if (button.title !== label) {
    button.title = label;
    button.setAttribute("aria-label", label);
  }
  button.setAttribute("aria-pressed", String(chosen));
  button.classList.toggle("selected", chosen);
}

/** All buttons of the set as a reader reads, from the top to the bottom. */
function inOrder() {
  const shown = [...shaded.values()].filter(({ button }) => !button.hidden);
  const at = (/** @type {ButtonMarker} */ { marker }) => toPixel(lonLat(marker.getLatLng()));
  return [...cells.values(), ...shown].sort((a, b) => at(a).y - at(b).y || at(a).x - at(b).x);
}

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** @param {KeyboardEvent} event */
function step(event) {
  const by = STEPS[event.key];
  if (!by) return;
  event.preventDefault();
  event.stopPropagation();
  const order = inOrder();
  const at = order.findIndex(({ button }) => button === event.currentTarget);
  const next = order[at + by];
  if (at < 0 || !next) return;
  order[at].button.tabIndex = -1;
  next.button.tabIndex = 0;
  now.map.panInside(next.marker.getLatLng(), { padding: [40, 40], animate: false });
  next.button.focus({ preventScroll: true });
}

/** Of all buttons that are shown, one stays in the order of the Tab key: the last one used, or the largest count. */
function keepOneTabStop() {
  const parts = [...cells.values(), ...shaded.values()];
  const shown = parts.filter(({ button }) => !button.hidden);
  const inView = shown.filter(({ marker }) => now.map.getBounds().contains(marker.getLatLng()));
  const [largest] = (inView.length ? inView : shown).sort((a, b) => b.item.count - a.item.count);
  const kept = shown.find(({ button }) => button.tabIndex === 0) || largest;
  for (const part of parts) part.button.tabIndex = part === kept ? 0 : -1;
}

/* ---------- areas ---------- */

/** @param {CodedArea} item */
function drawArea(item) {
  const part = shaded.get(item.id) ?? addArea(item);
  if (!part) return;
  part.item = item;
  const look = JSON.stringify([item, isChosen(item.id), set().words]);
  if (part.look === look) return;
  part.look = look;
  const { by, region } = set().words;
  const name = part.area.name_en;
  const level = now.view.words[item.level] || region;
  const long = [element("span", "chip-name", shortened(name)), element("span", "chip-level", level)];
  part.button.replaceChildren(...long, element("span", "coded-count", counted(item.count)), element("span", "chip-level", by));
  describe(part.button, `${name}, ${level}: ${labelOf("area", item.count)}`, isChosen(item.id));
  part.shape.getElement()?.classList.toggle("selected", isChosen(item.id));
}

/** What is drawn for an area, or nothing while its outline has not come. @param {CodedArea} item */
function addArea(item) {
  const area = calls.outlineOf(item.id);
  if (!area) return null;
  const open = () => calls.choose({ area: [item.level, item.id] });
  const { marker, button } = codedButton("chip coded-chip", open);
  button.hidden = true;
  const shape = L.polygon(corners(area), drawn("coded-area", "coded-area", { interactive: true }));
  shape.on("click", open).addTo(now.map);
  shape.setStyle({ fillColor: "url(#dots-coded)", fillOpacity: 1 });
  marker.addTo(now.map);
  const part = { marker, button, item, look: "", area, shape };
  shaded.set(item.id, part);
  return part;
}

/**
 * Seat the chips of areas where they fit, whole or as a count alone; a shade without one opens all the same.
 * @param {Pixels[]} room
 * @param {Pixels} frameBox
 */
export function seatChips(room, frameBox) {
  const taken = /** @type {Pixels[]} */ ([]);
  const parts = [...shaded.values()].sort((a, b) => b.item.count - a.item.count);
  const [whole, brief] = [sizes(parts, false), sizes(parts, true)];
  parts.forEach((part, index) => {
    const seat = chipSeat(part, [whole[index], brief[index]], [...room, ...taken], frameBox);
    part.button.hidden = !seat;
    if (!seat) return;
    part.button.classList.toggle("brief", seat.isBrief);
    part.marker.setLatLng(now.map.layerPointToLatLng(seat.spot));
    taken.push(seat.box);
  });
  keepOneTabStop();
  return taken;
}

/**
 * The room that each chip takes; all are changed before any is measured, so that the page is laid out once.
 *
 * @param {CodedPart[]} parts
 * @param {boolean} isBrief
 * @returns {Size[]}
 */
function sizes(parts, isBrief) {
  for (const { button } of parts) {
    button.hidden = false;
    button.classList.toggle("brief", isBrief);
  }
  return parts.map(({ button }) => [button.offsetWidth + 6, button.offsetHeight + 6]);
}

/** @param {CodedPart} part @param {Size[]} sizes whole and brief @param {Pixels[]} room @param {Pixels} frameBox */
function chipSeat(part, [whole, brief], room, frameBox) {
  const label = toPixel(part.area.label);
  for (const isBrief of [false, true]) {
    const size = isBrief ? brief : whole;
    for (const [x, y] of isBrief ? NEAR : NEAR.slice(0, 5)) {
      const spot = label.add([x, y]);
      const box = around(spot, ...size);
      if (!within(box, frameBox) || !room.every((other) => apart(box, other))) continue;
      if ((x || y) && !insideArea(spot, part.area)) continue;
      return { spot, box, isBrief };
    }
  }
  return null;
}

/* ---------- all of it ---------- */

/** @param {string | Cell} what */
function isChosen(what) {
  const { chosen } = set();
  return chosen !== null && String(chosen) === String(what);
}

function drawFrame() {
  if (frame) frame.remove();
  frame = null;
  const { chosen } = set();
  if (!Array.isArray(chosen) || chosen[2] === 1) return;
  const [west, north, size] = chosen;
  const box = L.latLngBounds(onGlobe(west, north), onGlobe(west + size, north + size));
  frame = L.rectangle(box, drawn("under", "coded-frame", { fill: false })).addTo(now.map);
}

/** @param {Map<string, SumPart> | Map<string, CodedPart>} parts @param {string[]} kept */
function forget(parts, kept) {
  const keys = new Set(kept);
  for (const [key, part] of parts) {
    if (keys.has(key)) continue;
    for (const layer of [part.marker, "shape" in part ? part.shape : part.leader]) layer?.remove();
    parts.delete(key);
  }
}

/** Draw what the view says of its data set, keeping what is there already. @param {Calls} map */
export function drawCoded(map) {
  calls = map;
  if (!now.ready) return;
  makeDots();
  const items = symbols(set());
  const areas = set().areas.map(([level, id, count]) => ({ level, id, count }));
  forget(cells, items.map((item) => item.key));
  forget(shaded, areas.map((item) => item.id));
  for (const item of areas) drawArea(item);
  for (const item of items) drawSymbol(item);
  const fresh = new Set(now.view.fresh);
  for (const [key, { button }] of [...cells, ...shaded]) button.classList.toggle("fresh", fresh.has(key));
  drawFrame();
}

/** The boxes that symbols take; one that a marker of the article would hide stands beside it, with a line. */
export function seatSymbols() {
  const markers = now.map.getContainer().classList.contains("far") ? [] : [...marks.values()];
  const hidden = markers.map(({ spot }) => around(spot, 40, 40));
  /** @param {Pixels} box @param {Pixels[]} taken */
  const isFree = (box, taken) => taken.every((other) => apart(box, other));
  const parts = [...cells.values()].map((part) => {
    const home = toPixel(lonLat(onGlobe(part.item.x, part.item.y)));
    const picture = part.button.children[0];
    const size = /** @type {Size} */ ([Number(picture.getAttribute("width")), Number(picture.getAttribute("height")) - 4]);
    return { part, home, size, isAtHome: isFree(around(home, ...size), hidden) };
  });
  const taken = parts.filter(({ isAtHome }) => isAtHome).map(({ home, size }) => around(home, ...size));
  for (const { part, home, size, isAtHome } of parts) {
    const seats = BESIDE.map(([across, down]) => home.add([across * (20 + size[0] / 2), down * (20 + size[1] / 2)]));
    const free = (/** @type {L.Point} */ spot) => isFree(around(spot, ...size), [...hidden, ...taken]);
    const uncovered = (/** @type {L.Point} */ spot) => isFree(around(spot, ...size), hidden);
    const spot = isAtHome ? home : seats.find(free) || seats.find(uncovered) || home;
    if (!isAtHome) taken.push(around(spot, ...size));
    seatAt(part, home, spot);
  }
  return taken;
}

/** @param {SumPart} part @param {L.Point} home @param {L.Point} spot */
function seatAt(part, home, spot) {
  part.marker.setLatLng(now.map.layerPointToLatLng(spot));
  if (part.leader) part.leader.remove();
  part.leader = null;
  if (spot === home) return;
  const line = [home, spot].map((pixel) => now.map.layerPointToLatLng(pixel));
  part.leader = L.polyline(line, drawn("under", "coded-leader", { fill: false })).addTo(now.map);
}

function makeDots() {
  const holder = /** @type {Element} */ (now.map.getContainer().querySelector(".patterns"));
  if (holder.querySelector("#dots-coded")) return;
  const box = { id: "dots-coded", width: 6, height: 6, patternUnits: "userSpaceOnUse", class: "dots" };
  const pattern = shape("pattern", box, holder);
  shape("rect", { width: 6, height: 6, class: "tint" }, pattern);
  shape("circle", { cx: 3, cy: 3, r: 0.9, class: "dot" }, pattern);
}

/** Samples of a sum, a single event and an area, in the size of the legend's other symbols. */
function samples() {
  const [cell, one, area] = [0, 1, 2].map(() => shape("svg", { viewBox: "0 0 40 40", class: "symbol sum", "aria-hidden": "true" }));
  shape("rect", { x: 2, y: 5, width: 36, height: 30, class: "paper" }, cell);
  shape("path", { d: "M2 5H38M2 30H38M2 35H38", class: "rules" }, cell);
  shape("text", { x: 20, y: 25, class: "number" }, cell).textContent = "12";
  shape("rect", { x: 11, y: 11, width: 18, height: 18, class: "one" }, one);
  shape("rect", { x: 2, y: 8, width: 36, height: 24, class: "coded-area", fill: "url(#dots-coded)" }, area);
  return [cell, one, area];
}

/** Put what the set's symbols mean at the head of the legend. @param {HTMLElement} box */
export function explainCoded(box) {
  const { words } = set();
  makeDots();
  const pictures = samples();
  const list = [words.legendCell, words.legendOne, words.legendArea].map((text, index) => {
    const row = element("li");
    row.append(pictures[index], element("span", "", text));
    return row;
  });
  box.querySelector("ul")?.prepend(...list);
}
