/** Names on the map: each where it covers nothing, markers' own first, then by size and zoom; else not at all. */

/** @import { AreaLevel, Mark, MarkPart, Name, NamePlaces, Pixels, Places, Size, Town } from "./values.js" */

import { element, say } from "../dom.js";
import { latLng, shifted, toPixel } from "./ground.js";
import { regionNames } from "./regions.js";
import { apart, around, sides, within } from "./seats.js";
import { marks, now, shades } from "./state.js";

/** By key. @type {Map<string, { label: L.Marker, words: HTMLElement, latin: HTMLElement, cyrillic: HTMLElement }>} */
const labels = new Map();
const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
/** By style and text, in px. @type {Map<string, number>} */
const widths = new Map();
const letters = new Intl.Segmenter();
const WIDEST_PX = 240;
const WIDEST_SHARE = 0.6; // of a narrow frame
const CHIP = "600 12.5px";
const SAID_PX = 560; // in a narrower frame the panel alone says what is disputed
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

/** @param {string} text @param {string} style @param {number} spacing */
function textWidth(text, style, spacing) {
  const key = style + text;
  const known = widths.get(key);
  if (known !== undefined) return known;
  ruler.font = `${style} ${getComputedStyle(now.map.getContainer()).fontFamily}`;
  const width = ruler.measureText(text).width + spacing * text.length;
  widths.set(key, width);
  return width;
}

/** A text as long as a name on the map may be, its rest an ellipsis; the whole of it is in the button's title. @param {string} text */
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

/** @param {Name} name @returns {Name} */
function shortenedName(name) {
  const [latin, cyrillic, spacing] = STYLES[name.style];
  return { ...name, latin: shortened(name.latin, latin, spacing), cyrillic: shortened(name.cyrillic, cyrillic) };
}

/** Where a name finds room, as [side, box], or nothing; a marker's name is never cut off by the frame. @param {Name} name @param {Places} places */
function roomFor(name, { room, frame }) {
  const [latin, cyrillic, spacing, height, usual] = STYLES[name.style];
  const width = Math.max(textWidth(name.latin, latin, spacing), textWidth(name.cyrillic, cyrillic, 0)) + 6;
  const size = /** @type {Size} */ ([width, name.cyrillic ? height : height - 11]);
  /** @param {[string, Pixels]} side */
  const clear = ([, box]) => room.every((taken) => apart(box, taken));
  const mayBeCut = name.style !== "place" || !within(around(name.pixel, 1, 1), frame);
  /** @param {[string, Pixels]} side */
  const whole = ([, box]) => mayBeCut || within(box, frame);
  return sides(name.pixel, size, name.gap || usual).find((side) => whole(side) && clear(side));
}

/**
 * The boxes that names would take, not shown yet, so that chips seated first avoid them where they can.
 * @param {Name[]} names
 * @param {Places} places
 */
export function reserve(names, places) {
  const taken = places.room.length;
  for (const item of names.map(shortenedName)) {
    const fit = roomFor(item, places);
    if (fit) places.room.push(fit[1]);
  }
  return places.room.slice(taken);
}

/** @param {Name[]} names @param {NamePlaces} places */
export function nameAll(names, places) {
  for (const item of names.map(shortenedName)) {
    const fit = within(around(item.pixel, 1, 1), places.outer) ? roomFor(item, places) : null;
    if (!fit) continue;
    places.room.push(fit[1]);
    if (DOTTED.has(item.style)) places.room.push(around(item.pixel, 9, 9));
    places.used.add(item.key);
    showName(item, fit[0]);
  }
}

