/** The ground: the world, and the border regions in detail, drawn in panes. `latLng` is the only door to Leaflet's lat/lon. */

/** @import { Area, Areal, Base, Box, Country, Flat, Located, LonLat, World } from "./values.js" */

import { inside } from "./seats.js";
import { now } from "./state.js";
import { makeHatches } from "./symbols.js";

const SOURCE = /** @type {HTMLScriptElement} */ (document.currentScript).src; // the bundle's, also where it is inlined
// In the order of the document, hence of the Tab key: markers before chips, though they lie above them.
const PANES = {
  land: 300, "coded-area": 305, shade: 310, water: 320, line: 330, border: 340, name: 350, under: 360, coded: 400,
  mark: 420, chip: 410,
};

/** Degrees to add to what lies between these longitudes, as the map begins at the meridian `now.cut`. @param {number} west @param {number} east */
export const shifted = (west, east) => ((west + east) / 2 < now.cut ? 360 : 0);

/** @param {LonLat} lonLat */
export const latLng = ([lon, lat]) => L.latLng(lat, lon + shifted(lon, lon));
/** And back: [lon, lat] as the data has it. @param {L.LatLng} latLng @returns {LonLat} */
export const lonLat = ({ lng, lat }) => [lng > 180 ? lng - 360 : lng, lat];

/** By id. @type {Map<string, Area>} */
export const areas = new Map();
/** @type {LonLat[]} */
export const borderPoints = [];
/** @type {Country[]} */
export const countries = [];
/** By region, the first and the last of `borderPoints`. @type {Map<string, [number, number]>} */
const stretches = new Map();
/** The box around the base map's land. @type {Box | null} */
let near = null;
/** @type {L.LayerGroup | null} */
let base = null;
/** @type {Record<string, L.Renderer>} */
const renderers = {};

/** [lon, lat] pairs of one flat list of differences. @param {Flat} flat @param {number} units */
function points(flat, units) {
  const found = /** @type {LonLat[]} */ ([]);
  for (let i = 0, lon = 0, lat = 0; i < flat.length; i += 2) {
    lon += flat[i];
    lat += flat[i + 1];
    found.push([lon / units, lat / units]);
  }
  return found;
}

/** The element of a pane. @param {string} name */
export const paneOf = (name) => /** @type {HTMLElement} */ (now.map.getPane(name));

/** @param {L.Map} map */
export function makePanes(map) {
  for (const [name, level] of Object.entries(PANES)) {
    map.createPane(name).style.zIndex = String(level);
    renderers[name] = L.svg({ pane: name, padding: 0.6 });
  }
  paneOf("name").setAttribute("aria-hidden", "true");
  makeHatches(map.getContainer());
}

/** @param {string} pane @param {string} className @param {L.CircleMarkerOptions} [more] */
export const drawn = (pane, className, more) => ({
  pane, renderer: renderers[pane], className, interactive: false, smoothFactor: 0.8, ...more,
});

/** A line or ring as the map lays it out: whole on one side of the cut. @param {LonLat[]} pairs */
function laid(pairs, more = 0) {
  const [west, , east] = boxAround(pairs);
  const shift = shifted(west, east) + more;
  return pairs.map(([lon, lat]) => L.latLng(lat, lon + shift));
}

/** The land of every country; what lies across the cut is drawn at both ends of the map. */
export function drawWorld() {
  for (const country of countries) {
    const polygons = country.parts.flatMap((rings, index) => {
      const [west, , east] = country.boxes[index];
      const isCut = west < now.cut && east > now.cut;
      const copies = isCut ? [0, shifted(west, east) ? -360 : 360] : [0];
      return copies.map((more) => rings.map((ring) => laid(ring, more)));
    });
    L.polygon(polygons, drawn("land", "land country")).addTo(now.map).bringToBack();
  }
}

/** @param {World} world */
export function holdWorld({ countries: found, units }) {
  for (const country of found) countries.push(located({ ...country, units }));
}

/** What of the world the base map covers, or null without one. */
export function nearBounds() {
  if (!near) return null;
  const [west, south, east, north] = near;
  return L.latLngBounds(latLng([west, south]), latLng([east, north]));
}

/** Keep what the base map holds of areas and the border, by which claims are drawn. @param {Base} base */
export function holdBase({ layers, units }) {
  near = boxAround(layers.countries.flatMap(([outer]) => points(outer, units)));
  for (const level of /** @type {const} */ (["admin2", "admin1"])) {
    for (const area of layers[level]) areas.set(area.id, located({ ...area, level, units }));
  }
  borderPoints.splice(0, borderPoints.length, ...points(layers.border[0], units));
  for (const [region, ends] of Object.entries(layers.stretches)) stretches.set(region, ends);
}

