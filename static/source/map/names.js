/** Names on the map: each where it covers nothing, markers' own first, then by size and zoom; else not at all. */

import { element } from "../dom.js";
import { latLng, shifted, toPixel } from "./ground.js";
import { regionNames } from "./regions.js";
import { apart, around, sides, within } from "./seats.js";
import { marks, now, shades } from "./state.js";

const labels = new Map(); // text key -> Leaflet marker
const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();
const letters = new Intl.Segmenter();
const WIDEST_PX = 240;
const WIDEST_SHARE = 0.6; // of a narrow frame
const CHIP = "600 12.5px";
const REGIONS_ZOOM = 5;
const DOTTED = new Set(["town", "city"]);
/** @type {Record<string, [string, string, number, number, number]>} */
const STYLES = {
  // Latin font, Cyrillic font, letter spacing, height and distance from the point: as in map.css
  place: ["700 12.5px", "400 10.5px", 0, 28, 19],
  town: ["500 11.5px", "400 10px", 0, 26, 5],
  city: ["600 13px", "400 11px", 0, 29, 6],
  region: ["500 11.5px", "400 11px", 2.6, 30, 0],
  district: ["400 10.5px", "400 10px", 0.6, 26, 0],
};

function textWidth(text, style, spacing) {
  const key = style + text;
  if (!widths.has(key)) {
    ruler.font = `${style} ${getComputedStyle(now.map.getContainer()).fontFamily}`;
    widths.set(key, ruler.measureText(text).width + spacing * text.length);
  }
  return widths.get(key);
}

/** A text as long as a name on the map may be, its rest an ellipsis; the whole of it is in the button's title. */
export function shortened(text, style = CHIP, spacing = 0) {
  const widest = Math.min(WIDEST_PX, now.map.getSize().x * WIDEST_SHARE);
  const width = textWidth(text, style, spacing);
  if (width <= widest) return text;
  const all = Array.from(letters.segment(text), ({ segment }) => segment);
  for (let count = Math.ceil((all.length * widest) / width); count > 0; count -= 1) {
    const short = `${all.slice(0, count).join("").trimEnd()}…`;
    if (textWidth(short, style, spacing) <= widest) return short;
  }
  return "…";
}

function shortenedName(wanted) {
  const [latin, cyrillic, spacing] = STYLES[wanted.style];
  return { ...wanted, latin: shortened(wanted.latin, latin, spacing), cyrillic: shortened(wanted.cyrillic || "", cyrillic) };
}

/** Where a name finds room, as [side, box], or nothing; a marker's name is never cut off by the frame. */
function roomFor(wanted, { room, frame }) {
  const [latin, cyrillic, spacing, height, usual] = STYLES[wanted.style];
  const width = Math.max(textWidth(wanted.latin, latin, spacing), textWidth(wanted.cyrillic, cyrillic, 0)) + 6;
  const size = /** @type {[number, number]} */ ([width, wanted.cyrillic ? height : height - 11]);
  /** @param {any[]} side */
  const clear = ([, box]) => room.every((taken) => apart(box, taken));
  const mayBeCut = wanted.style !== "place" || !within(around(wanted.pixel, 1, 1), frame);
  /** @param {any[]} side */
  const whole = ([, box]) => mayBeCut || within(box, frame);
  return sides(wanted.pixel, size, wanted.gap || usual).find((side) => whole(side) && clear(side));
}

/** The boxes that names would take, not shown yet, so that chips seated first avoid them where they can. */
export function reserve(wanted, places) {
  const taken = places.room.length;
  for (const item of wanted.map(shortenedName)) {
    const fit = roomFor(item, places);
    if (fit) places.room.push(fit[1]);
  }
  return places.room.slice(taken);
}

export function nameAll(wanted, places) {
  for (const item of wanted.map(shortenedName)) {
    const fit = within(around(item.pixel, 1, 1), places.outer) ? roomFor(item, places) : null;
    if (!fit) continue;
    places.room.push(fit[1]);
    if (DOTTED.has(item.style)) places.room.push(around(item.pixel, 9, 9));
    places.used.add(item.key);
    showName(item, fit[0]);
  }
}