/** @param {Name} name @param {string} side */
function showName(name, side) {
  const className = `name ${name.style} ${side}`;
  const old = labels.get(name.key);
  if (old) {
    old.label.setLatLng(name.at);
    old.words.className = className;
    setGap(old.words, name);
    say(old.latin, name.latin); // cut elsewhere in a frame of another width
    say(old.cyrillic, name.cyrillic);
    return;
  }
  const words = element("div", className);
  setGap(words, name);
  if (DOTTED.has(name.style)) words.append(element("i", "dot"));
  const latin = element("span", "latin", name.latin);
  const cyrillic = element("span", "cyrillic", name.cyrillic);
  words.append(element("span", "words", latin, cyrillic));
  const icon = L.divIcon({ className: "holder", html: words, iconSize: [0, 0] });
  const label = L.marker(name.at, { icon, pane: "name", interactive: false, keyboard: false }).addTo(now.map);
  labels.set(name.key, { label, words, latin, cyrillic });
}

/** @param {HTMLElement} words @param {Name} name */
function setGap(words, { gap }) {
  if (gap) words.style.setProperty("--gap", `${gap}px`);
}

/** @param {Set<string>} used */
export function forgetNames(used) {
  for (const [key, { label }] of labels) {
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
  return [...regions, ...townNames(), ...districts, ...regionNames()].map(inReadersScript);
}

/** The name in the letters that the reader's language is written in first. @param {Name} name @returns {Name} */
const inReadersScript = (name) => now.view.words.lang === "en" || !name.cyrillic ? name : { ...name, latin: name.cyrillic, cyrillic: name.latin };

/** @returns {Name[]} */
export function markNames() {
  const selected = now.view?.selected;
  const first = (/** @type {MarkPart} */ { item }) => (item.place === selected ? 0 : item.number);
  const parts = [...marks.values()].sort((a, b) => first(a) - first(b));
  return parts.map(({ item, spot, marker }) => {
    const town = townOf(item);
    // In the reader's language first, and then as people there write it, or in Latin letters.
    const local = town && town[3] !== item.name ? town[3] : "";
    const second = item.name === item.latin ? local : item.latin;
    const said = item.disputed && now.map.getSize().x >= SAID_PX ? now.view.words.disputed : "";
    const gap = 19 + (item.place === selected ? 3 : 0);
    return {
      key: `mark ${item.place}`, style: "place", latin: item.name, cyrillic: [second, said].filter(Boolean).join(" · "), gap,
      pixel: spot, at: marker.getLatLng(),
    };
  });
}

/** The base map's town that a marker stands on, if it is the same place. @param {Mark} item */
function townOf(item) {
  const near = (/** @type {Town} */ town) => Math.abs(town[0] - item.lon) < 0.05 && Math.abs(town[1] - item.lat) < 0.03;
  const isSame = (/** @type {Town} */ town) => near(town) && town[2] === item.latin;
  return now.base.layers.towns.find(isSame) || now.towns.find(isSame);
}

/** @param {AreaLevel} level @param {string} style @returns {Name[]} */
function areaNames(level, style) {
  return now.base.layers[level].filter((area) => !shades.has(area.id)).map((area) => ({
    key: area.id, style, latin: style === "region" ? area.name_en.toUpperCase() : area.name_en, cyrillic: area.name,
    pixel: toPixel(area.label), at: latLng(area.label),
  }));
}

/** Towns of the world are named from farther away, and only the largest are told apart there. @param {Town} town */
const isCity = (town) => town[4] <= (town[3] ? 6 : 3);

/** @returns {Name[]} */
function townNames() {
  const marked = new Set([...marks.values()].map(({ item }) => townOf(item)));
  const zoom = now.map.getZoom() + 0.3;
  const box = now.map.getBounds().pad(0.2);
  // Numbers alone: thousands of towns are asked at every move.
  const [west, south, east, north] = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
  const isSeen = (/** @type {Town} */ town) => {
    const lon = town[0] + shifted(town[0], town[0]);
    return town[4] <= zoom && town[1] > south && town[1] < north && lon > west && lon < east && !marked.has(town);
  };
  return [...now.base.layers.towns, ...now.towns].filter(isSeen).map((town) => ({
    key: `${town[2]} ${town[0]}`, style: isCity(town) ? "city" : "town", latin: town[2], cyrillic: town[3],
    pixel: toPixel([town[0], town[1]]), at: latLng([town[0], town[1]]),
  }));
}