/** Draw the base map in place of a former one. @param {Base} base */
export function drawBase({ layers, units }) {
  base?.remove();
  const all = L.layerGroup().addTo(now.map);
  base = all;
  const ring = (/** @type {Flat} */ flat) => laid(points(flat, units));
  /** @param {Flat[][]} polygons @param {string} pane @param {string} name */
  const polygon = (polygons, pane, name) => L.polygon(polygons.map((flats) => flats.map(ring)), drawn(pane, name)).addTo(all);
  /** @param {Flat[]} flats @param {string} pane @param {string} name */
  const line = (flats, pane, name) => L.polyline(flats.map(ring), drawn(pane, name, { fill: false })).addTo(all);
  polygon(layers.countries, "land", "land near");
  for (const river of layers.rivers) line(river.lines, "water", `river rank-${Math.min(river.rank, 11)}`);
  polygon(layers.lakes, "water", "lake");
  for (const level of /** @type {const} */ (["admin2", "admin1"])) for (const area of layers[level]) polygon(area.polygons, "line", level);
  line(layers.border, "border", "border-casing");
  line(layers.frontiers, "border", "frontier");
  line(layers.border, "border", "border-line");
}

/** The border along the regions that claims name, or the whole line if one of them names none. @param {Pick<Areal, "along">} border */
export function borderLines({ along }) {
  if (!along?.length) return [borderPoints];
  return along.flatMap((region) => {
    const ends = stretches.get(region);
    return ends ? [borderPoints.slice(ends[0], ends[1] + 1)] : [];
  });
}

/**
 * An area with its rings as [lon, lat] pairs, the box around each part, and its rings all together.
 * @template {{ polygons: Flat[][], units: number }} Known
 * @param {Known} area
 * @returns {Known & Located}
 */
export function located(area) {
  const parts = area.polygons.map((flats) => flats.map((flat) => points(flat, area.units)));
  return { ...area, parts, rings: parts.flat(), boxes: parts.map(([outer]) => boxAround(outer)) };
}

/** The box around [lon, lat] pairs. @param {LonLat[]} pairs */
export function boxAround(pairs) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of pairs) {
    if (lon < box[0]) box[0] = lon;
    if (lat < box[1]) box[1] = lat;
    if (lon > box[2]) box[2] = lon;
    if (lat > box[3]) box[3] = lat;
  }
  return box;
}

/** The corners of an area, as Leaflet takes them. @param {Located} area */
export const corners = ({ parts }) => parts.map((rings) => rings.map((ring) => laid(ring)));

/** @param {LonLat} lonLat */
export const toPixel = (lonLat) => now.map.latLngToLayerPoint(latLng(lonLat));

/** @param {L.Point} pixel @param {Located} area */
export function insideArea(pixel, { rings, boxes }) {
  const [lon, lat] = lonLat(now.map.layerPointToLatLng(pixel));
  const isNear = boxes.some(([west, south, east, north]) => lon > west && lon < east && lat > south && lat < north);
  return isNear && inside([lon, lat], rings);
}

/** Does any part of a box lie in the map's bounds? @param {Box} area @param {L.LatLngBounds} box */
export function meets([west, south, east, north], box) {
  const shift = shifted(west, east);
  return west + shift <= box.getEast() && east + shift >= box.getWest() && south <= box.getNorth() && north >= box.getSouth();
}

/** A file of the base map; the single file, which has no server to ask, holds it. @param {string} name */
export const load = (name) => supplied(name, `ground/${name}`);

/** The regions of a country. @param {string} country @returns {Promise<import("./values.js").RegionFile>} */
export async function loadRegions(country) {
  const inFile = document.getElementById("regions");
  return inFile ? JSON.parse(inFile.textContent ?? "")[country] : supplied(`regions-${country}`, `regions/${country}`);
}

/**
 * What the page holds under an id, or the file at this path: JSON beside the frame, a script that holds it beside a page
 * without a server.
 * @param {string} id
 * @param {string} path without its ending
 */
async function supplied(id, path) {
  const held = () => document.getElementById(id)?.textContent;
  if (held() == null && SOURCE.includes(".layer/")) return fetched(served(`${path}.json${new URL(SOURCE).search}`));
  if (held() == null) await run(new URL(`${path}.js`, SOURCE).href);
  return JSON.parse(held() ?? "");
}

/** @param {string} src @returns {Promise<void>} */
const run = (src) => new Promise((resolve, reject) => {
  const script = Object.assign(document.createElement("script"), { src });
  script.addEventListener("load", () => resolve());
  script.addEventListener("error", () => reject(new Error(`${src} did not come`)));
  document.head.append(script);
});

/** The address of another folder's file: the server has each under a name that differs from this script's in its last word. @param {string} path */
const served = (path) => SOURCE.replace(/\.layer\/.*/, `.${path}`);

/** @param {string} address */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
