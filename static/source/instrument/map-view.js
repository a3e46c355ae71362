/** What the map draws for a window: marks, shaded areas and the border, as `map/layer.js` takes them. */

import { evidence } from "./words.js";

/**
 * @typedef {import("./window.js").Place & import("./window.js").Counts & { place: string, label: string }} Item
 *
 * @param {import("./window.js").Scene} scene
 * @param {(import("./window.js").Counts | null)[]} counted by the place's index
 * @param {[string, string][]} labels what each place is called, before and after what stands there
 * @param {import("./words.js").Words} words
 */
export function mapView(scene, counted, labels, words) {
  const marks = /** @type {Item[]} */ ([]);
  const shades = /** @type {Item[]} */ ([]);
  let border = /** @type {(Item & { along: string[] }) | null} */ (null);
  counted.forEach((counts, index) => {
    if (!counts) return;
    const place = scene.places[index];
    const label = labels[index].join(evidence(counts, words));
    const item = { ...place, ...counts, place: place.id, label };
    if (place.number !== null) marks.push(item);
    else if (place.level === "border") border = { ...item, along: counts.along ?? [] };
    else shades.push(item);
  });
  return { marks, shades, border };
}
