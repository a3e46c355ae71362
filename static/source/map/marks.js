/** One numbered marker per place: a real button, moved aside from its neighbours with a line to its true point. */

/** @import { ButtonMarker, Item, Mark, MarkPart } from "./values.js" */

import { element } from "../dom.js";
import { drawn, latLng } from "./ground.js";
import { spread } from "./seats.js";
import { marks, now } from "./state.js";
import { symbol } from "./symbols.js";

const VICINITY_METRES = 5000;
const HALF_PX = 18; // of a marker
const coarse = window.matchMedia("(pointer: coarse)").matches;
let sent = Date.now(); // a frame drawn anew must not repeat a number already sent

/** @param {string} place */
export function choose(place) {
  if (now.view.coded) {
    now.chooseCoded({ place });
    return;
  }
  sent += 1;
  if (window.Streamlit) window.Streamlit.setComponentValue({ place, n: sent });
}

/**
 * A Leaflet marker that carries one real button, so that Enter, Space and touch all arrive as a click.
 *
 * @param {Item} item
 * @param {string} pane
 * @param {string} className
 * @returns {ButtonMarker}
 */
export function buttonMarker(item, pane, className) {
  const button = element("button", className);
  button.type = "button";
  button.dataset.place = item.place;
  const icon = L.divIcon({ className: "holder", html: button, iconSize: [0, 0] });
  const marker = L.marker([0, 0], { icon, pane, keyboard: false, autoPanOnFocus: false });
  marker.on("click", () => choose(item.place));
  button.addEventListener("focus", () => {
    if (!button.matches(":focus-visible")) return;
    now.map.panInside(marker.getLatLng(), { padding: [40, 40], animate: false });
  });
  return { marker, button };
}

/** @param {HTMLButtonElement} button @param {Item} item @param {string | null} selected */
export function describe(button, item, selected) {
  const chosen = item.place === selected;
  button.setAttribute("aria-label", item.label);
  button.setAttribute("aria-pressed", String(chosen));
  button.title = item.label;
  button.classList.toggle("selected", chosen);
}

/** @param {Mark} item @param {string | null} selected */
export function drawMark(item, selected) {
  const part = marks.get(item.place) ?? newMark(item);
  part.item = item;
  part.button.replaceChildren(symbol(item.kind, item));
  describe(part.button, item, selected);
  part.marker.setZIndexOffset(item.place === selected ? 1000 : 0);
  drawVicinity(part, item);
}

/** @param {Mark} item @returns {MarkPart} */
function newMark(item) {
  const home = latLng([item.lon, item.lat]);
  const { marker, button } = buttonMarker(item, "mark", "mark");
  marker.setLatLng(home).addTo(now.map);
  const leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(now.map);
  const dot = L.circleMarker(home, drawn("under", "home", { radius: 2.5 })).addTo(now.map);
  const pixel = now.map.latLngToLayerPoint(home);
  const part = { marker, button, item, home, leader, dot, homePx: pixel, spot: pixel };
  marks.set(item.place, part);
  return part;
}

/** @param {MarkPart} part @param {Mark} item */
function drawVicinity(part, item) {
  if (item.vicinity && !part.circle) {
    part.circle = L.circleMarker(part.home, drawn("under", "vicinity")).addTo(now.map);
  } else if (!item.vicinity && part.circle) {
    part.circle.remove();
    delete part.circle;
  }
}

/** Markers depend on the zoom alone, so that panning never shuffles them. */
export function arrangeMarks() {
  const parts = [...marks.values()].sort((a, b) => a.item.number - b.item.number);
  const homes = parts.map((item) => now.map.latLngToLayerPoint(item.home));
  const spots = spread(homes, coarse ? 44 : 35);
  const [west, east] = [now.cut, now.cut + 360].map((lon) => now.map.latLngToLayerPoint([0, lon]).x);
  parts.forEach((item, index) => {
    const shifted = spots[index].distanceTo(homes[index]) > 5;
    if (shifted) spots[index].x = Math.min(Math.max(spots[index].x, west + HALF_PX), east - HALF_PX); // not off the world
    item.spot = shifted ? spots[index] : homes[index];
    item.homePx = homes[index];
    const seat = now.map.layerPointToLatLng(item.spot);
    item.marker.setLatLng(shifted ? seat : item.home);
    item.leader.setLatLngs(shifted ? [item.home, seat] : []);
    /** @type {SVGElement} */ (item.dot.getElement()).style.display = shifted ? "" : "none";
    if (item.circle) item.circle.setRadius(vicinityRadius(item.home));
  });
}

/** Five kilometres, or as much more as it takes to show around the marker. @param {L.LatLng} home */
function vicinityRadius(home) {
  const metresPerPixel = (40075016 * Math.cos((home.lat * Math.PI) / 180)) / 256 / 2 ** now.map.getZoom();
  return Math.max(25, VICINITY_METRES / metresPerPixel);
}
