/** Areas and the border, each with its chip: shaded shape, words, and a seat where the chip covers no marker. */

import { element } from "../dom.js";
import { areaOf } from "./extent.js";
import { areas, borderLines, borderPoints, corners, drawn, insideArea, latLng, toPixel } from "./ground.js";
import { buttonMarker, choose, describe } from "./marks.js";
import { shortened } from "./names.js";
import { around, bestSpot, within } from "./seats.js";
import { now, shades } from "./state.js";

const FALLBACK = [36.0, 51.0];

export function drawShade(item, selected) {
  const old = arrived(shades.get(item.place), item);
  const part = old || { ...buttonMarker(item, "chip", "chip"), area: areaOf(item) };
  const kind = item.quotes > 0 ? "quoted" : "cited";
  part.item = item;
  part.button.replaceChildren(...chipWords(item, kind));
  describe(part.button, item, selected);
  if (!old) addShade(part, item);
  if (!item.level) part.shape.setLatLngs(borderLines(item).map((line) => line.map(latLng)));
  part.button.hidden = Boolean(item.level) && !homeOf(part);
  part.shape.setStyle(part.area ? { fillColor: `url(#hatch-${kind})`, fillOpacity: 1 } : { fill: false });
  part.shape.getElement().classList.toggle("selected", item.place === selected);
}

/** What is drawn for an area, or nothing if it was drawn before its outline had come. */
function arrived(part, item) {
  if (!part || part.area || !areaOf(item)) return part;
  for (const layer of [part.marker, part.leader, part.shape]) layer.remove();
  shades.delete(item.place);
  return undefined;
}

/** The area whose label a chip stands at: its own, or the region of a district without an outline. */
const homeOf = ({ area, item }) => area || areas.get(item.place.split(".")[0]);

/** "Kursk Oblast", "region", "7": the level is said once, whatever the name says. */
function chipWords(item, kind) {
  const name = item.name.replace(new RegExp(`\\s(${item.level}|raion)$`, "i"), "");
  const count = element("span", `count ${kind}`, String(item.quotes + item.citations));
  if (item.disputed) count.classList.add("disputed");
  const level = item.level ? [element("span", "chip-level", now.view.words[item.level])] : [];
  return [element("span", "chip-name", shortened(name)), ...level, count];
}

function addShade(part, item) {
  part.marker.setLatLng(now.map.getCenter()).addTo(now.map);
  part.leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(now.map);
  part.shape = part.area ? areaShape(part.area, item) : lineShape();
  part.shape.on("click", () => choose(item.place)).addTo(now.map);
  if (item.level === "region") part.shape.bringToBack();
  shades.set(item.place, part);
}

function areaShape(area, item) {
  return L.polygon(corners(area), drawn("shade", `shade ${item.level}`, { interactive: true }));
}

/** A line, laid where the claims name the border; nothing for an area whose polygon is not in the base map. */
function lineShape() {
  return L.polyline([], drawn("border", "border-claim", { fill: false, interactive: true }));
}

/** The pixel an area's chip belongs to: its label point, or the middle of what can be seen of it, or null. */
function seat(area, frame) {
  const label = toPixel(area.label);
  if (within(around(label, 2, 2), frame)) return label;
  const seen = [];
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

function borderSeats(item, frame) {
  if (!borderPoints.length) return [toPixel(FALLBACK)];
  const seen = borderLines(item).flat().map(toPixel).filter((pixel) => within(around(pixel, 40, 30), frame));
  const middle = L.point((frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2);
  return seen.filter((_, index) => index % 6 === 0).sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle));
}

const borderHome = (item) => borderLines(item).flat()[0];

/** The box of a chip, seated on its area if any of it is in view, else at its label point, out of view. */
export function seatChip(item, places) {
  const area = homeOf(item);
  if (!area && item.item.level) return [0, 0, 0, 0]; // its outline has yet to come; a chip elsewhere would be a lie
  const size = [item.button.offsetWidth + 6, item.button.offsetHeight + 6];
  const seats = area ? [seat(area, places.frame)].filter(Boolean) : borderSeats(item.item, places.frame);
  const home = toPixel(area ? area.label : borderHome(item.item) || FALLBACK);
  const spot = (seats.length && chipSpot({ seats, size, area, home }, places)) || home;
  item.marker.setLatLng(now.map.layerPointToLatLng(spot));
  const astray = seats.length > 0 && spot !== home && (area ? !insideArea(spot, area) : !seats.includes(spot));
  item.leader.setLatLngs(astray ? [seats[0], spot].map((pixel) => now.map.layerPointToLatLng(pixel)) : []);
  return around(spot, ...size);
}

/** A free pixel for a chip, or null. A sliver of an area at the edge of the view gets no chip elsewhere. */
function chipSpot({ seats, size, area, home }, { room, names, fixed, frame }) {
  const isInside = (pixel) => Boolean(area) && insideArea(pixel, area);
  const sliver = area && seats[0] !== home && !seats[0].equals(home);
  const wish = { seats, size, frame, isInside, astray: sliver ? Infinity : 90 };
  // In a crowd a chip takes the room of names first, of other chips last, of a marker or a control never.
  for (const taken of [[...room, ...names], room, fixed]) {
    const spot = bestSpot({ ...wish, room: taken });
    if (spot) return spot;
  }
  return null;
}
