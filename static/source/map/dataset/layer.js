/** A data set on the map: the part of the world in sight told to the page, its sums, and the claims seen from afar. */

/** @import { Choice, Pixels, Size } from "../values.js" */

import { element } from "../../dom.js";
import { cells, drawCoded, explainCoded, seatChips, seatSymbols, shaded } from "./cells.js";
import { EDGE_PX, fit, shownBounds } from "../extent.js";
import { areas, drawn } from "../ground.js";
import { regionOf } from "../regions.js";
import { around, bestSpot } from "../seats.js";
import { now } from "../state.js";
import { set } from "./sums.js";

const FAR_ZOOM = 6; // below it the places of claims that lie close together would lie on top of each other
const PAUSE_MS = 250;

/** A frame drawn anew must not repeat a number. @type {{ set: string, view: number[] | null, choice: Choice | null, n: number }} */
let said = { set: "", view: null, choice: null, n: Date.now() };
/** @type {{ marker: L.Marker, button: HTMLElement, leader: L.Polyline, middle: L.LatLng } | null} */
let far = null;
let timer = 0;
let shown = ""; // the set that the map was last moved to
let toFirstView = () => {};

/** Would all claims lie on top of each other here? Places around the world never do. */
export function isFar() {
  if (!now.view.coded) return false;
  const box = shownBounds();
  const near = box ? now.map.getBoundsZoom(box) - 0.5 : FAR_ZOOM;
  return now.map.getZoom() < Math.min(FAR_ZOOM, near);
}

/** Tell the page what is seen and what was chosen last, both at once: of two messages it may hear only the second. */
function tell() {
  if (window.Streamlit) window.Streamlit.setComponentValue(said);
}

/** @param {Choice} choice */
function choose(choice) {
  clearTimeout(timer);
  said = { ...said, ...seen(), choice, n: said.n + 1 };
  tell();
}

/** What the reader sees of which set, in degrees and zoom. */
function seen() {
  const box = now.map.getBounds();
  const inside = [
    Math.max(-180, box.getWest()), Math.max(-85, box.getSouth()), Math.min(180, box.getEast()), Math.min(85, box.getNorth()),
  ];
  const view = [...inside.map((degrees) => Number(degrees.toFixed(4))), Number(now.map.getZoom().toFixed(2))];
  return { set: set().set, view };
}

function tellView() {
  const here = seen();
  if (said.set === here.set && String(said.view) === String(here.view)) return;
  said = { ...said, ...here };
  tell();
}

const outlineOf = (/** @type {string} */ id) => areas.get(id) || regionOf(id);

/* ---------- the claims, from afar ---------- */

/** From afar the claims' places become one label, which leads to them. */
function drawFar() {
  now.map.getContainer().classList.toggle("far", isFar());
  for (const layer of far ? [far.marker, far.leader] : []) layer.remove();
  far = null;
  const box = isFar() ? shownBounds() : null;
  if (!box) return;
  const { article, articleLabel } = set().words;
  const button = element("button", "chip article");
  button.type = "button";
  button.append(element("span", "chip-name", article));
  button.setAttribute("aria-label", articleLabel);
  button.title = articleLabel;
  const icon = L.divIcon({ className: "holder", html: button, iconSize: [0, 0] });
  const marker = L.marker(box.getCenter(), { icon, pane: "coded", keyboard: false, zIndexOffset: 9000 }).addTo(now.map);
  marker.on("click", () => {
    const all = shownBounds();
    if (all) fit(all, [[EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX]]);
  });
  const leader = L.polyline([], drawn("under", "coded-frame", { fill: false })).addTo(now.map);
  far = { marker, button, leader, middle: box.getCenter() };
}

/**
 * Seat the claims' label where it covers no count, with a line to where it belongs; the box it takes.
 *
 * @param {NonNullable<typeof far>} label
 * @param {Pixels[]} room
 * @param {Pixels} frame
 */
function seatFar({ marker, button, leader, middle }, room, frame) {
  const size = /** @type {Size} */ ([button.offsetWidth + 6, button.offsetHeight + 6]);
  const home = now.map.latLngToLayerPoint(middle);
  const spot = bestSpot({ seats: [home], size, room, frame, astray: () => 0 }) || home;
  marker.setLatLng(now.map.layerPointToLatLng(spot));
  leader.setLatLngs(spot === home ? [] : [middle, now.map.layerPointToLatLng(spot)]);
  return around(spot, ...size);
}

/* ---------- the life of the set ---------- */

/** Draw the set of the view; nothing where it has none. */
export function drawDataset() {
  if (!now.view.coded) return;
  drawFar();
  drawCoded({ choose, outlineOf });
  if (shown && shown !== set().set) moveOn();
}

/** Another data set lies elsewhere. */
function moveOn() {
  shown = set().set;
  Object.assign(now, { asked: null, touched: false });
  toFirstView();
  tellView();
}

/**
 * The boxes of all that the data set and the far claims take, each label in its seat.
 * @param {Pixels[]} taken
 * @param {Pixels} frame
 * @returns {Pixels[]}
 */
export function takeRoom(taken, frame) {
  if (!now.view.coded) return [];
  const counts = seatSymbols();
  const label = far ? [seatFar(far, [...taken, ...counts], frame)] : [];
  return [...counts, ...label, ...seatChips([...taken, ...counts, ...label], frame)];
}

/** @param {HTMLElement} box */
export function explain(box) {
  if (now.view.coded) explainCoded(box);
}

/** Tell the page from now on what is seen. @param {() => void} firstView */
export function beginDataset(firstView) {
  if (!now.view.coded) return;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(tellView, PAUSE_MS);
  };
  toFirstView = firstView;
  shown = set().set;
  now.map.on("moveend viewreset resize", later);
  now.map.on("zoomend", drawDataset);
  tellView();
}

now.chooseCoded = choose;
export const coded = { cells, shaded, draw: drawDataset };
