/** What part of the world the map shows: the first view, what lies outside the present one, and the way back to it all.
 *
 * The map is one turn of the globe from the meridian `now.cut` eastwards: the antimeridian, unless what is shown lies on
 * both sides of it and would else be torn apart. */

/** @import { Areal, Box, LonLat, Mark } from "./values.js" */
/** @typedef {Mark | Areal} Shown */

import { areas, borderLines, latLng, meets, boxAround, shifted } from "./ground.js";
import { isAwaited, regionOf } from "./regions.js";
import { marks, now, shades } from "./state.js";

const LAT_LIMIT = 85; // of Web Mercator
const NEAREST_ZOOM = 9; // a single village is shown with its district around it
export const LEAST_POINTS = 3;
const NEAR_MIDDLE = 100; // degrees: so near the edge of a map from -180 to 180 what is shown could not stand in the middle
const MARGIN = 15; // degrees beyond the end of the world, without which a marker there could only be seen in half
export const EDGE_PX = 44; // half a marker, and room for a name

/** The area that a shade is drawn as, or undefined while its outline has not come. @param {Areal} shade */
export const areaOf = ({ place, outline }) => areas.get(place) || (outline !== place && outline ? regionOf(outline) : undefined);

const isBorder = (/** @type {Shown} */ { place }) => place === "border";

/** Boxes of a place in the data's own degrees: of a point, of each part of an area, or of a line. @param {Shown} item @returns {Box[]} */
function boxesOf(item) {
  if (isPoint(item)) return [[item.lon, item.lat, item.lon, item.lat]];
  if (!isBorder(item)) return areaOf(item)?.boxes ?? [];
  return borderLines(item).filter((line) => line.length).map(boxAround);
}

/** Everything that the view shows, a border only where nothing else is: it may be longer than all the rest. @returns {Shown[]} */
function shownItems() {
  const { marks: points = [], shades: found = [], border } = now.view;
  return points.length + found.length ? [...points, ...found] : border ? [border] : [];
}

/** The meridian to begin at: -180 unless boxes lie about the antimeridian, whose half of the globe is then the middle. @param {Box[]} boxes */
export function cutBetween(boxes) {
  const spans = boxes.map(([west, , east]) => [west, east]).sort((a, b) => a[0] - b[0]);
  if (!spans.length) return -180;
  // From the eastern end of the widest gap on, everything lies within the shortest stretch of the globe.
  let [reach, start] = [spans[0][1], spans[0][0]];
  let widest = spans[0][0] + 360 - Math.max(...spans.map(([, east]) => east));
  for (const [west, east] of spans) {
    if (west - reach > widest) [widest, start] = [west - reach, west];
    reach = Math.max(reach, east);
  }
  const middle = start + (360 - widest) / 2;
  const isAcross = start + 360 - widest > 180;
  const isNear = widest > 180 && Math.abs(middle) > NEAR_MIDDLE;
  return widest > 180 && (isAcross || isNear) ? (middle + 360) % 360 - 180 : -180;
}

/**
 * The box around boxes, as the map lays them out.
 * @param {Box[]} boxes
 * @returns {Box}
 */
function union(boxes) {
  const laid = boxes.map(/** @returns {Box} */ ([west, south, east, north]) => {
    const shift = shifted(west, east);
    return [west + shift, south, east + shift, north];
  });
  /** @param {0 | 1 | 2 | 3} index @param {(...values: number[]) => number} most */
  const side = (index, most) => laid.reduce((found, box) => most(found, box[index]), laid[0][index]);
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
}

/** Leaflet's bounds of a box, kept on the map. @param {Box} box */
export function bounds([west, south, east, north]) {
  return L.latLngBounds([Math.max(south, -LAT_LIMIT), west], [Math.min(north, LAT_LIMIT), east]);
}

/** The whole of the world. */
export const world = () => bounds([now.cut, -LAT_LIMIT, now.cut + 360, LAT_LIMIT]);

/** The bounds of the claims that are shown, or null if none is.
 *
 * Where places give the view its scale, an area larger than all of them together is shown by its middle. */
export function shownBounds() {
  const items = shownItems();
  const points = items.filter(isPoint).flatMap(boxesOf);
  const scale = points.length < LEAST_POINTS ? Infinity : sizeOf(union(points));
  const boxes = items.flatMap((item) => {
    const found = boxesOf(item);
    return isPoint(item) || !found.length || sizeOf(union(found)) <= scale ? found : [boxAround([labelOf(item, found)])];
  });
  return boxes.length ? bounds(union(boxes)) : null;
}

/** @param {Shown} item @returns {item is Mark} */
const isPoint = (item) => "lon" in item && item.lon !== null;
const sizeOf = (/** @type {Box} */ [west, south, east, north]) => (east - west) * (north - south);
/** @param {Areal} item @param {Box[]} boxes @returns {LonLat} */
const labelOf = (item, boxes) => areaOf(item)?.label ?? [boxes[0][0], boxes[0][1]];

/** Is there anything to fit the first view to, and all of it known? */
export function isFitting() {
  const awaited = now.view.shades.some((item) => !areas.has(item.place) && isAwaited(item.outline ?? item.place));
  return !awaited && shownItems().length > 0;
}

/** Lay the world out around what is shown first; it stays so, as everything drawn depends on it. */
export function layOut() {
  now.cut = now.view.coded ? -180 : cutBetween(shownItems().flatMap(boxesOf));
  now.map.setMaxBounds(bounds([now.cut - MARGIN, -LAT_LIMIT, now.cut + 360 + MARGIN, LAT_LIMIT]));
}

/**
 * Move the map to these bounds, whole: with the first paddings at which no control covers a marker, or the last.
 *
 * @param {L.LatLngBounds} target
 * @param {number[][]} paddings each left, top, right, bottom in px
 */
export function fit(target, paddings) {
  for (const [left, top, right, bottom] of paddings) {
    const [paddingTopLeft, paddingBottomRight] = [L.point(left, top), L.point(right, bottom)];
    now.map.fitBounds(target, { animate: false, maxZoom: NEAREST_ZOOM, paddingTopLeft, paddingBottomRight });
    if (!now.view.marks.some(isCovered)) return;
  }
}

/** Does a control cover a marker's true point? @param {Mark} mark */
function isCovered({ lon, lat }) {
  const origin = now.map.getContainer().getBoundingClientRect();
  const { x, y } = now.map.latLngToContainerPoint(latLng([lon, lat]));
  const controls = [...now.map.getContainer().querySelectorAll(".leaflet-control")];
  return controls.map((control) => control.getBoundingClientRect()).some((box) =>
    x > box.left - origin.left - 16 && x < box.right - origin.left + 16
    && y > box.top - origin.top - 16 && y < box.bottom - origin.top + 16);
}

/** How many places are shown that the present view has nothing of. */
export function countOutside() {
  const box = now.map.getBounds();
  const items = [...[...marks.values()].map(({ item }) => item), ...[...shades.values()].map(({ item }) => item)];
  return items.filter((item) => !boxesOf(item).some((part) => meets(part, box))).length;
}
