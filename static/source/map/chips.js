/** Areas and the border, each with its chip: shaded shape, words, and a seat where the chip covers no marker. */

/** @import { Area, Areal, ChipPlaces, LonLat, Outline, Pixels, ShadePart, Size } from "./values.js" */

import { element } from "../dom.js";
import { areaOf } from "./extent.js";
import { areas, borderLines, borderPoints, corners, drawn, insideArea, latLng, toPixel } from "./ground.js";
import { buttonMarker, choose, describe } from "./marks.js";
import { shortened } from "./names.js";
import { around, bestSpot, within } from "./seats.js";
import { now, shades } from "./state.js";

const FALLBACK = /** @type {LonLat} */ ([36.0, 51.0]);

/** @param {Areal} item @param {string | null} selected */
export function drawShade(item, selected) {
  const part = arrived(shades.get(item.place), item) ?? newShade(item);
  const kind = item.quotes > 0 ? "quoted" : "cited";
  part.item = item;
  part.button.replaceChildren(...chipWords(item, kind));
  describe(part.button, item, selected);
  if (!item.level) part.shape.setLatLngs(borderLines(item).map((line) => line.map(latLng)));
  part.button.hidden = Boolean(item.level) && !homeOf(part);
  part.shape.setStyle(part.area ? { fillColor: `url(#hatch-${kind})`, fillOpacity: 1 } : { fill: false });
  /** @type {SVGElement} */ (part.shape.getElement()).classList.toggle("selected", item.place === selected);
}

/**
 * What is drawn for an area, or nothing if it was drawn before its outline had come.
 *
 * @param {ShadePart | undefined} part
 * @param {Areal} item
 */
function arrived(part, item) {
  if (!part || part.area || !areaOf(item)) return part;
  for (const layer of [part.marker, part.leader, part.shape]) layer.remove();
  shades.delete(item.place);
  return undefined;
}

/** The area whose label a chip stands at: its own, or the region of a district without an outline. @param {Pick<ShadePart, "area" | "item">} part */
const homeOf = ({ area, item }) => area || areas.get(item.place.split(".")[0]);

/** "Kursk Oblast", "region", "7", or "Курская", "область", "7": the level is said once, whatever the name says. @param {Areal} item @param {string} kind */
function chipWords(item, kind) {
  const { words } = now.view;
  const kinds = [item.level, "raion", words[item.level || "border"], ...(words.lang === "en" ? [] : ["oblast"])];
  const name = item.name.replace(new RegExp(`\\s(${kinds.join("|")})$`, "i"), "");
  const count = element("span", `count ${kind}`, String(item.quotes + item.citations));
  const level = item.level ? [element("span", "chip-level", words[item.level])] : [];
  const disputed = item.disputed ? [element("span", "chip-level said", words.disputed)] : [];
  return [element("span", "chip-name", shortened(name)), ...level, ...disputed, count];
}

/** @param {Areal} item @returns {ShadePart} */
function newShade(item) {
  const { marker, button } = buttonMarker(item, "chip", "chip");
  const area = areaOf(item);
  marker.setLatLng(area ? latLng(area.label) : now.map.getCenter()).addTo(now.map);
  const leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(now.map);
  const shape = area ? areaShape(area, item) : lineShape();
  shape.on("click", () => choose(item.place)).addTo(now.map);
  if (item.level === "region") shape.bringToBack();
  const part = { marker, button, item, area, leader, shape };
  shades.set(item.place, part);
  return part;
}

/** @param {Area} area @param {Areal} item @returns {Outline} */
function areaShape(area, item) {
  return L.polygon(corners(area), drawn("shade", `shade ${item.level}`, { interactive: true }));
}

/** A line, laid where the claims name the border; nothing for an area whose polygon is not in the base map. */
function lineShape() {
  return L.polyline([], drawn("border", "border-claim", { fill: false, interactive: true }));
}

