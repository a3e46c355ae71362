/** The regions of the world, geodata/data/regions: one file a country, loaded when first asked for. */

import { corners, countries, drawn, latLng, loadRegions, located, meets, toPixel } from "./ground.js";
import { now } from "./state.js";

const NEAR_ZOOM = 5; // from here on regions are outlined and named
const MOST_OUTLINES = 150; // in view, beyond which they would be a tangle

const outlines = new Map(); // region id -> layer
const regions = new Map(); // region id -> area
const files = new Map(); // country -> its regions, or a promise of them

/** The country whose file holds a region: "SYR" of "SYR-idlib". */
const countryOf = (id) => id.split("-", 1)[0];

let ready = () => {};

/** Call this whenever outlines that were missing have come. */
export function whenRegionsCome(call) {
  ready = call;
}

/** The outline of a region, or undefined while its file has yet to come. */
export function regionOf(id) {
  if (!regions.has(id)) regionsOf([countryOf(id)]);
  return regions.get(id);
}

/** Has the outline of a region yet to come? */
export const isAwaited = (id) => !regions.has(id) && !Array.isArray(files.get(countryOf(id)));

/** The regions of these countries whose files have come. */
export function regionsOf(countries) {
  for (const country of countries) if (!files.has(country)) files.set(country, fetchRegions(country));
  return countries.flatMap((country) => (Array.isArray(files.get(country)) ? files.get(country) : []));
}

/** Wait for the outlines with these ids, those that cannot be had left out. */
export async function waitForRegions(ids) {
  regionsOf(ids.map(countryOf));
  await Promise.all(ids.map((id) => files.get(countryOf(id))));
}

async function fetchRegions(country) {
  const found = await loadRegions(country).catch(() => null);
  files.set(country, []);
  if (!found) return; // without outlines the areas stay in the list beside the map
  const made = (area) => located({ ...area, units: found.units, name_en: area.name, level: "region" });
  files.set(country, found.regions.map(made));
  for (const region of [...files.get(country), ...found.divisions.map(made)]) regions.set(region.id, region);
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

export function regionNames() {
  return seenRegions().map((region) => ({
    key: region.id, style: "region", latin: region.name.toUpperCase(), cyrillic: "",
    pixel: toPixel(region.label), at: latLng(region.label),
  }));
}
