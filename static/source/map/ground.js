/** The ground: static/basemap.json drawn in panes. Data is lon/lat; `latLng` is the only door to Leaflet's lat/lon. */

import { inside } from "./seats.js";
import { now } from "./state.js";
import { makeHatches } from "./symbols.js";

const SOURCE = /** @type {HTMLScriptElement} */ (document.currentScript).src; // the bundle's, also where it is inlined
// In the order of the document, hence of the Tab key: markers before chips, though they lie above them.
const PANES = {
  land: 300, "coded-area": 305, shade: 310, water: 320, line: 330, border: 340, name: 350, under: 360, coded: 400,
  mark: 420, chip: 410,
};

export const latLng = ([lon, lat]) => L.latLng(lat, lon);
export const areas = new Map(); // area id -> {rings, limits, label, name, name_en, level, polygons, units}
export const borderPoints = []; // [lon, lat]
export const stretches = new Map(); // region id -> [first, last] of borderPoints
const renderers = {};

/** [lon, lat] pairs of one flat list of differences. */
function points(flat, units) {
  const found = [];
  for (let i = 0, lon = 0, lat = 0; i < flat.length; i += 2) {
    lon += flat[i];
    lat += flat[i + 1];
    found.push([lon / units, lat / units]);
  }
  return found;
}

export function makePanes(map) {
  for (const [name, level] of Object.entries(PANES)) {
    map.createPane(name).style.zIndex = level;
    renderers[name] = L.svg({ pane: name, padding: 0.6 });
  }
  map.getPane("name").setAttribute("aria-hidden", "true");
  makeHatches(map.getContainer());
}

export const drawn = (pane, className, more) => ({
  pane, renderer: renderers[pane], className, interactive: false, smoothFactor: 0.8, ...more,
});

export function drawBase(base) {
  const { layers, units } = base;
  const ring = (flat) => points(flat, units).map(latLng);
  const rings = (polygons) => polygons.map((flats) => flats.map(ring));
  const polygon = (polygons, pane, name) => L.polygon(rings(polygons), drawn(pane, name)).addTo(now.map);
  const line = (flats, pane, name) => L.polyline(flats.map(ring), drawn(pane, name, { fill: false })).addTo(now.map);
  polygon(layers.countries, "land", "land");
  for (const river of layers.rivers) line(river.lines, "water", `river rank-${Math.min(river.rank, 11)}`);
  polygon(layers.lakes, "water", "lake");
  for (const level of ["admin2", "admin1"]) {
    for (const area of layers[level]) {
      polygon(area.polygons, "line", level);
      areas.set(area.id, located({ ...area, level, units }));
    }
  }
  line(layers.border, "border", "border-casing");
  line(layers.frontiers, "border", "frontier");
  line(layers.border, "border", "border-line");
  borderPoints.push(...points(layers.border[0], units));
  for (const [region, ends] of Object.entries(layers.stretches)) stretches.set(region, ends);
}

/** An area with its rings as [lon, lat] pairs, the box around them, and the boxes of its parts. */
export function located(area) {
  const parts = area.polygons.map((flats) => flats.map((flat) => points(flat, area.units)));
  return { ...area, rings: parts.flat(), limits: limitsOf(parts.flat()), boxes: parts.map(limitsOf) };
}

function limitsOf(rings) {
  const pairs = rings.flat();
  const lons = pairs.map(([lon]) => lon);
  const lats = pairs.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** The corners of an area, as Leaflet takes them. */
export function corners({ polygons, units }) {
  return polygons.map((rings) => rings.map((flat) => points(flat, units).map(latLng)));
}

export const toPixel = (lonLat) => now.map.latLngToLayerPoint(latLng(lonLat));

export function insideArea(pixel, { rings, limits }) {
  const { lng, lat } = now.map.layerPointToLatLng(pixel);
  const [west, south, east, north] = limits;
  return lng > west && lng < east && lat > south && lat < north && inside([lng, lat], rings);
}

export async function loadBase() {
  const inFile = document.getElementById("basemap"); // the offline edition has no server to ask
  return inFile ? JSON.parse(inFile.textContent) : load("basemap.json");
}

/** A JSON file that lies beside the folder of this script. */
export const load = (name) => fetched(new URL(`../${name}${new URL(SOURCE).search}`, SOURCE));

/** The regions of a country; the server has them under a name that differs from this script's in its last word. */
export const loadRegions = (country) => fetched(SOURCE.replace(/\.layer\/[^?]*/, `.regions/${country}.json`));

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
