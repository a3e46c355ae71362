/** The map of data sets: the world as its ground, the reader's part of it told to the page, the article seen from afar.
 *
 * In its own bundle only; the other modules ask now.world. */

import { element } from "../dom.js";
import { cells, drawCoded, explainCoded, seatChips, seatSymbols, shaded } from "./cells.js";
import { areas, corners, drawn, latLng, load, located, toPixel } from "./ground.js";
import { arrangeRest } from "./layer.js";
import { regionOf, regionsOf, whenRegionsCome } from "./regions.js";
import { around, bestSpot } from "./seats.js";
import { now } from "./state.js";

const OUTER_LIMIT = [-180, -64, 180, 80]; // west, south, east, north
const LEAST_ZOOM = 1;
const FAR_ZOOM = 6; // below it the article's places would lie on top of each other
const NAMES_ZOOM = 5;
/** @type {[number, number][]} */
const AROUND_ARTICLE = [[50.0, 33.8], [52.2, 38.2]];
/** @type {[number, number]} */
const ARTICLE = [36.0, 51.1];
const PAUSE_MS = 250;
const MOST_OUTLINES = 150; // outlines of regions in view beyond which they would be a tangle

const outlines = new Map(); // region id -> layer
let countries = []; // areas, with the boxes of their parts
let said = { set: "", view: null, choice: null, n: Date.now() }; // a frame drawn anew must not repeat a number
let article = null;
let timer = 0;
let shown = ""; // the set that the map was last moved to
let toFirstView = () => {};

L.Map.mergeOptions({
  minZoom: LEAST_ZOOM, maxBounds: L.latLngBounds([OUTER_LIMIT[1], OUTER_LIMIT[0]], [OUTER_LIMIT[3], OUTER_LIMIT[2]]),
});

const isFar = () => now.map.getZoom() < FAR_ZOOM;

/** Tell the page what is seen and what was chosen last, both at once: of two messages it may hear only the second. */
function tell() {
  if (window.Streamlit) window.Streamlit.setComponentValue(said);
}

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
  return { set: now.view.coded.set, view };
}

function tellView() {
  const { set, view } = seen();
  if (said.set === set && String(said.view) === String(view)) return;
  said = { ...said, set, view };
  tell();
}

/* ---------- ground ---------- */

async function loadGround() {
  const ground = await load("world.json").catch(() => null);
  if (ground) countries = ground.countries.map((country) => located({ ...country, units: ground.units }));
}

function drawGround() {
  for (const country of countries) L.polygon(corners(country), drawn("land", "land country")).addTo(now.map);
}

const outlineOf = (id) => areas.get(id) || regionOf(id);

const inView = ([west, south, east, north], box) =>
  west < box.getEast() && east > box.getWest() && south < box.getNorth() && north > box.getSouth();

/** Regions to name and outline: those in view, unless they would be a tangle or the map is too far away. */
function seenRegions() {
  if (now.map.getZoom() < NAMES_ZOOM) return [];
  const box = now.map.getBounds();
  const near = countries.filter(({ boxes }) => boxes.some((part) => inView(part, box)));
  const found = regionsOf(near.map(({ id }) => id));
  const seen = found.filter(({ limits }) => inView(limits, box));
  return seen.length <= MOST_OUTLINES ? seen : [];
}

function arrangeGround() {
  const seen = new Map(seenRegions().map((region) => [region.id, region]));
  for (const [id, layer] of outlines) {
    if (seen.has(id)) continue;
    layer.remove();
    outlines.delete(id);
  }
  for (const [id, region] of seen) {
    if (outlines.has(id)) continue;
    outlines.set(id, L.polygon(corners(region), drawn("land", "admin1", { fill: false })).addTo(now.map));
  }
}

function names() {
  return seenRegions().map((region) => ({
    key: region.id, style: "region", latin: region.name.toUpperCase(), cyrillic: "",
    pixel: toPixel(region.label), at: latLng(region.label),
  }));
}

/* ---------- the article, from afar ---------- */

/** From afar the article's places become one label, which leads to them. */
function drawArticle() {
  const far = isFar();
  now.map.getContainer().classList.toggle("far", far);
  const { marks, shades, border, coded } = now.view;
  for (const layer of article || []) layer.remove();
  article = null;
  if (!far || !(marks.length || shades.length || border)) return;
  const button = element("button", "chip article");
  button.type = "button";
  button.append(element("span", "chip-name", coded.words.article));
  button.setAttribute("aria-label", coded.words.articleLabel);
  button.title = coded.words.articleLabel;
  const icon = L.divIcon({ className: "holder", html: button, iconSize: [0, 0] });
  const marker = L.marker(latLng(ARTICLE), { icon, pane: "coded", keyboard: false, zIndexOffset: 9000 }).addTo(now.map);
  marker.on("click", () => now.map.fitBounds(AROUND_ARTICLE));
  article = [marker, L.polyline([], drawn("under", "coded-frame", { fill: false })).addTo(now.map)];
}

/** Seat the article's label where it covers no count, with a line to where it belongs; the box it takes. */
function seatArticle(room, frame) {
  const [marker, leader] = article;
  const button = marker.getElement().firstChild;
  const size = [button.offsetWidth + 6, button.offsetHeight + 6];
  const home = toPixel(ARTICLE);
  const spot = bestSpot({ seats: [home], size, room, frame, isInside: () => true, astray: 0 }) || home;
  marker.setLatLng(now.map.layerPointToLatLng(spot));
  leader.setLatLngs(spot === home ? [] : [latLng(ARTICLE), now.map.layerPointToLatLng(spot)]);
  return around(spot, ...size);
}

/* ---------- the life of the map ---------- */

function draw() {
  drawArticle();
  drawCoded({ choose, outlineOf });
  if (shown && shown !== now.view.coded.set) moveOn();
}

/** Another data set lies elsewhere. */
function moveOn() {
  shown = now.view.coded.set;
  Object.assign(now, { asked: null, touched: false });
  toFirstView();
  tellView();
}

/** The boxes of all that the data set and the far article take, each label in its seat. */
function room({ room: taken, frame }) {
  const counts = seatSymbols();
  const label = article ? [seatArticle([...taken, ...counts], frame)] : [];
  return [...counts, ...label, ...seatChips([...taken, ...counts, ...label], frame)];
}

/** Where the map begins: at all of the set, whose limits the page knows. */
function scope() {
  return { least: LEAST_ZOOM, first: now.view.coded.first, outer: OUTER_LIMIT };
}

function begin(firstView) {
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(tellView, PAUSE_MS);
  };
  toFirstView = firstView;
  whenRegionsCome(() => { arrangeGround(); draw(); arrangeRest(); });
  shown = now.view.coded.set;
  now.map.on("moveend viewreset resize", () => {
    arrangeGround();
    later();
  });
  now.map.on("zoomend", () => draw());
  arrangeGround();
  tellView();
}

now.world = {
  isFar, scope, load: loadGround, drawGround, begin, draw, names, room, choose, explain: explainCoded,
};
window.asReported.coded = { cells, shaded, draw, arrangeRest };