function showName(wanted, side) {
  const className = `name ${wanted.style} ${side}`;
  const old = labels.get(wanted.key);
  if (old) {
    old.setLatLng(wanted.at);
    old.getElement().firstChild.className = className;
    setGap(old.getElement().firstChild, wanted);
    const latin = old.getElement().querySelector(".latin");
    if (latin.textContent !== wanted.latin) latin.textContent = wanted.latin; // cut elsewhere in a frame of another width
    return;
  }
  const words = element("div", className);
  setGap(words, wanted);
  if (DOTTED.has(wanted.style)) words.append(element("i", "dot"));
  const text = element("span", "words");
  text.append(element("span", "latin", wanted.latin));
  if (wanted.cyrillic) text.append(element("span", "cyrillic", wanted.cyrillic));
  words.append(text);
  const icon = L.divIcon({ className: "holder", html: words, iconSize: [0, 0] });
  const label = L.marker(wanted.at, { icon, pane: "name", interactive: false, keyboard: false });
  labels.set(wanted.key, label.addTo(now.map));
}

function setGap(words, { gap }) {
  if (gap) words.style.setProperty("--gap", `${gap}px`);
}

export function forgetNames(used) {
  for (const [key, label] of labels) {
    if (used.has(key)) continue;
    label.remove();
    labels.delete(key);
  }
}

/** Names of the ground, what may be seen from farthest away first. */
export function groundNames() {
  const zoom = now.map.getZoom();
  const districts = zoom >= 9 ? areaNames("admin2", "district") : [];
  const regions = zoom >= REGIONS_ZOOM ? areaNames("admin1", "region") : [];
  return [...regions, ...townNames(), ...districts, ...regionNames()];
}

export function markNames() {
  const selected = now.view?.selected;
  const first = ({ item }) => (item.place === selected ? 0 : item.number);
  const parts = [...marks.values()].sort((a, b) => first(a) - first(b));
  return parts.map(({ item, spot, marker }) => {
    const town = townOf(item);
    const gap = (item.disputed ? 22 : 19) + (item.place === selected ? 3 : 0);
    return {
      key: `mark ${item.place}`, style: "place", latin: item.name, cyrillic: town ? town[3] : "", gap,
      pixel: spot, at: marker.getLatLng(),
    };
  });
}

/** The base map's town that a marker stands on, if it is the same place. */
function townOf(item) {
  const near = (town) => Math.abs(town[0] - item.lon) < 0.05 && Math.abs(town[1] - item.lat) < 0.03;
  const isSame = (town) => near(town) && town[2] === item.name;
  return now.base.layers.towns.find(isSame) || now.towns.find(isSame);
}

function areaNames(level, style) {
  return now.base.layers[level].filter((area) => !shades.has(area.id)).map((area) => ({
    key: area.id, style, latin: style === "region" ? area.name_en.toUpperCase() : area.name_en, cyrillic: area.name,
    pixel: toPixel(area.label), at: latLng(area.label),
  }));
}

/** Towns of the world are named from farther away, and only the largest are told apart there. */
const isCity = (town) => town[4] <= (town[3] ? 6 : 3);

function townNames() {
  const marked = new Set([...marks.values()].map(({ item }) => townOf(item)));
  const zoom = now.map.getZoom() + 0.3;
  const box = now.map.getBounds().pad(0.2);
  // Numbers alone: thousands of towns are asked at every move.
  const [west, south, east, north] = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
  const isSeen = (town) => {
    const lon = town[0] + shifted(town[0], town[0]);
    return town[4] <= zoom && town[1] > south && town[1] < north && lon > west && lon < east && !marked.has(town);
  };
  return [...now.base.layers.towns, ...now.towns].filter(isSeen).map((town) => ({
    key: `${town[2]} ${town[0]}`, style: isCity(town) ? "city" : "town", latin: town[2], cyrillic: town[3],
    pixel: toPixel(town), at: latLng(town),
  }));
}