/**
 * The pixel an area's chip belongs to: its label point, or the middle of what can be seen of it, or null.
 * @param {Area} area
 * @param {Pixels} frame
 */
function seat(area, frame) {
  const label = toPixel(area.label);
  if (within(around(label, 2, 2), frame)) return label;
  const seen = /** @type {L.Point[]} */ ([]);
  for (let x = frame[0] + 20; x < frame[2]; x += 36) {
    for (let y = frame[1] + 20; y < frame[3]; y += 36) {
      const pixel = L.point(x, y);
      if (insideArea(pixel, area)) seen.push(pixel);
    }
  }
  if (!seen.length) return null;
  const middle = seen.reduce((sum, pixel) => sum.add(pixel)).divideBy(seen.length);
  return seen.reduce((best, pixel) => (pixel.distanceTo(middle) < best.distanceTo(middle) ? pixel : best));
}

/** @param {Areal} item @param {Pixels} frame */
function borderSeats(item, frame) {
  if (!borderPoints.length) return [toPixel(FALLBACK)];
  const seen = borderLines(item).flat().map(toPixel).filter((pixel) => within(around(pixel, 40, 30), frame));
  const middle = L.point((frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2);
  return seen.filter((_, index) => index % 6 === 0).sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle));
}

const borderHome = (/** @type {Areal} */ item) => borderLines(item).flat()[0];

/**
 * The box of a chip, seated on its area if any of it is in view, else at its label point, out of view.
 *
 * @param {ShadePart} item
 * @param {ChipPlaces} places
 * @returns {Pixels}
 */
export function seatChip(item, places) {
  const area = homeOf(item);
  if (!area && item.item.level) return [0, 0, 0, 0]; // its outline has yet to come; a chip elsewhere would be a lie
  const size = /** @type {Size} */ ([item.button.offsetWidth + 6, item.button.offsetHeight + 6]);
  const own = area && seat(area, places.frame);
  const seats = area ? (own ? [own] : []) : borderSeats(item.item, places.frame);
  const home = toPixel(area ? area.label : borderHome(item.item) || FALLBACK);
  const spot = (seats.length && chipSpot({ seats, size, area, home, place: item.item.place }, places)) || home;
  item.marker.setLatLng(now.map.layerPointToLatLng(spot));
  const astray = seats.length > 0 && spot !== home && (area ? !insideArea(spot, area) : !seats.includes(spot));
  item.leader.setLatLngs(astray ? [seats[0], spot].map((pixel) => now.map.layerPointToLatLng(pixel)) : []);
  return around(spot, ...size);
}

/**
 * A free pixel for a chip, or null. A sliver of an area at the edge of the view gets no chip elsewhere.
 *
 * @param {{ seats: L.Point[], size: Size, area: Area | undefined, home: L.Point, place: string }} chip
 * @param {ChipPlaces} places
 */
function chipSpot({ seats, size, area, home, place }, { room, names, fixed, frame }) {
  const sliver = area && seats[0] !== home && !seats[0].equals(home);
  // A district's chip may stand beside it in its region; none stands in another region, whose it would seem to be.
  const region = sliver ? undefined : areas.get(place.split(".")[0]);
  const astray = (/** @type {L.Point} */ pixel) => {
    if (!area || insideArea(pixel, area)) return 0;
    return region && insideArea(pixel, region) ? 90 : Infinity;
  };
  const wish = { seats, size, frame };
  // In a crowd a chip takes the room of names first, of other chips last, of a marker or a control never.
  const inOwn = [[...room, ...names], room].map((taken) => ({ room: taken, astray }));
  // Where its area has no room left, a line leads from a chip to it: two chips one over the other could not be read.
  const beside = sliver ? [] : [{ room, astray: () => 0 }];
  for (const how of [...inOwn, ...beside, { room: fixed, astray }]) {
    const spot = bestSpot({ ...wish, ...how });
    if (spot) return spot;
  }
  return sliver ? null : bestSpot({ ...wish, room: fixed, astray: () => 0 });
}
