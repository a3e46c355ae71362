/** The regions of the world, geodata/data/regions: one file a country, loaded when first asked for. */

/** @import { Area, AreaFile, Name } from "./values.js" */

import { corners, countries, drawn, latLng, loadRegions, located, meets, toPixel } from "./ground.js";
import { now } from "./state.js";

const NEAR_ZOOM = 5; // from here on regions are outlined and named
const MOST_OUTLINES = 150; // in view, beyond which they would be a tangle

/** By region. @type {Map<string, L.Polygon>} */
const outlines = new Map();
/** By id. @type {Map<string, Area>} */
const regions = new Map();
/** By country, its regions or a promise of them. @type {Map<string, Area[] | Promise<void>>} */
const files = new Map();

/** The country whose file holds a region: "SYR" of "SYR-idlib". @param {string} id */
const countryOf = (id) => id.split("-", 1)[0];

let ready = () => {};

/** Call this whenever outlines that were missing have come. @param {() => void} call */
export function whenRegionsCome(call) {
  ready = call;
}

/** The outline of a region, or undefined while its file has yet to come. @param {string} id */
export function regionOf(id) {
  if (!regions.has(id)) regionsOf([countryOf(id)]);
  return regions.get(id);
}

/** Has the outline of a region yet to come? @param {string} id */
export const isAwaited = (id) => !regions.has(id) && !Array.isArray(files.get(countryOf(id)));

/** The regions of these countries whose files have come. @param {string[]} countries */
export function regionsOf(countries) {
  for (const country of countries) if (!files.has(country)) files.set(country, fetchRegions(country));
  return countries.flatMap((country) => {
    const known = files.get(country);
    return Array.isArray(known) ? known : [];
  });
}

/** Wait for the outlines with these ids, those that cannot be had left out. @param {string[]} ids */
export async function waitForRegions(ids) {
  regionsOf(ids.map(countryOf));
  await Promise.all(ids.map((id) => files.get(countryOf(id))));
}

/** @param {string} country */
async function fetchRegions(country) {
  const found = await loadRegions(country).catch(() => null);
  files.set(country, []);
  if (!found) return; // without outlines the areas stay in the list beside the map
  const made = (/** @type {AreaFile} */ area) => located({ ...area, units: found.units, name_en: area.name, level: "region" });
  const own = found.regions.map(made);
  files.set(country, own);
  for (const region of [...own, ...found.divisions.map(made)]) regions.set(region.id, region);
  ready();
}

/** Regions to name and outline: those in view, unless they would be a tangle or the map is too far away. */
function seenRegions() {
  if (now.map.getZoom() < NEAR_ZOOM) return [];
  const box = now.map.getBounds();
  const near = countries.filter(({ boxes }) => boxes.some((part) => meets(part, box)));
  const seen = regionsOf(near.map(({ id }) => id)).filter(({ boxes }) => boxes.some((part) => meets(part, box)));
  return seen.length <= MOST_OUTLINES ? seen : [];
}

export function outlineRegions() {
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

/** @returns {Name[]} */
export function regionNames() {
  return seenRegions().map((region) => ({
    key: region.id, style: "region", latin: region.name.toUpperCase(), cyrillic: "",
    pixel: toPixel(region.label), at: latLng(region.label),
  }));
}
